//! The number itself: its name, and how it stands (reference 8.3).

use domain::standing::{Standing, StandingFact, limit};
use reqwest::Method;
use serde::Deserialize;

use crate::error::ProviderError;
use crate::meta::api::{Api, unreadable};
use crate::meta::loose::{Raw, Scalar, part};
use crate::provider::NumberInfo;

const READING: &str = "reading the number";
/// What every version tells.
const NAMES: &str = "display_phone_number,verified_name";
/// What is asked for beside it.
const STANDING: &str = "display_phone_number,verified_name,quality_rating,status,name_status,new_name_status,throughput,\
    is_official_business_account,whatsapp_business_manager_messaging_limit";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Number<'a> {
    #[serde(borrow)]
    display_phone_number: Scalar<'a>,
    #[serde(borrow)]
    verified_name: Scalar<'a>,
    #[serde(borrow)]
    quality_rating: Scalar<'a>,
    #[serde(borrow)]
    status: Scalar<'a>,
    #[serde(borrow)]
    name_status: Scalar<'a>,
    #[serde(borrow)]
    new_name_status: Scalar<'a>,
    #[serde(borrow)]
    throughput: Raw<'a>,
    #[serde(borrow)]
    is_official_business_account: Scalar<'a>,
    #[serde(borrow)]
    whatsapp_business_manager_messaging_limit: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Throughput<'a> {
    #[serde(borrow)]
    level: Scalar<'a>,
}

/// The number; its portfolio is the caller's to know. A version that does not know one of the fields is asked for the
/// names alone.
pub(super) async fn read(api: &Api, phone_number_id: &str) -> Result<NumberInfo, ProviderError> {
    match ask(api, phone_number_id, STANDING).await {
        Err(error) if error.reason == "parameter" => ask(api, phone_number_id, NAMES).await,
        answer => answer,
    }
}

async fn ask(api: &Api, phone_number_id: &str, fields: &str) -> Result<NumberInfo, ProviderError> {
    let call = api.request(Method::GET, &[phone_number_id]).query(&[("fields", fields)]);
    let body = api.checked(READING, call).await?;
    let number: Number<'_> = serde_json::from_slice(&body).map_err(|_| unreadable(READING))?;
    Ok(NumberInfo {
        display_phone: number.display_phone_number.owned().ok_or(unreadable(READING))?,
        name: number.verified_name.owned().unwrap_or_default(),
        portfolio: None,
        says: says(&number),
    })
}

fn says(number: &Number<'_>) -> Vec<Standing> {
    let throughput: Throughput<'_> = part(number.throughput);
    let official = number.is_official_business_account.flag();
    let told = [
        (StandingFact::Quality, number.quality_rating.owned()),
        (StandingFact::Status, number.status.owned()),
        (StandingFact::Limit, number.whatsapp_business_manager_messaging_limit.text().map(limit)),
        (StandingFact::Throughput, throughput.level.owned()),
        (StandingFact::Name, number.name_status.owned()),
        (StandingFact::NewName, number.new_name_status.owned().filter(|status| status != "NONE")),
        (StandingFact::Official, official.map(|official| if official { "yes" } else { "no" }.to_owned())),
    ];
    told.into_iter().filter_map(|(fact, value)| Some(Standing::new(fact, value?))).collect()
}
