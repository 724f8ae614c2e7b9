//! Secrets that an operator pasted are in no file, log or address, in nothing that a crash leaves, and not in the web view.
//! Runs inside `tests/desktop-session.sh`.
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;
use world::scene::{COMPOSER, LOG, ROW};
use world::secrets::Needles;
use world::town::Hello;
use world::tunnel::Cloudflared;
use world::window::WindowSetting;
use world::{Result, Town, Window, WorldError};

const ANNA: &str = "Анна Корнеева";
const ENTER: &str = "\u{e007}";
const PASSPHRASE: &str = "steeped twice, poured once";
/// Commands that answer with something of the connection.
const ASKED: [&str; 5] = ["workspace", "health", "number_webhook", "alert_health", "purposes"];
/// Everything that a page holds, but what runs in it.
const PAGE: &str = "return JSON.stringify([document.documentElement.outerHTML, \
    [...document.querySelectorAll('input, textarea')].map((field) => field.value), \
    {...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state, \
    performance.getEntries().map((entry) => entry.name)])";

/// A town that plays Meta, the tunnel program, and a folder for the window.
struct Shop {
    folder: TempDir,
    town: Town,
    setting: WindowSetting,
    needles: Needles,
    /// What is not typed at a later start.
    kept: Needles,
}

impl Shop {
    async fn new() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|source| WorldError::File { doing: "making a folder", source })?;
        let town = Town::start(folder.path(), 1, 0.0).await?;
        town.control("trouble", json!({ "kind": "disguise" })).await?;
        let tunnel = Cloudflared::lay(folder.path())?;
        let setting = WindowSetting {
            data: folder.path().join("desk").join("data"),
            town: None,
            surroundings: vec![("PATH".to_owned(), tunnel.path()), ("SWITCHBOARD_LOG".to_owned(), "debug".to_owned())],
            words: vec!["--api-base".to_owned(), town.hello.api_base.clone()],
        };
        std::fs::create_dir_all(folder.path().join("desk"))
            .map_err(|source| WorldError::File { doing: "making a folder", source })?;
        let Hello { token, app_secret, .. } = &town.hello;
        let kept = [("the token", token.as_str()), ("the app secret", app_secret)];
        let needles = Needles::of(&[kept.as_slice(), &[("the passphrase", PASSPHRASE)]].concat());
        Ok(Self { folder, setting, needles, kept: Needles::of(&kept), town })
    }

    /// Connects the number, as the first run does it.
    async fn connects(&self, window: &Window) -> Result<()> {
        let Hello { token, app_secret, .. } = &self.town.hello;
        window.command("number_connect", json!({ "token": token, "app_secret": app_secret })).await?;
        window.command("webhook_way_set", json!({ "way": "tunnel" })).await?;
        world::patience::until("webhooks that find the way here", world::patience::LONG, || async {
            let webhook = window.command("number_webhook", json!({})).await?;
            let is_told = webhook.pointer("/callback/state") == Some(&json!("told"));
            Ok(world::patience::seen(is_told, || webhook.to_string()))
        })
        .await?;
        window.command("first_run_end", json!({})).await.map(drop)
    }

    /// Has one message in, one out, and one refused because the token is not good any more.
    async fn lives(&self, window: &Window) -> Result<()> {
        self.town.says(ANNA, "Есть сенча?").await?;
        window.clicks(ROW, ANNA).await?;
        window.sees(LOG, "Есть сенча?").await?;
        window.types(COMPOSER, &format!("Есть{ENTER}")).await?;
        self.town.gets("Есть").await?;
        self.town.control("trouble", json!({ "kind": "token", "value": "revoked" })).await?;
        window.types(COMPOSER, &format!("И улун{ENTER}")).await?;
        window.sees(".receipt, .message__problem, [role=alert]", "").await?;
        self.town.control("trouble/clear", json!({ "kind": "token" })).await.map(drop)
    }

    /// Everything on the disk that the window may have written to.
    fn on_disk(&self) -> Result<Vec<String>> {
        let mut found = self.needles.in_files(&self.folder.path().join("desk"))?;
        for home in homes() {
            found.extend(self.needles.in_files(&home)?);
        }
        Ok(found)
    }

    /// The page, and what it is answered.
    async fn in_page(&self, window: &Window) -> Result<Vec<String>> {
        let page = window.script(PAGE, vec![]).await?;
        let mut found = self.needles.in_text("the page", page.as_str().unwrap_or_default());
        for name in ASKED {
            let answer = window.command(name, json!({})).await?;
            found.extend(self.needles.in_text(name, &answer.to_string()));
        }
        Ok(found)
    }

    /// A secret that the page does hold is found in the web view, so that finding none means something.
    async fn is_searched(&self, window: &Window) -> Result<()> {
        window.script("window.held = arguments[0]; return null", vec![json!(self.town.hello.token)]).await?;
        assert!(!self.in_web_view(window)?.is_empty(), "the search does not see what the page holds");
        Ok(())
    }

    /// The processes of the web view; the secrets are the core's.
    fn in_web_view(&self, window: &Window) -> Result<Vec<String>> {
        let others = window.descendants();
        assert!(!others.is_empty(), "a web view has processes of its own");
        let mut found = Vec::new();
        for process in others {
            found.extend(self.kept.in_memory(process)?);
            let words = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
            let surroundings = std::fs::read(format!("/proc/{process}/environ")).unwrap_or_default();
            found.extend(self.kept.find(&words).map(|what| format!("{what} in the words of {process}")));
            found.extend(self.kept.find(&surroundings).map(|what| format!("{what} in the surroundings of {process}")));
        }
        Ok(found)
    }
}

