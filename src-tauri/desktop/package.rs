//! What the packages promise to the system, beside what the program does.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::link;

/// What the program needs and no linker sees, as both systems call it: the certificates of those who are trusted, without which nothing is
/// asked over HTTP, and the library of the tray, which is opened by its name. Sound stands with them, since few other packages bring it.
const NEEDED: [(&str, &str); 3] = [
    ("ca-certificates", "ca-certificates"),
    ("libayatana-appindicator3-1", "libayatana-appindicator3.so.1()(64bit)"),
    ("libasound2", "libasound.so.2()(64bit)"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn config() -> Value {
    serde_json::from_str(&std::fs::read_to_string(root().join("tauri.conf.json")).unwrap()).unwrap()
}

fn words(config: &Value, pointer: &str) -> Vec<String> {
    serde_json::from_value(config.pointer(pointer).cloned().unwrap_or_default()).unwrap()
}

/// The entry as a package has it.
fn entry(kind: &str) -> String {
    let config = config();
    let file =
        config.pointer(&format!("/bundle/linux/{kind}/desktopTemplate")).and_then(Value::as_str).unwrap().to_owned();
    std::fs::read_to_string(root().join(file)).unwrap()
}

#[test]
fn the_system_is_told_of_the_scheme_that_our_links_begin_with() {
    let schemes = words(&config(), "/plugins/deep-link/desktop/schemes");
    assert_eq!(schemes.len(), 1);
    assert!(link::CHAT.starts_with(&format!("{}://", schemes[0])));
}

#[test]
fn a_desktop_hands_the_link_over_and_starts_the_program_without_one() {
    for kind in ["deb", "rpm"] {
        let entry = entry(kind);
        assert!(entry.starts_with("[Desktop Entry]\n"));
        assert!(entry.lines().any(|line| line == "Exec={{exec}} %u"), "{entry}");
        assert!(entry.lines().any(|line| line == "MimeType={{mime_type}}"), "{entry}");
        let wrong = entry.lines().filter(|line| !line.starts_with(['[', '{']) && !line.contains('='));
        assert_eq!(wrong.count(), 0, "every other line is a key with its value");
    }
}

#[test]
fn what_no_linker_sees_is_asked_for_by_both_packages() {
    let config = config();
    let (deb, rpm) = (words(&config, "/bundle/linux/deb/depends"), words(&config, "/bundle/linux/rpm/depends"));
    for (debian, other) in NEEDED {
        assert!(deb.iter().any(|package| package.split(' ').next() == Some(debian)), "{debian}: {deb:?}");
        assert!(rpm.iter().any(|package| package == other), "{other}: {rpm:?}");
    }
}

#[test]
fn what_is_packed_is_there() {
    let config = config();
    let licence = config.pointer("/bundle/licenseFile").and_then(Value::as_str).map(str::to_owned);
    let files: Vec<PathBuf> =
        words(&config, "/bundle/icon").into_iter().chain(licence).map(|file| root().join(file)).collect();
    assert!(files.len() > 3);
    assert!(files.iter().all(|file| file.is_file()), "{files:?}");
}
