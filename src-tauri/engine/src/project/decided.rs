//! What operators decided.

use contract::change::ChangeKind;
use domain::decision::{ChatChange, Decided, Decision, Outgoing, SendDecision, WelcomeDecision};
use domain::delivery::DeliveryStatus;
use domain::group::GroupHappened;
use domain::id::row_number;
use domain::notify::AlertKind;
use domain::time::SECOND;
use domain::{AttributeId, ChatId, Content, LabelId, MessageId, NoteId, QuickReplyId, SegmentId, Timestamp};
use store::table::attribute::{self, Attribute};
use store::table::group_line::{self, GroupLine};
use store::table::label::Label;
use store::table::message::{Direction, NewMessage};
use store::table::note::Note;
use store::table::quick_reply::QuickReply;
use store::table::segment::{self, Segment};
use store::table::send_queue::NewSend;
use store::table::{
    chat, chat_change, consent_said, group_chat, label, message, note, participant, purpose, quick_reply, reaction,
    retention, send_queue,
};
use store::{StoreError, Write};

use super::people::{trace_chat, trace_send, trace_target};
use super::{Facts, Happened, Origin, pin};

/// How long an invitation can be taken back before it leaves, in milliseconds.
pub const TAKE_BACK: i64 = 10 * SECOND;

