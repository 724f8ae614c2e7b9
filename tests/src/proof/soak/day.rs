//! What somebody does all day: the same round of steps, again and again.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use crate::measure::window::frames::{self, Recorder};
use crate::measure::window::pour;
use crate::proof::memory::{Private, Watch};
use crate::scene::{COMPOSER, LOG, ROW};
use crate::{Result, Window, desktop};

const SEARCH: &str = "\u{e009}\u{e008}f\u{e000}";
const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";
/// Rows that a held key walks over.
const WALKED: u32 = 10;
/// A message that the core has taken: one that has not is numbered below nothing.
const TAKEN: &str = "[role=log] [data-message]:not([data-message^='-'])";
/// The list moves under a pointer while many write: the row is meant, not the place, and a moment later it may stand below what is
/// drawn. Of the chat that is open it would go on to answering. After a long walk the list stands among people who wrote long ago and
/// can be sent templates only: then it goes back to its beginning.
const OPEN: &str = "const rows = [...document.querySelectorAll('a.chat-row:not([aria-current])')];
    const row = rows.find((row) => row.textContent.includes(arguments[0]));
    if (row === undefined) { document.querySelector('.chat-list').scrollTop = 0; return null; }
    row.click(); row.focus(); return true";
/// What was asked for before the second frame from now was painted by then.
const PAINTED: &str = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

/// What the day was like.
#[derive(Debug, Default)]
pub struct Day {
    /// By what was being done.
    pub steps: BTreeMap<&'static str, Done>,
    /// The core's memory in each half.
    pub memory: Vec<Vec<Private>>,
    /// What was answered.
    pub answers: Vec<String>,
}

/// One step, all its rounds.
#[derive(Debug, Default)]
pub struct Done {
    /// Seconds of each frame.
    pub frames: Vec<f64>,
    /// In which round one took too long, and how long.
    pub long: Vec<(u64, f64)>,
    /// How often.
    pub rounds: u64,
    /// In which round something went wrong, and what.
    pub failed: Vec<(u64, String)>,
}

/// Most seconds of a frame.
pub const LONGEST: f64 = 0.1;

#[derive(Debug, Clone, Copy)]
enum Step {
    Open,
    Walk,
    Scroll,
    Search,
    Answer,
}

const ROUND: [(&str, Step); 5] = [
    ("opening a chat", Step::Open),
    ("walking by a held key", Step::Walk),
    ("scrolling back", Step::Scroll),
    ("searching", Step::Search),
    ("answering", Step::Answer),
];

impl Day {
    /// Works for so long. A step that fails is counted, and the next one is taken.
    pub async fn half(&mut self, window: &Window, seconds: u64) -> Result<()> {
        drawn(window).await?;
        let recorder = Recorder::lay(window).await?;
        let watch = Watch::begin(window.id(), seconds);
        let begun = Instant::now();
        let steps = ROUND.iter().cycle();
        for (name, step) in steps.take_while(|_| begun.elapsed() < Duration::from_secs(seconds)) {
            let done = self.noted(window, &recorder, *step).await;
            let noted = self.steps.entry(name).or_default();
            noted.rounds += 1;
            match done {
                Ok(frames) => {
                    let long = frames.iter().filter(|frame| **frame > LONGEST);
                    noted.long.extend(long.map(|frame| (noted.rounds, *frame)));
                    noted.frames.extend(frames);
                }
                Err(error) => {
                    noted.failed.push((noted.rounds, error.to_string()));
                    // What it looked like then, for whoever asked for pictures.
                    let _ = window.is_pictured(&format!("soak-{}-{}.png", name.replace(' ', "-"), noted.rounds)).await;
                    // Whatever was left open is closed.
                    let _ = window.keys(ESCAPE).await;
                }
            }
        }
        self.memory.push(watch.end().await?);
        Ok(())
    }

    /// One step with its frames.
    async fn noted(&mut self, window: &Window, recorder: &Recorder<'_>, step: Step) -> Result<Vec<f64>> {
        recorder.begin().await?;
        self.take(window, step).await?;
        recorder.end().await
    }

    async fn take(&mut self, window: &Window, step: Step) -> Result<()> {
        match step {
            Step::Open => {
                open(window).await?;
                look().await;
            }
            Step::Walk => {
                open(window).await?;
                desktop::hold("j", WALKED, frames::REPEATED).await?;
                // It is drawn once the key rests.
                window.sees(LOG, "").await?;
                look().await;
            }
            Step::Scroll => frames::scroll_on(window).await?,
            Step::Search => search(window).await?,
            Step::Answer => self.answer(window).await?,
        }
        Ok(())
    }

    /// Answers somebody who just wrote, once it was read, and waits until the core has it.
    async fn answer(&mut self, window: &Window) -> Result<()> {
        open(window).await?;
        look().await;
        let words = format!("Ответ {} в окне.", self.answers.len());
        window.types(COMPOSER, &format!("{words}{ENTER}")).await?;
        window.sees(TAKEN, &words).await?;
        self.answers.push(words);
        Ok(())
    }
}

/// Waits until the list of chats was painted once: before that nobody sees anything to press, and the start is measured by `bench`.
async fn drawn(window: &Window) -> Result<()> {
    window.sees(ROW, "").await?;
    window.awaits(PAINTED, Vec::new()).await.map(drop)
}

/// Looks at the chat that was opened: what stands beside it is drawn after it, and its frames count too.
async fn look() {
    tokio::time::sleep(frames::STRETCH).await;
}

/// Opens the chat of somebody who writes now, and that is not open.
async fn open(window: &Window) -> Result<()> {
    window.until_script("a chat to open", OPEN, vec![json!(pour::NAME)]).await?;
    window.sees(LOG, "").await
}

/// Looks for a word that everybody writes, and closes the search again.
async fn search(window: &Window) -> Result<()> {
    window.keys(SEARCH).await?;
    window.sees(".search input", "").await?;
    window.keys("сообщение").await?;
    window.sees(".search__found", "сообщение").await?;
    window.keys(ESCAPE).await?;
    let closed = "return document.querySelector(arguments[0]) === null ? true : null";
    window.until_script("the search closed", closed, vec![json!(".search")]).await.map(drop)
}
