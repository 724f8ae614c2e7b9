//! The ledger as a copy gets it: entries and ties as they lie there, each checked to follow from the one before. How it stands
//! with everybody follows from them here as it did there.

use std::collections::BTreeSet;

use domain::person::IdentityKind;
use domain::{AccountId, Person};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::chain::{APPEND, Hash, NOTHING, link};
use super::{now, read, seal, subject};
use crate::error::StoreError;
use crate::statement::Statement;

const DOING: &str = "copy the consent ledger";

const FROM: Statement = Statement::new(
    "read the ledger for a copy",
    "SELECT entry, body, hash, subject FROM consent_entry WHERE entry > ?1 ORDER BY entry LIMIT ?2",
);
const TIED: Statement = Statement::new(
    "read the ties of the ledger for a copy",
    "SELECT subject, account_id, kind, value, position, CASE WHEN ended_position <= ?2 THEN ended_position END AS ended
     FROM subject WHERE position > ?1 AND position <= ?2 ORDER BY position, subject_id LIMIT ?3",
);
const ENDED: Statement = Statement::new(
    "read the ended ties of the ledger for a copy",
    "SELECT subject, account_id, kind, value, position, ended_position AS ended
     FROM subject WHERE ended_position > ?1 AND ended_position <= ?2 ORDER BY ended_position",
);
const END: Statement = Statement::new(
    "end a copied tie of the ledger",
    "UPDATE subject SET ended_position = ?6
     WHERE account_id = ?2 AND kind = ?3 AND value = ?4 AND subject = ?1 AND position = ?5 AND ended_position IS NULL",
);
const PUT: Statement = Statement::new(
    "copy a tie of the ledger",
    "INSERT INTO subject (subject, account_id, kind, value, position, ended_position)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM subject
        WHERE subject = ?1 AND account_id = ?2 AND kind = ?3 AND value = ?4 AND position = ?5)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&FROM, &TIED, &ENDED, &END, &PUT];

/// What a copy of the ledger has to get.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LedgerCopy {
    entries: Vec<CopiedConsent>,
    ties: Vec<CopiedTie>,
    /// The head, where the entries lead up to it.
    head: Option<seal::CopiedHead>,
}

impl LedgerCopy {
    /// Whether nothing came.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.ties.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct CopiedConsent {
    entry: i64,
    body: String,
    #[serde(with = "hex::serde")]
    hash: Hash,
    subject: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct CopiedTie {
    subject: String,
    account: String,
    kind: String,
    value: String,
    position: i64,
    ended: Option<i64>,
}

/// What comes behind an entry and behind a place up to which ties are known, with the new ones of both.
pub(crate) fn page(
    c: &Connection,
    (entry, tied): (i64, i64),
    heard: i64,
    limit: i64,
) -> Result<(LedgerCopy, i64, i64), StoreError> {
    let entries = FROM.all(c, params![entry, limit], |row| {
        Ok(CopiedConsent { entry: row.get(0)?, body: row.get(1)?, hash: row.get(2)?, subject: row.get(3)? })
    })?;
    let heard = heard.max(tied);
    let mut ties = TIED.all(c, params![tied, heard, limit], tie)?;
    let mut to = heard;
    if i64::try_from(ties.len()).is_ok_and(|found| found == limit)
        && let Some(last) = ties.last().map(|tie| tie.position)
    {
        // The ties of one place come together; where they are more than a page, they are one.
        let is_one = ties.first().is_some_and(|tie| tie.position == last);
        to = if is_one { last } else { last - 1 };
        if is_one {
            ties = TIED.all(c, params![last - 1, last, i64::MAX], tie)?;
        }
        ties.retain(|tie| tie.position <= to);
    }
    let ended = ENDED.all(c, params![tied, to], tie)?;
    let new: Vec<CopiedTie> = ended.into_iter().filter(|tie| tie.position <= tied).collect();
    ties.splice(0..0, new);
    for late in ties.iter_mut().filter(|tie| tie.ended.is_some_and(|ended| ended > to)) {
        late.ended = None;
    }
    let last = entries.last().map_or(entry, |last| last.entry);
    let head = seal::copied(c)?.filter(|head| head.entries == last && !entries.is_empty());
    Ok((LedgerCopy { entries, ties, head }, last, to))
}

/// Writes what came.
pub(crate) fn write(c: &Connection, copy: &LedgerCopy) -> Result<(), StoreError> {
    let mut before = seal::standing(c)?.map_or((0, NOTHING), |standing| (standing.head.entries, standing.head.hash));
    for said in &copy.entries {
        if said.entry != before.0 + 1 || link(&before.1, said.body.as_bytes()) != said.hash {
            return Err(StoreError::Corrupt { doing: DOING });
        }
        APPEND.run(c, params![said.entry, said.body, said.hash])?;
        before = (said.entry, said.hash);
    }
    if !copy.entries.is_empty() {
        seal::put_copied(c, copy.head.as_ref().unwrap_or(&seal::CopiedHead::unsigned(before.0, before.1)))?;
    }
    for tie in copy.ties.iter().filter(|tie| tie.ended.is_some()) {
        let CopiedTie { subject, account, kind, value, position, ended } = tie;
        END.run(c, params![subject, account, kind, value, position, ended])?;
    }
    for CopiedTie { subject, account, kind, value, position, ended } in &copy.ties {
        PUT.run(c, params![subject, account, kind, value, position, ended])?;
    }
    let concerned: BTreeSet<&str> = copy
        .entries
        .iter()
        .map(|said| said.subject.as_str())
        .chain(copy.ties.iter().map(|tie| tie.subject.as_str()))
        .collect();
    concerned.into_iter().try_for_each(|subject| stand(c, subject))
}

/// Notes how it stands with a subject, and with whom its words concern.
fn stand(c: &Connection, token: &str) -> Result<(), StoreError> {
    for (account, person) in people(c, token)? {
        now::refresh(c, token, &subject::kin(c, &account, &person)?)?;
    }
    Ok(())
}

/// Whom a subject is, at each number.
fn people(c: &Connection, token: &str) -> Result<Vec<(AccountId, Person)>, StoreError> {
    let mut people: Vec<(AccountId, Person)> = Vec::new();
    for (account, kind, value) in read::ties(c, token)? {
        let at = people.iter().position(|(known, _)| *known == account);
        let at = at.unwrap_or_else(|| {
            people.push((account, Person::default()));
            people.len() - 1
        });
        let Some((_, person)) = people.get_mut(at) else { continue };
        match IdentityKind::parse(&kind) {
            Some(IdentityKind::Phone) => person.phone = Some(value),
            Some(IdentityKind::UserId) => person.user_id = Some(value),
            Some(IdentityKind::ParentUserId) => person.parent_user_id = Some(value),
            None => {}
        }
    }
    Ok(people)
}

fn tie(row: &Row<'_>) -> rusqlite::Result<CopiedTie> {
    Ok(CopiedTie {
        subject: row.get("subject")?,
        account: row.get("account_id")?,
        kind: row.get("kind")?,
        value: row.get("value")?,
        position: row.get("position")?,
        ended: row.get("ended")?,
    })
}
