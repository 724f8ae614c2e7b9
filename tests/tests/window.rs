//! The real window, with banners, sound and keyring around it. Runs inside `tests/desktop-session.sh`.

use serde_json::json;
use world::Result;
use world::desktop::{self, Recording};
use world::hub::HubSetting;
use world::scene::{COMPOSER, LOG, ROW, Scene};

/// Somebody in Almaty who buys sencha.
const ANNA: &str = "Анна Корнеева";
/// Somebody who writes Portuguese and English.
const TOMAS: &str = "Tomás Ribeiro";
/// Enter, as WebDriver names it.
const ENTER: &str = "\u{e007}";
/// Pitch of the default sound, in Hz, and how far a recording may be off.
const KETTLE: (f64, f64) = (880.0, 45.0);

/// A silent town and a window on it, with no banner up.
async fn open() -> Result<Scene> {
    let scene = Scene::open(&[]).await?;
    desktop::banners().await?;
    Ok(scene)
}

#[tokio::test]
async fn a_message_rings_is_shown_and_its_answer_reaches_the_person() -> Result<()> {
    let scene = open().await?;
    let recording = Recording::begin()?;
    scene.town.says(ANNA, "Есть ли в наличии сенча?").await?;
    desktop::shows(1).await?;
    let heard = recording.sound().await?;
    let (pitch, off) = KETTLE;
    assert!((heard.pitch - pitch).abs() < off, "another sound than the kettle: {heard:?}");
    let banners = desktop::banners().await?;
    assert!(banners.iter().any(|banner| banner.summary.contains(ANNA) && banner.body.contains("сенча")), "{banners:?}");
    scene.chat(ANNA, "Есть ли в наличии сенча?").await?;
    scene.window.types(COMPOSER, &format!("Да, отложить вам пачку?{ENTER}")).await?;
    scene.town.gets("отложить вам пачку").await?;
    scene.window.sees(".receipt", "Read").await?;
    let picture = scene.window.picture().await?;
    assert!(picture.len() > 10_000, "a picture of {} bytes shows nothing", picture.len());
    scene.window.close().await
}

#[tokio::test]
async fn the_first_message_is_a_consent_that_the_keyrings_key_signs() -> Result<()> {
    let Scene { town, window, setting, folder } = open().await?;
    town.says(ANNA, "Есть ли в наличии сенча?").await?;
    window.clicks(ROW, ANNA).await?;
    window.sees(".context-consent", "").await?;
    window.close().await?;
    let hub = HubSetting { data: setting.data, has_keyring: true, ..HubSetting::new(folder.path(), &town.hello) };
    let verdict = hub.verify(None).await?;
    assert_eq!(verdict, json!({ "entries": 1, "fault": null, "doubts": ["no_head_from_outside"] }));
    let stranger = HubSetting { has_keyring: false, ..hub };
    assert_eq!(stranger.verify(None).await?.get("fault"), Some(&json!({ "fault": "other_key" })));
    Ok(())
}

#[tokio::test]
async fn a_burst_in_one_chat_is_one_banner_and_reading_withdraws_it() -> Result<()> {
    let scene = open().await?;
    for words in ["Здравствуйте", "Вы ещё открыты?", "Я уже еду"] {
        scene.town.says(ANNA, words).await?;
        // Providers tell whole seconds and keep no order: what is written in another second is later, however it comes.
        scene.town.advance(1_000).await?;
    }
    scene.window.sees(ROW, "Я уже еду").await?;
    desktop::shows(1).await?;
    scene.chat(ANNA, "Я уже еду").await?;
    desktop::shows(0).await?;
    scene.window.close().await
}

#[tokio::test]
async fn a_chat_that_is_open_and_in_focus_raises_no_banner() -> Result<()> {
    let scene = open().await?;
    scene.town.says(ANNA, "Здравствуйте").await?;
    scene.chat(ANNA, "Здравствуйте").await?;
    desktop::shows(0).await?;
    desktop::banners().await?;
    scene.town.says(ANNA, "Это снова я").await?;
    scene.window.sees(LOG, "Это снова я").await?;
    scene.town.says(TOMAS, "Good evening").await?;
    desktop::shows(1).await?;
    let banners = desktop::banners().await?;
    assert!(banners.iter().any(|banner| banner.summary.contains(TOMAS)), "{banners:?}");
    assert!(banners.iter().all(|banner| !banner.body.contains("Это снова я")), "{banners:?}");
    scene.window.close().await
}

#[tokio::test]
async fn a_click_on_a_banner_opens_its_chat() -> Result<()> {
    let scene = open().await?;
    scene.town.says(ANNA, "Здравствуйте").await?;
    desktop::shows(1).await?;
    desktop::click_banner().await?;
    scene.window.sees(LOG, "Здравствуйте").await?;
    scene.window.close().await
}

#[tokio::test]
async fn markup_in_a_message_is_text_in_the_banner_too() -> Result<()> {
    let scene = open().await?;
    scene.town.says(TOMAS, "<b>1 < 2</b> & <img src=x>").await?;
    desktop::shows(1).await?;
    let banners = desktop::banners().await?;
    assert!(
        banners.iter().any(|banner| banner.body.contains("1 &lt; 2") || banner.body.contains("1 < 2")),
        "{banners:?}"
    );
    scene.chat(TOMAS, "<b>1 < 2</b> & <img src=x>").await?;
    scene.window.close().await
}

#[tokio::test]
async fn a_window_opened_again_has_everything_and_rings_for_nothing_old() -> Result<()> {
    let Scene { town, window, setting, folder } = open().await?;
    town.does(json!({ "person": ANNA, "type": "image", "text": "Вот такая пачка" })).await?;
    window.sees(ROW, "Вот такая пачка").await?;
    desktop::shows(1).await?;
    window.close().await?;
    desktop::banners().await?;
    let again = setting.open().await?;
    again.clicks(ROW, ANNA).await?;
    again.sees(LOG, "Вот такая пачка").await?;
    let shown = again.until_script("the picture drawn", "const img = document.querySelector('[role=log] img'); return img && img.naturalWidth > 0 ? img.naturalWidth : null", vec![]).await?;
    assert!(shown.as_u64() > Some(0));
    assert_eq!(desktop::banners_shown().await?, 0);
    drop((town, folder));
    again.close().await
}

/// Buttons, of which one more comes before the others with each frame, without moving any.
const MORE_AND_MORE: &str = "const stage = document.createElement('div');
    stage.style.cssText = 'position: fixed; inset: 0; z-index: 9999';
    stage.innerHTML = '<button class=act>keep</button><button class=act>replace</button>';
    document.body.append(stage);
    stage.addEventListener('click', (click) => { window.pressed = click.target.textContent; });
    const another = () => {
        const one = document.createElement('button');
        one.className = 'act';
        one.style.cssText = 'position: absolute; right: 0; bottom: 0';
        stage.prepend(one);
        if (stage.childElementCount < 200) requestAnimationFrame(another);
    };
    requestAnimationFrame(another);
    return null";

#[tokio::test]
async fn a_click_reaches_the_control_with_the_words_though_more_of_its_like_come_before_it() -> Result<()> {
    let scene = open().await?;
    scene.window.script(MORE_AND_MORE, vec![]).await?;
    scene.window.clicks(".act", "replace").await?;
    assert_eq!(scene.window.script("return window.pressed ?? null", vec![]).await?, json!("replace"));
    scene.window.close().await
}
