//! One file brings everything back on another machine, without whoever was erased since, and sends nothing twice.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use contract::backup::{BackupFault, BackupRestore};
use contract::consent::ContactErase;
use contract::group::{GroupCreate, GroupFilter};
use contract::workspace::{Connection, Nothing};
use contract::{Commands as _, ErrorCode};
use domain::decision::Refused;
use domain::delivery::DeliveryStatus;
use domain::group::GroupActState;
use domain::time::{HOUR, MINUTE};
use engine::{Engine, Erasures, Restored};
use serde_json::json;
use store::{DataFolder, StoreError};
use tempfile::TempDir;

use crate::desk::{Desk, command};
use crate::erase::holding;
use crate::groups::page;
use crate::identity::writes;
use crate::ports::Recorded;
use crate::rebuild::a_lively_day;
use crate::town::{ANNA, LENA, TOMAS, Town};

const SECRET: &str = "Meine geheime Adresse";

/// A place for backups, and one made there.
pub async fn backed_up(desk: &Desk) -> (TempDir, PathBuf) {
    let place = TempDir::new().unwrap();
    let file = place.path().join("tea.backup");
    let (data, to) = (desk.folder.path().to_owned(), file.clone());
    tokio::task::spawn_blocking(move || engine::back_up(&data, &to)).await.unwrap().unwrap();
    (place, file)
}

pub fn restored(file: &Path, replaced: Option<&Path>) -> (TempDir, Restored) {
    let folder = TempDir::new().unwrap();
    let done = engine::restore(file, folder.path(), replaced).unwrap();
    (folder, done)
}

/// The same town and desk on another folder.
pub async fn moved_to(desk: Desk, folder: TempDir) -> Desk {
    let (town, ports, _) = desk.close().await;
    let desk = Desk::sit_down(town, ports, folder).await;
    desk.connected().await;
    desk
}

#[tokio::test]
async fn a_backup_made_while_messages_come_stands_again_as_a_rebuild_would_make_it() {
    let desk = Desk::open().await;
    a_lively_day(&desk).await;
    desk.town.control("/burst", json!({"count": 300, "people": 20})).await;
    let (_place, file) = backed_up(&desk).await;
    desk.town.control("/idle", json!({})).await;
    let (folder, done) = restored(&file, None);
    assert!(matches!(done.erasures, Erasures::Listed { .. }));
    let (_town, _ports, _) = desk.close().await;
    let town = Town::wake().await;
    let there = Desk::sit_down(town, Arc::new(Recorded::new()), folder).await;
    assert!(there.engine.figures().journal > done.about.entry);
    let (_, _, folder) = there.close().await;
    let before = DataFolder::fingerprint(folder.path()).unwrap();
    Engine::rebuild(folder.path()).unwrap();
    assert_eq!(DataFolder::fingerprint(folder.path()).unwrap(), before);
}

#[tokio::test]
async fn whoever_was_erased_after_a_backup_is_not_in_what_is_restored_of_it() {
    let desk = Desk::open().await;
    desk.town.write(LENA, SECRET).await;
    desk.town.write(TOMAS, "Hello").await;
    desk.row(TOMAS).await;
    let (_place, file) = backed_up(&desk).await;
    let lena = desk.detail(desk.chat(LENA).await).await.contact.unwrap().contact_id;
    desk.engine.contact_erase(ContactErase { command_id: command(), contact_id: lena }).await.unwrap();
    let (listed, done) = restored(&file, None);
    assert!(matches!(done.erasures, Erasures::Listed { .. }));
    let elsewhere = TempDir::new().unwrap();
    let alone = elsewhere.path().join("tea.backup");
    std::fs::copy(&file, &alone).unwrap();
    let (replaced, done) = restored(&alone, Some(desk.folder.path()));
    assert_eq!(done.erasures, Erasures::Replaced);
    let (unknown, done) = restored(&alone, None);
    assert_eq!(done.erasures, Erasures::Unknown, "and it says so");
    assert_ne!(holding(unknown.path(), SECRET), Vec::<String>::new(), "what is looked for can be found");
    let mut desk = desk;
    for folder in [listed, replaced] {
        desk = moved_to(desk, folder).await;
        desk.row(TOMAS).await;
        desk = desk.restart().await;
        assert_eq!(holding(desk.folder.path(), SECRET), Vec::<String>::new());
        let names: Vec<_> = desk.rows(contract::chat::ChatFilter::All).await.into_iter().map(|row| row.title).collect();
        assert!(!names.iter().flatten().any(|name| name == LENA), "{names:?}");
    }
    desk.town.write(LENA, "Here again").await;
    desk.row(LENA).await;
    desk.restart().await.row(LENA).await;
}

