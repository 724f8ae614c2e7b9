//! A town, a connection to it and an ear for its webhooks.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use domain::consent::Consents;
use domain::decision::Outgoing;
use domain::delivery::DeliveryStatus;
use domain::event::{Event, InboundMessage, StatusUpdate};
use domain::gate::{Known, Question, decide};
use domain::permit::{Permit, Recipient};
use domain::window::ServiceWindow;
use domain::{AccountId, Content, GroupId, Person, ProviderMessageId, Timestamp};
use providers::meta::discover::{self, Keys};
use providers::meta::webhook::{subscription_answer, verify};
use providers::{Connection, MediaUpload, Provider, SendRequest, SendResult};
use sandbox::{Config, Running};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The moment at which the tests' gate stands. The town has a clock of its own.
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_000_000);
/// Longest wait for anything: a failure, never a pause.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything that a test needs.
pub struct Bench {
    pub town: Running,
    pub provider: Arc<dyn Provider>,
    pub connection: Connection,
    /// Where the town's webhooks go.
    pub callback: String,
    http: reqwest::Client,
    events: Mutex<UnboundedReceiver<Event>>,
}

#[derive(Clone)]
struct Ear {
    app_secret: String,
    verify_token: String,
    heard: UnboundedSender<Event>,
}

impl Bench {
    /// A silent town, its one number connected, its webhooks on their way to us.
    pub async fn open() -> Self {
        let town = town().await;
        let hello = town.hello.clone();
        let (heard, events) = unbounded_channel();
        let ear = Ear { app_secret: hello.app_secret.clone(), verify_token: hello.verify_token.clone(), heard };
        let address = listen(ear).await;
        let (token, callback) = (hello.token.as_str().into(), format!("http://{address}/"));
        let keys =
            Keys { token: &token, app_secret: &hello.app_secret.as_str().into(), verify_token: &hello.verify_token };
        discover::subscribe(&hello.api_base, (&hello.app_id, &hello.waba_id), keys, &callback).await.unwrap();
        let found = discover::numbers(&hello.api_base, &token).await.unwrap().remove(0);
        let connection = Connection {
            api_base: hello.api_base.clone(),
            token,
            app_secret: Some(hello.app_secret.as_str().into()),
            account: found.account,
            phone_number_id: found.phone_number_id,
            waba_id: found.waba_id,
        };
        let provider = providers::connect(connection.clone()).unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { town, provider, connection, callback, http, events: Mutex::new(events) }
    }

