//! The value that a send needs and only the gate makes.

use crate::id::AccountId;
use crate::id::GroupId;
use crate::person::Person;
use crate::time::{MINUTE, Timestamp};

/// How long a permit is good: long enough for one request, too short to be kept.
pub const LIFETIME: i64 = MINUTE;

/// To whom something goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A person, by every identity known.
    Person(Person),
    /// A group.
    Group(GroupId),
}

/// On what ground something may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// An answer inside the open window, which closes then.
    Reply {
        /// When the window closes.
        closes: Timestamp,
    },
    /// A standing consent: the ledger entry's number.
    Consent {
        /// The ledger entry.
        entry: i64,
    },
}

/// The right to send one thing once. It can be neither copied nor stored, and only [`crate::gate::decide`] makes one:
///
/// ```
/// # use domain::{AccountId, Timestamp, permit::{Permit, PermitError, Recipient}};
/// fn once(permit: Permit, account: &AccountId, now: Timestamp) -> Result<Recipient, PermitError> {
///     permit.redeem(account, [0; 32], now)
/// }
/// ```
///
/// Using one twice does not compile,
/// ```compile_fail,E0382
/// # use domain::{AccountId, Timestamp, permit::{Permit, PermitError, Recipient}};
/// fn twice(permit: Permit, account: &AccountId, now: Timestamp) -> Result<Recipient, PermitError> {
///     permit.redeem(account, [0; 32], now)?;
///     permit.redeem(account, [0; 32], now)
/// }
/// ```
/// nor does copying one,
/// ```compile_fail,E0599
/// # use domain::permit::Permit;
/// fn copied(permit: Permit) -> Permit {
///     permit.clone()
/// }
/// ```
/// making one outside of this crate,
/// ```compile_fail,E0624
/// # use domain::{AccountId, Person, Timestamp, permit::{Ground, Permit, Recipient}};
/// fn forge(account: AccountId, recipient: Recipient) -> Permit {
///     Permit::new(account, recipient, [0; 32], Ground::Consent { entry: 1 }, Timestamp(0))
/// }
/// ```
/// putting one together by hand,
/// ```compile_fail,E0451
/// # use domain::{AccountId, Timestamp, permit::{Ground, Permit, Recipient}};
/// fn forge(account: AccountId, recipient: Recipient) -> Permit {
///     Permit { account, recipient, body: [0; 32], expires: Timestamp(i64::MAX), ground: Ground::Consent { entry: 1 } }
/// }
/// ```
/// or writing one down for later.
/// ```compile_fail,E0277
/// # use domain::permit::Permit;
/// fn kept(permit: &Permit) -> String {
///     serde_json::to_string(permit).unwrap_or_default()
/// }
/// ```
#[derive(Debug)]
#[must_use = "a permit that is not used sends nothing"]
pub struct Permit {
    account: AccountId,
    recipient: Recipient,
    body: [u8; 32],
    expires: Timestamp,
    ground: Ground,
}

/// Why a permit does not fit what is about to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PermitError {
    /// Another account, recipient or body than the gate saw.
    #[error("the permit was made for another message")]
    Other,
    /// Too old.
    #[error("the permit has expired")]
    Expired,
}

impl Permit {
    pub(crate) const fn new(
        account: AccountId,
        recipient: Recipient,
        body: [u8; 32],
        ground: Ground,
        now: Timestamp,
    ) -> Self {
        let mut expires = now.plus(LIFETIME);
        if let Ground::Reply { closes } = ground
            && closes.0 < expires.0
        {
            expires = closes;
        }
        Self { account, recipient, body, expires, ground }
    }

    /// Uses the permit up for what is really about to leave, and tells to whom it goes.
    ///
    /// # Errors
    /// When it was made for something else, or is too old.
    pub fn redeem(self, account: &AccountId, body: [u8; 32], now: Timestamp) -> Result<Recipient, PermitError> {
        if self.account != *account || self.body != body {
            return Err(PermitError::Other);
        }
        if now >= self.expires {
            return Err(PermitError::Expired);
        }
        Ok(self.recipient)
    }

    /// On what ground it was given.
    #[must_use]
    pub const fn ground(&self) -> Ground {
        self.ground
    }
}
