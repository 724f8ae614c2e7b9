//! What the badge, the tray and the task bar count.

use store::StoreError;
use store::table::uncounted;

use crate::core::Core;

/// Counts, and tells the host where it changed.
pub fn count(core: &Core) -> Result<u32, StoreError> {
    let rules = core.rules.now();
    let (manner, now) = (&rules.manner, core.now());
    let badge = core.console.read(|r| uncounted::badge(r, manner.badge, manner.skip_muted, now, &core.operator))?;
    core.badge.send_if_modified(|before| std::mem::replace(before, badge) != badge);
    Ok(badge)
}
