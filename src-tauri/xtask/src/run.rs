//! `run`: from a clone to the open window.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::prerequisites::{self, Reach};
use crate::project::{self, FEATURES};
use crate::request::Request;
use crate::session;
use crate::stop::Stop;
use crate::tool::Tool;
use crate::ui;

/// The word that starts the second half of `run`, inside the virtual session.
const PICTURED: &str = "--pictured";
/// How long a window may take until it has painted itself.
const PATIENCE: Duration = Duration::from_secs(90);
/// Fewer colours than this and the window is still blank.
const COLOURS_OF_A_SCREEN: u32 = 40;

/// Installs what is missing, builds, and opens the window.
pub fn run(request: &Request) -> Result<(), Stop> {
    if request.words.iter().any(|word| word == PICTURED) {
        return pictured(request);
    }
    let display = session::has_display();
    prerequisites::require(if display { Reach::Build } else { Reach::Session }, request)?;
    ui::install()?;
    ui::build()?;
    Tool::cargo().words("build --package switchboard").args(FEATURES).run()?;
    if display {
        println!("\nThe console opens on the sandbox. Close its window, or press Ctrl+C here, to end it.");
        return console(request).run();
    }
    session::require_virtual()?;
    println!("\nThere is no display here, so the console runs under a virtual one, seen by nobody.");
    println!("Pictures of it go to {}. Ctrl+C ends it.", pictures().display());
    let again =
        std::env::current_exe().map_err(|error| Stop::Missing(format!("finding this program again: {error}")))?;
    session::within(&[]).arg(again).arg("run").arg(PICTURED).arg("--").args(&request.rest).run()
}

/// The window on a folder of its own, so that what is tried here never lies beside a real number's. `-- --data DIR` names another.
fn console(request: &Request) -> Tool {
    let window = Tool::new(project::built("switchboard")).arg("--sandbox");
    let named = request.rest.iter().any(|word| word == "--data" || word.starts_with("--data="));
    let window = if named { window } else { window.arg("--data").arg(project::target().join("console")) };
    window.args(&request.rest)
}

fn pictures() -> PathBuf {
    project::target().join("screenshots")
}

/// Inside the virtual session: opens the window, takes its picture once it has painted, and stays as long as it does.
fn pictured(request: &Request) -> Result<(), Stop> {
    fs::create_dir_all(pictures())
        .map_err(|error| Stop::Missing(format!("making {}: {error}", pictures().display())))?;
    let mut console = console(request).spawn()?;
    let picture = pictures().join("run.png");
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if let Ok(Some(status)) = console.try_wait() {
            return Err(Stop::Found(format!("the console ended before its window was there: {status}")));
        }
        if painted(&picture) {
            println!(
                "The window is ready after {:.1} s. Its picture: {}",
                begun.elapsed().as_secs_f64(),
                picture.display()
            );
            return console.wait().map(drop).map_err(|error| Stop::Found(format!("waiting for the console: {error}")));
        }
        thread::sleep(Duration::from_millis(500));
    }
    drop(console.kill());
    Err(Stop::Found(format!("the window painted nothing in {} s", PATIENCE.as_secs())))
}

/// Takes the picture of the whole display; whether a window is up and has drawn more than its background.
fn painted(picture: &Path) -> bool {
    let up = Tool::new("xdotool")
        .words("search --onlyvisible --name Switchboard")
        .peek()
        .is_some_and(|ids| !ids.trim().is_empty());
    if !up || !Tool::new("import").words("-window root").arg(picture).succeeds() {
        return false;
    }
    let colours = Tool::new("identify").words("-format %k").arg(picture).peek().unwrap_or_default();
    colours.trim().parse::<u32>().is_ok_and(|count| count >= COLOURS_OF_A_SCREEN)
}
