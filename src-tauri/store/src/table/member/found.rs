//! Who is found by one condition of a question, and what the conditions ask of one person.

use domain::consent::{ConsentState, Purpose};
use domain::segment::{Condition, MemberFacts, Relation, since};
use domain::{ChatId, ContactId, Timestamp};
use rusqlite::params;

use super::super::consent_said::{self, EVERYTHING};
use super::super::contact::Contact;
use super::super::{attribute, label, limit};
use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

const LABELLED: Statement =
    Statement::new("find the people of a label", "SELECT contact_id FROM contact_label WHERE label_id = ?1 LIMIT ?2");
const ATTRIBUTED: Statement = Statement::new(
    "find the people of a value",
    "SELECT contact_id FROM contact_attribute INDEXED BY contact_attribute_by_value
     WHERE attribute_id = ?1 AND value = ?2 LIMIT ?3",
);
const ATTRIBUTED_ANY: Statement = Statement::new(
    "find the people of an attribute",
    "SELECT contact_id FROM contact_attribute INDEXED BY contact_attribute_by_value WHERE attribute_id = ?1 LIMIT ?2",
);
const IN_GROUP: Statement = Statement::new(
    "find the people of a group",
    "SELECT contact_id FROM group_chat CROSS JOIN participant USING (account_id, group_id) WHERE chat_id = ?1 LIMIT ?2",
);
const SEEN: Statement = Statement::new(
    "find the people seen between",
    "SELECT contact_id FROM contact INDEXED BY contact_by_seen WHERE last_seen >= ?1 AND last_seen < ?2 LIMIT ?3",
);
const STANDING: Statement = Statement::new(
    "find the people with whom a purpose stands so",
    "SELECT contact_id FROM contact_consent INDEXED BY contact_consent_by_state
     WHERE purpose = ?1 AND state = ?2 LIMIT ?3",
);
const NEVER_ASKED: Statement = Statement::new(
    "find the people who were never asked",
    "SELECT contact_id FROM contact INDEXED BY contact_by_asked WHERE asked = 0 LIMIT ?1",
);
const GROUPS: Statement = Statement::new(
    "find the group chats of a person",
    "SELECT DISTINCT chat_id FROM contact AS mine
     CROSS JOIN contact AS same INDEXED BY contact_by_person ON same.person_id = mine.person_id
     CROSS JOIN participant ON participant.contact_id = same.contact_id
     CROSS JOIN group_chat USING (account_id, group_id) WHERE mine.contact_id = ?1",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&LABELLED, &ATTRIBUTED, &ATTRIBUTED_ANY, &IN_GROUP, &SEEN, &STANDING, &NEVER_ASKED, &GROUPS];

/// The people to whom a condition leads by an index, at most so many: the fewest that one of the conditions gives. None
/// where no condition has an index.
pub(super) fn candidates(
    r: &Read<'_>,
    conditions: &[Condition],
    purposes: &[Purpose],
    now: Timestamp,
    most: usize,
) -> Result<Option<Vec<ContactId>>, StoreError> {
    let mut fewest: Option<Vec<ContactId>> = None;
    for condition in conditions {
        let cap = fewest.as_ref().map_or(most, Vec::len);
        let Some(led) = led_by(r, condition, purposes, now, cap)? else { continue };
        if fewest.as_ref().is_none_or(|fewest| led.len() < fewest.len()) {
            fewest = Some(led);
        }
    }
    Ok(fewest)
}

fn led_by(
    r: &Read<'_>,
    condition: &Condition,
    purposes: &[Purpose],
    now: Timestamp,
    most: usize,
) -> Result<Option<Vec<ContactId>>, StoreError> {
    let (c, most) = (r.connection, limit(most));
    let id = |row: &rusqlite::Row<'_>| row.get(0).map(ContactId);
    let found = match condition {
        Condition::Label { label_id } => LABELLED.all(c, params![label_id.0, most], id)?,
        Condition::Attribute { attribute_id, value: Some(value), relation: Relation::Same } => {
            ATTRIBUTED.all(c, params![attribute_id.0, value.0, most], id)?
        }
        Condition::Attribute { attribute_id, .. } => ATTRIBUTED_ANY.all(c, params![attribute_id.0, most], id)?,
        Condition::Group { chat_id } => IN_GROUP.all(c, params![chat_id.0, most], id)?,
        Condition::Seen { days } => SEEN.all(c, params![since(now, *days).0.max(1), i64::MAX, most], id)?,
        Condition::Silent { days } => SEEN.all(c, params![1, since(now, *days).0, most], id)?,
        Condition::OptedOut => STANDING.all(c, params![EVERYTHING, ConsentState::Withdrawn.as_str(), most], id)?,
        Condition::NeverAsked => NEVER_ASKED.all(c, params![most], id)?,
        Condition::Consent { may: false, .. } => return Ok(None),
        Condition::Consent { purpose, may: true } => {
            let mut found = Vec::new();
            for state in permitting(purposes, purpose.as_str()) {
                found.extend(STANDING.all(c, params![purpose.as_str(), state.as_str(), most], id)?);
            }
            found
        }
    };
    Ok(Some(found))
}

/// The states in which a purpose permits something.
pub fn permitting(purposes: &[Purpose], word: &str) -> Vec<ConsentState> {
    let confirms = purposes.iter().any(|known| known.purpose.as_str() == word && known.confirm);
    if confirms { vec![ConsentState::Confirmed] } else { vec![ConsentState::Confirmed, ConsentState::Granted] }
}

/// What the conditions ask of a person.
pub(super) fn facts(
    r: &Read<'_>,
    of: &Contact,
    conditions: &[Condition],
    purposes: &[Purpose],
    now: Timestamp,
) -> Result<MemberFacts, StoreError> {
    let mut facts = MemberFacts { last_seen: of.last_seen, asked: of.asked, ..MemberFacts::default() };
    let asks = |wanted: fn(&Condition) -> bool| conditions.iter().any(wanted);
    if asks(|condition| matches!(condition, Condition::Label { .. })) {
        facts.labels = label::of_contact(r, of.contact_id)?.into_iter().map(|label| label.label_id).collect();
    }
    if asks(|condition| matches!(condition, Condition::Attribute { .. })) {
        facts.attributes = attribute::of_contact(r, of.contact_id)?;
    }
    if asks(|condition| matches!(condition, Condition::Group { .. })) {
        facts.groups = groups(r, of.contact_id)?;
    }
    if asks(|condition| matches!(condition, Condition::Consent { .. } | Condition::OptedOut)) {
        for standing in consent_said::of_contact(r, of.contact_id)? {
            facts.opted_out |= standing.purpose == EVERYTHING;
            let permitted = purposes.iter().filter(|purpose| standing.permits(purpose, now));
            facts.permits.extend(permitted.map(|purpose| purpose.purpose.clone()));
        }
    }
    Ok(facts)
}

/// The chats of the groups that a person is in by any of their contacts.
///
/// # Errors
/// When they cannot be read.
pub fn groups(r: &Read<'_>, contact: ContactId) -> Result<Vec<ChatId>, StoreError> {
    GROUPS.all(r.connection, params![contact.0], |row| row.get(0).map(ChatId))
}
