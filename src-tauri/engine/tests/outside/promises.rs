//! What the provider says of its webhooks (reference 6): they come twice, in any order, a thousand at once, three
//! mebibytes long, in two spellings, with words that nobody knows, and days late. Each promise is posted at the door as it would come.
//! Which change of the product each of them finds is in `docs/proof/promises.md`.

use domain::content::Content;
use domain::delivery::DeliveryStatus;
use domain::time::DAY;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::desk::Desk;
use crate::town::ANNA;

const DANA: &str = "Дана Касымова";
const DANAS_PHONE: &str = "77009990001";
/// The most that a webhook is long, in bytes (reference 6).
const LONGEST: usize = 3 * 1024 * 1024;

/// Signs bytes as the provider does and posts others, which are usually the same.
pub async fn post(desk: &Desk, signed: &[u8], body: Vec<u8>) -> StatusCode {
    let secret = desk.town.credentials().app_secret;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed);
    let signature = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    let url = format!("http://{}/webhooks/meta", desk.engine.listening());
    Client::new().post(url).header("x-hub-signature-256", signature).body(body).send().await.unwrap().status()
}

pub async fn brings(desk: &Desk, body: &Value) {
    let body = body.to_string().into_bytes();
    assert_eq!(post(desk, &body.clone(), body).await, StatusCode::OK);
}

/// A body with these items in one change.
pub fn body(desk: &Desk, items: Value) -> Value {
    let mut value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": desk.town.hello.phone_number_id},
        "contacts": [{"profile": {"name": DANA}, "wa_id": DANAS_PHONE}]});
    value.as_object_mut().unwrap().extend(items.as_object().unwrap().clone());
    json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]})
}

/// A text of Dana's, so many seconds after now.
async fn text(desk: &Desk, id: &str, later: i64, words: &str) -> Value {
    let at = desk.town.look("").await["now"].as_i64().unwrap() / 1_000 + later;
    json!({"from": DANAS_PHONE, "id": id, "timestamp": at.to_string(), "type": "text", "text": {"body": words}})
}

#[tokio::test]
async fn what_is_delivered_again_is_there_once_also_within_another_body() {
    let desk = Desk::open().await;
    let first = text(&desk, "wamid.1", 0, "Есть сенча?").await;
    let once = body(&desk, json!({"messages": [first]}));
    for _ in 0..3 {
        brings(&desk, &once).await;
    }
    let second = text(&desk, "wamid.2", 1, "И улун?").await;
    brings(&desk, &body(&desk, json!({"messages": [first, second]}))).await;
    let row = desk.row_saying(DANA, "И улун?").await;
    assert_eq!((row.unread, desk.messages(row.chat_id).await.len()), (2, 2));
}

#[tokio::test]
async fn in_whatever_order_a_message_and_what_became_of_it_come_it_ends_the_same() {
    let desk = Desk::open().await;
    for (number, order) in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].into_iter().enumerate() {
        let id = format!("wamid.{number}");
        let message = text(&desk, &id, 0, "Сенчи 100 г").await;
        let later = |seconds: i64, kind: &str| {
            let at = message["timestamp"].as_str().unwrap().parse::<i64>().unwrap() + seconds;
            json!({"from": DANAS_PHONE, "id": format!("{id}.{kind}"), "timestamp": at.to_string(), "type": kind})
        };
        let mut edit = later(1, "edit");
        let words = format!("Сенчи 200 г, заказ {number}");
        edit["edit"] = json!({"original_message_id": id, "message": {"type": "text", "text": {"body": words}}});
        let mut reaction = later(2, "reaction");
        reaction["reaction"] = json!({"message_id": id, "emoji": "🍵"});
        let items = [message, edit, reaction];
        for place in order {
            brings(&desk, &body(&desk, json!({"messages": [items[place]]}))).await;
        }
        let chat = desk.row_saying(DANA, &words).await.chat_id;
        let newest = desk
            .eventually("the reaction", async || Some(desk.newest(chat).await).filter(|it| !it.reactions.is_empty()))
            .await;
        assert!(newest.edited, "order {order:?}");
        assert_eq!(desk.messages(chat).await.len(), number + 1, "order {order:?}");
    }
}

#[tokio::test]
async fn of_a_thousand_updates_in_one_body_each_is_there_and_a_bad_one_costs_itself() {
    let desk = Desk::open().await;
    let mut messages = Vec::new();
    for number in 0..1_000 {
        messages.push(text(&desk, &format!("wamid.{number}"), number / 10, &format!("Строка {number}")).await);
    }
    messages[500] = json!({"from": {"odd": true}, "id": 7, "type": ["text"]});
    brings(&desk, &body(&desk, json!({"messages": messages}))).await;
    let row = desk.row_saying(DANA, "Строка 999").await;
    assert_eq!(row.unread, 999);
    assert_eq!(engine::inspect(desk.folder.path()).unwrap().unknown, 1);
}

