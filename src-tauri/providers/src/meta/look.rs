//! What an access token and an app secret open, asked before anything is kept; what is wrong is named (reference 8.2).

use domain::Timestamp;
use domain::connection::{ConnectFault, Opened, OpenedNumber, form};
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;

use crate::error::{ProviderError, Retry};
use crate::meta::api::{Api, GraphError, success, unreadable};
use crate::meta::discover::{Discovered, SCOPES, Token, accounts, app_token, of_account};
use crate::meta::loose::{Scalar, list, read};
use crate::meta::pages::data;
use crate::provider::Secret;

const LOOKING: &str = "looking what a token opens";
/// The refusal of a token, and what its subcodes say of it.
pub(super) const TOKEN: i64 = 190;
pub(super) const EXPIRED: i64 = 463;
const TAKEN_BACK: [i64; 4] = [458, 459, 460, 467];

/// Why it is not known what the values open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LookError {
    /// They open nothing.
    #[error("the values open no number")]
    Fault(ConnectFault),
    /// The provider could not be asked.
    #[error(transparent)]
    Provider(#[from] ProviderError),
}

impl From<ConnectFault> for LookError {
    fn from(fault: ConnectFault) -> Self {
        Self::Fault(fault)
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Named<'a> {
    #[serde(borrow)]
    name: Scalar<'a>,
}

/// Asks, in the order in which a person could mend it: the values' form, the token, the app's secret, the permissions, the
/// business accounts, their numbers.
///
/// # Errors
/// With the first thing that is wrong, or when the provider cannot be asked.
pub async fn look(api_base: &str, token: &Secret, app_secret: &Secret) -> Result<Opened, LookError> {
    form(token.expose(), app_secret.expose())?;
    let api = Api::new(api_base, token.clone(), None)?;
    let call = api.request(Method::GET, &["debug_token"]).query(&[("input_token", token.expose())]);
    let body = known(&api, call, of_token).await?;
    let described: Token<'_> = data(&body).and_then(read).ok_or(unreadable(LOOKING))?;
    if described.is_valid.flag() == Some(false) {
        return Err(ConnectFault::TokenUnknown.into());
    }
    let app_id = described.app_id.owned().ok_or(unreadable(LOOKING))?;
    let app = Api::new(api_base, app_token(&app_id, app_secret), None)?;
    let call = app.request(Method::GET, &[&app_id]).query(&[("fields", "name")]);
    let app = name(&known(&app, call, |_| ConnectFault::SecretOfAnotherApp).await?);
    let scopes: Vec<String> =
        list(described.scopes).into_iter().filter_map(|raw| read::<Scalar<'_>>(raw)?.owned()).collect();
    if let Some(permission) = SCOPES.iter().find(|scope| !scopes.iter().any(|had| had == *scope)) {
        return Err(ConnectFault::PermissionMissing { permission: (*permission).to_owned() }.into());
    }
    let accounts = accounts(&api, described.granular_scopes).await?;
    let numbers = numbers(&api, &accounts, &app_id).await?;
    let expires_at = described.expires_at.whole().filter(|seconds| *seconds > 0).map(Timestamp::from_seconds);
    Ok(Opened { app, expires_at, numbers })
}

async fn numbers(api: &Api, accounts: &[String], app_id: &str) -> Result<Vec<OpenedNumber>, LookError> {
    let mut found = Vec::new();
    let mut kept_from = None;
    for waba_id in accounts {
        match of_business(api, waba_id, app_id).await {
            Ok(numbers) => found.extend(numbers),
            // Of one that the token may not read no number is opened; the others are none the worse for it.
            Err(error) if error.retry == Retry::Never => kept_from = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(error) = kept_from.filter(|_| found.is_empty()) {
        return Err(error.into());
    }
    match found.first() {
        None if accounts.is_empty() => Err(ConnectFault::NoAccount.into()),
        None => Err(ConnectFault::NoNumber.into()),
        Some(first) if found.iter().all(|number| !number.registered) => {
            Err(ConnectFault::NotRegistered { phone: first.phone.clone() }.into())
        }
        Some(_) => Ok(found),
    }
}

async fn of_business(api: &Api, waba_id: &str, app_id: &str) -> Result<Vec<OpenedNumber>, ProviderError> {
    let call = api.request(Method::GET, &[waba_id]).query(&[("fields", "name")]);
    let business = name(&api.checked(LOOKING, call).await?);
    let numbers = of_account(api, waba_id, app_id).await?;
    Ok(numbers.into_iter().map(|number| opened(number, &business)).collect())
}

fn opened(number: Discovered, business: &str) -> OpenedNumber {
    OpenedNumber {
        account_id: number.account,
        business: business.to_owned(),
        phone: number.display_phone,
        name: number.name,
        registered: number.registered,
    }
}

fn name(body: &[u8]) -> String {
    serde_json::from_slice::<Named<'_>>(body).ok().and_then(|node| node.name.owned()).unwrap_or_default()
}

/// The body of a success; a refused token is the fault that `meaning` makes of it.
async fn known(
    api: &Api,
    call: RequestBuilder,
    meaning: impl Fn(GraphError) -> ConnectFault,
) -> Result<bytes::Bytes, LookError> {
    let answer = api.answer(call).await;
    let refusal = answer.as_ref().ok().filter(|answer| !answer.is_success()).and_then(|answer| answer.refusal());
    match refusal.filter(|refusal| refusal.code == TOKEN) {
        Some(refusal) => Err(meaning(refusal).into()),
        None => Ok(success(LOOKING, answer)?),
    }
}

fn of_token(refusal: GraphError) -> ConnectFault {
    match refusal.subcode {
        Some(EXPIRED) => ConnectFault::TokenExpired,
        Some(subcode) if TAKEN_BACK.contains(&subcode) => ConnectFault::TokenRevoked,
        _ => ConnectFault::TokenUnknown,
    }
}
