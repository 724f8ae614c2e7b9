//! The way out: commands put a message into the queue, the worker takes it to the provider.

pub mod callback;
pub mod gate;
pub mod governor;
pub mod worker;
