//! Welcomes whoever comes into a group that has a welcome. A reactor with a cursor of its own: who was welcomed once is not
//! welcomed again, whatever is rebuilt.

use std::sync::Arc;
use std::time::Duration;

use domain::decision::{Decided, Decision, Outgoing, SendDecision, WelcomeDecision};
use domain::gate::Wish;
use domain::group::GroupHappened;
use domain::welcome::{FRESH, PATIENCE, Welcome, WelcomeTurn, turn};
use domain::{ChatId, CommandId, Content, Timestamp};
use store::table::group_chat::{self, GroupChat};
use store::table::group_line::{self, GroupLine};
use store::table::welcome_due::{self, WelcomeDue};
use store::table::{chat, cursor, participant};
use store::{EntryKind, Read, StoreError, Write};

use super::joining::RULE;
use crate::consent::of_letters;
use crate::core::Core;
use crate::send::gate::Addressee;

/// The name of the cursor.
const NAME: &str = "welcome";
/// Most lines of histories in one step.
const STEP: usize = 200;
/// The longest time without a look.
const LONGEST: Duration = Duration::from_mins(1);

/// Welcomes until it is dropped.
pub async fn run(core: Arc<Core>) {
    let mut projected = core.projected.subscribe();
    loop {
        projected.mark_unchanged();
        let pause = match step(&core).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "who came into groups could not be welcomed");
                LONGEST
            }
        };
        tokio::select! {
            changed = projected.changed() => if changed.is_err() { return },
            () = core.bells.welcome.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Welcomes who is to be, and says when to look again.
async fn step(core: &Arc<Core>) -> Result<Duration, StoreError> {
    let now = core.now();
    while core.blocking(move |core| follow(core, now)).await? {}
    let mut due = core.blocking(|core| core.console.read(welcome_due::all)).await?;
    due.sort_by_key(|one| (one.chat_id, one.line));
    let mut next = now.plus(i64::try_from(LONGEST.as_millis()).unwrap_or(i64::MAX));
    for together in due.chunk_by(|one, other| one.chat_id == other.chat_id) {
        match group(core, together.to_vec(), now).await {
            Ok(moment) => next = next.min(moment.unwrap_or(next)),
            Err(error) => tracing::error!(%error, "who came into a group could not be welcomed"),
        }
    }
    Ok(Duration::from_millis(next.since(now).max(1).unsigned_abs()))
}

/// Notes who came since the last look. Says whether there may be more.
fn follow(core: &Core, now: Timestamp) -> Result<bool, StoreError> {
    let (seen, lines) = core.console.read(|r| {
        let seen = cursor::reactor(r, NAME)?;
        let from = seen.map_or_else(|| group_line::newest(r).map(|line| line.unwrap_or(0)), Ok)?;
        Ok((seen, group_line::since(r, from, STEP)?))
    })?;
    let Some(last) = lines.last() else {
        // At the first start nobody is welcomed who came before it.
        if seen.is_none() {
            core.console.write(|w| cursor::set_reactor(w, NAME, group_line::newest(w)?.unwrap_or(0)))?;
        }
        return Ok(false);
    };
    core.console.write(|w| {
        for line in &lines {
            came(w, line, now)?;
        }
        cursor::set_reactor(w, NAME, last.line)
    })?;
    Ok(lines.len() == STEP)
}

fn came(w: &Write<'_>, line: &GroupLine, now: Timestamp) -> Result<(), StoreError> {
    let GroupLine { line, chat_id, contact_id: Some(contact_id), at, happened: GroupHappened::Joined, .. } = *line
    else {
        return Ok(());
    };
    if now.since(at) >= FRESH || group_chat::get(w, chat_id)?.as_ref().and_then(wanted).is_none() {
        return Ok(());
    }
    welcome_due::put(w, &WelcomeDue { line, chat_id, contact_id, heard_at: now, taken: None })
}

/// The welcome, where one is sent, and who set it up.
fn wanted(group: &GroupChat) -> Option<(&Welcome, &str)> {
    let welcome = group.welcome.as_ref().filter(|welcome| welcome.on && !group.deleted)?;
    Some((welcome, group.welcome_by.as_deref().unwrap_or_default()))
}

/// What may be done for those who wait in a group.
struct Waiting {
    group: Option<GroupChat>,
    /// Who is not waited for any more: they went, or too much time has gone by.
    over: Vec<i64>,
    /// Who waits, longest first.
    people: Vec<WelcomeDue>,
    /// Whether a text may be sent into the group.
    may: bool,
}

/// Welcomes those who wait in a group, where it is their turn; else says when it is.
async fn group(core: &Arc<Core>, due: Vec<WelcomeDue>, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let Waiting { group, over, people, may } =
        core.blocking(move |core| core.console.read(|r| waiting(core, r, due, now))).await?;
    core.blocking(move |core| over.iter().try_for_each(|line| core.console.write(|w| welcome_due::done(w, *line))))
        .await?;
    let (Some(first), Some(last), Some(group)) = (people.first(), people.last(), group) else { return Ok(None) };
    let Some((welcome, by)) = wanted(&group) else { return Ok(None) };
    // What a stop left in the middle is ended as it was begun: the journal knows the command if it has it.
    let taken = first.taken;
    if taken.is_none()
        && let WelcomeTurn::At(moment) = turn(first.heard_at, may, now)
    {
        return Ok(Some(moment));
    }
    let newest = taken.unwrap_or(last.line);
    let chat = group.chat_id;
    core.blocking(move |core| core.console.write(|w| welcome_due::take(w, chat, newest))).await?;
    send(core, &group, (welcome, by), newest).await?;
    core.blocking(move |core| {
        let together = people.iter().filter(|one| one.line <= newest);
        core.console.write(|w| together.clone().try_for_each(|one| welcome_due::done(w, one.line)))
    })
    .await?;
    Ok(None)
}

fn waiting(core: &Core, r: &Read<'_>, due: Vec<WelcomeDue>, now: Timestamp) -> Result<Waiting, StoreError> {
    let chat = due.first().map_or(ChatId(0), |one| one.chat_id);
    let group = group_chat::get(r, chat)?.filter(|group| wanted(group).is_some());
    let mut inside = Vec::new();
    if let Some(group) = &group {
        inside = participant::all(r, &group.account_id, &group.group_id)?;
    }
    let stays = |one: &WelcomeDue| {
        let is_in = inside.iter().any(|person| person.contact_id == one.contact_id);
        (is_in || one.taken.is_some()) && now.since(one.heard_at) < PATIENCE
    };
    let (people, over): (Vec<_>, Vec<_>) = due.into_iter().partition(|one| group.is_some() && stays(one));
    let may = match &group {
        Some(group) => may_send(core, r, group, now)?,
        None => false,
    };
    Ok(Waiting { group, over: over.into_iter().map(|one| one.line).collect(), people, may })
}

/// Whether the gate lets a free text into the group now.
fn may_send(core: &Core, r: &Read<'_>, group: &GroupChat, now: Timestamp) -> Result<bool, StoreError> {
    let Some(chat) = chat::get(r, group.chat_id)? else { return Ok(false) };
    let addressee = Addressee::of(r, &core.ledger, &chat, now)?;
    Ok(!group.suspended && addressee.is_some_and(|addressee| addressee.may(&Wish::FreeForm, now).is_ok()))
}

async fn send(
    core: &Arc<Core>,
    group: &GroupChat,
    (welcome, by): (&Welcome, &str),
    line: i64,
) -> Result<(), StoreError> {
    let command = CommandId::of_rule(&format!("welcome {} {line}", group.chat_id));
    let content = Content::Text { body: welcome.fill(&group.subject, how_to_leave(group)) };
    let outgoing = Outgoing::Message { content, reply_to: None };
    let send = SendDecision { account: group.account_id.clone(), chat: group.chat_id, outgoing };
    let decision = Decision::Welcomed(Box::new(WelcomeDecision { send, set_up_by: by.to_owned() }));
    let dedupe = Some(command.0.clone());
    let decided = Decided { command, at: core.now(), operator: RULE.to_owned(), decision };
    core.append(EntryKind::Decided, dedupe, &decided).await.map(|_| ())
}

/// How to leave, in the group's language as far as letters tell.
pub fn how_to_leave(group: &GroupChat) -> &'static str {
    match language(group) {
        "ru" => "Выйти можно в любой момент: откройте данные группы и нажмите «Выйти из группы».",
        _ => "You can leave at any time: open the group’s info and tap “Exit group”.",
    }
}

/// What is offered where nobody has written a welcome.
pub fn first_words(group: &GroupChat) -> Welcome {
    let (text, rules) = match language(group) {
        "ru" => (
            "Добро пожаловать в группу «{group}»!\n\n{rules}\n\n{leave}",
            "Пишем по теме и уважаем друг друга. Без рекламы, рассылок и чужих личных данных.",
        ),
        _ => (
            "Welcome to {group}!\n\n{rules}\n\n{leave}",
            "Stay on topic and be kind to each other. No advertising, and nothing private of others.",
        ),
    };
    Welcome { on: false, text: text.to_owned(), rules: rules.to_owned() }
}

fn language(group: &GroupChat) -> &'static str {
    of_letters(&format!("{} {}", group.subject, group.description.as_deref().unwrap_or_default()))
}
