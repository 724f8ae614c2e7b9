//! Every kind of message goes out, and news of it comes back.

use domain::content::{Choice, ContactCard, Content, Interactive, InteractiveAction, ListSection, Location, MediaKind};
use domain::decision::Outgoing;
use domain::delivery::DeliveryStatus;
use domain::permit::Recipient;
use domain::template::{TemplateCategory, TemplateMessage, TemplateValue};
use rstest::rstest;
use serde_json::json;

use crate::bench::{Bench, id_of, message, text};
use crate::media::{file, upload};

fn interactive(action: InteractiveAction) -> Content {
    let footer = Some("Polar Tea".to_owned());
    Content::Interactive(Interactive { header: Some("Tea".into()), body: "What shall it be?".into(), footer, action })
}

fn choice(id: &str, title: &str, description: Option<&str>) -> Choice {
    Choice { id: id.into(), title: title.into(), description: description.map(str::to_owned) }
}

fn buttons() -> Content {
    let buttons = vec![choice("s", "100 g", None), choice("l", "250 g", None)];
    interactive(InteractiveAction::Buttons { buttons })
}

fn list() -> Content {
    let rows = vec![choice("tue", "Tuesday", Some("10:00")), choice("wed", "Wednesday", None)];
    let sections = vec![ListSection { title: String::new(), rows }];
    interactive(InteractiveAction::List { button: "Days".into(), sections })
}

fn link() -> Content {
    interactive(InteractiveAction::Link { title: "Shop".into(), url: "https://polartea.example/".into() })
}

fn ask_where() -> Content {
    let action = InteractiveAction::LocationRequest;
    Content::Interactive(Interactive { header: None, body: "Where are you?".into(), footer: None, action })
}

fn place() -> Content {
    let (name, address) = (Some("Polar Tea".to_owned()), Some("Abay Ave 10".to_owned()));
    Content::Location(Location { latitude: 43.238, longitude: 76.945, name, address })
}

fn cards() -> Content {
    let phones = vec!["+77000009917".to_owned()];
    let card =
        ContactCard { name: "Олег П.".into(), phones, emails: vec!["oleg@example.org".into()], company: None };
    Content::Contacts { cards: vec![card] }
}

#[rstest]
#[case::text(Content::Text { body: "Да, сенча есть.".into() }, "text")]
#[case::location(place(), "location")]
#[case::contacts(cards(), "contacts")]
#[case::buttons(buttons(), "interactive")]
#[case::list(list(), "interactive")]
#[case::link(link(), "interactive")]
#[case::location_request(ask_where(), "interactive")]
#[tokio::test]
async fn a_message_of_every_kind_is_accepted_and_delivered(#[case] content: Content, #[case] kind: &str) {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    let id = bench.accepted(&anna, &message(content)).await;
    bench.status(&id, DeliveryStatus::Delivered).await;
    assert_eq!(bench.look("/sent").await["sent"][0]["type"], kind);
}

#[rstest]
#[case::image(MediaKind::Image, "image")]
#[case::video(MediaKind::Video, "video")]
#[case::voice(MediaKind::Voice, "audio")]
#[case::audio(MediaKind::Audio, "audio")]
#[case::document(MediaKind::Document, "document")]
#[case::sticker(MediaKind::Sticker, "sticker")]
#[tokio::test]
async fn a_file_of_every_kind_is_put_there_and_sent(#[case] media: MediaKind, #[case] kind: &str) {
    let bench = Bench::open().await;
    let lena = bench.wrote("Lena Fischer").await;
    let result = bench.send_with(&lena, &message(file(media)), "file-1", Some(upload(media))).await;
    bench.status(&id_of(result), DeliveryStatus::Delivered).await;
    let sent = bench.look("/sent").await["sent"][0].clone();
    assert_eq!(sent["type"], kind);
    assert_eq!(sent["body"]["voice"] == json!(true), media == MediaKind::Voice, "{sent}");
}

#[tokio::test]
async fn a_reply_quotes_what_it_answers() {
    let bench = Bench::open().await;
    let question = bench.hear(json!({"person": "Tomás Ribeiro", "text": "Still open?"})).await;
    let tomas = Recipient::Person(question.sender.clone());
    let content = Content::Text { body: "Until eight.".into() };
    bench.accepted(&tomas, &Outgoing::Message { content, reply_to: Some(question.id.clone()) }).await;
    assert_eq!(bench.look("/sent").await["sent"][0]["context"], json!(question.id));
}

