//! What operators say of people.

use std::sync::Arc;

use contract::ErrorCode;
use contract::chat::NextChat;
use contract::member::{
    AttributeDelete, AttributeSave, AttributeSet, ChatOpen, MemberAdd, MemberAdded, MemberLabel, MemberName,
    SegmentDelete, SegmentSave,
};
use contract::workspace::Nothing;
use domain::decision::Decision;
use domain::member::{AttributeKind, MemberDecision};
use domain::person::digits;
use domain::segment::Condition;
use domain::{AttributeId, ChatId, CommandId, ContactId, LabelId, Person};
use store::table::{account, attribute, chat, contact, contact_merge, identity, label};
use store::{Read, StoreError};

use super::super::{Answer, consent, decide, read, storage};
use crate::core::Core;

/// A phone number with its country has at least so many digits, and at most fifteen (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// Longest name of a person, in letters.
const LONGEST_NAME: usize = 200;
/// Longest name of an attribute, an option or a segment, in letters.
const LONGEST_TITLE: usize = 60;
/// Most options of an attribute, and most conditions of a segment.
const MOST_PARTS: usize = 100;
/// Most people labelled at once.
const MOST_PEOPLE: usize = 1_000;

/// Adds a person, or fills in what is missing of one who is known by that number.
pub async fn add(core: &Arc<Core>, request: MemberAdd) -> Answer<MemberAdded> {
    let MemberAdd { command_id, account_id, name, phone, username, labels } = request;
    let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    let username = username.map(|username| username.trim().trim_start_matches('@').to_owned());
    let username = username.filter(|username| !username.is_empty());
    let phone = match phone.as_deref().map(str::trim).filter(|phone| !phone.is_empty()) {
        None => None,
        Some(typed) => {
            Some(digits(typed).filter(|digits| DIGITS.contains(&digits.len())).ok_or(ErrorCode::BadRequest)?)
        }
    };
    let long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_NAME);
    if (name.is_none() && phone.is_none() && username.is_none()) || long(&name) || long(&username) {
        return Err(ErrorCode::BadRequest.into());
    }
    let person = Person { phone, username, ..Person::default() };
    let (asked, number) = (person.clone(), account_id.clone());
    // Nobody is erased between the look at who was erased and what is written.
    let _nobody_is_erased = core.erasing.lock().await;
    let known = read(core, move |core, r| {
        let Some(account) = account::get(r, &number)? else { return Ok(None) };
        let known = identity::who(r, &number, account.portfolio.as_deref(), &asked)?;
        Ok(Some((known, core.suppression.is_suppressed(&asked)?)))
    });
    let (known, suppressed) = known.await?.ok_or(ErrorCode::NotFound)?;
    if suppressed && known.is_none() {
        return Err(ErrorCode::Suppressed.into());
    }
    let (attributes, overwrite) = (Vec::new(), false);
    let member = MemberDecision { account: account_id, person, name, labels, attributes, overwrite };
    let position = decide(core, command_id, Decision::MemberSaved(Box::new(member))).await?;
    let contact_id = known.unwrap_or(ContactId::at(position, 0));
    Ok(MemberAdded { contact_id, known: known.is_some() })
}

/// Gives a person the operator's own name.
pub async fn name(core: &Arc<Core>, request: MemberName) -> Answer<Nothing> {
    let MemberName { command_id, contact_id: contact, name } = request;
    let name = name.trim();
    if name.chars().count() > LONGEST_NAME {
        return Err(ErrorCode::BadRequest.into());
    }
    known(core, contact).await?;
    let name = (!name.is_empty()).then(|| name.to_owned());
    decide(core, command_id, Decision::MemberNamed { contact, name }).await.map(|_| Nothing {})
}

/// Puts a label on people or takes it off: a decision for each, so that each can be erased.
pub async fn labelled(core: &Arc<Core>, request: MemberLabel) -> Answer<Nothing> {
    let MemberLabel { command_id, people, label_id: label, on } = request;
    if people.len() > MOST_PEOPLE {
        return Err(ErrorCode::BadRequest.into());
    }
    if on && !read(core, |_, r| label::all(r)).await?.iter().any(|known| known.label_id == label) {
        return Err(ErrorCode::NotFound.into());
    }
    let people = if on { people } else { read(core, move |_, r| with_holders(r, people, label)).await? };
    for contact in people {
        let command = CommandId(format!("{command_id} {contact}"));
        decide(core, command, Decision::MemberLabelled { contact, label, on }).await?;
    }
    Ok(Nothing {})
}

/// A label comes off a merged person as a whole: off whichever of their contacts has it.
fn with_holders(r: &Read<'_>, people: Vec<ContactId>, label: LabelId) -> Result<Vec<ContactId>, StoreError> {
    let mut all = Vec::with_capacity(people.len());
    for contact in people {
        all.extend(label::holders(r, contact, label)?);
    }
    all.dedup();
    Ok(all)
}

/// The other contacts of whoever a chat is with who have a label.
///
/// # Errors
/// When they cannot be read.
pub fn other_holders(r: &Read<'_>, chat: ChatId, label: LabelId) -> Result<Vec<ContactId>, StoreError> {
    let Some(contact) = chat::contact(r, chat)? else { return Ok(Vec::new()) };
    let holders = label::holders(r, contact, label)?;
    Ok(holders.into_iter().filter(|holder| *holder != contact).collect())
}

