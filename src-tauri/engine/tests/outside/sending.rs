//! From the command to the provider: once, in order, and again only where that is certainly right.

use contract::compose::MessageSend;
use contract::connection::ConnectNumber;
use contract::consent::{ConsentWithdraw, Whom};
use contract::member::MemberName;
use contract::workspace::{Connection, Nothing};
use contract::{Commands, ErrorCode};
use domain::CommandId;
use domain::connection::ConnectFault;
use domain::decision::Refused;
use domain::delivery::DeliveryStatus;
use domain::time::{HOUR, MINUTE};
use engine::ports::CredentialSet;
use rstest::rstest;
use serde_json::json;

use crate::desk::{Desk, command, text};
use crate::town::{ANNA, TOMAS, Town};

#[tokio::test]
async fn a_reply_is_at_the_provider_once_and_its_ticks_turn_to_read() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть ещё габа?").await;
    let chat = desk.chat(ANNA).await;
    let id = desk.reply(chat, "Да, осталось 200 г").await;
    let read = desk.reaches(chat, id, DeliveryStatus::Read).await;
    assert_eq!((read.attempts, read.reason), (1, None));
    assert_eq!(desk.town.texts().await, ["Да, осталось 200 г"]);
    let row = desk.row(ANNA).await;
    assert_eq!((row.waiting_since, row.last.unwrap().status), (None, Some(DeliveryStatus::Read)));
}

#[tokio::test]
async fn the_same_command_twice_sends_once_and_names_the_same_message() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Алло?").await;
    let chat_id = desk.chat(ANNA).await;
    let request = MessageSend { command_id: command(), chat_id, content: text("Слушаю"), reply_to: None };
    let (one, two) = tokio::join!(desk.engine.message_send(request.clone()), desk.engine.message_send(request.clone()));
    let later = desk.engine.message_send(request).await.unwrap();
    let id = one.unwrap().message_id;
    assert_eq!((two.unwrap().message_id, later.message_id), (id, id));
    desk.reaches(chat_id, id, DeliveryStatus::Read).await;
    assert_eq!(desk.town.texts().await, ["Слушаю"]);
}

#[tokio::test]
async fn messages_of_one_chat_arrive_in_their_order_while_another_chat_does_not_wait() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Расскажите о чаях").await;
    desk.town.write(TOMAS, "Hi").await;
    let (anna, tomas) = (desk.chat(ANNA).await, desk.chat(TOMAS).await);
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_056})).await;
    let first = desk.reply(anna, "1").await;
    desk.eventually("Anna's chat has to wait", async || {
        let message = desk.message(anna, first).await;
        (message.reason.is_some() && message.status == Some(DeliveryStatus::Queued)).then_some(())
    })
    .await;
    desk.is(Connection::Connected).await;
    let mut last = first;
    for words in ["2", "3", "4"] {
        last = desk.reply(anna, words).await;
    }
    let quick = desk.reply(tomas, "Hi Tomás").await;
    desk.reaches(tomas, quick, DeliveryStatus::Read).await;
    desk.reaches(anna, last, DeliveryStatus::Read).await;
    let texts = desk.town.texts().await;
    let of_anna: Vec<_> = texts.iter().filter(|words| *words != "Hi Tomás").collect();
    assert_eq!(of_anna, ["1", "2", "3", "4"]);
}

#[tokio::test]
async fn what_is_written_offline_waits_and_goes_once_when_the_way_is_back() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Жду ответа").await;
    let chat = desk.chat(ANNA).await;
    let Desk { engine, town, ports, folder } = desk;
    let address = town.address();
    town.go_away().await;
    let first = engine
        .message_send(MessageSend {
            command_id: command(), chat_id: chat, content: text("Уже ищу"), reply_to: None
        })
        .await
        .unwrap();
    // The town comes back as it was in the morning: its people, but nothing that was said.
    let town = Town::wake_at("127.0.0.1:0").await;
    let waiting = Desk { engine, town, ports, folder };
    waiting.is(Connection::Offline).await;
    let message = waiting.reaches(chat, first.message_id, DeliveryStatus::Queued).await;
    assert_eq!(waiting.health().await.waiting, 1);
    let tries = message.attempts;
    let Desk { engine, town, ports, folder } = waiting;
    town.go_away().await;
    let town = Town::wake_at(&address).await;
    let desk = Desk { engine, town, ports, folder };
    desk.town.control("/say", json!({"person": ANNA, "text": "Я ещё тут"})).await;
    let sent = desk.reaches(chat, first.message_id, DeliveryStatus::Read).await;
    assert!(sent.attempts <= tries + 1, "it is not tried while there is no way");
    assert_eq!(desk.town.texts().await, ["Уже ищу"]);
}

