//! What rang when, and what plays it.

use std::collections::HashMap;

use domain::notify::{AlertKind, Outcome, Sound, SoundChoice};
use domain::{ChatId, Timestamp};

use crate::core::Core;
use crate::ports::Tone;

/// What rang when, over all chats.
#[derive(Debug, Default)]
pub struct Bell {
    chats: HashMap<ChatId, Timestamp>,
    last: Option<Timestamp>,
    /// Whether the summary is up.
    pub summary: bool,
}

impl Bell {
    /// When a chat rang last.
    pub fn of(&self, chat: Option<ChatId>) -> Option<Timestamp> {
        chat.and_then(|chat| self.chats.get(&chat).copied())
    }

    /// When anything rang last.
    pub const fn last(&self) -> Option<Timestamp> {
        self.last
    }

    /// Notes what is heard. A tick under the operator's eyes is no ring of its chat, but a sound among all.
    pub fn note(&mut self, chat: Option<ChatId>, outcome: &Outcome, now: Timestamp) {
        if !outcome.rings() {
            return;
        }
        self.last = Some(now);
        if let Some(chat) = chat.filter(|_| !is_tick(outcome)) {
            self.chats.insert(chat, now);
        }
    }
}

fn is_tick(outcome: &Outcome) -> bool {
    outcome.sound == SoundChoice::Own(Sound::Tick)
}

/// What came together makes one sound: the first that is more than a tick.
pub fn ring<'a>(core: &Core, outcomes: impl Iterator<Item = &'a Outcome>) {
    let heard = outcomes.filter(|outcome| outcome.rings()).min_by_key(|outcome| is_tick(outcome));
    if let Some(outcome) = heard
        && let Some(tone) = tone(core, &outcome.sound)
    {
        core.ports.sound.ring(tone, outcome.volume);
    }
}

/// What is played for a choice; a file that is gone sounds as a message does by itself. None is silence.
pub fn tone(core: &Core, choice: &SoundChoice) -> Option<Tone> {
    match choice {
        SoundChoice::Silent => None,
        SoundChoice::Own(sound) => Some(Tone::Own(*sound)),
        SoundChoice::File(file) => match core.media.get(file) {
            Ok(Some(bytes)) => Some(Tone::File(bytes.into())),
            Ok(None) | Err(_) => {
                tracing::warn!("a sound file of the operator's is missing; the default is played");
                let SoundChoice::Own(sound) = AlertKind::Message.default_outcome().sound else { return None };
                Some(Tone::Own(sound))
            }
        },
    }
}
