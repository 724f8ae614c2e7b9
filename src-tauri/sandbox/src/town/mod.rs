//! The town: the people and groups around one tea shop, and what they do of their own accord.

pub(crate) mod cast;
pub(crate) mod circles;
pub(crate) mod comings;
pub(crate) mod deeds;
pub(crate) mod invitations;
pub(crate) mod life;
pub(crate) mod lines;
pub(crate) mod mischief;
pub(crate) mod speech;
