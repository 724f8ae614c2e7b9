//! `prove promises`: of each promise of the provider's webhooks (reference 6), the suite that holds the product to it, and a change of
//! the product that the suite must find. Each change is made in a copy of the work tree, never here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::project::{self, FEATURES};
use crate::stop::Stop;
use crate::tool::Tool;

/// One promise.
struct Promise {
    /// What the provider says.
    said: &'static str,
    /// The file of tests (`cargo test --test`), and what the names of its tests begin with.
    suite: (&'static str, &'static str),
    /// The file that is changed, what stands there, and what stands there then.
    change: (&'static str, &'static str, &'static str),
    /// The change in words.
    mutation: &'static str,
}

const WEBHOOK: &str = "src-tauri/providers/src/meta/webhook/mod.rs";
const MESSAGE: &str = "src-tauri/engine/src/project/message.rs";

const PROMISES: &[Promise] = &[
    Promise {
        said: "a webhook may come more than once",
        suite: ("outside", "promises::what_is_delivered_again"),
        change: (MESSAGE, "provider_id: Some(inbound.id.clone()),", "provider_id: None,"),
        mutation: "a message is not known by the provider's id",
    },
    Promise {
        said: "webhooks come in no order",
        suite: ("outside", "promises::in_whatever_order"),
        change: (MESSAGE, "early_change::apply(w, &seen.account, &inbound.id)?;", ""),
        mutation: "a change that came before its message is not applied to it",
    },
    Promise {
        said: "up to 1,000 updates come in one body",
        suite: ("outside", "promises::of_a_thousand_updates"),
        change: (
            "src-tauri/providers/src/meta/webhook/sink.rs",
            "if self.events.len() < MAX_INDEX as usize {\n            self.events.push(scope.event(event));",
            "if self.events.len() < 999 {\n            self.events.push(scope.event(event));",
        ),
        mutation: "the last of 1,000 does not fit",
    },
    Promise {
        said: "a body is up to 3 MB long",
        suite: ("outside", "promises::a_message_in_a_body_of_three_mebibytes"),
        change: (
            "src-tauri/engine/src/webhook.rs",
            "const MOST_BYTES: usize = 3 * 1024 * 1024;",
            "const MOST_BYTES: usize = 3 * 1024 * 1024 - 1;",
        ),
        mutation: "one byte less is taken in",
    },
    Promise {
        said: "fields are added without notice",
        suite: ("outside", "promises::fields_and_kinds_that_nobody_knows"),
        change: (WEBHOOK, "_ => sink.unknown(&scope, field),", "_ => sink.ignored(&scope, field),"),
        mutation: "a field that nobody knows is passed over",
    },
    Promise {
        said: "kinds of messages are added without notice",
        suite: ("outside", "promises::fields_and_kinds_that_nobody_knows"),
        change: (
            "src-tauri/providers/src/meta/webhook/contents.rs",
            "None => Content::Unknown { what: kind },",
            "None => Content::System { event: kind, body: None },",
        ),
        mutation: "a kind that nobody knows is a line about the chat",
    },
    Promise {
        said: "people write whose phone is not told",
        suite: ("outside", "identity::somebody_with_a_username_and_no_phone"),
        change: (
            "src-tauri/providers/src/meta/people.rs",
            "user_id: user_id.owned().or(by_id)",
            "user_id: user_id.owned().filter(|_| id.is_some()).or(by_id)",
        ),
        mutation: "the id of somebody without a phone is dropped",
    },
    Promise {
        said: "a signature is made over raw or over escaped bytes",
        suite: ("outside", "promises::a_body_is_genuine_in_either_spelling"),
        change: (
            "src-tauri/providers/src/meta/webhook/signature.rs",
            "if matching.contains(&true) {",
            "if matching.iter().all(|matches| *matches) {",
        ),
        mutation: "a body has to be signed in every escaped form",
    },
    Promise {
        said: "`read` may come before `sent`",
        suite: ("outside", "statuses::a_status_never_moves_back"),
        change: (
            "src-tauri/domain/src/delivery.rs",
            "if news.rank() > self.rank() { news } else { self }",
            "if news.rank() > 3 { news } else { self }",
        ),
        mutation: "a message is what the newest webhook says",
    },
    Promise {
        said: "a status may come before the answer to its send",
        suite: ("outside", "promises::a_status_that_comes_before_the_answer"),
        change: (
            "src-tauri/store/src/table/message_status.rs",
            "        receipt::keep_early(w, account, news)?;\n",
            "",
        ),
        mutation: "a status of a message that has no id yet is dropped",
    },
    Promise {
        said: "statuses come up to seven days late",
        suite: ("outside", "promises::a_status_that_comes_days_late"),
        change: (
            "src-tauri/store/src/table/message_status.rs",
            "    let before = message.status.unwrap_or(DeliveryStatus::Accepted);\n",
            "    let before = message.status.unwrap_or(DeliveryStatus::Accepted);\n    \
             if news.at.since(message.at) > 86_400_000 {\n        return Ok(false);\n    }\n",
        ),
        mutation: "a status of yesterday's message is dropped",
    },
    Promise {
        said: "every code of reference 7.2 has its rule",
        suite: ("codes", ""),
        change: (
            "src-tauri/providers/src/meta/outcome.rs",
            "None if VAGUE.contains(&code) => Sending::Unknown,",
            "None if VAGUE.contains(&code) => Sending::Again { number_wide: false },",
        ),
        mutation: "what may have been sent is sent again",
    },
    Promise {
        said: "what is not answered with 200 comes again",
        suite: ("outside", "door::when_the_disk_says_no"),
        change: (
            "src-tauri/engine/src/webhook.rs",
            "a webhook could not be kept; the provider will bring it again\");\n            \
             StatusCode::SERVICE_UNAVAILABLE",
            "a webhook could not be kept; the provider will bring it again\");\n            StatusCode::OK",
        ),
        mutation: "what could not be kept is acknowledged",
    },
    Promise {
        said: "what is not signed is not the provider's",
        suite: ("outside", "door::a_body_without_the_right_signature"),
        change: (
            "src-tauri/providers/src/meta/webhook/signature.rs",
            "return Err(SignatureError::Wrong);\n    }\n    let signature",
            "return Ok(());\n    }\n    let signature",
        ),
        mutation: "a signature that is no hash is let in",
    },
];

/// Makes each change, sees its suite fail, and writes the page.
pub fn prove() -> Result<(), Stop> {
    let copy = Copy::make()?;
    let mut page = String::from(
        "# promises\n\nWhat the provider says of its webhooks, the suite that holds the product to it, and the change of the product that made \
         the suite fail.\n\n| promise | suite | mutation | tests that failed |\n| --- | --- | --- | --- |\n",
    );
    for promise in PROMISES {
        copy.passes(promise)?;
    }
    for promise in PROMISES {
        let failed = copy.changed(promise)?;
        // Writing to a string cannot fail.
        let _ =
            writeln!(page, "| {} | `{}` | {} | {} |", promise.said, name(promise), promise.mutation, failed.join(", "));
    }
    let commit = Tool::new("git").words("rev-parse --short HEAD").read()?;
    let _ = write!(page, "\n- command: `cargo xtask prove promises`\n- commit: {}\n", commit.trim());
    write_to(&project::root().join("docs/proof/promises.md"), &page)
}

fn name(promise: &Promise) -> String {
    let (file, tests) = promise.suite;
    if tests.is_empty() { file.to_owned() } else { tests.to_owned() }
}

/// The work tree of the last commit once more, built into the same folder.
struct Copy {
    root: PathBuf,
}

impl Copy {
    fn make() -> Result<Self, Stop> {
        let root = project::root().join("target").join("promises");
        if root.exists() {
            Tool::new("git").words("worktree remove --force").arg(&root).run()?;
        }
        Tool::new("git").words("worktree add --detach").arg(&root).run()?;
        Ok(Self { root })
    }

