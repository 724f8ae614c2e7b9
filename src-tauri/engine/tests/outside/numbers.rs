//! Several numbers side by side: each has its chats, windows, blocks, groups and profile, and people are known at all of them.

use std::sync::Arc;

use contract::chat::{ChatFilter, ChatRow};
use contract::consent::Whom;
use contract::group::{GroupCreate, GroupFilter, GroupsRequest};
use contract::member::ChatOpen;
use contract::profile::ProfileSave;
use contract::workspace::{AccountRequest, Nothing};
use contract::{Commands, ErrorCode};
use domain::AccountId;
use domain::delivery::DeliveryStatus;
use domain::profile::ProfileChange;
use pretty_assertions::assert_eq;
use serde_json::json;
use tempfile::TempDir;

use crate::desk::{Desk, command, text};
use crate::ports::Recorded;
use crate::town::{ANNA, TOMAS, Town};

const LISBON: &str = "+351 21 555 0101";

/// A desk with the number in London and one in Lisbon.
async fn open() -> (Desk, AccountId, AccountId) {
    let town = Town::wake().await;
    let opened = town.control("/number", json!({"name": "Polar Tea Lisboa", "phone": LISBON})).await;
    let lisbon = AccountId(format!("meta:{}", opened["phone_number_id"].as_str().unwrap()));
    let london = AccountId(format!("meta:{}", town.hello.phone_number_id));
    let ports = Arc::new(Recorded::with(town.credentials()));
    let desk = Desk::sit_down(town, ports, TempDir::new().unwrap()).await;
    desk.connected().await;
    (desk, london, lisbon)
}

async fn row_at(desk: &Desk, name: &str, account: &AccountId) -> ChatRow {
    let rows = desk.rows(ChatFilter::All).await;
    rows.into_iter().find(|row| row.title.as_deref() == Some(name) && row.account_id == *account).unwrap()
}

/// From which of the provider's numbers each message left, oldest first.
async fn left(desk: &Desk) -> Vec<AccountId> {
    let from = |sent: &serde_json::Value| AccountId(format!("meta:{}", sent["from"].as_str().unwrap()));
    desk.town.sent().await.iter().map(from).collect()
}

#[tokio::test]
async fn one_person_has_a_chat_at_each_number_and_is_answered_from_it() {
    let (desk, london, lisbon) = open().await;
    let workspace = desk.engine.workspace(Nothing {}).await.unwrap();
    let names: Vec<_> = workspace.accounts.into_iter().map(|one| (one.account_id, one.name.unwrap())).collect();
    let expected = [(london.clone(), "Polar Tea".to_owned()), (lisbon.clone(), "Polar Tea Lisboa".to_owned())];
    assert_eq!((names.as_slice(), workspace.name.as_str()), (expected.as_slice(), "Polar Tea"), "the older one leads");
    desk.town.write(ANNA, "Добрый день").await;
    desk.town.say(json!({"person": ANNA, "text": "Olá", "number": LISBON})).await;
    desk.eventually("both chats", async || {
        let rows = desk.rows(ChatFilter::All).await;
        (rows.iter().filter(|row| row.title.as_deref() == Some(ANNA)).count() == 2).then_some(())
    })
    .await;
    let (first, second) = (row_at(&desk, ANNA, &london).await, row_at(&desk, ANNA, &lisbon).await);
    assert_eq!(first.contact_id, second.contact_id, "the person is one");
    for chat in [&second, &first] {
        let sent = desk.reply(chat.chat_id, "👋").await;
        desk.reaches(chat.chat_id, sent, DeliveryStatus::Read).await;
    }
    assert_eq!(left(&desk).await, [lisbon, london]);
}

#[tokio::test]
async fn who_wrote_to_one_number_is_reached_at_the_other_but_its_window_is_closed() {
    let (desk, london, lisbon) = open().await;
    desk.town.write(TOMAS, "Hello").await;
    let chat = desk.chat(TOMAS).await;
    let contact_id = row_at(&desk, TOMAS, &london).await.contact_id.unwrap();
    let whom = Whom { account_id: lisbon.clone(), contact_id };
    let opened = desk.engine.chat_open(ChatOpen { command_id: command(), whom }).await.unwrap().chat_id.unwrap();
    assert_ne!(opened, chat);
    assert_eq!(desk.detail(opened).await.row.account_id, lisbon);
    assert_eq!(desk.try_send(opened, text("Olá")).await.unwrap_err().code, ErrorCode::WindowClosed);
    let sent = desk.reply(chat, "Hi").await;
    desk.reaches(chat, sent, DeliveryStatus::Read).await;
}

#[tokio::test]
async fn a_group_and_a_profile_are_those_of_the_number_that_was_chosen() {
    let (desk, london, lisbon) = open().await;
    let create = GroupCreate {
        command_id: command(),
        account_id: lisbon.clone(),
        subject: "Chá".into(),
        description: String::new(),
        approval: true,
        kind: None,
        topic: None,
    };
    desk.engine.group_create(create).await.unwrap();
    let asked = || GroupsRequest { filter: GroupFilter::All, query: "Chá".into(), limit: 10, after: None };
    let group = desk
        .eventually("the group is made", async || desk.engine.groups(asked()).await.unwrap().rows.into_iter().next())
        .await;
    assert_eq!(group.account_id, lisbon);
    let change = ProfileChange { about: Some("Chá".into()), ..ProfileChange::default() };
    let save = ProfileSave { command_id: command(), account_id: lisbon.clone(), change };
    desk.engine.profile_save(save).await.unwrap();
    let about = async |account: &AccountId| {
        desk.engine.profile(AccountRequest { account_id: account.clone() }).await.unwrap().profile.about
    };
    desk.eventually("it is changed", async || (about(&lisbon).await == "Chá").then_some(())).await;
    assert_eq!(about(&london).await, "Loose leaf tea, weighed by hand");
}
