//! Writes "wrote first" into the consent ledger: a person's own message permits service replies. Where a person takes
//! another number or id, the ledger follows.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use contract::change::ChangeKind;
use domain::event::Event;
use domain::{AccountId, ChatId, Person};
use store::table::chat::{self, ChatKind};
use store::table::message::Message;
use store::{LedgerKey, StoreError};

use super::{seen, unseen};
use crate::core::Core;
use crate::ports::CredentialError;
use crate::send::gate::person;

const NAME: &str = "consent";

/// The reactor with the chats and keys of people, by their numbers, whose grant is known to be written. A key may be
/// known to several numbers of ours; each has a ledger of its own.
#[derive(Clone, Default)]
pub struct Consent {
    granted: Arc<Mutex<HashSet<(ChatId, i64)>>>,
}

impl Consent {
    /// One step. Says whether there is more.
    pub fn step(&self, core: &Core) -> Result<bool, StoreError> {
        let found = unseen(core, NAME)?;
        if found.is_empty() {
            return Ok(false);
        }
        for message in found.iter().filter(|message| message.kind == "system") {
            relink(core, message)?;
        }
        let mut granted = self.granted.lock().unwrap_or_else(PoisonError::into_inner);
        let writers = writers(core, &found, &granted)?;
        for (message, account, person) in &writers {
            core.ledger.grant_wrote_first(account, person, message.received_position, message.at)?;
        }
        granted.extend(writers.iter().filter_map(|(message, ..)| Some((message.chat_id, message.sender_identity?))));
        let more = core.console.write(|w| seen(w, NAME, &found))?;
        if !writers.is_empty() {
            core.feed.changed_in(ChangeKind::Chats, writers.iter().map(|(message, ..)| message.chat_id));
        }
        Ok(more)
    }
}

/// Has the ledger's heads signed, where there is a place for the key. It may ask the operator first: nothing waits for it.
pub async fn sign(core: Arc<Core>) {
    let credentials = Arc::clone(&core.ports.credentials);
    let key = core.tasks.spawn_blocking(move || credentials.ledger_key()).await;
    let key = match key.unwrap_or(Err(CredentialError::NoKeyring)) {
        Ok(secret) => LedgerKey::from_secret(&secret),
        Err(error) => return tracing::warn!(%error, "the consent ledger is kept without signatures"),
    };
    if let Err(error) = core.blocking(move |core| core.ledger.sign_with(key)).await {
        tracing::error!(%error, "the consent ledger's head is not signed");
    }
}

/// Who wrote of whom no grant is known, each once.
fn writers<'a>(
    core: &Core,
    found: &'a [Message],
    granted: &HashSet<(ChatId, i64)>,
) -> Result<Vec<(&'a Message, AccountId, Person)>, StoreError> {
    let (mut first, mut taken) = (Vec::new(), HashSet::new());
    for message in found.iter().filter(|message| !matches!(message.kind.as_str(), "system" | "unknown")) {
        if message.sender_identity.is_some_and(|sender| {
            !granted.contains(&(message.chat_id, sender)) && taken.insert((message.chat_id, sender))
        }) {
            first.push(message);
        }
    }
    core.console.read(|r| {
        let mut writers = Vec::with_capacity(first.len());
        for message in first {
            if let Some(chat) = chat::get(r, message.chat_id)?.filter(|chat| chat.kind == ChatKind::Direct) {
                writers.push((message, chat.account_id.clone(), person(r, &chat)?));
            }
        }
        Ok(writers)
    })
}

/// Reads in the webhook itself which identities end and which begin.
fn relink(core: &Core, message: &Message) -> Result<(), StoreError> {
    let position = message.received_position;
    let Some(entry) = core.journal.get(position)? else { return Ok(()) };
    for event in providers::webhook::parse(&entry.source, &entry.body, entry.at) {
        if let (Some(account), Event::PersonChanged(change)) = (event.account, event.event) {
            core.ledger.relink(&account, &change.previous, &change.current, position)?;
        }
    }
    Ok(())
}
