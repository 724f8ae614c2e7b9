//! What webhooks tell of a group in another order than it happened.

use domain::group::GroupHappened;
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

/// The club after these webhooks, each with how many seconds later it happened, and its history, oldest first.
fn told(news: &[(i64, Value)]) -> (GroupChat, Vec<GroupHappened>) {
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
        let lines = group_line::page(r, Some(chat), None, i64::MAX, 100)?;
        Ok((group_chat::get(r, chat)?.unwrap(), lines.into_iter().rev().map(|line| line.happened).collect()))
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
    assert_eq!(lines, [], "it was over before anybody heard of it");
    let (club, lines) = told(&[(1, of("group_suspend")), (2, of("group_suspend_cleared")), (3, of("group_suspend"))]);
    assert_eq!((club.suspended, lines.len()), (true, 3));
}

#[test]
fn a_making_that_is_told_in_two_bodies_is_one_line() {
    let made = || json!({"type": "group_create", "subject": "Tea", "request_id": "r1"});
    assert_eq!(told(&[(1, made()), (1, made())]).1, [GroupHappened::Created]);
}

fn people(kind: &str, of: &str) -> Value {
    let mut item = json!({"type": kind, "initiated_by": "business"});
    item[of] = json!([{"wa_id": "77001234108"}]);
    item
}

fn came() -> Value {
    people("group_participants_add", "added_participants")
}

#[rstest]
#[case::by_themselves("participant", GroupHappened::Left)]
#[case::by_somebody_else_of_the_business("business", GroupHappened::Removed)]
fn who_went_is_told_from_who_was_taken_out(#[case] by: &str, #[case] happened: GroupHappened) {
    let mut went = people("group_participants_remove", "removed_participants");
    went["initiated_by"] = json!(by);
    assert_eq!(told(&[(1, came()), (2, went)]).1, [GroupHappened::Joined, happened]);
}

#[test]
fn a_request_that_was_answered_by_a_coming_is_not_taken_back_any_more() {
    let request = |kind: &str| json!({"type": kind, "join_request_id": "j1", "wa_id": "77001234108"});
    let asked = || (1, request("group_join_request_created"));
    let back = request("group_join_request_revoked");
    assert_eq!(told(&[asked(), (2, back.clone())]).1, [GroupHappened::Asked, GroupHappened::Revoked]);
    let (_, after) = told(&[asked(), (2, came()), (3, back)]);
    assert_eq!(after, [GroupHappened::Asked, GroupHappened::Joined]);
}
