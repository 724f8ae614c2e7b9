//! What a crash leaves: the place of the defect in the log, and no copy of the memory, in which the secrets are.

/// Switches off that the system writes the memory of this process down when it crashes, for it and what it starts. Where
/// that is not the system's way (Windows asks its owner first, macOS is told by its settings) there is nothing to do.
pub fn leave_no_memory() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let nothing = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, nothing) {
            tracing::warn!(kind = ?error.kind(), "a crash may write the memory down");
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::process::{Resource, getrlimit};

    use super::*;

    #[test]
    fn no_core_is_written_from_then_on() {
        leave_no_memory();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
    }
}
