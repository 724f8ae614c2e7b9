//! Which sound system is used, and which of its devices.

use cpal::traits::{DeviceTrait, HostTrait};
use cpal::{Device, Host};

/// On Linux the PulseAudio protocol, which PipeWire speaks too: ALSA's bridge to it fails now and then. ALSA where there
/// is no such server. Elsewhere the system's own.
pub fn host() -> Host {
    #[cfg(target_os = "linux")]
    if let Ok(host) = cpal::host_from_id(cpal::HostId::PulseAudio) {
        return host;
    }
    cpal::default_host()
}

/// The devices that play, as the system names them, each name once.
pub fn names() -> Vec<String> {
    let mut names = Vec::new();
    for device in players(&host()) {
        if let Some(name) = name(&device).filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    names
}

/// The device of that name; the system's choice where none was named, and where it is gone.
pub fn player(named: Option<&str>) -> Option<Device> {
    let host = host();
    let chosen = named.and_then(|named| players(&host).find(|device| name(device).as_deref() == Some(named)));
    chosen.or_else(|| host.default_output_device())
}

fn players(host: &Host) -> impl Iterator<Item = Device> + use<> {
    host.output_devices().into_iter().flatten()
}

fn name(device: &Device) -> Option<String> {
    device.description().ok().map(|description| description.name().to_owned())
}
