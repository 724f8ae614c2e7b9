//! Consent: what people say of it takes effect before anything else is sent, and screen and ledger say why.

use std::collections::BTreeMap;

use contract::chat::ChatDetail;
use contract::compose::{Queued, TemplateSend};
use contract::consent::{
    AskTemplate, ConsentAsk, ConsentCheck, ConsentImport, ConsentRecord, ConsentRow, ConsentWithdraw, ImportFault,
    LedgerLine, LedgerPart, LedgerRequest, PeopleRequest, PurposeSave, RetentionSave, StopWordsSave, Whom, WordingSave,
};
use contract::workspace::Nothing;
use contract::{Commands, ErrorBody, ErrorCode};
use domain::consent::{ConsentState, Grade, Purpose, PurposeId, Source};
use domain::decision::ChatChange;
use domain::delivery::DeliveryStatus;
use domain::gate::{Alternative, Refusal};
use domain::retention::{RetentionOf, RetentionRule};
use domain::time::{DAY, HOUR};
use domain::{ChatId, MessageId};
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::desk::{Desk, command, text};
use crate::town::{ANNA, LENA, TEA_CLUB, TOMAS, YERZHAN};

pub const OFFERS: &str = "offers";

pub async fn template(desk: &Desk, chat_id: ChatId, name: &str, language: &str) -> Result<Queued, ErrorBody> {
    let values = ["1", "2", "3", "4"].map(|blank| (blank.to_owned(), "4187".to_owned()));
    let (name, language) = (name.to_owned(), language.to_owned());
    let request = TemplateSend { command_id: command(), chat_id, name, language, values: BTreeMap::from(values) };
    desk.engine.template_send(request).await
}

pub fn whom(chat: &ChatDetail) -> Whom {
    Whom { account_id: chat.row.account_id.clone(), contact_id: chat.contact.as_ref().unwrap().contact_id }
}

pub async fn row(desk: &Desk, chat: ChatId, purpose: &str) -> ConsentRow {
    let rows = desk.detail(chat).await.contact.unwrap().consents;
    rows.into_iter().find(|row| row.purpose.as_str() == purpose).unwrap()
}

/// Waits until a purpose stands so.
pub async fn stands(desk: &Desk, chat: ChatId, purpose: &str, state: Option<ConsentState>) -> ConsentRow {
    desk.eventually(&format!("{purpose} is {state:?}"), async || {
        Some(row(desk, chat, purpose).await).filter(|row| row.state == state)
    })
    .await
}

/// Somebody who wrote, and was heard to have written.
pub async fn somebody(desk: &Desk, name: &str, words: &str) -> ChatId {
    desk.town.write(name, words).await;
    let chat = desk.chat(name).await;
    // Of somebody who wrote before, neither the chat nor the consent tells that these words came.
    let came = text(words);
    desk.eventually(&format!("{name}: {words}"), async || {
        desk.messages(chat).await.iter().any(|message| !message.ours && message.content == came).then_some(())
    })
    .await;
    stands(desk, chat, "service_replies", Some(ConsentState::Granted)).await;
    chat
}

pub async fn ledger(desk: &Desk, part: LedgerPart) -> Vec<LedgerLine> {
    desk.engine.consent_ledger(LedgerRequest { part, before: None, limit: 50 }).await.unwrap().rows
}

pub async fn record_message(desk: &Desk, chat: ChatId, purpose: &str, message_id: MessageId) -> Result<i64, ErrorBody> {
    let request = ConsentRecord {
        command_id: command(),
        whom: whom(&desk.detail(chat).await),
        purposes: vec![PurposeId::from(purpose)],
        at: desk.engine.workspace(Nothing {}).await.unwrap().now,
        source: Source::Message,
        wordings: vec![],
        message_id: Some(message_id),
        file: None,
        filename: None,
        note: None,
    };
    desk.engine.consent_record(request).await.map(|recorded| recorded.entry)
}

pub async fn ask(desk: &Desk, chat_id: ChatId, template: Option<&str>) -> Result<Queued, ErrorBody> {
    let asked = template.map(|language| AskTemplate {
        name: "may_we_write".into(),
        language: language.into(),
        values: BTreeMap::from([("1".to_owned(), "Анна".to_owned())]),
    });
    let request = ConsentAsk { command_id: command(), chat_id, purpose: OFFERS.into(), template: asked };
    desk.engine.consent_ask(request).await
}

