//! The hub as a process: started on a folder, asked by the contract, killed without warning.

use std::ffi::OsString;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use reqwest::Client;
use serde::Deserialize;
use serde_json::Value;
use tokio::process::Command;

use crate::process::{Running, program};
use crate::town::{Hello, answer};
use crate::{Result, WorldError};

/// What the hub says of itself in its first line.
#[derive(Debug, Clone, Deserialize)]
pub struct HubHello {
    /// Address (host and port) for webhooks and health; a console has none.
    #[serde(default)]
    pub listen: String,
    /// Address of the screen for a browser, with the token in its fragment.
    pub ui: String,
    /// Bearer token for the contract.
    pub token: String,
}

/// What speaks the contract with a hub; it outlives the hub's process.
#[derive(Debug, Clone)]
pub struct Screen {
    http: Client,
    base: String,
    token: String,
}

/// Who sits at the desk.
const OPERATOR: &str = "Mira Halonen";

/// An answer as it came.
#[derive(Debug, Clone)]
pub struct Said {
    /// The status of HTTP.
    pub status: u16,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// A running hub.
#[derive(Debug)]
pub struct Hub {
    /// Its first line.
    pub hello: HubHello,
    screen: Screen,
    running: Running,
}

impl Deref for Hub {
    type Target = Screen;

    fn deref(&self) -> &Screen {
        &self.screen
    }
}

/// Where a hub keeps its things and what it is told.
#[derive(Debug, Clone)]
pub struct HubSetting {
    /// Its data folder.
    pub data: PathBuf,
    /// Address for webhooks; port 0 picks one.
    pub listen: String,
    /// The town it serves.
    pub town: Hello,
    /// Whether the key of the consent ledger comes from the surroundings, as on a server, or from the keyring.
    pub has_keyring: bool,
    /// Address for the screen; port 0 picks one.
    pub ui: String,
    /// Address for consoles; none lets none in.
    pub consoles: Option<String>,
    /// Who sits at the desk.
    pub operator: String,
    /// What a console is known by at its hub, as on a server without a keyring; none leaves it to the keyring.
    pub hub_token: Option<String>,
    /// How its programs are started where they run on another machine: words before their own.
    pub before: Vec<OsString>,
}

impl HubSetting {
    /// A hub in this folder for this town, at a port of its own choice.
    pub fn new(folder: &Path, town: &Hello) -> Self {
        Self {
            data: folder.join("data"),
            listen: "127.0.0.1:0".into(),
            town: town.clone(),
            has_keyring: false,
            ui: "127.0.0.1:0".into(),
            consoles: None,
            operator: OPERATOR.into(),
            hub_token: None,
            before: Vec::new(),
        }
    }

    fn command(&self, word: &str) -> Result<Command> {
        let words = self.before.iter().cloned().chain([program("switchboard-hub")?.into_os_string()]);
        let mut words = words.collect::<Vec<_>>().into_iter();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).arg(word).arg("--data").arg(&self.data);
        command.env("SWITCHBOARD_OPERATOR", &self.operator);
        command.env("SWITCHBOARD_APP_SECRET", &self.town.app_secret);
        command.env("SWITCHBOARD_VERIFY_TOKEN", &self.town.verify_token);
        command.env("SWITCHBOARD_ACCESS_TOKEN", &self.town.token);
        command.envs(self.hub_token.iter().map(|token| ("SWITCHBOARD_HUB_TOKEN", token)));
        if !self.has_keyring {
            command.env("SWITCHBOARD_LEDGER_KEY", "07".repeat(32));
        }
        Ok(command)
    }

    /// Starts it.
    pub async fn start(&self) -> Result<Hub> {
        let mut command = self.command("serve")?;
        command.args(["--ui", &self.ui, "--api-base", &self.town.api_base]);
        if self.hub_token.is_none() {
            command.args(["--listen", &self.listen]);
        }
        command.args(self.consoles.iter().flat_map(|address| ["--consoles", address]));
        let log = self.data.with_file_name("hub.log");
        let (running, greeting) = Running::greeted("switchboard-hub", command, Some(&log)).await?;
        let hello = HubHello::deserialize(&greeting)
            .map_err(|_| WorldError::Greeting { program: "switchboard-hub".into(), line: greeting.to_string() })?;
        let base = hello.ui.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/').to_owned();
        let screen = Screen { http: Client::new(), base, token: hello.token.clone() };
        Ok(Hub { hello, screen, running })
    }

    /// What lies in the folder: counts of the journal, messages, sends by state, ...
    pub async fn inspect(&self) -> Result<Value> {
        self.report("inspect", &["--json"]).await
    }

    /// Every command with its types, as JSON Schema.
    pub async fn contract(&self) -> Result<Value> {
        let failed = |source| WorldError::Program {
            program: "switchboard-hub".into(),
            doing: "asking for the contract",
            source,
        };
        let output = Command::new(program("switchboard-hub")?).arg("contract").output().await.map_err(failed)?;
        serde_json::from_slice(&output.stdout)
            .map_err(|_| WorldError::Found("the contract that the hub prints is no JSON".into()))
    }

