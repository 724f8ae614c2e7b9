//! Lists of people as files: read, brought in, and written.

use domain::segment::Condition;
use domain::{AccountId, AttributeId, CommandId, ContactId, LabelId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Kinds of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListFormat {
    /// Text with columns.
    Csv,
    /// A workbook of a spreadsheet.
    Xlsx,
    /// Address cards.
    Vcard,
}

/// Encodings of a list that is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Cyrillic of Windows.
    Windows1251,
    /// Western Europe of Windows.
    Windows1252,
    /// Cyrillic of Unix.
    Koi8R,
    /// Cyrillic of DOS.
    Ibm866,
}

/// What stands between the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListSeparator {
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A tab.
    Tab,
}

/// What a column says of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "column", rename_all = "snake_case")]
pub enum ListColumn {
    /// Nothing: it is left out.
    Ignored,
    /// The name; several of them are put together.
    Name,
    /// The phone number; of several the first that is filled in.
    Phone,
    /// The username.
    Username,
    /// The id that the provider gave the person.
    UserId,
    /// Labels, with commas between.
    Labels,
    /// An attribute of the workspace's own.
    Attribute {
        /// Which.
        attribute: AttributeId,
    },
    /// An attribute that is made for it, of words, called as the column.
    NewAttribute,
}

/// Reads a list. Nothing is kept of it but in memory, until another is read or it is put away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ListRead {
    /// The file; none reads the last one anew, in another way.
    pub file: Option<ListFile>,
    /// Its encoding; none has it guessed.
    pub encoding: Option<ListEncoding>,
    /// What stands between its cells; none has it guessed.
    pub separator: Option<ListSeparator>,
    /// Whether the first row says what the columns are; none has it guessed.
    pub headed: Option<bool>,
}

/// A file of the operator's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ListFile {
    /// Its name.
    pub filename: String,
    /// Its bytes.
    pub base64: String,
}

/// What came of reading a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "read", rename_all = "snake_case")]
pub enum ListOpened {
    /// This is in it.
    List {
        /// What it looks like.
        look: ListLook,
    },
    /// It cannot be read.
    Unreadable {
        /// Why.
        why: Unreadable,
    },
}

/// Why a file is no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// Nothing stands in it.
    Empty,
    /// It is of a kind that is not read.
    Kind,
    /// It is damaged from the start.
    Damaged,
    /// It has too many rows, or would take too much memory.
    TooLarge,
}

/// What a list looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ListLook {
    /// The name of the file.
    pub filename: String,
    /// What kind of list it is.
    pub format: ListFormat,
    /// As what it was read; none of a workbook.
    pub encoding: Option<ListEncoding>,
    /// What stands between its cells; of text with columns only.
    pub separator: Option<ListSeparator>,
    /// Whether the first row was taken as the heading.
    pub headed: bool,
    /// Its columns.
    pub columns: Vec<ListColumnLook>,
    /// How many rows there are below the heading.
    pub rows: u32,
    /// How many of them cannot be read at all.
    pub broken: u32,
    /// The attributes that a column may be.
    pub attributes: Vec<ListAttribute>,
}

/// An attribute that a column may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ListAttribute {
    /// Which.
    pub attribute: AttributeId,
    /// Its name.
    pub name: String,
}

/// What a column looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ListColumnLook {
    /// What stands above it; empty where nothing does.
    pub heading: String,
    /// Its first cells, one of each row that can be read.
    pub samples: Vec<String>,
    /// What it seems to say.
    pub guess: ListColumn,
}

/// How a list is to be brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportOptions {
    /// At which number the people are known.
    pub account_id: AccountId,
    /// What each column says.
    pub columns: Vec<ListColumn>,
    /// The code of the country of numbers without one, digits only; empty where each has its own.
    pub country: String,
    /// Whether what stands is overwritten. Else only what is missing is filled in.
    pub overwrite: bool,
    /// Labels for everybody on the list.
    pub labels: Vec<LabelId>,
}

