//! People as operators add and complete them.

use domain::decision::{ChatChange, Decided, Decision};
use domain::member::{AttributeKind, AttributeValue, MemberDecision};
use domain::{AccountId, AttributeId, ChatId, CommandId, ContactId, LabelId, Person, Timestamp};
use pretty_assertions::assert_eq;
use store::table::chat::{self, ChatFilter};
use store::table::{attribute, contact, identity, label};
use store::{DataFolder, EntryKind, NewEntry, Read};
use tempfile::TempDir;

use crate::projector::batch;

const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);
const VIP: LabelId = LabelId::at(1, 0);
const CITY: AttributeId = AttributeId::at(2, 0);

struct Book {
    home: TempDir,
    folder: DataFolder,
}

impl Book {
    /// With a label and an attribute at the first two positions.
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(home.path(), None).unwrap();
        let book = Self { home, folder };
        book.decide(Decision::LabelSaved { label: None, name: "VIP".into(), color: 3 });
        book.decide(Decision::AttributeSaved { attribute: None, name: "City".into(), kind: AttributeKind::Text });
        book
    }

    fn append(&self, kind: EntryKind, source: &str, body: Vec<u8>) -> i64 {
        let entry = NewEntry { kind, source: source.into(), at: NOW, dedupe: None, body };
        let position = self.folder.journal().append_blocking(entry).unwrap().position;
        batch(&self.folder.console(), &self.folder.journal().read_from(position - 1, 1).unwrap()).unwrap();
        position
    }

    fn decide(&self, decision: Decision) -> i64 {
        let command = CommandId(format!("{decision:?}"));
        let decided = Decided { command, at: NOW, operator: "Mira Halonen".into(), decision };
        self.append(EntryKind::Decided, "", serde_json::to_vec(&decided).unwrap())
    }

    /// Somebody writes from that number.
    fn hears(&self, phone: &str, name: &str) -> i64 {
        self.hears_at(phone, name, "1767225600")
    }

    fn hears_at(&self, phone: &str, name: &str, seconds: &str) -> i64 {
        let profile = serde_json::json!({"wa_id": phone, "profile": {"name": name}});
        let text = serde_json::json!({"from": phone, "id": format!("w.{}", self.folder.journal().head()),
            "timestamp": seconds, "type": "text", "text": {"body": "Hello"}});
        let value =
            serde_json::json!({"metadata": {"phone_number_id": "1"}, "contacts": [profile], "messages": [text]});
        let body = serde_json::json!({"entry": [{"id": "polar", "changes": [{"field": "messages", "value": value}]}]});
        self.append(EntryKind::Webhook, "meta", serde_json::to_vec(&body).unwrap())
    }

    fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> T) -> T {
        self.folder.console().read(|r| Ok(work(r))).unwrap()
    }

    fn by_phone(&self, phone: &str) -> ContactId {
        self.read(|r| identity::who(r, &number(), Some("polar"), &Person::by_phone(phone)).unwrap().unwrap())
    }

    fn name(&self, contact: ContactId) -> Option<String> {
        self.read(|r| contact::get(r, contact).unwrap().unwrap().name)
    }

    fn inbox(&self, filter: &ChatFilter) -> Vec<ChatId> {
        self.read(|r| chat::list(r, filter, None, None, 10).unwrap().into_iter().map(|chat| chat.chat_id).collect())
    }
}

fn number() -> AccountId {
    "meta:1".into()
}

fn member(person: Person) -> MemberDecision {
    let (labels, attributes) = (Vec::new(), Vec::new());
    MemberDecision { account: number(), person, name: None, labels, attributes, overwrite: false }
}

fn saved(member: MemberDecision) -> Decision {
    Decision::MemberSaved(Box::new(member))
}

fn city(name: &str) -> (AttributeId, AttributeValue) {
    (CITY, AttributeValue(name.into()))
}

#[test]
fn somebody_known_is_completed_and_nothing_that_stands_is_overwritten_unasked() {
    let book = Book::new();
    book.hears("77001234108", "Anna");
    let anna = book.by_phone("77001234108");
    let listed = |name: &str, place: &str, overwrite: bool| MemberDecision {
        name: Some(name.into()),
        labels: vec![VIP],
        attributes: vec![city(place)],
        overwrite,
        ..member(Person::by_phone("77001234108"))
    };
    book.decide(saved(listed("Анна Корнеева", "Алматы", false)));
    assert_eq!(book.name(anna).as_deref(), Some("Anna"), "her own name stands");
    assert_eq!(book.read(|r| attribute::of_contact(r, anna).unwrap()), [city("Алматы")]);
    book.decide(saved(listed("Anna K.", "Astana", false)));
    assert_eq!(book.read(|r| attribute::of_contact(r, anna).unwrap()), [city("Алматы")]);
    book.decide(saved(listed("Анна Корнеева", "Астана", true)));
    assert_eq!(book.name(anna).as_deref(), Some("Анна Корнеева"));
    assert_eq!(book.read(|r| attribute::of_contact(r, anna).unwrap()), [city("Астана")]);
}

