//! A person is forgotten: in no file of the data folder is anything left of them, and nobody else lost anything.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::Commands;
use contract::chat::{ChatUpdate, Draft, LabelSave, NoteAdd};
use contract::compose::{AttachmentAdd, MessageSend, ReactionSend};
use contract::consent::{ConsentRecord, ConsentWithdraw, ContactErase, Paper, PaperRequest, Whom};
use contract::error::ErrorCode;
use contract::member::MemberName;
use contract::message::{FileState, Message};
use contract::notification::ChatMute;
use contract::search::SearchRequest;
use domain::consent::Source;
use domain::content::{Content, Media};
use domain::decision::ChatChange;
use domain::delivery::DeliveryStatus;
use domain::notify::Mute;
use domain::time::{HOUR, SECOND};
use domain::{ChatId, ContactId, MessageId, Person, Timestamp};
use engine::{Erasure, Remains};
use serde_json::json;
use store::{DataFolder, EntryKind, NewEntry};

use crate::desk::{Desk, command, text};
use crate::identity::writes;
use crate::ports::Recorded;
use crate::town::{ANNA, LENA, TEA_CLUB, TOMAS, Town, YERZHAN};

/// A group in which Анна is.
const CLASS: &str = "Мастер-класс 29 ноября";
const VERA: &str = "Вера Зайцева";
const LEYLA: &str = "Лейла М.";

/// Words that stood only in what was between Anna and us.
const WORDS: [&str; 12] = [
    "Менхая",
    "лаванду",
    "накладная",
    "скидку",
    "перезвонить",
    "чернов",
    "гречишный",
    "фарфоровая",
    "ромашка",
    "мелисса",
    "жасмин",
    "докучает",
];

/// What a file of the shop's holds.
const INVOICE: &[u8] = b"%PDF-1.7 invoice for jasmine";
const SIGNED: &[u8] = b"%PDF-1.7 signed by hand with a flourish";

/// What Anna left in the folder.
struct Traces {
    contact: ContactId,
    chat: ChatId,
    class: ChatId,
    in_class: MessageId,
    files: Vec<domain::FileHash>,
    /// The provider's ids of what she wrote and was sent: a real provider writes her number into them.
    ids: Vec<String>,
    /// Every key by which she is known.
    keys: Vec<String>,
}

async fn contact_of(desk: &Desk, chat: ChatId) -> ContactId {
    desk.detail(chat).await.contact.unwrap().contact_id
}

/// Every key by which the person of a chat is known, as they would be told.
async fn keys(desk: &Desk, chat: ChatId) -> Vec<String> {
    let whom = Whom { account_id: desk.detail(chat).await.row.account_id, contact_id: contact_of(desk, chat).await };
    let paper = desk.engine.consent_paper(PaperRequest { whom, paper: Paper::Everything }).await.unwrap();
    let known: serde_json::Value = serde_json::from_slice(&STANDARD.decode(paper.base64.unwrap()).unwrap()).unwrap();
    let keys = known["identities"].as_array().unwrap().iter().map(|key| key["value"].as_str().unwrap().to_owned());
    keys.collect()
}

/// What she signed and said of consent, with a scan and a note.
async fn consents(desk: &Desk, chat: ChatId) {
    let whom = Whom { account_id: desk.detail(chat).await.row.account_id, contact_id: contact_of(desk, chat).await };
    let add = AttachmentAdd { chat_id: chat, filename: "подпись.pdf".into(), base64: STANDARD.encode(SIGNED) };
    let file = desk.engine.attachment_add(add).await.unwrap().file;
    let now = desk.engine.workspace(contract::workspace::Nothing {}).await.unwrap().now;
    let by_call = ConsentRecord {
        command_id: command(),
        whom: whom.clone(),
        purposes: vec!["order_updates".into()],
        at: now,
        source: Source::Call,
        wordings: vec![],
        message_id: None,
        file: None,
        filename: None,
        note: Some("сказала: присылайте на дачу".into()),
    };
    let signed = ConsentRecord {
        command_id: command(),
        purposes: vec!["offers".into()],
        source: Source::PaperForm,
        file: Some(file),
        filename: Some("подпись.pdf".into()),
        note: None,
        ..by_call.clone()
    };
    for record in [by_call, signed] {
        desk.engine.consent_record(record).await.unwrap();
    }
    let request = ConsentWithdraw {
        command_id: command(),
        whom,
        purpose: Some("offers".into()),
        message_id: None,
        note: Some("передумала из-за переезда".into()),
    };
    desk.engine.consent_withdraw(request).await.unwrap();
}

