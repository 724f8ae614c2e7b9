//! A bus of a test's own, and on it a notification daemon that speaks `actions` and `inline-reply`.

use std::collections::HashMap;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use zbus::object_server::{InterfaceRef, SignalEmitter};
use zbus::zvariant::OwnedValue;
use zbus::{Connection, fdo};

use super::daemon::{NAME, PATH};

/// A bus without service folders, so that nothing is started on it behind a test's back.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>"#;

/// A bus that ends with the test.
pub struct Bus {
    /// Where it is.
    pub address: String,
    _running: Child,
    _folder: tempfile::TempDir,
}

impl Bus {
    /// Starts it; none where this machine has no such program.
    pub async fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.xml");
        std::fs::write(&config, CONFIG).unwrap();
        let mut command = Command::new("dbus-daemon");
        command.arg("--config-file").arg(config).args(["--nofork", "--print-address"]);
        let mut running = command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn().ok()?;
        let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
        let address = soon(lines.next_line()).await.unwrap().unwrap();
        Some(Self { address, _running: running, _folder: folder })
    }
}

/// Whatever is waited for comes in this time, or the test fails.
pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), what).await.expect("it came")
}

/// What a daemon was asked.
#[derive(Debug, PartialEq)]
pub enum Asked {
    Notify { replaces: u32, summary: String, body: String, actions: Vec<String>, urgency: u8 },
    Close(u32),
}

/// The daemon's object.
pub struct Object {
    asked: mpsc::UnboundedSender<Asked>,
    capabilities: Vec<String>,
    inhibited: Option<bool>,
    last: u32,
}

/// The daemon.
pub struct Daemon {
    bus: Connection,
    object: InterfaceRef<Object>,
    asked: mpsc::UnboundedReceiver<Asked>,
}

impl Daemon {
    /// Puts it on the bus. Its numbers begin after `last`.
    pub async fn start(bus: &Bus, capabilities: &[&str], inhibited: Option<bool>, last: u32) -> Self {
        let (sender, asked) = mpsc::unbounded_channel();
        let capabilities = capabilities.iter().map(|word| (*word).to_owned()).collect();
        let object = Object { asked: sender, capabilities, inhibited, last };
        let builder = zbus::connection::Builder::address(bus.address.as_str()).unwrap();
        let bus = builder.serve_at(PATH, object).unwrap().name(NAME).unwrap();
        let bus = soon(bus.build()).await.unwrap();
        let object = bus.object_server().interface(PATH).await.unwrap();
        Self { bus, object, asked }
    }

    /// The next thing it is asked.
    pub async fn asked(&mut self) -> Asked {
        soon(self.asked.recv()).await.unwrap()
    }

    /// Whether it was asked nothing more.
    pub fn is_idle(&mut self) -> bool {
        self.asked.try_recv().is_err()
    }

    /// The operator presses a button.
    pub async fn press(&self, id: u32, action: &str) {
        self.object.signal_emitter().action_invoked(id, action).await.unwrap();
    }

    /// The operator types an answer.
    pub async fn reply(&self, id: u32, text: &str) {
        self.object.signal_emitter().notification_replied(id, text).await.unwrap();
    }

    /// A banner goes.
    pub async fn closes(&self, id: u32) {
        self.object.signal_emitter().notification_closed(id, 2).await.unwrap();
    }

    /// The operator wants to be left in peace, or not any more.
    pub async fn inhibit(&self, on: bool) {
        let mut object = self.object.get_mut().await;
        object.inhibited = Some(on);
        object.inhibited_changed(self.object.signal_emitter()).await.unwrap();
    }

    /// It leaves the bus.
    pub async fn end(self) {
        self.bus.release_name(NAME).await.unwrap();
    }
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Object {
    fn get_capabilities(&self) -> Vec<String> {
        self.capabilities.clone()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("fake".into(), "test".into(), "1".into(), "1.2".into())
    }

    #[expect(clippy::too_many_arguments, reason = "the method of the specification has eight")]
    fn notify(
        &mut self,
        _program: &str,
        replaces: u32,
        _icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let urgency = u8::try_from(&hints["urgency"]).unwrap();
        assert!(bool::try_from(&hints["suppress-sound"]).unwrap(), "sounds are ours");
        self.asked.send(Asked::Notify { replaces, summary, body, actions, urgency }).unwrap();
        if replaces == 0 {
            self.last += 1;
            self.last
        } else {
            replaces
        }
    }

    fn close_notification(&self, id: u32) {
        self.asked.send(Asked::Close(id)).unwrap();
    }

    #[zbus(property)]
    fn inhibited(&self) -> fdo::Result<bool> {
        self.inhibited.ok_or_else(|| fdo::Error::UnknownProperty("Inhibited".into()))
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_replied(emitter: &SignalEmitter<'_>, id: u32, text: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}
