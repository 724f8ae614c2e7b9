//! The rows that could not be brought in, as a table with the reasons: whoever mends it can bring it in again.

use std::sync::Arc;

use contract::ErrorCode;
use contract::consent::PaperFile;
use contract::list::{ListFormat, RowFate, RowFault};

use super::super::consent::paper::handed_out;
use super::Opened;
use super::export::{file_name, separator};
use crate::commands::Answer;
use crate::core::Core;
use crate::list;
use crate::paper::Words;

/// Writes them.
pub async fn faults(core: &Arc<Core>) -> Answer<PaperFile> {
    let opened = core.lists.opened().ok_or(ErrorCode::NotFound)?;
    let words = Words(core.language());
    let bytes = table(&opened, words).map_err(|_| ErrorCode::Internal)?;
    let stem = opened.filename.rsplit_once('.').map_or(opened.filename.as_str(), |(stem, _)| stem);
    let name = file_name(&format!("{stem} {}", words.pick("not imported", "не добавлены")), ListFormat::Csv);
    handed_out(core, name, "text/csv", bytes).await
}

fn table(opened: &Opened, words: Words) -> Result<Vec<u8>, csv::Error> {
    let heading = opened.table.heading.iter().cloned();
    let own = [words.pick("Line", "Строка"), words.pick("Reason", "Причина")].map(str::to_owned);
    let mut rows = vec![own.into_iter().chain(heading).collect::<Vec<_>>()];
    let by_line: std::collections::HashMap<u32, &list::Row> =
        opened.table.rows.iter().map(|row| (row.line, row)).collect();
    for row in opened.rows.iter().filter(|row| row.fate == RowFate::Bad) {
        let cells = by_line.get(&row.line).map(|row| row.cells.clone()).unwrap_or_default();
        let empty = opened.table.heading.len().saturating_sub(cells.len());
        let reason = row.fault.as_ref().map(|fault| reason(fault, &opened.table.heading, words)).unwrap_or_default();
        let own = [row.line.to_string(), reason].into_iter();
        rows.push(own.chain(cells).chain(std::iter::repeat_n(String::new(), empty)).collect());
    }
    list::plain_csv(&rows, separator(words))
}

/// Why, in the operator's language.
fn reason(fault: &RowFault, heading: &[String], words: Words) -> String {
    let column = |index: &u32| heading.get(*index as usize).filter(|name| !name.is_empty()).cloned();
    let called = |index: &u32| column(index).unwrap_or_else(|| (index + 1).to_string());
    match fault {
        RowFault::Quote => words.pick("A quote is not closed", "Кавычка не закрыта").to_owned(),
        RowFault::Cells => words.pick("More cells than columns", "Ячеек больше, чем столбцов").to_owned(),
        RowFault::Card => words.pick("The card is broken", "Карточка повреждена").to_owned(),
        RowFault::Letters => words.pick("Some letters cannot be read", "Часть букв не читается").to_owned(),
        RowFault::TooLong { column } => {
            format!("{}: {}", words.pick("Too long", "Слишком длинно"), called(column))
        }
        RowFault::Nobody => words.pick("No phone number and no user ID", "Нет ни телефона, ни ID").to_owned(),
        RowFault::Phone => words.pick("Not a phone number", "Это не номер телефона").to_owned(),
        RowFault::Rounded => {
            words.pick("A spreadsheet has rounded the phone number", "Таблица округлила номер телефона").to_owned()
        }
        RowFault::UserId => words.pick("Not a user ID", "Это не ID пользователя").to_owned(),
        RowFault::Value { column } => {
            format!("{}: {}", words.pick("Not a value of this column", "Не подходит для столбца"), called(column))
        }
        RowFault::Duplicate { line } => {
            format!("{} {line}", words.pick("The same person as in line", "Тот же человек, что в строке"))
        }
        RowFault::TwoPeople => words
            .pick(
                "Phone number and user ID belong to two people. If they are one, merge them first",
                "Телефон и ID принадлежат разным людям. Если это один человек, сначала объедините их",
            )
            .to_owned(),
        RowFault::Erased => words.pick("This person was erased", "Данные этого человека стёрты").to_owned(),
    }
}
