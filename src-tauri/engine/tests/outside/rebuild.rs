//! A rebuild makes the same tables from the journal, and nothing else happens.

use contract::Commands;
use contract::chat::{ChatUpdate, LabelSave, NoteAdd, QuickReplySave};
use contract::compose::ReactionSend;
use domain::decision::ChatChange;
use domain::delivery::DeliveryStatus;
use domain::time::HOUR;
use domain::{ChatId, Timestamp};
use serde_json::json;
use store::DataFolder;

use crate::desk::{Desk, command};
use crate::town::{ANNA, LENA, TEA_CLUB, TOMAS, YERZHAN};

/// A day at the shop: people write, Mira answers, some of it goes wrong.
pub async fn a_lively_day(desk: &Desk) {
    desk.town.trouble(json!({"kind": "duplicate", "count": 40})).await;
    desk.town.control("/burst", json!({"count": 300, "people": 40})).await;
    for kind in ["image", "voice", "document", "location", "contacts", "sticker", "unsupported", "tea_leaves", "order"]
    {
        desk.town.say(json!({"person": ANNA, "type": kind})).await;
    }
    let changed = desk.town.write(LENA, "Zwei Packungen").await;
    desk.town.say(json!({"person": LENA, "type": "edit", "reply_to": changed, "text": "Drei Packungen"})).await;
    desk.town.say(json!({"person": LENA, "type": "system", "phone": "+491520009999"})).await;
    desk.town.write(LENA, "Neue Nummer").await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто в субботу?").await;
    desk.town.control("/say", json!({"person": "Дана Касымова", "type": "join", "group": TEA_CLUB})).await;
    desk.town.trouble(json!({"kind": "malformed_json"})).await;
    desk.town.control("/idle", json!({})).await;
    let (anna, lena, club) = (desk.chat(ANNA).await, desk.chat(LENA).await, desk.chat(TEA_CLUB).await);
    decide(desk, anna, lena, club).await;
    send(desk, anna, lena, club).await;
    crate::invitations::a_day_of_invitations(desk).await;
    crate::groups::a_day_in_the_club(desk).await;
    crate::blocks::a_day_of_blocks(desk).await;
    crate::profiles::a_day_of_profiles(desk).await;
}

async fn decide(desk: &Desk, anna: ChatId, lena: ChatId, club: ChatId) {
    let name = "Опт".to_owned();
    desk.engine.label_save(LabelSave { command_id: command(), label_id: None, name, color: 3 }).await.unwrap();
    let label = desk.engine.labels(contract::workspace::Nothing {}).await.unwrap()[0].label_id;
    let until = Timestamp(desk.town.look("").await["now"].as_i64().unwrap() + HOUR);
    let assignee = Some("Mira Halonen".to_owned());
    for (chat_id, change) in [
        (anna, ChatChange::Labelled { label, on: true }),
        (anna, ChatChange::Pinned { pinned: true }),
        (club, ChatChange::Assigned { assignee }),
        (club, ChatChange::Done),
        (lena, ChatChange::Snoozed { until }),
    ] {
        desk.engine.chat_update(ChatUpdate { command_id: command(), chat_id, change }).await.unwrap();
    }
    let note = NoteAdd { command_id: command(), chat_id: anna, body: "Любит улуны".to_owned() };
    desk.engine.note_add(note).await.unwrap();
    let (shortcut, body) = ("привет".to_owned(), "Здравствуйте, {name}!".to_owned());
    let saved = QuickReplySave { command_id: command(), quick_reply_id: None, shortcut, body };
    desk.engine.quick_reply_save(saved).await.unwrap();
    desk.read(anna).await;
}

