//! Writes the TypeScript of the contract to the file named, or with `--check` says whether that file is up to date.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = arguments.iter().any(|argument| argument == "--check");
    let Some(path) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: contract-typescript [--check] FILE");
        return ExitCode::from(64);
    };
    let text = contract::typescript::typescript();
    if check {
        if std::fs::read_to_string(path).is_ok_and(|written| written.replace("\r\n", "\n") == text) {
            return ExitCode::SUCCESS;
        }
        eprintln!("{path} is not what the table of commands says: run contract-typescript {path}");
        return ExitCode::FAILURE;
    }
    match std::fs::write(path, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path} cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}
