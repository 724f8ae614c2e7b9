//! Who an event is about: the account that was named, and people as contacts (wall 4).

use std::cell::{Cell, OnceCell};

use contract::change::ChangeKind;
use domain::event::{PersonChange, Preference, ProviderEvent};
use domain::id::row_number;
use domain::notify::AlertKind;
use domain::{AccountId, ChatId, ContactId, Content, MessageId, Person, ProviderMessageId};
use sha2::{Digest as _, Sha256};
use store::table::identity::{self, Resolved};
use store::table::message as table;
use store::table::{account, chat, contact, preference, send_queue, unread_body};
use store::{Entry, StoreError, Write};

use super::{Facts, Happened, NO_ACCOUNT, Origin, message};

/// What the items of one entry share.
pub struct Shared<'a> {
    entry: &'a Entry,
    /// The next number for people beside the entry's items.
    spare: Cell<u32>,
    /// The next number for lines of a group's history.
    line: Cell<u32>,
    repeated: OnceCell<bool>,
}

impl<'a> Shared<'a> {
    /// Of an entry with so many items.
    pub const fn new(entry: &'a Entry, items: u32) -> Self {
        Self { entry, spare: Cell::new(items), line: Cell::new(0), repeated: OnceCell::new() }
    }

    /// The number of the next line in a group's history that the entry makes.
    pub fn next_line(&self) -> i64 {
        let index = self.line.get();
        self.line.set(index.saturating_add(1));
        row_number(self.entry.position, index)
    }

    /// Whether an earlier entry has the same body. Asked for bodies only of which a part cannot be read.
    pub fn is_repeated(&self, w: &Write<'_>) -> Result<bool, StoreError> {
        if let Some(known) = self.repeated.get() {
            return Ok(*known);
        }
        let digest = Sha256::digest(&self.entry.body).into();
        let repeated = !unread_body::is_first(w, &digest, self.entry.position)?;
        Ok(*self.repeated.get_or_init(|| repeated))
    }
}

/// The account of an event, and the scope of its people's ids.
pub struct Seen<'a> {
    /// The account, or [`NO_ACCOUNT`].
    pub account: AccountId,
    /// What it shares with the other items of its entry.
    pub shared: &'a Shared<'a>,
    portfolio: Option<String>,
}

impl<'a> Seen<'a> {
    /// Notes the account that the event names.
    pub fn new(
        w: &Write<'_>,
        found: &ProviderEvent,
        shared: &'a Shared<'a>,
        facts: &mut Facts,
    ) -> Result<Self, StoreError> {
        let account = found.account.clone().unwrap_or_else(|| AccountId::from(NO_ACCOUNT));
        let (phone, portfolio) = (found.account_phone.as_deref(), found.portfolio.as_deref());
        if found.account.is_some() && account::seen(w, &account, phone, portfolio)? {
            facts.kind(ChangeKind::Health);
        }
        Ok(Self { account, shared, portfolio: found.portfolio.clone() })
    }

    /// The journal's word for the provider; empty for answers to our own calls.
    pub fn source(&self) -> &str {
        &self.shared.entry.source
    }

    /// People in an answer to one of our own calls.
    pub const fn of_account(account: AccountId, portfolio: Option<String>, shared: &'a Shared<'a>) -> Self {
        Self { account, shared, portfolio }
    }

    /// The contact that the item at `origin` is about; none for nobody.
    pub fn contact(
        &self,
        w: &Write<'_>,
        origin: Origin,
        person: &Person,
        facts: &mut Facts,
    ) -> Result<Option<Resolved>, StoreError> {
        self.resolve(w, person, (origin, origin.index), facts)
    }

    /// One of several people of the same item.
    pub fn one_of_many(
        &self,
        w: &Write<'_>,
        origin: Origin,
        person: &Person,
        facts: &mut Facts,
    ) -> Result<Option<Resolved>, StoreError> {
        let index = self.shared.spare.get();
        self.shared.spare.set(index.saturating_add(1));
        self.resolve(w, person, (origin, index), facts)
    }

    /// Notes that the item names somebody, where they are known, and says whom.
    pub fn trace(&self, w: &Write<'_>, origin: Origin, person: &Person) -> Result<Option<ContactId>, StoreError> {
        let known = identity::who(w, &self.account, self.portfolio.as_deref(), person)?;
        if let Some(known) = known {
            contact::trace(w, known, origin.position)?;
        }
        Ok(known)
    }

