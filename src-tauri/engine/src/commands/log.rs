//! The log as a file for whoever is asked for help: what this is, how it stands, what the doctor found, the last lines.
//! Only words and figures of our own: no name, number, address or text of anybody, nor an address of a computer.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat};
use contract::consent::PaperFile;
use domain::Timestamp;
use serde::Serialize;
use serde_json::Value;
use store::StoreError;
use store::table::{account, send_queue};

use super::consent::paper::handed_out;
use super::{Answer, storage};
use crate::core::Core;
use crate::{callback, doctor};

const NAME: &str = "switchboard-log.txt";
const MIME: &str = "text/plain;charset=utf-8";

/// Makes the file.
pub async fn export(core: &Arc<Core>) -> Answer<PaperFile> {
    let way = callback::way(core).await.map_err(storage)?;
    let mut text = core.blocking(how_it_stands).await.map_err(storage)?;
    line(&mut text, "way of webhooks", way.map_or_else(|| "none".to_owned(), |way| tag(&way, "way")));
    line(&mut text, "callback", tag(&*core.callback.borrow(), "state"));
    found(core, &mut text);
    text.push_str("\nlog\n");
    for said in core.ports.log.last() {
        text.push_str(&said);
        text.push('\n');
    }
    handed_out(core, NAME.to_owned(), MIME, text.into_bytes()).await
}

fn how_it_stands(core: &Core) -> Result<String, StoreError> {
    let mut text = String::new();
    line(&mut text, "switchboard", env!("CARGO_PKG_VERSION"));
    line(&mut text, "system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    line(&mut text, "projection", store::PROJECTION);
    line(&mut text, "written", moment(core.now()));
    line(&mut text, "paired with a hub", core.hub.is_some());
    let (accounts, sends) = core.console.read(|r| Ok((account::all(r)?, send_queue::states(r)?)))?;
    line(&mut text, "numbers", accounts.len());
    line(&mut text, "sandbox", accounts.iter().any(|one| one.sandbox));
    line(&mut text, "connection", format!("{:?}", core.numbers.state().connection));
    for (state, count) in sends {
        line(&mut text, &format!("sends {state}"), count);
    }
    line(&mut text, "journal entries", core.journal.head());
    line(&mut text, "shown entries", *core.projected.borrow());
    let answers = core.traffic.answers();
    line(&mut text, "webhooks kept since the start", answers.kept);
    line(&mut text, "webhooks with a wrong signature", answers.not_genuine);
    line(&mut text, "webhooks without room", answers.no_room);
    Ok(text)
}

/// What the doctor found last: which faults, and of how many numbers, but none of the words that belong to them.
fn found(core: &Core, text: &mut String) {
    let examined = doctor::last(core);
    line(text, "\nexamined", examined.at.map_or_else(|| "never".to_owned(), moment));
    for finding in &examined.findings {
        line(text, &format!("{:?}", finding.severity).to_lowercase(), tag(&finding.fault, "fault"));
    }
    let signs = &examined.signs;
    line(text, "last signed webhook", signs.signed.map_or_else(|| "never".to_owned(), moment));
    line(text, "last wrong signature", signs.forged.map_or_else(|| "never".to_owned(), moment));
    line(text, "clock ahead, ms", signs.clock_ahead.map_or_else(|| "not known".to_owned(), |ms| ms.to_string()));
    line(text, "door answers", signs.door_answers.map_or_else(|| "not known".to_owned(), |is| is.to_string()));
}

fn line(text: &mut String, name: &str, value: impl std::fmt::Display) {
    // Writing to a text does not fail.
    let _ = writeln!(text, "{name}: {value}");
}

/// The word that tells the variants of a value apart, without what belongs to them.
fn tag(value: &impl Serialize, name: &str) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.get(name).and_then(Value::as_str).unwrap_or("none").to_owned()
}

fn moment(at: Timestamp) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}
