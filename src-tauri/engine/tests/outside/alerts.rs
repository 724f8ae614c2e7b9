//! What is shown and heard when somebody writes.

use std::sync::Arc;

use contract::alert_health::{Attempt, Try};
use contract::change::ChangeKind;
use contract::chat::{ChatFilter, ChatUpdate};
use contract::{Commands, ErrorCode};
use domain::decision::ChatChange;
use domain::delivery::DeliveryStatus;
use domain::notify::{Manner, Sound};
use domain::time::MINUTE;
use serde_json::json;
use tempfile::TempDir;

use crate::desk::{Desk, command};
use crate::ports::Recorded;
use crate::town::{ANNA, TOMAS, Town, YERZHAN};

#[tokio::test]
async fn anna_writes_and_mira_sees_a_row_an_unread_count_and_a_banner_and_hears_the_kettle() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть ещё габа?").await;
    let row = desk.row(ANNA).await;
    assert_eq!((row.unread, row.new), (1, true));
    assert_eq!(row.last.unwrap().words, "Есть ещё габа?");
    assert_eq!(row.phone_masked.as_deref(), Some("+7 ••• •••-41-08"));
    desk.eventually("a sound", async || (!desk.ports.rung().is_empty()).then_some(())).await;
    let [banner] = desk.ports.up().try_into().unwrap();
    assert_eq!((banner.title.as_str(), banner.body.as_str(), banner.count), (ANNA, "Есть ещё габа?", 1));
    assert_eq!(banner.chat, Some(row.chat_id));
    assert_eq!(desk.ports.rung(), [Sound::Kettle]);
    desk.engine.badge().wait_for(|unread| *unread == 1).await.unwrap();
}

#[tokio::test]
async fn a_message_asks_mira_for_no_leave_and_trying_a_banner_does() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    desk.eventually("a banner", async || desk.ports.up().pop()).await;
    assert_eq!(desk.ports.asked(), 0);
    assert!(desk.engine.alert_try(Try { what: Attempt::Banner }).await.unwrap().confirmed);
    assert_eq!(desk.ports.asked(), 1);
}

#[tokio::test]
async fn five_messages_of_anna_are_one_banner_that_counts_and_one_ring() {
    let desk = Desk::open().await;
    for number in 1..=5 {
        desk.town.write(ANNA, &format!("Сообщение {number}")).await;
    }
    desk.eventually("the banner counts five", async || {
        let up = desk.ports.up();
        (up.len() == 1 && up[0].count == 5 && !desk.ports.rung().is_empty()).then_some(())
    })
    .await;
    assert_eq!(desk.ports.up()[0].body, "Сообщение 5");
    assert_eq!(desk.ports.rung(), [Sound::Kettle]);
}

#[tokio::test]
async fn in_the_open_chat_of_a_focused_window_there_is_a_tick_and_no_banner() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat = desk.chat(ANNA).await;
    desk.eventually("the first ring", async || (desk.ports.rung().len() == 1).then_some(())).await;
    desk.read(chat).await;
    desk.eventually("the banner is taken away", async || desk.ports.up().is_empty().then_some(())).await;
    desk.look_at(Some(chat)).await;
    desk.pass(MINUTE).await;
    desk.town.write(ANNA, "И ещё вопрос").await;
    desk.eventually("the tick", async || (desk.ports.rung().len() == 2).then_some(())).await;
    assert_eq!(desk.ports.rung(), [Sound::Kettle, Sound::Tick]);
    assert!(desk.ports.up().is_empty(), "the operator sees it anyway");
}

