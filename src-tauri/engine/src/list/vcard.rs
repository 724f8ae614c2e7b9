//! Address cards (vCard 2.1, 3.0 and 4.0): one row a card, one column for each thing that any card says.

use std::borrow::Cow;
use std::collections::HashMap;

use contract::list::{ListEncoding, ListFormat, RowFault, Unreadable};
use encoding_rs::Encoding;

use super::{MOST_COLUMNS, MOST_ROWS, Row, Table, settle};

/// Things of a card that are no text.
const NO_TEXT: [&str; 6] = ["PHOTO", "LOGO", "SOUND", "KEY", "PRODID", "REV"];

/// The name in its parts: it counts where the card says no whole one.
const PARTS_OF_NAME: &str = "N";

/// A line of a card.
struct Property<'a> {
    name: String,
    parameters: &'a str,
    value: Cow<'a, str>,
}

/// A card, while it is read.
struct Card {
    line: u32,
    said: Vec<(String, String)>,
    broken: bool,
}

/// The columns that there are so far, and the rows.
#[derive(Default)]
struct Cards {
    heading: Vec<String>,
    columns: HashMap<String, usize>,
    rows: Vec<Row>,
}

/// Reads all cards.
pub fn read(text: &str, encoding: ListEncoding) -> Result<Table, Unreadable> {
    let mut cards = Cards::default();
    let mut card: Option<Card> = None;
    for (line, whole) in unfolded(text) {
        if whole.trim().eq_ignore_ascii_case("BEGIN:VCARD") {
            let unended = card.replace(Card { line, said: Vec::new(), broken: false });
            cards.take(unended.map(|card| Card { broken: true, ..card }));
        } else if whole.trim().eq_ignore_ascii_case("END:VCARD") {
            cards.take(card.take());
        } else if let Some(card) = &mut card {
            match property(&whole) {
                Some(property) => note(&mut card.said, &property),
                None => card.broken |= !whole.trim().is_empty(),
            }
        }
        if cards.rows.len() > MOST_ROWS {
            return Err(Unreadable::TooLarge);
        }
    }
    cards.take(card.map(|card| Card { broken: true, ..card }));
    let Cards { heading, mut rows, .. } = cards;
    rows.iter_mut().for_each(|row| settle(row, heading.len()));
    let format = ListFormat::Vcard;
    Ok(Table { format, encoding: Some(encoding), separator: None, headed: true, heading, rows })
}

impl Cards {
    fn take(&mut self, card: Option<Card>) {
        let Some(mut card) = card else { return };
        let whole = card.said.iter().any(|(heading, _)| heading == "name");
        card.said.retain(|(heading, _)| !whole || heading != PARTS_OF_NAME);
        for (heading, _) in card.said.iter_mut().filter(|(heading, _)| heading == PARTS_OF_NAME) {
            "name".clone_into(heading);
        }
        let mut row = Row { line: card.line, cells: Vec::new(), fault: card.broken.then_some(RowFault::Card) };
        for (name, value) in card.said {
            let new = self.heading.len();
            let column = *self.columns.entry(name.clone()).or_insert(new);
            if column >= MOST_COLUMNS {
                continue;
            }
            if column == new {
                self.heading.push(name);
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = row.cells.get_mut(column) {
                *cell = value;
            }
        }
        self.rows.push(row);
    }
}

/// Lines with those that go on joined, and the line of the file in which each begins.
fn unfolded(text: &str) -> Vec<(u32, String)> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    let mut quoted = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match lines.last_mut() {
            Some((_, last)) if quoted => {
                last.pop();
                last.push_str(line);
            }
            Some((_, last)) if line.starts_with([' ', '\t']) => last.push_str(line.get(1..).unwrap_or_default()),
            _ => lines.push((number, line.to_owned())),
        }
        // In quoted-printable a line goes on where it ends with "=".
        quoted = lines.last().is_some_and(|(_, last)| last.ends_with('=') && is_quoted(last));
    }
    lines
}

