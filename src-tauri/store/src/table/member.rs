//! The lists of people: in an order, with all that a question asks. A page of a list with few people is made from those
//! people; of a list with many, by going along the order until the page is full. Neither grows with the number of people
//! whom the list leaves out.

mod found;

use std::collections::HashSet;

use domain::consent::Purpose;
use domain::segment::{Condition, holds};
use domain::{ContactId, Timestamp};
use rusqlite::types::ToSqlOutput;
use rusqlite::{ToSql, params};

use super::contact::{self, Contact};
use super::purpose;
use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

use found::{candidates, facts};
pub use found::{groups, permitting};

/// A list with fewer people is made from them.
const FEW: usize = 2_000;
/// Rows read in one step along an order.
const STEP: usize = 500;

/// By what people are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberOrder {
    /// By name.
    Name,
    /// By when they last wrote.
    Seen,
    /// By when they were first seen.
    Since,
}

/// A value that people are sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemberKey {
    /// A name.
    Name(String),
    /// A moment, ms.
    At(i64),
}

impl ToSql for MemberKey {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Name(name) => name.to_sql(),
            Self::At(at) => at.to_sql(),
        }
    }
}

/// Where a part of a list ends.
pub type MemberPlace = (MemberKey, ContactId);

/// A list of people.
#[derive(Debug, Clone, Copy)]
pub struct MemberList<'a> {
    /// What must be true of each.
    pub conditions: &'a [Condition],
    /// Those who are looked for by letters; none takes everybody.
    pub among: Option<&'a HashSet<ContactId>>,
    /// By what they are sorted.
    pub order: MemberOrder,
    /// Whether the last comes first.
    pub descending: bool,
    /// The moment of the question.
    pub now: Timestamp,
}

macro_rules! along {
    ($name:ident, $index:literal, $column:literal, $than:literal, $way:literal) => {
        const $name: Statement = Statement::new(
            "read the people along an order",
            concat!(
                "SELECT * FROM contact INDEXED BY ",
                $index,
                " WHERE (",
                $column,
                ", contact_id) ",
                $than,
                " (?1, ?2) ORDER BY ",
                $column,
                " ",
                $way,
                ", contact_id ",
                $way,
                " LIMIT ?3"
            ),
        );
    };
}

along!(BY_NAME, "contact_by_name", "sort_name", ">", "ASC");
along!(BY_NAME_BACK, "contact_by_name", "sort_name", "<", "DESC");
along!(BY_SEEN, "contact_by_seen", "last_seen", ">", "ASC");
along!(BY_SEEN_BACK, "contact_by_seen", "last_seen", "<", "DESC");
along!(BY_SINCE, "contact_by_since", "first_seen", ">", "ASC");
along!(BY_SINCE_BACK, "contact_by_since", "first_seen", "<", "DESC");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&BY_NAME, &BY_NAME_BACK, &BY_SEEN, &BY_SEEN_BACK, &BY_SINCE, &BY_SINCE_BACK];
/// How the people of a condition are found.
pub(crate) const FOUND_STATEMENTS: &[&Statement] = found::STATEMENTS;

