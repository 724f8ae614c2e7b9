//! A local emulator of the WhatsApp Cloud API with a living town in it: some fifty named people and ten groups around
//! one tea shop. It serves what Meta serves, refuses what Meta refuses with the same codes, and posts signed webhooks.
//! It knows nothing of the engine; its wire types are written from the reference alone.

mod agenda;
mod branch;
mod clock;
mod control;
mod escape;
mod graph;
mod identity;
mod media;
mod paging;
mod refusal;
mod sandbox;
mod send;
mod server;
mod town;
mod trouble;
mod webhook;
mod wire;
mod world;

pub use control::CALLS;
pub use identity::Hello;
pub use server::{Config, Running, StartError, start};

/// Every trouble that can be switched on, with one line about it; part of `--help`.
#[must_use]
pub fn troubles() -> String {
    let lines = trouble::KINDS.iter().map(|(kind, what)| format!("  {kind:<26} {what}\n"));
    format!("Troubles:\n{}", lines.collect::<String>())
}
