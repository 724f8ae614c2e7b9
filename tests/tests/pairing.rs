//! A window that is paired with a hub: it shows what the hub has, goes on without it and leaves it. Runs inside
//! `tests/desktop-session.sh`.
#![cfg(unix)]

use serde_json::json;
use tempfile::TempDir;
use world::hub::{Hub, HubSetting};
use world::scene::{COMPOSER, LOG, ROW};
use world::town::Hello;
use world::window::WindowSetting;
use world::{Result, Town, Window, WorldError};

/// Somebody in Almaty who buys sencha.
const ANNA: &str = "Анна Корнеева";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const TAB: &str = "\u{e004}";
const CONTROL: &str = "\u{e009}";
/// The title of a step.
const TITLE: &str = ".first__body h1";
const BANNER: &str = ".banner";
const DIALOG: &str = "[role=dialog]";
/// Where the hub's address and its code are typed.
const ADDRESS: &str = ".way-steps li:nth-child(2) input";
const CODE: &str = ".way-steps li:nth-child(3) input";

/// A town, the hub that serves it and lets consoles in, and where a window keeps its things.
struct Team {
    town: Town,
    hub: Hub,
    setting: HubSetting,
    window: WindowSetting,
    _folder: TempDir,
}

impl Team {
    async fn begin() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
        let town = Town::start(folder.path(), 1, 0.0).await?;
        let mut setting = HubSetting::new(folder.path(), &town.hello);
        setting.consoles = Some("127.0.0.1:0".into());
        let hub = setting.start().await?;
        setting.listen = hub.hello.listen.trim_start_matches("http://").to_owned();
        town.subscribe(&hub.webhook()).await?;
        let window = WindowSetting {
            data: folder.path().join("window"),
            town: None,
            surroundings: vec![("SWITCHBOARD_OPERATOR".to_owned(), "Noor Haddad".to_owned())],
            words: Vec::new(),
        };
        Ok(Self { town, hub, setting, window, _folder: folder })
    }

    /// A code for a window; the hub is from now on at the address that it names.
    async fn code(&mut self) -> Result<String> {
        let code = self.setting.pair("back office").await?;
        self.setting.consoles = code.split('/').next().map(str::to_owned);
        Ok(code)
    }

    /// A window that was given the code by the keyboard alone.
    async fn paired(&mut self) -> Result<Window> {
        let code = self.code().await?;
        let window = self.window.open().await?;
        window.sees(TITLE, "How do you want to connect?").await?;
        window.is_pictured("pairing-choose.png").await?;
        window.keys(&format!("3{ENTER}")).await?;
        window.sees(TITLE, "Paste the code of the hub").await?;
        window.keys(&format!("{}{ENTER}", code.replace('/', "-"))).await?;
        window.sees(".field__error", "The hub does not take this code").await?;
        window.is_pictured("pairing-refused.png").await?;
        window.keys(&format!("{CONTROL}a{CONTROL}{code}{ENTER}")).await?;
        Ok(window)
    }
}

#[tokio::test]
async fn a_reply_that_is_written_while_the_hub_is_away_waits_in_its_chat_and_goes_out_once() -> Result<()> {
    let mut team = Team::begin().await?;
    team.town.says(ANNA, "Есть ли в наличии сенча?").await?;
    let window = team.paired().await?;
    window.clicks(ROW, ANNA).await?;
    window.sees(LOG, "Есть ли в наличии сенча?").await?;
    let read = "return document.querySelector('a.chat-row[aria-current]:not([data-unread])') === null ? null : true";
    window.until_script("the hub has it that the chat was read", read, vec![]).await?;

    team.hub.kill().await?;
    window.sees(BANNER, "The hub cannot be reached since").await?;
    window.types(COMPOSER, &format!("Да, завтра в десять{ENTER}")).await?;
    window.sees(LOG, "Да, завтра в десять").await?;
    window.sees(BANNER, "1 waiting").await?;
    window.is_pictured("pairing-away.png").await?;
    window.clicks(&format!("{BANNER} button"), "1 waiting").await?;
    window.sees(DIALOG, "Да, завтра в десять").await?;
    window.is_pictured("pairing-waiting.png").await?;
    window.keys(ESCAPE).await?;
    assert_eq!(team.town.sent().await?.len(), 0, "nothing is sent by a window");

    let hub = team.setting.start().await?;
    team.town.gets("Да, завтра в десять").await?;
    window.sees(".receipt", "Read").await?;
    let gone = "return document.querySelector('.banner') === null || null";
    window.until_script("nothing waits any more", gone, vec![]).await?;
    assert_eq!(team.town.sent().await?.len(), 1, "it went out once");
    hub.kill().await?;
    window.close().await
}