#[tokio::test]
async fn what_was_certainly_refused_for_now_goes_again_by_itself() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    for code in [131_056, 130_429] {
        desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": code})).await;
        let id = desk.reply(chat, &format!("после {code}")).await;
        let read = desk.reaches(chat, id, DeliveryStatus::Read).await;
        assert_eq!(read.attempts, 2, "one was refused, one was taken");
    }
    assert_eq!(desk.town.texts().await, ["после 131056", "после 130429"]);
}

#[tokio::test]
async fn what_was_refused_for_good_stays_with_its_reason_until_mira_says_again() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_026})).await;
    let id = desk.reply(chat, "Здравствуйте").await;
    let refused = desk.reaches(chat, id, DeliveryStatus::Refused).await;
    assert_eq!(refused.reason.unwrap().code, Some(131_026));
    assert_eq!(desk.town.sent().await.len(), 0);
    desk.again(id).await.unwrap();
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    assert_eq!(desk.town.texts().await, ["Здравствуйте"]);
    assert_eq!(desk.again(id).await.unwrap_err().code, ErrorCode::TooLate, "it has arrived");
}

#[tokio::test]
async fn a_dropped_answer_is_unknown_and_settled_by_the_status_that_names_the_command() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.control("/clock", json!({"hold": true})).await;
    desk.town.trouble(json!({"kind": "drop_answer", "count": 1})).await;
    let id = desk.reply(chat, "Дошло?").await;
    let unknown = desk.reaches(chat, id, DeliveryStatus::Unknown).await;
    assert!(!unknown.can_settle, "a status may still come");
    assert_eq!(desk.again(id).await.unwrap_err().code, ErrorCode::TooLate);
    let other = desk.reply(chat, "А это?").await;
    desk.reaches(chat, other, DeliveryStatus::Accepted).await;
    desk.town.control("/clock", json!({"hold": false})).await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    assert_eq!(desk.town.texts().await, ["Дошло?", "А это?"], "it blocked nobody and went once");
}

#[tokio::test]
async fn after_a_vague_failure_nothing_is_repeated_until_mira_decides_ten_minutes_later() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 2, "value": 131_000})).await;
    let (one, two) = (desk.reply(chat, "Первое").await, desk.reply(chat, "Второе").await);
    desk.reaches(chat, one, DeliveryStatus::Unknown).await;
    desk.reaches(chat, two, DeliveryStatus::Unknown).await;
    assert_eq!(desk.health().await.unknown, 2);
    desk.pass(9 * MINUTE).await;
    assert!(!desk.message(chat, one).await.can_settle);
    assert_eq!(desk.give_up(one).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(desk.town.attempts().await, 2, "nothing was repeated by itself");
    desk.pass(2 * MINUTE).await;
    assert!(!desk.message(chat, one).await.can_settle, "it answers calls, but nothing came to the door since");
    assert_eq!(desk.give_up(one).await.unwrap_err().code, ErrorCode::TooLate);
    desk.town.write(TOMAS, "Hi").await;
    assert!(desk.message(chat, one).await.can_settle);
    desk.again(one).await.unwrap();
    desk.reaches(chat, one, DeliveryStatus::Read).await;
    desk.give_up(two).await.unwrap();
    desk.reaches(chat, two, DeliveryStatus::Discarded).await;
    assert_eq!(desk.town.texts().await, ["Первое"]);
}

#[tokio::test]
async fn an_answer_of_the_server_being_broken_is_unknown_although_the_message_went() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.town.trouble(json!({"kind": "accept_then_5xx", "count": 1})).await;
    let id = desk.reply(chat, "Видно?").await;
    let unknown = desk.reaches(chat, id, DeliveryStatus::Unknown).await;
    assert_eq!(unknown.attempts, 1);
    desk.pass(HOUR).await;
    assert_eq!(desk.message(chat, id).await.status, Some(DeliveryStatus::Unknown));
    assert_eq!(desk.town.texts().await, ["Видно?"], "it is there once, and nobody sent it again");
}

#[tokio::test]
async fn a_queued_message_can_be_taken_out_and_never_leaves() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 80_007})).await;
    let first = desk.reply(chat, "Подождёт минуту").await;
    desk.eventually("it waits", async || {
        let reason = desk.message(chat, first).await.reason;
        reason.is_some_and(|Refused { code, .. }| code == Some(80_007)).then_some(())
    })
    .await;
    let second = desk.reply(chat, "Лишнее").await;
    desk.give_up(second).await.unwrap();
    desk.reaches(chat, second, DeliveryStatus::Cancelled).await;
    desk.pass(5 * MINUTE).await;
    desk.reaches(chat, first, DeliveryStatus::Read).await;
    assert_eq!(desk.town.texts().await, ["Подождёт минуту"]);
}