#[tokio::test]
async fn whoever_lost_the_number_by_which_a_backup_knows_them_is_gone_from_it_and_who_has_it_now_stays() {
    let desk = Desk::open().await;
    let (phone, dana, marta) = (Some("77009990001"), "Дана Касымова", "Marta Vilks");
    writes(&desk, 1, phone, None, json!({"name": dana}), SECRET).await;
    let chat = desk.row(dana).await.chat_id;
    let (_place, before) = backed_up(&desk).await;
    writes(&desk, 2, phone, Some("KZ.1111"), json!({"name": dana}), "Моё имя теперь другое").await;
    assert_eq!(desk.row_saying(dana, "Моё имя теперь другое").await.chat_id, chat, "she is the one from before");
    writes(&desk, 3, phone, Some("KZ.2222"), json!({"name": marta}), "Hello").await;
    desk.row(marta).await;
    let between = before.with_file_name("later.backup");
    let (data, to) = (desk.folder.path().to_owned(), between.clone());
    tokio::task::spawn_blocking(move || engine::back_up(&data, &to)).await.unwrap().unwrap();
    let contact = desk.detail(chat).await.contact.unwrap().contact_id;
    desk.engine.contact_erase(ContactErase { command_id: command(), contact_id: contact }).await.unwrap();

    let (folder, _) = restored(&before, None);
    assert_ne!(holding(folder.path(), SECRET), Vec::<String>::new(), "what is looked for can be found");
    let desk = moved_to(desk, folder).await;
    let desk = desk.restart().await;
    assert_eq!(holding(desk.folder.path(), SECRET), Vec::<String>::new());
    let (folder, _) = restored(&between, None);
    let desk = moved_to(desk, folder).await;
    desk.row(marta).await;
    let rows = desk.rows(contract::chat::ChatFilter::All).await;
    assert!(!rows.iter().any(|row| row.title.as_deref() == Some(dana)));
}

#[tokio::test]
async fn what_waited_when_a_backup_was_made_and_has_left_since_does_not_leave_again() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    let chat = desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 80_007})).await;
    let id = desk.reply(chat, "Подождёт минуту").await;
    desk.eventually("it waits", async || {
        let reason = desk.message(chat, id).await.reason;
        reason.is_some_and(|Refused { code, .. }| code == Some(80_007)).then_some(())
    })
    .await;
    let (_place, file) = backed_up(&desk).await;
    desk.pass(HOUR).await;
    desk.reaches(chat, id, DeliveryStatus::Read).await;
    let (folder, _) = restored(&file, None);
    let desk = moved_to(desk, folder).await;
    desk.is(Connection::Connected).await;
    desk.reaches(chat, id, DeliveryStatus::Unknown).await;
    desk.town.write(ANNA, "Ещё вопрос").await;
    desk.row_saying(ANNA, "Ещё вопрос").await;
    desk.town.control("/idle", json!({})).await;
    assert_eq!(desk.town.texts().await, ["Подождёт минуту"], "nobody knows, so nothing leaves by itself");
    assert_eq!(desk.engine.health(Nothing {}).await.unwrap().unknown, 1);
}

/// How many groups of that name the town has.
async fn groups_named(desk: &Desk, subject: &str) -> usize {
    let town = desk.town.look("").await;
    town["groups"].as_array().unwrap().iter().filter(|group| group["subject"] == subject).count()
}

