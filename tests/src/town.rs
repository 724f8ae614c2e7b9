//! The sandbox with its town, as a process, and what its control address can make happen.

use std::collections::BTreeMap;
use std::path::Path;

use reqwest::Client;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::process::Command;

#[cfg(target_os = "linux")]
use crate::network::{Door, Machine};
use crate::patience;
use crate::process::{Running, program};
use crate::{Result, WorldError};

/// What the sandbox says of itself in its first line.
#[derive(Debug, Clone, Deserialize)]
pub struct Hello {
    /// Address of the emulated API, without a version.
    pub api_base: String,
    /// The app that webhooks are signed for.
    pub app_id: String,
    /// The business account.
    pub waba_id: String,
    /// The one number.
    pub phone_number_id: String,
    /// Bearer token for the API.
    pub token: String,
    /// Key of the signatures.
    pub app_secret: String,
    /// Word of the verify handshake.
    pub verify_token: String,
    /// Address of the control calls.
    pub control: String,
}

/// A running sandbox.
#[derive(Debug)]
pub struct Town {
    /// Its first line.
    pub hello: Hello,
    http: Client,
    _running: Running,
}

/// One message the town got from us, as `GET /control/sent` lists it.
#[derive(Debug, Clone, Deserialize)]
pub struct Sent {
    /// The id that the API answered with.
    pub id: String,
    /// Phone, business-scoped id or group.
    pub to: String,
    /// Kind of message.
    #[serde(rename = "type")]
    pub kind: String,
    /// What was sent, whole: text, caption, ...
    #[serde(flatten)]
    pub rest: Value,
}

impl Sent {
    /// Whether these words stand anywhere in it.
    pub fn holds(&self, words: &str) -> bool {
        self.rest.to_string().contains(words)
    }
}

impl Town {
    /// Starts the town of this seed; `rate` messages a second are written unasked (0: silence). Its log goes into `folder`.
    pub async fn start(folder: &Path, seed: u64, rate: f64) -> Result<Self> {
        let mut command = Command::new(program("switchboard-sandbox")?);
        command.args(["--listen", "127.0.0.1:0", "--seed", &seed.to_string(), "--rate", &rate.to_string()]);
        Self::greeted(folder, command).await
    }

    /// Starts a silent town on another machine, where it answers at every address; here it is reached by the door.
    #[cfg(target_os = "linux")]
    pub async fn start_on(machine: &Machine, door: &Door, folder: &Path, seed: u64) -> Result<Self> {
        let mut command = machine.command(&program("switchboard-sandbox")?);
        let listen = format!("0.0.0.0:{}", door.port);
        command.args(["--listen", &listen, "--seed", &seed.to_string(), "--rate", "0"]);
        let mut town = Self::greeted(folder, command).await?;
        for address in [&mut town.hello.api_base, &mut town.hello.control] {
            *address = address.replacen("0.0.0.0", "127.0.0.1", 1);
        }
        Ok(town)
    }

    async fn greeted(folder: &Path, command: Command) -> Result<Self> {
        let (running, greeting) =
            Running::greeted("switchboard-sandbox", command, Some(&folder.join("sandbox.log"))).await?;
        let hello = Hello::deserialize(&greeting)
            .map_err(|_| WorldError::Greeting { program: "switchboard-sandbox".into(), line: greeting.to_string() })?;
        Ok(Self { hello, http: Client::new(), _running: running })
    }

    /// Tells the app where its webhooks go; the address has to pass the verify handshake.
    pub async fn subscribe(&self, callback: &str) -> Result<()> {
        let url = format!("{}/v23.0/{}/subscriptions", self.hello.api_base, self.hello.app_id);
        let app_token = format!("{}|{}", self.hello.app_id, self.hello.app_secret);
        let form = json!({
            "object": "whatsapp_business_account", "callback_url": callback, "verify_token": self.hello.verify_token,
            "fields": "messages,group_lifecycle_update,group_participants_update,group_settings_update,\
                group_status_update,account_update,account_alerts,phone_number_quality_update,phone_number_name_update,\
                message_template_status_update,calls",
        });
        answer(&url, self.http.post(&url).bearer_auth(app_token).json(&form)).await?;
        let url = format!("{}/v23.0/{}/subscribed_apps", self.hello.api_base, self.hello.waba_id);
        answer(&url, self.http.post(&url).bearer_auth(&self.hello.token)).await.map(drop)
    }

    /// Waits until somebody else has told the app where its webhooks go, and has attached it to the business account: before both,
    /// what happens is told to nobody.
    pub async fn listened(&self) -> Result<()> {
        patience::until("a subscription of the business account", patience::LONG, || async {
            let heard = self.callback().await?.is_some() && self.is_attached().await?;
            Ok(patience::seen(heard, || "none".to_owned()))
        })
        .await
    }

    /// Whether the account's events go to the app.
    async fn is_attached(&self) -> Result<bool> {
        let url = format!("{}/v23.0/{}/subscribed_apps", self.hello.api_base, self.hello.waba_id);
        let list = answer(&url, self.http.get(&url).bearer_auth(&self.hello.token)).await?;
        Ok(list.pointer("/data/0").is_some())
    }