#[tokio::test]
async fn values_that_open_no_number_are_not_kept_and_others_connect_again() {
    let desk = Desk::open().await;
    let CredentialSet { token, app_secret, verify_token } = desk.town.credentials();
    let good = ConnectNumber { token, app_secret };
    desk.town.trouble(json!({"kind": "token", "value": "expired"})).await;
    let expired = desk.engine.number_connect(good.clone()).await.unwrap_err();
    assert_eq!(expired.fault.as_deref(), Some(&ConnectFault::TokenExpired));
    desk.town.clear("token").await;
    let strange = ConnectNumber { token: "EAAstranger".into(), ..good.clone() };
    let strange = desk.engine.number_connect(strange).await.unwrap_err();
    assert_eq!(strange.fault.as_deref(), Some(&ConnectFault::TokenUnknown));
    desk.engine.number_connect(good).await.unwrap();
    desk.connected().await;
    assert_eq!(desk.engine.number_webhook(Nothing {}).await.unwrap().verify_token, Some(verify_token));
    desk.town.write(ANNA, "Снова тут").await;
    let chat = desk.chat(ANNA).await;
    let id = desk.reply(chat, "И мы").await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
}

#[tokio::test]
async fn replies_wait_for_another_token_where_the_one_that_is_kept_expired() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    let CredentialSet { token, app_secret, .. } = desk.town.credentials();
    desk.town.trouble(json!({"kind": "token", "value": "expired"})).await;
    let first = desk.reply(chat, "Сейчас посмотрю").await;
    desk.is(Connection::Credentials).await;
    let second = desk.reply(chat, "Есть, 200 г").await;
    desk.eventually("both wait, and the first says what for", async || {
        let [first, second] = [desk.message(chat, first).await, desk.message(chat, second).await];
        let why = first.reason.is_some_and(|why| why.reason == "token_expired");
        (why && [first.status, second.status] == [Some(DeliveryStatus::Queued); 2]).then_some(())
    })
    .await;
    assert_eq!((desk.health().await.waiting, desk.town.attempts().await), (2, 1), "nothing is pressed on the provider");
    desk.town.clear("token").await;
    desk.engine.number_connect(ConnectNumber { token, app_secret }).await.unwrap();
    desk.reaches(chat, first, DeliveryStatus::Read).await;
    desk.reaches(chat, second, DeliveryStatus::Read).await;
    assert_eq!(desk.town.texts().await, ["Сейчас посмотрю", "Есть, 200 г"]);
}

#[rstest]
#[case::a_reading_is_refused(200)]
#[case::too_many_readings(80_007)]
#[tokio::test]
async fn replies_go_out_although_the_number_cannot_be_looked_at(#[case] code: i64) {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "read_code", "value": code})).await;
    let before = refused_reads(&desk).await;
    // News of the account has everything read anew.
    desk.town.control("/news", json!({"of": "number", "pin": "PIN_CHANGED"})).await;
    desk.eventually("it was looked at", async || (refused_reads(&desk).await > before).then_some(())).await;
    let id = desk.reply(chat, "Слушаю").await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    assert_eq!(desk.health().await.connection, Connection::Connected);
}

/// How often something that was asked, and was no send, was refused.
async fn refused_reads(desk: &Desk) -> usize {
    let all = desk.town.look("/requests?last=10000").await["requests"].as_array().unwrap().clone();
    all.iter().filter(|one| one["method"] == "GET" && one["status"].as_i64().unwrap() >= 400).count()
}

#[tokio::test]
async fn a_command_of_the_longest_name_is_sent_and_one_of_a_longer_name_is_turned_away_at_once() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat_id = desk.chat(ANNA).await;
    let named = |bytes: usize| {
        let command_id = CommandId("c".repeat(bytes));
        desk.engine.message_send(MessageSend { command_id, chat_id, content: text("Да"), reply_to: None })
    };
    assert_eq!(named(257).await.unwrap_err().code, ErrorCode::BadRequest);
    let id = named(256).await.unwrap().message_id;
    desk.reaches(chat_id, id, DeliveryStatus::Read).await;
}

#[tokio::test]
async fn a_command_under_the_name_of_another_kind_is_refused_and_writes_nothing() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Вопрос").await;
    let chat_id = desk.chat(ANNA).await;
    let contact_id = desk.detail(chat_id).await.contact.unwrap().contact_id;
    let command_id = command();
    let named = MemberName { command_id: command_id.clone(), contact_id, name: "Анна".into() };
    desk.engine.member_name(named.clone()).await.unwrap();
    desk.engine.member_name(named).await.expect("the same again is the same");
    let send = MessageSend { command_id: command_id.clone(), chat_id, content: text("Ответ"), reply_to: None };
    assert_eq!(desk.engine.message_send(send).await.unwrap_err().code, ErrorCode::BadRequest);
    let account_id = desk.detail(chat_id).await.row.account_id;
    let whom = Whom { account_id, contact_id };
    let withdraw =
        ConsentWithdraw { command_id, whom, purpose: None, message_id: None, note: Some("Сказала".into()) };
    assert_eq!(desk.engine.consent_withdraw(withdraw).await.unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!(desk.messages(chat_id).await.len(), 1);
}
