//! The chat list, one chat, and what is decided about it.

use std::sync::Arc;

use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::chat::{
    ChatCounts, ChatDetail, ChatFilter, ChatKind, ChatRow, ChatUpdate, ChatsPage, ChatsRequest, ContactDetail,
    Conversation, Draft, GroupDetail, LastMessage, MarkRead, NextChat, Participant, Pin, Section,
};
use contract::consent::{OptOutHint, Whom};
use contract::workspace::Nothing;
use domain::decision::{ChatChange, Decision};
use domain::window::ServiceWindow;
use domain::{ChatId, CommandId, MessageId, Timestamp};
use store::table::chat::{self, Chat, ChatKey};
use store::table::chat_count::{self, Counted};
use store::table::message::Direction;
use store::table::{block, chat as table, contact, draft, group_chat, group_pin, label, message, participant};
use store::{Read, StoreError};

use super::members::act::other_holders;
use super::people::{masked, numbers_masked, phone_of, sender_name, title};
use super::{Answer, blocks, consent, decide, groups, read, storage};
use crate::consent::Who;
use crate::core::Core;
use crate::send::gate::person;

const MOST: u32 = 200;
/// Most characters of a pinned message.
const PINNED: usize = 160;

/// A part of the chat list.
pub async fn chats(core: &Arc<Core>, request: ChatsRequest) -> Answer<ChatsPage> {
    let from = match request.after.as_deref() {
        None => Place::default(),
        Some(text) => Place::parse(text).ok_or(ErrorCode::BadRequest)?,
    };
    read(core, move |core, r| {
        let limit = request.limit.clamp(1, MOST) as usize;
        let (chats, next) = page(r, core, &request.filter, from, limit)?;
        let rows = chats.iter().map(|chat| row(core, r, chat)).collect::<Result<Vec<_>, _>>()?;
        Ok(ChatsPage { rows, next: next.map(|place| place.to_string()), counts: counts(core, r)? })
    })
    .await
}

/// Where a part of the list ended: the section, and the last row of it.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// 0 pinned, 1 waiting, 2 the rest. Lists with a filter have the last one only.
    section: u8,
    after: Option<ChatKey>,
}

impl Place {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let section = parts.next()?.parse().ok()?;
        let Some(pinned) = parts.next() else { return Some(Self { section, after: None }) };
        let after = ChatKey {
            pinned: pinned == "1",
            last_at: Timestamp(parts.next()?.parse().ok()?),
            chat_id: ChatId(parts.next()?.parse().ok()?),
        };
        Some(Self { section, after: Some(after) })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.section)?;
        match self.after {
            Some(key) => write!(f, ":{}:{}:{}", u8::from(key.pinned), key.last_at.0, key.chat_id),
            None => Ok(()),
        }
    }
}

/// The list of everything is three lists one after another; a filtered one is a single list.
fn page(
    r: &Read<'_>,
    core: &Core,
    filter: &ChatFilter,
    from: Place,
    limit: usize,
) -> Result<(Vec<Chat>, Option<Place>), StoreError> {
    let filter = match filter {
        ChatFilter::All => return sections(r, from, limit),
        ChatFilter::Unread => table::ChatFilter::Unread,
        ChatFilter::Mine => table::ChatFilter::Assigned(core.operator.clone()),
        ChatFilter::Groups => table::ChatFilter::Groups,
        ChatFilter::Snoozed => table::ChatFilter::Snoozed,
        ChatFilter::Done => table::ChatFilter::Done,
        ChatFilter::Label { label } => table::ChatFilter::Label(*label),
    };
    let chats = chat::list(r, &filter, None, from.after, limit)?;
    let next = (chats.len() == limit).then(|| Place { section: 2, after: chats.last().map(Chat::key) });
    Ok((chats, next))
}

fn sections(r: &Read<'_>, from: Place, limit: usize) -> Result<(Vec<Chat>, Option<Place>), StoreError> {
    let mut chats: Vec<Chat> = Vec::new();
    let mut place = from;
    while place.section <= 2 {
        let (filter, mine): (_, fn(&Chat) -> bool) = match place.section {
            0 => (table::ChatFilter::Open, |chat| chat.pinned),
            1 => (table::ChatFilter::Waiting, |chat| !chat.pinned),
            _ => (table::ChatFilter::Open, |chat| !chat.pinned && chat.waiting_since.is_none()),
        };
        let found = chat::list(r, &filter, None, place.after, limit)?;
        let ended = found.len() < limit || (place.section == 0 && found.last().is_some_and(|chat| !chat.pinned));
        for found in found {
            place.after = Some(found.key());
            if mine(&found) {
                chats.push(found);
            }
            if chats.len() == limit {
                return Ok((chats, Some(place)));
            }
        }
        if ended {
            place = Place { section: place.section + 1, after: None };
        }
    }
    Ok((chats, None))
}