impl MemberList<'_> {
    /// Where a person stands in it.
    #[must_use]
    pub fn place(&self, of: &Contact) -> MemberPlace {
        let key = match self.order {
            MemberOrder::Name => MemberKey::Name(of.sort_name.clone()),
            MemberOrder::Seen => MemberKey::At(of.last_seen.map_or(0, |at| at.0)),
            MemberOrder::Since => MemberKey::At(of.first_seen.0),
        };
        (key, of.contact_id)
    }

    const fn statement(&self) -> &'static Statement {
        match (self.order, self.descending) {
            (MemberOrder::Name, false) => &BY_NAME,
            (MemberOrder::Name, true) => &BY_NAME_BACK,
            (MemberOrder::Seen, false) => &BY_SEEN,
            (MemberOrder::Seen, true) => &BY_SEEN_BACK,
            (MemberOrder::Since, false) => &BY_SINCE,
            (MemberOrder::Since, true) => &BY_SINCE_BACK,
        }
    }

    /// The place before everybody.
    fn start(&self) -> MemberPlace {
        match (self.order, self.descending) {
            (MemberOrder::Name, false) => (MemberKey::Name(String::new()), ContactId(i64::MIN)),
            (MemberOrder::Name, true) => (MemberKey::Name(char::MAX.to_string().repeat(2)), ContactId(i64::MAX)),
            (_, false) => (MemberKey::At(i64::MIN), ContactId(i64::MIN)),
            (_, true) => (MemberKey::At(i64::MAX), ContactId(i64::MAX)),
        }
    }

    fn is_behind(&self, place: &MemberPlace, after: &MemberPlace) -> bool {
        if self.descending { place < after } else { place > after }
    }

    /// A part of the list behind a place.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn page(&self, r: &Read<'_>, after: Option<&MemberPlace>, limit: usize) -> Result<Vec<Contact>, StoreError> {
        let purposes = purpose::all(r)?;
        let after = after.cloned().unwrap_or_else(|| self.start());
        let few = self.led(r, &purposes, FEW)?;
        match few.filter(|few| few.len() < FEW) {
            Some(few) => self.of_few(r, few, &purposes, &after, limit),
            None => self.along(r, &purposes, after, limit),
        }
    }

    /// The fewest people to whom the letters or one of the conditions lead, at most so many.
    fn led(&self, r: &Read<'_>, purposes: &[Purpose], most: usize) -> Result<Option<Vec<ContactId>>, StoreError> {
        match self.among.filter(|among| among.len() < FEW) {
            Some(among) => Ok(Some(among.iter().copied().collect())),
            None => candidates(r, self.conditions, purposes, self.now, most),
        }
    }

    fn of_few(
        &self,
        r: &Read<'_>,
        few: Vec<ContactId>,
        purposes: &[Purpose],
        after: &MemberPlace,
        limit: usize,
    ) -> Result<Vec<Contact>, StoreError> {
        let (mut all, mut people) = (Vec::new(), HashSet::new());
        for id in few {
            let Some(found) = listed(r, id)?.filter(|found| people.insert(found.contact_id)) else { continue };
            if self.is_behind(&self.place(&found), after) && self.has(r, &found, purposes)? {
                all.push(found);
            }
        }
        all.sort_by_key(|found| self.place(found));
        if self.descending {
            all.reverse();
        }
        all.truncate(limit);
        Ok(all)
    }

    fn along(
        &self,
        r: &Read<'_>,
        purposes: &[Purpose],
        mut after: MemberPlace,
        limit: usize,
    ) -> Result<Vec<Contact>, StoreError> {
        let step = if self.conditions.is_empty() && self.among.is_none() { limit } else { STEP };
        let mut all = Vec::new();
        loop {
            let values = params![after.0, after.1.0, super::limit(step)];
            let rows = self.statement().all(r.connection, values, contact::row)?;
            let ended = rows.len() < step;
            for found in rows {
                after = self.place(&found);
                if self.has(r, &found, purposes)? {
                    all.push(found);
                }
                if all.len() == limit {
                    return Ok(all);
                }
            }
            if ended {
                return Ok(all);
            }
        }
    }

    /// Whether a person is in it; of a merged one the contact as which they are listed.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn has(&self, r: &Read<'_>, of: &Contact, purposes: &[Purpose]) -> Result<bool, StoreError> {
        let is_listed = of.person_id == of.contact_id;
        if !is_listed || self.among.is_some_and(|among| !among.contains(&of.contact_id)) {
            return Ok(false);
        }
        if self.conditions.is_empty() {
            return Ok(true);
        }
        Ok(holds(self.conditions, &facts(r, of, self.conditions, purposes, self.now)?, self.now))
    }

    /// How many people are in it: those to whom an index leads are asked the rest.
    ///
    /// # Errors
    /// When they cannot be counted.
    pub fn count(&self, r: &Read<'_>) -> Result<u32, StoreError> {
        let purposes = purpose::all(r)?;
        let people = match self.led(r, &purposes, usize::MAX)? {
            Some(led) => self.of_few(r, led, &purposes, &self.start(), usize::MAX)?,
            None => self.along(r, &purposes, self.start(), usize::MAX)?,
        };
        Ok(u32::try_from(people.len()).unwrap_or(u32::MAX))
    }
}

/// The contact as which a person is listed.
fn listed(r: &Read<'_>, id: ContactId) -> Result<Option<Contact>, StoreError> {
    match contact::get(r, id)? {
        Some(found) if found.person_id != id => contact::get(r, found.person_id),
        found => Ok(found),
    }
}

#[cfg(test)]
mod tests;
