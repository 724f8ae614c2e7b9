//! `measure`: the table of the bench.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use world::measure::{self, Company, Part, Row, Table, Windows};
use world::{Result, WorldError};

/// How fast it is, each figure beside its twin of the same run.
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    /// Only a part, whose rows are printed for `--row`.
    #[command(subcommand)]
    apart: Option<Apart>,
    /// Messages to take in.
    #[arg(long, default_value_t = 20_000)]
    messages: u32,
    /// How large the company is, in hundredths of a million messages.
    #[arg(long, default_value_t = 100)]
    company: u32,
    /// Seconds at full pace.
    #[arg(long, default_value_t = 600)]
    seconds: u32,
    /// Seconds over which memory is watched.
    #[arg(long, default_value_t = 3_600)]
    memory: u64,
    /// Rows that other programs of the same run printed.
    #[arg(long = "row")]
    rows: Vec<String>,
    /// The page to write; its picture and its JSON lie beside it.
    #[arg(long)]
    page: Option<PathBuf>,
}

/// What is measured apart from the rest.
#[derive(Subcommand)]
enum Apart {
    /// The screens of a community with many groups.
    Community {
        /// How large it is, in hundredths of ten thousand groups.
        #[arg(long, default_value_t = 100)]
        company: u32,
    },
    /// What the core holds after a long time with little traffic.
    Memory {
        /// How large the company is, in hundredths of a million messages.
        #[arg(long, default_value_t = 100)]
        company: u32,
        /// For how many seconds.
        #[arg(long, default_value_t = 3_600)]
        seconds: u64,
    },
    /// In the real window, inside `tests/desktop-session.sh`.
    Window {
        /// What; nothing is everything.
        #[arg(value_enum)]
        parts: Vec<Part>,
        /// How large the company is, in hundredths of a million messages.
        #[arg(long, default_value_t = 100)]
        company: u32,
        /// Starts of each kind; the median counts.
        #[arg(long, default_value_t = 11)]
        starts: u32,
        /// Seconds of each pace.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Messages to scroll back over.
        #[arg(long, default_value_t = 10_000)]
        back: u32,
        /// Seconds of traffic after which memory is looked at.
        #[arg(long, default_value_t = 600)]
        memory: u64,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Runtime::new().map_err(|source| WorldError::File { doing: "starting", source });
    match runtime.and_then(|runtime| runtime.block_on(begin(&arguments))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn begin(arguments: &Arguments) -> Result<()> {
    match &arguments.apart {
        Some(Apart::Window { parts, company, starts, seconds, back, memory }) => {
            let (parts, company, starts) = (parts.clone(), *company, *starts);
            let asked = Windows { parts, company, starts, seconds: *seconds, back: *back, memory: *memory };
            measure::window(&asked).await
        }
        Some(Apart::Community { company }) => {
            let mut table = Table::default();
            measure::community(*company, &mut table).await?;
            println!("{}", table.markdown());
            held(&table)
        }
        Some(Apart::Memory { company, seconds }) => {
            let stage = Company::hundredths(*company).open().await?;
            let mut table = Table::default();
            measure::memory(&stage, *seconds, &mut table).await?;
            table.rows().iter().for_each(|row| println!("{}", row.line()));
            Ok(())
        }
        None => run(arguments).await,
    }
}

async fn run(arguments: &Arguments) -> Result<()> {
    let mut table = Table::default();
    measure::ingest(arguments.messages, 1, &mut table).await?;
    measure::ingest(arguments.messages, 100, &mut table).await?;
    measure::steady(arguments.seconds, &mut table).await?;
    let size = Company::hundredths(arguments.company);
    let company = size.open().await?;
    let small = Company::hundredths(arguments.company.div_ceil(100)).open().await?;
    measure::search(&company, &mut table).await?;
    measure::pages(&company, &small, &mut table).await?;
    drop(small);
    measure::community(arguments.company, &mut table).await?;
    measure::keep(&company, &mut table).await?;
    measure::disk(size, &mut table)?;
    measure::memory(&company, arguments.memory, &mut table).await?;
    measure::idle(&company, &mut table).await?;
    measure::start(company, &mut table).await?;
    for line in &arguments.rows {
        table.add(Row::read(line)?);
    }
    println!("{}", table.markdown());
    arguments.page.as_ref().map_or(Ok(()), |page| measure::write(&table, page))?;
    held(&table)
}

fn held(table: &Table) -> Result<()> {
    let over = table.over();
    if over.is_empty() { Ok(()) } else { Err(WorldError::Found(format!("over their limits: {}", over.join("; ")))) }
}
