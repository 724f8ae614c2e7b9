//! One deed of the town: who does what next. The dice of the seed decide, nothing else.

use rand::RngExt;
use serde_json::json;

use crate::town::cast::Habit;
use crate::town::life::{lang, one_of};
use crate::town::lines;
use crate::town::speech::{Speech, say};
use crate::world::{Chat, World};

/// Somebody writes something: mostly a line of a talk, now and then something else.
pub(super) fn deed(world: &mut World) {
    let who = somebody(world);
    let (dice, in_group) = (world.life.deeds.random_range(0..100_u32), world.life.deeds.random_range(0..100_u32) < 25);
    let circle = if in_group { group_of(world, who) } else { None };
    let speech = match dice {
        0..60 => spoken(world, who, circle),
        60..68 => sent(world, who, circle, "image"),
        68..75 => sent(world, who, circle, "voice"),
        75..79 => sent(world, who, circle, "document"),
        79..82 => sent(world, who, circle, "sticker"),
        82..84 => sent(world, who, circle, "video"),
        84..87 => place(world, who, circle),
        87..89 => card(world, circle),
        89..95 => reacted(world, who, circle),
        _ => quoted(world, who, circle),
    };
    if let Err(why) = say(world, who, &speech, None) {
        tracing::debug!(why, "a deed of the town came to nothing");
    }
}

/// Anybody; the quiet ones mostly leave the word to somebody else.
fn somebody(world: &mut World) -> usize {
    let people = world.people.len().max(1);
    let who = world.life.deeds.random_range(0..people);
    let quiet = world.people.get(who).is_some_and(|person| matches!(person.habit, Habit::Silent | Habit::Away));
    if quiet && world.life.deeds.random_bool(0.7) { world.life.deeds.random_range(0..people) } else { who }
}

fn group_of(world: &mut World, who: usize) -> Option<usize> {
    let circles = world.circles.iter().enumerate();
    let mine: Vec<usize> = circles.filter(|(_, circle)| circle.members.contains(&who)).map(|(at, _)| at).collect();
    if mine.is_empty() {
        return None;
    }
    let at = world.life.deeds.random_range(0..mine.len());
    mine.get(at).copied()
}

/// A line of text, the usual deed.
pub(crate) fn spoken(world: &mut World, who: usize, circle: Option<usize>) -> Speech {
    let lang = lang(world, who);
    let text = match circle {
        Some(_) => one_of(&mut world.life.deeds, &lines::of(lang).group),
        None => world.life.next_line(who, lang),
    };
    Speech { kind: "text".to_owned(), text: Some(text.to_owned()), circle, ..Speech::default() }
}

fn sent(world: &mut World, who: usize, circle: Option<usize>, kind: &str) -> Speech {
    let lang = lang(world, who);
    let words = one_of(&mut world.life.deeds, &lines::of(lang).captions);
    let talkative = world.life.deeds.random_bool(0.5);
    let text = (kind == "image" && talkative).then(|| words.to_owned());
    let filename = match lang {
        "ru" => "Мой заказ.pdf",
        "de" => "Bestellung.pdf",
        "pt" => "Encomenda.pdf",
        "kk" => "Тапсырыс.pdf",
        _ => "My order.pdf",
    };
    Speech { kind: kind.to_owned(), text, circle, extra: json!({"filename": filename}), ..Speech::default() }
}

fn place(world: &World, who: usize, circle: Option<usize>) -> Speech {
    let (latitude, longitude, name, address) = match lang(world, who) {
        "ru" | "kk" => (43.2567, 76.9286, "Green Bazaar", "Zhibek Zholy 53, Almaty"),
        "de" => (50.9413, 6.9583, "Kölner Dom", "Domkloster 4, Köln"),
        "pt" => (38.7071, -9.1459, "Mercado da Ribeira", "Av. 24 de Julho, Lisboa"),
        _ => (51.5055, -0.0910, "Borough Market", "8 Southwark Street, London"),
    };
    let extra = json!({"latitude": latitude, "longitude": longitude, "name": name, "address": address});
    Speech { kind: "location".to_owned(), circle, extra, ..Speech::default() }
}

/// The card of somebody who has a name and shows the number.
fn card(world: &mut World, circle: Option<usize>) -> Speech {
    let at = world.life.deeds.random_range(0..world.people.len().max(1));
    let shown = world.people.iter().cycle().skip(at).take(world.people.len());
    let extra = shown.filter(|person| !person.hidden).find_map(|person| {
        let name = person.name.as_ref()?;
        Some(json!({"contact_name": name, "contact_phone": format!("+{}", person.phone)}))
    });
    Speech { kind: "contacts".to_owned(), circle, extra: extra.unwrap_or_default(), ..Speech::default() }
}

/// A reaction to what the business wrote last; where it wrote nothing yet, a line.
fn reacted(world: &mut World, who: usize, circle: Option<usize>) -> Speech {
    const EMOJI: &[&str] = &["👍", "❤️", "🙏", "😂", "🍵", "🙌"];
    let emoji = one_of(&mut world.life.deeds, EMOJI).to_owned();
    let instead = spoken(world, who, circle);
    let chat = circle.map_or(Chat::Person(who), Chat::Circle);
    if world.latest.get(&chat).is_some_and(|latest| latest.ours.is_some()) {
        return Speech { kind: "reaction".to_owned(), emoji: Some(emoji), circle, ..Speech::default() };
    }
    instead
}

fn quoted(world: &mut World, who: usize, circle: Option<usize>) -> Speech {
    let chat = circle.map_or(Chat::Person(who), Chat::Circle);
    let target = world.latest.get(&chat).and_then(|latest| latest.ours.clone().or_else(|| latest.theirs.clone()));
    Speech { reply_to: target, ..spoken(world, who, circle) }
}