#[tokio::test]
async fn a_stop_takes_three_queued_templates_out_and_lets_the_queued_reply_go() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_056})).await;
    let mut templates = Vec::new();
    for _ in 0..3 {
        templates.push(template(&desk, chat, "order_ready", "ru").await.unwrap().message_id);
    }
    desk.eventually("the first has to wait", async || desk.message(chat, templates[0]).await.reason).await;
    let reply = desk.reply(chat, "Уже смотрю").await;
    desk.town.write(ANNA, "СТОП").await;
    for id in &templates {
        let message = desk.reaches(chat, *id, DeliveryStatus::Cancelled).await;
        assert_eq!(message.reason.unwrap().reason, "withdrawn");
    }
    let orders = stands(&desk, chat, "order_updates", Some(ConsentState::Withdrawn)).await;
    assert_eq!((orders.word.as_deref(), orders.source), (Some("СТОП"), Some(Source::Keyword)));
    assert_eq!(orders.denial.unwrap().refusal, Refusal::Withdrawn);
    assert_eq!(row(&desk, chat, "service_replies").await.denial, None, "the window is open");
    desk.pass(HOUR).await;
    desk.reaches(chat, reply, DeliveryStatus::Read).await;
    let texts = desk
        .eventually("the reply and the confirmation", async || {
            Some(desk.town.texts().await).filter(|texts| texts.len() == 2)
        })
        .await;
    let sent = desk.town.sent().await;
    assert!(sent.iter().all(|sent| sent["type"] != "template"), "{sent:?}");
    assert!(texts[1].contains("СТАРТ"), "{texts:?}");
    let report = desk.engine.consent_report(Nothing {}).await.unwrap();
    assert_eq!(report.withdrawals.len(), 1);
    assert_eq!(report.withdrawals[0].causes, BTreeMap::from([(Source::Keyword, 1)]));
    let newest = ledger(&desk, LedgerPart::Withdrawals).await.swap_remove(0);
    assert_eq!((newest.purpose.as_str(), newest.name.as_deref()), ("*", Some(ANNA)));
    assert_eq!(newest.word.as_deref(), Some("СТОП"));
}

#[tokio::test]
async fn after_a_stop_no_template_goes_even_in_the_open_window_and_an_answer_does() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.write(ANNA, "стоп!").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    let refused = template(&desk, chat, "order_ready", "ru").await.unwrap_err();
    assert_eq!((refused.code, refused.denial.unwrap().refusal), (ErrorCode::NoConsent, Refusal::Withdrawn));
    assert!(matches!(refused.denial.unwrap().instead, Alternative::Reply { .. }));
    let id = desk.reply(chat, "Хорошо").await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    desk.town.write(ANNA, "Спасибо").await;
    desk.row_saying(ANNA, "Спасибо").await;
    desk.pass(2 * DAY).await;
    let later = template(&desk, chat, "order_ready", "ru").await.unwrap_err();
    assert_eq!(later.denial.unwrap().refusal, Refusal::Withdrawn, "a further message grants nothing");
}

#[tokio::test]
async fn a_stop_said_twice_is_one_entry_and_one_confirmation() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.write(ANNA, "STOP").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.town.write(ANNA, "Stop").await;
    desk.town.write(TOMAS, "Hi").await;
    let tomas = desk.chat(TOMAS).await;
    stands(&desk, tomas, "service_replies", Some(ConsentState::Granted)).await;
    assert_eq!(ledger(&desk, LedgerPart::Withdrawals).await.len(), 1);
    desk.eventually("the confirmation is there", async || (desk.town.texts().await.len() == 1).then_some(())).await;
}