    /// Makes the projection anew from the journal.
    pub async fn rebuild(&self) -> Result<()> {
        self.output("rebuild", &[]).await.map(drop)
    }

    /// Signs the consent ledger as it stands.
    pub async fn sign(&self) -> Result<()> {
        self.output("sign", &[]).await.map(drop)
    }

    /// The signed head of the consent ledger, written to a file outside of the folder.
    pub async fn export_head(&self) -> Result<PathBuf> {
        let file = self.data.with_file_name("head.json");
        let head = self.output("head", &[]).await?;
        std::fs::write(&file, head).map_err(|source| WorldError::File { doing: "keeping a head", source })?;
        Ok(file)
    }

    /// What a check of the consent ledger says.
    pub async fn verify(&self, head: Option<&Path>) -> Result<Value> {
        let mut command = self.command("verify")?;
        command
            .arg("--json")
            .args(head.map(|head| ["--head".into(), head.as_os_str().to_owned()]).into_iter().flatten());
        let failed =
            |source| WorldError::Program { program: "switchboard-hub".into(), doing: "checking the ledger", source };
        let output = command.output().await.map_err(failed)?;
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        let verdict: Value = serde_json::from_str(line.trim())
            .map_err(|_| WorldError::Greeting { program: "switchboard-hub".into(), line })?;
        let holds = verdict.get("fault").is_some_and(Value::is_null);
        if output.status.success() == holds { Ok(verdict) } else { Err(WorldError::Found(format!("{verdict}"))) }
    }

    /// The same, with a hash of every table that is made from the journal.
    pub async fn tables(&self) -> Result<Value> {
        self.report("inspect", &["--json", "--tables"]).await
    }

    /// A code that pairs a console with the hub that serves this folder.
    pub async fn pair(&self, name: &str) -> Result<String> {
        Ok(self.output("pair", &["--name", name]).await?.trim().to_owned())
    }

    /// Pairs this folder with the hub of a code.
    pub async fn join(&self, code: &str) -> Result<()> {
        self.output("join", &[code]).await.map(drop)
    }

    async fn report(&self, word: &str, more: &[&str]) -> Result<Value> {
        let output = self.output(word, more).await?;
        serde_json::from_str(output.trim())
            .map_err(|_| WorldError::Greeting { program: "switchboard-hub".into(), line: output })
    }

    /// What one word of the program prints about this folder.
    pub(crate) async fn output(&self, word: &str, more: &[&str]) -> Result<String> {
        let failed = |source| WorldError::Program {
            program: "switchboard-hub".into(),
            doing: "asking it about its folder",
            source,
        };
        let output = self.command(word)?.args(more).output().await.map_err(failed)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(WorldError::Found(format!("switchboard-hub {word}: {}", String::from_utf8_lossy(&output.stderr).trim())))
    }
}

impl Hub {
    /// The address that webhooks are posted to.
    pub fn webhook(&self) -> String {
        format!("http://{}/webhooks/meta", bare(&self.hello.listen))
    }

    /// The process id.
    pub fn id(&self) -> Option<u32> {
        self.running.id()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.running.runs()
    }

    /// `kill -9`.
    pub async fn kill(self) -> Result<()> {
        self.running.kill().await
    }
}

impl Screen {
    /// One command of the contract; its answer or the error it was refused with.
    pub async fn command(&self, name: &str, request: &Value) -> Result<Value> {
        let url = format!("{}/api/{name}", self.base);
        answer(&url, self.http.post(&url).bearer_auth(&self.token).json(request)).await
    }

    /// The figures for Prometheus.
    pub async fn metrics(&self) -> Result<String> {
        let url = format!("{}/metrics", self.base);
        let no_answer =
            |source: reqwest::Error| WorldError::NoAnswer { url: url.clone(), source: source.without_url() };
        let asked = self.http.get(&url).bearer_auth(&self.token).send().await.map_err(no_answer)?;
        asked.text().await.map_err(no_answer)
    }

    /// Bytes posted to a command as they are, and whatever is answered.
    pub async fn post(&self, name: &str, body: Vec<u8>) -> Result<Said> {
        let url = format!("{}/api/{name}", self.base);
        let no_answer =
            |source: reqwest::Error| WorldError::NoAnswer { url: url.clone(), source: source.without_url() };
        let asked = self.http.post(&url).bearer_auth(&self.token).body(body).send().await.map_err(no_answer)?;
        let status = asked.status().as_u16();
        Ok(Said { status, body: asked.bytes().await.map_err(no_answer)?.to_vec() })
    }
}

/// Host and port of an address with or without a scheme.
pub(crate) fn bare(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/')
}