fn is_quoted(line: &str) -> bool {
    line.split_once(':').is_some_and(|(head, _)| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE"))
}

fn property(line: &str) -> Option<Property<'_>> {
    let (head, value) = cut(line, ':')?;
    let (name, parameters) = cut(head, ';').unwrap_or((head, ""));
    let name = name.rsplit_once('.').map_or(name, |(_, name)| name).trim().to_ascii_uppercase();
    if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
        return None;
    }
    let value = if is_quoted(line) { Cow::Owned(printable(value, parameters)) } else { Cow::Borrowed(value) };
    Some(Property { name, parameters, value })
}

/// Cuts at the first such letter that does not stand between quotes.
fn cut(text: &str, at: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    let end = text.find(|letter| {
        quoted ^= letter == '"';
        letter == at && !quoted
    })?;
    let (before, behind) = text.split_at(end);
    Some((before, behind.strip_prefix(at)?))
}

/// Text in quoted-printable, in the card's own character set.
fn printable(value: &str, parameters: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, behind @ ..] = rest {
        let two = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match two.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'=') {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    let parameters = parameters.to_ascii_uppercase();
    let label = parameters.split(';').find_map(|parameter| parameter.strip_prefix("CHARSET="));
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(encoding_rs::UTF_8);
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
}

/// Notes what a line says, under the heading that the same would have in a table.
fn note(said: &mut Vec<(String, String)>, property: &Property<'_>) {
    let Property { name, parameters, value } = property;
    let (heading, value) = match name.as_str() {
        "VERSION" => return,
        name if NO_TEXT.contains(&name) => return,
        "FN" => ("name".to_owned(), plain(value)),
        "N" => (PARTS_OF_NAME.to_owned(), spoken(value)),
        "TEL" => ("phone".to_owned(), plain(value.strip_prefix("tel:").unwrap_or(value))),
        "CATEGORIES" => ("labels".to_owned(), parts(value, ',').join(", ")),
        "NOTE" => ("note".to_owned(), plain(value)),
        "NICKNAME" => ("nickname".to_owned(), plain(value)),
        "X-SWITCHBOARD" => match parts(value, ';').as_slice() {
            [name, value] => (name.clone(), value.clone()),
            _ => return,
        },
        name => (name.strip_prefix("X-").unwrap_or(name).to_lowercase(), plain(value)),
    };
    let cell = parameters.to_ascii_uppercase().contains("CELL");
    let taken = said.iter().position(|(known, _)| *known == heading);
    match taken {
        // The mobile number is the one that WhatsApp has; the others stand behind it.
        Some(place) if heading == "phone" && cell => {
            let before = said.get_mut(place).map(|(_, before)| std::mem::replace(before, value));
            push_numbered(said, &heading, before.unwrap_or_default());
        }
        Some(_) => push_numbered(said, &heading, value),
        None => said.push((heading, value)),
    }
}

fn push_numbered(said: &mut Vec<(String, String)>, heading: &str, value: String) {
    let free = (2..).map(|number: u32| format!("{heading} {number}"));
    let free = free.take(MOST_COLUMNS).find(|heading| said.iter().all(|(known, _)| known != heading));
    said.extend(free.map(|heading| (heading, value)));
}

/// "Family;Given;Additional;Prefix;Suffix" as it is spoken.
fn spoken(value: &str) -> String {
    let parts = parts(value, ';');
    let part = |index: usize| parts.get(index).map_or("", String::as_str);
    [part(3), part(1), part(2), part(0), part(4)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn plain(value: &str) -> String {
    parts(value, '\0').join("")
}

/// The parts between such letters, without their escapes.
fn parts(value: &str, between: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter == between && between != '\0' {
            parts.push(String::new());
            continue;
        }
        let letter = match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n' | 'N') => '\n',
                Some(escaped) => escaped,
                None => '\\',
            },
            (letter, false) => letter,
        };
        if let Some(last) = parts.last_mut() {
            last.push(letter);
        }
    }
    parts
}
