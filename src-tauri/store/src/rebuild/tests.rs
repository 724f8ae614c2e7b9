use domain::MessageId;
use domain::decision::{ChatChange, Outcome};
use domain::delivery::DeliveryStatus::{Delivered, Read as Seen};
use pretty_assertions::assert_eq;

use crate::table::message_status::{News, news};
use crate::table::{chat, chat_change, cursor, draft, message, reaction, send_queue, setting};
use crate::town::{Desk, anna, at, chat_with, desk, mira_answers, shop, text, tomas, writes};
use crate::{Console, ConsoleRebuild, DataFolder, Key, PROJECTION, StoreError, counts};

/// One morning, as the projector would write it from the journal.
fn morning(console: &Console) {
    let write = |position: i64, f: &dyn Fn(&crate::Write<'_>) -> Result<(), StoreError>| {
        console
            .write(|w| {
                f(w)?;
                cursor::set_projection(w, position)
            })
            .unwrap();
    };
    write(1, &|w| {
        writes(w, &anna(), "Заказ #4187 уже собран?", 1);
        Ok(())
    });
    write(2, &|w| {
        writes(w, &tomas(), "Could you send the invoice again?", 2);
        Ok(())
    });
    write(3, &|w| {
        mira_answers(w, chat_with(w, &anna(), 3), "Да, собрали", 3);
        Ok(())
    });
    write(4, &|w| send_queue::on_attempt(w, MessageId::at(3, 0), 1, 4, at(4)));
    write(5, &|w| {
        let early =
            News { provider_id: "wamid.o".into(), status: Delivered, at: at(5), participant: None, error: None };
        news(w, &shop(), &early).map(|_| ())
    });
    write(6, &|w| send_queue::on_answer(w, MessageId::at(3, 0), at(6), &Outcome::Accepted { id: "wamid.o".into() }));
    write(7, &|w| {
        let seen = News { provider_id: "wamid.o".into(), status: Seen, at: at(7), participant: None, error: None };
        news(w, &shop(), &seen)?;
        reaction::put(w, &shop(), &"wamid.o".into(), None, Some("❤️"), at(7)).map(|_| ())
    });
    write(8, &|w| {
        let chat = chat_with(w, &tomas(), 8);
        chat_change::apply(w, chat, &ChatChange::Done)?;
        message::edit(w, &shop(), &"wamid.2".into(), &text("Please send it"), at(8)).map(|_| ())
    });
}

fn worked_desk() -> Desk {
    let desk = desk();
    morning(&desk.console);
    desk
}

#[test]
fn a_rebuild_gives_the_same_projected_tables_and_keeps_what_is_local() {
    let desk = worked_desk();
    let before = desk.console.fingerprint().unwrap();
    let typed = draft::Draft {
        chat_id: domain::ChatId::at(1, 0),
        body: "Назовите номер".into(),
        reply_to: None,
        mode: "reply".into(),
        at: at(9),
    };
    desk.console
        .write(|w| {
            setting::set(w, "theme", &"dark")?;
            cursor::set_reactor(w, "notify", 8)
        })
        .unwrap();
    let rebuild = ConsoleRebuild::begin(&desk.folder).unwrap();
    morning(&rebuild.console());
    desk.console.write(|w| draft::put(w, &typed)).unwrap();
    let sent = desk.console.read(|r| Ok(counts(r)?.messages)).unwrap();
    assert_eq!(sent, 3, "the old tables are read while the new ones are made");
    rebuild.finish().unwrap();
    assert_eq!(desk.console.fingerprint().unwrap(), before);
    desk.console
        .read(|r| {
            assert_eq!(draft::get(r, typed.chat_id)?, Some(typed), "typed while the rebuild went on");
            assert_eq!(setting::get::<String>(r, "theme")?.as_deref(), Some("dark"));
            assert_eq!(cursor::reactor(r, "notify")?, Some(8), "nothing rings twice");
            Ok(())
        })
        .unwrap();
    desk.console.write(|w| cursor::set_projection(w, 9)).unwrap();
    let files: Vec<_> = std::fs::read_dir(desk.dir.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("new"))
        .collect();
    assert_eq!(files, Vec::<String>::new());
}

