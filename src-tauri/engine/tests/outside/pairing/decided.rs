//! What a console is told is decided by its hub, once.

use super::*;

/// The place of a console that copied nothing yet.
const NOTHING_SEEN: &str = "entry=0&at=0&consent=0&tied=0";

#[tokio::test]
async fn what_waits_for_the_hub_is_shown_with_what_was_written() {
    let hub = hub().await;
    hub.town.write(ANNA, "Is it ready?").await;
    let anna = hub.chat(ANNA).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    hub.close().await;
    console.is(Connection::Offline).await;
    console.sends(anna, "Tomorrow").await.unwrap_err();
    let note = NoteAdd { command_id: command(), chat_id: anna, body: "Wants two".into() };
    console.gives("note_add", &note).await.unwrap_err();
    let [message, note] = <[ForHub; 2]>::try_from(console.for_the_hub().await).unwrap();
    assert_eq!((message.chat_id, message.content, message.refusal), (Some(anna), Some(text("Tomorrow")), None));
    assert_eq!((message.name.as_str(), message.chat.as_deref()), ("message_send", Some("Анна Корнеева")));
    assert_eq!((note.content, note.note.as_deref()), (None, Some("Wants two")));
    assert_eq!(console.engine.health(Nothing {}).await.unwrap().for_hub, 2);
    console.engine.stop().await;
}

#[tokio::test]
async fn what_a_console_is_told_the_hub_does_and_the_console_reads_its_own_writes() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let tomas = hub.chat(TOMAS).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let queued: Queued = serde_json::from_value(console.sends(tomas, "Good morning").await.unwrap()).unwrap();
    let from = TimelineFrom::Newest;
    let seen = console.engine.timeline(TimelineRequest { chat_id: tomas, from, limit: 10 }).await.unwrap();
    let newest = serde_json::to_string(&seen.items).unwrap();
    assert!(newest.contains("Good morning"), "it is shown when the answer is there");
    hub.reaches(tomas, queued.message_id, DeliveryStatus::Read).await;
    console.has_everything_of(&hub).await;
    assert_eq!(hub.town.texts().await, ["Good morning"]);
    let note = NoteAdd { command_id: command(), chat_id: tomas, body: "Likes oolong".to_owned() };
    console.gives("note_add", &note).await.unwrap();
    let items = hub.timeline(tomas).await.items;
    let by = |words: &str| {
        let shown =
            items.iter().map(|item| serde_json::to_value(item).unwrap()).find(|item| item.to_string().contains(words));
        let shown = shown.unwrap();
        shown["author"].as_str().or(shown["sender"]["name"].as_str()).map(str::to_owned)
    };
    assert_eq!(by("Likes oolong").as_deref(), Some(NOOR), "it is hers, and not of whoever runs the hub");
    assert_eq!(by("Good morning").as_deref(), Some(NOOR));
    let refused = console.gives("number_check", &json!({"token": "a", "app_secret": "b"})).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotHere, "the secrets are the hub's");
    same(hub, console).await;
}

#[tokio::test]
async fn what_is_told_while_the_hub_is_away_is_done_once_and_in_order_when_it_is_back() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let tomas = hub.chat(TOMAS).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let consoles: SocketAddr = code(&hub).address.parse().unwrap();
    let (town, ports, folder) = hub.close().await;
    console.is(Connection::Offline).await;
    for words in ["One", "Two", "Three"] {
        assert_eq!(console.sends(tomas, words).await.unwrap_err().code, ErrorCode::WaitsForHub);
    }
    let no_such = MessageSettle { command_id: command(), message_id: MessageId(7) };
    assert_eq!(console.gives("message_again", &no_such).await.unwrap_err().code, ErrorCode::WaitsForHub);
    let typing = ChatRequest { chat_id: tomas };
    assert_eq!(console.gives("chat_typing", &typing).await.unwrap_err().code, ErrorCode::HubAway, "it cannot wait");
    let console = console.restart().await;
    assert_eq!(console.for_the_hub().await.len(), 4, "a stop loses nothing");
    assert_eq!(town.texts().await, Vec::<String>::new(), "and nothing was sent by the console");
    let hub = Desk::sit_down_as_hub(town, ports, folder, Some(consoles)).await;
    hub.connected().await;
    console
        .until("one is left, which the hub refused", async || {
            let left = console.for_the_hub().await;
            left.len() == 1 && left[0].name == "message_again" && left[0].refusal.is_some()
        })
        .await;
    let health = console.engine.health(Nothing {}).await.unwrap();
    assert_eq!((health.for_hub, health.hub_refused), (0, 1));
    let command = console.for_the_hub().await.remove(0).command;
    console.engine.hub_outbox_drop(ForHubDrop { command: command.clone() }).await.unwrap();
    let again = console.engine.hub_outbox_drop(ForHubDrop { command }).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::TooLate, "it is away already");
    console.has_nothing_left().await;
    hub.eventually("all of it is at the provider", async || (hub.town.texts().await.len() >= 3).then_some(())).await;
    hub.town.control("/idle", json!({})).await;
    assert_eq!(hub.town.texts().await, ["One", "Two", "Three"], "once each");
    console.has_everything_of(&hub).await;
    same(hub, console).await;
}

