//! One message all the way: town, journal, projection, screen; and back to a read tick.

use serde_json::{Value, json};
use world::{Result, Stage};

use crate::{ANNA, LENA, TOMAS, YERZHAN};

#[tokio::test]
async fn a_question_is_shown_and_its_answer_is_read() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Есть ли в наличии сенча?").await?;
    let chat = stage.hub.chat(ANNA).await?;
    let question = stage.hub.shows(chat, "the question", |shown| !shown.ours).await?;
    assert_eq!(question.words, "Есть ли в наличии сенча?");
    let answer = stage.hub.sends("walk-1", chat, "Да, отложить вам пачку?").await?;
    stage.hub.reaches(chat, answer, "read").await?;
    let sent = stage.town.sent().await?;
    assert_eq!(sent.iter().filter(|sent| sent.holds("отложить вам пачку")).count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_reply_stands_with_what_it_answers() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(TOMAS, "Which oolong is the lightest?").await?;
    let chat = stage.hub.chat(TOMAS).await?;
    let question = stage.hub.shows(chat, "the question", |shown| !shown.ours).await?;
    let request = json!({
        "command_id": "walk-2", "chat_id": chat, "reply_to": question.id, "content": { "kind": "text", "body": "Baozhong." },
    });
    stage.hub.command("message_send", &request).await?;
    let reply = stage.hub.shows(chat, "the reply", |shown| shown.ours && shown.taken()).await?;
    assert_eq!(reply.whole.pointer("/quote/message_id").and_then(Value::as_i64), Some(question.id));
    Ok(())
}

#[tokio::test]
async fn a_delivery_repeated_by_the_provider_is_one_message() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.control("trouble", json!({ "kind": "duplicate", "count": 1 })).await?;
    stage.town.says(LENA, "Wann kommt mein Paket?").await?;
    stage.town.says(LENA, "Danke!").await?;
    stage.town.idle().await?;
    let chat = stage.hub.chat(LENA).await?;
    stage.hub.shows(chat, "the second message", |shown| shown.words == "Danke!").await?;
    let all = stage.hub.conversation(chat).await?;
    assert_eq!(all.iter().filter(|shown| shown.words == "Wann kommt mein Paket?").count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_group_is_one_chat_whoever_writes() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    for (person, words) in [(TOMAS, "Olá a todos"), (YERZHAN, "Сәлем!")] {
        stage
            .town
            .does(json!({ "person": person, "group": "Tea Club · Almaty", "type": "text", "text": words }))
            .await?;
    }
    let chat = stage.hub.chat("Tea Club · Almaty").await?;
    let second = stage.hub.shows(chat, "the second voice", |shown| shown.words == "Сәлем!").await?;
    assert_eq!(second.whole.pointer("/sender/name").and_then(Value::as_str), Some(YERZHAN));
    stage.hub.shows(chat, "the first voice", |shown| shown.words == "Olá a todos").await?;
    Ok(())
}

#[tokio::test]
async fn a_picture_comes_with_its_bytes() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.does(json!({ "person": ANNA, "type": "image", "text": "Вот такая пачка" })).await?;
    let chat = stage.hub.chat(ANNA).await?;
    let ready =
        |shown: &world::operator::Shown| shown.whole.pointer("/file/state").and_then(Value::as_str) == Some("ready");
    let picture = stage.hub.shows(chat, "the picture with its file", ready).await?;
    assert_eq!(picture.words, "Вот такая пачка");
    let file = picture.whole.pointer("/file/file").cloned().unwrap_or_default();
    let bytes = stage.hub.command("file", &json!({ "file": file })).await?;
    assert!(bytes.get("mime").and_then(Value::as_str).is_some_and(|mime| mime.starts_with("image/")), "{bytes}");
    assert!(bytes.get("base64").and_then(Value::as_str).is_some_and(|text| text.len() > 100));
    Ok(())
}
