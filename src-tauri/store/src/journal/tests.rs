use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;

use pretty_assertions::assert_eq;

use super::*;
use crate::table::cursor;
use crate::town::{START, desk};
use crate::{DataFolder, StoreError};

fn entry(body: &[u8]) -> NewEntry {
    NewEntry { kind: EntryKind::Webhook, source: "meta".to_owned(), at: START, dedupe: None, body: body.to_vec() }
}

#[test]
fn an_entry_reads_back_as_it_was_written_short_or_long() {
    let desk = desk();
    let journal = desk.folder.journal();
    let bodies = [b"{}".to_vec(), b"Prive't ".repeat(1000), Vec::new(), (0..=255).cycle().take(700).collect()];
    for body in &bodies {
        journal.append_blocking(entry(body)).unwrap();
    }
    let read = journal.read_from(0, 10).unwrap();
    assert_eq!(read.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>(), bodies);
    assert_eq!(read.iter().map(|entry| entry.position).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let first = &read[0];
    assert_eq!((first.kind, first.source.as_str(), first.at, first.version), (EntryKind::Webhook, "meta", START, 1));
}

#[test]
fn a_long_body_takes_less_room_than_it_is_long() {
    let desk = desk();
    desk.folder.journal().append_blocking(entry(&b"{\"object\":\"whatsapp\"}".repeat(5000))).unwrap();
    let kept: i64 = desk
        .folder
        .journal()
        .read(|c| c.query_row("SELECT length(body) FROM entry", [], |row| row.get(0)).map_err(sqlite("measure")))
        .unwrap();
    assert!(kept < 1000, "100 kB of repeated JSON is kept in {kept} bytes");
}

#[test]
fn reading_goes_on_behind_a_place_and_stops_at_the_limit() {
    let desk = desk();
    let journal = desk.folder.journal();
    for body in [b"a", b"b", b"c", b"d"] {
        journal.append_blocking(entry(body)).unwrap();
    }
    let places: Vec<_> = journal.read_from(1, 2).unwrap().into_iter().map(|entry| entry.position).collect();
    assert_eq!(places, [2, 3]);
    assert_eq!(journal.get(4).unwrap().map(|entry| entry.body), Some(b"d".to_vec()));
    assert_eq!(journal.get(5).unwrap(), None);
}

#[test]
fn a_backlog_of_the_largest_bodies_is_read_in_pieces_that_fit_into_memory() {
    let desk = desk();
    let journal = desk.folder.journal();
    let large = vec![b' '; 3 * 1024 * 1024];
    for _ in 0..8 {
        journal.append_blocking(entry(&large)).unwrap();
    }
    let first = journal.read_from(0, 256).unwrap();
    assert!((2..8).contains(&first.len()), "{} at once", first.len());
    let rest = journal.read_from(first.last().unwrap().position, 256).unwrap();
    assert_eq!(first.len() + rest.len(), 8);
}

#[test]
fn the_same_key_again_is_the_same_entry() {
    let desk = desk();
    let journal = desk.folder.journal();
    let decided = NewEntry { kind: EntryKind::Decided, dedupe: Some("command-1".into()), ..entry(b"send") };
    let first = journal.append_blocking(decided.clone()).unwrap();
    journal.append_blocking(entry(b"something else")).unwrap();
    let second = journal.append_blocking(decided).unwrap();
    assert_eq!(second, Appended { position: first.position, new: false });
    assert_eq!(journal.find("command-1").unwrap(), Some(first.position));
    assert_eq!(journal.find("command-2").unwrap(), None);
    assert_eq!(journal.read_from(0, 10).unwrap().len(), 2);
}

#[tokio::test]
async fn whoever_watches_is_told_of_the_new_end() {
    let desk = desk();
    let journal = desk.folder.journal();
    let mut watch = journal.watch();
    let appended = journal.append(entry(b"{}")).await.unwrap();
    watch.changed().await.unwrap();
    assert_eq!(*watch.borrow(), appended.position);
    assert_eq!(journal.head(), appended.position);
}

#[test]
fn the_end_is_known_after_opening_again() {
    let desk = desk();
    desk.folder.journal().append_blocking(entry(b"{}")).unwrap();
    let crate::town::Desk { folder, console, dir } = desk;
    drop((folder, console));
    let again = DataFolder::open(dir.path(), None).unwrap();
    assert_eq!(again.journal().head(), 1);
}

/// Holds the writer until the returned sender is used or dropped.
fn hold(journal: &Journal) -> (mpsc::Sender<()>, std::thread::JoinHandle<()>) {
    let (release, released) = mpsc::channel::<()>();
    let (begun, begins) = mpsc::channel();
    let journal = journal.clone();
    let thread = std::thread::spawn(move || {
        let held = journal.work(Box::new(move |_| {
            begun.send(()).unwrap();
            let _ = released.recv();
            Ok(Appended { position: 0, new: false })
        }));
        assert!(held.is_ok());
    });
    begins.recv().unwrap();
    (release, thread)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn appends_that_wait_together_share_one_sync() {
    let desk = desk();
    let journal = desk.folder.journal();
    let (release, held) = hold(&journal);
    let before = journal.syncs();
    let waiting: Vec<_> = (0..300)
        .map(|number| {
            let (answer, answered) = tokio::sync::oneshot::channel();
            let work = pack(entry(format!("webhook {number}").as_bytes())).unwrap();
            journal.send(work, Box::new(move |result| drop(answer.send(result)))).unwrap();
            answered
        })
        .collect();
    drop(release);
    let mut positions = Vec::new();
    for answered in waiting {
        positions.push(answered.await.unwrap().unwrap().position);
    }
    held.join().unwrap();
    assert_eq!(positions, (1..=300).collect::<Vec<_>>());
    assert_eq!(journal.syncs() - before, 2, "one for who held the writer, one for the three hundred");
}

#[test]
fn a_job_that_fails_takes_only_itself_back() {
    let desk = desk();
    let journal = desk.folder.journal();
    let (release, held) = hold(&journal);
    let (answer, answers) = mpsc::channel();
    let tell = |answer: &mpsc::Sender<_>, name: &'static str| -> writer::Answer {
        let answer = answer.clone();
        Box::new(move |result| answer.send((name, result.is_ok())).unwrap())
    };
    journal.send(pack(entry(b"before")).unwrap(), tell(&answer, "before")).unwrap();
    let broken: Work = Box::new(|c| {
        c.execute("INSERT INTO entry (kind, source, at, packed, body) VALUES ('webhook', '', 0, 0, x'')", [])
            .map_err(sqlite("write"))?;
        Err(StoreError::Closed)
    });
    journal.send(broken, tell(&answer, "broken")).unwrap();
    journal.send(pack(entry(b"after")).unwrap(), tell(&answer, "after")).unwrap();
    drop(release);
    drop(answer);
    held.join().unwrap();
    assert_eq!(answers.iter().collect::<Vec<_>>(), [("before", true), ("broken", false), ("after", true)]);
    let bodies: Vec<_> = journal.read_from(0, 10).unwrap().into_iter().map(|entry| entry.body).collect();
    assert_eq!(bodies, [b"before".to_vec(), b"after".to_vec()]);
}

#[test]
fn an_erased_body_is_in_no_file_any_more() {
    let desk = desk();
    let journal = desk.folder.journal();
    let secret = b"Anna lives at Abay Avenue 12";
    let erased = journal.append_blocking(entry(secret)).unwrap().position;
    let kept = journal.append_blocking(entry(b"Tomas asks for oolong")).unwrap().position;
    assert!(lies_in(desk.dir.path(), secret), "before, it is there");
    journal.redact(&[erased]).unwrap();
    assert!(!lies_in(desk.dir.path(), secret));
    let entry = journal.get(erased).unwrap().unwrap();
    assert!(entry.erased && entry.body.is_empty());
    assert_eq!(journal.get(kept).unwrap().unwrap().body, b"Tomas asks for oolong");
}

fn lies_in(folder: &Path, secret: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()).any(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(secret.len()).any(|window| window == secret)
    })
}

