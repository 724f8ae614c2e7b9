//! Everybody who is known, and what each agreed to, brought in as an operator would.

use std::fmt::Write as _;

use serde_json::json;

use super::phone;
use crate::{Result, Stage};

/// The purposes that come with the product, and two of the company's own.
const PURPOSES: [&str; 6] = ["service_replies", "order_updates", "offers", "group_invitations", "events", "surveys"];
/// Lines of one list.
const LINES: u32 = 10_000;

/// So many people, each with a consent for every purpose.
pub(super) async fn bring_in(stage: &Stage, people: u32) -> Result<()> {
    let account = stage.account().await?;
    for purpose in PURPOSES.iter().skip(4) {
        let made = json!({ "purpose": purpose, "title": purpose, "permits": ["marketing"], "invites": false, "confirm": false,
            "lasts_days": null, "keywords": [] });
        stage.hub.command("purpose_save", &json!({ "command_id": purpose, "purpose": made })).await?;
    }
    for purpose in PURPOSES {
        for from in (0..people).step_by(LINES as usize) {
            let csv = list(purpose, from, people.min(from + LINES));
            let command = format!("{purpose} {from}");
            let request = json!({ "command_id": command, "account_id": account, "csv": csv });
            stage.hub.command("consent_import", &request).await?;
        }
    }
    Ok(())
}

fn list(purpose: &str, from: u32, to: u32) -> String {
    let mut csv = String::from("phone,name,purpose,grade,date\n");
    for number in from..to {
        // Writing to a string cannot fail.
        let _ = writeln!(csv, "+{},Покупатель {number},{purpose},B,2025-11-26", phone(number));
    }
    csv
}
