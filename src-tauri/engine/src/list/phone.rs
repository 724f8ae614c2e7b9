//! Phone numbers as people write them into lists.

use contract::list::RowFault;

/// A phone number with its country has at least so many digits, and at most fifteen (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// A number that begins with its country's code and is at least so long has it already.
const WHOLE: usize = 10;
/// Italy keeps the nought of a town in the whole number.
const KEEPS_NOUGHT: &str = "39";

/// The number with its country, digits only.
///
/// # Errors
/// When it is no number.
pub fn phone(written: &str, country: &str) -> Result<String, RowFault> {
    let written: String = written.chars().filter(|letter| !is_invisible(*letter)).collect();
    let written = written.trim().trim_start_matches('\'');
    if is_rounded(written) {
        return Err(RowFault::Rounded);
    }
    let spelled = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "+()-./‐‑–—".contains(letter);
    if !written.chars().all(spelled) || written.chars().skip(1).any(|letter| letter == '+') {
        return Err(RowFault::Phone);
    }
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let whole = match digits.strip_prefix("00") {
        _ if written.starts_with('+') => digits,
        Some(whole) => whole.to_owned(),
        None if country.is_empty() => digits,
        None => with_country(&digits, country),
    };
    if DIGITS.contains(&whole.len()) && !whole.starts_with('0') { Ok(whole) } else { Err(RowFault::Phone) }
}

/// A number without its country's code, as it is dialled inside the country.
fn with_country(digits: &str, country: &str) -> String {
    if country == "7" {
        return match (digits.len(), digits.strip_prefix('8')) {
            (11, Some(rest)) => format!("7{rest}"),
            (10, _) => format!("7{digits}"),
            _ => digits.to_owned(),
        };
    }
    match digits.strip_prefix('0') {
        Some(_) if country == KEEPS_NOUGHT => format!("{country}{digits}"),
        Some(rest) => format!("{country}{rest}"),
        None if digits.starts_with(country) && digits.len() >= WHOLE => digits.to_owned(),
        None => format!("{country}{digits}"),
    }
}

/// A spreadsheet that took the number for a quantity has dropped its last digits: "7.70012E+10".
fn is_rounded(written: &str) -> bool {
    let Some((head, tail)) = written.split_once(['E', 'e']) else { return false };
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    number(head) && tail.strip_prefix('+').is_some_and(number)
}

/// Marks of direction and width that come along when a number is copied from an address book.
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::whole("+7 (700) 123-41-08", "", "77001234108")]
    #[case::as_dialled_in_kazakhstan("8 701 555-02-44", "7", "77015550244")]
    #[case::without_the_eight("701 555 02 44", "7", "77015550244")]
    #[case::already_whole("7 701 555 02 44", "7", "77015550244")]
    #[case::with_noughts_for_the_plus("0049 30 901820", "7", "4930901820")]
    #[case::another_country_keeps_its_own("+351 912 345 678", "7", "351912345678")]
    #[case::a_town_in_germany("030 901820", "49", "4930901820")]
    #[case::a_town_in_italy("06 6982 1234", "39", "390669821234")]
    #[case::whole_without_the_plus("4915112345678", "49", "4915112345678")]
    #[case::kept_as_text_by_a_spreadsheet("'+77001234108", "", "77001234108")]
    #[case::copied_from_an_address_book("\u{202a}+7\u{a0}700\u{a0}123\u{2011}41\u{2011}08\u{202c}", "", "77001234108")]
    fn a_number_is_read_as_people_write_it(#[case] written: &str, #[case] country: &str, #[case] read: &str) {
        assert_eq!(phone(written, country).as_deref(), Ok(read));
    }

    #[rstest]
    #[case::words("call me", RowFault::Phone)]
    #[case::two_numbers("+77001234108, +77001234109", RowFault::Phone)]
    #[case::two_numbers_with_a_slash("+77001234108/+77001234109", RowFault::Phone)]
    #[case::an_extension("+7 700 123 41 08 ext 5", RowFault::Phone)]
    #[case::too_short("+7 700", RowFault::Phone)]
    #[case::too_long("+7700123410877001", RowFault::Phone)]
    #[case::a_country_begins_with_no_nought("+0700123410", RowFault::Phone)]
    #[case::rounded("7.70012E+10", RowFault::Rounded)]
    #[case::rounded_in_russia("7,70012E+10", RowFault::Rounded)]
    fn what_is_no_number_is_said(#[case] written: &str, #[case] fault: RowFault) {
        assert_eq!(phone(written, "7"), Err(fault));
    }
}
