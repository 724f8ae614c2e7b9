//! What was made: the fields of a package, what it needs, and what the desktop learns from it.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::proof::page::Figures;
use crate::root::{PERSON, Root};
use crate::{Result, WorldError};

/// The scheme of links.
const SCHEME: &str = "x-scheme-handler/switchboard";
/// The desktop entry, by which desktops know the program.
const ENTRY: &str = "/usr/share/applications/Switchboard.desktop";
/// What whoever looks at a package wants to be told.
const FIELDS: [&str; 8] =
    ["Package", "Version", "Section", "Priority", "Maintainer", "Depends", "Recommends", "Description"];
/// What a package must bring, beside the program.
const BROUGHT: [&str; 4] = [
    "/usr/bin/switchboard",
    ENTRY,
    "/usr/share/icons/hicolor/128x128/apps/switchboard.png",
    "/usr/share/doc/switchboard/copyright",
];

/// A package for Debian.
#[derive(Debug)]
pub struct Deb(PathBuf);

/// A package for systems with RPM.
#[derive(Debug)]
pub struct Rpm(PathBuf);

impl Deb {
    /// The package in a file.
    pub fn new(file: &Path) -> Self {
        Self(file.to_path_buf())
    }

    /// Its size as it is downloaded.
    pub fn megabytes(&self) -> Result<f64> {
        megabytes(&self.0)
    }

    /// Looks at its fields, at what it brings, and whether it names every package that the program is linked to.
    pub async fn judge(&self, figures: &mut Figures) -> Result<()> {
        for field in FIELDS {
            let value = output("dpkg-deb", &["-f", &text(&self.0), field]).await?;
            let value = value.lines().next().unwrap_or_default().trim().to_owned();
            figures.must(!value.is_empty(), || format!("the .deb has no field {field}"));
            figures.row(&format!(".deb, {field}"), value);
        }
        let brought = output("dpkg-deb", &["-c", &text(&self.0)]).await?;
        brings(figures, ".deb", &brought, |path| format!("./{}\n", path.trim_start_matches('/')));
        let depends = output("dpkg-deb", &["-f", &text(&self.0), "Depends"]).await?;
        for needed in self.needed().await? {
            let named = depends.trim().split(", ").any(|depended| depended == needed);
            figures.must(named, || format!("the program is linked to {needed}, which the .deb does not depend on"));
        }
        Ok(())
    }

    /// The packages of the libraries that its program is linked to, as Debian's own tool names them.
    async fn needed(&self) -> Result<Vec<String>> {
        let failed = |source| WorldError::File { doing: "laying out a package", source };
        let folder = tempfile::tempdir().map_err(failed)?;
        let there = |path: &str| folder.path().join(path);
        output("dpkg-deb", &["-x", &text(&self.0), &text(&there("laid"))]).await?;
        std::fs::create_dir(there("debian")).map_err(failed)?;
        std::fs::write(there("debian/control"), "Source: x\n\nPackage: x\nArchitecture: any\n").map_err(failed)?;
        let mut command = Command::new("dpkg-shlibdeps");
        command.current_dir(folder.path()).args(["-O", "laid/usr/bin/switchboard"]);
        let said = run("dpkg-shlibdeps", command).await?;
        let named = said.lines().find_map(|line| line.strip_prefix("shlibs:Depends=")).unwrap_or_default();
        Ok(named.split(", ").map(str::to_owned).collect())
    }
}

impl Rpm {
    /// The package in a file.
    pub fn new(file: &Path) -> Self {
        Self(file.to_path_buf())
    }

    /// Looks at what it brings and asks for.
    pub async fn judge(&self, figures: &mut Figures) -> Result<()> {
        figures.row("the .rpm", format!("{:.2} MB", megabytes(&self.0)?));
        let brought = output("rpm", &["-qlp", &text(&self.0)]).await?;
        brings(figures, ".rpm", &brought, |path| format!("{path}\n"));
        let needed = output("rpm", &["-qp", "--requires", &text(&self.0)]).await?;
        let needed: Vec<&str> = needed.lines().map(str::trim).filter(|line| !line.starts_with("rpmlib(")).collect();
        figures.row(".rpm, Requires", needed.join(", "));
        for library in ["libwebkit2gtk-4.1.so.0", "libgtk-3.so.0", "libasound.so.2", "libayatana-appindicator3.so.1"] {
            figures.must(needed.iter().any(|one| one.contains(library)), || {
                format!("the .rpm does not ask for {library}")
            });
        }
        let about =
            output("rpm", &["-qp", "--queryformat", "%{VERSION}; %{LICENSE}; %{SUMMARY}", &text(&self.0)]).await?;
        figures.row(".rpm, version; licence; summary", about);
        Ok(())
    }
}

fn brings(figures: &mut Figures, kind: &str, listed: &str, line: impl Fn(&str) -> String) {
    for path in BROUGHT.iter().filter(|path| kind == ".deb" || !path.contains("/doc/")) {
        figures.must(listed.contains(&line(path)), || format!("the {kind} does not bring {path}"));
    }
    let files = listed.lines().filter(|line| !line.ends_with('/')).count();
    figures.row(&format!("files in the {kind}"), files);
}

/// Whether the desktop takes its entry, and whom it would hand a link to.
pub async fn is_known_to_the_desktop(figures: &mut Figures, root: &Root) -> Result<()> {
    let said = root.run(&format!("desktop-file-validate {ENTRY} 2>&1 || true")).await?;
    figures.must(said.trim().is_empty(), || format!("the desktop entry: {said}"));
    let cached = root.run(&format!("grep {SCHEME} /usr/share/applications/mimeinfo.cache || true")).await?;
    figures.must(cached.contains("Switchboard.desktop"), || format!("the cache does not know the scheme: {cached:?}"));
    let asked = format!("su - {PERSON} -c 'xdg-mime query default {SCHEME}'");
    let handler = root.run(&asked).await?;
    figures.row("who opens switchboard:// by xdg-mime", handler.trim());
    figures.must(handler.trim() == "Switchboard.desktop", || format!("links are opened by {handler:?}"));
    let entry = root.run(&format!("grep -E '^(Exec|MimeType|Name|Categories|Comment)=' {ENTRY}")).await?;
    figures.row("the desktop entry", entry.trim().replace('\n', ", "));
    Ok(())
}

fn megabytes(file: &Path) -> Result<f64> {
    let size = std::fs::metadata(file).map_err(|source| WorldError::File { doing: "reading a package's size", source });
    // A package is far too small for a float to round it.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    size.map(|size| size.len() as f64 / 1_000_000.0)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

async fn output(program: &str, words: &[&str]) -> Result<String> {
    let mut command = Command::new(program);
    command.args(words);
    run(program, command).await
}

async fn run(program: &str, mut command: Command) -> Result<String> {
    let failed = |source| WorldError::Program { program: program.to_owned(), doing: "looking at a package", source };
    let output = command.output().await.map_err(failed)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(WorldError::Found(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())))
}
