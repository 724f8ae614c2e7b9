//! A long time at full pace: messages and news of messages sent before, without a loss and without falling behind.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::post::written;
use super::{Post, Row, Table, Unit};
use crate::held::{self, Held};
use crate::{Result, Stage, WorldError, patience};

/// Each second.
const MESSAGES: u32 = 1_000;
const STATUSES: u32 = 2_300;
/// Statuses of one webhook.
const TOGETHER: u32 = 10;
/// Webhooks go out this often.
const BEAT: Duration = Duration::from_millis(20);
const BEATS: u32 = 50;
/// Messages that were sent before, whose statuses come.
const SENT: usize = 1_000;
/// Most seconds from the journal to the tables.
const LAG: f64 = 1.0;
/// People who write.
const WRITERS: u32 = 5_000;

/// So many seconds of it.
pub async fn steady(seconds: u32, table: &mut Table) -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let ids = sent(&stage).await?;
    let before = held::written(&stage.setting)?;
    let sent = ids.len() as u64;
    let post = Post::to(stage.hub.webhook(), &stage.town.hello);
    let begun = Instant::now();
    let pace = tokio::spawn(lay_on(post, ids, seconds));
    let mut worst = 0.0_f64;
    while !pace.is_finished() {
        worst = worst.max(lag(&stage).await?);
    }
    pace.await.map_err(|error| WorldError::Found(format!("posting was broken off: {error}")))??;
    let took = begun.elapsed().as_secs_f64();
    worst = worst.max(lag(&stage).await?);
    let held = Held::read(&stage.setting, before)?;
    let work = format!("{MESSAGES} messages and {STATUSES} statuses a second for {seconds} s");
    let wrong = [
        ("messages lost", u64::from(MESSAGES * seconds).abs_diff(held.ids)),
        ("messages that are there more than once", held.received - held.ids),
        ("messages sent before that are not known to be read", sent.abs_diff(held.read)),
    ];
    for (what, count) in wrong {
        table.add(none(format!("{work}: {what}"), count));
    }
    table.add(Row::of(format!("{work}: how far the tables fell behind"), Unit::Seconds, worst).at_most(LAG));
    let asked = f64::from(seconds);
    table.add(
        Row::of(format!("{work}: how long it took"), Unit::Seconds, took).beside("as asked", asked).at_most_times(1.02),
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn none(work: String, count: u64) -> Row {
    Row::of(work, Unit::Count, count as f64).at_most(0.0)
}

/// Sends a message to each of many people; the provider's ids.
async fn sent(stage: &Stage) -> Result<Vec<String>> {
    stage.town.burst(2 * SENT as u64, 500, SENT as u64).await?;
    stage.town.idle().await?;
    let mut after = Value::Null;
    let mut given = 0;
    while given < SENT {
        let page = json!({ "filter": { "filter": "all" }, "limit": 100, "after": after });
        let page = stage.hub.command("chats", &page).await?;
        for row in page.get("rows").and_then(Value::as_array).into_iter().flatten() {
            let chat = row.get("chat_id").and_then(Value::as_i64).unwrap_or_default();
            stage.hub.sends(&format!("steady {given}"), chat, "Спасибо, отправим завтра").await?;
            given += 1;
        }
        after = page.get("next").cloned().unwrap_or_default();
        if after.is_null() {
            break;
        }
    }
    patience::until("every answer at the provider", patience::LONG * 10, || async {
        let sent = stage.town.sent().await?.len();
        Ok(patience::seen(sent >= given, || format!("{sent} of {given}")))
    })
    .await?;
    stage.town.idle().await?;
    Ok(stage.town.sent().await?.into_iter().map(|sent| sent.id).collect())
}

/// Posts what is owed at each beat, whether or not what went before was answered.
async fn lay_on(post: Post, ids: Vec<String>, seconds: u32) -> Result<()> {
    let mut beats = interval(BEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut posts = JoinSet::new();
    for beat in 0..seconds * BEATS {
        beats.tick().await;
        let messages = MESSAGES / BEATS;
        for number in beat * messages..(beat + 1) * messages {
            let (post, body) = (post.clone(), message(&post, number));
            posts.spawn(async move { post.post(&body).await });
        }
        let statuses = STATUSES / BEATS;
        for from in (beat * statuses..(beat + 1) * statuses).step_by(TOGETHER as usize) {
            let to = ((beat + 1) * statuses).min(from + TOGETHER);
            let items = (from..to).filter_map(|number| status(&ids, number)).collect();
            let (post, body) = (post.clone(), post.envelope("messages", "statuses", items, Vec::new()));
            posts.spawn(async move { post.post(&body).await });
        }
        while let Some(posted) = posts.try_join_next() {
            posted.map_err(|error| WorldError::Found(format!("posting was broken off: {error}")))??;
        }
    }
    while let Some(posted) = posts.join_next().await {
        posted.map_err(|error| WorldError::Found(format!("posting was broken off: {error}")))??;
    }
    Ok(())
}

/// A text message (reference 2.2).
fn message(post: &Post, number: u32) -> Value {
    let (phone, name) = (format!("7703{:07}", number % WRITERS), format!("Писатель {}", number % WRITERS));
    let content = json!({ "body": format!("Заказ {number}, доставка завтра") });
    let (message, contact) = written(&phone, &name, &format!("steady {number}"), 1_795_353_600, "text", content);
    post.envelope("messages", "messages", vec![message], vec![contact])
}

/// The next word about one of the messages sent (reference 2.4): it was delivered, then read, then the same again later.
fn status(ids: &[String], number: u32) -> Option<Value> {
    let id = ids.get(number as usize % ids.len().max(1))?;
    let round = number as usize / ids.len().max(1);
    let word = if round.is_multiple_of(2) { "delivered" } else { "read" };
    Some(
        json!({ "id": id, "status": word, "timestamp": (1_795_353_600 + round).to_string(), "recipient_id": "77030000001" }),
    )
}

/// Seconds until what is in the journal now is in the tables.
async fn lag(stage: &Stage) -> Result<f64> {
    let (journal, _) = figures(stage).await?;
    let begun = Instant::now();
    loop {
        if figures(stage).await?.1 >= journal {
            return Ok(begun.elapsed().as_secs_f64());
        }
    }
}

/// Entries of the journal, and those that are projected.
async fn figures(stage: &Stage) -> Result<(u64, u64)> {
    let text = stage.hub.metrics().await?;
    let figure = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<u64>().ok());
    match (figure("switchboard_journal_entries "), figure("switchboard_projected_entries ")) {
        (Some(journal), Some(projected)) => Ok((journal, projected)),
        _ => Err(WorldError::Found(format!("the hub's figures lack entries: {text}"))),
    }
}
