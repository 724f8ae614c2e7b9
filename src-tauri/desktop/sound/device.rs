//! Which sound system is used.

use cpal::Host;

/// On Linux the PulseAudio protocol, which PipeWire speaks too: ALSA's bridge to it fails now and then. ALSA where there
/// is no such server. Elsewhere the system's own.
pub fn host() -> Host {
    #[cfg(target_os = "linux")]
    if let Ok(host) = cpal::host_from_id(cpal::HostId::PulseAudio) {
        return host;
    }
    cpal::default_host()
}
