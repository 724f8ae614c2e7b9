//! Papers: the whole ledger as a table, receipts, what is known of one person, and the erasure of one.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::consent::{ContactErase, Erased, Paper, PaperFile, PaperRequest};
use csv::WriterBuilder;
use domain::{Person, Timestamp};
use store::{LedgerRow, LedgerView, StoreError};

use super::super::{Answer, LONGEST_COMMAND, read, storage};
use super::check;
use crate::core::Core;
use crate::paper::{gather, known, known_json, receipt_csv, receipt_json, receipt_pdf};

/// Longest name of a person in the name of a file, in letters.
const LONGEST_NAME: usize = 60;
/// Entries read at once.
const PART: usize = 1_000;
/// The columns of the ledger as a table. The person is the ledger's own token: a table that leaves the house names nobody.
const COLUMNS: [&str; 18] = [
    "entry",
    "hash",
    "subject",
    "purpose",
    "state",
    "source",
    "grade",
    "number",
    "at",
    "recorded_at",
    "expires",
    "wording",
    "wording_language",
    "wording_version",
    "wording_hash",
    "evidence",
    "evidence_digest",
    "operator",
];

/// A paper about one person. Of somebody of whom the ledger has no entry there is no receipt.
pub async fn paper(core: &Arc<Core>, request: PaperRequest) -> Answer<PaperFile> {
    let PaperRequest { whom, paper } = request;
    let made = read(core, move |core, r| {
        let Some(who) = check::who(r, &whom)? else { return Ok(None) };
        let name = file_name(&who.person, paper, core.now(), core.zone);
        let bytes = match paper {
            Paper::Everything => known(core, r, who.contact)?.map(|known| known_json(&known)),
            Paper::ReceiptJson => gather(core, r, &who)?.map(|input| receipt_json(&input)),
            Paper::ReceiptPdf => gather(core, r, &who)?.map(|input| receipt_pdf(&input)),
            Paper::ReceiptCsv => gather(core, r, &who)?.map(|input| receipt_csv(&input)),
        };
        Ok(bytes.map(|bytes| (name, bytes)))
    });
    let (name, bytes) = made.await?.ok_or(ErrorCode::NotFound)?;
    let bytes = bytes.map_err(|error| {
        tracing::error!(%error, "a paper could not be made");
        ErrorCode::Internal
    })?;
    let (_, mime) = kind(paper);
    handed_out(core, name, mime, bytes).await
}

/// The end of the name, and the type of a paper.
const fn kind(paper: Paper) -> (&'static str, &'static str) {
    match paper {
        Paper::ReceiptJson | Paper::Everything => ("json", "application/json"),
        Paper::ReceiptPdf => ("pdf", "application/pdf"),
        Paper::ReceiptCsv => ("csv", "text/csv"),
    }
}

/// What a paper is called: what it is, of whom, and of which day.
fn file_name(person: &Person, paper: Paper, now: Timestamp, zone: chrono_tz::Tz) -> String {
    let what = if paper == Paper::Everything { "person" } else { "consent" };
    let called = [&person.name, &person.username, &person.phone, &person.user_id].into_iter().flatten();
    // A name is whatever a stranger wrote: only its letters and digits are safe in a path of every system.
    let plain = |name: &String| {
        let letters = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
        let letters: String = letters.take(LONGEST_NAME).collect();
        letters.split_whitespace().collect::<Vec<_>>().join("-")
    };
    let name = called.map(plain).find(|name| !name.is_empty()).unwrap_or_default();
    let utc = chrono::DateTime::from_timestamp_millis(now.0).unwrap_or_default();
    let day = utc.with_timezone(&zone).format("%Y-%m-%d").to_string();
    let parts = [what, &name, &day].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    format!("{}.{}", parts.join("-"), kind(paper).0)
}

/// Erases a person, at every number that knows them.
pub async fn erase(core: &Arc<Core>, request: ContactErase) -> Answer<Erased> {
    let ContactErase { command_id, contact_id } = request;
    if command_id.0.is_empty() || command_id.0.len() > LONGEST_COMMAND {
        return Err(ErrorCode::BadRequest.into());
    }
    if crate::erase::is_anothers(core, &command_id).await.map_err(storage)? {
        return Err(ErrorCode::BadRequest.into());
    }
    let done = crate::erase::contact(core, contact_id, command_id).await.map_err(storage)?;
    if done.position == 0 {
        return Err(ErrorCode::NotFound.into());
    }
    core.feed.changed(ChangeKind::Consent);
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Erased {
        entries: count(done.emptied.saturating_add(done.cut)),
        messages: count(done.messages),
        files: count(done.files),
        ledger: count(done.subjects),
    })
}

