//! What stands on the sheets of a receipt, part by part.

use domain::consent::{ConsentState, SERVICE_REPLIES};

use super::super::receipt::receipt_id;
use super::super::words::Words;
use super::super::{Input, Standing};
use super::grid::{Column, table};
use super::sheet::{BODY, FAINT, HEADING, SMALL, STRONG, Sheets, Style, TITLE, WIDTH};

/// Where the second column of the particulars begins.
const SECOND: f32 = 104.0;
/// Letters of a hash in the table.
const SHORT_HASH: usize = 16;

/// Writes the receipt.
pub fn receipt(sheets: &mut Sheets, input: &Input) {
    let words = Words(input.language);
    particulars(sheets, input, words);
    heading(sheets, words.pick("What stands now", "Что действует сейчас"), 5.0);
    for standing in input.standings() {
        stands(sheets, input, words, &standing);
    }
    events(sheets, input, words);
    heading(sheets, words.pick("How to take it back", "Как отозвать согласие"), 5.0);
    let number = input.business.phone.as_deref().unwrap_or_else(|| input.business_name());
    sheets.paragraph(BODY, 0.0, &words.withdrawal(number));
    proof(sheets, input, words);
    if sheets.missed() {
        sheets.skip(6.0);
        sheets.paragraph(FAINT, 0.0, missing(words));
    }
}

const fn missing(words: Words) -> &'static str {
    words.pick(
        "Letters that this paper cannot draw stand as \u{fffd}; the receipt as JSON has them.",
        "Буквы, которых нет в шрифте этой квитанции, показаны как \u{fffd}; в квитанции в формате JSON они есть.",
    )
}

fn particulars(sheets: &mut Sheets, input: &Input, words: Words) {
    sheets.line(FAINT, 0.0, input.business_name());
    sheets.line(TITLE, 0.0, words.pick("Consent receipt", "Квитанция о согласии"));
    sheets.skip(6.0);
    let person = [Some(input.called()), input.phone()].into_iter().flatten();
    let person = dedup(person.collect()).join(", ");
    let business = [input.business.name.clone(), input.business.phone.clone()].into_iter().flatten();
    let business = business.collect::<Vec<_>>().join(", ");
    let moment = words.moment(input.now, input.zone);
    let issued = format!("{moment} ({}), {} {}", input.zone, words.pick("by", "оператор"), input.operator);
    let id = receipt_id(input);
    let id = id.trim_start_matches("urn:uuid:");
    let rows = [
        (words.pick("Person", "Чьё согласие"), person.as_str()),
        (words.pick("Given to", "Кому"), business.as_str()),
        (words.pick("Issued", "Выдана"), issued.as_str()),
        (words.pick("Receipt number", "Номер квитанции"), id),
    ];
    for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        pair(sheets, BODY, name, value);
    }
}

fn pair(sheets: &mut Sheets, style: Style, name: &str, value: &str) {
    let lines = sheets.lines(style, WIDTH - SECOND, value);
    for (index, line) in lines.iter().enumerate() {
        sheets.keep_together(style.line());
        if index == 0 {
            sheets.beside(Style { grey: FAINT.grey, ..style }, 0.0, name);
        }
        sheets.line(style, SECOND, line);
    }
}

fn dedup(mut all: Vec<String>) -> Vec<String> {
    all.dedup();
    all
}

/// Writes a heading, which does not stay behind at the foot of a sheet without so many lines under it.
fn heading(sheets: &mut Sheets, text: &str, lines: f32) {
    sheets.keep_together(HEADING.line() + lines * BODY.line());
    sheets.skip(16.0);
    sheets.line(HEADING, 0.0, text);
    sheets.skip(2.0);
}

fn stands(sheets: &mut Sheets, input: &Input, words: Words, standing: &Standing<'_>) {
    let Standing { purpose, consent, rows } = standing;
    sheets.keep_together(5.0 * BODY.line());
    sheets.skip(4.0);
    sheets.line(STRONG, 0.0, &words.purpose(purpose));
    let mut said = consent.state.map_or_else(
        || words.pick("Nobody asked yet", "Ещё не спрашивали").to_owned(),
        |state| words.state(state).to_owned(),
    );
    if consent.state.is_some() {
        said += &format!(" {}{}", words.pick("on ", ""), words.moment(consent.at, input.zone));
    }
    if let Some(end) = consent.expires.filter(|_| consent.state != Some(ConsentState::Expired)) {
        said += &format!(", {} {}", words.pick("until", "до"), words.moment(end, input.zone));
    }
    let source = consent.source.map(|source| words.source(source, input.words.get(&consent.entry).map(String::as_str)));
    let source = source.map(|source| format!(" {source}.")).unwrap_or_default();
    sheets.paragraph(BODY, 0.0, &format!("{said}.{source} {}", allowed(words, standing)));
    let Some(shown) = rows.iter().rev().find_map(|row| row.said.wording.as_ref()) else { return };
    let version = format!(
        "{} {} ({})",
        words.pick("Text shown, version", "Показанный текст, версия"),
        shown.version,
        shown.language
    );
    sheets.skip(2.0);
    sheets.line(FAINT, 0.0, &version);
    match input.text(shown) {
        Some(text) => sheets.quote(BODY, &words.quoted(text)),
        None => {
            sheets.quote(FAINT, words.pick("The text is not kept here any more.", "Текст здесь больше не хранится."))
        }
    }
    sheets.skip(2.0);
}

