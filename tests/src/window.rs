//! The window itself, driven through WebKitGTK's own driver, as somebody with a mouse and a keyboard would.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::process::Command;
use tokio::time::timeout;

use crate::patience::{self, LONG, Look};
use crate::process::{Running, program};
use crate::town::Hello;
use crate::{Result, WorldError};

/// The driver answers nothing at all when it is stuck.
const ANSWER: Duration = Duration::from_secs(30);

/// So many presses of a key lead to whatever there is on a screen.
const MOST_STEPS: u32 = 60;

/// The product's window.
const PROGRAM: &str = "switchboard";

/// What a window is opened with.
#[derive(Debug, Clone)]
pub struct WindowSetting {
    /// Its data folder.
    pub data: PathBuf,
    /// The town that it serves; none leaves it to the sandbox it starts itself.
    pub town: Option<Hello>,
    /// Variables of its surroundings, beside those of the session.
    pub surroundings: Vec<(String, String)>,
    /// What else it is started with: a link, say.
    pub words: Vec<String>,
}

/// The element that holds the words, once it stands where it stood two frames before, else why not: what moves while the rest is read is
/// hit beside.
const AT_REST: &str = "(async () => {
    const found = [...document.querySelectorAll(arguments[0])].find((one) => (one.textContent ?? '').includes(arguments[1]));
    if (found === undefined) return 'none has the words';
    const place = () => JSON.stringify(found.getBoundingClientRect());
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const before = place();
    await frame();
    await frame();
    if (!found.isConnected) return 'it went away';
    return place() === before ? found : `it moved from ${before} to ${place()}`;
})()";

/// The name under which a script's answer holds an element (WebDriver, section 12.1, "web element identifier").
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An open window.
#[derive(Debug)]
pub struct Window {
    client: Client,
    driver: Running,
    process: Process,
}

/// The window's own process, which the driver starts and does not end.
#[derive(Debug)]
struct Process(u32);

impl WindowSetting {
    /// A window with its data in a folder, on a town.
    pub fn new(folder: &Path, town: &Hello) -> Self {
        Self { data: folder.join("data"), town: Some(town.clone()), surroundings: Vec::new(), words: Vec::new() }
    }

    /// Opens it and waits until the screen is there.
    pub async fn open(&self) -> Result<Window> {
        self.open_program(PROGRAM).await
    }

    /// The same with another program that shows the same screen.
    pub async fn open_program(&self, name: &str) -> Result<Window> {
        let port = free_port().await?;
        Window::driven(self.driver(port), port, self.browser(name)?, &self.data.with_file_name("window.log")).await
    }

    /// Starts the program once more on the same folder, with other words, as a click on a link does, and waits for its end.
    pub async fn start_again(&self, words: &[&str]) -> Result<()> {
        let mut command = Command::new(program(PROGRAM)?);
        command.arg("--data").arg(&self.data).args(words).stdout(Stdio::null()).stderr(Stdio::null());
        let ended = timeout(ANSWER, command.status()).await.map_err(|_| stuck("starting the program again"))?;
        ended.map(drop).map_err(|source| WorldError::File { doing: "starting the program again", source })
    }

    /// The driver, whose environment the window inherits.
    fn driver(&self, port: u16) -> Command {
        let mut command = Command::new("WebKitWebDriver");
        command.args(["--host=127.0.0.1".to_owned(), format!("--port={port}")]).stdout(Stdio::null());
        command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        // A picture taken through the driver never comes with another renderer than the usual one.
        command.env_remove("WEBKIT_DISABLE_DMABUF_RENDERER").env_remove("WEBKIT_DISABLE_COMPOSITING_MODE");
        command.envs(self.surroundings.iter().map(|(name, value)| (name, value)));
        if let Some(town) = &self.town {
            command.env("SWITCHBOARD_APP_SECRET", &town.app_secret);
            command.env("SWITCHBOARD_VERIFY_TOKEN", &town.verify_token);
            command.env("SWITCHBOARD_ACCESS_TOKEN", &town.token);
        }
        command
    }

    /// Which program the driver starts, and with which words.
    fn browser(&self, name: &str) -> Result<Value> {
        let mut arguments = vec!["--data".to_owned(), self.data.to_string_lossy().into_owned()];
        if let Some(town) = &self.town {
            arguments.extend(["--api-base".to_owned(), town.api_base.clone()]);
        }
        arguments.extend(self.words.iter().cloned());
        Ok(json!({ "binary": program(name)?, "args": arguments }))
    }
}

