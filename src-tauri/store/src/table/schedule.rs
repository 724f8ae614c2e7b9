//! Schedules of silence.

use domain::ScheduleId;
use domain::notify::Schedule;
use rusqlite::{Row, params};

use crate::console::{Read, Write};
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE schedule ( -- a silence that comes back every week; local
    schedule_id INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule TEXT NOT NULL -- JSON: name, scope, windows, zone, exception dates, how quiet
) STRICT;
";

const INSERT: Statement = Statement::new("make a schedule", "INSERT INTO schedule (schedule) VALUES (?1)");
const UPDATE: Statement =
    Statement::new("change a schedule", "UPDATE schedule SET schedule = ?2 WHERE schedule_id = ?1");
const DELETE: Statement = Statement::new("delete a schedule", "DELETE FROM schedule WHERE schedule_id = ?1");
const ALL: Statement = Statement::new("read the schedules", "SELECT * FROM schedule ORDER BY schedule_id");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &UPDATE, &DELETE, &ALL];

fn row(row: &Row<'_>) -> rusqlite::Result<Schedule> {
    let schedule: Schedule = super::json(row, "schedule")?;
    Ok(Schedule { schedule_id: ScheduleId(row.get("schedule_id")?), ..schedule })
}

/// Keeps a new schedule under a number of its own.
///
/// # Errors
/// When the disk says no.
pub fn insert(w: &Write<'_>, schedule: &Schedule) -> Result<ScheduleId, StoreError> {
    INSERT.run(w.connection, params![super::to_json(schedule, "make a schedule")?])?;
    Ok(ScheduleId(w.connection.last_insert_rowid()))
}

/// Keeps a changed schedule. Says whether there is one.
///
/// # Errors
/// When the disk says no.
pub fn update(w: &Write<'_>, schedule: &Schedule) -> Result<bool, StoreError> {
    let body = super::to_json(schedule, "change a schedule")?;
    Ok(UPDATE.run(w.connection, params![schedule.schedule_id.0, body])? > 0)
}

/// Deletes a schedule.
///
/// # Errors
/// When the disk says no.
pub fn delete(w: &Write<'_>, schedule: ScheduleId) -> Result<(), StoreError> {
    DELETE.run(w.connection, params![schedule.0])?;
    Ok(())
}

/// Every schedule, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn all(r: &Read<'_>) -> Result<Vec<Schedule>, StoreError> {
    ALL.all(r.connection, [], row)
}
