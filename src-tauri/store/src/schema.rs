//! All tables of `console.db` in one list, with what may be done to each.

use crate::search;
use crate::statement::Statement;
use crate::table;

/// The newest projection that this program makes. A file with an older one is rebuilt from the journal.
pub const PROJECTION: i64 = 8;

/// What may be done to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Made from the journal; a rebuild makes the same rows.
    Projected,
    /// Made on this machine and kept through a rebuild.
    Local,
    /// Made from other tables; can be thrown away.
    Cache,
}

/// Every table with its class and, of those that are compared, the key by which its rows are ordered.
pub const TABLES: &[(&str, Class, &str)] = &[
    ("account", Class::Projected, "account_id"),
    ("contact", Class::Projected, "contact_id"),
    ("identity", Class::Projected, "identity_id"),
    ("contact_entry", Class::Projected, "contact_id, position"),
    ("chat", Class::Projected, "chat_id"),
    ("message", Class::Projected, "message_id"),
    ("early_change", Class::Projected, "account_id, target"),
    ("reaction", Class::Projected, "account_id, target, who"),
    ("receipt", Class::Projected, "account_id, provider_id, contact_id"),
    ("status_early", Class::Projected, "account_id, provider_id, contact_id, status"),
    ("send_queue", Class::Projected, "message_id"),
    ("note", Class::Projected, "note_id"),
    ("label", Class::Projected, "label_id"),
    ("contact_label", Class::Projected, "contact_id, label_id"),
    ("chat_label", Class::Projected, "chat_id, label_id"),
    ("attribute", Class::Projected, "attribute_id"),
    ("contact_attribute", Class::Projected, "contact_id, attribute_id"),
    ("consent_said", Class::Projected, "contact_id, position"),
    ("contact_consent", Class::Projected, "contact_id, purpose"),
    ("member_count", Class::Projected, "list"),
    ("segment", Class::Projected, "segment_id"),
    ("quick_reply", Class::Projected, "quick_reply_id"),
    ("template", Class::Projected, "account_id, name, language"),
    ("participant", Class::Projected, "account_id, group_id, contact_id"),
    ("group_chat", Class::Projected, "chat_id"),
    ("join_request", Class::Projected, "join_request_id"),
    ("invitation", Class::Projected, "invitation_id"),
    ("group_line", Class::Projected, "line"),
    ("group_pin", Class::Projected, "chat_id, message_id"),
    ("group_day", Class::Projected, "chat_id, day"),
    ("group_writer", Class::Projected, "chat_id, day, contact_id"),
    ("group_answer", Class::Projected, "message_id"),
    ("group_act", Class::Projected, "act_id"),
    ("group_early", Class::Projected, "account_id, request"),
    ("purpose", Class::Projected, "purpose"),
    ("wording", Class::Projected, "purpose, language, version"),
    ("stop_word", Class::Projected, "word"),
    ("proof", Class::Projected, "position"),
    ("retention", Class::Projected, "rule"),
    ("preference", Class::Projected, "preference_id"),
    ("media", Class::Projected, "account_id, provider_media"),
    ("unread_body", Class::Projected, "digest"),
    ("cursor", Class::Projected, "name"),
    ("reactor_cursor", Class::Local, "name"),
    ("draft", Class::Local, "chat_id"),
    ("setting", Class::Local, "key"),
    ("notification", Class::Local, "notification_id"),
    ("notification_count", Class::Local, "kind, day"),
    ("alert_level", Class::Local, "level, key"),
    ("mute", Class::Local, "chat_id"),
    ("schedule", Class::Local, "schedule_id"),
    ("breakthrough", Class::Local, "breakthrough_id"),
    ("sound_file", Class::Local, "file"),
    ("uncounted", Class::Local, "chat_id"),
    ("welcome_due", Class::Local, "line"),
    ("media_job", Class::Local, "account_id, provider_media"),
    ("message_words", Class::Cache, ""),
    ("message_vocabulary", Class::Cache, ""),
    ("contact_words", Class::Cache, ""),
    ("chat_words", Class::Cache, ""),
];

