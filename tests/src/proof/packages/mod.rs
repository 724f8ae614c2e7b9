//! The packages as somebody gets them: installed on a Debian made from nothing, tried on the sandbox, put over an older version, taken
//! away again.

mod kept;
mod made;
mod shop;

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use self::kept::Kept;
use self::made::{Deb, Rpm};
use super::page::Figures;
use crate::root::{Desktop, PERSON, Root};
use crate::scene::{LOG, ROW};
use crate::window::{Window, free_port};
use crate::{Result, WorldError, patience};

/// What was built, and what whoever tries it needs besides.
#[derive(Debug, Clone)]
pub struct Packages {
    /// The package of this version for Debian.
    pub deb: PathBuf,
    /// The same for systems with RPM.
    pub rpm: PathBuf,
    /// The package of an older version.
    pub older: PathBuf,
    /// The package of an empty Tauri application.
    pub empty: PathBuf,
    /// Debian's packages of a desktop.
    pub desktop: Vec<String>,
}

/// What this proof claims.
pub const CLAIMS: &str = "The .deb is installed by apt-get on a Debian bookworm made by debootstrap (minbase), with nothing but its dependencies, and \
everything that the program is linked to is there. Then the root gets a desktop under Xvfb, and somebody without rights starts the installed program: it \
asks what to begin with, and shows the sandbox with people who write. Removing and purging it leaves every file of theirs as it was. Then an older version \
is installed, of an older commit with an older projection; messages come, and notes, labels, consents, drafts and rules are made in its window. This \
version is installed over it and started: everything is there, the tables are those that a rebuild from the journal makes, and a link that the desktop \
hands over opens its chat. The .rpm is read, and was not installed: there is no system with RPM here.";

/// The name by which the program is installed.
const PACKAGE: &str = "switchboard";
/// Where it keeps what is somebody's.
const DATA: &str = "/home/mira/.local/share/app.switchboard.console";
/// Megabytes that the package may have.
const MOST: f64 = 15.0;
/// What is installed beside the desktop for the trial: whoever drives the window, and what looks at desktop entries and links.
const TRIAL: [&str; 3] = ["webkit2gtk-driver", "desktop-file-utils", "xdg-utils"];
/// Fewer colours than this and only the frame of the window is painted.
const PAINTED: u32 = 1_500;
/// So many people write before anything is done.
const PEOPLE: usize = 6;
/// How long that may take.
const WRITTEN: Duration = Duration::from_secs(180);

/// Goes the whole way.
pub async fn prove(packages: Packages) -> Result<Figures> {
    let mut figures = Figures::default();
    let deb = Deb::new(&packages.deb);
    sizes(&mut figures, &deb, &Deb::new(&packages.empty))?;
    deb.judge(&mut figures).await?;
    Rpm::new(&packages.rpm).judge(&mut figures).await?;
    let root = Root::make().await?;
    installs(&mut figures, &root, &packages.deb).await?;
    let further = packages.desktop.iter().cloned().chain(TRIAL.map(str::to_owned));
    root.install(&further.collect::<Vec<_>>()).await?;
    made::is_known_to_the_desktop(&mut figures, &root).await?;
    let desktop = root.open_desktop(Path::new("tests/desktop-session.sh")).await?;
    is_tried(&mut figures, &root, &desktop).await?;
    leaves_what_is_somebodys(&mut figures, &root).await?;
    goes_over_an_older_one(&mut figures, &root, &desktop, &packages).await?;
    Ok(figures)
}

fn sizes(figures: &mut Figures, deb: &Deb, empty: &Deb) -> Result<()> {
    let (ours, theirs) = (deb.megabytes()?, empty.megabytes()?);
    figures.row(
        "the .deb; that of an empty Tauri application; difference",
        format!("{ours:.2} MB; {theirs:.2} MB; {:.2} MB", ours - theirs),
    );
    figures.must(ours <= MOST, || format!("the .deb has {ours:.2} MB, {MOST} at most"));
    Ok(())
}

/// Installs it where nothing is, and looks whether anything is missing.
async fn installs(figures: &mut Figures, root: &Root, deb: &Path) -> Result<()> {
    let begun = Instant::now();
    root.lay(deb, "switchboard.deb")?;
    let before = root.run("dpkg-query -W -f '.'").await?.len();
    root.run("apt-get install -q -y --no-install-recommends /tmp/switchboard.deb").await?;
    let with = root.run("dpkg-query -W -f '.'").await?.len() - before - 1;
    figures.row(
        "installed on a root of so many packages, with so many of Debian's",
        format!("{before}, {with}, {} s", begun.elapsed().as_secs()),
    );
    let linked = root.run("ldd /usr/bin/switchboard").await?;
    let missing: Vec<&str> = linked.lines().filter(|line| line.contains("not found")).collect();
    figures.row("libraries that it is linked to, all there", linked.lines().count());
    figures.must(missing.is_empty(), || format!("libraries are missing: {missing:?}"));
    let tray = root.succeeds("ldconfig -p | grep -q libayatana-appindicator3.so.1").await;
    figures.must(tray, || "the library of the tray is missing, which is opened by its name".into());
    Ok(())
}

/// Starts what is installed for the first time, and tries the sandbox.
async fn is_tried(figures: &mut Figures, root: &Root, desktop: &Desktop) -> Result<()> {
    let begun = Instant::now();
    let window = open(root, desktop).await?;
    window.sees("h1", "How do you want to connect?").await?;
    figures.row("seconds until the first run was there", format!("{:.1}", begun.elapsed().as_secs_f64()));
    picture(root, desktop, "packages-first-run.png").await?;
    window.clicks("button", "Start with the sandbox").await?;
    let people = writers(&window, PEOPLE).await?;
    let name = people.first().and_then(|row| row.get("title")).and_then(Value::as_str).unwrap_or_default();
    window.clicks(ROW, name).await?;
    window.sees(LOG, "").await?;
    picture(root, desktop, "packages-sandbox.png").await?;
    figures.row("people of the sandbox who wrote to the installed program", people.len());
    window.close().await
}

