//! What a silence held back is told when it ends: one banner, and a list of work on the screen.
//!
//! A row that is held knows when its silence is said to end. At that moment, and whenever the rules change, it is asked
//! again whether it is still silent: so a schedule that was moved, a mute that was lifted and a night that daylight
//! saving made longer all come out right.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use contract::change::ChangeKind;
use domain::notify::{AlertKind, silence};
use domain::{ChatId, Timestamp};
use store::table::notification::{self, Held, Notification};
use store::table::{chat, uncounted};
use store::{Read, StoreError, Write};

use super::banner::{self, DIGEST};
use super::context::chat_event;
use super::reactor::Alerts;
use super::{badge, bell};
use crate::core::Core;
use crate::project::Happened;

/// The longest time without a look: a machine that slept notices what became due.
const LONGEST: Duration = Duration::from_secs(30);

/// Tells what silences held back, as they end, until it is dropped.
pub async fn run(core: Arc<Core>, alerts: Alerts) {
    loop {
        let alerts = alerts.clone();
        let pause = match core.blocking(move |core| ended(core, &alerts)).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "what silence held back could not be told");
                LONGEST
            }
        };
        tokio::select! {
            () = core.bells.silence.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Asks of everything held whether it is still silent; tells what is not, and says when to look again.
fn ended(core: &Core, alerts: &Alerts) -> Result<Duration, StoreError> {
    let (rules, now) = (core.rules.now(), core.now());
    let (free, next) = core.console.write(|w| {
        let mut free = BTreeSet::new();
        for row in notification::held(w, Held::Held)? {
            let Some(id) = row.kept.chat_id else { continue };
            let Some(found) = chat::get(w, id)?.filter(|found| is_unread(&row, found)) else {
                notification::hold(w, row.notification_id, Held::No, None)?;
                continue;
            };
            let event = chat_event(w, &found, row.kept.kind)?;
            match silence(&event, &rules, core.zone, now) {
                Some(silence) if silence.until != row.kept.held_until => {
                    notification::hold(w, row.notification_id, Held::Held, silence.until)?;
                }
                Some(_) => {}
                None => {
                    let ended = row.kept.held_until.filter(|until| *until <= now).unwrap_or(now);
                    notification::hold(w, row.notification_id, Held::Told, Some(ended))?;
                    uncounted::set(w, id, true)?;
                    free.insert(id);
                }
            }
        }
        Ok((free, notification::next_end(w)?))
    })?;
    if !free.is_empty() {
        tell(core, alerts, free.len())?;
    }
    // A mute that ended by itself is told by nobody, and its chat counts again.
    badge::count(core)?;
    let wait = next.map_or(LONGEST, |next| Duration::from_millis(next.since(core.now()).max(1).unsigned_abs()));
    Ok(wait.min(LONGEST))
}

/// What has been read meanwhile is not told.
fn is_unread(row: &Notification, chat: &chat::Chat) -> bool {
    row.kept.message_id.is_some_and(|message| message > chat.read_up_to)
}

/// One banner for all of it, which rings as a reminder does.
fn tell(core: &Core, alerts: &Alerts, chats: usize) -> Result<(), StoreError> {
    let chats = u32::try_from(chats).unwrap_or(u32::MAX);
    let outcome = alerts.remind(core, None, false)?;
    if outcome.banner {
        core.ports.notifier.show(banner::of_digest(core, chats));
    }
    bell::ring(core, std::iter::once(&outcome));
    core.feed.changed(ChangeKind::Decisions);
    Ok(())
}

/// What is in the digest, by chat: how many messages were held back; and when the last of the silences ended.
pub fn told(r: &Read<'_>) -> Result<(BTreeMap<ChatId, u32>, Option<Timestamp>), StoreError> {
    let (mut chats, mut ended) = (BTreeMap::new(), None);
    for row in notification::held(r, Held::Told)? {
        ended = ended.max(row.kept.held_until);
        if let Some(chat) = row.kept.chat_id {
            *chats.entry(chat).or_default() += 1;
        }
    }
    Ok((chats, ended))
}

/// The digest was seen: nothing of it is told again.
pub fn seen(w: &Write<'_>) -> Result<(), StoreError> {
    for row in notification::held(w, Held::Told)? {
        notification::hold(w, row.notification_id, Held::No, None)?;
    }
    Ok(())
}

/// Chats that were read leave the digest.
pub fn read(core: &Core, chats: &BTreeSet<ChatId>) -> Result<(), StoreError> {
    let left = core.console.write(|w| {
        let mut left = 0;
        for row in notification::held(w, Held::Told)? {
            if row.kept.chat_id.is_some_and(|chat| chats.contains(&chat)) {
                notification::hold(w, row.notification_id, Held::No, None)?;
            } else {
                left += 1;
            }
        }
        Ok(left)
    })?;
    if left == 0 {
        core.ports.notifier.withdraw(DIGEST);
    }
    core.feed.changed(ChangeKind::Decisions);
    Ok(())
}

/// A reminder of nothing in particular.
pub fn reminder(chat: Option<ChatId>) -> Happened {
    let account = domain::AccountId::from(crate::project::NO_ACCOUNT);
    Happened { kind: AlertKind::Reminder, account, chat, contact: None, message: None, words: String::new() }
}
