//! The first page of each screen on a full folder, beside the same on a folder with a hundredth of it.

use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::company::{envelope, post};
use super::median;
use crate::proof::page::Figures;
use crate::{Result, Stage, WorldError, patience};

/// How much smaller the twin is.
const HUNDREDTH: u32 = 100;
/// Items in one webhook.
const TOGETHER: u32 = 500;
/// How often each page is asked for; the median counts.
const LOOKS: usize = 41;
/// Most times that a page of the full folder may take longer than its twin.
const LIMIT: f64 = 1.5;
/// How long the projection may take.
const PROJECTED: Duration = Duration::from_secs(300);

/// Every screen's first page: its name, its command, what is asked.
fn pages() -> Vec<(&'static str, &'static str, Value)> {
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

/// `groups` groups and `people` people, and a hundredth of both.
pub async fn pages_of(groups: u32, people: u32, figures: &mut Figures) -> Result<()> {
    let full = filled(groups, people).await?;
    let twin = filled(groups / HUNDREDTH, people / HUNDREDTH).await?;
    let mut over = Vec::new();
    for (name, command, request) in pages() {
        let (ours, bare) = (look(&full, command, &request).await?, look(&twin, command, &request).await?);
        let ratio = ours / bare;
        let (ours, bare) = (ours * 1000.0, bare * 1000.0);
        let what = format!("first page of {name}, with {groups} groups and {people} people; with a hundredth; ratio");
        figures.row(&what, format!("{ours:.1} ms; {bare:.1} ms; {ratio:.2}"));
        if ratio > LIMIT {
            over.push(format!("{name}: {ratio:.2}"));
        }
    }
    if over.is_empty() { Ok(()) } else { Err(WorldError::Found(format!("over {LIMIT}: {}", over.join(", ")))) }
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

async fn filled(groups: u32, people: u32) -> Result<Stage> {
    let stage = Stage::open(1, 0.0).await?;
    stage.calm().await?;
    let http = Client::new();
    let bodies = (0..groups).step_by(TOGETHER as usize).map(|from| made(&stage, from, groups.min(from + TOGETHER)));
    let written = (0..people).step_by(TOGETHER as usize).map(|from| wrote(&stage, from, people.min(from + TOGETHER)));
    for body in bodies.chain(written) {
        post(&stage, &http, &body).await?;
    }
    patience::until("everybody known and every group", PROJECTED, || async {
        let lists = stage.hub.command("member_lists", &json!({})).await?;
        let known = lists.get("everyone").and_then(Value::as_u64).unwrap_or_default();
        let page = stage.hub.command("groups", &json!({ "query": "", "filter": "all", "limit": 1 })).await?;
        let total = page.get("total").and_then(Value::as_u64).unwrap_or_default();
        let there = known >= u64::from(people) && total >= u64::from(groups);
        Ok(patience::seen(there, || format!("{known} people, {total} groups: {lists}")))
    })
    .await?;
    // What came is still being reacted to: the pages are those of a console at rest, in both folders.
    stage.calm().await?;
    Ok(stage)
}

/// Groups that were made (reference 1.4).
fn made(stage: &Stage, from: u32, to: u32) -> Value {
    let group = |number: u32| {
        json!({ "timestamp": "1795353600", "group_id": format!("MEASURED{number}"), "type": "group_create",
            "request_id": format!("R{number}"), "subject": format!("Клуб {number:05}"),
            "invite_link": format!("https://chat.whatsapp.com/M{number}"), "join_approval_mode": "approval_required" })
    };
    envelope(stage, "group_lifecycle_update", "groups", (from..to).map(group).collect(), Vec::new())
}

/// People who wrote once each (reference 2.2).
fn wrote(stage: &Stage, from: u32, to: u32) -> Value {
    let phone = |number: u32| format!("7702{number:07}");
    let contact = |number: u32| json!({ "profile": { "name": format!("Участник {number}") }, "wa_id": phone(number) });
    let message = |number: u32| {
        json!({ "from": phone(number), "id": format!("wamid.PAGES{number}"), "timestamp": "1795353600",
            "type": "text", "text": { "body": "Здравствуйте" } })
    };
    envelope(stage, "messages", "messages", (from..to).map(message).collect(), (from..to).map(contact).collect())
}
