//! What is measured in the real window, on a company's folder. Runs inside `tests/desktop-session.sh`; each row goes to stdout.

mod banner;
pub(crate) mod frames;
mod monitor;
mod painted;
pub(crate) mod pour;
pub(crate) mod provider;
mod rest;
mod start;

use std::sync::Arc;

use clap::ValueEnum;

use super::{Company, Row, Unit};
use crate::{Result, Scene, Window, WorldError};

use provider::Provider;

const FOCUS: &str = "const row = document.querySelector('a.chat-row[aria-current]'); row?.focus();
    return row !== null && row === document.activeElement ? true : null";

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// From the start of the process to the inbox.
    Start,
    /// How long the frames take while somebody works.
    Frames,
    /// From an event to the painted row.
    Painted,
    /// From an event to the banner.
    Banner,
    /// What it takes while nothing happens.
    Idle,
    /// What its core holds after a long day.
    Memory,
}

/// How much is measured.
#[derive(Debug, Clone)]
pub struct Windows {
    /// What; nothing is everything.
    pub parts: Vec<Part>,
    /// How large the company is, in hundredths of a million messages.
    pub company: u32,
    /// Starts of each kind; the median counts.
    pub starts: u32,
    /// Seconds of each pace.
    pub seconds: u64,
    /// Messages to scroll back over.
    pub back: u32,
    /// Seconds of traffic after which memory is looked at.
    pub memory: u64,
}

/// Every row that needs the window, or those of some parts.
pub async fn window(asked: &Windows) -> Result<()> {
    let parts = if asked.parts.is_empty() { Part::value_variants() } else { &asked.parts };
    let company = Company::hundredths(asked.company);
    for part in parts {
        // One part that fails is a row of its own, and takes none of the others with it.
        let rows = rows(*part, company, asked).await;
        print(rows.unwrap_or_else(|error| vec![failed(&format!("{part:?}"), &error)]));
    }
    Ok(())
}

async fn rows(part: Part, company: Company, asked: &Windows) -> Result<Vec<Row>> {
    Ok(match part {
        Part::Start => start::start(company, asked.starts).await?,
        Part::Frames => frames::frames(&Open::on(company).await?, asked.back).await?,
        Part::Painted => painted::painted(&Open::on(company).await?, asked.seconds).await?,
        Part::Banner => banner::banner(&Open::on(company).await?, asked.seconds).await?,
        Part::Idle => vec![rest::idle(&Open::on(company).await?, asked.seconds).await?],
        Part::Memory => vec![rest::memory(&Open::on(company).await?, asked.memory).await?],
    })
}

/// The row of what ended before it had a figure: one failure, where none may be.
fn failed(work: &str, error: &WorldError) -> Row {
    let why: String =
        error.to_string().chars().map(|c| if c.is_control() || c == '|' { ' ' } else { c }).take(200).collect();
    Row::of(format!("{work}: could not be measured ({why})"), Unit::Count, 1.0).at_most(0.0)
}

/// A window of one part, and who writes into it. Both end with it.
#[derive(Debug)]
struct Open {
    scene: Scene,
    provider: Arc<Provider>,
}

impl Open {
    async fn on(company: Company) -> Result<Self> {
        let scene = company.scene().await?;
        let provider = Arc::new(Provider::beside(&scene.town).await?);
        Ok(Self { scene, provider })
    }
}

/// Puts the focus on the row of the open chat, out of where an answer is written.
pub(crate) async fn focus(window: &Window) -> Result<()> {
    window.until_script("the row with the focus", FOCUS, Vec::new()).await.map(drop)
}

fn print(rows: impl IntoIterator<Item = Row>) {
    rows.into_iter().for_each(|row| println!("{}", row.line()));
}
