//! A long day in the real window: messages come at a steady pace while somebody works, and in its middle the window is killed and
//! opened again on the same folder. Runs inside `tests/desktop-session.sh`.

mod day;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::memory::{Private, median};
use super::page::Figures;
use crate::held::{self, Held};
use crate::hub::HubSetting;
use crate::measure::Company;
use crate::measure::window::pour::{Pour, Poured};
use crate::measure::window::provider::Provider;
use crate::{Result, Scene, patience};

use day::{Day, LONGEST};

/// How long, and how much.
#[derive(Debug, Clone, Copy)]
pub struct Soak {
    /// Messages a second.
    pub rate: u64,
    /// Seconds.
    pub seconds: u64,
    /// How large the folder is at its beginning, in hundredths of a million messages.
    pub company: u32,
}

/// What this proof claims.
pub const CLAIMS: &str = "Webhooks come at a steady pace while somebody opens chats, walks through them, scrolls, searches and answers in the \
real window. In the middle the window is killed (`kill -9`) and opened again on the same folder; the provider delivers again what nobody \
acknowledged. Every message is there once, no frame after the first look at the list takes more than 100 ms (on a desktop whose banners \
leave after a second), and the core's private memory is at the \
end of each half (median of ten seconds) under 120 MB and under 1.1 times what it was after its first minute.";

/// Most kB of private memory, and how many tenths of what it was early on.
const MEMORY: u64 = 120_000;
const GROWTH: u64 = 11;
/// Samples, one a second: those of the first minute that count, and those of the end.
const EARLY: (usize, usize) = (50, 60);
const LATE: usize = 10;
/// So many rounds with a long frame are told apart.
const TOLD: usize = 10;
/// How long the provider goes on delivering what is not taken, and how long what it delivered may take to be shown.
const INSISTS: Duration = Duration::from_secs(180);
const ARRIVAL: Duration = Duration::from_secs(600);

/// What came of it.
struct End {
    poured: Poured,
    closed: Duration,
    lag: Duration,
    reader: HubSetting,
    /// The position of the journal when it began.
    before: i64,
}

/// Lives through the day and counts.
pub async fn prove(soak: Soak) -> Result<Figures> {
    let Scene { town, window, setting, folder } = Company::hundredths(soak.company).scene().await?;
    let reader = HubSetting::new(folder.path(), &town.hello);
    let provider = Arc::new(Provider::beside(&town).await?.insisting(INSISTS));
    let before = held::written(&reader)?;
    let pour = Pour::begin(&provider, soak.rate);
    let mut day = Day::default();
    day.half(&window, soak.seconds / 2).await?;
    window.kill().await?;
    let killed = Instant::now();
    let window = setting.open().await?;
    let closed = killed.elapsed();
    day.half(&window, soak.seconds - soak.seconds / 2).await?;
    let poured = pour.end().await?;
    let ended = Instant::now();
    // What is not there by then is counted as lost.
    let _ = patience::until("every entry in the projection", ARRIVAL, || async {
        let behind = held::behind(&reader)?;
        Ok(patience::seen(behind == 0, || format!("{behind} entries behind")))
    })
    .await;
    let end = End { poured, closed, lag: ended.elapsed(), reader, before };
    window.close().await?;
    figures(soak, &day, &end).await
}

async fn figures(soak: Soak, day: &Day, end: &End) -> Result<Figures> {
    let mut figures = Figures::default();
    figures.row("pace asked for, a second", soak.rate);
    figures.row("pace reached, a second, the kill among it", format!("{:.0}", end.poured.pace));
    figures.row("from the kill to the window open again", format!("{:.1} s", end.closed.as_secs_f64()));
    figures.row("lag of the projection behind the last acknowledgement", format!("{:.1} s", end.lag.as_secs_f64()));
    counted(&mut figures, day, end).await?;
    frames(&mut figures, day);
    for (samples, half) in day.memory.iter().zip(["before the kill", "after the kill"]) {
        memory(&mut figures, half, samples);
    }
    Ok(figures)
}

