//! A client of the sandbox with a callback address of its own.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use sandbox::{Config, Hello, Running, start};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// One POST that arrived at the callback address.
#[derive(Clone)]
pub struct Arrived {
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Arrived {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

/// A callback address: keeps what arrives, answers as it is told.
#[derive(Clone, Default)]
pub struct Callback {
    pub url: String,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
    verify_token: Arc<Mutex<Option<String>>>,
}

impl Callback {
    /// Listens on a free port.
    pub async fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let callback = Self { url, ..Self::default() };
        let app = Router::new()
            .route("/hook", get(verify).post(receive))
            .layer(DefaultBodyLimit::disable())
            .with_state(callback.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        callback
    }

    /// The next POSTs are answered with these statuses, every other with 200.
    pub fn answer(&self, statuses: &[u16]) {
        self.answers.lock().unwrap().extend(statuses);
    }

    /// From now on the handshake succeeds with this token only.
    pub fn expect_token(&self, token: &str) {
        *self.verify_token.lock().unwrap() = Some(token.to_owned());
    }

    pub fn all(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    pub fn clear(&self) {
        self.arrived.lock().unwrap().clear();
    }

    /// Every `value` of a field that arrived, in order.
    pub fn values(&self, field: &str) -> Vec<Value> {
        let mut values = Vec::new();
        for arrived in self.all() {
            let body = arrived.json();
            for entry in body["entry"].as_array().into_iter().flatten() {
                for change in entry["changes"].as_array().into_iter().flatten() {
                    if change["field"] == field {
                        values.push(change["value"].clone());
                    }
                }
            }
        }
        values
    }

    fn items(&self, list: &str) -> Vec<Value> {
        self.values("messages").iter().flat_map(|value| value[list].as_array().cloned().unwrap_or_default()).collect()
    }

    pub fn messages(&self) -> Vec<Value> {
        self.items("messages")
    }

    pub fn statuses(&self) -> Vec<Value> {
        self.items("statuses")
    }
}

async fn verify(State(callback): State<Callback>, RawQuery(query): RawQuery) -> (StatusCode, String) {
    let query = query.unwrap_or_default();
    let of = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).map(str::to_owned);
    let expected = callback.verify_token.lock().unwrap().clone();
    let right = expected.is_none() || of("hub.verify_token") == expected;
    if of("hub.mode").as_deref() == Some("subscribe") && right {
        (StatusCode::OK, of("hub.challenge").unwrap_or_default())
    } else {
        (StatusCode::FORBIDDEN, String::new())
    }
}

async fn receive(State(callback): State<Callback>, headers: HeaderMap, body: Bytes) -> StatusCode {
    callback.arrived.lock().unwrap().push(Arrived { headers, body });
    let status = callback.answers.lock().unwrap().pop_front().unwrap_or(200);
    StatusCode::from_u16(status).unwrap()
}

/// A sandbox and its visitor.
pub struct Visitor {
    pub hello: Hello,
    pub callback: Callback,
    pub http: reqwest::Client,
    _running: Running,
}

pub const ANNA: &str = "+77000004108";
pub const TOMAS: &str = "+351900000774";

impl Visitor {
    /// A silent town with this seed whose clock stands still, subscribed to the fields the tests
    /// look at, the app attached. Webhooks come in order.
    pub async fn enter(seed: u64) -> Self {
        let visitor = Self::stand_outside(seed, 0.0).await;
        let fields = "messages,user_preferences,group_lifecycle_update,group_participants_update,group_settings_update,\
            group_status_update,account_update";
        let body = json!({"object": "whatsapp_business_account", "callback_url": visitor.callback.url,
            "verify_token": visitor.hello.verify_token, "fields": fields});
        assert_eq!(visitor.subscribe(&body).await.0, 200);
        let path = format!("{}/subscribed_apps", visitor.hello.waba_id);
        assert_eq!(visitor.post(&path, &json!({})).await.0, 200);
        visitor.trouble(json!({"kind": "one_at_a_time"})).await;
        visitor
    }

    /// The same without any subscription.
    pub async fn stand_outside(seed: u64, rate: f64) -> Self {
        let running = start(Config { listen: "127.0.0.1:0".parse().unwrap(), seed, rate }).await.unwrap();
        let callback = Callback::listen().await;
        let hello = running.hello.clone();
        let visitor = Self { hello, callback, http: reqwest::Client::new(), _running: running };
        visitor.control("/clock", json!({"hold": true})).await;
        visitor
    }

    /// A call with the system user's token.
    pub async fn call(&self, method: reqwest::Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        self.call_as(&self.hello.token, method, path, body).await
    }

    /// `POST /{app_id}/subscriptions`, with the app's own token.
    pub async fn subscribe(&self, body: &Value) -> (u16, Value) {
        let path = format!("{}/subscriptions", self.hello.app_id);
        self.call_as(&self.app_token(), reqwest::Method::POST, &path, Some(body)).await
    }

    pub fn app_token(&self) -> String {
        format!("{}|{}", self.hello.app_id, self.hello.app_secret)
    }

    /// A call with a token.
    pub async fn call_as(
        &self,
        token: &str,
        method: reqwest::Method,
        path: &str,
        body: Option<&Value>,
    ) -> (u16, Value) {
        let mut request = self.http.request(method, format!("{}/v25.0/{path}", self.hello.api_base));
        request = request.bearer_auth(token);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or(Value::Null))
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.call(reqwest::Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.call(reqwest::Method::POST, path, Some(body)).await
    }

    /// `POST /{phone_number_id}/messages`.
    pub async fn send(&self, mut body: Value) -> (u16, Value) {
        body["messaging_product"] = json!("whatsapp");
        self.post(&format!("{}/messages", self.hello.phone_number_id), &body).await
    }

    /// Sends a text that has to be accepted: its id.
    pub async fn text(&self, to: &str, words: &str) -> String {
        let (status, answer) = self.send(json!({"to": to, "type": "text", "text": {"body": words}})).await;
        assert_eq!(status, 200, "{answer}");
        answer["messages"][0]["id"].as_str().unwrap().to_owned()
    }

    /// Sends what has to be refused: the code.
    pub async fn refused(&self, body: Value) -> i64 {
        let (status, answer) = self.send(body.clone()).await;
        assert!(status >= 400, "{body} was answered {status} {answer}");
        answer["error"]["code"].as_i64().unwrap()
    }

    /// A control call that has to succeed.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let answer = self.http.post(format!("{}{path}", self.hello.control)).json(&body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert_eq!(status, 200, "{path} {body}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub async fn look(&self, path: &str) -> Value {
        self.http.get(format!("{}{path}", self.hello.control)).send().await.unwrap().json().await.unwrap()
    }

    /// Somebody says something, and it has arrived: the message's id.
    pub async fn say(&self, mut body: Value) -> String {
        body["wait"] = json!(true);
        let said = self.control("/say", body).await;
        assert_eq!(said["status"], 200, "{said}");
        said["message_id"].as_str().unwrap().to_owned()
    }

    /// The clock moves on, and everything that is due by then has arrived.
    pub async fn pass(&self, ms: i64) {
        self.control("/clock", json!({"advance_ms": ms})).await;
        self.control("/idle", json!({})).await;
    }

    pub async fn trouble(&self, body: Value) {
        self.control("/trouble", body).await;
    }

    /// The ids of groups by subject.
    pub async fn group(&self, subject: &str) -> String {
        let town = self.look("").await;
        let groups = town["groups"].as_array().unwrap();
        let found = groups.iter().find(|group| group["subject"] == subject).unwrap();
        found["id"].as_str().unwrap().to_owned()
    }

    /// Uploads a file: the answer.
    pub async fn upload(&self, mime: &str, bytes: Vec<u8>) -> (u16, Value) {
        let part = reqwest::multipart::Part::bytes(bytes).file_name("file").mime_str(mime).unwrap();
        let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp").part("file", part);
        let url = format!("{}/v25.0/{}/media", self.hello.api_base, self.hello.phone_number_id);
        let answer = self.http.post(url).bearer_auth(&self.hello.token).multipart(form).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }
}

/// What a list of statuses says, word by word.
pub fn words(statuses: &[Value]) -> Vec<&str> {
    statuses.iter().map(|status| status["status"].as_str().unwrap()).collect()
}
