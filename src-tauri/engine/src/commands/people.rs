//! How people and chats are named.

use std::sync::Arc;

use contract::ErrorCode;
use contract::chat::Phone;
use domain::{AccountId, ContactId};
use store::table::chat::Chat;
use store::table::message::Message;
use store::table::{account, contact};
use store::{Read, StoreError};

use super::{Answer, read};
use crate::core::Core;

/// Fewer digits than this are no phone number.
const SHORTEST_NUMBER: usize = 8;

/// Name of a chat's person or group, where one is known.
pub fn title(chat: &Chat) -> Option<String> {
    [&chat.title, &chat.contact_name, &chat.contact_username].into_iter().flatten().next().cloned()
}

/// Who wrote a message: the operator's name for them, else the profile's of then, else the masked phone.
pub fn sender_name(r: &Read<'_>, message: &Message) -> Result<Option<String>, StoreError> {
    if let Some(contact) = message.sender_contact
        && let Some(given) = contact::given_name(r, contact)?
    {
        return Ok(Some(given));
    }
    match (&message.sender_name, message.sender_contact) {
        (Some(name), _) => Ok(Some(name.clone())),
        (None, Some(contact)) => Ok(phone_of(r, contact, &message.account_id)?.as_deref().map(masked)),
        (None, None) => Ok(None),
    }
}

/// The phone by which an account knows a person.
pub fn phone_of(r: &Read<'_>, id: ContactId, account: &AccountId) -> Result<Option<String>, StoreError> {
    Ok(contact::person(r, id, account, None)?.phone)
}

/// A phone number with its middle hidden: enough to tell two people apart, too little to write it down.
pub fn masked(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let country = country_code(digits.iter().take(2).collect::<String>().as_str());
    let (Some(head), Some(tail)) = (digits.get(..country), digits.len().checked_sub(4).and_then(|at| digits.get(at..)))
    else {
        return "•••".to_owned();
    };
    let (head, tail) = (head.iter().collect::<String>(), tail.iter().collect::<String>());
    let (first, last) = tail.split_at_checked(2).unwrap_or((&tail, ""));
    format!("+{head} ••• •••-{first}-{last}")
}

/// How many digits a country's code has, by its first two (ITU-T E.164, list of assigned codes).
fn country_code(first: &str) -> usize {
    match first.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7']
        | [b'3', b'0'..=b'4' | b'6' | b'9']
        | [b'4', b'0' | b'1' | b'3'..=b'9']
        | [b'5', b'1'..=b'8']
        | [b'6', b'0'..=b'6']
        | [b'8', b'1' | b'2' | b'4' | b'6']
        | [b'9', b'0'..=b'5' | b'8'] => 2,
        _ => 3,
    }
}

/// A text in which every run of digits as long as a phone number is masked.
pub fn numbers_masked(text: &str) -> String {
    let mut masked_text = String::with_capacity(text.len());
    let mut digits = String::new();
    for letter in text.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if digits.len() >= SHORTEST_NUMBER {
            if masked_text.ends_with('+') {
                masked_text.pop();
            }
            masked_text.push_str(&masked(&digits));
        } else {
            masked_text.push_str(&digits);
        }
        digits.clear();
        if letter != '\0' {
            masked_text.push(letter);
        }
    }
    masked_text
}

/// A person's whole phone number.
pub async fn phone(core: &Arc<Core>, id: ContactId) -> Answer<Phone> {
    let found = read(core, move |_, r| {
        if contact::get(r, id)?.is_none() {
            return Ok(None);
        }
        let mut phone = None;
        for account in account::all(r)? {
            phone = phone.or(phone_of(r, id, &account.account_id)?);
        }
        Ok(Some(phone))
    });
    let phone = found.await?.ok_or(ErrorCode::NotFound)?;
    Ok(Phone { phone: phone.map(|phone| format!("+{phone}")) })
}

#[cfg(test)]
mod tests {
    use super::{masked, numbers_masked};

    #[test]
    fn a_masked_number_keeps_its_country_and_its_end() {
        assert_eq!(masked("77001234108"), "+7 ••• •••-41-08");
        assert_eq!(masked("447700900142"), "+44 ••• •••-01-42");
        assert_eq!(masked("351912345678"), "+351 ••• •••-56-78");
        assert_eq!(masked("12"), "•••");
    }

    #[test]
    fn a_sentence_of_the_provider_shows_no_number_whole() {
        let said = "User Kim changed from 15550001001 to +447700900142 on 24 Nov";
        assert_eq!(numbers_masked(said), "User Kim changed from +1 ••• •••-10-01 to +44 ••• •••-01-42 on 24 Nov");
    }
}
