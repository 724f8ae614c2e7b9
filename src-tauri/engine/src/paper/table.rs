//! The receipt as a table, one line an event.

use csv::WriterBuilder;
use domain::Timestamp;
use store::LedgerRow;

use super::receipt::iso_state;
use super::words::Words;
use super::{Input, PaperError, Standing, utc};
use crate::list::shielded;

/// By this mark at the beginning spreadsheets know that the letters are UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();
const COLUMNS: [&str; 22] = [
    "entry",
    "hash",
    "subject",
    "name",
    "phone",
    "purpose",
    "purpose_name",
    "state",
    "iso_state",
    "source",
    "word",
    "grade",
    "basis",
    "number",
    "at",
    "recorded_at",
    "expires",
    "wording_language",
    "wording_version",
    "wording_text",
    "evidence",
    "operator",
];

/// The receipt as a table.
///
/// # Errors
/// When it cannot be written.
pub fn receipt_csv(input: &Input) -> Result<Vec<u8>, PaperError> {
    let mut writer = WriterBuilder::new().from_writer(MARK.to_vec());
    writer.write_record(COLUMNS).map_err(|_| PaperError::Write)?;
    let standings = input.standings();
    for row in &input.rows {
        writer
            .write_record(cells(input, &standings, row).map(|cell| shielded(&cell)))
            .map_err(|_| PaperError::Write)?;
    }
    writer.into_inner().map_err(|_| PaperError::Write)
}

fn cells(input: &Input, standings: &[Standing<'_>], row: &LedgerRow) -> [String; 22] {
    let (said, words) = (&row.said, Words(input.language));
    let time = |at: Option<Timestamp>| at.map(utc).unwrap_or_default();
    let purposes = Input::covered(standings, said);
    let wording = said.wording.as_ref();
    [
        row.entry.to_string(),
        row.hash.clone(),
        row.subject.clone(),
        input.person.name.clone().unwrap_or_default(),
        input.phone().unwrap_or_default(),
        said.purpose.as_str().to_owned(),
        words.scope(&said.purpose, &purposes),
        said.state.as_str().to_owned(),
        iso_state(Some(said.state)).as_str().to_owned(),
        said.source.as_str().to_owned(),
        input.words.get(&row.entry).cloned().unwrap_or_default(),
        words.grade(said.grade).to_owned(),
        said.basis.as_str().to_owned(),
        said.account.to_string(),
        utc(said.at),
        utc(said.recorded_at),
        time(said.expires),
        wording.map(|wording| wording.language.clone()).unwrap_or_default(),
        wording.map(|wording| wording.version.to_string()).unwrap_or_default(),
        wording.and_then(|wording| input.text(wording)).unwrap_or_default().to_owned(),
        said.evidence.kind.as_str().to_owned(),
        said.operator.clone().unwrap_or_default(),
    ]
}