#[tokio::test]
async fn a_question_in_the_window_is_confirmed_by_the_button_under_it() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день, чай есть?").await;
    let question = ask(&desk, chat, None).await.unwrap().message_id;
    desk.reaches(chat, question, DeliveryStatus::Read).await;
    let asked = stands(&desk, chat, OFFERS, Some(ConsentState::Requested)).await;
    assert_eq!(asked.denial.unwrap().refusal, Refusal::Asked);
    assert_eq!(ask(&desk, chat, None).await.unwrap_err().code, ErrorCode::TooLate, "one question at a time");
    assert_eq!(ledger(&desk, LedgerPart::Pending).await.len(), 1);
    desk.town.say(json!({"person": ANNA, "type": "interactive", "text": "Да, согласие даю"})).await;
    let confirmed = stands(&desk, chat, OFFERS, Some(ConsentState::Confirmed)).await;
    assert_eq!((confirmed.grade, confirmed.denial), (Some(Grade::A), None));
    let line = ledger(&desk, LedgerPart::All).await.swap_remove(0);
    let wording = line.wording.unwrap();
    assert_eq!((wording.purpose.as_str(), wording.language.as_str(), wording.version), (OFFERS, "ru", 1));
    assert!(line.message_id.is_some(), "her answer proves it");
    desk.pass(2 * DAY).await;
    let offer = template(&desk, chat, "weekend_offer", "ru").await.unwrap().message_id;
    desk.reaches(chat, offer, DeliveryStatus::Read).await;
}

#[tokio::test]
async fn a_question_by_template_goes_on_another_standing_consent_and_is_refused_by_the_button() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.pass(2 * DAY).await;
    let question = ask(&desk, chat, Some("ru")).await.unwrap().message_id;
    desk.reaches(chat, question, DeliveryStatus::Read).await;
    desk.town.say(json!({"person": ANNA, "type": "button", "text": "Нет, спасибо"})).await;
    let refused = stands(&desk, chat, OFFERS, Some(ConsentState::Refused)).await;
    assert_eq!(refused.denial.unwrap().refusal, Refusal::Declined);
    let still = template(&desk, chat, "weekend_offer", "ru").await.unwrap_err();
    assert_eq!(still.denial.unwrap().refusal, Refusal::Declined, "not in the window either");
}

#[tokio::test]
async fn a_question_without_window_and_consent_is_refused_with_the_reason() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    let request = ConsentWithdraw {
        command_id: command(),
        whom: whom(&desk.detail(chat).await),
        purpose: None,
        message_id: None,
        note: Some("Сказала по телефону".into()),
    };
    desk.engine.consent_withdraw(request).await.unwrap();
    desk.pass(2 * DAY).await;
    let refused = ask(&desk, chat, Some("ru")).await.unwrap_err();
    assert_eq!(refused.denial.unwrap().refusal, Refusal::Withdrawn);
    assert_eq!(desk.town.attempts().await, 0);
}

#[tokio::test]
async fn a_question_that_nobody_answers_expires_and_a_late_yes_grants_nothing() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    let question = ask(&desk, chat, None).await.unwrap().message_id;
    desk.reaches(chat, question, DeliveryStatus::Read).await;
    desk.pass(8 * DAY).await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Expired)).await;
    desk.eventually("the ledger says so", async || {
        let newest = ledger(&desk, LedgerPart::All).await.swap_remove(0);
        (newest.state == ConsentState::Expired && newest.source == Source::Silence).then_some(())
    })
    .await;
    desk.town.say(json!({"person": ANNA, "type": "interactive", "text": "Да, согласие даю"})).await;
    desk.row_saying(ANNA, "Да, согласие даю").await;
    let refused = template(&desk, chat, "weekend_offer", "ru").await;
    assert!(refused.is_ok(), "the window is open and nothing was taken back");
    desk.pass(2 * DAY).await;
    let refused = template(&desk, chat, "weekend_offer", "ru").await.unwrap_err();
    assert_eq!(refused.denial.unwrap().refusal, Refusal::Expired);
}

#[tokio::test]
async fn start_asks_again_about_what_was_taken_back_and_grants_nothing_by_itself() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Да, присылайте новости").await;
    let yes = desk.newest(chat).await.message_id;
    record_message(&desk, chat, OFFERS, yes).await.unwrap();
    desk.pass(HOUR).await;
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.pass(HOUR).await;
    desk.town.write(ANNA, "Старт").await;
    let asked = stands(&desk, chat, OFFERS, Some(ConsentState::Requested)).await;
    assert_eq!(asked.denial.unwrap().refusal, Refusal::Asked);
    let refused = template(&desk, chat, "weekend_offer", "ru").await.unwrap_err();
    assert_eq!(refused.denial.unwrap().refusal, Refusal::Asked);
}

