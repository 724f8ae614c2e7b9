//! Who an event is about: the account that was named, and people as contacts (wall 4).

use std::cell::Cell;

use contract::change::ChangeKind;
use domain::event::{PersonChange, ProviderEvent};
use domain::{AccountId, ContactId, Content, Person};
use store::table::identity::{self, Resolved};
use store::table::{account, chat, contact};
use store::{StoreError, Write};

use super::{Facts, NO_ACCOUNT, Origin, message};

/// The account of an event, and the scope of its people's ids.
pub struct Seen<'a> {
    /// The account, or [`NO_ACCOUNT`].
    pub account: AccountId,
    /// The journal's word for the provider; empty for answers to our own calls.
    pub source: &'a str,
    portfolio: Option<String>,
    spare: &'a Cell<u32>,
}

impl<'a> Seen<'a> {
    /// Notes the account that the event names. `spare` counts the numbers given to people beside the entry's items.
    pub fn new(
        w: &Write<'_>,
        source: &'a str,
        found: &ProviderEvent,
        spare: &'a Cell<u32>,
        facts: &mut Facts,
    ) -> Result<Self, StoreError> {
        let account = found.account.clone().unwrap_or_else(|| AccountId::from(NO_ACCOUNT));
        let (phone, portfolio) = (found.account_phone.as_deref(), found.portfolio.as_deref());
        if found.account.is_some() && account::seen(w, &account, phone, portfolio)? {
            facts.kind(ChangeKind::Health);
        }
        Ok(Self { account, source, portfolio: found.portfolio.clone(), spare })
    }

    /// People in an answer to one of our own calls.
    pub const fn of_account(account: AccountId, portfolio: Option<String>, spare: &'a Cell<u32>) -> Self {
        Self { account, source: "", portfolio, spare }
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
        let index = self.spare.get();
        self.spare.set(index.saturating_add(1));
        self.resolve(w, person, (origin, index), facts)
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
    message::system_line(w, origin, account, found, (change.id, change.at), content, facts)
}