#[tokio::test]
async fn a_group_that_was_to_be_made_when_a_backup_was_made_is_not_made_twice() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "group_rate_limit"})).await;
    let create = GroupCreate {
        command_id: command(),
        account_id: desk.engine.workspace(Nothing {}).await.unwrap().accounts.swap_remove(0).account_id,
        subject: "Дегустация".into(),
        description: String::new(),
        approval: true,
        kind: None,
        topic: None,
    };
    desk.engine.group_create(create).await.unwrap();
    desk.eventually("it waits", async || {
        let waits =
            page(&desk, "", GroupFilter::All).await.making.into_iter().any(|one| one.state == GroupActState::Waiting);
        waits.then_some(())
    })
    .await;
    let (_place, file) = backed_up(&desk).await;
    desk.town.clear("group_rate_limit").await;
    desk.eventually("it is made", async || {
        desk.town.pass(MINUTE).await;
        (groups_named(&desk, "Дегустация").await == 1).then_some(())
    })
    .await;
    let (folder, _) = restored(&file, None);
    let desk = moved_to(desk, folder).await;
    desk.eventually("the group is seen and nothing is asked any more", async || {
        desk.town.pass(MINUTE).await;
        let page = page(&desk, "ДЕГУСТ", GroupFilter::All).await;
        (page.rows.len() == 1).then_some(())
    })
    .await;
    assert_eq!(groups_named(&desk, "Дегустация").await, 1);
}

#[tokio::test]
async fn a_folder_in_use_is_not_restored_into() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Ау").await;
    desk.chat(ANNA).await;
    let (_place, file) = backed_up(&desk).await;
    assert_eq!(engine::restore(&file, desk.folder.path(), None), Err(StoreError::Locked));
    let (_town, _ports, folder) = desk.close().await;
    assert_eq!(engine::restore(&file, folder.path(), None), Err(StoreError::Taken));
}

#[tokio::test]
async fn a_backup_made_in_the_window_is_found_by_a_new_one_which_takes_it_where_it_has_nothing_of_its_own() {
    let desk = Desk::open().await;
    let files = TempDir::new().unwrap();
    assert_eq!(desk.engine.backup_make(Nothing {}).await.unwrap_err().code, ErrorCode::NotHere, "nowhere to put it");
    desk.ports.keeps_files_in(files.path());
    desk.town.write(ANNA, "Ау").await;
    desk.chat(ANNA).await;
    let made = desk.engine.backup_make(Nothing {}).await.unwrap();
    assert!(made.made_at.is_some() && made.bytes > 100_000, "{made:?}");
    std::fs::write(files.path().join("diary.switchboard-backup"), "Dear diary").unwrap();
    let restore = BackupRestore { name: made.name.clone() };
    let refused = desk.engine.backup_restore(restore.clone()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotHere, "something is here");

    let new = Desk::sit_down(Town::wake().await, Arc::new(Recorded::new()), TempDir::new().unwrap()).await;
    new.ports.keeps_files_in(files.path());
    let there = new.engine.backups(Nothing {}).await.unwrap();
    assert_eq!(there.found.len(), 2);
    assert_eq!((&there.found[0], there.found[1].fault), (&made, Some(BackupFault::Damaged)));
    let diary = BackupRestore { name: there.found[1].name.clone() };
    assert_eq!(new.engine.backup_restore(diary).await.unwrap_err().code, ErrorCode::Backup);
    let gone = BackupRestore { name: "gone.switchboard-backup".into() };
    assert_eq!(new.engine.backup_restore(gone).await.unwrap_err().code, ErrorCode::Unreadable);
    new.engine.backup_restore(restore).await.unwrap();
    assert_eq!(new.ports.opened(), ["backup"], "what is no backup was not asked for");
    new.ports.did_not_restore(engine::restore_refused(StoreError::Taken));
    let there = new.engine.backups(Nothing {}).await.unwrap();
    assert_eq!(there.failed.map(|error| error.code), Some(ErrorCode::Taken), "what came of it is told");
    let damage = StoreError::Corrupt { doing: "read a setting" };
    assert_eq!(engine::restore_refused(damage).code, ErrorCode::Backup, "the disk here is sound");
}
