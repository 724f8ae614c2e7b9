//! What stays of an item of somebody who was cut out: its place, and in a group that somebody wrote at that moment.

use domain::content::Content;
use domain::event::{InboundMessage, Place, ProviderEvent, Reaction};
use serde_json::{Map, Value, json};

use super::cut::Cutter;

/// An item of which nothing is left but its place.
pub(super) fn nothing() -> Value {
    let mut left = Map::new();
    left.insert("erased".to_owned(), Value::Bool(true));
    Value::Object(left)
}

impl Cutter<'_> {
    /// A message of theirs.
    pub(super) fn message_left(
        &self,
        index: u32,
        found: &ProviderEvent,
        message: &InboundMessage,
        stand_in: &str,
    ) -> Value {
        let Place::Group(group) = &message.place else { return nothing() };
        let id = self.message(found, message.id.as_str());
        let mut left = json!({
            // A message of which there is no row yet is told from others by its place.
            "id": id.unwrap_or_else(|| format!("{stand_in}.{}.{index}", self.received.0)),
            "timestamp": message.at.0, "from_user_id": stand_in, "group_id": group.as_str(), "type": "erased",
        });
        if let Some(left) = left.as_object_mut() {
            if matches!(message.content, Content::System { .. }) {
                // The provider's own lines count as nothing unread, what people write does.
                left.insert("type".to_owned(), json!("system"));
                left.insert("system".to_owned(), json!({"type": "erased"}));
            }
            if let Some(answered) = &message.reply_to {
                let id = self.message(found, answered.as_str()).unwrap_or_else(|| answered.0.clone());
                left.insert("context".to_owned(), json!({"id": id}));
            }
        }
        left
    }

    /// A reaction of theirs: as if it were taken back, since it still tells that somebody was heard of.
    pub(super) fn reaction_left(&self, found: &ProviderEvent, reaction: &Reaction, stand_in: &str) -> Value {
        let Place::Group(group) = &reaction.place else { return nothing() };
        let target = self.message(found, reaction.target.as_str()).unwrap_or_else(|| reaction.target.0.clone());
        json!({
            "id": stand_in, "timestamp": reaction.at.0, "from_user_id": stand_in, "group_id": group.as_str(),
            "type": "reaction", "reaction": {"message_id": target},
        })
    }
}
