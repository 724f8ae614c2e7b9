//! Groups: what stands about one beside its chat, and the list of them.

use domain::group::GroupKind;
use domain::invitation::JoinRule;
use domain::text::fold;
use domain::welcome::Welcome;
use domain::{AccountId, ChatId, FileHash, GroupId, Timestamp};
use rusqlite::{Row, params};
use serde::de::DeserializeOwned;

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_chat ( -- a group, beside its chat; projected
    chat_id INTEGER PRIMARY KEY REFERENCES chat(chat_id),
    account_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL DEFAULT '', -- the subject as it is sorted and searched
    named_at INTEGER NOT NULL DEFAULT 0, -- the time by the provider's clock of the last name that was told, ms
    description TEXT,
    described_at INTEGER NOT NULL DEFAULT 0, -- the same of the last description, ms
    approval INTEGER, -- 1 where each person is approved by us; none where nobody told
    created_at INTEGER, -- ms
    link TEXT, -- the invite link
    picture TEXT, -- the hash of the picture that we gave it
    kind TEXT, -- announcement, support, community
    topic TEXT,
    rule TEXT, -- JSON: who is let in without being looked at
    welcome TEXT, -- JSON: what whoever comes in reads
    welcome_by TEXT, -- which of us set the welcome up
    section INTEGER NOT NULL DEFAULT 3, -- the kind as it is sorted
    people INTEGER NOT NULL DEFAULT 0, -- in it, the business not counted
    requests INTEGER NOT NULL DEFAULT 0, -- people who ask to enter
    suspended INTEGER NOT NULL DEFAULT 0,
    suspended_at INTEGER NOT NULL DEFAULT 0, -- the same of the last suspension or its end, ms
    deleted INTEGER NOT NULL DEFAULT 0,
    compared_at INTEGER, -- when its people were last compared with the provider's list, ms
    found INTEGER NOT NULL DEFAULT 0, -- differences found that nobody has seen
    UNIQUE (account_id, group_id)
) STRICT;
CREATE INDEX group_list ON group_chat(deleted, section, folded, chat_id);
CREATE INDEX group_with_requests ON group_chat(section, folded, chat_id) WHERE requests > 0 AND deleted = 0;
CREATE INDEX group_by_people ON group_chat(account_id, people);
CREATE INDEX group_suspended ON group_chat(section, folded, chat_id) WHERE suspended = 1 AND deleted = 0;
";

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the table's definition above")]
pub struct GroupChat {
    pub chat_id: ChatId,
    pub account_id: AccountId,
    pub group_id: GroupId,
    pub subject: String,
    pub description: Option<String>,
    pub approval: Option<bool>,
    pub created_at: Option<Timestamp>,
    pub link: Option<String>,
    pub picture: Option<FileHash>,
    pub kind: Option<GroupKind>,
    pub topic: Option<String>,
    pub rule: Option<JoinRule>,
    pub welcome: Option<Welcome>,
    pub welcome_by: Option<String>,
    pub people: u32,
    pub requests: u32,
    pub suspended: bool,
    pub deleted: bool,
    pub compared_at: Option<Timestamp>,
    pub found: u32,
}

/// Which groups a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupList {
    /// All that exist.
    All,
    /// With somebody who asks to enter.
    Requests,
    /// With fewer people and held seats than this, and not suspended.
    Below(u32),
    /// Suspended.
    Suspended,
}

/// Where a part of the list ends: section, folded name, chat.
pub type GroupPlace = (i64, String, i64);

