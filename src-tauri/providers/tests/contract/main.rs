//! What the product expects of any provider, held against the emulator: one suite, whatever stands behind the trait.
//! What is the provider's own (addresses, wire forms) is in [`bench`] and nowhere else.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking, its hands included"
)]

mod answers;
mod bench;
mod examine;
mod kinds;
mod media;
mod outcomes;
mod reads;
mod setup;
