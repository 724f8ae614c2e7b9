//! The first run in the real window, from an empty folder, by the keyboard alone. Runs inside `tests/desktop-session.sh`.
#![cfg(unix)]

use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use tokio::time::Instant;
use world::scene::{LOG, ROW};
use world::tunnel::Cloudflared;
use world::window::WindowSetting;
use world::{Result, Town, Window, WorldError};

/// The owner of the shop, who writes from the phone.
const OWNER: &str = "Анна Корнеева";
const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const DOWN: &str = "\u{e015}";
/// The title of a step.
const TITLE: &str = ".first__body h1";
/// From nothing to the first answer, by a person's clock.
const MOST: Duration = Duration::from_mins(2);

/// What the steps say in one language.
struct Words {
    /// Where the language is chosen: how many lines down, from the first.
    downs: usize,
    choose: &'static str,
    paste: &'static str,
    works: &'static str,
    let_in: &'static str,
    open: &'static str,
    verified: &'static str,
    write: &'static str,
    here: &'static str,
    answered: &'static str,
}

const ENGLISH: Words = Words {
    downs: 0,
    choose: "How do you want to connect?",
    paste: "Paste two values",
    works: "The values work",
    let_in: "Let messages in",
    open: "Open the tunnel",
    verified: "Meta verified the address",
    write: "Send us a message from your phone",
    here: "Your first message is here",
    answered: "Answered",
};

const RUSSIAN: Words = Words {
    downs: 1,
    choose: "Как подключиться?",
    paste: "Вставьте два значения",
    works: "Значения подходят",
    let_in: "Впустите сообщения",
    open: "Открыть туннель",
    verified: "Meta проверила адрес",
    write: "Напишите нам с телефона",
    here: "Первое сообщение пришло",
    answered: "Ответ отправлен",
};

/// An empty folder, a town that plays Meta, and the program that opens tunnels.
struct Shop {
    folder: TempDir,
    town: Town,
    tunnel: Cloudflared,
    setting: WindowSetting,
}

impl Shop {
    async fn new() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
        let town = Town::start(folder.path(), 1, 0.0).await?;
        town.control("trouble", json!({ "kind": "disguise" })).await?;
        let tunnel = Cloudflared::lay(folder.path())?;
        let setting = WindowSetting {
            data: folder.path().join("data"),
            town: None,
            surroundings: vec![
                ("PATH".to_owned(), tunnel.path()),
                ("SWITCHBOARD_OPERATOR".to_owned(), "Mira Halonen".to_owned()),
            ],
            words: vec!["--api-base".to_owned(), town.hello.api_base.clone()],
        };
        Ok(Self { folder, town, tunnel, setting })
    }

    /// Chooses the language, then Meta, and types the two values.
    async fn to_values(&self, window: &Window, words: &Words) -> Result<()> {
        window.sees(TITLE, "").await?;
        focus(window, "[aria-label^=Language]", "").await?;
        window.keys(ENTER).await?;
        window.sees("[role=menuitem]", "").await?;
        window.keys(&format!("{}{ENTER}", DOWN.repeat(words.downs))).await?;
        window.sees(TITLE, words.choose).await?;
        focus(window, "input[type=radio]", "").await?;
        window.keys("2").await?;
        window.keys(ENTER).await?;
        window.sees(TITLE, words.paste).await?;
        let hello = &self.town.hello;
        window.keys(&format!("{}{TAB}", hello.token)).await?;
        window.keys(&format!("{}{ENTER}", hello.app_secret)).await?;
        window.sees(TITLE, words.works).await
    }

    /// Opens the tunnel; comes back when Meta knows its address.
    async fn lets_in(&self, window: &Window, words: &Words) -> Result<()> {
        window.keys(ENTER).await?;
        window.sees(TITLE, words.let_in).await?;
        focus(window, "button", words.open).await?;
        window.keys(ENTER).await?;
        window.sees(".light__row--ok", words.verified).await
    }
}

