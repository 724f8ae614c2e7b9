//! A hub and two consoles on machines of their own, one cable cut for an hour of the town's time while everybody works on.

mod desk;
mod house;
mod verdict;

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use self::desk::Desk;
use self::house::House;
use super::page::Figures;
use super::people::{Person, acquainted};
use crate::hub::Screen;
use crate::{Result, Town, patience};

/// How much, and after which seed.
#[derive(Debug, Clone, Copy)]
pub struct Pairing {
    /// Seed of the town.
    pub seed: u64,
    /// Replies of each console in each part of the story; what else it does goes along.
    pub replies: u64,
}

/// What this proof claims.
pub const CLAIMS: &str = "A hub and two consoles, each on a machine of its own (a network namespace) with one cable to the hub and no route elsewhere. \
People write and both consoles give commands. Then one cable is cut for an hour of the town's time; people write on and both consoles give commands; \
meanwhile the console behind the cut cable is killed and started again, and so is the hub. The cable is plugged in again. Then both consoles show the same \
as the hub, every command was carried out once and replies in their order, and nothing was sent by a console, although it has the provider's address and \
its token at hand: the town was asked by the hub's machine alone, and nothing but the hub's port for consoles was spoken to over the cables.";

/// People taking part.
const PEOPLE: usize = 30;
/// An hour of the town, in parts.
const PARTS: u64 = 6;
const PART_MS: u64 = 10 * 60 * 1_000;
/// How long everything may take to be the same once the cable is there again.
const SETTLED: Duration = Duration::from_secs(180);

/// Plays the story and looks at what became of it.
pub async fn prove(pairing: Pairing) -> Result<Figures> {
    let mut house = House::open(pairing.seed).await?;
    let people = acquainted(&house.town, house.hub.screen()?, PEOPLE).await?;
    let mut desks = house::OPERATORS.map(Desk::new);
    let mut words = Vec::new();
    let mut figures = Figures::default();
    together(&house, &people, &mut desks, pairing.replies, &mut words).await?;
    let cut = Instant::now();
    house.network.consoles.first().ok_or_else(house::missing)?.cut().await?;
    for part in 0..PARTS {
        house.town.advance(PART_MS).await?;
        together(&house, &people, &mut desks, pairing.replies.div_ceil(PARTS), &mut words).await?;
        match part {
            1 => house.consoles.first_mut().ok_or_else(house::missing)?.restart().await?,
            3 => house.hub.restart().await?,
            _ => {}
        }
    }
    let waiting = desks.each_ref().map(|desk| desk.waiting);
    figures.row("seconds that the cable was cut", cut.elapsed().as_secs());
    house.network.consoles.first().ok_or_else(house::missing)?.restore().await?;
    let restored = Instant::now();
    together(&house, &people, &mut desks, pairing.replies, &mut words).await?;
    let tables = house.same(&desks, SETTLED).await?;
    figures.row("seconds until everything was the same again", format!("{:.1}", restored.elapsed().as_secs_f64()));
    verdict::Seen { desks: &desks, words: &words, people: &people, waiting, tables }
        .judge(&house, &mut figures)
        .await?;
    Ok(figures)
}

/// People write while both consoles work.
async fn together(
    house: &House,
    people: &[Person],
    desks: &mut [Desk; 2],
    replies: u64,
    words: &mut Vec<String>,
) -> Result<()> {
    let [one, two] = desks;
    let (first, second) = house.screens()?;
    let (written, one, two) = tokio::join!(
        write(&house.town, people, replies * 2, words),
        one.work(first, people, replies),
        two.work(second, people, replies),
    );
    written.and(one).and(two)
}

async fn write(town: &Town, people: &[Person], count: u64, words: &mut Vec<String>) -> Result<()> {
    for person in people.iter().cycle().skip(words.len()).take(usize::try_from(count).unwrap_or_default()) {
        let said = format!("in {}.", words.len());
        town.says(&person.name, &said).await?;
        words.push(said);
    }
    Ok(())
}

/// What a word of the health is.
async fn is(screen: &Screen, connection: &str) -> Result<()> {
    let fits = |health: &Value| health.get("connection").and_then(Value::as_str) == Some(connection);
    patience::until(&format!("a connection that is {connection}"), SETTLED, || async {
        let health = screen.command("health", &json!({})).await?;
        Ok(patience::seen(fits(&health), || health.to_string()))
    })
    .await
}
