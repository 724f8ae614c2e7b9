//! A tunnel from a public address to the door, by Cloudflare's own program: without an account, at an address that is
//! another one each time.

use std::io;
use std::net::SocketAddr;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};

const PROGRAM: &str = "cloudflared";
/// Of util-linux: has the kernel end a program when the one that started it ends, in whatever way.
#[cfg(target_os = "linux")]
const LEASH: [&str; 3] = ["setpriv", "--pdeathsig", "KILL"];
/// What it ends with where there is no such program.
#[cfg(target_os = "linux")]
const NOT_FOUND: i32 = 127;
/// How the names of variables begin that are ours, secrets among them.
const OURS: &str = "SWITCHBOARD_";
/// Windows opens a console for a program unless it is told not to.
#[cfg(windows)]
const NO_CONSOLE: u32 = 0x0800_0000;

/// Why there is no tunnel.
#[derive(Debug, thiserror::Error)]
pub enum TunnelError {
    /// The program is not on this computer.
    #[error("cloudflared is not on this computer")]
    Missing,
    /// It does not start, or ended without an address.
    #[error("cloudflared opened no tunnel")]
    Failed(#[source] io::Error),
}

/// An open tunnel. It is closed when this is dropped.
pub struct Tunnel {
    /// Its public address.
    pub address: String,
    child: Child,
    said: Lines<BufReader<ChildStderr>>,
}

impl Tunnel {
    /// Opens one that leads to the door.
    ///
    /// # Errors
    /// When the program is not there, or says no address.
    pub async fn open(door: SocketAddr) -> Result<Self, TunnelError> {
        let mut child = start(door).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => TunnelError::Missing,
            _ => TunnelError::Failed(error),
        })?;
        let mut said = BufReader::new(child.stderr.take().ok_or_else(silent)?).lines();
        loop {
            let Some(line) = said.next_line().await.map_err(TunnelError::Failed)? else {
                return Err(without_an_address(child).await);
            };
            if let Some(address) = address(&line) {
                return Ok(Self { address: address.to_owned(), child, said });
            }
        }
    }

    /// Waits until it is closed by itself. What the program says is read on, so that it never waits for a reader.
    pub async fn closed(&mut self) {
        while let Ok(Some(_)) = self.said.next_line().await {}
        let _ = self.child.wait().await;
    }
}

fn silent() -> TunnelError {
    TunnelError::Failed(io::ErrorKind::UnexpectedEof.into())
}

/// Why it ended before it had said an address.
async fn without_an_address(mut child: Child) -> TunnelError {
    let ended = child.wait().await;
    #[cfg(target_os = "linux")]
    if ended.is_ok_and(|status| status.code() == Some(NOT_FOUND)) {
        return TunnelError::Missing;
    }
    #[cfg(not(target_os = "linux"))]
    drop(ended);
    silent()
}

/// Starts the program. Wherever a tunnel is dropped it ends; where we are killed, or crash, it ends with us on Linux alone. On
/// macOS and Windows it goes on then, and leads to a door that nobody opens until the computer is shut down or somebody ends it.
#[cfg(target_os = "linux")]
fn start(door: SocketAddr) -> io::Result<Child> {
    let [leash, words @ ..] = LEASH;
    let mut command = Command::new(leash);
    command.args(words).arg(PROGRAM);
    match with_words(&mut command, door).spawn() {
        // A system that is not made of util-linux.
        Err(error) if error.kind() == io::ErrorKind::NotFound => with_words(&mut Command::new(PROGRAM), door).spawn(),
        started => started,
    }
}

#[cfg(not(target_os = "linux"))]
fn start(door: SocketAddr) -> io::Result<Child> {
    with_words(&mut Command::new(PROGRAM), door).spawn()
}

fn with_words(command: &mut Command, door: SocketAddr) -> &mut Command {
    command.args(["tunnel", "--no-autoupdate", "--url", &format!("http://{door}")]);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(OURS)) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
    #[cfg(windows)]
    command.creation_flags(NO_CONSOLE);
    command
}

/// The address in a line of its log: it stands alone between the bars of a box.
fn address(line: &str) -> Option<&str> {
    let inside = line.split('|').nth(1)?.trim();
    let is_address = ["https://", "http://"].iter().any(|scheme| inside.starts_with(scheme));
    (is_address && !inside.contains(char::is_whitespace)).then(|| inside.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
2026-11-26T14:06:46Z INF Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way \
to experiment. Pre-create a named tunnel by following: https://developers.cloudflare.com/cloudflare-one/
2026-11-26T14:06:46Z INF Requesting new quick Tunnel on trycloudflare.com...
2026-11-26T14:06:49Z INF +-------------------------------------------------------------------------------------------+
2026-11-26T14:06:49Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |
2026-11-26T14:06:49Z INF |  https://buffalo-marco-cardiff-motel.trycloudflare.com                                     |
2026-11-26T14:06:49Z INF +-------------------------------------------------------------------------------------------+
2026-11-26T14:06:49Z INF Version 2026.11.0";

    #[test]
    fn the_address_is_the_one_in_the_box_and_no_other() {
        let found: Vec<&str> = LOG.lines().filter_map(address).collect();
        assert_eq!(found, ["https://buffalo-marco-cardiff-motel.trycloudflare.com"]);
    }
}