#[tokio::test]
async fn a_window_that_leaves_its_hub_keeps_nothing_of_it_and_begins_anew() -> Result<()> {
    let mut team = Team::begin().await?;
    team.town.says(ANNA, "Есть ли в наличии сенча?").await?;
    let window = team.paired().await?;
    window.sees(ROW, ANNA).await?;
    window.keys(&format!("{CONTROL},")).await?;
    window.sees(".settings__card", "Hub of Mira Halonen").await?;
    window.is_pictured("pairing-settings.png").await?;
    window.clicks("button", "Leave…").await?;
    window.clicks("[role=alertdialog] button", "Leave the hub").await?;
    window.sees(TITLE, "How do you want to connect?").await?;
    assert!(!team.window.data.join("hub").exists(), "its copy is gone");
    window.close().await
}

/// The word that Meta is to say at the hub's door, as the window shows it.
async fn verify_token(window: &Window) -> Result<String> {
    let word = "return /SWITCHBOARD_VERIFY_TOKEN=([0-9a-f]+)/u.exec(document.body.textContent)?.[1] ?? null";
    window.clicks(".way-steps button[aria-label=Show]", "").await?;
    let word = window.until_script("the verify token", word, vec![]).await?;
    Ok(word.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_number_moves_to_a_hub_within_its_first_run_and_is_answered_there() -> Result<()> {
    let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
    let town = Town::start(folder.path(), 1, 0.0).await?;
    town.control("trouble", json!({ "kind": "disguise" })).await?;
    let setting = WindowSetting {
        data: folder.path().join("window"),
        town: None,
        surroundings: vec![("SWITCHBOARD_OPERATOR".to_owned(), "Noor Haddad".to_owned())],
        words: vec!["--api-base".to_owned(), town.hello.api_base.clone()],
    };
    let window = setting.open().await?;
    window.sees(TITLE, "How do you want to connect?").await?;
    window.keys(&format!("2{ENTER}")).await?;
    window.sees(TITLE, "Paste two values").await?;
    let Hello { token, app_secret, .. } = &town.hello;
    window.keys(&format!("{token}{TAB}{app_secret}{ENTER}")).await?;
    window.sees(TITLE, "The values work").await?;
    window.keys(ENTER).await?;
    window.sees(TITLE, "Let messages in").await?;
    window.clicks(".way", "A hub on a server").await?;
    window.is_pictured("moving-way.png").await?;

    let mut hub = HubSetting::new(folder.path(), &town.hello);
    hub.town.verify_token = verify_token(&window).await?;
    hub.consoles = Some("127.0.0.1:0".into());
    let running = hub.start().await?;
    window.types(ADDRESS, &format!("{}{ENTER}", running.webhook())).await?;
    window.sees(".light", "Meta verified the address").await?;
    window.types(CODE, &format!("{}{ENTER}", hub.pair("back office").await?)).await?;
    window.sees(TITLE, "Send us a message from your phone").await?;
    town.says(ANNA, "Есть ли в наличии сенча?").await?;
    window.sees(TITLE, "Your first message is here").await?;
    window.is_pictured("moving-arrived.png").await?;
    window.keys(&format!("{CONTROL}a{CONTROL}Да, завтра в десять{ENTER}")).await?;
    town.gets("Да, завтра в десять").await?;
    window.sees(".first__done", "Answered").await?;
    window.keys(ENTER).await?;
    window.sees(ROW, ANNA).await?;
    window.keys(&format!("{CONTROL},")).await?;
    window.sees(".settings__card", "Hub of Mira Halonen").await?;
    window.is_pictured("moving-settings.png").await?;
    running.kill().await?;
    window.close().await
}
