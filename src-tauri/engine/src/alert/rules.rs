//! The operator's rules: read from their tables once, held ready for every decision, read again after each change.

use std::sync::{Arc, PoisonError, RwLock};

use contract::notification::Level;
use domain::group::GroupKind;
use domain::notify::{AlertKind, Fields, Manner, QuietNow, Rules};
use domain::{AccountId, ChatId, ContactId, LabelId};
use store::table::alert_level::{self, AlertLevel};
use store::table::{breakthrough, mute, schedule, setting};
use store::{Console, Read, StoreError};

/// Key of what holds for every alert alike.
pub const MANNER: &str = "notification_manner";
/// Key of the silence at once.
pub const QUIET: &str = "notification_quiet";

/// The rules in force.
#[derive(Debug, Default)]
pub struct RuleBook(RwLock<Arc<Rules>>);

impl RuleBook {
    /// The rules as they are now.
    pub fn now(&self) -> Arc<Rules> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads them anew.
    ///
    /// # Errors
    /// When they cannot be read; then those before stay in force.
    pub fn load(&self, console: &Console) -> Result<(), StoreError> {
        let rules = Arc::new(console.read(read)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = rules;
        Ok(())
    }
}

fn read(r: &Read<'_>) -> Result<Rules, StoreError> {
    let mut rules = Rules {
        mutes: mute::all(r)?.into_iter().collect(),
        schedules: schedule::all(r)?,
        quiet: setting::get::<QuietNow>(r, QUIET)?,
        breakthroughs: breakthrough::all(r)?,
        manner: setting::get::<Manner>(r, MANNER)?.unwrap_or_default(),
        ..Rules::default()
    };
    for AlertLevel { level, key, fields } in alert_level::all(r)? {
        match parse(&level, &key) {
            Some(level) => put(&mut rules, level, fields),
            None => tracing::warn!(%level, "a level of notification of another version is left alone"),
        }
    }
    Ok(rules)
}

fn put(rules: &mut Rules, level: Level, fields: Fields) {
    match level {
        Level::App => rules.app = fields,
        Level::Account(account) => drop(rules.accounts.insert(account, fields)),
        Level::Kind(kind) => drop(rules.kinds.insert(kind, fields)),
        Level::Groups => rules.groups = fields,
        Level::GroupKind(kind) => drop(rules.group_kinds.insert(kind, fields)),
        Level::Label(label) => drop(rules.labels.insert(label, fields)),
        Level::Chat(chat) => drop(rules.chats.insert(chat, fields)),
        Level::Contact(contact) => drop(rules.contacts.insert(contact, fields)),
    }
}

/// A level as its table names it: word and key.
pub fn named(level: &Level) -> (&'static str, String) {
    match level {
        Level::App => ("app", String::new()),
        Level::Account(account) => ("account", account.0.clone()),
        Level::Kind(kind) => ("kind", kind.as_str().to_owned()),
        Level::Groups => ("groups", String::new()),
        Level::GroupKind(kind) => ("group_kind", kind.as_str().to_owned()),
        Level::Label(label) => ("label", label.to_string()),
        Level::Chat(chat) => ("chat", chat.to_string()),
        Level::Contact(contact) => ("contact", contact.to_string()),
    }
}

fn parse(level: &str, key: &str) -> Option<Level> {
    let number = || key.parse::<i64>().ok();
    Some(match level {
        "app" => Level::App,
        "account" => Level::Account(AccountId::from(key)),
        "kind" => Level::Kind(AlertKind::parse(key)?),
        "groups" => Level::Groups,
        "group_kind" => Level::GroupKind(GroupKind::from_word(key)?),
        "label" => Level::Label(LabelId(number()?)),
        "chat" => Level::Chat(ChatId(number()?)),
        "contact" => Level::Contact(ContactId(number()?)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_found_again_by_its_name() {
        let levels = [
            Level::App,
            Level::Account("meta:1".into()),
            Level::Kind(AlertKind::Mention),
            Level::Groups,
            Level::GroupKind(GroupKind::Support),
            Level::Label(LabelId(7)),
            Level::Chat(ChatId(8)),
            Level::Contact(ContactId(9)),
        ];
        for level in levels {
            let (word, key) = named(&level);
            assert_eq!(parse(word, &key), Some(level));
        }
        assert_eq!(parse("planet", "mars"), None);
    }
}
