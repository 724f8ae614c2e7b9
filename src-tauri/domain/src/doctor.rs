//! How healthy the connection is, and what is wrong with it: the cause is named, and what only follows from it is not.

mod loop_test;
mod silence;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use loop_test::LoopOutcome;
pub use silence::{Silence, WEEK, WEEKS, hour, unusual};

use crate::AccountId;
use crate::time::{MINUTE, Timestamp};

/// How far two clocks may be apart: an answer on its way, and seconds that are cut off, are no fault.
const APART: i64 = MINUTE;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It works, and somebody should look at it.
    Warning,
    /// Something does not go out, or does not come in.
    Broken,
}

/// What is wrong with the connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// There are no credentials, or they cannot be read now.
    NoCredentials,
    /// The provider does not answer.
    ProviderUnreachable,
    /// The provider answers something that says nothing of the connection.
    ProviderTrouble,
    /// The token's time is over.
    TokenExpired,
    /// The provider does not take the token: it was taken back, or never was one.
    TokenRefused,
    /// The token lacks a permission.
    PermissionMissing {
        /// Its name at the provider.
        permission: String,
    },
    /// The provider asks for fewer calls.
    RateLimited {
        /// When it is over, where that is known.
        until: Option<Timestamp>,
    },
    /// The app secret is not that of the token's app: what comes in is turned away.
    WrongSecret,
    /// Somebody comes to our door with a wrong signature, though the app secret is right.
    Forged {
        /// When last.
        at: Timestamp,
    },
    /// Nothing of ours answers at the address to which the provider delivers.
    DoorUnreachable {
        /// The address.
        address: String,
    },
    /// The provider delivers nowhere.
    NoCallback,
    /// The provider delivers to somebody else.
    CallbackElsewhere {
        /// The address.
        address: String,
    },
    /// Messages arrive by an override alone: opt-outs and template news do not arrive.
    OverrideOnly,
    /// The app is not attached to the business account: nothing of it is delivered.
    NotAttached,
    /// The app does not ask for everything.
    FieldsMissing {
        /// Their names at the provider.
        fields: Vec<String>,
    },
    /// The number is not registered for the API.
    NotRegistered,
    /// The number or its account may not do everything.
    Restricted {
        /// The provider's word.
        word: String,
        /// Until when, where it ends by itself.
        until: Option<Timestamp>,
    },
    /// People do not take well what the number sends.
    QualityLow {
        /// The provider's word.
        word: String,
    },
    /// Nothing comes, though at this hour of the week something usually does.
    Silent {
        /// Since when, and how much would usually have come.
        silence: Silence,
    },
    /// This computer's clock is wrong.
    ClockOff {
        /// By how much it is ahead, in milliseconds; less than 0 where it is behind.
        ahead: i64,
    },
}

impl Fault {
    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::OverrideOnly
            | Self::Forged { .. }
            | Self::QualityLow { .. }
            | Self::Silent { .. }
            | Self::ProviderTrouble => Severity::Warning,
            _ => Severity::Broken,
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Finding {
    /// What.
    pub fault: Fault,
    /// How bad it is.
    pub severity: Severity,
    /// Of which number; none where it is of all.
    pub account_id: Option<AccountId>,
}

/// What the provider says of a token and its app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AppSigns {
    /// What the token may do.
    pub scopes: Vec<String>,
    /// What it may not, of what is needed.
    pub lacks: Vec<String>,
    /// When it ends; none where it does not.
    pub expires_at: Option<Timestamp>,
    /// Whether the app secret is that of the token's app.
    pub secret_fits: bool,
    /// To where the app's webhooks are delivered; none where they are not, or the secret does not fit.
    pub callback: Option<String>,
    /// The fields that the app lacks, of those that are read here.
    pub fields_missing: Vec<String>,
}

/// What the provider says of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NumberSigns {
    /// Which.
    pub account_id: AccountId,
    /// Whether it is registered for the API.
    pub registered: bool,
    /// Whether the app is attached to its business account.
    pub attached: bool,
    /// To where its messages go in place of the app's address.
    pub override_address: Option<String>,
    /// Its state in the provider's word.
    pub status: Option<String>,
    /// How people take what it sends, in the provider's word.
    pub quality: Option<String>,
    /// How many people it may write to first within 24 hours.
    pub limit: Option<String>,
    /// How fast it may send, in the provider's word.
    pub throughput: Option<String>,
    /// What it may not do, as it was told by webhooks, and until when.
    pub restrictions: Vec<Restriction>,
}

/// What a number may not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Restriction {
    /// The provider's word.
    pub word: String,
    /// Until when, where it ends by itself.
    pub until: Option<Timestamp>,
}

