//! What stays when the hub is killed, started again, or made anew from its journal.

use serde_json::json;
use world::{Result, Stage};

use crate::{ANNA, LENA, TOMAS};

#[tokio::test]
async fn what_people_write_while_the_hub_is_down_comes_when_it_is_up() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Первое").await?;
    stage.hub.chat(ANNA).await?;
    let Stage { town, hub, setting, folder } = stage;
    hub.kill().await?;
    town.says(ANNA, "Второе, пока никого нет").await?;
    let hub = setting.start().await?;
    let chat = hub.chat(ANNA).await?;
    hub.shows(chat, "the message of the pause", |shown| shown.words.starts_with("Второе")).await?;
    drop((town, folder));
    Ok(())
}

#[tokio::test]
async fn a_rebuild_comes_to_the_same_and_sends_nothing() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    for (at, person) in [ANNA, TOMAS, LENA].into_iter().enumerate() {
        stage.town.says(person, "Hello / Здравствуйте").await?;
        let chat = stage.hub.chat(person).await?;
        let answer = stage.hub.sends(&format!("rebuild-{at}"), chat, "Good day").await?;
        stage.hub.reaches(chat, answer, "read").await?;
    }
    stage.town.idle().await?;
    let Stage { town, hub, setting, folder } = stage;
    let sent = town.sent().await?.len();
    hub.kill().await?;
    let before = setting.inspect().await?;
    setting.rebuild().await?;
    assert_eq!(setting.inspect().await?, before);
    let hub = setting.start().await?;
    let chat = hub.chat(LENA).await?;
    hub.shows(chat, "the conversation as it was", |shown| shown.ours && shown.status.as_deref() == Some("read"))
        .await?;
    assert_eq!(town.sent().await?.len(), sent, "the start after a rebuild sent something");
    drop(folder);
    Ok(())
}

#[tokio::test]
async fn the_ledger_is_checked_from_outside_and_names_what_was_changed_by_hand() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    for person in [ANNA, TOMAS, LENA] {
        stage.town.says(person, "Hello / Здравствуйте").await?;
        let chat = stage.hub.chat(person).await?;
        stage.hub.permits(chat).await?;
    }
    let head = stage.setting.export_head().await?;
    let whole = stage.setting.verify(Some(&head)).await?;
    assert_eq!(whole, json!({ "entries": 3, "fault": null, "doubts": [] }), "while the hub runs");
    let Stage { town, hub, setting, folder } = stage;
    hub.kill().await?;
    let inside = setting.verify(None).await?;
    assert_eq!(inside.get("doubts"), Some(&json!(["no_head_from_outside"])));
    let journal = rusqlite::Connection::open(setting.data.join("journal.db")).unwrap();
    journal
        .execute_batch(
            "DROP TRIGGER consent_entry_is_not_changed;
             UPDATE consent_entry SET body = replace(body, 'wrote_first', 'wrote_fisrt') WHERE entry = 2",
        )
        .unwrap();
    let changed = setting.verify(Some(&head)).await?;
    assert_eq!(changed.get("fault"), Some(&json!({ "fault": "entry", "entry": 2 })));
    drop((town, folder));
    Ok(())
}

#[tokio::test]
async fn a_seal_that_was_taken_off_is_missed_after_the_next_start_until_the_operator_signs() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Hello / Здравствуйте").await?;
    stage.hub.permits(stage.hub.chat(ANNA).await?).await?;
    let Stage { town, hub, setting, folder } = stage;
    hub.kill().await?;
    let journal = rusqlite::Connection::open(setting.data.join("journal.db")).unwrap();
    journal.execute_batch("UPDATE ledger_head SET key = NULL, signature = NULL, sealed = NULL").unwrap();
    drop(journal);
    let hub = setting.start().await?;
    town.says(TOMAS, "Hello / Здравствуйте").await?;
    hub.permits(hub.chat(TOMAS).await?).await?;
    hub.kill().await?;
    assert_eq!(setting.verify(None).await?.get("fault"), Some(&json!({ "fault": "unsealed" })));
    setting.sign().await?;
    let signed = json!({ "entries": 2, "fault": null, "doubts": ["no_head_from_outside"] });
    assert_eq!(setting.verify(None).await?, signed);
    drop((town, folder));
    Ok(())
}

#[tokio::test]
async fn search_finds_the_hedgehog_however_it_is_spelt() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "На коробке нарисован ёжик").await?;
    let chat = stage.hub.chat(ANNA).await?;
    stage.hub.shows(chat, "the message", |shown| shown.words.contains("ёжик")).await?;
    let found = stage.hub.command("search", &json!({ "query": "ежик", "limit": 10 })).await?;
    assert_eq!(found.pointer("/messages/0/chat_id").and_then(serde_json::Value::as_i64), Some(chat), "{found}");
    Ok(())
}
