//! The first run in the real window, from an empty folder, by the keyboard alone. Runs inside `tests/desktop-session.sh`.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use tempfile::TempDir;
use tokio::time::Instant;
use world::scene::{LOG, ROW};
use world::town::Hello;
use world::tunnel::Cloudflared;
use world::window::WindowSetting;
use world::{Result, Town, Window, WorldError};

/// The owner of the shop, who writes from the phone.
const OWNER: &str = "Анна Корнеева";
const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const SHIFT_TAB: &str = "\u{e008}\u{e004}\u{e000}";
const DOWN: &str = "\u{e015}";
const HOME: &str = "\u{e011}";
/// Where the language is chosen.
const LANGUAGE: &str = ".title__end .live";
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
    back: &'static str,
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
    back: "Back",
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
    back: "Назад",
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

    /// Chooses the language and Meta, types the two values, and has them looked at.
    async fn to_values(&self, window: &Window, words: &Words) -> Result<()> {
        self.types_values(window, words).await?;
        window.keys(ENTER).await?;
        window.sees(TITLE, words.works).await
    }

    async fn types_values(&self, window: &Window, words: &Words) -> Result<()> {
        window.sees(TITLE, "").await?;
        focus(window, LANGUAGE, "").await?;
        choose(window, words).await?;
        focus(window, "input[type=radio]", "").await?;
        let Hello { token, app_secret, .. } = &self.town.hello;
        types_values(window, words, token, app_secret).await
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

/// Chooses a language, from where it is chosen.
async fn choose(window: &Window, words: &Words) -> Result<()> {
    window.keys(ENTER).await?;
    window.sees("[role=menuitem]", "").await?;
    window.keys(&format!("{HOME}{}{ENTER}", DOWN.repeat(words.downs))).await?;
    let gone = "return document.querySelector('[role=menu]') === null || null";
    window.until_script("the menu closed", gone, vec![]).await.map(drop)
}

/// Chooses Meta on the first step, and types two values.
async fn types_values(window: &Window, words: &Words, token: &str, app_secret: &str) -> Result<()> {
    window.sees(TITLE, words.choose).await?;
    window.keys("2").await?;
    window.keys(ENTER).await?;
    window.sees(TITLE, words.paste).await?;
    let at = "return document.activeElement.matches('input') || null";
    window.until_script("the focus in the first field", at, vec![]).await?;
    window.keys(&format!("{token}{TAB}")).await?;
    window.keys(app_secret).await
}

/// Presses Tab until something of this selector that holds these words has the focus.
async fn focus(window: &Window, selector: &str, words: &str) -> Result<()> {
    window
        .sees(selector, words)
        .await
        .or_else(|missing| if selector.starts_with("input") { Ok(()) } else { Err(missing) })?;
    window.walks(TAB, selector, words).await
}

/// Files below a folder in which any of these words stands.
fn holding(folder: &Path, words: &[String]) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(holding(&path, words)?);
        } else if let Ok(bytes) = std::fs::read(&path)
            && words.iter().any(|word| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
        {
            found.push(path);
        }
    }
    Ok(found)
}

async fn first_message(words: &Words, name: &str) -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    let begun = Instant::now();
    shop.to_values(&window, words).await?;
    window.is_pictured(&format!("{name}-test.png")).await?;
    shop.lets_in(&window, words).await?;
    window.is_pictured(&format!("{name}-webhook.png")).await?;
    focus(&window, "button[type=submit]", "").await?;
    window.keys(ENTER).await?;
    window.sees(TITLE, words.write).await?;
    shop.town.says(OWNER, "Проверка связи").await?;
    window.sees(TITLE, words.here).await?;
    window.sees(".first__card", "Проверка связи").await?;
    window.keys(&format!(" Связь есть{ENTER}")).await?;
    window.sees(".first__done", words.answered).await?;
    shop.town.gets("Связь есть").await?;
    window.is_pictured(&format!("{name}-message.png")).await?;
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

