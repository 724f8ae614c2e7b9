use std::fs::{self, File};
use std::io::{Read as _, Write as _};

use domain::Person;
use rusqlite::Connection;
use tempfile::TempDir;
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use super::*;
use crate::table::setting;
use crate::{DataFolder, EntryKind, NewEntry};

const NOON: Timestamp = Timestamp::from_seconds(1_795_348_800);

fn entry(words: &str) -> NewEntry {
    NewEntry { kind: EntryKind::Webhook, source: "meta".into(), at: NOON, dedupe: None, body: words.repeat(50).into() }
}

/// A folder in use with entries, a setting, a file and somebody who was erased.
fn folder() -> (TempDir, DataFolder) {
    let home = TempDir::new().unwrap();
    let folder = DataFolder::open(&home.path().join("data"), None).unwrap();
    for words in ["one", "two", "three"] {
        folder.journal().append_blocking(entry(words)).unwrap();
    }
    folder.console().write(|w| setting::set(w, "theme", &"dark")).unwrap();
    folder.media().put(b"a picture").unwrap();
    folder.suppression().suppress(&Person::by_phone("77001234108"), "erased", NOON).unwrap();
    (home, folder)
}

fn restored(backup: &Path, replaced: Option<&Path>) -> (TempDir, Result<DataFolder, StoreError>) {
    let home = TempDir::new().unwrap();
    let place = home.path().join("data");
    let folder = restore(backup, &place, replaced, NOON.plus(1)).and_then(|_| DataFolder::open(&place, None));
    (home, folder)
}

#[test]
fn what_a_folder_has_stands_again_elsewhere_and_the_restore_is_written_down() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    let made = make(folder.path(), &backup, NOON).unwrap();
    assert_eq!((made.entry, made.at, made.files), (3, NOON, 1));
    assert_eq!([read(&backup), check(&backup)], [Ok(made.clone()), Ok(made)]);
    folder.journal().append_blocking(entry("later")).unwrap();

    let (_there, there) = restored(&backup, None);
    let there = there.unwrap();
    let entries = there.journal().read_from(0, 9).unwrap();
    assert_eq!(entries[..3], folder.journal().read_from(0, 3).unwrap());
    assert_eq!((entries.len(), entries[3].kind), (4, EntryKind::Restored));
    assert_eq!(there.console().read(|r| setting::get(r, "theme")).unwrap(), Some("dark".to_owned()));
    let hash = folder.media().put(b"a picture").unwrap();
    assert_eq!(there.media().get(&hash).unwrap().as_deref(), Some(&b"a picture"[..]));
    assert!(there.suppression().is_suppressed(&Person::by_phone("+7 700 123 41 08")).unwrap(), "by the same secret");
    assert_eq!(there.keys(), folder.keys());
}

#[test]
fn a_backup_is_of_one_moment_while_others_write() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    let journal = folder.journal();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                journal.append_blocking(entry(&"x".repeat(2_000))).unwrap();
            }
        });
        for _ in 0..5 {
            let made = make(folder.path(), &backup, NOON).unwrap();
            let (place, there) = restored(&backup, None);
            let there = there.unwrap();
            assert_eq!(there.journal().head(), made.entry + 1, "up to where it says, and the restore");
            drop(there);
            for name in DATABASES {
                let file = Connection::open(place.path().join("data").join(name)).unwrap();
                let sound: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
                assert_eq!(sound, "ok", "{name}");
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_folder_with_anything_in_it_is_not_replaced_and_an_opened_one_may_be() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, NOON).unwrap();
    let (used, opened) = (home.path().join("used"), home.path().join("opened"));
    DataFolder::open(&used, None).unwrap().journal().append_blocking(entry("mine")).unwrap();
    assert_eq!(restore(&backup, &used, None, NOON), Err(StoreError::Taken));
    assert_eq!(DataFolder::open(&used, None).unwrap().journal().head(), 1, "it is as it was");
    let empty = DataFolder::open(&opened, None).unwrap();
    assert_eq!(restore(&backup, &opened, None, NOON), Err(StoreError::Locked));
    drop(empty);
    restore(&backup, &opened, None, NOON).unwrap();
    assert_eq!(DataFolder::open(&opened, None).unwrap().journal().head(), 4);
}