/// Everything that can be between a person and us.
async fn a_day_with_anna(desk: &Desk) -> Traces {
    desk.town.write(TOMAS, "Good morning, is the invoice ready?").await;
    desk.town.write(ANNA, "Хочу пуэр из Менхая").await;
    desk.town.say(json!({"person": ANNA, "type": "image", "caption": "Вот фарфоровая"})).await;
    let chat = desk.chat(ANNA).await;
    desk.eventually("the photo is here", async || match desk.newest(chat).await.file {
        Some(FileState::Ready { .. }) => Some(()),
        _ => None,
    })
    .await;
    between_us(desk, chat).await;
    consents(desk, chat).await;
    let class = in_the_class(desk).await;
    let in_class = desk.messages(class).await[0].message_id;
    let contact = contact_of(desk, chat).await;
    let keys = keys(desk, chat).await;
    let of = |message: &Message| match &message.file {
        Some(FileState::Ready { file, .. }) => Some(file.clone()),
        _ => None,
    };
    let files: Vec<_> = desk.messages(chat).await.iter().filter_map(of).collect();
    assert_eq!(files.len(), 2, "a photo and an invoice");
    let ids = provider_ids(desk.folder.path(), chat, contact);
    Traces { contact, chat, class, in_class, files, ids, keys }
}

fn provider_ids(folder: &Path, chat: ChatId, contact: ContactId) -> Vec<String> {
    let tables = rusqlite::Connection::open(folder.join("console.db")).unwrap();
    let sql = "SELECT provider_id FROM message WHERE provider_id IS NOT NULL AND (chat_id = ?1
        OR sender_identity IN (SELECT identity_id FROM identity WHERE contact_id = ?2))";
    let mut rows = tables.prepare(sql).unwrap();
    let ids: Vec<String> = rows.query_map([chat.0, contact.0], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(ids.len() > 6, "{ids:?}");
    ids
}

async fn between_us(desk: &Desk, chat_id: ChatId) {
    crate::blocks::for_a_moment(desk, chat_id, "докучает").await;
    let first = desk.messages(chat_id).await[0].message_id;
    let answer =
        MessageSend {
            command_id: command(), chat_id, content: text("Отложим с лаванду"), reply_to: Some(first)
        };
    let answer = desk.engine.message_send(answer).await.unwrap().message_id;
    desk.reaches(chat_id, answer, DeliveryStatus::Read).await;
    let emoji = Some("🫖".to_owned());
    desk.engine.reaction_send(ReactionSend { command_id: command(), message_id: first, emoji }).await.unwrap();
    desk.town.say(json!({"person": ANNA, "type": "reaction", "emoji": "❤️"})).await;
    let add = AttachmentAdd { chat_id, filename: "накладная.pdf".into(), base64: STANDARD.encode(INVOICE) };
    let added = desk.engine.attachment_add(add).await.unwrap();
    let invoice = Content::Media(Media {
        media: added.media,
        mime: added.mime,
        caption: Some("Дадим скидку".into()),
        filename: Some(added.filename),
        provider_media: None,
        file: Some(added.file),
        bytes: Some(added.bytes),
        animated: false,
    });
    let sent = desk.send(chat_id, invoice).await;
    desk.reaches(chat_id, sent, DeliveryStatus::Read).await;
    desk.engine.note_add(NoteAdd { command_id: command(), chat_id, body: "перезвонить".into() }).await.unwrap();
    let (name, color) = ("Опт".to_owned(), 3);
    desk.engine.label_save(LabelSave { command_id: command(), label_id: None, name, color }).await.unwrap();
    let label = desk.engine.labels(contract::workspace::Nothing {}).await.unwrap()[0].label_id;
    for change in [ChatChange::Labelled { label, on: true }, ChatChange::Pinned { pinned: true }] {
        desk.engine.chat_update(ChatUpdate { command_id: command(), chat_id, change }).await.unwrap();
    }
    desk.read(chat_id).await;
    let wrote = desk.town.write(ANNA, "Ещё гречишный").await;
    desk.row_saying(ANNA, "Ещё гречишный").await;
    desk.town.say(json!({"person": ANNA, "type": "edit", "reply_to": wrote, "text": "Нет, мелисса"})).await;
    desk.row_saying(ANNA, "Нет, мелисса").await;
    let draft = Draft { chat_id, body: "Это чернов".into(), note: false, reply_to: Some(first) };
    desk.engine.draft_save(draft).await.unwrap();
    let mute = Some(Mute { until: None, keep_mentions: true });
    desk.engine.chat_mute(ChatMute { chat_id, mute }).await.unwrap();
    let until = Timestamp(desk.town.look("").await["now"].as_i64().unwrap() + HOUR);
    let change = ChatChange::Snoozed { until };
    desk.engine.chat_update(ChatUpdate { command_id: command(), chat_id, change }).await.unwrap();
}

