//! Writes down what people said: a consent with its proof, a withdrawal, and the question with buttons.

use std::sync::Arc;

use contract::compose::Queued;
use contract::consent::{AskTemplate, ConsentAsk, ConsentRecord, ConsentWithdraw, Recorded, Whom};
use contract::{ErrorBody, ErrorCode};
use domain::consent::{
    ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, Purpose, PurposeId, SERVICE_REPLIES, Scope, Source,
    WordingRef,
};
use domain::content::Content;
use domain::decision::{Decision, Outgoing, Proof, SendDecision};
use domain::template::TemplateMessage;
use domain::time::MINUTE;
use domain::window::ServiceWindow;
use domain::{FileHash, MessageId, Timestamp};
use store::table::chat::{Chat, ChatKind};
use store::table::message::{self, Direction, Message};
use store::table::{purpose, template as templates};
use store::{Read, StoreError};

use super::super::{Answer, LONGEST_COMMAND, chats, compose, named_once, read, storage};
use super::{check, short};
use crate::consent::{
    Who, Written, asks_in_window, asks_with, consents, granted, language, newest_wording, payloads, reference,
    said_now, write,
};
use crate::core::Core;

/// So far may the screen's clock be ahead of ours.
const AHEAD: i64 = MINUTE;
/// Longest note of what was said, in letters.
const LONGEST_NOTE: usize = 2_000;
/// Bytes of the salt in a digest.
const SALT: usize = 16;

/// Writes down what a person said or signed.
pub async fn record(core: &Arc<Core>, request: ConsentRecord) -> Answer<Recorded> {
    let who = known(core, &request.whom).await?;
    let wanted = request.purposes.clone();
    let purposes = read(core, move |_, r| purposes_of(r, &wanted)).await?.ok_or(ErrorCode::NotFound)?;
    let (now, asked_at) = (core.now(), request.at);
    if purposes.is_empty() || asked_at > now.plus(AHEAD) {
        return Err(ErrorCode::BadRequest.into());
    }
    let wordings = request.wordings.clone();
    if !read(core, move |_, r| are_texts_of_ours(r, &wordings)).await? {
        return Err(ErrorCode::NotFound.into());
    }
    let proved = proved(core, &who, &request).await?;
    let entry = |purpose: &Purpose| {
        let scope = Scope::One(purpose.purpose.clone());
        let said = said_now(&who.account, scope, ConsentState::Granted, request.source, proved.at);
        let wording = request.wordings.iter().find(|wording| wording.purpose == purpose.purpose).cloned();
        let (evidence, operator) = (proved.evidence.clone(), Some(core.operator.clone()));
        let said = ConsentEntry { evidence, operator, grade: proved.grade, recorded_at: now, ..said };
        granted(said, purpose, wording)
    };
    let said: Vec<_> = purposes.iter().map(entry).collect();
    let written =
        Written { command: request.command_id, by: core.operator.clone(), said, proof: proved.proof, send: None };
    recorded(core, who, written).await
}

/// Takes a consent back.
pub async fn withdraw(core: &Arc<Core>, request: ConsentWithdraw) -> Answer<Recorded> {
    let who = known(core, &request.whom).await?;
    let scope = match &request.purpose {
        None => Scope::All,
        Some(id) => {
            let wanted = vec![id.clone()];
            read(core, move |_, r| purposes_of(r, &wanted)).await?.ok_or(ErrorCode::NotFound)?;
            Scope::One(id.clone())
        }
    };
    let now = core.now();
    let (at, evidence, proof) = match (request.message_id, request.note) {
        (Some(id), _) => {
            let said = theirs(core, &who, id).await?;
            (said.at, of_message(&said), None)
        }
        (None, Some(note)) => {
            let proof = proof(None, None, Some(noted(note)?))?;
            (now, of_proof(EvidenceKind::Note, &proof), Some(proof))
        }
        (None, None) => return Err(ErrorCode::Evidence.into()),
    };
    let said = said_now(&who.account, scope, ConsentState::Withdrawn, Source::Operator, at);
    let said = ConsentEntry { evidence, operator: Some(core.operator.clone()), recorded_at: now, ..said };
    let by = core.operator.clone();
    recorded(core, who, Written { command: request.command_id, by, said: vec![said], proof, send: None }).await
}

