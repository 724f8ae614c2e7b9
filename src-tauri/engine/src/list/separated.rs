//! Text with separators. A reader of our own, because a row is to be a row whatever its quotes are: where a quote is not
//! closed or something stands behind its end, that line alone is a fault and reading goes on with the next one.

use contract::list::{ListSeparator, RowFault, Unreadable};

use super::{MOST_ROWS, Row};

/// A quoted cell may go on over so many lines; a longer one was never closed.
const MOST_LINES: u32 = 60;
/// Lines that are looked at to tell the separator.
const LOOKED_AT: usize = 20;

/// The separator that cuts the first lines into the same number of cells, and into most.
pub fn guess(text: &str) -> ListSeparator {
    let said = text.lines().next().and_then(|line| line.strip_prefix("sep="));
    match said.and_then(|rest| rest.chars().next()) {
        Some(';') => return ListSeparator::Semicolon,
        Some('\t') => return ListSeparator::Tab,
        Some(',') => return ListSeparator::Comma,
        _ => {}
    }
    let mut best = (ListSeparator::Comma, 0, 0);
    for separator in [ListSeparator::Comma, ListSeparator::Semicolon, ListSeparator::Tab] {
        let cells: Vec<usize> = Lines::of(text, separator)
            .filter(|row| row.fault.is_none() && row.cells.iter().any(|cell| !cell.is_empty()))
            .take(LOOKED_AT)
            .map(|row| row.cells.len())
            .collect();
        let first = cells.first().copied().unwrap_or(0);
        let same = cells.iter().filter(|cells| **cells == first && first > 1).count();
        if (same, first) > (best.1, best.2) {
            best = (separator, same, first);
        }
    }
    best.0
}

/// All rows, with the line in which each begins.
pub fn rows(text: &str, separator: ListSeparator) -> Result<Vec<Row>, Unreadable> {
    let mut lines = Lines::of(text, separator);
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep=")) {
        lines.skip_line();
    }
    let mut rows = Vec::new();
    for row in lines {
        if rows.len() > MOST_ROWS {
            return Err(Unreadable::TooLarge);
        }
        rows.push(row);
    }
    Ok(rows)
}

const fn letter(separator: ListSeparator) -> char {
    match separator {
        ListSeparator::Comma => ',',
        ListSeparator::Semicolon => ';',
        ListSeparator::Tab => '\t',
    }
}

struct Lines<'a> {
    rest: &'a str,
    line: u32,
    separator: char,
}

/// A row that was cut off the text.
struct Cut<'a> {
    cells: Vec<String>,
    rest: &'a str,
    lines: u32,
}

impl<'a> Lines<'a> {
    const fn of(text: &'a str, separator: ListSeparator) -> Self {
        Self { rest: text, line: 1, separator: letter(separator) }
    }

    fn skip_line(&mut self) -> &'a str {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.line += 1;
        line
    }

    /// The next row, or nothing where its quotes are broken.
    fn cut(&self) -> Option<Cut<'a>> {
        let mut cut = Cut { cells: Vec::new(), rest: self.rest, lines: 0 };
        loop {
            let (cell, rest) = match cut.rest.strip_prefix('"') {
                Some(quoted) => unquoted(quoted, &mut cut.lines)?,
                None => {
                    let end = cut.rest.find([self.separator, '\n']).unwrap_or(cut.rest.len());
                    let (cell, rest) = cut.rest.split_at(end);
                    (cell.to_owned(), rest)
                }
            };
            let mut next = rest.chars();
            let ends = match next.next() {
                None | Some('\n') => true,
                Some('\r') => matches!(next.next(), None | Some('\n')).then_some(true)?,
                Some(letter) => (letter == self.separator).then_some(false)?,
            };
            cut.rest = next.as_str();
            if !ends {
                cut.cells.push(cell);
                continue;
            }
            cut.cells.push(cell.strip_suffix('\r').map_or_else(|| cell.clone(), str::to_owned));
            cut.lines += 1;
            return Some(cut);
        }
    }
}

/// A quoted cell and what stands behind it.
fn unquoted<'a>(mut rest: &'a str, lines: &mut u32) -> Option<(String, &'a str)> {
    let mut cell = String::new();
    loop {
        let end = rest.find(['"', '\n'])?;
        let (part, behind) = rest.split_at(end);
        cell.push_str(part);
        if let Some(behind) = behind.strip_prefix("\"\"") {
            cell.push('"');
            rest = behind;
        } else if let Some(behind) = behind.strip_prefix('"') {
            return Some((cell, behind));
        } else {
            cell.push('\n');
            *lines += 1;
            rest = behind.strip_prefix('\n')?;
            if *lines > MOST_LINES {
                return None;
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let Some(cut) = self.cut() else {
            let cells = self.skip_line().split(self.separator).map(str::to_owned).collect();
            return Some(Row { line, cells, fault: Some(RowFault::Quote) });
        };
        self.rest = cut.rest;
        self.line += cut.lines;
        Some(Row { line, cells: cut.cells, fault: None })
    }
}
