//! Every kind that can be sent arrives at the provider as what it is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::Commands;
use contract::chat::ChatRequest;
use contract::compose::{Attachment, AttachmentAdd, MessageSend, ReactionSend};
use contract::message::FileState;
use contract::workspace::Nothing;
use domain::content::{
    Choice, ContactCard, Content, Interactive, InteractiveAction, ListSection, Location, Media, MediaKind,
};
use domain::delivery::DeliveryStatus;
use domain::{ChatId, MessageId};
use serde_json::{Value, json};

use crate::desk::{Desk, command, text};
use crate::town::{ANNA, TEA_CLUB, YERZHAN};

/// A voice note of two seconds.
pub const VOICE: &[u8] = include_bytes!("../../../sandbox/assets/voice-1.ogg");
const FILM: &[u8] = include_bytes!("../../../sandbox/assets/kettle.mp4");
const ORDER: &[u8] = include_bytes!("../../../sandbox/assets/order.pdf");

/// A desk with Anna's chat open.
async fn with_anna() -> (Desk, ChatId, String) {
    let desk = Desk::open().await;
    let wamid = desk.town.write(ANNA, "Добрый день").await;
    let chat = desk.chat(ANNA).await;
    (desk, chat, wamid)
}

/// Sends it and waits until the provider has it: what lies there.
async fn arrives(desk: &Desk, chat: ChatId, content: Content) -> Value {
    let id = desk.send(chat, content).await;
    taken(desk, chat, id).await
}

async fn taken(desk: &Desk, chat: ChatId, id: MessageId) -> Value {
    desk.eventually("it was taken", async || {
        let status = desk.message(chat, id).await.status.unwrap();
        assert!(!status.is_dead() && status != DeliveryStatus::Failed, "{status:?}");
        (status >= DeliveryStatus::Accepted).then_some(())
    })
    .await;
    desk.town.sent().await.pop().unwrap()
}

async fn attach(desk: &Desk, chat_id: ChatId, filename: &str, bytes: &[u8]) -> Attachment {
    let filename = filename.to_owned();
    let attached = desk.engine.attachment_add(AttachmentAdd { chat_id, filename, base64: STANDARD.encode(bytes) });
    let attached = attached.await.unwrap();
    assert_eq!(attached.problem, None);
    attached
}

/// A file as it is sent.
pub fn file(attached: &Attachment, caption: Option<&str>) -> Content {
    Content::Media(Media {
        media: attached.media,
        mime: attached.mime.clone(),
        caption: caption.map(str::to_owned),
        filename: Some(attached.filename.clone()),
        provider_media: None,
        file: Some(attached.file.clone()),
        bytes: None,
        animated: false,
    })
}

fn png() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(12, 8).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[tokio::test]
async fn a_reply_names_the_message_that_it_answers() {
    let (desk, chat_id, wamid) = with_anna().await;
    let target = desk.newest(chat_id).await.message_id;
    let request = MessageSend {
        command_id: command(), chat_id, content: text("Здравствуйте"), reply_to: Some(target)
    };
    let id = desk.engine.message_send(request).await.unwrap().message_id;
    let sent = taken(&desk, chat_id, id).await;
    assert_eq!(sent["context"], json!(wamid));
    let quote = desk.message(chat_id, id).await.quote.unwrap();
    assert_eq!((quote.words.as_str(), quote.message_id), ("Добрый день", Some(target)));
}

#[tokio::test]
async fn a_reaction_is_put_on_and_taken_off_again() {
    let (desk, chat_id, _) = with_anna().await;
    let message_id = desk.newest(chat_id).await.message_id;
    let emojis = async || desk.newest(chat_id).await.reactions.into_iter().map(|one| (one.emoji, one.ours)).collect();
    for (emoji, shown) in [(Some("❤️"), vec![("❤️".to_owned(), true)]), (None, vec![])] {
        let emoji = emoji.map(str::to_owned);
        desk.engine.reaction_send(ReactionSend { command_id: command(), message_id, emoji }).await.unwrap();
        let seen: Vec<(String, bool)> = emojis().await;
        assert_eq!(seen, shown);
    }
    desk.eventually("both are at the provider", async || (desk.town.sent().await.len() == 2).then_some(())).await;
    let sent = desk.town.sent().await;
    let emojis: Vec<_> = sent.iter().map(|sent| (&sent["type"], &sent["body"]["emoji"])).collect();
    assert_eq!(emojis, [(&json!("reaction"), &json!("❤️")), (&json!("reaction"), &json!(""))]);
}

#[tokio::test]
async fn a_reaction_that_was_refused_does_not_stay() {
    let (desk, chat_id, _) = with_anna().await;
    let message_id = desk.newest(chat_id).await.message_id;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_026})).await;
    let emoji = Some("🫖".to_owned());
    desk.engine.reaction_send(ReactionSend { command_id: command(), message_id, emoji }).await.unwrap();
    desk.eventually("it is gone", async || desk.newest(chat_id).await.reactions.is_empty().then_some(())).await;
}

#[tokio::test]
async fn a_picture_arrives_with_its_caption_and_is_shown_from_our_own_store() {
    let (desk, chat, _) = with_anna().await;
    let attached = attach(&desk, chat, "любое имя.txt", &png()).await;
    assert_eq!((attached.media, attached.mime.as_str()), (MediaKind::Image, "image/png"));
    let sent = arrives(&desk, chat, file(&attached, Some("Новый урожай"))).await;
    assert_eq!((&sent["type"], &sent["body"]["caption"]), (&json!("image"), &json!("Новый урожай")));
    let shown = desk.newest(chat).await.file.unwrap();
    assert!(matches!(shown, FileState::Ready { pixels: Some((12, 8)), .. }), "{shown:?}");
}