#[test]
fn a_file_that_is_no_backup_or_was_damaged_or_cut_short_leaves_nothing() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, NOON).unwrap();
    let good = fs::read(&backup).unwrap();
    let middle = good.len() / 2;
    let mut flipped = good.clone();
    flipped[middle] ^= 1;
    for bad in [Vec::new(), b"Dear diary".to_vec(), flipped, good[..middle].to_vec(), good[..good.len() - 30].to_vec()]
    {
        fs::write(&backup, bad).unwrap();
        assert!(matches!(check(&backup), Err(StoreError::NoBackup)));
        let (place, there) = restored(&backup, None);
        assert!(matches!(there, Err(StoreError::NoBackup)), "{:?}", there.err());
        let left = fs::read_dir(place.path().join("data")).into_iter().flatten();
        let left: Vec<_> = left.map(|file| file.unwrap().file_name()).filter(|name| name != "lock").collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// The same backup with one entry more, or another one.
fn changed(backup: &Path, name: &str, bytes: &[u8]) {
    let mut old = ZipArchive::new(File::open(backup).unwrap()).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut entry = old.by_index(index).unwrap();
        let known = entry.name().unwrap().into_owned();
        if known != name {
            let mut held = Vec::new();
            entry.read_to_end(&mut held).unwrap();
            new.start_file(known, SimpleFileOptions::default()).unwrap();
            new.write_all(&held).unwrap();
        }
    }
    new.start_file(name, SimpleFileOptions::default()).unwrap();
    new.write_all(bytes).unwrap();
    fs::write(backup, new.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn nothing_is_written_outside_of_the_folder_and_a_newer_format_is_said() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    for name in ["../evil", "/evil", "media/../../evil", "media/aa/../evil", "vault"] {
        make(folder.path(), &backup, NOON).unwrap();
        changed(&backup, name, b"x");
        let (place, there) = restored(&backup, None);
        assert!(matches!(there, Err(StoreError::NoBackup)), "{name}");
        assert!(!place.path().join("evil").exists() && !place.path().join("data").join("evil").exists());
    }
    make(folder.path(), &backup, NOON).unwrap();
    let newer = About { format: FORMAT + 1, ..read(&backup).unwrap() };
    changed(&backup, ABOUT, &serde_json::to_vec(&newer).unwrap());
    assert!(matches!(read(&backup), Err(StoreError::TooNew { .. })));
    assert!(matches!(restored(&backup, None).1, Err(StoreError::TooNew { .. })));
}

/// The lists of erasures beside a backup.
fn lists(place: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(place).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.to_string_lossy().contains(ERASURES)).collect()
}

fn erased(folder: &DataFolder, phone: &str, at: Timestamp) {
    folder.suppression().suppress(&Person::by_phone(phone), "erased", at).unwrap();
}

#[test]
fn whoever_was_erased_since_is_noted_as_far_as_it_is_known() {
    let (home, folder) = folder();
    let (backup, alone) = (home.path().join("tea.backup"), home.path().join("elsewhere").join("tea.backup"));
    let later = NOON.plus(60_000);
    make(folder.path(), &backup, NOON.plus(1)).unwrap();
    fs::create_dir(home.path().join("elsewhere")).unwrap();
    fs::copy(&backup, &alone).unwrap();
    erased(&folder, "77001234500", later);
    assert_eq!(is_listed(folder.path()), Ok(false));
    list_erasures(folder.path(), later).unwrap();
    assert_eq!(is_listed(folder.path()), Ok(true));
    let list = fs::read_to_string(&lists(home.path())[0]).unwrap();
    assert!(!list.contains("77001234500") && !list.contains("1234"), "{list}");

    let noted = |backup: &Path, replaced: Option<&Path>| {
        let (_place, there) = restored(backup, replaced);
        there.unwrap().console().read(since).unwrap().unwrap()
    };
    let known = noted(&backup, None);
    assert_eq!((known.made_at, known.restored_at), (NOON.plus(1), NOON.plus(1)));
    assert_eq!(known.erasures, Erasures::Listed { until: later });
    assert_eq!(known.gone.iter().map(|gone| gone.at).collect::<Vec<_>>(), [later], "and nobody who was gone before");
    let replaced = noted(&alone, Some(folder.path()));
    assert_eq!((replaced.erasures, replaced.gone), (Erasures::Replaced, known.gone.clone()));
    let nothing = noted(&alone, None);
    assert_eq!((nothing.erasures, nothing.gone), (Erasures::Unknown, Vec::new()));
}

