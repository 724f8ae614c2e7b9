//! Rows of webhooks that come in another order than they should, or tell another time than it is.

use domain::time::HOUR;
use domain::{ChatId, Timestamp};
use store::table::chat;
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

#[test]
fn a_time_far_in_the_future_holds_no_window_open_and_no_chat_on_top() {
    let year = 365 * 24 * 3_600;
    let reaction = item("w3", "reaction", r#"{"message_id":"w2","emoji":"x"}"#, 2 * year);
    let (_home, folder) = received(&[item("w2", "text", r#"{"body":"Hi"}"#, year), reaction]);
    let row = folder.console().read(|r| chat::get(r, ChatId::at(1, 0))).unwrap().unwrap();
    assert_eq!(row.last_received_at, Some(NOW.plus(HOUR)), "so far a clock may be ahead");
    assert_eq!(row.last_at, NOW.plus(HOUR));
}