#[tokio::test]
async fn the_providers_switch_ends_offers_only_and_its_resume_lifts_nothing_else() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Да, присылайте новости").await;
    let yes = desk.newest(chat).await.message_id;
    record_message(&desk, chat, OFFERS, yes).await.unwrap();
    desk.pass(HOUR).await;
    desk.town.control("/say", json!({"person": ANNA, "type": "stop"})).await;
    let stopped = stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    assert_eq!(stopped.denial.unwrap().refusal, Refusal::StoppedAtProvider);
    assert_eq!(row(&desk, chat, "order_updates").await.state, None);
    desk.pass(HOUR).await;
    desk.town.control("/say", json!({"person": ANNA, "type": "resume"})).await;
    let resumed = stands(&desk, chat, OFFERS, Some(ConsentState::Granted)).await;
    assert_eq!(resumed.denial, None);
    assert_eq!(row(&desk, chat, "group_invitations").await.state, None, "nothing else was granted");
}

#[tokio::test]
async fn a_button_that_stops_offers_under_an_offer_leaves_orders_alone() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, LENA, "Hallo").await;
    let offer = template(&desk, chat, "weekend_offer", "en").await.unwrap().message_id;
    desk.reaches(chat, offer, DeliveryStatus::Read).await;
    desk.town.say(json!({"person": LENA, "type": "button", "text": "Stop offers"})).await;
    let stopped = stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    assert_eq!((stopped.source, stopped.word.as_deref()), (Some(Source::Button), Some("Stop offers")));
    assert_eq!(row(&desk, chat, "service_replies").await.state, Some(ConsentState::Granted));
}

#[tokio::test]
async fn a_message_is_the_proof_of_what_an_operator_records_and_only_the_persons_own() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Да, присылайте новости").await;
    let tomas = somebody(&desk, TOMAS, "Yes please").await;
    let hers = desk.newest(anna).await.message_id;
    let his = desk.newest(tomas).await.message_id;
    let ours = desk.reply(anna, "Спасибо").await;
    for wrong in [his, ours] {
        assert_eq!(record_message(&desk, anna, OFFERS, wrong).await.unwrap_err().code, ErrorCode::Evidence);
    }
    let entry = record_message(&desk, anna, OFFERS, hers).await.unwrap();
    let line = ledger(&desk, LedgerPart::All).await.swap_remove(0);
    assert_eq!((line.entry, line.message_id, line.grade), (entry, Some(hers), Grade::B));
    assert_eq!((line.operator.as_deref(), line.state), (Some(crate::desk::MIRA), ConsentState::Granted));
    assert_eq!(record_message(&desk, anna, "no_such_purpose", hers).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_word_of_the_workspace_ends_everything_and_one_that_is_nearly_such_is_for_the_operator() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.write(ANNA, "стоп пожалуйста").await;
    let hint = desk.eventually("a hint", async || desk.detail(chat).await.opt_out).await;
    assert_eq!((hint.words.as_str(), hint.name.as_deref()), ("стоп пожалуйста", Some(ANNA)));
    assert_eq!(row(&desk, chat, OFFERS).await.state, None, "nothing is decided");
    let words = vec!["Хватит".to_owned()];
    desk.engine.stop_words_save(StopWordsSave { command_id: command(), words }).await.unwrap();
    desk.town.write(ANNA, "хватит").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
}

#[tokio::test]
async fn a_stop_in_a_group_is_for_the_operator() {
    let desk = Desk::open().await;
    let yerzhan = somebody(&desk, YERZHAN, "Добрый день").await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "СТОП").await;
    let group = desk.row_saying(TEA_CLUB, "СТОП").await.chat_id;
    let hint = desk.eventually("a hint", async || desk.detail(group).await.opt_out).await;
    assert_eq!(row(&desk, yerzhan, OFFERS).await.state, None);
    let Whom { contact_id, .. } = whom(&desk.detail(yerzhan).await);
    assert_eq!(hint.whom.contact_id, contact_id);
    let (message_id, whom) = (Some(hint.message_id), hint.whom);
    let request = ConsentWithdraw { command_id: command(), whom, purpose: None, message_id, note: None };
    desk.engine.consent_withdraw(request).await.unwrap();
    let taken = stands(&desk, yerzhan, OFFERS, Some(ConsentState::Withdrawn)).await;
    assert_eq!(taken.source, Some(Source::Operator));
}

