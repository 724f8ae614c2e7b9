//! Silence when silence was asked for, what rings through it, and what is told when it ends.

use contract::Commands;
use contract::chat::ChatRequest;
use contract::notification::{
    BreakthroughSave, ChatMute, Digest, HistoryRequest, Level, LevelFields, QuietSet, ScheduleSave, Simulate,
};
use contract::sound::SoundAdd;
use contract::workspace::{Nothing, Presence};
use domain::notify::{
    AlertKind, Breakthrough, Condition, Fields, Lets, Manner, Mute, Phrases, QuietNow, Quietness, Rule, Schedule,
    Scope, Sound, SoundChoice, Window,
};
use domain::time::{HOUR, MINUTE};
use domain::{BreakthroughId, ChatId, ScheduleId, Timestamp};
use engine::ports::Tone;

use crate::desk::Desk;
use crate::town::{ANNA, TEA_CLUB, TOMAS, YERZHAN};

/// A schedule for everything that holds now, and for ten minutes more.
async fn night(desk: &Desk) -> Schedule {
    let minute = desk.engine.workspace(Nothing {}).await.unwrap().now.0.div_euclid(MINUTE);
    let at = |minute: i64| u16::try_from(minute.rem_euclid(24 * 60)).unwrap();
    Schedule {
        schedule_id: ScheduleId(0),
        name: "Night".into(),
        on: true,
        scope: Scope::App,
        windows: vec![Window { days: (1..=7).collect(), from: at(minute), to: at(minute + 10) }],
        zone: Some(chrono_tz::UTC),
        except: [].into(),
        quiet: Quietness::BadgeOnly,
    }
}

async fn begin_night(desk: &Desk) {
    let schedule = night(desk).await;
    desk.engine.schedule_save(ScheduleSave { new: true, schedule }).await.unwrap();
}

async fn let_through(desk: &Desk, condition: Condition) {
    let breakthrough = Breakthrough {
        breakthrough_id: BreakthroughId(0),
        condition,
        lets: Lets { sound: true, banner: true, badge: true },
        volume: Some(60),
        schedule: None,
        muted_too: false,
        once_in: None,
    };
    desk.engine.breakthrough_save(BreakthroughSave { new: true, breakthrough }).await.unwrap();
}

pub async fn set(desk: &Desk, level: Level, fields: Fields) {
    desk.engine.notification_level_save(LevelFields { level, fields }).await.unwrap();
}

async fn mute(desk: &Desk, chat_id: ChatId, mute: Option<Mute>) {
    desk.engine.chat_mute(ChatMute { chat_id, mute }).await.unwrap();
}

/// The rules of the newest decision about a chat, once there are that many.
async fn decided(desk: &Desk, chat: ChatId, count: usize) -> Vec<Rule> {
    let request = HistoryRequest { chat: Some(chat), message: None, before: None, limit: 50 };
    desk.eventually("a decision", async || {
        let page = desk.engine.notification_history(request).await.unwrap();
        let newest = page.decisions.first().filter(|_| page.decisions.len() >= count)?;
        Some(newest.verdict.trace.iter().map(|step| step.rule).collect())
    })
    .await
}

async fn digest(desk: &Desk, chats: usize) -> Digest {
    desk.eventually("the digest", async || {
        Some(desk.engine.digest(Nothing {}).await.unwrap()).filter(|digest| digest.chats.len() == chats)
    })
    .await
}

#[tokio::test]
async fn in_the_night_nothing_rings_and_its_end_tells_who_waits() {
    let desk = Desk::open().await;
    begin_night(&desk).await;
    desk.town.write(ANNA, "Вы ещё не спите?").await;
    desk.town.write(TOMAS, "Are you awake?").await;
    let (anna, tomas) = (desk.chat(ANNA).await, desk.chat(TOMAS).await);
    assert!(matches!(decided(&desk, anna, 1).await.last(), Some(Rule::Schedule { until: Some(_), .. })));
    decided(&desk, tomas, 1).await;
    assert_eq!((desk.ports.shown().len(), desk.ports.rung()), (0, vec![]), "it is night");
    assert_eq!(digest(&desk, 0).await.chats, [], "nothing is told before the end");
    desk.pass(11 * MINUTE).await;
    let told = digest(&desk, 2).await;
    assert_eq!(told.chats.iter().map(|row| row.chat).collect::<Vec<_>>(), [anna, tomas]);
    assert!(told.chats.iter().all(|row| row.waiting_since.is_some() && row.closes.is_some() && row.count == 1));
    let up = desk.eventually("the digest's banner", async || desk.ports.up().pop()).await;
    assert_eq!((up.body.as_str(), up.chat), ("Quiet is over: 2 chats wait", None));
    desk.eventually("a drop", async || (desk.ports.rung() == [Sound::Drop]).then_some(())).await;
    desk.read(anna).await;
    assert_eq!(digest(&desk, 1).await.chats[0].chat, tomas, "what was read is not work any more");
    desk.engine.digest_seen(Nothing {}).await.unwrap();
    digest(&desk, 0).await;
}

