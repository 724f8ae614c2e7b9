//! `shots`: pictures of each screen and state, at the size of its drawing and with the same people.

use crate::prerequisites::{self, Reach};
use crate::request::Request;
use crate::stop::Stop;
use crate::test::build;
use crate::ui;

/// Draws everything to `docs/shots`.
pub fn shots(request: &Request) -> Result<(), Stop> {
    prerequisites::require(Reach::Test, request)?;
    ui::install()?;
    ui::build()?;
    build()?;
    ui::tool("node tests/browser/shots.ts")
}