#[test]
fn the_operators_name_is_shown_and_the_profiles_comes_back_when_it_is_taken_away() {
    let book = Book::new();
    book.hears("77001234108", "Anna");
    let anna = book.by_phone("77001234108");
    book.decide(Decision::MemberNamed { contact: anna, name: Some("Анна Корнеева".into()) });
    book.hears("77001234108", "Anna 🌿");
    assert_eq!(book.name(anna).as_deref(), Some("Анна Корнеева"));
    let chat = book.inbox(&ChatFilter::Open)[0];
    let row = book.read(|r| chat::get(r, chat).unwrap().unwrap());
    assert_eq!(row.contact_name.as_deref(), Some("Анна Корнеева"), "the inbox shows the same");
    book.decide(Decision::MemberNamed { contact: anna, name: None });
    assert_eq!(book.name(anna).as_deref(), Some("Anna 🌿"));
}

#[test]
fn a_label_of_a_person_and_of_their_chat_are_one() {
    let book = Book::new();
    book.hears("77001234108", "Anna");
    let (anna, chat) = (book.by_phone("77001234108"), book.inbox(&ChatFilter::Open)[0]);
    book.decide(Decision::Chat { chat, change: ChatChange::Labelled { label: VIP, on: true } });
    let labels = |contact| book.read(|r| label::of_contact(r, contact).unwrap().len());
    assert_eq!((labels(anna), book.inbox(&ChatFilter::Label(VIP))), (1, vec![chat]));
    book.decide(Decision::MemberLabelled { contact: anna, label: VIP, on: false });
    assert_eq!(book.read(|r| label::of_chat(r, chat).unwrap()), []);
    assert_eq!(book.inbox(&ChatFilter::Label(VIP)), []);
}

#[test]
fn a_chat_in_which_nobody_has_written_is_not_in_the_inbox() {
    let book = Book::new();
    book.decide(saved(member(Person::by_phone("351912000551"))));
    let tomas = book.by_phone("351912000551");
    let at = book.decide(Decision::ChatOpened { account: number(), contact: tomas });
    assert_eq!(book.read(|r| chat::of_contact(r, tomas).unwrap()), [ChatId::at(at, 0)]);
    assert_eq!(book.inbox(&ChatFilter::Open), []);
    book.hears("351912000551", "Tomás");
    assert_eq!(book.inbox(&ChatFilter::Open), [ChatId::at(at, 0)], "and it is the same chat when he writes");
}

#[test]
fn two_people_added_by_the_same_username_are_two() {
    let book = Book::new();
    let kim = Person { username: Some("kim".into()), ..Person::default() };
    let first = book.decide(saved(MemberDecision { name: Some("Kim".into()), ..member(kim.clone()) }));
    let second = book.decide(saved(member(kim)));
    assert_eq!(book.name(ContactId::at(first, 0)).as_deref(), Some("Kim"));
    assert_eq!(book.name(ContactId::at(second, 0)), None);
}

#[test]
fn what_operators_said_of_people_is_the_same_after_a_rebuild() {
    let book = Book::new();
    book.decide(saved(MemberDecision {
        name: Some("Tomás".into()),
        labels: vec![VIP],
        attributes: vec![city("Porto")],
        ..member(Person::by_phone("351912000551"))
    }));
    book.hears("77001234108", "Anna");
    let anna = book.by_phone("77001234108");
    book.decide(Decision::AttributeSet {
        contact: anna,
        attribute: CITY,
        value: Some(AttributeValue("Алматы".into())),
    });
    book.decide(Decision::MemberNamed { contact: anna, name: Some("Анна".into()) });
    let before = book.folder.console().fingerprint().unwrap();
    drop(book.folder);
    crate::rebuild::rebuild(book.home.path()).unwrap();
    let folder = DataFolder::open(book.home.path(), None).unwrap();
    assert_eq!(folder.console().fingerprint().unwrap(), before);
}

mod merged;
