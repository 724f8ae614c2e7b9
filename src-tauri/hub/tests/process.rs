//! The hub as a process: its first line, its two doors, its end.

#![cfg(test)]

use std::path::Path;
use std::process::Stdio;

use contract::command::TABLE;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

struct Hub {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    listen: String,
    ui: String,
    token: String,
}

fn command(word: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_switchboard-hub"));
    command.arg(word).arg("--data").arg(folder).kill_on_drop(true).stdout(Stdio::piped());
    command.env("SWITCHBOARD_ACCESS_TOKEN", "no-such-token");
    command.env("SWITCHBOARD_APP_SECRET", "no-such-secret").env("SWITCHBOARD_VERIFY_TOKEN", "word");
    command.env("SWITCHBOARD_HUB_TOKEN", "07".repeat(32));
    command
}

impl Hub {
    /// A hub on a folder, whose provider answers nobody.
    async fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[]).await
    }

    async fn start_with(folder: &Path, more: &[&Path]) -> Self {
        let mut command = command("serve", folder);
        command.args(["--listen", "127.0.0.1:0", "--api-base", "http://127.0.0.1:9"]).args(more);
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let hello: Value = serde_json::from_str(&lines.next_line().await.unwrap().unwrap()).unwrap();
        let word = |name: &str| hello[name].as_str().unwrap().to_owned();
        let (listen, ui, token) = (word("listen"), word("ui"), word("token"));
        Self { child, lines, listen, ui, token }
    }

    fn screen(&self) -> &str {
        self.ui.split("/#").next().unwrap()
    }
}

#[tokio::test]
async fn the_first_line_says_where_it_listens_and_nothing_else_is_said_on_stdout() {
    let folder = TempDir::new().unwrap();
    let mut hub = Hub::start(folder.path()).await;
    assert_eq!(hub.ui.split("/#token=").nth(1), Some(hub.token.as_str()), "the token is in the fragment");
    assert!(hub.screen().starts_with("http://127.0.0.1:"), "the screen stays on this machine");
    hub.child.start_kill().unwrap();
    assert_eq!(hub.lines.next_line().await.unwrap(), None);
}

#[tokio::test]
async fn the_outer_door_answers_webhooks_and_health_and_knows_nothing_of_the_contract() {
    let folder = TempDir::new().unwrap();
    let hub = Hub::start(folder.path()).await;
    let (client, outer) = (Client::new(), format!("http://{}", hub.listen));
    let get = |path: &str| client.get(format!("{outer}{path}")).bearer_auth(&hub.token);
    assert_eq!(get("/health").send().await.unwrap().status(), StatusCode::OK);
    let unsigned = client.post(format!("{outer}/webhooks/meta")).json(&json!({})).send().await.unwrap();
    assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    for path in ["/", "/index.html", "/api/changes", "/control", "/metrics"] {
        assert_eq!(get(path).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{path}");
    }
    for line in TABLE {
        let request = client.post(format!("{outer}/api/{}", line.name)).bearer_auth(&hub.token).json(&json!({}));
        assert_eq!(request.send().await.unwrap().status(), StatusCode::NOT_FOUND, "{}", line.name);
    }
}

#[tokio::test]
async fn the_inner_door_answers_the_contract_to_whoever_holds_the_token() {
    let folder = TempDir::new().unwrap();
    let hub = Hub::start(folder.path()).await;
    let request = Client::new().post(format!("{}/api/workspace", hub.screen())).json(&json!({}));
    assert_eq!(request.try_clone().unwrap().send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    let answer: Value = request.bearer_auth(&hub.token).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["abilities"]["record_voice"], json!(false), "a hub has no microphone: {answer}");
}

#[tokio::test]
async fn figures_are_read_by_whoever_may_read_the_file_with_the_token() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("token");
    let hub = Hub::start_with(folder.path(), &[Path::new("--token-file"), &file]).await;
    let unsigned = Client::new().post(format!("http://{}/webhooks/meta", hub.listen)).json(&json!({}));
    assert_eq!(unsigned.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&file).unwrap()) & 0o777, 0o600);
    let request = Client::new().get(format!("{}/metrics", hub.screen()));
    assert_eq!(request.try_clone().unwrap().send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    let token = std::fs::read_to_string(&file).unwrap();
    let text = request.bearer_auth(token).send().await.unwrap().text().await.unwrap();
    for line in ["switchboard_webhooks_total{of=\"not_genuine\"} 1", "switchboard_connected 0"] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
}

