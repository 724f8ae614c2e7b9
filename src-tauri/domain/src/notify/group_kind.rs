//! What messages in a group do by what the group is for and about, before anybody sets anything.

use super::kind::AlertKind;
use super::outcome::{Fields, Importance, Sound, SoundChoice};
use crate::group::{GroupKind, GroupTopic};

impl GroupKind {
    /// What it makes of a kind of event: an announcement only counts its answers, in a support group every question
    /// rings, and in a community only who speaks to us.
    #[must_use]
    pub fn built_in(self, kind: AlertKind) -> Fields {
        let does =
            |sound, banner| Fields { sound: Some(sound), banner: Some(banner), badge: Some(true), ..Fields::default() };
        match (self, kind) {
            (Self::Announcement, AlertKind::GroupMessage | AlertKind::Mention)
            | (Self::Community, AlertKind::GroupMessage) => does(SoundChoice::Silent, false),
            (Self::Support, AlertKind::GroupMessage) => does(SoundChoice::Own(Sound::Kettle), true),
            _ => Fields::default(),
        }
    }
}

impl GroupTopic {
    /// What it makes of a kind of event, over what the group is for: whatever is said where the people matter most rings
    /// and is urgent. A product and a region say only what is talked about.
    #[must_use]
    pub fn built_in(self, kind: AlertKind) -> Fields {
        match (self, kind) {
            (Self::Vip, AlertKind::GroupMessage | AlertKind::Mention) => Fields {
                sound: Some(SoundChoice::Own(Sound::Bell)),
                banner: Some(true),
                badge: Some(true),
                importance: Some(Importance::TimeSensitive),
                ..Fields::default()
            },
            _ => Fields::default(),
        }
    }
}
