//! The rows as bars: how much of what it may be each one is.

use std::fmt::Write as _;

use super::table::{Row, Table};

const WIDTH: f64 = 960.0;
/// Where the bars begin; the words stand before.
const LEFT: f64 = 560.0;
const LINE: f64 = 22.0;
/// A bar that is longer is cut here.
const LONGEST: f64 = 1.5;

/// A picture of every row that has a limit, in the order of the table.
#[must_use]
pub fn picture(table: &Table) -> String {
    let bars: Vec<_> = table.rows().iter().filter_map(|row| Some((row, row.used()?))).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few dozen rows")]
    let height = LINE * (bars.len() as f64 + 2.0);
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    let limit = across(1.0);
    let mut top = LINE;
    for (row, used) in bars {
        picture.push_str(&bar(row, used, top));
        top += LINE;
    }
    // Writing to a string cannot fail.
    let _ = writeln!(
        picture,
        "<path d=\"M{limit} {LINE}V{top}\" stroke=\"#444\"/>\n<text x=\"{limit}\" y=\"14\" text-anchor=\"middle\" fill=\"#444\">the limit</text>\n</svg>"
    );
    picture
}

fn bar(row: &Row, used: f64, top: f64) -> String {
    let (color, base) = (if used > 1.0 { "#c0392b" } else { "#2e8b6d" }, top + LINE * 0.7);
    let (end, words) = (across(used.min(LONGEST)), escaped(row.work()));
    format!(
        "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\">{words}</text>\n\
         <rect x=\"{LEFT}\" y=\"{}\" width=\"{:.1}\" height=\"{}\" fill=\"{color}\"/>\n\
         <text x=\"{:.1}\" y=\"{base}\" fill=\"#444\">{:.0} %</text>\n",
        LEFT - 8.0,
        top + 4.0,
        end - LEFT,
        LINE - 8.0,
        end + 4.0,
        used * 100.0,
    )
}

fn across(used: f64) -> f64 {
    LEFT + used * (WIDTH - LEFT - 50.0) / LONGEST
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::super::Unit;
    use super::*;

    #[test]
    fn a_row_over_its_limit_is_red_and_one_without_is_not_drawn() {
        let mut table = Table::default();
        table.add(Row::of("a & b", Unit::Seconds, 0.01).at_most(0.02));
        table.add(Row::of("too slow", Unit::Seconds, 0.03).at_most(0.02));
        table.add(Row::of("no limit", Unit::Seconds, 1.0));
        let picture = picture(&table);
        assert!(picture.contains("a &amp; b") && !picture.contains("no limit"), "{picture}");
        assert_eq!(picture.matches("#c0392b").count(), 1, "{picture}");
    }
}
