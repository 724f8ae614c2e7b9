//! Reads the journal behind its cursor and writes the rows, many entries in one transaction together with the cursor.

use std::sync::Arc;

use contract::change::ChangeKind;
use domain::Timestamp;
use store::table::cursor;
use store::{Console, Entry, StoreError};
use tokio::sync::mpsc;

use crate::core::Core;
use crate::project::{Facts, misfit, project};

/// Most entries in one transaction.
const BATCH: usize = 256;
/// So many entries in one look are a flood. Then a moment's rest before the next look makes one transaction of what would be several,
/// each of which writes the same pages; alone, a message is written at once.
const FLOOD: usize = 4;
const REST: std::time::Duration = std::time::Duration::from_millis(10);
/// What a worker waits after the disk said no, before it tries again.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// Projects a batch and returns what changed. An entry that the tables do not take is shown as one unknown item, so that
/// it holds nothing up; the journal keeps it for a version that can do better.
///
/// # Errors
/// When the disk says no; then what was not written is written by the next call.
pub fn batch(console: &Console, entries: &[Entry]) -> Result<Facts, StoreError> {
    let mut facts = Facts::default();
    match together(console, entries, &mut facts) {
        Err(error) if error.is_of_the_data() => {
            tracing::error!(%error, "an entry does not fit the tables and is shown as unknown");
            // What was noted for the batch was rolled back with it.
            facts = Facts::default();
            apart(console, entries, &mut facts)?;
        }
        other => other?,
    }
    Ok(facts)
}

fn together(console: &Console, entries: &[Entry], facts: &mut Facts) -> Result<(), StoreError> {
    let Some(last) = entries.last() else { return Ok(()) };
    console.write(|w| {
        for entry in entries {
            project(w, entry, facts)?;
        }
        cursor::set_projection(w, last.position)
    })
}

/// Takes halves apart until the entry that does not fit is alone, so that it costs those beside it little.
fn apart(console: &Console, entries: &[Entry], facts: &mut Facts) -> Result<(), StoreError> {
    if let [entry] = entries {
        return console.write(|w| {
            misfit(w, entry, facts)?;
            cursor::set_projection(w, entry.position)
        });
    }
    let (first, second) = entries.split_at(entries.len() / 2);
    for half in [first, second] {
        let before = facts.clone();
        match together(console, half, facts) {
            Err(error) if error.is_of_the_data() => {
                *facts = before;
                apart(console, half, facts)?;
            }
            other => other?,
        }
    }
    Ok(())
}

