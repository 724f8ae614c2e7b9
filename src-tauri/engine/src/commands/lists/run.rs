//! Brings a list in: a decision for each row, so that one person can be erased, written many at a time, each batch once
//! the one before can be seen, so that nobody else waits long.

use std::sync::Arc;

use contract::ErrorCode;
use contract::change::ChangeKind;
use contract::list::{
    ImportOptions, ImportProgress, ImportRow, ImportStage, ImportStart, ImportState, ImportTally, ListColumn,
};
use domain::decision::{Decided, Decision};
use domain::member::AttributeKind;
use domain::{AttributeId, CommandId};
use store::table::setting;
use store::{EntryKind, NewEntry, StoreError};

use super::super::{Answer, LONGEST_COMMAND, decide, read, storage};
use super::plan::{MOST_NEW_LABELS, asked};
use super::sort::{Sorted, Sorter};
use super::{count, tally};
use crate::core::Core;
use crate::list::Table;

/// Rows written in one transaction.
const TOGETHER: usize = 200;
/// Letters that the number of a line adds to a command's name.
const LINE_NAME: usize = 20;
/// Where it is kept how far an import is, for whoever starts after its end.
const KEPT: &str = "members_import";
/// Longest name of an attribute that is made for a column, in letters.
const LONGEST_ATTRIBUTE: usize = 60;
/// Colours of labels, from 1.
const COLORS: usize = 8;

/// One import on its way.
struct Run {
    command: CommandId,
    table: Arc<Table>,
    progress: ImportProgress,
    rows: Vec<ImportRow>,
    /// Labels that are still to be made.
    labels: Vec<String>,
}

/// Begins to bring the list in that was read last.
pub async fn start(core: &Arc<Core>, request: ImportStart) -> Answer<ImportState> {
    let ImportStart { command_id, options } = request;
    if command_id.0.is_empty() || command_id.0.len() + LINE_NAME > LONGEST_COMMAND {
        return Err(ErrorCode::BadRequest.into());
    }
    let opened = asked(core, &options).await?;
    let labels = missing_labels(core, &opened.table, &options).await.map_err(storage)?;
    if labels.len() > MOST_NEW_LABELS {
        return Err(ErrorCode::BadRequest.into());
    }
    let progress = ImportProgress {
        filename: opened.filename,
        stage: ImportStage::Running,
        rows: count(opened.table.rows.len()),
        done: 0,
        line: 0,
        overwrite: options.overwrite,
        tally: ImportTally::default(),
    };
    if !core.lists.begin(progress.clone()) {
        return Err(ErrorCode::TooLate.into());
    }
    let run = Run { command: command_id, table: opened.table, progress: progress.clone(), rows: Vec::new(), labels };
    let worker = Arc::clone(core);
    core.spawn(async move { bring_in(&worker, run, options).await });
    Ok(ImportState { progress: Some(progress) })
}

/// How far the newest import is. One that ran when the program ended is said to have been interrupted.
pub async fn state(core: &Arc<Core>) -> Answer<ImportState> {
    if let Some(progress) = core.lists.progress() {
        return Ok(ImportState { progress: Some(progress) });
    }
    let kept: Option<ImportProgress> = read(core, |_, r| setting::get(r, KEPT)).await?;
    let progress = kept.map(|kept| match kept.stage {
        ImportStage::Running => ImportProgress { stage: ImportStage::Interrupted, ..kept },
        _ => kept,
    });
    Ok(ImportState { progress })
}

async fn bring_in(core: &Arc<Core>, mut run: Run, options: ImportOptions) {
    run.progress.stage = match all(core, &mut run, options).await {
        Ok(stage) => stage,
        Err(error) => {
            storage(error);
            ImportStage::Failed
        }
    };
    core.lists.note(&run.table, std::mem::take(&mut run.rows));
    if let Err(error) = tell(core, run.progress).await {
        storage(error);
    }
}

async fn all(core: &Arc<Core>, run: &mut Run, options: ImportOptions) -> Result<ImportStage, StoreError> {
    let labels = std::mem::take(&mut run.labels);
    let missing = labels.len();
    for (number, name) in labels.into_iter().enumerate() {
        if core.lists.is_stopped() {
            return Ok(ImportStage::Stopped);
        }
        let color = u8::try_from(number % COLORS + 1).unwrap_or(1);
        // Whoever goes on with the same command has fewer labels to make.
        let command = CommandId(format!("{} label {number} of {missing}", run.command));
        make(core, command, Decision::LabelSaved { label: None, name, color }).await?;
    }
    let options = with_new_attributes(core, run, options).await?;
    let mut sorter = core.blocking(move |core| sorter(core, options)).await?;
    let mut from = 0;
    while from < run.table.rows.len() {
        if core.lists.is_stopped() {
            return Ok(ImportStage::Stopped);
        }
        let rows;
        (sorter, rows) = part(core, run, sorter, from).await?;
        from += rows;
    }
    Ok(ImportStage::Done)
}

