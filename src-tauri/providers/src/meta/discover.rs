//! From a token to the numbers it opens, and the set-up of a sandbox's webhooks (reference 6, 8.2, 8.3).

use std::sync::LazyLock;
use std::time::Duration;

use domain::{AccountId, Timestamp};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Url};
use serde::Deserialize;

use crate::error::{ProviderError, Retry};
use crate::meta::api::{Api, is_loopback, unreadable};
use crate::meta::loose::{Raw, Scalar, list, read};
use crate::meta::pages::data;
use crate::meta::{account_id, fault};
use crate::provider::Secret;

/// Fields that an app can subscribe to, of those that the parser makes events of.
pub(super) const SUBSCRIBED: &str = "messages,user_preferences,group_lifecycle_update,group_participants_update,\
    group_settings_update,group_status_update,account_update,account_review_update,account_alerts,\
    account_settings_update,business_capability_update,business_status_update,business_username_update,\
    phone_number_quality_update,phone_number_name_update,message_template_status_update,\
    message_template_quality_update,message_template_components_update,template_category_update,\
    template_correct_category_detection,security,calls,standby,messaging_handovers";

/// Scopes whose targets are business accounts.
pub(super) const SCOPES: [&str; 2] = ["whatsapp_business_management", "whatsapp_business_messaging"];
/// The platform of a number that is registered here; another's, or none, is not (reference 8.3).
const REGISTERED: &str = "CLOUD_API";
const CLOCK_TIMEOUT: Duration = Duration::from_secs(2);
const DISCOVERING: &str = "finding the numbers of a token";

/// A number that a token opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovered {
    /// The account that it is or will be.
    pub account: AccountId,
    /// The number's id.
    pub phone_number_id: String,
    /// The business account that owns it.
    pub waba_id: String,
    /// The app that the token belongs to.
    pub app_id: String,
    /// The number as people write it.
    pub display_phone: String,
    /// The name that people see.
    pub name: String,
    /// Whether it is registered for this API.
    pub registered: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Token<'a> {
    #[serde(borrow)]
    pub(super) app_id: Scalar<'a>,
    #[serde(borrow)]
    pub(super) is_valid: Scalar<'a>,
    #[serde(borrow)]
    pub(super) expires_at: Scalar<'a>,
    #[serde(borrow)]
    pub(super) scopes: Raw<'a>,
    #[serde(borrow)]
    pub(super) granular_scopes: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Granted<'a> {
    #[serde(borrow)]
    scope: Scalar<'a>,
    #[serde(borrow)]
    target_ids: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Number<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    display_phone_number: Scalar<'a>,
    #[serde(borrow)]
    verified_name: Scalar<'a>,
    #[serde(borrow)]
    platform_type: Scalar<'a>,
}

/// Asks what a token opens, then every business account for its numbers.
///
/// # Errors
/// When the token is not valid, or the provider cannot be reached.
pub async fn numbers(api_base: &str, token: &Secret) -> Result<Vec<Discovered>, ProviderError> {
    let api = Api::new(api_base, token.clone(), None)?;
    let call = api.request(Method::GET, &["debug_token"]).query(&[("input_token", token.expose())]);
    let body = api.checked(DISCOVERING, call).await?;
    let described: Token<'_> = data(&body).and_then(read).ok_or(unreadable(DISCOVERING))?;
    if described.is_valid.flag() == Some(false) {
        return Err(fault(DISCOVERING, "token_expired", Retry::Never));
    }
    let app_id = described.app_id.owned().unwrap_or_default();
    let mut found = Vec::new();
    let mut kept_from = None;
    for waba_id in accounts(&api, described.granular_scopes).await? {
        match of_account(&api, &waba_id, &app_id).await {
            Ok(numbers) => found.extend(numbers),
            Err(error) if error.retry == Retry::Never => kept_from = Some(error),
            Err(error) => return Err(error),
        }
    }
    match kept_from.filter(|_| found.is_empty()) {
        Some(error) => Err(error),
        None => Ok(found),
    }
}