/// Projects what is there and then what comes, until the journal is closed. What changed goes to the screens and, for
/// what has effects, to `reactors`.
pub async fn run(core: Arc<Core>, reactors: mpsc::UnboundedSender<Facts>) {
    let mut head = core.journal.watch();
    let mut position = *core.projected.borrow();
    loop {
        let from = position;
        let step = core.blocking(move |core| {
            let entries = core.journal.read_from(from, BATCH)?;
            let facts = batch(&core.console, &entries)?;
            Ok((entries.last().map(|entry| entry.position), entries.len(), facts))
        });
        match step.await {
            Ok((Some(last), count, facts)) => {
                position = last;
                core.searched.grew(facts.written, position);
                core.projected.send_replace(position);
                tell(&core, &facts);
                if facts.concerns_alerts() {
                    // The reactors end only together with the engine.
                    let _ = reactors.send(facts);
                }
                if (FLOOD..BATCH).contains(&count) {
                    tokio::time::sleep(REST).await;
                }
            }
            Ok((None, ..)) => {
                if head.wait_for(|head| *head > position).await.is_err() {
                    return;
                }
            }
            Err(error) => {
                tracing::error!(%error, "the journal could not be projected; it is tried again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Tells the screens and wakes the workers that have something to do.
fn tell(core: &Core, facts: &Facts) {
    facts.tell(&core.feed);
    core.governor.came(&facts.came, core.now());
    if facts.queue {
        // How many wait and how many are not confirmed stands in the health.
        core.feed.changed(ChangeKind::Health);
    }
    let bells = [
        (facts.queue, &core.bells.send),
        (facts.stale, &core.bells.connect),
        (facts.snoozed, &core.bells.snooze),
        (facts.unreached, &core.bells.unreached),
        (facts.groups, &core.bells.groups),
        (facts.blocks, &core.bells.blocks),
        (facts.profiles, &core.bells.profiles),
    ];
    for (_, bell) in bells.into_iter().filter(|(rings, _)| *rings) {
        bell.notify_one();
    }
}

/// When the newest webhook came, for the screen that asks.
pub fn last_webhook(core: &Core) -> Option<Timestamp> {
    core.journal.last(store::EntryKind::Webhook).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::content::Content;
    use domain::decision::{Decided, Decision, Outgoing, SendDecision};
    use domain::{AccountId, ChatId, CommandId};
    use store::{DataFolder, EntryKind, NewEntry};

    fn entry(kind: EntryKind, source: &str, body: Vec<u8>) -> NewEntry {
        NewEntry { kind, source: source.to_owned(), at: Timestamp::from_seconds(1_767_230_000), dedupe: None, body }
    }

    #[test]
    fn a_reaction_opens_the_window_as_a_message_does() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(home.path(), None).unwrap();
        let value = |item: &str| {
            let value = format!(r#"{{"metadata":{{"phone_number_id":"1"}},"messages":[{item}]}}"#);
            format!(r#"{{"entry":[{{"changes":[{{"field":"messages","value":{value}}}]}}]}}"#).into_bytes()
        };
        let wrote = r#"{"from":"77001234108","id":"w1","timestamp":"1767225600","type":"text","text":{"body":"Hi"}}"#;
        let reacted = r#"{"from":"77001234108","id":"w2","timestamp":"1767230000","type":"reaction",
            "reaction":{"message_id":"w0","emoji":"x"}}"#;
        for item in [wrote, reacted, wrote] {
            folder.journal().append_blocking(entry(EntryKind::Webhook, "meta", value(item))).unwrap();
        }
        batch(&folder.console(), &folder.journal().read_from(0, 10).unwrap()).unwrap();
        let chat = folder.console().read(|r| store::table::chat::get(r, ChatId::at(1, 0))).unwrap().unwrap();
        assert_eq!(chat.last_received_at, Some(Timestamp::from_seconds(1_767_230_000)));
        assert_eq!(chat.unread, 1, "it is no message");
    }

    #[test]
    fn the_same_body_again_shows_what_cannot_be_read_once_and_another_one_anew() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(home.path(), None).unwrap();
        let journal = folder.journal();
        let two_odd = br#"{"entry":[{"changes":[{"field":"martian","value":{}},{"field":"martian","value":{}}]}]}"#;
        for body in [&b"{not json"[..], two_odd, b"{not json", two_odd, b"{not json either"] {
            journal.append_blocking(entry(EntryKind::Webhook, "meta", body.to_vec())).unwrap();
        }
        batch(&folder.console(), &journal.read_from(0, 10).unwrap()).unwrap();
        let counts = folder.console().read(store::counts).unwrap();
        assert_eq!(counts.unknown, 4, "each of two odd items in one body counts, none of a repetition");
    }

    #[test]
    fn an_entry_that_does_not_fit_is_shown_as_unknown_and_holds_nothing_up() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(home.path(), None).unwrap();
        let send = SendDecision {
            account: AccountId::from("meta:1"),
            chat: ChatId(999),
            outgoing: Outgoing::Message { content: Content::Text { body: "Да".into() }, reply_to: None },
        };
        let decided = Decided {
            command: CommandId::from("c1"),
            at: Timestamp(1_000),
            operator: "Mira Halonen".into(),
            decision: Decision::Send(send),
        };
        let journal = folder.journal();
        let body = serde_json::to_vec(&decided).unwrap();
        journal.append_blocking(entry(EntryKind::Decided, "", body)).unwrap();
        let last = journal.append_blocking(entry(EntryKind::Webhook, "meta", b"{not json".to_vec())).unwrap();

        batch(&folder.console(), &journal.read_from(0, 10).unwrap()).unwrap();

        let counts = folder.console().read(store::counts).unwrap();
        assert_eq!((counts.messages, counts.unknown), (2, 2), "the send into no chat, and the broken body behind it");
        assert_eq!(folder.console().read(cursor::projection).unwrap(), last.position);
    }
}