#[test]
fn whoever_was_erased_since_stays_on_the_list_of_what_is_restored_and_is_listed_on() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, NOON).unwrap();
    erased(&folder, "77001234500", NOON.plus(1));
    list_erasures(folder.path(), NOON.plus(1)).unwrap();
    let (place, there) = restored(&backup, None);
    let there = there.unwrap();
    assert!(there.suppression().is_suppressed(&Person::by_phone("77001234500")).unwrap());
    let since = there.console().read(since).unwrap().unwrap();
    there.console().write(|w| all_gone(w, &since)).unwrap();
    assert_eq!(there.console().read(super::since).unwrap().unwrap().gone, []);
    erased(&there, "77001234600", NOON.plus(2));
    list_erasures(&place.path().join("data"), NOON.plus(2)).unwrap();
    let (_again, again) = restored(&backup, None);
    assert!(
        again.unwrap().suppression().is_suppressed(&Person::by_phone("77001234600")).unwrap(),
        "it is listed beside the backup"
    );
}

#[test]
fn folders_that_are_backed_up_in_one_place_have_a_list_each() {
    let ((home, folder), (_other_home, other)) = (folder(), folder());
    make(folder.path(), &home.path().join("tea.backup"), NOON).unwrap();
    make(other.path(), &home.path().join("coffee.backup"), NOON).unwrap();
    assert_eq!(lists(home.path()).len(), 2);
    assert_eq!([is_listed(folder.path()), is_listed(other.path())], [Ok(true), Ok(true)]);
}

#[test]
fn a_backup_of_what_was_restored_and_not_opened_yet_has_still_to_erase_whom_that_had() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, NOON.plus(1)).unwrap();
    erased(&folder, "77001234500", NOON.plus(2));
    list_erasures(folder.path(), NOON.plus(2)).unwrap();
    let (place, there) = restored(&backup, None);
    drop(there.unwrap());
    let second = place.path().join("second.backup");
    make(&place.path().join("data"), &second, NOON.plus(3)).unwrap();
    let (_place, there) = restored(&second, None);
    let gone = there.unwrap().console().read(since).unwrap().unwrap().gone;
    assert_eq!(gone.iter().map(|gone| gone.at).collect::<Vec<_>>(), [NOON.plus(2)]);
}

#[test]
fn a_folder_and_one_restored_of_it_list_together_whom_either_erased() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, NOON).unwrap();
    let (place, there) = restored(&backup, None);
    erased(&folder, "77001234500", NOON.plus(2));
    list_erasures(folder.path(), NOON.plus(2)).unwrap();
    erased(&there.unwrap(), "77001234600", NOON.plus(3));
    list_erasures(&place.path().join("data"), NOON.plus(3)).unwrap();
    assert_eq!(is_listed(folder.path()), Ok(true));
    let (_place, there) = restored(&backup, None);
    let gone = there.unwrap().console().read(since).unwrap().unwrap().gone;
    let mut at: Vec<_> = gone.iter().map(|gone| gone.at).collect();
    at.sort();
    assert_eq!(at, [NOON.plus(2), NOON.plus(3)]);
}

