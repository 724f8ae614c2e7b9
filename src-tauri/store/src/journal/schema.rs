//! What lies in `journal.db`.

use crate::statement::Statement;

/// The newest format of `journal.db` that this program knows. Formats are only added to: 2 is 1 with bodies that need a
/// dictionary.
pub(crate) const FORMAT: i64 = 2;

pub(crate) const SCHEMA: &str = "
CREATE TABLE entry ( -- everything received and decided; a source
    position INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
    kind TEXT NOT NULL, -- webhook, poll_page, decided, attempt, answer, group_attempt, group_answer, block_attempt, block_answer, profile_attempt, profile_answer, media, read, erased
    source TEXT NOT NULL, -- the provider's word, or empty
    version INTEGER NOT NULL DEFAULT 1, -- format of the body; old formats stay readable
    at INTEGER NOT NULL, -- when received or decided, ms
    dedupe TEXT UNIQUE, -- the command's id: the same key is the same entry
    packed INTEGER NOT NULL, -- 0 as it came, 1 zstd, 2 zstd with the first dictionary
    erased INTEGER NOT NULL DEFAULT 0, -- the entry of the erasure that emptied or cut the body last
    body BLOB NOT NULL
) STRICT;
CREATE INDEX entry_by_kind ON entry(kind, position);
CREATE TABLE consent_entry ( -- who permitted what; a source, append-only
    entry INTEGER PRIMARY KEY, -- 1, 2, 3 and so on, without a gap
    body TEXT NOT NULL, -- JSON as it was hashed: subject (a random token) and what domain::consent::ConsentEntry says
    hash BLOB NOT NULL, -- SHA-256 over the hash of the entry before and the body
    subject TEXT NOT NULL GENERATED ALWAYS AS (body ->> 'subject') VIRTUAL,
    purpose TEXT NOT NULL GENERATED ALWAYS AS (body ->> 'purpose') VIRTUAL,
    state TEXT NOT NULL GENERATED ALWAYS AS (body ->> 'state') VIRTUAL
) STRICT;
CREATE INDEX consent_entry_by_subject ON consent_entry(subject, purpose, entry);
CREATE INDEX consent_entry_by_state ON consent_entry(state, entry) WHERE state = 'withdrawn';
CREATE TRIGGER consent_entry_is_not_changed BEFORE UPDATE ON consent_entry
BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
CREATE TRIGGER consent_entry_is_not_deleted BEFORE DELETE ON consent_entry
BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
CREATE TABLE ledger_head ( -- the newest entry of the consent ledger, signed with each entry; a source
    one INTEGER PRIMARY KEY CHECK (one = 1),
    entries INTEGER NOT NULL, -- how many there are
    hash BLOB NOT NULL, -- of the newest
    key BLOB, -- Ed25519, public; none where there never was a keyring to sign with
    signature BLOB,
    sealed INTEGER -- how many entries the signature is of: fewer than there are where a keyring was absent since
) STRICT;
CREATE TABLE subject ( -- which person a subject of the ledger is; a source, so that erasing can cut the tie
    subject_id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    account_id TEXT NOT NULL, -- the number under which the key is valid
    kind TEXT NOT NULL, -- phone, user_id, parent_user_id; of a subject that turned out to be this one: subject
    value TEXT NOT NULL,
    position INTEGER NOT NULL, -- the journal entry that tied it
    ended_position INTEGER -- the entry that gave the key to somebody else
) STRICT;
CREATE UNIQUE INDEX subject_by_key ON subject(account_id, kind, value) WHERE ended_position IS NULL;
CREATE INDEX subject_by_subject ON subject(subject, kind) WHERE ended_position IS NULL;
CREATE INDEX subject_by_value ON subject(kind, value);
CREATE INDEX subject_ties ON subject(subject);
CREATE INDEX subject_by_position ON subject(position, subject_id);
CREATE INDEX subject_by_end ON subject(ended_position) WHERE ended_position IS NOT NULL;
CREATE TABLE consent_now ( -- how it stands with each person and purpose; follows from consent_entry
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL, -- as in the ledger; also * and marketing*
    state TEXT NOT NULL,
    entry INTEGER NOT NULL, -- the entry that made it so
    at INTEGER NOT NULL, -- since when, ms
    expires INTEGER, -- until when, ms
    PRIMARY KEY (subject, purpose)
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_now_by_purpose ON consent_now(purpose, state, expires);
CREATE INDEX consent_now_by_state ON consent_now(state, entry DESC, at, expires);
CREATE INDEX consent_now_by_end ON consent_now(expires, state) WHERE expires IS NOT NULL;
CREATE TABLE suppression ( -- who was erased, so that no import brings them back unnoticed; a source
    kind TEXT NOT NULL, -- of the key: phone, user_id, parent_user_id
    hash TEXT NOT NULL, -- of the key, made with a secret of this folder
    reason TEXT NOT NULL, -- erased
    at INTEGER NOT NULL, -- since when, ms
    PRIMARY KEY (kind, hash)
) STRICT, WITHOUT ROWID;
";

/// What a file that an earlier program made may lack.
pub(crate) const ADDED: &str = "
CREATE INDEX IF NOT EXISTS subject_by_position ON subject(position, subject_id);
CREATE INDEX IF NOT EXISTS subject_by_end ON subject(ended_position) WHERE ended_position IS NOT NULL;
";

macro_rules! entry_columns {
    () => {
        "SELECT position, kind, source, version, at, erased, packed, body FROM entry "
    };
}

pub(super) const APPEND: Statement = Statement::new(
    "append to the journal",
    "INSERT INTO entry (kind, source, at, dedupe, packed, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (dedupe) DO NOTHING",
);
pub(super) const READ_FROM: Statement =
    Statement::new("read the journal", concat!(entry_columns!(), "WHERE position > ?1 ORDER BY position LIMIT ?2"));
pub(super) const GET: Statement =
    Statement::new("read a journal entry", concat!(entry_columns!(), "WHERE position = ?1"));
pub(super) const FIND: Statement =
    Statement::new("find a journal entry by its key", "SELECT position FROM entry WHERE dedupe = ?1");
pub(super) const LAST: Statement = Statement::new(
    "find the newest entry of a kind",
    "SELECT at FROM entry WHERE kind = ?1 ORDER BY position DESC LIMIT 1",
);
pub(super) const REDACT: Statement =
    Statement::new("empty an entry", "UPDATE entry SET body = x'', packed = 0, erased = 1 WHERE position = ?1");
pub(super) const ERASED_BY: Statement =
    Statement::new("read by which erasure an entry was changed", "SELECT erased FROM entry WHERE position = ?1");
pub(super) const EMPTY: Statement = Statement::new(
    "empty an entry for an erasure",
    "UPDATE entry SET body = x'', packed = 0, erased = ?2 WHERE position = ?1 AND erased < ?2",
);
pub(super) const REPLACE: Statement = Statement::new(
    "cut an entry",
    "UPDATE entry SET body = ?4, packed = ?3, erased = ?2 WHERE position = ?1 AND erased < ?2",
);
pub(super) const ERASURES: Statement = Statement::new(
    "read the erasures",
    concat!(entry_columns!(), "WHERE kind = 'erased' AND position > ?1 ORDER BY position"),
);
pub(super) const NEWEST: Statement = Statement::new(
    "find the journal's end",
    "SELECT position FROM entry WHERE position > 0 ORDER BY position DESC LIMIT 1",
);
pub(super) const WHEN: Statement =
    Statement::new("read when an entry was written", "SELECT at FROM entry WHERE position = ?1");
pub(super) const COPY_FROM: Statement = Statement::new(
    "read the journal for a copy",
    "SELECT position, kind, source, version, at, dedupe, packed, erased, body FROM entry
     WHERE position > ?1 ORDER BY position LIMIT ?2",
);
pub(super) const COPY: Statement = Statement::new(
    "copy a journal entry",
    "INSERT INTO entry (position, kind, source, version, at, dedupe, packed, erased, body)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
);
/// For `inspect` only: it walks an index.
pub(super) const COUNT: Statement = Statement::new("count the journal", "SELECT count(*) FROM entry");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &APPEND, &READ_FROM, &GET, &FIND, &LAST, &REDACT, &ERASED_BY, &EMPTY, &REPLACE, &ERASURES, &COUNT, &NEWEST, &WHEN,
    &COPY_FROM, &COPY,
];