/// In a group Anna wrote first; others answered and reacted, and she has what we wrote.
async fn in_the_class(desk: &Desk) -> ChatId {
    let hers = desk.town.write_in(CLASS, ANNA, "Будет ромашка?").await;
    let class = desk.chat(CLASS).await;
    desk.town.say(json!({"person": VERA, "group": CLASS, "text": "И мне", "reply_to": hers})).await;
    desk.town.say(json!({"person": LEYLA, "group": CLASS, "type": "reaction", "emoji": "👍", "reply_to": hers})).await;
    desk.row_saying(CLASS, "И мне").await;
    let answered = desk.messages(class).await[0].message_id;
    let content = text("Будет");
    let ours = MessageSend { command_id: command(), chat_id: class, content, reply_to: Some(answered) };
    let ours = desk.engine.message_send(ours).await.unwrap().message_id;
    desk.reaches(class, ours, DeliveryStatus::Delivered).await;
    desk.town.say(json!({"person": ANNA, "group": CLASS, "type": "reaction", "emoji": "🥰"})).await;
    desk.town.write_in(CLASS, ANNA, "А жасмин?").await;
    desk.row_saying(CLASS, "А жасмин?").await;
    // Nothing of hers shall come after she was erased: she has read our answer by then.
    desk.town.pass(10 * SECOND).await;
    class
}

/// Every text by which Anna could be found.
fn needles(traces: &Traces) -> Vec<String> {
    let mut all: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    // The search keeps words folded, in both alphabets, and without what they share with the one before.
    all.extend(
        ["Корнеева", "неева", "rneeva", "for jasmine", "with a flourish", "подпись", "на дачу", "переезда"]
            .map(str::to_owned),
    );
    assert!(traces.keys.iter().any(|id| id == "77000004108") && traces.keys.len() > 1, "{:?}", traces.keys);
    all.extend(traces.keys.iter().cloned());
    all.extend(traces.ids.iter().cloned());
    all.extend(traces.files.iter().map(|file| file.as_str().to_owned()));
    all
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Where any of these texts stands: in the bytes of any file, or in a journal body that is kept compressed.
fn found(folder: &Path, needles: &[String]) -> Vec<String> {
    let mut found = found_in_bodies(folder, needles);
    for path in files(folder) {
        look(&path.display().to_string(), &std::fs::read(&path).unwrap(), needles, &mut found);
    }
    found
}

/// Files of the folder that hold a word.
pub fn holding(folder: &Path, word: &str) -> Vec<String> {
    found(folder, &[word.to_owned()])
}

fn found_in_bodies(folder: &Path, needles: &[String]) -> Vec<String> {
    let journal = rusqlite::Connection::open(folder.join("journal.db")).unwrap();
    let mut rows = journal.prepare("SELECT position, packed, body FROM entry").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?)));
    let mut found = Vec::new();
    for row in rows.unwrap() {
        let (position, packed, body) = row.unwrap();
        let body = if packed == 2 { unpacked(&body) } else { body };
        look(&format!("entry {position}: {}", String::from_utf8_lossy(&body)), &body, needles, &mut found);
    }
    found
}

fn unpacked(body: &[u8]) -> Vec<u8> {
    let bodies = include_bytes!("../../../store/src/journal/bodies-1.zdict");
    let mut decoder = zstd::stream::read::Decoder::with_dictionary(body, bodies).unwrap();
    let mut body = Vec::new();
    decoder.read_to_end(&mut body).unwrap();
    body
}