    /// The suite as the product is.
    fn passes(&self, promise: &Promise) -> Result<(), Stop> {
        let said = self.test(promise)?;
        if said.contains("test result: ok") && !said.contains("FAILED") && ran(&said) > 0 {
            return Ok(());
        }
        Err(Stop::Found(format!("`{}` does not pass as it is:\n{said}", name(promise))))
    }

    /// The suite with the change; the names of the tests that failed.
    fn changed(&self, promise: &Promise) -> Result<Vec<String>, Stop> {
        let (file, stands, then) = promise.change;
        let path = self.root.join(file);
        let before = read(&path)?;
        if before.matches(stands).count() != 1 {
            return Err(Stop::Found(format!("{file}: not once there: {stands}")));
        }
        write_to(&path, &before.replace(stands, then))?;
        let said = self.test(promise);
        write_to(&path, &before)?;
        let said = said?;
        let failed: Vec<String> = said.lines().filter_map(failed).collect();
        if failed.is_empty() {
            return Err(Stop::Found(format!("`{}` does not see that {}:\n{said}", name(promise), promise.mutation)));
        }
        println!("  {}: {}", promise.mutation, failed.join(", "));
        Ok(failed)
    }

    /// Runs a suite; everything that it wrote.
    fn test(&self, promise: &Promise) -> Result<String, Stop> {
        let (file, tests) = promise.suite;
        let target = project::root().join("target");
        let call = Tool::cargo().words("test --manifest-path").arg(self.root.join("Cargo.toml"));
        let call = call.words("--workspace --no-fail-fast").args(FEATURES).words("--test").arg(file);
        let call = call.env("CARGO_TARGET_DIR", target).arg("--").arg(tests);
        call.peek().ok_or_else(|| Stop::Found("cargo cannot be started".into()))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // It is removed before the next one is made, too.
        let _ = Tool::new("git").words("worktree remove --force").arg(&self.root).read();
    }
}

/// How many tests passed.
fn ran(said: &str) -> usize {
    said.lines().filter(|line| line.starts_with("test ") && line.ends_with(" ... ok")).count()
}

/// The name in the line of a test that failed.
fn failed(line: &str) -> Option<String> {
    let name = line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?;
    Some(format!("`{name}`"))
}

fn read(path: &Path) -> Result<String, Stop> {
    std::fs::read_to_string(path).map_err(|error| Stop::Found(format!("{} cannot be read: {error}", path.display())))
}

fn write_to(path: &Path, text: &str) -> Result<(), Stop> {
    std::fs::write(path, text).map_err(|error| Stop::Found(format!("{} cannot be written: {error}", path.display())))
}
