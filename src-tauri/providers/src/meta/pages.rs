//! Lists of the Graph API, page by page (reference 0).

use bytes::Bytes;
use reqwest::Method;
use serde::Deserialize;

use crate::error::{ProviderError, Retry};
use crate::meta::api::{Api, unreadable};
use crate::meta::fault;
use crate::meta::loose::{Raw, Scalar, part};

/// Most pages of one list, against a cursor that never ends.
const MOST_PAGES: usize = 1_000;
const INVALID_CURSOR: i64 = 131_059;

impl Api {
    /// Every page of a list, by cursors: the address of the next page is never followed, it would carry the token.
    /// Begins anew once when the provider has forgotten a cursor.
    pub(crate) async fn pages(
        &self,
        doing: &'static str,
        segments: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Vec<Bytes>, ProviderError> {
        match self.pages_once(doing, segments, query).await {
            Err(error) if error.code == Some(INVALID_CURSOR) => self.pages_once(doing, segments, query).await,
            pages => pages,
        }
    }

    async fn pages_once(
        &self,
        doing: &'static str,
        segments: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Vec<Bytes>, ProviderError> {
        let mut pages = Vec::new();
        let mut after: Option<String> = None;
        while pages.len() < MOST_PAGES {
            let mut call = self.request(Method::GET, segments).query(query);
            if let Some(after) = &after {
                call = call.query(&[("after", after)]);
            }
            let page = self.checked(doing, call).await?;
            if data(&page).is_none() {
                return Err(unreadable(doing));
            }
            let next = next_cursor(&page).filter(|next| after.as_ref() != Some(next));
            pages.push(page);
            match next {
                Some(next) => after = Some(next),
                None => return Ok(pages),
            }
        }
        Err(fault(doing, "endless_list", Retry::Never))
    }
}

/// What an answer holds under `data`.
pub(crate) fn data(body: &[u8]) -> Raw<'_> {
    serde_json::from_slice::<Page<'_>>(body).ok()?.data
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Page<'a> {
    #[serde(borrow)]
    data: Raw<'a>,
    #[serde(borrow)]
    paging: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Paging<'a> {
    #[serde(borrow)]
    cursors: Raw<'a>,
    #[serde(borrow)]
    next: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Cursors<'a> {
    #[serde(borrow)]
    after: Scalar<'a>,
}

/// Without `next` it was the last page (reference 0).
fn next_cursor(page: &[u8]) -> Option<String> {
    let page: Page<'_> = serde_json::from_slice(page).ok()?;
    let paging: Paging<'_> = part(page.paging);
    paging.next.text()?;
    part::<Cursors<'_>>(paging.cursors).after.owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::more(r#"{"data":[],"paging":{"cursors":{"after":"QQ"},"next":"https://elsewhere.example/"}}"#, Some("QQ"))]
    #[case::last(r#"{"data":[],"paging":{"cursors":{"after":"QQ"}}}"#, None)]
    #[case::no_paging(r#"{"data":[]}"#, None)]
    fn the_next_page_is_asked_for_by_its_cursor(#[case] page: &str, #[case] cursor: Option<&str>) {
        assert_eq!(next_cursor(page.as_bytes()).as_deref(), cursor);
    }
}
