//! Alerts the operator: decides with [`domain::notify::decide`], keeps the decision with its trace, and hands the outcome
//! to the host's notifications and sounds.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::notify::{AlertEvent, AlertKind, Context, Decision, Rules, Sound, decide};
use domain::time::SECOND;
use domain::{ChatId, MessageId, Timestamp};
use store::table::chat::{self, Chat};
use store::table::message::{self, Message};
use store::table::{cursor, notification};
use store::{StoreError, Write};
use tokio::sync::mpsc;

use super::banner::{self, SUMMARY};
use super::{seen, unseen};
use crate::core::Core;
use crate::ports::Banner;
use crate::project::Facts;

const NAME: &str = "notify";
/// Providers tell whole seconds: what is this much older than the product's start may have been written after it.
const TOLERANCE: i64 = 3 * SECOND;
/// Decisions that are kept.
const KEPT: usize = 10_000;

/// What rang when, over all chats.
#[derive(Default)]
struct Bell {
    chats: HashMap<ChatId, Timestamp>,
    last: Option<Timestamp>,
    /// Whether the summary is up.
    summary: bool,
}

/// The reactor with what it remembers while it runs. Its two halves take turns, so that what was read is never shown
/// again.
#[derive(Clone, Default)]
pub struct Notify {
    bell: Arc<Mutex<Bell>>,
    rules: Arc<Rules>,
}

/// A decision about a message, to be kept.
struct Decided {
    event: AlertEvent,
    message: MessageId,
    decision: Decision,
}

impl Notify {
    /// What waited when the product started is one summary at most.
    pub fn catch_up(&self, core: &Core) -> Result<(), StoreError> {
        let waited = core.console.write(|w| {
            let known = MessageId(cursor::reactor(w, NAME)?.unwrap_or(0));
            let waited = !message::since(w, known, 1)?.is_empty();
            let newest = MessageId::at(cursor::projection(w)?, domain::id::MAX_INDEX);
            cursor::set_reactor(w, NAME, newest.0)?;
            notification::forget_old(w, KEPT)?;
            Ok(waited)
        })?;
        let unread = count(core)?;
        if waited && unread > 0 {
            self.bell().summary = true;
            core.ports.notifier.show(banner::of_backlog(core, unread));
        }
        Ok(())
    }

    /// One step over what came. Says whether there is more.
    pub fn step(&self, core: &Core) -> Result<bool, StoreError> {
        let mut bell = self.bell();
        let found = unseen(core, NAME)?;
        if found.is_empty() {
            return Ok(false);
        }
        let chats = chats(core, &found)?;
        let mut kept = Vec::new();
        let mut shown: BTreeMap<ChatId, &Message> = BTreeMap::new();
        for message in found.iter().filter(|message| message.kind != "system") {
            let Some(chat) = chats.get(&message.chat_id) else { continue };
            if message.message_id <= chat.read_up_to {
                continue;
            }
            let decided = self.about(core, &mut bell, message);
            if decided.decision.outcome.banner {
                shown.insert(chat.chat_id, message);
            }
            kept.push(decided);
        }
        let more = core.console.write(|w| {
            keep(w, core.now(), &kept)?;
            seen(w, NAME, &found)
        })?;
        show(core, &chats, &shown)?;
        ring(core, &kept);
        let unread = count(core)?;
        if unread > 0 && kept.iter().any(waited) {
            bell.summary = true;
            core.ports.notifier.show(banner::of_backlog(core, unread));
        }
        Ok(more)
    }

    /// Decides about a message received. One that was written before the product ran waited for it.
    fn about(&self, core: &Core, bell: &mut Bell, message: &Message) -> Decided {
        let kind = if message.kind == "voice" { AlertKind::VoiceMessage } else { AlertKind::Message };
        let backlog = core.now().since(message.at) > core.clock.running() + TOLERANCE;
        let event = AlertEvent { kind, chat: message.chat_id, at: message.at };
        self.decide(core, bell, event, message.message_id, backlog)
    }

    fn decide(&self, core: &Core, bell: &mut Bell, event: AlertEvent, message: MessageId, backlog: bool) -> Decided {
        let (now, presence) = (core.now(), core.presence());
        let context = Context {
            looking_at: presence.chat.filter(|_| presence.focused),
            chat_rang: bell.chats.get(&event.chat).copied(),
            rang: bell.last,
            backlog,
        };
        let decision = decide(event, &self.rules, &context, now);
        if decision.outcome.sound.is_some_and(|sound| sound != Sound::Tick) {
            bell.chats.insert(event.chat, now);
            bell.last = Some(now);
        }
        Decided { event, message, decision }
    }

