//! Erasures step by step: what a stop in the middle leaves, what comes meanwhile, and whom else it touches.

use std::collections::BTreeMap;
use std::path::Path;

use domain::decision::{Decided, Decision};
use domain::{AccountId, MessageId, Person, Timestamp};
use serde_json::{Value, json};
use store::table::{contact, cursor, identity, message};
use store::{DataFolder, EntryKind, NewEntry};
use tempfile::TempDir;

use super::*;
use crate::idle::open;
use crate::projector;

const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);
const ANNA: &str = "77001234108";
const TOMAS: &str = "351912000551";
/// A word of Anna's.
const WORD: &str = "menghai";

fn receive(core: &Core, items: &[Value]) -> i64 {
    let value = json!({"metadata": {"phone_number_id": "1"}, "messages": items});
    let body = json!({"entry": [{"id": "polar", "changes": [{"field": "messages", "value": value}]}]});
    append(core, EntryKind::Webhook, "meta", serde_json::to_vec(&body).unwrap())
}

fn append(core: &Core, kind: EntryKind, source: &str, body: Vec<u8>) -> i64 {
    let entry = NewEntry { kind, source: source.to_owned(), at: NOW, dedupe: None, body };
    core.journal.append_blocking(entry).unwrap().position
}

fn project(core: &Core) {
    let from = core.console.read(cursor::projection).unwrap();
    let entries = core.journal.read_from(from, usize::MAX).unwrap();
    projector::batch(&core.console, &entries).unwrap();
    core.projected.send_replace(core.journal.head());
    core.heard.send_replace(core.journal.head());
}

fn text(from: &str, id: &str, words: &str) -> Value {
    json!({"from": from, "id": id, "timestamp": "1767225600", "type": "text", "text": {"body": words}})
}

fn edit(from: &str, target: &str, words: &str) -> Value {
    json!({"from": from, "id": format!("e.{target}"), "timestamp": "1767225601", "type": "edit",
        "edit": {"original_message_id": target, "message": {"type": "text", "text": {"body": words}}}})
}

fn known(core: &Core, person: &Person) -> Option<ContactId> {
    core.console.read(|r| identity::who(r, &AccountId::from("meta:1"), Some("polar"), person)).unwrap()
}

fn of(core: &Core, phone: &str) -> ContactId {
    known(core, &Person::by_phone(phone)).unwrap()
}

async fn plan(core: &Arc<Core>, contact: ContactId) -> Arc<Plan> {
    let planned = core.blocking(move |core| core.console.read(|r| Plan::of(core, r, contact))).await.unwrap();
    Arc::new(planned.unwrap())
}

/// Everything up to the journal's transaction, and nothing behind it.
async fn decide(core: &Arc<Core>, contact: ContactId) -> i64 {
    let since = core.journal.head();
    let plan = plan(core, contact).await;
    write(core, plan, since, CommandId::from("erase")).await.unwrap().position
}

/// Whether any file, or any journal body as it is read, holds a text.
fn holds(core: &Core, path: &Path, needle: &str) -> bool {
    let has = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
    let files = std::fs::read_dir(path).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    files.into_iter().any(|file| has(&std::fs::read(file).unwrap()))
        || core.journal.read_from(0, usize::MAX).unwrap().iter().any(|entry| has(&entry.body))
}

fn rebuilt(home: &TempDir, core: Arc<Core>) -> [BTreeMap<&'static str, String>; 2] {
    let live = core.console.fingerprint().unwrap();
    drop(core);
    crate::rebuild::rebuild(home.path()).unwrap();
    [live, open(home.path()).console.fingerprint().unwrap()]
}

/// Anna wrote words that nobody else knows, with a file; Tomás wrote in the same body.
fn a_morning() -> (TempDir, Arc<Core>, domain::FileHash) {
    let home = tempfile::tempdir().unwrap();
    let core = open(home.path());
    let photo = json!({"from": ANNA, "id": "w3", "timestamp": "1767225600", "type": "image",
        "image": {"id": "media1", "mime_type": "image/jpeg", "caption": WORD}});
    receive(&core, &[text(ANNA, "w1", WORD), text(TOMAS, "w2", "Good morning"), photo]);
    let file = core.media.put(b"a photo").unwrap();
    let fetched = domain::decision::MediaFetched {
        account: AccountId::from("meta:1"),
        provider_media: "media1".to_owned(),
        file: Some(file.clone()),
        mime: None,
        bytes: 7,
        pixels: None,
        duration: None,
        failed: None,
    };
    append(&core, EntryKind::Media, "", serde_json::to_vec(&fetched).unwrap());
    project(&core);
    core.ledger
        .grant_wrote_first(&AccountId::from("meta:1"), &Person::by_phone(ANNA), (1, MessageId::at(1, 0)), NOW)
        .unwrap();
    (home, core, file)
}