fn look(place: &str, bytes: &[u8], needles: &[String], found: &mut Vec<String>) {
    for needle in needles.iter().map(|needle| needle.as_bytes()) {
        if bytes.windows(needle.len()).any(|window| window == needle) {
            found.push(format!("{} in {place}", String::from_utf8_lossy(needle)));
        }
    }
}

async fn erase(desk: &Desk, contact: ContactId) -> Erasure {
    desk.engine.erase_contact(contact, command()).await.unwrap()
}

fn fingerprint(folder: &Path) -> BTreeMap<&'static str, String> {
    DataFolder::open(folder, None).unwrap().console().fingerprint().unwrap()
}

fn same(before: &BTreeMap<&'static str, String>, after: &BTreeMap<&'static str, String>) {
    for (table, hash) in before {
        assert_eq!(after.get(table), Some(hash), "the table {table} is another one");
    }
}

#[tokio::test]
async fn after_an_erasure_no_file_of_the_folder_holds_name_number_id_words_or_files() {
    let desk = Desk::open().await;
    let traces = a_day_with_anna(&desk).await;
    let needles = needles(&traces);
    let before = found(desk.folder.path(), &needles);
    for needle in &needles {
        let seen = before.iter().any(|place| place.starts_with(needle.as_str()));
        assert!(seen, "{needle} should be found before, or it proves nothing");
    }
    let erased = erase(&desk, traces.contact).await;
    assert_eq!(found(desk.folder.path(), &needles), Vec::<String>::new(), "while the desk is open");
    assert_eq!(
        (erased.contacts.as_slice(), erased.files),
        ([traces.contact].as_slice(), 3),
        "a photo, an invoice, a signed sheet"
    );
    assert!(erased.emptied > 5 && erased.cut > 5 && erased.messages > 6 && erased.subjects == 1, "{erased:?}");
    assert!(erased.remains.contains(&Remains::LedgerEntries));
    let (_town, _ports, folder) = desk.close().await;
    assert_eq!(found(folder.path(), &needles), Vec::<String>::new(), "after it was closed");
    let verdict = DataFolder::verify_ledger(folder.path(), None, None).unwrap();
    assert_eq!(verdict.fault, None, "the ledger's entries stay as they were hashed");
}

#[tokio::test]
async fn an_erased_person_is_gone_from_the_desk_and_nobody_else_lost_anything() {
    let desk = Desk::open().await;
    let traces = a_day_with_anna(&desk).await;
    let tomas = desk.chat(TOMAS).await;
    let before = (desk.messages(tomas).await, desk.messages(traces.class).await);
    erase(&desk, traces.contact).await;
    let titles: Vec<_> = desk.rows(contract::chat::ChatFilter::All).await.into_iter().map(|row| row.title).collect();
    assert!(!titles.contains(&Some(ANNA.to_owned())), "{titles:?}");
    assert!(desk.engine.chat(contract::chat::ChatRequest { chat_id: traces.chat }).await.is_err());
    let whom = Whom { account_id: desk.detail(tomas).await.row.account_id, contact_id: traces.contact };
    let paper = desk.engine.consent_paper(PaperRequest { whom, paper: Paper::Everything }).await;
    assert_eq!(paper.unwrap_err().code, contract::ErrorCode::NotFound);
    assert_eq!(desk.messages(tomas).await, before.0);
    let class = desk.messages(traces.class).await;
    let ids = |messages: &[Message]| messages.iter().map(|message| message.message_id).collect::<Vec<_>>();
    assert_eq!(ids(&class), ids(&before.1), "every place is kept");
    for message in &class {
        let hers = message.message_id == traces.in_class || message.content == Content::Text { body: String::new() };
        assert_eq!(message.revoked, hers, "{message:?}");
        assert!(
            message.quote.is_none() && (!hers || message.sender.as_ref().is_none_or(|sender| sender.name.is_none())),
            "{message:?}"
        );
    }
    let search = SearchRequest { query: "ромашка".into(), chat_id: None, limit: 50, before: None };
    assert!(desk.engine.search(search).await.unwrap().messages.is_empty());
    assert!(desk.ports.up().iter().all(|banner| banner.chat != Some(traces.chat)), "her banners are withdrawn");
}

