//! How it stands with each person and purpose at the moment, kept beside the ledger so that counting everybody reads no
//! entry. It follows from the entries, and nothing is permitted by it: the gate reads the entries themselves.

use std::collections::BTreeSet;

use domain::Timestamp;
use domain::consent::{ConsentEntry, ConsentState, Consents, Purpose, PurposeId, Scope};
use rusqlite::{Connection, params};

use super::subject::Kin;
use super::{Ledger, read};
use crate::error::StoreError;
use crate::journal::Appended;
use crate::statement::Statement;

const PUT: Statement = Statement::new(
    "note how a consent stands",
    "INSERT INTO consent_now (subject, purpose, state, entry, at, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (subject, purpose) DO UPDATE SET state = ?3, entry = ?4, at = ?5, expires = ?6",
);
const STANDING: Statement = Statement::new(
    "count who permits something",
    "SELECT count(*) FROM consent_now AS one INDEXED BY consent_now_by_purpose
     WHERE purpose = ?1 AND state IN ('confirmed', CASE WHEN ?2 THEN 'confirmed' ELSE 'granted' END)
     AND (expires IS NULL OR expires > ?3)
     AND NOT (?4 AND EXISTS (SELECT 1 FROM consent_now AS stop WHERE stop.subject = one.subject
        AND stop.purpose = 'marketing*' AND stop.state = 'withdrawn'))",
);
const WAITING: Statement = Statement::new(
    "count who was asked",
    "SELECT count(*) FROM consent_now INDEXED BY consent_now_by_state
     WHERE state = 'requested' AND (expires IS NULL OR expires > ?1)",
);
const ASKED: Statement = Statement::new(
    "count who was asked about a purpose",
    "SELECT count(*) FROM consent_now INDEXED BY consent_now_by_purpose
     WHERE purpose = ?1 AND state = 'requested' AND (expires IS NULL OR expires > ?2)",
);
const STALE: Statement = Statement::new(
    "count who permitted something long ago",
    "SELECT count(*) FROM consent_now AS one INDEXED BY consent_now_by_purpose
     WHERE purpose = ?1 AND state IN ('confirmed', CASE WHEN ?2 THEN 'confirmed' ELSE 'granted' END)
     AND (expires IS NULL OR expires > ?3) AND at < ?5
     AND NOT (?4 AND EXISTS (SELECT 1 FROM consent_now AS stop WHERE stop.subject = one.subject
        AND stop.purpose = 'marketing*' AND stop.state = 'withdrawn'))",
);
const WITHDRAWN: Statement = Statement::new(
    "count who took something back",
    "SELECT count(DISTINCT subject) FROM consent_now INDEXED BY consent_now_by_state
     WHERE state = 'withdrawn' AND at >= ?1",
);
const DUE: Statement = Statement::new(
    "find consents that have ended",
    "SELECT entry FROM consent_now INDEXED BY consent_now_by_end
     WHERE expires <= ?1 AND state IN ('requested', 'granted', 'confirmed') ORDER BY expires LIMIT ?2",
);

const DROP: Statement = Statement::new(
    "count a consent no more that ended elsewhere",
    "DELETE FROM consent_now WHERE subject = ?1 AND purpose = ?2",
);
const FORGET: Statement =
    Statement::new("forget how an erased person's consents stand", "DELETE FROM consent_now WHERE subject = ?1");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&PUT, &STANDING, &WAITING, &ASKED, &STALE, &WITHDRAWN, &DUE, &DROP, &FORGET];

/// How many people stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Questions that wait for an answer.
    pub waiting: i64,
    /// People who took something back since a moment.
    pub withdrawn: i64,
}

/// Notes how it stands with everybody whom a new word of one of them concerns: the person, and the same person at other
/// numbers, where only a "no" to everything counts.
pub(super) fn refresh(c: &Connection, subject: &str, kin: &[Kin]) -> Result<(), StoreError> {
    let (own, others): (Vec<Kin>, Vec<Kin>) = kin.iter().cloned().partition(|kin| kin.own);
    note(c, subject, &read::entries(c, &own)?, read::entries(c, &others)?)?;
    // What turned out to be this person is counted with them.
    for merged in own.iter().filter(|kin| kin.subject != subject) {
        forget(c, &merged.subject)?;
    }
    let heard_there: Vec<Kin> = own.into_iter().map(|kin| Kin { own: false, ..kin }).collect();
    for other in others {
        let said = read::entries(c, &[Kin { own: true, subject: other.subject.clone() }])?;
        note(c, &other.subject, &said, read::entries(c, &heard_there)?)?;
    }
    Ok(())
}

