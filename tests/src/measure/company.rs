//! A data folder as a busy company has it, made once through the hub's own doors and kept beside the build.

use std::path::{Path, PathBuf};
use std::process::Command;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use reqwest::Client;
use serde_json::{Value, json};

use super::words::{skewed, text};
use crate::{Result, Stage, WorldError, patience, webhook};

/// Changes when what is made changes: a kept folder of another one is not used.
const MADE: u32 = 1;
/// Messages of one webhook.
const TOGETHER: u32 = 250;
/// When the company began, in seconds since 1970, and how long it has been writing.
const BEGAN: u64 = 1_733_000_000;
const YEARS: u64 = 2 * 365 * 86_400;
/// Where kept folders lie.
const KEPT: &str = "target/company";

/// How large it is.
#[derive(Debug, Clone, Copy)]
pub struct Company {
    /// Messages that people wrote.
    pub messages: u32,
    /// People who wrote them.
    pub writers: u32,
    /// Groups, in which a fifth of the messages stand.
    pub groups: u32,
}

impl Company {
    /// The large one, or so many hundredths of it.
    #[must_use]
    pub fn hundredths(count: u32) -> Self {
        Self { messages: 10_000 * count, writers: 180 * count, groups: 20 * count }
    }

    fn place(self) -> PathBuf {
        Path::new(KEPT).join(format!("{MADE}-{}-{}-{}", self.messages, self.writers, self.groups))
    }

    /// A hub on a copy of its folder, which is made where it is not there.
    pub async fn open(self) -> Result<Stage> {
        let place = self.place();
        if !place.join("data").is_dir() {
            self.make(&place).await?;
        }
        Stage::open_on(1, |folder| copy(&place.join("data"), &folder.join("data"))).await
    }

    async fn make(self, place: &Path) -> Result<()> {
        let stage = Stage::open(1, 0.0).await?;
        stage.calm().await?;
        self.fill(&stage).await?;
        let draft = place.with_extension("new");
        let failed = |source| WorldError::File { doing: "keeping a company", source };
        std::fs::create_dir_all(&draft).map_err(failed)?;
        stage.hub.kill().await?;
        copy(&stage.setting.data, &draft.join("data"))?;
        std::fs::rename(&draft, place).map_err(failed)
    }

    async fn fill(self, stage: &Stage) -> Result<()> {
        let http = Client::new();
        let mut dice = ChaCha8Rng::seed_from_u64(1);
        for from in (0..self.groups).step_by(TOGETHER as usize) {
            let made = (from..self.groups.min(from + TOGETHER)).map(made).collect();
            post(stage, &http, &envelope(stage, "group_lifecycle_update", "groups", made, Vec::new())).await?;
        }
        for from in (0..self.messages).step_by(TOGETHER as usize) {
            let wrote = (from..self.messages.min(from + TOGETHER)).map(|number| self.wrote(&mut dice, number));
            let (messages, contacts) = wrote.unzip();
            post(stage, &http, &envelope(stage, "messages", "messages", messages, contacts)).await?;
        }
        patience::until("every message", patience::LONG * 60, || async {
            let there = stage.setting.inspect().await?.get("messages").and_then(Value::as_u64).unwrap_or_default();
            Ok(patience::seen(there >= u64::from(self.messages), || format!("{there} of {}", self.messages)))
        })
        .await
    }

    /// A message and who wrote it (reference 2.2).
    fn wrote(self, dice: &mut ChaCha8Rng, number: u32) -> (Value, Value) {
        let writer = skewed(dice, self.writers);
        let phone = format!("7702{writer:07}");
        let at = BEGAN + YEARS * u64::from(number) / u64::from(self.messages);
        let mut message = json!({ "from": phone, "id": format!("wamid.COMPANY{number}"), "timestamp": at.to_string(),
            "type": "text", "text": { "body": text(dice) } });
        if dice.random_bool(0.2)
            && let Some(fields) = message.as_object_mut()
        {
            fields.insert("group_id".to_owned(), json!(group(skewed(dice, self.groups))));
        }
        (message, json!({ "profile": { "name": format!("Покупатель {writer}") }, "wa_id": phone }))
    }
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

/// Items of one field as the provider sends them.
pub fn envelope(stage: &Stage, field: &str, of: &str, items: Vec<Value>, contacts: Vec<Value>) -> Value {
    let number = &stage.town.hello.phone_number_id;
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "15550100200", "phone_number_id": number },
        "contacts": contacts, of: items,
    });
    let changes = json!([{ "field": field, "value": value }]);
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": stage.town.hello.waba_id, "changes": changes }] })
}

/// Signs and posts a body.
pub async fn post(stage: &Stage, http: &Client, body: &Value) -> Result<()> {
    let body = body.to_string().into_bytes();
    let signature = webhook::signature(&stage.town.hello.app_secret, &body)?;
    match webhook::post(http, &stage.hub.webhook(), Some(&signature), body).await? {
        200 => Ok(()),
        status => Err(WorldError::Found(format!("a webhook was answered {status}"))),
    }
}

/// A folder with everything in it, by the system's own program, which shares what it can.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |source| WorldError::Program { program: "cp".into(), doing: "copying a company", source };
    let done = Command::new("cp").args(["--archive", "--reflink=auto"]).arg(from).arg(to).status().map_err(failed)?;
    if done.success() { Ok(()) } else { Err(WorldError::Found(format!("a company could not be copied: {done}"))) }
}
