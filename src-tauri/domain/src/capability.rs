//! What an account's provider can do. The product asks this and never which provider it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::content::{Content, Interactive, InteractiveAction, MediaKind};
use crate::decision::Outgoing;
use crate::permit::Recipient;
use crate::time::Timestamp;

/// What can be sent from an account, and how large.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Capabilities {
    /// Most characters of a text.
    pub text: u32,
    /// Most characters under a file.
    pub caption: u32,
    /// The files that can be sent; a kind that is missing cannot.
    pub media: Vec<MediaLimit>,
    /// Most cards in one message.
    pub cards: u32,
    /// Whether reactions can be sent one to one.
    pub reactions: bool,
    /// The kinds that can go into a group.
    pub in_groups: Vec<String>,
    /// Whether messages of a group can be marked as read at the provider.
    pub marks_groups_read: bool,
    /// What groups can be.
    pub groups: GroupLimits,
    /// Whom the number can block; none where it cannot.
    pub blocks: Option<BlockLimits>,
    /// What the number's business profile can say; none where it has none.
    pub profile: Option<ProfileLimits>,
}

/// The version of the provider's API that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ApiVersion {
    /// Its name.
    pub name: String,
    /// When it ends, as far as the provider has said.
    pub ends_at: Option<Timestamp>,
}

/// Whom a number can block (reference 8.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BlockLimits {
    /// Who wrote to it within so many hours.
    pub wrote_within_hours: u32,
}

/// What a number's business profile can say (reference 8.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProfileLimits {
    /// Most letters of the line below the name, which has at least one.
    pub about: u32,
    /// Most letters of the address.
    pub address: u32,
    /// Most letters of the description.
    pub description: u32,
    /// Most letters of the email.
    pub email: u32,
    /// Most pages in the web.
    pub websites: u32,
    /// Most letters of the address of each.
    pub website: u32,
    /// The lines of business, in the provider's words.
    pub verticals: Vec<String>,
    /// Most bytes of a picture.
    #[ts(type = "number")]
    pub picture_bytes: u64,
    /// Fewest pixels on each side of a picture, which is square.
    pub picture_pixels: u32,
    /// MIME types of pictures taken.
    pub picture_mimes: Vec<String>,
}

/// What groups of a number can be (reference 1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupLimits {
    /// Most people in one, the business not counted.
    pub seats: u32,
    /// As many where a group of the number is seen to hold more than that: no call tells which numbers may.
    pub seats_where_more: u32,
    /// Most letters of a name.
    pub subject: u32,
    /// Most letters of a description.
    pub description: u32,
    /// Most bytes of a picture.
    #[ts(type = "number")]
    pub picture_bytes: u64,
    /// Fewest pixels on each side of a picture, which is square.
    pub picture_pixels: u32,
    /// Most people who can be taken out by one call.
    pub removed_at_once: u32,
    /// Most messages that are pinned at once; one more takes the place of the oldest.
    pub pins: u32,
    /// Most days for which a message is pinned.
    pub pin_days: u8,
}

/// What files of one kind can be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MediaLimit {
    /// The kind.
    pub media: MediaKind,
    /// Most bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// MIME types taken; empty takes any.
    pub mimes: Vec<String>,
}

/// Why something cannot be sent from this account, ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum ContentProblem {
    /// There is nothing in it.
    #[error("the message is empty")]
    Empty,
    /// Too many characters.
    #[error("more than {most} characters")]
    TooLong {
        /// How many are allowed.
        most: u32,
    },
    /// Too many bytes.
    #[error("more than {most} bytes")]
    TooLarge {
        /// How many are allowed.
        #[ts(type = "number")]
        most: u64,
    },
    /// A type of file that the provider does not take.
    #[error("files of this type cannot be sent as this kind")]
    WrongType,
    /// A kind that cannot be sent at all, or not to a group.
    #[error("this kind cannot be sent here")]
    NotHere,
    /// A picture that is not square, or too small.
    #[error("the picture has to be square, of at least {least} pixels")]
    NotSquare {
        /// The fewest pixels on each side.
        least: u32,
    },
    /// Too many buttons, rows, cards, or none.
    #[error("a wrong number of choices")]
    Choices,
}

