//! The chain of the consent ledger: each entry is hashed with the one before it, and the newest is signed in the
//! transaction that appends it. So nobody changes, removes or moves an entry unnoticed.

use domain::consent::ConsentEntry;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::statement::Statement;

pub(super) const APPEND: Statement =
    Statement::new("write to the ledger", "INSERT INTO consent_entry (entry, body, hash) VALUES (?1, ?2, ?3)");

/// What is hashed before a head's own words, so that a signature of it is a signature of nothing else.
const SEALED: &[u8] = b"switchboard consent ledger 1";

/// SHA-256.
pub type Hash = [u8; 32];

/// Before the first entry.
pub(super) const NOTHING: Hash = [0; 32];

/// What an entry says, and of whom. Its JSON is what is hashed: fields are only added, and none is renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    /// A random token; which person it is stands in a table of its own.
    pub subject: String,
    /// What was said.
    #[serde(flatten)]
    pub entry: ConsentEntry,
}

/// Signs the heads of a ledger.
#[derive(Clone)]
pub struct LedgerKey {
    key: SigningKey,
    signed: Option<i64>,
}

impl LedgerKey {
    /// The key that these secret bytes are, which has signed nothing yet.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self { key: SigningKey::from_bytes(secret), signed: None }
    }

    /// The same key of which it is known, from outside of the ledger's file, that it has signed heads of this ledger: of
    /// at least so many entries, 0 where only that much is known. None where it has signed nothing yet.
    #[must_use]
    pub fn having_signed(self, entries: Option<i64>) -> Self {
        Self { signed: entries, ..self }
    }

    /// Its public half, by which signatures are checked.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// How many entries it is known to have signed; none where it has signed nothing yet.
    pub(super) const fn signed(&self) -> Option<i64> {
        self.signed
    }

    /// Whether an empty ledger may be one that it has never signed.
    pub(super) fn may_begin(&self) -> bool {
        self.signed.unwrap_or(0) == 0
    }
}

impl std::fmt::Debug for LedgerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LedgerKey")
    }
}

/// How many entries there are, and what the newest hashes to. One that was carried outside proves the ledger as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// How many entries.
    pub entries: i64,
    /// Hash of the newest, hexadecimal.
    #[serde(with = "hex::serde")]
    pub hash: Hash,
    /// Who signed it.
    pub seal: Option<Seal>,
}

/// A signature of a head, with the public key that checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Ed25519, hexadecimal.
    #[serde(with = "hex::serde")]
    pub key: [u8; 32],
    /// Hexadecimal.
    #[serde(with = "hex::serde")]
    pub signature: [u8; 64],
}

impl Head {
    pub(super) fn new(entries: i64, hash: Hash, key: Option<&LedgerKey>) -> Self {
        let seal =
            key.map(|key| Seal { key: key.public(), signature: key.key.sign(&sealed(entries, &hash)).to_bytes() });
        Self { entries, hash, seal }
    }

    /// Whether the signature is of this head and of the key that stands beside it; none where it is not signed.
    pub(super) fn is_genuine(&self) -> Option<bool> {
        let Seal { key, signature } = self.seal.as_ref()?;
        let checked = VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify(&sealed(self.entries, &self.hash), &Signature::from_bytes(signature)));
        Some(checked.is_ok())
    }

    /// Whether this key signed it.
    pub(super) fn is_genuine_of(&self, key: &LedgerKey) -> bool {
        self.seal.as_ref().is_some_and(|seal| seal.key == key.public()) && self.is_genuine() == Some(true)
    }
}

fn sealed(entries: i64, hash: &Hash) -> Vec<u8> {
    [SEALED, entries.to_be_bytes().as_slice(), hash.as_slice()].concat()
}

/// The hash of an entry.
pub(super) fn link(before: &Hash, body: &[u8]) -> Hash {
    Sha256::new_with_prefix(before).chain_update(body).finalize().into()
}