/// What a new file holds.
pub(crate) fn schema() -> String {
    [
        table::account::SCHEMA,
        table::contact::SCHEMA,
        table::chat::SCHEMA,
        table::message::SCHEMA,
        table::early_change::SCHEMA,
        table::reaction::SCHEMA,
        table::receipt::SCHEMA,
        table::send_queue::SCHEMA,
        table::note::SCHEMA,
        table::label::SCHEMA,
        table::attribute::SCHEMA,
        table::consent_said::SCHEMA,
        table::member_count::SCHEMA,
        table::segment::SCHEMA,
        table::quick_reply::SCHEMA,
        table::template::SCHEMA,
        table::participant::SCHEMA,
        table::group_chat::SCHEMA,
        table::join_request::SCHEMA,
        table::invitation::SCHEMA,
        table::group_line::SCHEMA,
        table::group_pin::SCHEMA,
        table::group_day::SCHEMA,
        table::group_act::SCHEMA,
        table::group_early::SCHEMA,
        table::purpose::SCHEMA,
        table::preference::SCHEMA,
        table::proof::SCHEMA,
        table::retention::SCHEMA,
        table::media::SCHEMA,
        table::unread_body::SCHEMA,
        table::cursor::SCHEMA,
        table::draft::SCHEMA,
        table::setting::SCHEMA,
        table::notification::SCHEMA,
        table::notification_count::SCHEMA,
        table::alert_level::SCHEMA,
        table::mute::SCHEMA,
        table::schedule::SCHEMA,
        table::breakthrough::SCHEMA,
        table::sound_file::SCHEMA,
        table::uncounted::SCHEMA,
        table::welcome_due::SCHEMA,
        table::media_job::SCHEMA,
        search::SCHEMA,
    ]
    .concat()
}

/// Every statement on `console.db`.
pub(crate) const STATEMENTS: &[&[&Statement]] = &[
    table::account::STATEMENTS,
    table::contact::STATEMENTS,
    table::identity::STATEMENTS,
    table::chat::STATEMENTS,
    table::chat_change::STATEMENTS,
    table::message::STATEMENTS,
    table::message_change::STATEMENTS,
    table::message_status::STATEMENTS,
    table::early_change::STATEMENTS,
    table::reaction::STATEMENTS,
    table::receipt::STATEMENTS,
    table::send_queue::STATEMENTS,
    table::note::STATEMENTS,
    table::label::STATEMENTS,
    table::attribute::STATEMENTS,
    table::consent_said::STATEMENTS,
    table::member::STATEMENTS,
    table::member::FOUND_STATEMENTS,
    table::member_count::STATEMENTS,
    table::segment::STATEMENTS,
    table::quick_reply::STATEMENTS,
    table::template::STATEMENTS,
    table::participant::STATEMENTS,
    table::group_chat::STATEMENTS,
    table::join_request::STATEMENTS,
    table::invitation::STATEMENTS,
    table::group_line::STATEMENTS,
    table::group_pin::STATEMENTS,
    table::group_day::STATEMENTS,
    table::group_act::STATEMENTS,
    table::group_early::STATEMENTS,
    table::purpose::STATEMENTS,
    table::preference::STATEMENTS,
    table::proof::STATEMENTS,
    table::retention::STATEMENTS,
    table::media::STATEMENTS,
    table::unread_body::STATEMENTS,
    table::cursor::STATEMENTS,
    table::draft::STATEMENTS,
    table::setting::STATEMENTS,
    table::notification::STATEMENTS,
    table::notification_count::STATEMENTS,
    table::alert_level::STATEMENTS,
    table::mute::STATEMENTS,
    table::schedule::STATEMENTS,
    table::breakthrough::STATEMENTS,
    table::sound_file::STATEMENTS,
    table::uncounted::STATEMENTS,
    table::welcome_due::STATEMENTS,
    table::media_job::STATEMENTS,
    search::STATEMENTS,
    crate::erasure::STATEMENTS[0],
    crate::erasure::STATEMENTS[1],
    crate::erasure::STATEMENTS[2],
    crate::erasure::STATEMENTS[3],
    crate::erasure::STATEMENTS[4],
    crate::erasure::STATEMENTS[5],
    crate::counts::STATEMENTS,
];

/// Every statement on `journal.db`.
pub(crate) const JOURNAL_STATEMENTS: &[&[&Statement]] = &[
    crate::journal::STATEMENTS,
    crate::ledger::STATEMENTS,
    crate::ledger::subject::STATEMENTS,
    crate::ledger::read::STATEMENTS,
    crate::ledger::now::STATEMENTS,
    crate::ledger::follow::STATEMENTS,
    crate::ledger::seal::STATEMENTS,
    crate::ledger::cut::STATEMENTS,
    crate::suppression::STATEMENTS,
];

/// Whether a table lists the statement: a test that runs another one fails.
pub(crate) fn knows(statement: &Statement) -> bool {
    STATEMENTS.iter().chain(JOURNAL_STATEMENTS).any(|list| list.contains(&statement))
}

#[cfg(test)]
mod tests;
