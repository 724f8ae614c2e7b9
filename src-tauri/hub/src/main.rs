//! `switchboard-hub`: serves, and tells about a data folder.

mod backup;
mod consoles;
mod ledger;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use engine::Engine;
use hub::arguments::{Arguments, Task};
use hub::serve::{ServeError, serve};

fn main() -> ExitCode {
    host::log::begin();
    host::crash::leave_no_memory();
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = error.as_ref(), "the hub ends");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<(), Box<dyn std::error::Error>> {
    match task {
        Task::Serve(place) => tokio::runtime::Runtime::new()?.block_on(serve(place)).map_err(ServeError::into),
        Task::Inspect { data, json, tables } => inspect(&data, json, tables),
        Task::Rebuild { data } => {
            Engine::rebuild(&data)?;
            Ok(())
        }
        Task::Backup { data, to } => backup::make(&data, &to),
        Task::Restore { data, replaces, from } => backup::restore(&data, replaces.as_deref(), &from),
        Task::Verify { data, head, json } => ledger::verify(&data, head.as_deref(), json),
        Task::Head { data } => ledger::head(&data),
        Task::Sign { data } => ledger::sign(&data),
        Task::Pair { data, name, address } => consoles::pair(&data, &name, address),
        Task::Join { data, code } => consoles::join(&data, &code),
        Task::Consoles { data } => consoles::list(&data),
        Task::Revoke { data, id } => consoles::revoke(&data, id),
        Task::Contract => say(&contract::schema::schema(), false),
    }
}

fn inspect(data: &Path, json: bool, tables: bool) -> Result<(), Box<dyn std::error::Error>> {
    let mut found = serde_json::to_value(Engine::inspect(data)?)?;
    if let (true, Some(found)) = (tables, found.as_object_mut()) {
        found.insert("tables".to_owned(), serde_json::to_value(Engine::fingerprint(data)?)?);
    }
    say(&found, json)
}

/// Prints a value: on one line for a program, on several for a person.
fn say(value: &serde_json::Value, one_line: bool) -> Result<(), Box<dyn std::error::Error>> {
    use std::io::Write;
    let text = if one_line { serde_json::to_string(value)? } else { serde_json::to_string_pretty(value)? };
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}
