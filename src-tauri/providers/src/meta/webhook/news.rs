//! News of the number, the business account and its templates (reference 2.6).

use domain::event::{AccountNews, Event};
use domain::person::digits;
use domain::standing::{Standing, StandingFact, TemplateChange, TemplateNews, Whose, limit};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::sink::{Scope, Sink, word};
use crate::meta::account_id;
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::templates::category;

/// Fields with news of the number, the account or a template.
pub(super) const FIELDS: [&str; 16] = [
    "account_update",
    "account_review_update",
    "account_alerts",
    "business_capability_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
    "security",
    "business_username_update",
    "business_username_updates",
    "account_settings_update",
    "business_status_update",
    "template_correct_category_detection",
];

/// Events of `account_update` that say whether the business account is there and connected.
const OF_THE_BUSINESS: [&str; 6] = [
    "ACCOUNT_DELETED",
    "ACCOUNT_OFFBOARDED",
    "ACCOUNT_RECONNECTED",
    "PARTNER_REMOVED",
    "PARTNER_APP_UNINSTALLED",
    "PARTNER_APP_INSTALLED",
];
/// Longest name or sentence of the provider's that is kept with its news.
const LONGEST: usize = 256;

#[derive(Deserialize, Default)]
#[serde(default)]
struct News<'a> {
    #[serde(borrow)]
    event: Scalar<'a>,
    #[serde(borrow)]
    decision: Scalar<'a>,
    #[serde(borrow)]
    status: Scalar<'a>,
    #[serde(borrow)]
    reason: Scalar<'a>,
    #[serde(borrow)]
    display_phone_number: Scalar<'a>,
    #[serde(borrow)]
    phone_number: Scalar<'a>,
    #[serde(borrow)]
    entity_type: Scalar<'a>,
    #[serde(borrow)]
    entity_id: Scalar<'a>,
    #[serde(borrow)]
    alert_info: Raw<'a>,
    #[serde(borrow)]
    restriction_info: Raw<'a>,
    #[serde(borrow)]
    violation_info: Raw<'a>,
    #[serde(borrow)]
    ban_info: Raw<'a>,
    #[serde(borrow)]
    rejection_info: Raw<'a>,
    #[serde(borrow)]
    other_info: Raw<'a>,
    #[serde(borrow)]
    country: Scalar<'a>,
    #[serde(borrow)]
    username: Scalar<'a>,
    #[serde(borrow)]
    requested_verified_name: Scalar<'a>,
    #[serde(borrow)]
    rejection_reason: Scalar<'a>,
    #[serde(borrow)]
    new_quality_score: Scalar<'a>,
    #[serde(borrow)]
    correct_category: Scalar<'a>,
    #[serde(borrow)]
    new_category: Scalar<'a>,
    #[serde(borrow)]
    current_limit: Scalar<'a>,
    #[serde(borrow)]
    max_daily_conversations_per_business: Scalar<'a>,
    #[serde(borrow)]
    max_daily_conversation_per_phone: Scalar<'a>,
    #[serde(borrow)]
    message_template_name: Scalar<'a>,
    #[serde(borrow)]
    message_template_language: Scalar<'a>,
}

/// The parts of the objects that news carry.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Info<'a> {
    #[serde(borrow)]
    alert_type: Scalar<'a>,
    #[serde(borrow)]
    alert_severity: Scalar<'a>,
    #[serde(borrow)]
    alert_status: Scalar<'a>,
    #[serde(borrow)]
    restriction_type: Scalar<'a>,
    #[serde(borrow)]
    expiration: Scalar<'a>,
    #[serde(borrow)]
    violation_type: Scalar<'a>,
    #[serde(borrow)]
    waba_ban_state: Scalar<'a>,
    #[serde(borrow)]
    waba_ban_date: Scalar<'a>,
    #[serde(borrow)]
    reason: Scalar<'a>,
    #[serde(borrow)]
    title: Scalar<'a>,
}

pub(super) fn read_value(field: &str, raw: &RawValue, scope: &Scope, sink: &mut Sink) {
    let Some(news) = read::<News<'_>>(raw) else {
        return sink.unknown(scope, field);
    };
    let template = template(&news);
    let says = if template.is_some() { Vec::new() } else { says(field, &news) };
    let news = AccountNews {
        at: scope.time,
        field: field.to_owned(),
        word: said(&news),
        whose: whose(field, &news, scope),
        says,
        template,
    };
    sink.push(scope, Event::Account(news));
}

/// The provider's word for it, for whoever is alerted.
fn said(news: &News<'_>) -> Option<String> {
    let alert: Info<'_> = part(news.alert_info);
    let said = [
        &news.event,
        &news.decision,
        &news.status,
        &alert.alert_type,
        &news.new_quality_score,
        &news.correct_category,
        &news.new_category,
        &news.max_daily_conversations_per_business,
        &news.max_daily_conversation_per_phone,
    ];
    said.into_iter().find_map(short)
}

/// A number by its phone or id where the news name one, else the business account.
fn whose(field: &str, news: &News<'_>, scope: &Scope) -> Option<Whose> {
    if let Some(account) = &scope.account {
        return Some(Whose::Account(account.clone()));
    }
    if field == "account_alerts" && news.entity_type.text() == Some("PHONE_NUMBER") {
        return Some(Whose::Account(account_id(&news.entity_id.owned()?)));
    }
    let phone = [&news.display_phone_number, &news.phone_number].into_iter().find_map(|phone| digits(phone.text()?));
    phone.map(Whose::Phone).or_else(|| scope.portfolio.clone().map(Whose::Business))
}

