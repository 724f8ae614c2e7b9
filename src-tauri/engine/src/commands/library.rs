//! Labels, saved answers and notes.

use std::sync::Arc;

use contract::ErrorCode;
use contract::chat::{Label, LabelDelete, LabelSave, NoteAdd, QuickReply, QuickReplySave};
use contract::workspace::Nothing;
use domain::decision::Decision;
use domain::retention::RetentionOf;
use store::table::{label, quick_reply, retention};

use super::{Answer, chats, decide, read};
use crate::core::Core;

const COLORS: std::ops::RangeInclusive<u8> = 1..=8;

/// The labels.
pub async fn labels(core: &Arc<Core>) -> Answer<Vec<Label>> {
    let kept = read(core, |_, r| label::all(r)).await?;
    let wire = |label: label::Label| Label { label_id: label.label_id, name: label.name, color: label.color };
    Ok(kept.into_iter().map(wire).collect())
}

/// Makes or changes a label.
pub async fn label_save(core: &Arc<Core>, request: LabelSave) -> Answer<Nothing> {
    let name = words(&request.name)?;
    if !COLORS.contains(&request.color) {
        return Err(ErrorCode::BadRequest.into());
    }
    let decision = Decision::LabelSaved { label: request.label_id, name, color: request.color };
    decide(core, request.command_id, decision).await.map(|_| Nothing {})
}

/// Takes a label away. One by which people are kept stays: without it they would be kept as long as everybody else.
pub async fn label_delete(core: &Arc<Core>, request: LabelDelete) -> Answer<Nothing> {
    let of = RetentionOf::Label { label_id: request.label_id };
    if read(core, |_, r| retention::all(r)).await?.iter().any(|rule| rule.of == of) {
        return Err(ErrorCode::LabelKept.into());
    }
    decide(core, request.command_id, Decision::LabelDeleted { label: request.label_id }).await.map(|_| Nothing {})
}

/// The saved answers.
pub async fn quick_replies(core: &Arc<Core>) -> Answer<Vec<QuickReply>> {
    let kept = read(core, |_, r| quick_reply::all(r)).await?;
    let wire = |reply: quick_reply::QuickReply| QuickReply {
        quick_reply_id: reply.quick_reply_id,
        shortcut: reply.shortcut,
        body: reply.body,
    };
    Ok(kept.into_iter().map(wire).collect())
}

/// Makes or changes a saved answer.
pub async fn quick_reply_save(core: &Arc<Core>, request: QuickReplySave) -> Answer<Nothing> {
    let decision = Decision::QuickReplySaved {
        quick_reply: request.quick_reply_id,
        shortcut: words(&request.shortcut)?,
        body: words(&request.body)?,
    };
    decide(core, request.command_id, decision).await.map(|_| Nothing {})
}

/// Writes an internal note.
pub async fn note_add(core: &Arc<Core>, request: NoteAdd) -> Answer<Nothing> {
    chats::known(core, request.chat_id).await?;
    let decision = Decision::NoteAdded { chat: request.chat_id, body: words(&request.body)? };
    decide(core, request.command_id, decision).await.map(|_| Nothing {})
}

fn words(text: &str) -> Answer<String> {
    let text = text.trim();
    if text.is_empty() { Err(ErrorCode::BadRequest.into()) } else { Ok(text.to_owned()) }
}
