//! What was decided about people's consents: the ledger has it already; here it takes effect on what waits to be sent.

use contract::change::ChangeKind;
use domain::consent::{Purpose, Scope, Source};
use domain::content::Content;
use domain::decision::{ConsentAct, ConsentDecision, Decided, Outgoing, Subject};
use domain::notify::AlertKind;
use domain::template::TemplateCategory;
use domain::{ContactId, Timestamp};
use store::table::{account, chat, consent_said, contact, identity, proof, purpose, send_queue};
use store::{StoreError, Write};

use super::{Facts, Happened, Origin, decided};
use crate::consent::asks_about;

/// Most lines that the invitations of one person under one number make in histories.
const EACH: u32 = 1_024;

/// Writes what a decision does beside the ledger.
pub fn decision(
    w: &Write<'_>,
    origin: Origin,
    made: &Decided,
    consent: &ConsentDecision,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let contact = match &consent.whom {
        Subject::Contact { contact } => *contact,
        Subject::Listed { person } => {
            let portfolio = account::get(w, &consent.account)?.and_then(|account| account.portfolio);
            let new = ContactId::at(origin.position, 0);
            identity::resolve(w, &consent.account, portfolio.as_deref(), person, new, origin.at)?.contact_id
        }
    };
    if contact::get(w, contact)?.is_none() {
        return Ok(());
    }
    contact::trace(w, contact, origin.position)?;
    if let Some(file) = consent.proof.as_ref().and_then(|proof| proof.file.as_ref()) {
        proof::put(w, origin.position, contact, file)?;
    }
    facts.kind(ChangeKind::Consent);
    for chat in chat::of_contact(w, contact)? {
        facts.row(chat);
    }
    hear(w, origin, made.at, contact, &consent.said)?;
    let ended: Vec<&ConsentAct> = consent.said.iter().filter(|act| act.state.is_an_end()).collect();
    if !ended.is_empty() {
        cancel(w, (origin, contact), &ended, made.at, facts)?;
        tell(w, consent, contact, &ended, facts)?;
    }
    match &consent.send {
        Some(send) => decided::sent(w, origin, made, send, facts),
        None => Ok(()),
    }
}

/// What was said counts in the lists of people; a "no" to everything at every number of the person's.
fn hear(
    w: &Write<'_>,
    origin: Origin,
    at: Timestamp,
    contact: ContactId,
    said: &[ConsentAct],
) -> Result<(), StoreError> {
    consent_said::hear(w, contact, origin.position, said, at)?;
    let everywhere: Vec<_> =
        said.iter().filter(|act| act.purpose == Scope::All && act.state.is_an_end()).cloned().collect();
    if everywhere.is_empty() {
        return Ok(());
    }
    for same in store::erasure::same_person(w, contact)?.into_iter().filter(|same| *same != contact) {
        consent_said::hear(w, same, origin.position, &everywhere, at)?;
    }
    Ok(())
}

/// Takes out of the queue what the person does not want any more, at every number where it holds: templates, and questions of
/// ours. Answers in free form stay: they are what the person may still get.
fn cancel(
    w: &Write<'_>,
    (origin, contact): (Origin, ContactId),
    ended: &[&ConsentAct],
    at: Timestamp,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let purposes = purpose::all(w)?;
    let invitations = purposes.iter().filter(|purpose| purpose.invites);
    let uninvited = ended.iter().any(|act| invitations.clone().any(|purpose| act.purpose.covers(purpose)));
    let everywhere = ended.iter().any(|act| act.purpose == Scope::All);
    let people = if everywhere { store::erasure::same_person(w, contact)? } else { vec![contact] };
    for (nth, person) in (0..).zip(people) {
        if uninvited {
            super::invitation::refused(w, (Origin { index: nth * EACH, ..origin }, at), person, facts)?;
        }
        for chat in chat::of_contact(w, person)? {
            for send in send_queue::waiting_in(w, chat)? {
                if is_concerned(&send.outgoing, ended, &purposes) && send_queue::withdraw(w, send.message_id, at)? {
                    facts.queue = true;
                    facts.unreached = true;
                    facts.conversation(chat);
                    super::invitation::unsent(w, send.message_id, facts)?;
                }
            }
        }
    }
    Ok(())
}

fn is_concerned(outgoing: &Outgoing, ended: &[&ConsentAct], purposes: &[Purpose]) -> bool {
    let Outgoing::Message { content, .. } = outgoing else { return false };
    let asked = asks_about(content);
    let concerned = |purpose: &&Purpose| match content {
        Content::Template(template) if template.invites.is_some() => {
            let offers = template.category == TemplateCategory::Marketing;
            purpose.invites || offers && purpose.permits(template.category)
        }
        Content::Template(template) => purpose.permits(template.category),
        _ => asked.as_ref() == Some(&purpose.purpose),
    };
    if asked.is_none() && !matches!(content, Content::Template(_)) {
        return false;
    }
    let concerned = purposes.iter().filter(concerned);
    ended.iter().any(|act| act.purpose == Scope::All || concerned.clone().any(|purpose| act.purpose.covers(purpose)))
}

/// A person's own word is news; what an operator or the provider said was told already.
fn tell(
    w: &Write<'_>,
    consent: &ConsentDecision,
    contact: ContactId,
    ended: &[&ConsentAct],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    if !ended.iter().any(|act| matches!(act.source, Source::Keyword | Source::Button)) {
        return Ok(());
    }
    let chat = chat::by_contact(w, &consent.account, contact)?;
    facts.happened.push(Happened {
        kind: AlertKind::OptOut,
        account: consent.account.clone(),
        chat,
        contact: Some(contact),
        message: None,
        words: String::new(),
    });
    Ok(())
}
