//! What webhooks tell of a group in another order than it happened.

use domain::{AccountId, GroupId, Timestamp};
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::{Value, json};
use store::table::chat;
use store::table::group_chat::{self, GroupChat};
use store::table::group_line;
use store::{DataFolder, EntryKind, NewEntry};

use crate::projector::batch;

const NOW: i64 = 1_795_000_000;

/// The club after these webhooks, each with how many seconds later it happened, and how many lines its history has.
fn told(news: &[(i64, Value)]) -> (GroupChat, usize) {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(home.path(), None).unwrap();
    for (number, (later, news)) in news.iter().enumerate() {
        let mut item = news.clone();
        item["group_id"] = json!("club");
        item["timestamp"] = json!((NOW + later).to_string());
        let value = json!({"metadata": {"phone_number_id": "1"}, "groups": [item]});
        let changes = json!([{"field": "group_settings_update", "value": value}]);
        let body = json!({"entry": [{"id": number.to_string(), "changes": changes}]});
        let (kind, source) = (EntryKind::Webhook, "meta".to_owned());
        let at = Timestamp::from_seconds(NOW + 60);
        let entry = NewEntry { kind, source, at, dedupe: None, body: serde_json::to_vec(&body).unwrap() };
        folder.journal().append_blocking(entry).unwrap();
    }
    batch(&folder.console(), &folder.journal().read_from(0, 100).unwrap()).unwrap();
    let found = folder.console().read(|r| {
        let chat = chat::by_group(r, &AccountId::from("meta:1"), &GroupId::from("club"))?.unwrap();
        let lines = group_line::page(r, Some(chat), None, i64::MAX, 100)?.len();
        Ok((group_chat::get(r, chat)?.unwrap(), lines))
    });
    found.unwrap()
}

fn setting(of: &str, text: &str) -> Value {
    let mut item = json!({"type": "group_settings_update"});
    item[of] = json!({"text": text, "update_successful": true});
    item
}

#[rstest]
#[case::another_is_told_late(&[(1, "Tea"), (3, "Oolong"), (2, "Coffee")], "Oolong")]
#[case::it_was_given_back(&[(1, "Tea"), (3, "Tea"), (2, "Coffee")], "Tea")]
#[case::in_the_same_second(&[(1, "Tea"), (2, "Coffee"), (2, "Oolong")], "Oolong")]
fn the_last_name_and_description_stand_however_they_are_told(#[case] order: &[(i64, &str)], #[case] last: &str) {
    let news = |of: &str| order.iter().map(|(later, text)| (*later, setting(of, text))).collect::<Vec<_>>();
    assert_eq!(told(&news("group_subject")).0.subject, last);
    assert_eq!(told(&news("group_description")).0.description.as_deref(), Some(last));
}

#[test]
fn a_suspension_that_is_told_late_does_not_come_back() {
    let of = |kind: &str| json!({ "type": kind });
    let (club, lines) = told(&[(2, of("group_suspend_cleared")), (1, of("group_suspend"))]);
    assert!(!club.suspended);
    assert_eq!(lines, 0, "it was over before anybody heard of it");
    let (club, lines) = told(&[(1, of("group_suspend")), (2, of("group_suspend_cleared")), (3, of("group_suspend"))]);
    assert_eq!((club.suspended, lines), (true, 3));
}

#[test]
fn a_making_that_is_told_in_two_bodies_is_one_line() {
    let made = || json!({"type": "group_create", "subject": "Tea", "request_id": "r1"});
    assert_eq!(told(&[(1, made()), (1, made())]).1, 1);
}
