//! What the provider says of a connection: of its token, its app, its numbers, and what time it is there (reference 6, 8.2,
//! 8.3).

use bytes::Bytes;
use domain::Timestamp;
use domain::doctor::{AppSigns, Fault, NumberSigns};
use domain::standing::StandingFact;
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;

use crate::error::ProviderError;
use crate::meta::api::{Answer, Api, Silence, success};
use crate::meta::discover::{Discovered, SCOPES, SUBSCRIBED, Token, accounts, app_token, of_account};
use crate::meta::look::{EXPIRED, TOKEN};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::number;
use crate::meta::pages::data;
use crate::provider::Secret;

const EXAMINING: &str = "examining the connection";

/// What the provider said, as far as it answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// Why it was not asked to the end.
    pub refusal: Option<Fault>,
    /// The token and its app.
    pub app: Option<AppSigns>,
    /// The numbers.
    pub numbers: Vec<NumberSigns>,
    /// What time it was there when it answered, in whole seconds; taken from the last answer that names one.
    pub date: Option<Timestamp>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Subscription<'a> {
    #[serde(borrow)]
    object: Scalar<'a>,
    #[serde(borrow)]
    callback_url: Scalar<'a>,
    #[serde(borrow)]
    active: Scalar<'a>,
    #[serde(borrow)]
    fields: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Field<'a> {
    #[serde(borrow)]
    name: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Attached<'a> {
    #[serde(borrow)]
    whatsapp_business_api_data: Raw<'a>,
    #[serde(borrow)]
    override_callback_uri: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct App<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Configured<'a> {
    #[serde(borrow)]
    webhook_configuration: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Routes<'a> {
    #[serde(borrow)]
    phone_number: Scalar<'a>,
}

/// Asks everything, and stops where the provider does not go on.
pub async fn examine(api_base: &str, token: &Secret, app_secret: &Secret) -> Examined {
    let mut seen = Examined::default();
    seen.refusal = seen.ask(api_base, token, app_secret).await.err();
    seen
}

impl Examined {
    async fn ask(&mut self, api_base: &str, token: &Secret, app_secret: &Secret) -> Result<(), Fault> {
        let api = Api::new(api_base, token.clone(), None).map_err(|error| fault(&error))?;
        let call = api.request(Method::GET, &["debug_token"]).query(&[("input_token", token.expose())]);
        let body = self.answer(&api, call).await?;
        let described: Token<'_> = data(&body).and_then(read).ok_or(Fault::ProviderTrouble)?;
        if described.is_valid.flag() == Some(false) {
            return Err(Fault::TokenRefused);
        }
        let app_id = described.app_id.owned().ok_or(Fault::ProviderTrouble)?;
        let mut app = app_signs(&described);
        self.app = Some(app.clone());
        match self.subscription(api_base, &app_id, app_secret, &mut app).await {
            // The app's own token is made of the secret: refused, it is another app's secret.
            Ok(()) | Err(Fault::TokenRefused) => self.app = Some(app),
            Err(fault) => return Err(fault),
        }
        for waba_id in accounts(&api, described.granular_scopes).await.map_err(|error| fault(&error))? {
            self.account(&api, &waba_id, &app_id).await?;
        }
        Ok(())
    }

