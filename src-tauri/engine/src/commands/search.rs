//! Search: filters are read from the words, the rest is looked for in messages and names.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use contract::search::{Filter, Hit, SearchRequest, SearchResults};
use domain::Timestamp;
use store::search::{self, From, Query};
use store::table::message::Direction;
use store::table::{chat, message};
use store::{Read, StoreError};

use super::people::{sender_name, title};
use super::{Answer, chats, read};
use crate::core::Core;

const MOST: u32 = 100;
const MOST_CHATS: usize = 8;

/// Searches.
pub async fn search(core: &Arc<Core>, request: SearchRequest) -> Answer<SearchResults> {
    read(core, move |core, r| {
        let reach = core.searched.reach(r)?;
        let typed = Typed::read(&request.query);
        let mut filters = Vec::new();
        let query = typed.query(r, &request, &mut filters)?;
        let limit = request.limit.clamp(1, MOST) as usize;
        let found = search::search(r, &query, limit, request.before)?;
        let names = if typed.words.trim().is_empty() {
            search::Names::default()
        } else {
            search::names(r, &typed.words, MOST_CHATS)?
        };
        let messages = found.hits.into_iter().map(|found| hit(r, found)).collect::<Result<Vec<_>, _>>()?;
        Ok(SearchResults {
            chats: named(core, r, &names)?,
            messages: messages.into_iter().flatten().collect(),
            read_as: found.read_as.map(|read| read.text).or(names.read_as),
            suggestion: found.suggestion,
            short: found.short,
            searched: u32::try_from(reach.messages).unwrap_or(u32::MAX),
            since: reach.since,
            filters,
        })
    })
    .await
}

/// Chats that are named so, and the chats of people who are.
fn named(core: &Core, r: &Read<'_>, names: &search::Names) -> Result<Vec<contract::chat::ChatRow>, StoreError> {
    let mut ids = names.chats.clone();
    for contact in &names.contacts {
        ids.extend(chat::of_contact(r, *contact)?);
    }
    ids.dedup();
    let mut rows = Vec::new();
    for id in ids.into_iter().take(MOST_CHATS) {
        if let Some(found) = chat::get(r, id)? {
            rows.push(chats::row(core, r, &found)?);
        }
    }
    Ok(rows)
}

fn hit(r: &Read<'_>, found: search::Hit) -> Result<Option<Hit>, StoreError> {
    let (Some(chat), Some(message)) = (chat::get(r, found.chat_id)?, message::get(r, found.message_id)?) else {
        return Ok(None);
    };
    Ok(Some(Hit {
        message_id: found.message_id,
        chat_id: found.chat_id,
        chat_kind: chats::kind(chat.kind),
        chat_title: title(&chat),
        contact_id: message.sender_contact,
        sender: sender_name(r, &message)?,
        ours: message.direction == Direction::Out,
        at: found.at,
        words: found.words,
        marks: found.marks,
    }))
}

/// What was typed, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Typed {
    words: String,
    filters: Vec<(Key, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    From,
    In,
    File,
    Before,
    After,
}

impl Key {
    fn read(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "from" | "от" => Self::From,
            "in" | "в" => Self::In,
            "has" | "есть" | "file" | "файл" => Self::File,
            "before" | "до" => Self::Before,
            "after" | "после" => Self::After,
            _ => return None,
        })
    }

    const fn word(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::In => "in",
            Self::File => "has",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

impl Typed {
    fn read(text: &str) -> Self {
        let mut typed = Self::default();
        for part in parts(text) {
            let filter = part.split_once(':').and_then(|(key, value)| Some((Key::read(key)?, value)));
            match filter {
                Some((key, value)) if !value.is_empty() || key == Key::File => {
                    typed.filters.push((key, value.trim_matches('"').to_owned()));
                }
                _ => {
                    typed.words.push_str(&part);
                    typed.words.push(' ');
                }
            }
        }
        typed.words.truncate(typed.words.trim_end().len());
        typed
    }

    fn query(&self, r: &Read<'_>, request: &SearchRequest, filters: &mut Vec<Filter>) -> Result<Query, StoreError> {
        let mut query = Query { text: self.words.clone(), chat: request.chat_id, ..Query::default() };
        for (key, value) in &self.filters {
            let understood = match key {
                Key::From => from(r, value)?.map(|(who, name)| {
                    query.from = Some(who);
                    name
                }),
                Key::In => search::names(r, value, 1)?.chats.first().copied().map(|chat| {
                    query.chat = Some(chat);
                    value.clone()
                }),
                Key::File => {
                    query.has_file = true;
                    Some("file".to_owned())
                }
                Key::Before => day(value).map(|at| {
                    query.before = Some(at);
                    value.clone()
                }),
                Key::After => day(value).map(|at| {
                    query.after = Some(at);
                    value.clone()
                }),
            };
            if let Some(value) = understood {
                filters.push(Filter { filter: key.word().to_owned(), value });
            }
        }
        Ok(query)
    }
}

fn from(r: &Read<'_>, value: &str) -> Result<Option<(From, String)>, StoreError> {
    if matches!(value.to_lowercase().as_str(), "me" | "us" | "меня" | "нас") {
        return Ok(Some((From::Us, value.to_owned())));
    }
    let Some(contact) = search::names(r, value, 1)?.contacts.first().copied() else { return Ok(None) };
    let name = store::table::contact::get(r, contact)?.and_then(|found| found.name);
    Ok(Some((From::Contact(contact), name.unwrap_or_else(|| value.to_owned()))))
}

/// Parts between spaces; a space inside quotes belongs to its part.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for letter in text.chars() {
        quoted ^= letter == '"';
        if letter.is_whitespace() && !quoted {
            if !part.is_empty() {
                parts.push(std::mem::take(&mut part));
            }
        } else {
            part.push(letter);
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

/// The beginning of a day written as 2026-11-19 or 19.11.2026.
fn day(text: &str) -> Option<Timestamp> {
    let date = ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())?;
    Some(Timestamp(date.and_time(NaiveTime::MIN).and_utc().timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_in_both_languages_are_taken_out_of_the_words() {
        let typed = Typed::read("счёт пуэр от:\"Анна Корнеева\" файл: after:2026-10-01");
        assert_eq!(typed.words, "счёт пуэр");
        let filters = [(Key::From, "Анна Корнеева"), (Key::File, ""), (Key::After, "2026-10-01")];
        assert_eq!(typed.filters, filters.map(|(key, value)| (key, value.to_owned())));
    }

    #[test]
    fn a_time_in_the_text_is_no_filter() {
        assert_eq!(Typed::read("до 18:00 успею").words, "до 18:00 успею");
    }

    #[test]
    fn a_day_is_read_in_both_spellings() {
        assert_eq!(day("2026-11-19"), day("19.11.2026"));
        assert!(day("2026-11-19").is_some() && day("вчера").is_none());
    }
}
