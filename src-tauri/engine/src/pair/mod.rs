//! Pairing: a console copies a hub's journal and shows it; the hub alone decides, sends and holds the secrets (wall 6).
//!
//! On the hub: `certificate`, `codes`, `consoles` and the `door` for consoles. On the console: the `link` that is kept of a
//! pairing, `pin`, which takes the one certificate that the code named, `follow`, and
//! `outbox`, through which its commands go to the hub, where `carry` has them carried out.

mod carry;
mod certificate;
mod code;
mod codes;
mod consoles;
mod door;
mod follow;
mod link;
mod outbox;
mod pin;
mod wire;

pub use carry::Carrying;
pub use certificate::CertificateError;
pub use code::{NotACode, PairingCode};
pub use codes::Codes;
pub use consoles::ConsoleRow;
pub use door::open;
pub use follow::{Following, run};
pub use link::{Link, PairError, join};
pub use outbox::{decide, give_up, now, run as post};
pub use pin::Fingerprint;
