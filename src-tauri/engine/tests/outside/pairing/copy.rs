//! What a console shows is what its hub has.

use super::*;

#[tokio::test]
async fn a_console_shows_what_its_hub_has_and_what_comes_then() {
    let hub = hub().await;
    a_lively_day(&hub).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    hub.town.write(ANNA, "Anything new?").await;
    let anna = hub.chat(ANNA).await;
    hub.reply(anna, "До завтра").await;
    console
        .until("it stands the same with everybody's consent", async || {
            let here = console.engine.consent_overview(Nothing {}).await.unwrap();
            here == hub.engine.consent_overview(Nothing {}).await.unwrap()
        })
        .await;
    assert!(console.ports.rung().len() <= 1, "what was written before it was there is one backlog");
    let token = console.ports.hub_token().unwrap().unwrap();
    let (at_hub, at_console) = same(hub, console).await;
    for folder in [at_hub.path(), at_console.path()] {
        assert_eq!(files_with(&token, folder), Vec::<PathBuf>::new(), "what the console is known by is in no file");
    }
}

/// The files below a folder that have these words.
fn files_with(words: &str, folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let has = |path: &PathBuf| std::fs::read(path).unwrap().windows(words.len()).any(|part| part == words.as_bytes());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.into_iter().filter(has).chain(folders.iter().flat_map(|folder| files_with(words, folder))).collect()
}

#[tokio::test]
async fn a_file_comes_from_the_hub_when_it_is_looked_at() {
    let hub = hub().await;
    hub.town.say(json!({"person": ANNA, "type": "image"})).await;
    let anna = hub.chat(ANNA).await;
    let file = hub
        .eventually("the picture is fetched", async || match hub.newest(anna).await.file {
            Some(FileState::Ready { file, .. }) => Some(file),
            _ => None,
        })
        .await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let request = || FileRequest { file: file.clone() };
    let there = hub.engine.file(request()).await.unwrap();
    assert_eq!(console.engine.file(request()).await.unwrap(), there);
    hub.close().await;
    assert_eq!(console.engine.file(request()).await.unwrap(), there, "and stays");
}

#[tokio::test]
async fn who_is_erased_on_the_hub_is_erased_on_the_console() {
    let hub = hub().await;
    let secret = "Meine geheime Adresse";
    hub.town.write(LENA, secret).await;
    hub.town.write(TOMAS, "Hello").await;
    hub.row(TOMAS).await;
    let lena = hub.detail(hub.chat(LENA).await).await.contact.unwrap().contact_id;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    hub.engine.contact_erase(ContactErase { command_id: command(), contact_id: lena }).await.unwrap();
    console.has_everything_of(&hub).await;
    let late = Console::pair(&hub).await;
    late.has_everything_of(&hub).await;
    let console = console.restart().await;
    for one in [&console, &late] {
        let folder = one.folder.path();
        for file in ["journal.db", "journal.db-wal", "console.db", "console.db-wal"] {
            let bytes = std::fs::read(folder.join(file)).unwrap_or_default();
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "it is in {file}");
        }
    }
    same(hub, console).await;
}

#[tokio::test]
async fn both_may_be_away_for_days_and_then_show_the_same() {
    let hub = hub().await;
    hub.town.write(TOMAS, "One").await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let consoles: SocketAddr = code(&hub).address.parse().unwrap();
    let (town, ports, folder) = hub.close().await;
    console.is(Connection::Offline).await;
    let hub = Desk::sit_down_as_hub(town, ports, folder, Some(consoles)).await;
    hub.connected().await;
    hub.town.write(TOMAS, "Two").await;
    hub.row_saying(TOMAS, "Two").await;
    console.has_everything_of(&hub).await;
    let Console { engine, ports: at_console, folder } = console;
    engine.stop().await;
    hub.pass(48 * HOUR).await;
    hub.town.write(TOMAS, "Three").await;
    hub.row_saying(TOMAS, "Three").await;
    let console = Console::sit_down(folder, at_console).await;
    console.has_everything_of(&hub).await;
    console
        .until("it is the same time for both", async || {
            let (here, there) = (console.engine.workspace(Nothing {}).await, hub.engine.workspace(Nothing {}).await);
            (here.unwrap().now.0 - there.unwrap().now.0).abs() < HOUR
        })
        .await;
    same(hub, console).await;
}

#[tokio::test]
async fn a_console_says_how_the_hubs_own_connection_is() {
    let hub = hub().await;
    let console = Console::pair(&hub).await;
    console.is(Connection::Connected).await;
    let told = async |connection| {
        let what = format!("the hub's connection is {connection:?}");
        console
            .until(&what, async || {
                let line = console.engine.health(Nothing {}).await.unwrap().hub_line;
                line.is_some_and(|line| line.connection == connection)
            })
            .await;
    };
    told(Connection::Connected).await;
    hub.town.write(TOMAS, "Hello").await;
    let tomas = hub.chat(TOMAS).await;
    hub.town.trouble(json!({"kind": "token", "value": "expired"})).await;
    hub.reply(tomas, "One moment").await;
    told(Connection::Credentials).await;
    console.is(Connection::Connected).await;
    hub.close().await;
    console.is(Connection::Offline).await;
    assert_eq!(console.engine.health(Nothing {}).await.unwrap().hub_line, None, "nobody knows now");
}

