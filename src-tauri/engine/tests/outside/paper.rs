//! Papers about one person: the receipt in three forms, and everything that is known.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::chat::NoteAdd;
use contract::consent::{ConsentAsk, Paper, PaperRequest, Whom};
use contract::workspace::{Language, Nothing, Settings};
use contract::{Commands, ErrorCode};
use domain::ChatId;
use domain::consent::ConsentState;
use domain::delivery::DeliveryStatus;
use engine::{Engine, Head};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::desk::{Desk, command};
use crate::town::{ANNA, TOMAS};

const VERA: &str = "Вера Зайцева";
const CLASS: &str = "Мастер-класс 29 ноября";
const SCHEMA: &str = include_str!("../../../../docs/consent-receipt.schema.json");

async fn whom(desk: &Desk, chat: ChatId) -> Whom {
    let chat = desk.detail(chat).await;
    Whom { account_id: chat.row.account_id.clone(), contact_id: chat.contact.unwrap().contact_id }
}

async fn stands(desk: &Desk, chat: ChatId, purpose: &str, state: ConsentState) {
    desk.eventually(&format!("{purpose} is {state:?}"), async || {
        let rows = desk.detail(chat).await.contact.unwrap().consents;
        rows.into_iter().find(|row| row.purpose.as_str() == purpose && row.state == Some(state))
    })
    .await;
}

/// Анна writes, says yes to offers by the button, and writes СТОП; Tomás writes too.
async fn told(desk: &Desk) -> ChatId {
    desk.town.write(TOMAS, "Is the oolong back?").await;
    desk.town.write(ANNA, "Добрый день, есть ли габа?").await;
    let chat = desk.chat(ANNA).await;
    stands(desk, chat, "service_replies", ConsentState::Granted).await;
    let request = ConsentAsk { command_id: command(), chat_id: chat, purpose: "offers".into(), template: None };
    let question = desk.engine.consent_ask(request).await.unwrap().message_id;
    desk.reaches(chat, question, DeliveryStatus::Read).await;
    desk.town.say(json!({"person": ANNA, "type": "interactive", "text": "Да, согласие даю"})).await;
    stands(desk, chat, "offers", ConsentState::Confirmed).await;
    desk.town.write(ANNA, "СТОП").await;
    stands(desk, chat, "offers", ConsentState::Withdrawn).await;
    stands(desk, desk.chat(TOMAS).await, "service_replies", ConsentState::Granted).await;
    chat
}

/// A paper: its name and its bytes.
async fn paper(desk: &Desk, chat: ChatId, paper: Paper) -> (String, Vec<u8>) {
    let request = PaperRequest { whom: whom(desk, chat).await, paper };
    let file = desk.engine.consent_paper(request).await.unwrap();
    (file.filename, STANDARD.decode(file.base64.unwrap()).unwrap())
}

#[tokio::test]
async fn a_receipt_follows_the_schema_and_is_proved_by_the_ledger_it_names() {
    let desk = Desk::open().await;
    let chat = told(&desk).await;
    let (name, bytes) = paper(&desk, chat, Paper::ReceiptJson).await;
    assert!(name.starts_with("consent-Анна-Корнеева-20") && name.ends_with(".json"), "{name}");
    let receipt: Value = serde_json::from_slice(&bytes).unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let faults: Vec<_> = validator.iter_errors(&receipt).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let states: Vec<_> = receipt["events"].as_array().unwrap().iter().map(|event| &event["event_state"]).collect();
    assert_eq!(states, ["consent_given", "consent_requested", "consent_given", "consent_withdrawn"]);
    assert_eq!(receipt["events"][3]["word"], "СТОП");
    assert_eq!(receipt["notices"][0]["text"].as_str().map(|text| text.contains("предложения и новости")), Some(true));
    assert!(!String::from_utf8(bytes).unwrap().contains(TOMAS));
    let head: Head = serde_json::from_value(receipt["ledger"]["head"].clone()).unwrap();
    desk.town.write(TOMAS, "stop").await;
    stands(&desk, desk.chat(TOMAS).await, "offers", ConsentState::Withdrawn).await;
    let verdict = Engine::verify_ledger(desk.folder.path(), None, Some(&head)).unwrap();
    assert_eq!(verdict.fault, None, "the ledger went on and still has the receipt's head in it");
}

