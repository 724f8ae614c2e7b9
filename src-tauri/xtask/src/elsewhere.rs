//! Other systems: what is written for Windows and macOS compiles, though nothing of it runs here.

use crate::project::{self, FEATURES};
use crate::stop::Stop;
use crate::tool::Tool;

/// Windows, by the libraries and the linker of mingw.
const WINDOWS: &str = "x86_64-pc-windows-gnu";
/// macOS, by zig's C compiler.
const APPLE: &str = "aarch64-apple-darwin";

/// Checks the window for Windows.
pub fn windows() -> Result<(), Stop> {
    if !has_library(WINDOWS) {
        return Ok(());
    }
    check(WINDOWS).run()
}

/// Checks the window for macOS.
pub fn apple() -> Result<(), Stop> {
    if !has_library(APPLE) {
        return Ok(());
    }
    let zig = project::target().join("zig");
    let python = |words: &str| Tool::new("python3").env("PYTHONPATH", &zig).words(words);
    if !python("-m ziglang version").succeeds() {
        let install = Tool::new("python3").words("-m pip install --quiet --target").arg(&zig).arg("ziglang");
        if install.run().is_err() {
            println!("  left out: zig, whose C compiler is used for macOS, could not be installed");
            return Ok(());
        }
    }
    let tool = |name: &str| project::root().join("tests").join("apple").join(name);
    check(APPLE)
        .env("PYTHONPATH", &zig)
        .env("CC_aarch64_apple_darwin", tool("cc"))
        .env("AR_aarch64_apple_darwin", tool("ar"))
        .run()
}

fn check(target: &str) -> Tool {
    Tool::cargo().words("check --package switchboard").args(FEATURES).arg("--target").arg(target)
}

/// Whether the toolchain has the system's standard library, or could get it.
fn has_library(target: &str) -> bool {
    if !cfg!(target_os = "linux") {
        println!("  left out: other systems are checked for on Linux");
        return false;
    }
    let there = Tool::new("rustup").words("target list --installed").peek().unwrap_or_default();
    if there.lines().any(|line| line.trim() == target) {
        return true;
    }
    let added = Tool::new("rustup").words("target add").arg(target).run().is_ok();
    if !added {
        println!("  left out: this toolchain cannot get the standard library of {target}");
    }
    added
}
