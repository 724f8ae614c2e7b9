//! Consent in the real window: recorded from a message by four keys, asked for and confirmed by the person's button, and
//! ended by a word of theirs before anything else leaves. Runs inside `tests/desktop-session.sh`.

use serde_json::{Value, json};
use world::scene::{COMPOSER, LOG, ROW, Scene};
use world::{Result, patience};

const ANNA: &str = "Анна Корнеева";
const PANEL: &str = ".context-consent";
const DIALOG: &str = "[role=dialog]";
const ITEM: &str = "[role=menuitem]";
const BUTTON: &str = "button";
/// What WebDriver calls the keys.
const UP: &str = "\u{e013}";
const SHIFT_C: &str = "\u{e008}C\u{e000}";
const CONTROL_ENTER: &str = "\u{e009}\u{e007}\u{e000}";
const HOUR: u64 = 3_600_000;

/// Anna writes, and her chat is open.
async fn with_anna(words: &str) -> Result<Scene> {
    let scene = Scene::open(&[]).await?;
    scene.town.says(ANNA, words).await?;
    scene.chat(ANNA, words).await?;
    scene.window.sees(PANEL, "Service replies").await?;
    Ok(scene)
}

/// The newest entry of the ledger.
async fn newest(scene: &Scene) -> Result<Value> {
    let request = json!({ "part": "all", "before": null, "limit": 1 });
    let page = scene.window.command("consent_ledger", request).await?;
    Ok(page.pointer("/rows/0").cloned().unwrap_or_default())
}

fn word<'a>(value: &'a Value, at: &str) -> &'a str {
    value.pointer(at).and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn a_consent_is_recorded_from_a_message_in_four_keys() -> Result<()> {
    let scene = with_anna("Да, присылайте новости").await?;
    scene.window.clicks(COMPOSER, "").await?;
    scene.window.keys(UP).await?;
    scene.window.sees("[data-picked]", "Да, присылайте новости").await?;
    scene.window.keys(SHIFT_C).await?;
    scene.window.sees(DIALOG, "Да, присылайте новости").await?;
    scene.window.keys("2").await?;
    scene.window.keys(CONTROL_ENTER).await?;
    scene.window.sees("body", "Recorded · entry").await?;
    scene.window.sees(PANEL, "Offers").await?;
    let entry = newest(&scene).await?;
    let said = ["/purpose", "/state", "/source", "/evidence", "/grade", "/name"].map(|at| word(&entry, at));
    assert_eq!(said, ["offers", "granted", "message", "message", "b", ANNA], "{entry}");
    scene.window.close().await
}

#[tokio::test]
async fn a_question_is_asked_by_two_clicks_and_confirmed_by_the_persons_button() -> Result<()> {
    let scene = with_anna("Добрый день").await?;
    scene.window.clicks(BUTTON, "Ask").await?;
    scene.window.clicks(ITEM, "Offers").await?;
    scene.window.sees(LOG, "предложения и новости").await?;
    scene.window.sees(PANEL, "pending").await?;
    scene.town.gets("предложения и новости").await?;
    scene.town.does(json!({ "person": ANNA, "type": "interactive", "text": "Да, согласие даю" })).await?;
    scene.window.sees(PANEL, "confirmed").await?;
    let entry = newest(&scene).await?;
    let said = ["/state", "/source", "/grade", "/wording/language"].map(|at| word(&entry, at));
    assert_eq!(said, ["confirmed", "double_opt_in", "a", "ru"], "{entry}");
    scene.window.close().await
}

#[tokio::test]
async fn a_stop_lets_no_queued_template_leave_and_the_queued_reply_go_and_every_place_says_why() -> Result<()> {
    let scene = with_anna("Добрый день").await?;
    let chat = scene.chat_id(ANNA).await?;
    scene.town.control("trouble", json!({ "kind": "answer_code", "count": 1, "value": 131_056 })).await?;
    for number in 1..=3 {
        let values = json!({ "1": "Анна", "2": format!("{number}"), "3": "20:00" });
        let template = json!({
            "command_id": format!("template {number}"), "chat_id": chat, "name": "order_ready", "language": "ru",
            "values": values,
        });
        scene.window.command("template_send", template).await?;
    }
    let reply = json!({
        "command_id": "reply", "chat_id": chat, "content": { "kind": "text", "body": "Уже смотрю" },
    });
    scene.window.command("message_send", reply).await?;
    scene.window.sees(LOG, "Уже смотрю").await?;
    let begun = std::time::Instant::now();
    scene.town.says(ANNA, "СТОП").await?;
    scene.window.sees(PANEL, "withdrawn").await?;
    scene.window.sees(LOG, "opted out").await?;
    let entry = newest(&scene).await?;
    let seconds = begun.elapsed();
    println!("from the town's word to ledger, chat and checker: {seconds:?}");
    assert_eq!(["/purpose", "/state", "/word"].map(|at| word(&entry, at)), ["*", "withdrawn", "СТОП"], "{entry}");
    scene.pass(HOUR).await?;
    scene.town.gets("Уже смотрю").await?;
    let sent = patience::until("reply and confirmation", patience::LONG, || async {
        let sent = scene.town.sent().await?;
        Ok(if sent.len() == 2 { Ok(sent) } else { Err(format!("{} sent", sent.len())) })
    })
    .await?;
    assert!(sent.iter().all(|sent| !sent.holds("собран")), "{sent:?}");
    scene.window.clicks(ROW, ANNA).await?;
    scene.window.keys("\u{e009}4\u{e000}").await?;
    scene.window.sees("main", "Withdrawn").await?;
    scene.window.clicks("[role=row], tr, .ledger__row", "СТОП").await?;
    scene.window.sees("aside", "No, not for").await?;
    scene.window.sees("aside", "СТОП").await?;
    scene.window.close().await
}
