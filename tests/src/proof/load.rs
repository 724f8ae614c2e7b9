//! Many messages a second into the hub while a browser shows the screen: nothing is lost, and memory does not grow.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;
use tokio::time::Instant;

use super::memory::{Private, Watch, median};
use super::page::Figures;
use crate::patience;
use crate::process::Running;
use crate::{Result, Stage, WorldError};

/// How the load is laid on.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Seed of the town.
    pub seed: u64,
    /// Messages a second.
    pub rate: u64,
    /// Seconds.
    pub seconds: u64,
}

/// What this proof claims.
pub const CLAIMS: &str = "The town writes at a steady pace while a browser shows the inbox. Every message is in the journal and in the \
projection; the hub's private memory at the end (median of the last ten seconds) is at most 1.1 times that of seconds ten to twenty.";

/// Memory at the end may be this much of what it was from second ten to twenty.
const GROWTH: f64 = 1.1;
/// A short run ends while the database's caches still fill: it only sees that nothing runs away.
const GROWTH_OF_A_SHORT_RUN: f64 = 1.3;
/// Seconds from which on a run is long enough for the stretches that the claim names.
const LONG: usize = 40;
/// How long what is under way may take to arrive after the last message was written.
const ARRIVAL: Duration = Duration::from_secs(120);

/// Lays the load on and looks at what became of it.
pub async fn prove(load: Load) -> Result<Figures> {
    let stage = Stage::open(load.seed, 0.0).await?;
    let _screen = screen(&stage)?;
    let before = counts(&stage).await?;
    let count = load.rate * load.seconds;
    let process = stage.hub.id().ok_or_else(|| WorldError::Found("the hub has no process".into()))?;
    let watch = Watch::begin(process, load.seconds);
    let begun = Instant::now();
    stage.town.burst(count, load.rate, 50).await?;
    let samples = watch.end().await?;
    stage.town.idle().await?;
    let written = begun.elapsed();
    let after = arrived(&stage, before.messages + count).await?;
    figures(load, &samples, written, begun.elapsed(), before, after)
}

#[derive(Debug, Clone, Copy)]
struct Counts {
    journal: u64,
    messages: u64,
    unknown: u64,
}

async fn counts(stage: &Stage) -> Result<Counts> {
    let report = stage.setting.inspect().await?;
    let count = |name: &str| report.get(name).and_then(Value::as_u64).unwrap_or_default();
    Ok(Counts { journal: count("journal"), messages: count("messages"), unknown: count("unknown") })
}

async fn arrived(stage: &Stage, messages: u64) -> Result<Counts> {
    patience::until("every message in the projection", ARRIVAL, || async {
        let counts = counts(stage).await?;
        Ok(if counts.messages >= messages {
            Ok(counts)
        } else {
            Err(format!("{} of {messages} messages", counts.messages))
        })
    })
    .await
}

/// A browser with the inbox open, as an operator would have it.
fn screen(stage: &Stage) -> Result<Running> {
    let browser = browser().ok_or_else(|| WorldError::NotBuilt("chromium".into()))?;
    let mut command = Command::new(browser);
    command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1280,800"]);
    command.arg("--remote-debugging-port=0").arg(&stage.hub.hello.ui).stdout(std::process::Stdio::null());
    Running::start("chromium", command, Some(&stage.setting.data.with_file_name("browser.log")))
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    named.into_iter().chain(usual).find(|path| path.is_file())
}

fn figures(
    load: Load,
    samples: &[Private],
    written: Duration,
    whole: Duration,
    before: Counts,
    after: Counts,
) -> Result<Figures> {
    let count = load.rate * load.seconds;
    let mut figures = Figures::default();
    figures.row("messages written", count);
    figures.row("pace asked for, a second", load.rate);
    let pace = kb(count) / written.as_secs_f64();
    figures.row("pace reached until the last was acknowledged, a second", format!("{pace:.0}"));
    figures.row("journal entries added", after.journal - before.journal);
    let added = after.messages - before.messages;
    figures.row("messages added", added);
    figures.row("shown as unknown", after.unknown);
    let lag = (whole - written).as_secs_f64();
    figures.row("lag of the projection behind the last acknowledgement", format!("{lag:.1} s"));
    figures.must(added == count, || format!("{count} were written, {added} came"));
    let of = |part: fn(&Private) -> u64| samples.iter().map(part).collect::<Vec<u64>>();
    let grown = growth(&mut figures, "private memory", &of(|sample| sample.whole))?;
    growth(&mut figures, "of it written by the hub (the rest are pages of its files)", &of(|sample| sample.written))?;
    let most = if samples.len() >= LONG { GROWTH } else { GROWTH_OF_A_SHORT_RUN };
    figures.must(grown <= most, || format!("private memory grew {grown:.2} times"));
    Ok(figures)
}

/// How many times as much there is at the end as there was early on.
fn growth(figures: &mut Figures, what: &str, samples: &[u64]) -> Result<f64> {
    let seconds = samples.len();
    let (from, to) = if seconds >= LONG { (10, 20) } else { (seconds / 4, seconds / 2) };
    let last = if seconds >= LONG { 10 } else { seconds / 4 };
    let unmeasured =
        || WorldError::Found("the hub ended under the load: its memory could not be measured to the end".into());
    let early = kb(median(samples, from, to).ok_or_else(unmeasured)?);
    let late = kb(median(samples, seconds - last, seconds).ok_or_else(unmeasured)?);
    figures.row(&format!("{what}, seconds {from} to {to}"), format!("{:.1} MB", early / 1024.0));
    figures.row(&format!("{what}, last {last} seconds"), format!("{:.1} MB", late / 1024.0));
    figures.row("ratio", format!("{:.3}", late / early));
    Ok(late / early)
}

#[expect(clippy::cast_precision_loss, reason = "counts and kilobytes far below 2^52")]
const fn kb(count: u64) -> f64 {
    count as f64
}
