//! Groups of a number (reference 1.2, G2 and G3).

use domain::GroupId;
use futures::{StreamExt as _, TryStreamExt as _};
use reqwest::Method;
use serde::Deserialize;

use crate::error::ProviderError;
use crate::meta::api::{Api, unreadable};
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::pages::data;
use crate::meta::people::Named;
use crate::provider::GroupInfo;

/// How many groups are asked about at once.
const AT_ONCE: usize = 4;
const DOING: &str = "reading the groups";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Listed<'a> {
    #[serde(borrow)]
    groups: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Group<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    subject: Scalar<'a>,
    #[serde(borrow)]
    suspended: Scalar<'a>,
    #[serde(borrow)]
    participants: Raw<'a>,
}

/// Lists the groups, then asks about each.
pub(super) async fn all(api: &Api, phone_number_id: &str) -> Result<Vec<GroupInfo>, ProviderError> {
    let pages = api.pages(DOING, &[phone_number_id, "groups"], &[("limit", "1024")]).await?;
    let ids: Vec<String> = pages.iter().flat_map(|page| ids(page)).collect();
    futures::stream::iter(ids).map(|id| one(api, id)).buffered(AT_ONCE).try_collect().await
}

/// `data` is an object with the list inside, unlike every other list; a plain list is taken too.
fn ids(page: &[u8]) -> Vec<String> {
    let data = data(page);
    let listed: Listed<'_> = part(data);
    let groups = if listed.groups.is_some() { listed.groups } else { data };
    list(groups).into_iter().filter_map(|raw| read::<Group<'_>>(raw)?.id.owned()).collect()
}

async fn one(api: &Api, id: String) -> Result<GroupInfo, ProviderError> {
    let call = api.request(Method::GET, &[&id]).query(&[("fields", "subject,participants,suspended")]);
    let body = api.checked(DOING, call).await?;
    let group: Group<'_> = serde_json::from_slice(&body).map_err(|_| unreadable(DOING))?;
    Ok(GroupInfo {
        subject: group.subject.owned().unwrap_or_default(),
        participants: list(group.participants)
            .into_iter()
            .filter_map(read::<Named<'_>>)
            .map(|named| named.person())
            .collect(),
        suspended: group.suspended.flag() == Some(true),
        id: GroupId(id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_groups_is_read_inside_its_object_and_bare() {
        assert_eq!(ids(br#"{"data":{"groups":[{"id":"GRP_A"},{"id":"GRP_B"}]}}"#), ["GRP_A", "GRP_B"]);
        assert_eq!(ids(br#"{"data":[{"id":"GRP_A"}]}"#), ["GRP_A"]);
        assert!(ids(br#"{"data":{"groups":[]}}"#).is_empty());
    }
}
