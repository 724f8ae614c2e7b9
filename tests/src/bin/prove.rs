//! `prove backup | fuzz | kills | lists | load | packages | pairing | soak`: runs one proof and prints its figures; with `--page` it also writes them down.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use world::mixed::Encoding;
use world::proof::{backup, fuzz, kills, lists, load, page::Figures, soak};
#[cfg(target_os = "linux")]
use world::proof::{packages, pairing};
use world::{Result, WorldError};

/// What must hold when the product is killed, loaded, or fed with rubbish.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    proof: Proof,
}

#[derive(Subcommand)]
enum Proof {
    /// `kill -9` in the middle of receiving and sending.
    Kills {
        /// How many kills.
        #[arg(long, default_value_t = 50)]
        rounds: u64,
        #[command(flatten)]
        common: Common,
    },
    /// Long lists of people brought in while somebody else works.
    Lists {
        /// Rows of each.
        #[arg(long, default_value_t = 50_000)]
        rows: u32,
        /// How their letters are written, one list for each.
        #[arg(long, value_delimiter = ',', default_value = "utf-8,utf-16,windows-1251")]
        encodings: Vec<Encoding>,
        #[command(flatten)]
        common: Common,
    },
    /// Many messages a second while a browser shows the screen.
    Load {
        /// Messages a second.
        #[arg(long, default_value_t = 1000)]
        rate: u64,
        /// Seconds.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        #[command(flatten)]
        common: Common,
    },
    /// A backup while messages come, its restore and a rebuild of it.
    Backup {
        /// Messages in the folder, where it is no company's.
        #[arg(long, default_value_t = 300_000)]
        messages: u64,
        /// How large the company is whose folder it is, in hundredths of a million messages.
        #[arg(long)]
        company: Option<u32>,
        /// Messages a second while the backup is made.
        #[arg(long, default_value_t = 500)]
        rate: u64,
        #[command(flatten)]
        common: Common,
    },
    /// A hub and two consoles on machines of their own, one cable cut. Root only.
    #[cfg(target_os = "linux")]
    Pairing {
        /// Replies of each console in each part of the story.
        #[arg(long, default_value_t = 24)]
        replies: u64,
        #[command(flatten)]
        common: Common,
    },
    /// The packages, installed on a Debian made from nothing. Root only.
    #[cfg(target_os = "linux")]
    Packages {
        /// The .deb of this version.
        #[arg(long)]
        deb: PathBuf,
        /// The .rpm of this version.
        #[arg(long)]
        rpm: PathBuf,
        /// The .deb of an older version.
        #[arg(long)]
        older: PathBuf,
        /// The .deb of an empty Tauri application.
        #[arg(long)]
        empty: PathBuf,
        /// Debian's packages of a desktop for the trial.
        #[arg(long, value_delimiter = ',')]
        desktop: Vec<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Leads whoever comes in by the socket on stdin to a port of this machine.
    #[cfg(target_os = "linux")]
    #[command(hide = true)]
    Door {
        /// Which.
        port: u16,
    },
    /// A long day in the real window, killed in its middle; inside `tests/desktop-session.sh`.
    Soak {
        /// Messages a second.
        #[arg(long, default_value_t = 1000)]
        rate: u64,
        /// Seconds.
        #[arg(long, default_value_t = 1800)]
        seconds: u64,
        /// How large the folder is at its beginning, in hundredths of a million messages.
        #[arg(long, default_value_t = 1)]
        company: u32,
        #[command(flatten)]
        common: Common,
    },
    /// Webhooks, signatures and commands bent and torn.
    Fuzz {
        /// Seconds.
        #[arg(long, default_value_t = 600)]
        seconds: u64,
        /// A folder with further webhook bodies.
        #[arg(long)]
        samples: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Args)]
struct Common {
    /// Seed of the town and of all chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The page to write.
    #[arg(long)]
    page: Option<PathBuf>,
}

fn main() -> ExitCode {
    let proof = Arguments::parse().proof;
    let runtime = tokio::runtime::Runtime::new();
    let outcome = runtime
        .map_err(|source| WorldError::File { doing: "starting", source })
        .and_then(|runtime| runtime.block_on(run(proof)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prove: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(proof: Proof) -> Result<()> {
    match proof {
        Proof::Kills { rounds, common } => {
            let figures = kills::prove(kills::Kills { seed: common.seed, rounds }).await?;
            end(&figures, "kills", kills::CLAIMS, &common)
        }
        Proof::Lists { rows, encodings, common } => {
            let figures = lists::prove(lists::Lists { seed: common.seed, rows, encodings }).await?;
            end(&figures, "lists", lists::CLAIMS, &common)
        }
        Proof::Load { rate, seconds, common } => {
            let figures = load::prove(load::Load { seed: common.seed, rate, seconds }).await?;
            end(&figures, "load", load::CLAIMS, &common)
        }
        Proof::Soak { rate, seconds, company, common } => {
            let figures = soak::prove(soak::Soak { rate, seconds, company }).await?;
            end(&figures, "soak", soak::CLAIMS, &common)
        }
        Proof::Backup { messages, company, rate, common } => {
            let figures = backup::prove(backup::Backup { seed: common.seed, messages, company, rate }).await?;
            end(&figures, "backup", backup::CLAIMS, &common)
        }
        #[cfg(target_os = "linux")]
        Proof::Pairing { replies, common } => {
            let figures = pairing::prove(pairing::Pairing { seed: common.seed, replies }).await?;
            end(&figures, "pairing", pairing::CLAIMS, &common)
        }
        #[cfg(target_os = "linux")]
        Proof::Packages { deb, rpm, older, empty, desktop, common } => {
            let given = packages::Packages { deb, rpm, older, empty, desktop };
            let figures = packages::prove(given).await?;
            end(&figures, "packages", packages::CLAIMS, &common)
        }
        #[cfg(target_os = "linux")]
        Proof::Door { port } => world::network::serve_door(port).await,
        Proof::Fuzz { seconds, samples, common } => {
            let figures = fuzz::prove(fuzz::Fuzz { seed: common.seed, seconds, samples }).await?;
            end(&figures, "fuzz", fuzz::CLAIMS, &common)
        }
    }
}

fn end(figures: &Figures, name: &str, claims: &str, common: &Common) -> Result<()> {
    println!("{}", figures.table());
    if let Some(page) = &common.page {
        figures.write(page, name, &format!("cargo xtask prove {name}"), common.seed, claims)?;
    }
    figures.verdict()
}
