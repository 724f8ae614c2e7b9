//! What people send: every kind, changes of it, and files that are fetched at once.

use contract::Commands;
use contract::message::FileState;
use contract::workspace::FileRequest;
use domain::content::Content;
use serde_json::json;

use crate::desk::Desk;
use crate::town::{ANNA, LENA, TOMAS};

#[tokio::test]
async fn a_photo_is_fetched_at_once_and_shown_by_its_content() {
    let desk = Desk::open().await;
    desk.town.say(json!({"person": LENA, "type": "image", "caption": "Ist das der richtige?"})).await;
    let chat = desk.chat(LENA).await;
    let ready = desk.eventually("the photo is here", async || match desk.newest(chat).await.file {
        Some(FileState::Ready { file, mime, bytes, pixels, .. }) => Some((file, mime, bytes, pixels)),
        _ => None,
    });
    let (file, mime, bytes, pixels) = ready.await;
    assert_eq!(pixels, Some((320, 240)));
    assert!(mime.starts_with("image/") && bytes > 100);
    let shown = desk.engine.file(FileRequest { file }).await.unwrap();
    assert_eq!(shown.mime, mime);
}

#[tokio::test]
async fn a_file_that_has_expired_says_so_and_the_message_stays() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "lose_webhook", "count": 1})).await;
    let lost = desk.town.control("/say", json!({"person": LENA, "type": "image"})).await;
    assert!(lost["message_id"].is_string());
    desk.town.control("/media_expire", json!({})).await;
    let value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": desk.town.hello.phone_number_id},
        "contacts": [{"profile": {"name": LENA}, "wa_id": "491520000611"}],
        "messages": [{"from": "491520000611", "id": "wamid.old", "timestamp": "1767225600", "type": "image",
            "image": {"id": "1013859600285441", "mime_type": "image/jpeg"}}]});
    desk.town.control("/event", json!({"field": "messages", "value": value})).await;
    let chat = desk.chat(LENA).await;
    let reason = desk.eventually("it cannot be had", async || match desk.newest(chat).await.file {
        Some(FileState::Failed { reason }) => Some(reason),
        _ => None,
    });
    assert!(!reason.await.reason.is_empty());
    assert!(matches!(desk.newest(chat).await.content, Content::Media(_)));
}

#[tokio::test]
async fn every_kind_that_people_send_is_a_message_of_its_kind() {
    let desk = Desk::open().await;
    let kinds = [
        ("text", "text"),
        ("image", "image"),
        ("video", "video"),
        ("voice", "voice"),
        ("audio", "audio"),
        ("document", "document"),
        ("sticker", "sticker"),
        ("location", "location"),
        ("contacts", "contacts"),
        ("order", "order"),
        ("unsupported", "unsupported"),
        ("tea_leaves", "unknown"),
    ];
    for (said, _) in kinds {
        desk.town.say(json!({"person": TOMAS, "type": said})).await;
    }
    let chat = desk.chat(TOMAS).await;
    let seen = desk.eventually("everything is here", async || {
        let seen: Vec<&str> = desk.messages(chat).await.iter().map(|message| message.content.kind()).collect();
        (seen.len() >= kinds.len() - 1).then_some(seen)
    });
    let mut expected: Vec<&str> = kinds.iter().map(|(_, kind)| *kind).collect();
    let seen = seen.await;
    if seen.len() < kinds.len() {
        expected.pop();
    }
    assert_eq!(seen, expected);
    let waiting = desk.row(TOMAS).await;
    assert!(waiting.unread as usize >= seen.len());
}

#[tokio::test]
async fn what_anna_changes_and_takes_back_is_shown_as_she_left_it() {
    let desk = Desk::open().await;
    let first = desk.town.write(ANNA, "Две пачки").await;
    let second = desk.town.write(ANNA, "Нет, отменяйте").await;
    desk.town.say(json!({"person": ANNA, "type": "edit", "reply_to": first, "text": "Три пачки"})).await;
    desk.town.say(json!({"person": ANNA, "type": "revoke", "reply_to": second})).await;
    let chat = desk.chat(ANNA).await;
    desk.eventually("both changes", async || {
        let messages = desk.messages(chat).await;
        (messages[0].edited && messages.get(1)?.revoked).then_some(())
    })
    .await;
    let messages = desk.messages(chat).await;
    assert_eq!(messages[0].content, Content::Text { body: "Три пачки".into() });
    assert_eq!(messages.len(), 2);
}

#[tokio::test]
async fn a_reaction_of_tomas_stands_under_our_message_with_his_name() {
    let desk = Desk::open().await;
    desk.town.write(TOMAS, "Hi").await;
    let chat = desk.chat(TOMAS).await;
    let id = desk.reply(chat, "Hi Tomás").await;
    desk.reaches(chat, id, domain::delivery::DeliveryStatus::Read).await;
    desk.town.say(json!({"person": TOMAS, "type": "reaction", "emoji": "🫖"})).await;
    let shown = desk.eventually("a reaction", async || desk.message(chat, id).await.reactions.pop()).await;
    assert_eq!((shown.emoji.as_str(), shown.people, shown.ours), ("🫖", vec![TOMAS.to_owned()], false));
    desk.town.say(json!({"person": TOMAS, "type": "reaction", "emoji": ""})).await;
    desk.eventually("it is taken back", async || desk.message(chat, id).await.reactions.is_empty().then_some(())).await;
}
