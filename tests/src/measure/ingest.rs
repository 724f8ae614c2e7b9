//! From signed webhooks to messages that can be found, beside the bare rows.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::bare::Bare;
use super::post::written;
use super::{Post, Row, Table, Unit};
use crate::{Result, Stage, WorldError};

/// Webhooks under way at once, as a provider sends them.
const AT_ONCE: usize = 32;
/// Most times that the bare program needs: six tenths of its speed.
const INGESTED: f64 = 1.0 / 0.6;
/// Different people among the senders.
const SENDERS: u32 = 200;
/// Words that the messages are made of.
const WORDS: [&str; 16] = [
    "чай",
    "заказ",
    "доставка",
    "завтра",
    "улун",
    "скидка",
    "адрес",
    "спасибо",
    "tea",
    "order",
    "delivery",
    "tomorrow",
    "oolong",
    "price",
    "address",
    "thanks",
];

/// `count` messages into a hub, so many in a webhook, until the last is projected.
pub async fn ingest(count: u32, together: u32, table: &mut Table) -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let before = stage.calm().await?;
    let number = |name: &str| before.get(name).and_then(Value::as_u64).unwrap_or_default();
    let head = i64::try_from(number("journal")).unwrap_or_default();
    let bodies = Post::to(stage.hub.webhook(), &stage.town.hello);
    let signed = (0..count)
        .step_by(together as usize)
        .map(|from| bodies.signed(&body(&bodies, from, count.min(from + together))));
    let signed = signed.collect::<Result<Vec<_>>>()?;
    let begun = Instant::now();
    post(&bodies, signed).await?;
    stage.arrived(number("messages") + u64::from(count)).await?;
    let ours = begun.elapsed().as_secs_f64();
    let bare = Bare::read(&stage.setting.data, head)?;
    let begun = Instant::now();
    bare.write(stage.folder.path())?;
    let bare = begun.elapsed().as_secs_f64();
    let each = |seconds: f64| seconds / f64::from(count);
    let work = format!("ingest of a message to projected and searchable, {together} in a signed webhook");
    let twin = "the same rows, indexes and search with the same syncs, bare";
    table.add(Row::of(work, Unit::Seconds, each(ours)).beside(twin, each(bare)).at_most_times(INGESTED));
    Ok(())
}

/// Posts what was signed before, so many at once.
async fn post(door: &Post, signed: Vec<(String, Vec<u8>)>) -> Result<()> {
    let queue = Arc::new(tokio::sync::Mutex::new(signed.into_iter()));
    let mut posters = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (door, queue) = (door.clone(), Arc::clone(&queue));
        posters.spawn(async move {
            loop {
                let Some((signature, body)) = queue.lock().await.next() else { return Ok(()) };
                door.post_signed(&signature, body).await?;
            }
        });
    }
    while let Some(poster) = posters.join_next().await {
        poster.map_err(|error| WorldError::Found(format!("posting was broken off: {error}")))??;
    }
    Ok(())
}

/// Text messages as the provider writes them (reference 2.2), their words from a small vocabulary.
fn body(post: &Post, from: u32, to: u32) -> Value {
    let one = |at: u32| {
        let (phone, name) = (format!("7701555{:04}", at % SENDERS), format!("Buyer {}", at % SENDERS));
        written(&phone, &name, &format!("measure {at}"), 1_795_353_600, "text", json!({ "body": words(at as usize) }))
    };
    let (messages, contacts) = (from..to).map(one).unzip();
    post.envelope("messages", "messages", messages, contacts)
}

fn words(at: usize) -> String {
    let pick = |step: usize| WORDS.get((at * step + at / 7) % WORDS.len()).copied().unwrap_or_default();
    [pick(3), pick(5), pick(7), pick(11), pick(13)].join(" ")
}
