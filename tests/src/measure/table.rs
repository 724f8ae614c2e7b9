//! The table of the bench: each figure beside its twin of the same run, their ratio, and what may not be exceeded.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{Result, WorldError};

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Time.
    Seconds,
    /// Room on a disk or in memory, a thousand to the kB.
    Bytes,
    /// Of one core, or of whatever the row names.
    Share,
    /// Things.
    Count,
}

/// One figure. Less is better of every one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    work: String,
    unit: Unit,
    ours: f64,
    #[serde(flatten)]
    twin: Option<Twin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<f64>,
}

/// The least that any program would need for the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Twin {
    twin: String,
    its: f64,
    ratio: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most_times: Option<f64>,
}

impl Row {
    /// A figure that has no twin and no limit yet.
    #[must_use]
    pub fn of(work: impl Into<String>, unit: Unit, ours: f64) -> Self {
        Self { work: work.into(), unit, ours, twin: None, at_most: None }
    }

    /// The same of the twin, in the same unit.
    #[must_use]
    pub fn beside(mut self, twin: impl Into<String>, its: f64) -> Self {
        self.twin = Some(Twin { twin: twin.into(), its, ratio: self.ours / its, at_most_times: None });
        self
    }

    /// How many times its twin it may be.
    #[must_use]
    pub fn at_most_times(mut self, ratio: f64) -> Self {
        self.twin = self.twin.map(|twin| Twin { at_most_times: Some(ratio), ..twin });
        self
    }

    /// What it may be on the machine that the README names.
    #[must_use]
    pub const fn at_most(mut self, most: f64) -> Self {
        self.at_most = Some(most);
        self
    }

    /// A row that another program of the same run printed: work, unit, figure, and what it may be at most or nothing; then,
    /// where it has a twin, what that is, its figure, and how many times it ours may be or nothing. All parted by tabs.
    pub fn read(line: &str) -> Result<Self> {
        let wrong = || WorldError::Found(format!("no row of the table: {line}"));
        let mut parts = line.split('\t');
        let (work, unit) = (parts.next().ok_or_else(wrong)?, unit(parts.next()).ok_or_else(wrong)?);
        let number = |parts: &mut std::str::Split<'_, char>| match parts.next() {
            None | Some("") => Ok(None),
            Some(text) => text.parse::<f64>().map(Some).map_err(|_| wrong()),
        };
        let mut row = Self::of(work, unit, number(&mut parts)?.ok_or_else(wrong)?);
        row.at_most = number(&mut parts)?;
        if let Some(twin) = parts.next() {
            row = row.beside(twin, number(&mut parts)?.ok_or_else(wrong)?);
            row = number(&mut parts)?.map_or(row.clone(), |ratio| row.at_most_times(ratio));
        }
        Ok(row)
    }

    /// The same line.
    #[must_use]
    pub fn line(&self) -> String {
        let some = |limit: Option<f64>| limit.map_or_else(String::new, |limit| limit.to_string());
        let mut line = format!("{}\t{}\t{}\t{}", self.work, self.unit.word(), self.ours, some(self.at_most));
        if let Some(Twin { twin, its, at_most_times, .. }) = &self.twin {
            // Writing to a string cannot fail.
            let _ = write!(line, "\t{twin}\t{its}\t{}", some(*at_most_times));
        }
        line
    }

    /// How much of what it may be it is, of the limit that is nearer; none where it has none.
    pub(super) fn used(&self) -> Option<f64> {
        let ratio = self.twin.as_ref().and_then(|twin| Some(twin.ratio / twin.at_most_times?));
        let most = self.at_most.map(|most| if most == 0.0 { self.ours * f64::INFINITY } else { self.ours / most });
        // Nought times infinity is no number: nothing was found of what must not be. What was not measured is no number, too.
        let most = most.map(|used| if self.ours == 0.0 { 0.0 } else { used });
        ratio.into_iter().chain(most).map(|used| if self.ours.is_nan() { f64::INFINITY } else { used }).reduce(f64::max)
    }

    pub(super) fn work(&self) -> &str {
        &self.work
    }

    fn cells(&self) -> [String; 5] {
        let twin = self.twin.as_ref();
        let times = twin.and_then(|twin| twin.at_most_times).map(|ratio| format!("{ratio:.2} ×"));
        let most = self.at_most.map(|most| self.unit.told(most));
        let limits: Vec<_> = times.into_iter().chain(most).collect();
        [
            self.work.clone(),
            self.unit.told(self.ours),
            twin.map_or_else(String::new, |twin| format!("{}: {}", twin.twin, self.unit.told(twin.its))),
            twin.map_or_else(String::new, |twin| format!("{:.2}", twin.ratio)),
            limits.join(", "),
        ]
    }
}