#[tokio::test]
async fn a_reaction_is_put_on_a_message_and_taken_off() {
    let bench = Bench::open().await;
    let question = bench.hear(json!({"person": "Анна Корнеева", "text": "Спасибо!"})).await;
    let anna = Recipient::Person(question.sender.clone());
    for emoji in [Some("🍵".to_owned()), None] {
        let reaction = Outgoing::Reaction { target: question.id.clone(), emoji: emoji.clone() };
        let id = bench.accepted(&anna, &reaction).await;
        bench.status(&id, DeliveryStatus::Sent).await;
    }
    let sent = bench.look("/sent").await;
    assert_eq!(sent["sent"][0]["body"]["emoji"], "🍵");
    assert_eq!(sent["sent"][1]["body"]["emoji"], "");
}

#[tokio::test]
async fn a_template_reaches_somebody_who_never_wrote() {
    let bench = Bench::open().await;
    let templates = bench.provider.templates().await.unwrap();
    let utility = |one: &&domain::template::Template| one.category == TemplateCategory::Utility && !one.beyond_us;
    let usable: Vec<_> = templates.iter().filter(utility).filter(|one| one.status == "APPROVED").collect();
    assert!(usable.iter().any(|one| one.named) && usable.iter().any(|one| !one.named), "both ways of naming blanks");
    let erzhan = Recipient::Person(bench.person("Ержан Бекенов").await);
    for template in usable {
        let filled = template.fill(|name| Some(format!("value {name}"))).unwrap();
        let id = bench.accepted(&erzhan, &message(Content::Template(filled))).await;
        bench.status(&id, DeliveryStatus::Sent).await;
    }
}

#[tokio::test]
async fn a_wrongly_filled_template_is_refused_with_its_reason() {
    let bench = Bench::open().await;
    let templates = bench.provider.templates().await.unwrap();
    let positional = |one: &&domain::template::Template| !one.named && !one.body_blanks.is_empty() && !one.beyond_us;
    let template = templates.iter().filter(|one| one.status == "APPROVED").find(positional).unwrap();
    let mut filled: TemplateMessage = template.fill(|_| Some("x".into())).unwrap();
    filled.body_values.push(TemplateValue { name: None, text: "one too many".into(), group: None });
    let anna = Recipient::Person(bench.person("Анна Корнеева").await);
    let result = bench.send(&anna, &message(Content::Template(filled))).await;
    crate::outcomes::assert_refused(&result, "template_parameters", Some(132_000));
}

#[tokio::test]
async fn somebody_without_a_phone_is_written_to_by_the_id_alone() {
    let bench = Bench::open().await;
    let hello = bench.hear(json!({"person": "Олег П.", "text": "Привет"})).await;
    assert_eq!(hello.sender.phone, None, "Олег hides his phone");
    let oleg = Recipient::Person(hello.sender);
    let id = bench.accepted(&oleg, &text("Здравствуйте, Олег")).await;
    let update = bench.status(&id, DeliveryStatus::Delivered).await;
    let Recipient::Person(oleg) = oleg else { panic!("a person") };
    assert_eq!(update.recipient.unwrap().user_id, oleg.user_id);
}

#[tokio::test]
async fn a_group_hears_it_and_each_participant_gets_it() {
    let bench = Bench::open().await;
    let said = bench.hear(json!({"person": "Саша", "group": "Поставщики · Юг", "text": "Машина выехала"})).await;
    let group = bench.group("Поставщики · Юг").await;
    assert_eq!(said.place, domain::event::Place::Group(group.clone()));
    let id = bench.accepted(&Recipient::Group(group.clone()), &text("Ждём до шести.")).await;
    let sent = bench.status(&id, DeliveryStatus::Sent).await;
    assert_eq!((sent.group, sent.participant), (Some(group), None));
    let delivered = bench.status(&id, DeliveryStatus::Delivered).await;
    assert!(delivered.participant.is_some(), "{delivered:?}");
}

#[tokio::test]
async fn our_own_correlation_text_comes_back_with_the_price_in_the_statuses() {
    let bench = Bench::open().await;
    let anna = bench.wrote("Анна Корнеева").await;
    let id = id_of(bench.send_with(&anna, &text("Да"), "meta:1/command-42", None).await);
    let update = bench.status(&id, DeliveryStatus::Sent).await;
    assert_eq!(update.callback.as_deref(), Some("meta:1/command-42"));
    assert_eq!(update.pricing.unwrap().category.as_deref(), Some("service"));
}
