//! The provider's numbers as stable words, and whether to try again. The screen chooses its sentences by these words;
//! the numbers are those of reference 1.5 and 7.2.
//!
//! | word | what it means | what to do |
//! | --- | --- | --- |
//! | `token_expired` | the token is wrong, expired or was taken back | paste a new one; what waits goes by itself |
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
//! | `flow` | the form is blocked or held back | see the provider's manager |
//! | `pin`, `verification`, `register_limit` | registering the number did not go through | try again there, later |
//! | `username_taken`, `username_not_eligible`, `username_elsewhere` | the business's name is taken, not ours to have, or its owner's elsewhere | another one |
//! | `template_limit`, `template_in_review`, `template_form` | too many templates, this one cannot change now, or not as it is | in the provider's manager |
//! | `signup_link`, `insights`, `migration`, `already_set_up`, `sync` | the set-up of the account does not allow it | in the provider's manager |
//! | `unknown_code` | a number that is not in this table | see the number |
//!
//! Words of our own, where the provider said nothing: `offline`, `no_answer`, `too_large`, `endless_list`,
//! `answer_unreadable`, `redirected`, `media_missing`, `media_damaged`, `foreign_host`, `no_address`, `permit_expired`,
//! `permit_other`, `token_malformed`, `address_malformed`, `no_tls`, `unknown_provider`.

use crate::error::{ProviderError, Retry};
use crate::meta::api::GraphError;
use crate::meta::codes::Again::{self, Later, Never, Soon};
use crate::meta::codes::CODES;
use crate::meta::outcome;

/// After a failure that is likely to pass by itself, in milliseconds.
pub(crate) const SHORT_PAUSE: i64 = 5_000;
/// After a limit that lasts hours.
const LONG_PAUSE: i64 = 3_600_000;

/// What a refusal with a number does to the message that it is about, where the status says nothing worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// It was not taken and will not be as it is.
    Refused,
    /// It was certainly not processed: it stays in the queue and goes again by itself.
    Again {
        /// Whether everything that the number sends waits with it.
        number_wide: bool,
    },
    /// It may exist: it is never repeated by itself.
    Unknown,
}

/// All that follows from a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable word.
    pub reason: &'static str,
    /// When a call that may be repeated is tried again.
    pub retry: Retry,
    /// What it does to a message.
    pub sending: Sending,
}

/// The rule of a number.
#[must_use]
pub fn rule(code: i64) -> Rule {
    Rule { reason: word(code), retry: retry(code), sending: outcome::sending(code) }
}

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