impl Unit {
    const fn word(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Bytes => "bytes",
            Self::Share => "share",
            Self::Count => "count",
        }
    }

    fn told(self, value: f64) -> String {
        match self {
            Self::Seconds if value >= 10.0 => format!("{value:.0} s"),
            Self::Seconds if value >= 1.0 => format!("{value:.1} s"),
            Self::Seconds if value >= 1e-3 => format!("{:.1} ms", value * 1e3),
            Self::Seconds => format!("{:.1} µs", value * 1e6),
            Self::Bytes if value >= 1e6 => format!("{:.1} MB", value / 1e6),
            Self::Bytes => format!("{:.1} kB", value / 1e3),
            Self::Share => format!("{:.2} %", value * 100.0),
            Self::Count => format!("{value:.0}"),
        }
    }
}

fn unit(word: Option<&str>) -> Option<Unit> {
    [Unit::Seconds, Unit::Bytes, Unit::Share, Unit::Count].into_iter().find(|unit| word == Some(unit.word()))
}

/// All rows.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// One row more.
    pub fn add(&mut self, row: Row) {
        eprintln!("{}", row.cells().join(" | "));
        self.rows.push(row);
    }

    /// All rows, in the order in which they came.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Rows that are over what they may be. What a debug build takes says nothing, so of it only what is counted is looked at.
    #[must_use]
    pub fn over(&self) -> Vec<&str> {
        let counts = |row: &&Row| !cfg!(debug_assertions) || row.unit == Unit::Count;
        self.rows.iter().filter(counts).filter(|row| row.used().is_some_and(|used| used > 1.0)).map(Row::work).collect()
    }

    /// The rows as a table of Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut table =
            String::from("| work | figure | its twin | ratio | at most |\n| --- | --- | --- | --- | --- |\n");
        for row in &self.rows {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "| {} |", row.cells().join(" | "));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        Row::of("a search", Unit::Seconds, 0.018).at_most(0.02).beside("the bare query", 0.006).at_most_times(4.0)
    }

    #[test]
    fn a_row_is_read_as_it_was_printed() {
        for row in [row(), Row::of("the package", Unit::Bytes, 9e6), Row::of("lost", Unit::Count, 0.0).at_most(0.0)] {
            assert_eq!(Row::read(&row.line()).unwrap(), row);
        }
        assert!(Row::read("a search\tparsecs\t1").is_err() && Row::read("a search\tseconds\tfast").is_err());
    }

    #[test]
    fn the_nearer_limit_says_how_much_of_it_is_used() {
        let used = |row: Row| row.used().unwrap();
        assert!((used(row()) - 0.9).abs() < 1e-9, "of the 20 ms");
        assert!((used(row().at_most_times(2.0)) - 1.5).abs() < 1e-9, "of twice the twin");
        assert!(Row::of("a start", Unit::Seconds, 3.0).used().is_none());
    }

    #[test]
    fn what_must_not_be_is_over_as_soon_as_there_is_one() {
        let mut table = Table::default();
        table.add(Row::of("lost", Unit::Count, 0.0).at_most(0.0));
        assert!(table.over().is_empty());
        table.add(Row::of("doubled", Unit::Count, 1.0).at_most(0.0));
        assert_eq!(table.over(), ["doubled"]);
        assert!(table.markdown().contains("| doubled | 1 |  |  | 0 |"), "{}", table.markdown());
    }
}
