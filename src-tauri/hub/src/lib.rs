//! The engine without a window: webhooks come in on one socket, and the screen and the contract are served to a browser
//! on another.

pub mod arguments;
pub mod desk;
pub mod guard;
pub mod metrics;
pub mod page;
pub mod screen;
pub mod serve;
