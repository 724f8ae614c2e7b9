//! Cuts one person out of a body and leaves everything of everybody else byte for byte as it was. As many events are made
//! of it as before, in the same order: rows are numbered by that order, and those of others must keep their numbers.
//!
//! What was between the person and us is nothing any more. What moved something of others (a message in a group, who is
//! in it, who has a message) keeps its place and moment with a stand-in for the person, so that the tables made from it
//! come out the same.

use std::collections::BTreeMap;

use domain::erasure::{Splice, splice};
use domain::event::{Event, GroupChange, GroupEvent, ProviderEvent, StatusUpdate};
use domain::{Person, ProviderMessageId, Timestamp};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::left::nothing;
use super::places::{Piece, Place, What};
use super::sink::{Scope, Sink};
use super::{Envelope, read_envelope, text};
use crate::meta::loose::{Scalar, read};
use crate::meta::people::identified;
use crate::webhook::Whom;

/// Keys of a user object by which the person is found, strongest first.
const KEYS: [&str; 3] = ["user_id", "wa_id", "input"];
/// What else a user object says of the person. The id of a request to enter a group may hold the number.
const ABOUT: [&str; 6] = ["parent_user_id", "username", "profile", "name", "formatted_name", "join_request_id"];
/// Keys of a participant in a status, in both spellings.
const PARTICIPANT: [&str; 5] = [
    "recipient_participant_user_id",
    "participant_recipient_user_id",
    "recipient_participant_id",
    "participant_recipient_id",
    "recipient_participant_parent_user_id",
];
/// Parts of an item in which others name whom they answer or call.
const NAMING: [&str; 4] = ["context", "mentions", "mentioned", "mentioned_users"];

/// What has to be replaced in the body so that the person is not in it.
#[must_use]
pub fn without(body: &[u8], received: Timestamp, whom: &dyn Whom) -> Vec<Splice> {
    let text = text::readable(body);
    let Ok(envelope) = serde_json::from_str::<Envelope<'_>>(&text) else { return Vec::new() };
    let nowhere = Scope::at(received);
    let mut sink = Sink::placing(nowhere.clone());
    read_envelope(&envelope, &nowhere, &mut sink);
    let (events, places) = sink.placed();
    let mut cutter = Cutter { text: &text, whom, received, splices: Vec::new() };
    let repeated: Vec<&Person> = events.iter().filter_map(|found| cutter.repeats(found)).collect();
    let is_repeated = |person: &Person| repeated.iter().any(|sender| sender.shares_key(person));
    for Place { piece, what } in places {
        match what {
            What::Item { event } => {
                if let (Some(found), Some(raw)) = (events.get(event), cutter.raw(piece)) {
                    cutter.item(raw, u32::try_from(event).unwrap_or(u32::MAX), found);
                }
            }
            What::Contact(scope, person) if cutter.is_in(&scope, &person).is_some() || is_repeated(&person) => {
                cutter.put_at(piece, "{}");
            }
            What::Listed(scope, person) => {
                if let (Some(stand_in), Some(raw)) = (cutter.is_in(&scope, &person), cutter.raw(piece)) {
                    cutter.disguise(raw, &stand_in);
                }
            }
            What::Contact(..) => {}
        }
    }
    cutter.finish(body)
}

pub(super) struct Cutter<'a> {
    text: &'a str,
    whom: &'a dyn Whom,
    pub(super) received: Timestamp,
    splices: Vec<Splice>,
}