/// Everything that it says; a notice where that cannot be read, so that nothing passes unseen.
fn says(field: &str, news: &News<'_>) -> Vec<Standing> {
    let says = read_says(field, news);
    if says.is_empty() { notice(field, news).into_iter().collect() } else { says }
}

fn read_says(field: &str, news: &News<'_>) -> Vec<Standing> {
    match field {
        "account_update" => of_account(news),
        "account_review_update" => said_of(StandingFact::Review, &news.decision).into_iter().collect(),
        "account_alerts" => alert(news).into_iter().collect(),
        "business_capability_update" => limited(news).into_iter().collect(),
        "phone_number_quality_update" => of_number(news),
        "phone_number_name_update" => name(news).into_iter().collect(),
        "security" => said_of(StandingFact::Pin, &news.event).into_iter().collect(),
        "business_username_update" | "business_username_updates" => {
            let told = said_of(StandingFact::Username, &news.status);
            told.map(|told| Standing { detail: long(&news.username), ..told }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn of_account(news: &News<'_>) -> Vec<Standing> {
    let event = short(&news.event).unwrap_or_default();
    let one = |told: Option<Standing>| told.into_iter().collect();
    match event.as_str() {
        "ACCOUNT_RESTRICTION" => list(news.restriction_info).into_iter().filter_map(restriction).collect(),
        "ACCOUNT_VIOLATION" => {
            let info: Info<'_> = part(news.violation_info);
            one(said_of(StandingFact::Violation, &info.violation_type))
        }
        "DISABLED_UPDATE" => {
            let info: Info<'_> = part(news.ban_info);
            let told = said_of(StandingFact::Ban, &info.waba_ban_state);
            one(told.map(|told| Standing { detail: long(&info.waba_ban_date), ..told }))
        }
        "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE" => one(said_of(StandingFact::Country, &news.country)),
        event if OF_THE_BUSINESS.contains(&event) => vec![Standing::new(StandingFact::Business, event)],
        _ => Vec::new(),
    }
}

fn restriction(raw: &RawValue) -> Option<Standing> {
    let info: Info<'_> = read(raw)?;
    let kind = short(&info.restriction_type)?;
    Some(Standing { until: info.expiration.time(), ..Standing::one_of(StandingFact::Restriction, &kind, &kind) })
}

fn alert(news: &News<'_>) -> Option<Standing> {
    let info: Info<'_> = part(news.alert_info);
    let kind = short(&info.alert_type)?;
    let severity = short(&info.alert_severity).unwrap_or_default();
    Some(Standing { detail: short(&info.alert_status), ..Standing::one_of(StandingFact::Alert, kind, severity) })
}

fn limited(news: &News<'_>) -> Option<Standing> {
    let told =
        [&news.max_daily_conversations_per_business, &news.current_limit, &news.max_daily_conversation_per_phone];
    let told = told.into_iter().find_map(short).map(|told| limit(&told))?;
    (told != "NOT_SET").then(|| Standing::new(StandingFact::Limit, told))
}

/// The older events say how the number is seen; the newer ones what it may do.
fn of_number(news: &News<'_>) -> Vec<Standing> {
    let event = match short(&news.event).unwrap_or_default().as_str() {
        "FLAGGED" => Some(Standing::new(StandingFact::Status, "FLAGGED")),
        "UNFLAGGED" => Some(Standing::new(StandingFact::Status, "CONNECTED")),
        "THROUGHPUT_UPGRADE" => Some(Standing::new(StandingFact::Throughput, "HIGH")),
        _ => None,
    };
    event.into_iter().chain(limited(news)).collect()
}

fn name(news: &News<'_>) -> Option<Standing> {
    let told = said_of(StandingFact::NewName, &news.decision)?;
    let reason = short(&news.rejection_reason).filter(|reason| reason != "NONE");
    Some(Standing { detail: long(&news.requested_verified_name), reason, ..told })
}

fn notice(field: &str, news: &News<'_>) -> Option<Standing> {
    let told = said(news)?;
    let subject = if field == "account_update" { told.as_str() } else { field };
    Some(Standing::one_of(StandingFact::Notice, subject, told.as_str()))
}

fn said_of(fact: StandingFact, value: &Scalar<'_>) -> Option<Standing> {
    Some(Standing::new(fact, short(value)?))
}

/// What is told of a template, by what is in it: news of its quality have been seen under the field of its status.
fn template(news: &News<'_>) -> Option<TemplateNews> {
    let name = news.message_template_name.owned()?;
    let language = news.message_template_language.text()?.replace('-', "_");
    let named = |word: &Scalar<'_>| word.text().and_then(category);
    let change = if let Some(status) = short(&news.event) {
        TemplateChange::Status { status: status.to_ascii_uppercase(), reason: reason(news) }
    } else if let Some(quality) = short(&news.new_quality_score) {
        TemplateChange::Quality { quality: quality.to_ascii_uppercase() }
    } else if news.new_category.text().or(news.correct_category.text()).is_some() {
        TemplateChange::Category { category: named(&news.new_category), announced: named(&news.correct_category) }
    } else {
        TemplateChange::Text
    };
    Some(TemplateNews { name, language, change })
}

/// Why a template is not approved: the reason, else which pause it is.
fn reason(news: &News<'_>) -> Option<String> {
    let (rejected, other): (Info<'_>, Info<'_>) = (part(news.rejection_info), part(news.other_info));
    let said = [&news.reason, &other.title, &rejected.reason];
    said.into_iter().filter_map(short).find(|reason| reason != "NONE")
}

fn short(value: &Scalar<'_>) -> Option<String> {
    value.owned().map(|text| word(&text)).filter(|word| !word.is_empty())
}

fn long(value: &Scalar<'_>) -> Option<String> {
    value.owned().map(|text| text.chars().take(LONGEST).collect())
}