#[tokio::test]
async fn the_checker_says_of_each_person_what_composer_and_worker_say() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Добрый день").await;
    let tomas = somebody(&desk, TOMAS, "Hi").await;
    desk.town.write(TOMAS, "stop").await;
    stands(&desk, tomas, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.pass(2 * DAY).await;
    let people = vec![whom(&desk.detail(anna).await), whom(&desk.detail(tomas).await)];
    let checked = desk.engine.consent_check(ConsentCheck { people }).await.unwrap().people;
    let says = |person: usize, purpose: usize| checked[person].purposes[purpose].denial.map(|denial| denial.refusal);
    assert_eq!((says(0, 0), says(0, 2)), (None, Some(Refusal::NoConsent)));
    assert_eq!((says(1, 0), says(1, 2)), (Some(Refusal::Withdrawn), Some(Refusal::Withdrawn)));
    assert!(template(&desk, anna, "order_ready", "ru").await.is_ok());
    assert_eq!(template(&desk, tomas, "order_ready", "en").await.unwrap_err().code, ErrorCode::NoConsent);
    let found = desk.engine.people(PeopleRequest { query: "корн".into() }).await.unwrap();
    assert_eq!(found.into_iter().map(|found| found.name).collect::<Vec<_>>(), [Some(ANNA.to_owned())]);
}

#[tokio::test]
async fn a_purpose_and_a_text_of_the_workspaces_own_are_asked_by_and_pointed_to() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    let purpose = Purpose {
        purpose: "tastings".into(),
        title: Some("Дегустации".into()),
        permits: vec![],
        invites: true,
        confirm: true,
        lasts_days: Some(30),
        keywords: vec!["дегустация".into()],
    };
    desk.engine.purpose_save(PurposeSave { command_id: command(), purpose }).await.unwrap();
    let wording = WordingSave {
        command_id: command(),
        purpose: "tastings".into(),
        language: "ru".into(),
        text: "Зовите меня на дегустации".into(),
    };
    desk.engine.wording_save(wording).await.unwrap();
    desk.town.write(ANNA, "Дегустация").await;
    let granted = stands(&desk, chat, "tastings", Some(ConsentState::Granted)).await;
    assert_eq!(granted.denial.unwrap().refusal, Refusal::NotConfirmed);
    let request = ConsentAsk { command_id: command(), chat_id: chat, purpose: "tastings".into(), template: None };
    let question = desk.engine.consent_ask(request).await.unwrap().message_id;
    assert_eq!(desk.message(chat, question).await.content.words(), "Зовите меня на дегустации");
    desk.reaches(chat, question, DeliveryStatus::Read).await;
    desk.town.say(json!({"person": ANNA, "type": "interactive", "text": "Да, согласие даю"})).await;
    let confirmed = stands(&desk, chat, "tastings", Some(ConsentState::Confirmed)).await;
    assert_eq!(confirmed.expires.unwrap().since(confirmed.at.unwrap()), 30 * DAY);
    assert_eq!(confirmed.denial, None);
}

#[tokio::test]
async fn a_list_is_brought_in_once_with_its_grades_and_without_who_said_no() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    let phone = desk
        .engine
        .contact_phone(contract::chat::ContactRequest { contact_id: whom(&desk.detail(chat).await).contact_id });
    let phone = phone.await.unwrap().phone.unwrap();
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    let csv = format!(
        "Phone;Name;Purpose;Grade;Date\n{phone};Анна;offers;D;2025-11-01\n+49 1511 234 567;Jonas Weber;offers;C;2025-11-01\n\
         12;Nobody;offers;C;2025-11-01\n+4915119999999;Max;gifts;C;2025-11-01\n+4915119999999;Max;offers;E;2025-11-01\n\
         +4915119999999;Max;offers;B;2999-01-01\n+491511234567;Jonas;offers;C;2025-11-01\n"
    );
    let account_id = whom(&desk.detail(chat).await).account_id;
    let request = ConsentImport { command_id: command(), account_id, csv };
    let imported = desk.engine.consent_import(request.clone()).await.unwrap();
    assert_eq!((imported.granted, imported.withdrawn, imported.known), (1, 1, 1), "Jonas stands there twice");
    let problems: Vec<_> = imported.problems.iter().map(|problem| (problem.line, problem.problem)).collect();
    let faults = [(4, ImportFault::Phone), (5, ImportFault::Purpose), (6, ImportFault::Grade), (7, ImportFault::Date)];
    assert_eq!(problems, faults);
    let again = desk.engine.consent_import(request).await.unwrap();
    assert_eq!((again.granted, again.known), (0, 2));
    let line = ledger(&desk, LedgerPart::All).await.swap_remove(0);
    assert_eq!((line.name.as_deref(), line.grade, line.source), (Some("Jonas Weber"), Grade::C, Source::Import));
    let counts = desk.engine.consent_overview(Nothing {}).await.unwrap();
    let offers = counts.permitted.iter().find(|count| count.purpose.as_str() == OFFERS).unwrap();
    assert_eq!((offers.people, counts.withdrawn), (1, 1));
}

