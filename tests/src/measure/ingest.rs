//! From signed webhooks to messages that can be found, beside the bare rows.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::bare::{Bare, Message};
use super::{Row, Table, Unit};
use crate::town::Hello;
use crate::{Result, Stage, WorldError, patience, webhook};

/// Webhooks under way at once, as a provider sends them.
const AT_ONCE: usize = 32;
/// Most times that the bare program needs: six tenths of its speed.
const INGESTED: f64 = 1.0 / 0.6;
/// Different people among the senders.
const SENDERS: usize = 200;
/// How long the projection may take.
const PROJECTED: Duration = Duration::from_secs(300);
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

/// `count` webhooks of one message each into a hub, until the last is projected.
pub async fn ingest(count: u32, table: &mut Table) -> Result<()> {
    let stage = Stage::open(1, 0.0).await?;
    let rows = rows(count, &stage.town.hello);
    let signed: Vec<(String, Vec<u8>)> = rows
        .iter()
        .map(|row| Ok((webhook::signature(&stage.town.hello.app_secret, &row.body)?, row.body.clone())))
        .collect::<Result<_>>()?;
    let before = messages(&stage).await?;
    let begun = Instant::now();
    post(signed, &stage.hub.webhook()).await?;
    patience::until("every message projected", PROJECTED, || async {
        let there = messages(&stage).await? - before;
        Ok(patience::seen(there >= u64::from(count), || format!("{there} of {count}")))
    })
    .await?;
    let ours = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let mut bare = Bare::open(stage.folder.path())?;
    rows.chunks(AT_ONCE).try_for_each(|chunk| bare.write(chunk))?;
    let bare = begun.elapsed().as_secs_f64();
    let each = |seconds: f64| seconds / f64::from(count);
    let work =
        format!("ingest of a message, of {count} signed webhooks, {AT_ONCE} at once, to projected and searchable");
    let twin = "the same rows with the same syncs, written by a bare program";
    table.add(Row::of(work, Unit::Seconds, each(ours)).beside(twin, each(bare)).at_most_times(INGESTED));
    Ok(())
}

async fn post(signed: Vec<(String, Vec<u8>)>, url: &str) -> Result<()> {
    let http = Client::new();
    let queue = Arc::new(tokio::sync::Mutex::new(signed.into_iter()));
    let mut posters = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (http, url, queue) = (http.clone(), url.to_owned(), Arc::clone(&queue));
        posters.spawn(async move {
            loop {
                let Some((signature, body)) = queue.lock().await.next() else { return Ok(()) };
                let status = webhook::post(&http, &url, Some(&signature), body).await?;
                if status != 200 {
                    return Err(WorldError::Found(format!("a webhook was answered {status}")));
                }
            }
        });
    }
    while let Some(poster) = posters.join_next().await {
        poster.map_err(|error| WorldError::Found(format!("posting was broken off: {error}")))??;
    }
    Ok(())
}

async fn messages(stage: &Stage) -> Result<u64> {
    let report = stage.setting.inspect().await?;
    Ok(report.get("messages").and_then(Value::as_u64).unwrap_or_default())
}

fn rows(count: u32, town: &Hello) -> Vec<Message> {
    (0..count).map(|at| row(usize::try_from(at).unwrap_or_default(), town)).collect()
}

/// A text message as the provider writes it (reference 2.2), its words from a small vocabulary.
fn row(at: usize, town: &Hello) -> Message {
    let sender = format!("7701555{:04}", at % SENDERS);
    let id = format!("wamid.MEASURE{at:08}");
    let pick = |step: usize| WORDS.get((at * step + at / 7) % WORDS.len()).copied().unwrap_or_default();
    let words = [pick(3), pick(5), pick(7), pick(11), pick(13)].join(" ");
    let body = json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": town.waba_id, "changes": [{ "field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "15550100200", "phone_number_id": town.phone_number_id },
            "contacts": [{ "profile": { "name": format!("Buyer {}", at % SENDERS) }, "wa_id": sender }],
            "messages": [{ "from": sender, "id": id, "timestamp": "1795353600", "type": "text", "text": { "body": words } }],
        } }] }],
    });
    Message { body: body.to_string().into_bytes(), sender, id, words }
}
