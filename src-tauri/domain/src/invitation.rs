//! Invitations into groups: who may get one, for whom there is a seat, and who is let in without being looked at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::decision::Outgoing;
use crate::gate::Denial;
use crate::id::{AccountId, ChatId, ContactId, LabelId};
use crate::time::Timestamp;

/// One person's invitation as it was decided. Each is an entry of its own, so that one person can be erased from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InvitationDecision {
    /// From which number.
    pub account: AccountId,
    /// The group's chat.
    pub chat: ChatId,
    /// Who.
    pub contact: ContactId,
    /// Whether there is a seat.
    pub seat: Seat,
    /// What is written to the person; none where nobody is told that there is no seat yet.
    pub outgoing: Option<Outgoing>,
}

/// What an invitation comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "seat", rename_all = "snake_case")]
pub enum Seat {
    /// There is one, and it is held where the group has approval on.
    Free {
        /// Until when it is held; none where a seat cannot be held.
        until: Option<Timestamp>,
    },
    /// There is none: the person waits.
    None,
}

/// How far an invitation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// The person waits for a seat.
    Waiting,
    /// The person has the link.
    Invited,
    /// The person came in.
    Joined,
    /// Nobody came in time.
    Lapsed,
    /// It was taken back, by us or by a stop.
    Withdrawn,
    /// A later one stands in its place.
    Replaced,
}

impl InvitationState {
    const ALL: [(Self, &str); 6] = [
        (Self::Waiting, "waiting"),
        (Self::Invited, "invited"),
        (Self::Joined, "joined"),
        (Self::Lapsed, "lapsed"),
        (Self::Withdrawn, "withdrawn"),
        (Self::Replaced, "replaced"),
    ];

    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }

    /// From the word in the database.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(state, _)| *state)
    }
}

/// How an invitation ends without a coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationEnd {
    /// The day came until which the seat was held.
    Lapsed,
    /// We took it back.
    Withdrawn,
}

/// Who is let into a group without being looked at. Everything that is set has to be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct JoinRule {
    /// A consent to group invitations stands.
    pub consent: bool,
    /// The person has this label.
    pub label: Option<LabelId>,
    /// We never took the person out of this group.
    pub never_removed: bool,
}

/// What a rule looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Whether a consent to group invitations stands.
    pub consent: bool,
    /// The person's labels.
    pub labels: Vec<LabelId>,
    /// Whether we ever took the person out of this group.
    pub removed: bool,
}

impl JoinRule {
    /// Whether it asks for anything: one that does not lets nobody in.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        !self.consent && self.label.is_none() && !self.never_removed
    }

    /// Whether it lets the person in.
    #[must_use]
    pub fn lets_in(&self, asker: &Asker) -> bool {
        !self.is_empty()
            && (!self.consent || asker.consent)
            && self.label.is_none_or(|label| asker.labels.contains(&label))
            && (!self.never_removed || !asker.removed)
    }
}

/// Somebody chosen to be invited, and what is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Who.
    pub contact: ContactId,
    /// Whether the number has any key by which to write to them.
    pub reachable: bool,
    /// Whether they are in the group.
    pub inside: bool,
    /// Whether they have the link, or a seat is held for them.
    pub invited: bool,
    /// Whether they wait for a seat already.
    pub waiting: bool,
    /// Whether we took them out of this group.
    pub removed: bool,
    /// Whether the message needs a name and none is known.
    pub nameless: bool,
    /// What the gate says against it.
    pub denial: Option<Denial>,
}

/// Why somebody is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "left_out", rename_all = "snake_case")]
pub enum LeftOut {
    /// Is in the group already.
    Inside,
    /// Has the link already.
    Invited,
    /// Waits for a seat already, and there is still none.
    Waiting,
    /// Was taken out of this group: the provider lets nobody back in by any link (reference 1.1).
    Removed,
    /// No key is known by which this number could write.
    Unreachable,
    /// The message begins with a name, and none is known.
    Nameless,
    /// The gate says no.
    Denied {
        /// Why, and what instead.
        denial: Denial,
    },
}

