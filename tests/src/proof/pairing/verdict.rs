//! What became of the story.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::desk::Desk;
use super::house::House;
use super::{Person, house};
use crate::Result;
use crate::proof::page::Figures;
use crate::town::Sent;

/// Who may ask the town for anything.
const HUBS: &str = "127.0.0.1";

/// What was done.
pub struct Seen<'story> {
    pub desks: &'story [Desk; 2],
    /// What people wrote.
    pub words: &'story [String],
    pub people: &'story [Person],
    /// How many commands waited for the hub when the cable was plugged in again, at each desk.
    pub waiting: [u64; 2],
    /// What lies in the hub's folder.
    pub tables: Value,
}

impl Seen<'_> {
    pub async fn judge(&self, house: &House, figures: &mut Figures) -> Result<()> {
        let count = |name: &str| self.tables.get(name).and_then(Value::as_u64).unwrap_or_default();
        let tables = self.tables.get("tables").and_then(Value::as_object).map_or(0, serde_json::Map::len);
        figures.row("entries of the journal", count("journal"));
        figures.row("tables made from it, the same on all three", tables);
        self.received(house, figures).await?;
        let sent = house.town.sent().await?;
        for (desk, waiting) in self.desks.iter().zip(self.waiting) {
            carried_out(desk, waiting, &sent, figures);
            self.kept(desk, house, figures).await?;
        }
        let [cut, _] = self.waiting;
        figures.must(cut >= self.desks[0].given / 4, || format!("only {cut} commands waited behind the cut cable"));
        cables(house, figures).await
    }

    /// Every message of a person is there once.
    async fn received(&self, house: &House, figures: &mut Figures) -> Result<()> {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for person in self.people {
            let shown = house.hub.screen()?.conversation(person.chat).await?;
            for received in shown.into_iter().filter(|shown| !shown.ours) {
                *times.entry(received.words).or_default() += 1;
            }
        }
        let wrong = self.words.iter().filter(|words| times.get(words.as_str()) != Some(&1)).count();
        figures.row("messages people wrote", self.words.len());
        figures.must(wrong == 0, || format!("{wrong} messages of people are not there once"));
        Ok(())
    }

    /// Every note is there once, and every label is on.
    async fn kept(&self, desk: &Desk, house: &House, figures: &mut Figures) -> Result<()> {
        let mut notes = Vec::new();
        for person in self.people {
            notes.extend(house.hub.screen()?.notes(person.chat).await?.into_iter().map(|note| (person.chat, note)));
        }
        for (chat, body) in &desk.notes {
            let authors: Vec<&str> = notes
                .iter()
                .filter(|(at, (_, said))| at == chat && said == body)
                .map(|(_, (by, _))| by.as_str())
                .collect();
            figures.must(authors == [desk.operator], || format!("`{body}` is there once for each of {authors:?}"));
        }
        figures.row(&format!("notes of {}, once each", desk.operator), desk.notes.len());
        let (label, chats) = desk.label.as_ref().ok_or_else(house::missing)?;
        for chat in chats {
            let detail = house.hub.screen()?.command("chat", &json!({ "chat_id": chat })).await?;
            let labels = detail.pointer("/row/labels").and_then(Value::as_array);
            figures.must(labels.is_some_and(|labels| labels.contains(label)), || format!("chat {chat} has no label"));
        }
        figures.row(&format!("labels put on by {}", desk.operator), chats.len());
        Ok(())
    }
}

/// Each reply is at the provider once, and those to one person in the order in which they were given.
fn carried_out(desk: &Desk, waiting: u64, sent: &[Sent], figures: &mut Figures) {
    figures.row(&format!("commands of {}", desk.operator), desk.given);
    figures.row("of them given while the hub could not be reached", waiting);
    figures.row("of them replies, once each at the provider and in order", desk.replies.len());
    let mut last: BTreeMap<i64, usize> = BTreeMap::new();
    for (chat, words) in &desk.replies {
        let places: Vec<usize> =
            sent.iter().enumerate().filter(|(_, sent)| sent.holds(words)).map(|(at, _)| at).collect();
        figures.must(places.len() == 1, || format!("`{words}` is {} times at the provider", places.len()));
        if let Some(place) = places.first() {
            let before = last.insert(*chat, *place);
            figures.must(before.is_none_or(|before| before < *place), || {
                format!("`{words}` came before one given earlier")
            });
        }
    }
}

/// Nothing was sent by a console.
async fn cables(house: &House, figures: &mut Figures) -> Result<()> {
    let askers = house.town.askers().await?;
    let all: u64 = askers.values().sum();
    let hubs = askers.get(HUBS).copied().unwrap_or_default();
    figures.row("requests to the provider by the hub", hubs);
    figures.row("requests to the provider by anybody else", all - hubs);
    figures.must(all == hubs && hubs > 0, || format!("the provider was asked by {askers:?}"));
    for (number, machine) in house.network.consoles.iter().enumerate() {
        let (packets, routes) = (machine.packets().await?, machine.routes().await?);
        figures.row(&format!("packets of console {} with the hub's port for consoles", number + 1), packets.with_hub);
        figures.row("other packets on its cable", packets.other);
        figures.row("where it has a route to", routes.join(", "));
        figures.must(packets.with_hub > 0 && packets.other == 0, || {
            format!("packets of console {}: {packets:?}", number + 1)
        });
        let outside = routes.iter().find(|route| !route.starts_with("10.77."));
        figures.must(outside.is_none(), || format!("console {} has a route to {outside:?}", number + 1));
    }
    Ok(())
}
