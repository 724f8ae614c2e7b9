//! Lists, groups, search: what stands around the conversations.

use contract::chat::{ChatFilter, ChatUpdate, ChatsRequest, Conversation, MarkRead, Section};
use contract::search::SearchRequest;
use contract::workspace::Nothing;
use contract::{Commands, ErrorCode};
use domain::decision::ChatChange;
use domain::time::HOUR;
use domain::{ChatId, LabelId, MessageId, Timestamp};
use serde_json::json;

use crate::desk::{Desk, command};
use crate::town::{ANNA, TEA_CLUB, TOMAS, YERZHAN};

async fn change(desk: &Desk, chat_id: ChatId, change: ChatChange) {
    desk.engine.chat_update(ChatUpdate { command_id: command(), chat_id, change }).await.unwrap();
}

async fn titles(desk: &Desk, filter: ChatFilter) -> Vec<String> {
    let rows = desk.rows(filter).await;
    rows.into_iter().filter(|row| row.last.is_some()).filter_map(|row| row.title).collect()
}

#[tokio::test]
async fn a_snoozed_chat_comes_back_at_its_time_without_anybody_asking() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Напомните завтра").await;
    let chat = desk.chat(ANNA).await;
    let until = Timestamp(desk.town.look("").await["now"].as_i64().unwrap() + HOUR);
    change(&desk, chat, ChatChange::Snoozed { until }).await;
    assert_eq!(titles(&desk, ChatFilter::All).await, Vec::<String>::new());
    let [row] = desk.rows(ChatFilter::Snoozed).await.try_into().unwrap();
    assert_eq!(row.conversation, Conversation::Snoozed { until });
    desk.pass(HOUR / 2).await;
    assert_eq!(titles(&desk, ChatFilter::Snoozed).await, [ANNA]);
    desk.pass(HOUR).await;
    let row = desk.row(ANNA).await;
    assert_eq!(row.conversation, Conversation::Open);
}

#[tokio::test]
async fn what_does_not_exist_is_refused_and_nothing_is_read_before_it_comes() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Первое").await;
    let chat_id = desk.chat(ANNA).await;
    let nowhere = ChatUpdate { command_id: command(), chat_id: ChatId(999), change: ChatChange::Done };
    assert_eq!(desk.engine.chat_update(nowhere).await.unwrap_err().code, ErrorCode::NotFound);
    let labelled = ChatChange::Labelled { label: LabelId(999), on: true };
    let labelled = ChatUpdate { command_id: command(), chat_id, change: labelled };
    assert_eq!(desk.engine.chat_update(labelled).await.unwrap_err().code, ErrorCode::NotFound);
    let far = MarkRead { command_id: command(), chat_id, up_to: MessageId(i64::MAX) };
    desk.engine.chat_read(far).await.unwrap();
    assert_eq!(desk.row(ANNA).await.unread, 0);
    desk.town.write(ANNA, "Второе").await;
    assert_eq!(desk.row_saying(ANNA, "Второе").await.unread, 1);
}

#[tokio::test]
async fn pinned_stand_first_then_who_waits_then_the_rest_and_pages_join_without_a_gap() {
    let desk = Desk::open().await;
    for person in ["Саша", "Дмитрий", ANNA, TOMAS] {
        desk.town.write(person, "Добрый день").await;
    }
    let (sasha, dmitry) = (desk.chat("Саша").await, desk.chat("Дмитрий").await);
    desk.reply(dmitry, "Здравствуйте").await;
    change(&desk, sasha, ChatChange::Pinned { pinned: true }).await;
    desk.row(TOMAS).await;
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let request = ChatsRequest { filter: ChatFilter::All, limit: 2, after };
        let page = desk.engine.chats(request).await.unwrap();
        seen.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let seen: Vec<_> =
        seen.iter().filter(|row| row.last.is_some()).map(|row| (row.title.as_deref(), row.section)).collect();
    let expected = [
        (Some("Саша"), Section::Pinned),
        (Some(TOMAS), Section::Waiting),
        (Some(ANNA), Section::Waiting),
        (Some("Дмитрий"), Section::Rest),
    ];
    assert_eq!(seen, expected);
    let longest = desk.engine.waiting_longest(Nothing {}).await.unwrap().chat_id.unwrap();
    assert!(longest != dmitry, "Dmitry has an answer");
}

#[tokio::test]
async fn a_group_names_its_people_with_masked_phones_and_says_when_it_is_suspended() {
    let desk = Desk::open().await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто в субботу?").await;
    let chat = desk.chat(TEA_CLUB).await;
    let group = desk.detail(chat).await.group.unwrap();
    assert_eq!((group.subject.as_deref(), group.participants.len(), group.suspended), (Some(TEA_CLUB), 6, false));
    let phone = |name: &str| {
        let found = group.participants.iter().find(|one| one.name.as_deref() == Some(name));
        found.unwrap_or_else(|| panic!("{name} is not there")).phone_masked.clone()
    };
    assert_eq!(phone(YERZHAN).as_deref(), Some("+7 ••• •••-70-21"));
    desk.town.trouble(json!({"kind": "group_suspended", "value": TEA_CLUB})).await;
    desk.eventually("it is suspended", async || desk.detail(chat).await.group.unwrap().suspended.then_some(())).await;
    desk.town.clear("group_suspended").await;
    desk.eventually("it is free", async || (!desk.detail(chat).await.group.unwrap().suspended).then_some(())).await;
}

#[tokio::test]
async fn a_search_says_how_much_it_went_through_and_since_when() {
    let desk = Desk::open().await;
    let search = async |query: &str| {
        let query = query.to_owned();
        desk.engine.search(SearchRequest { query, limit: 20, ..SearchRequest::default() }).await.unwrap()
    };
    let empty = search("ежик").await;
    assert_eq!((empty.searched, empty.since), (0, None));
    desk.town.write(ANNA, "Мой ёжик пьёт пуэр").await;
    let row = desk.row(ANNA).await;
    let found = search("ежик").await;
    assert_eq!((found.messages.len(), found.searched, found.since), (1, 1, Some(row.last.unwrap().at)));
    desk.reply(row.chat_id, "Прекрасный вкус").await;
    desk.town.write(TOMAS, "Hello").await;
    desk.row(TOMAS).await;
    // It is counted a moment after it is shown.
    desk.eventually("all three are counted", async || (search("вкус").await.searched == 3).then_some(())).await;
    assert_eq!(search("вкус").await.messages.len(), 1);
}

#[tokio::test]
async fn a_template_that_the_provider_changed_is_read_again_soon() {
    let desk = Desk::open().await;
    let reads = async || {
        let requests = desk.town.look("/requests?last=10000").await["requests"].clone();
        let all = requests.as_array().unwrap().clone();
        all.iter().filter(|one| one["path"].as_str().unwrap().ends_with("/message_templates")).count()
    };
    let before = reads().await;
    let value = json!({"event": "PAUSED", "message_template_id": 1, "message_template_name": "order_ready",
        "message_template_language": "ru", "reason": null});
    desk.town.control("/event", json!({"field": "message_template_status_update", "value": value})).await;
    // What is read is kept only when it changed, so there is nothing else to wait for.
    tokio::time::timeout(std::time::Duration::from_secs(20), async {
        while reads().await == before {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the templates are read again");
}
