use domain::{AccountId, ChatId, ContactId, Person, Timestamp};
use store::table::send_queue::NewSend;
use store::table::{chat_change, identity};
use store::{EntryKind, NewEntry};
use tokio::time::timeout;

use super::*;
use crate::idle::open;

const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);
/// Nothing is waited for so long where nobody works.
const LONG: Duration = Duration::from_secs(3_600);

/// A message that waits in Anna's chat, and a journal entry that nobody has looked at.
fn with_something_queued(core: &Core) -> i64 {
    let account = AccountId::from("meta:1");
    let anna = Person::by_phone("77001234108");
    let content = Content::Text { body: "Да".into() };
    core.console
        .write(|w| {
            let contact = identity::resolve(w, &account, None, &anna, ContactId(1), NOW)?.contact_id;
            let chat_id = chat_change::with_contact(w, &account, contact, ChatId(1), NOW)?;
            let send = NewSend {
                message_id: MessageId(1),
                account_id: account.clone(),
                chat_id,
                command_id: "reply".into(),
                outgoing: Outgoing::Message { content, reply_to: None },
                queued_at: NOW,
                not_before: Timestamp(0),
            };
            send_queue::enqueue(w, &send).map(|_| ())
        })
        .unwrap();
    let stop = NewEntry { kind: EntryKind::Webhook, source: "meta".into(), at: NOW, dedupe: None, body: vec![] };
    core.journal.append_blocking(stop).unwrap().position
}

/// Whether the worker comes to the rows that it picked.
async fn goes_on(core: &Arc<Core>) -> bool {
    timeout(LONG, fill(core, &mut JoinSet::new())).await.is_ok()
}

#[tokio::test(start_paused = true)]
async fn nothing_is_taken_before_what_the_journal_holds_is_projected_and_heard() {
    let home = tempfile::tempdir().unwrap();
    let core = open(home.path());
    core.numbers.set_state(Connection::Connected, NOW, None);
    let number = providers::Connection {
        api_base: "http://127.0.0.1:1".into(),
        token: "a token".into(),
        app_secret: None,
        account: "meta:1".into(),
        phone_number_id: "1".into(),
        waba_id: "2".into(),
    };
    core.numbers.put("meta:1".into(), providers::connect(number).unwrap());
    let stop = with_something_queued(&core);
    core.projected.send_replace(stop);
    assert!(!goes_on(&core).await, "nobody heard whether it says stop");
    core.heard.send_replace(stop);
    core.projected.send_replace(stop - 1);
    assert!(!goes_on(&core).await, "it is not projected");
    core.projected.send_replace(stop);
    assert!(goes_on(&core).await);
}
