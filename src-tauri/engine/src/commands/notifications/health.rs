//! What this system can do for an alert, and trying it: what counts is what comes back.

use std::sync::Arc;
use std::time::Duration;

use contract::alert_health::{AlertAbility, AlertHealth, Attempt, Tried};
use domain::notify::{AlertKind, SoundChoice};
use tokio::sync::broadcast::error::RecvError;

use crate::alert::{of_try, tone};
use crate::commands::{Answer, storage};
use crate::core::Core;
use crate::ports::{Ability, Act};

/// How long the operator has to let banners be shown, where the system asks for that.
const LEAVE: Duration = Duration::from_secs(60);
/// How long the system may take to say that it shows a banner.
const SHOWN: Duration = Duration::from_secs(5);
/// How long the operator has to press the button.
const PRESSED: Duration = Duration::from_secs(30);
/// Key of the banner that tries.
const KEY: &str = "try";

/// What the system can do.
pub async fn health(core: &Arc<Core>) -> Answer<AlertHealth> {
    let abilities = core.ports.notifier.abilities().await;
    let port = Arc::clone(&core.ports.sound);
    let devices = tokio::task::spawn_blocking(move || port.devices()).await.unwrap_or_default();
    let focus = *core.ports.notifier.focus().borrow();
    Ok(AlertHealth {
        banner: wire(abilities.banner),
        actions: wire(abilities.actions),
        reply: wire(abilities.reply),
        sound: if devices.is_empty() { AlertAbility::Absent } else { AlertAbility::Works },
        tray: wire(abilities.tray),
        focus,
        program: abilities.program,
        badge: core.rules.now().manner.badge,
    })
}

const fn wire(ability: Ability) -> AlertAbility {
    match ability {
        Ability::Works => AlertAbility::Works,
        Ability::Absent => AlertAbility::Absent,
        Ability::Unasked => AlertAbility::Unknown,
    }
}

/// Tries one thing.
pub async fn attempt(core: &Arc<Core>, what: Attempt) -> Answer<Tried> {
    let confirmed = match what {
        Attempt::Banner => comes_back(core, false, SHOWN, |act| *act == Act::Shown).await,
        Attempt::Action => comes_back(core, true, PRESSED, |act| matches!(act, Act::Pressed(_))).await,
        Attempt::Sound => {
            let sound = AlertKind::Message.default_outcome();
            let played = core.blocking(move |core| Ok(tone(core, &sound.sound))).await.map_err(storage)?;
            match played {
                Some(tone) => core.ports.sound.ring_through(tone, sound_volume(core)).await.is_ok(),
                None => false,
            }
        }
    };
    Ok(Tried { confirmed })
}

/// The volume that is set for everything.
fn sound_volume(core: &Core) -> u8 {
    let loud = AlertKind::Message.default_outcome();
    let outcome = core.rules.now().app.over(loud);
    if outcome.sound == SoundChoice::Silent { domain::notify::FULL } else { outcome.volume }
}

/// Shows a banner and waits for what comes back of it. Trying is the operator's act on which the system may ask for
/// leave.
async fn comes_back(core: &Core, action: bool, patience: Duration, wanted: impl Fn(&Act) -> bool) -> bool {
    if !tokio::time::timeout(LEAVE, core.ports.notifier.ask_leave()).await.unwrap_or(false) {
        return false;
    }
    let mut acted = core.ports.notifier.acted();
    core.ports.notifier.show(of_try(core, KEY, action));
    let waited = tokio::time::timeout(patience, async {
        loop {
            match acted.recv().await {
                Ok(done) if done.key == KEY && wanted(&done.act) => return true,
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return false,
            }
        }
    });
    let confirmed = waited.await.unwrap_or(false);
    if action || !confirmed {
        core.ports.notifier.withdraw(KEY);
    }
    confirmed
}
