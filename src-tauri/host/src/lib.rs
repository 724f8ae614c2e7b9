//! What the two hosts, the window and the hub, have in common: where secrets are kept, how a command is answered so that
//! a defect in one does not end the program, the log, what a crash leaves, their threads, and (`arenas.c`) how many heaps those have.

pub mod answer;
pub mod crash;
pub mod log;
pub mod secrets;
pub mod threads;
pub mod vault;

pub use answer::answer;
pub use secrets::Secrets;

/// The operator's name: what `SWITCHBOARD_OPERATOR` says, or whoever is logged in.
#[must_use]
pub fn operator() -> String {
    let variables = ["SWITCHBOARD_OPERATOR", "USER", "USERNAME"];
    let name = variables.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    name.unwrap_or_else(|| "Operator".to_owned())
}
