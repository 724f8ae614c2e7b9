//! Rubbish on both doors of a running hub: what is acknowledged is kept, what is refused is refused in words, and nothing
//! falls over.

mod desk;
mod door;
mod made;
mod rubbish;

use std::path::PathBuf;
use std::time::Duration;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use tokio::time::Instant;

use super::page::Figures;
use crate::{Result, Stage, WorldError};

/// For how long, after which seed, and made of what.
#[derive(Debug, Clone)]
pub struct Fuzz {
    /// Seed of everything.
    pub seed: u64,
    /// Seconds of posting.
    pub seconds: u64,
    /// A folder with further webhook bodies (`*.json`, in its folders too).
    pub samples: Option<PathBuf>,
}

/// What this proof claims.
pub const CLAIMS: &str = "Webhook bodies of every kind the town can send are posted as they are, and then bent as JSON and torn as bytes, each signed with the right secret. \
Each is answered 200 and lies in the journal; under a signature that is not theirs, of seven kinds, they are answered 401 and kept nowhere. Beside that every \
command of the contract but those that erase is asked with requests made from its schema, of numbers that the hub named before, and with the same bent and torn: each is answered, or refused with a code \
that is no defect of ours. The hub goes on answering, and a rebuild from that journal gives the same counts.";

/// Posts rubbish and looks at what became of it.
pub async fn prove(fuzz: Fuzz) -> Result<Figures> {
    let mut stage = Stage::open(fuzz.seed, 0.0).await?;
    let mut seeds = door::spoken(&stage.town).await?;
    let own = seeds.len();
    if let Some(folder) = &fuzz.samples {
        door::read_samples(folder, &mut seeds)?;
    }
    stage.town.subscribe(&stage.hub.webhook()).await?;
    let before = journal(&stage.calm().await?)?;
    let mut figures = Figures::default();
    figures.row("bodies of the town to begin with", own);
    figures.row("further samples", seeds.len() - own);
    figures.row("seconds", fuzz.seconds);
    let (posted, asked) = both(&stage, &fuzz, seeds).await?;
    posted.figures(&mut figures);
    asked.figures(&mut figures);
    figures.must(stage.hub.runs(), || "the hub ended".into());
    let after = stage.calm().await?;
    let kept = journal(&after)? - before;
    figures.row("entries added to the journal", kept);
    figures.row("shown as unknown", after.get("unknown").cloned().unwrap_or_default());
    figures.must(kept >= posted.distinct, || {
        format!("{} different bodies were acknowledged, {kept} are kept", posted.distinct)
    });
    rebuilt(stage, &after, &mut figures).await?;
    Ok(figures)
}

/// Both doors at once until the time is over.
async fn both(stage: &Stage, fuzz: &Fuzz, seeds: Vec<Vec<u8>>) -> Result<(door::Posted, desk::Asked)> {
    let mut door = door::Door::open(stage, seeds).await?;
    let mut desk = desk::Desk::open(&stage.hub, stage.setting.contract().await?)?;
    let end = Instant::now() + Duration::from_secs(fuzz.seconds);
    let (mut at_the_door, mut at_the_desk) =
        (ChaCha8Rng::seed_from_u64(fuzz.seed), ChaCha8Rng::seed_from_u64(fuzz.seed + 1));
    let knocking = async {
        while Instant::now() < end {
            door.knock(&mut at_the_door).await?;
        }
        Ok::<_, WorldError>(door.end())
    };
    let asking = async {
        while Instant::now() < end {
            desk.ask(&mut at_the_desk).await?;
        }
        Ok(desk.end())
    };
    tokio::try_join!(knocking, asking)
}

fn journal(report: &Value) -> Result<u64> {
    report
        .get("journal")
        .and_then(Value::as_u64)
        .ok_or_else(|| WorldError::Found(format!("inspect counted no journal: {report}")))
}

/// A rebuild must come to the same counts as the hub that worked everything off.
async fn rebuilt(stage: Stage, before: &Value, figures: &mut Figures) -> Result<()> {
    stage.hub.command("health", &serde_json::json!({})).await?;
    let Stage { town: _town, hub, setting, folder: _folder } = stage;
    hub.kill().await?;
    setting.rebuild().await?;
    let again = setting.inspect().await?;
    figures.must(*before == again, || format!("before the rebuild {before}, after it {again}"));
    Ok(())
}
