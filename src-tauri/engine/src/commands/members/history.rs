//! What happened with a person: messages, notes, consents and groups in one line of time, newest first.

use std::cmp::Reverse;
use std::sync::Arc;

use contract::ErrorCode;
use contract::block::BlockLine;
use contract::member::{MemberHappened, MemberHistory, MemberHistoryRequest, MemberLine};
use domain::{ChatId, ContactId, MessageId, Timestamp};
use store::table::chat;
use store::table::message::{self, Direction, Message, MessageKey};
use store::table::{account, block_line, contact, contact_merge, group_chat, group_line, merge_line, note};
use store::{Read, StoreError};

use super::super::consent::line as ledger_line;
use super::super::groups::line as group_line_of;
use super::super::people::{masked, phone_of};
use super::super::{Answer, read};
use crate::core::Core;

/// Most lines of a page.
const MOST: u32 = 200;
/// Most lines of a person's groups that are looked at.
const GROUP_LINES: usize = 500;
/// Most lines about blocks that are looked at.
const BLOCK_LINES: usize = 500;
/// Lines of the same moment that the page before may have shown.
const SAME_MOMENT: usize = 50;
/// Most letters of a message.
const SHORT: usize = 200;

/// Where a line stands: its moment, which kind of thing it is, and which of them.
type Place = (i64, u8, i64);

/// A part of what happened.
pub async fn history(core: &Arc<Core>, request: MemberHistoryRequest) -> Answer<MemberHistory> {
    let MemberHistoryRequest { contact_id, limit, after } = request;
    let before = match after.as_deref() {
        None => (i64::MAX, u8::MAX, i64::MAX),
        Some(text) => place(text).ok_or(ErrorCode::BadRequest)?,
    };
    let limit = limit.clamp(1, MOST) as usize;
    read(core, move |core, r| {
        let mut all = messages(r, contact_id, before, limit)?;
        all.extend(notes(r, contact_id, before)?);
        all.extend(consents(core, r, contact_id)?);
        all.extend(groups(r, contact_id)?);
        all.extend(blocks(r, contact_id)?);
        all.extend(merges(r, contact_id)?);
        all.retain(|(place, _)| *place < before);
        all.sort_by_key(|(place, _)| Reverse(*place));
        let more = all.len() > limit;
        all.truncate(limit);
        let next = all.last().filter(|_| more).map(|((at, rank, id), _)| format!("{at}:{rank}:{id}"));
        let line = |((at, ..), what): (Place, MemberHappened)| MemberLine { at: Timestamp(at), what };
        Ok(MemberHistory { lines: all.into_iter().map(line).collect(), next })
    })
    .await
}

fn place(text: &str) -> Option<Place> {
    let mut parts = text.splitn(3, ':');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

type Lines = Vec<(Place, MemberHappened)>;

fn messages(r: &Read<'_>, who: ContactId, before: Place, limit: usize) -> Result<Lines, StoreError> {
    let mut lines = Vec::new();
    let from = MessageKey { at: Timestamp(before.0), message_id: MessageId(i64::MAX) };
    for id in chats(r, who)? {
        let found = message::page(r, id, Some(from), limit + SAME_MOMENT)?;
        lines.extend(found.into_iter().map(|found| ((found.at.0, 0, found.message_id.0), said(id, found))));
    }
    Ok(lines)
}

fn said(chat_id: ChatId, message: Message) -> MemberHappened {
    let ours = message.direction == Direction::Out;
    let words = if message.revoked_at.is_some() { String::new() } else { message.words };
    MemberHappened::Message {
        message_id: message.message_id,
        chat_id,
        ours,
        sender: message.sender_name.filter(|_| ours),
        kind: if message.revoked_at.is_some() { "revoked".to_owned() } else { message.kind },
        words: words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHORT).collect(),
    }
}

fn notes(r: &Read<'_>, who: ContactId, before: Place) -> Result<Lines, StoreError> {
    let mut lines = Vec::new();
    for id in chats(r, who)? {
        let until = Timestamp(before.0.saturating_add(1));
        for note in note::between(r, id, Timestamp(i64::MIN), until)? {
            let what = MemberHappened::Note { note_id: note.note_id, author: note.author, body: note.body };
            lines.push(((note.at.0, 1, note.note_id.0), what));
        }
    }
    Ok(lines)
}