impl Capabilities {
    /// The limit for a kind of file, where it can be sent.
    #[must_use]
    pub fn limit(&self, media: MediaKind) -> Option<&MediaLimit> {
        self.media.iter().find(|limit| limit.media == media)
    }

    /// The kinds that can go to one person, in the words of a content.
    #[must_use]
    pub fn in_direct(&self) -> Vec<String> {
        let files = self.media.iter().map(|limit| limit.media.as_str());
        let others = ["text", "location", "contacts", "interactive", "template"];
        let reaction = self.reactions.then_some("reaction");
        files.chain(others).chain(reaction).map(str::to_owned).collect()
    }

    /// Checks what is to be sent before anything leaves or is queued.
    ///
    /// # Errors
    /// The first problem found.
    pub fn check(&self, outgoing: &Outgoing, recipient: &Recipient) -> Result<(), ContentProblem> {
        let group = matches!(recipient, Recipient::Group(_));
        let into_groups = |wanted: &str| self.in_groups.iter().any(|kind| kind == wanted);
        let here = match outgoing {
            Outgoing::Message { content, .. } => !group || into_groups(content.kind()),
            Outgoing::Reaction { .. } => self.reactions && (!group || into_groups("reaction")),
            Outgoing::Pin { .. } => group && into_groups("pin"),
        };
        match outgoing {
            _ if !here => Err(ContentProblem::NotHere),
            Outgoing::Message { content, .. } => self.check_content(content),
            Outgoing::Reaction { .. } | Outgoing::Pin { .. } => Ok(()),
        }
    }

    fn check_content(&self, content: &Content) -> Result<(), ContentProblem> {
        match content {
            Content::Text { body } if body.trim().is_empty() => Err(ContentProblem::Empty),
            Content::Text { body } => at_most(body, self.text),
            Content::Media(file) => {
                let limit = self.limit(file.media).ok_or(ContentProblem::NotHere)?;
                if !limit.mimes.is_empty() && !limit.mimes.contains(&file.mime) {
                    return Err(ContentProblem::WrongType);
                }
                if file.bytes == Some(0) {
                    return Err(ContentProblem::Empty);
                }
                if file.bytes.is_some_and(|bytes| bytes > limit.bytes) {
                    return Err(ContentProblem::TooLarge { most: limit.bytes });
                }
                file.caption.as_deref().map_or(Ok(()), |caption| at_most(caption, self.caption))
            }
            Content::Contacts { cards } if cards.is_empty() || cards.len() > self.cards as usize => {
                Err(ContentProblem::Choices)
            }
            Content::Interactive(message) => check_interactive(message),
            Content::Location(_) | Content::Contacts { .. } | Content::Template(_) => Ok(()),
            Content::Answer(_)
            | Content::Form { .. }
            | Content::Order { .. }
            | Content::System { .. }
            | Content::Unsupported { .. }
            | Content::Unknown { .. } => Err(ContentProblem::NotHere),
        }
    }
}

fn at_most(text: &str, most: u32) -> Result<(), ContentProblem> {
    if text.chars().count() > most as usize { Err(ContentProblem::TooLong { most }) } else { Ok(()) }
}

