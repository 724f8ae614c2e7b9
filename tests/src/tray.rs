//! A tray of a test's own on the bus of the session: it shows nothing and tells that there is a place for icons.

use zbus::Connection;

use crate::{Result, WorldError};

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";

/// The tray; it leaves the bus with this value.
pub struct Tray {
    _connection: Connection,
}

impl Tray {
    /// Puts it on the bus of the session.
    pub async fn start() -> Result<Self> {
        let failed = |error: zbus::Error| WorldError::Found(format!("the bus of the session: {error}"));
        let builder = zbus::connection::Builder::session().map_err(failed)?;
        let builder = builder.serve_at(PATH, object::Object).map_err(failed)?;
        let connection = builder.name(NAME).map_err(failed)?.build().await.map_err(failed)?;
        Ok(Self { _connection: connection })
    }
}

mod object {
    use zbus::interface;

    pub struct Object;

    #[interface(name = "org.kde.StatusNotifierWatcher")]
    impl Object {
        fn register_status_notifier_item(&self, _item: &str) {}

        fn register_status_notifier_host(&self, _host: &str) {}

        #[zbus(property)]
        fn registered_status_notifier_items(&self) -> Vec<String> {
            Vec::new()
        }

        #[zbus(property)]
        fn is_status_notifier_host_registered(&self) -> bool {
            true
        }

        #[zbus(property)]
        fn protocol_version(&self) -> i32 {
            0
        }
    }
}
