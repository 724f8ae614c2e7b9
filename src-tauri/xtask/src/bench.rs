//! `bench`: how fast it is, each figure beside its twin of the same run.

use crate::prerequisites::{self, Reach};
use crate::project::FEATURES;
use crate::request::Request;
use crate::stop::Stop;
use crate::tool::Tool;
use crate::{packages, project, session, ui};

/// Measures with release builds, and writes `docs/proof/bench.md`.
pub fn bench(request: &Request) -> Result<(), Stop> {
    prerequisites::require(Reach::Test, request)?;
    ui::install()?;
    ui::build()?;
    build_released()?;
    let rules = Tool::cargo().words("bench --quiet --package domain --bench decide --bench permit").read()?;
    let size = Tool::npm().words("run --silent size").read()?;
    let window = window(&request.words)?;
    let package = packages::weighed().unwrap_or_else(|| {
        println!("  left out: the package, which `cargo xtask prove packages` makes");
        String::new()
    });
    let printed = [&rules, &size, &package, &window].into_iter().flat_map(|lines| lines.lines());
    let lines = printed.filter(|line| line.contains('\t'));
    let rows = lines.flat_map(|line| ["--row", line]);
    Tool::new(project::released("measure")).args(&request.words).args(rows).words("--page docs/proof/bench.md").run()
}

/// The rows of the real window, in a desktop of its own; it is driven on Linux only.
fn window(words: &[String]) -> Result<String, Stop> {
    if session::require_virtual().is_err() {
        println!("  left out: driving the window needs WebKitGTK's driver, which is on Linux only");
        return Ok(String::new());
    }
    let company = words.windows(2).find(|pair| pair.first().is_some_and(|word| word == "--company"));
    session::within(&["--banners-go"])
        .arg(project::released("measure"))
        .arg("window")
        .args(company.unwrap_or_default())
        .read()
}

/// Compiles everything as it would be shipped, with the one set of features, so that nothing is compiled twice.
pub fn build_released() -> Result<(), Stop> {
    Tool::cargo().words("build --release --workspace --bins").args(FEATURES).run()
}
