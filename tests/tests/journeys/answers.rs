//! What may be sent, what is refused before it leaves, and what becomes of an answer that got lost.

use serde_json::json;
use world::{Result, Stage, WorldError};

use crate::ANNA;

/// A little more than the window of a day, in milliseconds.
const A_DAY_AND_A_BIT: u64 = 25 * 3_600_000;

#[tokio::test]
async fn in_a_closed_window_a_text_is_refused_here_and_never_leaves() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Здравствуйте").await?;
    let chat = stage.hub.chat(ANNA).await?;
    stage.advance(A_DAY_AND_A_BIT).await?;
    let refused = stage.hub.sends("late-1", chat, "Простите, что так поздно").await;
    assert!(matches!(&refused, Err(WorldError::Refused { body, .. }) if body.contains("window_closed")), "{refused:?}");
    assert!(stage.town.sent().await?.iter().all(|sent| !sent.holds("так поздно")));
    Ok(())
}

#[tokio::test]
async fn the_same_command_twice_is_one_message() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Здравствуйте").await?;
    let chat = stage.hub.chat(ANNA).await?;
    let first = stage.hub.sends("twice", chat, "Добрый день!").await?;
    let second = stage.hub.sends("twice", chat, "Добрый день!").await?;
    assert_eq!(first, second);
    stage.hub.reaches(chat, first, "read").await?;
    assert_eq!(stage.town.sent().await?.iter().filter(|sent| sent.holds("Добрый день!")).count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_send_whose_answer_is_lost_is_settled_by_its_status_and_never_repeated() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Здравствуйте").await?;
    let chat = stage.hub.chat(ANNA).await?;
    stage.town.control("trouble", json!({ "kind": "drop_answer", "count": 1 })).await?;
    let message = stage.hub.sends("lost", chat, "Ваш заказ готов").await?;
    stage.hub.reaches(chat, message, "read").await?;
    assert_eq!(stage.town.sent().await?.iter().filter(|sent| sent.holds("заказ готов")).count(), 1);
    Ok(())
}

#[tokio::test]
async fn what_the_provider_refuses_is_shown_as_refused() -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    stage.town.says(ANNA, "Здравствуйте").await?;
    let chat = stage.hub.chat(ANNA).await?;
    stage.town.control("trouble", json!({ "kind": "answer_code", "count": 1, "value": 131_026 })).await?;
    let message = stage.hub.sends("refused", chat, "Это не дойдёт").await?;
    stage.hub.reaches(chat, message, "refused").await?;
    assert!(stage.town.sent().await?.iter().all(|sent| !sent.holds("не дойдёт")));
    Ok(())
}