/// The business accounts that the token opens: those that it names, else all that its portfolios own or were given.
pub(super) async fn accounts(api: &Api, scopes: Raw<'_>) -> Result<Vec<String>, ProviderError> {
    let named = named(scopes);
    if !named.is_empty() {
        return Ok(named);
    }
    let mut found = Vec::new();
    for portfolio in ids(api, &["me", "businesses"]).await? {
        for edge in ["owned_whatsapp_business_accounts", "client_whatsapp_business_accounts"] {
            found.extend(ids(api, &[&portfolio, edge]).await?);
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The ids in a list; none where the token may not read it.
async fn ids(api: &Api, path: &[&str]) -> Result<Vec<String>, ProviderError> {
    let pages = match api.pages(DISCOVERING, path, &[("fields", "id"), ("limit", "100")]).await {
        Ok(pages) => pages,
        Err(error) if error.retry == Retry::Never => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let rows = pages.iter().flat_map(|page| list(data(page)));
    Ok(rows.filter_map(|row| read::<Number<'_>>(row)?.id.owned()).collect())
}

/// The business accounts that the token names, each once.
fn named(scopes: Raw<'_>) -> Vec<String> {
    let mut accounts = Vec::new();
    for granted in list(scopes).into_iter().filter_map(read::<Granted<'_>>) {
        if granted.scope.text().is_some_and(|scope| SCOPES.contains(&scope)) {
            let targets = list(granted.target_ids).into_iter().filter_map(|raw| read::<Scalar<'_>>(raw)?.owned());
            accounts.extend(targets);
        }
    }
    accounts.sort();
    accounts.dedup();
    accounts
}

/// The numbers of a business account.
pub(super) async fn of_account(api: &Api, waba_id: &str, app_id: &str) -> Result<Vec<Discovered>, ProviderError> {
    let query = [("fields", "id,display_phone_number,verified_name,platform_type"), ("limit", "100")];
    let pages = api.pages(DISCOVERING, &[waba_id, "phone_numbers"], &query).await?;
    let mut found = Vec::new();
    for page in &pages {
        for number in list(data(page)).into_iter().filter_map(read::<Number<'_>>) {
            let Some(phone_number_id) = number.id.owned() else { continue };
            found.push(Discovered {
                account: account_id(&phone_number_id),
                phone_number_id,
                waba_id: waba_id.to_owned(),
                app_id: app_id.to_owned(),
                display_phone: number.display_phone_number.owned().unwrap_or_default(),
                name: number.verified_name.owned().unwrap_or_default(),
                registered: number.platform_type.text().is_none_or(|platform| platform == REGISTERED),
            });
        }
    }
    Ok(found)
}

/// What proves who sets up the webhooks.
#[derive(Debug, Clone, Copy)]
pub struct Keys<'a> {
    /// The access token, for the business account.
    pub token: &'a Secret,
    /// The app secret, for the app itself.
    pub app_secret: &'a Secret,
    /// What the address has to know.
    pub verify_token: &'a str,
}

/// The token that the app itself has.
pub(super) fn app_token(app_id: &str, app_secret: &Secret) -> Secret {
    Secret::new(format!("{app_id}|{}", app_secret.expose()))
}

/// Makes the app send everything that the parser reads to `callback_url`, and attaches it to the business account. The
/// address is asked for the verification at once, so something must answer there already. May be repeated.
///
/// # Errors
/// When the provider says no (the address did not answer as it must, for one), or cannot be reached.
pub async fn subscribe(
    api_base: &str,
    (app_id, waba_id): (&str, &str),
    keys: Keys<'_>,
    callback_url: &str,
) -> Result<(), ProviderError> {
    let app = Api::new(api_base, app_token(app_id, keys.app_secret), None)?;
    let form = [
        ("object", "whatsapp_business_account"),
        ("callback_url", callback_url),
        ("verify_token", keys.verify_token),
        ("fields", SUBSCRIBED),
    ];
    let call = app.request(Method::POST, &[app_id, "subscriptions"]).form(&form);
    app.checked("subscribing to webhooks", call).await?;
    let api = Api::new(api_base, keys.token.clone(), None)?;
    let call = api.request(Method::POST, &[waba_id, "subscribed_apps"]);
    api.checked("attaching the app to the business account", call).await.map(|_| ())
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Control<'a> {
    #[serde(borrow)]
    sandbox: Scalar<'a>,
    #[serde(borrow)]
    now: Scalar<'a>,
}

static LOCAL: LazyLock<Option<Client>> = LazyLock::new(|| {
    let builder = Client::builder().timeout(CLOCK_TIMEOUT).redirect(Policy::none()).no_proxy();
    builder.tls_certs_only([]).build().ok()
});

/// The town's clock, when the API base is a sandbox on this machine. Any other host is not even asked.
pub async fn sandbox_clock(api_base: &str) -> Option<Timestamp> {
    let url = Url::parse(api_base).ok().filter(is_loopback)?.join("/control").ok()?;
    let response = LOCAL.as_ref()?.get(url).send().await.ok().filter(|answer| answer.status().is_success())?;
    let body = response.bytes().await.ok()?;
    let control: Control<'_> = serde_json::from_slice(&body).ok()?;
    (control.sandbox.flag() == Some(true)).then(|| control.now.whole().map(Timestamp))?
}
