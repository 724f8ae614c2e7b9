//! How many people the lists of members have. The rows are kept in step by triggers, so that nothing is counted for a screen.

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
CREATE TRIGGER member_went AFTER DELETE ON contact BEGIN
    UPDATE member_count SET people = people - 1 WHERE list = 'everyone' OR (list = 'never_asked' AND OLD.asked = 0);
    DELETE FROM member_count WHERE list IN ('everyone', 'never_asked') AND people = 0;
END;
CREATE TRIGGER member_asked AFTER UPDATE OF asked ON contact WHEN NEW.asked <> OLD.asked BEGIN
    INSERT INTO member_count (list, people) VALUES ('never_asked', 0) ON CONFLICT (list) DO NOTHING;
    UPDATE member_count SET people = people + OLD.asked - NEW.asked WHERE list = 'never_asked';
    DELETE FROM member_count WHERE list = 'never_asked' AND people = 0;
END;
CREATE TRIGGER member_labelled AFTER INSERT ON contact_label BEGIN
    INSERT INTO member_count (list, people) VALUES ('label ' || NEW.label_id, 1)
        ON CONFLICT (list) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER member_unlabelled AFTER DELETE ON contact_label BEGIN
    UPDATE member_count SET people = people - 1 WHERE list = 'label ' || OLD.label_id;
    DELETE FROM member_count WHERE list = 'label ' || OLD.label_id AND people = 0;
END;
CREATE TRIGGER member_stands AFTER INSERT ON contact_consent BEGIN
    INSERT INTO member_count (list, people) VALUES (NEW.purpose || ' ' || NEW.state, 1)
        ON CONFLICT (list) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER member_stood AFTER DELETE ON contact_consent BEGIN
    UPDATE member_count SET people = people - 1 WHERE list = OLD.purpose || ' ' || OLD.state;
    DELETE FROM member_count WHERE list = OLD.purpose || ' ' || OLD.state AND people = 0;
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
