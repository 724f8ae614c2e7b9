//! Who is blocked at which number: decided, tried, answered, and found at the provider.

use contract::change::ChangeKind;
use domain::ask::{AskOutcome, AskState};
use domain::block::{BlockAnswer, BlockAttempt, BlockHappened};
use domain::decision::Decided;
use domain::{AccountId, ContactId, Timestamp};
use store::table::block::{self, Block};
use store::table::block_line::{self, BlockLine};
use store::table::{contact, send_queue};
use store::{StoreError, Write};

use super::{Facts, Origin, member};

/// Everything before comes from a backup: what was decided then may have been taken back since. It is not asked again, and the
/// provider's list, which is compared, says how it is.
pub fn restored(w: &Write<'_>, at: Timestamp, facts: &mut Facts) -> Result<(), StoreError> {
    for state in [AskState::Waiting, AskState::Calling, AskState::Unknown] {
        for row in block::in_state(w, state)? {
            block::put(w, &Block { state: AskState::Refused, at, refused: Some(send_queue::restored()), ..row })?;
        }
    }
    facts.kind(ChangeKind::Decisions);
    Ok(())
}

/// A person is to be blocked, with a reason, or no more.
pub fn asked(
    w: &Write<'_>,
    origin: Origin,
    decided: &Decided,
    (account, contact, reason): (&AccountId, ContactId, Option<&str>),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    if contact::get(w, contact)?.is_none() {
        return Ok(());
    }
    let blocked = block::get(w, account, contact)?.is_some_and(|known| known.blocked);
    let row = Block {
        account_id: account.clone(),
        contact_id: contact,
        wanted: reason.is_some(),
        blocked,
        state: AskState::Waiting,
        at: decided.at,
        operator: Some(decided.operator.clone()),
        reason: reason.map(str::to_owned),
        not_before: Timestamp(0),
        refused: None,
    };
    block::put(w, &row)?;
    facts.blocks = true;
    member::changed(w, origin, contact, facts)
}

/// The operator has seen that it was not done.
pub fn seen(
    w: &Write<'_>,
    origin: Origin,
    (account, contact): (&AccountId, ContactId),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(mut row) = block::get(w, account, contact)?.filter(|row| row.state == AskState::Refused) else {
        return Ok(());
    };
    row.state = AskState::Settled;
    (row.wanted, row.refused) = (row.blocked, None);
    block::put(w, &row)?;
    member::changed(w, origin, contact, facts)
}

/// A call is about to leave.
pub fn attempted(w: &Write<'_>, attempt: &BlockAttempt, facts: &mut Facts) -> Result<(), StoreError> {
    let Some(mut row) = block::get(w, &attempt.account, attempt.contact)? else { return Ok(()) };
    if row.state.is_open() {
        row.state = AskState::Calling;
        block::put(w, &row)?;
    }
    shown(w, attempt.contact, facts)
}

/// An answer came, or it is certain that none will. Where something else was decided meanwhile, that is still to be asked.
pub fn answered(w: &Write<'_>, origin: Origin, answer: BlockAnswer, facts: &mut Facts) -> Result<(), StoreError> {
    let BlockAnswer { account, contact, block: asked, at, outcome } = answer;
    let Some(mut row) = block::get(w, &account, contact)?.filter(|row| row.state.is_open()) else { return Ok(()) };
    let stands = row.wanted == asked;
    let happened = match (&outcome, asked) {
        (AskOutcome::Done, true) => Some(BlockHappened::Blocked),
        (AskOutcome::Done, false) => Some(BlockHappened::Unblocked),
        (AskOutcome::Refused { .. }, true) => Some(BlockHappened::NotBlocked),
        (AskOutcome::Refused { .. }, false) => Some(BlockHappened::NotUnblocked),
        (AskOutcome::Later { .. } | AskOutcome::Lost { .. }, _) => None,
    };
    if outcome == AskOutcome::Done {
        row.blocked = asked;
    }
    (row.state, row.not_before, row.refused) = outcome.leads_to(stands);
    if !row.state.is_open() {
        row.at = at;
    }
    if let Some(happened) = happened {
        let words = row.refused.as_ref().map(|refused| refused.reason.clone());
        let words = words.or_else(|| row.reason.clone().filter(|_| stands));
        line(w, origin, &row, (happened, at, words, row.operator.clone().filter(|_| stands)))?;
    }
    facts.blocks |= !stands;
    block::put(w, &row)?;
    shown(w, contact, facts)
}

/// The provider's list says something else than we knew.
pub fn found(
    w: &Write<'_>,
    origin: Origin,
    (account, contact, blocked): (AccountId, ContactId, bool),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let known = block::get(w, &account, contact)?;
    let open = known.as_ref().is_some_and(|row| row.state.is_open());
    let same = known.as_ref().is_some_and(|row| row.blocked) == blocked;
    if open || same || contact::get(w, contact)?.is_none() {
        return Ok(());
    }
    let row = Block {
        account_id: account,
        contact_id: contact,
        wanted: blocked,
        blocked,
        state: AskState::Settled,
        at: origin.at,
        operator: None,
        reason: None,
        not_before: Timestamp(0),
        refused: None,
    };
    let happened = if blocked { BlockHappened::FoundBlocked } else { BlockHappened::FoundUnblocked };
    block::put(w, &row)?;
    line(w, origin, &row, (happened, origin.at, None, None))?;
    shown(w, contact, facts)
}

type Said = (BlockHappened, Timestamp, Option<String>, Option<String>);

fn line(w: &Write<'_>, origin: Origin, row: &Block, (happened, at, words, operator): Said) -> Result<(), StoreError> {
    let (line, account_id, contact_id) = (origin.position, row.account_id.clone(), row.contact_id);
    block_line::put(w, &BlockLine { line, account_id, contact_id, at, happened, operator, words })
}

/// What shows the person is to be read again. The entry itself names nobody but by our own number.
fn shown(w: &Write<'_>, contact: ContactId, facts: &mut Facts) -> Result<(), StoreError> {
    facts.kind(contract::change::ChangeKind::Members);
    for chat in store::table::chat::of_contact(w, contact)? {
        facts.row(chat);
    }
    Ok(())
}
