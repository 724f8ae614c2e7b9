//! Who becomes a console of a hub, and who stays one.

use super::*;

#[tokio::test]
async fn a_code_typed_into_a_window_has_it_show_the_hub_until_it_leaves() {
    let hub = hub().await;
    let (window, folder) = (Desk::open().await, TempDir::new().unwrap());
    let typed = |code: String| window.engine.hub_join(HubJoin { code });
    let refused = async |code: String| typed(code).await.unwrap_err().code;
    assert_eq!(refused(code(&hub).to_string()).await, ErrorCode::NotHere, "a window alone shows a hub");
    window.ports.can_show_a_hub(folder.path());
    assert_eq!(refused("hub.polartea.example".into()).await, ErrorCode::PairingCode);
    let wrong = PairingCode { secret: "00".repeat(16), ..code(&hub) };
    assert_eq!(refused(wrong.to_string()).await, ErrorCode::PairingCode);
    let nowhere = PairingCode { address: "127.0.0.1:9".into(), ..code(&hub) };
    assert_eq!(refused(nowhere.to_string()).await, ErrorCode::HubAway);
    assert_eq!(
        window.engine.hub_leave(Nothing {}).await.unwrap_err().code,
        ErrorCode::NotHere,
        "there is none to leave"
    );
    typed(format!("  {}\n", code(&hub))).await.unwrap();
    assert_eq!(window.ports.opened(), ["hub"]);
    let (_town, ports, _) = window.close().await;

    let console = Console::sit_down(folder, ports).await;
    console.ports.can_show_a_hub(console.folder.path());
    let workspace = console.engine.workspace(Nothing {}).await.unwrap();
    assert_eq!((workspace.hub.unwrap().name, workspace.first_run), ("Mira Halonen".to_owned(), None));
    console.engine.hub_leave(Nothing {}).await.unwrap();
    assert_eq!(console.ports.opened(), ["hub", "no hub"]);
    let known: Vec<_> = hub.engine.consoles().await.unwrap();
    assert!(known.iter().all(|one| one.revoked.is_some()), "what it was known by is worth nothing: {known:?}");
    console.engine.stop().await;
    hub.close().await;
}

#[tokio::test]
async fn a_number_of_a_first_run_moves_to_the_hub_with_its_secrets_and_ends_there_with_a_message() {
    let hub = hub().await;
    let town = Town::wake().await;
    town.trouble(json!({"kind": "disguise"})).await;
    let window = Desk::sit_down(town, Arc::new(Recorded::new()), TempDir::new().unwrap()).await;
    let CredentialSet { token, app_secret, .. } = window.town.credentials();
    window.engine.number_connect(ConnectNumber { token, app_secret }).await.unwrap();
    let folder = TempDir::new().unwrap();
    window.ports.can_show_a_hub(folder.path());
    let first_run = async |engine: &Engine| engine.workspace(Nothing {}).await.unwrap().first_run;
    assert_eq!(first_run(&window.engine).await, Some(FirstRun::Receive));
    let wrong = PairingCode { secret: "00".repeat(16), ..code(&hub) };
    window.engine.hub_join(HubJoin { code: wrong.to_string() }).await.unwrap_err();
    assert!(window.ports.load().unwrap().is_some(), "nothing is given away for a wrong code");
    window.engine.hub_join(HubJoin { code: code(&hub).to_string() }).await.unwrap();
    assert_eq!(window.ports.load().unwrap(), None, "the hub alone has the values");
    assert_eq!(first_run(&window.engine).await, None, "what is here does not wait for a message any more");
    let (_town, ports, _) = window.close().await;

    let console = Console::sit_down(folder, ports).await;
    assert_eq!(first_run(&console.engine).await, Some(FirstRun::Receive));
    console.engine.first_run_end(Nothing {}).await.unwrap();
    assert_eq!(first_run(&console.engine).await, None);
    let console = console.restart().await;
    assert_eq!(first_run(&console.engine).await, None, "it is over for good");
    console.engine.stop().await;
    hub.close().await;
}