#[test]
fn a_snapshot_is_a_journal_of_its_own() {
    let desk = desk();
    let journal = desk.folder.journal();
    journal.append_blocking(entry(b"one")).unwrap();
    let copy = tempfile::tempdir().unwrap();
    journal.snapshot(&copy.path().join("journal.db")).unwrap();
    journal.append_blocking(entry(b"two")).unwrap();
    let copied = DataFolder::open(copy.path(), None).unwrap().journal();
    assert_eq!(copied.head(), 1);
    assert_eq!(copied.append_blocking(entry(b"other")).unwrap().position, 2);
}

#[test]
fn a_journal_of_a_newer_program_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(DataFolder::open(dir.path(), None).unwrap());
    let file = dir.path().join("journal.db");
    Connection::open(&file).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    let answer = DataFolder::open(dir.path(), None).err();
    assert_eq!(answer, Some(StoreError::TooNew { found: 7, known: FORMAT }));
    assert_eq!(DataFolder::inspect(dir.path()).err(), Some(StoreError::TooNew { found: 7, known: FORMAT }));
}

#[test]
fn a_journal_of_the_first_format_is_read_and_from_then_on_of_this_one() {
    let dir = tempfile::tempdir().unwrap();
    drop(DataFolder::open(dir.path(), None).unwrap());
    let file = Connection::open(dir.path().join("journal.db")).unwrap();
    let body = b"as the first program packed it".repeat(9);
    let small = zstd::bulk::compress(&body, 1).unwrap();
    file.execute_batch("PRAGMA user_version = 1").unwrap();
    file.execute("INSERT INTO entry (kind, source, at, packed, body) VALUES ('webhook', '', 0, 1, ?1)", [small])
        .unwrap();
    let folder = DataFolder::open(dir.path(), None).unwrap();
    assert_eq!(folder.journal().get(1).unwrap().map(|entry| entry.body), Some(body));
    let format: i64 = file.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(format, FORMAT, "what is written from now on, the first program cannot read");
}

