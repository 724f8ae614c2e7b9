//! The sandbox and the numbers, of which a host shows one at a time.

/// Puts the one in place of the other.
pub trait Places: Send + Sync {
    /// Whether this host has a sandbox to offer.
    fn has_sandbox(&self) -> bool;
    /// Opens the sandbox in place of this core, unless this is it. Commands wait until it is there.
    fn open_sandbox(&self);
    /// Opens the numbers in place of this core, unless it is theirs. Commands wait until they are there.
    fn open_numbers(&self);
}
