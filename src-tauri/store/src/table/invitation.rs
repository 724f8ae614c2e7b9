//! Who was invited into which group, whether a seat is held, and what came of it.

use domain::invitation::{InvitationState, Seat};
use domain::{AccountId, ChatId, ContactId, InvitationId, MessageId, Timestamp};
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE invitation ( -- somebody's being invited into a group; projected
    invitation_id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    chat_id INTEGER NOT NULL REFERENCES chat(chat_id), -- the group's
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    message_id INTEGER, -- what was written to the person; none where nobody was told
    operator TEXT NOT NULL,
    at INTEGER NOT NULL, -- ms
    state TEXT NOT NULL, -- waiting, invited, joined, lapsed, withdrawn, replaced
    held_until INTEGER, -- until when the seat is held, ms; none where it is not
    joined_at INTEGER, -- ms
    spoke_at INTEGER -- when the person first wrote in the group, ms
) STRICT;
CREATE INDEX invitation_of_group ON invitation(chat_id, state, invitation_id);
CREATE INDEX invitation_of_person ON invitation(contact_id, chat_id, invitation_id);
CREATE INDEX invitation_by_message ON invitation(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX invitation_held ON invitation(held_until) WHERE state = 'invited' AND held_until IS NOT NULL;
";

/// Somebody's being invited into a group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct Invitation {
    pub invitation_id: InvitationId,
    pub account_id: AccountId,
    pub chat_id: ChatId,
    pub contact_id: ContactId,
    pub message_id: Option<MessageId>,
    pub operator: String,
    pub at: Timestamp,
    pub state: InvitationState,
    pub held_until: Option<Timestamp>,
    pub joined_at: Option<Timestamp>,
    pub spoke_at: Option<Timestamp>,
}

/// How many of a group's invitations are how far. Each counts those that are further, too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Invited with a seat.
    pub invited: u32,
    /// The provider took the message.
    pub sent: u32,
    /// It reached the person.
    pub delivered: u32,
    /// The person read it.
    pub read: u32,
    /// The person came in.
    pub joined: u32,
    /// The person wrote in the group.
    pub spoke: u32,
    /// Not sent, or it failed.
    pub failed: u32,
    /// Wait for a seat.
    pub waiting: u32,
}

const PUT: Statement = Statement::new(
    "write an invitation",
    "INSERT INTO invitation (invitation_id, account_id, chat_id, contact_id, message_id, operator, at, state, held_until)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
);
const REPLACE: Statement = Statement::new(
    "put an invitation in the place of an earlier one",
    "UPDATE invitation SET state = 'replaced', held_until = NULL
     WHERE contact_id = ?1 AND chat_id = ?2 AND state IN ('waiting', 'invited', 'lapsed')",
);
const GET: Statement = Statement::new("read an invitation", "SELECT * FROM invitation WHERE invitation_id = ?1");
const OF_PERSON: Statement = Statement::new(
    "read a person's invitations into a group",
    "SELECT * FROM invitation WHERE contact_id = ?1 AND chat_id = ?2 ORDER BY invitation_id DESC",
);
const OPEN_OF_PERSON: Statement = Statement::new(
    "read a person's open invitations",
    "SELECT * FROM invitation WHERE contact_id = ?1 AND state IN ('waiting', 'invited')",
);
const PAGE: Statement = Statement::new(
    "read a group's invitations",
    "SELECT * FROM invitation WHERE chat_id = ?1 AND state = ?2 AND invitation_id < ?3
     ORDER BY invitation_id DESC LIMIT ?4",
);
const WAITING: Statement = Statement::new(
    "read who waits for a seat in a group",
    "SELECT * FROM invitation WHERE chat_id = ?1 AND state = 'waiting' AND invitation_id > ?2
     ORDER BY invitation_id LIMIT ?3",
);
const HELD: Statement = Statement::new(
    "count the seats that are held in a group",
    "SELECT count(*) FROM invitation WHERE chat_id = ?1 AND state = 'invited' AND held_until IS NOT NULL",
);
const DUE: Statement = Statement::new(
    "find seats that are not to be held any more",
    "SELECT * FROM invitation INDEXED BY invitation_held
     WHERE state = 'invited' AND held_until IS NOT NULL AND held_until <= ?1 ORDER BY held_until LIMIT ?2",
);
const END: Statement = Statement::new(
    "end an invitation",
    "UPDATE invitation SET state = ?2, held_until = NULL
     WHERE invitation_id = ?1 AND state IN ('waiting', 'invited')",
);
const BY_MESSAGE: Statement = Statement::new(
    "find the invitation in a message",
    "SELECT * FROM invitation WHERE message_id = ?1 AND message_id IS NOT NULL",
);
const DEAD_LINKS: Statement = Statement::new(
    "end invitations whose link is dead",
    "UPDATE invitation SET state = 'lapsed', held_until = NULL WHERE chat_id = ?1 AND state = 'invited'",
);
const CLOSE: Statement = Statement::new(
    "end every invitation into a group",
    "UPDATE invitation SET state = 'lapsed', held_until = NULL WHERE chat_id = ?1 AND state IN ('waiting', 'invited')",
);
const JOINED: Statement = Statement::new(
    "note that somebody invited came in",
    "UPDATE invitation SET state = 'joined', held_until = NULL, joined_at = ?3
     WHERE contact_id = ?1 AND chat_id = ?2 AND state IN ('waiting', 'invited', 'lapsed')",
);
const SPOKE: Statement = Statement::new(
    "note that somebody invited wrote in the group",
    "UPDATE invitation SET spoke_at = ?3
     WHERE contact_id = ?1 AND chat_id = ?2 AND state = 'joined' AND spoke_at IS NULL",
);
const FUNNEL: Statement = Statement::new(
    "count how far a group's invitations are",
    "SELECT state, status, joined_at IS NOT NULL, spoke_at IS NOT NULL, count(*)
     FROM invitation LEFT JOIN message USING (message_id)
     WHERE invitation.chat_id = ?1 AND state IN ('waiting', 'invited', 'joined', 'lapsed') GROUP BY 1, 2, 3, 4",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &PUT,
    &REPLACE,
    &GET,
    &OF_PERSON,
    &OPEN_OF_PERSON,
    &PAGE,
    &WAITING,
    &HELD,
    &DUE,
    &END,
    &BY_MESSAGE,
    &DEAD_LINKS,
    &CLOSE,
    &JOINED,
    &SPOKE,
    &FUNNEL,
];

