//! `check`: the quick part of `test`, and the steps both share.

use crate::prerequisites::{self, Reach};
use crate::project::{CORE, FEATURES};
use crate::request::Request;
use crate::step::Steps;
use crate::stop::Stop;
use crate::tool::Tool;
use crate::ui;

/// The generated TypeScript of the contract.
const CONTRACT: &str = "ui/src/host/contract.ts";

/// Where random histories begin: a change is judged by the same ones everywhere. `prove histories` takes new ones.
const SEED: u64 = 4;

/// Formats, lints, types and unit tests.
pub fn check(request: &Request) -> Result<(), Stop> {
    let mut steps = Steps::new();
    let outcome = prepare(&mut steps, Reach::Build, request)
        .and_then(|()| screen(&mut steps))
        .and_then(|()| core(&mut steps))
        .and_then(|()| unit(&mut steps));
    steps.report(outcome)
}

/// What the machine and the folder need before anything is looked at.
pub fn prepare(steps: &mut Steps, reach: Reach, request: &Request) -> Result<(), Stop> {
    steps.take("prerequisites", || {
        prerequisites::require(reach, request)?;
        prerequisites::require_cargo_tools(reach, request)
    })?;
    steps.take("npm ci", ui::install)
}

/// The screen's own checks: types, lints, formats, catalogues, unit tests.
pub fn screen(steps: &mut Steps) -> Result<(), Stop> {
    steps.take("ui messages", || ui::script("messages"))?;
    steps.take("ui types", || ui::script("types"))?;
    steps.take("ui lint", || ui::script("lint"))?;
    steps.take("ui format", || ui::script("format:check"))?;
    steps.take("ui unit tests", || ui::script("unit"))?;
    steps.take("journeys' types, lint, format", || {
        ui::tool("tsc --project tests/browser")?;
        ui::tool("oxlint --deny-warnings tests/browser")?;
        ui::tool("oxfmt --check tests/browser")
    })
}

/// Rust without running it: formats, lints, the contract's TypeScript, and that no core crate knows Tauri.
pub fn core(steps: &mut Steps) -> Result<(), Stop> {
    steps.take("rustfmt", || Tool::cargo().words("fmt --all --check").run())?;
    steps.take("core without tauri", core_without_tauri)?;
    steps.take("clippy", || {
        Tool::cargo().words("clippy --workspace --all-targets").args(FEATURES).words("-- -D warnings").run()
    })?;
    steps.take("contract", || {
        Tool::cargo().words("run --quiet --package contract --bin contract-typescript -- --check").arg(CONTRACT).run()
    })
}

/// The tests inside each crate; those from the outside are apart.
pub fn unit(steps: &mut Steps) -> Result<(), Stop> {
    steps.take("unit tests", unit_tests)?;
    // What must not compile stands in the documentation of what it would misuse; nextest does not run it.
    steps.take("what must not compile", || Tool::cargo().words("test --doc --workspace").args(FEATURES).run())
}

fn unit_tests() -> Result<(), Stop> {
    let cargo = seeded(SEED);
    if has_nextest() {
        cargo.words("nextest run --workspace").args(FEATURES).words("-E").arg("not package(world)").run()
    } else {
        cargo.words("test --workspace --exclude world --tests").args(FEATURES).run()
    }
}

/// Cargo, for tests whose random histories follow from this seed.
pub fn seeded(seed: u64) -> Tool {
    Tool::cargo().env("PROPTEST_RNG_SEED", seed.to_string())
}

/// nextest is used where it is installed; plain `cargo test` runs the same tests.
pub fn has_nextest() -> bool {
    Tool::cargo().words("nextest --version").succeeds()
}

fn core_without_tauri() -> Result<(), Stop> {
    for name in CORE {
        let tree = Tool::cargo().words("tree --prefix none --edges normal,build --package").arg(name).read()?;
        if let Some(line) = tree.lines().find(|line| is_tauri(line)) {
            return Err(Stop::Found(format!(
                "the core crate `{name}` has {line} in its tree: `cargo tree -i tauri -p {name}`"
            )));
        }
    }
    println!("  none of {} has Tauri in its tree", CORE.join(", "));
    Ok(())
}

fn is_tauri(line: &str) -> bool {
    let name = line.split(' ').next().unwrap_or_default();
    name == "tauri" || name.starts_with("tauri-") || name == "wry" || name == "tao"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tauri_is_known_by_its_names_and_not_by_likeness() {
        assert!(is_tauri("tauri v2.12.5"));
        assert!(is_tauri("tauri-utils v2.0.0"));
        assert!(!is_tauri("tauriel v1.0.0"));
    }
}