    /// A control call of the town.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.town.hello.control);
        let answer = self.http.post(url).json(&body).send().await.unwrap();
        let (status, body) = (answer.status(), answer.json::<Value>().await.unwrap());
        assert!(status.is_success(), "{path}: {body}");
        body
    }

    /// What the town tells of itself, at `/control` and below it.
    pub async fn look(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.town.hello.control);
        self.http.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// Lets the next sends meet with a trouble.
    pub async fn trouble(&self, kind: &str, value: Value) {
        self.control("/trouble", json!({"kind": kind, "count": 1, "value": value})).await;
    }

    /// Somebody in the town, by the keys that a payload would show.
    pub async fn person(&self, name: &str) -> Person {
        let town = self.look("").await;
        let person = town["people"].as_array().unwrap().iter().find(|person| person["name"] == name).unwrap().clone();
        let phone = person["phone"].as_str().and_then(domain::person::digits);
        Person { phone, user_id: person["user_id"].as_str().map(str::to_owned), ..Person::default() }
    }

    /// A group of the town.
    pub async fn group(&self, subject: &str) -> GroupId {
        let town = self.look("").await;
        let group =
            town["groups"].as_array().unwrap().iter().find(|group| group["subject"] == subject).unwrap().clone();
        GroupId(group["id"].as_str().unwrap().to_owned())
    }

    /// Lets somebody write, and gives the message as it arrived.
    pub async fn hear(&self, say: Value) -> InboundMessage {
        let said = self.control("/say", say).await;
        let id = said["message_id"].as_str().unwrap().to_owned();
        let event = self.event(|event| matches!(event, Event::Message(one) if one.id.as_str() == id)).await;
        let Event::Message(message) = event else { panic!("{event:?}") };
        message
    }

    /// Somebody writes first, so that the window is open.
    pub async fn wrote(&self, name: &str) -> Recipient {
        self.hear(json!({"person": name, "text": "Hello"})).await;
        Recipient::Person(self.person(name).await)
    }

    /// The first event from now on that is asked for; others are passed over.
    pub async fn event(&self, wanted: impl Fn(&Event) -> bool) -> Event {
        let mut events = self.events.lock().await;
        let search = async {
            loop {
                let event = events.recv().await.unwrap();
                if wanted(&event) {
                    return event;
                }
            }
        };
        tokio::time::timeout(PATIENCE, search).await.expect("the event that a test waits for must come")
    }

    /// The news of a message that says this.
    pub async fn status(&self, id: &ProviderMessageId, status: DeliveryStatus) -> StatusUpdate {
        let said = |event: &Event| matches!(event, Event::Status(one) if one.id == *id && one.status == Some(status));
        let Event::Status(update) = self.event(said).await else { panic!("not a status") };
        update
    }

    /// Sends through the gate and the trait.
    pub async fn send(&self, to: &Recipient, outgoing: &Outgoing) -> SendResult {
        self.send_with(to, outgoing, "callback-1", None).await
    }

    /// The same with a file and a correlation text of one's own.
    pub async fn send_with(
        &self,
        to: &Recipient,
        outgoing: &Outgoing,
        callback: &str,
        media: Option<MediaUpload>,
    ) -> SendResult {
        let account = &self.connection.account;
        let request = SendRequest { account, outgoing, callback, media, attempt: 1, now: NOW };
        self.provider.send(permit(account, to, outgoing), request).await
    }

    /// Sends what must be accepted.
    pub async fn accepted(&self, to: &Recipient, outgoing: &Outgoing) -> ProviderMessageId {
        id_of(self.send(to, outgoing).await)
    }

    /// How often the town accepted something with that correlation text.
    pub async fn accepted_count(&self, callback: &str) -> usize {
        self.look(&format!("/sent?callback={callback}")).await["sent"].as_array().unwrap().len()
    }
}

/// A silent town on a free port.
pub async fn town() -> Running {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    sandbox::start(Config { listen, seed: 1, rate: 0.0 }).await.unwrap()
}

/// The gate's yes for an answer in an open window.
pub fn permit(account: &AccountId, recipient: &Recipient, outgoing: &Outgoing) -> Permit {
    let window = ServiceWindow::Open { closes: NOW.plus(3_600_000) };
    decide(
        &Question { account, recipient, outgoing },
        Known { window, consents: &Consents::default(), purposes: &[], blocked: false },
        NOW,
    )
    .unwrap()
}

/// A message with this content.
pub fn message(content: Content) -> Outgoing {
    Outgoing::Message { content, reply_to: None }
}

/// A text.
pub fn text(body: &str) -> Outgoing {
    message(Content::Text { body: body.to_owned() })
}

/// The id of what was accepted.
pub fn id_of(result: SendResult) -> ProviderMessageId {
    match result {
        SendResult::Accepted { id } => id,
        other => panic!("not accepted: {other:?}"),
    }
}

/// A port at which nobody listens.
pub async fn closed_port() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

async fn listen(ear: Ear) -> SocketAddr {
    let router = Router::new().route("/", get(challenged).post(heard)).with_state(ear);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn challenged(State(ear): State<Ear>, RawQuery(query): RawQuery) -> Result<String, StatusCode> {
    subscription_answer(&query.unwrap_or_default(), &ear.verify_token).ok_or(StatusCode::FORBIDDEN)
}

async fn heard(State(ear): State<Ear>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok());
    if verify(&ear.app_secret, signature, &body).is_err() {
        return StatusCode::UNAUTHORIZED;
    }
    for found in providers::webhook::parse("meta", &body, domain::Timestamp(1)) {
        if ear.heard.send(found.event).is_err() {
            return StatusCode::SERVICE_UNAVAILABLE;
        }
    }
    StatusCode::OK
}