#[tokio::test]
async fn with_a_certificate_the_outer_door_speaks_tls_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let (certificate, key) = (folder.path().join("shop.pem"), folder.path().join("shop.key"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let files = [Path::new("--tls-certificate"), &certificate, Path::new("--tls-key"), &key];
    let hub = Hub::start_with(&folder.path().join("data"), &files).await;
    let root = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let knows = Client::builder().tls_certs_only([root]).build().unwrap();
    let health = format!("https://{}/health", hub.listen);
    assert_eq!(knows.get(&health).send().await.unwrap().status(), StatusCode::OK);
    assert!(Client::new().get(&health).send().await.is_err(), "a stranger's certificate is nobody's");
    assert!(Client::new().get(format!("http://{}/health", hub.listen)).send().await.is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn it_ends_cleanly_when_asked_to_and_gives_its_folder_back() {
    let folder = TempDir::new().unwrap();
    let mut hub = Hub::start(folder.path()).await;
    let changes = Client::new().get(format!("{}/api/changes", hub.screen())).bearer_auth(&hub.token);
    let listening = changes.send().await.unwrap();
    let id = hub.child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    assert!(hub.child.wait().await.unwrap().success(), "it ends without an error though a screen still listens");
    drop(listening);
    let rebuilt = command("rebuild", folder.path()).output().await.unwrap();
    assert!(rebuilt.status.success(), "{}", String::from_utf8_lossy(&rebuilt.stderr));
    let found = command("inspect", folder.path()).arg("--json").output().await.unwrap();
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!((&found["messages"], &found["sends"]), (&json!(0), &json!({})));
}

#[tokio::test]
async fn a_folder_that_is_held_is_looked_into_but_not_rebuilt() {
    let folder = TempDir::new().unwrap();
    let _hub = Hub::start(folder.path()).await;
    assert!(!command("rebuild", folder.path()).output().await.unwrap().status.success());
    assert!(command("inspect", folder.path()).arg("--json").output().await.unwrap().status.success());
}

#[tokio::test]
async fn the_log_is_json_where_a_program_reads_it() {
    let folder = TempDir::new().unwrap();
    let mut command = command("inspect", &folder.path().join("nowhere"));
    let output = command.env("SWITCHBOARD_LOG_FORMAT", "json").output().await.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let line: Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(line["level"], json!("ERROR"), "{said}");
}

#[tokio::test]
async fn the_contract_is_printed_as_json_schema() {
    let output = Command::new(env!("CARGO_BIN_EXE_switchboard-hub")).arg("contract").output().await.unwrap();
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["commands"].as_object().unwrap().len(), TABLE.len());
}

#[tokio::test]
async fn an_address_that_stands_for_every_address_is_refused_for_the_screen() {
    let folder = TempDir::new().unwrap();
    let mut command = command("serve", folder.path());
    command.args(["--listen", "127.0.0.1:0", "--ui", "0.0.0.0:0"]);
    assert!(!command.output().await.unwrap().status.success());
}

#[tokio::test]
async fn a_console_is_paired_listed_and_revoked_while_the_hub_serves() {
    let home = TempDir::new().unwrap();
    let (data, console) = (home.path().join("hub"), home.path().join("console"));
    let consoles = [Path::new("--consoles"), Path::new("127.0.0.1:0")];
    let mut hub = Hub::start_with(&data, &consoles).await;
    let run = async |word: &str, folder: &Path, more: &[&str]| {
        let output = command(word, folder).args(more).stderr(Stdio::piped()).output().await.unwrap();
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap());
        (output.status.success(), said.concat())
    };
    let (paired, code) = run("pair", &data, &["--name", "back office"]).await;
    assert!(paired, "{code}");
    #[cfg(unix)]
    for file in ["serving.json", "consoles.key"] {
        let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(data.join(file)).unwrap());
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let (joined, said) = run("join", &console, &[code.trim()]).await;
    assert!(joined, "{said}");
    assert!(!run("join", &home.path().join("other"), &[code.trim()]).await.0, "a code is worth one console");
    let mut served = command("serve", &console).spawn().unwrap();
    let mut lines = BufReader::new(served.stdout.take().unwrap()).lines();
    let hello: Value = serde_json::from_str(&lines.next_line().await.unwrap().unwrap()).unwrap();
    assert!(hello["ui"].is_string() && hello.get("listen").is_none(), "a console listens to nobody: {hello}");
    let (_, listed) = run("consoles", &data, &[]).await;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!((&listed[0]["name"], &listed[0]["revoked"]), (&json!("back office"), &Value::Null));
    assert!(run("revoke", &data, &["1"]).await.0);
    assert!(!run("revoke", &data, &["1"]).await.0, "it is worth nothing already");
    hub.child.start_kill().unwrap();
    hub.child.wait().await.unwrap();
    assert!(!run("pair", &data, &[]).await.0, "nobody serves the folder any more");
    let (served, said) = run("serve", &data, &[]).await;
    assert!(!served && said.contains("--listen"), "who is no console names an address: {said}");
}
