//! The long checks: what must hold when the product is killed, loaded, or fed with rubbish. Each ends with its figures,
//! or with what it found.

pub mod backup;
pub mod fuzz;
mod import;
pub mod kills;
pub mod lists;
pub mod load;
pub(crate) mod memory;
#[cfg(target_os = "linux")]
pub mod packages;
pub mod page;
#[cfg(target_os = "linux")]
pub mod pairing;
mod people;
pub mod soak;