/// Whether each of the chosen gets a seat, waits, or is left out: in the order in which they were chosen, those first who
/// wait already.
#[must_use]
pub fn places(chosen: &[Chosen], mut free: u32) -> Vec<Result<bool, LeftOut>> {
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|index| chosen.get(*index).is_none_or(|one| !one.waiting));
    let mut places = vec![Ok(false); chosen.len()];
    for index in order {
        let (Some(one), Some(place)) = (chosen.get(index), places.get_mut(index)) else { continue };
        *place = match left_out(one) {
            Some(why) => Err(why),
            None if free > 0 => {
                free -= 1;
                Ok(true)
            }
            None if one.waiting => Err(LeftOut::Waiting),
            None => Ok(false),
        };
    }
    places
}

const fn left_out(one: &Chosen) -> Option<LeftOut> {
    match one {
        Chosen { inside: true, .. } => Some(LeftOut::Inside),
        Chosen { removed: true, .. } => Some(LeftOut::Removed),
        Chosen { invited: true, .. } => Some(LeftOut::Invited),
        Chosen { reachable: false, .. } => Some(LeftOut::Unreachable),
        Chosen { denial: Some(denial), .. } => Some(LeftOut::Denied { denial: *denial }),
        Chosen { nameless: true, .. } => Some(LeftOut::Nameless),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::{Alternative, Refusal};

    const fn chosen(contact: i64) -> Chosen {
        Chosen {
            contact: ContactId(contact),
            reachable: true,
            inside: false,
            invited: false,
            waiting: false,
            removed: false,
            nameless: false,
            denial: None,
        }
    }

    #[test]
    fn of_three_for_two_seats_whoever_waits_already_comes_first() {
        let dana = Chosen { waiting: true, ..chosen(3) };
        assert_eq!(places(&[chosen(1), chosen(2), dana], 2), [Ok(true), Ok(false), Ok(true)]);
    }

    #[test]
    fn whoever_may_not_be_invited_takes_no_seat() {
        let never = Denial { refusal: Refusal::NoConsent, instead: Alternative::Ask };
        let left = [
            Chosen { inside: true, ..chosen(1) },
            Chosen { removed: true, denial: Some(never), ..chosen(2) },
            Chosen { invited: true, ..chosen(3) },
            Chosen { reachable: false, ..chosen(4) },
            Chosen { denial: Some(never), ..chosen(5) },
            Chosen { nameless: true, ..chosen(6) },
            chosen(7),
        ];
        let expected = [
            Err(LeftOut::Inside),
            Err(LeftOut::Removed),
            Err(LeftOut::Invited),
            Err(LeftOut::Unreachable),
            Err(LeftOut::Denied { denial: never }),
            Err(LeftOut::Nameless),
            Ok(true),
        ];
        assert_eq!(places(&left, 1), expected);
    }

    #[test]
    fn who_waits_is_not_told_again_while_there_is_no_seat() {
        assert_eq!(places(&[Chosen { waiting: true, ..chosen(1) }], 0), [Err(LeftOut::Waiting)]);
    }

    #[test]
    fn a_rule_lets_in_only_whom_all_of_it_fits() {
        let vip = LabelId(7);
        let rule = JoinRule { consent: true, label: Some(vip), never_removed: true };
        let anna = Asker { consent: true, labels: vec![vip], removed: false };
        assert!(rule.lets_in(&anna));
        for stranger in [
            Asker { consent: false, ..anna.clone() },
            Asker { labels: vec![], ..anna.clone() },
            Asker { removed: true, ..anna.clone() },
        ] {
            assert!(!rule.lets_in(&stranger), "{stranger:?}");
        }
    }

    #[test]
    fn a_rule_that_asks_for_nothing_lets_nobody_in() {
        let rule = JoinRule { consent: false, label: None, never_removed: false };
        assert!(!rule.lets_in(&Asker { consent: true, labels: vec![], removed: false }));
    }
}
