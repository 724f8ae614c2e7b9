//! Workbooks (XLSX): the first sheet, as text. What a formula came to is its cell's text; no formula is worked out.

use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{DataRef, Reader as _, Xlsx};
use contract::list::{ListFormat, Unreadable};
use zip::ZipArchive;

use super::{MOST_COLUMNS, MOST_ROWS, Row, Table, table};

/// What a workbook may take when it is unpacked.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
/// Above this, numbers of a sheet are no longer exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads the first sheet. The library multiplies and cuts what a damaged workbook says without looking, and panics over it:
/// for whoever brings the file that is damage like any other.
pub fn read(bytes: &[u8], headed: Option<bool>) -> Result<Table, Unreadable> {
    fits(bytes)?;
    catch_unwind(|| first_sheet(bytes, headed)).unwrap_or(Err(Unreadable::Damaged))
}

fn first_sheet(bytes: &[u8], headed: Option<bool>) -> Result<Table, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let first = book.sheet_names().first().cloned().ok_or(Unreadable::Empty)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| Unreadable::Damaged)?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
        let (row, column) = cell.get_position();
        let (line, column) = (row.saturating_add(1), column as usize);
        let text = text(cell.get_value());
        if text.is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        if rows.last().is_none_or(|last| last.line != line) {
            if rows.len() > MOST_ROWS {
                return Err(Unreadable::TooLarge);
            }
            rows.push(Row { line, cells: Vec::new(), fault: None });
        }
        let Some(last) = rows.last_mut() else { continue };
        if last.cells.len() <= column {
            last.cells.resize(column + 1, String::new());
        }
        if let Some(place) = last.cells.get_mut(column) {
            *place = text;
        }
    }
    table(ListFormat::Xlsx, rows, headed)
}

/// Whether the workbook says that it can be unpacked into the memory that there is for it.
fn fits(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut unpacked: u64 = 0;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|_| Unreadable::Damaged)?;
        unpacked = unpacked.saturating_add(file.size());
    }
    if unpacked > MOST_UNPACKED { Err(Unreadable::TooLarge) } else { Ok(()) }
}

/// A cell as a person reads it: a number without a tail, a day as the calendar writes it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, hour, minute, _, _) = at.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { day } else { format!("{day} {hour:02}:{minute:02}") }
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