/// Reference 2.2.
fn check_interactive(message: &Interactive) -> Result<(), ContentProblem> {
    if message.body.trim().is_empty() {
        return Err(ContentProblem::Empty);
    }
    for line in [&message.header, &message.footer].into_iter().flatten() {
        at_most(line, 60)?;
    }
    match &message.action {
        InteractiveAction::Buttons { buttons } => {
            at_most(&message.body, 1024)?;
            if buttons.is_empty() || buttons.len() > 3 {
                return Err(ContentProblem::Choices);
            }
            buttons.iter().try_for_each(|button| at_most(&button.title, 20))
        }
        InteractiveAction::List { button, sections } => {
            at_most(&message.body, 4096)?;
            at_most(button, 20)?;
            let rows = sections.iter().map(|section| section.rows.len()).sum::<usize>();
            if rows == 0 || rows > 10 || sections.len() > 10 {
                return Err(ContentProblem::Choices);
            }
            sections.iter().flat_map(|section| &section.rows).try_for_each(|row| at_most(&row.title, 24))
        }
        InteractiveAction::Link { title, .. } => at_most(title, 20),
        InteractiveAction::LocationRequest => at_most(&message.body, 1024),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Media;
    use crate::person::Person;
    use rstest::rstest;

    fn shop() -> Capabilities {
        Capabilities {
            text: 10,
            caption: 4,
            media: vec![MediaLimit { media: MediaKind::Image, bytes: 100, mimes: vec!["image/png".into()] }],
            cards: 5,
            reactions: true,
            in_groups: vec!["text".into()],
            marks_groups_read: false,
            groups: GroupLimits {
                seats: 8,
                seats_where_more: 1_024,
                subject: 128,
                description: 2_048,
                picture_bytes: 5 << 20,
                picture_pixels: 192,
                removed_at_once: 8,
                pins: 3,
                pin_days: 30,
            },
            blocks: None,
            profile: None,
        }
    }

    fn anna() -> Recipient {
        Recipient::Person(Person::by_phone("77001234108"))
    }

    fn message(content: Content) -> Outgoing {
        Outgoing::Message { content, reply_to: None }
    }

    fn picture(mime: &str, bytes: u64, caption: &str) -> Outgoing {
        message(Content::Media(Media {
            media: MediaKind::Image,
            mime: mime.into(),
            caption: Some(caption.into()),
            filename: None,
            provider_media: None,
            file: None,
            bytes: Some(bytes),
            animated: false,
        }))
    }

    #[rstest]
    #[case::spaces(message(Content::Text { body: "  ".into() }), Err(ContentProblem::Empty))]
    #[case::letters_are_counted_not_bytes(message(Content::Text { body: "десятьбукв".into() }), Ok(()))]
    #[case::one_too_many(message(Content::Text { body: "десятьбукв!".into() }), Err(ContentProblem::TooLong { most: 10 }))]
    #[case::fits(picture("image/png", 100, "ok"), Ok(()))]
    #[case::nothing_in_it(picture("image/png", 0, "ok"), Err(ContentProblem::Empty))]
    #[case::too_large(picture("image/png", 101, "ok"), Err(ContentProblem::TooLarge { most: 100 }))]
    #[case::wrong_type(picture("image/gif", 1, "ok"), Err(ContentProblem::WrongType))]
    #[case::long_caption(picture("image/png", 1, "долго"), Err(ContentProblem::TooLong { most: 4 }))]
    #[case::only_comes_in(message(Content::Unknown { what: "poll".into() }), Err(ContentProblem::NotHere))]
    fn what_may_go_to_anna(#[case] outgoing: Outgoing, #[case] answer: Result<(), ContentProblem>) {
        assert_eq!(shop().check(&outgoing, &anna()), answer);
    }

    #[test]
    fn a_group_takes_only_what_the_account_can_send_there() {
        let group = Recipient::Group("GRP".into());
        assert_eq!(shop().check(&message(Content::Text { body: "Hi".into() }), &group), Ok(()));
        assert_eq!(shop().check(&picture("image/png", 1, ""), &group), Err(ContentProblem::NotHere));
        let heart = Outgoing::Reaction { target: "wamid.1".into(), emoji: Some("❤️".into()) };
        assert_eq!(shop().check(&heart, &group), Err(ContentProblem::NotHere));
        assert_eq!(shop().check(&heart, &anna()), Ok(()));
    }

    #[test]
    fn a_message_is_pinned_in_groups_only_and_only_where_the_account_can() {
        let pin = Outgoing::Pin { target: "wamid.1".into(), days: Some(7) };
        let pins = Capabilities { in_groups: vec!["pin".into()], ..shop() };
        let group = Recipient::Group("GRP".into());
        assert_eq!(pins.check(&pin, &group), Ok(()));
        assert_eq!(pins.check(&pin, &anna()), Err(ContentProblem::NotHere));
        assert_eq!(shop().check(&pin, &group), Err(ContentProblem::NotHere));
    }
}
