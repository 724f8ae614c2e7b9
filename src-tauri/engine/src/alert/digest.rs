//! What a silence held back is told when it ends: one banner, and a list of work on the screen.
//!
//! A row that is held knows when its silence is said to end. At that moment, whenever the rules change, and every half
//! minute, since labels and groups change, too, it is asked again whether it is still silent: so a schedule that was moved,
//! a mute that was lifted and a night that daylight saving made longer all come out right.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use chrono_tz::Tz;
use contract::change::ChangeKind;
use domain::notify::{AlertKind, Rules, silence};
use domain::time::SECOND;
use domain::{ChatId, Timestamp};
use store::table::notification::{self, Held, HeldBack};
use store::table::{chat, uncounted};
use store::{Read, StoreError, Write};

use super::banner::{self, DIGEST};
use super::context::chat_event;
use super::reactor::Alerts;
use super::{badge, bell};
use crate::core::Core;
use crate::project::Happened;

/// The longest time without a look: a machine that slept notices what became due.
const LONGEST_MS: i64 = 30 * SECOND;
const LONGEST: Duration = Duration::from_millis(LONGEST_MS.unsigned_abs());

/// When everything held was asked, and under which rules.
struct Asked {
    rules: Arc<Rules>,
    at: Timestamp,
}

/// Tells what silences held back, as they end, until it is dropped.
pub async fn run(core: Arc<Core>, alerts: Alerts) {
    let mut asked = None;
    loop {
        let (alerts, before) = (alerts.clone(), asked.take());
        let pause = match core.blocking(move |core| look(core, &alerts, before)).await {
            Ok((now, pause)) => {
                asked = Some(now);
                pause
            }
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

/// Asks everything held where something may have ended, tells what has, and says when to look again. What silence holds back
/// in a flood rings for every handful: then nothing has ended, and all that is new is when the next silence ends.
fn look(core: &Core, alerts: &Alerts, before: Option<Asked>) -> Result<(Asked, Duration), StoreError> {
    let (rules, now) = (core.rules.now(), core.now());
    let next = core.console.read(notification::next_end)?;
    let unchanged = before.filter(|before| {
        let recent = now.since(before.at).abs() < LONGEST_MS;
        recent && Arc::ptr_eq(&before.rules, &rules) && next.is_none_or(|end| end > now)
    });
    if let Some(before) = unchanged {
        let pause = pause(&before, now, next);
        return Ok((before, pause));
    }
    ended(core, alerts, &rules, now)?;
    let (asked, next) = (Asked { rules, at: now }, core.console.read(notification::next_end)?);
    let pause = pause(&asked, now, next);
    Ok((asked, pause))
}

/// Until everything is to be asked again, or the next silence ends.
fn pause(asked: &Asked, now: Timestamp, next: Option<Timestamp>) -> Duration {
    let again = asked.at.plus(LONGEST_MS);
    Duration::from_millis(next.map_or(again, |end| end.min(again)).since(now).max(1).unsigned_abs())
}

/// Tells what is not silent any more.
fn ended(core: &Core, alerts: &Alerts, rules: &Rules, now: Timestamp) -> Result<(), StoreError> {
    let asked = |r: &Read<'_>| changes(r, rules, core.zone, now);
    let mut free = BTreeSet::new();
    // Nobody else may write while this is asked, so it is asked under the lock only where something is to be written.
    if !core.console.read(asked)?.is_empty() {
        core.console.write(|w| {
            for Change { notification, chat, held, until } in asked(w)? {
                notification::hold(w, notification, held, until)?;
                if let Some(chat) = chat.filter(|_| held == Held::Told) {
                    uncounted::set(w, chat, true)?;
                    free.insert(chat);
                }
            }
            Ok(())
        })?;
    }
    if !free.is_empty() {
        tell(core, alerts, free.len())?;
    }
    // A mute that ended by itself is told by nobody, and its chat counts again.
    badge::count(core).map(drop)
}

/// What becomes of something held.
struct Change {
    notification: i64,
    chat: Option<ChatId>,
    held: Held,
    until: Option<Timestamp>,
}

/// What everything held has become: a chat is asked once for each kind of alert.
fn changes(r: &Read<'_>, rules: &Rules, zone: Tz, now: Timestamp) -> Result<Vec<Change>, StoreError> {
    let (mut chats, mut silences) = (HashMap::new(), HashMap::new());
    let mut changes = Vec::new();
    for row in notification::held(r, Held::Held)? {
        let chat = match row.chat_id {
            Some(id) => once(&mut chats, id, || chat::get(r, id))?.as_ref(),
            None => None,
        };
        let (held, until) = match chat.filter(|chat| is_unread(&row, chat)) {
            None => (Held::No, None),
            Some(chat) => {
                let ask = || chat_event(r, chat, row.kind).map(|event| silence(&event, rules, zone, now));
                match once(&mut silences, (chat.chat_id, row.kind), ask)? {
                    Some(silence) => (Held::Held, silence.until),
                    None => (Held::Told, Some(row.held_until.filter(|until| *until <= now).unwrap_or(now))),
                }
            }
        };
        if held != Held::Held || until != row.held_until {
            changes.push(Change { notification: row.notification_id, chat: row.chat_id, held, until });
        }
    }
    Ok(changes)
}

/// The answer for a key, which is asked for once.
fn once<K: Eq + Hash, T>(
    known: &mut HashMap<K, T>,
    key: K,
    ask: impl FnOnce() -> Result<T, StoreError>,
) -> Result<&T, StoreError> {
    Ok(match known.entry(key) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => new.insert(ask()?),
    })
}

/// What has been read meanwhile is not told.
fn is_unread(row: &HeldBack, chat: &chat::Chat) -> bool {
    row.message_id.is_some_and(|message| message > chat.read_up_to)
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
        ended = ended.max(row.held_until);
        if let Some(chat) = row.chat_id {
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
            if row.chat_id.is_some_and(|chat| chats.contains(&chat)) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::idle;
    use domain::time::HOUR;
    use rstest::rstest;
    use store::table::notification::NewNotification;

    /// Held back of a chat that is gone: whoever asks lets it go.
    fn hold_back(core: &Core, until: Timestamp) {
        let row = NewNotification {
            kind: AlertKind::Message,
            account_id: "meta:1".into(),
            chat_id: Some(ChatId(7)),
            contact_id: None,
            message_id: None,
            words: String::new(),
            at: core.now(),
            trace: Vec::new(),
            passed: None,
            held: Held::Held,
            held_until: Some(until),
            shown_key: None,
        };
        core.console.write(|w| notification::insert(w, &row)).unwrap();
    }

    #[rstest]
    #[case::nothing_can_have_ended(SECOND, HOUR, false, 1, 29)]
    #[case::a_silence_ends_before(SECOND, 7 * SECOND, false, 1, 7)]
    #[case::a_silence_has_ended(SECOND, 0, false, 0, 30)]
    #[case::the_rules_are_others(SECOND, HOUR, true, 0, 30)]
    #[case::it_was_not_asked_for_long(HOUR, HOUR, false, 0, 30)]
    #[case::the_clock_was_set_back(-HOUR, HOUR, false, 0, 30)]
    fn what_is_held_is_asked_again_only_where_it_may_have_ended(
        #[case] asked_before: i64,
        #[case] ends_in: i64,
        #[case] other_rules: bool,
        #[case] left: usize,
        #[case] again_in: u64,
    ) {
        let home = tempfile::tempdir().unwrap();
        let core = idle::open(home.path());
        hold_back(&core, core.now().plus(ends_in));
        let before = Asked { rules: core.rules.now(), at: core.now().plus(-asked_before) };
        if other_rules {
            core.rules.load(&core.console).unwrap();
        }
        let (_, pause) = look(&core, &Alerts::default(), Some(before)).unwrap();
        assert_eq!(core.console.read(|r| notification::held(r, Held::Held)).unwrap().len(), left);
        assert!(pause <= Duration::from_secs(again_in) && pause > Duration::from_secs(again_in - 1), "{pause:?}");
    }
}
