//! Keeps decisions: a row each, or one more in a counter where the kind is off.

use domain::Timestamp;
use domain::notify::{AlertEvent, AlertKind, Decision, Importance};
use domain::time::DAY;
use store::table::notification::{Held, NewNotification};
use store::table::{notification, notification_count, uncounted};
use store::{StoreError, Write};

use super::banner;
use domain::MessageId;

/// How long decisions are kept.
pub const TOLD_FOR: i64 = 30 * DAY;

/// A decision to be kept.
#[derive(Debug)]
pub struct Decided {
    pub event: AlertEvent,
    pub message: Option<MessageId>,
    pub decision: Decision,
}

impl Decided {
    /// Whether it raises a banner.
    pub const fn shows(&self) -> bool {
        self.decision.outcome.banner
    }

    /// Whether its banner goes before others that wait: it rang through a silence, names the operator, or passes everything.
    pub fn is_urgent(&self) -> bool {
        let Self { event, decision, .. } = self;
        decision.passed.is_some()
            || event.kind == AlertKind::Mention
            || decision.outcome.importance == Importance::Critical
    }

    fn row(&self, now: Timestamp) -> NewNotification {
        let Self { event, message, decision } = self;
        let held = decision.silence.filter(|_| event.is_message());
        NewNotification {
            kind: event.kind,
            account_id: event.account.clone(),
            chat_id: event.chat,
            contact_id: event.contact,
            message_id: *message,
            words: if message.is_some() { String::new() } else { event.text.clone() },
            at: now,
            trace: decision.trace.clone(),
            passed: decision.passed,
            held: if held.is_some() { Held::Held } else { Held::No },
            held_until: held.flatten(),
            shown_key: event.chat.filter(|_| self.shows()).map(banner::key),
        }
    }
}

/// Keeps decisions, and notes which chats the badge leaves out.
pub fn keep(w: &Write<'_>, now: Timestamp, kept: &[Decided]) -> Result<(), StoreError> {
    for decided in kept {
        if let Some(chat) = decided.event.chat.filter(|_| decided.event.is_message()) {
            uncounted::set(w, chat, decided.decision.counts)?;
        }
        if decided.decision.off {
            notification_count::add(w, decided.event.kind, now)?;
        } else {
            notification::insert(w, &decided.row(now))?;
        }
    }
    Ok(())
}

/// Forgets what is older than a month.
pub fn forget(w: &Write<'_>, now: Timestamp) -> Result<(), StoreError> {
    notification::forget(w, now.plus(-TOLD_FOR))?;
    notification_count::forget(w, now.plus(-TOLD_FOR))
}
