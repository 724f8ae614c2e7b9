//! Brings in consents from a list. Each line is a decision of its own, so that one person can be erased from it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use contract::consent::{ConsentImport, ConsentImported, ImportFault, ImportProblem};
use contract::{ErrorBody, ErrorCode};
use csv::{ReaderBuilder, StringRecord};
use domain::consent::{ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, Purpose, PurposeId, Scope, Source};
use domain::decision::{ConsentAct, ConsentDecision, Decided, Decision, Subject};
use domain::{AccountId, CommandId, Person, Timestamp};
use store::table::{account, purpose};
use store::{EntryKind, Record, StoreError};

use super::super::{Answer, LONGEST_COMMAND, read, storage};
use crate::consent::{granted, said_now};
use crate::core::Core;

/// Most bytes of a list.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// Lines written in one transaction.
const TOGETHER: usize = 200;
/// Letters that the number of a line adds to a command's name.
const LINE_NAME: usize = 12;
/// A phone number with its country has at least so many digits, and at most fifteen (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// The longest name that is kept, in letters.
const LONGEST_NAME: usize = 200;

/// One line of a list.
struct Listed {
    person: Person,
    purpose: Purpose,
    grade: Grade,
    at: Timestamp,
}

/// What is done with a line.
enum Fate {
    Granted(Box<Record>),
    Known,
    Withdrawn,
    Suppressed,
}

/// Brings in a list.
pub async fn import(core: &Arc<Core>, request: ConsentImport) -> Answer<ConsentImported> {
    let ConsentImport { command_id, account_id, csv } = request;
    let named = command_id.0.len();
    if csv.len() > MOST_BYTES || named == 0 || named + LINE_NAME > LONGEST_COMMAND {
        return Err(ErrorCode::BadRequest.into());
    }
    let number = account_id.clone();
    let (number, purposes) = read(core, move |_, r| Ok((account::get(r, &number)?, purpose::all(r)?))).await?;
    if number.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    let lines = lines(&csv, &purposes, core.now())?;
    // Whoever is erased meanwhile would be written down again by their line.
    let _nobody_is_erased = core.erasing.lock().await;
    let done = core.blocking(move |core| write(core, &command_id, &account_id, lines)).await.map_err(storage)?;
    let (imported, last) = done;
    // The sender lives as long as this core: waiting cannot fail.
    let _ = core.projected.subscribe().wait_for(|projected| *projected >= last).await;
    Ok(imported)
}

type Line = (u32, Result<Listed, ImportFault>);

/// Every line behind the heading, with its number in the file.
fn lines(csv: &str, purposes: &[Purpose], now: Timestamp) -> Result<Vec<Line>, ErrorBody> {
    let separator = if csv.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(csv.as_bytes());
    let heading = reader.headers().map_err(|_| ErrorCode::BadRequest)?;
    let columns: HashMap<String, usize> = heading
        .iter()
        .enumerate()
        .map(|(index, name)| (name.trim_matches(['\u{feff}', ' ']).to_lowercase(), index))
        .collect();
    if !["phone", "purpose", "grade", "date"].iter().all(|name| columns.contains_key(*name)) {
        return Err(ErrorCode::BadRequest.into());
    }
    let mut lines = Vec::new();
    for (number, record) in (2..).zip(reader.records()) {
        let Ok(record) = record else {
            lines.push((number, Err(ImportFault::Line)));
            continue;
        };
        let number = record.position().and_then(|place| u32::try_from(place.line()).ok()).unwrap_or(number);
        let field = |name: &str| columns.get(name).and_then(|index| record.get(*index)).unwrap_or_default().trim();
        lines.push((number, listed(&record, field, purposes, now)));
    }
    Ok(lines)
}

