//! One row as a person, or what is wrong with it.

use contract::list::{ListColumn, RowFault};
use domain::Person;
use domain::member::{AttributeKind, AttributeValue};

use super::{Known, Row, phone::phone};

/// The longest name that is kept, in letters.
const LONGEST_NAME: usize = 200;
/// The longest username or user id.
const LONGEST_KEY: usize = 128;
/// The longest name of a label.
const LONGEST_LABEL: usize = 60;

/// How rows are read.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What each column says.
    pub columns: &'a [ListColumn],
    /// The code of the country of numbers without one.
    pub country: &'a str,
    /// The attributes there are.
    pub attributes: &'a [Known],
}

/// What a row says of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// The keys, and the username.
    pub person: Person,
    /// The name.
    pub name: Option<String>,
    /// Names of labels.
    pub labels: Vec<String>,
    /// Values, by the column in which they stand.
    pub values: Vec<(usize, AttributeValue)>,
}

/// Reads a row.
///
/// # Errors
/// What is wrong with it.
pub fn listed(row: &Row, asked: Asked<'_>) -> Result<Listed, RowFault> {
    if let Some(fault) = &row.fault {
        return Err(fault.clone());
    }
    let mut listed = Listed::default();
    let mut names: Vec<&str> = Vec::new();
    for (index, column) in asked.columns.iter().enumerate() {
        let cell = row.cells.get(index).map_or("", |cell| cell.trim());
        if cell.is_empty() {
            continue;
        }
        let person = &mut listed.person;
        match column {
            ListColumn::Ignored => {}
            ListColumn::Name => names.push(cell),
            ListColumn::Phone if person.phone.is_none() => person.phone = Some(phone(cell, asked.country)?),
            ListColumn::Phone => {}
            ListColumn::Username => person.username = Some(short(cell.trim_start_matches('@'), LONGEST_KEY, index)?),
            ListColumn::UserId => person.user_id = Some(user_id(cell, index)?),
            ListColumn::Labels => listed.labels.extend(labels(cell, index)?),
            ListColumn::Attribute { attribute } => {
                let known = asked.attributes.iter().find(|known| known.attribute == *attribute);
                let value = known.and_then(|known| value(&known.kind, cell)).ok_or(of_column(index))?;
                listed.values.push((index, value));
            }
            ListColumn::NewAttribute => {
                listed.values.push((index, value(&AttributeKind::Text, cell).ok_or(of_column(index))?));
            }
        }
    }
    if listed.person.is_nobody() {
        return Err(RowFault::Nobody);
    }
    if !names.is_empty() {
        let place = asked.columns.iter().position(|column| *column == ListColumn::Name).unwrap_or(0);
        listed.name = Some(short(&names.join(" "), LONGEST_NAME, place)?);
    }
    Ok(listed)
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn of_column(index: usize) -> RowFault {
    RowFault::Value { column: place(index) }
}

fn short(text: &str, longest: usize, index: usize) -> Result<String, RowFault> {
    if text.chars().nth(longest).is_some() {
        return Err(RowFault::TooLong { column: place(index) });
    }
    Ok(text.to_owned())
}

fn user_id(cell: &str, index: usize) -> Result<String, RowFault> {
    if cell.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(RowFault::UserId);
    }
    short(cell, LONGEST_KEY, index)
}

fn labels(cell: &str, index: usize) -> Result<Vec<String>, RowFault> {
    let names = cell.split([',', ';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| short(name, LONGEST_LABEL, index)).collect()
}

/// A value as lists write it: a list says yes and no in many ways, and writes options with any letters.
fn value(kind: &AttributeKind, cell: &str) -> Option<AttributeValue> {
    let small = cell.to_lowercase();
    match kind {
        AttributeKind::YesNo if ["yes", "y", "true", "1", "да", "+"].contains(&small.as_str()) => kind.read("yes"),
        AttributeKind::YesNo if ["no", "n", "false", "0", "нет", "-"].contains(&small.as_str()) => kind.read("no"),
        AttributeKind::OneOf { options } => {
            let same = options.iter().find(|option| option.to_lowercase() == small)?;
            kind.read(same)
        }
        _ => kind.read(cell),
    }
}
