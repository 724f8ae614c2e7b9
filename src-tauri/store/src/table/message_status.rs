//! How the state of a sent message moves. What the provider says may come in any order, also before the message has its
//! provider's id: the rule is [`DeliveryStatus::after`], and what comes early waits in [`super::receipt`].

use domain::decision::Refused;
use domain::delivery::DeliveryStatus;
use domain::{AccountId, ChatId, MessageId, ProviderMessageId, Timestamp};
use rusqlite::params;

use super::message::{self, Message};
use super::receipt::{self, Early};
use super::{chat_change, send_queue};
use crate::console::Write;
use crate::error::StoreError;
use crate::statement::Statement;

const SET: Statement = Statement::new(
    "note a message's state",
    "UPDATE message SET status = ?2, status_at = ?3, error_reason = ?4, error_code = ?5 WHERE message_id = ?1",
);
const MARK: Statement =
    Statement::new("note that a message is taken", "UPDATE message SET status = ?2 WHERE message_id = ?1");
const NAME: Statement = Statement::new(
    "note a message's provider id",
    "UPDATE message SET provider_id = ?2 WHERE message_id = ?1 AND NOT EXISTS (SELECT 1 FROM message AS other
        WHERE substr(other.provider_id, -16) = substr(?2, -16) AND other.provider_id = ?2
        AND other.account_id = message.account_id)",
);
const COUNTS: Statement = Statement::new(
    "note who has a message",
    "UPDATE message SET delivered_count = ?2, read_count = ?3, played_count = ?4 WHERE message_id = ?1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&SET, &MARK, &NAME, &COUNTS];

/// One piece of news of a sent message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The provider's id of the message.
    pub provider_id: ProviderMessageId,
    /// What became of it.
    pub status: DeliveryStatus,
    /// When.
    pub at: Timestamp,
    /// In a group, about whom: the contact and the name to show.
    pub participant: Option<(domain::ContactId, Option<String>)>,
    /// Why it failed.
    pub error: Option<Refused>,
}

/// What a piece of news did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The message was moved on.
    Changed(MessageId, ChatId),
    /// The message knew it already, or something later.
    Same(MessageId, ChatId),
    /// It is not a message's: a reaction of ours.
    NoMessage,
    /// No message has this id yet: the news waits until one gets it.
    Early,
}

/// Takes in what the provider says of a message of ours.
///
/// # Errors
/// When the disk says no.
pub fn news(w: &Write<'_>, account: &AccountId, news: &News) -> Result<Told, StoreError> {
    let Some(message) = message::by_provider(w, account, &news.provider_id)? else {
        if send_queue::by_provider(w, account, &news.provider_id)?.is_some() {
            return Ok(Told::NoMessage);
        }
        receipt::keep_early(w, account, news)?;
        return Ok(Told::Early);
    };
    let place = (message.message_id, message.chat_id);
    let changed = take(w, &message, news)?;
    Ok(if changed { Told::Changed(place.0, place.1) } else { Told::Same(place.0, place.1) })
}

/// Gives a message its provider's id and takes in everything that came early for it. False where there is no such
/// message (a reaction of ours).
///
/// # Errors
/// When the disk says no.
pub fn accepted(
    w: &Write<'_>,
    account: &AccountId,
    id: MessageId,
    provider_id: &ProviderMessageId,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let early = receipt::take_early(w, account, provider_id)?;
    let Some(message) = message::get(w, id)? else { return Ok(false) };
    NAME.run(w.connection, params![id.0, provider_id.as_str()])?;
    let after = message.status.unwrap_or(DeliveryStatus::Queued).after(DeliveryStatus::Accepted);
    if Some(after) != message.status {
        set(w, id, after, at, None)?;
    }
    for Early { news } in early {
        if let Some(message) = message::get(w, id)? {
            take(w, &message, &news)?;
        }
    }
    Ok(true)
}

/// Puts a message into a state of our own queue, whatever it was. Nothing where there is no such message.
pub(super) fn set(
    w: &Write<'_>,
    id: MessageId,
    status: DeliveryStatus,
    at: Timestamp,
    error: Option<&Refused>,
) -> Result<(), StoreError> {
    let (reason, code) = (error.map(|error| error.reason.as_str()), error.and_then(|error| error.code));
    SET.run(w.connection, params![id.0, status.as_str(), at.0, reason, code])?;
    follow(w, id, status)
}

/// Changes the state and nothing else. Nothing where there is no such message.
pub(super) fn mark(w: &Write<'_>, id: MessageId, status: DeliveryStatus) -> Result<(), StoreError> {
    MARK.run(w.connection, params![id.0, status.as_str()])?;
    follow(w, id, status)
}

fn follow(w: &Write<'_>, id: MessageId, status: DeliveryStatus) -> Result<(), StoreError> {
    if let Some(message) = message::get(w, id)? {
        chat_change::on_status(w, message.chat_id, id, status)?;
    }
    Ok(())
}

fn take(w: &Write<'_>, message: &Message, news: &News) -> Result<bool, StoreError> {
    let before = message.status.unwrap_or(DeliveryStatus::Accepted);
    let (heard, counted) = match &news.participant {
        None => (news.status, false),
        Some((contact, name)) => {
            let counted = receipt::put(w, &message.account_id, news, *contact, name.as_deref())?;
            (in_group(w, message, news)?, counted)
        }
    };
    let after = before.after(heard);
    if after == before {
        return Ok(counted);
    }
    set(w, message.message_id, after, news.at, news.error.as_ref().filter(|_| after == DeliveryStatus::Failed))?;
    Ok(true)
}

/// The state of a message in a group: delivered, read and played only when it is so for everybody to whom it went.
fn in_group(w: &Write<'_>, message: &Message, news: &News) -> Result<DeliveryStatus, StoreError> {
    let counts = receipt::counts(w, &message.account_id, &news.provider_id)?;
    COUNTS.run(w.connection, params![message.message_id.0, counts.delivered, counts.read, counts.played])?;
    let everybody = message.participants_total.filter(|total| *total > 0).unwrap_or(u32::MAX);
    Ok(match counts {
        counts if counts.played >= everybody => DeliveryStatus::Played,
        counts if counts.read >= everybody => DeliveryStatus::Read,
        counts if counts.delivered >= everybody => DeliveryStatus::Delivered,
        _ => DeliveryStatus::Sent,
    })
}
