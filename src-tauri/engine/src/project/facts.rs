//! What a projection changed, as far as somebody waits for it: screens and reactors.

use std::collections::BTreeSet;

use contract::change::ChangeKind;
use domain::notify::AlertKind;
use domain::{AccountId, ChatId, ContactId, MessageId, Timestamp};

use crate::feed::Feed;

/// Something that may alert and is not a message received: those are found in their table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub kind: AlertKind,
    /// At which number.
    pub account: AccountId,
    /// In which chat.
    pub chat: Option<ChatId>,
    /// Who did it.
    pub contact: Option<ContactId>,
    /// The message it is about.
    pub message: Option<MessageId>,
    /// What is in no message: an emoji, a template's name.
    pub words: String,
}

impl Happened {
    /// Something in a chat.
    pub fn in_chat(kind: AlertKind, account: &AccountId, chat: ChatId) -> Self {
        Self { kind, account: account.clone(), chat: Some(chat), contact: None, message: None, words: String::new() }
    }

    /// Something about a message of a chat.
    pub fn to_message(kind: AlertKind, account: &AccountId, chat: ChatId, message: MessageId) -> Self {
        Self { message: Some(message), ..Self::in_chat(kind, account, chat) }
    }
}

/// Collected over the entries of one transaction, told after it is committed.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    rows: BTreeSet<ChatId>,
    conversations: BTreeSet<ChatId>,
    kinds: BTreeSet<ChangeKind>,
    /// What may alert beside messages received.
    pub happened: Vec<Happened>,
    /// Chats of which everything shown may be withdrawn: read here or answered.
    pub read: BTreeSet<ChatId>,
    /// What people wrote, at which number and when.
    pub came: Vec<(AccountId, Timestamp)>,
    /// How many messages were written, both ways.
    pub written: u64,
    /// Whether something that is read from the provider changed there: templates, groups.
    pub stale: bool,
    /// Whether something about groups is to be asked or looked at.
    pub groups: bool,
    /// Whether somebody is to be blocked, or no more.
    pub blocks: bool,
    /// Whether a business profile is to be changed.
    pub profiles: bool,
    /// Whether the send queue has something new to look at.
    pub queue: bool,
    /// Whether something sent reached nobody, for certain.
    pub unreached: bool,
    /// Whether a chat was snoozed.
    pub snoozed: bool,
    /// Whether somebody decided what the count of unread chats depends on.
    pub recount: bool,
}

impl Facts {
    /// A row of the chat list changed.
    pub fn row(&mut self, chat: ChatId) {
        self.rows.insert(chat);
    }

    /// A conversation changed, and with it its row.
    pub fn conversation(&mut self, chat: ChatId) {
        self.conversations.insert(chat);
        self.rows.insert(chat);
    }

    /// A message was written.
    pub fn message(&mut self, chat: ChatId) {
        self.written += 1;
        self.conversation(chat);
    }

    /// Something that belongs to no chat changed.
    pub fn kind(&mut self, kind: ChangeKind) {
        self.kinds.insert(kind);
    }

    /// Whether somebody has to be told something that is not a message received.
    pub fn concerns_alerts(&self) -> bool {
        self.recount || !self.read.is_empty() || !self.happened.is_empty()
    }

    /// Tells the screens.
    pub fn tell(&self, feed: &Feed) {
        if !self.rows.is_empty() {
            feed.changed_in(ChangeKind::Chats, self.rows.iter().copied());
        }
        if !self.conversations.is_empty() {
            feed.changed_in(ChangeKind::Messages, self.conversations.iter().copied());
        }
        for kind in &self.kinds {
            feed.changed(*kind);
        }
    }
}
