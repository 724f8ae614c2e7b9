//! `stage [SEED [RATE]]`: a town with a hub that serves it, for journeys in a browser. Its first line is JSON with the addresses;
//! it ends when its stdin does.

use std::process::ExitCode;

use serde_json::json;
use tokio::io::AsyncReadExt;
use world::{Result, Stage, WorldError};

fn main() -> ExitCode {
    let runtime = tokio::runtime::Runtime::new().map_err(|source| WorldError::File { doing: "starting", source });
    match runtime.and_then(|runtime| runtime.block_on(run())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stage: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let seed = words.next().and_then(|word| word.parse().ok()).unwrap_or(1);
    let rate = words.next().and_then(|word| word.parse().ok()).unwrap_or(0.0);
    let stage = Stage::open(seed, rate).await?;
    let hello = json!({
        "ui": stage.hub.hello.ui, "token": stage.hub.hello.token, "listen": stage.hub.hello.listen,
        "control": stage.town.hello.control, "api_base": stage.town.hello.api_base,
    });
    println!("{hello}");
    let mut rest = Vec::new();
    let ended = tokio::io::stdin().read_to_end(&mut rest).await;
    ended.map(drop).map_err(|source| WorldError::File { doing: "waiting for the end of stdin", source })
}
