//! Consent: purposes and their texts, the ledger, who may be written to, recording, withdrawing, asking, and paper.

use domain::consent::{ConsentState, EvidenceKind, Grade, Purpose, PurposeId, Scope, Source, Wording, WordingRef};
use domain::gate::Denial;
use domain::retention::RetentionRule;
use domain::window::ServiceWindow;
use domain::{AccountId, ChatId, CommandId, ContactId, FileHash, MessageId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A person at one of our numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
pub struct Whom {
    /// The number.
    pub account_id: AccountId,
    /// The person.
    pub contact_id: ContactId,
}

/// What people can be asked for, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Purposes {
    /// Those of the product first.
    pub purposes: Vec<Purpose>,
    /// Every text, the newest version of each purpose and language first.
    pub wordings: Vec<Wording>,
    /// The workspace's own words that end every purpose, beside those of the product.
    pub stop_words: Vec<String>,
}

/// Makes a purpose, or changes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PurposeSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The purpose. One that is not known yet is made; its word is letters, digits and underscores.
    pub purpose: Purpose,
}

/// Makes a text the newest version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WordingSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Of which purpose.
    pub purpose: PurposeId,
    /// In which language: `en`, `ru` and so on.
    pub language: String,
    /// The text, up to 1,000 letters.
    pub text: String,
}

/// Sets the workspace's own words that end every purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StopWordsSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// All of them.
    pub words: Vec<String>,
}

/// How it stands with everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentOverview {
    /// How many people each purpose permits to be written to.
    pub permitted: Vec<PurposeCount>,
    /// Questions that wait for an answer.
    #[ts(type = "number")]
    pub waiting: i64,
    /// People who took something back in the last thirty days.
    #[ts(type = "number")]
    pub withdrawn: i64,
    /// The last check of the ledger since the program started; none where there was none yet.
    pub checked: Option<LedgerCheck>,
}

/// How consent develops: who may be written to about what, and who left, day by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentReport {
    /// One a purpose.
    pub coverage: Vec<Coverage>,
    /// The last thirty days by the operator's calendar, newest first; days without a withdrawal are left out.
    pub withdrawals: Vec<WithdrawalsOfDay>,
}

/// How a purpose is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Coverage {
    /// Which.
    pub purpose: PurposeId,
    /// People who permit it now.
    #[ts(type = "number")]
    pub people: i64,
    /// People who were asked and have not answered.
    #[ts(type = "number")]
    pub waiting: i64,
    /// Of those who permit it, people whose word is older than a year: worth asking again.
    #[ts(type = "number")]
    pub stale: i64,
}

/// Withdrawals of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WithdrawalsOfDay {
    /// The day: `2026-11-26`.
    pub day: String,
    /// How many, by how we know.
    pub causes: BTreeMap<Source, u32>,
}

/// How many people a purpose permits to be written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PurposeCount {
    /// Which.
    pub purpose: PurposeId,
    /// How many people.
    #[ts(type = "number")]
    pub people: i64,
}

/// What a check of the ledger came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LedgerCheck {
    /// When.
    pub at: Timestamp,
    /// How many entries were read.
    #[ts(type = "number")]
    pub entries: i64,
    /// Whether the chain holds.
    pub holds: bool,
    /// The first entry that does not follow from the one before it, where it is one entry.
    #[ts(type = "number | null")]
    pub broken: Option<i64>,
    /// Whether its head is signed by the key of this installation.
    pub signed: bool,
}

/// Which entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LedgerPart {
    /// Every entry.
    All,
    /// Questions that wait for an answer.
    Pending,
    /// What was taken back.
    Withdrawals,
}

/// A page of the ledger, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LedgerRequest {
    /// Which entries.
    pub part: LedgerPart,
    /// Entries before that one; none begins with the newest.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// Most rows, up to 200.
    pub limit: u32,
}

/// A page of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LedgerPage {
    /// Newest first.
    pub rows: Vec<LedgerLine>,
    /// Whether there are older ones.
    pub more: bool,
}

/// One entry of the ledger with who it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LedgerLine {
    /// Its number.
    #[ts(type = "number")]
    pub entry: i64,
    /// The first sixteen letters of its hash.
    pub hash: String,
    /// The number concerned.
    pub account_id: AccountId,
    /// The person; none where the person was erased.
    pub contact_id: Option<ContactId>,
    /// Name, else the masked phone.
    pub name: Option<String>,
    /// Their chat at this number, where there is one.
    pub chat_id: Option<ChatId>,
    /// What for: a purpose, `*` for everything but replies, `marketing*` for what the provider's own switch ends.
    pub purpose: Scope,
    /// What became of it.
    pub state: ConsentState,
    /// How we know.
    pub source: Source,
    /// The word that was written, of keywords.
    pub word: Option<String>,
    /// The text that was shown.
    pub wording: Option<WordingRef>,
    /// What proves it.
    pub evidence: EvidenceKind,
    /// The message that proves it.
    pub message_id: Option<MessageId>,
    /// How good the proof is.
    pub grade: Grade,
    /// Who wrote it down; none where a rule did.
    pub operator: Option<String>,
    /// When the person said it.
    pub at: Timestamp,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Until when.
    pub expires: Option<Timestamp>,
}

/// Who may be written to?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentCheck {
    /// About whom; up to 1,000 people.
    pub people: Vec<Whom>,
}

/// The answers, in the order asked; people who are not known are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentChecked {
    /// One a person.
    pub people: Vec<PersonConsent>,
}

