//! Attributes of the workspace's own, and people's values of them.

use domain::member::{AttributeKind, AttributeValue};
use domain::{AttributeId, ContactId};
use rusqlite::{Row, params};

use super::{json, to_json};
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE attribute ( -- what a workspace notes of people; projected
    attribute_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL -- what its values are, JSON
) STRICT;
CREATE TABLE contact_attribute ( -- people's values of attributes; projected
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id),
    attribute_id INTEGER NOT NULL REFERENCES attribute(attribute_id),
    value TEXT NOT NULL, -- as the kind of the attribute writes it
    PRIMARY KEY (contact_id, attribute_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_attribute_by_value ON contact_attribute(attribute_id, value, contact_id);
";

/// What a workspace notes of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Our number for it.
    pub attribute_id: AttributeId,
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
}

const PUT: Statement = Statement::new(
    "write an attribute",
    "INSERT INTO attribute (attribute_id, name, kind) VALUES (?1, ?2, ?3)
     ON CONFLICT (attribute_id) DO UPDATE SET name = excluded.name, kind = excluded.kind",
);
const TAKE_OFF: Statement =
    Statement::new("delete everybody's values", "DELETE FROM contact_attribute WHERE attribute_id = ?1");
const DELETE: Statement = Statement::new("delete an attribute", "DELETE FROM attribute WHERE attribute_id = ?1");
const ALL: Statement = Statement::new("read the attributes", "SELECT * FROM attribute ORDER BY attribute_id");
const SET: Statement = Statement::new(
    "write a value",
    "INSERT INTO contact_attribute (contact_id, attribute_id, value)
     SELECT contact_id, attribute_id, ?3 FROM contact CROSS JOIN attribute WHERE contact_id = ?1 AND attribute_id = ?2
     ON CONFLICT (contact_id, attribute_id) DO UPDATE SET value = excluded.value",
);
const UNSET: Statement =
    Statement::new("delete a value", "DELETE FROM contact_attribute WHERE contact_id = ?1 AND attribute_id = ?2");
const OF_CONTACT: Statement = Statement::new(
    "read a person's values",
    "SELECT attribute_id, value FROM contact AS mine
     CROSS JOIN contact AS same INDEXED BY contact_by_person ON same.person_id = mine.person_id
     CROSS JOIN contact_attribute ON contact_attribute.contact_id = same.contact_id WHERE mine.contact_id = ?1
     ORDER BY attribute_id, same.contact_id <> same.person_id, same.contact_id",
);
const OWN: Statement = Statement::new(
    "read a contact's own values",
    "SELECT attribute_id, value FROM contact_attribute WHERE contact_id = ?1 ORDER BY attribute_id",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &TAKE_OFF, &DELETE, &ALL, &SET, &UNSET, &OF_CONTACT, &OWN];

fn row(row: &Row<'_>) -> rusqlite::Result<Attribute> {
    Ok(Attribute {
        attribute_id: AttributeId(row.get("attribute_id")?),
        name: row.get("name")?,
        kind: json(row, "kind")?,
    })
}

/// Writes an attribute, or its new name and kind.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, attribute: &Attribute) -> Result<(), StoreError> {
    let kind = to_json(&attribute.kind, PUT.doing)?;
    PUT.run(w.connection, params![attribute.attribute_id.0, attribute.name, kind])?;
    Ok(())
}

/// Deletes an attribute with everybody's values.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, attribute: AttributeId) -> Result<(), StoreError> {
    TAKE_OFF.run(w.connection, params![attribute.0])?;
    DELETE.run(w.connection, params![attribute.0])?;
    Ok(())
}

/// Every attribute, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Attribute>, StoreError> {
    ALL.all(r.connection, [], row)
}

/// Gives a person a value, or takes it away. An attribute or a person that is gone changes nothing.
///
/// # Errors
/// When the disk says no.
pub fn set(
    w: &Write<'_>,
    contact: ContactId,
    attribute: AttributeId,
    value: Option<&AttributeValue>,
) -> Result<(), StoreError> {
    match value {
        Some(value) => SET.run(w.connection, params![contact.0, attribute.0, value.0])?,
        None => UNSET.run(w.connection, params![contact.0, attribute.0])?,
    };
    Ok(())
}

/// A person's values, by attribute. Where several of their contacts have one, that of the contact as which they are listed
/// stands.
///
/// # Errors
/// When they cannot be read.
pub fn of_contact(r: &Read<'_>, contact: ContactId) -> Result<Vec<(AttributeId, AttributeValue)>, StoreError> {
    let mut values = OF_CONTACT.all(r.connection, params![contact.0], value)?;
    values.dedup_by_key(|(attribute, _)| *attribute);
    Ok(values)
}

/// A contact's own values, by attribute.
///
/// # Errors
/// When they cannot be read.
pub fn own(r: &Read<'_>, contact: ContactId) -> Result<Vec<(AttributeId, AttributeValue)>, StoreError> {
    OWN.all(r.connection, params![contact.0], value)
}

fn value(row: &Row<'_>) -> rusqlite::Result<(AttributeId, AttributeValue)> {
    Ok((AttributeId(row.get(0)?), AttributeValue(row.get(1)?)))
}
