//! Sending: the gate is asked, the decision is written down, the worker does the rest.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use contract::compose::{
    MessagePin, MessageSend, MessageSettle, Queued, ReactionSend, TemplateOffer, TemplateOffers, TemplateSend,
};
use contract::workspace::Nothing;
use contract::{ErrorBody, ErrorCode};
use domain::capability::ContentProblem;
use domain::content::{Content, Media};
use domain::decision::{Decision, Outgoing, SendDecision};
use domain::delivery::DeliveryStatus;
use domain::gate::{Denial, Wish};
use domain::template::{Template, TemplateCategory};
use domain::time::MINUTE;
use domain::{ChatId, CommandId, MessageId, Timestamp};
use store::table::chat::Chat;
use store::table::message::{self, Message};
use store::table::{group_pin, send_queue, template as templates};

use super::groups::invites;
use super::{Answer, chats, decide, groups, read, storage};
use crate::consent::language;
use crate::core::Core;
use crate::send::callback;
use crate::send::gate::Addressee;

/// How long the operator waits for a status before an unknown message may be settled by hand.
pub const SETTLE_AFTER: i64 = 10 * MINUTE;

/// Sends a message.
pub async fn send(core: &Arc<Core>, request: MessageSend) -> Answer<Queued> {
    if matches!(request.content, Content::Template(_)) {
        return Err(ErrorCode::BadRequest.into());
    }
    let chat = chats::known(core, request.chat_id).await?;
    let reply_to = match request.reply_to {
        Some(target) => Some(known(core, target).await?.provider_id.ok_or(ErrorCode::TooLate)?),
        None => None,
    };
    let content = described(core, request.content).await?;
    queue(core, chat, request.command_id, Outgoing::Message { content, reply_to }).await
}

/// A file is described by what lies in the media store, whatever the screen says of it.
async fn described(core: &Arc<Core>, content: Content) -> Answer<Content> {
    let Content::Media(media) = content else { return Ok(content) };
    let file = media.file.clone().ok_or(ErrorCode::BadRequest)?;
    let found = core.blocking(move |core| {
        let known = core.console.read(|r| store::table::media::by_file(r, &file))?;
        Ok(known.zip(core.media.size(&file)?))
    });
    let (known, bytes) = found.await.map_err(storage)?.ok_or(ErrorCode::NotFound)?;
    let mime = known.mime.unwrap_or(media.mime);
    Ok(Content::Media(Media { mime, bytes: Some(bytes), provider_media: None, ..media }))
}

/// Sends a template with its blanks filled.
pub async fn template(core: &Arc<Core>, request: TemplateSend) -> Answer<Queued> {
    let chat = chats::known(core, request.chat_id).await?;
    let (account, name, language) = (chat.account_id.clone(), request.name.clone(), request.language.clone());
    let found = read(core, move |_, r| templates::get(r, &account, &name, &language)).await?;
    let filled = found.ok_or(ErrorCode::NotFound)?.fill(|blank| request.values.get(blank).cloned());
    let message = filled.map_err(|_| ErrorCode::Template)?;
    let outgoing = Outgoing::Message { content: Content::Template(message), reply_to: None };
    queue(core, chat, request.command_id, outgoing).await
}

/// Puts a reaction on a message, or takes it back.
pub async fn react(core: &Arc<Core>, request: ReactionSend) -> Answer<Nothing> {
    let target = known(core, request.message_id).await?;
    let chat = chats::known(core, target.chat_id).await?;
    let provider_id = target.provider_id.ok_or(ErrorCode::TooLate)?;
    let outgoing = Outgoing::Reaction { target: provider_id, emoji: request.emoji };
    queue(core, chat, request.command_id, outgoing).await.map(|_| Nothing {})
}

/// Pins a message in its group, or ends that. What is not pinned, or has no id at the provider any more since its writer was
/// erased, is only put away: there is nothing to ask.
pub async fn pin(core: &Arc<Core>, request: MessagePin) -> Answer<Nothing> {
    let target = known(core, request.message_id).await?;
    if request.days.is_none() && nothing_to_end(core, &target).await? {
        let decision = Decision::PinSeen { message: target.message_id };
        return decide(core, request.command_id, decision).await.map(|_| Nothing {});
    }
    let chat = chats::known(core, target.chat_id).await?;
    let most = groups::limits(core, &chat.account_id).map_or(0, |limits| limits.pin_days);
    if request.days.is_some_and(|days| days == 0 || days > most) {
        return Err(ErrorCode::BadRequest.into());
    }
    let target = target.provider_id.ok_or(ErrorCode::TooLate)?;
    let outgoing = Outgoing::Pin { target, days: request.days };
    queue(core, chat, request.command_id, outgoing).await.map(|_| Nothing {})
}

async fn nothing_to_end(core: &Arc<Core>, target: &Message) -> Answer<bool> {
    let (chat, id, nameless) = (target.chat_id, target.message_id, target.provider_id.is_none());
    let pins = read(core, move |_, r| group_pin::of_group(r, chat)).await?;
    let found = pins.into_iter().find(|pin| pin.message_id == id && pin.send_id.is_none());
    Ok(found.is_some_and(|pin| nameless || pin.until.is_none()))
}

