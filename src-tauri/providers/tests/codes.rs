//! Every code of the provider's own table, as a send and as a call that may be repeated.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its hands included")]

use providers::meta::reason::{Sending, rule, word};
use providers::{ProviderError, Retry};

/// Rejected before processing, so safe to repeat (the provider's reference, last paragraph of its codes).
const BEFORE_PROCESSING: [i64; 7] = [4, 80_007, 130_429, 131_056, 131_057, 2_494_100, 131_208];
/// After these the message may exist.
const VAGUE: [i64; 5] = [1, 2, 131_000, 131_016, 133_004];
const HOUR: i64 = 3_600_000;

/// Code, how it may be retried in the provider's words, our word.
fn table() -> Vec<(i64, char, &'static str)> {
    let rows = include_str!("codes.tsv").lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    rows.map(|row| {
        let mut columns = row.split('\t');
        let mut next = || columns.next().unwrap();
        (next().parse().unwrap(), next().chars().next().unwrap(), next())
    })
    .collect()
}

#[test]
fn every_code_of_the_table_has_its_word() {
    assert!(table().len() > 110);
    for (code, _, expected) in table() {
        assert_eq!(word(code), expected, "{code}");
        assert_ne!(word(code), "unknown_code", "{code}");
    }
}

/// Reference 1.5.
#[test]
fn every_code_of_groups_stands_in_the_table() {
    let groups: Vec<i64> =
        table().into_iter().map(|row| row.0).filter(|code| (131_200..132_000).contains(code)).collect();
    assert_eq!(groups, [&[131_201, 131_202, 131_203, 131_204][..], &(131_207..=131_215).collect::<Vec<_>>()].concat());
    for code in [100, 131_009, 131_020, 131_041, 131_059] {
        assert!(table().iter().any(|row| row.0 == code), "{code}");
    }
}

#[test]
fn what_may_be_repeated_waits_as_the_table_says() {
    for (code, retry, _) in table() {
        let found = rule(code).retry;
        match retry {
            'Y' => assert!(matches!(found, Retry::After(pause) if pause < HOUR), "{code}: {found:?}"),
            // Nobody who had enough of offers is tried by itself, however long it waits.
            'L' if code == 131_049 => assert_eq!(found, Retry::Never),
            'L' => assert!(matches!(found, Retry::After(pause) if pause >= HOUR), "{code}: {found:?}"),
            // Unavailable, whoever has to mend it: a read comes through again by itself.
            'R' if code == 134_102 => assert!(matches!(found, Retry::After(_))),
            'R' | 'N' => assert_eq!(found, Retry::Never, "{code}"),
            _ => {}
        }
    }
}

#[test]
fn a_send_goes_again_by_itself_only_where_it_was_certainly_not_processed() {
    for (code, ..) in table() {
        let expected = match code {
            131_056 | 131_208 => Sending::Again { number_wide: false },
            _ if BEFORE_PROCESSING.contains(&code) => Sending::Again { number_wide: true },
            _ if VAGUE.contains(&code) => Sending::Unknown,
            _ => Sending::Refused,
        };
        assert_eq!(rule(code).sending, expected, "{code}");
    }
}

#[test]
fn a_code_that_nobody_knows_is_refused_with_its_number_and_never_repeated() {
    let found = rule(999_999);
    assert_eq!((found.reason, found.retry, found.sending), ("unknown_code", Retry::Never, Sending::Refused));
    let error = ProviderError { doing: "sending", reason: found.reason, code: Some(999_999), retry: found.retry };
    assert!(error.to_string().contains("999999"));
}