const PUT: Statement = Statement::new(
    "write a group",
    "INSERT INTO group_chat (chat_id, account_id, group_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
);
const GET: Statement = Statement::new("read a group", "SELECT * FROM group_chat WHERE chat_id = ?1");
const NAME: Statement = Statement::new(
    "name a group",
    "UPDATE group_chat SET subject = ?2, folded = ?3
     WHERE chat_id = ?1 AND subject <> ?2 AND (?4 IS NULL OR named_at <= ?4)",
);
const NAMED: Statement = Statement::new(
    "note when a group's name was told",
    "UPDATE group_chat SET named_at = ?2 WHERE chat_id = ?1 AND named_at < ?2",
);
const DESCRIBE: Statement = Statement::new(
    "describe a group",
    "UPDATE group_chat SET description = ?2
     WHERE chat_id = ?1 AND description IS NOT ?2 AND (?3 IS NULL OR described_at <= ?3)",
);
const DESCRIBED: Statement = Statement::new(
    "note when a group's description was told",
    "UPDATE group_chat SET described_at = ?2 WHERE chat_id = ?1 AND described_at < ?2",
);
const FOUND: Statement = Statement::new(
    "note how a group is set up",
    "UPDATE group_chat SET approval = coalesce(?2, approval), created_at = coalesce(?3, created_at) WHERE chat_id = ?1",
);
const LINK: Statement =
    Statement::new("note a group's link", "UPDATE group_chat SET link = ?2 WHERE chat_id = ?1 AND link IS NOT ?2");
const PICTURE: Statement =
    Statement::new("note a group's picture", "UPDATE group_chat SET picture = ?2 WHERE chat_id = ?1");
const PICTURE_OF: Statement =
    Statement::new("read a group's picture", "SELECT picture FROM group_chat WHERE chat_id = ?1");
const SORT: Statement = Statement::new(
    "note what a group is for",
    "UPDATE group_chat SET kind = ?2, topic = ?3, section = ?4 WHERE chat_id = ?1",
);
const RULE: Statement =
    Statement::new("note who is let into a group", "UPDATE group_chat SET rule = ?2 WHERE chat_id = ?1");
const WELCOME: Statement = Statement::new(
    "note how a group welcomes",
    "UPDATE group_chat SET welcome = ?2, welcome_by = ?3 WHERE chat_id = ?1",
);
const RULED: Statement = Statement::new(
    "find groups with requests that a rule may answer",
    "SELECT chat_id FROM group_chat INDEXED BY group_with_requests
     WHERE requests > 0 AND deleted = 0 AND (section, folded, chat_id) > (-1, '', 0)
        AND rule IS NOT NULL AND suspended = 0",
);
const SUSPEND: Statement = Statement::new(
    "note that a group is suspended, or not",
    "UPDATE group_chat SET suspended = ?2
     WHERE chat_id = ?1 AND suspended <> ?2 AND (?3 IS NULL OR suspended_at <= ?3)",
);
const SUSPENDED_AT: Statement = Statement::new(
    "note when a suspension or its end was told",
    "UPDATE group_chat SET suspended_at = ?2 WHERE chat_id = ?1 AND suspended_at < ?2",
);
const DELETE: Statement = Statement::new(
    "note that a group is gone",
    "UPDATE group_chat SET deleted = 1, link = NULL, requests = 0, people = 0 WHERE chat_id = ?1 AND deleted = 0",
);
const COUNT: Statement = Statement::new(
    "count a group's people and requests",
    "UPDATE group_chat SET
        people = (SELECT count(*) FROM participant WHERE participant.account_id = group_chat.account_id
            AND participant.group_id = group_chat.group_id),
        requests = (SELECT count(*) FROM join_request WHERE join_request.chat_id = group_chat.chat_id
            AND waits = 1)
     WHERE chat_id = ?1",
);
const COMPARED: Statement = Statement::new(
    "note that a group was compared",
    "UPDATE group_chat SET compared_at = ?2, found = found + ?3 WHERE chat_id = ?1",
);
const OF_ACCOUNT: Statement = Statement::new(
    "read the groups of a number",
    "SELECT group_id FROM group_chat WHERE account_id = ?1 AND deleted = 0 ORDER BY group_id",
);
const SEEN: Statement =
    Statement::new("note that differences were seen", "UPDATE group_chat SET found = 0 WHERE chat_id = ?1");

