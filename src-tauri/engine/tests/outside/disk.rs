//! A disk that takes nothing for a while: what was on its way is neither lost nor repeated, and blocks nobody for good.

use std::time::Duration;

use domain::delivery::DeliveryStatus;
use rusqlite::Connection;
use serde_json::json;

use crate::desk::Desk;
use crate::town::ANNA;

/// The journal's disk, which can be made to refuse entries of a kind.
struct Disk(Connection);

impl Disk {
    fn of(desk: &Desk) -> Self {
        Self(Connection::open(desk.folder.path().join("journal.db")).unwrap())
    }

    /// Refuses entries of that kind.
    fn refuse(&self, kind: &str) {
        let trigger = format!(
            "CREATE TRIGGER full BEFORE INSERT ON entry WHEN NEW.kind = '{kind}' BEGIN SELECT RAISE(FAIL, 'full'); END"
        );
        self.0.execute_batch(&trigger).unwrap();
    }

    fn take_again(&self) {
        self.0.execute_batch("DROP TRIGGER full").unwrap();
    }
}

/// Looks until it is so: what a full disk does not take changes nothing that anybody would be told of.
async fn seen(look: impl AsyncFn() -> bool) {
    let found = tokio::time::timeout(Duration::from_secs(30), async {
        while !look().await {
            tokio::task::yield_now().await;
        }
    });
    found.await.unwrap();
}

#[tokio::test]
async fn an_attempt_that_the_disk_does_not_take_leaves_when_it_does_and_only_once() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    let disk = Disk::of(&desk);
    disk.refuse("attempt");
    let first = desk.reply(chat, "Первое").await;
    seen(async || desk.message(chat, first).await.status == Some(DeliveryStatus::Sending)).await;
    let second = desk.reply(chat, "Второе").await;
    assert_eq!(desk.town.attempts().await, 0, "nothing leaves that is not written down");
    disk.take_again();
    desk.reaches(chat, first, DeliveryStatus::Read).await;
    desk.reaches(chat, second, DeliveryStatus::Read).await;
    assert_eq!(desk.town.texts().await, ["Первое", "Второе"]);
}

#[tokio::test]
async fn an_answer_that_the_disk_does_not_take_is_kept_until_it_does_and_nothing_goes_twice() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "lose_webhook"})).await;
    let disk = Disk::of(&desk);
    disk.refuse("answer");
    let first = desk.reply(chat, "Первое").await;
    seen(async || desk.town.attempts().await == 1).await;
    let second = desk.reply(chat, "Второе").await;
    disk.take_again();
    desk.reaches(chat, first, DeliveryStatus::Accepted).await;
    desk.reaches(chat, second, DeliveryStatus::Accepted).await;
    assert_eq!(desk.town.texts().await, ["Первое", "Второе"]);
}