/// Asks a person: with buttons inside the window, else with a template.
pub async fn ask(core: &Arc<Core>, request: ConsentAsk) -> Answer<Queued> {
    let ConsentAsk { command_id, chat_id, purpose: wanted, template } = request;
    let chat = chats::known(core, chat_id).await?;
    let (true, Some(contact_id)) = (chat.kind == ChatKind::Direct, chat.contact_id) else {
        return Err(ErrorCode::BadRequest.into());
    };
    let who = known(core, &Whom { account_id: chat.account_id.clone(), contact_id }).await?;
    let _one_at_a_time = core.asking.lock().await;
    if wanted.as_str() == SERVICE_REPLIES || !is_open_question(core, &who, &wanted).await? {
        return Err(ErrorCode::TooLate.into());
    }
    let now = core.now();
    let open = ServiceWindow::at(chat.last_received_at, now).is_open();
    let (outgoing, wording) = match template {
        Some(template) if !open => (with_template(core, &chat, &wanted, template).await?, None),
        _ => in_window(core, &chat, &wanted).await?,
    };
    if let Some(problem) = compose::check(core, &chat, &outgoing).await? {
        return Err(ErrorBody::content(problem));
    }
    compose::ask(core, chat.clone(), outgoing.clone()).await?.map_err(ErrorBody::from)?;
    let said = vec![ConsentEntry { operator: Some(core.operator.clone()), ..asks_with(&who, &wanted, wording, now) }];
    let send = Some(SendDecision { account: chat.account_id, chat: chat.chat_id, outgoing });
    let by = core.operator.clone();
    let position = written(core, who, Written { command: command_id, by, said, proof: None, send }).await?;
    Ok(Queued { message_id: MessageId::at(position, 0) })
}

