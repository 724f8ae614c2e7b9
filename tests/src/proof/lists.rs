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

/// Which lists.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Seed of the town.
    pub seed: u64,
    /// Rows of each.
    pub rows: u32,
    /// One list in each of these, for a hub of its own.
    pub encodings: Vec<Encoding>,
}

/// What this proof claims.
pub const CLAIMS: &str = "A list with broken quotes, too many cells, numbers that are none, rows without a number, doubles and formulas is \
read, tried and brought in while another operator's decisions go on: once as UTF-8, once as UTF-16 and once in windows-1251, each told by \
itself. Every row is a person or a named fault, no consent is granted, a second time nobody comes in twice, and no cell of what is \
written out is a formula.";

/// Brings each list in and looks at what became of it.
pub async fn prove(lists: Lists) -> Result<Figures> {
    let mut figures = Figures::default();
    for encoding in lists.encodings {
        let stage = Stage::open(lists.seed, 0.0).await?;
        let list = mixed::list(lists.rows, encoding);
        one(&stage, &list, encoding.name(), &mut figures).await?;
    }
    Ok(figures)
}

async fn one(stage: &Stage, list: &Mixed, name: &str, figures: &mut Figures) -> Result<()> {
    let ended = bring_in(stage, list, name, figures).await?;
    figures.row(&format!("{name}: people"), list.people);
    figures.row(&format!("{name}: rows that name nobody"), list.bad);
    ended_so(&ended, (list.people, 0, list.bad), figures);
    named(stage, list, name, figures).await?;
    let again = bring_in(stage, list, &format!("{name} again"), &mut Figures::default()).await?;
    ended_so(&again, (0, list.people, list.bad), figures);
    let ledger = json!({ "part": "all", "before": null, "limit": 10 });
    let said = stage.hub.command("consent_ledger", &ledger).await?;
    figures.must(said.get("rows") == Some(&json!([])), || format!("the ledger has entries: {said}"));
    written_out(stage, list, name, figures).await
}

/// So many came, were there already, or are nobody.
fn ended_so(ended: &Value, (new, unchanged, bad): (u32, u32, u32), figures: &mut Figures) {
    let tally = json!({ "new": new, "completed": 0, "differs": 0, "unchanged": unchanged, "bad": bad });
    let done = ended.pointer("/progress/stage") == Some(&json!("done"));
    figures.must(done && ended.pointer("/progress/tally") == Some(&tally), || format!("it ended so: {ended}"));
}

/// Each bad row with its reason.
async fn named(stage: &Stage, list: &Mixed, name: &str, figures: &mut Figures) -> Result<()> {
    let table = handed_out(stage, "members_import_faults", &json!({})).await?;
    let reasons: Vec<&str> = table.rows().filter_map(|row| Some(row.get(1)?.as_str())).collect();
    for reason in REASONS {
        let count = reasons.iter().filter(|said| said.starts_with(reason)).count();
        figures.row(&format!("{name}: of them: {reason}"), count);
        figures.must(count * REASONS.len() == list.bad as usize, || format!("{count} rows have this reason: {reason}"));
    }
    figures.must(reasons.len() == list.bad as usize, || format!("{} bad rows are named", reasons.len()));
    figures.must(table.formulas().is_empty(), || format!("the bad rows have formulas: {:?}", table.formulas()));
    Ok(())
}

async fn written_out(stage: &Stage, list: &Mixed, name: &str, figures: &mut Figures) -> Result<()> {
    let everybody = json!({ "format": "csv", "contacts": null, "query": "", "conditions": [] });
    let table = handed_out(stage, "members_export", &everybody).await?;
    // Beside those of the list the town's own people are known, as far as they wrote.
    let listed = table.rows().filter(|row| row.get(4).is_some_and(|labels| labels == "Чай")).count();
    figures.row(&format!("{name}: people written out"), listed);
    figures.must(listed == list.people as usize, || format!("{listed} people were written out"));
    let formulas = table.formulas();
    figures.row(&format!("{name}: formulas in it"), formulas.len());
    figures.must(formulas.is_empty(), || format!("formulas were written out: {formulas:?}"));
    Ok(())
}

/// A table that the hub makes for a browser to save.
async fn handed_out(stage: &Stage, command: &str, request: &Value) -> Result<Opened> {
    let file = stage.hub.command(command, request).await?;
    let bytes = file.get("base64").and_then(Value::as_str).and_then(|text| STANDARD.decode(text).ok());
    Opened::read(&bytes.ok_or_else(|| lacking(command, "a file", &file))?)
}
