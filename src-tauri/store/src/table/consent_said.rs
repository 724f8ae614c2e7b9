//! How it stands with each person and purpose, for the lists of people. It follows from what was decided, by the rule that the
//! gate uses; nothing is permitted by it.

use domain::consent::{
    ConsentEntry, ConsentState, Consents, Evidence, EvidenceKind, Grade, LegalBasis, Purpose, SERVICE_REPLIES, Scope,
};
use domain::decision::ConsentAct;
use domain::{AccountId, ContactId, Timestamp};
use rusqlite::{Row, params};

use super::{contact, contact_merge, json, purpose, to_json, unreadable};
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE consent_said ( -- what was decided about a person's consents; projected
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    position INTEGER NOT NULL,
    said TEXT NOT NULL, -- JSON
    at INTEGER NOT NULL, -- when it was decided, ms
    wide INTEGER NOT NULL, -- 1 where it is about more than one purpose
    PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_said_wide ON consent_said(contact_id) WHERE wide = 1;
CREATE TABLE contact_consent ( -- how it stands with a person and a purpose; projected
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    purpose TEXT NOT NULL, -- its word; * of whoever took everything back
    state TEXT NOT NULL,
    expires INTEGER, -- ms
    PRIMARY KEY (contact_id, purpose)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_consent_by_state ON contact_consent(purpose, state, contact_id);
";

/// The word of whoever took everything back, in the place of a purpose.
pub const EVERYTHING: &str = "*";

const PUT: Statement = Statement::new(
    "note what was said of consents",
    "INSERT INTO consent_said (contact_id, position, said, at, wide) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
);
const WIDE: Statement = Statement::new(
    "find whose words are about every purpose",
    "SELECT DISTINCT contact_id FROM consent_said INDEXED BY consent_said_wide WHERE wide = 1",
);
const SAID: Statement = Statement::new(
    "read what was said of consents",
    "SELECT position, said, at FROM consent_said WHERE contact_id = ?1 ORDER BY position",
);
const FORGET: Statement =
    Statement::new("forget how it stood with a person", "DELETE FROM contact_consent WHERE contact_id = ?1");
const STANDS: Statement = Statement::new(
    "note how it stands with a person",
    "INSERT INTO contact_consent (contact_id, purpose, state, expires) VALUES (?1, ?2, ?3, ?4)",
);
const OF_CONTACT: Statement = Statement::new(
    "read how it stands with a person",
    "SELECT purpose, state, expires FROM contact_consent WHERE contact_id = ?1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &WIDE, &SAID, &FORGET, &STANDS, &OF_CONTACT];

/// How it stands with a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its word, or [`EVERYTHING`].
    pub purpose: String,
    /// What became of it.
    pub state: ConsentState,
    /// Until when.
    pub expires: Option<Timestamp>,
}

impl Standing {
    /// Whether a purpose permits something by it now.
    #[must_use]
    pub fn permits(&self, purpose: &Purpose, now: Timestamp) -> bool {
        let stands = match self.state {
            ConsentState::Confirmed => true,
            ConsentState::Granted => !purpose.confirm,
            _ => false,
        };
        stands && self.purpose == purpose.purpose.as_str() && self.expires.is_none_or(|ends| ends > now)
    }
}

/// Takes in what was decided at a position, and notes how it stands since.
///
/// # Errors
/// When the disk says no.
pub fn hear(
    w: &Write<'_>,
    person: ContactId,
    position: i64,
    said: &[ConsentAct],
    at: Timestamp,
) -> Result<(), StoreError> {
    let said: Vec<_> = said.iter().map(|act| ConsentAct { at: act.at.or(Some(at)), ..act.clone() }).collect();
    let wide = said.iter().any(|act| !matches!(act.purpose, Scope::One(_)));
    PUT.run(w.connection, params![person.0, position, to_json(&said, PUT.doing)?, at.0, wide])?;
    stand_as_listed(w, person)
}

/// Notes anew how it stands with everybody whose words are about more than one purpose: what a purpose permits decides what
/// they cover.
///
/// # Errors
/// When the disk says no.
pub fn purposes_changed(w: &Write<'_>) -> Result<(), StoreError> {
    let all = WIDE.all(w.connection, [], |row| row.get(0).map(ContactId))?;
    all.into_iter().try_for_each(|person| stand_as_listed(w, person))
}

/// Notes it of a contact, and of the one as which the person is listed.
fn stand_as_listed(w: &Write<'_>, person: ContactId) -> Result<(), StoreError> {
    stand(w, person)?;
    match contact_merge::person_of(w, person)? {
        listed if listed != person => stand(w, listed),
        _ => Ok(()),
    }
}

/// Notes how it stands with a contact: by its own words and, where a person is listed as it, by the noes of the others that
/// they are, too.
pub(super) fn stand(w: &Write<'_>, person: ContactId) -> Result<(), StoreError> {
    FORGET.run(w.connection, params![person.0])?;
    let (mut consents, mut at) = heard(w, person)?;
    if contact_merge::person_of(w, person)? == person {
        for other in contact_merge::everyone(w, person)?.into_iter().filter(|other| *other != person) {
            let (theirs, heard_at) = heard(w, other)?;
            consents = consents.with_noes_of(&theirs);
            at = at.max(heard_at);
        }
    }
    let (mut permits, mut asked) = (false, false);
    for purpose in purpose::all(w)? {
        let stands = consents.of(&purpose, at);
        let Some(state) = stands.state else { continue };
        let word = purpose.purpose.as_str();
        STANDS.run(w.connection, params![person.0, word, state.as_str(), stands.expires.map(|ends| ends.0)])?;
        let beside_replies = word != SERVICE_REPLIES;
        asked |= beside_replies;
        permits |= beside_replies && stands.permits;
    }
    let ended = consents.iter().any(|(_, said)| said.purpose == Scope::All && said.state.is_an_end());
    if ended && !permits {
        let withdrawn = ConsentState::Withdrawn.as_str();
        STANDS.run(w.connection, params![person.0, EVERYTHING, withdrawn, None::<i64>])?;
    }
    contact::set_asked(w, person, asked || ended)
}

/// What was decided about a contact, and when the last of it was.
fn heard(r: &Read<'_>, person: ContactId) -> Result<(Consents, Timestamp), StoreError> {
    let said: Vec<(i64, Vec<ConsentAct>, Timestamp)> = SAID.all(r.connection, params![person.0], |row| {
        Ok((row.get("position")?, json(row, "said")?, Timestamp(row.get("at")?)))
    })?;
    let last = said.iter().map(|(_, _, at)| *at).max().unwrap_or_default();
    let acts = said.into_iter().flat_map(|(position, acts, _)| acts.into_iter().map(move |act| (position, entry(act))));
    Ok((Consents::new(acts.collect()), last))
}

/// What was said, as the rule takes it.
fn entry(act: ConsentAct) -> ConsentEntry {
    let at = act.at.unwrap_or_default();
    ConsentEntry {
        purpose: act.purpose,
        state: act.state,
        source: act.source,
        account: AccountId(String::new()),
        evidence: Evidence { kind: EvidenceKind::System, position: 0, message: None, digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade: Grade::B,
        operator: None,
        at,
        recorded_at: at,
        expires: act.expires,
        jurisdiction: None,
    }
}

/// How it stands with a person.
///
/// # Errors
/// When it cannot be read.
pub fn of_contact(r: &Read<'_>, person: ContactId) -> Result<Vec<Standing>, StoreError> {
    OF_CONTACT.all(r.connection, params![person.0], row)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Standing> {
    let state: String = row.get("state")?;
    Ok(Standing {
        purpose: row.get("purpose")?,
        state: serde_json::from_value(serde_json::Value::String(state)).map_err(|_| unreadable())?,
        expires: row.get::<_, Option<i64>>("expires")?.map(Timestamp),
    })
}
