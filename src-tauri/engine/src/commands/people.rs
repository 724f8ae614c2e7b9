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

/// Name of a chat's person or group, where one is known.
pub fn title(chat: &Chat) -> Option<String> {
    [&chat.title, &chat.contact_name, &chat.contact_username].into_iter().flatten().next().cloned()
}

/// Who wrote a message: the name, else the masked phone.
pub fn sender_name(r: &Read<'_>, message: &Message) -> Result<Option<String>, StoreError> {
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
    let country = if matches!(digits.first(), Some('1' | '7')) { 1 } else { 2 };
    let (Some(head), Some(tail)) = (digits.get(..country), digits.len().checked_sub(4).and_then(|at| digits.get(at..)))
    else {
        return "•••".to_owned();
    };
    let (head, tail) = (head.iter().collect::<String>(), tail.iter().collect::<String>());
    let (first, last) = tail.split_at_checked(2).unwrap_or((&tail, ""));
    format!("+{head} ••• •••-{first}-{last}")
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
    use super::masked;

    #[test]
    fn a_masked_number_keeps_its_country_and_its_end() {
        assert_eq!(masked("77001234108"), "+7 ••• •••-41-08");
        assert_eq!(masked("447700900142"), "+44 ••• •••-01-42");
        assert_eq!(masked("12"), "•••");
    }
}
