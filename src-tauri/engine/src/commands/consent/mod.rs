//! Consent: purposes and texts, the ledger and how it stands with everybody.

pub mod check;
pub mod import;
pub mod paper;
pub mod record;
pub mod report;
pub mod retention;

use std::sync::{Arc, PoisonError};

use contract::ErrorCode;
use contract::consent::{
    ConsentOverview, LedgerCheck, LedgerLine, LedgerPage, LedgerPart, LedgerRequest, PurposeCount, PurposeSave,
    Purposes, StopWordsSave, WordingSave,
};
use contract::workspace::Nothing;
use domain::consent::{BUILT_IN, Heard, Keywords, Purpose, SERVICE_REPLIES, Source, built_in, heard};
use domain::decision::Decision;
use domain::time::DAY;
use store::table::{chat, message, purpose};
use store::{LedgerRow, LedgerView, Read, StoreError};

use super::people::masked;
use super::{Answer, decide, read, storage};
use crate::consent::whose;
use crate::core::Core;

/// Most rows of a page.
const MOST: u32 = 200;
/// Longest text that people are shown, in letters: a question with buttons takes 1,024.
const LONGEST_WORDING: usize = 1_000;
/// Longest name of a purpose, or word that ends everything, in letters.
const LONGEST_WORD: usize = 60;
/// Most words of a workspace's own that end everything.
const MOST_WORDS: usize = 50;
/// How far back withdrawals are counted.
const RECENT: i64 = 30 * DAY;
/// Letters of a hash that are shown.
pub const SHORT_HASH: usize = 16;

/// Purposes, texts and words that end everything.
pub async fn purposes(core: &Arc<Core>) -> Answer<Purposes> {
    read(core, |_, r| {
        Ok(Purposes {
            purposes: purpose::all(r)?,
            wordings: purpose::wordings(r)?,
            stop_words: purpose::stop_words(r)?,
        })
    })
    .await
}

/// Makes or changes a purpose. What replies permit is the product's: a first message grants them, and nothing else.
pub async fn purpose_save(core: &Arc<Core>, request: PurposeSave) -> Answer<Nothing> {
    let PurposeSave { command_id, purpose } = request;
    if !is_in_order(&purpose) {
        return Err(ErrorCode::BadRequest.into());
    }
    decide(core, command_id, Decision::PurposeSaved { purpose }).await.map(|_| Nothing {})
}

fn is_in_order(purpose: &Purpose) -> bool {
    let word = purpose.purpose.as_str();
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let title = |title: &String| !title.trim().is_empty() && fits(title, LONGEST_WORD);
    let named = purpose.title.as_ref().map_or_else(|| BUILT_IN.contains(&word), title);
    let keyword = |word: &String| {
        let says = heard(word, &Keywords::new(&[], std::slice::from_ref(purpose)));
        fits(word, LONGEST_WORD) && matches!(says, Some(Heard::Grant(_)))
    };
    let replies = word != SERVICE_REPLIES
        || built_in().iter().any(|own| {
            own.purpose == purpose.purpose && own.permits == purpose.permits && own.invites == purpose.invites
        });
    !word.is_empty()
        && fits(word, LONGEST_WORD)
        && word.chars().all(plain)
        && named
        && replies
        && purpose.lasts_days != Some(0)
        && purpose.keywords.len() <= MOST_WORDS
        && purpose.keywords.iter().all(keyword)
}

/// Makes a text the newest version.
pub async fn wording_save(core: &Arc<Core>, request: WordingSave) -> Answer<Nothing> {
    let WordingSave { command_id, purpose: wanted, language, text } = request;
    let text = text.trim().to_owned();
    if text.is_empty() || !fits(&text, LONGEST_WORDING) || language.is_empty() || language.len() > 16 {
        return Err(ErrorCode::BadRequest.into());
    }
    if !read(core, |_, r| purpose::all(r)).await?.iter().any(|purpose| purpose.purpose == wanted) {
        return Err(ErrorCode::NotFound.into());
    }
    decide(core, command_id, Decision::WordingSaved { purpose: wanted, language, text }).await.map(|_| Nothing {})
}

