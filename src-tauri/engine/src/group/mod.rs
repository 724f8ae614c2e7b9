//! Groups at the provider: what was decided is asked there, one thing after the other, and what nobody tells is looked at.

mod call;
mod compare;
mod joining;
mod look;
mod rounds;
mod welcome;
mod worker;

pub use compare::{Failure, compare_one, compared};
pub use rounds::{may_have_groups, run as compare_all};
pub use welcome::{first_words, how_to_leave, run as welcome};
pub use worker::run;
