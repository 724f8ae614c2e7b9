//! A group's chat: what happened in it stands between the messages, who speaks to us is heard, messages are pinned.

use contract::Commands;
use contract::chat::Pin;
use contract::compose::MessagePin;
use contract::group::{GroupCommand, GroupSort};
use contract::message::TimelineItem;
use contract::notification::{HistoryRequest, Level, Simulate, Verdict};
use contract::workspace::Nothing;
use contract::{ErrorBody, ErrorCode};
use domain::capability::ContentProblem;
use domain::gate::Refusal;
use domain::group::{GroupHappened, GroupKind, GroupTopic};
use domain::notify::{AlertKind, Fields, Rule, Sound, SoundChoice};
use domain::time::{DAY, HOUR};
use domain::{ChatId, MessageId};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::consent::somebody;
use crate::desk::{Desk, MIRA, command};
use crate::groups::{DANA, asks, club, decide, happened, moves, remove, rename, settled, view};
use crate::quiet::set;
use crate::town::{ANNA, LENA, TEA_CLUB, YERZHAN};

/// What stands in the conversation, oldest first: words of messages, and what happened with whom, by whom and why.
async fn stands(desk: &Desk, chat: ChatId) -> Vec<String> {
    let items = desk.timeline(chat).await.items.into_iter();
    items
        .filter_map(|item| match item {
            TimelineItem::Message(message) => match message.content {
                domain::content::Content::Text { body } => Some(body),
                _ => None,
            },
            TimelineItem::Note(note) => Some(note.body),
            TimelineItem::Line(line) => {
                let parts = [Some(line.happened.as_str().to_owned()), line.name, line.operator, line.words];
                Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
            }
        })
        .collect()
}

/// A message of Yerzhan in the club, and time enough that nothing more falls into its second.
async fn said(desk: &Desk, words: &str) -> (ChatId, MessageId) {
    let chat = club(desk).await.chat_id;
    desk.town.write_in(TEA_CLUB, YERZHAN, words).await;
    let row = desk.row_saying(TEA_CLUB, words).await;
    assert_eq!(row.chat_id, chat);
    desk.town.pass(2_000).await;
    (chat, desk.newest(chat).await.message_id)
}

async fn pin(desk: &Desk, message_id: MessageId, days: Option<u8>) -> Result<(), ErrorBody> {
    desk.engine.message_pin(MessagePin { command_id: command(), message_id, days }).await.map(|_| ())
}

/// What is pinned, once nothing is under way about it.
async fn pins(desk: &Desk, chat: ChatId) -> Vec<Pin> {
    desk.eventually("nothing is under way about pins", async || {
        let pins = desk.detail(chat).await.group.unwrap().pins;
        pins.iter().all(|pin| !pin.busy).then_some(pins)
    })
    .await
}

