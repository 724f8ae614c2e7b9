//! One call as it came over the wire: path, parameters, body, file, token.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, Method, header};
use bytes::Bytes;
use serde_json::Value;

use super::uploads::is_session;
use crate::paging::Wanted;

/// A file of a multipart body.
pub(crate) struct Upload {
    /// MIME type of the part.
    pub(crate) mime: Option<String>,
    pub(crate) bytes: Bytes,
}

/// One call below `/vNN.N/`.
pub(crate) struct Call {
    pub(crate) method: Method,
    /// Version as it was asked for, e.g. `v25.0`.
    pub(crate) version: String,
    /// Decoded segments after the version.
    pub(crate) path: Vec<String>,
    /// Query, form fields and text parts.
    pub(crate) parameters: BTreeMap<String, String>,
    /// The JSON body, or null.
    pub(crate) body: Value,
    pub(crate) file: Option<Upload>,
    /// Where the bytes of an upload go on.
    pub(crate) file_offset: Option<usize>,
    pub(crate) token: Option<String>,
    /// Why the body could not be read.
    pub(crate) problem: Option<String>,
}

impl Call {
    /// Reads a request whose path began with a version.
    pub(crate) async fn read(request: Request, version: String, path: Vec<String>) -> Self {
        let mut call = Self {
            method: request.method().clone(),
            version,
            path,
            parameters: pairs(request.uri().query().unwrap_or_default()),
            body: Value::Null,
            file: None,
            file_offset: None,
            token: None,
            problem: None,
        };
        call.token = call.parameters.get("access_token").cloned().or_else(|| bearer(request.headers()));
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let offset = request.headers().get("file_offset").and_then(|offset| offset.to_str().ok());
        call.file_offset = offset.and_then(|offset| offset.parse().ok());
        let read = if call.path.first().is_some_and(|node| is_session(node)) {
            call.raw(request).await
        } else if kind.starts_with("multipart/form-data") {
            call.parts(request).await
        } else {
            let form = kind.starts_with("application/x-www-form-urlencoded");
            call.bytes(request, form).await
        };
        call.problem = read.err();
        call
    }

    async fn bytes(&mut self, request: Request, form: bool) -> Result<(), String> {
        let bytes = Bytes::from_request(request, &()).await.map_err(|error| error.body_text())?;
        if bytes.is_empty() {
            return Ok(());
        }
        if form {
            self.parameters.append(&mut pairs(&String::from_utf8_lossy(&bytes)));
            return Ok(());
        }
        self.body = serde_json::from_slice(&bytes).map_err(|_| "The request body is not valid JSON.".to_owned())?;
        Ok(())
    }

    async fn raw(&mut self, request: Request) -> Result<(), String> {
        let bytes = Bytes::from_request(request, &()).await.map_err(|error| error.body_text())?;
        self.file = Some(Upload { mime: None, bytes });
        Ok(())
    }

    async fn parts(&mut self, request: Request) -> Result<(), String> {
        let mut parts = Multipart::from_request(request, &()).await.map_err(|error| error.body_text())?;
        while let Some(part) = parts.next_field().await.map_err(|error| error.body_text())? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == "file" {
                let mime = part.content_type().map(str::to_owned);
                let bytes = part.bytes().await.map_err(|error| error.body_text())?;
                self.file = Some(Upload { mime, bytes });
            } else {
                let text = part.text().await.map_err(|error| error.body_text())?;
                self.parameters.insert(name, text);
            }
        }
        Ok(())
    }

    /// What stands after the node's id.
    pub(crate) fn edge(&self) -> Option<&str> {
        self.path.get(1).map(String::as_str)
    }

    /// A parameter of the query, the form or the JSON body; numbers count as text, nothing else does.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        if let Some(text) = self.parameters.get(name) {
            return Some(text.clone());
        }
        match self.body.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The names in `fields`, without what stands in braces or after a dot.
    pub(crate) fn fields(&self) -> Option<Vec<String>> {
        let list = self.parameters.get("fields")?;
        let mut depth = 0_u32;
        let mut flat = String::new();
        for letter in list.chars() {
            match letter {
                '{' | '(' => depth += 1,
                '}' | ')' => depth = depth.saturating_sub(1),
                _ if depth == 0 => flat.push(letter),
                _ => {}
            }
        }
        let names = flat.split(',').map(|name| name.split('.').next().unwrap_or_default().trim().to_owned());
        Some(names.filter(|name| !name.is_empty()).collect())
    }

    /// The page asked for.
    pub(crate) fn wanted(&self, usual: usize, most: usize) -> Wanted<'_> {
        let of = |name: &str| self.parameters.get(name).map(String::as_str);
        Wanted { limit: of("limit"), after: of("after"), before: of("before"), usual, most }
    }

    /// This call's own address with the named parameters, for the links of a page.
    pub(crate) fn address(&self, api_base: &str, keep: &[&str]) -> String {
        let path: Vec<String> = self.path.iter().map(|segment| encoded(segment)).collect();
        let query: Vec<String> = keep
            .iter()
            .filter_map(|name| self.parameters.get(*name).map(|value| format!("{name}={}", encoded(value))))
            .collect();
        let joint = if query.is_empty() { "" } else { "?" };
        format!("{api_base}/{}/{}{joint}{}", self.version, path.join("/"), query.join("&"))
    }
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("oauth")).then(|| token.trim().to_owned())
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    reqwest::Url::parse(&format!("http://town/?{query}"))
        .map(|url| url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
        .unwrap_or_default()
}

/// Percent-encodes everything but letters, digits and `-._~`.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Undoes percent-encoding; what is no valid escape stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = (first == b'%').then(|| tail.get(..2)).flatten().and_then(|pair| hex::decode(pair).ok());
        match escape.as_deref() {
            Some([byte]) => {
                bytes.push(*byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_id_survives_the_way_through_a_path_segment() {
        let id = "Y2FwaV9ncm91cDox+/==ZD";
        assert_eq!(decoded(&encoded(id)), id);
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%D1%87"), "ч");
    }
}
