//! What is done with banners without the window, what they show, and what alerts once more.

use contract::Commands;
use contract::chat::{ChatRequest, Draft};
use contract::notification::{HistoryRequest, Level};
use domain::notify::{Fields, Manner, Preview, Rule, Sound};
use domain::time::MINUTE;
use engine::ports::{Act, BannerAction, Tone};

use crate::desk::{Desk, text};
use crate::quiet::set;
use crate::town::{ANNA, TOMAS};

#[tokio::test]
async fn a_banner_is_answered_read_and_muted_without_the_window() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть ли сенча?").await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    let offered: Vec<BannerAction> = banner.actions.iter().map(|(action, _)| *action).collect();
    assert_eq!(offered, [BannerAction::Reply, BannerAction::MarkRead, BannerAction::Snooze, BannerAction::Mute]);
    desk.ports.act(&banner, Act::Replied("Да, есть".into()));
    let anna = desk.chat(ANNA).await;
    desk.eventually("the answer", async || (desk.newest(anna).await.content == text("Да, есть")).then_some(())).await;
    desk.eventually("it is read", async || (desk.row(ANNA).await.unread == 0).then_some(())).await;
    desk.pass(MINUTE).await;
    desk.town.write(TOMAS, "Hello?").await;
    let banner = desk.eventually("another banner", async || desk.ports.up().pop()).await;
    desk.ports.act(&banner, Act::Pressed(BannerAction::MarkRead));
    desk.eventually("it is read too", async || (desk.row(TOMAS).await.unread == 0).then_some(())).await;
    desk.ports.act(&banner, Act::Pressed(BannerAction::Mute));
    desk.eventually("it is muted", async || desk.row(TOMAS).await.mute.map(|_| ())).await;
}

#[tokio::test]
async fn an_answer_typed_into_a_banner_too_late_is_kept_as_a_draft_and_mira_is_told() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть ли сенча?").await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    let anna = desk.chat(ANNA).await;
    let begun = Draft { chat_id: anna, body: "Здравствуйте!".into(), note: false, reply_to: None };
    desk.engine.draft_save(begun).await.unwrap();
    desk.pass(25 * 60 * MINUTE).await;
    desk.ports.act(&banner, Act::Replied("Да, есть".into()));
    let told = desk.eventually("a banner that tells", async || {
        desk.ports.up().into_iter().find(|banner| banner.body == "Not sent, kept as a draft")
    });
    assert_eq!(told.await.chat, Some(anna));
    let detail = desk.engine.chat(ChatRequest { chat_id: anna }).await.unwrap();
    assert_eq!(detail.draft.map(|draft| draft.body), Some("Здравствуйте!\nДа, есть".into()));
    assert!(desk.town.texts().await.is_empty(), "nothing left");
}

#[tokio::test]
async fn a_message_that_came_after_the_banner_is_not_read_by_its_button() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть ли сенча?").await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    desk.town.write(ANNA, "И улун?").await;
    desk.eventually("two unread", async || (desk.row(ANNA).await.unread == 2).then_some(())).await;
    desk.ports.act(&banner, Act::Pressed(BannerAction::MarkRead));
    desk.eventually("what the banner showed is read", async || (desk.row(ANNA).await.unread == 1).then_some(())).await;
}

#[tokio::test]
async fn who_waits_too_long_alerts_once_more_at_full_volume() {
    let desk = Desk::open().await;
    set(&desk, Level::App, Fields { volume: Some(40), ..Fields::default() }).await;
    let again = Manner { again_after: Some(5), again_louder: true, ..Manner::default() };
    desk.engine.notification_manner_save(again).await.unwrap();
    desk.town.write(ANNA, "Есть кто?").await;
    desk.eventually("the first ring", async || (desk.ports.tones().len() == 1).then_some(())).await;
    desk.pass(6 * MINUTE).await;
    desk.eventually("once more", async || (desk.ports.tones().len() == 2).then_some(())).await;
    assert_eq!(desk.ports.tones(), [(Tone::Own(Sound::Kettle), 40), (Tone::Own(Sound::Drop), 100)]);
    assert_eq!(desk.ports.up().pop().map(|banner| banner.body), Some("Still waiting: Есть кто?".into()));
    let anna = desk.chat(ANNA).await;
    let kept = HistoryRequest { chat: Some(anna), message: None, before: None, limit: 1 };
    let history = desk.engine.notification_history(kept).await.unwrap();
    let last = &history.decisions[0].verdict;
    assert_eq!((last.outcome.volume, last.trace.last().map(|step| step.rule)), (100, Some(Rule::Unanswered)));
}

