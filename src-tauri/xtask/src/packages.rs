//! `prove packages`: makes the packages of this version, of an older one and of an empty application, and hands them to the proof.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::bundle::{WINDOW, bundle, made};
use crate::prerequisites::{self, Reach};
use crate::project;
use crate::request::Request;
use crate::stop::Stop;
use crate::test::build;
use crate::tool::Tool;

/// A commit whose tables are an older projection (7), and the version that its package goes by.
const OLDER: (&str, &str) = ("529894b", "0.0.7");
/// Programs that are asked for here alone, and Debian's packages of them.
const NEEDED: [(&str, &str); 4] =
    [("debootstrap", "debootstrap"), ("rpm", "rpm"), ("dpkg-shlibdeps", "dpkg-dev"), ("unshare", "util-linux")];

/// Most bytes of the .deb.
const MOST: u64 = 15_000_000;
/// The package of an empty application, where it was set aside.
const EMPTY: &str = "empty";

/// The row of the bench for the package that was made last, beside that of an empty application; none before both were made.
pub fn weighed() -> Option<String> {
    let bytes = |package: &Path| fs::metadata(package).ok().map(|about| about.len());
    let ours = made("release", "deb", "Switchboard_").ok().and_then(|deb| bytes(&deb))?;
    let theirs = bytes(&aside(EMPTY))?;
    Some(format!("the .deb that was made last\tbytes\t{ours}\t{MOST}\tan empty Tauri application\t{theirs}\t"))
}

/// Builds everything and runs the proof, which writes its page.
pub fn prove(request: &Request) -> Result<(), Stop> {
    require(request)?;
    bundle(request)?;
    build()?;
    let (deb, rpm) = (made("release", "deb", "Switchboard_")?, made("release", "rpm", "Switchboard-")?);
    let page = "docs/proof/packages.md";
    let proof = Tool::new(project::built("prove")).arg("packages").arg("--deb").arg(deb).arg("--rpm").arg(rpm);
    let proof = proof.arg("--older").arg(older()?).arg("--empty").arg(empty()?);
    let desktop = prerequisites::packages(Reach::Session).join(",");
    proof.arg("--desktop").arg(desktop).arg("--page").arg(page).run()?;
    println!("written: {page}");
    Ok(())
}

fn require(request: &Request) -> Result<(), Stop> {
    prerequisites::require(Reach::Test, request)?;
    for (program, package) in NEEDED {
        if !Tool::new(program).arg("--version").succeeds() {
            return Err(Stop::Missing(format!("{program} is missing: sudo apt-get install {package}")));
        }
    }
    if prerequisites::is_root() { Ok(()) } else { Err(Stop::Missing("a root can only be made by root".into())) }
}

/// The package of the older version, made from a clone that stays for the next time.
fn older() -> Result<PathBuf, Stop> {
    let (commit, version) = OLDER;
    let clone = project::target().join(format!("older-{commit}"));
    if !clone.exists() {
        Tool::new("git").words("clone --quiet --shared --no-checkout .").arg(&clone).run()?;
        Tool::new("git").arg("-C").arg(&clone).words("checkout --quiet").arg(commit).run()?;
        link(&project::root().join("node_modules"), &clone.join("node_modules"))?;
    }
    let version = format!("{{\"version\":\"{version}\"}}");
    // It is there to have been used and is not weighed, so it is built as the tests are.
    packed(&clone).arg("--debug").arg("--config").arg(version).words(WINDOW).run()?;
    set_aside("older", "debug")
}

/// The package of an application with nothing in it, built with the versions that the project is built with.
fn empty() -> Result<PathBuf, Stop> {
    let copy = project::target().join("empty-app");
    let from = project::root();
    for (folder, files) in [
        ("tests/empty-app", &["Cargo.toml", "build.rs", "main.rs", "tauri.conf.json", "page/index.html"][..]),
        ("", &["Cargo.lock", "icons/32x32.png", "icons/128x128.png", "icons/128x128@2x.png", "icons/icon.png"]),
    ] {
        for file in files {
            lay(&from.join(folder).join(file), &copy.join(file)).map_err(|error| unlaid(&copy, &error))?;
        }
    }
    packed(&copy).run()?;
    set_aside(EMPTY, "release")
}

fn packed(folder: &Path) -> Tool {
    let tauri = Tool::npm().words("exec --offline -- tauri build --bundles deb").within(folder);
    tauri.env("CARGO_TARGET_DIR", project::target())
}

/// Takes the package that was just made out of the way of the next.
fn set_aside(name: &str, profile: &str) -> Result<PathBuf, Stop> {
    let made = made(profile, "deb", "")?;
    let aside = aside(name);
    lay(&made, &aside).and_then(|()| fs::remove_file(&made)).map_err(|error| unlaid(&aside, &error))?;
    Ok(aside)
}

fn aside(name: &str) -> PathBuf {
    project::target().join("packages").join(format!("{name}.deb"))
}

fn lay(from: &Path, to: &Path) -> io::Result<()> {
    to.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::copy(from, to).map(drop)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<(), Stop> {
    std::os::unix::fs::symlink(from, to).map_err(|error| unlaid(to, &error))
}

#[cfg(not(unix))]
fn link(_: &Path, to: &Path) -> Result<(), Stop> {
    Err(Stop::Missing(format!("{}: packages for Linux are made on Linux", to.display())))
}

fn unlaid(place: &Path, error: &io::Error) -> Stop {
    Stop::Found(format!("{}: {error}", place.display()))
}