    fn resolve(
        &self,
        w: &Write<'_>,
        person: &Person,
        (origin, index): (Origin, u32),
        facts: &mut Facts,
    ) -> Result<Option<Resolved>, StoreError> {
        if person.is_nobody() {
            return Ok(None);
        }
        let new = ContactId::at(origin.position, index);
        let found = identity::resolve(w, &self.account, self.portfolio.as_deref(), person, new, origin.at)?;
        contact::trace(w, found.contact_id, origin.position)?;
        if found.changed && !found.is_new {
            for chat in chat::of_contact(w, found.contact_id)? {
                facts.row(chat);
            }
        }
        Ok(Some(found))
    }
}

/// What was decided about a person's chat is found again when they are to be forgotten.
pub fn trace_chat(w: &Write<'_>, chat: ChatId, position: i64) -> Result<(), StoreError> {
    match chat::contact(w, chat)? {
        Some(contact) => contact::trace(w, contact, position),
        None => Ok(()),
    }
}

/// The same of what is about a message: of the person whose chat it stands in, in a group of who wrote it.
pub fn trace_message(w: &Write<'_>, id: MessageId, position: i64) -> Result<(), StoreError> {
    let Some(found) = table::get(w, id)? else { return Ok(()) };
    match found.sender_contact {
        Some(sender) => contact::trace(w, sender, position),
        None => trace_chat(w, found.chat_id, position),
    }
}

/// The same of what became of something that was to be sent.
pub fn trace_send(w: &Write<'_>, id: MessageId, position: i64) -> Result<(), StoreError> {
    match send_queue::get(w, id)? {
        Some(send) => trace_chat(w, send.chat_id, position),
        None => Ok(()),
    }
}

/// The same of what names a message by the provider's id, in which its sender's number is written.
pub fn trace_target(
    w: &Write<'_>,
    account: &AccountId,
    target: &ProviderMessageId,
    position: i64,
) -> Result<(), StoreError> {
    match table::by_provider(w, account, target)?.and_then(|found| found.sender_contact) {
        Some(sender) => contact::trace(w, sender, position),
        None => Ok(()),
    }
}

/// A person changed number or id: the chat stays, and a line in it says so.
pub fn changed(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    change: PersonChange,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let new = ContactId::at(origin.position, origin.index);
    let (account, portfolio) = (&seen.account, seen.portfolio.as_deref());
    let found = match (change.previous.is_nobody(), change.current.is_nobody()) {
        (true, true) => return Ok(()),
        (_, true) => identity::resolve(w, account, portfolio, &change.previous, new, change.at)?,
        (_, false) => identity::relink(w, account, portfolio, &change.previous, &change.current, new, change.at)?,
    };
    contact::trace(w, found.contact_id, origin.position)?;
    let content = Content::System { event: change.word, body: change.body };
    if !message::system_line(w, origin, account, found, (change.id, change.at), content, facts)? {
        return Ok(());
    }
    happened(w, AlertKind::ContactChanged, account, found.contact_id, facts)
}

/// A person told the provider about messages from us. That they want them again is no news that alerts.
pub fn preferred(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    said: &Preference,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(found) = seen.contact(w, origin, &said.person, facts)? else { return Ok(()) };
    let kept = preference::Preference {
        preference_id: row_number(origin.position, origin.index),
        account_id: seen.account.clone(),
        contact_id: found.contact_id,
        value: said.value.clone(),
        at: origin.told(said.at),
        position: origin.position,
    };
    preference::put(w, &kept)?;
    if said.value == "stop" {
        happened(w, AlertKind::OptOut, &seen.account, found.contact_id, facts)?;
    }
    Ok(())
}

/// Something about a person; it stands in their chat, where there is one.
fn happened(
    w: &Write<'_>,
    kind: AlertKind,
    account: &AccountId,
    contact: ContactId,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let chat = chat::by_contact(w, account, contact)?;
    let (account, contact, words) = (account.clone(), Some(contact), String::new());
    facts.happened.push(Happened { kind, account, chat, contact, message: None, words });
    Ok(())
}
