//! What an erasure does to `console.db`: the person's own rows go, and in what is others' too nothing leads to them any
//! more. It is a function of the rows and of the journal's entry, so that it gives the same tables live, in a rebuild from
//! a journal whose bodies were cut, and in one that was restored from before.

mod chat;
mod group;
mod joined;
mod known;
mod local;
mod person;

use domain::erasure::Erased;
use domain::{ChatId, ContactId};

use crate::console::Write;
use crate::error::StoreError;
use crate::search;
use crate::statement::Statement;

pub use known::{
    Filed, Key, Theirs, ended, file_is_used, filed, files, keys, messages, people_of, same_person, whole_person,
};
pub use local::forget;

pub(crate) const STATEMENTS: [&[&Statement]; 6] =
    [chat::STATEMENTS, group::STATEMENTS, joined::STATEMENTS, known::STATEMENTS, local::STATEMENTS, person::STATEMENTS];

/// Takes a person out of the tables. Gives the chats that changed or are gone.
///
/// # Errors
/// When the disk says no.
pub fn apply(w: &Write<'_>, erased: &Erased) -> Result<Vec<ChatId>, StoreError> {
    let mut touched = Vec::new();
    let mut people = Vec::new();
    for contact in &erased.contacts {
        people.push(*contact);
        people.extend(person::stand_ins(w, *contact)?);
    }
    for contact in &people {
        touched.extend(chat::remove_all(w, *contact)?);
    }
    for contact in &people {
        touched.extend(group::blank_messages(w, *contact, erased.at)?);
    }
    for contact in &people {
        touched.extend(joined::remove(w, *contact)?);
        remove(w, *contact)?;
    }
    person::end_keys(w, &erased.ended)?;
    person::forget_entries(w, erased)?;
    local::forget(w, erased)?;
    Ok(touched)
}

fn remove(w: &Write<'_>, contact: ContactId) -> Result<(), StoreError> {
    person::remove(w, contact)?;
    search::drop_contact(w, contact)
}

#[cfg(test)]
mod tests;
