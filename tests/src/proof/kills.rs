//! `kill -9` in the middle of receiving and sending, again and again on one folder.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

use super::page::Figures;
use super::people::{Person, acquainted};
use crate::hub::{HubSetting, Screen};
use crate::operator::Shown;
use crate::patience;
use crate::town::Sent;
use crate::{Hub, Result, Stage, Town};

/// How often, and after which seed.
#[derive(Debug, Clone, Copy)]
pub struct Kills {
    /// Seed of the town, of the moments and of who writes.
    pub seed: u64,
    /// How many kills.
    pub rounds: u64,
}

/// What this proof claims.
pub const CLAIMS: &str = "The hub is killed (`kill -9`) at a random moment of every round, while people write and the operator answers, and is started \
again on the same folder. Every message of a person is there once. Every command ends accepted, refused or unknown. Every accepted one \
is at the provider exactly once. There are no more unknown ones than kills that hit a request on its way.";

/// Commands and messages of one round.
const EACH: u64 = 12;
/// People taking part: enough that nobody gets more messages than the pair limit allows at once (reference 7.1).
const PEOPLE: usize = 40;
/// Pause between two commands and between two messages.
const PACE: Duration = Duration::from_millis(60);
/// The provider takes this long to answer, so that kills meet requests on their way.
const ANSWER_MS: u64 = 40;
/// How long everything may take to settle after the last kill.
const SETTLED: Duration = Duration::from_secs(120);

/// One command that was given, maybe twice with the same id.
#[derive(Debug, Clone)]
struct Given {
    id: String,
    chat: i64,
    text: String,
}

/// Kills, starts again, and counts at the end.
pub async fn prove(kills: Kills) -> Result<Figures> {
    let mut dice = ChaCha8Rng::seed_from_u64(kills.seed);
    let mut stage = Stage::open(kills.seed, 0.0).await?;
    let people = acquainted(&stage.town, &stage.hub, PEOPLE).await?;
    stage.town.control("trouble", json!({ "kind": "delay_answer_ms", "value": ANSWER_MS })).await?;
    let mut story = Story::default();
    for round in 0..kills.rounds {
        stage = one_round(stage, round, &people, &mut dice, &mut story).await?;
    }
    stage.town.control("trouble/clear", json!({})).await?;
    stage.town.idle().await?;
    settled(&stage, people.len() + story.words.len() + story.given.len()).await?;
    let shown = stage.hub.everything().await?;
    let sent = stage.town.sent().await?;
    Ok(story.figures(kills, &shown, &sent))
}

async fn one_round(
    stage: Stage,
    round: u64,
    people: &[Person],
    dice: &mut ChaCha8Rng,
    story: &mut Story,
) -> Result<Stage> {
    let mut words = Vec::new();
    let mut given = Vec::new();
    for at in 0..EACH {
        if let (Some(writer), Some(addressee)) = (pick(people, dice), pick(people, dice)) {
            words.push((writer.name.clone(), format!("in {round}-{at}.")));
            given.push(Given {
                id: format!("kills-{round}-{at}"),
                chat: addressee.chat,
                text: format!("out {round}-{at}."),
            });
        }
    }
    let moment = Instant::now() + Duration::from_millis(dice.random_range(50..1_000));
    let Stage { town, hub, setting, folder } = stage;
    let screen = (*hub).clone();
    let (written, answered, on_the_way) =
        tokio::join!(write(&town, &words), answer_all(&screen, &given), kill_at(moment, hub, &setting));
    written?;
    let on_the_way = on_the_way?;
    story.hits += u64::from(on_the_way > 0);
    story.on_the_way += on_the_way;
    let begun = Instant::now();
    let hub = setting.start().await?;
    story.slowest_start = story.slowest_start.max(begun.elapsed());
    // A command whose answer was lost is given again under its id, and so is every third that was answered: doing it twice must be
    // doing it once.
    for (at, command) in given.iter().enumerate() {
        let lost = answered.get(at) != Some(&true);
        if lost || at % 3 == 0 {
            hub.sends(&command.id, command.chat, &command.text).await?;
        }
        story.lost_answers += u64::from(lost);
    }
    story.words.extend(words.into_iter().map(|(_, words)| words));
    story.given.extend(given);
    Ok(Stage { town, hub, setting, folder })
}

fn pick<'people>(people: &'people [Person], dice: &mut ChaCha8Rng) -> Option<&'people Person> {
    people.get(dice.random_range(0..people.len().max(1)))
}

/// People write, one message after another, whatever happens to the hub meanwhile.
async fn write(town: &Town, words: &[(String, String)]) -> Result<()> {
    let mut pace = paced();
    for (name, words) in words {
        pace.tick().await;
        town.says(name, words).await?;
    }
    Ok(())
}

/// The operator answers; whether each command was confirmed. A command may be neither confirmed nor refused: the hub is being killed.
async fn answer_all(screen: &Screen, given: &[Given]) -> Vec<bool> {
    let mut pace = paced();
    let mut confirmed = Vec::new();
    for command in given {
        pace.tick().await;
        confirmed.push(screen.sends(&command.id, command.chat, &command.text).await.is_ok());
    }
    confirmed
}

