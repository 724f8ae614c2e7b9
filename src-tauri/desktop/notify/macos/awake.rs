//! The system slows programs whose windows nobody sees; an alert that comes late is none.

use objc2_foundation::{NSActivityOptions, NSProcessInfo, NSString};

/// Keeps this process as quick as one whose window is seen, to its end. The machine may still go to sleep.
pub fn stay() {
    let reason = NSString::from_str("Alerts about messages");
    let activity = NSProcessInfo::processInfo()
        .beginActivityWithOptions_reason(NSActivityOptions::UserInitiatedAllowingIdleSystemSleep, &reason);
    // It would end with what stands for it: there is no moment at which a console may come late.
    std::mem::forget(activity);
}