/// Counts a subject no more.
pub(super) fn forget(c: &Connection, subject: &str) -> Result<(), StoreError> {
    FORGET.run(c, params![subject])?;
    Ok(())
}

/// Notes how it stands with a subject by its own words and those that were said elsewhere.
fn note(
    c: &Connection,
    subject: &str,
    said: &[(i64, ConsentEntry)],
    elsewhere: Vec<(i64, ConsentEntry)>,
) -> Result<(), StoreError> {
    let scopes: BTreeSet<String> = said.iter().map(|(_, said)| said.purpose.as_str().to_owned()).collect();
    let heard: Vec<_> = said.iter().cloned().chain(elsewhere).collect();
    let newest = heard.iter().map(|(_, said)| said.recorded_at.max(said.at)).max().unwrap_or_default();
    let consents = Consents::new(heard);
    for word in scopes {
        let row = match Scope::from_word(&word) {
            Scope::One(purpose) => {
                // What time will end is told by `expires`: the moment asked about is the one of the newest word.
                let consent = consents.of(&bare(purpose), newest);
                consent.state.map(|state| (state, consent.entry, consent.at, consent.expires))
            }
            scope => said
                .iter()
                .filter(|(_, said)| said.purpose == scope)
                .max_by_key(|(entry, said)| (said.at.seconds(), said.state.is_an_end(), *entry))
                .map(|(entry, said)| (said.state, *entry, said.at, None)),
        };
        if let Some((state, entry, at, expires)) = row {
            if !said.iter().any(|(own, _)| *own == entry) {
                // Who ended it elsewhere is counted there.
                DROP.run(c, params![subject, word])?;
                continue;
            }
            let ends = expires.filter(|_| !state.is_an_end() && state != ConsentState::Expired);
            PUT.run(c, params![subject, word, state.as_str(), entry, at.0, ends.map(|ends| ends.0)])?;
        }
    }
    Ok(())
}

/// A purpose of which only the word is known here: what it permits is the workspace's business.
fn bare(purpose: PurposeId) -> Purpose {
    Purpose {
        purpose,
        title: None,
        permits: Vec::new(),
        invites: false,
        confirm: false,
        lasts_days: None,
        keywords: Vec::new(),
    }
}

impl Ledger {
    /// How many people a purpose permits to be written to now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn permitted(&self, purpose: &Purpose, now: Timestamp) -> Result<i64, StoreError> {
        let marketing = Scope::Marketing.covers(purpose);
        self.journal.read(|c| {
            let found =
                STANDING
                    .first(c, params![purpose.purpose.as_str(), purpose.confirm, now.0, marketing], |row| row.get(0));
            Ok(found?.unwrap_or(0))
        })
    }

    /// How many were asked about a purpose and have not answered, and how many permit it since before that moment.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn asked_and_stale(
        &self,
        purpose: &Purpose,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<(i64, i64), StoreError> {
        let (word, marketing) = (purpose.purpose.as_str(), Scope::Marketing.covers(purpose));
        self.journal.read(|c| {
            let asked = ASKED.first(c, params![word, now.0], |row| row.get(0))?.unwrap_or(0);
            let about = params![word, purpose.confirm, now.0, marketing, before.0];
            let stale = STALE.first(c, about, |row| row.get(0))?.unwrap_or(0);
            Ok((asked, stale))
        })
    }

    /// How many wait for an answer, and how many took something back since that moment.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn tally(&self, since: Timestamp, now: Timestamp) -> Result<Tally, StoreError> {
        self.journal.read(|c| {
            let waiting = WAITING.first(c, params![now.0], |row| row.get(0))?.unwrap_or(0);
            let withdrawn = WITHDRAWN.first(c, params![since.0], |row| row.get(0))?.unwrap_or(0);
            Ok(Tally { waiting, withdrawn })
        })
    }

    /// The entries whose time is over and of which nothing was said since, the longest over first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<i64>, StoreError> {
        self.journal.read(|c| DUE.all(c, params![now.0, crate::table::limit(limit)], |row| row.get(0)))
    }

    /// Counts a person no more of whom only the ledger's token is left.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn forget(&self, subject: &str) -> Result<(), StoreError> {
        let subject = subject.to_owned();
        self.journal.work(Box::new(move |c| {
            forget(c, &subject)?;
            Ok(Appended { position: 0, new: false })
        }))?;
        Ok(())
    }
}