impl<'a> Cutter<'a> {
    fn raw(&self, piece: Piece) -> Option<&'a RawValue> {
        let (from, to) = piece.within(self.text)?;
        serde_json::from_str(self.text.get(from..to)?).ok()
    }

    fn put(&mut self, raw: &RawValue, put: &Value) {
        self.put_at(Piece::of(raw), &put.to_string());
    }

    fn put_at(&mut self, piece: Piece, put: &str) {
        if let Some((from, to)) = piece.within(self.text) {
            self.splices.push(Splice { from, to, put: put.to_owned() });
        }
    }

    fn is_in(&self, scope: &Scope, person: &Person) -> Option<String> {
        self.whom.stand_in(scope.account.as_ref(), scope.portfolio.as_deref(), person)
    }

    fn is(&self, found: &ProviderEvent, person: &Person) -> Option<String> {
        self.whom.stand_in(found.account.as_ref(), found.portfolio.as_deref(), person)
    }

    /// Who sent a message that is known as the person's: another key may stand there, but it is the same message.
    fn repeats<'e>(&self, found: &'e ProviderEvent) -> Option<&'e Person> {
        match &found.event {
            Event::Message(message) if self.message(found, message.id.as_str()).is_some() => Some(&message.sender),
            _ => None,
        }
    }

    /// Whether the person changed a message: they are named, or it is theirs, and nobody changes another's.
    fn did(&self, found: &ProviderEvent, sender: &Person, target: &ProviderMessageId) -> bool {
        self.is(found, sender).is_some() || self.message(found, target.as_str()).is_some()
    }

    pub(super) fn message(&self, found: &ProviderEvent, id: &str) -> Option<String> {
        self.whom.message(found.account.as_ref(), id)
    }

    fn item(&mut self, raw: &'a RawValue, index: u32, found: &ProviderEvent) {
        match &found.event {
            Event::Message(message) => match self.is(found, &message.sender) {
                Some(stand_in) => {
                    let left = self.message_left(index, found, message, &stand_in);
                    self.put(raw, &left);
                }
                None if self.repeats(found).is_some() => self.put(raw, &nothing()),
                None => self.named(raw, found),
            },
            Event::Reaction(reaction) => match self.is(found, &reaction.sender) {
                Some(stand_in) => {
                    let left = self.reaction_left(found, reaction, &stand_in);
                    self.put(raw, &left);
                }
                None => self.answered(raw, found, "reaction", &["message_id"]),
            },
            Event::Edited(edit) if self.did(found, &edit.sender, &edit.target) => self.unplaced(raw, index, edit.at),
            Event::Revoked(gone) if self.did(found, &gone.sender, &gone.target) => self.unplaced(raw, index, gone.at),
            Event::Edited(_) => self.named(raw, found),
            Event::Status(update) => self.status(raw, found, update),
            Event::PersonChanged(change)
                if [&change.previous, &change.current].iter().any(|person| self.is(found, person).is_some()) =>
            {
                self.put(raw, &nothing());
            }
            Event::Preference(preference) if self.is(found, &preference.person).is_some() => {
                self.put(raw, &nothing());
            }
            Event::Group(group) => self.asked(raw, found, group),
            Event::Unknown(unknown) if self.holds(raw, found) => {
                self.put(raw, &json!({"erased": unknown.what}));
            }
            _ => {}
        }
    }

    /// Somebody asks to enter a group: the item itself names them.
    fn asked(&mut self, raw: &'a RawValue, found: &ProviderEvent, group: &GroupEvent) {
        if let GroupChange::JoinRequested { person, .. } | GroupChange::JoinRevoked { person, .. } = &group.change
            && let Some(stand_in) = self.is(found, person)
        {
            self.disguise(raw, &stand_in);
        }
    }

    /// A change of a message that was not here is shown as something that could not be placed, and stays that.
    fn unplaced(&mut self, raw: &RawValue, index: u32, at: Timestamp) {
        match self.whom.shows(index) {
            Some(what) => self.put(raw, &json!({"erased": what, "timestamp": at.0})),
            None => self.put(raw, &nothing()),
        }
    }

    fn status(&mut self, raw: &'a RawValue, found: &ProviderEvent, update: &StatusUpdate) {
        let theirs = update.recipient.as_ref().is_some_and(|person| self.is(found, person).is_some());
        if theirs || self.message(found, update.id.as_str()).is_some() {
            return self.put(raw, &nothing());
        }
        let Some(stand_in) = update.participant.as_ref().and_then(|person| self.is(found, person)) else { return };
        self.replace(raw, &PARTICIPANT, &stand_in);
        for (name, value) in fields(raw) {
            if name == "recipient_user_id" || name.contains("parent") {
                self.put(value, &Value::Null);
            }
        }
    }

    /// The person in a user object, or in an item that is one.
    fn disguise(&mut self, raw: &'a RawValue, stand_in: &str) {
        self.replace(raw, &KEYS, stand_in);
        for (name, value) in fields(raw) {
            if ABOUT.contains(&name.as_str()) {
                self.put(value, &Value::Null);
            }
        }
    }

    /// Puts the stand-in into the first of these fields that is there, and nothing into the others.
    fn replace(&mut self, raw: &'a RawValue, names: &[&str], stand_in: &str) {
        let fields = fields(raw);
        let mut put = json!(stand_in);
        for name in names {
            if let Some(value) = fields.get(*name) {
                self.put(value, &put.take());
            }
        }
    }

    /// What others wrote stays; whom they answered or called does not.
    fn named(&mut self, raw: &'a RawValue, found: &ProviderEvent) {
        for (name, value) in fields(raw) {
            if NAMING.contains(&name.as_str()) {
                self.scrub(value, found);
            }
        }
    }

    fn answered(&mut self, raw: &'a RawValue, found: &ProviderEvent, part: &str, names: &[&str]) {
        self.named(raw, found);
        let Some(part) = fields(raw).get(part).copied() else { return };
        for (name, value) in fields(part) {
            if names.contains(&name.as_str()) {
                self.scrub(value, found);
            }
        }
    }

    fn scrub(&mut self, raw: &'a RawValue, found: &ProviderEvent) {
        if let Some(known) = self.known(raw, found) {
            return self.put(raw, &json!(known));
        }
        for part in parts(raw) {
            self.scrub(part, found);
        }
    }

    fn holds(&self, raw: &RawValue, found: &ProviderEvent) -> bool {
        self.known(raw, found).is_some() || parts(raw).into_iter().any(|part| self.holds(part, found))
    }

    /// What stands for a scalar that is the person's key or the id of one of their messages.
    fn known(&self, raw: &RawValue, found: &ProviderEvent) -> Option<String> {
        let value: Scalar<'_> = read(raw)?;
        let text = value.owned()?;
        self.message(found, &text).or_else(|| self.is(found, &identified(&value, &Scalar::Nothing)))
    }

    /// Offsets are those of the body. One that had to be mended to be read is replaced as a whole.
    fn finish(mut self, body: &[u8]) -> Vec<Splice> {
        self.splices.sort_by_key(|splice| (splice.from, splice.to));
        self.splices.dedup_by_key(|splice| splice.from);
        if self.splices.is_empty() || self.text.as_bytes() == body {
            return self.splices;
        }
        let mended = splice(self.text.as_bytes(), &self.splices).unwrap_or_default();
        vec![Splice { from: 0, to: body.len(), put: String::from_utf8_lossy(&mended).into_owned() }]
    }
}

fn fields(raw: &RawValue) -> BTreeMap<String, &RawValue> {
    read(raw).unwrap_or_default()
}

fn parts(raw: &RawValue) -> Vec<&RawValue> {
    read::<Vec<&RawValue>>(raw).unwrap_or_else(|| fields(raw).into_values().collect())
}