    /// Where the app's webhooks go; none where it was not told.
    pub async fn callback(&self) -> Result<Option<String>> {
        let url = format!("{}/v23.0/{}/subscriptions", self.hello.api_base, self.hello.app_id);
        let app_token = format!("{}|{}", self.hello.app_id, self.hello.app_secret);
        let list = answer(&url, self.http.get(&url).bearer_auth(&app_token)).await?;
        Ok(list.pointer("/data/0/callback_url").and_then(Value::as_str).map(str::to_owned))
    }

    /// Waits until the API has accepted a message with these words, and gives it.
    pub async fn gets(&self, words: &str) -> Result<Sent> {
        patience::until("the words at the provider", patience::LONG, || async {
            let sent = self.sent().await?;
            Ok(sent
                .iter()
                .find(|sent| sent.holds(words))
                .cloned()
                .ok_or_else(|| format!("{} other messages", sent.len())))
        })
        .await
    }

    /// A control call with a body.
    pub async fn control(&self, call: &str, body: Value) -> Result<Value> {
        let url = format!("{}/{call}", self.hello.control);
        answer(&url, self.http.post(&url).json(&body)).await
    }

    /// What the town says of itself: people, groups, the time it is there.
    pub async fn look(&self) -> Result<Value> {
        answer(&self.hello.control, self.http.get(&self.hello.control)).await
    }

    /// Everything about every group: who is in it, who asks, what is pinned.
    pub async fn groups(&self) -> Result<Vec<Value>> {
        let url = format!("{}/groups", self.hello.control);
        let all = answer(&url, self.http.get(&url)).await?;
        all.get("groups").and_then(Value::as_array).cloned().ok_or_else(|| lacking(&url, "groups", &all))
    }

    /// Makes a person write a text now; the id of the message.
    pub async fn says(&self, person: &str, text: &str) -> Result<String> {
        self.does(json!({ "person": person, "type": "text", "text": text })).await
    }

    /// Makes a person do something now (`type` and its fields as the sandbox's `--help` has them); the id of the message.
    pub async fn does(&self, deed: Value) -> Result<String> {
        let done = self.control("say", deed).await?;
        let id = done.get("message_id").and_then(Value::as_str).map(str::to_owned);
        id.ok_or_else(|| lacking("/control/say", "message_id", &done))
    }

    /// Has `count` messages written at a pace by some people; comes back when the town has taken the order.
    pub async fn burst(&self, count: u64, per_second: u64, people: u64) -> Result<Value> {
        self.control("burst", json!({ "count": count, "per_second": per_second, "people": people })).await
    }

    /// Waits until no webhook is under way or waiting.
    pub async fn idle(&self) -> Result<()> {
        self.control("idle", json!({})).await.map(drop)
    }

    /// Moves the town's clock.
    pub async fn advance(&self, ms: u64) -> Result<()> {
        self.control("clock", json!({ "advance_ms": ms })).await.map(drop)
    }

    /// Who asked the API for anything, with how many requests.
    pub async fn askers(&self) -> Result<BTreeMap<String, u64>> {
        let url = format!("{}/requests?last=10000", self.hello.control);
        let list = answer(&url, self.http.get(&url)).await?;
        let requests =
            list.get("requests").and_then(Value::as_array).ok_or_else(|| lacking(&url, "requests", &list))?;
        let mut askers = BTreeMap::new();
        for asker in requests.iter().filter_map(|request| request.get("from")?.as_str()) {
            *askers.entry(asker.to_owned()).or_default() += 1;
        }
        Ok(askers)
    }

    /// Everything we sent that the API accepted, oldest first.
    pub async fn sent(&self) -> Result<Vec<Sent>> {
        let url = format!("{}/sent", self.hello.control);
        let list = answer(&url, self.http.get(&url)).await?;
        let list = list.get("sent").cloned().unwrap_or(list);
        Vec::deserialize(&list).map_err(|_| lacking(&url, "a list of sent messages", &list))
    }
}

/// Sends a request; the JSON of a good answer.
pub(crate) async fn answer(url: &str, request: reqwest::RequestBuilder) -> Result<Value> {
    let no_answer = |source: reqwest::Error| WorldError::NoAnswer { url: url.to_owned(), source: source.without_url() };
    let response = request.send().await.map_err(no_answer)?;
    let status = response.status();
    let body = response.text().await.map_err(no_answer)?;
    if !status.is_success() {
        return Err(WorldError::Refused { url: url.to_owned(), status: status.as_u16(), body });
    }
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(&body).map_err(|_| WorldError::Lacking { url: url.to_owned(), what: "JSON", body })
}

/// An answer without what it must hold.
pub(crate) fn lacking(url: &str, what: &'static str, body: &Value) -> WorldError {
    WorldError::Lacking { url: url.to_owned(), what, body: body.to_string() }
}
