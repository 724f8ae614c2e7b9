//! Answers one command. A defect that panics in it becomes an error with a reference; the program goes on.

use contract::{ErrorBody, ErrorCode};
use engine::Engine;
use serde_json::Value;

/// Answers a command by its name, with JSON in and out.
///
/// # Errors
/// What the command answers, or [`ErrorCode::Internal`] with a reference that also stands in the log.
pub async fn answer(core: &Engine, name: &str, request: Value) -> Result<Value, ErrorBody> {
    let (core, command) = (core.clone(), name.to_owned());
    let done = tokio::spawn(async move { core.answer(&command, request).await }).await;
    done.unwrap_or_else(|_| Err(defect(name)))
}

fn defect(command: &str) -> ErrorBody {
    let reference = reference();
    tracing::error!(command, reference, "a command ended in a panic");
    ErrorBody { reference: Some(reference), ..ErrorBody::new(ErrorCode::Internal) }
}

/// Eight random hexadecimal digits: enough to find one line in a log.
fn reference() -> String {
    let mut bytes = [0; 4];
    match getrandom::fill(&mut bytes) {
        Ok(()) => hex::encode(bytes),
        Err(_) => "no-random".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_names_a_reference_of_its_own_each_time() {
        let (first, second) = (defect("chats"), defect("chats"));
        assert_eq!(first.code, ErrorCode::Internal);
        assert_eq!(first.reference.as_ref().map(String::len), Some(8));
        assert_ne!(first.reference, second.reference, "two defects are told apart in the log");
    }
}
