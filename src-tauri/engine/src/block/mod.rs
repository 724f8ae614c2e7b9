//! Blocking at the provider: what was decided is asked there, and its list is compared with what we know.

mod compare;
mod worker;

pub use worker::run;
