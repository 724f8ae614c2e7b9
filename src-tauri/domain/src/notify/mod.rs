//! Whether and how an event alerts the operator: a pure decision with the trace of its steps.
//!
//! An event starts with what its kind does by itself. Six levels may set any field over it: the application, the number,
//! the kind, groups and labels, the chat, the person. Then silence takes away, exceptions give back, and the system, the
//! operator's own eyes and bursts have the last word. The simulator on the screen calls the same function.

mod breakthrough;
mod decide;
mod event;
mod group_kind;
mod kind;
mod outcome;
mod phrase;
mod rules;
mod schedule;
mod silence;
pub mod trace;

#[cfg(test)]
mod tests;

pub use breakthrough::{Breakthrough, Condition, Lets};
pub use decide::{BURST_ALL, BURST_CHAT, decide, louder, standing};
pub use event::{AlertEvent, Context};
pub use kind::{AlertKind, FULL};
pub use outcome::{Fields, Importance, Outcome, Preview, Sound, SoundChoice};
pub use phrase::Phrases;
pub use rules::{BadgeCount, Manner, Mute, Rules};
pub use schedule::{QuietNow, Quietness, Schedule, Scope, Window, day_begins, local};
pub use silence::{Because, Silence, silence, silences};
pub use trace::{Decision, Rule, Step};
