//! What can go wrong on the disk. Nothing here carries a stored value: an error may be logged as it is.

/// A failure of the store: what was being done, and what the disk said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another program has the data folder open.
    #[error("the data folder is open in another program")]
    Locked,
    /// There is no data folder at that path.
    #[error("there is no data folder here")]
    Missing,
    /// The file was written by a newer program; nothing was touched.
    #[error("the data folder was written by a newer version: format {found}, this one knows {known}")]
    TooNew {
        /// The file's format.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// A key was given.
    #[error("encryption of the data folder is not supported yet")]
    KeyNotSupported,
    /// SQLite said no.
    #[error("could not {doing}: SQLite result {code} {detail}")]
    Sqlite {
        /// What was being done.
        doing: &'static str,
        /// SQLite's extended result code; 0 where it was not SQLite itself.
        code: i32,
        /// What may be told of it: names of tables and columns, never values.
        detail: String,
    },
    /// The file system said no.
    #[error("could not {doing}: {kind}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The system's answer.
        kind: std::io::ErrorKind,
    },
    /// A stored value is not what this program writes.
    #[error("could not {doing}: a stored value cannot be read")]
    Corrupt {
        /// What was being done.
        doing: &'static str,
    },
    /// The writer's thread has ended; the data folder must be opened again.
    #[error("the journal is closed")]
    Closed,
    /// The file is no backup of this program, or it is damaged.
    #[error("this is no backup of Switchboard, or it is damaged")]
    NoBackup,
    /// A backup was to be written over something that is none, or into the folder that it is of.
    #[error("a backup is written to a new file outside of the data folder, or over an older backup")]
    NotThere,
    /// The folder has a journal of its own already.
    #[error("the data folder has a journal already")]
    Taken,
    /// The journal is a copy of a hub's, which alone decides (wall 6).
    #[error("this is a copy of a hub's journal: only the hub decides")]
    Copy,
}

/// SQLite's results for values that do not fit.
const TOO_BIG: i32 = 18;
const CONSTRAINT: i32 = 19;
const MISMATCH: i32 = 20;

/// SQLite's results for a file that is not what it wrote.
const DAMAGED: i32 = 11;
const NO_DATABASE: i32 = 26;

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Not without a change by somebody.
    Never,
    /// In a moment: something else is using the file.
    Soon,
}

impl StoreError {
    /// Whether it is what was written that is wrong, and not the disk: the same again fails again.
    #[must_use]
    pub fn is_of_the_data(&self) -> bool {
        match self {
            Self::Sqlite { code, .. } => matches!(code & 0xff, TOO_BIG | CONSTRAINT | MISMATCH),
            Self::Corrupt { .. } => true,
            _ => false,
        }
    }

    /// Whether what lies on the disk is not what was written there.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Sqlite { code, .. } => matches!(code & 0xff, DAMAGED | NO_DATABASE),
            Self::Corrupt { .. } => true,
            _ => false,
        }
    }

    /// Whether trying again can help.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            Self::Locked => Retry::Soon,
            Self::Sqlite { code, .. } if matches!(code & 0xff, 5 | 6) => Retry::Soon,
            _ => Retry::Never,
        }
    }
}

/// Turns SQLite's error into ours. Its message is kept only where it can name no stored value: broken constraints and
/// statements that do not fit the schema.
pub(crate) fn sqlite(doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |error| match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            let detail = match failure.code {
                rusqlite::ErrorCode::ConstraintViolation => message.unwrap_or_default(),
                _ => String::new(),
            };
            StoreError::Sqlite { doing, code: failure.extended_code, detail }
        }
        rusqlite::Error::SqlInputError { error, msg, .. } => {
            StoreError::Sqlite { doing, code: error.extended_code, detail: msg }
        }
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..) => StoreError::Corrupt { doing },
        _ => StoreError::Sqlite { doing, code: 0, detail: String::new() },
    }
}

/// Turns the file system's error into ours.
pub(crate) fn io(doing: &'static str) -> impl Fn(std::io::Error) -> StoreError {
    move |error| StoreError::Io { doing, kind: error.kind() }
}
