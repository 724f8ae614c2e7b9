//! The chain of the consent ledger: each entry is hashed with the one before it, and the newest is signed in the
//! transaction that appends it. So nobody changes, removes or moves an entry unnoticed.

use domain::consent::ConsentEntry;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::StoreError;
use crate::statement::Statement;
use crate::table::to_json;

pub(super) const HEAD: Statement =
    Statement::new("read the ledger's head", "SELECT entries, hash, key, signature FROM ledger_head WHERE one = 1");
pub(super) const APPEND: Statement =
    Statement::new("write to the ledger", "INSERT INTO consent_entry (entry, body, hash) VALUES (?1, ?2, ?3)");
pub(super) const SEAL: Statement = Statement::new(
    "sign the ledger's head",
    "INSERT INTO ledger_head (one, entries, hash, key, signature) VALUES (1, ?1, ?2, ?3, ?4)
     ON CONFLICT (one) DO UPDATE SET entries = ?1, hash = ?2, key = ?3, signature = ?4",
);

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
pub struct LedgerKey(SigningKey);

impl LedgerKey {
    /// The key that these secret bytes are.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// Its public half, by which signatures are checked.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
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
    fn new(entries: i64, hash: Hash, key: Option<&LedgerKey>) -> Self {
        let seal = key.map(|key| Seal { key: key.public(), signature: key.0.sign(&sealed(entries, &hash)).to_bytes() });
        Self { entries, hash, seal }
    }

    /// Whether the signature is of this head and of the key that stands beside it; none where it is not signed.
    pub(super) fn is_genuine(&self) -> Option<bool> {
        let Seal { key, signature } = self.seal.as_ref()?;
        let checked = VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify(&sealed(self.entries, &self.hash), &Signature::from_bytes(signature)));
        Some(checked.is_ok())
    }
}

fn sealed(entries: i64, hash: &Hash) -> Vec<u8> {
    [SEALED, entries.to_be_bytes().as_slice(), hash.as_slice()].concat()
}

/// The hash of an entry.
pub(super) fn link(before: &Hash, body: &[u8]) -> Hash {
    Sha256::new_with_prefix(before).chain_update(body).finalize().into()
}

/// The head; none of an empty ledger.
pub(super) fn head(c: &Connection) -> Result<Option<Head>, StoreError> {
    HEAD.first(c, [], |row| {
        let seal = match (row.get(2)?, row.get(3)?) {
            (Some(key), Some(signature)) => Some(Seal { key, signature }),
            _ => None,
        };
        Ok(Head { entries: row.get(0)?, hash: row.get(1)?, seal })
    })
}

/// Appends an entry and signs the new head; its number. What somebody changed by hand is not made good by it: a seal that
/// is none of the head before stays where it is, so that a check goes on to find it.
pub(super) fn append(c: &Connection, key: Option<&LedgerKey>, said: &Said) -> Result<i64, StoreError> {
    let before = head(c)?;
    let (entries, last) = before.as_ref().map_or((0, NOTHING), |head| (head.entries, head.hash));
    let body = to_json(said, "write to the ledger")?;
    let hash = link(&last, body.as_bytes());
    APPEND.run(c, params![entries + 1, body, hash])?;
    let broken = before.filter(|head| head.is_genuine() == Some(false)).and_then(|head| head.seal);
    let new = Head::new(entries + 1, hash, key.filter(|_| broken.is_none()));
    seal(c, &Head { seal: broken.or(new.seal), ..new })?;
    Ok(entries + 1)
}

/// Signs the head that stands there without a signature; true where there was one to sign.
pub(super) fn sign(c: &Connection, key: &LedgerKey) -> Result<bool, StoreError> {
    let Some(head) = head(c)?.filter(|head| head.seal.is_none()) else { return Ok(false) };
    seal(c, &Head::new(head.entries, head.hash, Some(key)))?;
    Ok(true)
}

fn seal(c: &Connection, head: &Head) -> Result<(), StoreError> {
    let (key, signature) = head.seal.as_ref().map(|seal| (seal.key, seal.signature)).unzip();
    SEAL.run(c, params![head.entries, head.hash, key, signature])?;
    Ok(())
}