/// What lies in a folder, put into another one.
fn backup(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let copy = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&copy).unwrap();
            backup(&entry.path(), &copy);
        } else {
            std::fs::copy(entry.path(), copy).unwrap();
        }
    }
}

#[tokio::test]
async fn a_console_copies_nothing_from_a_hub_that_goes_on_from_an_older_state_and_has_it_do_nothing() {
    let hub = hub().await;
    hub.town.write(TOMAS, "One").await;
    hub.row(TOMAS).await;
    let console = Console::pair(&hub).await;
    let consoles: SocketAddr = code(&hub).address.parse().unwrap();
    let (town, ports, folder) = hub.close().await;
    let older = TempDir::new().unwrap();
    backup(folder.path(), older.path());
    let hub = Desk::sit_down_as_hub(town, ports, folder, Some(consoles)).await;
    hub.connected().await;
    hub.town.write(TOMAS, "Two").await;
    let tomas = hub.row_saying(TOMAS, "Two").await.chat_id;
    console.has_everything_of(&hub).await;
    let (town, ports, _) = hub.close().await;

    let hub = Desk::sit_down_as_hub(town, ports, older, Some(consoles)).await;
    hub.connected().await;
    for words in ["Three", "Four", "Five"] {
        hub.town.write(TOMAS, words).await;
    }
    hub.row_saying(TOMAS, "Five").await;
    console
        .until("it is said", async || {
            let health = console.engine.health(Nothing {}).await.unwrap();
            (health.connection, health.hub_fault) == (Connection::Offline, Some(HubFault::Restored))
        })
        .await;
    let send = MessageSend { command_id: command(), chat_id: tomas, content: text("Да"), reply_to: None };
    let waits = console.gives("message_send", &send).await.unwrap_err();
    hub.town.control("/idle", json!({})).await;
    let health = console.engine.health(Nothing {}).await.unwrap();
    assert_eq!((waits.code, health.for_hub), (ErrorCode::WaitsForHub, 1));
    assert_eq!(hub.town.texts().await, Vec::<String>::new(), "what it meant by that chat may be another one there");
}

#[tokio::test]
async fn a_console_says_that_another_hub_answers_where_its_own_was_restored_from_a_backup() {
    let hub = hub().await;
    hub.town.write(TOMAS, "One").await;
    hub.row(TOMAS).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let consoles: SocketAddr = code(&hub).address.parse().unwrap();
    let (place, restored) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let file = place.path().join("tea.backup");
    engine::back_up(hub.folder.path(), &file).unwrap();
    let (town, ports, _) = hub.close().await;
    engine::restore(&file, restored.path(), None).unwrap();
    let hub = Desk::sit_down_as_hub(town, ports, restored, Some(consoles)).await;
    hub.connected().await;
    console
        .until("it is said", async || {
            let health = console.engine.health(Nothing {}).await.unwrap();
            (health.connection, health.hub_fault) == (Connection::Offline, Some(HubFault::Another))
        })
        .await;
    let known = hub.engine.consoles().await.unwrap();
    assert!(known.iter().all(|one| one.revoked.is_some()), "it is to be paired anew: {known:?}");
}

/// A body of the provider with a text of each of so many people whom nobody knew.
async fn newcomers(hub: &Desk, count: usize) {
    let at = hub.town.look("").await["now"].as_i64().unwrap() / 1_000;
    let phone = |number: usize| format!("77001{number:06}");
    let text = |number: usize| {
        json!({"from": phone(number), "id": format!("wamid.new{number}"), "timestamp": at.to_string(), "type": "text",
            "text": {"body": "Сенча?"}})
    };
    let name = |number: usize| json!({"wa_id": phone(number), "profile": {"name": format!("Гость {number}")}});
    let messages: Vec<Value> = (0..count).map(text).collect();
    let contacts: Vec<Value> = (0..count).map(name).collect();
    brings(hub, &body(hub, json!({"messages": messages, "contacts": contacts}))).await;
    hub.row_saying(&format!("Гость {}", count - 1), "Сенча?").await;
}

#[tokio::test]
async fn a_body_of_more_newcomers_than_a_page_holds_reaches_the_ledger_of_a_console_and_so_does_what_follows() {
    let hub = hub().await;
    newcomers(&hub, 300).await;
    hub.town.write(ANNA, "И мне").await;
    hub.row_saying(ANNA, "И мне").await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let anna = ChatRequest { chat_id: hub.chat(ANNA).await };
    console
        .until("the same stands there about the last of them", async || {
            let here = console.engine.chat(anna).await.unwrap();
            here.contact == hub.engine.chat(anna).await.unwrap().contact
        })
        .await;
    same(hub, console).await;
}