/// The session's own home and the folder for what runs.
fn homes() -> impl Iterator<Item = PathBuf> {
    ["HOME", "XDG_RUNTIME_DIR"]
        .into_iter()
        .filter_map(|name| std::env::var_os(name).map(PathBuf::from))
        .filter(|path| path.is_dir())
}

fn nothing(found: Vec<String>) {
    assert!(found.is_empty(), "{found:#?}");
}

/// The window that is opened once more, whose secrets come from where they are kept; it crashes in the end.
async fn again(shop: &Shop, window: Window) -> Result<()> {
    shop.lives(&window).await?;
    nothing(shop.in_page(&window).await?);
    nothing(shop.in_web_view(&window)?);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", window.id()))
        .map_err(|source| WorldError::File { doing: "reading the limits of the window", source })?;
    let cores = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap_or_default();
    assert_eq!(cores.split_whitespace().next(), Some("0"), "a crash writes its memory down: {limits}");
    window.crash().await?;
    nothing(shop.on_disk()?);
    assert!(Path::new(&shop.setting.data).join("journal.db").exists(), "the search was in the right place");
    Ok(())
}

#[tokio::test]
async fn pasted_secrets_are_in_no_file_log_crash_or_page_where_the_keyring_has_them() -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    shop.connects(&window).await?;
    nothing(shop.in_page(&window).await?);
    shop.is_searched(&window).await?;
    window.close().await?;
    nothing(shop.on_disk()?);
    let window = shop.setting.open().await?;
    again(&shop, window).await
}

#[tokio::test]
async fn pasted_secrets_and_the_passphrase_are_in_no_file_log_crash_or_page_where_a_vault_has_them() -> Result<()> {
    let shop = Shop::new().await?;
    let window = shop.setting.open().await?;
    let made: Value = window.command("vault_make", json!({ "passphrase": PASSPHRASE })).await?;
    nothing(shop.needles.in_text("the answer", &made.to_string()));
    shop.connects(&window).await?;
    nothing(shop.in_page(&window).await?);
    shop.is_searched(&window).await?;
    window.close().await?;
    nothing(shop.on_disk()?);
    let window = shop.setting.open().await?;
    window.command("vault_open", json!({ "passphrase": PASSPHRASE })).await?;
    again(&shop, window).await
}
