//! Groups in the real window, by keyboard and by hand: one is made, somebody is let in and somebody is not, one is taken out
//! with a reason, the link is replaced, the group renamed; the town agrees at each step. Runs inside
//! `tests/desktop-session.sh`.

use serde_json::{Value, json};
use world::scene::Scene;
use world::{Result, patience};

const CLUB: &str = "Tea Club · Almaty";
const DIALOG: &str = "[role=dialog], [role=alertdialog]";
const IN_DIALOG: &str = "[role=alertdialog] button, [role=dialog] button";
const GROUP: &str = "a.group-row[data-group]";
const DETAIL: &str = ".group-detail";
const TAB: &str = "[role=tab]";
const BUTTON: &str = "button";
/// What WebDriver calls the keys.
const CONTROL_2: &str = "\u{e009}2\u{e000}";
const CONTROL_N: &str = "\u{e009}n\u{e000}";
const CONTROL_ENTER: &str = "\u{e009}\u{e007}\u{e000}";

/// The groups screen, on the club.
async fn at_the_club() -> Result<Scene> {
    let scene = Scene::open(&[]).await?;
    scene.town.says("Ержан Бекенов", "Добрый день").await?;
    scene.window.sees("body", "Добрый день").await?;
    scene.window.keys(CONTROL_2).await?;
    // The group in which somebody asks to enter opens by itself.
    scene.window.sees(DETAIL, CLUB).await?;
    Ok(scene)
}

/// A group as the town itself has it.
async fn in_town(scene: &Scene, subject: &str) -> Result<Option<Value>> {
    let town = scene.town.look().await?;
    let groups = town.get("groups").and_then(Value::as_array).cloned().unwrap_or_default();
    Ok(groups.into_iter().find(|group| group.get("subject").and_then(Value::as_str) == Some(subject)))
}

fn count(group: &Value, of: &str) -> usize {
    group.get(of).and_then(Value::as_array).map_or(0, Vec::len)
}

/// Waits until the town's group is so.
async fn agrees(scene: &Scene, subject: &str, what: &str, is: impl Fn(&Value) -> bool) -> Result<Value> {
    patience::until(what, patience::LONG, || async {
        let found = in_town(scene, subject).await?;
        Ok(found.clone().filter(|group| is(group)).ok_or_else(|| format!("{found:?}")))
    })
    .await
}

#[tokio::test]
async fn a_group_is_made_by_keyboard_and_exists_in_the_town() -> Result<()> {
    let scene = at_the_club().await?;
    scene.window.keys(CONTROL_N).await?;
    scene.window.sees(DIALOG, "New group").await?;
    scene.window.keys("Tea Club · Almaty 2").await?;
    scene.window.keys(CONTROL_ENTER).await?;
    scene.window.sees(GROUP, "Tea Club · Almaty 2").await?;
    agrees(&scene, "Tea Club · Almaty 2", "the group in the town", |_| true).await?;
    scene.window.close().await
}

#[tokio::test]
async fn one_is_let_in_one_is_not_one_is_taken_out_and_the_history_tells_it() -> Result<()> {
    let scene = at_the_club().await?;
    let before = agrees(&scene, CLUB, "two who ask", |group| count(group, "requests") == 2).await?;
    scene.window.sees(".request:focus", "asked").await?;
    scene.window.keys("y").await?;
    let inside = count(&before, "members") + 1;
    agrees(&scene, CLUB, "one more is in", |group| count(group, "members") == inside).await?;
    scene.window.sees(".request:focus", "asked").await?;
    scene.window.keys("d").await?;
    scene.window.sees("[role=status]", "Declined").await?;
    agrees(&scene, CLUB, "nobody asks", |group| count(group, "requests") == 0).await?;

    scene.window.clicks(TAB, "Participants").await?;
    scene.window.clicks("[aria-label='Remove Ержан Бекенов…']", "").await?;
    scene.window.sees(DIALOG, "They cannot come back by any link").await?;
    scene.window.types("[role=alertdialog] textarea", "Реклама").await?;
    scene.window.clicks(IN_DIALOG, "Remove Ержан").await?;
    agrees(&scene, CLUB, "he is out", |group| count(group, "members") == inside - 1).await?;

    scene.window.clicks(TAB, "Activity").await?;
    for told in ["Ержан Бекенов was removed by", "Реклама", "declined by", "approved by"] {
        scene.window.sees(DETAIL, told).await?;
    }
    scene.window.close().await
}

#[tokio::test]
async fn a_link_is_replaced_and_a_group_renamed() -> Result<()> {
    let scene = at_the_club().await?;
    let before = agrees(&scene, CLUB, "the club", |_| true).await?;
    scene.window.clicks(BUTTON, "Replace…").await?;
    scene.window.sees(DIALOG, "stops working at once").await?;
    scene.window.clicks(IN_DIALOG, "Replace the link").await?;
    agrees(&scene, CLUB, "another link", |group| group.get("invite_link") != before.get("invite_link")).await?;
    scene.window.clicks(TAB, "Settings").await?;
    scene.window.types(".group-settings input", " 7").await?;
    scene.window.clicks(BUTTON, "Save").await?;
    let renamed = format!("{CLUB} 7");
    agrees(&scene, &renamed, "the new name", |_| true).await?;
    scene.window.sees(GROUP, &renamed).await?;
    let chat = scene.chat_id(&renamed).await?;
    let history = json!({ "chat_id": chat, "contact_id": null, "before": null, "limit": 2 });
    let lines = scene.window.command("group_history", history).await?;
    let happened = ["/lines/0/happened", "/lines/1/happened"].map(|at| lines.pointer(at).cloned().unwrap_or_default());
    assert_eq!(happened, ["renamed", "link_replaced"], "{lines}");
    scene.window.close().await
}