/// Writes an invitation; an earlier one of the same person into the same group that is open gives its place.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, invitation: &Invitation) -> Result<(), StoreError> {
    let Invitation {
        invitation_id, account_id, chat_id, contact_id, message_id, operator, at, state, held_until, ..
    } = invitation;
    REPLACE.run(w.connection, params![contact_id.0, chat_id.0])?;
    let (message, until) = (message_id.map(|id| id.0), held_until.map(|until| until.0));
    let (account, state) = (account_id.as_str(), state.as_str());
    PUT.run(
        w.connection,
        params![invitation_id.0, account, chat_id.0, contact_id.0, message, operator, at.0, state, until],
    )?;
    Ok(())
}

/// One invitation.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, id: InvitationId) -> Result<Option<Invitation>, StoreError> {
    GET.first(r.connection, params![id.0], row)
}

/// A person's newest invitation into a group.
///
/// # Errors
/// When it cannot be read.
pub fn of_person(r: &Read<'_>, contact: ContactId, chat: ChatId) -> Result<Option<Invitation>, StoreError> {
    OF_PERSON.first(r.connection, params![contact.0, chat.0], row)
}

/// A person's invitations that are open, into any group.
///
/// # Errors
/// When they cannot be read.
pub fn open_of(r: &Read<'_>, contact: ContactId) -> Result<Vec<Invitation>, StoreError> {
    OPEN_OF_PERSON.all(r.connection, params![contact.0], row)
}

/// A group's invitations in one state behind one of them, newest first.
///
/// # Errors
/// When they cannot be read.
pub fn page(
    r: &Read<'_>,
    chat: ChatId,
    state: InvitationState,
    before: i64,
    limit: usize,
) -> Result<Vec<Invitation>, StoreError> {
    PAGE.all(r.connection, params![chat.0, state.as_str(), before, super::limit(limit)], row)
}

/// Who waits for a seat in a group behind one of them, longest first.
///
/// # Errors
/// When they cannot be read.
pub fn waiting(r: &Read<'_>, chat: ChatId, behind: i64, limit: usize) -> Result<Vec<Invitation>, StoreError> {
    WAITING.all(r.connection, params![chat.0, behind, super::limit(limit)], row)
}

/// The invitation that stands in a message.
///
/// # Errors
/// When it cannot be read.
pub fn by_message(r: &Read<'_>, message: MessageId) -> Result<Option<Invitation>, StoreError> {
    BY_MESSAGE.first(r.connection, params![message.0], row)
}

/// Ends the invitations whose link is dead: these people may be invited anew.
///
/// # Errors
/// When the disk says no.
pub fn dead_links(w: &Write<'_>, chat: ChatId) -> Result<(), StoreError> {
    DEAD_LINKS.run(w.connection, params![chat.0])?;
    Ok(())
}