#[test]
fn what_a_rebuild_makes_is_shown_and_not_what_was_there() {
    let desk = worked_desk();
    let rebuild = ConsoleRebuild::begin(&desk.folder).unwrap();
    rebuild.console().write(|w| cursor::set_projection(w, 1)).unwrap();
    rebuild.finish().unwrap();
    assert_eq!(desk.console.read(|r| Ok((counts(r)?.messages, cursor::projection(r)?))).unwrap(), (0, 1));
}

#[test]
fn a_rebuild_that_was_left_off_changes_nothing_and_another_begins_anew() {
    let desk = worked_desk();
    let before = desk.console.fingerprint().unwrap();
    let left = ConsoleRebuild::begin(&desk.folder).unwrap();
    left.console().write(|w| cursor::set_projection(w, 4)).unwrap();
    drop(left);
    assert_eq!(desk.console.fingerprint().unwrap(), before);
    let anew = ConsoleRebuild::begin(&desk.folder).unwrap();
    assert_eq!(anew.console().read(cursor::projection).unwrap(), 0);
}

#[test]
fn a_fingerprint_sees_one_changed_value() {
    let desk = worked_desk();
    let before = desk.console.fingerprint().unwrap();
    desk.console.write(|w| chat_change::apply(w, domain::ChatId::at(1, 0), &ChatChange::MarkedUnread)).unwrap();
    let after = desk.console.fingerprint().unwrap();
    let changed: Vec<_> = before.keys().filter(|table| before[*table] != after[*table]).collect();
    assert_eq!(changed, [&"chat"]);
}

#[test]
fn a_folder_is_held_by_one_and_inspected_by_anyone() {
    let desk = worked_desk();
    assert_eq!(DataFolder::open(desk.dir.path(), None).err(), Some(StoreError::Locked));
    let seen = DataFolder::inspect(desk.dir.path()).unwrap();
    assert_eq!((seen.counts.messages, seen.counts.chats, seen.counts.contacts, seen.counts.unknown), (3, 2, 2, 0));
    assert_eq!(seen.counts.sends, [("accepted".to_owned(), 1)].into());
    assert_eq!((seen.journal, seen.last_webhook), (0, None));
    let console = desk.folder.console();
    let Desk { folder, console: other, dir } = desk;
    drop((folder, other));
    assert_eq!(DataFolder::open(dir.path(), None).err(), Some(StoreError::Locked), "somebody may still write");
    drop(console);
    assert!(DataFolder::open(dir.path(), None).is_ok());
}

#[test]
fn a_folder_that_is_not_there_a_key_and_newer_tables_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(DataFolder::inspect(&dir.path().join("none")).err(), Some(StoreError::Missing));
    assert_eq!(DataFolder::open(dir.path(), Some(&Key([7; 32]))).err(), Some(StoreError::KeyNotSupported));
    drop(DataFolder::open(dir.path(), None).unwrap());
    let file = rusqlite::Connection::open(dir.path().join("console.db")).unwrap();
    file.execute_batch(&format!("PRAGMA user_version = {}", PROJECTION + 1)).unwrap();
    let too_new = StoreError::TooNew { found: PROJECTION + 1, known: PROJECTION };
    assert_eq!(DataFolder::open(dir.path(), None).err(), Some(too_new));
}

#[cfg(unix)]
#[test]
fn a_new_folder_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data");
    let _folder = DataFolder::open(&path, None).unwrap();
    for folder in [path.clone(), path.join("media")] {
        assert_eq!(std::fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_failed_writing_leaves_nothing_behind() {
    let desk = desk();
    let failed = desk.console.write(|w| {
        writes(w, &anna(), "?", 1);
        Err::<(), _>(StoreError::Closed)
    });
    assert_eq!(failed, Err(StoreError::Closed));
    assert_eq!(desk.console.read(counts).unwrap().messages, 0);
}

#[test]
fn a_reader_cannot_write_and_does_not_see_what_is_not_committed() {
    let desk = worked_desk();
    let outside = desk.console.write(|w| {
        chat_change::apply(w, domain::ChatId::at(1, 0), &ChatChange::Pinned { pinned: true })?;
        desk.console.read(|r| Ok(chat::get(r, domain::ChatId::at(1, 0))?.map(|chat| chat.pinned)))
    });
    assert_eq!(outside, Ok(Some(false)));
    let refused = desk
        .console
        .read(|r| Ok(r.connection.execute("DELETE FROM draft", []).map_err(|error| error.sqlite_error_code())));
    assert_eq!(refused, Ok(Err(Some(rusqlite::ErrorCode::ReadOnly))));
}
