//! Rows of webhooks that come in another order than they should, or tell another time than it is.

use domain::content::Content;
use domain::time::HOUR;
use domain::{AccountId, ChatId, ProviderMessageId, Timestamp};
use store::table::{chat, message};
use store::{DataFolder, EntryKind, NewEntry};
use tempfile::TempDir;

use crate::projector::batch;

/// When every body below is received.
const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);

/// A folder into which these items were received, one body each, and projected.
fn received(items: &[String]) -> (TempDir, DataFolder) {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(home.path(), None).unwrap();
    for item in items {
        let value = format!(r#"{{"metadata":{{"phone_number_id":"1"}},"messages":[{item}]}}"#);
        let body = format!(r#"{{"entry":[{{"changes":[{{"field":"messages","value":{value}}}]}}]}}"#);
        let (kind, source) = (EntryKind::Webhook, "meta".to_owned());
        let entry = NewEntry { kind, source, at: NOW, dedupe: None, body: body.into_bytes() };
        folder.journal().append_blocking(entry).unwrap();
    }
    batch(&folder.console(), &folder.journal().read_from(0, 100).unwrap()).unwrap();
    (home, folder)
}

/// An item of Anna's, `later` seconds after the hour.
fn item(id: &str, kind: &str, payload: &str, later: i64) -> String {
    let at = NOW.0 / 1_000 + later;
    format!(r#"{{"from":"77001234108","id":"{id}","timestamp":"{at}","type":"{kind}","{kind}":{payload}}}"#)
}

fn wrote() -> String {
    item("w1", "text", r#"{"body":"half a kilo"}"#, 0)
}

fn edited(words: &str, later: i64) -> String {
    let message = format!(r#"{{"type":"text","text":{{"body":"{words}"}}}}"#);
    item(&format!("e{later}"), "edit", &format!(r#"{{"original_message_id":"w1","message":{message}}}"#), later)
}

fn revoked(later: i64) -> String {
    item("r1", "revoke", r#"{"original_message_id":"w1"}"#, later)
}

fn message(folder: &DataFolder) -> message::Message {
    let (account, id) = (AccountId::from("meta:1"), ProviderMessageId::from("w1"));
    folder.console().read(|r| message::by_provider(r, &account, &id)).unwrap().unwrap()
}

#[test]
fn a_change_that_comes_before_its_message_is_done_when_the_message_comes() {
    let (_home, folder) = received(&[edited("two kilos", 20), edited("one kilo", 10), wrote(), wrote()]);
    let found = message(&folder);
    assert_eq!(found.content, Content::Text { body: "two kilos".to_owned() }, "the newest of them counts");
    assert_eq!(found.edited_at, Some(NOW.plus(20_000)));
    let row = folder.console().read(|r| chat::get(r, found.chat_id)).unwrap().unwrap();
    assert_eq!(row.last_preview, "two kilos");
}

#[test]
fn a_deletion_that_comes_before_its_message_takes_it_back_when_it_comes() {
    let (_home, folder) = received(&[revoked(10), edited("one kilo", 5), wrote()]);
    let found = message(&folder);
    assert_eq!(found.revoked_at, Some(NOW.plus(10_000)));
    let row = folder.console().read(|r| chat::get(r, found.chat_id)).unwrap().unwrap();
    assert_eq!(row.last_preview, "");
}

#[test]
fn what_waited_for_its_message_is_the_same_after_a_rebuild() {
    let (home, folder) = received(&[edited("one kilo", 10), wrote(), revoked(20)]);
    let before = folder.console().fingerprint().unwrap();
    drop(folder);
    crate::rebuild::rebuild(home.path()).unwrap();
    let folder = DataFolder::open(home.path(), None).unwrap();
    assert_eq!(folder.console().fingerprint().unwrap(), before);
}

#[test]
fn a_time_far_in_the_future_holds_no_window_open_and_no_chat_on_top() {
    let year = 365 * 24 * 3_600;
    let reaction = item("w3", "reaction", r#"{"message_id":"w2","emoji":"x"}"#, 2 * year);
    let (_home, folder) = received(&[item("w2", "text", r#"{"body":"Hi"}"#, year), reaction]);
    let row = folder.console().read(|r| chat::get(r, ChatId::at(1, 0))).unwrap().unwrap();
    assert_eq!(row.last_received_at, Some(NOW.plus(HOUR)), "so far a clock may be ahead");
    assert_eq!(row.last_at, NOW.plus(HOUR));
}
