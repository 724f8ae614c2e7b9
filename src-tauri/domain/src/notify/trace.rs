//! A decision with its reasons, and the compact text in which it is kept: the trace alone gives the outcome again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kind::AlertKind;
use super::outcome::{Fields, Importance, Outcome, Preview, Sound, SoundChoice};
use crate::group::{GroupKind, GroupTopic};
use crate::id::{BreakthroughId, FileHash, LabelId, ScheduleId};
use crate::time::Timestamp;

/// One step of a decision that changed the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Step {
    /// Which rule.
    pub rule: Rule,
    /// The outcome after it.
    pub outcome: Outcome,
}

/// The rules, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// What the kind does before anybody sets anything.
    KindDefault,
    /// What messages do in a group of this kind before anybody sets anything.
    GroupDefault {
        /// What the group is for.
        group: GroupKind,
    },
    /// What messages do in a group of this topic before anybody sets anything.
    TopicDefault {
        /// What the group is about.
        topic: GroupTopic,
    },
    /// What is set for the application.
    App,
    /// What is set for the number.
    Account,
    /// What is set for the kind.
    Kind,
    /// What is set for groups.
    Groups,
    /// What is set for groups of a kind.
    GroupKind {
        /// What the group is for.
        group: GroupKind,
    },
    /// What is set for a label.
    Label {
        /// Which.
        label: LabelId,
    },
    /// What is set for the chat.
    Chat,
    /// What is set for the person.
    Contact,
    /// The chat is muted.
    Muted {
        /// Until when; none is for good.
        until: Option<Timestamp>,
    },
    /// The operator wants to be left in peace now.
    QuietNow {
        /// Until when; none until it is switched off.
        until: Option<Timestamp>,
    },
    /// A schedule holds.
    Schedule {
        /// Which.
        schedule: ScheduleId,
        /// Until when; none has no end.
        until: Option<Timestamp>,
    },
    /// An exception rings through.
    RingsThrough {
        /// Which.
        exception: BreakthroughId,
        /// Its place among all exceptions, from 1.
        place: u16,
    },
    /// The system's do-not-disturb is on.
    Focus,
    /// It waited when the product started.
    Backlog,
    /// The operator is looking at the chat.
    LookingAtIt,
    /// The screen is shown to others.
    Presenter,
    /// The chat rang a moment ago.
    BurstInChat,
    /// Something else rang a moment ago.
    BurstOverall,
    /// Nobody answered, and the operator asked to be told louder.
    Unanswered,
}

/// A decision with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is done.
    pub outcome: Outcome,
    /// Every step that changed something, the deciding one last.
    pub trace: Vec<Step>,
    /// Until when it is silent, where a silence decided; `Some(None)` has no end. Then it belongs into the digest.
    pub silence: Option<Option<Timestamp>>,
    /// The exception that rang through.
    pub passed: Option<BreakthroughId>,
    /// Whether its chat counts on the badge, whoever is looking at it.
    pub counts: bool,
    /// Whether its kind is off here: nobody set it to do anything.
    pub off: bool,
}

impl Decision {
    pub(super) fn begin(kind: AlertKind) -> Self {
        let outcome = kind.default_outcome();
        let first = Step { rule: Rule::KindDefault, outcome: outcome.clone() };
        Self { outcome, trace: vec![first], silence: None, passed: None, counts: false, off: false }
    }

    pub(super) fn lay(&mut self, rule: Rule, fields: Option<&Fields>) {
        if let Some(fields) = fields {
            let outcome = fields.over(self.outcome.clone());
            self.step(rule, outcome);
        }
    }

    pub(super) fn step(&mut self, rule: Rule, outcome: Outcome) {
        if outcome != self.outcome {
            self.outcome = outcome.clone();
            self.trace.push(Step { rule, outcome });
        }
    }
}

/// The text in which a trace is kept: steps parted by spaces, each `RULE=OUTCOME`.
#[must_use]
pub fn write(trace: &[Step]) -> String {
    let steps: Vec<String> =
        trace.iter().map(|step| format!("{}={}", write_rule(step.rule), write_outcome(&step.outcome))).collect();
    steps.join(" ")
}

/// Reads the text back; none where this version cannot.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Step>> {
    let step = |part: &str| {
        let (rule, outcome) = part.split_once('=')?;
        Some(Step { rule: read_rule(rule)?, outcome: read_outcome(outcome)? })
    };
    text.split(' ').map(step).collect()
}

