//! `switchboard-sandbox`: a local WhatsApp Cloud API with a town in it.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};
use sandbox::{CALLS, Config, start, troubles};
use tracing_subscriber::EnvFilter;

/// A local emulator of the WhatsApp Cloud API with a living town in it. The first line on standard output is JSON:
/// api_base, app_id, waba_id, phone_number_id, token, app_secret, verify_token, control.
#[derive(Parser)]
#[command(name = "switchboard-sandbox", version)]
struct Options {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The same seed is the same town, with the same ids and secrets.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Messages a second across the town; 0 is a silent town.
    #[arg(long, default_value_t = 0.2)]
    rate: f64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_writer(io::stderr).with_env_filter(filter).init();
    let command = Options::command().after_help(format!("{CALLS}\n{}", troubles()));
    let options = match Options::from_arg_matches(&command.get_matches()) {
        Ok(options) => options,
        Err(error) => error.exit(),
    };
    let running = match start(Config { listen: options.listen, seed: options.seed, rate: options.rate }).await {
        Ok(running) => running,
        Err(error) => {
            tracing::error!(%error, "the sandbox did not start");
            return ExitCode::FAILURE;
        }
    };
    let line = serde_json::to_string(&running.hello).unwrap_or_default();
    let mut out = io::stdout().lock();
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        tracing::warn!("nobody reads the first line");
    }
    drop(out);
    tokio::select! {
        () = running.serve() => ExitCode::FAILURE,
        _ = tokio::signal::ctrl_c() => ExitCode::SUCCESS,
    }
}
