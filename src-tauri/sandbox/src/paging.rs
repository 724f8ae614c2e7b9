//! Lists in pages: `limit`, `after`, `before` and opaque cursors (reference 0). A cursor nobody gave out is 131059.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::refusal::Refusal;

/// What a client asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) limit: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
    pub(crate) before: Option<&'a str>,
    /// Used where `limit` is absent.
    pub(crate) usual: usize,
    /// The largest `limit` that is honoured.
    pub(crate) most: usize,
}

/// One page of a list and its `paging` object.
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) paging: Option<Value>,
}

/// Cuts the asked page out of `all`; `address` is the list's own address without paging parameters.
pub(crate) fn page<T>(all: Vec<T>, wanted: &Wanted<'_>, address: &str) -> Result<Page<T>, Refusal> {
    let limit = match wanted.limit {
        None => wanted.usual,
        Some(text) => match text.parse::<usize>() {
            Ok(limit) if limit > 0 => limit.min(wanted.most),
            _ => return Err(Refusal::parameter("Param limit must be a positive integer")),
        },
    };
    let total = all.len();
    let start = match (wanted.after, wanted.before) {
        (Some(after), _) => position(after)?.saturating_add(1),
        (None, Some(before)) => position(before)?.saturating_sub(limit),
        (None, None) => 0,
    };
    let end = match (wanted.after, wanted.before) {
        (None, Some(before)) => position(before)?.min(total),
        _ => start.saturating_add(limit).min(total),
    };
    let items: Vec<T> = all.into_iter().take(end).skip(start).collect();
    if items.is_empty() {
        return Ok(Page { items, paging: None });
    }
    let (first, last) = (cursor(start), cursor(end.saturating_sub(1)));
    let mut paging = json!({"cursors": {"before": first, "after": last}});
    let joint = if address.contains('?') { '&' } else { '?' };
    if let Some(object) = paging.as_object_mut() {
        if end < total {
            object.insert("next".to_owned(), json!(format!("{address}{joint}limit={limit}&after={last}")));
        }
        if start > 0 {
            object.insert("previous".to_owned(), json!(format!("{address}{joint}limit={limit}&before={first}")));
        }
    }
    Ok(Page { items, paging: Some(paging) })
}

fn cursor(at: usize) -> String {
    STANDARD.encode(format!("town:{at}:{}", check(at))).replace('=', "")
}

fn position(cursor: &str) -> Result<usize, Refusal> {
    let bad = || Refusal::new(131_059, "The cursor is expired or corrupt. Start again from the first page");
    let padded = format!("{cursor}{}", "=".repeat((4 - cursor.len() % 4) % 4));
    let bytes = STANDARD.decode(padded).map_err(|_| bad())?;
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    let mut parts = text.split(':');
    match (parts.next(), parts.next().and_then(|at| at.parse::<usize>().ok()), parts.next()) {
        (Some("town"), Some(at), Some(sum)) if sum == check(at) => Ok(at),
        _ => Err(bad()),
    }
}

fn check(at: usize) -> String {
    format!("{:04x}", at.wrapping_mul(40_503).wrapping_add(0x5eed) & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted<'a>(limit: Option<&'a str>, after: Option<&'a str>) -> Wanted<'a> {
        Wanted { limit, after, before: None, usual: 25, most: 100 }
    }

    #[test]
    fn every_item_is_on_exactly_one_page_and_the_last_page_has_no_next() {
        let mut seen = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let page = page((0..7).collect::<Vec<i32>>(), &wanted(Some("3"), after.as_deref()), "http://x/l").unwrap();
            let paging = page.paging.unwrap();
            seen.extend(page.items);
            if paging.get("next").is_none() {
                break;
            }
            after = paging["cursors"]["after"].as_str().map(str::to_owned);
        }
        assert_eq!(seen, (0..7).collect::<Vec<i32>>());
    }

    #[test]
    fn a_cursor_nobody_gave_out_is_131059() {
        for garbage in ["garbage", "dG93bjox", "%%%", ""] {
            let refused = page(vec![1], &wanted(None, Some(garbage)), "http://x/l").err().unwrap();
            assert_eq!(refused.code, 131_059, "{garbage:?}");
        }
    }
}