#[tokio::test]
async fn the_ledger_is_checked_from_the_screen_and_leaves_as_a_table_without_names() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.write(ANNA, "стоп").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    let check = desk.engine.consent_verify(Nothing {}).await.unwrap();
    assert_eq!((check.entries, check.holds), (2, true));
    assert_eq!(desk.engine.consent_overview(Nothing {}).await.unwrap().checked, Some(check));
    let file = desk.engine.consent_export(Nothing {}).await.unwrap();
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(file.base64.unwrap()).unwrap();
    let table = String::from_utf8(bytes).unwrap();
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.contains("withdrawn,keyword") && !table.contains(ANNA), "{table}");
}

#[tokio::test]
async fn what_was_heard_before_a_restart_is_not_heard_again() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.eventually("the confirmation is there", async || (desk.town.texts().await.len() == 1).then_some(())).await;
    let desk = desk.restart().await;
    let id = desk.reply(chat, "Хорошо").await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    assert_eq!(ledger(&desk, LedgerPart::All).await.len(), 2);
    assert_eq!(desk.town.texts().await.len(), 2);
    assert_eq!(desk.try_send(chat, text("И ещё")).await.map(|_| ()), Ok(()));
}

#[tokio::test]
async fn who_was_kept_long_enough_is_erased_unless_a_label_holds_them_and_no_list_brings_them_back() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Добрый день").await;
    let tomas = somebody(&desk, TOMAS, "Hi").await;
    let phone = desk
        .engine
        .contact_phone(contract::chat::ContactRequest { contact_id: whom(&desk.detail(anna).await).contact_id });
    let phone = phone.await.unwrap().phone.unwrap();
    let account_id = whom(&desk.detail(anna).await).account_id;
    let label = contract::chat::LabelSave { command_id: command(), label_id: None, name: "Dispute".into(), color: 3 };
    desk.engine.label_save(label).await.unwrap();
    let label_id = desk.engine.labels(Nothing {}).await.unwrap().pop().unwrap().label_id;
    let change = ChatChange::Labelled { label: label_id, on: true };
    let held = contract::chat::ChatUpdate { command_id: command(), chat_id: tomas, change };
    desk.engine.chat_update(held).await.unwrap();
    let rules = vec![
        RetentionRule { of: RetentionOf::Number { account_id: account_id.clone() }, days: Some(30) },
        RetentionRule { of: RetentionOf::Label { label_id }, days: None },
    ];
    desk.engine.retention_save(RetentionSave { command_id: command(), rules: rules.clone() }).await.unwrap();
    assert_eq!(desk.engine.retention(Nothing {}).await.unwrap(), rules);
    let gone = contract::chat::LabelDelete { command_id: command(), label_id };
    assert_eq!(desk.engine.label_delete(gone).await.unwrap_err().code, ErrorCode::LabelKept);
    desk.pass(29 * DAY).await;
    assert!(desk.rows(contract::chat::ChatFilter::All).await.iter().any(|row| row.chat_id == anna));
    desk.pass(2 * DAY).await;
    desk.eventually("Anna is forgotten", async || {
        let rows = desk.rows(contract::chat::ChatFilter::All).await;
        (!rows.iter().any(|row| row.chat_id == anna)).then_some(())
    })
    .await;
    assert!(desk.rows(contract::chat::ChatFilter::All).await.iter().any(|row| row.chat_id == tomas));
    let csv = format!("phone,name,purpose,grade,date\n{phone},Anna,offers,B,2025-11-01\n");
    let imported = desk.engine.consent_import(ConsentImport { command_id: command(), account_id, csv }).await.unwrap();
    assert_eq!((imported.granted, imported.suppressed), (0, 1));
    let line = ledger(&desk, LedgerPart::All).await.pop().unwrap();
    assert_eq!((line.name, line.contact_id), (None, None), "the ledger leads to nobody");
    let check = desk.engine.consent_verify(Nothing {}).await.unwrap();
    assert!(check.holds);
}

