//! A Debian made from nothing in a folder, into which packages are installed and in which somebody starts programs. Only root may make one.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;
use tokio::process::Command;

use crate::process::Running;
use crate::{Result, WorldError, patience};

/// The release of Debian, with what was mended in it since.
const RELEASE: &str = "bookworm";
const SOURCES: &str = "deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
";
/// Who works there.
pub const PERSON: &str = "mira";
/// What whoever installs has for surroundings, and nothing of ours.
const SYSTEM: [&str; 5] = [
    "HOME=/root",
    "LANG=C.UTF-8",
    "DEBIAN_FRONTEND=noninteractive",
    "TERM=dumb",
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
];
/// The folders of a person, which a session would have in its own.
const OWN: [&str; 4] = ["XDG_CONFIG_HOME=", "XDG_DATA_HOME=", "XDG_CACHE_HOME=", "XDG_STATE_HOME="];
/// Where a session says what its programs find in their surroundings.
const SURROUNDINGS: &str = "/tmp/session.surroundings";

/// The root; it goes with this value.
#[derive(Debug)]
pub struct Root {
    folder: TempDir,
}

/// A desktop in the root, whose parts end with this value.
#[derive(Debug)]
pub struct Desktop {
    surroundings: Vec<String>,
    _running: Running,
}

impl Root {
    /// Makes it: the smallest Debian there is, and a person without rights.
    pub async fn make() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("root.").tempdir();
        let folder = folder.map_err(|source| WorldError::File { doing: "making a folder for a root", source })?;
        let mut debootstrap = Command::new("debootstrap");
        debootstrap.args(["--variant=minbase", RELEASE]).arg(folder.path());
        output("debootstrap", debootstrap).await?;
        let root = Self { folder };
        root.write("etc/apt/sources.list", SOURCES)?;
        // Nothing that is installed may start by itself.
        root.write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n")?;
        root.run("chmod 755 /usr/sbin/policy-rc.d").await?;
        // Nobody needs it after a crash, so nothing waits for the disk.
        root.write("etc/dpkg/dpkg.cfg.d/unsafe-io", "force-unsafe-io\n")?;
        root.run(&format!("useradd --create-home --shell /bin/bash {PERSON}")).await?;
        root.run("apt-get update -q").await?;
        Ok(root)
    }

    /// The place of a path of the root, from here.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path.trim_start_matches('/'))
    }

    /// Lays a file into the root's folder for such things; its path in there.
    pub fn lay(&self, file: &Path, name: &str) -> Result<String> {
        let there = format!("/tmp/{name}");
        let failed = |source| WorldError::File { doing: "laying a file into the root", source };
        std::fs::copy(file, self.path(&there)).map_err(failed)?;
        Ok(there)
    }

    fn write(&self, path: &str, text: &str) -> Result<()> {
        let failed = |source| WorldError::File { doing: "writing into the root", source };
        std::fs::write(self.path(path), text).map_err(failed)
    }

    /// What a line of the shell prints, typed by root.
    pub async fn run(&self, line: &str) -> Result<String> {
        output(line, self.command(&SYSTEM, &["chroot"], &["bash", "-c", line])).await
    }

    /// The same, whether it succeeds.
    pub async fn succeeds(&self, line: &str) -> bool {
        self.run(line).await.is_ok()
    }

    /// Installs from Debian, without what is only recommended.
    pub async fn install(&self, packages: &[String]) -> Result<()> {
        let all = packages.join(" ");
        self.run(&format!("apt-get install -q -y --no-install-recommends {all}")).await.map(drop)
    }

    /// A program as whoever works there starts it, with what the desktop puts into its surroundings. It is the process itself that is
    /// started, and no shell around it.
    pub fn started(&self, desktop: &Desktop, program: &[&str]) -> Command {
        let surroundings: Vec<&str> = desktop.surroundings.iter().map(String::as_str).collect();
        let who = format!("--userspec={PERSON}:{PERSON}");
        self.command(&surroundings, &["chroot", &who], program)
    }

    /// What such a program says until its end.
    pub async fn says(&self, desktop: &Desktop, program: &[&str]) -> Result<String> {
        output(program.first().copied().unwrap_or_default(), self.started(desktop, program)).await
    }

    /// Opens a desktop by the project's own script.
    pub async fn open_desktop(&self, script: &Path) -> Result<Desktop> {
        let script = self.lay(script, "desktop-session.sh")?;
        let say = format!("env > {SURROUNDINGS}.part && mv {SURROUNDINGS}.part {SURROUNDINGS} && exec sleep infinity");
        let home = format!("HOME=/home/{PERSON}");
        let system: Vec<&str> = SYSTEM.into_iter().filter(|line| !line.starts_with("HOME=")).chain([&*home]).collect();
        let who = format!("--userspec={PERSON}:{PERSON}");
        let session = ["bash", &script, "--", "bash", "-c", &say];
        // A space of processes of its own: with the first of them all of its parts end.
        let mut command = self.entered(&["--pid", "--fork", "--kill-child"], &system, &["chroot", &who], &session);
        command.stdout(Stdio::null());
        let running = Running::start("desktop-session", command, Some(&self.path("tmp/session.log")))?;
        let place = self.path(SURROUNDINGS);
        let surroundings = patience::until("a desktop in the root", patience::LONG * 2, || async {
            Ok(std::fs::read_to_string(&place).map_err(|error| error.to_string()))
        })
        .await?;
        // The session's parts have a home of their own; whoever works there has the usual one.
        let kept = surroundings.lines().filter(|line| !OWN.iter().chain(&["HOME="]).any(|own| line.starts_with(own)));
        Ok(Desktop { surroundings: kept.map(str::to_owned).chain([home]).collect(), _running: running })
    }

    fn command(&self, surroundings: &[&str], chroot: &[&str], program: &[&str]) -> Command {
        self.entered(&[], surroundings, chroot, program)
    }

    /// A program with its mounts, which end with it.
    fn entered(&self, spaces: &[&str], surroundings: &[&str], chroot: &[&str], program: &[&str]) -> Command {
        const ENTER: &str = "root=$1 && shift && mount --make-rprivate / && mount -t proc proc \"$root/proc\" \
            && mount --rbind /dev \"$root/dev\" && exec \"$@\"";
        let mut command = Command::new("unshare");
        command.arg("--mount").args(spaces).args(["bash", "-c", ENTER, "enter"]).arg(self.folder.path());
        command.args(chroot).arg(self.folder.path()).args(["/usr/bin/env", "-i"]).args(surroundings).args(program);
        command.stdin(Stdio::null());
        command
    }
}

async fn output(name: &str, mut command: Command) -> Result<String> {
    let failed = |source| WorldError::Program { program: name.to_owned(), doing: "working on a root", source };
    let output = command.output().await.map_err(failed)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let from = said.char_indices().rev().nth(1_000).map_or(0, |(at, _)| at);
    Err(WorldError::Found(format!("{name}: {}", said.get(from..).unwrap_or_default().trim())))
}
