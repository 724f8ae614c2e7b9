//! Who asks to enter a group, and what was decided.

use domain::{AccountId, ChatId, ContactId, JoinRequestId, Timestamp};
use rusqlite::{Row, params};

use super::words;
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE join_request ( -- somebody's asking to enter a group; projected
    join_request_id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id),
    provider_request TEXT NOT NULL, -- as the provider names it
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    at INTEGER NOT NULL, -- when the person asked, ms
    state TEXT NOT NULL DEFAULT 'open', -- open, deciding, approved, declined, revoked, gone
    waits INTEGER NOT NULL GENERATED ALWAYS AS (state IN ('open', 'deciding')) VIRTUAL,
    UNIQUE (chat_id, provider_request)
) STRICT;
CREATE INDEX join_request_open ON join_request(waits, at, join_request_id);
CREATE INDEX join_request_of_group ON join_request(chat_id, waits, at, join_request_id);
CREATE INDEX join_request_by_contact ON join_request(contact_id, chat_id);
CREATE TABLE join_request_count ( -- how many people ask to enter any group, kept by the triggers below; projected
    waits INTEGER PRIMARY KEY CHECK (waits = 1),
    requests INTEGER NOT NULL
) STRICT;
CREATE TRIGGER join_request_came AFTER INSERT ON join_request WHEN NEW.waits BEGIN
    INSERT INTO join_request_count (waits, requests) VALUES (1, 1)
        ON CONFLICT (waits) DO UPDATE SET requests = requests + 1;
END;
CREATE TRIGGER join_request_went AFTER DELETE ON join_request WHEN OLD.waits BEGIN
    UPDATE join_request_count SET requests = requests - 1;
    DELETE FROM join_request_count WHERE requests = 0;
END;
CREATE TRIGGER join_request_changed AFTER UPDATE OF state ON join_request WHEN NEW.waits <> OLD.waits BEGIN
    INSERT INTO join_request_count (waits, requests) VALUES (1, NEW.waits - OLD.waits)
        ON CONFLICT (waits) DO UPDATE SET requests = requests + NEW.waits - OLD.waits;
    DELETE FROM join_request_count WHERE requests = 0;
END;
";

words! {
    /// What became of a request.
    JoinState {
        /// It waits for us.
        Open = "open",
        /// The provider was asked.
        Deciding = "deciding",
        /// The person may enter.
        Approved = "approved",
        /// We said no.
        Declined = "declined",
        /// The person took it back.
        Revoked = "revoked",
        /// The provider does not know it any more.
        Gone = "gone",
    }
}

/// Somebody's asking to enter a group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct JoinRequest {
    pub join_request_id: JoinRequestId,
    pub account_id: AccountId,
    pub chat_id: ChatId,
    pub provider_request: String,
    pub contact_id: ContactId,
    pub at: Timestamp,
    pub state: JoinState,
}

const PUT: Statement = Statement::new(
    "write a request to enter",
    "INSERT INTO join_request (join_request_id, account_id, chat_id, provider_request, contact_id, at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (chat_id, provider_request) DO UPDATE SET state = 'open', at = ?6
        WHERE waits = 0 AND ?6 > at",
);
const GET: Statement =
    Statement::new("read a request to enter", "SELECT * FROM join_request WHERE join_request_id = ?1");
const BY_PROVIDER: Statement = Statement::new(
    "find a request to enter",
    "SELECT * FROM join_request WHERE chat_id = ?1 AND provider_request = ?2",
);
const SET: Statement = Statement::new(
    "note what became of a request to enter",
    "UPDATE join_request SET state = ?2 WHERE join_request_id = ?1 AND state <> ?2",
);
const OPEN_OF: Statement = Statement::new(
    "read who asks to enter a group",
    "SELECT * FROM join_request INDEXED BY join_request_of_group
     WHERE chat_id = ?1 AND waits = 1 ORDER BY at, join_request_id",
);
const OPEN_BY: Statement = Statement::new(
    "find whether somebody asks to enter a group",
    "SELECT * FROM join_request WHERE contact_id = ?1 AND chat_id = ?2 AND waits = 1",
);
const OPEN: Statement = Statement::new(
    "read who asks to enter any group",
    "SELECT * FROM join_request INDEXED BY join_request_open
     WHERE waits = 1 ORDER BY at, join_request_id LIMIT ?1",
);
const OF_HELD: Statement = Statement::new(
    "read who asks to enter and has a seat",
    "SELECT join_request.* FROM invitation INDEXED BY invitation_held
     CROSS JOIN join_request INDEXED BY join_request_by_contact
        ON join_request.contact_id = invitation.contact_id AND join_request.chat_id = invitation.chat_id
     WHERE invitation.state = 'invited' AND invitation.held_until > ?1 AND join_request.state = 'open'",
);
const COUNT: Statement =
    Statement::new("read how many ask to enter", "SELECT requests FROM join_request_count WHERE waits = 1");
const OF_CONTACT: Statement = Statement::new(
    "find the groups that somebody asked to enter",
    "SELECT DISTINCT chat_id FROM join_request WHERE contact_id = ?1",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&PUT, &GET, &BY_PROVIDER, &SET, &OPEN_OF, &OPEN_BY, &OPEN, &OF_HELD, &COUNT, &OF_CONTACT];

