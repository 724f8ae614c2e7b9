//! The sandbox, the numbers and a hub's copy, of which a host shows one at a time.

use std::path::PathBuf;

use contract::ErrorBody;

/// Puts the one in place of the other. A command asks as the last thing it does: with its core it is given up.
pub trait Places: Send + Sync {
    /// Whether this host has a sandbox to offer.
    fn has_sandbox(&self) -> bool;
    /// Opens the sandbox in place of this core, unless this is it. Commands wait until it is there.
    fn open_sandbox(&self);
    /// Opens the numbers in place of this core, unless it is theirs. Commands wait until they are there.
    fn open_numbers(&self);
    /// Where the copy of a hub lies, or would; none where this host shows none.
    fn hub_folder(&self) -> Option<PathBuf>;
    /// Opens the copy of the hub in place of this core. Commands wait until it is there.
    fn open_hub(&self);
    /// Opens the numbers in place of the hub's copy, which goes.
    fn leave_hub(&self);
    /// Restores a backup in place of the folder of the numbers, in which nothing is yet, and opens that. Says whether this host
    /// does it.
    fn restore(&self, backup: PathBuf) -> bool;
    /// Why the restore in whose place this core was opened did not come about.
    fn not_restored(&self) -> Option<ErrorBody>;
}