    /// What failed alerts; what was read or answered is withdrawn.
    pub async fn follow_facts(self, core: Arc<Core>, mut facts: mpsc::UnboundedReceiver<Facts>) {
        while let Some(facts) = facts.recv().await {
            let notify = self.clone();
            let done = core.blocking(move |core| notify.take(core, &facts)).await;
            if let Err(error) = done {
                tracing::error!(%error, "an alert could not be decided");
            }
        }
    }

    fn take(&self, core: &Core, facts: &Facts) -> Result<(), StoreError> {
        let mut bell = self.bell();
        withdraw(core, &mut bell, facts)?;
        for (chat, message) in &facts.failed {
            let found = core.console.read(|r| Ok(chat::get(r, *chat)?.zip(message::get(r, *message)?)))?;
            let Some((chat, message)) = found else { continue };
            let event = AlertEvent { kind: AlertKind::Failed, chat: chat.chat_id, at: core.now() };
            let kept = [self.decide(core, &mut bell, event, message.message_id, false)];
            core.console.write(|w| keep(w, core.now(), &kept))?;
            if kept.iter().any(|decided| decided.decision.outcome.banner) {
                core.ports.notifier.show(banner::of_failure(core, &chat, &message));
            }
            ring(core, &kept);
        }
        count(core).map(|_| ())
    }

    fn bell(&self) -> MutexGuard<'_, Bell> {
        self.bell.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn chats(core: &Core, found: &[Message]) -> Result<BTreeMap<ChatId, Chat>, StoreError> {
    core.console.read(|r| {
        let mut chats = BTreeMap::new();
        for message in found {
            if !chats.contains_key(&message.chat_id)
                && let Some(chat) = chat::get(r, message.chat_id)?
            {
                chats.insert(message.chat_id, chat);
            }
        }
        Ok(chats)
    })
}

/// One banner a chat, with its newest message.
fn show(core: &Core, chats: &BTreeMap<ChatId, Chat>, shown: &BTreeMap<ChatId, &Message>) -> Result<(), StoreError> {
    let banners: Vec<Banner> = core.console.read(|r| {
        let shown = shown.iter().filter_map(|(id, message)| Some((chats.get(id)?, *message)));
        shown.map(|(chat, message)| banner::of_message(core, r, chat, message)).collect()
    })?;
    for banner in banners {
        core.ports.notifier.show(banner);
    }
    Ok(())
}

/// What came together makes one sound.
fn ring(core: &Core, kept: &[Decided]) {
    let sounds = kept.iter().filter_map(|decided| decided.decision.outcome.sound);
    if let Some(sound) = sounds.min_by_key(|sound| *sound == Sound::Tick) {
        core.ports.sound.ring(sound);
    }
}

fn waited(decided: &Decided) -> bool {
    decided.decision.trace.iter().any(|step| step.rule == domain::notify::Rule::Backlog)
}

fn keep(w: &Write<'_>, now: Timestamp, kept: &[Decided]) -> Result<(), StoreError> {
    for Decided { event, message, decision } in kept {
        let key = decision.outcome.banner.then(|| banner::key(event.chat));
        notification::insert(w, event.chat, Some(*message), now, decision, key.as_deref())?;
    }
    Ok(())
}

/// Takes away what is up of chats that were read or answered.
fn withdraw(core: &Core, bell: &mut Bell, facts: &Facts) -> Result<(), StoreError> {
    for chat in &facts.read {
        if !core.console.read(|r| notification::shown(r, *chat))?.is_empty() {
            core.ports.notifier.withdraw(&banner::key(*chat));
            core.console.write(|w| notification::withdrawn(w, *chat))?;
        }
    }
    if bell.summary && !facts.read.is_empty() {
        bell.summary = false;
        core.ports.notifier.withdraw(SUMMARY);
    }
    Ok(())
}

fn count(core: &Core) -> Result<u32, StoreError> {
    let unread = core.console.read(|r| chat::totals(r, &core.operator))?.unread;
    core.badge.send_if_modified(|badge| std::mem::replace(badge, unread) != unread);
    Ok(unread)
}
