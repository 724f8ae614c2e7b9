//! What one message says of consent, and what it answers.

use domain::consent::{ConsentEntry, ConsentState, Consents, Heard, Keywords, PurposeId, Scope, heard};
use domain::content::Content;
use domain::template::TemplateCategory;
use store::table::chat::{Chat, ChatKind};
use store::table::message::{self, Message};
use store::table::purpose;
use store::{Read, StoreError};

use super::question::{Answered, answered};

/// The word that a message says: as its text, as the words under a picture, on a pressed button. What a button brings back
/// and shows nobody counts only where it ends everything.
pub fn word_in(content: &Content, keywords: &Keywords) -> Option<Heard> {
    match content {
        Content::Text { body } => heard(body, keywords),
        Content::Media(media) => heard(media.caption.as_deref()?, keywords),
        Content::Answer(answer) => {
            let stops = heard(&answer.id, keywords) == Some(Heard::Stop);
            if stops { Some(Heard::Stop) } else { heard(&answer.title, keywords) }
        }
        _ => None,
    }
}

/// The answer to a question of ours, where a message is one.
pub fn answer_in(content: &Content) -> Option<Answered> {
    match content {
        Content::Answer(answer) => answered(answer),
        _ => None,
    }
}

/// Whether somebody's newest message may mean that everything is to end, and nothing was done by itself: it is nearly such a
/// word, or is the word since the person changed it, or stands in a group. It is for the operator to decide.
///
/// # Errors
/// When it cannot be read.
pub fn hint(r: &Read<'_>, chat: &Chat, message: &Message) -> Result<bool, StoreError> {
    Ok(match word_in(&message.content, &Keywords::new(&purpose::stop_words(r)?, &[])) {
        Some(Heard::NearlyStop) => true,
        Some(Heard::Stop) => chat.kind == ChatKind::Group || message.edited_at.is_some(),
        _ => false,
    })
}

/// The category of the template of ours that a message answers.
///
/// # Errors
/// When it cannot be read.
pub fn template_of(r: &Read<'_>, message: &Message) -> Result<Option<TemplateCategory>, StoreError> {
    let Some(target) = &message.reply_to else { return Ok(None) };
    let answered = message::by_provider(r, &message.account_id, target)?;
    Ok(answered.and_then(|answered| match answered.content {
        Content::Template(template) => Some(template.category),
        _ => None,
    }))
}

/// The question that a message answers: the one under which the button stood, where the provider says so.
///
/// # Errors
/// When it cannot be read.
pub fn question_of(
    r: &Read<'_>,
    message: &Message,
    consents: &Consents,
    purpose: &PurposeId,
) -> Result<Option<ConsentEntry>, StoreError> {
    let about = Scope::One(purpose.clone());
    let mut newest = None;
    for (_, said) in consents.iter() {
        if said.state != ConsentState::Requested || said.purpose != about {
            continue;
        }
        let under = match (&message.reply_to, said.evidence.message) {
            (None, _) => true,
            (Some(target), Some(id)) => {
                message::get(r, id)?.is_some_and(|asked| asked.provider_id.as_ref() == Some(target))
            }
            (Some(_), None) => false,
        };
        if under {
            newest = Some(said.clone());
        }
    }
    Ok(newest)
}