#[test]
fn backups_in_several_places_have_a_list_each_and_one_that_is_away_is_missed_and_holds_up_nothing() {
    let (home, folder) = folder();
    let [first, second] = ["first", "second"].map(|name| home.path().join(name).join("tea.backup"));
    make(folder.path(), &first, NOON).unwrap();
    make(folder.path(), &second, NOON).unwrap();
    erased(&folder, "77001234500", NOON.plus(1));
    list_erasures(folder.path(), NOON.plus(1)).unwrap();
    for backup in [&first, &second] {
        let (_place, there) = restored(backup, None);
        assert_eq!(there.unwrap().console().read(since).unwrap().unwrap().gone.len(), 1, "{}", backup.display());
    }
    fs::rename(home.path().join("first"), home.path().join("away")).unwrap();
    erased(&folder, "77001234600", NOON.plus(2));
    list_erasures(folder.path(), NOON.plus(2)).unwrap_err();
    assert_eq!(is_listed(folder.path()), Ok(false));
    let (_place, there) = restored(&second, None);
    assert_eq!(
        there.unwrap().console().read(since).unwrap().unwrap().gone.len(),
        2,
        "it was written where it could be"
    );
    make(folder.path(), &second, NOON.plus(3)).unwrap();
    assert_eq!(is_listed(folder.path()), Ok(false));
    fs::rename(home.path().join("away"), home.path().join("first")).unwrap();
    make(folder.path(), &second, NOON.plus(4)).unwrap();
    assert_eq!(is_listed(folder.path()), Ok(true));
}

#[test]
fn the_one_place_that_a_program_from_before_noted_is_known() {
    let (home, folder) = folder();
    fs::write(folder.path().join(PLACE), home.path().to_string_lossy().as_bytes()).unwrap();
    list_erasures(folder.path(), NOON).unwrap();
    assert_eq!(lists(home.path()).len(), 1);
}

#[test]
fn where_nobody_was_erased_no_list_is_missed() {
    let home = TempDir::new().unwrap();
    let folder = DataFolder::open(&home.path().join("data"), None).unwrap();
    note_place(folder.path(), home.path()).unwrap();
    assert_eq!(is_listed(folder.path()), Ok(true));
    erased(&folder, "77001234500", NOON);
    assert_eq!(is_listed(folder.path()), Ok(false));
}

#[test]
fn nothing_but_an_older_backup_is_written_over() {
    let (home, folder) = folder();
    let diary = home.path().join("diary.txt");
    fs::write(&diary, "Dear diary").unwrap();
    let inside = folder.path().join("journal.db");
    for to in [&diary, &inside, &folder.path().join("new.backup")] {
        assert_eq!(make(folder.path(), to, NOON), Err(StoreError::NotThere), "{}", to.display());
    }
    assert_eq!(fs::read_to_string(&diary).unwrap(), "Dear diary");
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, NOON).unwrap();
    make(folder.path(), &backup, NOON.plus(1)).unwrap();
    assert_eq!(read(&backup).unwrap().made_at, NOON.plus(1));
    let parts = fs::read_dir(home.path())
        .unwrap()
        .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
    assert_eq!(parts.count(), 0);
}

#[test]
fn a_folder_with_files_of_somebody_else_is_not_restored_into() {
    let (home, folder) = folder();
    let (backup, place) = (home.path().join("tea.backup"), home.path().join("mine"));
    make(folder.path(), &backup, NOON).unwrap();
    fs::create_dir_all(place.join(MEDIA)).unwrap();
    fs::write(place.join(MEDIA).join("holiday.jpg"), "a picture").unwrap();
    assert_eq!(restore(&backup, &place, None, NOON), Err(StoreError::Taken));
    assert!(place.join(MEDIA).join("holiday.jpg").exists());
    for odd in [home.path().to_owned(), PathBuf::from("/dev/null")] {
        assert_eq!(read(&odd), Err(StoreError::NoBackup), "{}", odd.display());
    }
}

