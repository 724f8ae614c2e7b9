//! What the screen is told: in batches, and to reload when it was too slow.

use contract::Commands;
use contract::change::ChangeKind;
use contract::chat::Draft;
use contract::workspace::Presence;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use crate::desk::Desk;
use crate::town::ANNA;

#[tokio::test]
async fn a_screen_that_does_not_listen_is_told_that_it_missed_something_and_goes_on() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat_id = desk.chat(ANNA).await;
    let (mut slow, mut quick) = (desk.engine.changes(), desk.engine.changes());
    for number in 0..80 {
        let draft = Draft { chat_id, body: format!("Черновик {number}"), note: false, reply_to: None };
        desk.engine.draft_save(draft).await.unwrap();
        quick.recv().await.unwrap();
    }
    assert!(matches!(slow.recv().await, Err(RecvError::Lagged(_))));
    assert!(slow.recv().await.is_ok(), "what comes next is heard");
    let draft = desk.detail(chat_id).await.draft.unwrap();
    assert_eq!(draft.body, "Черновик 79");
}

#[tokio::test]
async fn a_hidden_window_hears_of_everything_about_once_a_second() {
    let desk = Desk::open().await;
    let presence = Presence { focused: false, visible: false, chat: None };
    desk.engine.presence_set(presence).await.unwrap();
    let (start, mut changes) = (Instant::now(), desk.engine.changes());
    for number in 0..40 {
        desk.town.write(ANNA, &format!("Сообщение {number}")).await;
    }
    let (mut batches, mut heard) = (0, false);
    while !heard {
        let batch = changes.recv().await.unwrap();
        batches += 1;
        heard =
            batch.changes.iter().any(|change| change.kind == ChangeKind::Messages) && desk.row(ANNA).await.unread == 40;
    }
    assert!(batches <= start.elapsed().as_secs() + 2, "{batches} batches in {:?}", start.elapsed());
}
