//! What was typed after `cargo xtask`.

use std::io::IsTerminal;

use crate::stop::Stop;

/// One parsed command line.
pub struct Request {
    /// The first word: `run`, `test`, ... Empty where none was given.
    pub command: String,
    /// Whether what is missing is installed without a question.
    pub yes: bool,
    /// Words after the command, up to `--`.
    pub words: Vec<String>,
    /// Everything after `--`, handed on as it is.
    pub rest: Vec<String>,
}

impl Request {
    /// Reads the arguments (without the program's own name).
    pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, Stop> {
        let mut request = Self { command: String::new(), yes: installs_unasked(), words: Vec::new(), rest: Vec::new() };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--yes" | "-y" => request.yes = true,
                "--help" | "-h" => {
                    request.command = "help".into();
                    return Ok(request);
                }
                "--" => {
                    request.rest = arguments.by_ref().collect();
                }
                _ if request.command.is_empty() => request.command = argument,
                _ => request.words.push(argument),
            }
        }
        Ok(request)
    }
}

/// Nobody is there to be asked: in CI, or with stdin from a file or a pipe.
fn installs_unasked() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty()) || !std::io::stdin().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Request {
        Request::parse(line.split_whitespace().map(str::to_owned)).expect("a plain line parses")
    }

    #[test]
    fn words_before_the_dashes_are_ours_and_after_them_handed_on() {
        let request = parse("run --yes one -- --data folder --yes");
        assert_eq!(request.command, "run");
        assert_eq!(request.words, ["one"]);
        assert_eq!(request.rest, ["--data", "folder", "--yes"]);
        assert!(request.yes);
    }
}
