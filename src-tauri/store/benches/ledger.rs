//! The consent ledger with a million entries: how it stands with one person, and a check of the whole, beside bare SHA-256
//! over the same bytes. One line a figure: its name, a tab, its value. `LEDGER_ENTRIES` names a smaller number to try with.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::consent::{ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, LegalBasis, Scope, Source, built_in};
use domain::{AccountId, Person, Timestamp};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use store::{DataFolder, EntryKind, LedgerKey, NewEntry, Record};

/// How many, where nothing else is asked for.
const ENTRIES: usize = 1_000_000;
/// Entries of one person.
const EACH: usize = 5;
const TOGETHER: usize = 2_000;
/// How often one person is looked up.
const LOOKS: usize = 2_000;
/// Longest that one look may take.
const LIMIT: Duration = Duration::from_millis(1);
/// Most times that a check may take longer than the bare hashes.
const TIMES: f64 = 3.0;

fn person(number: usize) -> Person {
    Person { user_id: Some(format!("KZ.{number}")), ..Person::by_phone(&format!("77{number:09}")) }
}

fn record(number: usize, people: usize) -> Record {
    let at = Timestamp::from_seconds(1_767_225_600 + i64::try_from(number).unwrap_or(0));
    let account = AccountId::from("meta:1");
    let (state, source) = match number % EACH {
        1 => (ConsentState::Withdrawn, Source::Keyword),
        3 => (ConsentState::Confirmed, Source::DoubleOptIn),
        _ => (ConsentState::Granted, Source::Message),
    };
    let entry = ConsentEntry {
        purpose: Scope::from_word(if number % 3 == 2 { "*" } else { "offers" }),
        state,
        source,
        account: account.clone(),
        evidence: Evidence { kind: EvidenceKind::Message, position: 0, message: None, digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade: Grade::B,
        operator: Some("Mira Halonen".into()),
        at,
        recorded_at: at,
        expires: None,
        jurisdiction: None,
    };
    let journal = NewEntry { kind: EntryKind::Decided, source: String::new(), at, dedupe: None, body: b"{}".to_vec() };
    // A person's words are spread over the years, as they are in life.
    Record { entry: journal, account, person: person(number % people), said: vec![entry] }
}

fn bodies(path: &Path) -> rusqlite::Result<Vec<String>> {
    let connection = Connection::open(path)?;
    let mut statement = connection.prepare("SELECT body FROM consent_entry ORDER BY entry")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let home = tempfile::tempdir()?;
    let folder = DataFolder::open(home.path(), None)?;
    let ledger = folder.ledger();
    ledger.sign_with(LedgerKey::from_secret(&[7; 32]))?;
    let count = std::env::var("LEDGER_ENTRIES").map_or(Ok(ENTRIES), |count| count.parse())?;
    let people = count / EACH;
    let started = Instant::now();
    for first in (0..count).step_by(TOGETHER) {
        ledger.record_all((first..count.min(first + TOGETHER)).map(|number| record(number, people)).collect())?;
    }
    let appended = started.elapsed();
    let (account, purposes) = (AccountId::from("meta:1"), built_in());
    let started = Instant::now();
    for look in 0..LOOKS {
        let consents = ledger.consents(&account, &person(look * 97 % people))?;
        black_box(purposes.iter().map(|purpose| consents.of(purpose, Timestamp(i64::MAX))).collect::<Vec<_>>());
    }
    let look = started.elapsed() / u32::try_from(LOOKS)?;
    let started = Instant::now();
    let verdict = ledger.verify()?;
    let checked = started.elapsed();
    let bodies = bodies(&home.path().join("journal.db"))?;
    let started = Instant::now();
    let hash = bodies
        .iter()
        .fold([0_u8; 32], |before, body| Sha256::new_with_prefix(before).chain_update(body).finalize().into());
    let bare = started.elapsed();
    black_box(hash);
    let times = checked.as_secs_f64() / bare.as_secs_f64();
    println!("consent ledger: entries\t{}", verdict.entries);
    println!("appending one, 2000 in a transaction\t{:.1} µs", appended.as_secs_f64() * 1e6 / count as f64);
    println!("how it stands with one person\t{:.3} ms, limit 1 ms", look.as_secs_f64() * 1e3);
    println!("check of the whole\t{:.2} s", checked.as_secs_f64());
    println!("its twin: bare SHA-256 over the same bytes\t{:.2} s", bare.as_secs_f64());
    println!("ratio of the check to its twin\t{times:.2}, limit 3");
    assert!(verdict.fault.is_none() && look <= LIMIT && times <= TIMES, "a limit was not kept");
    Ok(())
}
