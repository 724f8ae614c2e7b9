//! Decides about what came, keeps the decisions, shows and rings.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use contract::change::ChangeKind;
use domain::notify::{AlertEvent, AlertKind, Outcome, Rule, decide, louder};
use domain::time::SECOND;
use domain::{ChatId, MessageId};
use store::table::chat::{self, Chat};
use store::table::message::Message;
use store::table::{cursor, notification};
use store::{Read, StoreError};
use tokio::sync::mpsc;

use super::banner::{self, SUMMARY};
use super::bell::{self, Bell};
use super::context::{About, context, happened_event, message_event};
use super::keep::{Decided, forget, keep};
use super::{badge, digest};
use crate::core::Core;
use crate::ports::Banner;
use crate::project::{Facts, Happened};
use crate::react::{seen, unseen};

const NAME: &str = "notify";
/// Providers tell whole seconds: what is this much older than the product's start may have been written after it.
const TOLERANCE: i64 = 3 * SECOND;
/// Between two looks at what is too old to be kept.
const A_DAY: Duration = Duration::from_hours(24);

/// The reactor with what it remembers while it runs. Its halves take turns, so that what was read is never shown again.
#[derive(Clone, Default)]
pub struct Alerts {
    bell: Arc<Mutex<Bell>>,
}

impl Alerts {
    /// Begins. What came while the product was not there is decided as what waited; in a folder that it never looked at
    /// before everything did, and one summary tells of it.
    pub fn catch_up(&self, core: &Core) -> Result<(), StoreError> {
        let first = core.console.write(|w| {
            forget(w, core.now())?;
            if cursor::reactor(w, NAME)?.is_some() {
                return Ok(false);
            }
            let newest = MessageId::at(cursor::projection(w)?, domain::id::MAX_INDEX);
            cursor::set_reactor(w, NAME, newest.0)?;
            Ok(true)
        })?;
        let unread = badge::count(core)?;
        if first && unread > 0 {
            self.summarise(core, &mut self.bell(), unread);
        }
        Ok(())
    }

    /// One step over the messages that came. Says whether there is more.
    pub fn step(&self, core: &Core) -> Result<bool, StoreError> {
        let mut bell = self.bell();
        let Step { found, kept, banners } = core.console.read(|r| decide_all(core, r, &mut bell))?;
        if found.is_empty() {
            return Ok(false);
        }
        let more = core.console.write(|w| {
            keep(w, core.now(), &kept)?;
            seen(w, NAME, &found)
        })?;
        tell(core, banners, &kept);
        let mentions = kept.iter().filter(|decided| decided.event.kind == AlertKind::Mention);
        let mentioned: Vec<ChatId> = mentions.filter_map(|decided| decided.event.chat).collect();
        if !mentioned.is_empty() {
            core.feed.changed_in(ChangeKind::Chats, mentioned);
        }
        let unread = badge::count(core)?;
        if unread > 0 && kept.iter().any(waited) {
            self.summarise(core, &mut bell, unread);
        }
        Ok(more)
    }

    /// Everything else that happened alerts; what was read or answered is withdrawn.
    pub async fn follow_facts(self, core: Arc<Core>, mut facts: mpsc::UnboundedReceiver<Facts>) {
        while let Some(facts) = facts.recv().await {
            let alerts = self.clone();
            let done = core.blocking(move |core| alerts.take(core, &facts)).await;
            if let Err(error) = done {
                tracing::error!(%error, "an alert could not be decided");
            }
        }
    }

    fn take(&self, core: &Core, facts: &Facts) -> Result<(), StoreError> {
        self.withdraw(core, facts)?;
        self.happened(core, &facts.happened)?;
        badge::count(core).map(|_| ())
    }

    /// Decides about what happened beside messages, and tells of it: one write for all, since every message of ours brings
    /// several statuses.
    fn happened(&self, core: &Core, happened: &[Happened]) -> Result<(), StoreError> {
        let mut bell = self.bell();
        let (mut kept, mut banners) = (Vec::new(), Vec::new());
        for happened in happened.iter().filter(|happened| concerns(core, happened)) {
            let (decided, banner) = core.console.read(|r| {
                let event = happened_event(r, happened)?;
                let decided = decided(core, r, &mut bell, event, happened.message, About::default())?;
                let outcome = &decided.decision.outcome;
                let banner = if outcome.banner { banner::of_happened(core, r, happened, outcome)? } else { None };
                Ok((decided, banner))
            })?;
            banners.extend(banner.map(|banner| Banner { urgent: decided.is_urgent(), ..banner }));
            kept.push(decided);
        }
        if !kept.is_empty() {
            core.console.write(|w| keep(w, core.now(), &kept))?;
            tell(core, banners, &kept);
        }
        Ok(())
    }

    /// Decides about a reminder, of a chat or of several, louder where nobody answered; the caller shows and rings.
    pub fn remind(&self, core: &Core, chat: Option<ChatId>, loud: bool) -> Result<Outcome, StoreError> {
        let mut bell = self.bell();
        let mut decided = core.console.read(|r| {
            let event = happened_event(r, &digest::reminder(chat))?;
            decided(core, r, &mut bell, event, None, About::default())
        })?;
        drop(bell);
        if loud {
            louder(&mut decided.decision);
        }
        core.console.write(|w| keep(w, core.now(), std::slice::from_ref(&decided)))?;
        Ok(decided.decision.outcome)
    }