#[tokio::test]
async fn reading_and_answering_take_the_banner_away() {
    let desk = Desk::open().await;
    for person in [ANNA, TOMAS] {
        desk.town.write(person, "Hello?").await;
    }
    desk.eventually("two banners", async || (desk.ports.up().len() == 2).then_some(())).await;
    let (anna, tomas) = (desk.chat(ANNA).await, desk.chat(TOMAS).await);
    desk.read(anna).await;
    desk.eventually("Anna's is gone", async || (desk.ports.up().len() == 1).then_some(())).await;
    desk.reply(tomas, "Hello Tomás").await;
    desk.eventually("both are gone", async || desk.ports.up().is_empty().then_some(())).await;
}

#[tokio::test]
async fn a_finished_chat_takes_its_banner_with_it_and_does_not_count() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Спасибо!").await;
    desk.eventually("a banner", async || (desk.ports.up().len() == 1).then_some(())).await;
    let chat_id = desk.chat(ANNA).await;
    let request = ChatUpdate { command_id: command(), chat_id, change: ChatChange::Done };
    desk.engine.chat_update(request).await.unwrap();
    desk.eventually("no banner", async || desk.ports.up().is_empty().then_some(())).await;
    let mut badge = desk.engine.badge();
    badge.wait_for(|unread| *unread == 0).await.unwrap();
    desk.town.write(ANNA, "Ой, ещё одно").await;
    badge.wait_for(|unread| *unread == 1).await.unwrap();
    assert_eq!(desk.rows(ChatFilter::Done).await.len(), 0, "a new message opens it again");
}

#[tokio::test]
async fn a_photo_without_words_is_named_by_what_it_is() {
    let desk = Desk::open().await;
    desk.town.say(json!({"person": ANNA, "type": "image"})).await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    assert_eq!(banner.body, "Photo");
}

#[tokio::test]
async fn a_click_on_the_banner_asks_the_screen_to_open_the_chat() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Можно забрать сегодня?").await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    let mut changes = desk.engine.changes();
    desk.ports.click(&banner);
    let open = loop {
        let batch = changes.recv().await.unwrap();
        if let Some(open) = batch.changes.into_iter().find(|change| change.kind == ChangeKind::Open) {
            break open;
        }
    };
    assert_eq!((open.chats, open.message), (banner.chat.into_iter().collect(), banner.message));
}

#[tokio::test]
async fn what_waited_before_the_first_start_is_one_summary_and_no_ring() {
    let desk = Desk::open().await;
    for (person, words) in [(ANNA, "Первое"), (TOMAS, "Second"), (YERZHAN, "Третье")] {
        desk.town.write(person, words).await;
    }
    desk.eventually("three banners", async || (desk.ports.up().len() == 3).then_some(())).await;
    let (town, _, folder) = desk.close().await;
    // Without its tables the journal is all new to the reactors, as after a copy to another machine.
    for file in ["console.db", "console.db-wal", "console.db-shm"] {
        let path = folder.path().join(file);
        if path.exists() {
            std::fs::remove_file(path).unwrap();
        }
    }
    let ports = Arc::new(Recorded::with(town.credentials()));
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    let [summary] = desk.ports.shown().try_into().unwrap();
    assert_eq!((summary.body.as_str(), summary.chat), ("3 unread chats", None));
    assert_eq!(desk.ports.rung(), []);
}

#[tokio::test]
async fn what_was_written_while_the_desk_was_closed_is_one_summary_and_no_ring() {
    let (town, ports, folder) = Desk::open().await.close().await;
    for person in [ANNA, TOMAS, YERZHAN] {
        town.control("/say", json!({"person": person, "text": "Anybody there?"})).await;
    }
    town.pass(10 * MINUTE).await;
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    // The provider knows where the desk is again only now; what it could not deliver it brings to the new address.
    for person in [ANNA, TOMAS, YERZHAN] {
        let at = (desk.town.look("").await["now"].as_i64().unwrap() - 10 * MINUTE) / 1_000;
        let value = late(&desk.town, person, at).await;
        desk.town.control("/event", json!({"field": "messages", "value": value})).await;
    }
    let up = desk.eventually("a summary of three", async || {
        Some(desk.ports.up()).filter(|up| up.iter().any(|banner| banner.count == 3))
    });
    assert_eq!(up.await.len(), 1, "one banner stands for all");
    assert_eq!(desk.ports.rung(), []);
}