/// Brings the list in that was read last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportStart {
    /// The command.
    pub command_id: CommandId,
    /// How.
    pub options: ImportOptions,
}

/// How many rows come to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportTally {
    /// People who were not known.
    pub new: u32,
    /// People of whom something was missing.
    pub completed: u32,
    /// People of whom something else stands here.
    pub differs: u32,
    /// People of whom all of it was known.
    pub unchanged: u32,
    /// Rows that cannot be brought in.
    pub bad: u32,
}

/// What bringing a list in would come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportPlan {
    /// How many rows come to what.
    pub tally: ImportTally,
    /// How many labels would be made.
    pub new_labels: u32,
    /// How many may be made by one list; with more it cannot be brought in.
    pub most_new_labels: u32,
}

/// What a row comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    /// A new person.
    New,
    /// Something is filled in.
    Completed,
    /// Something else stands here: it is overwritten only where that was asked for.
    Differs,
    /// All of it was known.
    Unchanged,
    /// It cannot be brought in.
    Bad,
}

/// Asks for rows of the plan, or of what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportRowsRequest {
    /// Only such rows.
    pub fate: Option<RowFate>,
    /// How many of them to pass over.
    pub skip: u32,
    /// How many.
    pub limit: u32,
}

/// Rows of the plan, or of what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportRows {
    /// How many such rows there are.
    pub total: u32,
    /// These.
    pub rows: Vec<ImportRow>,
}

/// A row and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportRow {
    /// The line of the file in which it begins.
    pub line: u32,
    /// Who, as the list says.
    pub who: String,
    /// What it comes to.
    pub fate: RowFate,
    /// Why it cannot be brought in.
    pub fault: Option<RowFault>,
    /// Where something else stands.
    pub differences: Vec<RowDifference>,
}

/// Something of a person that the list says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RowDifference {
    /// What: the name, or an attribute.
    pub of: ListColumn,
    /// What stands.
    pub stands: String,
    /// What the list says.
    pub listed: String,
}

/// Why a row cannot be brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum RowFault {
    /// A quote is not closed, or something stands behind its end.
    Quote,
    /// There are more cells than columns.
    Cells,
    /// An address card is broken.
    Card,
    /// Some of its letters are none in this encoding.
    Letters,
    /// A cell is too long.
    TooLong {
        /// Which column, from 0.
        column: u32,
    },
    /// It has neither phone number nor user id.
    Nobody,
    /// The phone number is none.
    Phone,
    /// A spreadsheet has rounded the phone number.
    Rounded,
    /// The user id is none.
    UserId,
    /// The value is not of its attribute's kind.
    Value {
        /// Which column, from 0.
        column: u32,
    },
    /// The same person stands in an earlier row.
    Duplicate {
        /// In which line.
        line: u32,
    },
    /// Phone number and user id are known as those of two people.
    TwoPeople,
    /// The person was erased.
    Erased,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    /// It runs.
    Running,
    /// All rows are done.
    Done,
    /// The operator stopped it; what was done stays.
    Stopped,
    /// The program ended in its middle; what was done stays.
    Interrupted,
    /// The disk said no; what was done stays.
    Failed,
}

/// The newest import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportProgress {
    /// The name of the file.
    pub filename: String,
    /// How far it is.
    pub stage: ImportStage,
    /// How many rows there are.
    pub rows: u32,
    /// How many of them are done.
    pub done: u32,
    /// The line of the file that was done last.
    pub line: u32,
    /// Whether what stands is overwritten.
    pub overwrite: bool,
    /// What they came to.
    pub tally: ImportTally,
}

/// The newest import, if there was one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportState {
    /// How far it is.
    pub progress: Option<ImportProgress>,
}

/// Writes people as a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MembersExport {
    /// As what.
    pub format: ListFormat,
    /// Whom; none takes everybody of whom the conditions are true.
    pub contacts: Option<Vec<ContactId>>,
    /// Only those whose name or number begins like that, where nobody is named; empty takes all.
    pub query: String,
    /// What must be true of each, where nobody is named.
    pub conditions: Vec<Condition>,
}
