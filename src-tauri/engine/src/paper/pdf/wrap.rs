//! Breaks a text into lines.

/// The lines of a text that are no wider than that. A word that is wider by itself is broken where it must be.
pub fn wrap(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.lines() {
        let mut line = String::new();
        for word in part.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if measure(&longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = broken(word, width, &measure, &mut lines);
        }
        lines.push(line);
    }
    lines
}

/// Puts away the full lines of a long word; what is left of it begins the next line.
fn broken(word: &str, width: f32, measure: impl Fn(&str) -> f32, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    for letter in word.chars() {
        line.push(letter);
        if measure(&line) > width && line.chars().count() > 1 {
            line.pop();
            lines.push(std::mem::take(&mut line));
            line.push(letter);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::wrap;

    fn lines(text: &str, width: f32) -> Vec<String> {
        #[expect(clippy::cast_precision_loss, reason = "tests have short lines")]
        wrap(text, width, |line| line.chars().count() as f32)
    }

    #[test]
    fn lines_end_between_words_and_where_the_writer_ended_them() {
        assert_eq!(
            lines("Можно писать мне сюда\nо моих заказах", 12.0),
            ["Можно писать", "мне сюда", "о моих", "заказах"]
        );
    }

    #[test]
    fn a_word_that_is_wider_than_the_line_is_broken() {
        assert_eq!(lines("a 0123456789", 4.0), ["a", "0123", "4567", "89"]);
    }

    #[test]
    fn no_letter_is_lost_where_not_even_one_fits() {
        assert_eq!(lines("абв", 0.5), ["а", "б", "в"]);
    }
}