/// Notes that somebody asks to enter. One that was decided and is asked again later is open again. Says whether that is new.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, request: &JoinRequest) -> Result<bool, StoreError> {
    let JoinRequest { join_request_id, account_id, chat_id, provider_request, contact_id, at, .. } = request;
    let given = params![join_request_id.0, account_id.as_str(), chat_id.0, provider_request, contact_id.0, at.0];
    Ok(PUT.run(w.connection, given)? > 0)
}

/// One request.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, id: JoinRequestId) -> Result<Option<JoinRequest>, StoreError> {
    GET.first(r.connection, params![id.0], row)
}

/// One request as the provider names it.
///
/// # Errors
/// When it cannot be read.
pub fn by_provider(r: &Read<'_>, chat: ChatId, request: &str) -> Result<Option<JoinRequest>, StoreError> {
    BY_PROVIDER.first(r.connection, params![chat.0, request], row)
}

/// Notes what became of a request. Says whether that is new.
///
/// # Errors
/// When the disk says no.
pub fn set(w: &Write<'_>, id: JoinRequestId, state: JoinState) -> Result<bool, StoreError> {
    Ok(SET.run(w.connection, params![id.0, state])? > 0)
}

/// Who asks to enter a group, longest first.
///
/// # Errors
/// When they cannot be read.
pub fn open_of(r: &Read<'_>, chat: ChatId) -> Result<Vec<JoinRequest>, StoreError> {
    OPEN_OF.all(r.connection, params![chat.0], row)
}

/// Somebody's open request to enter a group.
///
/// # Errors
/// When it cannot be read.
pub fn open_by(r: &Read<'_>, contact: ContactId, chat: ChatId) -> Result<Option<JoinRequest>, StoreError> {
    OPEN_BY.first(r.connection, params![contact.0, chat.0], row)
}

/// Who asks to enter any group, longest first.
///
/// # Errors
/// When they cannot be read.
pub fn open(r: &Read<'_>, limit: usize) -> Result<Vec<JoinRequest>, StoreError> {
    OPEN.all(r.connection, params![super::limit(limit)], row)
}

/// Who asks to enter a group in which a seat is held for them.
///
/// # Errors
/// When they cannot be read.
pub fn of_held(r: &Read<'_>, now: Timestamp) -> Result<Vec<JoinRequest>, StoreError> {
    OF_HELD.all(r.connection, params![now.0], row)
}

/// How many ask to enter.
///
/// # Errors
/// When they cannot be counted.
pub fn count(r: &Read<'_>) -> Result<u32, StoreError> {
    Ok(COUNT.first(r.connection, [], |row| row.get(0))?.unwrap_or(0))
}

/// The groups that somebody ever asked to enter.
///
/// # Errors
/// When they cannot be read.
pub fn of_contact(r: &Read<'_>, contact: ContactId) -> Result<Vec<ChatId>, StoreError> {
    OF_CONTACT.all(r.connection, params![contact.0], |row| row.get(0).map(ChatId))
}

fn row(row: &Row<'_>) -> rusqlite::Result<JoinRequest> {
    Ok(JoinRequest {
        join_request_id: JoinRequestId(row.get("join_request_id")?),
        account_id: AccountId(row.get("account_id")?),
        chat_id: ChatId(row.get("chat_id")?),
        provider_request: row.get("provider_request")?,
        contact_id: ContactId(row.get("contact_id")?),
        at: Timestamp(row.get("at")?),
        state: row.get("state")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::chat;
    use crate::town::{anna, at, chat_with, desk, shop};

    #[test]
    fn who_asks_counts_until_it_is_decided_also_where_somebody_asks_again_and_where_the_request_is_erased() {
        desk()
            .console
            .write(|w| {
                let chat = chat_with(w, &anna(), 1);
                let contact_id = chat::get(w, chat)?.unwrap().contact_id.unwrap();
                let asks = |id: i64, second: i64| JoinRequest {
                    join_request_id: JoinRequestId(id),
                    account_id: shop(),
                    chat_id: chat,
                    provider_request: format!("request {id}"),
                    contact_id,
                    at: at(second),
                    state: JoinState::Open,
                };
                assert_eq!(count(w)?, 0);
                for (id, second) in [(1, 1), (1, 1), (2, 2), (3, 3)] {
                    put(w, &asks(id, second))?;
                }
                assert_eq!(count(w)?, 3, "what is told twice is one");
                set(w, JoinRequestId(1), JoinState::Deciding)?;
                assert_eq!(count(w)?, 3, "it waits until the provider has answered");
                set(w, JoinRequestId(1), JoinState::Approved)?;
                set(w, JoinRequestId(2), JoinState::Revoked)?;
                assert_eq!(count(w)?, 1);
                put(w, &asks(2, 9))?;
                assert_eq!(count(w)?, 2, "asked again");
                w.connection.execute("DELETE FROM join_request", []).unwrap();
                assert_eq!(count(w)?, 0);
                Ok(())
            })
            .unwrap();
    }
}
