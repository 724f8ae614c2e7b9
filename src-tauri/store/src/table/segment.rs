//! Saved questions about people.

use domain::SegmentId;
use domain::segment::Condition;
use rusqlite::{Row, params};

use super::{json, to_json};
use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE segment ( -- a saved question about people; projected
    segment_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    conditions TEXT NOT NULL -- what must be true of a person, JSON
) STRICT;
";

/// A saved question about people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Our number for it.
    pub segment_id: SegmentId,
    /// Its name.
    pub name: String,
    /// What must be true of a person.
    pub conditions: Vec<Condition>,
}

const PUT: Statement = Statement::new(
    "write a segment",
    "INSERT INTO segment (segment_id, name, conditions) VALUES (?1, ?2, ?3)
     ON CONFLICT (segment_id) DO UPDATE SET name = excluded.name, conditions = excluded.conditions",
);
const DELETE: Statement = Statement::new("delete a segment", "DELETE FROM segment WHERE segment_id = ?1");
const ALL: Statement = Statement::new("read the segments", "SELECT * FROM segment ORDER BY segment_id");

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &DELETE, &ALL];

fn row(row: &Row<'_>) -> rusqlite::Result<Segment> {
    Ok(Segment {
        segment_id: SegmentId(row.get("segment_id")?),
        name: row.get("name")?,
        conditions: json(row, "conditions")?,
    })
}

/// Writes a segment, or its new name and question.
///
/// # Errors
/// When the disk says no.
pub fn put(w: &Write<'_>, segment: &Segment) -> Result<(), StoreError> {
    let conditions = to_json(&segment.conditions, PUT.doing)?;
    PUT.run(w.connection, params![segment.segment_id.0, segment.name, conditions])?;
    Ok(())
}

/// Deletes a segment.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, segment: SegmentId) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![segment.0])?;
    Ok(())
}

/// Every segment, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Segment>, StoreError> {
    ALL.all(r.connection, [], row)
}
