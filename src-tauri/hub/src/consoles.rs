//! `pair`, `join`, `consoles` and `revoke`.

use std::error::Error;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use engine::pair::PairingCode;
use host::Secrets;
use hub::desk::{CodeRequest, Desk};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use tokio::runtime::Runtime;

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// Prints a code.
pub fn pair(data: &Path, name: &str, address: Option<String>) -> Done {
    let request = CodeRequest { name: name.to_owned(), address };
    let answer = ask(data, Method::POST, "/consoles/code", |call| call.json(&request))?;
    let code: PairingCode = match answer {
        (StatusCode::OK, code) => code.parse()?,
        (StatusCode::CONFLICT, _) => return Err("no console can come here: start the hub with --consoles ADDR".into()),
        (status, _) => return Err(format!("the hub answered {status}").into()),
    };
    if code.address.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_unspecified()) {
        return Err("the address for consoles stands for every address: name one with --address HOST:PORT".into());
    }
    say(&code.to_string())
}

/// Pairs a folder.
pub fn join(data: &Path, code: &str) -> Done {
    let code = code.parse()?;
    // Secrets are kept under the folder that they belong to, by its whole path.
    std::fs::create_dir_all(data)?;
    let link = Runtime::new()?.block_on(engine::pair::join(data, &code, Arc::new(Secrets::of(data))))?;
    say(&format!("paired with {} at {}", link.hub, link.address))
}

/// Prints the consoles.
pub fn list(data: &Path) -> Done {
    match ask(data, Method::GET, "/consoles", |call| call)? {
        (StatusCode::OK, consoles) => say(&serde_json::to_string_pretty(&serde_json::from_str::<Value>(&consoles)?)?),
        (status, _) => Err(format!("the hub answered {status}").into()),
    }
}

/// Revokes a console's token.
pub fn revoke(data: &Path, id: i64) -> Done {
    match ask(data, Method::DELETE, &format!("/consoles/{id}"), |call| call)? {
        (StatusCode::NO_CONTENT, _) => Ok(()),
        (StatusCode::NOT_FOUND, _) => Err("there is no such console, or it was revoked before".into()),
        (status, _) => Err(format!("the hub answered {status}").into()),
    }
}

/// Asks the hub that serves the folder.
fn ask(
    data: &Path,
    method: Method,
    path: &str,
    with: impl FnOnce(RequestBuilder) -> RequestBuilder,
) -> Done<(StatusCode, String)> {
    let desk = Desk::of(data).map_err(|_| "no hub serves this folder")?;
    let call = Client::builder().no_proxy().build()?.request(method, format!("http://{}{path}", desk.ui));
    let call = with(call.bearer_auth(&desk.token));
    Runtime::new()?.block_on(async {
        let answer: Response = call.send().await.map_err(|_| "no hub serves this folder")?;
        Ok((answer.status(), answer.text().await?))
    })
}

fn say(line: &str) -> Done {
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}