#[tokio::test]
async fn a_rebuild_after_an_erasure_gives_the_tables_that_the_erasure_left() {
    let desk = Desk::open().await;
    let traces = a_day_with_anna(&desk).await;
    erase(&desk, traces.contact).await;
    desk.town.write_in(CLASS, VERA, "Тогда в субботу").await;
    desk.row_saying(CLASS, "Тогда в субботу").await;
    let (_town, _ports, folder) = desk.close().await;
    let live = fingerprint(folder.path());
    engine::rebuild(folder.path()).unwrap();
    same(&live, &fingerprint(folder.path()));
    assert_eq!(found(folder.path(), &needles(&traces)), Vec::<String>::new());
}

#[tokio::test]
async fn after_a_lively_day_each_of_several_people_can_be_forgotten_and_a_rebuild_agrees() {
    let desk = Desk::open().await;
    crate::rebuild::a_lively_day(&desk).await;
    let mut gone = Vec::new();
    for person in [ANNA, LENA] {
        let chat = desk.chat(person).await;
        let contact = contact_of(&desk, chat).await;
        gone.extend(keys(&desk, chat).await);
        assert!(erase(&desk, contact).await.messages > 0);
    }
    assert_eq!(found(desk.folder.path(), &gone), Vec::<String>::new());
    desk.town.write_in(TEA_CLUB, TOMAS, "Saturday?").await;
    desk.row_saying(TEA_CLUB, "Saturday?").await;
    let yerzhan = sender_in(&desk, TEA_CLUB).await;
    erase(&desk, yerzhan).await;
    desk.town.write_in(TEA_CLUB, TOMAS, "So, Saturday").await;
    desk.row_saying(TEA_CLUB, "So, Saturday").await;
    let (_town, _ports, folder) = desk.close().await;
    let live = fingerprint(folder.path());
    engine::rebuild(folder.path()).unwrap();
    same(&live, &fingerprint(folder.path()));
}

/// Who wrote first in a chat.
async fn sender_in(desk: &Desk, title: &str) -> ContactId {
    let chat = desk.chat(title).await;
    let messages = desk.messages(chat).await;
    messages.into_iter().find_map(|message| message.sender?.contact_id).unwrap()
}

#[tokio::test]
async fn the_same_command_again_erases_nothing_more_and_says_the_same() {
    let desk = Desk::open().await;
    let traces = a_day_with_anna(&desk).await;
    let once = command();
    let first = desk.engine.erase_contact(traces.contact, once.clone()).await.unwrap();
    assert_eq!(desk.engine.erase_contact(traces.contact, once).await.unwrap(), first);
    let again = erase(&desk, traces.contact).await;
    assert_eq!(again, Erasure::default(), "she is not known any more");
}

#[tokio::test]
async fn what_was_delivered_again_under_another_key_does_not_come_back_with_a_rebuild() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    writes(&desk, 1, Some("77009990001"), Some("KZ.1111"), json!({"name": "Дана Касымова"}), "Менхая, пожалуйста")
        .await;
    let chat = desk.chat("Дана Касымова").await;
    writes(&desk, 1, Some("77009990001"), Some("KZ.2222"), json!({"name": "Дана Касымова"}), "Менхая, пожалуйста")
        .await;
    desk.town.write(TOMAS, "Bom dia").await;
    desk.chat(TOMAS).await;
    let contact = contact_of(&desk, chat).await;
    erase(&desk, contact).await;
    let (_town, _, folder) = desk.close().await;
    let lived = fingerprint(folder.path());
    engine::rebuild(folder.path()).unwrap();
    same(&lived, &fingerprint(folder.path()));
    let left = found(folder.path(), &["Менхая".to_owned(), "Касымова".to_owned()]);
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn an_erasure_under_the_name_of_another_command_is_refused_and_erases_nobody() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    let contact_id = contact_of(&desk, chat).await;
    let command_id = command();
    desk.engine
        .member_name(MemberName { command_id: command_id.clone(), contact_id, name: "Анна".into() })
        .await
        .unwrap();
    let refused = desk.engine.contact_erase(ContactErase { command_id, contact_id }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);
    assert!(!desk.messages(chat).await.is_empty(), "she is still there");
}

