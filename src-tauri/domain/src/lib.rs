//! The words of the product and its rules. Nothing here reads a clock, a file or the network: every decision is a
//! function of what it is given, so that a test, the simulator on the screen and the worker get the same answer.

pub mod ask;
pub mod block;
pub mod capability;
pub mod connection;
pub mod consent;
pub mod content;
pub mod decision;
pub mod delivery;
pub mod doctor;
pub mod erasure;
pub mod event;
pub mod gate;
pub mod group;
pub mod id;
pub mod invitation;
pub mod member;
pub mod notify;
pub mod permit;
pub mod person;
pub mod profile;
pub mod rate;
pub mod retention;
pub mod segment;
pub mod standing;
pub mod template;
pub mod text;
pub mod time;
pub mod welcome;
pub mod window;

pub use content::Content;
pub use id::{
    AccountId, AttributeId, BreakthroughId, ChatId, CommandId, ContactId, FileHash, GroupActId, GroupId, InvitationId,
    JoinRequestId, LabelId, MergeId, MessageId, NoteId, ProviderMessageId, QuickReplyId, ScheduleId, SegmentId,
};
pub use person::Person;
pub use time::Timestamp;
