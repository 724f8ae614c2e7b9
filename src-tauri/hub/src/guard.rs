//! Who may speak to the screen's socket: a page of this very address (so that no other site can, not even by a name that
//! it made point here), and for the contract whoever holds the token.

use std::net::SocketAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use subtle::ConstantTimeEq;

/// What is asked of every request.
#[derive(Clone)]
pub struct Guard {
    authority: String,
    token: String,
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl Guard {
    /// The guard of a socket, with a new token of 256 random bits.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn of(ui: SocketAddr) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self { authority: ui.to_string(), token: hex::encode(bytes) })
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The address for a browser, with the token in the fragment, which browsers do not send.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/#token={}", self.authority, self.token)
    }

    fn knows_place(&self, headers: &HeaderMap) -> bool {
        let host = only(headers, header::HOST);
        let same_origin = match only(headers, header::ORIGIN) {
            Found::One(origin) => origin.strip_prefix("http://") == Some(self.authority.as_str()),
            Found::None => true,
            Found::Unclear => false,
        };
        host == Found::One(&self.authority) && same_origin
    }

    fn knows_token(&self, headers: &HeaderMap) -> bool {
        let Found::One(value) = only(headers, header::AUTHORIZATION) else { return false };
        value.strip_prefix("Bearer ").is_some_and(|token| token.as_bytes().ct_eq(self.token.as_bytes()).into())
    }
}

/// How often a header is there.
#[derive(PartialEq, Eq)]
enum Found<'a> {
    None,
    One(&'a str),
    Unclear,
}

fn only(headers: &HeaderMap, name: header::HeaderName) -> Found<'_> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Found::None,
        (Some(value), None) => value.to_str().map_or(Found::Unclear, Found::One),
        (Some(_), Some(_)) => Found::Unclear,
    }
}

/// Turns away what names another host or comes from another page.
///
/// # Errors
/// 403.
pub async fn place(State(guard): State<Guard>, request: Request, next: Next) -> Result<Response, StatusCode> {
    if guard.knows_place(request.headers()) { Ok(next.run(request).await) } else { Err(StatusCode::FORBIDDEN) }
}

/// Turns away whoever does not hold the token.
///
/// # Errors
/// 401.
pub async fn token(State(guard): State<Guard>, request: Request, next: Next) -> Result<Response, StatusCode> {
    if guard.knows_token(request.headers()) { Ok(next.run(request).await) } else { Err(StatusCode::UNAUTHORIZED) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard() -> Guard {
        Guard { authority: "127.0.0.1:5000".into(), token: "abc".into() }
    }

    fn headers(set: &[(header::HeaderName, &str)]) -> HeaderMap {
        set.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_this_address_is_a_known_place() {
        let here = (header::HOST, "127.0.0.1:5000");
        assert!(guard().knows_place(&headers(std::slice::from_ref(&here))));
        assert!(guard().knows_place(&headers(&[here.clone(), (header::ORIGIN, "http://127.0.0.1:5000")])));
        for origin in ["null", "http://127.0.0.1:5001", "https://127.0.0.1:5000", "http://127.0.0.1:5000.example"] {
            assert!(!guard().knows_place(&headers(&[here.clone(), (header::ORIGIN, origin)])), "{origin}");
        }
        for host in ["switchboard.example:5000", "127.0.0.1", "localhost:5000"] {
            assert!(!guard().knows_place(&headers(&[(header::HOST, host)])), "{host}");
        }
        assert!(!guard().knows_place(&headers(&[])), "a request without a host is of no place");
    }

    #[test]
    fn only_the_whole_token_is_known() {
        let known = |value: &str| guard().knows_token(&headers(&[(header::AUTHORIZATION, value)]));
        assert!(known("Bearer abc"));
        for value in ["Bearer ab", "Bearer abcd", "abc", "bearer abc", "Basic abc"] {
            assert!(!known(value), "{value}");
        }
    }

    #[test]
    fn each_start_has_a_token_of_its_own_and_prints_it_nowhere() {
        let address = SocketAddr::from(([127, 0, 0, 1], 5000));
        let (first, second) = (Guard::of(address).unwrap(), Guard::of(address).unwrap());
        assert_ne!(first.token(), second.token());
        assert_eq!(first.token().len(), 64);
        assert!(!format!("{first:?}").contains(first.token()));
    }
}