/// A message of the person as it would have been posted, written at that second.
async fn late(town: &Town, person: &str, at: i64) -> serde_json::Value {
    let people = town.look("").await["people"].clone();
    let found = people.as_array().unwrap().iter().find(|one| one["name"] == person).unwrap().clone();
    let phone = found["phone"].as_str().unwrap().trim_start_matches('+').to_owned();
    json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": town.hello.phone_number_id},
        "contacts": [{"profile": {"name": person}, "wa_id": phone, "user_id": found["user_id"]}],
        "messages": [{"from": phone, "from_user_id": found["user_id"], "id": format!("wamid.late{phone}"),
            "timestamp": at.to_string(), "type": "text", "text": {"body": "Anybody there?"}}]})
}

#[tokio::test]
async fn what_could_not_be_delivered_knocks_and_says_so() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Когда заказ?").await;
    let chat = desk.chat(ANNA).await;
    desk.eventually("the first ring", async || (desk.ports.rung().len() == 1).then_some(())).await;
    desk.pass(MINUTE).await;
    desk.town.trouble(json!({"kind": "fail_with", "count": 1, "value": 131_026})).await;
    let id = desk.reply(chat, "Завтра").await;
    let failed = desk.reaches(chat, id, DeliveryStatus::Failed).await;
    assert_eq!(failed.reason.unwrap().code, Some(131_026));
    desk.eventually("a knock", async || desk.ports.rung().contains(&Sound::Knock).then_some(())).await;
    assert_eq!(desk.ports.up().pop().unwrap().body, "Not delivered: Завтра");
    assert!(desk.row(ANNA).await.waiting_since.is_some(), "Anna still waits for an answer");
}

#[tokio::test]
async fn what_could_not_be_delivered_is_called_so_before_strangers_without_its_words() {
    let desk = Desk::open().await;
    let presenting = Manner { presenter: true, ..Manner::default() };
    desk.engine.notification_manner_save(presenting).await.unwrap();
    desk.town.write(ANNA, "Когда заказ?").await;
    let chat = desk.chat(ANNA).await;
    // Told later than the failure, her message would stand in the place of it.
    desk.eventually("her message is told", async || (!desk.ports.up().is_empty()).then_some(())).await;
    desk.town.trouble(json!({"kind": "fail_with", "count": 1, "value": 131_026})).await;
    let id = desk.reply(chat, "Завтра").await;
    desk.reaches(chat, id, DeliveryStatus::Failed).await;
    let told =
        desk.eventually("a banner", async || desk.ports.up().into_iter().find(|banner| banner.body == "Not delivered"));
    assert_eq!(told.await.title, "Switchboard");
}

#[tokio::test]
async fn a_desk_without_a_folder_of_its_own_is_refused() {
    let desk = Desk::open().await;
    let (data, town) = (desk.folder.path().to_owned(), &desk.town);
    let ports = Arc::new(Recorded::with(town.credentials()));
    let options = engine::Options {
        data,
        api_base: None,
        connect_base: None,
        listen: "127.0.0.1:0".parse().unwrap(),
        tls: None,
        consoles: None,
        credentials: ports.clone(),
        notifier: ports.clone(),
        sound: ports.clone(),
        files: ports.clone(),
        startup: ports.clone(),
        places: ports.clone(),
        log: ports,
        abilities: contract::workspace::Abilities::default(),
        operator: "Somebody else".to_owned(),
    };
    let held = engine::Engine::start(options).await.err();
    assert_eq!(held.map(|error| error.code()), Some(ErrorCode::Held));
    let elsewhere = TempDir::new().unwrap();
    assert!(engine::inspect(elsewhere.path()).is_err(), "nothing was ever there");
}
