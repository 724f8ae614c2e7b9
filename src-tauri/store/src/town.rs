//! The people whom the tests of this crate know, and a folder for them.

use domain::content::Content;
use domain::decision::Outgoing;
use domain::delivery::DeliveryStatus;
use domain::{AccountId, ChatId, CommandId, ContactId, GroupId, MessageId, Person, Timestamp};
use tempfile::TempDir;

use crate::table::message::{Direction, NewMessage};
use crate::table::send_queue::{self, NewSend};
use crate::table::{chat_change, identity, message};
use crate::{Console, DataFolder, Write};

/// The first moment of the tests.
pub const START: Timestamp = Timestamp::from_seconds(1_767_225_600);

/// The number of the shop.
pub fn shop() -> AccountId {
    "polar-tea".into()
}

/// The portfolio of the shop.
pub const PORTFOLIO: Option<&str> = Some("polar");

/// Анна Корнеева, seen with both keys.
pub fn anna() -> Person {
    Person {
        phone: Some("77001234108".into()),
        user_id: Some("KZ.108".into()),
        name: Some("Анна Корнеева".into()),
        ..Person::default()
    }
}

/// Tomás Ribeiro, who has a username and shows no phone.
pub fn tomas() -> Person {
    Person {
        user_id: Some("PT.551".into()),
        username: Some("tomas.r".into()),
        name: Some("Tomás Ribeiro".into()),
        ..Person::default()
    }
}

/// Ержан Бекенов, seen by his phone only.
pub fn yerzhan() -> Person {
    Person { name: Some("Ержан Бекенов".into()), ..Person::by_phone("77015550042") }
}

/// Lena Fischer, seen by her phone only.
pub fn lena() -> Person {
    Person { name: Some("Lena Fischer".into()), ..Person::by_phone("4915112345678") }
}

/// A folder that goes when the test ends.
pub struct Desk {
    pub folder: DataFolder,
    pub console: Console,
    pub dir: TempDir,
}

/// An empty desk.
pub fn desk() -> Desk {
    let dir = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(dir.path(), None).unwrap();
    let console = folder.console();
    Desk { folder, console, dir }
}

/// A text.
pub fn text(body: &str) -> Content {
    Content::Text { body: body.to_owned() }
}

/// Finds or makes the person; the number of a new one is made from `position`.
pub fn meet(w: &Write<'_>, person: &Person, position: i64) -> identity::Resolved {
    identity::resolve(w, &shop(), PORTFOLIO, person, ContactId::at(position, 0), at(position)).unwrap()
}

/// The moment of a journal position: a second each.
pub fn at(position: i64) -> Timestamp {
    START.plus(position * 1000)
}

/// The chat with a person, made where there is none.
pub fn chat_with(w: &Write<'_>, person: &Person, position: i64) -> ChatId {
    let contact = meet(w, person, position).contact_id;
    chat_change::with_contact(w, &shop(), contact, ChatId::at(position, 0), at(position)).unwrap()
}

/// The tea club.
pub fn club() -> GroupId {
    "GRP_CLUB".into()
}

/// A message as it comes in at `position`.
pub fn inbound(w: &Write<'_>, person: &Person, content: Content, position: i64) -> NewMessage {
    let seen = meet(w, person, position);
    let chat_id = chat_with(w, person, position);
    NewMessage {
        message_id: MessageId::at(position, 0),
        account_id: shop(),
        chat_id,
        provider_id: Some(format!("wamid.{position}").as_str().into()),
        direction: Direction::In,
        sender_identity: Some(seen.identity_id),
        sender_name: person.name.clone(),
        at: at(position),
        received_position: position,
        content,
        reply_to: None,
        forwarded: false,
        referral: None,
        status: None,
        command_id: None,
        participants_total: None,
    }
}

/// A person writes.
pub fn writes(w: &Write<'_>, person: &Person, body: &str, position: i64) -> NewMessage {
    let message = inbound(w, person, text(body), position);
    assert!(message::insert(w, &message).unwrap(), "the message is new");
    message
}

/// Mira Halonen answers in a chat: the message and its place in the queue.
pub fn mira_answers(w: &Write<'_>, chat_id: ChatId, body: &str, position: i64) -> MessageId {
    let message_id = MessageId::at(position, 0);
    let command = CommandId(format!("command-{position}"));
    let answer = NewMessage {
        message_id,
        account_id: shop(),
        chat_id,
        provider_id: None,
        direction: Direction::Out,
        sender_identity: None,
        sender_name: Some("Mira Halonen".into()),
        at: at(position),
        received_position: position,
        content: text(body),
        reply_to: None,
        forwarded: false,
        referral: None,
        status: Some(DeliveryStatus::Queued),
        command_id: Some(command.clone()),
        participants_total: None,
    };
    assert!(message::insert(w, &answer).unwrap(), "the answer is new");
    let send = NewSend {
        message_id,
        account_id: shop(),
        chat_id,
        command_id: command,
        outgoing: Outgoing::Message { content: text(body), reply_to: None },
        queued_at: at(position),
        not_before: Timestamp(0),
    };
    assert!(send_queue::enqueue(w, &send).unwrap(), "the command is new");
    message_id
}
