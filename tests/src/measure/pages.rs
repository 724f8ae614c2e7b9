//! The first page of each screen on a full folder, beside the same on a folder with a hundredth of it: of a company with many
//! messages, and of a community with many groups.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Company, Row, Table, Unit, median};
use crate::{Result, Stage, WorldError};

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
        beside(full, small, format!("first page of {name}"), (command, request.clone(), request), table).await?;
    }
    Ok(())
}

/// The same of ten thousand groups and fifty thousand people, and what stands about one of them.
pub async fn community(count: u32, table: &mut Table) -> Result<()> {
    let full = Company::community(count).open().await?;
    let small = Company::community(count.div_ceil(100)).open().await?;
    let (here, there) = (one(&full).await?, one(&small).await?);
    for (name, command, request) in requests() {
        let name = format!("first page of {name}, {} groups", Company::community(count).groups);
        beside(&full, &small, name, (command, request.clone(), request), table).await?;
    }
    for ((name, command, ours), (.., its)) in here.into_iter().zip(there) {
        let name = format!("{name}, {} groups", Company::community(count).groups);
        beside(&full, &small, name, (command, ours, its), table).await?;
    }
    Ok(())
}

/// What is asked about one group and one person.
async fn one(stage: &Stage) -> Result<Vec<(&'static str, &'static str, Value)>> {
    let asked = json!({ "query": "", "filter": "requests", "limit": 1 });
    let groups = stage.hub.command("groups", &asked).await?;
    let asked = json!({ "query": "", "conditions": [], "order": "seen", "descending": true, "limit": 1 });
    let members = stage.hub.command("members", &asked).await?;
    let nobody = || WorldError::Found(format!("no group or nobody is there: {groups} {members}"));
    let group = groups.pointer("/rows/0/chat_id").cloned().ok_or_else(nobody)?;
    let person = members.pointer("/rows/0/whom/contact_id").cloned().ok_or_else(nobody)?;
    let history =
        |chat: &Value, contact: &Value| json!({ "chat_id": chat, "contact_id": contact, "before": null, "limit": 100 });
    let nothing = Value::Null;
    Ok(vec![
        ("a group with its people", "group", json!({ "chat_id": group })),
        ("the history of a group", "group_history", history(&group, &nothing)),
        (
            "who was invited into a group",
            "invitations",
            json!({ "chat_id": group, "state": "invited", "before": null, "limit": 100 }),
        ),
        ("a person", "member", json!({ "contact_id": person })),
        ("the history of a person", "member_history", json!({ "contact_id": person, "limit": 100 })),
        ("the groups of a person over time", "group_history", history(&nothing, &person)),
    ])
}

async fn beside(
    full: &Stage,
    small: &Stage,
    name: String,
    (command, ours, its): (&str, Value, Value),
    table: &mut Table,
) -> Result<()> {
    let (ours, bare) = (look(full, command, &ours).await?, look(small, command, &its).await?);
    let row = Row::of(name, Unit::Seconds, ours);
    table.add(row.beside("itself at a hundredth", bare).at_most_times(LIMIT));
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
