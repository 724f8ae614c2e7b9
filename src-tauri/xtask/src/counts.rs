//! Instructions of the hot paths, which are the same on a busy machine and an idle one: what a clock cannot guard in CI.

use std::process::Command;

use crate::project::{self, FEATURES};
use crate::stop::Stop;
use crate::tool::Tool;

/// A path of `engine/examples/hot.rs`, how often it is gone, and the most instructions of one time in a debug build.
struct Path {
    name: &'static str,
    times: u64,
    most: u64,
}

/// Limits are a fifth above what was counted when they were written down: what grows by less is seen when a limit is set anew.
const PATHS: &[Path] = &[
    Path { name: "signature", times: 200, most: 1_090_000 },
    Path { name: "webhook", times: 100, most: 330_000 },
    Path { name: "ingest", times: 100, most: 1_690_000 },
    Path { name: "alert", times: 500, most: 4_500 },
    Path { name: "permit", times: 500, most: 76_000 },
];

/// Counts each of them, and says every one that is over.
pub fn hold() -> Result<(), Stop> {
    if !cfg!(target_os = "linux") {
        println!("  left out: valgrind counts on Linux only");
        return Ok(());
    }
    Tool::cargo().words("build --workspace --example hot").args(FEATURES).run()?;
    let mut over = Vec::new();
    for path in PATHS {
        let each = counted(path.name, 2 * path.times)?.saturating_sub(counted(path.name, path.times)?) / path.times;
        println!("  {}: {each} instructions, at most {}", path.name, path.most);
        if each == 0 || each > path.most {
            over.push(path.name);
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(Stop::Found(format!("more instructions than before: {}", over.join(", "))))
    }
}

fn counted(name: &str, times: u64) -> Result<u64, Stop> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    command.arg(project::built("examples/hot")).arg(name).arg(times.to_string());
    let failed = |error| Stop::Found(format!("valgrind cannot be started: {error}"));
    let said = String::from_utf8_lossy(&command.output().map_err(failed)?.stderr).into_owned();
    let count = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    count.ok_or_else(|| Stop::Found(format!("valgrind counted nothing of {name}: {said}")))
}
