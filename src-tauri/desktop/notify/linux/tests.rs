//! The adapter on a real bus, with a daemon that answers as the test says.

use domain::ChatId;
use domain::notify::Importance;
use engine::ports::{Ability, Act, Acted, Banner, BannerAction, Notifier, NotifierAbilities};
use tokio::sync::broadcast;

use super::Notifications;
use super::fake::{Asked, Bus, Daemon, soon};
use crate::notify::Beside;

const EVERYTHING: &[&str] = &["actions", "body", "body-markup", "inline-reply"];

pub fn banner(key: &str, chat: i64) -> Banner {
    Banner {
        key: key.into(),
        chat: Some(ChatId(chat)),
        message: None,
        title: "Анна Корнеева".into(),
        body: "Есть ли сенча?".into(),
        count: 1,
        importance: Importance::Active,
        urgent: false,
        actions: vec![
            (BannerAction::Reply, "Ответить".into()),
            (BannerAction::MarkRead, "Прочитано".into()),
            (BannerAction::Snooze, "Через час".into()),
            (BannerAction::Mute, "Без звука".into()),
        ],
    }
}

fn on(bus: &Bus) -> (Notifications, broadcast::Receiver<Acted>) {
    let beside = Beside { attention: Box::new(|| {}), tray: Box::new(|| false) };
    let notifications = Notifications::begin_on(Some(bus.address.clone()), beside);
    let acted = notifications.acted();
    (notifications, acted)
}

async fn act(acted: &mut broadcast::Receiver<Acted>) -> (String, Act) {
    let acted = soon(acted.recv()).await.unwrap();
    (acted.key, acted.act)
}

fn asked(replaces: u32, summary: &str, body: &str, actions: &[&str], urgency: u8) -> Asked {
    let actions = actions.iter().map(|word| (*word).to_owned()).collect();
    Asked::Notify { replaces, summary: summary.into(), body: body.into(), actions, urgency }
}

/// What each test needs; it ends where this machine has no bus to start.
macro_rules! bus {
    () => {
        match Bus::start().await {
            Some(bus) => bus,
            None => return eprintln!("there is no dbus-daemon on this machine: nothing was tested"),
        }
    };
}

#[tokio::test]
async fn annas_banner_has_her_words_and_four_buttons_and_the_next_one_replaces_it() {
    let bus = bus!();
    let mut daemon = Daemon::start(&bus, EVERYTHING, None, 6).await;
    let (notifications, mut acted) = on(&bus);
    let buttons = [
        "default",
        "",
        "inline-reply",
        "Ответить",
        "mark-read",
        "Прочитано",
        "snooze",
        "Через час",
        "mute",
        "Без звука",
    ];
    notifications.show(banner("anna", 1));
    assert_eq!(daemon.asked().await, asked(0, "Анна Корнеева", "Есть ли сенча?", &buttons, 1));
    assert_eq!(act(&mut acted).await, ("anna".into(), Act::Shown));
    notifications.show(Banner { count: 4, importance: Importance::Critical, ..banner("anna", 1) });
    assert_eq!(daemon.asked().await, asked(7, "Анна Корнеева (4)", "Есть ли сенча?", &buttons, 2));
    notifications.withdraw("anna");
    assert_eq!(daemon.asked().await, Asked::Close(7));
}

#[tokio::test]
async fn what_is_done_with_a_banner_comes_back_and_puts_it_away() {
    let bus = bus!();
    let mut daemon = Daemon::start(&bus, EVERYTHING, None, 0).await;
    let (notifications, mut acted) = on(&bus);
    let done = [
        (1, "mark-read", Act::Pressed(BannerAction::MarkRead)),
        (2, "snooze", Act::Pressed(BannerAction::Snooze)),
        (3, "mute", Act::Pressed(BannerAction::Mute)),
        (4, "default", Act::Opened),
    ];
    for (id, action, expected) in done {
        notifications.show(banner("anna", 1));
        daemon.asked().await;
        assert_eq!(act(&mut acted).await.1, Act::Shown);
        daemon.press(id, action).await;
        assert_eq!(act(&mut acted).await, ("anna".into(), expected));
        assert_eq!(daemon.asked().await, Asked::Close(id));
    }
    notifications.show(banner("anna", 1));
    daemon.asked().await;
    assert_eq!(act(&mut acted).await.1, Act::Shown);
    // Some daemons say first that the field was used; the words are what counts.
    daemon.press(5, "inline-reply").await;
    daemon.reply(5, "Да, сенча есть").await;
    assert_eq!(act(&mut acted).await.1, Act::Replied("Да, сенча есть".into()));
    assert_eq!(daemon.asked().await, Asked::Close(5));
}