macro_rules! list {
    ($doing:literal, $index:literal, $which:literal) => {
        Statement::new(
            $doing,
            concat!(
                "SELECT * FROM group_chat INDEXED BY ",
                $index,
                " WHERE ",
                $which,
                " AND (section, folded, chat_id) > (?1, ?2, ?3) AND (?5 = '' OR instr(folded, ?5) > 0)
                 ORDER BY section, folded, chat_id LIMIT ?4"
            ),
        )
    };
}
const ALL: Statement = list!("list groups", "group_list", "deleted = 0");
const LARGEST: Statement = Statement::new(
    "find how many people the largest group holds",
    "SELECT people FROM group_chat INDEXED BY group_by_people WHERE account_id = ?1 ORDER BY people DESC LIMIT 1",
);
const BELOW: Statement = Statement::new(
    "list groups with a free seat",
    "SELECT * FROM group_chat INDEXED BY group_list WHERE deleted = 0
     AND (section, folded, chat_id) > (?1, ?2, ?3) AND (?5 = '' OR instr(folded, ?5) > 0) AND suspended = 0
        AND people + (SELECT count(*) FROM invitation WHERE invitation.chat_id = group_chat.chat_id
            AND state = 'invited' AND held_until IS NOT NULL) < ?6
     ORDER BY section, folded, chat_id LIMIT ?4",
);
const REQUESTS: Statement = list!("list groups with requests", "group_with_requests", "requests > 0 AND deleted = 0");
const SUSPENDED: Statement = list!("list suspended groups", "group_suspended", "suspended = 1 AND deleted = 0");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &PUT,
    &GET,
    &NAME,
    &NAMED,
    &DESCRIBE,
    &DESCRIBED,
    &FOUND,
    &LINK,
    &PICTURE,
    &PICTURE_OF,
    &SORT,
    &RULE,
    &WELCOME,
    &RULED,
    &SUSPEND,
    &SUSPENDED_AT,
    &DELETE,
    &COUNT,
    &COMPARED,
    &OF_ACCOUNT,
    &SEEN,
    &ALL,
    &LARGEST,
    &BELOW,
    &REQUESTS,
    &SUSPENDED,
];

/// Notes that a group exists.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, chat: ChatId, account: &AccountId, group: &GroupId) -> Result<(), StoreError> {
    PUT.run(w.connection, params![chat.0, account.as_str(), group.as_str()])?;
    Ok(())
}

/// A group by its chat.
///
/// # Errors
/// When it cannot be read.
pub fn get(r: &Read<'_>, chat: ChatId) -> Result<Option<GroupChat>, StoreError> {
    GET.first(r.connection, params![chat.0], row)
}

/// Gives a group its name. Says whether it changed: what is told of an earlier time than the last that was told changes
/// nothing. What was read has no such time, it is as the group is.
///
/// # Errors
/// When the disk says no.
pub fn name(w: &Write<'_>, chat: ChatId, subject: &str, at: Option<Timestamp>) -> Result<bool, StoreError> {
    let changed = NAME.run(w.connection, params![chat.0, subject, fold(subject), at.map(|at| at.0)])? > 0;
    told(w, chat, &NAMED, at)?;
    Ok(changed)
}

/// The groups of a number that are not deleted, as the provider names them.
///
/// # Errors
/// When they cannot be read.
pub fn of_account(r: &Read<'_>, account: &AccountId) -> Result<Vec<GroupId>, StoreError> {
    OF_ACCOUNT.all(r.connection, params![account.as_str()], |row| row.get(0).map(GroupId))
}

/// Notes when something was told, also where it is as it was: what is told later of an earlier time changes nothing.
fn told(w: &Write<'_>, chat: ChatId, note: &Statement, at: Option<Timestamp>) -> Result<(), StoreError> {
    if let Some(at) = at {
        note.run(w.connection, params![chat.0, at.0])?;
    }
    Ok(())
}

