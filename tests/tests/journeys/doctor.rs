//! The doctor of a real number's connection: each of ten broken set-ups is named, by itself and no other.

use serde_json::{Value, json};
use tempfile::TempDir;
use world::hub::{Hub, HubSetting};
use world::{Result, Town, WorldError, patience};

/// Where nobody listens.
const NOWHERE: &str = "http://127.0.0.1:1";
/// Somebody else's address.
const ELSEWHERE: &str = "https://theirs.example/hook";

/// A hub that serves a number which counts as a real one, and has told the provider its address.
struct Desk {
    town: Town,
    hub: Hub,
    _folder: TempDir,
}

impl Desk {
    async fn open() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
        let town = Town::start(folder.path(), 1, 0.0).await?;
        town.control("trouble", json!({ "kind": "disguise" })).await?;
        let hub = HubSetting::new(folder.path(), &town.hello).start().await?;
        let desk = Self { town, hub, _folder: folder };
        desk.receives().await?;
        Ok(desk)
    }

    /// Has webhooks come to the hub's own address, and waits until the provider took it.
    async fn receives(&self) -> Result<()> {
        let url = self.hub.webhook();
        let way = json!({ "way": "address", "url": url });
        self.hub.command("webhook_way_set", &way).await?;
        patience::until("the address at the provider", patience::LONG, || async {
            let webhook = self.hub.command("number_webhook", &json!({})).await?;
            let told = webhook.pointer("/callback/state") == Some(&json!("told"));
            Ok(patience::seen(told, || webhook.to_string()))
        })
        .await
    }

    /// Waits until these faults are named, and no others.
    async fn names(&self, faults: &[&str]) -> Result<Value> {
        patience::until("the named faults", patience::LONG, || async {
            let examined = self.hub.command("connection_examine", &json!({})).await?;
            let findings = examined.get("findings").and_then(Value::as_array).cloned().unwrap_or_default();
            let named: Vec<&str> =
                findings.iter().filter_map(|finding| finding.pointer("/fault/fault")?.as_str()).collect();
            Ok(if named == faults { Ok(examined.clone()) } else { Err(format!("{faults:?} are not {examined}")) })
        })
        .await
    }

    /// Has the town play a trouble; its one fault is named, and nothing once it is over.
    async fn plays(&self, trouble: &str, value: Value, fault: &str) -> Result<()> {
        self.town.control("trouble", json!({ "kind": trouble, "value": value })).await?;
        self.names(&[fault]).await?;
        self.town.control("trouble/clear", json!({ "kind": trouble })).await?;
        self.names(&[]).await.map(drop)
    }

    /// Has somebody set elsewhere where webhooks go; its one fault is named, and nothing once we set it again.
    async fn routes(&self, routes: Value, fault: &str) -> Result<()> {
        self.town.control("routes", routes).await?;
        self.names(&[fault]).await?;
        self.town.control("routes", json!({ "override": null })).await?;
        self.receives().await?;
        self.names(&[]).await.map(drop)
    }
}

#[tokio::test]
async fn each_of_ten_broken_set_ups_is_named_and_a_healthy_one_is_not() -> Result<()> {
    let desk = Desk::open().await?;
    desk.names(&[]).await?;
    desk.plays("other_secret", json!(true), "wrong_secret").await?;
    desk.plays("token", json!("expired"), "token_expired").await?;
    desk.plays("not_registered", json!(true), "not_registered").await?;
    desk.plays("clock_ms", json!(-600_000), "clock_off").await?;
    desk.plays("read_code", json!(80_007), "rate_limited").await?;
    let ours = desk.hub.webhook();
    desk.routes(json!({ "callback": ELSEWHERE }), "callback_elsewhere").await?;
    desk.routes(json!({ "callback": null, "override": ours }), "override_only").await?;
    desk.routes(json!({ "fields": ["messages"] }), "fields_missing").await?;
    desk.hub.command("webhook_way_set", &json!({ "way": "address", "url": NOWHERE })).await?;
    desk.names(&["door_unreachable"]).await?;
    desk.receives().await?;
    desk.names(&[]).await?;
    let news = json!({ "of": "account", "restriction": "RESTRICTED_BIZ_INITIATED_MESSAGING" });
    desk.town.control("news", news).await?;
    let examined = desk.names(&["restricted"]).await?;
    let word = examined.pointer("/findings/0/fault/word");
    assert_eq!(word, Some(&json!("RESTRICTED_BIZ_INITIATED_MESSAGING")));
    assert_eq!(desk.hub.command("examination", &json!({})).await?.get("findings"), examined.get("findings"));
    Ok(())
}

#[tokio::test]
async fn what_the_doctor_says_holds_no_secret() -> Result<()> {
    let desk = Desk::open().await?;
    let told = desk.names(&[]).await?.to_string();
    let hello = &desk.town.hello;
    for secret in [&hello.token, &hello.app_secret, &hello.verify_token] {
        assert!(!told.contains(secret.as_str()), "{told}");
    }
    Ok(())
}
