//! Whether and how an event alerts the operator: a pure decision with the trace of its steps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::ChatId;
use crate::time::{SECOND, Timestamp};

/// A burst in one chat rings once in this time.
pub const BURST_CHAT: i64 = 20 * SECOND;
/// All chats together ring once in this time.
pub const BURST_ALL: i64 = 3 * SECOND;

/// What happened, as far as an alert is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertEvent {
    /// What kind.
    pub kind: AlertKind,
    /// Where.
    pub chat: ChatId,
    /// When it was written.
    pub at: Timestamp,
}

/// The kinds of event that can alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// A person wrote.
    Message,
    /// A person sent a voice note.
    VoiceMessage,
    /// A person reacted.
    Reaction,
    /// Something that we sent could not be delivered.
    Failed,
}

/// The rules in force: today the defaults of the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The sound of each kind that rings; a kind that is missing is silent.
    pub sounds: Vec<(AlertKind, Sound)>,
    /// The kinds that raise a banner.
    pub banners: Vec<AlertKind>,
    /// The kinds that count on the badge.
    pub badges: Vec<AlertKind>,
}

impl Default for Rules {
    fn default() -> Self {
        use AlertKind::{Failed, Message, VoiceMessage};
        Self {
            sounds: vec![(Message, Sound::Kettle), (VoiceMessage, Sound::Kettle), (Failed, Sound::Crack)],
            banners: vec![Message, VoiceMessage, Failed],
            badges: vec![Message, VoiceMessage, Failed],
        }
    }
}

/// The sounds of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sound {
    /// The default of messages.
    Kettle,
    /// The default of failures.
    Crack,
    /// A quiet tick for what happens under the operator's eyes.
    Tick,
}

/// What surrounds the event when it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Context {
    /// The chat that the operator is looking at, if the window has the focus.
    pub looking_at: Option<ChatId>,
    /// When this chat rang last.
    pub chat_rang: Option<Timestamp>,
    /// When anything rang last.
    pub rang: Option<Timestamp>,
    /// Whether the event was waiting when the product started: it belongs into the one summary.
    pub backlog: bool,
}

/// What is done: always sound, banner, badge in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Outcome {
    /// The sound that plays.
    pub sound: Option<Sound>,
    /// Whether a banner is raised.
    pub banner: bool,
    /// Whether the badge counts it.
    pub badge: bool,
}

/// One step of a decision that changed the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Step {
    /// Which rule.
    pub rule: Rule,
    /// The outcome after it.
    pub outcome: Outcome,
}

/// The rules, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The application's default for the kind.
    KindDefault,
    /// It waited when the product started.
    Backlog,
    /// The operator is looking at the chat.
    LookingAtIt,
    /// The chat rang a moment ago.
    BurstInChat,
    /// Something else rang a moment ago.
    BurstOverall,
}

/// A decision with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Decision {
    /// What is done.
    pub outcome: Outcome,
    /// Every step that changed something, the deciding one last.
    pub trace: Vec<Step>,
}

/// Decides. Total: every event has an outcome.
#[must_use]
pub fn decide(event: AlertEvent, rules: &Rules, context: &Context, now: Timestamp) -> Decision {
    let start = Outcome {
        sound: rules.sounds.iter().find(|(kind, _)| *kind == event.kind).map(|(_, sound)| *sound),
        banner: rules.banners.contains(&event.kind),
        badge: rules.badges.contains(&event.kind),
    };
    let mut decision = Decision { outcome: start, trace: vec![Step { rule: Rule::KindDefault, outcome: start }] };
    if context.backlog {
        decision.step(Rule::Backlog, Outcome { sound: None, banner: false, ..decision.outcome });
    }
    if context.looking_at == Some(event.chat) {
        let sound = decision.outcome.sound.map(|_| Sound::Tick);
        decision.step(Rule::LookingAtIt, Outcome { sound, banner: false, badge: false });
    }
    let within = |last: Option<Timestamp>, time: i64| last.is_some_and(|last| (0..time).contains(&now.since(last)));
    if within(context.chat_rang, BURST_CHAT) {
        decision.step(Rule::BurstInChat, Outcome { sound: None, ..decision.outcome });
    } else if within(context.rang, BURST_ALL) {
        decision.step(Rule::BurstOverall, Outcome { sound: None, ..decision.outcome });
    }
    decision
}

