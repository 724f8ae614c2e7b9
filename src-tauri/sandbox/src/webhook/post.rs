//! One POST to a callback address: its events, its bytes, its signature.

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::oneshot;

use crate::escape::body_bytes;
use crate::trouble::Troubles;

/// Which signature goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signature {
    Right,
    Missing,
    OtherKey,
}

/// A webhook on its way.
pub(crate) struct Post {
    pub(crate) url: String,
    waba_id: String,
    changes: Vec<Value>,
    timed: bool,
    /// Town time of the event.
    pub(crate) first_at: i64,
    /// Deliveries tried so far.
    pub(crate) attempts: u32,
    bytes: Option<Bytes>,
    raw: bool,
    signature: Signature,
    /// Nothing else is in flight beside it.
    pub(crate) alone: bool,
    /// How many events may share a POST.
    pub(crate) batch: usize,
    pub(crate) tell: Vec<oneshot::Sender<Option<u16>>>,
}

impl Post {
    /// An empty one.
    pub(crate) fn new(url: String, waba_id: &str, now: i64) -> Self {
        Self {
            url,
            waba_id: waba_id.to_owned(),
            changes: Vec::new(),
            timed: false,
            first_at: now,
            attempts: 0,
            bytes: None,
            raw: false,
            signature: Signature::Right,
            alone: false,
            batch: 1,
            tell: Vec::new(),
        }
    }

    /// One whose body is given byte by byte.
    pub(crate) fn of_bytes(url: String, waba_id: &str, now: i64, bytes: Bytes) -> Self {
        Self { bytes: Some(bytes), ..Self::new(url, waba_id, now) }
    }

    /// Puts an event into it; `timed` adds `entry[].time`.
    pub(crate) fn add(&mut self, field: &str, value: Value, timed: bool) {
        self.timed |= timed;
        self.changes.push(json!({"value": value, "field": field}));
    }

    /// Encoding, signature and batch as the troubles that are on want them.
    pub(crate) fn manner(&mut self, troubles: &mut Troubles) {
        if troubles.none() {
            return;
        }
        self.raw = troubles.take("raw_utf8").is_some();
        self.alone = troubles.take("one_at_a_time").is_some();
        if troubles.take("no_signature").is_some() {
            self.signature = Signature::Missing;
        } else if troubles.take("bad_signature").is_some() || troubles.look("other_secret").is_some() {
            self.signature = Signature::OtherKey;
        }
        if let Some(most) = troubles.take("batch") {
            self.batch = most.as_u64().and_then(|most| usize::try_from(most).ok()).unwrap_or(1_000).clamp(1, 1_000);
        }
    }

    /// The same event once more.
    pub(crate) fn twin(&self) -> Self {
        Self {
            changes: self.changes.clone(),
            timed: self.timed,
            bytes: self.bytes.clone(),
            raw: self.raw,
            signature: self.signature,
            alone: self.alone,
            batch: self.batch,
            ..Self::new(self.url.clone(), &self.waba_id, self.first_at)
        }
    }

    /// Takes over the events of another one for the same address: messages join messages and statuses join statuses in
    /// one value, everything else becomes a change of its own.
    pub(crate) fn absorb(&mut self, mut other: Self) {
        self.timed |= other.timed;
        self.tell.append(&mut other.tell);
        for change in other.changes {
            let list =
                ["messages", "statuses"].into_iter().find(|list| change.pointer(&format!("/value/{list}")).is_some());
            let host = list.and_then(|list| {
                self.changes.iter_mut().find(|mine| mine.pointer(&format!("/value/{list}")).is_some())
            });
            match host {
                Some(host) => join(host, change),
                None => self.changes.push(change),
            }
        }
    }

    /// The body, made once: a repeated POST has the same bytes.
    pub(crate) fn body(&mut self) -> Bytes {
        if let Some(bytes) = &self.bytes {
            return bytes.clone();
        }
        let mut entry = json!({"id": self.waba_id, "changes": self.changes});
        if self.timed
            && let Some(entry) = entry.as_object_mut()
        {
            entry.insert("time".to_owned(), json!(self.first_at.div_euclid(1_000)));
        }
        let body = json!({"object": "whatsapp_business_account", "entry": [entry]});
        let bytes = Bytes::from(body_bytes(&body, self.raw));
        self.changes.clear();
        self.bytes = Some(bytes.clone());
        bytes
    }

    /// The value of `X-Hub-Signature-256`, over the raw bytes of the body.
    pub(crate) fn signed(&mut self, app_secret: &str) -> Option<String> {
        let bytes = self.body();
        match self.signature {
            Signature::Missing => None,
            Signature::Right => sign(app_secret.as_bytes(), &bytes),
            Signature::OtherKey => sign(b"not the secret of the app", &bytes),
        }
    }
}

fn sign(key: &[u8], bytes: &[u8]) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(bytes);
    Some(format!("sha256={}", hex::encode(mac.finalize().into_bytes())))
}

fn join(host: &mut Value, change: Value) {
    let Some(theirs) = change.get("value").and_then(Value::as_object) else {
        return;
    };
    let Some(mine) = host.get_mut("value").and_then(Value::as_object_mut) else {
        return;
    };
    for name in ["contacts", "messages", "statuses"] {
        let Some(items) = theirs.get(name).and_then(Value::as_array) else {
            continue;
        };
        let list = mine.entry(name.to_owned()).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            for item in items {
                if name != "contacts" || !list.contains(item) {
                    list.push(item.clone());
                }
            }
        }
    }
}
