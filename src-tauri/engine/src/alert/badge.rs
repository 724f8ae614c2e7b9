//! What the badge, the tray and the task bar count.

use store::StoreError;
use store::table::uncounted;

use crate::core::Core;

/// Counts, and tells the host where it changed. Several count at once: nobody tells a number that another one has outdated, so it is
/// counted while nobody else can tell.
pub fn count(core: &Core) -> Result<u32, StoreError> {
    let rules = core.rules.now();
    let (manner, now) = (&rules.manner, core.now());
    let mut counted = Ok(0);
    core.badge.send_if_modified(|told| {
        counted = core.console.read(|r| uncounted::badge(r, manner.badge, manner.skip_muted, now, &core.operator));
        let badge = counted.as_ref().map_or(*told, |badge| *badge);
        std::mem::replace(told, badge) != badge
    });
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{idle, projector};
    use domain::{ChatId, Timestamp};
    use store::{EntryKind, NewEntry};

    #[test]
    fn of_several_who_count_the_last_one_tells_what_is_true() {
        let home = tempfile::tempdir().unwrap();
        let core = idle::open(home.path());
        let body = r#"{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[
            {"from":"77001234108","id":"w1","timestamp":"1767225600","type":"text","text":{"body":"Hi"}}]}}]}]}"#;
        let at = Timestamp::from_seconds(1_767_230_000);
        let webhook = NewEntry { kind: EntryKind::Webhook, source: "meta".into(), at, dedupe: None, body: body.into() };
        core.journal.append_blocking(webhook).unwrap();
        projector::batch(&core.console, &core.journal.read_from(0, 10).unwrap()).unwrap();
        for round in 0..200 {
            let counts = round % 2 == 0;
            std::thread::scope(|threads| {
                threads.spawn(|| count(&core).unwrap());
                threads.spawn(|| {
                    core.console.write(|w| uncounted::set(w, ChatId::at(1, 0), counts)).unwrap();
                    count(&core).unwrap();
                });
            });
            assert_eq!(*core.badge.borrow(), u32::from(counts), "round {round}");
        }
    }
}