/// What is said at the field that has the focus, once it is something else than before.
async fn said_at_the_field(window: &Window, before: &str) -> Result<String> {
    let script = "const at = document.querySelector('.field__error'); \
        return at === null || at.textContent === arguments[0] ? null : at.textContent";
    let words = window.until_script("a sentence at the field", script, vec![json!(before)]).await?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn each_of_eleven_wrong_values_is_said_at_its_field_in_a_sentence_of_its_own_in_both_languages() -> Result<()> {
    let shop = Shop::new().await?;
    let Hello { token, app_secret, .. } = &shop.town.hello;
    let other_secret = "0123456789abcdef0123456789abcdef";
    let token_is = |state: &str| Some(json!({ "kind": "token", "value": state }));
    let wrong = [
        (None, "EAA token", app_secret.as_str()),
        (None, app_secret, token),
        (None, token, "0123"),
        (None, "EAAstranger", app_secret),
        (None, token, other_secret),
        (token_is("expired"), token, app_secret),
        (token_is("revoked"), token, app_secret),
        (token_is("no_messaging"), token, app_secret),
        (token_is("no_account"), token, app_secret),
        (token_is("no_number"), token, app_secret),
        (Some(json!({ "kind": "not_registered" })), token, app_secret),
    ];
    let window = shop.setting.open().await?;
    // Each is read in one language and then in the other, in which the next one begins.
    let mut languages = [&ENGLISH, &RUSSIAN];
    let mut said = std::collections::BTreeSet::new();
    for (trouble, token, app_secret) in &wrong {
        if let Some(trouble) = trouble {
            shop.town.control("trouble", trouble.clone()).await?;
        }
        types_values(&window, languages[0], token, app_secret).await?;
        window.keys(ENTER).await?;
        let first = said_at_the_field(&window, "").await?;
        let at = "return document.activeElement.getAttribute('aria-invalid')";
        assert_eq!(window.script(at, vec![]).await?, json!("true"), "the focus is elsewhere: {first}");
        window.walks(SHIFT_TAB, LANGUAGE, "").await?;
        choose(&window, languages[1]).await?;
        let second = said_at_the_field(&window, &first).await?;
        let is_russian = |words: &str| words.contains(|letter| ('а'..='я').contains(&letter));
        let russian = [&first, &second].map(|words| is_russian(words));
        assert_eq!(russian, languages.map(|words| words.downs == 1), "{first} | {second}");
        said.extend([first, second]);
        shop.town.control("trouble/clear", json!({})).await?;
        shop.town.control("trouble", json!({ "kind": "disguise" })).await?;
        focus(&window, ".first__foot button", languages[1].back).await?;
        window.keys(ENTER).await?;
        languages.reverse();
    }
    assert_eq!(said.len(), 2 * wrong.len(), "{said:#?}");
    window.close().await
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

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_window_that_is_killed_takes_its_tunnel_with_it() -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    shop.to_values(&window, &ENGLISH).await?;
    shop.lets_in(&window, &ENGLISH).await?;
    assert_eq!(shop.tunnel.starts().len(), 1);
    window.kill().await?;
    shop.tunnel.is_gone().await
}

#[tokio::test]
async fn a_vault_takes_the_keyrings_place_and_asks_for_its_passphrase_at_the_next_start() -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    shop.types_values(&window, &ENGLISH).await?;
    focus(&window, ".first__vault", "").await?;
    window.keys(ENTER).await?;
    window.sees(".first__fields", "Passphrase once more").await?;
    window.keys(&format!("steeped twice{TAB}")).await?;
    window.keys(&format!("steeped twice{ENTER}")).await?;
    window.sees(TITLE, ENGLISH.works).await?;
    shop.lets_in(&window, &ENGLISH).await?;
    window.close().await?;

    let failed = |source| WorldError::File { doing: "looking into the data folder", source };
    let vault = std::fs::metadata(shop.setting.data.join("vault")).map_err(failed)?;
    assert_eq!(vault.permissions().mode() & 0o777, 0o600);
    let Hello { token, app_secret, .. } = &shop.town.hello;
    let hidden = [token.clone(), app_secret.clone(), hex::encode(token), BASE64.encode(token), "steeped".to_owned()];
    let found = holding(&shop.setting.data, &hidden).map_err(failed)?;
    assert!(found.is_empty(), "a secret stands in {found:?}");

    let again = shop.setting.open().await?;
    again.sees(".unlock h1", "Open the vault").await?;
    again.keys(&format!("steeped once{ENTER}")).await?;
    again.sees(".field__error", "does not open the vault").await?;
    again.keys(&format!("steeped twice{ENTER}")).await?;
    again.sees(TITLE, ENGLISH.let_in).await?;
    again.sees(".light__row--ok", ENGLISH.verified).await?;
    again.close().await
}