impl Window {
    /// Starts a driver, which listens at the port, has it start the program, and waits until the screen is there.
    pub async fn driven(driver: Command, port: u16, browser: Value, log: &Path) -> Result<Self> {
        let driver = Running::start("WebKitWebDriver", driver, Some(log))?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities([("webkitgtk:browserOptions".to_owned(), browser)].into_iter().collect());
        let address = format!("http://127.0.0.1:{port}");
        let client = patience::until("the window's session", LONG, || async {
            let connected = timeout(ANSWER, builder.connect(&address)).await;
            Ok(match connected {
                Ok(Ok(client)) => Ok(client),
                Ok(Err(refused)) => Err(refused.to_string()),
                Err(_) => Err("the driver does not answer".to_owned()),
            })
        })
        .await?;
        let process = driver.id().and_then(child).ok_or_else(|| WorldError::Window {
            doing: "looking for its process".into(),
            why: "the driver has no child".into(),
        })?;
        let window = Self { client, driver, process: Process(process) };
        window.sees("main", "").await?;
        Ok(window)
    }

    /// Waits until an element of this selector holds these words.
    pub async fn sees(&self, selector: &str, words: &str) -> Result<()> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((found) => found.textContent ?? '')";
        patience::until(&format!("`{selector}` with the words expected"), LONG, || async {
            let found = self.script(script, vec![json!(selector)]).await?;
            let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            Ok(patience::seen(found.iter().any(|text| text.contains(words)), || {
                format!("{} elements: {}", found.len(), cut(&found))
            }))
        })
        .await
    }

    /// Clicks the first element of this selector that holds these words, once there is one.
    pub async fn clicks(&self, selector: &str, words: &str) -> Result<()> {
        self.clicked(selector, words).await.map(drop)
    }

    /// Puts the focus into an element and types.
    pub async fn types(&self, selector: &str, text: &str) -> Result<()> {
        let element = self.clicked(selector, "").await?;
        self.drive("typing", element.send_keys(text)).await
    }

    /// What was clicked: the element itself, not the one that has its place among its like by then.
    async fn clicked(&self, selector: &str, words: &str) -> Result<Element> {
        patience::until(&format!("a click on `{selector}`"), LONG, || async {
            let found = self.awaits(AT_REST, vec![json!(selector), json!(words)]).await?;
            let Some(id) = found.get(ELEMENT).and_then(Value::as_str) else {
                return Ok(Err(found.to_string()));
            };
            let element = Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()));
            // The screen may draw itself anew between the look and the click: then one looks again.
            Ok(element.click().await.map(|()| element.clone()).map_err(|error| error.to_string()))
        })
        .await
    }

    /// Types where the focus is.
    pub async fn keys(&self, text: &str) -> Result<()> {
        // What has the focus may go away before the keys arrive: then none was pressed, and what has it next is meant.
        patience::until("keys pressed", LONG, || async {
            let element = self.drive("finding the focus", self.client.active_element()).await?;
            match self.drive("pressing keys", element.send_keys(text)).await {
                Err(WorldError::Window { why, .. }) if why.contains("was not found") => Ok(Err(why)),
                pressed => pressed.map(Ok),
            }
        })
        .await
    }

    /// Presses a key until something of this selector that holds these words has the focus, as somebody without a mouse does.
    pub async fn walks(&self, key: &str, selector: &str, words: &str) -> Result<()> {
        let there = "const at = document.activeElement; return at !== null && at.matches(arguments[0]) && \
            (at.textContent ?? '').includes(arguments[1])";
        for _ in 0..MOST_STEPS {
            if self.script(there, vec![json!(selector), json!(words)]).await? == json!(true) {
                return Ok(());
            }
            self.keys(key).await?;
        }
        Err(WorldError::Found(format!("no way by keys to `{selector}` with the words \"{words}\"")))
    }

    /// Runs a script in the page; what it returned.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.drive("running a script", self.client.execute(script, arguments)).await
    }

    /// Evaluates a promise in the page, and waits until it is kept; what it gave.
    pub async fn awaits(&self, promise: &str, arguments: Vec<Value>) -> Result<Value> {
        let script =
            format!("const done = arguments[arguments.length - 1]; ({promise}).then((kept) => done(kept ?? null));");
        self.drive("waiting in the page", self.client.execute_async(&script, arguments)).await
    }

    /// A command of the contract, as the screen gives it.
    pub async fn command(&self, name: &str, request: Value) -> Result<Value> {
        let script = "const [name, request, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(name, { request }).then((ok) => done({ ok }), (error) => done({ error }));";
        let answer = self.client.execute_async(script, vec![json!(name), request]);
        let answer = self.drive("giving a command", answer).await?;
        answer.get("ok").cloned().ok_or_else(|| WorldError::Window { doing: name.to_owned(), why: answer.to_string() })
    }

    /// Waits until a script returns something else than null.
    pub async fn until_script(&self, what: &str, script: &str, arguments: Vec<Value>) -> Result<Value> {
        patience::until(what, LONG, || async {
            let value = self.script(script, arguments.clone()).await?;
            let look: Look<Value> = if value.is_null() { Err("null".into()) } else { Ok(value) };
            Ok(look)
        })
        .await
    }

    /// A picture of the page as PNG.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.drive("taking a picture", self.client.screenshot()).await
    }

    /// Keeps a picture under this name where somebody wants to see them: in the folder that `SWITCHBOARD_PICTURES` names.
    pub async fn is_pictured(&self, name: &str) -> Result<()> {
        let Ok(folder) = std::env::var("SWITCHBOARD_PICTURES") else { return Ok(()) };
        let failed = |source| WorldError::File { doing: "keeping a picture", source };
        std::fs::write(Path::new(&folder).join(name), self.picture().await?).map_err(failed)
    }

    /// Asks its process to end, and waits until it has.
    pub async fn close(self) -> Result<()> {
        self.process.signal("-TERM");
        self.process.gone().await?;
        self.driver.kill().await
    }

    /// `kill -9`.
    pub async fn kill(self) -> Result<()> {
        self.process.signal("-KILL");
        self.process.gone().await?;
        self.driver.kill().await
    }

    /// Ends as a defect ends it, with whatever the system writes down of that.
    pub async fn crash(self) -> Result<()> {
        self.process.signal("-ABRT");
        self.process.gone().await?;
        self.driver.kill().await
    }

    /// The id of its process.
    pub const fn id(&self) -> u32 {
        self.process.0
    }

    /// The processes that it started, and those that they started: the web view's among them.
    pub fn descendants(&self) -> Vec<u32> {
        let mut all = vec![self.process.0];
        let mut at = 0;
        while let Some(parent) = all.get(at) {
            all.extend(children(*parent));
            at += 1;
        }
        all.split_off(1)
    }

    async fn drive<T>(&self, doing: &str, call: impl Future<Output = std::result::Result<T, CmdError>>) -> Result<T> {
        timeout(ANSWER, call).await.map_err(|_| stuck(doing))?.map_err(|error| broken(doing, &error))
    }
}