#[tokio::test]
async fn a_message_in_a_body_of_three_mebibytes_is_shown() {
    let desk = Desk::open().await;
    let message = text(&desk, "wamid.long", 0, "Длинное письмо").await;
    let mut long = body(&desk, json!({"messages": [message]}));
    long["padding"] = json!("");
    let missing = LONGEST - long.to_string().len();
    long["padding"] = json!("x".repeat(missing));
    assert_eq!(long.to_string().len(), LONGEST);
    brings(&desk, &long).await;
    desk.row_saying(DANA, "Длинное письмо").await;
}

#[tokio::test]
async fn fields_and_kinds_that_nobody_knows_are_shown_and_what_is_beside_them_is_read() {
    let desk = Desk::open().await;
    let known = text(&desk, "wamid.known", 0, "А это текст").await;
    let mut new = text(&desk, "wamid.new", 1, "").await;
    new["type"] = json!("hologram");
    new["hologram"] = json!({"id": 1});
    let mut both = body(&desk, json!({"messages": [new, known], "weather": {"rain": true}}));
    let mood = json!({"field": "business_mood", "value": {"mood": "good"}});
    both["entry"][0]["changes"].as_array_mut().unwrap().push(mood);
    brings(&desk, &both).await;
    let chat = desk.chat(DANA).await;
    let read = desk.eventually("both messages", async || {
        let messages = desk.messages(chat).await;
        (messages.len() == 2).then_some(messages)
    });
    let read = read.await;
    assert!(read.iter().any(|message| matches!(&message.content, Content::Unknown { .. })), "{read:?}");
    assert!(read.iter().any(|message| message.content == crate::desk::text("А это текст")), "{read:?}");
    assert_eq!(engine::inspect(desk.folder.path()).unwrap().unknown, 2, "the kind, and the field");
}

#[tokio::test]
async fn a_body_is_genuine_in_either_spelling_of_its_signature() {
    let desk = Desk::open().await;
    for (number, (escaped_signed, escaped_sent)) in
        [(true, true), (false, false), (true, false)].into_iter().enumerate()
    {
        // Of these signs the provider's guides escape some, each guide others.
        let words = format!("Ёж № {number}: a/b <c> 50% @dana");
        let message = text(&desk, &format!("wamid.{number}"), number.try_into().unwrap(), &words).await;
        let plain = body(&desk, json!({"messages": [message]})).to_string();
        let escaped: String = plain.encode_utf16().map(escape).collect();
        let bytes = |is_escaped: bool| if is_escaped { &escaped } else { &plain }.clone().into_bytes();
        assert_eq!(post(&desk, &bytes(escaped_signed), bytes(escaped_sent)).await, StatusCode::OK, "{number}");
        desk.row_saying(DANA, &words).await;
    }
}

fn escape(unit: u16) -> String {
    match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    }
}

#[tokio::test]
async fn a_status_that_comes_days_late_still_counts_and_an_older_one_behind_it_takes_nothing_back() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Вопрос").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    let id = desk.reply(chat, "Ответ").await;
    desk.reaches(chat, id, DeliveryStatus::Accepted).await;
    desk.pass(3 * DAY).await;
    let ours = desk.town.sent().await[0]["id"].clone();
    let now = desk.town.look("").await["now"].as_i64().unwrap() / 1_000;
    for (status, at) in [("read", now), ("sent", now - 250_000), ("delivered", now - 200_000)] {
        let status = json!({"id": ours, "status": status, "timestamp": at.to_string(), "recipient_id": "1"});
        brings(&desk, &body(&desk, json!({"statuses": [status]}))).await;
    }
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    brings(&desk, &body(&desk, json!({"messages": [text(&desk, "wamid.end", 0, "Всё").await]}))).await;
    desk.row_saying(DANA, "Всё").await;
    let seen = desk.message(chat, id).await;
    assert_eq!(seen.status, Some(DeliveryStatus::Read), "what came behind it is projected, too");
}

#[tokio::test]
async fn a_status_that_comes_before_the_answer_and_names_no_send_of_ours_waits_for_it() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Вопрос").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    desk.town.trouble(json!({"kind": "delay_answer_ms", "count": 1, "value": 4_000})).await;
    let id = desk.reply(chat, "Ответ").await;
    let sent = async || desk.town.sent().await.first().map(|sent| sent["id"].clone());
    let ours = desk.eventually("the provider has it", sent).await;
    let now = desk.town.look("").await["now"].as_i64().unwrap() / 1_000;
    let status = json!({"id": ours, "status": "read", "timestamp": now.to_string(), "recipient_id": "1"});
    brings(&desk, &body(&desk, json!({"statuses": [status]}))).await;
    brings(&desk, &body(&desk, json!({"messages": [text(&desk, "wamid.behind", 0, "Всё").await]}))).await;
    desk.row_saying(DANA, "Всё").await;
    let seen = desk.message(chat, id).await.status;
    assert_eq!(
        seen,
        Some(DeliveryStatus::Sending),
        "what came behind the status is shown, its message is not named yet"
    );
    desk.reaches(chat, id, DeliveryStatus::Read).await;
}
