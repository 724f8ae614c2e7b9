//! How fast it is. Each figure stands beside its twin: the least that any program would have to do for the same, measured in the same
//! run on the same machine, so that the ratio holds where milliseconds do not.

mod bare;
pub(crate) mod company;
mod ingest;
mod keep;
mod pages;
mod plot;
mod post;
mod rest;
mod search;
mod start;
mod steady;
mod table;
pub(crate) mod window;
mod words;

pub use company::Company;
pub use ingest::ingest;
pub use keep::{disk, keep};
pub use pages::{community, pages};
pub use plot::picture;
pub use post::Post;
pub use rest::{idle, memory};
pub use search::search;
pub use start::start;
pub use steady::steady;
pub use table::{Row, Table, Unit};
pub use window::{Part, Windows, window};

use std::path::Path;

use serde_json::json;

use crate::proof::page::{commit, machine};
use crate::{Result, WorldError};

/// What the page says above its table.
const CLAIMS: &str = "Most figures stand beside a twin: the least that any program would have to do for the same, measured in the same run. Less is \
better of every one.";

/// The middle of an odd number of times.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What nineteen of twenty of them do not exceed.
fn ninety_fifth(times: Vec<f64>) -> f64 {
    not_exceeded(times, 95)
}

/// What ninety-nine of a hundred of them do not exceed.
fn ninety_ninth(times: Vec<f64>) -> f64 {
    not_exceeded(times, 99)
}

fn not_exceeded(mut times: Vec<f64>, of_a_hundred: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get((times.len() * of_a_hundred / 100).saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// Writes the page with its picture beside it, and the rows as JSON.
pub fn write(table: &Table, page: &Path) -> Result<()> {
    let failed = |source| WorldError::File { doing: "writing the page of the bench", source };
    page.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
    std::fs::write(page, text(table)).map_err(failed)?;
    std::fs::write(page.with_extension("svg"), picture(table)).map_err(failed)?;
    let json = json!({ "commit": commit(), "machine": machine(), "rows": table.rows() });
    std::fs::write(page.with_extension("json"), format!("{json:#}\n")).map_err(failed)
}

fn text(table: &Table) -> String {
    let over = table.over();
    let verdict = if over.is_empty() {
        "Everything held.".to_owned()
    } else {
        format!("Did not hold:\n\n- {}", over.join("\n- "))
    };
    format!(
        "# bench\n\n{CLAIMS}\n\n- command: `cargo xtask bench`\n- commit: {}\n- machine: {}\n\n{}\n{verdict}\n\n\
         ![How much of its limit each figure is](bench.svg)\n",
        commit(),
        machine(),
        table.markdown()
    )
}
