//! How long the frames of the window take while somebody works in it.

use std::time::Duration;

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use serde::Deserialize as _;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::super::company::writer;
use super::super::words::text;
use super::super::{Row, Unit, ninety_ninth};
use super::Open;
use super::provider::{Provider, Writer};
use crate::scene::{LOG, ROW};
use crate::{Result, Scene, Window, WorldError, desktop, patience};

/// Notes the frames in the page.
const RECORDER: &str = include_str!("frames.js");
/// The first digits of the number of who wrote much, and the name.
const KIND: u32 = 7707;
const NAME: &str = "Летописец";
/// Messages that stand before those that are scrolled back over.
const BEFORE: u32 = 200;
/// Messages that hold a word which is looked for.
const HITS: u32 = 9;
/// Pixels of a frame, milliseconds of one order, and how long the way back may take.
const PIXELS: u32 = 250;
const ORDER: u32 = 2_000;
const WAY: Duration = Duration::from_secs(600);
/// How long everything that was written may take to be shown.
const ARRIVAL: Duration = Duration::from_secs(300);
/// How long one looks at what was done.
pub const STRETCH: Duration = Duration::from_millis(700);
/// Chats that are opened, and how many are walked through by holding a key, so often.
const OPENED: u32 = 12;
const WALKED: u32 = 30;
const WALKS: u32 = 3;
/// Between two repeats of a key that is held.
pub const REPEATED: Duration = Duration::from_millis(33);
/// Most seconds of a frame, and of ninety-nine of a hundred where the picture is drawn without a graphics card.
const LONGEST: f64 = 0.05;
const USUAL: f64 = 0.033;

const SEARCH: &str = "\u{e009}\u{e008}f\u{e000}";
const ENTER: &str = "\u{e007}";

/// Every row, beside a page in which nothing happens. So many messages are scrolled back over.
pub(super) async fn frames(Open { scene, provider }: &Open, back: u32) -> Result<Vec<Row>> {
    let window = &scene.window;
    write(scene, provider, BEFORE + back).await?;
    let newest = format!("№{}", BEFORE + back - 1);
    let recorder = Recorder::lay(window).await?;
    recorder.begin().await?;
    sleep(STRETCH * 5).await;
    let idle = recorder.end().await?;
    let mut rows = Vec::new();
    rows.extend(told("open a chat", open(window, &recorder, &newest).await, &idle));
    let (mut work, mut frames) = (format!("scroll back {back} messages"), Vec::new());
    let left = scroll(window, &recorder, &mut frames).await;
    if let Ok(left) = left
        && left > 0
    {
        work = format!("scroll back {} of {back} messages in {} s", back.saturating_sub(left), WAY.as_secs());
    }
    rows.extend(told(&work, left.map(|_| frames), &idle));
    rows.extend(told("jump to a hit", jump(window, &recorder).await, &idle));
    rows.extend(told("switch chats by a held key", walk(window, &recorder).await, &idle));
    Ok(rows)
}

fn told(work: &str, frames: Result<Vec<f64>>, idle: &[f64]) -> Vec<Row> {
    let frames = match frames {
        Ok(frames) => frames,
        Err(error) => return vec![super::failed(work, &error)],
    };
    let longest = |frames: &[f64]| frames.iter().copied().fold(0.0, f64::max);
    let twin = "a page in which nothing happens";
    let row = |of: &str, ours, its, most| {
        Row::of(format!("{work}: {of}"), Unit::Seconds, ours).at_most(most).beside(twin, its)
    };
    vec![
        row("the longest frame", longest(&frames), longest(idle), LONGEST),
        row("99 of 100 frames within", ninety_ninth(frames), ninety_ninth(idle.to_vec()), USUAL),
    ]
}

/// A chat that is long enough, and was read.
async fn write(scene: &Scene, provider: &Provider, all: u32) -> Result<()> {
    // Whoever is opened wrote just now: a chat whose window is open has more to draw.
    for number in 0..WALKED {
        let (phone, name) = writer(number);
        provider.delivers(&Writer { phone, name }, "Ещё один вопрос.").await?;
    }
    let mut dice = ChaCha8Rng::seed_from_u64(7);
    let each = all / (HITS + 1);
    let word = |number: u32| if number.is_multiple_of(each) { treasure(number / each) } else { String::new() };
    let words: Vec<_> = (0..all).map(|number| format!("№{number} {} {}", text(&mut dice), word(number))).collect();
    let writer = Writer::of(KIND, NAME, 0);
    provider.delivers_all(&writer, &words).await?;
    let last = format!("№{}", all - 1);
    let shown =
        "return [...document.querySelectorAll('a.chat-row')].some((row) => row.textContent.includes(arguments[0]))";
    patience::until("the last words in the list", ARRIVAL, || async {
        let there = scene.window.script(shown, vec![json!(last)]).await?;
        Ok(patience::seen(there == json!(true), || "others".to_owned()))
    })
    .await?;
    let chat = scene.chat_id(&writer.name).await?;
    let newest = json!({ "chat_id": chat, "from": { "from": "newest" }, "limit": 1 });
    let newest = scene.window.command("timeline", newest).await?;
    let read = json!({ "command_id": "read", "chat_id": chat, "up_to": newest.pointer("/items/0/message_id") });
    scene.window.command("chat_read", read).await.map(drop)
}