/// Nothing is lost, and nothing is there twice.
async fn counted(figures: &mut Figures, day: &Day, end: &End) -> Result<()> {
    let (delivered, held) = (end.poured.count, Held::read(&end.reader, end.before)?);
    figures.row("messages delivered", delivered);
    figures.row("of them there, by the provider's ids", held.ids);
    figures.row("of them there more than once", held.received - held.ids);
    figures.must(held.ids == delivered && held.received == delivered, || {
        format!("{delivered} messages were delivered, {} are there under {} ids", held.received, held.ids)
    });
    figures.row("answers written", day.answers.len());
    let times = |words: &String| held.answers.get(words).copied().unwrap_or_default();
    let lost: Vec<_> = day.answers.iter().filter(|words| times(words) == 0).collect();
    let doubled = held.answers.values().filter(|times| **times > 1).count();
    figures.row("of them lost, and answers there more than once", format!("{}, {doubled}", lost.len()));
    figures.must(lost.is_empty() && doubled == 0, || {
        let like = |words: &&String| held.answers.keys().find(|body| body.contains(words.as_str())).cloned();
        let told: Vec<_> = lost.iter().map(|words| (words, like(words))).collect();
        format!(
            "{} answers are lost, {doubled} are there more than once; lost, and what is there like it: {told:?}",
            lost.len()
        )
    });
    let report = end.reader.inspect().await?;
    let count = |name: &str| report.get(name).map(ToString::to_string).unwrap_or_default();
    figures.row(
        "entries of the journal, all messages, of them unknown",
        ["journal", "messages", "unknown"].map(count).join(", "),
    );
    Ok(())
}

/// How long frames took, by what was being done.
fn frames(figures: &mut Figures, day: &Day) {
    let (mut long, mut longest) = (0, 0.0_f64);
    for (step, done) in &day.steps {
        let over = done.frames.iter().filter(|frame| **frame > LONGEST).count();
        let most = done.frames.iter().copied().fold(0.0, f64::max);
        let told = format!("{}, {over}, {:.0} ms", done.frames.len(), most * 1e3);
        figures.row(&format!("frames while {step}, those over 100 ms, the longest"), told);
        let rounds: Vec<_> =
            done.long.iter().take(TOLD).map(|(round, frame)| format!("{round}: {:.0} ms", frame * 1e3)).collect();
        if !rounds.is_empty() {
            figures.row(&format!("first rounds of {step} with one over 100 ms"), rounds.join(", "));
        }
        figures.row(&format!("rounds of {step}, those that failed"), format!("{}, {}", done.rounds, done.failed.len()));
        figures.must(!done.frames.is_empty(), || format!("no frame was seen while {step}"));
        figures.must(done.failed.is_empty(), || {
            let told: Vec<_> = done.failed.iter().map(|(round, why)| format!("{round}: {why}")).collect();
            format!("{step} failed {} times, by round: {}", told.len(), told.join("; "))
        });
        (long, longest) = (long + over, longest.max(most));
    }
    figures.must(long == 0, || format!("{long} frames took more than 100 ms, one of them {:.0} ms", longest * 1e3));
}

/// Private memory of one half of the day.
fn memory(figures: &mut Figures, half: &str, samples: &[Private]) {
    let (from, to) = if samples.len() > EARLY.1 { EARLY } else { (samples.len() / 4, samples.len() / 2) };
    let both = |of: fn(&Private) -> u64| {
        let held: Vec<u64> = samples.iter().map(of).collect();
        median(&held, from, to).zip(median(&held, held.len().saturating_sub(LATE), held.len()))
    };
    let (Some((early, late)), Some(written)) = (both(|sample| sample.whole), both(|sample| sample.written)) else {
        return figures.must(false, || format!("memory {half} could not be watched to the end"));
    };
    let what = format!("private memory of the core {half}, seconds {from} to {to}, and the last {LATE}");
    figures.row(&what, format!("{early} kB, {late} kB"));
    figures.row(&format!("of it written by itself {half}"), format!("{} kB, {} kB", written.0, written.1));
    figures.must(late <= MEMORY, || format!("{late} kB of private memory {half}"));
    figures.must(late * 10 <= early * GROWTH, || format!("private memory {half} grew from {early} to {late} kB"));
}
