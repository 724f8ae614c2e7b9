//! The question with buttons (double opt-in), and what its buttons bring back.

use domain::Timestamp;
use domain::consent::{
    ConsentEntry, ConsentState, Evidence, EvidenceKind, PurposeId, Scope, Source, Wording, WordingRef,
};
use domain::content::{Answer, Content, Interactive, InteractiveAction};
use domain::decision::Outgoing;
use domain::time::DAY;
use store::table::purpose;
use store::{Read, StoreError};

use super::act::{Who, said_now};
use super::words;

/// How long a question waits for its answer.
pub const ASKED_FOR: i64 = 7 * DAY;
/// What the ids of our buttons begin with.
const OURS: &str = "consent";

/// What was answered to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// To the question about which purpose.
    pub purpose: PurposeId,
    /// Whether yes.
    pub yes: bool,
}

/// What comes back when yes or no is pressed under a question.
pub fn payloads(purpose: &PurposeId) -> [String; 2] {
    ["yes", "no"].map(|answer| format!("{OURS}:{answer}:{}", purpose.as_str()))
}

/// Reads a pressed button, where it stood under a question.
pub fn answered(answer: &Answer) -> Option<Answered> {
    brings(&answer.id)
}

/// The purpose that a message of ours asks about, where it is a question inside the window.
pub fn asks_about(content: &Content) -> Option<PurposeId> {
    let Content::Interactive(Interactive { action: InteractiveAction::Buttons { buttons }, .. }) = content else {
        return None;
    };
    buttons.iter().find_map(|button| brings(&button.id)).map(|answer| answer.purpose)
}

fn brings(id: &str) -> Option<Answered> {
    let (answer, purpose) = id.strip_prefix(OURS)?.strip_prefix(':')?.split_once(':')?;
    let yes = match answer {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    Some(Answered { purpose: PurposeId::from(purpose), yes })
}

/// The newest text of a purpose in a language, else in English, else in any.
///
/// # Errors
/// When the texts cannot be read.
pub fn newest_wording(r: &Read<'_>, wanted: &PurposeId, language: &str) -> Result<Option<Wording>, StoreError> {
    let all: Vec<_> = purpose::wordings(r)?.into_iter().filter(|wording| wording.purpose == *wanted).collect();
    let newest = |language: &str| all.iter().filter(|one| one.language == language).max_by_key(|one| one.version);
    Ok(newest(language).or_else(|| newest("en")).or_else(|| all.first()).cloned())
}

/// The entry's words for a text.
pub fn reference(wording: &Wording) -> WordingRef {
    WordingRef {
        purpose: wording.purpose.clone(),
        version: wording.version,
        language: wording.language.clone(),
        hash: wording.hash(),
    }
}

/// The question as it is asked inside the window.
pub fn asks_in_window(wording: &Wording) -> Outgoing {
    let asked = words::question(&wording.text, &wording.language, payloads(&wording.purpose));
    Outgoing::Message { content: Content::Interactive(asked), reply_to: None }
}

/// What the ledger says of a question: that it was asked, with the text where the text is ours.
pub fn asks_with(who: &Who, purpose: &PurposeId, wording: Option<WordingRef>, now: Timestamp) -> ConsentEntry {
    ConsentEntry {
        // The question is the message that the journal entry makes.
        evidence: Evidence { kind: EvidenceKind::Message, position: 0, message: None, digest: None },
        wording,
        expires: Some(now.plus(ASKED_FOR)),
        ..said_now(&who.account, Scope::One(purpose.clone()), ConsentState::Requested, Source::DoubleOptIn, now)
    }
}
