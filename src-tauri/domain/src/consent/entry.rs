//! What one entry of the ledger says. Its JSON is hashed and kept for ever: fields are only added, and none is renamed.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use super::purpose::{Purpose, PurposeId};
use crate::id::{AccountId, MessageId};
use crate::template::TemplateCategory;
use crate::time::Timestamp;

/// What is permitted, or not any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentEntry {
    /// What for.
    pub purpose: Scope,
    /// What became of it.
    pub state: ConsentState,
    /// How we know.
    pub source: Source,
    /// At which of our numbers.
    pub account: AccountId,
    /// What proves it.
    pub evidence: Evidence,
    /// The text that the person was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<WordingRef>,
    /// On what ground of law.
    pub basis: LegalBasis,
    /// How good the proof is.
    pub grade: Grade,
    /// Who wrote it down; none where a rule of the product did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// When the person said it.
    pub at: Timestamp,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Until when it is good, not including that moment; of a question, until when an answer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
    /// Whose law was thought of: a country's two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, TS, JsonSchema)]
#[ts(rename = "ConsentScope", type = "string")]
#[schemars(rename = "ConsentScope", with = "String")]
pub enum Scope {
    /// Every purpose on every number, also those to come: `*` in the ledger.
    All,
    /// Every purpose that permits marketing templates, as the provider's own switch means it: `marketing*`.
    Marketing,
    /// One purpose.
    One(PurposeId),
}

impl Scope {
    /// The word in the ledger.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::All => "*",
            Self::Marketing => "marketing*",
            Self::One(purpose) => purpose.as_str(),
        }
    }

    /// From the word in the ledger.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "*" => Self::All,
            "marketing*" => Self::Marketing,
            purpose => Self::One(PurposeId::from(purpose)),
        }
    }

    /// Whether it is about that purpose.
    #[must_use]
    pub fn covers(&self, purpose: &Purpose) -> bool {
        match self {
            Self::All => true,
            Self::Marketing => purpose.permits(TemplateCategory::Marketing),
            Self::One(one) => *one == purpose.purpose,
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| Self::from_word(&word))
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// The word in the ledger.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    )*};
}

words! {
    /// What became of a permission.
    ConsentState {
        /// The person was asked and has not answered.
        Requested = "requested",
        /// The person said yes.
        Granted = "granted",
        /// The person said yes again, by a button under the question.
        Confirmed = "confirmed",
        /// The person said no when asked.
        Refused = "refused",
        /// The person took it back.
        Withdrawn = "withdrawn",
        /// Its time is over, or nobody answered in time.
        Expired = "expired",
        /// The provider's own switch is on again. It grants nothing: it only takes the provider's stop away.
        Resumed = "resumed",
    }
    /// How we know.
    Source {
        /// The person's own first message.
        WroteFirst = "wrote_first",
        /// A message that an operator picked as proof.
        Message = "message",
        /// A form on paper, or its scan.
        PaperForm = "paper_form",
        /// What was said on the telephone.
        Call = "call",
        /// What was said face to face.
        InPerson = "in_person",
        /// A form on a page of ours.
        WebForm = "web_form",
        /// The question with buttons, and the answer to it.
        DoubleOptIn = "double_opt_in",
        /// A list that was imported.
        Import = "import",
        /// A word that the person wrote.
        Keyword = "keyword",
        /// A button under one of our messages.
        Button = "button",
        /// The provider's own switch for marketing messages.
        Provider = "provider",
        /// A link on which the provider asks for us.
        SignupLink = "signup_link",
        /// An operator, who was told.
        Operator = "operator",
        /// Time: nobody answered, or what was granted has ended.
        Silence = "silence",
        /// The question reached nobody: it was refused, taken out of the queue, or not delivered.
        Unreached = "unreached",
    }
    /// What kind of thing proves it.
    EvidenceKind {
        /// A message in a chat.
        Message = "message",
        /// A file, a scan say.
        File = "file",
        /// A note of what was said.
        Note = "note",
        /// A list that was imported.
        List = "list",
        /// Nothing but the product itself: time went by.
        System = "system",
    }
    /// How good the proof is, A to D.
    Grade {
        /// A double opt-in with its message.
        A = "a",
        /// The person's own words or signature, with the message or the file.
        B = "b",
        /// What an operator noted, or a list with its proof elsewhere.
        C = "c",
        /// A list says so.
        D = "d",
    }
    /// On what ground of law people are written to.
    LegalBasis {
        /// They consented.
        Consent = "consent",
        /// A contract with them asks for it.
        Contract = "contract",
        /// A law asks for it.
        LegalObligation = "legal_obligation",
        /// An interest of ours that was weighed against theirs.
        LegitimateInterest = "legitimate_interest",
    }
}

impl ConsentState {
    /// Whether it ends what was permitted before.
    #[must_use]
    pub const fn is_an_end(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }
}

impl ConsentEntry {
    /// Whether this word takes an earlier no back.
    #[must_use]
    pub fn takes_back(&self, no: &Self) -> bool {
        self.purpose == no.purpose
            && match self.state {
                ConsentState::Granted | ConsentState::Confirmed => self.source.lifts_a_withdrawal(),
                ConsentState::Resumed => true,
                _ => false,
            }
    }
}

impl Source {
    /// Whether a yes from there counts after the person took it back. A new message or a list says nothing of that.
    #[must_use]
    pub const fn lifts_a_withdrawal(self) -> bool {
        !matches!(self, Self::WroteFirst | Self::Import)
    }
}

/// What proves an entry. Nothing here leads to a person without the journal, whose entry can be emptied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// The journal entry that holds it.
    pub position: i64,
    /// The message, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// SHA-256 of a file or a note with a random salt that stands in the journal entry, hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// Which text the person was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WordingRef {
    /// The purpose whose text it is.
    pub purpose: PurposeId,
    /// Which version.
    pub version: u32,
    /// In which language.
    pub language: String,
    /// SHA-256 of the text, hexadecimal.
    pub hash: String,
}