#[tokio::test]
async fn a_banner_that_went_is_forgotten_and_a_strangers_is_none_of_ours() {
    let bus = bus!();
    let mut daemon = Daemon::start(&bus, EVERYTHING, None, 0).await;
    let (notifications, mut acted) = on(&bus);
    notifications.show(banner("anna", 1));
    daemon.asked().await;
    assert_eq!(act(&mut acted).await.1, Act::Shown);
    daemon.press(99, "default").await;
    daemon.closes(1).await;
    // The answer comes behind both signals.
    notifications.abilities().await;
    notifications.withdraw("anna");
    notifications.show(banner("anna", 1));
    assert!(matches!(daemon.asked().await, Asked::Notify { replaces: 0, .. }), "nothing was left to close or replace");
    assert_eq!(act(&mut acted).await.1, Act::Shown);
    assert!(daemon.is_idle());
}

#[tokio::test]
async fn a_daemon_gets_no_more_than_it_understands() {
    let bus = bus!();
    let mut daemon = Daemon::start(&bus, &["actions", "body-markup"], None, 0).await;
    let (notifications, _acted) = on(&bus);
    let mean = Banner {
        body: "2 < 3 & <b>чай</b>\0".into(),
        actions: vec![(BannerAction::Reply, "Ответить".into()), (BannerAction::Mute, "Без звука".into())],
        importance: Importance::Passive,
        ..banner("anna", 1)
    };
    notifications.show(mean.clone());
    let escaped = "2 &lt; 3 &amp; &lt;b&gt;чай&lt;/b&gt;";
    assert_eq!(daemon.asked().await, asked(0, "Анна Корнеева", escaped, &["default", "", "mute", "Без звука"], 0));
    daemon.end().await;
    let mut plain = Daemon::start(&bus, &["body"], None, 0).await;
    notifications.abilities().await;
    notifications.show(mean);
    assert_eq!(plain.asked().await, asked(0, "Анна Корнеева", "2 < 3 & <b>чай</b>", &[], 0));
}

#[tokio::test]
async fn a_daemon_that_goes_and_comes_back_is_used_again() {
    let bus = bus!();
    let (notifications, mut acted) = on(&bus);
    assert_eq!(notifications.abilities().await, NotifierAbilities::default(), "there is none yet");
    notifications.show(banner("anna", 1));
    let mut daemon = Daemon::start(&bus, EVERYTHING, None, 0).await;
    let abilities = notifications.abilities().await;
    assert_eq!(
        (abilities.banner, abilities.actions, abilities.reply),
        (Ability::Works, Ability::Works, Ability::Works)
    );
    assert_eq!((abilities.tray, abilities.program.as_deref()), (Ability::Absent, Some("fake")));
    notifications.show(banner("anna", 1));
    assert!(matches!(daemon.asked().await, Asked::Notify { replaces: 0, .. }));
    assert_eq!(act(&mut acted).await.1, Act::Shown);
    daemon.end().await;
    assert_eq!(notifications.abilities().await, NotifierAbilities::default());
    let mut next = Daemon::start(&bus, &["actions"], None, 0).await;
    assert_eq!(notifications.abilities().await.reply, Ability::Absent);
    notifications.show(banner("anna", 1));
    assert!(matches!(next.asked().await, Asked::Notify { replaces: 0, .. }), "its numbers are not the old one's");
    assert_eq!(act(&mut acted).await.1, Act::Shown);
}

#[tokio::test]
async fn the_desktops_do_not_disturb_is_told_as_it_changes() {
    let bus = bus!();
    let (notifications, _acted) = on(&bus);
    let mut focus = notifications.focus();
    let daemon = Daemon::start(&bus, EVERYTHING, Some(true), 0).await;
    soon(focus.wait_for(|focus| *focus == Some(true))).await.unwrap();
    daemon.inhibit(false).await;
    soon(focus.wait_for(|focus| *focus == Some(false))).await.unwrap();
    daemon.end().await;
    soon(focus.wait_for(Option::is_none)).await.unwrap();
    let _silent = Daemon::start(&bus, EVERYTHING, None, 0).await;
    assert_eq!(notifications.abilities().await.banner, Ability::Works);
    assert_eq!(*focus.borrow(), None, "this one does not say");
}

#[tokio::test]
async fn without_a_bus_nothing_is_shown_and_nothing_breaks() {
    let beside = Beside { attention: Box::new(|| {}), tray: Box::new(|| false) };
    let notifications = Notifications::begin_on(Some("unix:path=/nowhere/bus".into()), beside);
    notifications.show(banner("anna", 1));
    notifications.withdraw("anna");
    assert_eq!(soon(notifications.abilities()).await, NotifierAbilities::default());
    assert_eq!(*notifications.focus().borrow(), None);
}
