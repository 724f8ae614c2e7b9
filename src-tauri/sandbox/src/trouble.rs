//! Troubles: what can be made to go wrong, by name (reference 11). A trouble lasts for `count` uses, or until cleared.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// The troubles that are on.
#[derive(Default)]
pub(crate) struct Troubles {
    on: BTreeMap<&'static str, Trouble>,
}

struct Trouble {
    left: Option<u64>,
    value: Value,
}

impl Troubles {
    /// Switches one on for `count` uses (none: until cleared). False when there is no such trouble.
    pub(crate) fn set(&mut self, kind: &str, count: Option<u64>, value: Value) -> bool {
        let Some((name, _)) = KINDS.iter().find(|(name, _)| *name == kind) else {
            return false;
        };
        if count == Some(0) || value == Value::Bool(false) {
            self.on.remove(name);
        } else {
            self.on.insert(name, Trouble { left: count, value });
        }
        true
    }

    /// Switches one off, or all.
    pub(crate) fn clear(&mut self, kind: Option<&str>) {
        match kind {
            Some(kind) => self.on.retain(|name, _| *name != kind),
            None => self.on.clear(),
        }
    }

    /// Uses a trouble up by one: its value, when it is on.
    pub(crate) fn take(&mut self, kind: &'static str) -> Option<Value> {
        let trouble = self.on.get_mut(kind)?;
        let value = trouble.value.clone();
        if let Some(left) = trouble.left.as_mut() {
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.on.remove(kind);
            }
        }
        Some(value)
    }

    /// The value of a trouble that is on, without using it up.
    pub(crate) fn look(&self, kind: &'static str) -> Option<&Value> {
        self.on.get(kind).map(|trouble| &trouble.value)
    }

    /// Whether none is on: the quick way past all of them.
    pub(crate) fn none(&self) -> bool {
        self.on.is_empty()
    }

    /// What is on, for the control endpoint.
    pub(crate) fn summary(&self) -> Value {
        self.on
            .iter()
            .map(|(name, trouble)| json!({"kind": name, "left": trouble.left, "value": trouble.value}))
            .collect()
    }
}

/// Every trouble with one line about it; `--help` prints this list.
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("answer_code", "sends are refused with the error code in value"),
    ("accept_then_5xx", "sends are accepted but answered with the HTTP status in value (500)"),
    ("drop_answer", "sends are accepted, then the connection closes without an answer"),
    ("delay_answer_ms", "answers to sends wait for value milliseconds of real time"),
    ("hold_template", "template sends answer held_for_quality_assessment"),
    ("fail_with", "sends are accepted and end in a failed status with the code in value (131026)"),
    ("async_errors", "131047 comes as a failed status after acceptance instead of a refusal"),
    ("strict_plus", "a number without a plus always gets the business's country code"),
    ("throughput", "sends a second before 130429 (usually 1000)"),
    ("management", "calls an hour that manage the account before 80007 (usually 5000)"),
    ("read_code", "calls that are no sends are refused with the error code in value, e.g. 80007 or 190"),
    (
        "token",
        "the token is as value says: expired, revoked, no_management, no_messaging, no_account, everything (no account \
         is named), one_too_many (an account is named that it may not read), no_number, ends_soon",
    ),
    (
        "other_secret",
        "the app has another secret than the first line says: signatures and the app's own calls go by it",
    ),
    ("clock_ms", "answers name a time that is value milliseconds off the town's"),
    ("disguise", "the control endpoint does not say that it is a sandbox: its number counts as a real one"),
    ("not_registered", "the number is not registered for the API: sends are refused with 133010"),
    ("media_status", "downloads answer with the HTTP status in value (500)"),
    (
        "group_refuses",
        "the next group call that can answer with the error code in value does (GET /control/group_errors)",
    ),
    ("block_fails", "blocking fails for each person with the error code in value (139101)"),
    ("drop_block_answer", "the block list is changed, then the connection closes without an answer"),
    ("block_5xx", "the block list is changed, but answered with the HTTP status in value (500)"),
    ("profile_fails", "changing the business profile is refused with the error code in value (100)"),
    ("drop_profile_answer", "the profile is changed, then the connection closes without an answer"),
    ("profile_5xx", "the profile is changed, but answered with the HTTP status in value (500)"),
    ("no_picture", "the profile has no picture"),
    ("drop_group_answer", "changes of groups are taken, then the connection closes without an answer"),
    ("group_5xx", "changes of groups are taken but answered with the HTTP status in value (500)"),
    ("lose_group_webhook", "group webhooks are dropped and never repeated"),
    ("double_group_webhook", "group webhooks come twice"),
    ("swap_group_webhook", "a group webhook comes after the one that should follow it"),
    ("group_rate_limit", "group calls are refused with 131208"),
    ("flat_groups", "the list of groups is a plain list of whole groups, as some client libraries read it"),
    ("group_limit", "creating a group is refused with 131211"),
    ("group_creation_off", "creating a group is refused with 131214"),
    ("group_create_fails", "creating a group is accepted and fails in its webhook with the code in value (131000)"),
    ("group_delete_fails", "deleting a group fails in its webhook with the code in value (131000)"),
    (
        "settings_partly",
        "of the changed settings of a group the first fails with the code in value (100; 131201 over all)",
    ),
    ("settings_fail", "every changed setting of a group fails with the code in value (100)"),
    ("removal_partly", "of the removed people the last stays with the code in value (131000; 131201 over all)"),
    ("removal_fails", "nobody is removed, with the code in value (131000)"),
    ("approval_fails", "approving a join request fails with the code in value (131203)"),
    ("early_group_webhook", "the webhook of a group call is on its way before the answer"),
    ("group_suspended", "the group in value is suspended (a webhook tells), until cleared"),
    ("oba_false", "the number is no Official Business Account: groups refuse with 131215"),
    ("refuse_webhook", "setting a callback address fails as if the handshake had failed (2200)"),
    ("no_delivered", "read comes without delivered before it"),
    ("reorder", "read comes first, then delivered, then sent"),
    ("duplicate", "each webhook is posted value (1) times more"),
    ("lose_webhook", "webhooks are dropped and never repeated"),
    ("one_at_a_time", "webhooks are posted one after the other, in order; otherwise up to 32 are in flight"),
    ("batch", "up to value (1000) events share one POST"),
    ("raw_utf8", "bodies are plain UTF-8 instead of escaped"),
    ("no_signature", "the signature header is missing"),
    ("bad_signature", "the signature is made with another key"),
    ("integer_timestamps", "timestamps are numbers"),
    ("no_wa_id", "phone numbers are left out of every payload"),
    ("participant_recipient_id", "group statuses spell the participant's field the other way round"),
    ("nested_pricing", "pricing sits inside conversation"),
    ("unknown_field", "once at each call: a webhook with a field nobody knows"),
    ("unknown_type", "once at each call: a message of a type nobody knows"),
    ("errors_only", "once at each call: a value that holds errors and nothing else (code in value, 130429)"),
    ("malformed_json", "once at each call: a signed body that is no JSON"),
    ("big_body", "once at each call: a signed body of value (3145728) bytes"),
];
