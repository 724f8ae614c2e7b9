//! The start of the program with the computer.

/// Why the system does not take it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system does not keep what starts with it")]
pub struct StartupError;

/// What the system starts when somebody signs in.
pub trait Startup: Send + Sync {
    /// Whether this program is among it; none where it cannot be.
    fn autostart(&self) -> Option<bool>;

    /// Puts the program among it, or takes it out.
    ///
    /// # Errors
    /// When the system does not take it.
    fn set_autostart(&self, on: bool) -> Result<(), StartupError>;
}
