//! Webhooks from the town to the client: who gets them, how they look on the wire, how they are repeated.

pub(crate) mod delivery;
pub(crate) mod groups;
pub(crate) mod post;
pub(crate) mod routes;
pub(crate) mod shape;