/// Writes what was decided.
pub fn project(w: &Write<'_>, origin: Origin, decided: Decided, facts: &mut Facts) -> Result<(), StoreError> {
    let position = origin.position;
    match decided.decision {
        Decision::Send(ref send) => sent(w, origin, &decided, send, facts),
        Decision::SendAgain { message } => {
            facts.queue = true;
            show(w, message, facts)?;
            trace_send(w, message, position)?;
            send_queue::again(w, message, decided.at).map(|_| ())
        }
        Decision::Drop { message } => {
            facts.queue = true;
            show(w, message, facts)?;
            trace_send(w, message, position)?;
            facts.unreached = true;
            send_queue::give_up(w, message, decided.at).map(|_| ())
        }
        Decision::Read { chat, up_to } => {
            facts.row(chat);
            facts.read.insert(chat);
            trace_chat(w, chat, position)?;
            chat_change::read(w, chat, up_to)
        }
        Decision::Chat { chat, change } => {
            changed(w, &decided.operator, chat, &change, facts)?;
            trace_chat(w, chat, position)?;
            chat_change::apply(w, chat, &change)
        }
        Decision::NoteAdded { chat, body } => {
            facts.conversation(chat);
            trace_chat(w, chat, position)?;
            let note_id = NoteId::at(position, 0);
            note::insert(w, &Note { note_id, chat_id: chat, author: decided.operator, body, at: decided.at })
        }
        Decision::NoteDeleted { note } => {
            if let Some(chat) = note::delete(w, note)? {
                trace_chat(w, chat, position)?;
                facts.conversation(chat);
            }
            Ok(())
        }
        Decision::LabelSaved { label, name, color } => {
            facts.kind(ChangeKind::Labels);
            label::put(w, &Label { label_id: label.unwrap_or(LabelId::at(position, 0)), name, color })
        }
        Decision::LabelDeleted { label } => {
            facts.kind(ChangeKind::Labels);
            for chat in label::delete(w, label)? {
                facts.row(chat);
            }
            Ok(())
        }
        Decision::QuickReplySaved { quick_reply, shortcut, body } => {
            facts.kind(ChangeKind::QuickReplies);
            let quick_reply_id = quick_reply.unwrap_or(QuickReplyId::at(position, 0));
            quick_reply::put(w, &QuickReply { quick_reply_id, shortcut, body })
        }
        Decision::QuickReplyDeleted { quick_reply } => {
            facts.kind(ChangeKind::QuickReplies);
            quick_reply::delete(w, quick_reply)
        }
        Decision::Consent(ref consent) => super::consent::decision(w, origin, &decided, consent, facts),
        Decision::PurposeSaved { purpose } => {
            facts.kind(ChangeKind::Consent);
            purpose::put(w, &purpose)?;
            consent_said::purposes_changed(w)
        }
        Decision::WordingSaved { purpose, language, text } => {
            facts.kind(ChangeKind::Consent);
            purpose::say(w, &purpose, &language, &text, decided.at)
        }
        Decision::StopWordsSaved { words } => {
            facts.kind(ChangeKind::Consent);
            purpose::set_stop_words(w, &words)
        }
        Decision::Group(ref asked) => super::group_act::asked(w, origin, &decided, asked, facts),
        Decision::GroupSorted { chat, kind, topic } => {
            facts.kind(ChangeKind::Groups);
            group_chat::sort(w, chat, kind, topic.as_deref())
        }
        Decision::GroupSettled { act, again } => {
            facts.kind(ChangeKind::Groups);
            super::group_act::settled(w, act, again, decided.at)
        }
        Decision::Invited(ref invited) => super::invitation::invited(w, origin, &decided, invited, facts),
        Decision::InvitationEnded { invitation, end } => {
            super::invitation::ended(w, origin, &decided, (invitation, end), facts)
        }
        Decision::JoinRuleSaved { chat, ref rule } => {
            facts.kind(ChangeKind::Groups);
            facts.groups = true;
            group_chat::set_rule(w, chat, rule.as_ref())
        }
        Decision::WelcomeSaved { chat, ref welcome } => {
            facts.kind(ChangeKind::Groups);
            group_chat::set_welcome(w, chat, welcome, &decided.operator)
        }
        Decision::Welcomed(ref welcome) => welcomed(w, origin, &decided, welcome, facts),
        Decision::MemberSaved(ref member) => super::member::saved(w, origin, member, facts),
        Decision::MemberNamed { contact, name } => super::member::named(w, origin, contact, name.as_deref(), facts),
        Decision::MemberLabelled { contact, label, on } => {
            super::member::labelled(w, origin, contact, (label, on), facts)
        }
        Decision::PeopleMerged { keep, gone } => super::merge::merged(w, origin, &decided, (keep, gone), facts),
        Decision::PeopleUnmerged { merge } => super::merge::unmerged(w, origin, &decided, merge, facts),
        Decision::AttributeSaved { attribute, name, kind } => {
            facts.kind(ChangeKind::Members);
            let attribute_id = attribute.unwrap_or(AttributeId::at(position, 0));
            attribute::put(w, &Attribute { attribute_id, name, kind })
        }
        Decision::AttributeDeleted { attribute } => {
            facts.kind(ChangeKind::Members);
            attribute::delete(w, attribute)
        }
        Decision::AttributeSet { contact, attribute, value } => {
            attribute::set(w, contact, attribute, value.as_ref())?;
            super::member::changed(w, origin, contact, facts)
        }
        Decision::SegmentSaved { segment, name, conditions } => {
            facts.kind(ChangeKind::Members);
            let segment_id = segment.unwrap_or(SegmentId::at(position, 0));
            segment::put(w, &Segment { segment_id, name, conditions })
        }
        Decision::SegmentDeleted { segment } => {
            facts.kind(ChangeKind::Members);
            segment::delete(w, segment)
        }
        Decision::ChatOpened { ref account, contact } => {
            super::member::chat_opened(w, origin, &decided, (account, contact), facts)
        }
        Decision::GroupFoundSeen { chat } => {
            facts.kind(ChangeKind::Groups);
            group_chat::seen(w, chat)
        }
        Decision::PersonBlocked { ref account, contact, ref reason } => {
            super::block::asked(w, origin, &decided, (account, contact, Some(reason)), facts)
        }
        Decision::PersonUnblocked { ref account, contact } => {
            super::block::asked(w, origin, &decided, (account, contact, None), facts)
        }
        Decision::BlockSeen { ref account, contact } => super::block::seen(w, origin, (account, contact), facts),
        Decision::ProfileSaved { ref account, ref change } => {
            super::profile::asked(w, origin, &decided, (account, change), facts)
        }
        Decision::ProfileSeen { ref account } => super::profile::seen(w, account, facts),
        Decision::PinSeen { message } => pin::seen(w, message, facts),
        Decision::RetentionSaved { rules } => {
            facts.kind(ChangeKind::Consent);
            retention::set(w, &rules)
        }
    }
}