const FOLDER: &str = "STORE_TEST_KILLED_FOLDER";

/// What the process does that is killed: it appends, says what is safe, and writes two rows at once.
fn append_until_killed(folder: &str) -> ! {
    let folder = DataFolder::open(Path::new(folder), None).unwrap();
    let (journal, console) = (folder.journal(), folder.console());
    for number in 0.. {
        let position = journal.append_blocking(entry(format!("body {number}").repeat(40).as_bytes())).unwrap().position;
        println!("\nsafe {position} {number}");
        console
            .write(|w| {
                cursor::set_projection(w, position)?;
                cursor::set_reactor(w, "send", position)
            })
            .unwrap();
    }
    unreachable!("the process is killed before it has counted all numbers")
}

/// The test starts itself as another process and kills that one.
#[test]
fn what_was_acknowledged_survives_a_kill_in_the_middle_of_writing() {
    if let Ok(folder) = std::env::var(FOLDER) {
        append_until_killed(&folder);
    }
    let dir = tempfile::tempdir().unwrap();
    for kill_after in [1, 25, 60] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "journal::tests::what_was_acknowledged_survives_a_kill_in_the_middle_of_writing",
                "--exact",
                "--nocapture",
            ])
            .env(FOLDER, dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut safe = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            let Some((position, number)) = line.strip_prefix("safe ").and_then(|told| told.split_once(' ')) else {
                continue;
            };
            safe.push((position.parse::<i64>().unwrap(), number.parse::<u32>().unwrap()));
            if safe.len() == kill_after {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        assert!(safe.len() >= kill_after, "the process told of {} appends", safe.len());
        let folder = DataFolder::open(dir.path(), None).unwrap();
        for (position, number) in safe {
            let body = folder.journal().get(position).unwrap().unwrap().body;
            assert_eq!(body, format!("body {number}").repeat(40).as_bytes(), "entry {position}");
        }
        let rows = folder.console().read(|r| Ok((cursor::projection(r)?, cursor::reactor(r, "send")?))).unwrap();
        assert_eq!(Some(rows.0), rows.1.or(Some(0)), "two rows of one transaction are there together");
    }
}