fn paced() -> Interval {
    let mut pace = interval(PACE);
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    pace
}

/// Kills the hub at that moment; how many requests to the provider were on their way, by what lies in the folder.
async fn kill_at(moment: Instant, hub: Hub, setting: &HubSetting) -> Result<u64> {
    sleep_until(moment).await;
    hub.kill().await?;
    let report = setting.inspect().await?;
    Ok(report.pointer("/sends/sending").and_then(Value::as_u64).unwrap_or_default())
}

/// Waits until nothing is queued or on its way, and every person's words are in.
async fn settled(stage: &Stage, all: usize) -> Result<()> {
    patience::until("everything settled", SETTLED, || async {
        let report = stage.setting.inspect().await?;
        let waiting =
            |state: &str| report.pointer(&format!("/sends/{state}")).and_then(Value::as_u64).unwrap_or_default();
        let messages = report.get("messages").and_then(Value::as_u64).unwrap_or_default();
        let calm = waiting("queued") + waiting("sending") == 0;
        let whole = messages >= u64::try_from(all).unwrap_or(u64::MAX);
        Ok(patience::seen(calm && whole, || report.to_string()))
    })
    .await
}

#[derive(Debug, Default)]
struct Story {
    /// What people wrote, each once.
    words: Vec<String>,
    given: Vec<Given>,
    /// Commands that were not confirmed and were given again.
    lost_answers: u64,
    /// Kills that met at least one request on its way.
    hits: u64,
    /// Requests on their way at those kills.
    on_the_way: u64,
    /// From the start of a process to its first line.
    slowest_start: Duration,
}

impl Story {
    fn figures(&self, kills: Kills, shown: &[Shown], sent: &[Sent]) -> Figures {
        let mut figures = Figures::default();
        figures.row("kills", kills.rounds);
        figures.row("kills that met a request on its way", self.hits);
        figures.row("requests on their way at those kills", self.on_the_way);
        figures.row("slowest start on a killed folder", format!("{:.2} s", self.slowest_start.as_secs_f64()));
        self.received(&mut figures, shown);
        self.answered(&mut figures, shown, sent);
        figures
    }

    /// Every message of a person is there once.
    fn received(&self, figures: &mut Figures, shown: &[Shown]) {
        let there = counted(shown.iter().filter(|shown| !shown.ours).map(|shown| shown.words.as_str()));
        let times = |words: &String| there.get(words.as_str()).copied().unwrap_or_default();
        let lost = self.words.iter().filter(|words| times(words) == 0).count();
        let double = self.words.iter().filter(|words| times(words) > 1).count();
        figures.row("messages people wrote", self.words.len());
        figures.row("of them lost", lost);
        figures.row("of them there more than once", double);
        figures.must(lost + double == 0, || format!("{lost} messages are lost and {double} are there more than once"));
    }

    /// Every command ended, and what was accepted is at the provider once.
    fn answered(&self, figures: &mut Figures, shown: &[Shown], sent: &[Sent]) {
        let ours: BTreeMap<&str, &Shown> =
            shown.iter().filter(|shown| shown.ours).map(|shown| (shown.words.as_str(), shown)).collect();
        let in_chats = counted(shown.iter().filter(|shown| shown.ours).map(|shown| shown.words.as_str()));
        let mut ends: BTreeMap<String, u64> = BTreeMap::new();
        for command in &self.given {
            let status = ours
                .get(command.text.as_str())
                .and_then(|shown| shown.status.clone())
                .unwrap_or_else(|| "missing".into());
            let taken = ours.get(command.text.as_str()).is_some_and(|shown| shown.taken());
            let at_provider = sent.iter().filter(|sent| sent.holds(&command.text)).count();
            let bubbles = in_chats.get(command.text.as_str()).copied().unwrap_or_default();
            let fits = match status.as_str() {
                "refused" => at_provider == 0,
                "unknown" => at_provider <= 1,
                _ => taken && at_provider == 1,
            };
            figures.must(fits && bubbles == 1, || {
                format!(
                    "`{}` ended {status}, is {at_provider} times at the provider and {bubbles} times in its chat",
                    command.text
                )
            });
            *ends.entry(if taken { "accepted".into() } else { status }).or_default() += 1;
        }
        figures.row("commands given", self.given.len());
        figures.row("of them given again because their answer was lost", self.lost_answers);
        for (end, count) in &ends {
            figures.row(&format!("commands that ended {end}"), count);
        }
        let unknown = ends.get("unknown").copied().unwrap_or_default();
        figures.must(unknown <= self.hits, || {
            format!("{unknown} ended unknown after {} kills that met a request", self.hits)
        });
    }
}

fn counted<'words>(all: impl Iterator<Item = &'words str>) -> BTreeMap<&'words str, usize> {
    let mut counts = BTreeMap::new();
    for words in all {
        *counts.entry(words).or_default() += 1;
    }
    counts
}
