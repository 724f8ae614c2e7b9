//! News of messages that we sent. They come in any order, twice, and before the answer to the send itself.

use domain::CommandId;
use domain::decision::Refused;
use domain::delivery::DeliveryStatus;
use domain::event::StatusUpdate;
use domain::notify::AlertKind;
use store::table::message_status::{self, News, Told};
use store::table::{message, receipt, send_queue};
use store::{StoreError, Write};

use super::people::Seen;
use super::{Facts, Happened, Origin, invitation, pin};
use crate::send::callback;

/// Takes in one piece of news.
pub fn update(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    update: &StatusUpdate,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    settle_unanswered(w, seen, update, facts)?;
    let Some(status) = update.status else { return Ok(()) };
    let participant = match &update.participant {
        Some(person) => seen.contact(w, origin, person, facts)?.map(|found| (found.contact_id, person.name.clone())),
        None => None,
    };
    let recipient = match &update.recipient {
        Some(person) => seen.trace(w, origin, person)?,
        None => None,
    };
    let error = update.errors.first().map(|error| Refused {
        reason: providers::webhook::reason(seen.source(), error.code).to_owned(),
        code: Some(error.code),
    });
    let news = News { provider_id: update.id.clone(), status, at: update.at, participant, error };
    let told = message_status::news(w, &seen.account, &news)?;
    if let (Told::NoMessage, DeliveryStatus::Failed, Some(why)) = (told, status, &news.error)
        && let Some(send) = send_queue::by_provider(w, &seen.account, &update.id)?
    {
        pin::refused(w, &send, true, why, facts)?;
    }
    if let (Told::Early, Some(recipient)) = (told, recipient) {
        receipt::went_to(w, &seen.account, &update.id, recipient)?;
    }
    if let Told::Changed(id, chat) = told {
        invitation::told(w, id, status, facts)?;
        facts.conversation(chat);
        facts.unreached |= status == DeliveryStatus::Failed;
        let kind = match status {
            DeliveryStatus::Failed => Some(AlertKind::Failed),
            DeliveryStatus::Delivered => Some(AlertKind::Delivered),
            DeliveryStatus::Read => Some(AlertKind::Read),
            _ => None,
        };
        facts.happened.extend(kind.map(|kind| Happened::to_message(kind, &seen.account, chat, id)));
    }
    Ok(())
}

/// A status that carries our callback names a send whose answer never came, or is still on its way: it exists.
fn settle_unanswered(
    w: &Write<'_>,
    seen: &Seen<'_>,
    update: &StatusUpdate,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let command = update.callback.as_deref().and_then(|text| callback::command(&seen.account, text));
    let Some(command) = command else { return Ok(()) };
    let Some(sent) = send_queue::by_command(w, &CommandId(command.to_owned()))? else { return Ok(()) };
    if send_queue::accepted(w, sent.message_id, &update.id, update.at)? {
        pin::taken(w, seen.shared.next_line(), &sent, update.at, facts)?;
        if let Some(message) = message::get(w, sent.message_id)? {
            facts.conversation(message.chat_id);
        }
    }
    facts.queue = true;
    Ok(())
}
