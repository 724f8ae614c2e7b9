//! `measure`: ingest, start, an import and the first pages, each beside its twin.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use world::proof::page::Figures;
use world::{Result, WorldError, measure};

/// How fast it is, each figure beside its twin of the same run.
#[derive(Parser)]
struct Arguments {
    /// Webhooks to take in.
    #[arg(long, default_value_t = 20_000)]
    webhooks: u32,
    /// Messages in the folder that is started on.
    #[arg(long, default_value_t = 20_000)]
    messages: u64,
    /// Rows of the list that is brought in.
    #[arg(long, default_value_t = 50_000)]
    rows: u32,
    /// Groups in the folder whose first pages are timed.
    #[arg(long, default_value_t = 10_000)]
    groups: u32,
    /// People in it.
    #[arg(long, default_value_t = 50_000)]
    people: u32,
    /// How large the company is that is searched, in hundredths of a million messages.
    #[arg(long, default_value_t = 100)]
    company: u32,
    /// Figures of other measurements of the same run, each its name and its figure parted by a tab.
    #[arg(long = "figure")]
    figures: Vec<String>,
    /// The page to write.
    #[arg(long)]
    page: Option<PathBuf>,
}

/// What the page says above its table.
const CLAIMS: &str = "Each figure stands beside its twin: the least that any program would have to do for the same, measured in the same run.";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Runtime::new().map_err(|source| WorldError::File { doing: "starting", source });
    match runtime.and_then(|runtime| runtime.block_on(run(&arguments))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<()> {
    let mut figures = Figures::default();
    measure::ingest(arguments.webhooks).await?.tell(&mut figures);
    measure::start(arguments.messages).await?.tell(&mut figures);
    measure::import(arguments.rows, &mut figures).await?;
    let company = measure::Company::hundredths(arguments.company).open().await?;
    measure::search(&company, &mut figures).await?;
    let limits = measure::pages_of(arguments.groups, arguments.people, &mut figures).await;
    for (name, figure) in arguments.figures.iter().filter_map(|line| line.split_once('\t')) {
        figures.row(name, figure);
    }
    println!("{}", figures.table());
    arguments.page.as_ref().map_or(Ok(()), |page| figures.write(page, "bench", "cargo xtask bench", 1, CLAIMS))?;
    limits.and_then(|()| figures.verdict())
}
