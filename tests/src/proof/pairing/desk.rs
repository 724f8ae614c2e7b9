//! A desk with a console: what was told to it, and what it said.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Person;
use crate::hub::Screen;
use crate::town::lacking;
use crate::{Result, WorldError};

/// What was told to a console.
#[derive(Debug)]
pub struct Desk {
    /// Who sits there.
    pub operator: &'static str,
    /// Replies in the order in which they were given: the chat and the words.
    pub replies: Vec<(i64, String)>,
    /// Notes: the chat and the words.
    pub notes: Vec<(i64, String)>,
    /// The desk's own label, and the chats that it was put on.
    pub label: Option<(Value, BTreeSet<i64>)>,
    /// Every command.
    pub given: u64,
    /// Of them those that wait for the hub.
    pub waiting: u64,
}

impl Desk {
    pub fn new(operator: &'static str) -> Self {
        Self { operator, replies: Vec::new(), notes: Vec::new(), label: None, given: 0, waiting: 0 }
    }

    /// Replies, two to each person, and with each something else that an operator does.
    pub async fn work(&mut self, screen: &Screen, people: &[Person], replies: u64) -> Result<()> {
        let label = self.own_label(screen).await?;
        for _ in 0..replies {
            let at = self.replies.len();
            let person = people.get(at / 2 % people.len().max(1)).ok_or_else(super::house::missing)?;
            let words = format!("out {} {at}.", self.operator);
            let content = json!({ "kind": "text", "body": words });
            self.tell(screen, "message_send", json!({ "chat_id": person.chat, "content": content })).await?;
            self.replies.push((person.chat, words));
            self.something_else(screen, at, person.chat, &label).await?;
        }
        Ok(())
    }

    async fn something_else(&mut self, screen: &Screen, at: usize, chat: i64, label: &Value) -> Result<()> {
        let update = |change: Value| json!({ "chat_id": chat, "change": change });
        match at % 5 {
            0 => {
                let body = format!("note {} {at}.", self.operator);
                self.tell(screen, "note_add", json!({ "chat_id": chat, "body": body })).await?;
                self.notes.push((chat, body));
            }
            1 => {
                let on = json!({ "change": "labelled", "label": label, "on": true });
                self.tell(screen, "chat_update", update(on)).await?;
                if let Some((_, chats)) = &mut self.label {
                    chats.insert(chat);
                }
            }
            2 => self.tell(screen, "chat_update", update(json!({ "change": "done" }))).await?,
            3 => self.tell(screen, "chat_update", update(json!({ "change": "reopened" }))).await?,
            _ => {
                let shown = screen.conversation(chat).await?;
                let up_to = shown.last().map(|shown| shown.id);
                self.tell(screen, "chat_read", json!({ "chat_id": chat, "up_to": up_to })).await?;
            }
        }
        Ok(())
    }

    /// The desk's label, which is made first.
    async fn own_label(&mut self, screen: &Screen) -> Result<Value> {
        if let Some((label, _)) = &self.label {
            return Ok(label.clone());
        }
        self.tell(screen, "label_save", json!({ "name": self.operator, "color": 3 })).await?;
        let labels = screen.command("labels", &json!({})).await?;
        let own = labels.as_array().into_iter().flatten();
        let own = own.filter(|label| label.get("name").and_then(Value::as_str) == Some(self.operator));
        let own = own.filter_map(|label| label.get("label_id")).next();
        let label = own.cloned().ok_or_else(|| lacking("labels", "the desk's label", &labels))?;
        self.label = Some((label.clone(), BTreeSet::new()));
        Ok(label)
    }

    /// Gives a command; it is carried out, or waits for the hub.
    async fn tell(&mut self, screen: &Screen, name: &str, mut request: Value) -> Result<()> {
        self.given += 1;
        if let Some(request) = request.as_object_mut() {
            request.insert("command_id".into(), json!(format!("pairing {} {}", self.operator, self.given)));
        }
        match screen.command(name, &request).await {
            Ok(_) => Ok(()),
            Err(WorldError::Refused { body, .. }) if body.contains("waits_for_hub") => {
                self.waiting += 1;
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
