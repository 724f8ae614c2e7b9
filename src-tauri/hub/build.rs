//! Lays a placeholder where the screen is not built, so that the hub compiles in a fresh clone.

use std::path::Path;
use std::{fs, io};

/// Where the built screen lies, from this crate.
const SCREEN: &str = "../../dist";
/// The page that says how to build it; the window shows the same.
const PLACEHOLDER: &str = include_str!("../desktop/placeholder.html");

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../desktop/placeholder.html");
    // Not there: cargo runs this again until it is.
    println!("cargo:rerun-if-changed={SCREEN}/index.html");
    let page = Path::new(SCREEN).join("index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all(SCREEN)?;
    fs::write(page, PLACEHOLDER)
}
