//! Searching as somebody types, beside the bare query of the index.

use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use tokio::time::Instant;

use super::words::{VOCABULARY, word};
use crate::proof::page::Figures;
use crate::{Result, Stage, WorldError};

/// How often each search is made.
const LOOKS: usize = 20;
/// Most milliseconds of nineteen of twenty searches, on the machine that the README names.
const LIMIT: f64 = 20.0;
/// Hits of one page.
const PAGE: u32 = 50;

/// What is typed: what kind of search it is, and the letters.
fn typed() -> Vec<(&'static str, String)> {
    vec![
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
pub async fn search(stage: &Stage, figures: &mut Figures) -> Result<()> {
    let bare = Connection::open_with_flags(stage.setting.data.join("console.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let bare = bare.map_err(failed)?;
    let mut over = Vec::new();
    for (kind, words) in typed() {
        let mut times = Vec::with_capacity(LOOKS);
        for _ in 0..LOOKS {
            let begun = Instant::now();
            stage.hub.command("search", &json!({ "query": words, "limit": PAGE })).await?;
            times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        }
        let (ours, twin) = (ninety_fifth(times), ninety_fifth(alone(&bare, &words)?));
        figures.row(
            &format!("search, {kind}: 95 of 100 within; the bare query; ratio"),
            format!("{ours:.1} ms; {twin:.1} ms; {:.1}", ours / twin),
        );
        if ours > LIMIT {
            over.push(format!("{kind}: {ours:.1} ms"));
        }
    }
    figures
        .must(cfg!(debug_assertions) || over.is_empty(), || format!("searches over {LIMIT} ms: {}", over.join(", ")));
    Ok(())
}

/// The same letters asked of the index alone, the newest first.
fn alone(bare: &Connection, words: &str) -> Result<Vec<f64>> {
    let query = words.split(' ').map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ");
    let sql = "SELECT rowid FROM message_words WHERE message_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
    let mut statement = bare.prepare(sql).map_err(failed)?;
    let mut times = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        let begun = Instant::now();
        let found = statement.query_map((&query, PAGE), |row| row.get::<_, i64>(0)).map_err(failed)?;
        found.collect::<rusqlite::Result<Vec<_>>>().map_err(failed)?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(times)
}

/// What nineteen of twenty of them do not exceed.
fn ninety_fifth(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() * 19 / 20 - 1).copied().unwrap_or(f64::NAN)
}

fn failed(error: rusqlite::Error) -> WorldError {
    WorldError::Found(format!("the bare query: {error}"))
}
