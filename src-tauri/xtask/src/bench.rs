//! `bench`: how fast it is, each figure beside its twin of the same run.

use crate::prerequisites::{self, Reach};
use crate::request::Request;
use crate::stop::Stop;
use crate::tool::Tool;
use crate::{project, ui};

/// Measures with release builds, and writes `docs/proof/bench.md`.
pub fn bench(request: &Request) -> Result<(), Stop> {
    prerequisites::require(Reach::Test, request)?;
    ui::install()?;
    ui::script("build")?;
    build_released()?;
    let rules = Tool::cargo().words("bench --quiet --package domain --bench decide --bench permit").read()?;
    let size = Tool::npm().words("run --silent size").read()?;
    let rows = rules.lines().chain(size.lines()).filter(|line| line.contains('\t')).flat_map(|line| ["--row", line]);
    Tool::new(project::released("measure")).args(&request.words).args(rows).words("--page docs/proof/bench.md").run()
}

/// Compiles what is measured as it would be shipped.
pub fn build_released() -> Result<(), Stop> {
    Tool::cargo().words("build --release --package hub --package sandbox --package world --bins").run()
}