/// How it stands with one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonConsent {
    /// Who.
    pub whom: Whom,
    /// Name, else the masked phone.
    pub name: Option<String>,
    /// Their chat, where there is one.
    pub chat_id: Option<ChatId>,
    /// Until when free-form answers may be sent.
    pub window: ServiceWindow,
    /// One a purpose, in the order of [`Purposes`].
    pub purposes: Vec<ConsentRow>,
}

/// How it stands with one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentRow {
    /// What for.
    pub purpose: PurposeId,
    /// Why nothing may be sent for it now, and what may instead; none where something may.
    pub denial: Option<Denial>,
    /// What the person said last; none where nobody asked.
    pub state: Option<ConsentState>,
    /// How we know.
    pub source: Option<Source>,
    /// The word that was written, of keywords.
    pub word: Option<String>,
    /// How good the proof is.
    pub grade: Option<Grade>,
    /// Since when.
    pub at: Option<Timestamp>,
    /// Until when.
    pub expires: Option<Timestamp>,
    /// The entry that says so.
    #[ts(type = "number | null")]
    pub entry: Option<i64>,
}

/// People by name or number, for a field in which one is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PeopleRequest {
    /// What was typed; empty gives whom we heard from last.
    pub query: String,
}

/// A person who can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonFound {
    /// Who.
    pub whom: Whom,
    /// Name.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone_masked: Option<String>,
    /// Their chat.
    pub chat_id: Option<ChatId>,
}

/// Writes down what a person said or signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentRecord {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who.
    pub whom: Whom,
    /// What for; one at least.
    pub purposes: Vec<PurposeId>,
    /// When the person said it; not in the future.
    pub at: Timestamp,
    /// How: `message`, `paper_form`, `call`, `in_person` or `web_form`.
    pub source: Source,
    /// The texts that the person was shown.
    pub wordings: Vec<WordingRef>,
    /// The message that proves it, of `message`.
    pub message_id: Option<MessageId>,
    /// The file that proves it, as it lies in the media store.
    pub file: Option<FileHash>,
    /// Its name.
    pub filename: Option<String>,
    /// What was said, of a call or a talk.
    pub note: Option<String>,
}

/// What was written into the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Recorded {
    /// The first entry's number.
    #[ts(type = "number")]
    pub entry: i64,
    /// The first sixteen letters of its hash.
    pub hash: String,
}

/// Takes a consent back because the person said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentWithdraw {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who.
    pub whom: Whom,
    /// What for; none takes everything back.
    pub purpose: Option<PurposeId>,
    /// The message in which the person said so.
    pub message_id: Option<MessageId>,
    /// How the person said so, where it was not in a message.
    pub note: Option<String>,
}

/// Asks a person for a consent (double opt-in): with buttons inside the window, else with a template that has two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentAsk {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Where.
    pub chat_id: ChatId,
    /// What for.
    pub purpose: PurposeId,
    /// The template, where the window is closed: its first button says yes, its second no.
    pub template: Option<AskTemplate>,
}

/// A template that asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AskTemplate {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// What stands in its blanks, by their names.
    pub values: BTreeMap<String, String>,
}

/// Brings in consents from a list. Nobody is granted anything who took it back, was erased, or is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentImport {
    /// Made by the screen; the same list under the same id is brought in once.
    pub command_id: CommandId,
    /// At which number.
    pub account_id: AccountId,
    /// CSV with a heading: phone, name, purpose, grade (A to D), date (2026-11-26).
    pub csv: String,
}

/// What came of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ConsentImported {
    /// Lines that were granted.
    pub granted: u32,
    /// Lines that were known as good or better before.
    pub known: u32,
    /// Lines of people who took it back: nothing was written.
    pub withdrawn: u32,
    /// Lines of people who were erased: nothing was written.
    pub suppressed: u32,
    /// Lines that cannot be read.
    pub problems: Vec<ImportProblem>,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportProblem {
    /// Which line of the file, from 1; the heading is the first.
    pub line: u32,
    /// What is wrong.
    pub problem: ImportFault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportFault {
    /// It has no phone number, or one that is none.
    Phone,
    /// The purpose is not known.
    Purpose,
    /// The grade is not A to D.
    Grade,
    /// The date is none, or in the future.
    Date,
    /// It is not CSV.
    Line,
}

/// A paper about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaperRequest {
    /// About whom.
    pub whom: Whom,
    /// Which.
    pub paper: Paper,
}

/// The papers about one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// The receipt for machines, after ISO/IEC TS 27560.
    ReceiptJson,
    /// The receipt for people.
    ReceiptPdf,
    /// The receipt as a table.
    ReceiptCsv,
    /// Everything that is known about the person.
    Everything,
}

/// A file that was made. A window puts it among the downloads, a browser is given its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaperFile {
    /// Its name.
    pub filename: String,
    /// MIME type.
    pub mime: String,
    /// Where it lies.
    pub path: Option<String>,
    /// Its bytes in base64, where this host keeps no files.
    pub base64: Option<String>,
}

/// Sets how long what we know of people is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RetentionSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// All rules; people of whom none speaks are kept.
    pub rules: Vec<RetentionRule>,
}

/// Erases a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ContactErase {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Who.
    pub contact_id: ContactId,
}

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Erased {
    /// Entries of the journal that were emptied or cut.
    pub entries: u32,
    /// Messages that are gone.
    pub messages: u32,
    /// Files that are gone.
    pub files: u32,
    /// Entries of the consent ledger that lead to nobody any more.
    pub ledger: u32,
}

/// What looks like a wish to be left alone and is not one of the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OptOutHint {
    /// Who.
    pub whom: Whom,
    /// Name.
    pub name: Option<String>,
    /// In which message.
    pub message_id: MessageId,
    /// What it says.
    pub words: String,
}
