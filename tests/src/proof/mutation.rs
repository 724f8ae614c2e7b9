//! Webhooks bent and torn, signed rightly, posted to a running hub: each is acknowledged and kept, and nothing falls over.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::routing::get;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use reqwest::Client;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::page::Figures;
use super::rubbish::bend;
use crate::{Result, Stage, Town, WorldError, webhook};

/// For how long, after which seed, and made of what.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// Seed of everything.
    pub seed: u64,
    /// Seconds of posting.
    pub seconds: u64,
    /// A folder with further webhook bodies (`*.json`, in its folders too).
    pub samples: Option<PathBuf>,
}

/// What this proof claims.
pub const CLAIMS: &str = "Webhook bodies of every kind the town can send are posted as they are, and then bent as JSON and torn as bytes, each signed with the right secret. \
Each is answered 200 and lies in the journal; the same with a wrong signature is answered 401 and kept nowhere. The hub goes on answering, \
and a rebuild from that journal gives the same counts.";

/// Deeds of people that make a webhook each.
const DEEDS: [&str; 14] = [
    "text",
    "image",
    "video",
    "voice",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "interactive",
    "button",
    "unsupported",
    "edit",
    "revoke",
];
/// One of so many is signed wrongly.
const WRONG: u32 = 25;

/// Posts rubbish and looks at what became of it.
pub async fn prove(mutation: Mutation) -> Result<Figures> {
    let mut stage = Stage::open(mutation.seed, 0.0).await?;
    let mut seeds = spoken(&stage.town).await?;
    let own = seeds.len();
    if let Some(folder) = &mutation.samples {
        read_samples(folder, &mut seeds)?;
    }
    stage.town.subscribe(&stage.hub.webhook()).await?;
    let before = journal(&stage.calm().await?)?;
    let posted = post_all(&stage, &mutation, &seeds).await?;
    let mut figures = Figures::default();
    figures.row("bodies of the town to begin with", own);
    figures.row("further samples", seeds.len() - own);
    posted.figures(mutation.seconds, &mut figures);
    figures.must(stage.hub.runs(), || "the hub ended".into());
    let after = stage.calm().await?;
    let kept = journal(&after)? - before;
    figures.row("entries added to the journal", kept);
    figures.row("shown as unknown", after.get("unknown").cloned().unwrap_or_default());
    figures.must(kept >= posted.distinct, || {
        format!("{} different bodies were acknowledged, {kept} are kept", posted.distinct)
    });
    rebuilt(stage, &after, &mut figures).await?;
    Ok(figures)
}

/// Has the town do one thing of every kind and keeps the webhooks that come of it.
async fn spoken(town: &Town) -> Result<Vec<Vec<u8>>> {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.map_err(|source| WorldError::File { doing: "listening for webhooks", source })?;
    let address =
        listener.local_addr().map_err(|source| WorldError::File { doing: "listening for webhooks", source })?;
    let router = Router::new().route("/", get(shake).post(keep)).with_state(Arc::clone(&kept));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    town.subscribe(&format!("http://{address}/")).await?;
    let first = town.says("Анна Корнеева", "Здравствуйте! Есть сенча?").await?;
    for deed in DEEDS {
        // A deed that this town does not know leaves one kind out; that all are left out is a fault.
        let deed = json!({ "person": "Анна Корнеева", "type": deed, "text": "ёжик", "emoji": "🍵", "reply_to": first, "message_id": first });
        drop(town.does(deed).await);
    }
    town.does(json!({ "person": "Ержан Бекенов", "group": "Tea Club · Almaty", "type": "text", "text": "Сәлем" }))
        .await?;
    town.idle().await?;
    server.abort();
    let kept = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
    if kept.len() < DEEDS.len() / 2 {
        return Err(WorldError::Found(format!("the town made only {} webhooks of {} deeds", kept.len(), DEEDS.len())));
    }
    Ok(kept)
}

async fn shake(Query(query): Query<Value>) -> String {
    query.get("hub.challenge").and_then(Value::as_str).unwrap_or_default().to_owned()
}

