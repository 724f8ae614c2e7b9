//! `verify` and `head`: the consent ledger, checked without the program that keeps it.

use std::path::{Path, PathBuf};

use engine::ports::Credentials;
use engine::{Doubt, Engine, Head, LedgerFault, Verdict};
use host::Secrets;

use crate::say;

/// Why a check did not come out well.
#[derive(Debug, thiserror::Error)]
enum LedgerError {
    #[error("the consent ledger does not hold")]
    Broken,
    #[error("{0} is not a head that `head` printed")]
    Head(PathBuf),
    #[error("the ledger is empty: nobody has permitted anything yet")]
    Empty,
}

/// Checks the ledger and prints what came of it.
pub fn verify(data: &Path, head: Option<&Path>, json: bool) -> Result<(), Box<dyn std::error::Error>> {
    let outside = head.map(read).transpose()?;
    let key = Secrets::of(data).kept_ledger_key();
    let verdict = Engine::verify_ledger(data, key.as_ref(), outside.as_ref())?;
    if json {
        say(&serde_json::to_value(&verdict)?, true)?
    } else {
        tell(&verdict)?
    }
    if verdict.fault.is_some() { Err(LedgerError::Broken.into()) } else { Ok(()) }
}

/// Signs the ledger as it stands.
pub fn sign(data: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let secrets = Secrets::of(data);
    let entries = Engine::sign_ledger(data, secrets.ledger_key()?)?;
    secrets.ledger_signed(entries)?;
    tracing::info!(entries, "the consent ledger is signed as it stands");
    Ok(())
}

/// Prints the head.
pub fn head(data: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let head = Engine::ledger_head(data)?.ok_or(LedgerError::Empty)?;
    say(&serde_json::to_value(head)?, true)
}

fn read(path: &Path) -> Result<Head, Box<dyn std::error::Error>> {
    let text = std::fs::read(path)?;
    serde_json::from_slice(&text).map_err(|_| LedgerError::Head(path.to_path_buf()).into())
}

fn tell(verdict: &Verdict) -> std::io::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout();
    match verdict.fault {
        None => writeln!(out, "The consent ledger holds. Entries: {}.", verdict.entries)?,
        Some(fault) => writeln!(out, "The consent ledger does not hold. {}", fault_words(fault))?,
    }
    for doubt in &verdict.doubts {
        writeln!(out, "Not excluded: {}", doubt_words(*doubt))?;
    }
    Ok(())
}

fn fault_words(fault: LedgerFault) -> String {
    match fault {
        LedgerFault::Entry { entry } => format!(
            "Entry {entry} does not follow from the one before it: it was changed or moved, or one before it was taken out."
        ),
        LedgerFault::Cut { counted } => format!("Its head counts {counted} entries: the end was cut off."),
        LedgerFault::Head => {
            "Its head is gone or is not of its newest entry: entries were put in behind it.".to_owned()
        }
        LedgerFault::Signature => "The signature of a head is not of this head: the head was changed.".to_owned(),
        LedgerFault::OtherKey => {
            "Its head was signed with another key than the one in the keyring. Where you lost that key or moved the folder \
             yourself: `sign`."
                .to_owned()
        },
        LedgerFault::Unsealed => {
            "Its key has signed it before, and there is no signature: it was taken off. Or the entries were written before \
             SWITCHBOARD_LEDGER_KEY was set: then `sign`."
                .to_owned()
        }
        LedgerFault::Older { signed } => format!(
            "Its key has signed {signed} entries, and the newest signature is of fewer: an older copy was brought back, or \
             the end was cut off. Where you restored a backup yourself: `sign`."
        ),
        LedgerFault::Outside => {
            "It is not the ledger that the exported head was taken from: it was written anew.".to_owned()
        }
    }
}

const fn doubt_words(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NoHeadFromOutside => {
            "that somebody who has the key wrote the ledger anew, or brought an older copy back. Give --head FILE with a \
             head that was kept elsewhere."
        }
        Doubt::NoKey => "that the head was signed with a key of somebody else: this keyring has none for this folder.",
        Doubt::NotSigned => {
            "that anybody changed the newest entries: they are not signed, since there was no keyring when they were written."
        }
    }
}