/// What follows from how it stands.
fn allowed(words: Words, standing: &Standing<'_>) -> &'static str {
    let is_service = standing.purpose.purpose.as_str() == SERVICE_REPLIES;
    match (standing.consent.permits, is_service) {
        (true, _) => words.pick("Messages for it may be sent.", "Такие сообщения можно присылать."),
        (false, false) => words.pick("Nothing is sent for it.", "Такие сообщения не присылаются."),
        (false, true) => {
            words.pick("Your messages are answered for 24 hours.", "На ваши сообщения отвечают в течение 24 часов.")
        }
    }
}

fn events(sheets: &mut Sheets, input: &Input, words: Words) {
    heading(sheets, words.pick("What was recorded", "Что записано"), 5.0);
    let column = |english, russian, width| Column { head: words.pick(english, russian), width };
    let columns = [
        column("Entry", "Запись", 38.0),
        column("When", "Когда", 76.0),
        column("Purpose", "Цель", 97.0),
        column("What", "Что", 66.0),
        column("How we know", "Откуда известно", 93.0),
        column("Proof", "Подтв.", 38.0),
        column("Hash of the entry", "Хеш записи", WIDTH - 408.0),
    ];
    let standings = input.standings();
    let row = |row: &store::LedgerRow| {
        let said = &row.said;
        let hash: String = row.hash.chars().take(SHORT_HASH).collect();
        [
            row.entry.to_string(),
            words.short_moment(said.at, input.zone),
            words.scope(&said.purpose, &Input::covered(&standings, said)),
            words.state(said.state).to_owned(),
            words.source(said.source, input.words.get(&row.entry).map(String::as_str)),
            words.grade(said.grade).to_owned(),
            hash,
        ]
    };
    table(sheets, columns, &input.rows.iter().map(row).collect::<Vec<_>>());
    sheets.skip(5.0);
    sheets.paragraph(FAINT, 0.0, grades(words));
}

const fn grades(words: Words) -> &'static str {
    words.pick(
        "Proof: A, a button pressed under a question, kept with its message; B, the person’s own message, or a form or a file; \
         C, what an operator wrote down; D, a list from elsewhere.",
        "Подтверждение: A, нажатая кнопка под вопросом, хранится с сообщением; B, собственное сообщение человека, анкета или файл; \
         C, запись оператора; D, список из другого места.",
    )
}

fn proof(sheets: &mut Sheets, input: &Input, words: Words) {
    heading(sheets, words.pick("How to check this receipt", "Как проверить эту квитанцию"), 8.4);
    sheets.paragraph(SMALL, 0.0, words.pick(
        "Every entry above stands in a ledger that only grows: each is hashed together with the one before it, so none can be \
         changed, taken out or moved unnoticed. The same receipt as JSON has the hashes in full.",
        "Каждая запись выше стоит в реестре, который только растёт: она хешируется вместе с предыдущей, поэтому её нельзя \
         незаметно изменить, убрать или переставить. В той же квитанции в формате JSON хеши приведены полностью.",
    ));
    sheets.skip(3.0);
    if let Some(head) = &input.head {
        pair(sheets, SMALL, words.pick("Entries", "Записей"), &head.entries.to_string());
        pair(sheets, SMALL, words.pick("Newest hash", "Последний хеш"), &hex::encode(head.hash));
        match &head.seal {
            Some(seal) => {
                pair(sheets, SMALL, words.pick("Signing key", "Ключ подписи"), &hex::encode(seal.key));
                pair(sheets, SMALL, words.pick("Signature", "Подпись"), &hex::encode(seal.signature));
            }
            None => pair(
                sheets,
                SMALL,
                words.pick("Signature", "Подпись"),
                words.pick("none: there was no key", "нет: не было ключа"),
            ),
        }
    }
    let run = words
        .pick("switchboard-hub verify --data FOLDER --head FILE", "switchboard-hub verify --data ПАПКА --head ФАЙЛ");
    pair(sheets, SMALL, words.pick("Check it with", "Проверить"), run);
}
