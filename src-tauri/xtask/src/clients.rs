//! `prove clients`: what others have written for the same API. pywa drives a sandbox, and as a second administrator it changes groups
//! behind a hub's back.

use std::fmt::Write as _;

use crate::prerequisites::{self, Reach};
use crate::project;
use crate::request::Request;
use crate::stop::Stop;
use crate::test::build;
use crate::tool::Tool;

/// The release of pywa that is spoken to.
const PYWA: &str = "pywa>=4,<5";

/// What the second administrator shows.
const CLAIM: &str = "A published client library is a second administrator. While webhooks of groups are lost, it lets somebody into a group, takes \
somebody out, renames the group and replaces its link. The console knows nothing of that until the group is compared; then it shows \
each difference, and the history names it as found.";

/// Installs pywa beside what is built, runs both scripts, and writes down what the second one saw.
pub fn prove(request: &Request) -> Result<(), Stop> {
    prerequisites::require(Reach::Test, request)?;
    build()?;
    let folder = project::target().join("pywa");
    let python = || Tool::new("python3").env("PYTHONPATH", &folder);
    if !python().arg("-c").arg("import pywa").succeeds() {
        python().words("-m pip install --quiet --target").arg(&folder).arg(PYWA).run()?;
    }
    let programs = project::target().join("debug");
    let script = |name: &str| python().arg(project::root().join("tests").join("clients").join(name)).arg(&programs);
    script("pywa_client.py").run()?;
    let said = script("second_administrator.py").read()?;
    println!("{said}");
    let commit = Tool::new("git").words("rev-parse --short HEAD").read()?;
    let page = page(&said, commit.trim());
    let path = project::root().join("docs/proof/administrator.md");
    std::fs::write(&path, page).map_err(|error| Stop::Found(format!("{} cannot be written: {error}", path.display())))
}

/// The page of what the script said, a line `ok  WHAT: HOW` for each step.
fn page(said: &str, commit: &str) -> String {
    let mut page = format!(
        "# administrator\n\n{CLAIM}\n\n- command: `cargo xtask prove clients`\n- commit: {commit}\n\n| step | what was seen |\n| --- | --- |\n"
    );
    for line in said.lines().filter_map(|line| line.strip_prefix("ok  ")) {
        let (step, seen) = line.split_once(": ").unwrap_or((line, ""));
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {step} | {seen} |");
    }
    page + "\nEverything held.\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_of_the_script_is_a_row_of_the_page() {
        let page = page("ok  compared: 3 differences, 1 link\nsomething else\nok  who asked asks no more\n", "abc");
        assert!(
            page.contains("| compared | 3 differences, 1 link |\n| who asked asks no more |  |\n\nEverything held.")
        );
        assert!(!page.contains("something else") && page.contains("- commit: abc\n"), "{page}");
    }
}
