//! How many people the lists of members have. The rows are kept in step by triggers, so that nothing is counted for a screen.
//! Of a merged person the contact as which they are listed counts, and a label once.

use domain::LabelId;
use domain::consent::ConsentState;
use rusqlite::params;

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE member_count ( -- how many people a list of members has, kept by the triggers below; projected
    list TEXT PRIMARY KEY, -- everyone, never_asked, label NUMBER, PURPOSE STATE
    people INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER member_came AFTER INSERT ON contact BEGIN
    INSERT INTO member_count (list, people) VALUES ('everyone', 1), ('never_asked', 1)
        ON CONFLICT (list) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER member_went AFTER DELETE ON contact WHEN OLD.person_id = OLD.contact_id BEGIN
    UPDATE member_count SET people = people - 1 WHERE list = 'everyone' OR (list = 'never_asked' AND OLD.asked = 0);
    DELETE FROM member_count WHERE list IN ('everyone', 'never_asked') AND people = 0;
END;
CREATE TRIGGER member_asked AFTER UPDATE OF asked ON contact
WHEN NEW.asked <> OLD.asked AND NEW.person_id = NEW.contact_id BEGIN
    INSERT INTO member_count (list, people) VALUES ('never_asked', 0) ON CONFLICT (list) DO NOTHING;
    UPDATE member_count SET people = people + OLD.asked - NEW.asked WHERE list = 'never_asked';
    DELETE FROM member_count WHERE list = 'never_asked' AND people = 0;
END;
CREATE TRIGGER member_labelled AFTER INSERT ON contact_label WHEN NOT EXISTS (
    SELECT 1 FROM contact AS mine CROSS JOIN contact AS same INDEXED BY contact_by_person
    ON same.person_id = mine.person_id AND same.contact_id <> mine.contact_id
    CROSS JOIN contact_label AS theirs ON theirs.contact_id = same.contact_id AND theirs.label_id = NEW.label_id
    WHERE mine.contact_id = NEW.contact_id) BEGIN
    INSERT INTO member_count (list, people) VALUES ('label ' || NEW.label_id, 1)
        ON CONFLICT (list) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER member_unlabelled AFTER DELETE ON contact_label WHEN NOT EXISTS (
    SELECT 1 FROM contact AS mine CROSS JOIN contact AS same INDEXED BY contact_by_person
    ON same.person_id = mine.person_id AND same.contact_id <> mine.contact_id
    CROSS JOIN contact_label AS theirs ON theirs.contact_id = same.contact_id AND theirs.label_id = OLD.label_id
    WHERE mine.contact_id = OLD.contact_id) BEGIN
    UPDATE member_count SET people = people - 1 WHERE list = 'label ' || OLD.label_id;
    DELETE FROM member_count WHERE list = 'label ' || OLD.label_id AND people = 0;
END;
CREATE TRIGGER member_stands AFTER INSERT ON contact_consent
WHEN (SELECT person_id FROM contact WHERE contact_id = NEW.contact_id) = NEW.contact_id BEGIN
    INSERT INTO member_count (list, people) VALUES (NEW.purpose || ' ' || NEW.state, 1)
        ON CONFLICT (list) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER member_stood AFTER DELETE ON contact_consent
WHEN (SELECT person_id FROM contact WHERE contact_id = OLD.contact_id) = OLD.contact_id BEGIN
    UPDATE member_count SET people = people - 1 WHERE list = OLD.purpose || ' ' || OLD.state;
    DELETE FROM member_count WHERE list = OLD.purpose || ' ' || OLD.state AND people = 0;
END;
CREATE TRIGGER member_merged AFTER UPDATE OF person_id ON contact
WHEN OLD.person_id = OLD.contact_id AND NEW.person_id <> NEW.contact_id BEGIN
    UPDATE member_count SET people = people - 1 WHERE list = 'everyone' OR (list = 'never_asked' AND OLD.asked = 0)
        OR list IN (SELECT purpose || ' ' || state FROM contact_consent WHERE contact_id = OLD.contact_id);
    DELETE FROM member_count WHERE people = 0;
END;
CREATE TRIGGER member_parted AFTER UPDATE OF person_id ON contact
WHEN OLD.person_id <> OLD.contact_id AND NEW.person_id = NEW.contact_id BEGIN
    INSERT INTO member_count (list, people)
        SELECT 'everyone', 1 UNION ALL SELECT 'never_asked', 1 WHERE NEW.asked = 0
        UNION ALL SELECT purpose || ' ' || state, 1 FROM contact_consent WHERE contact_id = NEW.contact_id
        ON CONFLICT (list) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER member_moved AFTER UPDATE OF person_id ON contact WHEN NEW.person_id <> OLD.person_id BEGIN
    UPDATE member_count SET people = people - 1 WHERE list IN (
        SELECT 'label ' || label_id FROM contact_label AS mine WHERE contact_id = NEW.contact_id AND NOT EXISTS (
            SELECT 1 FROM contact AS same INDEXED BY contact_by_person CROSS JOIN contact_label AS theirs
            ON theirs.contact_id = same.contact_id AND theirs.label_id = mine.label_id
            WHERE same.person_id = OLD.person_id AND same.contact_id <> NEW.contact_id));
    INSERT INTO member_count (list, people)
        SELECT 'label ' || label_id, 1 FROM contact_label AS mine WHERE contact_id = NEW.contact_id AND NOT EXISTS (
            SELECT 1 FROM contact AS same INDEXED BY contact_by_person CROSS JOIN contact_label AS theirs
            ON theirs.contact_id = same.contact_id AND theirs.label_id = mine.label_id
            WHERE same.person_id = NEW.person_id AND same.contact_id <> NEW.contact_id)
        ON CONFLICT (list) DO UPDATE SET people = people + 1;
    DELETE FROM member_count WHERE people = 0;
END;
";

const PEOPLE: Statement =
    Statement::new("read how many people a list has", "SELECT people FROM member_count WHERE list = ?1");

pub(crate) const STATEMENTS: &[&Statement] = &[&PEOPLE];

/// A list whose people are counted.
#[derive(Debug, Clone, Copy)]
pub enum Counted<'a> {
    /// Everybody.
    Everyone,
    /// Whoever was never asked for anything.
    NeverAsked,
    /// Whoever has a label.
    Label(LabelId),
    /// With whom a purpose stands so.
    Consent(&'a str, ConsentState),
}

/// How many people a list has.
///
/// # Errors
/// When it cannot be read.
pub fn people(r: &Read<'_>, list: Counted<'_>) -> Result<u32, StoreError> {
    let word = match list {
        Counted::Everyone => "everyone".to_owned(),
        Counted::NeverAsked => "never_asked".to_owned(),
        Counted::Label(label) => format!("label {label}"),
        Counted::Consent(purpose, state) => format!("{purpose} {}", state.as_str()),
    };
    Ok(PEOPLE.first(r.connection, params![word], |row| row.get(0))?.unwrap_or(0))
}
