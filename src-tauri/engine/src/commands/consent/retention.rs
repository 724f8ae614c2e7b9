//! How long what we know of people is kept.

use std::sync::Arc;

use contract::ErrorCode;
use contract::consent::RetentionSave;
use contract::workspace::Nothing;
use domain::decision::Decision;
use domain::retention::{RetentionOf, RetentionRule};
use store::table::{account, label, retention};

use super::super::{Answer, decide, read};
use crate::core::Core;

/// Most rules.
const MOST: usize = 100;

/// The rules.
pub async fn rules(core: &Arc<Core>) -> Answer<Vec<RetentionRule>> {
    read(core, |_, r| retention::all(r)).await
}

/// Sets the rules: each about a number or a label that there is, none twice, a day at least.
pub async fn save(core: &Arc<Core>, request: RetentionSave) -> Answer<Nothing> {
    let RetentionSave { command_id, rules } = request;
    let twice = |index: usize, rule: &RetentionRule| rules.iter().take(index).any(|before| before.of == rule.of);
    let wrong = rules.iter().enumerate().any(|(index, rule)| rule.days == Some(0) || twice(index, rule));
    if rules.len() > MOST || wrong {
        return Err(ErrorCode::BadRequest.into());
    }
    let (numbers, labels) = read(core, |_, r| Ok((account::all(r)?, label::all(r)?))).await?;
    let known = |rule: &RetentionRule| match &rule.of {
        RetentionOf::Number { account_id } => numbers.iter().any(|number| number.account_id == *account_id),
        RetentionOf::Label { label_id } => labels.iter().any(|label| label.label_id == *label_id),
    };
    if !rules.iter().all(known) {
        return Err(ErrorCode::NotFound.into());
    }
    decide(core, command_id, Decision::RetentionSaved { rules }).await?;
    core.bells.keep.notify_one();
    Ok(Nothing {})
}
