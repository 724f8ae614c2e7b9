//! What a machine needs beside git, Rust and Node, why, and how it is brought.

use std::io::{BufRead, Write};

use crate::request::Request;
use crate::stop::Stop;
use crate::tool::Tool;
use crate::ui;

/// How much of the project is about to be used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Compile the window.
    Build,
    /// Also open it where there is no display.
    Session,
    /// Also drive it, and a browser, from tests.
    Test,
}

struct Need {
    reach: Reach,
    why: &'static str,
    packages: &'static [&'static str],
}

/// Packages of Debian and its children. On Windows and macOS the system brings the web view, the sound and the keyring.
const DEBIAN: &[Need] = &[
    Need {
        reach: Reach::Build,
        why: "C compiler and linker",
        packages: &["build-essential", "pkg-config", "file", "patchelf"],
    },
    Need {
        reach: Reach::Build,
        why: "the web view of the window",
        packages: &["libwebkit2gtk-4.1-dev", "librsvg2-dev"],
    },
    Need { reach: Reach::Build, why: "the tray", packages: &["libayatana-appindicator3-dev"] },
    Need { reach: Reach::Build, why: "sound", packages: &["libasound2-dev"] },
    Need { reach: Reach::Build, why: "notifications and the keyring", packages: &["libdbus-1-dev"] },
    Need { reach: Reach::Session, why: "a display where there is none", packages: &["xvfb", "x11-utils", "openbox"] },
    Need { reach: Reach::Session, why: "a session with a bus", packages: &["dbus", "procps"] },
    Need { reach: Reach::Session, why: "banners", packages: &["dunst", "libnotify-bin"] },
    Need { reach: Reach::Session, why: "a keyring", packages: &["gnome-keyring", "libsecret-tools"] },
    Need { reach: Reach::Session, why: "a sound server", packages: &["pulseaudio", "pulseaudio-utils"] },
    Need { reach: Reach::Session, why: "pictures of the screen", packages: &["imagemagick", "xdotool"] },
    Need {
        reach: Reach::Session,
        why: "letters, Cyrillic and emoji",
        packages: &["fonts-dejavu-core", "fonts-noto-core", "fonts-noto-color-emoji"],
    },
    Need { reach: Reach::Test, why: "counting instructions", packages: &["valgrind"] },
    Need { reach: Reach::Test, why: "driving the window", packages: &["webkit2gtk-driver"] },
    Need { reach: Reach::Test, why: "banners with buttons", packages: &["xfce4-notifyd"] },
    Need {
        reach: Reach::Test,
        why: "compiling for Windows",
        packages: &["gcc-mingw-w64-x86-64-win32", "binutils-mingw-w64-x86-64"],
    },
    Need { reach: Reach::Test, why: "compiling for macOS", packages: &["python3", "python3-pip"] },
    Need { reach: Reach::Test, why: "browser journeys", packages: &["chromium"] },
];

/// Sees to it that everything up to `reach` is there.
pub fn require(reach: Reach, request: &Request) -> Result<(), Stop> {
    ui::require_node()?;
    if cfg!(target_os = "linux") {
        require_packages(reach, request)?;
    }
    Ok(())
}

/// Whether whoever runs this may do everything.
pub fn is_root() -> bool {
    Tool::new("id").arg("-u").peek().is_some_and(|id| id.trim() == "0")
}

/// The packages of Debian for one reach alone.
pub fn packages(reach: Reach) -> Vec<&'static str> {
    DEBIAN.iter().filter(|need| need.reach == reach).flat_map(|need| need.packages.iter().copied()).collect()
}

/// The formatter and the linter of the toolchain; for `test` the licence checker too.
pub fn require_cargo_tools(reach: Reach, request: &Request) -> Result<(), Stop> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !Tool::cargo().arg(tool).arg("--version").succeeds() {
            agree(&format!("the Rust component {component}, part of the checks"), request)?;
            Tool::new("rustup").words("component add").arg(component).run()?;
        }
    }
    if reach == Reach::Test && !Tool::cargo().words("deny --version").succeeds() {
        agree("cargo-deny, which checks licences and sources (compiles for some minutes)", request)?;
        Tool::cargo().words("install --locked cargo-deny").run()?;
    }
    Ok(())
}

fn require_packages(reach: Reach, request: &Request) -> Result<(), Stop> {
    let needs: Vec<&Need> = DEBIAN.iter().filter(|need| need.reach <= reach).collect();
    let Some(missing) = missing(&needs) else {
        println!("  this Linux has no dpkg: these Debian packages are needed under their names here:");
        needs.iter().for_each(|need| println!("    {}: {}", need.why, need.packages.join(" ")));
        return Ok(());
    };
    if missing.is_empty() {
        println!("  every system package is there");
        return Ok(());
    }
    println!("  missing system packages:");
    for need in needs {
        let names: Vec<&str> = need.packages.iter().copied().filter(|name| missing.contains(name)).collect();
        if !names.is_empty() {
            println!("    for {}: {}", need.why, names.join(" "));
        }
    }
    install_packages(&missing, request)
}

/// The packages dpkg does not hold as installed; `None` without dpkg.
fn missing(needs: &[&Need]) -> Option<Vec<&'static str>> {
    let wanted: Vec<&'static str> = needs.iter().flat_map(|need| need.packages.iter().copied()).collect();
    let held = Tool::new("dpkg-query").arg("-W").arg("-f=${Package} ${db:Status-Abbrev}\n").args(&wanted).peek()?;
    let held: Vec<&str> = held.lines().filter_map(|line| line.trim_end().strip_suffix(" ii")).collect();
    Some(wanted.into_iter().filter(|name| !held.contains(name)).collect())
}

/// A machine that was just started often installs its updates by itself: that is waited for, two minutes at most.
const LOCK_WAIT: &str = "-o DPkg::Lock::Timeout=120";

fn install_packages(missing: &[&str], request: &Request) -> Result<(), Stop> {
    let apt = format!("apt-get install -y --no-install-recommends {LOCK_WAIT} {}", missing.join(" "));
    let root = is_root();
    let sudo = !root && may_sudo(request);
    if !root && !sudo {
        return Err(Stop::Missing(format!("installing needs root; run this and start again:\n\n  sudo {apt}\n")));
    }
    agree("the packages above, by apt-get", request)?;
    let tool = || if root { Tool::new("apt-get") } else { Tool::new("sudo").arg("apt-get") };
    if tool().words("update -q").run_interactive().is_err() {
        println!("  the package lists could not be renewed; going on with those there are");
    }
    let quiet = if root { Tool::new("env") } else { Tool::new("sudo").arg("env") };
    quiet.arg("DEBIAN_FRONTEND=noninteractive").words(&apt).run_interactive()
}

/// sudo without a password, or one that can ask for it.
fn may_sudo(request: &Request) -> bool {
    Tool::new("sudo").words("-n true").succeeds() || (!request.yes && Tool::new("sudo").arg("-V").succeeds())
}

/// Says what will be installed and, where somebody can answer, waits for the answer.
fn agree(what: &str, request: &Request) -> Result<(), Stop> {
    if request.yes {
        println!("  installing {what}");
        return Ok(());
    }
    print!("  install {what}? [Y/n] ");
    let mut answer = String::new();
    let asked = std::io::stdout().flush().and_then(|()| std::io::stdin().lock().read_line(&mut answer));
    match answer.trim().to_lowercase().as_str() {
        "" | "y" | "yes" if asked.is_ok() => Ok(()),
        _ => Err(Stop::Missing(format!("not installed, as you said: {what}"))),
    }
}