fn counts(core: &Core, r: &Read<'_>) -> Result<ChatCounts, StoreError> {
    Ok(ChatCounts {
        unread: chat_count::chats(r, Counted::Unread)?,
        mine: chat_count::chats(r, Counted::Of(&core.operator))?,
        waiting: chat_count::chats(r, Counted::Waiting)?,
        snoozed: chat_count::chats(r, Counted::Snoozed)?,
    })
}

/// A row of the list.
pub fn row(core: &Core, r: &Read<'_>, chat: &Chat) -> Result<ChatRow, StoreError> {
    let (participants, picture) = match &chat.group_id {
        Some(group) => (Some(participant::count(r, &chat.account_id, group)?), group_chat::picture(r, chat.chat_id)?),
        None => (None, None),
    };
    let draft = draft::get(r, chat.chat_id)?.map(|draft| draft.body).filter(|body| !body.is_empty());
    Ok(ChatRow {
        chat_id: chat.chat_id,
        account_id: chat.account_id.clone(),
        kind: kind(chat.kind),
        title: title(chat),
        phone_masked: chat.contact_phone.as_deref().map(masked),
        contact_id: chat.contact_id,
        section: match (chat.pinned, chat.waiting_since) {
            (true, _) => Section::Pinned,
            (false, Some(_)) => Section::Waiting,
            (false, None) => Section::Rest,
        },
        last: last(chat),
        unread: chat.unread,
        mentioned: chat.mentioned,
        marked_unread: chat.marked_unread,
        waiting_since: chat.waiting_since,
        conversation: conversation(chat),
        new: chat.contact_id.is_some() && message::last_sent(r, chat.chat_id)?.is_none(),
        assignee: chat.assignee.clone(),
        labels: label::of_chat(r, chat.chat_id)?.into_iter().map(|label| label.label_id).collect(),
        draft,
        participants,
        picture,
        mute: core.rules.now().mutes.get(&chat.chat_id).copied().filter(|mute| mute.holds(core.now())),
    })
}

/// What a chat is, on the wire.
pub const fn kind(kind: table::ChatKind) -> ChatKind {
    match kind {
        table::ChatKind::Direct => ChatKind::Direct,
        table::ChatKind::Group => ChatKind::Group,
        table::ChatKind::Unsorted => ChatKind::Unsorted,
    }
}

fn conversation(chat: &Chat) -> Conversation {
    match (chat.conversation, chat.snoozed_until) {
        (table::Conversation::Done, _) => Conversation::Done,
        (table::Conversation::Snoozed, Some(until)) => Conversation::Snoozed { until },
        _ => Conversation::Open,
    }
}

fn last(chat: &Chat) -> Option<LastMessage> {
    chat.last_message_id?;
    Some(LastMessage {
        at: chat.last_at,
        words: match chat.last_kind.as_deref() {
            Some("system") => numbers_masked(&chat.last_preview),
            _ => chat.last_preview.clone(),
        },
        kind: chat.last_kind.clone().unwrap_or_default(),
        ours: chat.last_direction == Some(Direction::Out),
        sender: chat.last_sender_name.clone(),
        status: chat.last_status,
    })
}

