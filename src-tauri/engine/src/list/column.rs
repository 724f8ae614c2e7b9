//! What a column says, guessed from its heading in English and Russian, and from what stands below it.

use contract::list::{ListColumn, RowFault};
use domain::AttributeId;
use domain::member::AttributeKind;

use super::phone::phone;
use super::{Row, Table};

/// An attribute of the workspace's own, as a list needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Which.
    pub attribute: AttributeId,
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
}

/// Rows that are looked at.
const LOOKED_AT: usize = 50;

const NAME: &[&str] = &[
    "name",
    "fullname",
    "displayname",
    "contactname",
    "contact",
    "firstname",
    "middlename",
    "lastname",
    "givenname",
    "familyname",
    "surname",
    "имя",
    "фамилия",
    "отчество",
    "фио",
    "имяифамилия",
    "полноеимя",
    "контакт",
];
const PHONE: &[&str] = &[
    "phone",
    "phonenumber",
    "mobile",
    "mobilephone",
    "mobilenumber",
    "cell",
    "cellphone",
    "tel",
    "telephone",
    "whatsapp",
    "whatsappnumber",
    "waid",
    "phone1value",
    "телефон",
    "номер",
    "номертелефона",
    "мобильный",
    "мобильныйтелефон",
    "моб",
    "тел",
    "сотовый",
];
const USERNAME: &[&str] = &["username", "nick", "whatsappusername", "имяпользователя", "ник", "юзернейм"];
const USER_ID: &[&str] = &["userid", "whatsappuserid", "bsuid", "businessscopeduserid", "idпользователя"];
const LABELS: &[&str] = &["label", "labels", "tag", "tags", "groupmembership", "categories", "метка", "метки", "теги"];

/// What each column seems to say.
pub fn guess(table: &Table, attributes: &[Known]) -> Vec<ListColumn> {
    let mut guessed: Vec<ListColumn> = table.heading.iter().map(|heading| by_heading(heading, attributes)).collect();
    let whole = guessed.iter().zip(&table.heading).any(|(guess, heading)| is_name(guess) && !is_part(heading));
    for (guess, heading) in guessed.iter_mut().zip(&table.heading) {
        if whole && is_name(guess) && is_part(heading) {
            *guess = ListColumn::Ignored;
        }
    }
    if !guessed.contains(&ListColumn::Phone) {
        let found = (0..guessed.len())
            .find(|column| guessed.get(*column) == Some(&ListColumn::Ignored) && holds_phones(&table.rows, *column));
        if let Some(guess) = found.and_then(|column| guessed.get_mut(column)) {
            *guess = ListColumn::Phone;
        }
    }
    guessed
}

fn by_heading(heading: &str, attributes: &[Known]) -> ListColumn {
    let letters = letters(heading);
    let known = attributes.iter().find(|known| self::letters(&known.name) == letters && !letters.is_empty());
    if let Some(known) = known {
        return ListColumn::Attribute { attribute: known.attribute };
    }
    let is = |words: &[&str]| words.contains(&letters.as_str());
    match () {
        () if is(NAME) => ListColumn::Name,
        () if is(PHONE) => ListColumn::Phone,
        () if is(USERNAME) => ListColumn::Username,
        () if is(USER_ID) => ListColumn::UserId,
        () if is(LABELS) => ListColumn::Labels,
        () => ListColumn::Ignored,
    }
}

fn is_name(guess: &ListColumn) -> bool {
    *guess == ListColumn::Name
}

/// Whether the heading is of a part of a name: beside the whole name it says nothing new.
fn is_part(heading: &str) -> bool {
    let letters = letters(heading);
    ["firstname", "middlename", "lastname", "givenname", "familyname", "surname", "имя", "фамилия", "отчество"]
        .contains(&letters.as_str())
}

/// Only letters and digits, small.
fn letters(heading: &str) -> String {
    heading.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether most of a column's first cells are phone numbers.
fn holds_phones(rows: &[Row], column: usize) -> bool {
    let readable = rows.iter().filter(|row| row.fault.is_none());
    let cells = readable.filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
    let (mut all, mut phones) = (0, 0);
    for cell in cells.take(LOOKED_AT) {
        all += 1;
        phones += usize::from(is_phone(cell));
    }
    phones * 2 > all
}

fn is_phone(cell: &str) -> bool {
    cell.chars().filter(char::is_ascii_digit).count() >= 9 && matches!(phone(cell, ""), Ok(_) | Err(RowFault::Rounded))
}

/// Whether the first row says what the columns are: nobody's phone number stands in it.
pub fn is_heading(cells: &[String]) -> bool {
    !cells.iter().any(|cell| is_phone(cell))
}