#[tokio::test]
async fn films_and_papers_arrive_as_what_they_are() {
    let (desk, chat, _) = with_anna().await;
    let film = attach(&desk, chat, "kettle.mp4", FILM).await;
    assert_eq!(arrives(&desk, chat, file(&film, None)).await["type"], "video");
    let paper = attach(&desk, chat, "Заказ.pdf", ORDER).await;
    let sent = arrives(&desk, chat, file(&paper, None)).await;
    assert_eq!((&sent["type"], &sent["body"]["filename"]), (&json!("document"), &json!("Заказ.pdf")));
}

#[tokio::test]
async fn a_recorded_voice_note_arrives_as_one() {
    let (desk, chat_id, _) = with_anna().await;
    desk.ports.speak(VOICE);
    desk.engine.voice_start(ChatRequest { chat_id }).await.unwrap();
    let note = desk.engine.voice_stop(Nothing {}).await.unwrap();
    assert_eq!((note.media, note.duration, note.problem.clone()), (MediaKind::Voice, Some(2_000), None));
    let sent = arrives(&desk, chat_id, file(&note, None)).await;
    assert_eq!((&sent["type"], &sent["body"]["voice"]), (&json!("audio"), &json!(true)));
}

#[tokio::test]
async fn places_and_people_arrive() {
    let (desk, chat, _) = with_anna().await;
    let shop = Location { latitude: 43.24, longitude: 76.9, name: Some("Polar Tea".into()), address: None };
    let sent = arrives(&desk, chat, Content::Location(shop)).await;
    assert_eq!((&sent["type"], &sent["body"]["name"]), (&json!("location"), &json!("Polar Tea")));
    let card = ContactCard {
        name: "Саша".into(),
        phones: vec!["+7 700 000 55 33".into()],
        emails: vec![],
        company: Some("Polar Tea".into()),
    };
    assert_eq!(arrives(&desk, chat, Content::Contacts { cards: vec![card] }).await["type"], "contacts");
}

#[tokio::test]
async fn the_four_interactive_messages_arrive_and_a_pressed_button_comes_back() {
    let (desk, chat, _) = with_anna().await;
    let choice = |id: &str, title: &str| Choice { id: id.into(), title: title.into(), description: None };
    let rows = vec![choice("gaba", "Габа"), choice("puer", "Пуэр")];
    let actions = [
        ("location_request_message", InteractiveAction::LocationRequest),
        ("cta_url", InteractiveAction::Link { title: "Открыть".into(), url: "https://example.com/tea".into() }),
        (
            "list",
            InteractiveAction::List {
                button: "Выбрать".into(),
                sections: vec![ListSection { title: "Улуны".into(), rows }],
            },
        ),
        ("button", InteractiveAction::Buttons { buttons: vec![choice("yes", "Да"), choice("no", "Нет")] }),
    ];
    for (word, action) in actions {
        let message = Interactive { header: None, body: "Что выберете?".into(), footer: None, action };
        let sent = arrives(&desk, chat, Content::Interactive(message)).await;
        assert_eq!((&sent["type"], &sent["body"]["type"]), (&json!("interactive"), &json!(word)));
    }
    desk.town.say(json!({"person": ANNA, "type": "interactive", "text": "Да"})).await;
    let row = desk.row_saying(ANNA, "Да").await;
    assert_eq!(row.last.unwrap().kind, "answer");
}

#[tokio::test]
async fn reading_and_typing_are_told_to_the_provider_but_not_in_groups() {
    let (desk, chat_id, wamid) = with_anna().await;
    desk.engine.chat_typing(ChatRequest { chat_id }).await.unwrap();
    desk.read(chat_id).await;
    desk.read(chat_id).await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто в субботу?").await;
    let group = desk.chat(TEA_CLUB).await;
    desk.read(group).await;
    desk.eventually("the group is read", async || (desk.row(TEA_CLUB).await.unread == 0).then_some(())).await;
    // What is told in the background is told before a reply that follows is read.
    let id = desk.reply(chat_id, "Да").await;
    desk.reaches(chat_id, id, DeliveryStatus::Read).await;
    let marked = desk.town.look("").await["marked_read"].clone();
    assert_eq!(marked.as_array().map_or(0, Vec::len).max(marked.as_u64().unwrap_or(0) as usize), 2, "{marked}");
    drop(wamid);
}

#[tokio::test]
async fn a_group_gets_what_can_be_sent_there_and_nothing_else() {
    let desk = Desk::open().await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто в субботу?").await;
    let group = desk.chat(TEA_CLUB).await;
    let can = desk.detail(group).await.can_send;
    assert!(can.iter().any(|kind| kind == "text") && !can.iter().any(|kind| kind == "location"), "{can:?}");
    let place = Location { latitude: 43.24, longitude: 76.9, name: None, address: None };
    let refused = desk.try_send(group, Content::Location(place)).await.unwrap_err();
    assert_eq!(refused.content, Some(domain::capability::ContentProblem::NotHere));
    let sent = arrives(&desk, group, text("Я буду")).await;
    assert_eq!(sent["recipient_type"], "group");
}
