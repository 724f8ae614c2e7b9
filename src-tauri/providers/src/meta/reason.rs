//! The provider's numbers as stable words, and whether to try again. The screen chooses its sentences by these words;
//! the numbers are those of reference 1.5 and 7.2.
//!
//! | word | what it means | what to do |
//! | --- | --- | --- |
//! | `token_expired` | the token is wrong, expired or was taken back | paste a new one, then send again |
//! | `permission_missing` | the token may not do this, or not with this account | give the token the rights |
//! | `account_restricted` | the account is locked or restricted for what it sent | see the provider's notice |
//! | `payment` | the account has no valid means of payment | add one |
//! | `display_name` | the number's display name is not approved | get it approved |
//! | `not_registered` | the number is not registered, or gone | register it |
//! | `rate_limited` | too many calls or messages at once | waits by itself |
//! | `spam_limited` | too many people blocked or reported this number | stop campaigns |
//! | `maintenance` | the number is being moved or upgraded | waits by itself |
//! | `provider_trouble` | the provider failed | try again later |
//! | `parameter` | something in the request is not as it must be | report it |
//! | `no_such_object` | an id that the provider does not know, or the token cannot see | check the set-up |
//! | `window_closed` | more than 24 hours since the person wrote | use a template |
//! | `opted_out` | the person stopped marketing messages | respect it |
//! | `engagement_limit` | the provider holds marketing back from this person | another day |
//! | `not_on_whatsapp` | the person cannot get messages there | use another way |
//! | `not_in_test_list` | a test number sends only to listed people | list the person |
//! | `blocked` | we blocked this person | unblock |
//! | `country` | people of this country cannot be written to | |
//! | `experiment` | the provider keeps this person out of such messages | |
//! | `to_ourselves` | recipient and sender are one | |
//! | `identity_changed` | the person's identity key is not the one expected | check with the person |
//! | `phone_needed` | this kind needs a phone number, and only an id is known | ask for the number |
//! | `unsupported_kind` | this kind of message cannot be sent here | |
//! | `media_refused` | the file's type, size or content was refused | another file |
//! | `media_gone` | the file has expired or cannot be loaded | |
//! | `template_missing` | no approved template of that name and language | pick another |
//! | `template_parameters` | wrong number or form of values | fill it again |
//! | `template_too_long`, `template_policy` | the filled text is too long, breaks a rule | other values |
//! | `template_paused`, `template_disabled` | paused, switched off for its quality | pick another |
//! | `marketing_off` | marketing templates are switched off, or only those are taken | |
//! | `group_rate` | too many calls about groups at once | waits by itself |
//! | `group_empty`, `group_unknown`, `group_suspended` | nobody is in it, we are not, the provider stopped it | |
//! | `group_partly` | only a part of a group call succeeded | see the webhook |
//! | `duplicate_person`, `not_in_group`, `group_full` | named twice, not in it, one too many | |
//! | `terms_not_accepted` | the person has to accept new terms of WhatsApp first | later |
//! | `request_gone` | the request to enter is not there any more | |
//! | `picture_not_square`, `picture_small` | the picture is not square, or under 192 pixels | another picture |
//! | `too_many_groups`, `groups_off`, `no_groups` | no more groups, none for some days, none at all for this number | |
//! | `cursor` | the place in a list was forgotten | read again |
//! | `block_list` | the list of blocked people was not changed | try again |
//! | `not_written` | only who wrote lately can be blocked | when they write again |
//! | `block_list_full` | nobody more can be blocked | unblock somebody |
//! | `block_list_busy` | the list changes, or the provider failed | waits by itself |
//! | `unknown_code` | a number that is not in this table | see the number |
//!
//! Words of our own, where the provider said nothing: `offline`, `no_answer`, `too_large`, `endless_list`,
//! `answer_unreadable`, `redirected`, `media_missing`, `media_damaged`, `foreign_host`, `no_address`, `permit_expired`,
//! `permit_other`, `token_malformed`, `address_malformed`, `no_tls`, `unknown_provider`.

use crate::error::{ProviderError, Retry};
use crate::meta::api::GraphError;

/// After a failure that is likely to pass by itself, in milliseconds.
pub(crate) const SHORT_PAUSE: i64 = 5_000;
/// After a limit that lasts hours.
const LONG_PAUSE: i64 = 3_600_000;

/// When a call that may be repeated is tried again. Sends have a rule of their own (see `meta::outcome`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Again {
    Soon,
    Later,
    Never,
}

use Again::{Later, Never, Soon};

