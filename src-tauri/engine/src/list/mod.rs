//! Lists of people as files: what stands in them, which column is what, and the same written again. Everything here is a
//! function of its arguments; who is known and what is decided is `commands::members_import`.

mod column;
mod encoding;
mod export;
mod phone;
mod row;
mod separated;
mod sheet;
mod vcard;

use contract::list::{ListEncoding, ListFormat, ListSeparator, RowFault, Unreadable};

pub use column::{Known, guess};
pub use export::{Exported, csv, plain_csv, vcard, xlsx};
pub use row::{Asked, Listed, listed};

/// Rows that are read of one list. Whoever has more splits it.
pub const MOST_ROWS: usize = 200_000;
/// Columns that are read of one list.
const MOST_COLUMNS: usize = 200;
/// Letters of one cell that are read; a longer one is a fault of its row.
const LONGEST_CELL: usize = 10_000;

/// How a list is to be read, where that is not to be guessed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// The encoding of its text.
    pub encoding: Option<ListEncoding>,
    /// What stands between its cells.
    pub separator: Option<ListSeparator>,
    /// Whether the first row says what the columns are.
    pub heading: Option<bool>,
}

/// A list as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What kind of file it was.
    pub format: ListFormat,
    /// As which text it was read; none of a workbook.
    pub encoding: Option<ListEncoding>,
    /// What stands between its cells; of text with columns only.
    pub separator: Option<ListSeparator>,
    /// Whether the first row was taken as the heading.
    pub headed: bool,
    /// The headings; empty words where it has none.
    pub heading: Vec<String>,
    /// Everything below.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file in which it begins, from 1.
    pub line: u32,
    /// Its cells; fewer than headings where the rest is empty.
    pub cells: Vec<String>,
    /// Why it cannot be read.
    pub fault: Option<RowFault>,
}

/// Reads a list.
///
/// # Errors
/// When nothing of it can be read. A row that cannot is a row with a fault.
pub fn read(bytes: &[u8], how: How) -> Result<Table, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") {
        return sheet::read(bytes, how.heading);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) || bytes.starts_with(b"%PDF") {
        return Err(Unreadable::Kind);
    }
    let (encoding, text) = encoding::text(bytes, how.encoding);
    if text.trim_start().get(..11).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD")) {
        return vcard::read(&text, encoding);
    }
    let separator = how.separator.unwrap_or_else(|| separated::guess(&text));
    let rows = separated::rows(&text, separator)?;
    let mut table = table(ListFormat::Csv, rows, how.heading)?;
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    for cell in table.heading.iter_mut().chain(cells) {
        *cell = unshielded(cell);
    }
    Ok(Table { encoding: Some(encoding), separator: Some(separator), ..table })
}

/// Makes a table of rows: takes the heading off, and drops empty rows.
fn table(format: ListFormat, mut rows: Vec<Row>, headed: Option<bool>) -> Result<Table, Unreadable> {
    rows.retain(|row| row.fault.is_some() || row.cells.iter().any(|cell| !cell.trim().is_empty()));
    let first = rows.first().ok_or(Unreadable::Empty)?;
    let headed = headed.unwrap_or_else(|| first.fault.is_none() && column::is_heading(&first.cells));
    let heading = if headed { rows.remove(0).cells } else { Vec::new() };
    let mut heading: Vec<String> = heading.into_iter().map(|cell| cell.trim().to_owned()).collect();
    if headed {
        while heading.last().is_some_and(String::is_empty) {
            heading.pop();
        }
    } else {
        heading = vec![String::new(); rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)];
    }
    heading.truncate(MOST_COLUMNS);
    for row in &mut rows {
        settle(row, heading.len());
    }
    Ok(Table { format, encoding: None, separator: None, headed, heading, rows })
}

/// Names what is wrong with a row as a whole.
fn settle(row: &mut Row, columns: usize) {
    if row.fault.is_none() {
        row.fault = fault(&row.cells, columns);
    }
    row.cells.truncate(columns);
}

fn fault(cells: &[String], columns: usize) -> Option<RowFault> {
    if cells.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
        return Some(RowFault::Cells);
    }
    if cells.iter().any(|cell| cell.contains('\u{fffd}')) {
        return Some(RowFault::Letters);
    }
    let long = cells.iter().position(|cell| cell.chars().nth(LONGEST_CELL).is_some())?;
    Some(RowFault::TooLong { column: u32::try_from(long).unwrap_or(u32::MAX) })
}

/// Where one spreadsheet or another splits a line.
const SPLITS: [char; 5] = [',', ';', '\t', '\n', '\r'];

/// A cell of which no spreadsheet takes anything for a formula, wherever it splits the line.
pub fn shielded(cell: &str) -> String {
    let shield = |part: &str| if is_formula(part) { format!("'{part}") } else { part.to_owned() };
    cell.split_inclusive(SPLITS).map(shield).collect()
}

/// The cell as it was before it was shielded.
fn unshielded(cell: &str) -> String {
    let bare = |part| str::strip_prefix(part, '\'').filter(|_| is_formula(part)).unwrap_or(part);
    cell.split_inclusive(SPLITS).map(bare).collect()
}

/// Whether a spreadsheet would take the cell for a formula, or would where its apostrophe is taken off.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches(['\'', ' ', '\u{a0}', '\n']).starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests;