async fn known(core: &Arc<Core>, id: MessageId) -> Answer<Message> {
    read(core, move |_, r| message::get(r, id)).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Asks capabilities and gate, then writes the decision down. The worker asks the gate again.
async fn queue(core: &Arc<Core>, chat: Chat, command: CommandId, outgoing: Outgoing) -> Answer<Queued> {
    if !callback::fits(&chat.account_id, &command) {
        return Err(ErrorCode::BadRequest.into());
    }
    if let Some(problem) = check(core, &chat, &outgoing).await? {
        return Err(ErrorBody::content(problem));
    }
    ask(core, chat.clone(), outgoing.clone()).await?.map_err(ErrorBody::from)?;
    let decision = SendDecision { account: chat.account_id, chat: chat.chat_id, outgoing };
    let position = decide(core, command, Decision::Send(decision)).await?;
    Ok(Queued { message_id: MessageId::at(position, 0) })
}

/// Why it cannot be sent from this account, ever.
pub async fn check(core: &Arc<Core>, chat: &Chat, outgoing: &Outgoing) -> Answer<Option<ContentProblem>> {
    let connected = core.numbers.provider(&chat.account_id).map(|provider| provider.capabilities());
    let Some(capabilities) = connected.or_else(|| providers::capabilities(&chat.account_id)) else {
        return Ok(Some(ContentProblem::NotHere));
    };
    let (chat, now) = (chat.clone(), core.now());
    let addressee = read(core, move |core, r| Addressee::of(r, &core.ledger, &chat, now)).await?;
    let Some(addressee) = addressee else { return Ok(Some(ContentProblem::NotHere)) };
    Ok(capabilities.check(outgoing, &addressee.recipient).err())
}

/// What the gate says to it now.
pub async fn ask(core: &Arc<Core>, chat: Chat, outgoing: Outgoing) -> Answer<Result<(), Denial>> {
    let now = core.now();
    let asked = read(core, move |core, r| {
        let addressee = Addressee::of(r, &core.ledger, &chat, now)?;
        Ok(addressee.map(|addressee| addressee.ask(&chat, &outgoing, now).map(|_| ())))
    });
    asked.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Sends an unknown or refused message again, or one that failed as a new message.
pub async fn again(core: &Arc<Core>, request: MessageSettle) -> Answer<Nothing> {
    let message = known(core, request.message_id).await?;
    let id = request.message_id;
    let send = read(core, move |_, r| send_queue::get(r, id)).await?.ok_or(ErrorCode::NotFound)?;
    let chat = chats::known(core, message.chat_id).await?;
    match message.status {
        Some(DeliveryStatus::Failed) => {
            return queue(core, chat, request.command_id, send.outgoing).await.map(|_| Nothing {});
        }
        Some(DeliveryStatus::Unknown) if !can_settle(core, &message, core.now()) => {
            return Err(ErrorCode::TooLate.into());
        }
        Some(DeliveryStatus::Unknown | DeliveryStatus::Refused) => {}
        _ => return Err(ErrorCode::TooLate.into()),
    }
    ask(core, chat, send.outgoing).await?.map_err(ErrorBody::from)?;
    decide(core, request.command_id, Decision::SendAgain { message: id }).await.map(|_| Nothing {})
}

/// Gives an unknown message up, or takes a queued one out.
pub async fn drop(core: &Arc<Core>, request: MessageSettle) -> Answer<Nothing> {
    let message = known(core, request.message_id).await?;
    match message.status {
        Some(DeliveryStatus::Queued) => {}
        Some(DeliveryStatus::Unknown) if can_settle(core, &message, core.now()) => {}
        _ => return Err(ErrorCode::TooLate.into()),
    }
    let decision = Decision::Drop { message: request.message_id };
    decide(core, request.command_id, decision).await?;
    // The worker may have been faster: then it is on its way and cannot be taken back.
    match known(core, request.message_id).await?.status {
        Some(DeliveryStatus::Cancelled | DeliveryStatus::Discarded) => Ok(Nothing {}),
        _ => Err(ErrorCode::TooLate.into()),
    }
}

/// Whether the operator may decide about an unknown message: a status had ten minutes to come, and could: the provider
/// has reached the door since. That it answers calls proves nothing of the way back.
pub fn can_settle(core: &Core, message: &Message, now: Timestamp) -> bool {
    let reached = Timestamp(core.arrivals.reached.load(Ordering::Relaxed));
    let could_come = |since: Timestamp| now.since(since) >= SETTLE_AFTER && reached.since(since) > 0;
    message.status == Some(DeliveryStatus::Unknown) && message.status_at.is_some_and(could_come)
}

/// The templates that can be offered in a chat: those of the person's language first, those that may not be sent with
/// the reason.
pub async fn offers(core: &Arc<Core>, id: ChatId) -> Answer<TemplateOffers> {
    let chat = chats::known(core, id).await?;
    let now = core.now();
    let found = read(core, move |core, r| {
        let all = templates::all(r, &chat.account_id)?;
        let addressee = Addressee::of(r, &core.ledger, &chat, now)?;
        let language = language(r, &chat)?;
        Ok((all, addressee, language))
    });
    let (all, addressee, language) = found.await?;
    let mut offers: Vec<TemplateOffer> = all
        .into_iter()
        .filter(|template| template.status == "APPROVED" && !template.beyond_us)
        .filter(|template| template.category != TemplateCategory::Authentication)
        // An invitation holds a seat and takes a consent of its own: it is sent from its group.
        .filter(|template| !invites(template))
        .map(|template| TemplateOffer { denial: denial(&template, addressee.as_ref(), now), template })
        .collect();
    offers.sort_by_key(|offer| (offer.denial.is_some(), !offer.template.language.starts_with(language)));
    Ok(TemplateOffers { offers })
}

fn denial(template: &Template, addressee: Option<&Addressee>, now: Timestamp) -> Option<Denial> {
    addressee?.may(&Wish::Template(template.category), now).err()
}
