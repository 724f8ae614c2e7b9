//! A list as an address book of many years is: people, and every way in which a row names none.

use std::fmt::Write as _;

/// How the letters of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Encoding {
    /// As programs of today do.
    #[value(name = "utf-8")]
    Utf8,
    /// As spreadsheets save "Unicode text".
    #[value(name = "utf-16")]
    Utf16,
    /// As spreadsheets in Russia saved it for decades.
    #[value(name = "windows-1251")]
    Windows1251,
}

impl Encoding {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1251 => "windows-1251",
        }
    }
}

/// A list, and what is to become of it.
#[derive(Debug)]
pub struct Mixed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its rows, without the first that names the columns.
    pub rows: u32,
    /// Rows that are people, each another one.
    pub people: u32,
    /// Rows that name nobody.
    pub bad: u32,
}

/// Of twenty rows five are wrong, each in its own way.
const ROUND: u32 = 20;
const WRONG: u32 = 5;

/// What the table of bad rows says of the ways in which they are wrong.
pub const REASONS: [&str; WRONG as usize] = [
    "A quote is not closed",
    "The same person as in line",
    "Not a phone number",
    "No phone number and no user ID",
    "More cells than columns",
];

/// Names that a spreadsheet takes for formulas.
const FORMULAS: [&str; 4] = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)"];

/// A list of about so many rows: whole rounds of twenty.
pub fn list(rows: u32, encoding: Encoding) -> Mixed {
    let rounds = rows.div_ceil(ROUND);
    let mut text = String::from("Имя;Телефон;Метки\r\n");
    for number in 0..rounds * ROUND {
        // Writing to a string cannot fail.
        let _ = write!(text, "{}\r\n", row(number));
    }
    let (rows, bad) = (rounds * ROUND, rounds * WRONG);
    Mixed { bytes: encoded(&text, encoding), rows, people: rows - bad, bad }
}

fn row(number: u32) -> String {
    let phone = 7_010_000_000_u64 + u64::from(number);
    let formula = FORMULAS.get((number / ROUND) as usize % FORMULAS.len()).copied().unwrap_or_default();
    match number % ROUND {
        4 => format!("{formula};8{phone};Чай"),
        7 => format!("\"Не закрыта {number};8{phone};Чай"),
        10 => format!("Ещё раз {number};8{};", phone - 1),
        13 => format!("Коротко {number};12;"),
        15 => format!("Без телефона {number};;Чай"),
        17 => format!("Лишнее {number};8{phone};Чай;ещё;и ещё"),
        _ => format!("Участник {number};8{phone};Чай"),
    }
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16 => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        Encoding::Windows1251 => text.chars().map(windows_1251).collect(),
    }
}

fn windows_1251(letter: char) -> u8 {
    match u32::from(letter) {
        ascii @ 0..=0x7f => u8::try_from(ascii).unwrap_or(b'?'),
        0x401 => 0xa8,
        0x451 => 0xb8,
        russian @ 0x410..=0x44f => u8::try_from(russian - 0x350).unwrap_or(b'?'),
        _ => b'?',
    }
}

/// A table as whoever opens it reads it: its cells, line by line.
#[derive(Debug)]
pub struct Opened(Vec<Vec<String>>);

impl Opened {
    /// Reads a table with commas.
    pub fn read(bytes: &[u8]) -> crate::Result<Self> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes).into_records();
        let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
        let rows: std::result::Result<_, csv::Error> = rows.map(|row| row.map(cells)).collect();
        rows.map(Self).map_err(|error| crate::WorldError::Found(format!("no table: {error}")))
    }

    /// Rows below the heading.
    pub fn rows(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().skip(1).map(Vec::as_slice)
    }

    /// Cells that a spreadsheet would work out instead of showing them.
    pub fn formulas(&self) -> Vec<&str> {
        let all = self.0.iter().flatten().map(String::as_str);
        all.filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_in_any_cell_is_found() {
        let opened = Opened::read("\u{feff}Name,Phone\r\n'=1+1,'+7701\r\n\"=1,2\",@x\r\n".as_bytes()).unwrap();
        assert_eq!(opened.formulas(), ["=1,2", "@x"]);
        assert_eq!(opened.rows().count(), 2);
    }

    #[test]
    fn a_list_has_as_many_rows_of_each_kind_as_it_says() {
        let list = list(5_000, Encoding::Windows1251);
        assert_eq!((list.rows, list.people, list.bad), (5_000, 3_750, 1_250));
        assert_eq!(list.bytes.iter().filter(|byte| **byte == b'\n').count(), 5_001);
        assert!(!list.bytes.contains(&b'?'), "every letter is one of the encoding's");
    }
}
