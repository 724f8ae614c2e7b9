//! Chats and people with settings of their own. There may be thousands: they come in parts.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::notification::{ExceptionRow, ExceptionsPage, ExceptionsRequest, Level};
use domain::notify::{Fields, Mute, Rules};
use domain::{ChatId, ContactId, Timestamp};
use store::table::{chat, contact};
use store::{Read, StoreError};

use crate::commands::{Answer, masked, read, title};
use crate::core::Core;

/// Most rows of one part.
const MOST: u32 = 200;

/// Whose exception it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Chat(ChatId),
    Contact(ContactId),
}

/// Every exception, in a fixed order.
pub fn all(rules: &Rules, now: Timestamp) -> BTreeMap<Whose, (Fields, Option<Mute>)> {
    let mut found: BTreeMap<Whose, (Fields, Option<Mute>)> = BTreeMap::new();
    for (chat, fields) in &rules.chats {
        found.entry(Whose::Chat(*chat)).or_default().0 = fields.clone();
    }
    for (contact, fields) in &rules.contacts {
        found.entry(Whose::Contact(*contact)).or_default().0 = fields.clone();
    }
    for (chat, mute) in rules.mutes.iter().filter(|(_, mute)| mute.holds(now)) {
        found.entry(Whose::Chat(*chat)).or_default().1 = Some(*mute);
    }
    found
}

/// A part of them.
pub async fn page(core: &Arc<Core>, request: ExceptionsRequest) -> Answer<ExceptionsPage> {
    read(core, move |core, r| {
        let found = all(&core.rules.now(), core.now());
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let part = found.into_iter().skip(request.offset as usize).take(request.limit.clamp(1, MOST) as usize);
        let rows = part.map(|(whose, (fields, mute))| row(r, whose, fields, mute));
        let rows = rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        Ok(ExceptionsPage { rows, total })
    })
    .await
}

/// One row; none of a chat or a person that is gone.
fn row(r: &Read<'_>, whose: Whose, fields: Fields, mute: Option<Mute>) -> Result<Option<ExceptionRow>, StoreError> {
    match whose {
        Whose::Chat(id) => Ok(chat::get(r, id)?.map(|chat| ExceptionRow {
            level: Level::Chat(id),
            chat: Some(id),
            name: title(&chat).or_else(|| chat.contact_phone.as_deref().map(masked)).unwrap_or_default(),
            group: chat.group_id.is_some(),
            fields,
            mute,
        })),
        Whose::Contact(id) => {
            let chat = chat::of_contact(r, id)?.first().copied();
            Ok(contact::get(r, id)?.map(|contact| ExceptionRow {
                level: Level::Contact(id),
                chat,
                name: contact.name.or(contact.username).unwrap_or_default(),
                group: false,
                fields,
                mute,
            }))
        }
    }
}
