//! Papers about one person: the receipt of their consents for machines, for tables and for people, and everything that is
//! known of them. What is known is gathered once ([`gather`]); each paper is a function of it, without a clock or a disk.

mod gather;
mod known;
mod pdf;
mod receipt;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use contract::workspace::Language;
use domain::consent::{ConsentEntry, Consents, Purpose, Scope, Wording, WordingRef};
use domain::{AccountId, Person, Timestamp};
use store::{Head, LedgerRow};

pub use gather::gather;
pub use known::{known, known_json};
pub use pdf::receipt_pdf;
pub use receipt::receipt_json;
pub use table::receipt_csv;
pub use words::Words;

/// Why a paper could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The bundled font cannot be read: a fault of ours.
    #[error("the font of the papers cannot be used")]
    Font,
    /// What was made cannot be written as text: a fault of ours.
    #[error("the paper cannot be written")]
    Write,
}

/// What a receipt is made from.
#[derive(Debug, Clone)]
pub struct Input {
    /// Whose consents these are, by every key known.
    pub person: Person,
    /// At which number the person was asked about.
    pub business: Business,
    /// Their entries of the ledger, oldest first; one at least.
    pub rows: Vec<LedgerRow>,
    /// The words that were written or pressed, by entry: they stand in messages, not in the ledger.
    pub words: BTreeMap<i64, String>,
    /// Every purpose of the workspace, in the order of the screen.
    pub purposes: Vec<Purpose>,
    /// Every text that people are or were shown.
    pub wordings: Vec<Wording>,
    /// The head of the ledger, not older than the entries.
    pub head: Option<Head>,
    /// When the paper is made.
    pub now: Timestamp,
    /// In which time zone people read times.
    pub zone: chrono_tz::Tz,
    /// In which language the paper is.
    pub language: Language,
    /// Who makes it.
    pub operator: String,
}

/// Who asks for consents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Business {
    /// The number's id.
    pub account: AccountId,
    /// The name that people see, where it is known.
    pub name: Option<String>,
    /// The number as people write it, where it is known.
    pub phone: Option<String>,
}

/// One purpose, and how it stands with it.
pub(crate) struct Standing<'a> {
    pub purpose: Purpose,
    pub consent: domain::consent::Consent,
    /// The entries about it, oldest first.
    pub rows: Vec<&'a LedgerRow>,
}

impl Input {
    /// The purposes of which something was said, each with how it stands now.
    pub(crate) fn standings(&self) -> Vec<Standing<'_>> {
        let consents = Consents::new(self.rows.iter().map(|row| (row.entry, row.said.clone())).collect());
        let concerned = self.concerned().into_iter();
        let all = concerned.map(|purpose| Standing {
            consent: consents.of(&purpose, self.now),
            rows: self.rows.iter().filter(|row| row.said.purpose.covers(&purpose)).collect(),
            purpose,
        });
        all.filter(|standing| !standing.rows.is_empty()).collect()
    }

    /// Every purpose of the workspace, and those that only the ledger still names.
    fn concerned(&self) -> Vec<Purpose> {
        let mut all = self.purposes.clone();
        for row in &self.rows {
            if let Scope::One(id) = &row.said.purpose
                && !all.iter().any(|purpose| purpose.purpose == *id)
            {
                all.push(unknown(id));
            }
        }
        all
    }

    /// The purposes that an entry is about.
    pub(crate) fn covered<'a>(standings: &'a [Standing<'a>], said: &ConsentEntry) -> Vec<&'a Purpose> {
        standings.iter().map(|standing| &standing.purpose).filter(|purpose| said.purpose.covers(purpose)).collect()
    }

    /// A text as the person was shown it; none where what is kept is another text than the ledger names.
    pub(crate) fn text(&self, shown: &WordingRef) -> Option<&str> {
        let same = |one: &&Wording| {
            one.purpose == shown.purpose && one.language == shown.language && one.version == shown.version
        };
        self.wordings.iter().find(same).filter(|one| one.hash() == shown.hash).map(|one| one.text.as_str())
    }

    /// The person's name, else the phone or the id.
    pub(crate) fn called(&self) -> String {
        let person = &self.person;
        let name = person.name.clone().or_else(|| person.username.as_ref().map(|name| format!("@{name}")));
        name.or_else(|| self.phone()).or_else(|| person.user_id.clone()).unwrap_or_default()
    }

    /// The person's phone with its plus.
    pub(crate) fn phone(&self) -> Option<String> {
        self.person.phone.as_ref().map(|phone| format!("+{phone}"))
    }

    /// The business's name, else its number.
    pub(crate) fn business_name(&self) -> &str {
        let Business { name, phone, account } = &self.business;
        name.as_deref().or(phone.as_deref()).unwrap_or_else(|| account.as_str())
    }
}

fn unknown(id: &domain::consent::PurposeId) -> Purpose {
    Purpose {
        purpose: id.clone(),
        title: None,
        permits: Vec::new(),
        invites: false,
        confirm: false,
        lasts_days: None,
        keywords: Vec::new(),
    }
}

/// A moment as machines read it.
pub(crate) fn utc(at: Timestamp) -> String {
    let utc = chrono::DateTime::from_timestamp_millis(at.0).unwrap_or_default();
    utc.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
