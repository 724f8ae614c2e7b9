//! The state of one running sandbox. Everything here is plain data behind one lock; what has to happen outside (a webhook,
//! something later) is left in `outbox` and `plans` and carried out by whoever holds the lock.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::agenda::Act;
use crate::branch::{Branch, Called};
use crate::graph::profile::profile;
use crate::graph::uploads::Session;
use crate::identity::{BUSINESS_PHONE, Foreign, Hello, identity};
use crate::media::shelf::Shelf;
use crate::send::catalogue::templates;
use crate::send::limits::Limits;
use crate::send::record::Sent;
use crate::town::cast::{Person, passer_by, people};
use crate::town::circles::{Circle, circles};
use crate::town::invitations::Invitation;
use crate::town::life::Life;
use crate::trouble::Troubles;
use crate::webhook::groups::HeldBack;
use crate::webhook::post::Post;
use crate::webhook::routes::Routes;
use crate::webhook::shape;

/// A message that exists in the town, in either direction; enough of it to quote it or to react to it.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// The person who wrote it; none: the business.
    pub(crate) by: Option<usize>,
    pub(crate) circle: Option<usize>,
    /// For one of the business: the person it went to.
    pub(crate) to: Option<usize>,
    /// Town time it was written at.
    pub(crate) at: i64,
    /// A reaction, which nobody can react to.
    pub(crate) reaction: bool,
    /// Buttons that can be pressed on it: id or payload, and title.
    pub(crate) buttons: Vec<(String, String)>,
}

/// A thread: with a person or in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Chat {
    Person(usize),
    Circle(usize),
}

/// The latest message ids of a thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Latest {
    pub(crate) ours: Option<String>,
    pub(crate) theirs: Option<String>,
}

/// Ids of messages, media and requests. They carry the time of the start, so that a second run with the same seed
/// never repeats an id that a console has already kept.
pub(crate) struct Mint {
    epoch: i64,
    next: u64,
}

impl Mint {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// A message id, `wamid.` and base64.
    pub(crate) fn message(&mut self) -> String {
        let number = self.number();
        format!("wamid.{}", STANDARD.encode(format!("{BUSINESS_PHONE}?>{:x}?{number:x}", self.epoch)))
    }

    /// An id of a media object: digits.
    pub(crate) fn media(&mut self) -> String {
        let number = self.number();
        format!("{}{number:05}", self.epoch % 10_000_000_000)
    }

    /// An id that a group call answers with.
    pub(crate) fn request(&mut self) -> String {
        let number = self.number();
        format!("{:X}{number:08X}", self.epoch)
    }

    /// A value of `fbtrace_id`, also used for tokens in media addresses.
    pub(crate) fn trace(&mut self) -> String {
        let number = self.number();
        format!("A{:x}{number:x}", self.epoch.wrapping_mul(31) & 0xff_ffff_ffff)
    }
}

/// The whole state.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) hello: Hello,
    /// How the number is called whose turn it is.
    pub(crate) called: Called,
    /// The account's further numbers, and whose turn it is; 0 is the first number.
    pub(crate) branches: Vec<Branch>,
    pub(crate) turn: usize,
    pub(crate) foreign: Foreign,
    /// Town time of the change that is being made.
    pub(crate) now: i64,
    /// Messages a second across the town; 0 is a silent town.
    pub(crate) rate: f64,
    pub(crate) people: Vec<Person>,
    pub(crate) circles: Vec<Circle>,
    /// People that a group holds, the business not counted (reference 1.1).
    pub(crate) seats: usize,
    /// Invitations that people got, oldest first.
    pub(crate) invitations: Vec<Invitation>,
    pub(crate) held_back: Option<HeldBack>,
    pub(crate) mint: Mint,
    pub(crate) letters: HashMap<String, Letter>,
    pub(crate) sent: Vec<Sent>,
    pub(crate) sent_at: HashMap<String, usize>,
    /// Requests seen for one callback, accepted or not.
    pub(crate) attempts: HashMap<String, u32>,
    /// Message ids that the business marked as read.
    pub(crate) marked: Vec<String>,
    /// The latest message of a chat, by the business and by a person.
    pub(crate) latest: HashMap<Chat, Latest>,
    pub(crate) limits: Limits,
    pub(crate) shelf: Shelf,
    pub(crate) templates: Vec<Value>,
    pub(crate) profile: serde_json::Map<String, Value>,
    /// The picture in it, where it is another than at first.
    pub(crate) picture: Option<(String, Bytes)>,
    pub(crate) uploads: Vec<Session>,
    /// Fields of the number that are not what they were at first.
    pub(crate) standing: serde_json::Map<String, Value>,
    pub(crate) routes: Routes,
    pub(crate) life: Life,
    pub(crate) troubles: Troubles,
    /// Inbound messages written by people so far.
    pub(crate) inbound: u64,
    /// Events nobody was subscribed to.
    pub(crate) unheard: u64,
    pub(crate) outbox: Vec<Post>,
    pub(crate) plans: Vec<(i64, Act)>,
}

