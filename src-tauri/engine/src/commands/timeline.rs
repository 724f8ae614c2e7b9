//! A part of a conversation, with everything that its items show.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::ErrorCode;
use contract::message::{
    FileState, Message, MessageInfo, Note, Quote, ReactionView, ReceiptView, Receipts, Sender, Timeline, TimelineFrom,
    TimelineItem, TimelineRequest,
};
use domain::content::Content;
use domain::decision::{MediaFetched, Refused};
use domain::delivery::DeliveryStatus;
use domain::{ChatId, MessageId, Timestamp};
use store::table::message::{self as table, Direction, MessageKey};
use store::table::{chat, contact, group_line, media, note, reaction, receipt, send_queue};
use store::{Read, StoreError};

use super::compose::can_settle;
use super::groups;
use super::people::{masked, numbers_masked, phone_of, sender_name};
use super::{Answer, read};
use crate::core::Core;

const MOST: u32 = 200;
/// Most things that happened in a group which one part of its conversation tells of; its history has all of them.
const MOST_LINES: usize = 200;
/// Most characters of a quote.
const QUOTE: usize = 160;

/// A part of a conversation, oldest first.
pub async fn timeline(core: &Arc<Core>, request: TimelineRequest) -> Answer<Timeline> {
    let limit = request.limit.clamp(1, MOST) as usize;
    let part = match &request.from {
        TimelineFrom::Before { cursor } => Some(parse(cursor).ok_or(ErrorCode::BadRequest)?),
        TimelineFrom::After { cursor } => Some(parse(cursor).ok_or(ErrorCode::BadRequest)?),
        TimelineFrom::Newest | TimelineFrom::Around { .. } => None,
    };
    let found = read(core, move |core, r| {
        if chat::get(r, request.chat_id)?.is_none() {
            return Ok(None);
        }
        let Some(slice) = slice(r, request.chat_id, &request.from, part, limit)? else { return Ok(None) };
        slice.show(core, r, request.chat_id).map(Some)
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Messages of a part, oldest first, and whether there is more on either side.
struct Slice {
    messages: Vec<table::Message>,
    older: bool,
    newer: bool,
}

fn slice(
    r: &Read<'_>,
    chat: ChatId,
    from: &TimelineFrom,
    key: Option<MessageKey>,
    limit: usize,
) -> Result<Option<Slice>, StoreError> {
    Ok(match (from, key) {
        (TimelineFrom::After { .. }, Some(key)) => {
            let (messages, newer) = after(r, chat, key, limit)?;
            Some(Slice { messages, older: true, newer })
        }
        (TimelineFrom::Around { message_id }, _) => {
            let Some(target) = table::get(r, *message_id)?.filter(|found| found.chat_id == chat) else {
                return Ok(None);
            };
            let half = limit / 2 + 1;
            let (mut messages, older) = before(r, chat, Some(target.key()), half)?;
            let (rest, newer) = after(r, chat, target.key(), half)?;
            messages.push(target);
            messages.extend(rest);
            Some(Slice { messages, older, newer })
        }
        (_, key) => {
            let (messages, older) = before(r, chat, key, limit)?;
            Some(Slice { messages, older, newer: key.is_some() })
        }
    })
}

fn before(
    r: &Read<'_>,
    chat: ChatId,
    key: Option<MessageKey>,
    limit: usize,
) -> Result<(Vec<table::Message>, bool), StoreError> {
    let mut messages = table::page(r, chat, key, limit + 1)?;
    let more = messages.len() > limit;
    messages.truncate(limit);
    messages.reverse();
    Ok((messages, more))
}

fn after(r: &Read<'_>, chat: ChatId, key: MessageKey, limit: usize) -> Result<(Vec<table::Message>, bool), StoreError> {
    let mut messages = table::after(r, chat, key, limit + 1)?;
    let more = messages.len() > limit;
    messages.truncate(limit);
    Ok((messages, more))
}

fn parse(cursor: &str) -> Option<MessageKey> {
    let (at, message) = cursor.split_once(':')?;
    Some(MessageKey { at: Timestamp(at.parse().ok()?), message_id: MessageId(message.parse().ok()?) })
}

fn cursor(message: &table::Message) -> String {
    format!("{}:{}", message.at.0, message.message_id)
}

impl Slice {
    fn show(self, core: &Core, r: &Read<'_>, chat: ChatId) -> Result<Timeline, StoreError> {
        let Self { messages, older, newer } = self;
        let start = messages.first().filter(|_| older).map_or(Timestamp(i64::MIN), |first| first.at);
        let end = messages.last().filter(|_| newer).map_or(Timestamp(i64::MAX), |last| last.at);
        let notes = note::between(r, chat, start, end)?;
        let lines = group_line::between(r, chat, start, end, MOST_LINES)?;
        let (before, after) =
            (messages.first().filter(|_| older).map(cursor), messages.last().filter(|_| newer).map(cursor));
        let mut items = Vec::with_capacity(messages.len() + notes.len() + lines.len());
        // Who came in and wrote in the same second came in first.
        for line in lines.into_iter().filter(|line| line.happened.is_inside()) {
            items.push((line.at, TimelineItem::Line(groups::line(r, line)?)));
        }
        for message in messages {
            items.push((message.at, TimelineItem::Message(Box::new(show(core, r, message)?))));
        }
        items.extend(notes.into_iter().map(|kept| {
            let note::Note { note_id, chat_id, author, body, at } = kept;
            (at, TimelineItem::Note(Note { note_id, chat_id, author, at, body }))
        }));
        items.sort_by_key(|(at, _)| *at);
        Ok(Timeline { items: items.into_iter().map(|(_, item)| item).collect(), before, after })
    }
}

fn show(core: &Core, r: &Read<'_>, message: table::Message) -> Result<Message, StoreError> {
    let ours = message.direction == Direction::Out;
    let reason = message.error_reason.clone().map(|reason| Refused { reason, code: message.error_code });
    let waits =
        (message.status == Some(DeliveryStatus::Queued)).then(|| core.governor.waits(message.chat_id)).flatten();
    let reason = reason.or_else(|| waits.map(|wait| Refused { reason: wait.pace.as_str().to_owned(), code: None }));
    let attempts = if ours { send_queue::get(r, message.message_id)?.map_or(0, |send| send.attempt) } else { 0 };
    Ok(Message {
        message_id: message.message_id,
        chat_id: message.chat_id,
        ours,
        at: message.at,
        sender: Some(Sender { contact_id: message.sender_contact, name: sender_name(r, &message)? }),
        file: file(r, &message)?,
        quote: quote(r, &message)?,
        reactions: reactions(r, &message)?,
        status: message.status,
        status_at: message.status_at,
        reason,
        receipts: message.participants_total.map(|of| Receipts {
            of,
            delivered: message.delivered_count,
            read: message.read_count,
        }),
        edited: message.edited_at.is_some(),
        revoked: message.revoked_at.is_some(),
        forwarded: message.forwarded,
        attempts,
        can_settle: can_settle(core, &message, core.now()),
        referral: message.referral,
        content: shown(message.content),
    })
}

/// What a message says, as it is shown: a sentence of the provider names no number whole.
fn shown(content: Content) -> Content {
    match content {
        Content::System { event, body } => Content::System { event, body: body.as_deref().map(numbers_masked) },
        content => content,
    }
}

fn file(r: &Read<'_>, message: &table::Message) -> Result<Option<FileState>, StoreError> {
    let Content::Media(content) = &message.content else { return Ok(None) };
    let known = match (&message.provider_media, &content.file) {
        (Some(handle), _) => media::get(r, &message.account_id, handle)?,
        (None, Some(file)) => media::by_file(r, file)?,
        (None, None) => return Ok(Some(gone())),
    };
    let Some(MediaFetched { file, mime, bytes, pixels, duration, failed, .. }) = known else {
        return Ok(Some(FileState::Fetching));
    };
    Ok(Some(match (file, failed) {
        (Some(file), _) => {
            FileState::Ready { file, mime: mime.unwrap_or_else(|| content.mime.clone()), bytes, pixels, duration }
        }
        (None, Some(reason)) => FileState::Failed { reason },
        (None, None) => gone(),
    }))
}

fn gone() -> FileState {
    FileState::Failed { reason: Refused { reason: "media_gone".to_owned(), code: None } }
}

fn quote(r: &Read<'_>, message: &table::Message) -> Result<Option<Quote>, StoreError> {
    let Some(target) = &message.reply_to else { return Ok(None) };
    let Some(found) = table::by_provider(r, &message.account_id, target)? else {
        return Ok(Some(Quote { message_id: None, ours: false, sender: None, kind: None, words: String::new() }));
    };
    Ok(Some(Quote {
        message_id: Some(found.message_id),
        ours: found.direction == Direction::Out,
        sender: sender_name(r, &found)?,
        kind: Some(found.kind),
        words: found.words.chars().take(QUOTE).collect(),
    }))
}

fn reactions(r: &Read<'_>, message: &table::Message) -> Result<Vec<ReactionView>, StoreError> {
    let Some(id) = &message.provider_id else { return Ok(Vec::new()) };
    let mut by_emoji: BTreeMap<String, ReactionView> = BTreeMap::new();
    for found in reaction::of(r, &message.account_id, id)? {
        let emoji = found.emoji.clone();
        let view = by_emoji.entry(found.emoji).or_insert(ReactionView { emoji, people: Vec::new(), ours: false });
        match found.who {
            None => view.ours = true,
            Some(who) => view.people.push(contact::get(r, who)?.and_then(|found| found.name).unwrap_or_default()),
        }
    }
    Ok(by_emoji.into_values().collect())
}

/// Receipts of one message.
pub async fn info(core: &Arc<Core>, id: MessageId) -> Answer<MessageInfo> {
    let found = read(core, move |_, r| {
        let Some(message) = table::get(r, id)? else { return Ok(None) };
        let Some(provider_id) = &message.provider_id else { return Ok(Some(Vec::new())) };
        let receipts = receipt::all(r, &message.account_id, provider_id)?;
        receipts.into_iter().map(|one| view(r, &message, one)).collect::<Result<Vec<_>, _>>().map(Some)
    });
    Ok(MessageInfo { receipts: found.await?.ok_or(ErrorCode::NotFound)? })
}

fn view(r: &Read<'_>, message: &table::Message, one: receipt::Receipt) -> Result<ReceiptView, StoreError> {
    let receipt::Receipt { contact_id, name, status, at } = one;
    let known = || -> Result<Option<String>, StoreError> {
        let name = contact::get(r, contact_id)?.and_then(|found| found.name.or(found.username));
        Ok(name.or(phone_of(r, contact_id, &message.account_id)?.as_deref().map(masked)))
    };
    let name = if name.is_some() { name } else { known()? };
    Ok(ReceiptView { contact_id, name, status, at })
}