#[tokio::test]
async fn the_table_has_a_line_an_event_with_the_ledgers_own_hashes() {
    let desk = Desk::open().await;
    let chat = told(&desk).await;
    let (_, bytes) = paper(&desk, chat, Paper::ReceiptCsv).await;
    let text = String::from_utf8(bytes).unwrap();
    let (_, ledger) = {
        let file = desk.engine.consent_export(Nothing {}).await.unwrap();
        (file.filename, String::from_utf8(STANDARD.decode(file.base64.unwrap()).unwrap()).unwrap())
    };
    assert_eq!(text.lines().count(), 5, "{text}");
    for line in text.lines().skip(1) {
        let [entry, hash] = [0, 1].map(|column| line.split(',').nth(column).unwrap());
        assert!(ledger.lines().any(|whole| whole.starts_with(&format!("{entry},{hash},"))), "{line}");
    }
    assert!(text.contains("withdrawn") && text.contains("СТОП") && !text.contains(TOMAS), "{text}");
}

#[tokio::test]
async fn the_paper_to_print_is_in_the_language_of_the_operator() {
    let desk = Desk::open().await;
    let chat = told(&desk).await;
    let settings = desk.engine.workspace(Nothing {}).await.unwrap().settings;
    let mut papers = BTreeMap::new();
    for (language, tag) in [(Language::En, "en"), (Language::Ru, "ru")] {
        let settings = Settings { language: Some(language), ..settings.clone() };
        desk.engine.settings_save(settings).await.unwrap();
        let (name, bytes) = paper(&desk, chat, Paper::ReceiptPdf).await;
        assert!(name.ends_with(".pdf") && bytes.starts_with(b"%PDF-"), "{name}");
        let said = format!("/Lang ({tag})");
        assert!(bytes.windows(said.len()).any(|part| part == said.as_bytes()), "{tag}");
        papers.insert(tag, bytes);
    }
    assert_ne!(papers["en"], papers["ru"]);
}

#[tokio::test]
async fn everything_that_is_known_is_of_that_person_and_of_nobody_else() {
    let desk = Desk::open().await;
    let chat = told(&desk).await;
    desk.reply(chat, "Габа будет в пятницу").await;
    desk.town.write_in(CLASS, VERA, "Всем здравствуйте").await;
    desk.town.write_in(CLASS, ANNA, "Всем привет").await;
    desk.row_saying(CLASS, "Всем привет").await;
    let note = NoteAdd { command_id: command(), chat_id: chat, body: "Любит улун".to_owned() };
    desk.engine.note_add(note).await.unwrap();
    let (name, bytes) = paper(&desk, chat, Paper::Everything).await;
    assert!(name.starts_with("person-Анна-Корнеева-"), "{name}");
    let text = String::from_utf8(bytes).unwrap();
    let known: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(known["name"], ANNA);
    assert!(known["identities"].as_array().unwrap().iter().any(|key| key["kind"] == "phone"));
    let words = |messages: &Value| {
        let all = messages.as_array().unwrap().iter();
        all.map(|message| message["words"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let both = words(&known["chats"][0]["messages"]);
    for part in ["Добрый день, есть ли габа?", "Да, согласие даю", "СТОП", "Габа будет в пятницу"]
    {
        assert!(both.iter().any(|said| said == part), "{part}: {both:?}");
    }
    assert_eq!(known["chats"][0]["notes"][0]["text"], "Любит улун");
    assert_eq!(words(&known["group_messages"]), ["Всем привет"]);
    assert_eq!(known["consents"][0]["events"].as_array().unwrap().len(), 4);
    for other in [TOMAS, VERA, "Is the oolong back?", "Всем здравствуйте"] {
        assert!(!text.contains(other), "{other} is in what is known of Анна");
    }
}

#[tokio::test]
async fn of_somebody_who_is_not_known_there_is_no_paper() {
    let desk = Desk::open().await;
    let chat = told(&desk).await;
    let whom = Whom { contact_id: domain::ContactId(1), ..whom(&desk, chat).await };
    let refused = desk.engine.consent_paper(PaperRequest { whom, paper: Paper::ReceiptPdf }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}