/// What is pinned in the club, as the town sees it.
async fn pinned(desk: &Desk) -> Vec<Value> {
    let groups = desk.town.look("/groups").await;
    let club = groups["groups"].as_array().unwrap().iter().find(|group| group["subject"] == TEA_CLUB).unwrap();
    club["pins"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_happened_in_the_group_stands_between_its_messages() {
    let desk = Desk::open().await;
    let (chat, _) = said(&desk, "Кто в субботу?").await;
    let lena = asks(&desk, chat, LENA).await;
    desk.engine.join_decide(decide(&lena, true)).await.unwrap();
    desk.eventually("she is in", async || {
        let people = settled(&desk, chat).await.people;
        people.iter().any(|one| one.contact_id == lena.contact_id).then_some(())
    })
    .await;
    desk.town.write_in(TEA_CLUB, LENA, "Ich komme").await;
    desk.row_saying(TEA_CLUB, "Ich komme").await;
    desk.town.pass(2_000).await;
    desk.engine.group_remove(remove(chat, lena.contact_id)).await.unwrap();
    desk.eventually("she is out", async || {
        let people = settled(&desk, chat).await.people;
        people.iter().all(|one| one.contact_id != lena.contact_id).then_some(())
    })
    .await;
    let stands = stands(&desk, chat).await;
    let joined = format!("joined, {LENA}, {MIRA}");
    let removed = format!("removed, {LENA}, {MIRA}, Реклама");
    assert_eq!(stands, ["Кто в субботу?".to_owned(), joined, "Ich komme".to_owned(), removed]);
}

#[tokio::test]
async fn a_new_name_stands_in_the_conversation_and_who_only_asks_to_enter_does_not() {
    let desk = Desk::open().await;
    let (chat, _) = said(&desk, "Кто в субботу?").await;
    asks(&desk, chat, LENA).await;
    desk.engine.group_rename(rename(chat, Some("Чайный клуб"), None)).await.unwrap();
    desk.eventually("the new name", async || {
        settled(&desk, chat).await;
        stands(&desk, chat).await.pop().filter(|last| *last == format!("renamed, {MIRA}, Чайный клуб"))
    })
    .await;
    assert_eq!(stands(&desk, chat).await.len(), 2);
}

#[tokio::test]
async fn departures_that_nobody_told_stand_there_as_they_were_found() {
    let desk = Desk::open().await;
    let (chat, _) = said(&desk, "До встречи").await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    moves(&desk, YERZHAN, "leave").await;
    desk.town.clear("lose_webhook").await;
    desk.engine.group_compare(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    assert_eq!(stands(&desk, chat).await, ["До встречи".to_owned(), format!("found_gone, {YERZHAN}")]);
}

#[tokio::test]
async fn who_speaks_to_mira_is_seen_in_the_list_until_it_is_read() {
    let desk = Desk::open().await;
    let (chat, _) = said(&desk, "Кто в субботу?").await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "@Mira фото с дегустации").await;
    let mentioned = async || desk.row(TEA_CLUB).await.mentioned;
    desk.eventually("it is a mention", async || mentioned().await.then_some(())).await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Очень вкусно").await;
    let row = desk.row_saying(TEA_CLUB, "Очень вкусно").await;
    assert!(row.mentioned, "what came after it takes nothing away");
    desk.read(chat).await;
    assert!(!mentioned().await);
}

#[tokio::test]
async fn a_message_is_pinned_and_unpinned_and_the_town_agrees() {
    let desk = Desk::open().await;
    let (chat, message) = said(&desk, "Дегустация в субботу в 15:00").await;
    let now = desk.engine.workspace(Nothing {}).await.unwrap().now;
    pin(&desk, message, Some(7)).await.unwrap();
    let [one] = <[Pin; 1]>::try_from(pins(&desk, chat).await).unwrap();
    assert_eq!((one.message_id, one.sender.as_deref()), (message, Some(YERZHAN)));
    assert_eq!((one.words.as_str(), one.refused), ("Дегустация в субботу в 15:00", None));
    let until = one.until.unwrap();
    assert!((0..HOUR).contains(&until.since(now.plus(7 * DAY))), "{until:?} is seven days from {now:?}");
    assert_eq!(pinned(&desk).await.len(), 1);
    assert_eq!(happened(&desk, chat, 1).await, [(GroupHappened::Pinned, None)]);
    assert_eq!(stands(&desk, chat).await.pop(), Some(format!("pinned, {MIRA}")));
    pin(&desk, message, None).await.unwrap();
    assert_eq!(pins(&desk, chat).await, []);
    assert_eq!(pinned(&desk).await, Vec::<Value>::new());
    assert_eq!(happened(&desk, chat, 1).await, [(GroupHappened::Unpinned, None)]);
}

#[tokio::test]
async fn a_fourth_pin_takes_the_place_of_the_oldest_and_a_pin_ends_on_its_day() {
    let desk = Desk::open().await;
    let mut messages = Vec::new();
    for (words, days) in [("Один", 30), ("Два", 7), ("Три", 1), ("Четыре", 30)] {
        let (chat, message) = said(&desk, words).await;
        desk.pass(HOUR).await;
        pin(&desk, message, Some(days)).await.unwrap();
        pins(&desk, chat).await;
        messages.push(message);
    }
    let chat = club(&desk).await.chat_id;
    let ids = async || pins(&desk, chat).await.iter().map(|pin| pin.message_id).collect::<Vec<_>>();
    assert_eq!(ids().await, [messages[3], messages[2], messages[1]]);
    assert_eq!((pinned(&desk).await.len(), desk.detail(chat).await.group.unwrap().most_pins), (3, 3));
    desk.pass(DAY + HOUR).await;
    assert_eq!(ids().await, [messages[3], messages[1]]);
    assert_eq!(pinned(&desk).await.len(), 2);
}

#[tokio::test]
async fn a_message_is_pinned_for_one_to_thirty_days_in_groups_while_the_window_is_open() {
    let desk = Desk::open().await;
    let (chat, message) = said(&desk, "Дегустация").await;
    for days in [0, 31] {
        assert_eq!(pin(&desk, message, Some(days)).await.unwrap_err().code, ErrorCode::BadRequest);
    }
    let anna = somebody(&desk, ANNA, "Добрый день").await;
    let direct = desk.newest(anna).await.message_id;
    assert_eq!(pin(&desk, direct, Some(1)).await.unwrap_err().content, Some(ContentProblem::NotHere));
    desk.pass(25 * HOUR).await;
    let denial = pin(&desk, message, Some(1)).await.unwrap_err().denial.unwrap();
    assert_eq!(denial.refusal, Refusal::WindowClosed);
    assert_eq!(pins(&desk, chat).await, []);
}

#[tokio::test]
async fn a_pin_whose_answer_was_lost_goes_again_by_itself() {
    let desk = Desk::open().await;
    let (chat, message) = said(&desk, "Дегустация").await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_000})).await;
    pin(&desk, message, Some(7)).await.unwrap();
    desk.eventually("it is under way", async || {
        desk.detail(chat).await.group.unwrap().pins.iter().any(|pin| pin.busy).then_some(())
    })
    .await;
    desk.pass(10_000).await;
    assert!(pins(&desk, chat).await[0].until.is_some());
    assert_eq!(pinned(&desk).await.len(), 1);
}

