//! Groups at the provider: what was decided is asked there, one thing after the other, and what nobody tells is looked at.

mod call;
mod compare;
mod joining;
mod look;
mod worker;

pub use compare::{Failure, compare, compare_one, compared};
pub use worker::run;