impl Process {
    fn signal(&self, signal: &str) {
        // A process that is gone already is what is wanted.
        let _ = std::process::Command::new("kill").args([signal, &self.0.to_string()]).stderr(Stdio::null()).status();
    }

    async fn gone(&self) -> Result<()> {
        patience::until("the end of the window's process", LONG, || async {
            let state = stat(self.0).map(|(state, _)| state);
            Ok(patience::seen(matches!(state.as_deref(), None | Some("Z")), || format!("{state:?}")))
        })
        .await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.signal("-KILL");
    }
}

/// State and parent of a process.
fn stat(process: u32) -> Option<(String, u32)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut words = stat.rsplit_once(')')?.1.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
}

/// The process that this one started.
fn child(parent: u32) -> Option<u32> {
    children(parent).into_iter().next()
}

fn children(parent: u32) -> Vec<u32> {
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let processes = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    processes.filter(|process| stat(*process).is_some_and(|(_, its)| its == parent)).collect()
}

fn stuck(doing: &str) -> WorldError {
    WorldError::Window { doing: doing.to_owned(), why: "the driver does not answer".into() }
}

fn broken(doing: &str, error: &CmdError) -> WorldError {
    WorldError::Window { doing: doing.to_owned(), why: error.to_string() }
}

fn cut(found: &[&str]) -> String {
    found.join(" | ").chars().take(300).collect()
}

/// A port of this machine that nobody listens at.
pub(crate) async fn free_port() -> Result<u16> {
    let failed = |source| WorldError::File { doing: "finding a free port", source };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
    Ok(listener.local_addr().map_err(failed)?.port())
}