/// Gives a group its description. Says whether it changed, as [`name`] does.
///
/// # Errors
/// When the disk says no.
pub fn describe(w: &Write<'_>, chat: ChatId, description: &str, at: Option<Timestamp>) -> Result<bool, StoreError> {
    let changed = DESCRIBE.run(w.connection, params![chat.0, description, at.map(|at| at.0)])? > 0;
    told(w, chat, &DESCRIBED, at)?;
    Ok(changed)
}

/// Notes how a group is set up, as far as it was told.
///
/// # Errors
/// When the disk says no.
pub fn found(
    w: &Write<'_>,
    chat: ChatId,
    approval: Option<bool>,
    created_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    FOUND.run(w.connection, params![chat.0, approval, created_at.map(|at| at.0)])?;
    Ok(())
}

/// Notes a group's invite link. Says whether it is another one.
///
/// # Errors
/// When the disk says no.
pub fn set_link(w: &Write<'_>, chat: ChatId, link: &str) -> Result<bool, StoreError> {
    Ok(LINK.run(w.connection, params![chat.0, link])? > 0)
}

/// The picture that we gave a group, for each row of the chats.
///
/// # Errors
/// When it cannot be read.
pub fn picture(r: &Read<'_>, chat: ChatId) -> Result<Option<FileHash>, StoreError> {
    let found = PICTURE_OF.first(r.connection, params![chat.0], |row| row.get::<_, Option<String>>(0))?;
    Ok(found.flatten().map(FileHash))
}

/// Notes the picture that we gave a group.
///
/// # Errors
/// When the disk says no.
pub fn set_picture(w: &Write<'_>, chat: ChatId, file: &FileHash) -> Result<(), StoreError> {
    PICTURE.run(w.connection, params![chat.0, file.as_str()])?;
    Ok(())
}

/// Notes what a group is for and about.
///
/// # Errors
/// When the disk says no.
pub fn sort(w: &Write<'_>, chat: ChatId, kind: Option<GroupKind>, topic: Option<&str>) -> Result<(), StoreError> {
    SORT.run(w.connection, params![chat.0, kind.map(GroupKind::as_str), topic, section(kind)])?;
    Ok(())
}

/// Notes that the provider suspends a group, or no longer does. Says whether that is new, as [`name`] does.
///
/// # Errors
/// When the disk says no.
pub fn set_suspended(w: &Write<'_>, chat: ChatId, suspended: bool, at: Option<Timestamp>) -> Result<bool, StoreError> {
    let changed = SUSPEND.run(w.connection, params![chat.0, suspended, at.map(|at| at.0)])? > 0;
    told(w, chat, &SUSPENDED_AT, at)?;
    Ok(changed)
}

/// Notes that a group is gone. Says whether that is new.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, chat: ChatId) -> Result<bool, StoreError> {
    Ok(DELETE.run(w.connection, params![chat.0])? > 0)
}

/// Notes who is let into a group without being looked at.
///
/// # Errors
/// When the disk says no.
pub fn set_rule(w: &Write<'_>, chat: ChatId, rule: Option<&JoinRule>) -> Result<(), StoreError> {
    let rule = rule.map(|rule| super::to_json(rule, "note who is let into a group")).transpose()?;
    RULE.run(w.connection, params![chat.0, rule])?;
    Ok(())
}

/// Notes how a group welcomes, and who set that up.
///
/// # Errors
/// When the disk says no.
pub fn set_welcome(w: &Write<'_>, chat: ChatId, welcome: &Welcome, operator: &str) -> Result<(), StoreError> {
    let welcome = super::to_json(welcome, "note how a group welcomes")?;
    WELCOME.run(w.connection, params![chat.0, welcome, operator])?;
    Ok(())
}