#[tokio::test]
async fn whoever_was_erased_may_write_again_and_is_stopped_at_an_import_only() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    let contact = contact_of(&desk, chat).await;
    erase(&desk, contact).await;
    desk.town.write(ANNA, "Это снова я").await;
    let again = desk.row_saying(ANNA, "Это снова я").await;
    assert_ne!(again.chat_id, chat);
    assert_ne!(contact_of(&desk, again.chat_id).await, contact, "she is somebody new");
    let id = desk.reply(again.chat_id, "Здравствуйте").await;
    desk.reaches(again.chat_id, id, DeliveryStatus::Read).await;
    let (_town, _ports, folder) = desk.close().await;
    let list = DataFolder::open(folder.path(), None).unwrap().suppression();
    let written = Person { phone: Some("+7 (700) 000-41-08".into()), ..Person::default() };
    assert!(list.is_suppressed(&written).unwrap());
    assert!(!list.is_suppressed(&Person::by_phone("77015550042")).unwrap());
}

#[tokio::test]
async fn a_person_who_is_only_in_groups_leaves_blank_places_and_right_counts() {
    let desk = Desk::open().await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто в субботу?").await;
    let club = desk.chat(TEA_CLUB).await;
    let ours = desk.reply(club, "Я буду").await;
    desk.eventually("two have read it", async || {
        let receipts = desk.message(club, ours).await.receipts.unwrap();
        (receipts.read == 2 && receipts.delivered == 6).then_some(())
    })
    .await;
    let yerzhan = sender_in(&desk, TEA_CLUB).await;
    erase(&desk, yerzhan).await;
    let receipts = desk.message(club, ours).await.receipts.unwrap();
    assert_eq!((receipts.of, receipts.delivered, receipts.read), (6, 6, 2), "it stays true that so many have it");
    let (_town, _ports, folder) = desk.close().await;
    let live = fingerprint(folder.path());
    engine::rebuild(folder.path()).unwrap();
    same(&live, &fingerprint(folder.path()));
}

#[tokio::test]
async fn a_journal_restored_from_before_the_erasure_has_it_again_from_its_entry() {
    let desk = Desk::open().await;
    let traces = a_day_with_anna(&desk).await;
    let (town, ports, folder) = desk.close().await;
    let backup = tempfile::TempDir::new().unwrap();
    copy(folder.path(), backup.path());
    town.pass(1_000).await;
    let morning = town.look("").await["now"].as_i64().unwrap();
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.compared(morning).await;
    // What the closed desk missed is delivered again: later than that, it would tell of her after she was erased.
    desk.town.settle().await;
    erase(&desk, traces.contact).await;
    let (_town, _ports, folder) = desk.close().await;
    let entries = {
        let data = DataFolder::open(folder.path(), None).unwrap();
        data.journal().read_from(0, usize::MAX).unwrap()
    };
    // What came between the copy and the erasure comes as it came, and then the erasure.
    {
        let data = DataFolder::open(backup.path(), None).unwrap();
        for entry in entries.into_iter().filter(|entry| entry.position > data.journal().head()) {
            let dedupe = (entry.kind == EntryKind::Erased).then(|| "the erasure".to_owned());
            let new = NewEntry { kind: entry.kind, source: entry.source, at: entry.at, dedupe, body: entry.body };
            assert_eq!(data.journal().append_blocking(new).unwrap().position, entry.position);
        }
    }
    let restored = tempfile::TempDir::new().unwrap();
    copy(backup.path(), restored.path());
    engine::rebuild(restored.path()).unwrap();
    let rebuilt = fingerprint(restored.path());
    assert_eq!(
        found_in_bodies(restored.path(), &needles(&traces)),
        Vec::<String>::new(),
        "before anything is made of it"
    );
    // The restored tables are of before; they are projected on and not made anew.
    let town = Town::wake().await;
    let ports = Arc::new(Recorded::with(town.credentials()));
    let desk = Desk::sit_down(town, ports, backup).await;
    let (_town, _ports, backup) = desk.close().await;
    assert_eq!(found(backup.path(), &needles(&traces)), Vec::<String>::new());
    let live = fingerprint(folder.path());
    for table in ["contact", "identity", "chat", "message", "receipt", "reaction", "send_queue", "contact_entry"] {
        assert_eq!(rebuilt.get(table), live.get(table), "{table} after a rebuild");
    }
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let place = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::copy(path, place).unwrap();
    }
}
