//! The people of a town who take part in a proof.

use serde_json::Value;

use crate::hub::Screen;
use crate::{Result, Town, WorldError};

/// Somebody of the town with the chat we have with them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Our chat.
    pub chat: i64,
}

/// So many people say something first, so that each chat exists and its window is open.
pub async fn acquainted(town: &Town, screen: &Screen, most: usize) -> Result<Vec<Person>> {
    let look = town.look().await?;
    let names = look.get("people").and_then(Value::as_array).into_iter().flatten();
    let names = names.filter_map(|person| person.get("name")?.as_str().filter(|name| !name.is_empty())).take(most);
    let mut people = Vec::new();
    for name in names {
        town.says(name, "hello").await?;
        people.push(Person { name: name.to_owned(), chat: screen.chat(name).await? });
    }
    if people.is_empty() { Err(WorldError::Found("nobody with a name lives in the town".into())) } else { Ok(people) }
}