pub async fn withdraw(desk: &Desk, chat: ChatId, purpose: Option<&str>) {
    let request = ConsentWithdraw {
        command_id: command(),
        whom: whom(&desk.detail(chat).await),
        purpose: purpose.map(PurposeId::from),
        message_id: None,
        note: Some("Сказала по телефону".into()),
    };
    desk.engine.consent_withdraw(request).await.unwrap();
}

#[tokio::test]
async fn a_stop_is_written_down_also_by_who_took_every_purpose_back_before() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    for purpose in ["service_replies", "order_updates", OFFERS, "group_invitations"] {
        withdraw(&desk, chat, Some(purpose)).await;
    }
    desk.pass(HOUR).await;
    desk.town.write(ANNA, "СТОП").await;
    desk.eventually("everything is ended", async || {
        let newest = ledger(&desk, LedgerPart::Withdrawals).await.swap_remove(0);
        (newest.purpose.as_str() == "*").then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_yes_of_a_clock_that_is_ahead_does_not_stand_above_a_stop_that_follows() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Да, присылайте новости").await;
    let request = ConsentRecord {
        command_id: command(),
        whom: whom(&desk.detail(chat).await),
        purposes: vec![OFFERS.into()],
        at: desk.engine.workspace(Nothing {}).await.unwrap().now.plus(50_000),
        source: Source::Call,
        wordings: vec![],
        message_id: None,
        file: None,
        filename: None,
        note: Some("Сказала по телефону".into()),
    };
    desk.engine.consent_record(request).await.unwrap();
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
}

#[tokio::test]
async fn what_replies_permit_cannot_be_changed_and_words_that_are_never_heard_are_refused() {
    let desk = Desk::open().await;
    let all = desk.engine.purposes(Nothing {}).await.unwrap().purposes;
    let marketing = all[2].permits.clone();
    let replies = Purpose { permits: marketing, ..all[0].clone() };
    let stops = Purpose { keywords: vec!["стоп".into()], ..all[2].clone() };
    let at_once = Purpose { lasts_days: Some(0), ..all[2].clone() };
    for purpose in [replies, stops, at_once] {
        let refused = desk.engine.purpose_save(PurposeSave { command_id: command(), purpose }).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::BadRequest);
    }
    for word in ["!!!", "👎", " "] {
        let words = vec![word.to_owned()];
        let refused = desk.engine.stop_words_save(StopWordsSave { command_id: command(), words }).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::BadRequest, "{word}");
    }
    let words = vec!["Пожалуйста, не присылайте больше рекламу".to_owned()];
    desk.engine.stop_words_save(StopWordsSave { command_id: command(), words: words.clone() }).await.unwrap();
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.write(ANNA, &words[0]).await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
}

#[tokio::test]
async fn a_record_without_a_name_or_with_one_of_the_products_rules_is_refused() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    for name in ["", "rule: withdrawal 7"] {
        let request = ConsentWithdraw {
            command_id: name.into(),
            whom: whom(&desk.detail(chat).await),
            purpose: None,
            message_id: None,
            note: Some("Сказала по телефону".into()),
        };
        assert_eq!(desk.engine.consent_withdraw(request).await.unwrap_err().code, ErrorCode::BadRequest);
    }
    assert_eq!(ledger(&desk, LedgerPart::Withdrawals).await, vec![]);
}

#[tokio::test]
async fn start_said_often_is_one_question() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    desk.town.write(ANNA, "СТОП").await;
    stands(&desk, chat, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.pass(HOUR).await;
    for _ in 0..3 {
        desk.town.write(ANNA, "Старт").await;
    }
    desk.town.write(TOMAS, "Hi").await;
    let tomas = desk.chat(TOMAS).await;
    stands(&desk, tomas, "service_replies", Some(ConsentState::Granted)).await;
    let asked = ledger(&desk, LedgerPart::All).await;
    let asked = asked.iter().filter(|line| line.state == ConsentState::Requested).count();
    assert_eq!(asked, 1);
}

#[tokio::test]
async fn a_button_that_says_stop_ends_everything_whatever_it_brings_back() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Добрый день").await;
    let press = json!({"person": ANNA, "type": "button", "payload": {"payload": "consent:no:offers", "text": "STOP"}});
    desk.town.say(press).await;
    let stopped = stands(&desk, chat, "order_updates", Some(ConsentState::Withdrawn)).await;
    assert_eq!(stopped.source, Some(Source::Button));
}
