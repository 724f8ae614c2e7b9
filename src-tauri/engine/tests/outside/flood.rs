//! Many messages at once.

use serde_json::json;
use tokio::time::Instant;

use crate::desk::Desk;

#[tokio::test]
async fn a_thousand_messages_of_forty_people_are_all_there_once() {
    let desk = Desk::open().await;
    desk.town.clear("one_at_a_time").await;
    let start = Instant::now();
    desk.town.control("/burst", json!({"count": 1_000, "people": 40})).await;
    desk.town.control("/idle", json!({})).await;
    desk.eventually("everything is there", async || {
        let found = engine::inspect(desk.folder.path()).unwrap();
        (found.messages == 1_000).then_some(())
    })
    .await;
    let rows = desk.rows(contract::chat::ChatFilter::Unread).await;
    assert_eq!((rows.len(), rows.iter().map(|row| row.unread).sum::<u32>()), (40, 1_000));
    let mut badge = desk.engine.badge();
    badge.wait_for(|unread| *unread == 40).await.unwrap();
    desk.eventually("one banner a chat, and each counts right", async || {
        let counts: Vec<_> = desk.ports.up().iter().map(|banner| (banner.chat, banner.count)).collect();
        let right = |row: &contract::chat::ChatRow| counts.contains(&(Some(row.chat_id), row.unread));
        (counts.len() == 40 && rows.iter().all(right)).then_some(())
    })
    .await;
    let fifths = start.elapsed().as_secs() * 5 + 10;
    let (shown, rung) = (desk.ports.shown().len() as u64, desk.ports.rung().len() as u64);
    assert!(shown <= 40 * fifths, "{shown} banners in {fifths} fifths of a second");
    assert!(rung <= fifths / 15 + 1, "{rung} rings in {fifths} fifths of a second");
}
