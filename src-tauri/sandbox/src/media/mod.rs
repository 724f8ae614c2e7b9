//! Media: what is uploaded, what people send, and how long it can be had (reference 4).

pub(crate) mod rules;
pub(crate) mod shelf;
pub(crate) mod studio;
