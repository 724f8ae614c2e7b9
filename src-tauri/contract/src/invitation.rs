//! Invitations into groups: who may get one, what is written, and what came of it.

use std::collections::BTreeMap;

use domain::delivery::DeliveryStatus;
use domain::invitation::{InvitationState, JoinRule, LeftOut};
use domain::template::Template;
use domain::{ChatId, CommandId, ContactId, InvitationId, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks who of some people may be invited into a group, and for whom there is a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitePlanRequest {
    /// The group.
    pub chat_id: ChatId,
    /// Who, in the order in which seats are given; up to 1,024.
    pub people: Vec<ContactId>,
    /// Whether the message needs a person's name.
    pub named: bool,
}

/// Who may be invited, and with what words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitePlan {
    /// The group's name.
    pub subject: String,
    /// Most people that it can have.
    pub seats: u32,
    /// People in it.
    pub people: u32,
    /// Seats that are held for people invited before.
    pub held: u32,
    /// Whether seats can be held: the group has approval on.
    pub can_hold: bool,
    /// What becomes of each of the chosen, in the same order.
    pub rows: Vec<InviteRow>,
    /// Templates that can carry the group's link.
    pub templates: Vec<InviteTemplate>,
    /// Templates that can tell somebody that there is no seat yet.
    pub waiting_templates: Vec<InviteTemplate>,
}

/// One of the chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InviteRow {
    /// The person.
    pub contact_id: ContactId,
    /// Name.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone_masked: Option<String>,
    /// What becomes of the person.
    pub place: InvitePlace,
}

/// What becomes of one of the chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum InvitePlace {
    /// Gets the link: there is a seat.
    Seat,
    /// Waits until there is one.
    Waits,
    /// Gets nothing.
    LeftOut {
        /// Why.
        why: LeftOut,
    },
}

/// A template with what stands in its blanks, as we guess from the examples given at approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InviteTemplate {
    /// The template.
    pub template: Template,
    /// What stands in each blank, by its name.
    pub blanks: BTreeMap<String, InviteBlank>,
}

/// What stands in a blank of an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "blank", rename_all = "snake_case")]
pub enum InviteBlank {
    /// The group's link, put in by the provider as it is at delivery.
    Link,
    /// The group's name.
    Group,
    /// The person's name.
    Person,
    /// The day until which the seat is held.
    Until,
    /// The same words for everybody.
    Words {
        /// The words.
        words: String,
    },
}

/// What is written to the people who are invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InviteMessage {
    /// The template's name. Each gets it in their own language, where it is approved in it.
    pub name: String,
    /// The language for everybody else.
    pub language: String,
    /// What stands in each blank, by its name.
    pub blanks: BTreeMap<String, InviteBlank>,
}

/// Invites people into a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Invite {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// Who, in the order in which seats are given.
    pub people: Vec<ContactId>,
    /// What those read for whom there is a seat.
    pub message: InviteMessage,
    /// What those read who wait; none tells them nothing.
    pub waiting: Option<InviteMessage>,
    /// Until when seats are held; needed where they can be.
    pub until: Option<Timestamp>,
}

/// What became of the chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Invited {
    /// Each, in the order in which they were chosen.
    pub rows: Vec<InviteRow>,
    /// The invitations that were made.
    pub invitations: Vec<InvitationId>,
    /// Until when they can be taken back before they leave.
    pub leaves_at: Timestamp,
}

/// Asks for a part of a group's invitations, newest first; those who wait, longest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitationsRequest {
    /// The group.
    pub chat_id: ChatId,
    /// How far.
    pub state: InvitationState,
    /// Only what stands behind this one.
    pub before: Option<InvitationId>,
    /// Most rows, up to 200.
    pub limit: u32,
}

/// A part of a group's invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitationsPage {
    /// The rows.
    pub rows: Vec<InvitationRow>,
    /// Whether there are older ones.
    pub more: bool,
    /// How far all invitations of the group are.
    pub funnel: InvitationFunnel,
}

/// How many of a group's invitations are how far. Each number counts those that are further, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitationFunnel {
    /// Invited with a seat.
    pub invited: u32,
    /// The provider took the message.
    pub sent: u32,
    /// It reached the person.
    pub delivered: u32,
    /// The person read it.
    pub read: u32,
    /// The person came in.
    pub joined: u32,
    /// The person wrote in the group.
    pub spoke: u32,
    /// Not sent, or it failed.
    pub failed: u32,
    /// Wait for a seat.
    pub waiting: u32,
}

/// One person's invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitationRow {
    /// The invitation.
    pub invitation_id: InvitationId,
    /// The person.
    pub contact_id: ContactId,
    /// Name.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone_masked: Option<String>,
    /// Who invited.
    pub operator: String,
    /// When.
    pub at: Timestamp,
    /// How far.
    pub state: InvitationState,
    /// Until when the seat is held.
    pub held_until: Option<Timestamp>,
    /// What became of the message; none where nobody was told.
    pub status: Option<DeliveryStatus>,
    /// When the person came in.
    pub joined_at: Option<Timestamp>,
    /// When the person first wrote in the group.
    pub spoke_at: Option<Timestamp>,
}

/// Takes invitations back: seats are free again, and what has not left is not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvitationsWithdraw {
    /// Made by the screen.
    pub command_id: CommandId,
    /// Which, up to 1,024.
    pub invitations: Vec<InvitationId>,
}

/// Says who is let into a group without being looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct JoinRuleSave {
    /// Made by the screen.
    pub command_id: CommandId,
    /// The group.
    pub chat_id: ChatId,
    /// Whom; none lets nobody in by itself.
    pub rule: Option<JoinRule>,
}
