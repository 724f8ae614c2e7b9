//! A dry run: what bringing a list in would come to.

use std::sync::Arc;

use contract::list::{ImportOptions, ImportPlan, ImportTally, ListColumn};
use contract::{ErrorBody, ErrorCode};
use store::table::account;

use super::super::{Answer, read, storage};
use super::sort::Sorter;
use super::{Opened, count, tally};
use crate::core::Core;

/// Longest code of a country.
const LONGEST_COUNTRY: usize = 4;
/// Most labels that one list makes: with more, its column says something else of people than labels.
pub const MOST_NEW_LABELS: usize = 200;

/// Says what each row would come to, and keeps it so that it can be looked at. Nothing is written.
pub async fn plan(core: &Arc<Core>, options: ImportOptions) -> Answer<ImportPlan> {
    let opened = asked(core, &options).await?;
    let table = Arc::clone(&opened.table);
    let sorted = core.blocking(move |core| {
        core.console.read(|r| {
            let mut sorter = Sorter::new(r, core.suppression.clone(), options)?;
            let labels = sorter.missing_labels(&table).len();
            let sort = |row| sorter.sort(r, row).map(|sorted| sorted.row);
            Ok((labels, table.rows.iter().map(sort).collect::<Result<Vec<_>, _>>()?))
        })
    });
    let (labels, rows) = sorted.await.map_err(storage)?;
    let mut counted = ImportTally::default();
    rows.iter().for_each(|row| tally(&mut counted, row.fate));
    core.lists.note(&opened.table, rows);
    Ok(ImportPlan { tally: counted, new_labels: count(labels), most_new_labels: count(MOST_NEW_LABELS) })
}

/// The list that is asked about, where it can be brought in so.
pub async fn asked(core: &Arc<Core>, options: &ImportOptions) -> Answer<Opened> {
    let opened = core.lists.opened().ok_or(ErrorCode::NotFound)?;
    let number = options.account_id.clone();
    if read(core, move |_, r| account::get(r, &number)).await?.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    let is_key = |column: &ListColumn| matches!(column, ListColumn::Phone | ListColumn::UserId);
    let is_code = options.country.len() <= LONGEST_COUNTRY && options.country.chars().all(|c| c.is_ascii_digit());
    if options.columns.len() > opened.table.heading.len() || !options.columns.iter().any(is_key) || !is_code {
        return Err(ErrorBody::from(ErrorCode::BadRequest));
    }
    Ok(opened)
}