/// Code, word, when a call that may be repeated is tried again.
const CODES: &[(i64, &str, Again)] = &[
    (0, "token_expired", Never),
    (1, "provider_trouble", Soon),
    (2, "provider_trouble", Soon),
    (3, "permission_missing", Never),
    (4, "rate_limited", Soon),
    (10, "permission_missing", Never),
    (33, "no_such_object", Never),
    (100, "parameter", Never),
    (104, "token_expired", Never),
    (190, "token_expired", Never),
    (368, "account_restricted", Never),
    (80_007, "rate_limited", Soon),
    (130_403, "blocked", Never),
    (130_429, "rate_limited", Soon),
    (130_472, "experiment", Never),
    (130_497, "country", Never),
    (130_501, "unsupported_kind", Never),
    (131_000, "provider_trouble", Soon),
    (131_005, "permission_missing", Never),
    (131_008, "parameter", Never),
    (131_009, "parameter", Never),
    (131_016, "provider_trouble", Soon),
    (131_020, "group_empty", Never),
    (131_021, "to_ourselves", Never),
    (131_026, "not_on_whatsapp", Never),
    (131_030, "not_in_test_list", Never),
    (131_031, "account_restricted", Never),
    (131_037, "display_name", Never),
    (131_041, "group_unknown", Never),
    (131_042, "payment", Never),
    (131_044, "payment", Never),
    (131_045, "not_registered", Never),
    (131_047, "window_closed", Never),
    (131_048, "spam_limited", Later),
    (131_049, "engagement_limit", Never),
    (131_050, "opted_out", Never),
    (131_051, "unsupported_kind", Never),
    (131_052, "media_gone", Never),
    (131_053, "media_refused", Never),
    (131_055, "marketing_off", Never),
    (131_056, "rate_limited", Soon),
    (131_057, "maintenance", Soon),
    (131_059, "cursor", Soon),
    (131_062, "phone_needed", Never),
    (131_063, "marketing_off", Never),
    (131_064, "account_restricted", Later),
    (131_201, "group_partly", Never),
    (131_202, "duplicate_person", Never),
    (131_203, "terms_not_accepted", Later),
    (131_204, "group_full", Never),
    (131_207, "group_suspended", Never),
    (131_208, "group_rate", Soon),
    (131_209, "picture_not_square", Never),
    (131_210, "picture_small", Never),
    (131_211, "too_many_groups", Never),
    (131_212, "not_in_group", Never),
    (131_213, "request_gone", Never),
    (131_214, "groups_off", Later),
    (131_215, "no_groups", Never),
    (132_000, "template_parameters", Never),
    (132_001, "template_missing", Never),
    (132_005, "template_too_long", Never),
    (132_007, "template_policy", Never),
    (132_008, "template_policy", Never),
    (132_012, "template_parameters", Never),
    (132_015, "template_paused", Never),
    (132_016, "template_disabled", Never),
    (132_018, "template_parameters", Never),
    (133_004, "provider_trouble", Soon),
    (133_006, "not_registered", Never),
    (133_010, "not_registered", Never),
    (133_015, "not_registered", Never),
    (134_011, "payment", Never),
    (134_100, "marketing_off", Never),
    (134_101, "provider_trouble", Later),
    (134_102, "provider_trouble", Later),
    (137_000, "identity_changed", Never),
    (139_100, "block_list", Never),
    (139_101, "block_list_full", Never),
    (139_102, "block_list_busy", Soon),
    (139_103, "block_list_busy", Soon),
    (2_494_100, "maintenance", Soon),
];

/// The word for a number, of a refusal as well as of a `failed` status.
#[must_use]
pub fn word(code: i64) -> &'static str {
    row(code).0
}

fn row(code: i64) -> (&'static str, Again) {
    match CODES.binary_search_by_key(&code, |row| row.0).ok().and_then(|place| CODES.get(place)) {
        Some((_, word, again)) => (word, *again),
        None if (200..300).contains(&code) => ("permission_missing", Never),
        None => ("unknown_code", Never),
    }
}

/// When a call that may be repeated is tried again after that number.
pub(crate) fn retry(code: i64) -> Retry {
    again(row(code).1, None)
}

fn again(when: Again, pause: Option<i64>) -> Retry {
    match when {
        Soon => Retry::After(pause.unwrap_or(SHORT_PAUSE)),
        Later => Retry::After(pause.unwrap_or(LONG_PAUSE)),
        Never => Retry::Never,
    }
}

/// The error that a refusal means for a call that may be repeated.
pub(crate) fn of_code(doing: &'static str, refusal: GraphError, pause: Option<i64>) -> ProviderError {
    const NO_SUCH_OBJECT: Option<i64> = Some(33);
    let (word, when) = row(refusal.code);
    let reason = if refusal.code == 100 && refusal.subcode == NO_SUCH_OBJECT { "no_such_object" } else { word };
    ProviderError { doing, reason, code: Some(refusal.code), retry: again(when, pause) }
}

/// The error that a status without a readable refusal means.
pub(crate) fn of_status(doing: &'static str, status: u16, pause: Option<i64>) -> ProviderError {
    let soon = Retry::After(pause.unwrap_or(SHORT_PAUSE));
    let (reason, retry) = match status {
        401 => ("token_expired", Retry::Never),
        403 => ("permission_missing", Retry::Never),
        404 | 410 => ("no_such_object", Retry::Never),
        429 => ("rate_limited", soon),
        300..=399 => ("redirected", Retry::Never),
        408 | 500.. => ("provider_trouble", soon),
        _ => ("parameter", Retry::Never),
    };
    ProviderError { doing, reason, code: None, retry }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_so_that_every_row_is_found() {
        assert!(CODES.is_sorted_by_key(|row| row.0));
        for (code, reason, _) in CODES {
            assert_eq!(word(*code), *reason);
        }
    }

    #[test]
    fn a_permission_of_any_number_is_one_word_and_a_new_number_has_one_too() {
        assert_eq!((word(200), word(299)), ("permission_missing", "permission_missing"));
        assert_eq!(word(999_999), "unknown_code");
    }

    #[test]
    fn an_error_tells_what_was_done_and_the_number() {
        let error = of_code("reading the templates", GraphError { code: 190, subcode: None }, None);
        assert_eq!(error.to_string(), "reading the templates: token_expired (provider's code 190)");
        assert_eq!(error.retry, Retry::Never);
    }

    #[test]
    fn a_read_that_was_limited_waits_as_long_as_it_is_told() {
        let limited = GraphError { code: 80_007, subcode: None };
        assert_eq!(of_code("reading", limited, Some(420_000)).retry, Retry::After(420_000));
        assert_eq!(of_code("reading", limited, None).retry, Retry::After(SHORT_PAUSE));
    }
}
