//! How consent develops: who may be written to about what, and who left, day by day.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::consent::{ConsentReport, Coverage, WithdrawalsOfDay};
use domain::Timestamp;
use domain::consent::Source;
use domain::time::DAY;
use store::table::purpose;
use store::{LedgerView, StoreError};

use super::super::{Answer, read};
use super::RECENT;
use crate::core::Core;

/// A word older than this is worth asking again.
const STALE: i64 = 365 * DAY;
/// Entries read at once.
const PART: usize = 500;

/// Counts.
pub async fn report(core: &Arc<Core>) -> Answer<ConsentReport> {
    let now = core.now();
    read(core, move |core, r| {
        let coverage = purpose::all(r)?.into_iter().map(|purpose| {
            let people = core.ledger.permitted(&purpose, now)?;
            let (waiting, stale) = core.ledger.asked_and_stale(&purpose, now.plus(-STALE), now)?;
            Ok(Coverage { purpose: purpose.purpose, people, waiting, stale })
        });
        let coverage = coverage.collect::<Result<Vec<_>, StoreError>>()?;
        Ok(ConsentReport { coverage, withdrawals: withdrawals(core, now.plus(-RECENT))? })
    })
    .await
}

fn withdrawals(core: &Core, since: Timestamp) -> Result<Vec<WithdrawalsOfDay>, StoreError> {
    let mut days: BTreeMap<String, BTreeMap<Source, u32>> = BTreeMap::new();
    let mut before = i64::MAX;
    loop {
        let page = core.ledger.page(LedgerView::Withdrawals, before, PART)?;
        let Some(last) = page.last() else { break };
        before = last.entry;
        let over = last.said.recorded_at < since;
        for row in page.iter().filter(|row| row.said.at >= since) {
            *days.entry(day(core, row.said.at)).or_default().entry(row.said.source).or_default() += 1;
        }
        if over {
            break;
        }
    }
    Ok(days.into_iter().rev().map(|(day, causes)| WithdrawalsOfDay { day, causes }).collect())
}

/// The operator's day.
fn day(core: &Core, at: Timestamp) -> String {
    let utc = chrono::DateTime::from_timestamp_millis(at.0).unwrap_or_default();
    utc.with_timezone(&core.zone).format("%Y-%m-%d").to_string()
}
