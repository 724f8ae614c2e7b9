//! What was decided about the business profile of a number, tried and answered.

use contract::change::ChangeKind;
use domain::ask::AskState;
use domain::decision::Decided;
use domain::profile::{ProfileAnswer, ProfileAttempt, ProfileChange};
use domain::{AccountId, Timestamp};
use store::table::profile::{self, Profile};
use store::table::send_queue;
use store::{StoreError, Write};

use super::{Facts, Origin};

/// Something is to be another. What is not done yet is asked together with it.
pub fn asked(
    w: &Write<'_>,
    origin: Origin,
    decided: &Decided,
    (account, change): (&AccountId, &ProfileChange),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let open = profile::get(w, account)?.filter(|known| known.state.is_open());
    let row = Profile {
        account_id: account.clone(),
        decided: origin.position,
        change: change.clone().on_top_of(open.map(|known| known.change).unwrap_or_default()),
        state: AskState::Waiting,
        at: decided.at,
        operator: decided.operator.clone(),
        not_before: Timestamp(0),
        refused: None,
    };
    facts.profiles = true;
    facts.kind(ChangeKind::Profiles);
    profile::put(w, &row)
}

/// The operator gave up what was not done.
pub fn seen(w: &Write<'_>, account: &AccountId, facts: &mut Facts) -> Result<(), StoreError> {
    facts.kind(ChangeKind::Profiles);
    match profile::get(w, account)? {
        Some(row) if row.state == AskState::Refused => profile::delete(w, account),
        _ => Ok(()),
    }
}

/// Everything before comes from a backup: what was to be another then may be yet another by now. It is not asked again.
pub fn restored(w: &Write<'_>, at: Timestamp, facts: &mut Facts) -> Result<(), StoreError> {
    facts.kind(ChangeKind::Profiles);
    for state in [AskState::Waiting, AskState::Calling, AskState::Unknown] {
        for row in profile::in_state(w, state)? {
            let refused = Some(send_queue::restored());
            profile::put(w, &Profile { state: AskState::Refused, at, refused, ..row })?;
        }
    }
    Ok(())
}

/// A call is about to leave.
pub fn attempted(w: &Write<'_>, attempt: &ProfileAttempt, facts: &mut Facts) -> Result<(), StoreError> {
    let Some(mut row) = profile::get(w, &attempt.account)?.filter(|row| row.state.is_open()) else { return Ok(()) };
    row.state = AskState::Calling;
    facts.kind(ChangeKind::Profiles);
    profile::put(w, &row)
}

/// An answer came, or it is certain that none will. Where something else was decided meanwhile, all of it is still to be asked.
pub fn answered(w: &Write<'_>, answer: ProfileAnswer, facts: &mut Facts) -> Result<(), StoreError> {
    let ProfileAnswer { account, decided, at, outcome } = answer;
    let Some(mut row) = profile::get(w, &account)?.filter(|row| row.state.is_open()) else { return Ok(()) };
    let stands = row.decided == decided;
    (row.state, row.not_before, row.refused) = outcome.leads_to(stands);
    if !row.state.is_open() {
        row.at = at;
    }
    facts.profiles |= !stands;
    facts.kind(ChangeKind::Profiles);
    profile::put(w, &row)
}