#[test]
fn whoever_wrote_again_and_was_erased_again_is_gone_from_a_backup_between_the_two() {
    let (home, folder) = folder();
    let backup = home.path().join("tea.backup");
    let later = NOON.plus(60_000);
    folder.journal().append_blocking(NewEntry { at: NOON.plus(1), ..entry("Anna is here again") }).unwrap();
    make(folder.path(), &backup, NOON.plus(1)).unwrap();
    erased(&folder, "77001234108", later);
    list_erasures(folder.path(), later).unwrap();
    for replaced in [None, Some(folder.path())] {
        let (_place, there) = restored(&backup, replaced);
        let gone = there.unwrap().console().read(since).unwrap().unwrap().gone;
        assert_eq!(gone.iter().map(|gone| gone.at).collect::<Vec<_>>(), [later], "{replaced:?}");
    }
}

#[test]
fn another_folder_does_not_tell_who_was_erased_here() {
    let ((home, folder), (_other_home, other)) = (folder(), folder());
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, NOON).unwrap();
    let (_place, there) = restored(&backup, Some(other.path()));
    let known = there.unwrap().console().read(since).unwrap().unwrap();
    assert_eq!(known.erasures, Erasures::Listed { until: NOON }, "by the list beside the backup");
    fs::write(&lists(home.path())[0], "").unwrap();
    let (_place, there) = restored(&backup, None);
    let known = there.unwrap().console().read(since).unwrap().unwrap();
    assert_eq!(known.erasures, Erasures::Unknown, "a list that a crash tore tells nothing, and the backup is whole");
}

#[test]
fn a_restore_that_a_crash_broke_off_is_ended_by_the_next_start() {
    let (home, folder) = folder();
    let (backup, place) = (home.path().join("tea.backup"), home.path().join("new"));
    make(folder.path(), &backup, NOON).unwrap();
    restore(&backup, &place, None, NOON).unwrap();
    // As it lay when all but the journal was in its place; the folder had been opened before.
    let draft = place.join("restore.new");
    fs::create_dir(&draft).unwrap();
    fs::rename(place.join("journal.db"), draft.join("journal.db")).unwrap();
    fs::write(draft.join("whole"), "").unwrap();
    let earlier = home.path().join("earlier");
    drop(DataFolder::open(&earlier, None).unwrap());
    fs::copy(earlier.join("journal.db"), place.join("journal.db")).unwrap();

    let there = DataFolder::open(&place, None).unwrap();
    assert_eq!((there.journal().head(), draft.exists()), (4, false));
    let hash = folder.media().put(b"a picture").unwrap();
    assert!(there.media().get(&hash).unwrap().is_some());
    drop(there);
    // Half of one is thrown away.
    fs::create_dir(&draft).unwrap();
    fs::write(draft.join("journal.db"), "half").unwrap();
    assert_eq!(DataFolder::open(&place, None).unwrap().journal().head(), 4);
    assert!(!draft.exists());
}

#[test]
fn files_of_other_programs_are_left_out_and_halves_of_backups_go() {
    let (home, folder) = folder();
    let shelves = fs::read_dir(folder.path().join(MEDIA)).unwrap().map(|shelf| shelf.unwrap().path());
    for shelf in shelves.filter(|path| path.is_dir()) {
        fs::write(shelf.join(".DS_Store"), "a view").unwrap();
    }
    let (half, fresh) = (home.path().join(".switchboard-1.part"), home.path().join(".switchboard-2.part"));
    for file in [&half, &fresh] {
        fs::write(file, "Anna").unwrap();
    }
    let now = Timestamp(i64::try_from(changed_at(&fresh)).unwrap());
    File::open(&half).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    let backup = home.path().join("tea.backup");
    make(folder.path(), &backup, now).unwrap();
    assert_eq!([half.exists(), fresh.exists()], [false, true], "another program may be writing the younger one");
    assert_eq!(check(&backup).unwrap().files, 1);
    restored(&backup, None).1.unwrap();
}

fn changed_at(file: &Path) -> u128 {
    let changed = fs::metadata(file).unwrap().modified().unwrap();
    changed.duration_since(std::time::UNIX_EPOCH).unwrap().as_millis()
}