/// A chat with what stands around it.
pub async fn chat(core: &Arc<Core>, id: ChatId) -> Answer<ChatDetail> {
    let found = read(core, move |core, r| {
        let Some(chat) = chat::get(r, id)? else { return Ok(None) };
        Ok(Some(ChatDetail {
            row: row(core, r, &chat)?,
            window: ServiceWindow::at(chat.last_received_at, core.now()),
            contact: contact_of(core, r, &chat)?,
            group: group_of(core, r, &chat)?,
            draft: draft_of(r, id)?,
            read_up_to: Some(chat.read_up_to).filter(|read| read.0 > 0),
            can_send: can_send(core, &chat),
            alert: super::notifications::of_chat(core, r, &chat)?,
            opt_out: opt_out_of(r, &chat)?,
        }))
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

fn contact_of(core: &Core, r: &Read<'_>, chat: &Chat) -> Result<Option<ContactDetail>, StoreError> {
    let Some(id) = chat.contact_id else { return Ok(None) };
    let Some(contact) = contact::get(r, id)? else { return Ok(None) };
    let who = Who { account: chat.account_id.clone(), contact: id, person: person(r, chat)? };
    let consents = consent::check::rows(core, r, &who, ServiceWindow::at(chat.last_received_at, core.now()))?;
    let block = blocks::view(core, r, &Whom { account_id: chat.account_id.clone(), contact_id: id })?;
    Ok(Some(ContactDetail {
        contact_id: id,
        name: contact.name,
        phone_masked: chat.contact_phone.as_deref().map(masked),
        username: contact.username,
        first_seen: contact.first_seen,
        consents,
        block,
    }))
}

/// The newest message received, where it may mean "stop" and nobody answered it.
fn opt_out_of(r: &Read<'_>, chat: &Chat) -> Result<Option<OptOutHint>, StoreError> {
    let Some(newest) = message::last_received(r, chat.chat_id)? else { return Ok(None) };
    if message::last_sent(r, chat.chat_id)?.is_some_and(|sent| sent > newest) {
        return Ok(None);
    }
    let Some(message) = message::get(r, newest)? else { return Ok(None) };
    let (Some(contact_id), true) = (message.sender_contact, crate::consent::hint(r, chat, &message)?) else {
        return Ok(None);
    };
    let name = sender_name(r, &message)?;
    let whom = Whom { account_id: chat.account_id.clone(), contact_id };
    Ok(Some(OptOutHint { whom, name, message_id: newest, words: message.words }))
}

fn group_of(core: &Core, r: &Read<'_>, chat: &Chat) -> Result<Option<GroupDetail>, StoreError> {
    let Some(group) = &chat.group_id else { return Ok(None) };
    let people = participant::all(r, &chat.account_id, group)?;
    let participants = people.into_iter().map(|one| {
        let phone = phone_of(r, one.contact_id, &chat.account_id)?;
        let phone_masked = phone.as_deref().map(masked);
        Ok(Participant { contact_id: one.contact_id, name: one.name.or(one.username), phone_masked })
    });
    let participants = participants.collect::<Result<Vec<_>, StoreError>>()?;
    let (most_pins, pin_days) =
        groups::limits(core, &chat.account_id).map_or((0, 0), |limits| (limits.pins, limits.pin_days));
    Ok(Some(GroupDetail {
        subject: chat.title.clone(),
        participants,
        suspended: chat.suspended,
        pins: pins_of(r, chat.chat_id, core.now())?,
        most_pins,
        pin_days,
    }))
}

/// What is pinned, is to be, or could not be.
fn pins_of(r: &Read<'_>, chat: ChatId, now: Timestamp) -> Result<Vec<Pin>, StoreError> {
    let kept = group_pin::of_group(r, chat)?.into_iter();
    let shown = kept.filter(|pin| match pin.until {
        Some(until) => until > now,
        None => pin.send_id.is_some() || pin.refused.is_some(),
    });
    let pins = shown.map(|pin| {
        let Some(message) = message::get(r, pin.message_id)? else { return Ok(None) };
        Ok(Some(Pin {
            message_id: pin.message_id,
            sender: sender_name(r, &message)?,
            kind: message.kind,
            words: message.words.chars().take(PINNED).collect(),
            until: pin.until,
            busy: pin.send_id.is_some(),
            refused: pin.refused,
            erased: message.provider_id.is_none(),
        }))
    });
    pins.filter_map(Result::transpose).collect()
}

fn draft_of(r: &Read<'_>, id: ChatId) -> Result<Option<Draft>, StoreError> {
    let Some(kept) = draft::get(r, id)? else { return Ok(None) };
    let reply_to = match (&kept.reply_to, chat::get(r, id)?) {
        (Some(target), Some(chat)) => message::by_provider(r, &chat.account_id, target)?.map(|found| found.message_id),
        _ => None,
    };
    Ok(Some(Draft { chat_id: id, body: kept.body, note: kept.mode == NOTE, reply_to }))
}

fn can_send(core: &Core, chat: &Chat) -> Vec<String> {
    let connected = core.numbers.provider(&chat.account_id).map(|provider| provider.capabilities());
    let Some(capabilities) = connected.or_else(|| providers::capabilities(&chat.account_id)) else {
        return Vec::new();
    };
    match chat.kind {
        table::ChatKind::Group => capabilities.in_groups,
        table::ChatKind::Direct => capabilities.in_direct(),
        table::ChatKind::Unsorted => Vec::new(),
    }
}

/// The chat in which somebody waits longest.
pub async fn waiting_longest(core: &Arc<Core>) -> Answer<NextChat> {
    Ok(NextChat { chat_id: read(core, |_, r| chat::waiting_longest(r)).await? })
}

/// Decides something about a chat.
pub async fn update(core: &Arc<Core>, request: ChatUpdate) -> Answer<Nothing> {
    let ChatUpdate { command_id, chat_id, change } = request;
    known(core, chat_id).await?;
    if let ChatChange::Labelled { label: wanted, on: true } = change
        && !read(core, |_, r| label::all(r)).await?.iter().any(|label| label.label_id == wanted)
    {
        return Err(ErrorCode::NotFound.into());
    }
    if let ChatChange::Labelled { label, on: false } = change {
        for contact in read(core, move |_, r| other_holders(r, chat_id, label)).await? {
            let command = CommandId(format!("{command_id} {contact}"));
            decide(core, command, Decision::MemberLabelled { contact, label, on: false }).await?;
        }
    }
    decide(core, command_id, Decision::Chat { chat: chat_id, change }).await.map(|_| Nothing {})
}

/// The chat, or that there is none.
pub async fn known(core: &Arc<Core>, id: ChatId) -> Answer<Chat> {
    read(core, move |_, r| chat::get(r, id)).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Everything up to a message was read; the provider is told where it wants to know.
pub async fn mark_read(core: &Arc<Core>, request: MarkRead) -> Answer<Nothing> {
    let MarkRead { command_id, chat_id, up_to } = request;
    let chat = known(core, chat_id).await?;
    let newest = read(core, move |_, r| message::last_received(r, chat_id)).await?;
    // Nothing is read that has not come yet.
    let up_to = up_to.min(newest.unwrap_or(chat.read_up_to));
    let news = up_to > chat.read_up_to;
    if news || chat.marked_unread {
        decide(core, command_id, Decision::Read { chat: chat_id, up_to }).await?;
    }
    if news {
        tell_provider(core, &chat, up_to, false).await?;
    }
    Ok(Nothing {})
}

/// The operator is writing.
pub async fn typing(core: &Arc<Core>, id: ChatId) -> Answer<Nothing> {
    let chat = known(core, id).await?;
    if let Some(last) = read(core, move |_, r| message::last_received(r, id)).await? {
        tell_provider(core, &chat, last, true).await?;
    }
    Ok(Nothing {})
}

/// Marks a message as read at the provider, in the background: the operator does not wait for it, and where too many are
/// on their way it is left out, since marking a later message marks the earlier ones too.
async fn tell_provider(core: &Arc<Core>, chat: &Chat, up_to: MessageId, typing: bool) -> Answer<()> {
    let Some(provider) = core.numbers.provider(&chat.account_id) else { return Ok(()) };
    if chat.group_id.is_some() && !provider.capabilities().marks_groups_read {
        return Ok(());
    }
    let (account, contact) = (chat.account_id.clone(), chat.contact_id);
    let found = read(core, move |_, r| {
        // Whoever is blocked is told nothing.
        let blocked = contact.map_or(Ok(false), |contact| block::holds(r, &account, contact))?;
        if blocked { Ok(None) } else { message::get(r, up_to) }
    })
    .await?;
    let Some(id) = found.filter(|found| found.direction == Direction::In).and_then(|found| found.provider_id) else {
        return Ok(());
    };
    let Ok(place) = Arc::clone(&core.courtesies).try_acquire_owned() else {
        tracing::warn!("the provider is slow: it is not told that a message was read");
        return Ok(());
    };
    core.spawn(async move {
        let _place = place;
        if let Err(error) = provider.mark_read(&id, typing).await {
            tracing::warn!(%error, "the provider was not told that a message was read");
        }
    });
    Ok(())
}

const NOTE: &str = "note";
/// The mode of a draft that is to be sent.
pub const REPLY: &str = "reply";

/// Keeps the unsent text of a chat; an empty one is thrown away.
pub async fn draft_save(core: &Arc<Core>, draft: Draft) -> Answer<Nothing> {
    let now = core.now();
    let id = draft.chat_id;
    let saved = core.blocking(move |core| {
        core.console.write(|w| {
            if draft.body.trim().is_empty() {
                return draft::delete(w, id);
            }
            let reply_to = match draft.reply_to {
                Some(target) => message::get(w, target)?.and_then(|target| target.provider_id),
                None => None,
            };
            let mode = if draft.note { NOTE } else { REPLY }.to_owned();
            draft::put(w, &draft::Draft { chat_id: id, body: draft.body, reply_to, mode, at: now })
        })
    });
    saved.await.map_err(storage)?;
    core.feed.changed_in(ChangeKind::Drafts, [id]);
    Ok(Nothing {})
}
