//! People written as a list.

use std::collections::HashMap;
use std::sync::Arc;

use contract::ErrorCode;
use contract::consent::PaperFile;
use contract::list::{ListFormat, ListSeparator, MembersExport};
use contract::workspace::Language;
use domain::segment::Condition;
use domain::{AccountId, AttributeId, ContactId, Timestamp};
use store::table::contact::{self, Contact};
use store::table::member::{MemberList, MemberOrder};
use store::table::{account, attribute, contact_merge, label};
use store::{Read, StoreError};

use super::super::consent::paper::handed_out;
use super::super::members::lettered;
use super::super::{Answer, read};
use super::known;
use crate::core::Core;
use crate::list::{self, Exported, Known};
use crate::paper::Words;

/// People read at once.
const PART: usize = 1_000;
/// Longest name of a file, in letters.
const LONGEST_NAME: usize = 80;

/// Writes everybody, or those who are named.
pub async fn export(core: &Arc<Core>, request: MembersExport) -> Answer<PaperFile> {
    let MembersExport { format, contacts, query, conditions } = request;
    let words = Words(core.language());
    let (attributes, people) = read(core, move |core, r| {
        let attributes = known(r)?;
        let found = match contacts {
            Some(contacts) => named(r, &contacts)?,
            None => listed(r, &query, &conditions, core.now())?,
        };
        let people = people(r, found, &attributes)?;
        Ok((attributes, people))
    })
    .await?;
    let day = chrono::DateTime::from_timestamp_millis(core.now().0).unwrap_or_default().with_timezone(&core.zone);
    let stem = format!("{} {}", words.pick("members", "контакты"), day.format("%Y-%m-%d"));
    let made = core.tasks.spawn_blocking(move || written(format, words, &attributes, &people));
    let (bytes, mime) = made.await.ok().flatten().ok_or(ErrorCode::Internal)?;
    handed_out(core, file_name(&stem, format), mime, bytes).await
}

fn written(
    format: ListFormat,
    words: Words,
    attributes: &[Known],
    people: &[Exported],
) -> Option<(Vec<u8>, &'static str)> {
    let names = attributes.iter().map(|known| known.name.clone());
    let mut heading: Vec<String> = own_columns(words).into_iter().map(str::to_owned).chain(names.clone()).collect();
    if people.iter().any(|person| !person.others.is_empty()) {
        heading.push(words.pick("Other numbers and IDs", "Другие номера и ID").to_owned());
    }
    Some(match format {
        ListFormat::Csv => (list::csv(&heading, people, separator(words)).ok()?, "text/csv"),
        ListFormat::Xlsx => {
            (list::xlsx(&heading, people).ok()?, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        ListFormat::Vcard => (list::vcard(&names.collect::<Vec<_>>(), people), "text/vcard"),
    })
}

const fn own_columns(words: Words) -> [&'static str; 5] {
    [
        words.pick("Name", "Имя"),
        words.pick("Phone", "Телефон"),
        words.pick("Username", "Имя пользователя"),
        words.pick("User ID", "ID пользователя"),
        words.pick("Labels", "Метки"),
    ]
}

/// What spreadsheets of the operator's language expect between cells.
pub const fn separator(words: Words) -> ListSeparator {
    match words.0 {
        Language::En => ListSeparator::Comma,
        Language::Ru => ListSeparator::Semicolon,
    }
}

/// A name of a file that every system takes.
pub fn file_name(stem: &str, format: ListFormat) -> String {
    let letters = stem.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
    let letters: String = letters.take(LONGEST_NAME).collect();
    let stem = letters.split_whitespace().collect::<Vec<_>>().join("-");
    let ending = match format {
        ListFormat::Csv => "csv",
        ListFormat::Xlsx => "xlsx",
        ListFormat::Vcard => "vcf",
    };
    format!("{stem}.{ending}")
}

fn named(r: &Read<'_>, contacts: &[ContactId]) -> Result<Vec<Contact>, StoreError> {
    contacts.iter().filter_map(|id| contact::get(r, *id).transpose()).collect()
}

/// Everybody who is looked for by letters and of whom the conditions are true, by name.
fn listed(r: &Read<'_>, query: &str, conditions: &[Condition], now: Timestamp) -> Result<Vec<Contact>, StoreError> {
    let among = lettered(r, query)?;
    let list = MemberList { conditions, among: among.as_ref(), order: MemberOrder::Name, descending: false, now };
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = list.page(r, after.as_ref(), PART)?;
        let Some(last) = page.last() else { return Ok(found) };
        after = Some(list.place(last));
        found.extend(page);
    }
}

fn people(r: &Read<'_>, found: Vec<Contact>, attributes: &[Known]) -> Result<Vec<Exported>, StoreError> {
    let portfolios = account::all(r)?.into_iter().map(|account| (account.account_id, account.portfolio)).collect();
    found.into_iter().map(|contact| one(r, contact, &portfolios, attributes)).collect()
}

fn one(
    r: &Read<'_>,
    contact: Contact,
    portfolios: &HashMap<AccountId, Option<String>>,
    attributes: &[Known],
) -> Result<Exported, StoreError> {
    let id = contact.contact_id;
    let keys = |of: &Contact| {
        let portfolio = portfolios.get(&of.account_id).and_then(Option::as_deref);
        contact::person(r, of.contact_id, &of.account_id, portfolio)
    };
    let (person, mut others) = (keys(&contact)?, Vec::new());
    for other in contact_merge::everyone(r, id)?.into_iter().filter(|other| *other != id) {
        others.extend(contact::get(r, other)?.map(|other| keys(&other)).transpose()?);
    }
    let labels = label::of_contact(r, id)?.into_iter().map(|label| label.name).collect();
    let stand: HashMap<AttributeId, String> =
        attribute::of_contact(r, id)?.into_iter().map(|(attribute, value)| (attribute, value.0)).collect();
    let values = attributes.iter().map(|known| stand.get(&known.attribute).cloned().unwrap_or_default()).collect();
    Ok(Exported { person, others, name: contact.name.unwrap_or_default(), labels, values })
}
