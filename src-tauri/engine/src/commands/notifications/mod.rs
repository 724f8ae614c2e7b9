//! What alerts and what does not: the operator's rules. The history and the simulator are in [`history`], sounds in
//! [`sounds`], what the system can do in [`health`].

pub mod exceptions;
pub mod health;
pub mod history;
pub mod sounds;

use std::sync::Arc;

use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::chat::ChatAlert;
use contract::notification::{
    BreakthroughSave, ChatMute, GroupKindRow, KindRow, Level, LevelFields, NotificationRules, ScheduleSave, SilentNow,
};
use contract::workspace::Nothing;
use domain::group::GroupKind;
use domain::notify::{
    AlertEvent, AlertKind, Because, Breakthrough, Condition, Fields, Manner, QuietNow, Rules, Schedule, Silence,
    Window, silences, standing,
};
use domain::{AccountId, BreakthroughId, ScheduleId};
use store::table::alert_level::{self, AlertLevel};
use store::table::chat::Chat;
use store::table::{breakthrough, mute, schedule, setting};
use store::{Read, StoreError, Write};

use super::{Answer, chats, read, storage};
use crate::alert::rules::{MANNER, QUIET, named};
use crate::alert::{self, chat_event};
use crate::core::Core;

/// Kinds that nothing causes yet: there are no colleagues and no moderation.
const NOT_YET: [AlertKind; 2] = [AlertKind::Assignment, AlertKind::ModerationFlag];
/// Minutes in a day.
const DAY: u16 = 24 * 60;
/// Percent.
const FULL: u8 = 100;

/// Puts the rules and the device in force that were kept.
pub fn begin(core: &Core) -> Result<(), StoreError> {
    core.rules.load(&core.console)?;
    core.ports.sound.choose(core.console.read(|r| setting::get(r, sounds::DEVICE))?);
    Ok(())
}