#[tokio::test]
async fn who_may_rings_through_the_night_at_the_volume_of_the_night() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый вечер").await;
    let anna = desk.chat(ANNA).await;
    desk.eventually("the first ring", async || (desk.ports.tones().len() == 1).then_some(())).await;
    begin_night(&desk).await;
    let_through(&desk, Condition::Chat { chat: anna }).await;
    desk.pass(MINUTE).await;
    desk.town.write(TOMAS, "Good night").await;
    decided(&desk, desk.chat(TOMAS).await, 1).await;
    desk.town.write(ANNA, "Это срочно").await;
    desk.eventually("a second ring", async || (desk.ports.tones().len() == 2).then_some(())).await;
    assert_eq!(desk.ports.tones().pop(), Some((Tone::Own(Sound::Kettle), 60)));
    assert!(matches!(decided(&desk, anna, 2).await.last(), Some(Rule::RingsThrough { place: 1, .. })));
}

#[tokio::test]
async fn two_chats_ring_with_two_tones_and_a_file_of_the_operators_is_one_of_them() {
    use base64::Engine as _;
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    desk.town.write(TOMAS, "Good day").await;
    let (anna, tomas) = (desk.chat(ANNA).await, desk.chat(TOMAS).await);
    desk.eventually("a ring", async || (!desk.ports.tones().is_empty()).then_some(())).await;
    let base64 = base64::engine::general_purpose::STANDARD.encode(b"RIFF and so on");
    let add = SoundAdd { name: "Gong".into(), base64, from: 0, to: None };
    let gong = desk.engine.sound_add(add).await.unwrap();
    let own = |sound| Fields { sound: Some(sound), ..Fields::default() };
    set(&desk, Level::Chat(anna), own(SoundChoice::File(gong.file))).await;
    set(&desk, Level::Chat(tomas), Fields { volume: Some(30), ..own(SoundChoice::Own(Sound::Bell)) }).await;
    let before = desk.ports.tones().len();
    desk.pass(MINUTE).await;
    desk.town.write(ANNA, "Есть габа?").await;
    desk.eventually("the gong", async || (desk.ports.tones().len() == before + 1).then_some(())).await;
    assert_eq!(desk.ports.tones().pop(), Some((Tone::File(b"RIFF and so on".as_slice().into()), 100)));
    desk.pass(MINUTE).await;
    desk.town.write(TOMAS, "Any oolong?").await;
    desk.eventually("the bell", async || (desk.ports.tones().len() == before + 2).then_some(())).await;
    assert_eq!(desk.ports.tones().pop(), Some((Tone::Own(Sound::Bell), 30)));
}

#[tokio::test]
async fn a_mute_ends_by_itself() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    desk.eventually("the first ring", async || (desk.ports.rung().len() == 1).then_some(())).await;
    let until = desk.engine.workspace(Nothing {}).await.unwrap().now.plus(HOUR);
    mute(&desk, anna, Some(Mute { until: Some(until), keep_mentions: false })).await;
    assert_eq!(desk.row(ANNA).await.mute.and_then(|mute| mute.until), Some(until));
    desk.pass(MINUTE).await;
    desk.town.write(ANNA, "Ещё вопрос").await;
    assert!(matches!(decided(&desk, anna, 2).await.last(), Some(Rule::Muted { until: Some(_) })));
    assert_eq!(desk.ports.rung().len(), 1);
    desk.pass(HOUR).await;
    assert_eq!(desk.row(ANNA).await.mute, None);
    desk.town.write(ANNA, "И ещё один").await;
    desk.eventually("it rings again", async || desk.ports.rung().contains(&Sound::Kettle).then_some(())).await;
}

#[tokio::test]
async fn a_mute_in_the_past_is_refused_and_one_that_is_lifted_early_tells_what_it_held() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    decided(&desk, anna, 1).await;
    desk.read(anna).await;
    let past = Mute { until: Some(Timestamp(1)), keep_mentions: false };
    assert!(desk.engine.chat_mute(ChatMute { chat_id: anna, mute: Some(past) }).await.is_err());
    mute(&desk, anna, Some(Mute { until: None, keep_mentions: false })).await;
    desk.town.write(ANNA, "Вы меня слышите?").await;
    decided(&desk, anna, 2).await;
    mute(&desk, anna, None).await;
    assert_eq!(digest(&desk, 1).await.chats[0].chat, anna);
}