    /// Forgets once a day what is older than a month.
    pub async fn forget_daily(core: Arc<Core>) {
        loop {
            tokio::time::sleep(A_DAY).await;
            if let Err(error) = core.blocking(|core| core.console.write(|w| forget(w, core.now()))).await {
                tracing::error!(%error, "old decisions could not be forgotten");
            }
        }
    }

    /// Tells of several that wait with the one banner of what waits.
    pub fn waiting(&self, core: &Core, chats: usize) {
        self.bell().summary = true;
        core.ports.notifier.show(banner::of_several(core, u32::try_from(chats).unwrap_or(u32::MAX)));
    }

    /// More wait to be shown than can be: the one summary tells of them.
    pub fn left_out(&self, core: &Core) -> Result<(), StoreError> {
        let mut bell = self.bell();
        let unread = badge::count(core)?;
        if unread > 0 {
            self.summarise(core, &mut bell, unread);
        }
        Ok(())
    }

    fn summarise(&self, core: &Core, bell: &mut Bell, unread: u32) {
        bell.summary = true;
        core.ports.notifier.show(banner::of_backlog(core, unread));
    }

    /// Takes away what is up of chats that were read or answered.
    fn withdraw(&self, core: &Core, facts: &Facts) -> Result<(), StoreError> {
        let mut bell = self.bell();
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
        if !facts.read.is_empty() {
            digest::read(core, &facts.read)?;
        }
        Ok(())
    }

    fn bell(&self) -> MutexGuard<'_, Bell> {
        self.bell.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What came, what was decided about it, and what of it shows.
struct Step {
    found: Vec<Message>,
    kept: Vec<Decided>,
    banners: Vec<Banner>,
}

/// What a chat shows after a step.
struct Newest<'a> {
    message: &'a Message,
    /// The place of its decision.
    at: usize,
    urgent: bool,
}

/// Decides about every message that was not seen yet, as the tables are at one moment.
fn decide_all(core: &Core, r: &Read<'_>, bell: &mut Bell) -> Result<Step, StoreError> {
    let found = unseen(r, NAME)?;
    let chats = chats(r, &found)?;
    let mut kept = Vec::new();
    let mut shown: BTreeMap<ChatId, Newest<'_>> = BTreeMap::new();
    for message in found.iter().filter(|message| message.kind != "system") {
        let Some(chat) = chats.get(&message.chat_id).filter(|chat| message.message_id > chat.read_up_to) else {
            continue;
        };
        let decided = received(core, r, bell, chat, message)?;
        if decided.shows() {
            // What is urgent of a chat stays so under the words that came after it.
            let urgent = decided.is_urgent() || shown.get(&chat.chat_id).is_some_and(|before| before.urgent);
            shown.insert(chat.chat_id, Newest { message, at: kept.len(), urgent });
        }
        kept.push(decided);
    }
    let shown = shown.iter().filter_map(|(id, newest)| Some((chats.get(id)?, newest, kept.get(newest.at)?)));
    let banners = shown.map(|(chat, Newest { message, urgent, .. }, decided)| {
        let banner = banner::of_message(core, r, chat, message, &decided.decision.outcome)?;
        Ok(Banner { urgent: *urgent, ..banner })
    });
    let banners = banners.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Step { found, kept, banners })
}

/// A chat handed over concerns whom it was handed to.
fn concerns(core: &Core, happened: &Happened) -> bool {
    happened.kind != AlertKind::Assignment || happened.words == core.operator
}

/// Decides about a message received. One that was written before the product ran, or while the machine slept, waited.
fn received(core: &Core, r: &Read<'_>, bell: &mut Bell, chat: &Chat, message: &Message) -> Result<Decided, StoreError> {
    let backlog = core.now().since(message.at) > core.attentive() + TOLERANCE;
    let rules = core.rules.now();
    let event = message_event(core, r, &rules, chat, message)?;
    let about = About { message: Some(message.key()), backlog };
    decided(core, r, bell, event, Some(message.message_id), about)
}

fn decided(
    core: &Core,
    r: &Read<'_>,
    bell: &mut Bell,
    event: AlertEvent,
    message: Option<MessageId>,
    about: About,
) -> Result<Decided, StoreError> {
    let (rules, now) = (core.rules.now(), core.now());
    let context = context(core, r, &rules, bell, &event, about)?;
    let decision = decide(&event, &rules, &context, now);
    bell.note(event.chat, &decision.outcome, now);
    Ok(Decided { event, message, decision })
}

/// Shows, rings, asks for attention, and tells the screens.
fn tell(core: &Core, banners: impl IntoIterator<Item = Banner>, kept: &[Decided]) {
    banners.into_iter().for_each(|banner| core.ports.notifier.show(banner));
    bell::ring(core, kept.iter().map(|decided| &decided.decision.outcome));
    if kept.iter().any(|decided| decided.shows() && decided.decision.outcome.attention) {
        core.ports.notifier.attention();
    }
    if kept.iter().any(|decided| !decided.decision.off) {
        core.feed.changed(ChangeKind::Decisions);
    }
    if kept.iter().any(|decided| decided.decision.silence.is_some()) {
        core.bells.silence.notify_one();
    }
}

fn waited(decided: &Decided) -> bool {
    decided.decision.trace.iter().any(|step| step.rule == Rule::Backlog)
}

fn chats(r: &Read<'_>, found: &[Message]) -> Result<BTreeMap<ChatId, Chat>, StoreError> {
    let mut chats = BTreeMap::new();
    for message in found {
        if !chats.contains_key(&message.chat_id)
            && let Some(chat) = chat::get(r, message.chat_id)?
        {
            chats.insert(message.chat_id, chat);
        }
    }
    Ok(chats)
}
