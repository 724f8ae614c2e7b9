//! Links that open a chat: `switchboard://chat/7`. They come as words of a second start.

use domain::ChatId;

/// Where a link to a chat begins.
pub const CHAT: &str = "switchboard://chat/";

/// The chat that a link opens; none where it is something else. Anybody can make a link, so it opens and does nothing.
pub fn chat(link: &str) -> Option<ChatId> {
    link.strip_prefix(CHAT)?.trim_end_matches('/').parse().ok().map(ChatId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_a_chat_and_nothing_else() {
        assert_eq!(chat("switchboard://chat/7"), Some(ChatId(7)));
        assert_eq!(chat("switchboard://chat/7/"), Some(ChatId(7)));
        for other in ["switchboard://chat/", "switchboard://chat/7/send", "switchboard://send/7", "--data", "7"] {
            assert_eq!(chat(other), None, "{other}");
        }
    }
}
