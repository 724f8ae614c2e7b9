//! The product seen from the outside: its own programs, started in folders of their own, among named people.
//!
//! Nothing here knows how the product is made. It speaks to the town by its control address, to the hub by webhooks and by
//! the contract over HTTP, and to the window by WebDriver, and it believes only what these answer.

pub mod daemon;
pub mod desktop;
mod error;
mod held;
pub mod hub;
pub mod measure;
pub mod mixed;
#[cfg(target_os = "linux")]
pub mod network;
pub mod operator;
pub mod patience;
mod process;
pub mod proof;
#[cfg(target_os = "linux")]
pub mod root;
pub mod scene;
pub mod secrets;
pub mod stage;
pub mod town;
pub mod tray;
#[cfg(unix)]
pub mod tunnel;
pub mod webhook;
pub mod window;

pub use error::{Result, WorldError};
pub use hub::Hub;
pub use process::program;
pub use scene::Scene;
pub use stage::Stage;
pub use town::Town;
pub use window::Window;