fn write_rule(rule: Rule) -> String {
    let until = |word: &str, until: Option<Timestamp>| match until {
        Some(until) => format!("{word}:{}", until.0),
        None => format!("{word}:"),
    };
    match rule {
        Rule::KindDefault => "default".into(),
        Rule::GroupDefault { group } => format!("for:{}", group.as_str()),
        Rule::TopicDefault { topic } => format!("about:{}", topic.as_str()),
        Rule::App => "app".into(),
        Rule::Account => "account".into(),
        Rule::Kind => "kind".into(),
        Rule::Groups => "groups".into(),
        Rule::GroupKind { group } => format!("groups:{}", group.as_str()),
        Rule::Label { label } => format!("label:{label}"),
        Rule::Chat => "chat".into(),
        Rule::Contact => "contact".into(),
        Rule::Muted { until: end } => until("mute", end),
        Rule::QuietNow { until: end } => until("quiet", end),
        Rule::Schedule { schedule, until: end } => until(&format!("schedule:{schedule}"), end),
        Rule::RingsThrough { exception, place } => format!("through:{exception}:{place}"),
        Rule::Focus => "focus".into(),
        Rule::Backlog => "backlog".into(),
        Rule::LookingAtIt => "looking".into(),
        Rule::Presenter => "presenter".into(),
        Rule::BurstInChat => "burst".into(),
        Rule::BurstOverall => "bursts".into(),
        Rule::Unanswered => "unanswered".into(),
    }
}

fn read_rule(text: &str) -> Option<Rule> {
    let (word, rest) = text.split_once(':').unwrap_or((text, ""));
    let number = |text: &str| text.parse::<i64>().ok();
    // What has no end leaves its place empty.
    let end = |text: &str| if text.is_empty() { Some(None) } else { Some(Some(Timestamp(number(text)?))) };
    Some(match word {
        "default" => Rule::KindDefault,
        "for" => Rule::GroupDefault { group: GroupKind::from_word(rest)? },
        "about" => Rule::TopicDefault { topic: GroupTopic::from_word(rest)? },
        "app" => Rule::App,
        "account" => Rule::Account,
        "kind" => Rule::Kind,
        "groups" if rest.is_empty() => Rule::Groups,
        "groups" => Rule::GroupKind { group: GroupKind::from_word(rest)? },
        "label" => Rule::Label { label: LabelId(number(rest)?) },
        "chat" => Rule::Chat,
        "contact" => Rule::Contact,
        "mute" => Rule::Muted { until: end(rest)? },
        "quiet" => Rule::QuietNow { until: end(rest)? },
        "schedule" => {
            let (schedule, until) = rest.split_once(':')?;
            Rule::Schedule { schedule: ScheduleId(number(schedule)?), until: end(until)? }
        }
        "through" => {
            let (exception, place) = rest.split_once(':')?;
            Rule::RingsThrough { exception: BreakthroughId(number(exception)?), place: place.parse().ok()? }
        }
        "focus" => Rule::Focus,
        "backlog" => Rule::Backlog,
        "looking" => Rule::LookingAtIt,
        "presenter" => Rule::Presenter,
        "burst" => Rule::BurstInChat,
        "bursts" => Rule::BurstOverall,
        "unanswered" => Rule::Unanswered,
        _ => return None,
    })
}

/// `SOUND@VOLUME.` and letters: banner `b`, badge `n`, attention `a`, preview `F` `S` `H`, importance `0` to `3`.
fn write_outcome(outcome: &Outcome) -> String {
    let sound = match &outcome.sound {
        SoundChoice::Silent => "-",
        SoundChoice::Own(sound) => sound.as_str(),
        SoundChoice::File(file) => &format!("#{file}"),
    };
    let flag = |on: bool, letter: &'static str| if on { letter } else { "" };
    let preview = match outcome.preview {
        Preview::Full => "F",
        Preview::Sender => "S",
        Preview::Hidden => "H",
    };
    let importance = match outcome.importance {
        Importance::Passive => "0",
        Importance::Active => "1",
        Importance::TimeSensitive => "2",
        Importance::Critical => "3",
    };
    let (banner, badge, attention) =
        (flag(outcome.banner, "b"), flag(outcome.badge, "n"), flag(outcome.attention, "a"));
    format!("{sound}@{}.{banner}{badge}{attention}{preview}{importance}", outcome.volume)
}

fn read_outcome(text: &str) -> Option<Outcome> {
    let (sound, rest) = text.split_once('@')?;
    let (volume, letters) = rest.split_once('.')?;
    let sound = match sound.strip_prefix('#') {
        Some(file) => SoundChoice::File(FileHash::from(file)),
        None if sound == "-" => SoundChoice::Silent,
        None => SoundChoice::Own(Sound::parse(sound)?),
    };
    let one = |choices: &[char]| letters.chars().find(|letter| choices.contains(letter));
    let preview = match one(&['F', 'S', 'H'])? {
        'F' => Preview::Full,
        'S' => Preview::Sender,
        _ => Preview::Hidden,
    };
    let importance = match one(&['0', '1', '2', '3'])? {
        '0' => Importance::Passive,
        '1' => Importance::Active,
        '2' => Importance::TimeSensitive,
        _ => Importance::Critical,
    };
    Some(Outcome {
        sound,
        volume: volume.parse().ok()?,
        banner: letters.contains('b'),
        badge: letters.contains('n'),
        preview,
        importance,
        attention: letters.contains('a'),
    })
}
