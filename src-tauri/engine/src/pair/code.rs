//! The pairing code: one line that a person carries from the hub to a console. It names where the hub is, which certificate it
//! has, and a secret that is worth something once.

use std::fmt;
use std::str::FromStr;

use super::pin::Fingerprint;

/// What pairs a console.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode {
    /// Where consoles reach the hub: host and port.
    pub address: String,
    /// Its certificate.
    pub fingerprint: Fingerprint,
    /// Worth one console, for ten minutes.
    pub secret: String,
}

/// It is no pairing code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no pairing code")]
pub struct NotACode;

impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.address, self.fingerprint, self.secret)
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PairingCode").field("address", &self.address).finish_non_exhaustive()
    }
}

impl FromStr for PairingCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let mut parts = text.trim().split('/');
        let (Some(address), Some(fingerprint), Some(secret), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotACode);
        };
        if !address.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok()) {
            return Err(NotACode);
        }
        if secret.is_empty() || !secret.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotACode);
        }
        let fingerprint = fingerprint.parse().map_err(|_| NotACode)?;
        Ok(Self { address: address.to_owned(), fingerprint, secret: secret.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written_and_shows_no_secret_in_a_log() {
        let code = PairingCode {
            address: "[2001:db8::1]:8443".into(),
            fingerprint: Fingerprint([7; 32]),
            secret: "00ff".into(),
        };
        assert_eq!(format!(" {code}\n").parse(), Ok(code.clone()), "also with what came along when it was copied");
        assert!(!format!("{code:?}").contains("00ff"));
    }

    #[test]
    fn what_is_half_of_a_code_is_none() {
        let print = Fingerprint([7; 32]);
        for text in ["", "hub:1", &format!("hub/{print}/00"), &format!("hub:1/{print}/"), "hub:1/07/00", "hub:1/x/00"] {
            assert_eq!(text.parse::<PairingCode>(), Err(NotACode), "{text}");
        }
    }
}