/// Brings the next rows in, until they can be seen; how many they were.
async fn part(core: &Arc<Core>, run: &mut Run, sorter: Sorter, from: usize) -> Result<(Sorter, usize), StoreError> {
    let (table, command, mut sorter) = (Arc::clone(&run.table), run.command.clone(), sorter);
    // Nobody is erased between the look at who was erased and what is written.
    let nobody_is_erased = core.erasing.lock().await;
    let written = core.blocking(move |core| {
        let (rows, last) = write(core, &mut sorter, &command, &table, from)?;
        Ok((sorter, rows, last))
    });
    let (sorter, rows, last) = written.await?;
    drop(nobody_is_erased);
    // The sender lives as long as this core: waiting cannot fail.
    let _ = core.projected.subscribe().wait_for(|projected| *projected >= last).await;
    let done = rows.len();
    run.progress.done = count(from + done);
    run.progress.line = rows.last().map_or(run.progress.line, |row| row.line);
    rows.iter().for_each(|row| tally(&mut run.progress.tally, row.fate));
    run.rows.extend(rows);
    tell(core, run.progress.clone()).await?;
    Ok((sorter, done))
}

/// Sorts the next rows and writes what is decided of them in one transaction.
fn write(
    core: &Core,
    sorter: &mut Sorter,
    command: &CommandId,
    table: &Table,
    from: usize,
) -> Result<(Vec<ImportRow>, i64), StoreError> {
    let part = table.rows.iter().skip(from).take(TOGETHER);
    let sorted = core.console.read(|r| part.map(|row| sorter.sort(r, row)).collect::<Result<Vec<_>, _>>())?;
    let (mut entries, mut rows) = (Vec::new(), Vec::with_capacity(sorted.len()));
    for Sorted { row, member } in sorted {
        if let Some(member) = member {
            entries.push(entry(core, command, row.line, Decision::MemberSaved(member))?);
        }
        rows.push(row);
    }
    let last = if entries.is_empty() { 0 } else { core.journal.append_all_blocking(entries)?.position };
    Ok((rows, last))
}

fn entry(core: &Core, command: &CommandId, line: u32, decision: Decision) -> Result<NewEntry, StoreError> {
    let command = CommandId(format!("{command} line {line}"));
    let dedupe = Some(command.0.clone());
    let decided = Decided { command, at: core.now(), operator: core.operator.clone(), decision };
    core.entry(EntryKind::Decided, dedupe, &decided)
}

fn sorter(core: &Core, options: ImportOptions) -> Result<Sorter, StoreError> {
    core.console.read(|r| Sorter::new(r, core.suppression.clone(), options))
}

async fn make(core: &Arc<Core>, command: CommandId, decision: Decision) -> Result<i64, StoreError> {
    decide(core, command, decision).await.map_err(|_| StoreError::Closed)
}

/// The labels that the list names and nobody has made yet.
async fn missing_labels(
    core: &Arc<Core>,
    table: &Arc<Table>,
    options: &ImportOptions,
) -> Result<Vec<String>, StoreError> {
    let (table, options) = (Arc::clone(table), options.clone());
    core.blocking(move |core| Ok(sorter(core, options)?.missing_labels(&table))).await
}

/// Makes the attributes that are made for a column, called as it.
async fn with_new_attributes(core: &Arc<Core>, run: &Run, options: ImportOptions) -> Result<ImportOptions, StoreError> {
    let mut options = options;
    for (index, column) in options.columns.iter_mut().enumerate() {
        if *column != ListColumn::NewAttribute {
            continue;
        }
        let name = run.table.heading.get(index).filter(|name| !name.is_empty());
        let number = || (index + 1).to_string();
        let name = name.map_or_else(number, |name| name.chars().take(LONGEST_ATTRIBUTE).collect());
        let command = CommandId(format!("{} column {index}", run.command));
        let decision = Decision::AttributeSaved { attribute: None, name, kind: AttributeKind::Text };
        *column = ListColumn::Attribute { attribute: AttributeId::at(make(core, command, decision).await?, 0) };
    }
    Ok(options)
}

/// Tells how far it is, and keeps it for whoever starts after the program's end.
async fn tell(core: &Arc<Core>, progress: ImportProgress) -> Result<(), StoreError> {
    core.lists.tell(progress.clone());
    core.feed.changed(ChangeKind::Import);
    core.blocking(move |core| core.console.write(|w| setting::set(w, KEPT, &progress))).await
}