#[tokio::test]
async fn a_code_pairs_one_console_and_a_wrong_one_none() {
    let hub = hub().await;
    let (used, folder) = (code(&hub), TempDir::new().unwrap());
    let secrets = || Arc::new(Recorded::new());
    join(folder.path(), &used, secrets()).await.unwrap();
    let other = TempDir::new().unwrap();
    assert!(matches!(join(other.path(), &used, secrets()).await, Err(PairError::Refused)), "it was used");
    let wrong = PairingCode { secret: "00".repeat(16), ..code(&hub) };
    assert!(matches!(join(other.path(), &wrong, secrets()).await, Err(PairError::Refused)));
    let good = code(&hub);
    let impostor = PairingCode { fingerprint: Fingerprint([7; 32]), ..good.clone() };
    assert!(
        matches!(join(other.path(), &impostor, secrets()).await, Err(PairError::Unreachable(_))),
        "another hub's certificate"
    );
    assert!(matches!(join(folder.path(), &good, secrets()).await, Err(PairError::Store(_))), "it is paired");
    assert!(!other.path().join("journal.db").exists() && !other.path().join("hub.json").exists(), "nothing is kept");
    let dumb = Arc::new(NoKeyring);
    assert!(matches!(join(other.path(), &good, dumb).await, Err(PairError::Secret(CredentialError::NoKeyring))));
    let ports = secrets();
    join(other.path(), &good, ports.clone()).await.unwrap();
    let (third, again) = (TempDir::new().unwrap(), Arc::new(Same(ports.hub_token().unwrap().unwrap())));
    assert!(matches!(join(third.path(), &code(&hub), again).await, Err(PairError::Used)), "one token, one console");
    assert!(
        matches!(join(hub.folder.path(), &code(&hub), secrets()).await, Err(PairError::Store(_))),
        "a hub is no console"
    );
}

#[tokio::test]
async fn nothing_is_told_without_a_token() {
    let hub = hub().await;
    let code = code(&hub);
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
    let place = "entry=0&consent=0&tied=0";
    for path in [&format!("/journal?{place}"), "/media/00", "/command/note_add"] {
        for token in ["", "00"] {
            let asked = client.get(format!("https://{}{path}", code.address)).bearer_auth(token).send().await.unwrap();
            assert!([401, 404].contains(&asked.status().as_u16()), "{path}: {}", asked.status());
        }
    }
    let plain = reqwest::get(format!("http://{}/journal?{place}", code.address)).await;
    assert!(plain.is_err() || !plain.unwrap().status().is_success(), "it speaks TLS and nothing else");
}

#[tokio::test]
async fn a_revoked_console_keeps_what_it_has_and_gets_nothing_more() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Before").await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let id = hub.engine.consoles().await.unwrap()[0].id;
    assert!(hub.engine.revoke_console(id).await.unwrap());
    let copied = console.engine.figures().journal;
    hub.town.write(TOMAS, "After").await;
    hub.row_saying(TOMAS, "After").await;
    console.is(Connection::Credentials).await;
    assert_eq!(console.engine.figures().journal, copied);
    let console = console.restart().await;
    console.is(Connection::Credentials).await;
    assert_eq!(console.engine.figures().projected, copied, "what it has stays");
}

/// A host that keeps no secrets.
struct NoKeyring;

impl Credentials for NoKeyring {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        Ok(None)
    }
    fn save(&self, _: &CredentialSet) -> Result<(), CredentialError> {
        Err(CredentialError::NoKeyring)
    }
    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        Err(CredentialError::NoKeyring)
    }
}

/// A host whose surroundings say what it is known by.
struct Same(String);

impl Credentials for Same {
    fn load(&self) -> Result<Option<CredentialSet>, CredentialError> {
        Ok(None)
    }
    fn save(&self, _: &CredentialSet) -> Result<(), CredentialError> {
        Err(CredentialError::NoKeyring)
    }
    fn ledger_key(&self) -> Result<LedgerKey, CredentialError> {
        Err(CredentialError::NoKeyring)
    }
    fn make_hub_token(&self) -> Result<String, CredentialError> {
        Ok(self.0.clone())
    }
}