async fn keep(State(kept): State<Arc<Mutex<Vec<Vec<u8>>>>>, body: Bytes) {
    kept.lock().unwrap_or_else(PoisonError::into_inner).push(body.to_vec());
}

fn read_samples(folder: &Path, seeds: &mut Vec<Vec<u8>>) -> Result<()> {
    let failed = |source| WorldError::File { doing: "reading the samples", source };
    let entries: std::io::Result<Vec<_>> = std::fs::read_dir(folder).map_err(failed)?.collect();
    let mut paths: Vec<PathBuf> = entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_samples(&path, seeds)?;
        } else if path.extension().is_some_and(|kind| kind == "json") {
            seeds.push(std::fs::read(&path).map_err(failed)?);
        }
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Posted {
    right: u64,
    wrong: u64,
    distinct: u64,
    slowest: Duration,
    /// Answers that should not have been, by status.
    astray: Vec<u16>,
}

impl Posted {
    fn figures(&self, seconds: u64, figures: &mut Figures) {
        figures.row("seconds", seconds);
        figures.row("bodies posted with the right signature", self.right);
        figures.row("of them different from each other", self.distinct);
        figures.row("bodies posted with a wrong signature", self.wrong);
        figures.row("slowest answer", format!("{} ms", self.slowest.as_millis()));
        figures.must(self.astray.is_empty(), || format!("answers that should not have been: {:?}", self.astray));
        figures.must(self.right > 0 && self.wrong > 0, || "nothing was posted".into());
    }
}

/// Posts every body as it is, and then bent ones until the time is over.
async fn post_all(stage: &Stage, mutation: &Mutation, seeds: &[Vec<u8>]) -> Result<Posted> {
    let mut dice = ChaCha8Rng::seed_from_u64(mutation.seed);
    let mut poster = Poster {
        http: Client::new(),
        url: stage.hub.webhook(),
        secret: stage.town.hello.app_secret.clone(),
        known: HashSet::new(),
        posted: Posted::default(),
    };
    for body in seeds {
        poster.post(body.clone(), false).await?;
    }
    let end = Instant::now() + Duration::from_secs(mutation.seconds);
    while Instant::now() < end {
        let pick = |dice: &mut ChaCha8Rng| {
            seeds.get(dice.random_range(0..seeds.len().max(1))).map(Vec::as_slice).unwrap_or_default()
        };
        let (seed, other) = (pick(&mut dice), pick(&mut dice));
        let body = bend(seed, other, &mut dice);
        poster.post(body, dice.random_ratio(1, WRONG)).await?;
    }
    Ok(poster.posted)
}

/// Posts one body after another and keeps the score.
struct Poster {
    http: Client,
    url: String,
    secret: String,
    known: HashSet<sha2::digest::Output<Sha256>>,
    posted: Posted,
}

impl Poster {
    async fn post(&mut self, body: Vec<u8>, wrong: bool) -> Result<()> {
        let signature = webhook::signature(if wrong { "not the secret" } else { &self.secret }, &body)?;
        if wrong {
            self.posted.wrong += 1;
        } else {
            self.posted.right += 1;
            self.posted.distinct += u64::from(self.known.insert(Sha256::digest(&body)));
        }
        let begun = Instant::now();
        let status = webhook::post(&self.http, &self.url, Some(&signature), body).await?;
        self.posted.slowest = self.posted.slowest.max(begun.elapsed());
        if status != if wrong { 401 } else { 200 } {
            self.posted.astray.push(status);
        }
        Ok(())
    }
}

fn journal(report: &Value) -> Result<u64> {
    report
        .get("journal")
        .and_then(Value::as_u64)
        .ok_or_else(|| WorldError::Found(format!("inspect counted no journal: {report}")))
}

/// A rebuild must come to the same counts as the hub that worked everything off.
async fn rebuilt(stage: Stage, before: &Value, figures: &mut Figures) -> Result<()> {
    stage.hub.health("an answer", |_| true).await?;
    let Stage { town: _town, hub, setting, folder: _folder } = stage;
    hub.kill().await?;
    setting.rebuild().await?;
    let again = setting.inspect().await?;
    figures.must(*before == again, || format!("before the rebuild {before}, after it {again}"));
    Ok(())
}
