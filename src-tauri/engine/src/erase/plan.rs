//! What is to be erased, collected from the tables before anything is touched. Deciding about an entry needs nothing but
//! this: entries that come meanwhile are decided about where they are written.

use std::collections::{BTreeMap, BTreeSet};

use domain::erasure::{Ended, Erased, Suppressed, stand_in, stand_in_message};
use domain::person::IdentityKind;
use domain::{AccountId, ChatId, CommandId, ContactId, Content, FileHash, MessageId, Person, Timestamp};
use providers::webhook::Whom;
use store::erasure::{self, Key, Theirs};
use store::table::{account, chat, contact, message, proof};
use store::{Change, Entry, EntryKind, Read, StoreError};

use super::own;
use crate::core::Core;
use crate::project::NO_ACCOUNT;

/// One person, as far as the tables know.
#[derive(Debug, Default)]
pub struct Plan {
    /// The contacts that the person is.
    pub contacts: Vec<ContactId>,
    /// Their own chats.
    pub chats: Vec<ChatId>,
    /// Chats of others in which they wrote.
    pub groups: BTreeSet<ChatId>,
    /// Every entry that leads to them.
    pub positions: BTreeSet<i64>,
    /// Their files, as far as nobody else has them.
    pub files: Vec<FileHash>,
    /// Their messages, and what was sent to them.
    pub messages: BTreeSet<MessageId>,
    /// The handles of files that are theirs alone.
    pub handles: BTreeSet<(AccountId, String)>,
    /// What stands for the provider's ids of their messages.
    pub ids: BTreeMap<(AccountId, String), String>,
    keys: Vec<(ContactId, Key)>,
    /// In which portfolio the ids are valid that a number of ours sees.
    portfolios: BTreeMap<AccountId, String>,
    subjects: Vec<String>,
    ended: Vec<Ended>,
    suppressed: Vec<Suppressed>,
    names: Vec<String>,
}

impl Plan {
    /// Collects what is known of a contact; none where nobody is known by that number.
    pub fn of(core: &Core, r: &Read<'_>, id: ContactId) -> Result<Option<Self>, StoreError> {
        if contact::get(r, id)?.is_none() {
            return Ok(None);
        }
        let mut plan = Self { contacts: erasure::whole_person(r, id)?, ..Self::default() };
        let numbers = account::all(r)?.into_iter();
        plan.portfolios = numbers.filter_map(|number| Some((number.account_id, number.portfolio?))).collect();
        let mut theirs = Vec::new();
        for contact in plan.contacts.clone() {
            let known = contact::get(r, contact)?;
            plan.suppressed.extend(known.map(|known| core.suppression.own_line(contact, known.first_seen)));
            plan.keys.extend(erasure::keys(r, contact)?.into_iter().map(|key| (contact, key)));
            plan.chats.extend(chat::of_contact(r, contact)?);
            plan.positions.extend(contact::positions(r, contact)?);
            plan.ended.extend(erasure::ended(r, contact)?);
            theirs.extend(erasure::messages(r, contact)?);
        }
        plan.written(&theirs);
        for contact in &plan.contacts {
            theirs.extend(proof::files(r, *contact)?.into_iter().map(Theirs::proof));
        }
        plan.filed(core, r, &theirs)?;
        plan.subjects = core.ledger.subjects(&plan.ledger_keys(), &plan.positions)?.into_iter().collect();
        let free = plan.keys.iter().filter(|(_, key)| !key.taken);
        plan.suppressed.extend(free.flat_map(|(_, key)| core.suppression.lines(&person(key))));
        plan.suppressed.sort();
        plan.suppressed.dedup();
        Ok(Some(plan))
    }

    fn written(&mut self, theirs: &[Theirs]) {
        for one in theirs {
            self.messages.insert(one.message_id);
            if !self.chats.contains(&one.chat_id) {
                self.groups.insert(one.chat_id);
            }
            if let Some(id) = &one.provider_id {
                self.ids.insert((one.account_id.clone(), id.clone()), stand_in_message(one.message_id));
            }
        }
    }

    /// Files that nobody else was sent or sent us.
    fn filed(&mut self, core: &Core, r: &Read<'_>, theirs: &[Theirs]) -> Result<(), StoreError> {
        let mut found = BTreeSet::new();
        for one in theirs {
            // A sheet on which others signed too stays: it is their proof.
            let signed = one.file.as_ref().map(|file| proof::people(r, file)).transpose()?.unwrap_or_default();
            if signed.iter().any(|contact| !self.contacts.contains(contact)) {
                continue;
            }
            found.extend(erasure::filed(r, one, &|id| self.messages.contains(&id))?);
        }
        self.positions.extend(found.iter().map(|filed| filed.position));
        let gone: BTreeSet<i64> = found.iter().map(|filed| filed.position).collect();
        let mut files = BTreeSet::new();
        for filed in found {
            if let Some(file) = filed.file
                && !erasure::file_is_used(r, &file, &|position| gone.contains(&position))?
            {
                files.insert(file);
            }
            self.handles.insert((filed.account_id, filed.provider_media));
        }
        self.names = files.iter().map(|file| core.media.name(file)).collect();
        self.files = files.into_iter().collect();
        Ok(())
    }

    /// Leaves no line but those of an earlier erasure of the same person: a key that was theirs in a backup may be somebody else's since.
    pub fn as_erased_before(&mut self, lines: &BTreeSet<Suppressed>) {
        self.suppressed.retain(|line| lines.contains(line));
    }

    /// The keys as the consent ledger knows them.
    pub fn ledger_keys(&self) -> BTreeSet<(IdentityKind, String)> {
        self.keys.iter().map(|(_, key)| (kind(key), key.value.clone())).collect()
    }

