//! People in payloads. Every key may be missing (reference 3), and the block that holds names stands apart from the
//! items that it belongs to.

use std::collections::HashMap;

use domain::Person;
use domain::erasure::is_stand_in;
use domain::person::digits;
use serde::Deserialize;

use crate::meta::loose::{Raw, Scalar, list, part, read};

/// A user object: of `contacts[]`, of a group's participants, of a preference.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Named<'a> {
    #[serde(borrow)]
    wa_id: Scalar<'a>,
    #[serde(borrow)]
    user_id: Scalar<'a>,
    #[serde(borrow)]
    parent_user_id: Scalar<'a>,
    #[serde(borrow)]
    username: Scalar<'a>,
    #[serde(borrow)]
    input: Scalar<'a>,
    #[serde(borrow)]
    profile: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Profile<'a> {
    #[serde(borrow)]
    name: Scalar<'a>,
    #[serde(borrow)]
    username: Scalar<'a>,
}

impl Named<'_> {
    pub(crate) fn person(&self) -> Person {
        let profile: Profile<'_> = part(self.profile);
        let mut person = Person {
            parent_user_id: self.parent_user_id.owned(),
            username: profile.username.text().or_else(|| self.username.text()).and_then(username),
            name: profile.name.owned(),
            ..identified(&self.wa_id, &self.user_id)
        };
        if person.is_nobody() {
            let echoed = identified(&self.input, &Scalar::Nothing);
            (person.phone, person.user_id) = (echoed.phone, echoed.user_id);
        }
        person
    }
}

/// A person by the two keys of a payload. What stands where a phone should be and is none (a business-scoped id, say) is
/// an opaque id of that person: a message is never without its sender because of how the sender is written.
pub(crate) fn identified(phone: &Scalar<'_>, user_id: &Scalar<'_>) -> Person {
    let id = phone.owned();
    let by_id = id.clone().filter(|id| phone_of(id).is_none());
    Person { phone: id.as_deref().and_then(phone_of), user_id: user_id.owned().or(by_id), ..Person::default() }
}

/// `US.1349...`: a country, a point, letters and digits.
pub(crate) fn is_scoped(id: &str) -> bool {
    id.split_once('.').is_some_and(|(country, rest)| {
        country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase()) && !rest.is_empty()
    })
}

/// The digits of what is written like a phone number.
pub(crate) fn phone_of(text: &str) -> Option<String> {
    let written = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ');
    text.chars().all(written).then(|| digits(text)).flatten()
}

fn username(text: &str) -> Option<String> {
    let name = text.trim_start_matches('@');
    (!name.is_empty()).then(|| name.to_owned())
}

/// The `contacts[]` of a value.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    people: Vec<Person>,
    by_phone: HashMap<String, usize>,
    by_user_id: HashMap<String, usize>,
}

impl Directory {
    pub(crate) fn of(contacts: Raw<'_>) -> Self {
        let mut directory = Self::default();
        for person in list(contacts).into_iter().filter_map(read::<Named<'_>>).map(|named| named.person()) {
            let place = directory.people.len();
            if let Some(phone) = &person.phone {
                directory.by_phone.entry(phone.clone()).or_insert(place);
            }
            if let Some(user_id) = &person.user_id {
                directory.by_user_id.entry(user_id.clone()).or_insert(place);
            }
            directory.people.push(person);
        }
        directory
    }

    /// Adds to a person what the block says of the same one, found by a shared key. `alone` says that the value has one
    /// item only: then a single contact that contradicts nothing is that item's person.
    pub(crate) fn complete(&self, person: Person, alone: bool) -> Person {
        // Nobody's name or number may go to somebody who was erased.
        if person.user_id.as_deref().is_some_and(is_stand_in) {
            return person;
        }
        let found = person.user_id.as_ref().and_then(|id| self.by_user_id.get(id));
        let found = found.or_else(|| person.phone.as_ref().and_then(|phone| self.by_phone.get(phone)));
        let known = match (found, self.people.as_slice()) {
            (Some(place), people) => people.get(*place),
            (None, [only]) if alone => Some(only),
            _ => None,
        };
        match known.filter(|known| !contradicts(known, &person)) {
            Some(known) => merged(person, known),
            None => person,
        }
    }
}

fn contradicts(one: &Person, other: &Person) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    differ(&one.phone, &other.phone) || differ(&one.user_id, &other.user_id)
}

fn merged(person: Person, known: &Person) -> Person {
    Person {
        phone: person.phone.or_else(|| known.phone.clone()),
        user_id: person.user_id.or_else(|| known.user_id.clone()),
        parent_user_id: person.parent_user_id.or_else(|| known.parent_user_id.clone()),
        username: person.username.or_else(|| known.username.clone()),
        name: person.name.or_else(|| known.name.clone()),
    }
}
