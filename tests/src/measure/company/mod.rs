//! A data folder as a busy company has it, made once through the hub's own doors and kept beside the build.

mod files;
mod people;
mod quiet;
mod webhooks;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use webhooks::Post;

use crate::{Result, Stage, WorldError};

/// Changes when what is made changes: a kept folder of another one is not used.
const MADE: u32 = 2;
/// Where kept folders lie.
const KEPT: &str = "target/company";

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
        }
    }

    fn place(self) -> PathBuf {
        Path::new(KEPT).join(format!("{MADE}-{}", self.messages))
    }

    /// A hub on a copy of its folder, which is made where it is not there.
    pub async fn open(self) -> Result<Stage> {
        let place = self.place();
        if !place.join("data").is_dir() {
            self.make(&place).await?;
        }
        Stage::open_on(1, |folder| copy(&place.join("data"), &folder.join("data"))).await
    }

    async fn make(self, place: &Path) -> Result<()> {
        let stage = Stage::open(1, 0.0).await?;
        stage.calm().await?;
        self.fill(&stage).await?;
        let draft = place.with_extension("new");
        let failed = |source| WorldError::File { doing: "keeping a company", source };
        std::fs::create_dir_all(&draft).map_err(failed)?;
        stage.hub.kill().await?;
        copy(&stage.setting.data, &draft.join("data"))?;
        std::fs::rename(&draft, place).map_err(failed)
    }

    /// Groups and messages by the door for webhooks; people, consents and exceptions as operators bring them in.
    async fn fill(self, stage: &Stage) -> Result<()> {
        let post = Post::to(stage);
        let files = files::upload(stage, self.files).await?;
        webhooks::write(self, &post, &files).await?;
        stage.arrived(u64::from(self.messages)).await?;
        stage.calm().await?;
        people::bring_in(stage, self.people).await?;
        quiet::set(stage, self.exceptions).await?;
        stage.calm().await.map(drop)
    }
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