/// Presses Tab until something of this selector that holds these words has the focus.
async fn focus(window: &Window, selector: &str, words: &str) -> Result<()> {
    let script = "const at = document.activeElement; return at !== null && at.matches(arguments[0]) && \
        (at.textContent ?? '').includes(arguments[1])";
    window
        .sees(selector, words)
        .await
        .or_else(|missing| if selector.starts_with("input") { Ok(()) } else { Err(missing) })?;
    for _ in 0..40 {
        if window.script(script, vec![json!(selector), json!(words)]).await? == json!(true) {
            return Ok(());
        }
        window.keys(TAB).await?;
    }
    Err(WorldError::Found(format!("no way to {selector} by Tab")))
}

async fn picture(window: &Window, name: &str) -> Result<()> {
    let Ok(folder) = std::env::var("SWITCHBOARD_PICTURES") else { return Ok(()) };
    let failed = |source| WorldError::File { doing: "keeping a picture", source };
    std::fs::write(std::path::Path::new(&folder).join(name), window.picture().await?).map_err(failed)
}

async fn first_message(words: &Words, name: &str) -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    let begun = Instant::now();
    shop.to_values(&window, words).await?;
    picture(&window, &format!("{name}-test.png")).await?;
    shop.lets_in(&window, words).await?;
    picture(&window, &format!("{name}-webhook.png")).await?;
    focus(&window, "button[type=submit]", "").await?;
    window.keys(ENTER).await?;
    window.sees(TITLE, words.write).await?;
    shop.town.says(OWNER, "Проверка связи").await?;
    window.sees(TITLE, words.here).await?;
    window.sees(".first__card", "Проверка связи").await?;
    window.keys(&format!(" Связь есть{ENTER}")).await?;
    window.sees(".first__done", words.answered).await?;
    shop.town.gets("Связь есть").await?;
    picture(&window, &format!("{name}-message.png")).await?;
    assert!(begun.elapsed() < MOST, "it took {:?}", begun.elapsed());
    window.keys(ENTER).await?;
    window.sees(ROW, OWNER).await?;
    window.close().await?;
    shop.tunnel.is_gone().await?;
    drop(shop.folder);
    Ok(())
}

#[tokio::test]
async fn from_an_empty_folder_to_the_first_message_and_its_answer_by_keys_in_english() -> Result<()> {
    first_message(&ENGLISH, "en").await
}

#[tokio::test]
async fn from_an_empty_folder_to_the_first_message_and_its_answer_by_keys_in_russian() -> Result<()> {
    first_message(&RUSSIAN, "ru").await
}

#[tokio::test]
async fn a_stop_in_the_middle_goes_on_at_the_webhook_and_the_new_address_is_told_by_itself() -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    shop.to_values(&window, &ENGLISH).await?;
    shop.lets_in(&window, &ENGLISH).await?;
    let first = shop.town.callback().await?.unwrap_or_default();
    assert!(first.starts_with("http://localhost:") && first.ends_with("/webhooks/meta"), "{first}");
    window.close().await?;
    shop.tunnel.is_gone().await?;
    assert_eq!(shop.tunnel.variables(), Some(0), "no secret goes to another program");

    let window = shop.setting.open().await?;
    window.sees(TITLE, ENGLISH.let_in).await?;
    window.sees(".light__row--ok", "http://127.0.0.1:").await?;
    let second = shop.town.callback().await?.unwrap_or_default();
    assert!(second.starts_with("http://127.0.0.1:"), "the address of the second start: {second}");
    assert_eq!(shop.tunnel.starts().len(), 2);
    shop.town.says(OWNER, "Проверка связи").await?;
    window.sees(".light__row--ok", "A signed event arrived").await?;
    window.close().await
}

#[tokio::test]
async fn the_sandbox_is_one_key_away_and_is_there_again_at_the_next_start() -> Result<()> {
    let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
    let data = folder.path().join("data");
    let setting = WindowSetting { data, town: None, surroundings: Vec::new(), words: Vec::new() };
    let window = setting.open().await?;
    window.sees(TITLE, ENGLISH.choose).await?;
    picture(&window, "en-choose.png").await?;
    window.keys(ENTER).await?;
    window.sees(ROW, "").await?;
    window.close().await?;
    let again = setting.open().await?;
    again.sees(ROW, "").await?;
    again.clicks(ROW, "").await?;
    again.sees(LOG, "").await?;
    again.close().await
}