/// The whole ledger as a table.
pub async fn export(core: &Arc<Core>) -> Answer<PaperFile> {
    let bytes = core.blocking(table).await.map_err(storage)?;
    handed_out(core, "consent-ledger.csv".to_owned(), "text/csv", bytes).await
}

/// Puts a file where the operator finds it, or gives its bytes where this host keeps none.
pub async fn handed_out(core: &Arc<Core>, filename: String, mime: &str, bytes: Vec<u8>) -> Answer<PaperFile> {
    let (files, name) = (Arc::clone(&core.ports.files), filename.clone());
    let kept = core.tasks.spawn_blocking(move || {
        let path = files.keep(&name, &bytes);
        (path, bytes)
    });
    let (path, bytes) = kept.await.map_err(|_| ErrorCode::Internal)?;
    let path = path.map_err(|_| ErrorCode::Storage)?;
    let base64 = path.is_none().then(|| STANDARD.encode(&bytes));
    let path = path.map(|path| path.display().to_string());
    Ok(PaperFile { filename, mime: mime.to_owned(), path, base64 })
}

fn table(core: &Core) -> Result<Vec<u8>, StoreError> {
    let fail = |_| StoreError::Corrupt { doing: "write the ledger as a table" };
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(fail)?;
    let mut before = i64::MAX;
    loop {
        let page = core.ledger.page(LedgerView::All, before, PART)?;
        let Some(last) = page.last() else { break };
        before = last.entry;
        for row in &page {
            writer.write_record(cells(row)).map_err(fail)?;
        }
    }
    writer.into_inner().map_err(|_| StoreError::Corrupt { doing: "write the ledger as a table" })
}

fn cells(row: &LedgerRow) -> [String; 18] {
    let said = &row.said;
    let time = |at: domain::Timestamp| {
        let utc = chrono::DateTime::from_timestamp_millis(at.0);
        utc.map(|utc| utc.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).unwrap_or_default()
    };
    let wording = said.wording.as_ref();
    [
        row.entry.to_string(),
        row.hash.clone(),
        row.subject.clone(),
        said.purpose.as_str().to_owned(),
        said.state.as_str().to_owned(),
        said.source.as_str().to_owned(),
        said.grade.as_str().to_uppercase(),
        said.account.to_string(),
        time(said.at),
        time(said.recorded_at),
        said.expires.map(time).unwrap_or_default(),
        wording.map(|wording| wording.purpose.as_str().to_owned()).unwrap_or_default(),
        wording.map(|wording| wording.language.clone()).unwrap_or_default(),
        wording.map(|wording| wording.version.to_string()).unwrap_or_default(),
        wording.map(|wording| wording.hash.clone()).unwrap_or_default(),
        said.evidence.kind.as_str().to_owned(),
        said.evidence.digest.clone().unwrap_or_default(),
        said.operator.clone().unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use pretty_assertions::assert_eq;

    /// 26 November 2026, one hour before midnight in UTC.
    const LATE: Timestamp = Timestamp::from_seconds(1_795_734_000);

    fn named(name: &str) -> Person {
        Person { name: Some(name.to_owned()), phone: Some("77001234108".to_owned()), ..Person::default() }
    }

    fn name(person: &Person, paper: Paper) -> String {
        file_name(person, paper, LATE, chrono_tz::Asia::Almaty)
    }

    #[test]
    fn a_file_says_what_it_is_of_whom_and_of_which_day_where_the_operator_is() {
        assert_eq!(name(&named("Анна Корнеева"), Paper::ReceiptPdf), "consent-Анна-Корнеева-2026-11-27.pdf");
        assert_eq!(name(&named("Tomás Ribeiro"), Paper::Everything), "person-Tomás-Ribeiro-2026-11-27.json");
    }

    #[test]
    fn no_name_leads_out_of_the_folder_or_is_longer_than_a_disk_takes() {
        assert_eq!(name(&named("../../etc/passwd"), Paper::ReceiptCsv), "consent-etc-passwd-2026-11-27.csv");
        assert_eq!(name(&named("C:\\nul\0"), Paper::ReceiptCsv), "consent-C-nul-2026-11-27.csv");
        assert!(name(&named(&"Ж".repeat(500)), Paper::ReceiptJson).len() < 200);
    }

    #[test]
    fn who_has_no_letters_in_the_name_is_called_by_the_number() {
        assert_eq!(name(&named("🫖🫖"), Paper::ReceiptJson), "consent-77001234108-2026-11-27.json");
    }
}