#[tokio::test]
async fn a_file_and_a_voice_note_from_a_console_go_out_by_the_hub() {
    let hub = hub().await;
    hub.town.write(ANNA, "Пришлите прайс").await;
    let anna = hub.chat(ANNA).await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let paper = json!({"chat_id": anna, "filename": "price.txt", "base64": STANDARD.encode("Габа 200 г")});
    let paper: Attachment = serde_json::from_value(console.gives("attachment_add", &paper).await.unwrap()).unwrap();
    console.ports.speak(VOICE);
    console.engine.voice_start(ChatRequest { chat_id: anna }).await.unwrap();
    let note = console.engine.voice_stop(Nothing {}).await.unwrap();
    assert_eq!((note.media, note.duration, note.problem.clone()), (MediaKind::Voice, Some(2_000), None));
    for attached in [&paper, &note] {
        let request =
            MessageSend { command_id: command(), chat_id: anna, content: file(attached, None), reply_to: None };
        console.gives("message_send", &request).await.unwrap();
    }
    hub.eventually("both are sent", async || (hub.town.sent().await.len() == 2).then_some(())).await;
    let sent = hub.town.sent().await;
    assert_eq!((&sent[0]["type"], &sent[0]["body"]["filename"]), (&json!("document"), &json!("price.txt")));
    assert_eq!((&sent[1]["type"], &sent[1]["body"]["voice"]), (&json!("audio"), &json!(true)));
    console.has_everything_of(&hub).await;
    let heard = console.engine.file(FileRequest { file: note.file }).await.unwrap();
    assert_eq!(heard.base64, STANDARD.encode(VOICE), "and is heard at the console");
    hub.close().await;
    console.is(Connection::Offline).await;
    let refused = console.engine.voice_start(ChatRequest { chat_id: anna }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::HubAway, "nothing is recorded that cannot be kept");
}

#[tokio::test]
async fn a_command_that_comes_again_gets_the_same_answer_and_a_console_asks_nothing_else() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let chat_id = hub.chat(TOMAS).await;
    let folder = TempDir::new().unwrap();
    let ports = Arc::new(Recorded::new());
    let link = join(folder.path(), &code(&hub), ports.clone()).await.unwrap();
    let token = ports.hub_token().unwrap().unwrap();
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
    let post = async |name: &str, words: &str| -> Value {
        let call = client.post(format!("https://{}/command/{name}?{NOTHING_SEEN}", link.address));
        let call = call.bearer_auth(&token).header("switchboard-command", "the same");
        let request = MessageSend { command_id: command(), chat_id, content: text(words), reply_to: None };
        call.json(&json!({"operator": NOOR, "request": request})).send().await.unwrap().json().await.unwrap()
    };
    let first = post("message_send", "Once").await;
    assert!(first["answer"]["Ok"]["message_id"].is_number(), "{first}");
    assert_eq!(post("message_send", "Twice").await, first, "also where the request says something else");
    hub.eventually("it is sent", async || (!hub.town.texts().await.is_empty()).then_some(())).await;
    assert_eq!(hub.town.texts().await, ["Once"]);
    for name in ["chats", "settings_save", "number_connect", "nothing_of_the_kind"] {
        assert_eq!(post(name, "").await["answer"]["Err"]["code"], "no_such_command", "{name}");
    }
}

#[tokio::test]
async fn a_message_that_is_not_confirmed_can_be_settled_at_a_console() {
    let hub = hub().await;
    hub.town.write(ANNA, "Ау").await;
    let chat = hub.chat(ANNA).await;
    hub.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_000})).await;
    let id = hub.reply(chat, "Дошло?").await;
    hub.reaches(chat, id, DeliveryStatus::Unknown).await;
    let console = Console::pair(&hub).await;
    hub.pass(HOUR).await;
    hub.town.write(TOMAS, "Hi").await;
    hub.eventually("the hub offers it", async || hub.message(chat, id).await.can_settle.then_some(())).await;
    console.has_everything_of(&hub).await;
    console
        .until("the console offers it, too", async || {
            let request = TimelineRequest { chat_id: chat, from: TimelineFrom::Newest, limit: 50 };
            let shown = console.engine.timeline(request).await.unwrap();
            shown
                .items
                .iter()
                .any(|item| matches!(item, TimelineItem::Message(one) if one.message_id == id && one.can_settle))
        })
        .await;
    same(hub, console).await;
}

#[tokio::test]
async fn what_the_hub_did_before_it_was_stopped_is_no_refusal_when_it_comes_again() {
    let hub = hub().await;
    hub.town.write(TOMAS, "Hello").await;
    let chat_id = hub.chat(TOMAS).await;
    let (folder, ports) = (TempDir::new().unwrap(), Arc::new(Recorded::new()));
    let link = join(folder.path(), &code(&hub), ports.clone()).await.unwrap();
    let token = ports.hub_token().unwrap().unwrap();
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
    let request = MessageSend { command_id: command(), chat_id, content: text("Once"), reply_to: None };
    // The hub knows an answer by the id in the header; under another one it is as if the answer had not been noted.
    let post = async |id: &str| -> Value {
        let call =
            client.post(format!("https://{}/command/message_send?{NOTHING_SEEN}", link.address)).bearer_auth(&token);
        let call = call.header("switchboard-command", id).json(&json!({"operator": NOOR, "request": request}));
        call.send().await.unwrap().json().await.unwrap()
    };
    assert!(post("before").await["answer"]["Ok"]["message_id"].is_number());
    hub.eventually("it is sent", async || (!hub.town.texts().await.is_empty()).then_some(())).await;
    hub.pass(25 * HOUR).await;
    let again = post("after").await;
    assert_eq!(again["answer"]["Err"]["code"], "waits_for_hub", "{again}: not that the window is closed");
    hub.town.control("/idle", json!({})).await;
    assert_eq!(hub.town.texts().await, ["Once"]);
}
