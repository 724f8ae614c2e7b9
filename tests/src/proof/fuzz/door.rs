//! The door for webhooks: bodies bent and torn, signed rightly; and right bodies under signatures that are not theirs.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::routing::get;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use reqwest::Client;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::rubbish::bend;
use crate::proof::page::Figures;
use crate::{Result, Stage, Town, WorldError, patience, webhook};

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

/// Has the town do one thing of every kind and keeps the webhooks that come of it.
pub(super) async fn spoken(town: &Town) -> Result<Vec<Vec<u8>>> {
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
    patience::until("webhooks of most deeds", patience::LONG, || async {
        let count = kept.lock().unwrap_or_else(PoisonError::into_inner).len();
        Ok(patience::seen(count > DEEDS.len() / 2, || format!("{count} of {} deeds", DEEDS.len())))
    })
    .await?;
    server.abort();
    Ok(std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner)))
}

async fn shake(Query(query): Query<Value>) -> String {
    query.get("hub.challenge").and_then(Value::as_str).unwrap_or_default().to_owned()
}

async fn keep(State(kept): State<Arc<Mutex<Vec<Vec<u8>>>>>, body: Bytes) {
    kept.lock().unwrap_or_else(PoisonError::into_inner).push(body.to_vec());
}

pub(super) fn read_samples(folder: &Path, seeds: &mut Vec<Vec<u8>>) -> Result<()> {
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

/// The score.
#[derive(Debug, Default)]
pub(super) struct Posted {
    right: u64,
    wrong: u64,
    /// Of those signed rightly, how many differ from each other.
    pub(super) distinct: u64,
    slowest: Duration,
    /// Answers that should not have been.
    astray: Vec<(Signed, u16)>,
}

impl Posted {
    pub(super) fn figures(&self, figures: &mut Figures) {
        figures.row("bodies posted with the right signature", self.right);
        figures.row("of them different from each other", self.distinct);
        figures.row("bodies posted with a wrong signature", self.wrong);
        figures.row("slowest answer", format!("{} ms", self.slowest.as_millis()));
        figures.must(self.astray.is_empty(), || format!("answers that should not have been: {:?}", self.astray));
        figures.must(self.right > 0 && self.wrong > 0, || "nothing was posted".into());
    }
}

/// Posts one body after another and keeps the score.
pub(super) struct Door {
    http: Client,
    url: String,
    secret: String,
    seeds: Vec<Vec<u8>>,
    known: HashSet<sha2::digest::Output<Sha256>>,
    posted: Posted,
}

impl Door {
    /// The door of a stage, with every body of the town and the samples posted once as it is.
    pub(super) async fn open(stage: &Stage, seeds: Vec<Vec<u8>>) -> Result<Self> {
        let (url, secret) = (stage.hub.webhook(), stage.town.hello.app_secret.clone());
        let mut door =
            Self { http: Client::new(), url, secret, seeds, known: HashSet::new(), posted: Posted::default() };
        for body in door.seeds.clone() {
            door.post(body, Signed::Rightly).await?;
        }
        Ok(door)
    }

    /// Posts something bent; now and then it is signed wrongly.
    pub(super) async fn knock(&mut self, dice: &mut ChaCha8Rng) -> Result<()> {
        let pick = |dice: &mut ChaCha8Rng| {
            self.seeds.get(dice.random_range(0..self.seeds.len().max(1))).map(Vec::as_slice).unwrap_or_default()
        };
        let (seed, other) = (pick(dice), pick(dice));
        let body = bend(seed, other, dice);
        let signed = if dice.random_ratio(1, WRONG) { Signed::of(dice) } else { Signed::Rightly };
        self.post(body, signed).await
    }

    async fn post(&mut self, body: Vec<u8>, signed: Signed) -> Result<()> {
        let right = webhook::signature(&self.secret, &body)?;
        if signed == Signed::Rightly {
            self.posted.right += 1;
            self.posted.distinct += u64::from(self.known.insert(Sha256::digest(&body)));
        } else {
            self.posted.wrong += 1;
        }
        let (signature, begun) = (signed.header(right, &body)?, Instant::now());
        let status = webhook::post(&self.http, &self.url, signature.as_deref(), body).await?;
        self.posted.slowest = self.posted.slowest.max(begun.elapsed());
        if status != if signed == Signed::Rightly { 200 } else { 401 } {
            self.posted.astray.push((signed, status));
        }
        Ok(())
    }

    /// What came of it.
    pub(super) fn end(self) -> Posted {
        self.posted
    }
}

/// What stands in the header of the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signed {
    Rightly,
    /// No header at all.
    NotAtAll,
    /// With another secret.
    Stranger,
    /// The right one with its last digit changed.
    OneDigit,
    /// The right one without its last byte.
    Short,
    /// The right one under the name of the older algorithm.
    Older,
    /// The right one without a name.
    Bare,
    /// The right one of these bytes with one more.
    Longer,
}

impl Signed {
    fn of(dice: &mut ChaCha8Rng) -> Self {
        let all = [Self::NotAtAll, Self::Stranger, Self::OneDigit, Self::Short, Self::Older, Self::Bare, Self::Longer];
        all.get(dice.random_range(0..all.len())).copied().unwrap_or(Self::NotAtAll)
    }

    fn header(self, right: String, body: &[u8]) -> Result<Option<String>> {
        let cut = |by: usize| right.get(..right.len().saturating_sub(by)).unwrap_or_default().to_owned();
        Ok(match self {
            Self::NotAtAll => None,
            Self::Stranger => Some(webhook::signature("not the secret", body)?),
            Self::OneDigit => Some(format!("{}{}", cut(1), if right.ends_with('0') { '1' } else { '0' })),
            Self::Short => Some(cut(2)),
            Self::Older => Some(right.replace("sha256", "sha1")),
            Self::Bare => Some(right.replace("sha256=", "")),
            Self::Longer => Some(format!("{right}00")),
            Self::Rightly => Some(right),
        })
    }
}
