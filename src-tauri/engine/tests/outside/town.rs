//! The town at the other end: people who write, things that go wrong, a clock that is moved.

use engine::ports::CredentialSet;
use sandbox::{Config, Hello, Running, start};
use serde_json::{Value, json};

pub const ANNA: &str = "Анна Корнеева";
pub const TOMAS: &str = "Tomás Ribeiro";
pub const LENA: &str = "Lena Fischer";
pub const YERZHAN: &str = "Ержан Бекенов";
pub const TEA_CLUB: &str = "Tea Club · Almaty";

pub struct Town {
    pub hello: Hello,
    running: Running,
    http: reqwest::Client,
}

impl Town {
    /// A silent town whose webhooks come in order.
    pub async fn wake() -> Self {
        Self::wake_at("127.0.0.1:0").await
    }

    pub async fn wake_at(address: &str) -> Self {
        let config = Config { listen: address.parse().unwrap(), seed: 1, rate: 0.0 };
        let running = start(config).await.unwrap();
        let town = Self { hello: running.hello.clone(), running, http: reqwest::Client::new() };
        town.trouble(json!({"kind": "one_at_a_time"})).await;
        town
    }

    pub fn credentials(&self) -> CredentialSet {
        let Hello { token, app_secret, verify_token, .. } = self.hello.clone();
        CredentialSet { token, app_secret, verify_token }
    }

    /// Where it listens, as host and port.
    pub fn address(&self) -> String {
        self.hello.api_base.trim_start_matches("http://").to_owned()
    }

    /// The provider is gone: connections are refused.
    pub async fn go_away(self) {
        self.running.stop().await;
    }

    pub async fn control(&self, path: &str, body: Value) -> Value {
        let answer = self.http.post(format!("{}{path}", self.hello.control)).json(&body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert_eq!(status, 200, "{path} {body}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub async fn look(&self, path: &str) -> Value {
        self.http.get(format!("{}{path}", self.hello.control)).send().await.unwrap().json().await.unwrap()
    }

    /// Somebody does something, and the engine has acknowledged it: the message's id.
    pub async fn say(&self, mut body: Value) -> String {
        body["wait"] = json!(true);
        let said = self.control("/say", body).await;
        assert_eq!(said["status"], 200, "{said}");
        said["message_id"].as_str().unwrap().to_owned()
    }

    pub async fn write(&self, person: &str, text: &str) -> String {
        self.say(json!({"person": person, "text": text})).await
    }

    pub async fn write_in(&self, group: &str, person: &str, text: &str) -> String {
        self.say(json!({"person": person, "group": group, "text": text})).await
    }

    pub async fn trouble(&self, body: Value) {
        self.control("/trouble", body).await;
    }

    pub async fn clear(&self, kind: &str) {
        self.control("/trouble/clear", json!({"kind": kind})).await;
    }

    /// The town's time goes on, and everything that was due by then has been posted.
    pub async fn pass(&self, ms: i64) {
        self.control("/clock", json!({"advance_ms": ms})).await;
        self.settle().await;
    }

    /// Everything that was due by now has been posted, and what was not acknowledged once more.
    pub async fn settle(&self) {
        self.control("/idle", json!({})).await;
    }

    /// Everything that the provider accepted.
    pub async fn sent(&self) -> Vec<Value> {
        self.look("/sent").await["sent"].as_array().unwrap().clone()
    }

    /// Everybody on the number's block list.
    pub async fn blocked(&self) -> Vec<Value> {
        let Hello { api_base, phone_number_id, token, .. } = &self.hello;
        let call = self.http.get(format!("{api_base}/v25.0/{phone_number_id}/block_users")).bearer_auth(token);
        let listed: Value = call.send().await.unwrap().json().await.unwrap();
        listed["data"].as_array().unwrap().clone()
    }

    /// The words of the texts that the provider accepted, in order.
    pub async fn texts(&self) -> Vec<String> {
        let sent = self.sent().await;
        let texts =
            sent.iter().filter_map(|sent| sent["body"]["text"]["body"].as_str().or(sent["body"]["body"].as_str()));
        texts.map(str::to_owned).collect()
    }

    /// How often the API was asked to send.
    pub async fn attempts(&self) -> usize {
        let requests = self.look("/requests?last=10000").await;
        let requests = requests["requests"].as_array().unwrap();
        requests
            .iter()
            .filter(|request| request["method"] == "POST" && request["path"].as_str().unwrap().ends_with("/messages"))
            .count()
    }
}
