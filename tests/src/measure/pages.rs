//! The first page of each screen on a full folder, beside the same on a folder with a hundredth of it.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Row, Table, Unit, median};
use crate::{Result, Stage};

/// How often each page is asked for; the median counts.
const LOOKS: usize = 41;
/// Most times that a page of the full folder may take longer than its twin.
const LIMIT: f64 = 1.5;

/// Every screen's first page: its name, its command, what is asked.
fn requests() -> Vec<(&'static str, &'static str, Value)> {
    let groups = |filter: &str| json!({ "query": "", "filter": filter, "limit": 100 });
    let members = |order: &str, conditions: Value| json!({ "query": "", "conditions": conditions, "order": order, "descending": true, "limit": 100 });
    let may = json!([{ "condition": "consent", "purpose": "offers", "may": true }]);
    vec![
        ("inbox", "chats", json!({ "filter": { "filter": "all" }, "limit": 100 })),
        ("groups", "groups", groups("all")),
        ("groups with requests", "groups", groups("requests")),
        ("requests to enter", "join_requests", json!({})),
        ("members, by when they were seen", "members", members("seen", json!([]))),
        ("members, by name", "members", members("name", json!([]))),
        ("members who may get offers", "members", members("seen", may)),
        ("the lists of members", "member_lists", json!({})),
        ("consent, the ledger", "consent_ledger", json!({ "part": "all", "before": null, "limit": 100 })),
    ]
}

/// Each of them on a company and on one of a hundredth of its size.
pub async fn pages(full: &Stage, small: &Stage, table: &mut Table) -> Result<()> {
    for (name, command, request) in requests() {
        let (ours, bare) = (look(full, command, &request).await?, look(small, command, &request).await?);
        let row = Row::of(format!("first page of {name}"), Unit::Seconds, ours);
        table.add(row.beside("itself at a hundredth", bare).at_most_times(LIMIT));
    }
    Ok(())
}

/// Seconds of one page.
async fn look(stage: &Stage, command: &str, request: &Value) -> Result<f64> {
    let mut times = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        let begun = Instant::now();
        stage.hub.command(command, request).await?;
        times.push(begun.elapsed().as_secs_f64());
    }
    Ok(median(times))
}