/// Ends every open invitation into a group that is gone.
///
/// # Errors
/// When the disk says no.
pub fn close(w: &Write<'_>, chat: ChatId) -> Result<(), StoreError> {
    CLOSE.run(w.connection, params![chat.0])?;
    Ok(())
}

/// How many seats of a group are held.
///
/// # Errors
/// When they cannot be counted.
pub fn held(r: &Read<'_>, chat: ChatId) -> Result<u32, StoreError> {
    Ok(HELD.first(r.connection, params![chat.0], |row| row.get(0))?.unwrap_or(0))
}

/// Invitations whose seat was held until now or earlier.
///
/// # Errors
/// When they cannot be read.
pub fn due(r: &Read<'_>, now: Timestamp, limit: usize) -> Result<Vec<Invitation>, StoreError> {
    DUE.all(r.connection, params![now.0, super::limit(limit)], row)
}

/// Ends an invitation that is open. Says whether it was.
///
/// # Errors
/// When the disk says no.
pub fn end(w: &Write<'_>, id: InvitationId, state: InvitationState) -> Result<bool, StoreError> {
    Ok(END.run(w.connection, params![id.0, state.as_str()])? > 0)
}

/// Notes that somebody came in. Says whether they were invited.
///
/// # Errors
/// When the disk says no.
pub fn joined(w: &Write<'_>, contact: ContactId, chat: ChatId, at: Timestamp) -> Result<bool, StoreError> {
    Ok(JOINED.run(w.connection, params![contact.0, chat.0, at.0])? > 0)
}

/// Notes that somebody who was invited wrote in the group.
///
/// # Errors
/// When the disk says no.
pub fn spoke(w: &Write<'_>, contact: ContactId, chat: ChatId, at: Timestamp) -> Result<bool, StoreError> {
    Ok(SPOKE.run(w.connection, params![contact.0, chat.0, at.0])? > 0)
}

/// How far a group's invitations are.
///
/// # Errors
/// When they cannot be counted.
pub fn funnel(r: &Read<'_>, chat: ChatId) -> Result<Funnel, StoreError> {
    let rows = FUNNEL.all(r.connection, params![chat.0], |row| {
        let state: String = row.get(0)?;
        Ok((state, super::status(row, "status")?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    let mut funnel = Funnel::default();
    for (state, status, joined, spoke, count) in rows {
        funnel.add(&state, status, (joined, spoke), count);
    }
    Ok(funnel)
}

impl Funnel {
    fn add(
        &mut self,
        state: &str,
        status: Option<domain::delivery::DeliveryStatus>,
        (joined, spoke): (bool, bool),
        count: u32,
    ) {
        use domain::delivery::DeliveryStatus::{Accepted, Delivered, Played, Read, Sent};
        if state == InvitationState::Waiting.as_str() {
            self.waiting += count;
            return;
        }
        self.invited += count;
        let reached = |from: &[domain::delivery::DeliveryStatus]| status.is_some_and(|status| from.contains(&status));
        self.sent += if reached(&[Accepted, Sent, Delivered, Read, Played]) { count } else { 0 };
        self.delivered += if reached(&[Delivered, Read, Played]) { count } else { 0 };
        self.read += if reached(&[Read, Played]) { count } else { 0 };
        self.joined += if joined { count } else { 0 };
        self.spoke += if spoke { count } else { 0 };
        let failed =
            status.is_some_and(|status| status.is_dead() || status == domain::delivery::DeliveryStatus::Failed);
        self.failed += if failed { count } else { 0 };
    }
}

impl Invitation {
    /// Whether its message may still leave.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        match self.state {
            InvitationState::Waiting => true,
            InvitationState::Invited => self.held_until.is_none_or(|until| until > now),
            _ => false,
        }
    }

    /// A new one, as it was decided.
    #[must_use]
    pub const fn seat(seat: Seat) -> (InvitationState, Option<Timestamp>) {
        match seat {
            Seat::Free { until } => (InvitationState::Invited, until),
            Seat::None => (InvitationState::Waiting, None),
        }
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    let state: String = row.get("state")?;
    let time = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Timestamp));
    Ok(Invitation {
        invitation_id: InvitationId(row.get("invitation_id")?),
        account_id: AccountId(row.get("account_id")?),
        chat_id: ChatId(row.get("chat_id")?),
        contact_id: ContactId(row.get("contact_id")?),
        message_id: row.get::<_, Option<i64>>("message_id")?.map(MessageId),
        operator: row.get("operator")?,
        at: Timestamp(row.get("at")?),
        state: InvitationState::from_word(&state).ok_or_else(super::unreadable)?,
        held_until: time("held_until")?,
        joined_at: time("joined_at")?,
        spoke_at: time("spoke_at")?,
    })
}