#[tokio::test]
async fn left_in_peace_until_it_is_switched_off() {
    let desk = Desk::open().await;
    desk.engine.quiet_set(QuietSet { quiet: Some(QuietNow { until: None }) }).await.unwrap();
    desk.town.write(ANNA, "Алло?").await;
    let anna = desk.chat(ANNA).await;
    assert_eq!(decided(&desk, anna, 1).await.last(), Some(&Rule::QuietNow { until: None }));
    desk.engine.quiet_set(QuietSet { quiet: None }).await.unwrap();
    assert_eq!(digest(&desk, 1).await.chats[0].words, "Алло?");
}

#[tokio::test]
async fn in_a_group_only_a_mention_alerts() {
    let desk = Desk::open().await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Кто в субботу?").await;
    let club = desk.chat(TEA_CLUB).await;
    decided(&desk, club, 1).await;
    assert_eq!((desk.ports.shown().len(), desk.ports.rung().len()), (0, 0));
    desk.town.write_in(TEA_CLUB, YERZHAN, "@Mira, вы будете?").await;
    let banner = desk.eventually("a banner", async || desk.ports.up().pop()).await;
    assert_eq!((banner.title.as_str(), banner.body.as_str()), (TEA_CLUB, "Ержан Бекенов: @Mira, вы будете?"));
    desk.eventually("the bell", async || (desk.ports.rung() == [Sound::Bell]).then_some(())).await;
}

#[tokio::test]
async fn a_word_of_the_operators_makes_a_message_a_mention() {
    let desk = Desk::open().await;
    let words = Phrases::from(vec!["гаранти*".to_owned()]);
    desk.engine.notification_manner_save(Manner { words, ..Manner::default() }).await.unwrap();
    desk.town.write(ANNA, "Это по гарантии?").await;
    desk.eventually("the bell", async || (desk.ports.rung() == [Sound::Bell]).then_some(())).await;
}

#[tokio::test]
async fn the_simulator_says_what_really_happens() {
    let desk = Desk::open().await;
    begin_night(&desk).await;
    desk.town.write(ANNA, "Вы ещё не спите?").await;
    let anna = desk.chat(ANNA).await;
    let really = decided(&desk, anna, 1).await;
    let at = desk.engine.workspace(Nothing {}).await.unwrap().now;
    let asked = Simulate {
        kind: AlertKind::Message,
        chat: Some(anna),
        contact: None,
        text: "Вы ещё не спите?".into(),
        at,
        looking: false,
        focus: false,
    };
    let said = desk.engine.notification_simulate(asked.clone()).await.unwrap();
    assert_eq!(said.verdict.trace.iter().map(|step| step.rule).collect::<Vec<_>>(), really);
    assert!(said.digest_at.is_some());
    let morning = Simulate { at: at.plus(11 * MINUTE), ..asked };
    let said = desk.engine.notification_simulate(morning).await.unwrap();
    assert!(said.verdict.outcome.rings() && said.otherwise.is_none() && said.digest_at.is_none());
}

#[tokio::test]
async fn a_conversation_under_miras_eyes_ticks_once_in_three_seconds() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    decided(&desk, anna, 1).await;
    desk.engine.presence_set(Presence { visible: true, focused: true, chat: Some(anna) }).await.unwrap();
    desk.pass(MINUTE).await;
    for words in ["раз", "два", "три"] {
        desk.town.write(ANNA, words).await;
    }
    decided(&desk, anna, 4).await;
    let ticks = desk.ports.rung().into_iter().filter(|sound| *sound == Sound::Tick).count();
    assert_eq!(ticks, 1);
}

#[tokio::test]
async fn a_chat_where_everything_is_off_is_not_on_the_badge() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    desk.read(anna).await;
    let off = Fields { sound: Some(SoundChoice::Silent), banner: Some(false), badge: Some(false), ..Fields::default() };
    set(&desk, Level::Chat(anna), off).await;
    desk.town.write(ANNA, "Ещё вопрос").await;
    desk.eventually("unread", async || (desk.row(ANNA).await.unread == 1).then_some(())).await;
    desk.pass(MINUTE).await;
    desk.town.write(TOMAS, "Hello").await;
    let tomas = desk.chat(TOMAS).await;
    decided(&desk, tomas, 1).await;
    desk.eventually("Tomás alone", async || (*desk.engine.badge().borrow() == 1).then_some(())).await;
}