#[tokio::test]
async fn a_pin_that_was_not_done_says_why_and_can_be_put_away() {
    let desk = Desk::open().await;
    let (chat, message) = said(&desk, "Дегустация").await;
    desk.town.trouble(json!({"kind": "group_suspended", "value": TEA_CLUB})).await;
    pin(&desk, message, Some(7)).await.unwrap();
    let [one] = <[Pin; 1]>::try_from(pins(&desk, chat).await).unwrap();
    assert_eq!((one.until, one.refused.unwrap().reason.as_str()), (None, "group_suspended"));
    desk.town.clear("group_suspended").await;
    desk.town.trouble(json!({"kind": "fail_with", "count": 1, "value": 131_000})).await;
    pin(&desk, message, Some(7)).await.unwrap();
    desk.eventually("it failed after it was taken", async || {
        desk.town.pass(400).await;
        let pins = desk.detail(chat).await.group.unwrap().pins;
        pins.iter().any(|pin| !pin.busy && pin.until.is_none() && pin.refused.is_some()).then_some(())
    })
    .await;
    pin(&desk, message, None).await.unwrap();
    assert_eq!(pins(&desk, chat).await, []);
}

#[tokio::test]
async fn a_pin_that_was_not_done_is_put_away_also_when_nothing_can_be_sent() {
    let desk = Desk::open().await;
    let (chat, message) = said(&desk, "Дегустация").await;
    desk.town.trouble(json!({"kind": "group_suspended", "value": TEA_CLUB})).await;
    pin(&desk, message, Some(7)).await.unwrap();
    assert!(pins(&desk, chat).await[0].refused.is_some());
    desk.pass(25 * HOUR).await;
    let asked = desk.town.attempts().await;
    pin(&desk, message, None).await.unwrap();
    assert_eq!((pins(&desk, chat).await, desk.town.attempts().await), (Vec::new(), asked), "nobody has to be asked");
}

#[tokio::test]
async fn a_pin_of_somebody_who_was_erased_can_be_put_away() {
    let desk = Desk::open().await;
    let (chat, message) = said(&desk, "Дегустация").await;
    pin(&desk, message, Some(7)).await.unwrap();
    assert!(!pins(&desk, chat).await[0].erased);
    let yerzhan = desk.newest(chat).await.sender.unwrap().contact_id.unwrap();
    desk.engine.erase_contact(yerzhan, command()).await.unwrap();
    let [left] = <[Pin; 1]>::try_from(pins(&desk, chat).await).unwrap();
    assert!(left.erased && left.until.is_some() && left.words.is_empty(), "{left:?}");
    pin(&desk, message, None).await.unwrap();
    assert_eq!(pins(&desk, chat).await, []);
}

async fn sort(desk: &Desk, chat_id: ChatId, kind: GroupKind) {
    let sorted = GroupSort { command_id: command(), chat_id, kind: Some(kind), topic: None };
    desk.engine.group_sort(sorted).await.unwrap();
}

/// What the simulator says of the newest message.
async fn simulated(desk: &Desk, chat: ChatId) -> Verdict {
    let newest = desk.newest(chat).await;
    let domain::content::Content::Text { body: text } = newest.content else { panic!("not a text") };
    let what_if = Simulate {
        kind: AlertKind::GroupMessage,
        chat: Some(chat),
        contact: newest.sender.unwrap().contact_id,
        text,
        at: desk.engine.workspace(Nothing {}).await.unwrap().now,
        looking: false,
        focus: false,
    };
    desk.engine.notification_simulate(what_if).await.unwrap().verdict
}

