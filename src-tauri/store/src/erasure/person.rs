//! The person: keys, places in groups, receipts, reactions, and what leads from them to the journal.

use domain::ContactId;
use domain::erasure::{Ended, Erased, stand_in};
use rusqlite::params;

use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::contact_merge;

const STAND_INS: Statement = Statement::new(
    "find who stands for an erased person",
    "SELECT DISTINCT contact_id FROM identity WHERE kind = 'user_id' AND value = ?1",
);
const RECEIPTS: Statement = Statement::new("erase what a person has", "DELETE FROM receipt WHERE contact_id = ?1");
const EARLY: Statement =
    Statement::new("erase early news of a person", "DELETE FROM status_early WHERE contact_id = ?1");
const EARLY_TO: Statement =
    Statement::new("erase early news of what went to a person", "DELETE FROM status_early WHERE recipient = ?1");
const REACTIONS: Statement = Statement::new("erase a person's reactions", "DELETE FROM reaction WHERE who = ?1");
const CHANGES: Statement = Statement::new("erase a person's early changes", "DELETE FROM early_change WHERE who = ?1");
const PREFERENCES: Statement =
    Statement::new("erase what a person told the provider", "DELETE FROM preference WHERE contact_id = ?1");
const PROOFS: Statement =
    Statement::new("erase what proves a person's consents", "DELETE FROM proof WHERE contact_id = ?1");
const LABELS: Statement = Statement::new("erase a person's labels", "DELETE FROM contact_label WHERE contact_id = ?1");
const ATTRIBUTES: Statement =
    Statement::new("erase a person's attributes", "DELETE FROM contact_attribute WHERE contact_id = ?1");
const SAID: Statement =
    Statement::new("erase what a person said of consents", "DELETE FROM consent_said WHERE contact_id = ?1");
const STANDING: Statement =
    Statement::new("erase how it stands with a person", "DELETE FROM contact_consent WHERE contact_id = ?1");
const BLOCKS: Statement =
    Statement::new("erase whether a person is blocked", "DELETE FROM block WHERE contact_id = ?1");
const BLOCK_LINES: Statement =
    Statement::new("erase what happened about a block", "DELETE FROM block_line WHERE contact_id = ?1");
const MERGE_LINES: Statement = Statement::new(
    "erase that a person was merged or taken apart",
    "DELETE FROM merge_line WHERE keep = ?1 OR gone = ?1",
);
const COMINGS: Statement =
    Statement::new("erase when a person came and went", "DELETE FROM participant_news WHERE contact_id = ?1");
const IDENTITIES: Statement = Statement::new("erase a person's keys", "DELETE FROM identity WHERE contact_id = ?1");
const ENTRIES: Statement =
    Statement::new("erase the way to a person's entries", "DELETE FROM contact_entry WHERE contact_id = ?1");
const CONTACT: Statement = Statement::new("erase a contact", "DELETE FROM contact WHERE contact_id = ?1");
const END: Statement = Statement::new(
    "end a key that an erased person had taken over",
    "UPDATE identity SET superseded_at = ?2 WHERE identity_id = ?1",
);
const MEDIA: Statement = Statement::new("erase what became of a file", "DELETE FROM media WHERE position = ?1");
const DIGEST: Statement =
    Statement::new("know a cut body again", "UPDATE OR REPLACE unread_body SET digest = ?2 WHERE position = ?1");
const TRACE: Statement = Statement::new(
    "lead somebody to a cut entry",
    "INSERT INTO contact_entry (contact_id, position) SELECT contact_id, ?2 FROM contact WHERE contact_id = ?1
     ON CONFLICT DO NOTHING",
);
const UNREAD: Statement = Statement::new("forget an emptied body", "DELETE FROM unread_body WHERE position = ?1");
const NOBODYS: Statement =
    Statement::new("lead nobody to an emptied entry", "DELETE FROM contact_entry WHERE position = ?1");

pub(super) const STATEMENTS: &[&Statement] = &[
    &STAND_INS,
    &RECEIPTS,
    &EARLY,
    &EARLY_TO,
    &REACTIONS,
    &CHANGES,
    &PREFERENCES,
    &PROOFS,
    &LABELS,
    &ATTRIBUTES,
    &SAID,
    &STANDING,
    &BLOCKS,
    &BLOCK_LINES,
    &COMINGS,
    &MERGE_LINES,
    &IDENTITIES,
    &ENTRIES,
    &CONTACT,
    &END,
    &MEDIA,
    &DIGEST,
    &TRACE,
    &UNREAD,
    &NOBODYS,
];

/// Contacts that a rebuild made of the stand-ins in bodies that were cut.
pub(super) fn stand_ins(w: &Write<'_>, contact: ContactId) -> Result<Vec<ContactId>, StoreError> {
    STAND_INS.all(w.connection, params![stand_in(contact)], |row| row.get(0).map(ContactId))
}

/// Removes the person. Chats and messages must be gone or blank.
pub(super) fn remove(w: &Write<'_>, contact: ContactId) -> Result<(), StoreError> {
    contact_merge::forget(w, contact)?;
    let news = [&RECEIPTS, &EARLY, &EARLY_TO, &REACTIONS, &CHANGES, &PREFERENCES];
    let said = [&PROOFS, &LABELS, &ATTRIBUTES, &SAID, &STANDING, &BLOCKS, &BLOCK_LINES, &COMINGS, &MERGE_LINES];
    for statement in news.into_iter().chain(said).chain([&IDENTITIES, &ENTRIES, &CONTACT]) {
        statement.run(w.connection, params![contact.0])?;
    }
    Ok(())
}

/// Keys of others that ended because the person took them over stay ended.
pub(super) fn end_keys(w: &Write<'_>, ended: &[Ended]) -> Result<(), StoreError> {
    for Ended { identity, at } in ended {
        END.run(w.connection, params![identity, at.0])?;
    }
    Ok(())
}

/// What was made of entries that were emptied or cut, beside rows of people.
pub(super) fn forget_entries(w: &Write<'_>, erased: &Erased) -> Result<(), StoreError> {
    for position in &erased.emptied {
        MEDIA.run(w.connection, params![position])?;
        UNREAD.run(w.connection, params![position])?;
        NOBODYS.run(w.connection, params![position])?;
    }
    for cut in &erased.cut {
        let digest = hex::decode(&cut.digest).map_err(|_| StoreError::Corrupt { doing: DIGEST.doing })?;
        DIGEST.run(w.connection, params![cut.position, digest])?;
        for other in &cut.others {
            TRACE.run(w.connection, params![other.0, cut.position])?;
        }
    }
    Ok(())
}