    /// Where the app's webhooks go, asked with the app's own token.
    async fn subscription(
        &mut self,
        api_base: &str,
        app_id: &str,
        app_secret: &Secret,
        app: &mut AppSigns,
    ) -> Result<(), Fault> {
        let own = Api::new(api_base, app_token(app_id, app_secret), None).map_err(|_| Fault::TokenRefused)?;
        let body = self.answer(&own, own.request(Method::GET, &[app_id, "subscriptions"])).await?;
        app.secret_fits = true;
        let told = list(data(&body)).into_iter().filter_map(read::<Subscription<'_>>);
        let ours = |one: &Subscription<'_>| {
            one.object.text() == Some("whatsapp_business_account") && one.active.flag() != Some(false)
        };
        let Some(told) = told.into_iter().find(ours) else { return Ok(()) };
        app.callback = told.callback_url.owned();
        let fields: Vec<String> = list(told.fields)
            .into_iter()
            .filter_map(|raw| {
                read::<Field<'_>>(raw).and_then(|field| field.name.owned()).or_else(|| read::<Scalar<'_>>(raw)?.owned())
            })
            .collect();
        let missing = SUBSCRIBED.split(',').map(str::trim).filter(|name| !fields.iter().any(|field| field == name));
        app.fields_missing = missing.map(str::to_owned).collect();
        Ok(())
    }

    /// A business account: whether the app is attached to it, and its numbers. One that the token may not read is passed
    /// over: what it lacks is told of the token.
    async fn account(&mut self, api: &Api, waba_id: &str, app_id: &str) -> Result<(), Fault> {
        let numbers = match of_account(api, waba_id, app_id).await {
            Ok(numbers) => numbers,
            Err(error) if error.reason == "permission_missing" => return Ok(()),
            Err(error) => return Err(fault(&error)),
        };
        let body = self.answer(api, api.request(Method::GET, &[waba_id, "subscribed_apps"])).await?;
        let rows: Vec<Attached<'_>> = list(data(&body)).into_iter().filter_map(read).collect();
        let is_ours =
            |row: &&Attached<'_>| part::<App<'_>>(row.whatsapp_business_api_data).id.owned().as_deref() == Some(app_id);
        let row = rows.iter().find(is_ours);
        let overridden = row.and_then(|row| row.override_callback_uri.owned());
        for number in numbers {
            let signs = self.number(api, number, row.is_some(), overridden.clone()).await?;
            self.numbers.push(signs);
        }
        Ok(())
    }

    async fn number(
        &mut self,
        api: &Api,
        number: Discovered,
        attached: bool,
        of_account: Option<String>,
    ) -> Result<NumberSigns, Fault> {
        let id = number.phone_number_id.as_str();
        let says = number::read(api, id).await.map_err(|error| fault(&error))?.says;
        let word = |fact| says.iter().find(|said| said.fact == fact).map(|said| said.value.clone());
        let call = api.request(Method::GET, &[id]).query(&[("fields", "webhook_configuration")]);
        let of_number = match self.answer(api, call).await {
            Ok(body) => own_address(&body),
            // A version that does not know the field.
            Err(Fault::ProviderTrouble) => None,
            Err(fault) => return Err(fault),
        };
        Ok(NumberSigns {
            account_id: number.account,
            registered: number.registered,
            attached,
            override_address: of_number.or(of_account),
            status: word(StandingFact::Status),
            quality: word(StandingFact::Quality),
            limit: word(StandingFact::Limit),
            throughput: word(StandingFact::Throughput),
            restrictions: Vec::new(),
        })
    }

    /// The body of a success. The time that any answer names is noted.
    async fn answer(&mut self, api: &Api, call: RequestBuilder) -> Result<Bytes, Fault> {
        let answer = api.answer(call).await;
        self.date = answer.as_ref().ok().and_then(|answer| answer.date).or(self.date);
        if expired(&answer) {
            return Err(Fault::TokenExpired);
        }
        success(EXAMINING, answer).map_err(|error| fault(&error))
    }
}

fn app_signs(described: &Token<'_>) -> AppSigns {
    let scopes = list(described.scopes).into_iter().filter_map(|raw| read::<Scalar<'_>>(raw)?.owned());
    let scopes: Vec<String> = scopes.collect();
    let lacks = SCOPES.iter().filter(|scope| !scopes.iter().any(|had| had == *scope));
    AppSigns {
        lacks: lacks.map(|scope| (*scope).to_owned()).collect(),
        expires_at: described.expires_at.whole().filter(|seconds| *seconds > 0).map(Timestamp::from_seconds),
        scopes,
        ..AppSigns::default()
    }
}

fn own_address(body: &[u8]) -> Option<String> {
    let configured: Configured<'_> = serde_json::from_slice(body).ok()?;
    part::<Routes<'_>>(configured.webhook_configuration).phone_number.owned()
}

fn expired(answer: &Result<Answer, Silence>) -> bool {
    let refusal = answer.as_ref().ok().filter(|answer| !answer.is_success()).and_then(Answer::refusal);
    refusal.is_some_and(|refusal| refusal.code == TOKEN && refusal.subcode == Some(EXPIRED))
}

/// What an error says of the connection.
fn fault(error: &ProviderError) -> Fault {
    match error.reason {
        "offline" | "no_answer" => Fault::ProviderUnreachable,
        "token_expired" | "token_malformed" => Fault::TokenRefused,
        "rate_limited" => Fault::RateLimited { until: None },
        _ => Fault::ProviderTrouble,
    }
}
