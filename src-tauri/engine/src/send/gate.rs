//! Asks the gate with what is known now: the chat's window and what the person said of consent.

use domain::consent::{Consents, Purpose};
use domain::decision::Outgoing;
use domain::gate::{Denial, Known, Question, Wish, decide, verdict};
use domain::permit::{Ground, Permit, Recipient};
use domain::window::ServiceWindow;
use domain::{Person, Timestamp};
use store::table::chat::{Chat, ChatKind};
use store::table::{account, block, contact, purpose};
use store::{Ledger, Read, StoreError};

use crate::consent::{Who, consents};

/// A chat as the gate sees it.
#[derive(Debug)]
pub struct Addressee {
    /// To whom a message of this chat goes.
    pub recipient: Recipient,
    /// Until when free-form messages are allowed.
    pub window: ServiceWindow,
    /// What the person said of consent; nothing of a group.
    pub consents: Consents,
    /// The purposes of the workspace.
    pub purposes: Vec<Purpose>,
    /// Whether we blocked the person at this number.
    pub blocked: bool,
}

impl Addressee {
    /// Reads it. None for a chat that is with nobody.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(r: &Read<'_>, ledger: &Ledger, chat: &Chat, now: Timestamp) -> Result<Option<Self>, StoreError> {
        let window = ServiceWindow::at(chat.last_received_at, now);
        match (chat.kind, chat.contact_id, &chat.group_id) {
            (ChatKind::Group, _, Some(group)) => {
                let (recipient, consents) = (Recipient::Group(group.clone()), Consents::default());
                Ok(Some(Self { recipient, window, consents, purposes: purpose::all(r)?, blocked: false }))
            }
            (ChatKind::Direct, Some(contact), _) => {
                let who = Who { account: chat.account_id.clone(), contact, person: person(r, chat)? };
                let (consents, purposes) = (consents(r, ledger, &who)?, purpose::all(r)?);
                let blocked = block::holds(r, &chat.account_id, contact)?;
                let recipient = Recipient::Person(who.person);
                Ok(Some(Self { recipient, window, consents, purposes, blocked }))
            }
            _ => Ok(None),
        }
    }

    /// Asks the gate for a permit.
    ///
    /// # Errors
    /// The reason why not.
    pub fn ask(&self, chat: &Chat, outgoing: &Outgoing, now: Timestamp) -> Result<Permit, Denial> {
        let question = Question { account: &chat.account_id, recipient: &self.recipient, outgoing };
        decide(&question, self.known(), now)
    }

    /// Asks the gate what it would say.
    ///
    /// # Errors
    /// The reason why not.
    pub fn may(&self, wish: &Wish, now: Timestamp) -> Result<Ground, Denial> {
        verdict(wish, self.known(), now)
    }

    fn known(&self) -> Known<'_> {
        Known { window: self.window, consents: &self.consents, purposes: &self.purposes, blocked: self.blocked }
    }
}

/// The person of a direct chat, by every identity valid now.
///
/// # Errors
/// When it cannot be read.
pub fn person(r: &Read<'_>, chat: &Chat) -> Result<Person, StoreError> {
    let Some(id) = chat.contact_id else { return Ok(Person::default()) };
    let portfolio = account::get(r, &chat.account_id)?.and_then(|account| account.portfolio);
    contact::person(r, id, &chat.account_id, portfolio.as_deref())
}