/// Makes or changes an attribute.
pub async fn attribute_save(core: &Arc<Core>, request: AttributeSave) -> Answer<Nothing> {
    let AttributeSave { command_id, attribute_id: attribute, name, kind } = request;
    let name = title(&name)?;
    let kind = match kind {
        AttributeKind::OneOf { options } if options.is_empty() || options.len() > MOST_PARTS => {
            return Err(ErrorCode::BadRequest.into());
        }
        AttributeKind::OneOf { options } => {
            AttributeKind::OneOf { options: options.iter().map(|option| title(option)).collect::<Result<_, _>>()? }
        }
        other => other,
    };
    decide(core, command_id, Decision::AttributeSaved { attribute, name, kind }).await.map(|_| Nothing {})
}

/// Deletes an attribute with everybody's values.
pub async fn attribute_delete(core: &Arc<Core>, request: AttributeDelete) -> Answer<Nothing> {
    let decision = Decision::AttributeDeleted { attribute: request.attribute_id };
    decide(core, request.command_id, decision).await.map(|_| Nothing {})
}

/// Gives a person a value, where it is one of the attribute's kind.
pub async fn attribute_set(core: &Arc<Core>, request: AttributeSet) -> Answer<Nothing> {
    let AttributeSet { command_id, contact_id: contact, attribute_id: attribute, value } = request;
    known(core, contact).await?;
    let kind = kind_of(core, attribute).await?;
    let value = match value.trim() {
        "" => None,
        typed => Some(kind.read(typed).ok_or(ErrorCode::BadRequest)?),
    };
    if value.is_none() {
        // It goes from a merged person as a whole.
        for other in read(core, move |_, r| others_with(r, contact, attribute)).await? {
            let command = CommandId(format!("{command_id} {other}"));
            decide(core, command, Decision::AttributeSet { contact: other, attribute, value: None }).await?;
        }
    }
    decide(core, command_id, Decision::AttributeSet { contact, attribute, value }).await.map(|_| Nothing {})
}

fn others_with(r: &Read<'_>, contact: ContactId, id: AttributeId) -> Result<Vec<ContactId>, StoreError> {
    let mut found = Vec::new();
    for other in contact_merge::everyone(r, contact)?.into_iter().filter(|other| *other != contact) {
        if attribute::own(r, other)?.iter().any(|(attribute, _)| *attribute == id) {
            found.push(other);
        }
    }
    Ok(found)
}

async fn kind_of(core: &Arc<Core>, id: AttributeId) -> Answer<AttributeKind> {
    let all = read(core, |_, r| attribute::all(r)).await?;
    let found = all.into_iter().find(|one| one.attribute_id == id);
    found.map(|one| one.kind).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Makes or changes a segment.
pub async fn segment_save(core: &Arc<Core>, request: SegmentSave) -> Answer<Nothing> {
    let SegmentSave { command_id, segment_id: segment, name, conditions } = request;
    let name = title(&name)?;
    if conditions.is_empty() || conditions.len() > MOST_PARTS {
        return Err(ErrorCode::BadRequest.into());
    }
    let mut read = Vec::with_capacity(conditions.len());
    for condition in conditions {
        read.push(as_kept(core, condition).await?);
    }
    decide(core, command_id, Decision::SegmentSaved { segment, name, conditions: read }).await.map(|_| Nothing {})
}

/// A condition whose value is written as values of its attribute are kept.
async fn as_kept(core: &Arc<Core>, condition: Condition) -> Answer<Condition> {
    let Condition::Attribute { attribute_id, value: Some(value), relation } = condition else { return Ok(condition) };
    let value = kind_of(core, attribute_id).await?.read(&value.0).ok_or(ErrorCode::BadRequest)?;
    Ok(Condition::Attribute { attribute_id, value: Some(value), relation })
}

/// Deletes a segment.
pub async fn segment_delete(core: &Arc<Core>, request: SegmentDelete) -> Answer<Nothing> {
    let decision = Decision::SegmentDeleted { segment: request.segment_id };
    decide(core, request.command_id, decision).await.map(|_| Nothing {})
}

/// Opens the chat with a person who has a key at that number.
pub async fn chat_open(core: &Arc<Core>, request: ChatOpen) -> Answer<NextChat> {
    let ChatOpen { command_id, whom } = request;
    let asked = whom.clone();
    let found = read(core, move |_, r| {
        let there = chat::by_contact(r, &asked.account_id, asked.contact_id)?;
        Ok((there, consent::check::who(r, &asked)?.is_some()))
    });
    match found.await? {
        (Some(there), _) => return Ok(NextChat { chat_id: Some(there) }),
        (None, false) => return Err(ErrorCode::NotFound.into()),
        (None, true) => {}
    }
    let (account, contact) = (whom.account_id.clone(), whom.contact_id);
    decide(core, command_id, Decision::ChatOpened { account, contact }).await?;
    let opened = read(core, move |_, r| chat::by_contact(r, &whom.account_id, whom.contact_id)).await?;
    Ok(NextChat { chat_id: opened })
}

async fn known(core: &Arc<Core>, id: ContactId) -> Answer<()> {
    let found = core.blocking(move |core| core.console.read(|r| contact::get(r, id))).await.map_err(storage)?;
    found.map(|_| ()).ok_or_else(|| ErrorCode::NotFound.into())
}

fn title(text: &str) -> Answer<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_TITLE {
        return Err(ErrorCode::BadRequest.into());
    }
    Ok(text.to_owned())
}