fn is_gone(core: &Core, home: &TempDir, file: &domain::FileHash) {
    for secret in [WORD, ANNA] {
        assert!(!holds(core, home.path(), secret), "{secret} is still there");
    }
    assert_eq!(core.media.get(file).unwrap(), None);
    assert_eq!(known(core, &Person::by_phone(ANNA)), None);
    assert!(known(core, &Person::by_phone(TOMAS)).is_some());
}

fn decides(core: &Core, decision: Decision) -> i64 {
    let (command, operator) = (CommandId(format!("{decision:?}")), "Mira Halonen".to_owned());
    let decided = Decided { command, at: NOW, operator, decision };
    append(core, EntryKind::Decided, "", serde_json::to_vec(&decided).unwrap())
}

#[tokio::test]
async fn what_operators_said_of_a_person_goes_with_them_and_a_rebuild_gives_the_same() {
    const SAID: &str = "Qilan";
    let (home, core, _) = a_morning();
    let anna = of(&core, ANNA);
    let kind = domain::member::AttributeKind::Text;
    let label = decides(&core, Decision::LabelSaved { label: None, name: "VIP".into(), color: 3 });
    let field = decides(&core, Decision::AttributeSaved { attribute: None, name: "Favourite".into(), kind });
    let (label, attribute) = (domain::LabelId::at(label, 0), domain::AttributeId::at(field, 0));
    let value = domain::member::AttributeValue(SAID.into());
    let listed = domain::member::MemberDecision {
        account: "meta:1".into(),
        person: Person::by_phone(ANNA),
        name: Some(format!("Anna {SAID}")),
        labels: vec![label],
        attributes: vec![(attribute, value.clone())],
        overwrite: true,
    };
    decides(&core, Decision::MemberSaved(Box::new(listed)));
    decides(&core, Decision::MemberNamed { contact: anna, name: Some(SAID.into()) });
    decides(&core, Decision::AttributeSet { contact: anna, attribute, value: Some(value) });
    project(&core);
    decide(&core, anna).await;
    project(&core);
    finish(&core).await.unwrap();
    assert!(!holds(&core, home.path(), SAID), "{SAID} is still there");
    let [live, rebuilt] = rebuilt(&home, core);
    assert_eq!(live, rebuilt);
}

#[tokio::test]
async fn an_erasure_that_only_the_journal_knows_is_finished_at_the_next_start() {
    let (home, core, file) = a_morning();
    decide(&core, of(&core, ANNA)).await;
    drop(core);
    let core = open(home.path());
    assert!(known(&core, &Person::by_phone(ANNA)).is_some(), "the tables do not know it yet");
    project(&core);
    finish(&core).await.unwrap();
    is_gone(&core, &home, &file);
}

#[tokio::test]
async fn an_erasure_whose_files_are_still_there_is_finished_at_the_next_start() {
    let (home, core, file) = a_morning();
    decide(&core, of(&core, ANNA)).await;
    project(&core);
    assert!(core.media.get(&file).unwrap().is_some());
    drop(core);
    let core = open(home.path());
    finish(&core).await.unwrap();
    is_gone(&core, &home, &file);
    assert!(finish::unfinished(&core).unwrap().is_empty(), "and it is known to be done");
}

#[tokio::test]
async fn what_comes_while_an_erasure_is_planned_is_erased_with_the_rest() {
    let (home, core, file) = a_morning();
    let anna = of(&core, ANNA);
    let (since, plan) = (core.journal.head(), plan(&core, anna).await);
    receive(&core, &[text(TOMAS, "w8", "And mine?"), text(ANNA, "w9", WORD)]);
    let chat = plan.chats[0];
    let decision = Decision::NoteAdded { chat, body: WORD.to_owned() };
    let note = Decided { command: CommandId::from("c"), at: NOW, operator: "Mira Halonen".into(), decision };
    append(&core, EntryKind::Decided, "", serde_json::to_vec(&note).unwrap());
    write(&core, plan, since, CommandId::from("erase")).await.unwrap();
    project(&core);
    finish(&core).await.unwrap();
    is_gone(&core, &home, &file);
    let mine = core.console.read(|r| message::by_provider(r, &AccountId::from("meta:1"), &"w8".into())).unwrap();
    assert!(mine.is_some());
    let [live, rebuilt] = rebuilt(&home, core);
    assert_eq!(rebuilt, live);
}

#[tokio::test]
async fn who_is_listed_while_their_erasure_is_planned_does_not_come_back() {
    let (home, core, file) = a_morning();
    let (since, plan) = (core.journal.head(), plan(&core, of(&core, ANNA)).await);
    for phone in [ANNA, TOMAS] {
        let listed = domain::member::MemberDecision {
            account: "meta:1".into(),
            person: Person::by_phone(phone),
            name: Some(if phone == ANNA { WORD.to_owned() } else { "Tomás Ribeiro".to_owned() }),
            labels: Vec::new(),
            attributes: Vec::new(),
            overwrite: true,
        };
        decides(&core, Decision::MemberSaved(Box::new(listed)));
    }
    write(&core, plan, since, CommandId::from("erase")).await.unwrap();
    project(&core);
    finish(&core).await.unwrap();
    is_gone(&core, &home, &file);
    let tomas = core.console.read(|r| contact::get(r, of(&core, TOMAS))).unwrap().unwrap();
    assert_eq!(tomas.name.as_deref(), Some("Tomás Ribeiro"), "who is listed beside her is not");
    let [live, rebuilt] = rebuilt(&home, core);
    assert_eq!(rebuilt, live);
}