/// Groups with requests and a rule that may answer them.
///
/// # Errors
/// When they cannot be read.
pub fn ruled(r: &Read<'_>) -> Result<Vec<ChatId>, StoreError> {
    RULED.all(r.connection, [], |row| row.get(0).map(ChatId))
}

/// Counts a group's people and requests anew.
///
/// # Errors
/// When the disk says no.
pub fn count(w: &Write<'_>, chat: ChatId) -> Result<(), StoreError> {
    COUNT.run(w.connection, params![chat.0])?;
    Ok(())
}

/// Notes that a group's people were compared with the provider's list, and how many differences there were.
///
/// # Errors
/// When the disk says no.
pub fn compared(w: &Write<'_>, chat: ChatId, at: Timestamp, differences: usize) -> Result<(), StoreError> {
    COMPARED.run(w.connection, params![chat.0, at.0, super::limit(differences)])?;
    Ok(())
}

/// Notes that somebody has seen the differences.
///
/// # Errors
/// When the disk says no.
pub fn seen(w: &Write<'_>, chat: ChatId) -> Result<(), StoreError> {
    SEEN.run(w.connection, params![chat.0])?;
    Ok(())
}

/// How many people the largest group of a number holds.
///
/// # Errors
/// When it cannot be read.
pub fn largest(r: &Read<'_>, account: &AccountId) -> Result<u32, StoreError> {
    Ok(LARGEST.first(r.connection, params![account.as_str()], |row| row.get(0))?.unwrap_or(0))
}

/// A part of the list behind a place, by section and name; `query` is a part of the name.
///
/// # Errors
/// When it cannot be read.
pub fn list(
    r: &Read<'_>,
    which: GroupList,
    query: &str,
    after: Option<&GroupPlace>,
    limit: usize,
) -> Result<Vec<GroupChat>, StoreError> {
    let start = (-1, String::new(), 0);
    let (section, folded, chat) = after.unwrap_or(&start);
    let (c, limit, query) = (r.connection, super::limit(limit), fold(query.trim()));
    match which {
        GroupList::All => ALL.all(c, params![section, folded, chat, limit, query], row),
        GroupList::Below(seats) => BELOW.all(c, params![section, folded, chat, limit, query, seats], row),
        GroupList::Requests => REQUESTS.all(c, params![section, folded, chat, limit, query], row),
        GroupList::Suspended => SUSPENDED.all(c, params![section, folded, chat, limit, query], row),
    }
}

impl GroupChat {
    /// Where it stands in the list.
    #[must_use]
    pub fn place(&self) -> GroupPlace {
        (section(self.kind), fold(&self.subject), self.chat_id.0)
    }
}

const fn section(kind: Option<GroupKind>) -> i64 {
    match kind {
        Some(GroupKind::Community) => 0,
        Some(GroupKind::Support) => 1,
        Some(GroupKind::Announcement) => 2,
        None => 3,
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<GroupChat> {
    let kind: Option<String> = row.get("kind")?;
    let time = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Timestamp));
    Ok(GroupChat {
        chat_id: ChatId(row.get("chat_id")?),
        account_id: AccountId(row.get("account_id")?),
        group_id: GroupId(row.get("group_id")?),
        subject: row.get("subject")?,
        description: row.get("description")?,
        approval: row.get("approval")?,
        created_at: time("created_at")?,
        link: row.get("link")?,
        picture: row.get::<_, Option<String>>("picture")?.map(FileHash),
        kind: kind.as_deref().and_then(GroupKind::from_word),
        topic: row.get("topic")?,
        rule: some_json(row, "rule")?,
        welcome: some_json(row, "welcome")?,
        welcome_by: row.get("welcome_by")?,
        people: row.get("people")?,
        requests: row.get("requests")?,
        suspended: row.get("suspended")?,
        deleted: row.get("deleted")?,
        compared_at: time("compared_at")?,
        found: row.get("found")?,
    })
}

fn some_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|_| super::unreadable())).transpose()
}
