//! A table whose head stands again on every sheet.

use super::font::Weight;
use super::sheet::{SMALL, Sheets, Style};

/// Room above and below a row.
const AIR: f32 = 3.0;
/// Room between columns.
const GAP: f32 = 6.0;
const HEAD: Style = Style { weight: Weight::Bold, ..SMALL };

/// A column: its head, and how wide it is.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its head.
    pub head: &'static str,
    /// How wide.
    pub width: f32,
}

/// Writes a table.
pub fn table<const N: usize>(sheets: &mut Sheets, columns: [Column; N], rows: &[[String; N]]) {
    let head = columns.map(|column| column.head.to_owned());
    let first = rows.first().map_or(0.0, |row| height(sheets, columns, row));
    sheets.keep_together(height(sheets, columns, &head) + first);
    write(sheets, HEAD, columns, &head);
    sheets.rule(0.3);
    for row in rows {
        if sheets.keep_together(height(sheets, columns, row)) {
            write(sheets, HEAD, columns, &head);
            sheets.rule(0.3);
        }
        write(sheets, SMALL, columns, row);
        sheets.rule(0.85);
    }
}

fn height<const N: usize>(sheets: &Sheets, columns: [Column; N], row: &[String; N]) -> f32 {
    let lines = columns.iter().zip(row).map(|(column, cell)| sheets.lines(SMALL, column.width - GAP, cell).len());
    let most = u16::try_from(lines.max().unwrap_or_default()).unwrap_or(u16::MAX);
    f32::from(most) * SMALL.line() + 2.0 * AIR
}

/// Writes the lines of a row side by side. A row that is higher than a sheet goes on to the next one.
fn write<const N: usize>(sheets: &mut Sheets, style: Style, columns: [Column; N], row: &[String; N]) {
    let cells: Vec<Vec<String>> =
        columns.iter().zip(row).map(|(column, cell)| sheets.lines(style, column.width - GAP, cell)).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or_default();
    sheets.skip(AIR);
    for index in 0..most {
        sheets.keep_together(style.line());
        let mut x = 0.0;
        for (column, lines) in columns.iter().zip(&cells) {
            if let Some(line) = lines.get(index) {
                sheets.beside(style, x, line);
            }
            x += column.width;
        }
        sheets.skip(style.line());
    }
    sheets.skip(AIR);
}
