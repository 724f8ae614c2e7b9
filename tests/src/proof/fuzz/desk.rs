//! The door of the screen: every command of the contract, with requests that fit its schema and with others.

use std::collections::BTreeMap;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use super::made::Maker;
use super::rubbish::bend;
use crate::hub::Screen;
use crate::proof::page::Figures;
use crate::{Result, WorldError};

/// One of so many requests is bent after it was made.
const BENT: u32 = 3;
/// One of so many names is no command.
const STRANGE: u32 = 200;
/// Codes that say that the fault is ours.
const OURS: [&str; 5] = ["internal", "storage", "damaged", "held", "newer"];

/// Commands that are not asked: they erase people, and of two bodies that only rubbish gives one message id, or that an erasure makes alike, a
/// rebuild shows the one that was a repetition. Erasing has suites of its own.
const LEFT_OUT: [&str; 2] = ["contact_erase", "retention_save"];

/// Asks one command after another and keeps the score.
pub(super) struct Desk {
    screen: Screen,
    names: Vec<String>,
    maker: Maker,
    asked: Asked,
}

/// The score.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Commands that were answered, and how often.
    answered: BTreeMap<String, u64>,
    refused: BTreeMap<String, u64>,
    /// Answers that should not have been, with the request.
    astray: Vec<String>,
    commands: usize,
}

impl Desk {
    /// The desk of a hub whose contract that is.
    pub(super) fn open(screen: &Screen, contract: Value) -> Result<Self> {
        let commands = contract.get("commands").and_then(Value::as_object);
        let commands = commands.ok_or_else(|| WorldError::Found("the contract has no commands".into()))?;
        let names: Vec<String> = commands.keys().filter(|name| !LEFT_OUT.contains(&name.as_str())).cloned().collect();
        let asked = Asked { commands: names.len(), ..Asked::default() };
        Ok(Self { screen: screen.clone(), names, maker: Maker::of(contract), asked })
    }

    /// Asks for something.
    pub(super) async fn ask(&mut self, dice: &mut ChaCha8Rng) -> Result<()> {
        let name = self.names.get(dice.random_range(0..self.names.len())).cloned().unwrap_or_default();
        let mut body = self.maker.request(&name, dice).to_string().into_bytes();
        if dice.random_ratio(1, BENT) {
            body = bend(&body, b"{\"filter\":[{\"a\":1}]}", dice);
        }
        let name = if dice.random_ratio(1, STRANGE) { format!("{name}_of_nobody") } else { name };
        let said = self.screen.post(&name, body.clone()).await?;
        let answer: Option<Value> = serde_json::from_slice(&said.body).ok();
        let code = answer.as_ref().and_then(|answer| answer.get("code")).and_then(Value::as_str).map(str::to_owned);
        match (said.status, answer, code) {
            (200, Some(answer), _) => {
                self.maker.learn(&answer);
                *self.asked.answered.entry(name).or_default() += 1;
            }
            (400..=499 | 501, _, Some(code)) if !OURS.contains(&code.as_str()) => {
                *self.asked.refused.entry(code).or_default() += 1;
            }
            (status, ..) => self.asked.astray.push(format!(
                "{name} {}: {status} {}",
                String::from_utf8_lossy(&body),
                String::from_utf8_lossy(&said.body)
            )),
        }
        Ok(())
    }

    /// What came of it.
    pub(super) fn end(self) -> Asked {
        self.asked
    }
}

impl Asked {
    /// Writes them down.
    pub(super) fn figures(&self, figures: &mut Figures) {
        let all = |of: &BTreeMap<String, u64>| of.values().sum::<u64>();
        figures.row("commands of the contract", self.commands);
        figures.row("of them answered at least once", self.answered.len());
        figures.row("requests answered", all(&self.answered));
        figures.row("requests refused", all(&self.refused));
        let codes: Vec<String> = self.refused.iter().map(|(code, count)| format!("{code} {count}")).collect();
        figures.row("refused with", codes.join(", "));
        figures.must(self.astray.is_empty(), || {
            let some: Vec<&str> = self.astray.iter().take(20).map(String::as_str).collect();
            format!("{} answers that should not have been:\n{}", self.astray.len(), some.join("\n"))
        });
        figures.must(all(&self.answered) > 0 && all(&self.refused) > 0, || "nothing was asked".into());
    }
}