#[tokio::test]
async fn the_ledger_leads_to_nobody_and_still_verifies() {
    let (home, core, _) = a_morning();
    let account = AccountId::from("meta:1");
    assert_eq!(core.ledger.of_person(&account, &Person::by_phone(ANNA)).unwrap().len(), 1);
    decide(&core, of(&core, ANNA)).await;
    assert_eq!(core.ledger.of_person(&account, &Person::by_phone(ANNA)).unwrap(), []);
    drop(core);
    assert_eq!(DataFolder::verify_ledger(home.path(), None, None).unwrap().fault, None);
}

#[tokio::test]
async fn a_key_that_the_person_took_over_stays_ended_for_who_had_it() {
    let home = tempfile::tempdir().unwrap();
    let core = open(home.path());
    let with_id = |id: &str, words: &str, user: &str| {
        let mut item = text(ANNA, id, words);
        item["from_user_id"] = json!(user);
        item
    };
    receive(&core, &[with_id("w1", "I am Kim", "KZ.1")]);
    receive(&core, &[with_id("w2", WORD, "KZ.2")]);
    project(&core);
    let kim = Person { user_id: Some("KZ.1".into()), ..Person::default() };
    let anna = of(&core, ANNA);
    assert_ne!(known(&core, &kim), Some(anna), "the number went to somebody new");
    decide(&core, anna).await;
    project(&core);
    receive(&core, &[text(ANNA, "w3", "whose number is it now")]);
    project(&core);
    assert_ne!(known(&core, &Person::by_phone(ANNA)), known(&core, &kim));
    let list = core.suppression.is_suppressed(&Person::by_phone(ANNA)).unwrap();
    assert!(list, "it was hers last");
    let [live, rebuilt] = rebuilt(&home, core);
    assert_eq!(rebuilt, live);
}

#[tokio::test]
async fn a_number_that_is_somebody_elses_by_now_is_neither_cut_nor_suppressed() {
    let home = tempfile::tempdir().unwrap();
    let core = open(home.path());
    for (id, user) in [("w1", "KZ.2"), ("w2", "KZ.1")] {
        let mut item = text(ANNA, id, user);
        item["from_user_id"] = json!(user);
        receive(&core, &[item]);
    }
    project(&core);
    let anna = known(&core, &Person { user_id: Some("KZ.2".into()), ..Person::default() }).unwrap();
    let kim = of(&core, ANNA);
    decide(&core, anna).await;
    project(&core);
    finish(&core).await.unwrap();
    assert_eq!(of(&core, ANNA), kim);
    assert!(core.console.read(|r| contact::get(r, kim)).unwrap().is_some());
    assert!(!core.suppression.is_suppressed(&Person::by_phone(ANNA)).unwrap());
    assert!(!holds(&core, home.path(), "KZ.2\""));
}

#[tokio::test]
async fn a_change_of_a_message_that_never_came_is_cut_and_its_place_stays() {
    let home = tempfile::tempdir().unwrap();
    let core = open(home.path());
    let odd = [edit(ANNA, "never", WORD), text(TOMAS, "w2", "Good morning")];
    for _ in 0..2 {
        receive(&core, &odd);
    }
    receive(&core, &[text(ANNA, "w3", WORD), edit(ANNA, "w3", WORD)]);
    project(&core);
    let before = core.console.read(store::counts).unwrap();
    decide(&core, of(&core, ANNA)).await;
    project(&core);
    finish(&core).await.unwrap();
    assert!(!holds(&core, home.path(), WORD));
    let after = core.console.read(store::counts).unwrap();
    assert_eq!((after.unknown, after.messages), (before.unknown, before.messages - 1));
    assert!(core.console.read(|r| message::get(r, MessageId::at(1, 1))).unwrap().is_some(), "Tomás is where he was");
    let [live, rebuilt] = rebuilt(&home, core);
    assert_eq!(rebuilt, live);
}

#[tokio::test]
async fn the_same_person_at_two_numbers_of_ours_is_forgotten_at_both() {
    let (home, core, _) = a_morning();
    let value = json!({"metadata": {"phone_number_id": "2"}, "messages": [text(ANNA, "w1", WORD)]});
    let body = json!({"entry": [{"id": "polar", "changes": [{"field": "messages", "value": value}]}]});
    append(&core, EntryKind::Webhook, "meta", serde_json::to_vec(&body).unwrap());
    project(&core);
    decide(&core, of(&core, ANNA)).await;
    project(&core);
    finish(&core).await.unwrap();
    assert!(!holds(&core, home.path(), ANNA) && !holds(&core, home.path(), WORD));
}
