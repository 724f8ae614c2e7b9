//! A long list of people as they come: brought in while somebody else works, each bad row named, nothing granted, and what
//! is written out again opens as text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::import::bring_in;
use super::page::Figures;
use crate::mixed::{self, Encoding, Mixed, Opened, REASONS};
use crate::town::lacking;
use crate::{Result, Stage};

/// Which list.
#[derive(Debug, Clone, Copy)]
pub struct Lists {
    /// Seed of the town.
    pub seed: u64,
    /// Rows.
    pub rows: u32,
}

/// What this proof claims.
pub const CLAIMS: &str = "A list in windows-1251 with broken quotes, too many cells, numbers that are none, rows without a number, \
doubles and formulas is read, tried and brought in while another operator's decisions go on. Every row is a person or a named fault, no \
consent is granted, a second time nobody comes in twice, and no cell of what is written out is a formula.";

/// Brings the list in and looks at what became of it.
pub async fn prove(lists: Lists) -> Result<Figures> {
    let stage = Stage::open(lists.seed, 0.0).await?;
    let mut figures = Figures::default();
    let list = mixed::list(lists.rows, Encoding::Windows1251);
    let ended = bring_in(&stage, &list, &mut figures).await?;
    came(&ended, &list, &mut figures);
    named(&stage, &list, &mut figures).await?;
    let ledger = json!({ "part": "all", "before": null, "limit": 10 });
    let said = stage.hub.command("consent_ledger", &ledger).await?;
    figures.must(said.get("rows") == Some(&json!([])), || format!("the ledger has entries: {said}"));
    written_out(&stage, &list, &mut figures).await?;
    Ok(figures)
}

fn came(ended: &Value, list: &Mixed, figures: &mut Figures) {
    let tally = json!({ "new": list.people, "completed": 0, "differs": 0, "unchanged": 0, "bad": list.bad });
    figures.row("people", list.people);
    figures.row("rows that name nobody", list.bad);
    let done = ended.pointer("/progress/stage") == Some(&json!("done"));
    figures.must(done && ended.pointer("/progress/tally") == Some(&tally), || format!("it ended so: {ended}"));
}

/// Each bad row with its reason.
async fn named(stage: &Stage, list: &Mixed, figures: &mut Figures) -> Result<()> {
    let table = handed_out(stage, "members_import_faults", &json!({})).await?;
    let reasons: Vec<&str> = table.rows().filter_map(|row| Some(row.get(1)?.as_str())).collect();
    for reason in REASONS {
        let count = reasons.iter().filter(|said| said.starts_with(reason)).count();
        figures.row(&format!("of them: {reason}"), count);
        figures.must(count * REASONS.len() == list.bad as usize, || format!("{count} rows have this reason: {reason}"));
    }
    figures.must(reasons.len() == list.bad as usize, || format!("{} bad rows are named", reasons.len()));
    figures.must(table.formulas().is_empty(), || format!("the bad rows have formulas: {:?}", table.formulas()));
    Ok(())
}

async fn written_out(stage: &Stage, list: &Mixed, figures: &mut Figures) -> Result<()> {
    let everybody = json!({ "format": "csv", "contacts": null, "query": "", "conditions": [] });
    let table = handed_out(stage, "members_export", &everybody).await?;
    // Beside those of the list the town's own people are known, as far as they wrote.
    let listed = table.rows().filter(|row| row.get(4).is_some_and(|labels| labels == "Чай")).count();
    figures.row("people written out", listed);
    figures.must(listed == list.people as usize, || format!("{listed} people were written out"));
    let formulas = table.formulas();
    figures.row("formulas in it", formulas.len());
    figures.must(formulas.is_empty(), || format!("formulas were written out: {formulas:?}"));
    Ok(())
}

/// A table that the hub makes for a browser to save.
async fn handed_out(stage: &Stage, command: &str, request: &Value) -> Result<Opened> {
    let file = stage.hub.command(command, request).await?;
    let bytes = file.get("base64").and_then(Value::as_str).and_then(|text| STANDARD.decode(text).ok());
    Opened::read(&bytes.ok_or_else(|| lacking(command, "a file", &file))?)
}
