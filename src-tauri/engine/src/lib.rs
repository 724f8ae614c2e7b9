//! What the product does: receives, projects, sends and notifies. Owns the workers and the ports.

mod alert;
mod block;
mod callback;
mod clock;
mod commands;
mod connect;
mod consent;
mod core;
mod doctor;
mod engine;
mod erase;
pub mod feed;
mod file;
mod group;
#[cfg(test)]
mod idle;
mod list;
mod numbers;
mod options;
mod own;
pub mod pair;
mod paper;
pub mod ports;
mod project;
mod projector;
mod reach;
mod react;
mod rebuild;
mod retention;
mod send;
mod slowed;
mod snooze;
mod tls;
mod traffic;
mod tunnel;
mod webhook;

pub use engine::{Engine, Figures};
pub use erase::{Erasure, Remains};
pub use options::{Options, StartError};
pub use providers::discover::REAL_API;
pub use rebuild::{Rebuilt, inspect, rebuild};
pub use store::{Doubt, Head, LedgerFault, LedgerKey, Seal, Verdict};
pub use tls::{TlsError, TlsFiles};
pub use traffic::Answers;
