//! Backups as the engine makes and takes them: one is made while everything goes on, and whoever was erased after one was made is
//! erased again from what was restored of it (wall 7).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::erasure::Suppressed;
use domain::{CommandId, ContactId};
use store::backup::{self, About, Erasures};
use store::table::{contact, identity};
use store::{Read, StoreError};

use crate::clock::MovedClock;
use crate::core::Core;
use crate::erase;
use crate::pair::Link;
use crate::ports::Clock as _;

/// People, or keys, compared at once.
const BATCH: usize = 1_000;

/// What a restore brought, and what it cannot know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup.
    pub about: About,
    /// Where the erasures come from that were made since.
    pub erasures: Erasures,
}

/// Makes a backup of a folder, also while another program holds it.
///
/// # Errors
/// When there is no folder, it is a copy of a hub's, or a disk says no.
pub fn make(data: &Path, to: &Path) -> Result<About, StoreError> {
    if is_paired(data) {
        return Err(StoreError::Copy);
    }
    backup::make(data, to, MovedClock::default().now())
}

/// Restores a backup into a folder in which nothing is yet. Who was erased since is known from the folder whose place it takes, or
/// from the list beside the backup.
///
/// # Errors
/// As of [`backup::restore`].
pub fn restore(file: &Path, data: &Path, replaced: Option<&Path>) -> Result<Restored, StoreError> {
    if is_paired(data) {
        return Err(StoreError::Copy);
    }
    let (about, erasures) = backup::restore(file, data, replaced, MovedClock::default().now())?;
    Ok(Restored { about, erasures })
}

/// Whether a hub decides there. A pairing that cannot be read is one.
fn is_paired(data: &Path) -> bool {
    !matches!(Link::of(data), Ok(None))
}

/// Makes a backup of the running folder.
pub async fn of(core: &Arc<Core>, to: PathBuf) -> Result<About, StoreError> {
    core.blocking(move |core| {
        if core.hub.is_some() {
            return Err(StoreError::Copy);
        }
        backup::make(&core.folder, &to, core.now())
    })
    .await
}

/// Writes beside the backups who was erased. What cannot be written now is written with the next one.
pub fn list_erasures(core: &Core) {
    if let Err(error) = backup::list_erasures(&core.folder, core.now()) {
        tracing::warn!(%error, "who was erased could not be written down beside the backups");
    }
}

/// Erases from a restored folder whoever was erased after its backup was made.
///
/// # Errors
/// When the disk says no: then nothing is opened, and the next start goes on.
pub async fn erase_gone(core: &Arc<Core>) -> Result<(), StoreError> {
    let Some(since) = core.blocking(|core| core.console.read(backup::since)).await? else { return Ok(()) };
    if since.gone.is_empty() {
        return Ok(());
    }
    let lines: Arc<BTreeSet<Suppressed>> = Arc::new(since.gone.iter().map(|gone| gone.line.clone()).collect());
    let wanted = Arc::clone(&lines);
    let found = core.blocking(move |core| core.console.read(|r| theirs(core, r, &wanted))).await?;
    for contact in found {
        let command = CommandId(format!("restored {contact} {}", since.restored_at.0));
        erase::once_more(core, contact, command, &lines).await?;
    }
    core.blocking(move |core| core.console.write(|w| backup::all_gone(w, &since))).await
}

/// The contacts that have one of those lines, or a key with one.
fn theirs(core: &Core, r: &Read<'_>, lines: &BTreeSet<Suppressed>) -> Result<BTreeSet<ContactId>, StoreError> {
    let (mut found, mut behind) = (BTreeSet::new(), ContactId(0));
    loop {
        let contacts = contact::page(r, behind, BATCH)?;
        let Some(last) = contacts.last() else { break };
        behind = last.contact_id;
        let known = contacts
            .iter()
            .filter(|contact| lines.contains(&core.suppression.own_line(contact.contact_id, contact.first_seen)));
        found.extend(known.map(|contact| contact.contact_id));
    }
    let mut behind = 0;
    loop {
        let keys = identity::current(r, behind, BATCH)?;
        let Some(last) = keys.last() else { return Ok(found) };
        behind = last.identity_id;
        let known =
            keys.iter().filter(|key| core.suppression.lines(&key.person).iter().any(|line| lines.contains(line)));
        found.extend(known.map(|key| key.contact_id));
    }
}
