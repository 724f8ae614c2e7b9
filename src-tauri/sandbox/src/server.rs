//! Starting and stopping: the socket, the tasks, and which door a request goes through.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::DateTime;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::control;
use crate::graph::call::decoded;
use crate::graph::{self, Call, Reply};
use crate::identity::Hello;
use crate::refusal::Refusal;
use crate::sandbox::{Sandbox, live};
use crate::town::life;
use crate::webhook::delivery::{Delivery, courier};
use crate::wire::{Gate, Peer};
use crate::world::World;

/// The largest request: a document of 100 MB and its wrapping.
const LARGEST: usize = 110 * 1_024 * 1_024;

/// How to start a sandbox.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The same seed is the same town, with the same ids and secrets.
    pub seed: u64,
    /// Messages a second across the town, 0 for a silent one.
    pub rate: f64,
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address could not be listened on: taken, or not ours. Another address may work.
    #[error("the sandbox could not listen on {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The client that posts webhooks could not be made; trying again does not help.
    #[error("the sandbox could not make its HTTP client")]
    Client(#[source] reqwest::Error),
}

/// A running sandbox. It ends when it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    /// What a client needs to know.
    pub hello: Hello,
    tasks: JoinSet<()>,
}

impl Running {
    /// Ends every task and frees the port.
    pub async fn stop(mut self) {
        self.tasks.shutdown().await;
    }

    /// Runs until every task has ended by itself, which is until the process ends.
    pub async fn serve(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Starts a sandbox as tasks of the present runtime.
///
/// # Errors
/// When the address cannot be listened on, or no HTTP client can be made.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let failed = |source| StartError::Listen { address: config.listen, source };
    let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .http1_title_case_headers()
        .pool_max_idle_per_host(64)
        .build()
        .map_err(StartError::Client)?;
    let clock = Clock::default();
    let world = World::new(config.seed, 0.0, &format!("http://{address}"), clock.now_ms());
    let hello = world.hello.clone();
    let (queue, posts) = unbounded_channel();
    let sandbox = Arc::new(Sandbox::new(world, clock, Delivery::new(queue), client.clone()));
    let mut tasks = JoinSet::new();
    tasks.spawn(courier(Arc::clone(&sandbox), posts, client));
    tasks.spawn(live(Arc::clone(&sandbox)));
    sandbox.change(|world| life::set_rate(world, config.rate));
    let app = Router::new().fallback(handle).layer(DefaultBodyLimit::max(LARGEST)).with_state(sandbox);
    let service = app.into_make_service_with_connect_info::<Peer>();
    tasks.spawn(async move {
        if let Err(error) = axum::serve(Gate(listener), service).await {
            tracing::error!(%error, "the sandbox stopped listening");
        }
    });
    Ok(Running { hello, tasks })
}

async fn handle(
    State(sandbox): State<Arc<Sandbox>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    if let Some(rest) = path.strip_prefix("/control")
        && (rest.is_empty() || rest.starts_with('/'))
    {
        return control::answer(&sandbox, &peer, request, rest.trim_end_matches('/')).await;
    }
    let method = request.method().to_string();
    let mut response = api(&sandbox, &peer, request, &path).await;
    if let Some(date) = date(&sandbox) {
        response.headers_mut().insert(header::DATE, date);
    }
    sandbox.note(peer.address.ip().to_canonical(), &method, &path, response.status().as_u16());
    response
}

/// The time that an answer names: the town's, unless it was told to be wrong.
fn date(sandbox: &Sandbox) -> Option<HeaderValue> {
    let off = sandbox.change(|world| world.troubles.look("clock_ms").and_then(Value::as_i64)).unwrap_or(0);
    let date = DateTime::from_timestamp_millis(sandbox.clock.now_ms().saturating_add(off))?;
    HeaderValue::from_str(&date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()).ok()
}

async fn api(sandbox: &Arc<Sandbox>, peer: &Peer, request: Request, path: &str) -> Response {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty()).map(decoded);
    let Some(first) = segments.next() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let rest: Vec<String> = segments.collect();
    if first == "media" {
        let call = Call::read(request, first, rest).await;
        let token = call.path.first().map(String::as_str).unwrap_or_default();
        return match sandbox.change(|world| graph::media::download(world, token, call.token.as_deref())) {
            Ok(Reply::File { mime, bytes }) => ([(axum::http::header::CONTENT_TYPE, mime)], bytes).into_response(),
            Ok(Reply::Json(body) | Reply::Status(_, body)) => axum::Json(body).into_response(),
            Err(status) => status.into_response(),
        };
    }
    if let ("picture", [number]) = (first.as_str(), rest.as_slice()) {
        let shown = sandbox.change(|world| {
            let number = world.number_of(number)?;
            Some(world.at(number, |world| graph::profile::picture(world)))
        });
        let file = |(mime, bytes)| ([(header::CONTENT_TYPE, mime)], bytes).into_response();
        return shown.map_or_else(|| StatusCode::NOT_FOUND.into_response(), file);
    }
    if !is_version(&first) || rest.is_empty() {
        let trace = sandbox.change(|world| world.mint.trace());
        return Refusal::new(2_500, "The path must begin with a version, e.g. /v25.0/").answer(&trace);
    }
    graph::answer(sandbox, peer, Call::read(request, first, rest).await).await
}

/// `v` and two numbers; every version is served alike.
fn is_version(segment: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    segment
        .strip_prefix('v')
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(major, minor)| number(major) && number(minor))
}
