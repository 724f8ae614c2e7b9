//! The version of the Graph API, in one place (reference 8.1).

use domain::capability::ApiVersion;
use domain::time::Timestamp;

/// The version asked for where the address names none.
pub(super) const VERSION: &str = "v25.0";

/// When each version ends, as far as it is announced: midnight UTC of the day, in seconds. Others are not known here.
const ENDS: &[(&str, Option<i64>)] = &[
    ("v20.0", Some(1_790_208_000)),
    ("v21.0", Some(1_800_489_600)),
    ("v22.0", Some(1_810_771_200)),
    ("v23.0", Some(1_822_953_600)),
    ("v24.0", Some(1_834_444_800)),
    ("v25.0", Some(1_848_441_600)),
    ("v26.0", None),
];

/// A version by its name.
pub(super) fn named(name: &str) -> ApiVersion {
    let ends = ENDS.iter().find(|(known, _)| *known == name).and_then(|(_, ends)| *ends);
    ApiVersion { name: name.to_owned(), ends_at: ends.map(Timestamp::from_seconds) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_is_asked_for_is_one_whose_end_is_known() {
        assert_eq!(named(VERSION).ends_at, Some(Timestamp::from_seconds(1_848_441_600)), "29 July 2028");
        assert_eq!(named("v99.0").ends_at, None);
    }

    #[test]
    fn later_versions_end_later() {
        let ends: Vec<i64> = ENDS.iter().filter_map(|(_, ends)| *ends).collect();
        assert!(ends.is_sorted());
    }
}