/// What is looked for.
fn treasure(number: u32) -> String {
    format!("сокровище{number}")
}

/// Notes the frames of a window.
#[derive(Debug)]
pub struct Recorder<'a>(&'a Window);

impl<'a> Recorder<'a> {
    /// Lays itself into the page.
    pub async fn lay(window: &'a Window) -> Result<Self> {
        window.script(RECORDER, Vec::new()).await?;
        Ok(Self(window))
    }

    /// Begins to note.
    pub async fn begin(&self) -> Result<()> {
        self.0.script("window.frameTimes.begin(); return null", Vec::new()).await.map(drop)
    }

    /// The frames since the beginning, in seconds.
    pub async fn end(&self) -> Result<Vec<f64>> {
        let noted = self.0.script("return window.frameTimes.end()", Vec::new()).await?;
        let noted = Vec::<f64>::deserialize(&noted);
        let noted = noted.map_err(|_| WorldError::Found("the page noted something else than frames".into()))?;
        Ok(noted.into_iter().map(|milliseconds| milliseconds / 1e3).collect())
    }
}

/// Scrolls the open chat back for a while.
pub async fn scroll_on(window: &Window) -> Result<()> {
    let scroll = "window.frameTimes.scroll(arguments[0], arguments[1])";
    window.awaits(scroll, vec![json!(PIXELS), json!(ORDER)]).await.map(drop)
}

/// Opens one chat after the other, the longest last.
async fn open(window: &Window, recorder: &Recorder<'_>, newest: &str) -> Result<Vec<f64>> {
    let click = "const rows = [...document.querySelectorAll('a.chat-row')];
        const row = arguments[0] === null ? rows.find((row) => row.textContent.includes(arguments[1])) : rows[arguments[0]];
        row?.click(); return null";
    recorder.begin().await?;
    for at in (1..OPENED).map(Some).chain([None]) {
        window.script(click, vec![json!(at), json!(NAME)]).await?;
        sleep(STRETCH).await;
    }
    let frames = recorder.end().await?;
    window.sees(LOG, newest).await?;
    Ok(frames)
}

/// Scrolls the open chat back; how many messages are left on the way when its time is over.
async fn scroll(window: &Window, recorder: &Recorder<'_>, frames: &mut Vec<f64>) -> Result<u32> {
    let first = "const shown = [...document.querySelectorAll('[role=log] [data-message]')];
        const numbers = shown.flatMap((one) => /№(\\d+)/u.exec(one.textContent ?? '')?.[1] ?? []).map(Number);
        return numbers.length === 0 ? null : Math.min(...numbers)";
    let begun = Instant::now();
    loop {
        recorder.begin().await?;
        scroll_on(window).await?;
        frames.extend(recorder.end().await?);
        let number = window.until_script("a message in view", first, Vec::new()).await?;
        let left = number.as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(u32::MAX);
        if left <= BEFORE || begun.elapsed() > WAY {
            return Ok(left.saturating_sub(BEFORE));
        }
    }
}

/// Searches everywhere and goes to what was found, again and again.
async fn jump(window: &Window, recorder: &Recorder<'_>) -> Result<Vec<f64>> {
    let mut frames = Vec::new();
    for number in 1..=HITS {
        window.keys(SEARCH).await?;
        window.sees(".search input", "").await?;
        window.keys(&treasure(number)).await?;
        window.sees(".search__found", &treasure(number)).await?;
        recorder.begin().await?;
        window.keys(ENTER).await?;
        sleep(STRETCH).await;
        frames.extend(recorder.end().await?);
        window.sees(LOG, &treasure(number)).await?;
    }
    Ok(frames)
}

/// Shows the beginning of the list.
const TOP: &str = "document.querySelector('.chat-list').scrollTop = 0; return null";
/// Walks through the list with a key that is held.
async fn walk(window: &Window, recorder: &Recorder<'_>) -> Result<Vec<f64>> {
    let mut frames = Vec::new();
    for _ in 0..WALKS {
        window.script(TOP, Vec::new()).await?;
        window.clicks(ROW, "").await?;
        super::focus(window).await?;
        let before = current(window).await?;
        recorder.begin().await?;
        desktop::hold("j", WALKED, REPEATED).await?;
        sleep(STRETCH).await;
        frames.extend(recorder.end().await?);
        if current(window).await? == before {
            return Err(WorldError::Found("a held key walks nowhere".into()));
        }
    }
    Ok(frames)
}

/// The chat that is open.
pub(super) async fn current(window: &Window) -> Result<Value> {
    let script = "return document.querySelector('a.chat-row[aria-current]')?.dataset.chat ?? null";
    window.until_script("an open chat", script, Vec::new()).await
}