/// What a change of a chat is to screens and alerts: one that was finished or put off is done with, one that a rule brings
/// back reminds, and one that a colleague hands over is news.
fn changed(
    w: &Write<'_>,
    operator: &str,
    chat: ChatId,
    change: &ChatChange,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    facts.row(chat);
    facts.recount = true;
    let kind = match change {
        ChatChange::Reopened if operator == crate::snooze::RULE => AlertKind::Reminder,
        ChatChange::Assigned { assignee: Some(_) } => AlertKind::Assignment,
        ChatChange::Done => {
            facts.read.insert(chat);
            return Ok(());
        }
        ChatChange::Snoozed { .. } => {
            facts.read.insert(chat);
            facts.snoozed = true;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let Some(found) = chat::get(w, chat)? else { return Ok(()) };
    match change {
        ChatChange::Assigned { assignee: Some(assignee) } if assignee == operator => {}
        ChatChange::Assigned { assignee: Some(assignee) } => {
            let given = Happened::in_chat(kind, &found.account_id, chat);
            facts.happened.push(Happened { words: assignee.clone(), ..given });
        }
        _ => facts.happened.push(Happened::in_chat(kind, &found.account_id, chat)),
    }
    Ok(())
}

/// Queues what was decided to be sent, and shows it.
pub fn sent(
    w: &Write<'_>,
    origin: Origin,
    decided: &Decided,
    send: &SendDecision,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let message_id = MessageId::at(origin.position, 0);
    let queued = NewSend {
        message_id,
        account_id: send.account.clone(),
        chat_id: send.chat,
        command_id: decided.command.clone(),
        outgoing: send.outgoing.clone(),
        queued_at: decided.at,
        not_before: decided.at.plus(held_back(&send.outgoing)),
    };
    if !send_queue::enqueue(w, &queued)? {
        return Ok(());
    }
    facts.queue = true;
    if held_back(&send.outgoing) == 0 && !decided.command.is_of_rule() {
        facts.read.insert(send.chat);
    }
    facts.conversation(send.chat);
    trace_chat(w, send.chat, origin.position)?;
    if let Outgoing::Message { reply_to: Some(target), .. }
    | Outgoing::Reaction { target, .. }
    | Outgoing::Pin { target, .. } = &send.outgoing
    {
        trace_target(w, &send.account, target, origin.position)?;
    }
    match &send.outgoing {
        Outgoing::Message { content, reply_to } => {
            let row = NewMessage {
                message_id,
                account_id: send.account.clone(),
                chat_id: send.chat,
                provider_id: None,
                direction: Direction::Out,
                sender_identity: None,
                sender_name: Some(decided.operator.clone()),
                // Providers write whole seconds: with finer ones, what a person answers at once would stand above it.
                at: Timestamp::from_seconds(decided.at.seconds()),
                received_position: origin.position,
                content: content.clone(),
                reply_to: reply_to.clone(),
                forwarded: false,
                referral: None,
                status: Some(DeliveryStatus::Queued),
                command_id: Some(decided.command.clone()),
                participants_total: people_in_group(w, send)?,
            };
            facts.written += u64::from(message::insert(w, &row)?);
            Ok(())
        }
        Outgoing::Reaction { target, emoji } => {
            reaction::put(w, &send.account, target, None, emoji.as_deref(), decided.at).map(|_| ())
        }
        Outgoing::Pin { .. } => pin::asked(w, message_id, decided, send),
    }
}

/// Whoever came into a group is welcomed; the history names who set the welcome up.
fn welcomed(
    w: &Write<'_>,
    origin: Origin,
    decided: &Decided,
    welcome: &WelcomeDecision,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    facts.kind(ChangeKind::Groups);
    sent(w, origin, decided, &welcome.send, facts)?;
    let line = GroupLine {
        line: row_number(origin.position, 0),
        chat_id: welcome.send.chat,
        contact_id: None,
        at: Timestamp::from_seconds(decided.at.seconds()),
        happened: GroupHappened::Welcomed,
        operator: Some(welcome.set_up_by.clone()),
        words: None,
    };
    group_line::put(w, &line)
}

/// How long something waits before it leaves, in milliseconds: an invitation can be taken back for a moment.
const fn held_back(outgoing: &Outgoing) -> i64 {
    match outgoing {
        Outgoing::Message { content: Content::Template(template), .. } if template.invites.is_some() => TAKE_BACK,
        _ => 0,
    }
}

fn people_in_group(w: &Write<'_>, send: &SendDecision) -> Result<Option<u32>, StoreError> {
    let group = chat::get(w, send.chat)?.and_then(|chat| chat.group_id);
    let Some(group) = group else { return Ok(None) };
    participant::count(w, &send.account, &group).map(Some)
}

fn show(w: &Write<'_>, message: MessageId, facts: &mut Facts) -> Result<(), StoreError> {
    if let Some(message) = message::get(w, message)? {
        facts.conversation(message.chat_id);
    }
    Ok(())
}