/// Changes the rules, and lets everybody know who waits for them.
async fn change(
    core: &Arc<Core>,
    write: impl FnOnce(&Write<'_>) -> Result<(), StoreError> + Send + 'static,
) -> Answer<Nothing> {
    let changed = core.blocking(move |core| {
        core.console.write(write)?;
        core.rules.load(&core.console)?;
        alert::count(core).map(|_| ())
    });
    changed.await.map_err(storage)?;
    core.feed.changed(ChangeKind::Notifications);
    core.bells.silence.notify_one();
    core.bells.again.notify_one();
    Ok(Nothing {})
}

/// The rules.
pub fn rules(core: &Core) -> NotificationRules {
    let rules = core.rules.now();
    let kinds = AlertKind::ALL.iter().filter(|kind| !NOT_YET.contains(kind)).map(|kind| KindRow {
        kind: *kind,
        fields: rules.kinds.get(kind).cloned().unwrap_or_default(),
        outcome: standing(&neutral(*kind), &rules),
    });
    let accounts = rules.accounts.iter().map(|(id, fields)| (Level::Account(id.clone()), fields));
    let labels = rules.labels.iter().map(|(id, fields)| (Level::Label(*id), fields));
    let levels = accounts.chain(labels).map(|(level, fields)| LevelFields { level, fields: fields.clone() }).collect();
    NotificationRules {
        app: rules.app.clone(),
        kinds: kinds.collect(),
        groups: rules.groups.clone(),
        group_kinds: GroupKind::ALL.map(|kind| group_kind(&rules, kind)).into(),
        levels,
        schedules: rules.schedules.clone(),
        quiet: rules.quiet.filter(|quiet| quiet.holds(core.now())),
        breakthroughs: rules.breakthroughs.clone(),
        manner: rules.manner.clone(),
        zone: core.zone.name().to_owned(),
        exceptions: u32::try_from(exceptions::all(&rules, core.now()).len()).unwrap_or(u32::MAX),
        silent: silent(core, &rules, &neutral(AlertKind::Message)),
    }
}

/// What messages do in groups that are for one thing.
fn group_kind(rules: &Rules, kind: GroupKind) -> GroupKindRow {
    let event = |alert| AlertEvent { group: true, group_kind: Some(kind), ..neutral(alert) };
    GroupKindRow {
        kind,
        fields: rules.group_kinds.get(&kind).cloned().unwrap_or_default(),
        message: standing(&event(AlertKind::GroupMessage), rules),
        mention: standing(&event(AlertKind::Mention), rules),
    }
}

/// An event of a kind, in no chat.
fn neutral(kind: AlertKind) -> AlertEvent {
    AlertEvent {
        kind,
        account: AccountId::from(crate::project::NO_ACCOUNT),
        chat: None,
        group: kind == AlertKind::GroupMessage,
        group_kind: None,
        group_topic: None,
        contact: None,
        labels: Vec::new(),
        text: String::new(),
    }
}

/// The silence that holds for an event now, a mute aside: the quietest.
fn silent(core: &Core, rules: &Rules, event: &AlertEvent) -> Option<SilentNow> {
    let found = silences(event, rules, core.zone, core.now()).filter(|silence| silence.because != Because::Muted);
    let decides = found.max_by_key(|silence: &Silence| silence.quiet)?;
    let schedule = match decides.because {
        Because::Schedule(schedule) => Some(schedule),
        Because::Muted | Because::QuietNow => None,
    };
    Some(SilentNow { schedule, until: decides.until })
}

/// How a chat alerts.
pub fn of_chat(core: &Core, r: &Read<'_>, chat: &Chat) -> Result<ChatAlert, StoreError> {
    let rules = core.rules.now();
    let kind = AlertKind::of_message(chat.group_id.is_some(), false, false);
    let event = chat_event(r, chat, kind)?;
    let always = |exception: &&Breakthrough| {
        let whoever = matches!(
            exception.condition,
            Condition::Chat { .. } | Condition::Contact { .. } | Condition::Label { .. } | Condition::Kind { .. }
        );
        whoever && exception.condition.fits(&event, &[], core.now())
    };
    Ok(ChatAlert {
        fields: rules.chats.get(&chat.chat_id).cloned().unwrap_or_default(),
        outcome: standing(&event, &rules),
        mention: event.group.then(|| standing(&AlertEvent { kind: AlertKind::Mention, ..event.clone() }, &rules)),
        through: rules.breakthroughs.iter().filter(always).map(|exception| exception.breakthrough_id).collect(),
        silent: silent(core, &rules, &event),
    })
}

/// Keeps what one level sets.
pub async fn level_save(core: &Arc<Core>, request: LevelFields) -> Answer<Nothing> {
    let LevelFields { level, fields } = request;
    let fields = Fields { volume: fields.volume.map(|volume| volume.min(FULL)), ..fields };
    let (word, key) = named(&level);
    change(core, move |w| alert_level::put(w, &AlertLevel { level: word.to_owned(), key, fields })).await
}

/// Keeps what holds for every alert alike.
pub async fn manner_save(core: &Arc<Core>, manner: Manner) -> Answer<Nothing> {
    change(core, move |w| setting::set(w, MANNER, &manner)).await
}

/// Mutes a chat, or ends it.
pub async fn chat_mute(core: &Arc<Core>, request: ChatMute) -> Answer<Nothing> {
    let ChatMute { chat_id, mute } = request;
    chats::known(core, chat_id).await?;
    if mute.is_some_and(|mute| !mute.holds(core.now())) {
        return Err(ErrorCode::TooLate.into());
    }
    change(core, move |w| mute::set(w, chat_id, mute)).await?;
    core.feed.changed_in(ChangeKind::Chats, [chat_id]);
    Ok(Nothing {})
}

/// Leaves the operator in peace at once, or ends it.
pub async fn quiet_set(core: &Arc<Core>, quiet: Option<QuietNow>) -> Answer<Nothing> {
    if quiet.is_some_and(|quiet| !quiet.holds(core.now())) {
        return Err(ErrorCode::TooLate.into());
    }
    change(core, move |w| match quiet {
        Some(quiet) => setting::set(w, QUIET, &quiet),
        None => setting::delete(w, QUIET),
    })
    .await
}

/// Makes or changes a schedule.
pub async fn schedule_save(core: &Arc<Core>, request: ScheduleSave) -> Answer<Nothing> {
    let ScheduleSave { new, schedule } = request;
    if !is_whole(&schedule) {
        return Err(ErrorCode::BadRequest.into());
    }
    let known = core.rules.now().schedules.iter().any(|one| one.schedule_id == schedule.schedule_id);
    if !new && !known {
        return Err(ErrorCode::NotFound.into());
    }
    change(core, move |w| {
        if new { schedule::insert(w, &schedule).map(|_| ()) } else { schedule::update(w, &schedule).map(|_| ()) }
    })
    .await
}

/// A schedule has a name, and windows that are somewhere in a week.
fn is_whole(schedule: &Schedule) -> bool {
    let whole = |window: &Window| {
        let days = !window.days.is_empty() && window.days.iter().all(|day| (1..=7).contains(day));
        days && window.from < DAY && window.to <= DAY
    };
    !schedule.name.trim().is_empty() && !schedule.windows.is_empty() && schedule.windows.iter().all(whole)
}

/// Deletes a schedule. Exceptions to it alone go with it.
pub async fn schedule_delete(core: &Arc<Core>, id: ScheduleId) -> Answer<Nothing> {
    let only: Vec<BreakthroughId> = core
        .rules
        .now()
        .breakthroughs
        .iter()
        .filter(|exception| exception.schedule == Some(id))
        .map(|exception| exception.breakthrough_id)
        .collect();
    change(core, move |w| {
        only.into_iter().try_for_each(|exception| breakthrough::delete(w, exception))?;
        schedule::delete(w, id)
    })
    .await
}

/// Makes or changes an exception to silence.
pub async fn breakthrough_save(core: &Arc<Core>, request: BreakthroughSave) -> Answer<Nothing> {
    let BreakthroughSave { new, breakthrough: exception } = request;
    let known = core.rules.now().breakthroughs.iter().any(|one| one.breakthrough_id == exception.breakthrough_id);
    if !new && !known {
        return Err(ErrorCode::NotFound.into());
    }
    let exception = Breakthrough { volume: exception.volume.map(|volume| volume.min(FULL)), ..exception };
    change(core, move |w| {
        if new {
            breakthrough::insert(w, &exception).map(|_| ())
        } else {
            breakthrough::update(w, &exception).map(|_| ())
        }
    })
    .await
}

/// Deletes an exception to silence.
pub async fn breakthrough_delete(core: &Arc<Core>, id: BreakthroughId) -> Answer<Nothing> {
    change(core, move |w| breakthrough::delete(w, id)).await
}

/// Puts the exceptions to silence into another order.
pub async fn breakthrough_order(core: &Arc<Core>, order: Vec<BreakthroughId>) -> Answer<Nothing> {
    change(core, move |w| breakthrough::order(w, &order)).await
}

/// The whole of the rules, for whoever asks over the door.
pub async fn rules_asked(core: &Arc<Core>) -> Answer<NotificationRules> {
    read(core, |core, _| Ok(rules(core))).await
}