    /// The entry that says what was done. The journal adds where.
    pub fn erased(&self, command: CommandId, at: Timestamp, operator: String) -> Erased {
        Erased {
            command,
            at,
            operator,
            contacts: self.contacts.clone(),
            chats: self.chats.clone(),
            messages: u64::try_from(self.messages.len()).unwrap_or(u64::MAX),
            emptied: Vec::new(),
            cut: Vec::new(),
            ended: self.ended.clone(),
            subjects: self.subjects.clone(),
            files: self.names.clone(),
            suppressed: self.suppressed.clone(),
        }
    }

    /// What is to be done to the entries that lead to the person.
    pub fn changes(&self, core: &Core, r: &Read<'_>) -> Result<Vec<(i64, Change)>, StoreError> {
        let mut changes = Vec::new();
        for position in &self.positions {
            let Some(entry) = core.journal.get(*position)? else { continue };
            changes.extend(self.change(&entry, Some(r)).map(|change| (*position, change)));
        }
        Ok(changes)
    }

    /// What is to be done to an entry. Without the tables only what a key of today or a number of ours tells is cut.
    pub fn change(&self, entry: &Entry, known: Option<&Read<'_>>) -> Option<Change> {
        if entry.body.is_empty() {
            return None;
        }
        match entry.kind {
            EntryKind::Webhook | EntryKind::PollPage => {
                let whom = Seen { plan: self, position: entry.position, known };
                let splices = providers::webhook::without(&entry.source, &entry.body, entry.at, &whom);
                (!splices.is_empty()).then(|| Change::Cut(splices, self.others(entry.position, known)))
            }
            EntryKind::ApiRead => {
                let whom = Seen { plan: self, position: entry.position, known };
                let splices = own::roster(&entry.body, &|account, person| {
                    let portfolio = self.portfolios.get(account).map(String::as_str);
                    whom.stand_in(Some(account), portfolio, person)
                });
                (!splices.is_empty()).then(|| Change::Cut(splices, self.others(entry.position, known)))
            }
            EntryKind::Decided => own::decided(self, entry, self.others(entry.position, known)),
            EntryKind::Attempt | EntryKind::Answer => own::sent(self, entry),
            EntryKind::Media => own::fetched(self, entry),
            // What was asked names people by our own numbers, and what came of it nobody.
            EntryKind::GroupAttempt
            | EntryKind::GroupAnswer
            | EntryKind::BlockAttempt
            | EntryKind::BlockAnswer
            | EntryKind::ProfileAttempt
            | EntryKind::ProfileAnswer
            | EntryKind::Erased
            | EntryKind::Restored => None,
        }
    }

    /// Whether that is the person, by what a number of ours sees of them today.
    pub fn is(&self, account: &AccountId, person: &Person) -> bool {
        let portfolio = self.portfolios.get(account).map(String::as_str);
        Seen { plan: self, position: 0, known: None }.stand_in(Some(account), portfolio, person).is_some()
    }

    fn others(&self, position: i64, known: Option<&Read<'_>>) -> Vec<ContactId> {
        let all = known.and_then(|r| erasure::people_of(r, position).ok()).unwrap_or_default();
        all.into_iter().filter(|contact| !self.contacts.contains(contact)).collect()
    }

    /// Who holds that key among the person's contacts.
    fn holder(&self, scope: &str, wanted: IdentityKind, value: &str, before_too: bool) -> Option<ContactId> {
        let is = |key: &Key| key.scope == scope && key.value == value && kind(key) == wanted;
        let found = self.keys.iter().find(|(_, key)| (before_too || key.current) && is(key));
        found.map(|(contact, _)| *contact)
    }
}

/// The person as they are seen in one entry.
struct Seen<'a> {
    plan: &'a Plan,
    position: i64,
    /// The tables, where the entry is known to lead to the person: then keys of before count too.
    known: Option<&'a Read<'a>>,
}

impl Whom for Seen<'_> {
    fn stand_in(&self, account: Option<&AccountId>, portfolio: Option<&str>, person: &Person) -> Option<String> {
        let account = account.map_or(NO_ACCOUNT, AccountId::as_str);
        let scope = portfolio.unwrap_or(account);
        let before_too = self.known.is_some();
        for (kind, value) in person.keys() {
            let scope = if kind == IdentityKind::Phone { account } else { scope };
            let Some(contact) = self.plan.holder(scope, kind, value, before_too) else { continue };
            // A phone may be somebody else's, who has another id.
            let has_id = |(holder, key): &(ContactId, Key)| *holder == contact && key.kind == "user_id";
            if kind == IdentityKind::UserId || person.user_id.is_none() || !self.plan.keys.iter().any(has_id) {
                return Some(stand_in(contact));
            }
        }
        None
    }

    fn message(&self, account: Option<&AccountId>, id: &str) -> Option<String> {
        self.plan.ids.get(&(account?.clone(), id.to_owned())).cloned()
    }

    fn shows(&self, item: u32) -> Option<String> {
        let row = message::get(self.known?, MessageId::at(self.position, item)).ok().flatten()?;
        match row.content {
            Content::Unknown { what } => Some(what),
            _ => None,
        }
    }
}

fn kind(key: &Key) -> IdentityKind {
    match key.kind.as_str() {
        "phone" => IdentityKind::Phone,
        "user_id" => IdentityKind::UserId,
        _ => IdentityKind::ParentUserId,
    }
}

fn person(key: &Key) -> Person {
    let value = Some(key.value.clone());
    match kind(key) {
        IdentityKind::Phone => Person { phone: value, ..Person::default() },
        IdentityKind::UserId => Person { user_id: value, ..Person::default() },
        IdentityKind::ParentUserId => Person { parent_user_id: value, ..Person::default() },
    }
}
