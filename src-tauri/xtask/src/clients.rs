//! `prove clients`: what others have written for the same API. pywa drives a sandbox, and as a second administrator it changes groups
//! behind a hub's back.

use crate::prerequisites::{self, Reach};
use crate::project;
use crate::request::Request;
use crate::stop::Stop;
use crate::test::build;
use crate::tool::Tool;

/// The release of pywa that is spoken to.
const PYWA: &str = "pywa>=4,<5";

/// Installs pywa beside what is built, and runs both scripts. It writes nothing.
pub fn prove(request: &Request) -> Result<(), Stop> {
    prerequisites::require(Reach::Test, request)?;
    build()?;
    let folder = project::target().join("pywa");
    let python = || Tool::new("python3").env("PYTHONPATH", &folder);
    if !python().arg("-c").arg("import pywa").succeeds() {
        python().words("-m pip install --quiet --target").arg(&folder).arg(PYWA).run()?;
    }
    let programs = project::target().join("debug");
    for script in ["pywa_client.py", "second_administrator.py"] {
        python().arg(project::root().join("tests").join("clients").join(script)).arg(&programs).run()?;
    }
    Ok(())
}
