//! Alerts the operator: what happened is decided with [`domain::notify::decide`], the decision is kept with its trace, and
//! the outcome is handed to the host's notifications and sounds.
//!
//! Messages received are followed in their table, with a cursor that a rebuild does not move; everything else comes as
//! [`crate::project::Happened`] with the projection and is gone with a restart. What a silence holds back is told in a
//! digest when it ends.

mod act;
mod again;
mod badge;
mod banner;
mod bell;
mod context;
mod digest;
mod keep;
mod news;
mod reactor;
pub mod rules;
mod words;

pub use act::run as follow_acts;
pub use again::run as remind;
pub use badge::count;
pub use banner::{DIGEST, of_try};
pub use bell::tone;
pub use context::{chat_event, message_kind};
pub use digest::{run as follow_silence, seen as seen_digest, told as digest_told};
pub use keep::TOLD_FOR;
pub use reactor::Alerts;
