//! Searching as somebody types, beside the bare query of the index.

use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use tokio::time::Instant;

use super::words::{VOCABULARY, word};
use super::{Row, Table, Unit, ninety_fifth};
use crate::{Result, Stage, WorldError};

/// How often each search is made.
const LOOKS: usize = 20;
/// Most seconds of nineteen of twenty searches, on the machine that the README names.
const LIMIT: f64 = 0.02;
/// Hits of one page.
const PAGE: u32 = 50;

/// Where the bare query looks: one letter is looked for in names only.
const MESSAGES: &str = "message_words";
const NAMES: &str = "contact_words";

/// What is typed: what kind of search it is, and the letters.
fn typed() -> Vec<(&'static str, String)> {
    vec![
        ("one letter", "п".to_owned()),
        ("two letters", "за".to_owned()),
        ("a usual word", "заказ".to_owned()),
        ("a rare word", word(0, VOCABULARY - 7)),
        ("two words", "доставка завтра".to_owned()),
        ("the beginning of a word", "дост".to_owned()),
        ("ё typed as е", "теплый".to_owned()),
        ("a slip of the finger", "доствка".to_owned()),
        ("English", "delivery tom".to_owned()),
    ]
}

/// Each search, and the bare query for the words that it finds.
pub async fn search(stage: &Stage, table: &mut Table) -> Result<()> {
    let bare = Connection::open_with_flags(stage.setting.data.join("console.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let bare = bare.map_err(failed)?;
    for (kind, words) in typed() {
        let mut times = Vec::with_capacity(LOOKS);
        for _ in 0..LOOKS {
            let begun = Instant::now();
            stage.hub.command("search", &json!({ "query": words, "limit": PAGE })).await?;
            times.push(begun.elapsed().as_secs_f64());
        }
        let index = if words.chars().nth(1).is_none() { NAMES } else { MESSAGES };
        let (ours, twin) = (ninety_fifth(times), ninety_fifth(alone(&bare, index, &words)?));
        let work = format!("search, {kind}: 95 of 100 within");
        table.add(Row::of(work, Unit::Seconds, ours).at_most(LIMIT).beside("the bare query", twin));
    }
    Ok(())
}

/// The same letters asked of an index alone, the newest first.
fn alone(bare: &Connection, index: &str, words: &str) -> Result<Vec<f64>> {
    let query = words.split(' ').map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ");
    let sql = format!("SELECT rowid FROM {index} WHERE {index} MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
    let mut statement = bare.prepare(&sql).map_err(failed)?;
    let mut times = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        let begun = Instant::now();
        let found = statement.query_map((&query, PAGE), |row| row.get::<_, i64>(0)).map_err(failed)?;
        found.collect::<rusqlite::Result<Vec<_>>>().map_err(failed)?;
        times.push(begun.elapsed().as_secs_f64());
    }
    Ok(times)
}

fn failed(error: rusqlite::Error) -> WorldError {
    WorldError::Found(format!("the bare query: {error}"))
}
