//! The screen's side: Node, npm and the scripts of `package.json`.

mod laid;

use std::fs;

use crate::project;
use crate::stop::Stop;
use crate::tool::Tool;

/// The oldest Node that runs the screen's tools.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Fails with directions where Node is missing or too old.
pub fn require_node() -> Result<(), Stop> {
    let (major, minor) = OLDEST_NODE;
    let hint = format!("install Node {major}.{minor} or later from https://nodejs.org (or by your version manager)");
    let found = Tool::new("node").arg("--version").peek().unwrap_or_default();
    let found = found.trim();
    match version(found) {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        Some(_) => Err(Stop::Missing(format!("Node {found} is too old: {hint}"))),
        None => Err(Stop::Missing(format!("Node is missing: {hint}"))),
    }
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Installs exactly what the lock file names, unless that is what is there already.
pub fn install() -> Result<(), Stop> {
    let wanted = fs::metadata(project::root().join("package-lock.json")).and_then(|file| file.modified());
    let there = fs::metadata(project::root().join("node_modules/.package-lock.json")).and_then(|file| file.modified());
    if matches!((wanted, there), (Ok(wanted), Ok(there)) if there >= wanted) {
        println!("  node_modules is as the lock file says");
        return Ok(());
    }
    Tool::npm().words("ci --no-audit --no-fund").run()
}

/// Builds the screen into `dist`.
pub fn build() -> Result<(), Stop> {
    let made = project::target().join("ui");
    Tool::npm().words("run --silent build -- --emptyOutDir --outDir").arg(&made).run()?;
    laid::over(&made, &project::root().join("dist"))
}

/// Runs one script of `package.json`.
pub fn script(name: &str) -> Result<(), Stop> {
    Tool::npm().words("run --silent").arg(name).run()
}

/// Runs one of the project's own npm programs; Node is the project's own too.
pub fn tool(words: &str) -> Result<(), Stop> {
    Tool::npm().words("exec --offline --").words(words).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version("v20.9.0") < version("v20.19.1"));
        assert_eq!(version("not a version"), None);
    }
}