#[tokio::test]
async fn several_who_wait_too_long_are_one_banner_also_after_a_start() {
    let desk = Desk::open().await;
    let again = Manner { again_after: Some(5), ..Manner::default() };
    desk.town.write(ANNA, "Есть кто?").await;
    desk.town.write(TOMAS, "Anybody?").await;
    desk.chat(ANNA).await;
    desk.chat(TOMAS).await;
    desk.pass(6 * MINUTE).await;
    desk.engine.notification_manner_save(again).await.unwrap();
    let several = async |desk: &Desk| {
        desk.eventually("one banner of both", async || {
            desk.ports.up().into_iter().find(|banner| banner.body == "Still waiting: 2 chats")
        })
        .await
    };
    several(&desk).await;
    assert!(!desk.ports.up().iter().any(|banner| banner.body.starts_with("Still waiting: A")), "none of its own");
    let (town, ports, folder) = desk.close().await;
    ports.put_away();
    let desk = Desk::sit_down(town, ports, folder).await;
    several(&desk).await;
}

#[tokio::test]
async fn a_banner_shows_no_more_than_it_may() {
    let desk = Desk::open().await;
    set(&desk, Level::App, Fields { preview: Some(Preview::Sender), ..Fields::default() }).await;
    desk.town.write(ANNA, "Мой адрес: Абая 1").await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    assert_eq!((banner.title.as_str(), banner.body.as_str()), (ANNA, "New message"));
    let presenting = Manner { presenter: true, ..Manner::default() };
    desk.engine.notification_manner_save(presenting).await.unwrap();
    desk.town.write(TOMAS, "My address").await;
    let hidden = desk.eventually("a banner of nobody", async || {
        desk.ports.up().into_iter().find(|banner| banner.title == "Switchboard")
    });
    assert_eq!(hidden.await.body, "New message");
}

#[tokio::test]
async fn what_names_the_operator_goes_before_other_banners() {
    let desk = Desk::open().await;
    let words = Manner { words: vec!["брак".to_owned()].into(), ..Manner::default() };
    desk.engine.notification_manner_save(words).await.unwrap();
    desk.town.write(TOMAS, "Hello").await;
    let plain = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    desk.read(desk.chat(TOMAS).await).await;
    desk.town.write(ANNA, "В посылке брак").await;
    let urgent = desk
        .eventually("a banner", async || desk.ports.up().into_iter().find(|banner| banner.body == "В посылке брак"));
    assert_eq!((plain.urgent, urgent.await.urgent), (false, true));
}

#[tokio::test]
async fn of_banners_that_could_not_be_shown_one_tells_until_something_is_read() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть ли сенча?").await;
    desk.town.write(TOMAS, "Hello?").await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    desk.eventually("both are unread", async || (desk.row(TOMAS).await.unread == 1).then_some(())).await;
    desk.chat(ANNA).await;
    desk.ports.act(&banner, Act::LeftOut);
    let summary = async || desk.ports.up().into_iter().find(|banner| banner.chat.is_none());
    let told = desk.eventually("the summary", summary).await;
    assert_eq!((told.body.as_str(), told.count), ("2 unread chats", 2));
    desk.read(desk.chat(ANNA).await).await;
    desk.eventually("it is taken away", async || summary().await.is_none().then_some(())).await;
}
