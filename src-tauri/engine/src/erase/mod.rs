//! Forgets one person (wall 7): empties or cuts what the journal holds of them, takes them out of the tables, the search
//! and the files, and puts them on the suppression list, so that no import brings them back unnoticed.
//!
//! Everything that is done to the journal is one transaction with the entry that says so. From then on the erasure is
//! decided, and the rest follows from that entry: the projection takes the rows out in the transaction that moves its
//! cursor, and [`finish`] does what is left, now or at the next start, and as often as it takes.

mod finish;
mod own;
mod plan;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::erasure::{Erased, Suppressed};
use domain::{ChatId, CommandId, ContactId, FileHash};
use serde::Serialize;
use store::table::notification;
use store::{Appended, StoreError};

use crate::backup;
use crate::core::Core;
use crate::engine::Engine;
pub use finish::{finish, unfinished};
use plan::Plan;

/// What an erasure did, and what it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Erasure {
    /// The journal entry that says so; 0 where nobody was known by that number.
    pub position: i64,
    /// The contacts that the person was: one for each number of ours that knew them.
    pub contacts: Vec<ContactId>,
    /// Their own chats, which are gone.
    pub chats: Vec<ChatId>,
    /// Messages that are gone or blank.
    pub messages: u64,
    /// Journal entries that are empty now.
    pub emptied: u64,
    /// Journal entries of which a part was cut.
    pub cut: u64,
    /// Files that were theirs alone.
    pub files: u64,
    /// Subjects of the consent ledger that lead to nobody now.
    pub subjects: u64,
    /// Their lines on the suppression list: keyed hashes.
    pub suppressed: Vec<Suppressed>,
    /// What is left, and why.
    pub remains: Vec<Remains>,
}

/// What an erasure leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Remains {
    /// Entries of the consent ledger: they prove what we were allowed to do, and are about a token that leads to nobody.
    LedgerEntries,
    /// Journal entries that are others' too: they are without the person, who has a number without meaning in them.
    EntriesOfOthers,
    /// The keyed hashes of the suppression list, which name nobody to whoever has no key.
    SuppressionList,
    /// What others wrote of the person in their own words.
    WordsOfOthers,
    /// What the provider sends of the person from now on: a late receipt, say.
    WhatComesLater,
}

impl Engine {
    /// Erases a contact: see [`Erasure`] for what that does and leaves.
    ///
    /// # Errors
    /// When the disk says no. Where the journal has the erasure already, the rest is done at the next start.
    pub async fn erase_contact(&self, id: ContactId, command: CommandId) -> Result<Erasure, StoreError> {
        contact(&self.core, id, command).await
    }
}

/// Erases a contact, and every other contact that has one of its keys now or was merged with it: the same person at another number
/// of ours, or by an operator's word. The
/// same command again gives what it did. Somebody who is not known is not erased, and nothing is written.
///
/// # Errors
/// When the disk says no. Where the journal has the erasure already, the rest is done at the next start.
pub async fn contact(core: &Arc<Core>, contact: ContactId, command: CommandId) -> Result<Erasure, StoreError> {
    erase(core, contact, command, None).await
}

/// Erases once more who came back with a backup: onto the suppression list comes nothing that is not in `lines`, those of the erasure.
///
/// # Errors
/// As of [`contact`].
pub async fn once_more(
    core: &Arc<Core>,
    contact: ContactId,
    command: CommandId,
    lines: &BTreeSet<Suppressed>,
) -> Result<Erasure, StoreError> {
    erase(core, contact, command, Some(lines)).await
}

async fn erase(
    core: &Arc<Core>,
    contact: ContactId,
    command: CommandId,
    before: Option<&BTreeSet<Suppressed>>,
) -> Result<Erasure, StoreError> {
    let _one_at_a_time = core.erasing.lock().await;
    if let Some(done) = again(core, &command).await? {
        return Ok(done);
    }
    let since = core.journal.head();
    caught_up(core, since).await;
    let planned = core.blocking(move |core| core.console.read(|r| Plan::of(core, r, contact))).await?;
    let Some(mut plan) = planned else { return Ok(Erasure::default()) };
    if let Some(lines) = before {
        plan.as_erased_before(lines);
    }
    let plan = Arc::new(plan);
    let banners = banners(core, &plan).await?;
    let Appended { position, .. } = write(core, Arc::clone(&plan), since, command.clone()).await?;
    caught_up(core, position).await;
    for key in banners {
        core.ports.notifier.withdraw(&key);
    }
    let opened = Arc::clone(&plan);
    core.blocking(move |core| {
        remove_opened(core, &opened.files);
        // What a reactor tied while the erasure was written is cut too.
        core.ledger.cut(core.ledger.subjects(&opened.ledger_keys(), &opened.positions)?.into_iter().collect())
    })
    .await?;
    core.blocking(|core| {
        backup::list_erasures(core);
        Ok(())
    })
    .await?;
    finish::finish(core).await?;
    again(core, &command).await?.ok_or(StoreError::Corrupt { doing: "read an erasure" })
}

