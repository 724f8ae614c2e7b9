//! A notification daemon of a test's own, on the bus of the session: it shows nothing, declares `actions` and
//! `inline-reply`, and remembers what it was asked to show.

use tokio::sync::watch;
use zbus::Connection;
use zbus::object_server::InterfaceRef;

use object::Object;

use crate::patience::{self, LONG};
use crate::{Result, WorldError};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A banner as the daemon was asked to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The daemon's number.
    pub id: u32,
    /// First line.
    pub summary: String,
    /// Text.
    pub body: String,
    /// Names and words of its buttons, one after the other.
    pub actions: Vec<String>,
}

/// The daemon; it leaves the bus with this value.
pub struct Daemon {
    object: InterfaceRef<Object>,
    shown: watch::Receiver<Vec<Shown>>,
    _connection: Connection,
}

impl Daemon {
    /// Puts it on the bus of the session.
    pub async fn start() -> Result<Self> {
        let (shown, up) = watch::channel(Vec::new());
        let builder = zbus::connection::Builder::session().map_err(failed)?;
        let builder = builder.serve_at(PATH, Object { shown, last: 0 }).map_err(failed)?;
        let connection = builder.name(NAME).map_err(failed)?.build().await.map_err(failed)?;
        let object = connection.object_server().interface(PATH).await.map_err(failed)?;
        Ok(Self { object, shown: up, _connection: connection })
    }

    /// Waits for a banner with these words in it.
    pub async fn shows(&self, words: &str) -> Result<Shown> {
        patience::until("a banner with the words", LONG, || async {
            let up = self.shown.borrow().clone();
            let found = up.iter().find(|banner| banner.body.contains(words)).cloned();
            Ok(found.ok_or_else(|| format!("{up:?}")))
        })
        .await
    }

    /// Waits until nothing is up.
    pub async fn is_empty(&self) -> Result<()> {
        patience::until("no banner", LONG, || async {
            let up = self.shown.borrow().clone();
            Ok(patience::seen(up.is_empty(), || format!("{up:?}")))
        })
        .await
    }

    /// The operator types an answer into a banner.
    pub async fn reply(&self, banner: &Shown, text: &str) -> Result<()> {
        let emitter = self.object.signal_emitter();
        Object::notification_replied(emitter, banner.id, text).await.map_err(failed)
    }
}

fn failed(error: zbus::Error) -> WorldError {
    WorldError::Found(format!("the bus of the session: {error}"))
}

mod object {
    use std::collections::HashMap;

    use tokio::sync::watch;
    use zbus::interface;
    use zbus::object_server::SignalEmitter;
    use zbus::zvariant::OwnedValue;

    use super::Shown;

    pub struct Object {
        pub shown: watch::Sender<Vec<Shown>>,
        pub last: u32,
    }

    #[interface(name = "org.freedesktop.Notifications")]
    impl Object {
        fn get_capabilities(&self) -> Vec<String> {
            ["body", "actions", "inline-reply"].map(str::to_owned).to_vec()
        }

        fn get_server_information(&self) -> (String, String, String, String) {
            ("remembering".into(), "switchboard".into(), "1".into(), "1.2".into())
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
            _hints: HashMap<String, OwnedValue>,
            _timeout: i32,
        ) -> u32 {
            self.last += 1;
            let id = if replaces == 0 { self.last } else { replaces };
            self.shown.send_modify(|shown| {
                shown.retain(|banner| banner.id != id);
                shown.push(Shown { id, summary, body, actions });
            });
            id
        }

        fn close_notification(&mut self, id: u32) {
            self.shown.send_modify(|shown| shown.retain(|banner| banner.id != id));
        }

        /// An answer was typed.
        #[zbus(signal)]
        pub async fn notification_replied(emitter: &SignalEmitter<'_>, id: u32, text: &str) -> zbus::Result<()>;
    }
}
