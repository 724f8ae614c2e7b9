//! A banner in the words of the specification.

use std::collections::HashMap;

use domain::notify::Importance;
use engine::ports::{Banner, BannerAction};
use zbus::zvariant::Value;

use super::daemon::Capabilities;
use crate::notify::button;

/// The name of the desktop entry that the package installs.
const DESKTOP_ENTRY: &str = "Switchboard";
/// The action of a click on the banner itself.
pub const CLICK: &str = "default";

/// The buttons that a daemon can show, each as its name and its words.
pub fn actions(banner: &Banner, can: Capabilities) -> Vec<&str> {
    if !can.actions {
        return Vec::new();
    }
    let shown = banner.actions.iter().filter(|(action, _)| *action != BannerAction::Reply || can.reply);
    [CLICK, ""].into_iter().chain(shown.flat_map(|(action, words)| [button::name(*action), words])).collect()
}

/// What a daemon is told beside the words. The sound is ours.
pub fn hints(banner: &Banner) -> HashMap<&'static str, Value<'static>> {
    HashMap::from([
        ("desktop-entry", Value::from(DESKTOP_ENTRY)),
        ("category", Value::from("im.received")),
        ("suppress-sound", Value::from(true)),
        ("urgency", Value::from(urgency(banner.importance))),
    ])
}

const fn urgency(importance: Importance) -> u8 {
    match importance {
        Importance::Passive => 0,
        Importance::Active | Importance::TimeSensitive => 1,
        Importance::Critical => 2,
    }
}

/// The text, in which nothing is markup.
pub fn body(banner: &Banner, can: Capabilities) -> String {
    let body = plain(&banner.body);
    if can.markup { body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { body }
}

/// Text that may be sent: whoever sends a zero byte in a text is thrown off the bus.
pub fn plain(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banner_names_the_entry_by_which_the_desktop_knows_the_program() {
        let config = include_str!("../../../../tauri.conf.json");
        let config: serde_json::Value = serde_json::from_str(config).unwrap();
        // A package names its entry by the product.
        assert_eq!(config.get("productName").and_then(serde_json::Value::as_str), Some(DESKTOP_ENTRY));
    }
}