impl Decision {
    fn step(&mut self, rule: Rule, outcome: Outcome) {
        if outcome != self.outcome {
            self.outcome = outcome;
            self.trace.push(Step { rule, outcome });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);
    const ANNA: ChatId = ChatId(1);
    const TOMAS: ChatId = ChatId(2);
    const QUIET_DESK: Context = Context { looking_at: None, chat_rang: None, rang: None, backlog: false };

    fn outcome(sound: Option<Sound>, banner: bool, badge: bool) -> Outcome {
        Outcome { sound, banner, badge }
    }

    fn anna(kind: AlertKind) -> AlertEvent {
        AlertEvent { kind, chat: ANNA, at: NOW }
    }

    #[rstest]
    #[case::anna_writes(AlertKind::Message, QUIET_DESK, outcome(Some(Sound::Kettle), true, true))]
    #[case::anna_reacts(AlertKind::Reaction, QUIET_DESK, outcome(None, false, false))]
    #[case::a_send_fails(AlertKind::Failed, QUIET_DESK, outcome(Some(Sound::Crack), true, true))]
    #[case::under_the_operators_eyes(AlertKind::Message, Context { looking_at: Some(ANNA), ..QUIET_DESK }, outcome(Some(Sound::Tick), false, false))]
    #[case::another_chat_is_open(AlertKind::Message, Context { looking_at: Some(TOMAS), ..QUIET_DESK }, outcome(Some(Sound::Kettle), true, true))]
    #[case::she_wrote_a_second_ago(AlertKind::Message, Context { chat_rang: Some(NOW.plus(-1000)), ..QUIET_DESK }, outcome(None, true, true))]
    #[case::twenty_seconds_later(AlertKind::Message, Context { chat_rang: Some(NOW.plus(-BURST_CHAT)), ..QUIET_DESK }, outcome(Some(Sound::Kettle), true, true))]
    #[case::tomas_wrote_a_second_ago(AlertKind::Message, Context { rang: Some(NOW.plus(-1000)), ..QUIET_DESK }, outcome(None, true, true))]
    #[case::three_seconds_later(AlertKind::Message, Context { rang: Some(NOW.plus(-BURST_ALL)), ..QUIET_DESK }, outcome(Some(Sound::Kettle), true, true))]
    #[case::it_waited_since_yesterday(AlertKind::Message, Context { backlog: true, ..QUIET_DESK }, outcome(None, false, true))]
    #[case::the_clock_was_set_back(AlertKind::Message, Context { rang: Some(NOW.plus(1000)), ..QUIET_DESK }, outcome(Some(Sound::Kettle), true, true))]
    fn an_event_has_its_outcome(#[case] kind: AlertKind, #[case] context: Context, #[case] expected: Outcome) {
        let decision = decide(anna(kind), &Rules::default(), &context, NOW);
        assert_eq!(decision.outcome, expected);
        assert_eq!(decision.trace.last().map(|step| step.outcome), Some(expected), "the last step is the deciding one");
    }

    #[test]
    fn the_trace_names_only_steps_that_changed_something() {
        let context = Context { backlog: true, chat_rang: Some(NOW), ..QUIET_DESK };
        let decision = decide(anna(AlertKind::Message), &Rules::default(), &context, NOW);
        let rules: Vec<_> = decision.trace.iter().map(|step| step.rule).collect();
        assert_eq!(rules, [Rule::KindDefault, Rule::Backlog], "a burst cannot silence what is silent already");
    }
}