impl World {
    /// A fresh town for a seed, served at `origin`, started at town time `now`.
    pub(crate) fn new(seed: u64, rate: f64, origin: &str, now: i64) -> Self {
        let (hello, foreign) = identity(seed, origin);
        let people = people(seed);
        let circles = circles(seed, &people);
        Self {
            seed,
            hello,
            called: Called::first(),
            branches: Vec::new(),
            turn: 0,
            foreign,
            now,
            rate,
            people,
            circles,
            seats: 8,
            invitations: Vec::new(),
            held_back: None,
            mint: Mint { epoch: now, next: 0 },
            letters: HashMap::new(),
            sent: Vec::new(),
            sent_at: HashMap::new(),
            attempts: HashMap::new(),
            marked: Vec::new(),
            latest: HashMap::new(),
            limits: Limits::default(),
            shelf: Shelf::default(),
            templates: templates(),
            profile: profile(),
            picture: None,
            uploads: Vec::new(),
            standing: serde_json::Map::new(),
            routes: Routes::default(),
            life: Life::new(seed),
            troubles: Troubles::default(),
            inbound: 0,
            unheard: 0,
            outbox: Vec::new(),
            plans: Vec::new(),
        }
    }

    /// Position of a person by id, name, phone or business-scoped id.
    pub(crate) fn person_named(&self, name: &str) -> Option<usize> {
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        self.people.iter().position(|person| {
            person.id == name
                || person.name.as_deref() == Some(name)
                || person.user_id == name
                || (!digits.is_empty() && person.phone == digits)
        })
    }

    /// Position of a person by the digits of the phone number.
    pub(crate) fn person_with_phone(&self, digits: &str) -> Option<usize> {
        self.people.iter().position(|person| person.phone == digits)
    }

    /// Position of a group by id or subject.
    pub(crate) fn circle_named(&self, name: &str) -> Option<usize> {
        self.circles.iter().position(|circle| !circle.deleted && (circle.id == name || circle.subject == name))
    }

    /// Position of a group by its id.
    pub(crate) fn circle_with_id(&self, id: &str) -> Option<usize> {
        self.circles.iter().position(|circle| !circle.deleted && circle.id == id)
    }

    /// Whether any number of the account has a group with this id.
    pub(crate) fn has_group(&mut self, id: &str) -> bool {
        let number = self.number_of(id).unwrap_or(0);
        self.at(number, |world| world.circle_with_id(id).is_some())
    }

    /// Makes sure that at least so many people live in the town.
    pub(crate) fn settle(&mut self, count: usize) {
        while self.people.len() < count.min(5_000) {
            let number = self.people.len() + 1;
            self.people.push(passer_by(self.seed, number));
        }
    }

    /// Remembers a message as the latest of its thread.
    pub(crate) fn remember(&mut self, id: &str, letter: Letter) {
        let chat = match (letter.circle, letter.by.or(letter.to)) {
            (Some(circle), _) => Some(Chat::Circle(circle)),
            (None, Some(who)) => Some(Chat::Person(who)),
            (None, None) => None,
        };
        if let Some(chat) = chat {
            let latest = self.latest.entry(chat).or_default();
            let place = if letter.by.is_none() { &mut latest.ours } else { &mut latest.theirs };
            *place = Some(id.to_owned());
        }
        self.letters.insert(id.to_owned(), letter);
    }

    /// Something to be done at a town time, in the turn of the number whose turn it is.
    pub(crate) fn plan(&mut self, at: i64, act: Act) {
        let turn = self.turn;
        self.plans.push((at, if turn == 0 { act } else { Act::Of { number: turn, act: Box::new(act) } }));
    }

    /// The `metadata` object of a webhook value.
    pub(crate) fn metadata(&self) -> Value {
        json!({"display_phone_number": self.called.phone, "phone_number_id": self.hello.phone_number_id})
    }

    /// Town time in Unix seconds, as webhooks write it.
    pub(crate) fn seconds(&self) -> String {
        self.now.div_euclid(1_000).to_string()
    }

    /// Leaves a webhook in the outbox, for whoever is subscribed to the field.
    pub(crate) fn emit(&mut self, field: &str, value: Value) {
        self.emit_and_tell(field, value, None);
    }

    /// The same of something that happened a while ago: what is late comes after what is newer.
    pub(crate) fn emit_late(&mut self, field: &str, value: Value, ago_ms: i64) {
        let now = self.now;
        self.now = now.saturating_sub(ago_ms.max(0));
        self.emit(field, value);
        self.now = now;
    }

    /// The same, and tells the first delivery's HTTP status; `None` when nobody is subscribed or nobody answered.
    pub(crate) fn emit_and_tell(&mut self, field: &str, value: Value, tell: Option<oneshot::Sender<Option<u16>>>) {
        let Some(url) = self.routes.destination(field).map(str::to_owned) else {
            self.unheard += 1;
            return;
        };
        if self.troubles.take("lose_webhook").is_some() {
            self.unheard += 1;
            return;
        }
        let value = shape::apply(value, &mut self.troubles);
        let mut post = Post::new(url, &self.hello.waba_id, self.now);
        post.add(field, value, field != "messages");
        post.manner(&mut self.troubles);
        post.tell = tell.into_iter().collect();
        let twins = self.troubles.take("duplicate").map_or(0, |value| value.as_u64().unwrap_or(1).min(100));
        for _ in 0..twins {
            self.outbox.push(post.twin());
        }
        self.outbox.push(post);
    }
}
