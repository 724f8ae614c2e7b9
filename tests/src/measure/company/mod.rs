//! A data folder as a busy company has it, made once through the hub's own doors and kept beside the build.

mod files;
mod people;
mod quiet;
mod webhooks;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::post::Post;
use crate::{Result, Scene, Stage, WorldError};

/// Changes when what is made changes: a kept folder of another one is not used.
const MADE: u32 = 7;
/// Where kept folders lie.
const KEPT: &str = "target/company";
/// How long the hub may take until it has emptied its logs, which it begins ten seconds after the last entry, and when they are empty.
const SETTLED: Duration = Duration::from_secs(120);
const EMPTY: u64 = 1 << 20;
/// What is noted beside it.
const NOTE: &str = "bytes";

/// Has the picture handed to the display as it is: where the processor draws it, the way by a graphics card that is not there
/// takes most of the time.
pub const PLAIN: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");

/// How large it is.
#[derive(Debug, Clone, Copy)]
pub struct Company {
    /// Messages that people wrote.
    pub messages: u32,
    /// People who wrote them.
    pub writers: u32,
    /// Groups, in which a fifth of the messages stand.
    pub groups: u32,
    /// Everybody who is known, writers and others, each of whom granted six purposes.
    pub people: u32,
    /// Chats whose notifications are set.
    pub exceptions: u32,
    /// Files that people sent, each another one.
    pub files: u32,
    /// People who stand in each group.
    pub roster: u32,
}

impl Company {
    /// The large one, or so many hundredths of it.
    #[must_use]
    pub fn hundredths(count: u32) -> Self {
        Self {
            messages: 10_000 * count,
            writers: 180 * count,
            groups: 20 * count,
            people: 500 * count,
            exceptions: 50 * count,
            files: 200 * count,
            roster: 0,
        }
    }

    /// A community of ten thousand groups, with who is in them and who asks to enter, or so many hundredths of it.
    #[must_use]
    pub fn community(count: u32) -> Self {
        let (messages, groups) = (200 * count, 100 * count);
        Self { messages, groups, exceptions: 0, files: 0, roster: 7, ..Self::hundredths(count) }
    }

    fn place(self) -> PathBuf {
        let kind = if self.roster == 0 { "" } else { "-community" };
        Path::new(KEPT).join(format!("{MADE}-{}{kind}", self.messages))
    }

    /// A hub on a copy of its folder, which is made where it is not there.
    pub async fn open(self) -> Result<Stage> {
        let data = self.data().await?;
        Stage::open_on(1, |folder| copy(&data, &folder.join("data"))).await
    }

    /// A window on a copy of its folder.
    pub async fn scene(self) -> Result<Scene> {
        let data = self.data().await?;
        Scene::open_on(&[PLAIN], |folder| copy(&data, &folder.join("data"))).await
    }

    /// Its folder, which is made where it is not there.
    async fn data(self) -> Result<PathBuf> {
        let place = self.place();
        if !place.join("data").is_dir() {
            self.make(&place).await?;
        }
        Ok(place.join("data"))
    }

    async fn make(self, place: &Path) -> Result<()> {
        let stage = Stage::open(1, 0.0).await?;
        stage.calm().await?;
        let (disk, webhooks) = self.fill(&stage).await?;
        let draft = place.with_extension("new");
        let failed = |source| WorldError::File { doing: "keeping a company", source };
        std::fs::create_dir_all(&draft).map_err(failed)?;
        stage.hub.kill().await?;
        copy(&stage.setting.data, &draft.join("data"))?;
        std::fs::write(draft.join(NOTE), format!("{disk} {webhooks}")).map_err(failed)?;
        std::fs::rename(&draft, place).map_err(failed)
    }

    /// Groups and messages by the door for webhooks; people, consents and exceptions as operators bring them in.
    /// The bytes on the disk after the webhooks, and those of the webhooks.
    async fn fill(self, stage: &Stage) -> Result<(u64, u64)> {
        let post = Post::to(stage.hub.webhook(), &stage.town.hello);
        let files = files::upload(stage, self.files).await?;
        webhooks::write(self, &post, &files).await?;
        stage.arrived(u64::from(self.messages)).await?;
        stage.calm().await?;
        settled(&stage.setting.data).await?;
        let noted = (databases(&stage.setting.data)?, post.posted());
        people::bring_in(stage, self.people).await?;
        quiet::set(stage, self.exceptions).await?;
        stage.calm().await?;
        Ok(noted)
    }

    /// The bytes on the disk after the webhooks, without the files, and those of the webhooks; noted when it was made.
    pub fn noted(self) -> Result<(f64, f64)> {
        let failed = |source| WorldError::File { doing: "reading what was noted of a company", source };
        let note = std::fs::read_to_string(self.place().join(NOTE)).map_err(failed)?;
        let mut bytes = note.split_whitespace().filter_map(|word| word.parse().ok());
        let both = bytes.next().zip(bytes.next());
        both.ok_or_else(|| WorldError::Found(format!("no note of a company: {note}")))
    }
}

/// Waits until the logs of the databases are empty.
async fn settled(folder: &Path) -> Result<()> {
    let log = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |log| log.len());
    let begun = Instant::now();
    while log("console.db-wal").max(log("journal.db-wal")) > EMPTY {
        if begun.elapsed() > SETTLED {
            return Err(WorldError::Found("the logs of a company that has nothing to do stay long".into()));
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(())
}

/// Bytes of the databases, with what is not yet moved into them.
fn databases(folder: &Path) -> Result<u64> {
    let failed = |source| WorldError::File { doing: "measuring a folder", source };
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name().to_string_lossy().contains(".db") {
            bytes += entry.metadata().map_err(failed)?.len();
        }
    }
    Ok(bytes)
}

/// Phone and name of somebody who wrote; the first ones wrote most.
pub(super) fn writer(number: u32) -> (String, String) {
    (phone(number), format!("Покупатель {number}"))
}

/// The phone of a person; the first ones write.
fn phone(number: u32) -> String {
    format!("7702{number:07}")
}

/// A folder with everything in it, by the system's own program, which shares what it can.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |source| WorldError::Program { program: "cp".into(), doing: "copying a company", source };
    let done = Command::new("cp").args(["--archive", "--reflink=auto"]).arg(from).arg(to).status().map_err(failed)?;
    if done.success() { Ok(()) } else { Err(WorldError::Found(format!("a company could not be copied: {done}"))) }
}