/// What was decided about the newest message when it came.
async fn decided(desk: &Desk, chat: ChatId) -> Verdict {
    let message = Some(desk.newest(chat).await.message_id);
    let asked = HistoryRequest { chat: None, message, before: None, limit: 1 };
    let kept = desk
        .eventually("it is decided", async || desk.engine.notification_history(asked).await.unwrap().decisions.pop());
    kept.await.verdict
}

#[tokio::test]
async fn in_a_group_of_people_who_matter_most_every_message_rings_by_its_topic() {
    let desk = Desk::open().await;
    let (chat, _) = said(&desk, "Когда приедет заказ?").await;
    for (topic, rule) in [("vip", Rule::TopicDefault { topic: GroupTopic::Vip }), ("Улуны", Rule::KindDefault)] {
        let kind = Some(GroupKind::Announcement);
        let sorted = GroupSort { command_id: command(), chat_id: chat, kind, topic: Some(topic.into()) };
        desk.engine.group_sort(sorted).await.unwrap();
        desk.pass(HOUR).await;
        desk.town.write_in(TEA_CLUB, YERZHAN, topic).await;
        desk.row_saying(TEA_CLUB, topic).await;
        let kept = decided(&desk, chat).await;
        assert_eq!(kept, simulated(&desk, chat).await);
        assert_eq!(kept.trace.last().map(|step| step.rule), Some(rule));
    }
}

#[tokio::test]
async fn what_a_group_is_for_says_how_it_rings_and_the_simulator_says_the_same() {
    let desk = Desk::open().await;
    let (chat, _) = said(&desk, "Когда приедет заказ?").await;
    sort(&desk, chat, GroupKind::Support).await;
    desk.pass(HOUR).await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Заказ ещё не пришёл").await;
    desk.row_saying(TEA_CLUB, "Заказ ещё не пришёл").await;
    let kept = decided(&desk, chat).await;
    assert_eq!(kept, simulated(&desk, chat).await);
    assert_eq!(kept.outcome.sound, SoundChoice::Own(Sound::Kettle));
    assert_eq!(kept.trace.last().map(|step| step.rule), Some(Rule::GroupDefault { group: GroupKind::Support }));
    let alert = desk.detail(chat).await.alert;
    assert_eq!(alert.outcome, kept.outcome);
    assert_eq!(alert.mention.map(|mention| mention.sound), Some(SoundChoice::Own(Sound::Bell)));

    sort(&desk, chat, GroupKind::Announcement).await;
    let quiet = Fields { badge: Some(false), ..Fields::default() };
    set(&desk, Level::GroupKind(GroupKind::Announcement), quiet.clone()).await;
    desk.pass(HOUR).await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "@Mira спасибо").await;
    desk.row_saying(TEA_CLUB, "@Mira спасибо").await;
    let rules = desk.engine.notification_rules(Nothing {}).await.unwrap();
    let [announcement, support, community] = <[_; 3]>::try_from(rules.group_kinds).unwrap();
    assert_eq!((announcement.fields, support.mention.sound), (quiet, SoundChoice::Own(Sound::Bell)));
    assert_eq!(community.message.sound, SoundChoice::Silent);
    assert!(!announcement.mention.banner && !announcement.mention.badge);
    // What is off is counted only and keeps no decision.
    let simulated = simulated(&desk, chat).await;
    assert_eq!(simulated.outcome, announcement.mention);
    let group = GroupKind::Announcement;
    assert_eq!(simulated.trace.last().map(|step| step.rule), Some(Rule::GroupKind { group }));
}

#[tokio::test]
async fn who_came_unseen_is_in_the_group_that_the_conversation_counts() {
    let desk = Desk::open().await;
    let (chat, _) = said(&desk, "Кто в субботу?").await;
    somebody(&desk, DANA, "Добрый день").await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    moves(&desk, DANA, "join").await;
    desk.town.clear("lose_webhook").await;
    desk.engine.group_compare(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    let people = view(&desk, chat).await.people.len();
    assert_eq!(desk.detail(chat).await.group.unwrap().participants.len(), people);
    assert_eq!(stands(&desk, chat).await.pop(), Some(format!("found_in, {DANA}")));
}
