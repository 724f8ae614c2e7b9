//! Which messages a search finds: by their words, or by filters alone.

use domain::content::Content;
use domain::{ChatId, MessageId, Timestamp};
use rusqlite::params;

use super::query::Terms;
use super::{From, Hit, Query, mark};
use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::message;

/// The kinds of messages that have a file.
macro_rules! with_file {
    () => {
        "message.kind IN ('image', 'video', 'voice', 'audio', 'document', 'sticker')"
    };
}

macro_rules! filtered {
    ($from:literal, $match:expr, $order:literal) => {
        concat!(
            "SELECT message.message_id, chat_id, at, content FROM ",
            $from,
            " LEFT JOIN identity ON identity.identity_id = message.sender_identity WHERE ",
            $match,
            " AND (?3 IS NULL OR chat_id = ?3) AND (?4 IS NULL OR identity.contact_id = ?4)
             AND (NOT ?5 OR direction = 'out') AND (NOT ?6 OR ",
            with_file!(),
            ") AND at >= ?8 AND revoked_at IS NULL ORDER BY ",
            $order,
            " LIMIT ?9"
        )
    };
}

pub(super) const BY_WORDS: Statement = Statement::new(
    "search the messages",
    filtered!(
        "message_words AS found CROSS JOIN message ON message.message_id = found.rowid",
        "message_words MATCH ?1 AND found.rowid < ?2 AND at < ?7",
        "found.rowid DESC"
    ),
);
pub(super) const WITHOUT_WORDS: Statement = Statement::new(
    "filter the messages",
    filtered!("message NOT INDEXED", "?1 IS NULL AND message.message_id < ?2 AND at < ?7", "message.message_id DESC"),
);
// What few messages are among many is found by walking over everything that others wrote since: those are sorted instead, while of
// somebody who writes much the newest are soon met.
pub(super) const FEW: i64 = 2_000;
pub(super) const MANY_OF_CHAT: Statement = Statement::new(
    "ask whether a chat has many messages",
    "SELECT 1 FROM message WHERE chat_id = ?1 LIMIT 1 OFFSET ?2",
);
pub(super) const MANY_OF_SENDER: Statement = Statement::new(
    "ask whether a person wrote many messages",
    "SELECT 1 FROM message WHERE sender_identity IN (SELECT identity_id FROM identity WHERE contact_id = ?1)
     LIMIT 1 OFFSET ?2",
);
pub(super) const OF_CHAT: Statement = Statement::new(
    "filter the messages of a chat",
    filtered!(
        "message INDEXED BY message_by_chat",
        "?1 IS NULL AND message.message_id < ?2 AND at < ?7 AND chat_id = ?3",
        "message.message_id DESC"
    ),
);
pub(super) const OF_SENDER: Statement = Statement::new(
    "filter the messages of a person",
    filtered!(
        "message INDEXED BY message_by_sender",
        "?1 IS NULL AND message.message_id < ?2 AND at < ?7
         AND sender_identity IN (SELECT identity_id FROM identity WHERE contact_id = ?4)",
        "message.message_id DESC"
    ),
);
pub(super) const OF_DAYS: Statement = Statement::new(
    "filter the messages by when they were written",
    filtered!(
        "message INDEXED BY message_by_time",
        "?1 IS NULL AND (at, message.message_id) < (?7, ?2)",
        "at DESC, message.message_id DESC"
    ),
);
pub(super) const WITH_FILE: Statement = Statement::new(
    "filter the messages with a file",
    filtered!(
        "message INDEXED BY message_with_file",
        concat!("?1 IS NULL AND (at, message.message_id) < (?7, ?2) AND ", with_file!()),
        "at DESC, message.message_id DESC"
    ),
);

/// In which order a statement gives messages.
enum Walk {
    /// The newest arrival first.
    ByArrival(&'static Statement),
    /// What was written last first.
    ByTime(&'static Statement),
}

/// Finds messages by what is asked of them, `last` being the hit after which to go on.
pub(super) fn run(
    r: &Read<'_>,
    query: &Query,
    text: &str,
    terms: &Terms,
    limit: usize,
    last: Option<MessageId>,
) -> Result<Vec<Hit>, StoreError> {
    let expression = terms.expression(r)?;
    let walk = match expression {
        Some(_) => Some(Walk::ByArrival(&BY_WORDS)),
        None if terms.short || text.trim().is_empty() => by_filter(r, query)?,
        None => None,
    };
    let Some(walk) = walk else { return Ok(Vec::new()) };
    let Some((at, id)) = end(r, query, &walk, last)? else { return Ok(Vec::new()) };
    let contact = match query.from {
        Some(From::Contact(contact)) => Some(contact.0),
        _ => None,
    };
    let values = params![
        expression,
        id,
        query.chat.map(|chat| chat.0),
        contact,
        query.from == Some(From::Us),
        query.has_file,
        at,
        query.after.map_or(i64::MIN, |at| at.0),
        crate::table::limit(limit),
    ];
    let (Walk::ByArrival(statement) | Walk::ByTime(statement)) = walk;
    statement.all(r.connection, values, |row| {
        let content: Content = crate::table::json(row, "content")?;
        let words = content.words();
        let marks = mark::by_terms(&words, terms);
        Ok(Hit {
            message_id: MessageId(row.get(0)?),
            chat_id: ChatId(row.get(1)?),
            at: Timestamp(row.get(2)?),
            words,
            marks,
        })
    })
}

/// How messages are found by filters alone; none where there is no filter.
fn by_filter(r: &Read<'_>, query: &Query) -> Result<Option<Walk>, StoreError> {
    let has_few =
        |many: &Statement, of: i64| many.first(r.connection, params![of, FEW], |_| Ok(())).map(|one| one.is_none());
    if let Some(From::Contact(contact)) = query.from
        && has_few(&MANY_OF_SENDER, contact.0)?
    {
        return Ok(Some(Walk::ByArrival(&OF_SENDER)));
    }
    if let Some(chat) = query.chat
        && has_few(&MANY_OF_CHAT, chat.0)?
    {
        return Ok(Some(Walk::ByArrival(&OF_CHAT)));
    }
    if query.has_file {
        return Ok(Some(Walk::ByTime(&WITH_FILE)));
    }
    if query.before.is_some() || query.after.is_some() {
        return Ok(Some(Walk::ByTime(&OF_DAYS)));
    }
    Ok((query.from.is_some() || query.chat.is_some()).then_some(Walk::ByArrival(&WITHOUT_WORDS)))
}

/// The moment and the message before which a page begins; none where the hit that was shown last is gone.
fn end(r: &Read<'_>, query: &Query, walk: &Walk, last: Option<MessageId>) -> Result<Option<(i64, i64)>, StoreError> {
    let before = query.before.map_or(i64::MAX, |at| at.0);
    match (walk, last) {
        (Walk::ByArrival(_), last) => Ok(Some((before, last.map_or(i64::MAX, |id| id.0)))),
        // No message of that moment itself.
        (Walk::ByTime(_), None) => Ok(Some((before, i64::MIN))),
        (Walk::ByTime(_), Some(id)) => Ok(message::get(r, id)?.map(|message| (message.at.0, id.0))),
    }
}
