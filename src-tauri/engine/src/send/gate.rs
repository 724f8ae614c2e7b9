//! Asks the gate with what is known now: the chat's window and the person's standing consents.

use domain::consent::Standing;
use domain::decision::Outgoing;
use domain::gate::{Known, Question, Refusal, decide};
use domain::permit::{Permit, Recipient};
use domain::window::ServiceWindow;
use domain::{Person, Timestamp};
use store::table::chat::{Chat, ChatKind};
use store::table::{account, contact};
use store::{Ledger, Read, StoreError};

/// A chat as the gate sees it.
#[derive(Debug)]
pub struct Addressee {
    /// To whom a message of this chat goes.
    pub recipient: Recipient,
    /// Until when free-form messages are allowed.
    pub window: ServiceWindow,
    /// The person's standing consents; none of a group.
    pub standing: Vec<Standing>,
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
                Ok(Some(Self { recipient: Recipient::Group(group.clone()), window, standing: Vec::new() }))
            }
            (ChatKind::Direct, Some(_), _) => {
                let person = person(r, chat)?;
                let standing = ledger.standing(&chat.account_id, &person)?;
                Ok(Some(Self { recipient: Recipient::Person(person), window, standing }))
            }
            _ => Ok(None),
        }
    }

    /// Asks the gate.
    ///
    /// # Errors
    /// The reason why not.
    pub fn ask(&self, chat: &Chat, outgoing: &Outgoing, now: Timestamp) -> Result<Permit, Refusal> {
        let question = Question { account: &chat.account_id, recipient: &self.recipient, outgoing };
        decide(&question, Known { window: self.window, standing: &self.standing }, now)
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
