//! `test`: everything there is to see before a change is good.

use crate::check::{core, has_nextest, prepare, screen, unit};
use crate::counts;
use crate::elsewhere;
use crate::prerequisites::Reach;
use crate::project::FEATURES;
use crate::prove;
use crate::request::Request;
use crate::session;
use crate::step::Steps;
use crate::stop::Stop;
use crate::tool::Tool;
use crate::ui;

/// All steps, the first failure ending them.
pub fn test(request: &Request) -> Result<(), Stop> {
    let mut steps = Steps::new();
    let outcome = all(&mut steps, request);
    steps.report(outcome)
}

fn all(steps: &mut Steps, request: &Request) -> Result<(), Stop> {
    prepare(steps, Reach::Test, request)?;
    screen(steps)?;
    steps.take("ui build", ui::build)?;
    steps.take("ui size", || ui::script("size"))?;
    core(steps)?;
    steps.take("rustdoc", || {
        Tool::cargo().words("doc --workspace --no-deps").args(FEATURES).env("RUSTDOCFLAGS", "-D warnings").run()
    })?;
    steps.take("compiles for Windows", elsewhere::windows)?;
    steps.take("compiles for macOS", elsewhere::apple)?;
    steps.take("licences and sources", || Tool::cargo().words("deny check bans licenses sources").run())?;
    steps.take("build", build)?;
    unit(steps)?;
    steps.take("instruction counts", counts::hold)?;
    steps.take("hub journeys", || world("journeys").run())?;
    steps.take("browser journeys", || ui::tool("node --test --test-concurrency=1 tests/browser/*.test.ts"))?;
    steps.take("the real window", || real_window("window", &[]))?;
    steps.take("the real window: consent", || real_window("consent", &[]))?;
    steps.take("the real window: groups", || real_window("groups", &[]))?;
    steps.take("the real window: joining", || real_window("joining", &[]))?;
    steps.take("the real window: lists", || real_window("lists", &[]))?;
    steps.take("the real window: first run", || real_window("first_run", &[]))?;
    steps.take("the real window: pairing", || real_window("pairing", &[]))?;
    steps.take("the real window: backup", || real_window("backup", &[]))?;
    steps.take("the real window: secrets", || real_window("secrets", &[]))?;
    steps.take("the real window: startup", || real_window("startup", &[]))?;
    steps.take("the real window: quiet", || real_window("quiet", &[]))?;
    steps.take("the real window: banners", || real_window("banners", &["--without", "banners"]))?;
    for proof in prove::SHORT {
        steps.take(&format!("short proof: {}", proof.name), || prove::short(proof))?;
    }
    Ok(())
}

/// Compiles every program of the project once, as the tests from the outside use them.
pub fn build() -> Result<(), Stop> {
    Tool::cargo().words("build --workspace --bins").args(FEATURES).run()
}

/// One file of the tests from the outside.
fn world(file: &str) -> Tool {
    run_world(Tool::cargo(), file)
}

fn run_world(cargo: Tool, file: &str) -> Tool {
    if has_nextest() {
        let filter = format!("binary({file})");
        cargo.words("nextest run --workspace").args(FEATURES).words("--test-threads 1 -E").arg(filter)
    } else {
        cargo.words("test --package world --test").arg(file).words("-- --test-threads 1")
    }
}

/// The window itself, with a display, banners, a keyring and a sound server of its own, or without some of them.
fn real_window(file: &str, session: &[&str]) -> Result<(), Stop> {
    if !cfg!(target_os = "linux") {
        println!("  left out: driving the window needs WebKitGTK's driver, which is on Linux only");
        return Ok(());
    }
    run_world(session::within(session).arg("cargo"), file).run()
}
