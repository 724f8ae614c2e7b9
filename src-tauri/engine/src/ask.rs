//! What came of asking the provider for something that may be asked twice.

use domain::Timestamp;
use domain::ask::AskOutcome;
use domain::time::MINUTE;
use providers::AskReply;

/// How long what got no answer waits, in milliseconds.
const AGAIN: i64 = MINUTE;

/// The answer as it is kept, with when it goes again.
pub fn outcome(now: Timestamp, reply: AskReply) -> AskOutcome {
    match reply {
        AskReply::Done => AskOutcome::Done,
        AskReply::Refused { reason } => AskOutcome::Refused { reason },
        AskReply::Later { reason, after } => AskOutcome::Later { reason, not_before: now.plus(after) },
        AskReply::Lost => AskOutcome::Lost { not_before: now.plus(AGAIN) },
    }
}