fn listed<'a>(
    record: &StringRecord,
    field: impl Fn(&str) -> &'a str,
    purposes: &[Purpose],
    now: Timestamp,
) -> Result<Listed, ImportFault> {
    if record.len() < 2 {
        return Err(ImportFault::Line);
    }
    let phone = domain::person::digits(field("phone")).filter(|digits| DIGITS.contains(&digits.len()));
    let phone = phone.ok_or(ImportFault::Phone)?;
    let wanted = PurposeId::from(field("purpose"));
    let named = |purpose: &&Purpose| purpose.purpose == wanted || purpose.title.as_deref() == Some(wanted.as_str());
    let purpose = purposes.iter().find(named).ok_or(ImportFault::Purpose)?.clone();
    let grade = match field("grade").to_ascii_lowercase().as_str() {
        "a" => Grade::A,
        "b" => Grade::B,
        "c" => Grade::C,
        "d" => Grade::D,
        _ => return Err(ImportFault::Grade),
    };
    let date = NaiveDate::parse_from_str(field("date"), "%Y-%m-%d").map_err(|_| ImportFault::Date)?;
    let at = Timestamp(date.and_time(NaiveTime::MIN).and_utc().timestamp_millis());
    if at > now {
        return Err(ImportFault::Date);
    }
    let name: String = field("name").chars().take(LONGEST_NAME).collect();
    let person = Person { name: (!name.is_empty()).then_some(name), phone: Some(phone), ..Person::default() };
    Ok(Listed { person, purpose, grade, at })
}

fn write(
    core: &Core,
    command: &CommandId,
    account: &AccountId,
    lines: Vec<Line>,
) -> Result<(ConsentImported, i64), StoreError> {
    let (mut imported, mut last) = (ConsentImported::default(), 0);
    let (mut waiting, mut people) = (Vec::new(), HashSet::new());
    for (line, listed) in lines {
        let listed = match listed {
            Ok(listed) => listed,
            Err(problem) => {
                imported.problems.push(ImportProblem { line, problem });
                continue;
            }
        };
        // What was just read of a person decides what the next line of the same person comes to.
        if waiting.len() == TOGETHER || people.contains(&listed.person.phone) {
            last = core.ledger.record_all(std::mem::take(&mut waiting))?.position.max(last);
            people.clear();
        }
        let phone = listed.person.phone.clone();
        match fate(core, command, account, line, listed)? {
            Fate::Granted(record) => {
                people.insert(phone);
                waiting.push(*record);
                imported.granted += 1;
            }
            Fate::Known => imported.known += 1,
            Fate::Withdrawn => imported.withdrawn += 1,
            Fate::Suppressed => imported.suppressed += 1,
        }
    }
    if !waiting.is_empty() {
        last = core.ledger.record_all(waiting)?.position.max(last);
    }
    Ok((imported, last))
}

fn fate(core: &Core, command: &CommandId, account: &AccountId, line: u32, listed: Listed) -> Result<Fate, StoreError> {
    let Listed { person, purpose, grade, at } = listed;
    if core.suppression.is_suppressed(&person)? {
        return Ok(Fate::Suppressed);
    }
    let stands = core.ledger.consents(account, &person)?.of(&purpose, core.now());
    if stands.taken_back {
        return Ok(Fate::Withdrawn);
    }
    let as_good = stands.grade.is_some_and(|known| known <= grade);
    if matches!(stands.state, Some(ConsentState::Granted | ConsentState::Confirmed)) && as_good {
        return Ok(Fate::Known);
    }
    let said = said_now(account, Scope::One(purpose.purpose.clone()), ConsentState::Granted, Source::Import, at);
    let evidence = Evidence { kind: EvidenceKind::List, position: 0, message: None, digest: None };
    let operator = Some(core.operator.clone());
    let said = granted(ConsentEntry { grade, evidence, operator, recorded_at: core.now(), ..said }, &purpose, None);
    let act = ConsentAct {
        purpose: said.purpose.clone(),
        state: said.state,
        source: said.source,
        at: Some(said.at),
        expires: said.expires,
    };
    let decision = Decision::Consent(Box::new(ConsentDecision {
        account: account.clone(),
        whom: Subject::Listed { person: person.clone() },
        said: vec![act],
        proof: None,
        send: None,
    }));
    let command = CommandId(format!("{command} line {line}"));
    let dedupe = Some(command.0.clone());
    let decided = Decided { command, at: core.now(), operator: core.operator.clone(), decision };
    let entry = core.entry(EntryKind::Decided, dedupe, &decided)?;
    Ok(Fate::Granted(Box::new(Record { entry, account: account.clone(), person, said: vec![said] })))
}
