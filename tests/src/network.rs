//! Machines with nothing between them but one cable each: network namespaces of the system, which only root may make.

use std::ffi::OsString;
use std::net::TcpListener;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::process::Stdio;

use tokio::io::copy_bidirectional;
use tokio::net::TcpStream;
use tokio::process::Command;

use crate::process::{Running, program};
use crate::{Result, WorldError};

/// The hub's address on every cable.
pub const HUB: &str = "10.77.0.1";
/// Where it lets consoles in.
pub const CONSOLES: u16 = 8443;
/// The end of a cable at a console.
const CABLE: &str = "cable";

/// A machine with the hub, and others that reach it and nobody else.
#[derive(Debug)]
pub struct Network {
    /// Where the hub and the town are.
    pub hub: Machine,
    /// The others.
    pub consoles: Vec<Machine>,
}

/// One machine: a namespace of its own, which goes with this value.
#[derive(Debug)]
pub struct Machine {
    space: String,
    /// The other end of its cable, in the hub's space.
    cable: String,
    hub: String,
}

/// A port of a machine that is also reached from here, as long as this value lives.
#[derive(Debug)]
pub struct Door {
    /// The same on both sides.
    pub port: u16,
    _running: Running,
}

/// What went over a cable to a console or from it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Packets {
    /// To and from the hub's port for consoles.
    pub with_hub: u64,
    /// Anything else.
    pub other: u64,
}

impl Network {
    /// A hub and so many others.
    pub async fn lay(consoles: u8) -> Result<Self> {
        let name = format!("switchboard-{}", std::process::id());
        let hub = Machine { space: format!("{name}-hub"), cable: String::new(), hub: String::new() };
        ip(&format!("netns add {}", hub.space)).await.map_err(|error| {
            WorldError::Found(format!("network namespaces are made by root, with `ip` of iproute2: {error}"))
        })?;
        let mut network = Self { hub, consoles: Vec::new() };
        let space = network.hub.space.clone();
        ip(&format!("-n {space} link set lo up")).await?;
        ip(&format!("-n {space} address add {HUB}/32 dev lo")).await?;
        for number in 1..=consoles {
            let (cable, hub) = (format!("console{number}"), space.clone());
            let console = Machine { space: format!("{name}-{number}"), cable, hub };
            ip(&format!("netns add {}", console.space)).await?;
            network.consoles.push(console);
            if let Some(console) = network.consoles.last() {
                console.plug(number).await?;
            }
        }
        Ok(network)
    }
}

impl Machine {
    async fn plug(&self, number: u8) -> Result<()> {
        let Self { space, cable, hub } = self;
        ip(&format!("-n {space} link set lo up")).await?;
        ip(&format!("-n {hub} link add {cable} type veth peer name {CABLE} netns {space}")).await?;
        for (space, end, address) in [(hub, cable.as_str(), 1), (space, CABLE, 2)] {
            // Nothing is said by itself over a cable.
            ip(&format!("-n {space} link set {end} addrgenmode none")).await?;
            ip(&format!("-n {space} address add 10.77.{number}.{address}/30 dev {end}")).await?;
            ip(&format!("-n {space} link set {end} up")).await?;
        }
        ip(&format!("-n {space} route add {HUB}/32 via 10.77.{number}.1")).await?;
        let port = format!("{HUB} -p tcp");
        for (chain, side, rule) in [
            ("OUTPUT", "-o", format!("-d {port} --dport {CONSOLES}")),
            ("INPUT", "-i", format!("-s {port} --sport {CONSOLES}")),
        ] {
            // Both let everything through: they count.
            self.run("iptables", &format!("-A {chain} {side} {CABLE} {rule} -j ACCEPT")).await?;
            self.run("iptables", &format!("-A {chain} ! {side} lo -j ACCEPT")).await?;
        }
        Ok(())
    }

    /// The words before a program that is to run on this machine.
    pub fn before(&self) -> Vec<OsString> {
        ["ip", "netns", "exec", &self.space].map(OsString::from).to_vec()
    }

    /// A program that is to run on this machine.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.space]).arg(program);
        command
    }

    /// A port of this machine that is also reached from here; nobody listens there yet.
    pub fn door(&self) -> Result<Door> {
        let failed = |source| WorldError::File { doing: "opening a door to a machine", source };
        let listener = TcpListener::bind("127.0.0.1:0").map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let mut command = self.command(&program("prove")?);
        command.args(["door", &port.to_string()]);
        let running = Running::fed("prove door", command, Stdio::from(OwnedFd::from(listener)))?;
        Ok(Door { port, _running: running })
    }

    /// Pulls the cable.
    pub async fn cut(&self) -> Result<()> {
        ip(&format!("-n {} link set {} down", self.hub, self.cable)).await.map(drop)
    }

    /// Plugs it in again.
    pub async fn restore(&self) -> Result<()> {
        ip(&format!("-n {} link set {} up", self.hub, self.cable)).await.map(drop)
    }

    /// Where this machine can send anything to.
    pub async fn routes(&self) -> Result<Vec<String>> {
        let routes =
            ip(&format!("-n {} route", self.space)).await? + &ip(&format!("-n {} -6 route", self.space)).await?;
        Ok(routes.lines().filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect())
    }

    /// What went over its cable until now.
    pub async fn packets(&self) -> Result<Packets> {
        let mut packets = Packets::default();
        for chain in ["OUTPUT", "INPUT"] {
            let listed = self.run("iptables", &format!("-L {chain} -v -n -x")).await?;
            let rules = listed.lines().skip(2);
            let mut counts =
                rules.map(|rule| rule.split_whitespace().next().and_then(|count| count.parse::<u64>().ok()));
            let (Some(Some(with_hub)), Some(Some(other)), None) = (counts.next(), counts.next(), counts.next()) else {
                return Err(WorldError::Found(format!("iptables counts in another way: {listed}")));
            };
            packets.with_hub += with_hub;
            packets.other += other;
        }
        Ok(packets)
    }

    async fn run(&self, program: &str, words: &str) -> Result<String> {
        ip(&format!("netns exec {} {program} {words}", self.space)).await
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // Whoever has run there is gone by now, and the cable goes with the space.
        let _ = std::process::Command::new("ip").args(["netns", "delete", &self.space]).status();
    }
}

/// Serves a door from the machine's side: whoever comes in by the socket on stdin is led to that port.
pub async fn serve_door(port: u16) -> Result<()> {
    let failed = |source| WorldError::File { doing: "serving a door", source };
    let socket = std::io::stdin().as_fd().try_clone_to_owned().map_err(failed)?;
    let listener = TcpListener::from(socket);
    listener.set_nonblocking(true).map_err(failed)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
    loop {
        let (mut outside, _) = listener.accept().await.map_err(failed)?;
        tokio::spawn(async move {
            // Where nobody listens the visitor finds the door shut.
            if let Ok(mut inside) = TcpStream::connect(("127.0.0.1", port)).await {
                let _ = copy_bidirectional(&mut outside, &mut inside).await;
            }
        });
    }
}

async fn ip(words: &str) -> Result<String> {
    let failed = |source| WorldError::Program { program: "ip".into(), doing: "laying a network", source };
    let output = Command::new("ip").args(words.split_whitespace()).output().await.map_err(failed)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(WorldError::Found(format!("ip {words}: {}", String::from_utf8_lossy(&output.stderr).trim())))
}
