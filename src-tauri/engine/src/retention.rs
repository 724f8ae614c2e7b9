//! Erases people when the workspace's rules say that they have been kept long enough.

use std::sync::Arc;
use std::time::Duration;

use domain::retention::{RetentionRule, ends};
use domain::time::DAY;
use domain::{CommandId, ContactId, Timestamp};
use store::table::chat::{self, ChatKey};
use store::table::{label, retention};
use store::{Read, StoreError};

use crate::core::Core;

/// How often it is looked.
const PACE: Duration = Duration::from_secs(60 * 60);
/// Chats looked at in one step.
const STEP: usize = 200;

/// Erases whose time is over until it is dropped.
pub async fn follow(core: Arc<Core>) {
    loop {
        if let Err(error) = look(&core).await {
            tracing::error!(%error, "people who were kept long enough could not be erased");
        }
        tokio::select! {
            () = core.bells.keep.notified() => {}
            () = tokio::time::sleep(PACE) => {}
        }
    }
}

/// One look at everybody, the chats that slept longest first.
async fn look(core: &Arc<Core>) -> Result<(), StoreError> {
    let now = core.now();
    let rules = core.blocking(|core| core.console.read(retention::all)).await?;
    let Some(shortest) = rules.iter().filter_map(|rule| rule.days).min() else { return Ok(()) };
    let until = now.plus(-i64::from(shortest).saturating_mul(DAY));
    let mut after = None;
    loop {
        let given = rules.clone();
        let (due, last) = core.blocking(move |core| due(core, &given, (after, until), now)).await?;
        for (contact, since) in due {
            // The same wait ends once, however often it is looked at.
            let command = CommandId(format!("kept long enough {contact} {}", since.0));
            crate::erase::contact(core, contact, command).await?;
        }
        match last {
            Some(last) => after = Some(last),
            None => return Ok(()),
        }
    }
}

/// People with the last message of their chat, and where to go on.
type Look = (Vec<(ContactId, Timestamp)>, Option<ChatKey>);

/// Whose time is over among the next chats.
fn due(
    core: &Core,
    rules: &[RetentionRule],
    (after, until): (Option<ChatKey>, Timestamp),
    now: Timestamp,
) -> Result<Look, StoreError> {
    core.console.read(|r| {
        let chats = chat::by_age(r, after, until, STEP)?;
        let mut due = Vec::new();
        for chat in &chats {
            if let Some(contact) = chat.contact_id
                && is_over(r, rules, contact, now)?
            {
                due.push((contact, chat.last_at));
            }
        }
        let last = chats.last().filter(|_| chats.len() == STEP).map(|chat| chat.key());
        Ok((due, last))
    })
}

/// Whether a person's time is over in every chat with them: an erasure takes them out of all, at every number.
fn is_over(r: &Read<'_>, rules: &[RetentionRule], contact: ContactId, now: Timestamp) -> Result<bool, StoreError> {
    for same in store::erasure::whole_person(r, contact)? {
        for id in chat::of_contact(r, same)? {
            let Some(chat) = chat::get(r, id)? else { continue };
            let labels: Vec<_> = label::of_chat(r, id)?.into_iter().map(|label| label.label_id).collect();
            if ends(rules, &chat.account_id, &labels, chat.last_at).is_none_or(|end| end > now) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