#[tokio::test]
async fn the_simulator_knows_a_word_that_makes_a_mention() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    let words = Manner { words: vec!["брак".to_owned()].into(), ..Manner::default() };
    desk.engine.notification_manner_save(words).await.unwrap();
    desk.pass(MINUTE).await;
    desk.town.write(ANNA, "Пришёл брак").await;
    decided(&desk, anna, 2).await;
    let kept = HistoryRequest { chat: Some(anna), message: None, before: None, limit: 1 };
    let really = desk.engine.notification_history(kept).await.unwrap().decisions[0].verdict.outcome.clone();
    let asked = Simulate {
        kind: AlertKind::Message,
        chat: Some(anna),
        contact: None,
        text: "Пришёл брак".into(),
        at: desk.engine.workspace(Nothing {}).await.unwrap().now,
        focus: false,
        looking: false,
    };
    let said = desk.engine.notification_simulate(asked).await.unwrap().verdict.outcome;
    assert_eq!((said.sound, said.importance), (really.sound, really.importance));
}

#[tokio::test]
async fn the_systems_do_not_disturb_silences_our_sounds_too() {
    let desk = Desk::open().await;
    desk.ports.set_focus(Some(true));
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    assert_eq!(decided(&desk, anna, 1).await.last(), Some(&Rule::Focus));
    assert_eq!(desk.ports.rung(), []);
    assert_eq!(desk.ports.up().len(), 1, "the system itself holds its banners back");
}

#[tokio::test]
async fn attention_is_asked_for_where_it_was_asked_for() {
    let desk = Desk::open().await;
    let asks = Fields { attention: Some(true), ..Fields::default() };
    set(&desk, Level::Kind(AlertKind::Message), asks).await;
    desk.town.write(ANNA, "Добрый день").await;
    desk.eventually("the task bar", async || (desk.ports.attentions() == 1).then_some(())).await;
}

#[tokio::test]
async fn a_rebuild_and_a_restart_keep_the_rules_and_ring_for_nothing() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    desk.eventually("the first ring", async || (desk.ports.rung().len() == 1).then_some(())).await;
    begin_night(&desk).await;
    set(&desk, Level::Chat(anna), Fields { volume: Some(10), ..Fields::default() }).await;
    mute(&desk, anna, Some(Mute { until: None, keep_mentions: true })).await;
    let (town, ports, folder) = desk.close().await;
    engine::rebuild(folder.path()).unwrap();
    let before = ports.rung().len();
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    let rules = desk.engine.notification_rules(Nothing {}).await.unwrap();
    assert_eq!((rules.schedules.len(), rules.exceptions), (1, 1));
    let alert = desk.engine.chat(ChatRequest { chat_id: anna }).await.unwrap().alert;
    assert_eq!(alert.fields.volume, Some(10));
    assert!(alert.silent.is_some(), "the schedule holds");
    assert_eq!(desk.ports.rung().len(), before);
}

#[tokio::test]
async fn a_silence_that_ends_while_nobody_is_there_is_told_at_the_next_start() {
    let desk = Desk::open().await;
    begin_night(&desk).await;
    desk.town.write(ANNA, "Вы ещё не спите?").await;
    let anna = desk.chat(ANNA).await;
    decided(&desk, anna, 1).await;
    let (town, ports, folder) = desk.close().await;
    town.pass(11 * MINUTE).await;
    let desk = Desk::sit_down(town, ports, folder).await;
    let told = digest(&desk, 1).await;
    assert_eq!((told.chats[0].chat, told.chats[0].count), (anna, 1));
    desk.eventually("its banner", async || desk.ports.up().into_iter().find(|banner| banner.body.starts_with("Quiet")))
        .await;
}

#[tokio::test]
async fn a_mute_that_ends_while_nobody_is_there_is_over_at_the_next_start() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let anna = desk.chat(ANNA).await;
    decided(&desk, anna, 1).await;
    let until = desk.engine.workspace(Nothing {}).await.unwrap().now.plus(HOUR);
    mute(&desk, anna, Some(Mute { until: Some(until), keep_mentions: false })).await;
    let (town, ports, folder) = desk.close().await;
    town.pass(HOUR + MINUTE).await;
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    let before = desk.ports.rung().len();
    desk.town.write(ANNA, "Ещё вопрос").await;
    desk.eventually("a ring", async || (desk.ports.rung().len() > before).then_some(())).await;
    assert_eq!(desk.row(ANNA).await.mute, None);
}

#[tokio::test]
async fn what_would_not_be_told_by_day_is_not_in_the_mornings_list() {
    let desk = Desk::open().await;
    begin_night(&desk).await;
    desk.town.write_in(TEA_CLUB, YERZHAN, "Всем доброй ночи").await;
    let club = desk.chat(TEA_CLUB).await;
    desk.town.write(ANNA, "Вы ещё не спите?").await;
    let anna = desk.chat(ANNA).await;
    decided(&desk, club, 1).await;
    decided(&desk, anna, 1).await;
    desk.pass(11 * MINUTE).await;
    let told = digest(&desk, 1).await;
    assert_eq!(told.chats[0].chat, anna);
}
