//! What is measured in the real window, on a company's folder. Runs inside `tests/desktop-session.sh`; each row goes to stdout.

mod banner;
mod frames;
mod monitor;
mod painted;
mod pour;
mod provider;

use std::sync::Arc;

use clap::ValueEnum;

use super::{Company, Row};
use crate::Result;

use provider::Provider;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// How long the frames take while somebody works.
    Frames,
    /// From an event to the painted row.
    Painted,
    /// From an event to the banner.
    Banner,
}

/// How much is measured.
#[derive(Debug, Clone)]
pub struct Windows {
    /// What; nothing is everything.
    pub parts: Vec<Part>,
    /// How large the company is, in hundredths of a million messages.
    pub company: u32,
    /// Seconds of each pace.
    pub seconds: u64,
    /// Messages to scroll back over.
    pub back: u32,
}

/// Every row that needs the window, or those of some parts; each part has a window of its own.
pub async fn window(asked: &Windows) -> Result<()> {
    let wants = |part: Part| asked.parts.is_empty() || asked.parts.contains(&part);
    let company = Company::hundredths(asked.company);
    for part in [Part::Frames, Part::Painted, Part::Banner].into_iter().filter(|part| wants(*part)) {
        let scene = company.scene().await?;
        let provider = Arc::new(Provider::beside(&scene.town).await?);
        print(match part {
            Part::Frames => frames::frames(&scene, &provider, asked.back).await?,
            Part::Painted => painted::painted(&scene, &provider, asked.seconds).await?,
            Part::Banner => vec![banner::banner(&scene, &provider, asked.seconds).await?],
        });
        scene.window.close().await?;
    }
    Ok(())
}

fn print(rows: impl IntoIterator<Item = Row>) {
    rows.into_iter().for_each(|row| println!("{}", row.line()));
}
