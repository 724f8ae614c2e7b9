//! The journal's own thread: takes everything that waits, writes it in one transaction, syncs once, answers all.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

use rusqlite::Connection;
use tokio::sync::watch;

use super::Appended;
use crate::error::{StoreError, sqlite};

/// Jobs in one transaction at most, so that the first of a flood does not wait for the last.
const BATCH: usize = 512;

pub(crate) type Work = Box<dyn FnOnce(&Connection) -> Result<Appended, StoreError> + Send>;
pub(crate) type Answer = Box<dyn FnOnce(Result<Appended, StoreError>) + Send>;

/// Something to write, and whom to tell when it is on the disk.
pub(crate) struct Job {
    pub work: Work,
    pub answer: Answer,
}

/// Runs until the journal and all its clones are gone.
pub(super) fn run(connection: &Connection, jobs: &mpsc::Receiver<Job>, syncs: &AtomicU64, head: &watch::Sender<i64>) {
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = jobs.try_recv()
        {
            batch.push(next);
        }
        let (works, answers): (Vec<_>, Vec<_>) = batch.into_iter().map(|job| (job.work, job.answer)).unzip();
        let results = match write(connection, works) {
            Ok(results) => {
                syncs.fetch_add(1, Ordering::Relaxed);
                results
            }
            Err(error) => {
                roll_back(connection);
                vec![Err(error); answers.len()]
            }
        };
        let newest = results.iter().flatten().map(|appended| appended.position).max().unwrap_or(0);
        head.send_if_modified(|head| {
            let grows = newest > *head;
            *head = newest.max(*head);
            grows
        });
        for (answer, result) in answers.into_iter().zip(results) {
            answer(result);
        }
    }
}

/// One transaction for all; a job that fails takes only itself back.
fn write(connection: &Connection, works: Vec<Work>) -> Result<Vec<Result<Appended, StoreError>>, StoreError> {
    let fail = sqlite("write to the journal");
    let run = |sql: &str| connection.prepare_cached(sql).and_then(|mut s| s.execute([])).map_err(&fail);
    run("BEGIN IMMEDIATE")?;
    let mut results = Vec::with_capacity(works.len());
    for work in works {
        run("SAVEPOINT job")?;
        let result = work(connection);
        if result.is_err() {
            run("ROLLBACK TO job")?;
        }
        run("RELEASE job")?;
        results.push(result);
    }
    run("COMMIT")?;
    Ok(results)
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(code = ?error.sqlite_error_code(), "the journal could not take back a failed batch");
    }
}