/// Sets the workspace's own words that end everything.
pub async fn stop_words_save(core: &Arc<Core>, request: StopWordsSave) -> Answer<Nothing> {
    let words: Vec<String> = request.words.iter().map(|word| word.trim().to_owned()).collect();
    let ends = |word: &String| heard(word, &Keywords::new(&words, &[])) == Some(Heard::Stop);
    if words.len() > MOST_WORDS || !words.iter().all(|word| fits(word, LONGEST_WORD) && ends(word)) {
        return Err(ErrorCode::BadRequest.into());
    }
    decide(core, request.command_id, Decision::StopWordsSaved { words }).await.map(|_| Nothing {})
}

fn fits(text: &str, most: usize) -> bool {
    text.chars().count() <= most
}

/// How it stands with everybody.
pub async fn overview(core: &Arc<Core>) -> Answer<ConsentOverview> {
    let now = core.now();
    let counted = read(core, move |core, r| {
        let permitted = purpose::all(r)?.into_iter().map(|purpose| {
            let people = core.ledger.permitted(&purpose, now)?;
            Ok(PurposeCount { purpose: purpose.purpose, people })
        });
        let permitted = permitted.collect::<Result<Vec<_>, StoreError>>()?;
        Ok((permitted, core.ledger.tally(now.plus(-RECENT), now)?))
    });
    let (permitted, tally) = counted.await?;
    let checked = *core.checked.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(ConsentOverview { permitted, waiting: tally.waiting, withdrawn: tally.withdrawn, checked })
}

/// Checks the chain of the ledger as it lies on the disk.
pub async fn verify(core: &Arc<Core>) -> Answer<LedgerCheck> {
    let found = core.blocking(|core| core.ledger.verify()).await.map_err(storage)?;
    let broken = match found.fault {
        Some(store::LedgerFault::Entry { entry }) => Some(entry),
        _ => None,
    };
    let signed = !found.doubts.contains(&store::Doubt::NotSigned) && !found.doubts.contains(&store::Doubt::NoKey);
    let check = LedgerCheck { at: core.now(), entries: found.entries, holds: found.fault.is_none(), broken, signed };
    *core.checked.lock().unwrap_or_else(PoisonError::into_inner) = Some(check);
    Ok(check)
}

/// A page of the ledger.
pub async fn ledger(core: &Arc<Core>, request: LedgerRequest) -> Answer<LedgerPage> {
    let limit = request.limit.clamp(1, MOST) as usize;
    let view = match request.part {
        LedgerPart::All => LedgerView::All,
        LedgerPart::Pending => LedgerView::Pending,
        LedgerPart::Withdrawals => LedgerView::Withdrawals,
    };
    let before = request.before.unwrap_or(i64::MAX);
    read(core, move |core, r| {
        let mut found = core.ledger.page(view, before, limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let rows = found.into_iter().map(|row| line(core, r, row)).collect::<Result<_, _>>()?;
        Ok(LedgerPage { rows, more })
    })
    .await
}

/// An entry of the ledger as the screen sees it.
pub fn line(core: &Core, r: &Read<'_>, row: LedgerRow) -> Result<LedgerLine, StoreError> {
    let who = whose(core, &row)?;
    let chat_id = match &who {
        Some((contact, _)) => chat::by_contact(r, &row.said.account, *contact)?,
        None => None,
    };
    let word = word(r, &row.said.source, row.said.evidence.message)?;
    let name = who.as_ref().and_then(|(_, person)| {
        let name = person.name.clone().or_else(|| person.username.clone());
        name.or_else(|| person.phone.as_deref().map(masked))
    });
    let LedgerRow { entry, said, hash, .. } = row;
    Ok(LedgerLine {
        entry,
        hash: short(&hash),
        account_id: said.account,
        contact_id: who.map(|(contact, _)| contact),
        name,
        chat_id,
        purpose: said.purpose,
        state: said.state,
        source: said.source,
        word,
        wording: said.wording,
        evidence: said.evidence.kind,
        message_id: said.evidence.message,
        grade: said.grade,
        operator: said.operator,
        at: said.at,
        recorded_at: said.recorded_at,
        expires: said.expires,
    })
}

/// The first letters of a hash.
pub fn short(hash: &str) -> String {
    hash.chars().take(SHORT_HASH).collect()
}

/// The word that a person wrote or pressed; it stands in the message and nowhere else, so that it can be erased.
pub fn word(r: &Read<'_>, source: &Source, proof: Option<domain::MessageId>) -> Result<Option<String>, StoreError> {
    let (Source::Keyword | Source::Button, Some(proof)) = (source, proof) else { return Ok(None) };
    Ok(message::get(r, proof)?.map(|message| message.words))
}