/// The chats with a person, by every identity.
fn chats(r: &Read<'_>, who: ContactId) -> Result<Vec<ChatId>, StoreError> {
    let mut chats = Vec::new();
    for contact in contact_merge::everyone(r, who)? {
        chats.extend(chat::of_contact(r, contact)?);
    }
    Ok(chats)
}

fn consents(core: &Core, r: &Read<'_>, who: ContactId) -> Result<Lines, StoreError> {
    let mut lines = Vec::new();
    for contact in contact_merge::everyone(r, who)? {
        lines.extend(own_consents(core, r, contact)?);
    }
    // An entry that concerns two of the person's contacts is one line.
    lines.sort_by_key(|(place, _)| *place);
    lines.dedup_by_key(|(place, _)| *place);
    Ok(lines)
}

fn own_consents(core: &Core, r: &Read<'_>, who: ContactId) -> Result<Lines, StoreError> {
    let Some(known) = contact::get(r, who)? else { return Ok(Vec::new()) };
    let portfolio = account::get(r, &known.account_id)?.and_then(|account| account.portfolio);
    let person = contact::person(r, who, &known.account_id, portfolio.as_deref())?;
    if person.is_nobody() {
        return Ok(Vec::new());
    }
    let entries = core.ledger.of_person(&known.account_id, &person)?.into_iter().map(|row| {
        let entry = ledger_line(core, r, row)?;
        Ok(((entry.at.0, 2, entry.entry), MemberHappened::Consent { entry }))
    });
    entries.collect()
}

fn merges(r: &Read<'_>, who: ContactId) -> Result<Lines, StoreError> {
    let mut found = Vec::new();
    for contact in contact_merge::everyone(r, who)? {
        found.extend(merge_line::of_contact(r, contact)?);
    }
    // A line that names two of the person's contacts is one.
    found.sort_by_key(|line| line.line);
    found.dedup_by_key(|line| line.line);
    let lines = found.into_iter().map(|line| {
        let (keep, gone) = (called(r, line.keep)?, called(r, line.gone)?);
        let what = MemberHappened::Merge { apart: line.apart, keep, gone, operator: line.operator };
        Ok(((line.at.0, 5, line.line), what))
    });
    lines.collect()
}

/// The name of a contact, or what else they are known by.
fn called(r: &Read<'_>, id: ContactId) -> Result<Option<String>, StoreError> {
    let Some(known) = contact::get(r, id)? else { return Ok(None) };
    let name = known.name.or(known.username);
    let phone = if name.is_none() { phone_of(r, id, &known.account_id)? } else { None };
    Ok(name.or_else(|| phone.as_deref().map(masked)))
}

fn groups(r: &Read<'_>, who: ContactId) -> Result<Lines, StoreError> {
    let mut found = Vec::new();
    for contact in contact_merge::everyone(r, who)? {
        found.extend(group_line::page(r, None, Some(contact), i64::MAX, GROUP_LINES)?);
    }
    let lines = found.into_iter().map(|line| {
        let place = (line.at.0, 3, line.line);
        let subject = group_chat::get(r, line.chat_id)?.map(|group| group.subject).unwrap_or_default();
        Ok((place, MemberHappened::Group { happened: group_line_of(r, line)?, subject }))
    });
    lines.collect()
}

fn blocks(r: &Read<'_>, who: ContactId) -> Result<Lines, StoreError> {
    let mut found = Vec::new();
    for contact in contact_merge::everyone(r, who)? {
        found.extend(block_line::of_person(r, contact, BLOCK_LINES)?);
    }
    let lines = found.into_iter().map(|line| {
        let block_line::BlockLine { line: number, account_id, contact_id, at, happened, operator, words } = line;
        let happened = BlockLine { account_id, contact_id, happened, operator, words };
        ((at.0, 4, number), MemberHappened::Block { happened })
    });
    Ok(lines.collect())
}
