//! What a company was told by webhooks: its groups, and everything that people wrote.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{Company, phone};
use crate::Result;
use crate::measure::post::{Post, written};
use crate::measure::words::{skewed, text};

/// Groups of one webhook, and webhooks of one message each that are under way at once.
const TOGETHER: u32 = 64;
/// When the company began, in seconds since 1970, and how long it has been writing.
const BEGAN: u64 = 1_730_000_000;
const YEARS: u64 = 2 * 365 * 86_400;

/// Groups, then everything that was written, the files spread over it.
pub(super) async fn write(company: Company, post: &Post, files: &[String]) -> Result<()> {
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    for from in (0..company.groups).step_by(TOGETHER as usize) {
        let made = (from..company.groups.min(from + TOGETHER)).map(made).collect();
        post.post(&post.envelope("group_lifecycle_update", "groups", made, Vec::new())).await?;
        let of_people =
            (from..company.groups.min(from + TOGETHER)).flat_map(|number| people(company, number)).collect();
        if company.roster > 0 {
            post.post(&post.envelope("group_participants_update", "groups", of_people, Vec::new())).await?;
        }
    }
    for from in (0..company.messages).step_by(TOGETHER as usize) {
        let mut posts = JoinSet::new();
        for number in from..company.messages.min(from + TOGETHER) {
            let (message, contact) = wrote(company, &mut dice, number, files);
            let (post, body) = (post.clone(), post.envelope("messages", "messages", vec![message], vec![contact]));
            posts.spawn(async move { post.post(&body).await });
        }
        posts.join_all().await.into_iter().collect::<Result<()>>()?;
    }
    Ok(())
}

/// A message and who wrote it (reference 2.2).
fn wrote(company: Company, dice: &mut ChaCha8Rng, number: u32, files: &[String]) -> (Value, Value) {
    let writer = skewed(dice, company.writers);
    let at = BEGAN + YEARS * u64::from(number) / u64::from(company.messages);
    let each = company.messages / company.files.max(1);
    let file = files.get((number / each) as usize).filter(|_| number.is_multiple_of(each));
    let (kind, content) = match file {
        Some(id) => {
            ("document", json!({ "id": id, "mime_type": "text/plain", "filename": format!("Заказ {number}.txt") }))
        }
        None => ("text", json!({ "body": text(dice) })),
    };
    let (phone, name) = super::writer(writer);
    let (mut message, contact) = written(&phone, &name, &format!("company {number}"), at, kind, content);
    if dice.random_bool(0.2)
        && let Some(fields) = message.as_object_mut()
    {
        fields.insert("group_id".to_owned(), json!(group(skewed(dice, company.groups))));
    }
    (message, contact)
}

fn group(number: u32) -> String {
    format!("COMPANY{number}")
}

/// A group that was made (reference 1.4).
fn made(number: u32) -> Value {
    json!({ "timestamp": BEGAN.to_string(), "group_id": group(number), "type": "group_create", "request_id": format!("R{number}"),
        "subject": format!("Клуб {number:05}"), "invite_link": format!("https://chat.whatsapp.com/C{number}"),
        "join_approval_mode": "approval_required" })
}

/// Who joined a group by its link, and two who ask to enter (reference 1.4): a hundredth of the groups fills a page with them, too.
fn people(company: Company, number: u32) -> Vec<Value> {
    let person = |at: u32| phone((number * (company.roster + 2) + at) % company.people);
    let added: Vec<_> = (0..company.roster).map(|at| json!({ "wa_id": person(at) })).collect();
    let joined = json!({ "timestamp": BEGAN.to_string(), "group_id": group(number), "type": "group_participants_add",
        "reason": "invite_link", "added_participants": added });
    let asks = (0..2).map(|at| {
        json!({ "timestamp": BEGAN.to_string(), "group_id": group(number), "type": "group_join_request_created",
            "join_request_id": format!("ASK{number}-{at}"), "wa_id": person(company.roster + at) })
    });
    [joined].into_iter().chain(asks).collect()
}
