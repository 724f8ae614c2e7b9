//! What became of a message of the business: kept so that "exactly once" can be proven from outside.

use serde_json::{Value, json};

use crate::send::content::Content;
use crate::send::recipient::Recipient;
use crate::world::World;

/// A step of a sent message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Sent,
    Delivered,
    Read,
    Played,
    /// Failed with this code.
    Failed(i64),
}

impl Step {
    /// The word in the webhook.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
            Self::Failed(_) => "failed",
        }
    }
}

/// One accepted message.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) id: String,
    pub(crate) recipient: Recipient,
    pub(crate) content: Content,
    pub(crate) callback: Option<String>,
    /// Town time of acceptance.
    pub(crate) at: i64,
    /// Which of the account's numbers sent it.
    pub(crate) number: usize,
    /// Words of the statuses posted so far, in order.
    pub(crate) statuses: Vec<&'static str>,
}

impl Sent {
    pub(crate) fn new(
        id: String,
        recipient: Recipient,
        content: Content,
        callback: Option<String>,
        (at, number): (i64, usize),
    ) -> Self {
        Self { id, recipient, content, callback, at, number, statuses: Vec::new() }
    }

    /// What the control endpoint says about it, in the turn of its number.
    pub(crate) fn summary(&self, world: &World) -> Value {
        let (to, group) = match &self.recipient {
            Recipient::Circle { .. } => (self.recipient.group_id(world), true),
            Recipient::Person { input, .. } | Recipient::Stranger { input, .. } => (Some(input.clone()), false),
        };
        let who = self.recipient.person().and_then(|at| world.people.get(at)).map(|person| &person.id);
        let attempts = self.callback.as_ref().and_then(|callback| world.attempts.get(callback));
        json!({
            "id": self.id,
            "from": world.hello.phone_number_id,
            "to": to,
            "person": who,
            "recipient_type": if group { "group" } else { "individual" },
            "type": self.content.kind,
            "summary": self.content.summary,
            "body": self.content.body,
            "context": self.content.quoted,
            "callback": self.callback,
            "at": self.at,
            "attempts": attempts.copied().unwrap_or(1),
            "statuses": self.statuses,
        })
    }
}
