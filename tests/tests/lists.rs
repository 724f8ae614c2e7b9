//! A list of many years is brought in through the real window, by keyboard: tried, stopped in its middle, gone on with, and
//! its people written out again. Runs inside `tests/desktop-session.sh`.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use world::mixed::{self, Encoding, Mixed, Opened, REASONS};
use world::scene::Scene;
use world::{Result, Window, WorldError, patience};

const DIALOG: &str = "[role=dialog]";
const CONTROL_3: &str = "\u{e009}3\u{e000}";
const CONTROL_ENTER: &str = "\u{e009}\u{e007}\u{e000}";
const ENTER: &str = "\u{e007}";
/// Rows where the surroundings do not say how many.
const ROWS: u32 = 20_000;
/// Rows that are written together.
const TOGETHER: u64 = 200;
/// How long a list may take on a machine that does other things, too.
const BROUGHT_IN: Duration = Duration::from_secs(300);

/// A file that is put into the page's own field, as a chosen one is.
const CHOOSE: &str = "const [filename, base64] = arguments;
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], filename, { type: 'text/csv' }));
    const field = document.querySelector('[role=dialog] input[type=file]');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return true;";

const BAR: &str = "const bar = document.querySelector('[role=progressbar]');
    const done = bar === null ? 0 : Number(bar.getAttribute('aria-valuenow'));
    return done > arguments[0] ? done : null;";

async fn choose(window: &Window, filename: &str, list: &Mixed) -> Result<()> {
    window.sees(DIALOG, "Import members").await?;
    window.script(CHOOSE, vec![json!(filename), json!(STANDARD.encode(&list.bytes))]).await?;
    window.sees(DIALOG, filename).await
}

/// Opens the wizard, chooses the list and tries it.
async fn tried(window: &Window, list: &Mixed) -> Result<()> {
    window.clicks("button", "Import").await?;
    choose(window, "база 2019.csv", list).await?;
    window.sees(DIALOG, "Windows-1251").await?;
    window.keys(CONTROL_ENTER).await?;
    window.sees(DIALOG, "This would come of").await
}

async fn state(window: &Window) -> Result<Value> {
    let state = window.command("members_import", json!({})).await?;
    Ok(state.get("progress").cloned().unwrap_or_default())
}

fn number(progress: &Value, of: &str) -> u64 {
    progress.pointer(of).and_then(Value::as_u64).unwrap_or_default()
}

/// The table whose place the window says once it is saved.
async fn saved(window: &Window, of: &str) -> Result<Opened> {
    let place = "const said = [...document.querySelectorAll('.toast span')]
            .map((one) => one.textContent ?? '').find((text) => text.includes(arguments[0]) && text.includes('Saved: '));
        return said === undefined ? null : said.slice(said.indexOf('Saved: ') + 7, said.indexOf('.csv') + 4);";
    let path = window.until_script("the place of the table", place, vec![json!(of)]).await?;
    let path = path.as_str().unwrap_or_default().to_owned();
    let bytes = std::fs::read(&path).map_err(|source| WorldError::File { doing: "opening a saved table", source })?;
    Opened::read(&bytes)
}

/// What is no people's list of ours: each encoding is told by itself.
async fn told(window: &Window) -> Result<()> {
    window.clicks("button", "Import").await?;
    for (encoding, name) in [(Encoding::Utf8, "UTF-8"), (Encoding::Utf16, "UTF-16 LE")] {
        choose(window, "small.csv", &mixed::list(20, encoding)).await?;
        window.sees(DIALOG, name).await?;
        window.sees(DIALOG, "Участник 0").await?;
        window.clicks("[role=dialog] button", "Back").await?;
    }
    window.sees(DIALOG, "Import members").await?;
    window.clicks("[role=dialog] button[aria-label=Close]", "").await
}

/// Begins, sees the bar move, and stops in the middle; how many are in.
async fn stopped(window: &Window, list: &Mixed) -> Result<u64> {
    tried(window, list).await?;
    for reason in REASONS {
        window.sees(DIALOG, reason).await?;
    }
    window.keys(CONTROL_ENTER).await?;
    let some = window.until_script("rows that are done", BAR, vec![json!(0)]).await?;
    window.until_script("the bar moves on", BAR, vec![some]).await?;
    window.keys(ENTER).await?;
    window.sees(DIALOG, "Stopped:").await?;
    let progress = state(window).await?;
    let (done, new) = (number(&progress, "/done"), number(&progress, "/tally/new"));
    assert!(done > 0 && done < u64::from(list.rows) && done.is_multiple_of(TOGETHER), "{progress}");
    window.clicks("[role=dialog] button", "Close").await?;
    Ok(new)
}

/// The same list once more: who is in is known, and the others come.
async fn gone_on_with(window: &Window, list: &Mixed, known: u64) -> Result<()> {
    tried(window, list).await?;
    window.keys(CONTROL_ENTER).await?;
    let progress = patience::until("every row is done", BROUGHT_IN, || async {
        let progress = state(window).await?;
        let done = progress.get("stage").and_then(Value::as_str) == Some("done");
        Ok(if done { Ok(progress) } else { Err(progress.to_string()) })
    })
    .await?;
    window.sees(DIALOG, "All rows are done").await?;
    let new = u64::from(list.people) - known;
    let tally = json!({ "new": new, "completed": 0, "differs": 0, "unchanged": known, "bad": list.bad });
    assert_eq!(progress.get("tally"), Some(&tally), "{progress}");
    Ok(())
}

#[tokio::test]
async fn a_long_list_is_tried_stopped_gone_on_with_and_written_out_without_a_formula() -> Result<()> {
    let rows = std::env::var("LIST_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let list = mixed::list(rows, Encoding::Windows1251);
    let scene = Scene::open(&[]).await?;
    let window = &scene.window;
    window.keys(CONTROL_3).await?;
    told(window).await?;
    let known = stopped(window, &list).await?;
    gone_on_with(window, &list, known).await?;
    window.clicks("[role=dialog] button", "Save the bad rows").await?;
    let bad = saved(window, "not-imported").await?;
    assert_eq!(bad.rows().count(), list.bad as usize);
    for reason in REASONS {
        let named = bad.rows().filter(|row| row.get(1).is_some_and(|said| said.starts_with(reason))).count();
        assert_eq!(named * REASONS.len(), list.bad as usize, "{reason}");
    }
    assert_eq!(bad.formulas(), [""; 0]);
    window.clicks("[role=dialog] button", "Close").await?;
    window.clicks("button", "Export").await?;
    window.clicks("[role=menuitem]", "As CSV").await?;
    let members = saved(window, "members").await?;
    let listed = members.rows().filter(|row| row.get(4).is_some_and(|labels| labels == "Чай")).count();
    assert_eq!((listed, members.formulas()), (list.people as usize, vec![]));
    let ledger = json!({ "part": "all", "before": null, "limit": 10 });
    let ledger = window.command("consent_ledger", ledger).await?;
    assert_eq!(ledger.get("rows"), Some(&json!([])), "nobody said anything");
    scene.window.close().await
}
