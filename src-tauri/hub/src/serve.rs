//! `serve`: the engine on its two sockets, until the process is asked to end.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use contract::workspace::Abilities;
use contract::{ChangeBatch, ErrorBody};
use engine::pair::Link;
use engine::ports::Absent;
use engine::{Engine, Figures, Options, StartError, TlsFiles};
use host::Secrets;
use serde::Serialize;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use crate::arguments::Place;
use crate::desk::{self, Desk};
use crate::guard::Guard;
use crate::screen::{Core, router};

/// How long answers under way may take once the end is asked for.
const FAREWELL: Duration = Duration::from_secs(3);

/// Where nothing listens.
const NOWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Why the hub does not serve, or ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The engine cannot start.
    #[error("starting the engine")]
    Engine(#[from] StartError),
    /// The data folder cannot be made.
    #[error("making the data folder {folder}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The screen's address is taken, or not of this machine.
    #[error("listening for the screen on {address}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// A browser cannot name this address, so no request could be told from a stranger's.
    #[error("{0} stands for every address: name the one that the browser will use")]
    Unnamed(SocketAddr),
    /// Webhooks have nowhere to come to.
    #[error("name an address for webhooks with --listen: only a folder that is paired with a hub needs none")]
    Deaf,
    /// There are no random numbers to make a token of.
    #[error("making the token")]
    Token(#[from] getrandom::Error),
    /// The token cannot be written to its file.
    #[error("writing the token to {file}")]
    TokenFile {
        /// Which.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The first line cannot be written, or signals cannot be waited for.
    #[error("speaking with whoever started the hub")]
    Outside(#[source] io::Error),
}

/// The first line on stdout.
#[derive(Serialize)]
struct Hello<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<SocketAddr>,
    ui: String,
    token: &'a str,
}

impl Core for Engine {
    async fn answer(&self, name: &str, request: Value) -> Result<Value, ErrorBody> {
        host::answer(self, name, request).await
    }

    fn changes(&self) -> broadcast::Receiver<ChangeBatch> {
        Self::changes(self)
    }

    fn figures(&self) -> Figures {
        Self::figures(self)
    }
}

/// Serves until the process is asked to end.
///
/// # Errors
/// When something it needs cannot be had.
pub async fn serve(place: Place) -> Result<(), ServeError> {
    if place.ui.ip().is_unspecified() {
        return Err(ServeError::Unnamed(place.ui));
    }
    let listener = TcpListener::bind(place.ui).await;
    let listener = listener.map_err(|source| ServeError::Listen { address: place.ui, source })?;
    let ui = listener.local_addr().map_err(ServeError::Outside)?;
    let guard = Guard::of(ui)?;
    place.token_file.as_deref().map(|file| leave(file, guard.token())).transpose()?;
    let ended = end().map_err(ServeError::Outside)?;
    let data = place.data.clone();
    let is_console = Link::of(&data).map_err(StartError::from)?.is_some();
    if place.listen.is_none() && !is_console {
        return Err(ServeError::Deaf);
    }
    let engine = start(place).await?;
    let desk = Desk { ui, token: guard.token().to_owned() };
    let file = desk.leave(&data).map_err(|source| ServeError::TokenFile { file: data.join(desk::FILE), source })?;
    let listening = (!is_console).then(|| engine.listening());
    say_hello(listening, &guard).map_err(ServeError::Outside)?;
    let token = CancellationToken::new();
    let router = router(engine.clone(), guard.clone(), token.clone()).merge(desk::router(engine.clone(), guard));
    let server = axum::serve(listener, router).with_graceful_shutdown(token.clone().cancelled_owned());
    let mut server = tokio::spawn(async move { server.await });
    tokio::select! {
        () = ended => {}
        stopped = &mut server => tracing::error!(?stopped, "the screen's socket closed by itself"),
    }
    token.cancel();
    if tokio::time::timeout(FAREWELL, &mut server).await.is_err() {
        server.abort();
    }
    // It names an address where nobody is any more.
    let _ = std::fs::remove_file(file);
    engine.stop().await;
    Ok(())
}

async fn start(place: Place) -> Result<Engine, ServeError> {
    let folder = |source| ServeError::Folder { folder: place.data.clone(), source };
    std::fs::create_dir_all(&place.data).map_err(folder)?;
    let absent = Arc::new(Absent::default());
    let options = Options {
        credentials: Arc::new(Secrets::of(&place.data)),
        data: place.data,
        api_base: place.api_base,
        connect_base: None,
        // A console opens none.
        listen: place.listen.unwrap_or(NOWHERE),
        tls: place.tls_certificate.zip(place.tls_key).map(|(certificate, key)| TlsFiles { certificate, key }),
        consoles: place.consoles,
        notifier: absent.clone(),
        sound: absent.clone(),
        files: absent.clone(),
        startup: absent.clone(),
        places: absent,
        log: Arc::new(&host::log::LAST),
        abilities: Abilities::default(),
        operator: host::operator(),
    };
    Ok(Engine::start(options).await?)
}

/// Writes the token where only the hub's own user reads it.
fn leave(file: &Path, token: &str) -> Result<(), ServeError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut opened| opened.write_all(token.as_bytes()));
    written.map_err(|source| ServeError::TokenFile { file: file.to_owned(), source })
}

fn say_hello(listen: Option<SocketAddr>, guard: &Guard) -> io::Result<()> {
    let hello = Hello { listen, ui: guard.address(), token: guard.token() };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &hello)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Comes true when the process is asked to end.
#[cfg(unix)]
fn end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Comes true when the process is asked to end.
#[cfg(not(unix))]
fn end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
