//! Groups of a number (reference 1.2, G2 and G3).

use domain::GroupId;
use domain::decision::Asking;
use futures::{StreamExt as _, TryStreamExt as _};
use reqwest::Method;
use serde::Deserialize;
use serde_json::value::RawValue;

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
    #[serde(borrow)]
    description: Scalar<'a>,
    #[serde(borrow)]
    join_approval_mode: Scalar<'a>,
    #[serde(borrow)]
    creation_timestamp: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Linked<'a> {
    #[serde(borrow)]
    invite_link: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Waiting<'a> {
    #[serde(borrow)]
    join_request_id: Scalar<'a>,
    #[serde(borrow)]
    creation_timestamp: Scalar<'a>,
}

/// Lists the groups, then asks about each.
pub(super) async fn all(api: &Api, phone_number_id: &str) -> Result<Vec<GroupInfo>, ProviderError> {
    let ids = listed(api, phone_number_id).await?;
    futures::stream::iter(ids).map(|id| one(api, id.0)).buffered(AT_ONCE).try_collect().await
}

/// Lists the groups.
pub(super) async fn listed(api: &Api, phone_number_id: &str) -> Result<Vec<GroupId>, ProviderError> {
    let pages = api.pages(DOING, &[phone_number_id, "groups"], &[("limit", "1024")]).await?;
    Ok(pages.iter().flat_map(|page| ids(page)).map(GroupId).collect())
}

/// `data` is an object with the list inside, unlike every other list; a plain list is taken too.
fn ids(page: &[u8]) -> Vec<String> {
    let data = data(page);
    let listed: Listed<'_> = part(data);
    let groups = if listed.groups.is_some() { listed.groups } else { data };
    list(groups).into_iter().filter_map(|raw| read::<Group<'_>>(raw)?.id.owned()).collect()
}

/// One group. What is asked for is what its field table names (reference 1.2, G3).
pub(super) async fn one(api: &Api, id: String) -> Result<GroupInfo, ProviderError> {
    const FIELDS: &str = "subject,description,participants,join_approval_mode,suspended,creation_timestamp";
    let call = api.request(Method::GET, &[&id]).query(&[("fields", FIELDS)]);
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
        description: group.description.owned(),
        approval: group.join_approval_mode.text().map(|mode| mode == "approval_required"),
        created_at: group.creation_timestamp.time(),
        id: GroupId(id),
    })
}

/// The link as it is now.
pub(super) async fn invite_link(api: &Api, group: &GroupId) -> Result<String, ProviderError> {
    const DOING: &str = "reading a group's link";
    let body = api.checked(DOING, api.request(Method::GET, &[group.as_str(), "invite_link"])).await?;
    let linked: Linked<'_> = serde_json::from_slice(&body).map_err(|_| unreadable(DOING))?;
    linked.invite_link.owned().ok_or(unreadable(DOING))
}

/// Everybody who asks to enter.
pub(super) async fn join_requests(api: &Api, group: &GroupId) -> Result<Vec<Asking>, ProviderError> {
    let pages =
        api.pages("reading who asks to enter", &[group.as_str(), "join_requests"], &[("limit", "1024")]).await?;
    Ok(pages.iter().flat_map(|page| list(data(page)).into_iter().filter_map(asking).collect::<Vec<_>>()).collect())
}

fn asking(raw: &RawValue) -> Option<Asking> {
    let waiting: Waiting<'_> = read(raw)?;
    let person = read::<Named<'_>>(raw)?.person();
    Some(Asking { request: waiting.join_request_id.owned()?, person, at: waiting.creation_timestamp.time() })
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
