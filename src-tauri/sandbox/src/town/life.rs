//! What the town does of its own accord. Which person does what, and in which order, depends on the seed alone.

use std::collections::HashMap;

use crate::agenda::Act;
use crate::identity::dice;
use crate::send::recipient::Recipient;
use crate::send::status;
use crate::town::deeds::deed;
use crate::town::lines;
use crate::town::mischief::stir;
use crate::town::speech::{Speech, say};
use crate::world::World;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// The dice of the town and where each person stands in a talk.
pub(crate) struct Life {
    pub(super) deeds: ChaCha8Rng,
    answers: ChaCha8Rng,
    /// For what people do about groups, so that it changes nothing of what they say.
    pub(super) groups: ChaCha8Rng,
    /// Ticks planned for another rate are dropped.
    generation: u64,
    talks: HashMap<usize, (usize, usize)>,
    /// How often each talk of a language was begun.
    begun: HashMap<(&'static str, usize), u32>,
    pictures: usize,
}

impl Life {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            deeds: dice(seed, 4),
            answers: dice(seed, 5),
            groups: dice(seed, 6),
            generation: 0,
            talks: HashMap::new(),
            begun: HashMap::new(),
            pictures: 0,
        }
    }

    /// The number of the next file somebody sends.
    pub(crate) fn next_picture(&mut self) -> usize {
        self.pictures += 1;
        self.pictures
    }

    /// The next line of a person's talk; a talk that is over gives way to one that was begun least often.
    pub(super) fn next_line(&mut self, who: usize, lang: &'static str) -> &'static str {
        let talks = &lines::of(lang).talks;
        let (talk, line) = match self.talks.get(&who) {
            Some(&(talk, line)) if talks.get(talk).is_some_and(|talk| line < talk.len()) => (talk, line),
            _ => (self.begin(lang, talks.len()), 0),
        };
        self.talks.insert(who, (talk, line + 1));
        talks.get(talk).and_then(|talk| talk.get(line)).copied().unwrap_or("…")
    }
}

impl Life {
    /// One of the talks that were begun least often, by chance.
    fn begin(&mut self, lang: &'static str, talks: usize) -> usize {
        let times = |life: &Self, talk: usize| life.begun.get(&(lang, talk)).copied().unwrap_or(0);
        let least = (0..talks).map(|talk| times(self, talk)).min().unwrap_or(0);
        let rare: Vec<usize> = (0..talks).filter(|&talk| times(self, talk) == least).collect();
        let at = self.deeds.random_range(0..rare.len().max(1));
        let talk = rare.get(at).copied().unwrap_or(0);
        *self.begun.entry((lang, talk)).or_default() += 1;
        talk
    }
}

pub(super) fn one_of(dice: &mut ChaCha8Rng, lines: &[&'static str]) -> &'static str {
    let at = dice.random_range(0..lines.len().max(1));
    lines.get(at).copied().unwrap_or("…")
}

/// Sets how many messages a second the town writes, and plans the first of them.
pub(crate) fn set_rate(world: &mut World, rate: f64) {
    world.rate = if rate.is_finite() { rate.clamp(0.0, 1_000.0) } else { 0.0 };
    world.life.generation += 1;
    plan_next(world);
}

fn plan_next(world: &mut World) {
    if world.rate <= 0.0 {
        return;
    }
    let share: f64 = world.life.deeds.random_range(0.3..1.7);
    let pause = (1_000.0 / world.rate * share).clamp(1.0, 86_400_000.0) as i64;
    let generation = world.life.generation;
    world.plan(world.now.saturating_add(pause), Act::Tick { generation });
}

/// One deed of the town, and the plan for the next.
pub(crate) fn tick(world: &mut World, generation: u64) {
    if generation == world.life.generation {
        deed(world);
        stir(world);
        plan_next(world);
    }
}

pub(super) fn lang(world: &World, who: usize) -> &'static str {
    world.people.get(who).map_or("en", |person| person.lang)
}

/// In a living town some people answer what the business wrote to them, a little after they have read it.
pub(crate) fn expect_answer(world: &mut World, id: &str, recipient: &Recipient) {
    let Some(who) = recipient.person().filter(|_| world.rate > 0.0) else { return };
    let Some(person) = world.people.get(who) else { return };
    let Some(read) = person.habit.read_after_ms().filter(|_| status::answers(person)) else { return };
    if world.life.answers.random_bool(0.5) {
        let pause = world.life.answers.random_range(2_500..15_000_i64);
        world.plan(world.now.saturating_add(read + pause), Act::Answer { id: id.to_owned(), who });
    }
}

/// The answer: a short one, a reaction, or the next line of the talk.
pub(crate) fn answer(world: &mut World, id: &str, who: usize) {
    let lang = lang(world, who);
    let dice = world.life.answers.random_range(0..10_u32);
    let words = one_of(&mut world.life.answers, &lines::of(lang).answers).to_owned();
    let speech = match dice {
        0 | 1 => Speech {
            kind: "reaction".to_owned(),
            emoji: Some("👍".to_owned()),
            reply_to: Some(id.to_owned()),
            ..Speech::default()
        },
        2 => Speech { kind: "text".to_owned(), text: Some(words), reply_to: Some(id.to_owned()), ..Speech::default() },
        _ => Speech { kind: "text".to_owned(), text: Some(words), ..Speech::default() },
    };
    if let Err(why) = say(world, who, &speech, None) {
        tracing::debug!(why, "an answer came to nothing");
    }
}