/// Whether there is something to ask: neither a yes that stands nor a question that waits.
async fn is_open_question(core: &Arc<Core>, who: &Who, wanted: &PurposeId) -> Answer<bool> {
    let (who, wanted) = (who.clone(), vec![wanted.clone()]);
    let found = read(core, move |core, r| {
        let Some(purposes) = purposes_of(r, &wanted)? else { return Ok(None) };
        let consents = consents(r, &core.ledger, &who)?;
        let stands = purposes.iter().map(|purpose| consents.of(purpose, core.now()));
        let mut closed = stands.map(|consent| consent.permits || consent.state == Some(ConsentState::Requested));
        Ok(Some(!closed.any(|closed| closed)))
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn in_window(core: &Arc<Core>, chat: &Chat, wanted: &PurposeId) -> Answer<(Outgoing, Option<WordingRef>)> {
    let (chat, wanted) = (chat.clone(), wanted.clone());
    let found = read(core, move |_, r| newest_wording(r, &wanted, language(r, &chat)?)).await?;
    let wording = found.ok_or(ErrorCode::NotFound)?;
    Ok((asks_in_window(&wording), Some(reference(&wording))))
}

async fn with_template(core: &Arc<Core>, chat: &Chat, wanted: &PurposeId, asked: AskTemplate) -> Answer<Outgoing> {
    let AskTemplate { name, language, values } = asked;
    let account = chat.account_id.clone();
    let found = read(core, move |_, r| templates::get(r, &account, &name, &language)).await?;
    let template = found.ok_or(ErrorCode::NotFound)?;
    if template.buttons.len() != 2 || template.quick_replies != 2 {
        return Err(ErrorCode::Template.into());
    }
    let filled = template.fill(|blank| values.get(blank).cloned()).map_err(|_| ErrorCode::Template)?;
    let message = TemplateMessage { button_payloads: payloads(wanted).into(), ..filled };
    Ok(Outgoing::Message { content: Content::Template(message), reply_to: None })
}

/// What proves a consent.
struct Proved {
    at: Timestamp,
    evidence: Evidence,
    grade: Grade,
    proof: Option<Proof>,
}

async fn proved(core: &Arc<Core>, who: &Who, request: &ConsentRecord) -> Answer<Proved> {
    // A clock of the screen that is ahead would let a yes stand above a no that comes a moment later.
    let at = request.at.min(core.now());
    let by_proof =
        |kind, grade, proof: Proof| Proved { at, evidence: of_proof(kind, &proof), grade, proof: Some(proof) };
    match request.source {
        Source::Message => {
            let said = theirs(core, who, request.message_id.ok_or(ErrorCode::Evidence)?).await?;
            Ok(Proved { at: said.at, evidence: of_message(&said), grade: Grade::B, proof: None })
        }
        Source::PaperForm | Source::WebForm => {
            let file = request.file.clone().ok_or(ErrorCode::Evidence)?;
            let wanted = file.clone();
            let there = core.blocking(move |core| core.media.size(&wanted)).await.map_err(storage)?;
            there.ok_or(ErrorCode::Evidence)?;
            let proof = proof(Some(file), request.filename.clone(), None)?;
            Ok(by_proof(EvidenceKind::File, Grade::B, proof))
        }
        Source::Call | Source::InPerson => {
            let note = noted(request.note.clone().unwrap_or_default())?;
            Ok(by_proof(EvidenceKind::Note, Grade::C, proof(None, None, Some(note))?))
        }
        _ => Err(ErrorCode::BadRequest.into()),
    }
}

fn noted(note: String) -> Answer<String> {
    let note = note.trim();
    if note.is_empty() {
        return Err(ErrorCode::Evidence.into());
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(ErrorCode::BadRequest.into());
    }
    Ok(note.to_owned())
}

fn proof(file: Option<FileHash>, filename: Option<String>, note: Option<String>) -> Answer<Proof> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(|_| ErrorCode::Internal)?;
    Ok(Proof { file, filename, note, salt: hex::encode(salt) })
}

fn of_message(message: &Message) -> Evidence {
    Evidence {
        kind: EvidenceKind::Message,
        position: message.received_position,
        message: Some(message.message_id),
        digest: None,
    }
}

/// The journal entry itself holds it.
fn of_proof(kind: EvidenceKind, proof: &Proof) -> Evidence {
    Evidence { kind, position: 0, message: None, digest: Some(proof.digest()) }
}

/// A message that the person wrote to this number.
async fn theirs(core: &Arc<Core>, who: &Who, id: MessageId) -> Answer<Message> {
    let who = who.clone();
    let found = read(core, move |_, r| {
        let Some(found) = message::get(r, id)?.filter(|found| found.direction == Direction::In) else {
            return Ok(None);
        };
        let by_them = found.sender_contact == Some(who.contact) && found.account_id == who.account;
        Ok(by_them.then_some(found))
    });
    found.await?.ok_or_else(|| ErrorCode::Evidence.into())
}

async fn known(core: &Arc<Core>, whom: &Whom) -> Answer<Who> {
    let whom = whom.clone();
    read(core, move |_, r| check::who(r, &whom)).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The purposes of these words; none where one is not known.
fn purposes_of(r: &Read<'_>, wanted: &[PurposeId]) -> Result<Option<Vec<Purpose>>, StoreError> {
    let all = purpose::all(r)?;
    let find = |id: &PurposeId| all.iter().find(|purpose| purpose.purpose == *id).cloned();
    Ok(wanted.iter().map(find).collect())
}

fn are_texts_of_ours(r: &Read<'_>, wanted: &[WordingRef]) -> Result<bool, StoreError> {
    for one in wanted {
        let found = purpose::wording(r, &one.purpose, &one.language, one.version)?;
        if found.is_none_or(|found| found.hash() != one.hash) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes it, and names the first entry.
async fn recorded(core: &Arc<Core>, who: Who, what: Written) -> Answer<Recorded> {
    let about = who.clone();
    let entries = what.said.len();
    written(core, who, what).await?;
    let rows =
        core.blocking(move |core| core.ledger.of_person(&about.account, &about.person)).await.map_err(storage)?;
    let row = rows.iter().rev().nth(entries.saturating_sub(1)).ok_or(ErrorCode::Internal)?;
    Ok(Recorded { entry: row.entry, hash: short(&row.hash) })
}

/// Writes it and waits until it has taken effect; the journal entry's place.
async fn written(core: &Arc<Core>, who: Who, what: Written) -> Answer<i64> {
    if what.command.0.is_empty() || what.command.0.len() > LONGEST_COMMAND || what.command.is_of_rule() {
        return Err(ErrorCode::BadRequest.into());
    }
    let appended = core.blocking(move |core| write(core, &who, what)).await.map_err(storage)?;
    // The sender lives as long as this core: waiting cannot fail.
    let _ = core.projected.subscribe().wait_for(|projected| *projected >= appended.position).await;
    named_once(core, appended, |before| matches!(before, Decision::Consent(_))).await
}