/// Everything that was seen of a connection. What could not be asked is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Signs {
    /// Why the provider could not be asked to the end.
    pub refusal: Option<Fault>,
    /// The token and its app.
    pub app: Option<AppSigns>,
    /// The numbers.
    pub numbers: Vec<NumberSigns>,
    /// By how many milliseconds this computer's clock is ahead of the provider's.
    pub clock_ahead: Option<i64>,
    /// The address that leads here, where it is known.
    pub address: Option<String>,
    /// Whether this program answered at that address.
    pub door_answers: Option<bool>,
    /// When the last webhook with the right signature came.
    pub signed: Option<Timestamp>,
    /// When the last one with a wrong signature was turned away.
    pub forged: Option<Timestamp>,
    /// A silence that is unusual for the hours in which it is.
    pub silence: Option<Silence>,
    /// Until when sending rests because the provider asked for fewer calls.
    pub slow_until: Option<Timestamp>,
    /// Messages that wait to be sent.
    pub waiting: u32,
    /// People whom we wrote to first within 24 hours, at any number: what the limit counts.
    pub written_first: u32,
    /// How often the provider asked for fewer calls within 24 hours, since the start.
    pub rate_limited: u32,
}

/// What is wrong, the worst first.
#[must_use]
pub fn examine(signs: &Signs, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut of_all = |fault: Fault| found.push(finding(fault, None));
    signs.clock_ahead.filter(|ahead| ahead.abs() > APART).map(|ahead| Fault::ClockOff { ahead }).map(&mut of_all);
    signs.refusal.clone().map(&mut of_all);
    let limited = matches!(signs.refusal, Some(Fault::RateLimited { .. }));
    let slow = signs.slow_until.filter(|until| *until > now && !limited);
    slow.map(|until| Fault::RateLimited { until: Some(until) }).map(&mut of_all);
    for permission in signs.app.iter().flat_map(|app| &app.lacks) {
        of_all(Fault::PermissionMissing { permission: permission.clone() });
    }
    arriving(signs).into_iter().for_each(&mut of_all);
    for number in &signs.numbers {
        of_number(number, now).into_iter().for_each(|fault| found.push(finding(fault, Some(&number.account_id))));
    }
    // What is broken is why nothing comes.
    if found.iter().all(|finding| finding.severity == Severity::Warning) {
        found.extend(signs.silence.map(|silence| finding(Fault::Silent { silence }, None)));
    }
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

fn finding(fault: Fault, account: Option<&AccountId>) -> Finding {
    Finding { severity: fault.severity(), fault, account_id: account.cloned() }
}

/// What is wrong with the way of webhooks: the secret, the door, and what the provider was told of it.
fn arriving(signs: &Signs) -> Vec<Fault> {
    let Some(app) = &signs.app else { return forged(signs).into_iter().collect() };
    if !app.secret_fits {
        return vec![Fault::WrongSecret];
    }
    let mut found: Vec<Fault> = forged(signs).into_iter().collect();
    match (&signs.address, signs.door_answers) {
        // Where nothing answers the provider takes no address: that it has another one, or none, follows from it.
        (Some(address), Some(false)) => found.push(Fault::DoorUnreachable { address: address.clone() }),
        (address, _) => found.extend(delivered(app, &signs.numbers, address.as_deref())),
    }
    found
}

/// Whether the last that came was not signed as it must be.
fn forged(signs: &Signs) -> Option<Fault> {
    signs.forged.filter(|forged| Some(*forged) > signs.signed).map(|at| Fault::Forged { at })
}

/// What the provider was told of where to deliver what. Without an address of ours, anything may be right.
fn delivered(app: &AppSigns, numbers: &[NumberSigns], ours: Option<&str>) -> Option<Fault> {
    let overridden = numbers.iter().find_map(|number| number.override_address.as_deref());
    if numbers.iter().any(|number| !number.attached) {
        return Some(Fault::NotAttached);
    }
    let messages = overridden.or(app.callback.as_deref());
    let elsewhere = |address: &str| ours.is_some_and(|ours| ours != address);
    match (messages, app.callback.as_deref()) {
        (None, _) => Some(Fault::NoCallback),
        (Some(address), _) if elsewhere(address) => Some(Fault::CallbackElsewhere { address: address.to_owned() }),
        (Some(_), None) => Some(Fault::OverrideOnly),
        (Some(_), Some(rest)) if elsewhere(rest) => Some(Fault::OverrideOnly),
        _ if !app.fields_missing.is_empty() => Some(Fault::FieldsMissing { fields: app.fields_missing.clone() }),
        _ => None,
    }
}

fn of_number(number: &NumberSigns, now: Timestamp) -> Vec<Fault> {
    if !number.registered {
        return vec![Fault::NotRegistered];
    }
    let in_force = |one: &&Restriction| one.until.is_none_or(|until| until > now);
    let restricted = number.restrictions.iter().filter(in_force).cloned();
    let mut found: Vec<Fault> =
        restricted.map(|Restriction { word, until }| Fault::Restricted { word, until }).collect();
    let status = number.status.as_ref().filter(|word| matches!(word.as_str(), "RESTRICTED" | "BANNED"));
    if let Some(word) = status.filter(|_| found.is_empty()) {
        found.push(Fault::Restricted { word: word.clone(), until: None });
    }
    let quality = number.quality.as_ref().filter(|word| matches!(word.as_str(), "RED" | "YELLOW"));
    found.extend(quality.map(|word| Fault::QualityLow { word: word.clone() }));
    found
}
