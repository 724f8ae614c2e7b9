//! Decisions that were made, decisions that would be made, and what silence held back.

use std::sync::Arc;

use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::notification::{
    Decided, Digest, DigestRow, HistoryPage, HistoryRequest, KindCount, Simulate, Simulated, Verdict,
};
use contract::workspace::Nothing;
use domain::notify::{AlertEvent, AlertKind, Context, Decision, Rules, decide};
use domain::window::ServiceWindow;
use domain::{BreakthroughId, ChatId};
use store::table::chat::{self, Chat};
use store::table::notification::{self, Notification};
use store::table::{message, notification_count};
use store::{Read, StoreError};

use super::neutral;
use crate::alert::{DIGEST, TOLD_FOR, chat_event, digest_told, message_kind, seen_digest};
use crate::commands::{Answer, masked, read, storage, title};
use crate::core::Core;

/// Most decisions of one part.
const MOST: u32 = 200;
/// Most characters of a message in a list.
const WORDS: usize = 120;

/// A part of the history.
pub async fn history(core: &Arc<Core>, request: HistoryRequest) -> Answer<HistoryPage> {
    let limit = request.limit.clamp(1, MOST) as usize;
    read(core, move |core, r| {
        let mut rows = match request.message {
            Some(message) => notification::of_message(r, message)?.into_iter().collect(),
            None => notification::page(r, request.chat, request.before, limit + 1)?,
        };
        let more = rows.len() > limit;
        rows.truncate(limit);
        let off = notification_count::since(r, core.now().plus(-TOLD_FOR))?;
        Ok(HistoryPage {
            decisions: rows.into_iter().map(|row| decided(r, row)).collect::<Result<_, _>>()?,
            more,
            off: off.into_iter().map(|(kind, count)| KindCount { kind, count }).collect(),
        })
    })
    .await
}

fn decided(r: &Read<'_>, row: Notification) -> Result<Decided, StoreError> {
    let Notification { notification_id, kept } = row;
    let chat = kept.chat_id.map(|id| chat::get(r, id)).transpose()?.flatten();
    let said = kept.message_id.map(|id| message::get(r, id)).transpose()?.flatten();
    let words = said.map_or(kept.words, |said| said.words);
    let outcome = kept.trace.last().map_or_else(|| kept.kind.default_outcome(), |step| step.outcome.clone());
    Ok(Decided {
        notification_id,
        at: kept.at,
        kind: kept.kind,
        chat: kept.chat_id,
        name: chat.as_ref().and_then(|chat| title(chat).or_else(|| chat.contact_phone.as_deref().map(masked))),
        group: chat.is_some_and(|chat| chat.group_id.is_some()),
        message: kept.message_id,
        words: words.chars().take(WORDS).collect(),
        verdict: Verdict { outcome, trace: kept.trace },
    })
}

/// What would happen: the real function on the real rules.
pub async fn simulate(core: &Arc<Core>, request: Simulate) -> Answer<Simulated> {
    let found = read(core, move |core, r| {
        let chat = match request.chat {
            Some(id) => match chat::get(r, id)? {
                Some(chat) => Some(chat),
                None => return Ok(None),
            },
            None => None,
        };
        let kind = simulated_kind(core, r, chat.as_ref(), &request)?;
        let event = chat.map_or_else(|| Ok(neutral(kind)), |chat| chat_event(r, &chat, kind))?;
        let event = AlertEvent { contact: request.contact.or(event.contact), text: request.text.clone(), ..event };
        let looking_at = request.chat.filter(|_| request.looking);
        let context = Context { focus: request.focus, looking_at, ..Context::away(core.zone) };
        let rules = core.rules.now();
        let decision = decide(&event, &rules, &context, request.at);
        let otherwise = decision.passed.map(|passed| decide(&event, &without(&rules, passed), &context, request.at));
        let silence = otherwise.as_ref().unwrap_or(&decision).silence;
        Ok(Some(Simulated {
            verdict: verdict(decision),
            otherwise: otherwise.map(verdict),
            digest_at: silence.flatten(),
        }))
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// A message whose words make it a mention is one here, too.
fn simulated_kind(core: &Core, r: &Read<'_>, chat: Option<&Chat>, asked: &Simulate) -> Result<AlertKind, StoreError> {
    let voice = match asked.kind {
        AlertKind::Message | AlertKind::GroupMessage => false,
        AlertKind::VoiceMessage => true,
        other => return Ok(other),
    };
    let said = message_kind(core, r, &core.rules.now(), chat, &asked.text, voice)?;
    Ok(if said == AlertKind::Mention { said } else { asked.kind })
}

fn without(rules: &Rules, exception: BreakthroughId) -> Rules {
    let mut rules = rules.clone();
    rules.breakthroughs.retain(|one| one.breakthrough_id != exception);
    rules
}

fn verdict(decision: Decision) -> Verdict {
    Verdict { outcome: decision.outcome, trace: decision.trace }
}

/// What silence held back, the longest waiting first.
pub async fn digest(core: &Arc<Core>) -> Answer<Digest> {
    read(core, |core, r| {
        let (held, ended) = digest_told(r)?;
        let rows = held.into_iter().map(|(chat, count)| row(core, r, chat, count)).collect::<Result<Vec<_>, _>>()?;
        let mut chats: Vec<DigestRow> = rows.into_iter().flatten().collect();
        chats.sort_by_key(|row| (row.waiting_since.is_none(), row.waiting_since, row.chat));
        Ok(Digest { chats, ended })
    })
    .await
}

fn row(core: &Core, r: &Read<'_>, id: ChatId, count: u32) -> Result<Option<DigestRow>, StoreError> {
    Ok(chat::get(r, id)?.map(|chat| DigestRow {
        chat: id,
        name: title(&chat).or_else(|| chat.contact_phone.as_deref().map(masked)).unwrap_or_default(),
        group: chat.group_id.is_some(),
        count,
        words: chat.last_preview.clone(),
        waiting_since: chat.waiting_since,
        closes: match ServiceWindow::at(chat.last_received_at, core.now()) {
            ServiceWindow::Open { closes } => Some(closes),
            _ => None,
        },
    }))
}

/// The digest was seen.
pub async fn digest_seen(core: &Arc<Core>) -> Answer<Nothing> {
    core.blocking(|core| core.console.write(seen_digest)).await.map_err(storage)?;
    core.ports.notifier.withdraw(DIGEST);
    core.feed.changed(ChangeKind::Decisions);
    Ok(Nothing {})
}
