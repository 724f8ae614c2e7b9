//! What is read from the provider, and marks that may be repeated.

use domain::ProviderMessageId;
use domain::profile::{BusinessProfile, ProfileChange};
use domain::template::TemplateCategory;
use providers::{AskReply, Connection, MediaUpload, Retry};
use serde_json::json;

use crate::bench::Bench;

#[tokio::test]
async fn the_number_tells_its_phone_and_name() {
    let bench = Bench::open().await;
    let number = bench.provider.number().await.unwrap();
    assert_eq!(number.name, "Polar Tea");
    assert!(number.display_phone.starts_with('+'), "{}", number.display_phone);
    assert_eq!(number.portfolio.as_deref(), Some(bench.town.hello.waba_id.as_str()));
}

#[tokio::test]
async fn events_and_the_number_name_the_same_account_and_portfolio() {
    let bench = Bench::open().await;
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": bench.town.hello.waba_id, "changes": [
        {"field": "messages", "value": {"metadata": {"phone_number_id": bench.town.hello.phone_number_id}}}]}]});
    let found = providers::webhook::parse("meta", body.to_string().as_bytes(), domain::Timestamp(1)).remove(0);
    assert_eq!(found.account.as_ref(), Some(&bench.connection.account));
    assert_eq!(found.portfolio, bench.provider.number().await.unwrap().portfolio);
}

#[tokio::test]
async fn every_template_is_read_in_every_state() {
    let bench = Bench::open().await;
    let templates = bench.provider.templates().await.unwrap();
    let ready = templates.iter().find(|one| one.name == "order_ready").unwrap();
    assert_eq!((ready.category, ready.status.as_str()), (TemplateCategory::Utility, "APPROVED"));
    assert!(!ready.body_blanks.is_empty(), "{ready:?}");
    for state in ["PAUSED", "REJECTED"] {
        assert!(templates.iter().any(|one| one.status == state), "none is {state}");
    }
}

#[tokio::test]
async fn the_profile_is_read_changed_in_part_and_refused_with_the_word() {
    let bench = Bench::open().await;
    let before = bench.provider.profile().await.unwrap();
    assert!(before.picture.is_some_and(|picture| picture.starts_with(&[0xff, 0xd8])), "a JPEG");
    let change = ProfileChange { email: Some(String::new()), ..ProfileChange::default() };
    assert_eq!(bench.provider.change_profile(&change, None).await, AskReply::Done);
    let after = bench.provider.profile().await.unwrap().profile;
    assert_eq!(after, BusinessProfile { email: String::new(), ..before.profile });
    let wrong = ProfileChange { vertical: Some("ALCHEMY".into()), ..ProfileChange::default() };
    let AskReply::Refused { reason } = bench.provider.change_profile(&wrong, None).await else {
        panic!("it was taken")
    };
    assert_eq!((reason.reason.as_str(), reason.code), ("parameter", Some(100)));
}

#[tokio::test]
async fn a_picture_is_put_there_and_named_by_its_handle() {
    let bench = Bench::open().await;
    let picture = |width, height| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let bytes = bytes.into_inner().into();
        Some(MediaUpload { bytes, mime: "image/png".into(), filename: None })
    };
    let change = ProfileChange { picture: Some("00ff".into()), ..ProfileChange::default() };
    assert_eq!(bench.provider.change_profile(&change, picture(200, 200)).await, AskReply::Done);
    let shown = bench.provider.profile().await.unwrap().picture.unwrap();
    assert_eq!(Some(shown), picture(200, 200).map(|picture| picture.bytes));
    let refused = bench.provider.change_profile(&change, picture(200, 100)).await;
    assert!(matches!(&refused, AskReply::Refused { reason } if reason.reason == "parameter"), "{refused:?}");
}

#[tokio::test]
async fn every_line_of_business_that_is_offered_is_taken() {
    let bench = Bench::open().await;
    let limits = bench.provider.capabilities().profile.unwrap();
    for vertical in limits.verticals {
        let change = ProfileChange { vertical: Some(vertical.clone()), ..ProfileChange::default() };
        assert_eq!(bench.provider.change_profile(&change, None).await, AskReply::Done, "{vertical}");
    }
}

#[tokio::test]
async fn groups_are_read_with_who_is_in_them() {
    let bench = Bench::open().await;
    let groups = bench.provider.groups().await.unwrap();
    let club = groups.iter().find(|group| group.subject == "Tea Club · Almaty").unwrap();
    assert_eq!(club.participants.len(), 6);
    assert!(club.participants.iter().all(|person| !person.is_nobody()));
    assert!(!club.suspended);
    let without_phone = club.participants.iter().filter(|person| person.phone.is_none()).count();
    assert_eq!(without_phone, 1, "Олег hides his phone");
    let suspended: Vec<_> = groups.iter().filter(|group| group.suspended).map(|group| &group.subject).collect();
    assert!(suspended.len() <= 1, "{suspended:?}");
}

#[tokio::test]
async fn a_number_that_may_not_have_groups_says_so() {
    let bench = Bench::open().await;
    bench.control("/trouble", json!({"kind": "oba_false"})).await;
    let error = bench.provider.groups().await.unwrap_err();
    assert_eq!((error.reason, error.code, error.retry), ("no_groups", Some(131_215), Retry::Never));
}

#[tokio::test]
async fn marking_as_read_may_be_repeated_and_shows_the_typing() {
    let bench = Bench::open().await;
    let said = bench.hear(json!({"person": "Анна Корнеева", "text": "?"})).await;
    bench.provider.mark_read(&said.id, false).await.unwrap();
    bench.provider.mark_read(&said.id, true).await.unwrap();
    assert_eq!(bench.look("").await["marked_read"], json!([said.id, said.id]));
    let error = bench.provider.mark_read(&ProviderMessageId::from("wamid.none"), false).await.unwrap_err();
    assert_eq!((error.reason, error.retry), ("parameter", Retry::Never));
}

#[tokio::test]
async fn groups_are_not_marked_as_read_because_the_account_says_it_cannot() {
    let bench = Bench::open().await;
    assert!(!bench.provider.capabilities().marks_groups_read);
    let said = bench.hear(json!({"person": "Саша", "group": "Поставщики · Юг", "text": "?"})).await;
    assert_eq!(bench.provider.mark_read(&said.id, false).await.unwrap_err().reason, "unsupported_kind");
}

#[tokio::test]
async fn with_a_wrong_token_every_read_says_that_it_is_the_token() {
    let bench = Bench::open().await;
    let provider = providers::connect(Connection { token: "other".into(), ..bench.connection.clone() }).unwrap();
    let errors = [
        provider.number().await.unwrap_err(),
        provider.templates().await.unwrap_err(),
        provider.groups().await.unwrap_err(),
        provider.media("1").await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!((error.reason, error.code, error.retry), ("token_expired", Some(190), Retry::Never));
        assert!(!error.to_string().contains("other"), "{error}");
    }
}