/// Takes it away again, at first as usual and then with everything that a package may have left.
async fn leaves_what_is_somebodys(figures: &mut Figures, root: &Root) -> Result<()> {
    let files =
        format!("cd /home/{PERSON} && find . -path ./.cache -prune -o -type f -print0 | sort -z | xargs -0 sha256sum");
    let before = root.run(&files).await?;
    for word in ["remove", "purge"] {
        root.run("apt-get install -q -y --no-install-recommends /tmp/switchboard.deb").await?;
        root.run(&format!("apt-get {word} -q -y {PACKAGE}")).await?;
        let after = root.run(&files).await?;
        let other: Vec<&str> = before.lines().filter(|line| !after.contains(line)).collect();
        figures.must(after == before, || format!("apt-get {word} changed what is in somebody's home: {other:?}"));
        let gone = !root.path("usr/bin/switchboard").exists();
        figures.must(gone, || format!("apt-get {word} left the program"));
    }
    figures.row("files in the home that removing and purging left as they were", before.lines().count());
    figures.must(before.contains("journal.db"), || "nothing of the sandbox was in the home".into());
    root.run(&format!("rm -rf {DATA}")).await.map(drop)
}

/// An older version is used, and this one is put over it.
async fn goes_over_an_older_one(
    figures: &mut Figures,
    root: &Root,
    desktop: &Desktop,
    packages: &Packages,
) -> Result<()> {
    root.lay(&packages.older, "older.deb")?;
    root.run("apt-get install -q -y --no-install-recommends /tmp/older.deb").await?;
    let older = version(root).await?;
    let window = open(root, desktop).await?;
    let people = writers(&window, PEOPLE).await?;
    let made = shop::work(&window, &people).await?;
    picture(root, desktop, "packages-older.png").await?;
    window.close().await?;
    let before = Kept::copy(&root.path(DATA).join("sandbox"))?;
    root.run("apt-get install -q -y --no-install-recommends /tmp/switchboard.deb").await?;
    figures.row("installed over; version", format!("{older}; {}", version(root).await?));
    let begun = Instant::now();
    let window = open(root, desktop).await?;
    writers(&window, PEOPLE).await?;
    figures.row(
        "seconds until the inbox was there, its tables made anew",
        format!("{:.1}", begun.elapsed().as_secs_f64()),
    );
    follows_a_link(root, desktop, &window, &made).await?;
    picture(root, desktop, "packages-newer.png").await?;
    window.close().await?;
    let after = Kept::copy(&root.path(DATA).join("sandbox"))?;
    kept::compare(figures, &before, &after)?;
    after.is_as_rebuilt(figures).await
}

/// The desktop is asked to open a link, and the window that runs shows its chat with what was noted in the older version.
async fn follows_a_link(root: &Root, desktop: &Desktop, window: &Window, made: &shop::Made) -> Result<()> {
    let link = format!("switchboard://chat/{}", made.chat);
    root.says(desktop, &["xdg-open", &link]).await?;
    window.sees(LOG, shop::NOTE).await
}

async fn version(root: &Root) -> Result<String> {
    root.run(&format!("dpkg-query -W -f '${{Version}}' {PACKAGE}")).await
}

/// Opens the installed program with no words at all, as a desktop does.
async fn open(root: &Root, desktop: &Desktop) -> Result<Window> {
    let port = free_port().await?;
    let listen = format!("--port={port}");
    let automated = ["env", "TAURI_AUTOMATION=true", "TAURI_WEBVIEW_AUTOMATION=true"];
    let driver = ["WebKitWebDriver", "--host=127.0.0.1", &listen];
    let driver = root.started(desktop, &[&automated[..], &driver[..]].concat());
    let browser = json!({ "binary": "/usr/bin/switchboard", "args": [] });
    Window::driven(driver, port, browser, &root.path("tmp/window.log")).await
}

/// Waits until so many people have written; their rows of the list.
async fn writers(window: &Window, most: usize) -> Result<Vec<Value>> {
    patience::until("people in the inbox", WRITTEN, || async {
        let page = window.command("chats", json!({ "filter": { "filter": "all" }, "limit": 200 })).await?;
        let rows = page.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
        let wrote = |row: &Value| {
            row.get("contact_id").is_some_and(Value::is_number) && row.get("last").is_some_and(Value::is_object)
        };
        let people: Vec<Value> = rows.into_iter().filter(wrote).collect();
        Ok(if people.len() >= most { Ok(people) } else { Err(format!("{} people", people.len())) })
    })
    .await
}

/// A picture of the whole display once something is painted, kept where somebody wants to see them.
async fn picture(root: &Root, desktop: &Desktop, name: &str) -> Result<()> {
    let Ok(folder) = std::env::var("SWITCHBOARD_PICTURES") else { return Ok(()) };
    let file = format!("/tmp/{name}");
    patience::until("a painted screen", patience::LONG, || async {
        root.says(desktop, &["import", "-window", "root", &file]).await?;
        let colours = root.says(desktop, &["identify", "-format", "%k", &file]).await?;
        Ok(patience::seen(colours.trim().parse::<u32>().is_ok_and(|count| count >= PAINTED), || {
            format!("{colours} colours")
        }))
    })
    .await?;
    let failed = |source| WorldError::File { doing: "keeping a picture of the root's display", source };
    std::fs::create_dir_all(&folder).map_err(failed)?;
    std::fs::copy(root.path(&file), Path::new(&folder).join(name)).map(drop).map_err(failed)
}
