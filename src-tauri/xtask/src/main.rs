//! `cargo xtask`: the commands of the project, one file each. It has no dependencies, so that it compiles in a moment.

mod bench;
mod bundle;
mod check;
mod clients;
mod counts;
mod elsewhere;
mod packages;
mod prerequisites;
mod project;
mod promises;
mod prove;
mod request;
mod run;
mod session;
mod shots;
mod step;
mod stop;
mod test;
mod tool;
mod ui;

use std::process::ExitCode;

use request::Request;
use stop::Stop;

const HELP: &str = "\
cargo xtask COMMAND [--yes] [ARGUMENTS]

  run [-- ARGS]   install what is missing, build the UI and the window, open it on the sandbox with people writing
  test            everything: formats, lints, contracts, unit tests, browser journeys, the real window, short proofs
  check           the quick part of test: formats, lints, types, unit tests
  bench           measure how fast everything is, most of it beside its twin of the same run
  prove NAME      a long proof, its figures written to docs/proof/NAME.md: backup | fuzz | kills | lists | load | packages | pairing |
                  promises | soak | histories | fresh; clients: a published client library against the sandbox and the hub
  shots           draw each screen and state to docs/shots, at the size of its drawing
  bundle          an installable package for this system

  --yes           install what is missing without asking (so it is when CI is set or stdin is no terminal)
  --help          this text
";

fn main() -> ExitCode {
    let outcome = Request::parse(std::env::args().skip(1)).and_then(|request| dispatch(&request));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Reported) => ExitCode::FAILURE,
        Err(stop) => {
            eprintln!("xtask: {stop}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(request: &Request) -> Result<(), Stop> {
    match request.command.as_str() {
        "run" => run::run(request),
        "test" => test::test(request),
        "check" => check::check(request),
        "bench" => bench::bench(request),
        "prove" => prove::prove(request),
        "shots" => shots::shots(request),
        "bundle" => bundle::bundle(request),
        "" | "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(Stop::Usage(format!("there is no command `{other}`\n\n{HELP}"))),
    }
}