#[tokio::test]
async fn a_number_that_is_connected_from_the_sandbox_opens_in_its_place_at_once() -> Result<()> {
    let mut shop = Shop::new().await?;
    shop.setting.words.push("--sandbox".to_owned());
    let window = shop.setting.open().await?;
    window.sees(ROW, "").await?;
    let Hello { token, app_secret, .. } = &shop.town.hello;
    window.command("number_connect", json!({ "token": token, "app_secret": app_secret })).await?;
    world::patience::until("the number in place of the sandbox", world::patience::LONG, || async {
        let workspace = window.command("workspace", json!({})).await?;
        let real = workspace.pointer("/accounts/0/sandbox") == Some(&json!(false));
        Ok(world::patience::seen(real, || workspace.to_string()))
    })
    .await?;
    let none = "return document.querySelector(arguments[0]) === null ? true : null";
    window.until_script("a screen without the sandbox's people", none, vec![json!(ROW)]).await?;
    let webhook = window.command("number_webhook", json!({})).await?;
    let word = webhook.get("verify_token").and_then(serde_json::Value::as_str).unwrap_or_default();
    assert_eq!(word.len(), 32, "the sandbox's word is not a number's: {word}");
    window.close().await
}

#[tokio::test]
async fn the_sandbox_is_one_key_away_and_is_there_again_at_the_next_start() -> Result<()> {
    let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
    let data = folder.path().join("data");
    let setting = WindowSetting { data, town: None, surroundings: Vec::new(), words: Vec::new() };
    let window = setting.open().await?;
    window.sees(TITLE, ENGLISH.choose).await?;
    window.is_pictured("en-choose.png").await?;
    window.keys(ENTER).await?;
    window.sees(ROW, "").await?;
    window.close().await?;
    let again = setting.open().await?;
    again.sees(ROW, "").await?;
    again.clicks(ROW, "").await?;
    again.sees(LOG, "").await?;
    again.close().await
}

/// Opens the settings with the keyboard on a set-up that is broken by then, and reads what is said of it.
async fn reads_what_is_wrong(words: &Words, check: &str, said: &str) -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    shop.to_values(&window, words).await?;
    shop.lets_in(&window, words).await?;
    window.command("first_run_end", json!({})).await?;
    window.sees(".rail, nav", "").await?;
    let elsewhere = json!({ "callback": "https://theirs.example/hook" });
    shop.town.control("routes", elsewhere).await?;
    window.keys("\u{e009},\u{e000}").await?;
    focus(&window, ".doctor button", check).await?;
    window.keys(ENTER).await?;
    window.sees(".light__row--danger", said).await?;
    window.sees(".light__row--danger", "https://theirs.example/hook").await?;
    window.close().await
}

#[tokio::test]
async fn the_fault_of_a_broken_set_up_is_read_in_english() -> Result<()> {
    reads_what_is_wrong(&ENGLISH, "Check now", "Meta delivers webhooks elsewhere").await
}

#[tokio::test]
async fn the_fault_of_a_broken_set_up_is_read_in_russian() -> Result<()> {
    reads_what_is_wrong(&RUSSIAN, "Проверить", "Meta доставляет вебхуки в другое место").await
}
