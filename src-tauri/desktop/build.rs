//! Makes the permissions of the window's commands from the contract, and lays a placeholder where the screen is not built.

use std::path::Path;
use std::{fs, io};

use contract::command::TABLE;

/// Where the built screen lies, from the root of the project.
const SCREEN: &str = "dist";
/// What stands there until `npm run build` has made the screen.
const PLACEHOLDER: &str = include_str!("placeholder.html");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    lay_placeholder(Path::new(SCREEN))?;
    println!("cargo:rerun-if-changed={SCREEN}");
    println!("cargo:rerun-if-changed=src-tauri/desktop/placeholder.html");
    let names: Vec<&'static str> = TABLE.iter().map(|line| line.name).collect();
    let commands = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}

/// A page that says how to build the screen, unless there is one.
fn lay_placeholder(screen: &Path) -> io::Result<()> {
    let page = screen.join("index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all(screen)?;
    fs::write(page, PLACEHOLDER)
}
