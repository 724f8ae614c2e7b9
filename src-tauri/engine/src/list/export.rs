//! People written as a list. No cell is a formula to whoever opens it, and our own import reads the same people again.

use contract::list::ListSeparator;
use csv::{QuoteStyle, WriterBuilder};
use domain::Person;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::shielded;

/// Bytes of a line of an address card (RFC 6350, 3.2).
const LONGEST_LINE: usize = 75;

/// A person as a list says them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exported {
    /// The keys, and the username.
    pub person: Person,
    /// The keys of the other identities of a person who was merged.
    pub others: Vec<Person>,
    /// The name.
    pub name: String,
    /// Names of labels.
    pub labels: Vec<String>,
    /// Values, one for each attribute; empty where there is none.
    pub values: Vec<String>,
}

impl Exported {
    /// As many of them are written as the heading has; the last one is the keys of the others.
    fn cells(&self) -> impl Iterator<Item = String> {
        let of = |key: &Option<String>| key.clone().unwrap_or_default();
        let phone = |of: &Person| of.phone.as_ref().map(|phone| format!("+{phone}"));
        let own = phone(&self.person).unwrap_or_default();
        let others = self.others.iter().filter_map(|other| phone(other).or_else(|| other.user_id.clone()));
        let others = others.collect::<Vec<_>>().join(", ");
        [self.name.clone(), own, of(&self.person.username), of(&self.person.user_id), self.labels.join(", ")]
            .into_iter()
            .chain(self.values.iter().cloned())
            .chain([others])
    }
}

/// Text with columns: UTF-8 with its mark, so that a spreadsheet reads its letters. What a spreadsheet would take for a
/// formula has an apostrophe before it.
///
/// # Errors
/// When there is no memory for it.
pub fn csv(heading: &[String], people: &[Exported], separator: ListSeparator) -> Result<Vec<u8>, csv::Error> {
    let mut rows = vec![heading.to_vec()];
    rows.extend(people.iter().map(|person| person.cells().take(heading.len()).collect()));
    plain_csv(&rows, separator)
}

/// The same for any rows.
///
/// # Errors
/// As [`csv`].
pub fn plain_csv(rows: &[Vec<String>], separator: ListSeparator) -> Result<Vec<u8>, csv::Error> {
    let delimiter = match separator {
        ListSeparator::Comma => b',',
        ListSeparator::Semicolon => b';',
        ListSeparator::Tab => b'\t',
    };
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .quote_style(QuoteStyle::Necessary)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| shielded(cell)))?;
    }
    writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()).into())
}

/// A workbook with one sheet, in which every cell is text.
///
/// # Errors
/// When it would be larger than a workbook can be.
pub fn xlsx(heading: &[String], people: &[Exported]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    for (column, cell) in (0..).zip(heading) {
        sheet.write_string(0, column, cell)?;
        sheet.set_column_width(column, 24)?;
    }
    for (row, person) in (1..).zip(people) {
        let cells = person.cells().take(heading.len());
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell)?;
        }
    }
    book.save_to_buffer()
}

/// Address cards (vCard 3.0, which every address book reads).
pub fn vcard(attributes: &[String], people: &[Exported]) -> Vec<u8> {
    let mut text = String::new();
    for exported in people {
        let Exported { person, others, name, labels, values } = exported;
        line(&mut text, "BEGIN:VCARD");
        line(&mut text, "VERSION:3.0");
        line(&mut text, &format!("N:;{};;;", escaped(name)));
        line(&mut text, &format!("FN:{}", escaped(name)));
        if let Some(phone) = &person.phone {
            line(&mut text, &format!("TEL;TYPE=CELL:+{phone}"));
        }
        if let Some(username) = &person.username {
            line(&mut text, &format!("X-WHATSAPP-USERNAME:{}", escaped(username)));
        }
        if let Some(id) = &person.user_id {
            line(&mut text, &format!("X-WHATSAPP-USER-ID:{}", escaped(id)));
        }
        for other in others {
            if let Some(phone) = &other.phone {
                line(&mut text, &format!("TEL;TYPE=OTHER:+{phone}"));
            } else if let Some(id) = &other.user_id {
                line(&mut text, &format!("X-WHATSAPP-USER-ID;TYPE=OTHER:{}", escaped(id)));
            }
        }
        if !labels.is_empty() {
            let labels: Vec<String> = labels.iter().map(|label| escaped(label)).collect();
            line(&mut text, &format!("CATEGORIES:{}", labels.join(",")));
        }
        for (attribute, value) in attributes.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
            line(&mut text, &format!("X-SWITCHBOARD:{};{}", escaped(attribute), escaped(value)));
        }
        line(&mut text, "END:VCARD");
    }
    text.into_bytes()
}

/// Writes a line, folded where it is too long.
fn line(text: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| *letter != '\r') {
        match letter {
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