/// Waits until everything up to a place is in the tables, and what people say of consent was heard: what is written down of a
/// person ties their number to a token again.
async fn caught_up(core: &Core, position: i64) {
    // The senders live as long as this core: waiting cannot fail.
    let _ = core.projected.subscribe().wait_for(|projected| *projected >= position).await;
    let _ = core.heard.subscribe().wait_for(|heard| *heard >= position).await;
}

/// What the command did when it was given before.
async fn again(core: &Arc<Core>, command: &CommandId) -> Result<Option<Erasure>, StoreError> {
    let command = command.clone();
    core.blocking(move |core| {
        let Some(position) = core.journal.find(command.as_str())? else { return Ok(None) };
        let found = core.journal.erasures(position - 1)?.into_iter().next();
        Ok(found.filter(|(at, _)| *at == position).map(|(position, erased)| report(position, &erased)))
    })
    .await
}

/// Whether that name is already the name of a command that erased nobody: under it no erasure would be written.
///
/// # Errors
/// When the journal cannot be read.
pub async fn is_anothers(core: &Arc<Core>, command: &CommandId) -> Result<bool, StoreError> {
    let name = command.clone();
    let taken = core.blocking(move |core| core.journal.find(name.as_str())).await?.is_some();
    Ok(taken && again(core, command).await?.is_none())
}

/// The one transaction that decides it.
async fn write(core: &Arc<Core>, plan: Arc<Plan>, since: i64, command: CommandId) -> Result<Appended, StoreError> {
    core.blocking(move |core| {
        let changes = core.console.read(|r| plan.changes(core, r))?;
        let erased = plan.erased(command, core.now(), core.operator.clone());
        core.journal.erase(erased, changes, since, move |entry| plan.change(entry, None))
    })
    .await
}

/// Banners that show what the person wrote.
async fn banners(core: &Arc<Core>, plan: &Arc<Plan>) -> Result<Vec<String>, StoreError> {
    let plan = Arc::clone(plan);
    core.blocking(move |core| {
        core.console.read(|r| {
            let mut keys = Vec::new();
            for chat in plan.chats.iter().chain(&plan.groups) {
                let shown = notification::shown(r, *chat)?.into_iter();
                keys.extend(shown.filter_map(|banner| banner.kept.shown_key));
            }
            keys.sort();
            keys.dedup();
            Ok(keys)
        })
    })
    .await
}

/// Copies that were laid out for other programs to open. They lie outside of the data folder and may be gone already.
fn remove_opened(core: &Core, files: &[FileHash]) {
    let Some(folder) = core.ports.files.outside() else { return };
    let Ok(copies) = std::fs::read_dir(folder) else { return };
    for copy in copies.flatten().map(|copy| copy.path()) {
        let stem = copy.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let theirs = !stem.is_empty() && files.iter().any(|file| file.as_str().starts_with(stem));
        if theirs && let Err(error) = std::fs::remove_file(&copy) {
            tracing::warn!(kind = ?error.kind(), "a copy of an erased file is left where it was opened");
        }
    }
}

fn report(position: i64, erased: &Erased) -> Erasure {
    let count = |len: usize| u64::try_from(len).unwrap_or(u64::MAX);
    let mut remains = vec![Remains::SuppressionList, Remains::WordsOfOthers, Remains::WhatComesLater];
    if !erased.subjects.is_empty() {
        remains.push(Remains::LedgerEntries);
    }
    if !erased.cut.is_empty() {
        remains.push(Remains::EntriesOfOthers);
    }
    Erasure {
        position,
        contacts: erased.contacts.clone(),
        chats: erased.chats.clone(),
        messages: erased.messages,
        emptied: count(erased.emptied.len()),
        cut: count(erased.cut.len()),
        files: count(erased.files.len()),
        subjects: count(erased.subjects.len()),
        suppressed: erased.suppressed.clone(),
        remains,
    }
}

#[cfg(test)]
mod tests;