async fn send(desk: &Desk, anna: ChatId, lena: ChatId, club: ChatId) {
    let first = desk.reply(anna, "Здравствуйте, Анна").await;
    desk.reaches(anna, first, DeliveryStatus::Read).await;
    let target = desk.messages(anna).await[0].message_id;
    let emoji = Some("❤️".to_owned());
    desk.engine.reaction_send(ReactionSend { command_id: command(), message_id: target, emoji }).await.unwrap();
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_056})).await;
    let later = desk.reply(anna, "Чуть позже").await;
    desk.reaches(anna, later, DeliveryStatus::Read).await;
    desk.town.trouble(json!({"kind": "drop_answer", "count": 1})).await;
    let lost = desk.reply(lena, "Ist das angekommen?").await;
    desk.reaches(lena, lost, DeliveryStatus::Read).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 2, "value": 131_000})).await;
    let unknown = desk.reply(anna, "Неизвестно").await;
    desk.reaches(anna, unknown, DeliveryStatus::Unknown).await;
    let given_up = desk.reply(anna, "Бросим").await;
    desk.reaches(anna, given_up, DeliveryStatus::Unknown).await;
    desk.town.trouble(json!({"kind": "fail_with", "count": 1, "value": 131_026})).await;
    let failed = desk.reply(anna, "Не дойдёт").await;
    desk.reaches(anna, failed, DeliveryStatus::Failed).await;
    let group = desk.reply(club, "Я буду").await;
    desk.reaches(club, group, DeliveryStatus::Delivered).await;
    desk.pass(2 * HOUR).await;
    desk.give_up(given_up).await.unwrap();
    desk.reaches(anna, given_up, DeliveryStatus::Discarded).await;
    desk.row(LENA).await;
}

#[tokio::test]
async fn a_rebuild_after_a_lively_day_gives_the_same_tables_and_moves_no_reactor() {
    let desk = Desk::open().await;
    a_lively_day(&desk).await;
    let evening = desk.town.look("").await["now"].as_i64().unwrap();
    desk.pass(2 * HOUR).await;
    desk.compared(evening).await;
    let (shown, rung) = (desk.ports.shown().len(), desk.ports.rung().len());
    assert!(shown > 0 && rung > 0);
    let (town, ports, folder) = desk.close().await;
    let (sent, asked) = (town.sent().await.len(), town.look("/requests?last=10000").await);
    let before = looks(folder.path());
    let rebuilt = engine::rebuild(folder.path()).unwrap();
    assert!(rebuilt.entries > 300, "{rebuilt:?}");
    let after = looks(folder.path());
    for (table, hash) in &before.0 {
        assert_eq!(after.0.get(table), Some(hash), "the table {table} is another one");
    }
    assert_eq!(after.1, before.1, "no reactor was moved");
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    let row = desk.row(ANNA).await;
    assert!(row.unread == 0 || row.last.is_some());
    assert_eq!((desk.ports.shown().len(), desk.ports.rung().len()), (shown, rung), "nothing rings again");
    assert_eq!(desk.town.sent().await.len(), sent, "nothing is sent again");
    let downloads = |all: &serde_json::Value| {
        let all = all["requests"].as_array().unwrap();
        all.iter().filter(|one| one["path"].as_str().unwrap().contains("/media/")).count()
    };
    let now = desk.town.look("/requests?last=10000").await;
    assert_eq!(downloads(&now), downloads(&asked), "nothing is fetched again");
}

type Looks = (std::collections::BTreeMap<&'static str, String>, Vec<Option<i64>>);

fn looks(path: &std::path::Path) -> Looks {
    let folder = DataFolder::open(path, None).unwrap();
    let console = folder.console();
    let cursors = ["notify", "media", "consent"];
    let cursors = console
        .read(|r| cursors.iter().map(|name| store::table::cursor::reactor(r, name)).collect::<Result<Vec<_>, _>>());
    (console.fingerprint().unwrap(), cursors.unwrap())
}

#[tokio::test]
async fn a_rebuild_is_refused_while_the_desk_is_open() {
    let desk = Desk::open().await;
    desk.town.write(TOMAS, "Hello").await;
    desk.row(TOMAS).await;
    assert!(engine::rebuild(desk.folder.path()).is_err());
    let found = engine::inspect(desk.folder.path()).unwrap();
    assert_eq!((found.messages, found.contacts >= 1), (1, true), "looking into it is allowed");
}
