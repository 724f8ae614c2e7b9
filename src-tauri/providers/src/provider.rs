//! The trait and the values that cross it.

use async_trait::async_trait;
use bytes::Bytes;
use domain::capability::{ApiVersion, Capabilities};
use domain::decision::{Asking, Outcome, Outgoing, Refused};
use domain::permit::Permit;
use domain::profile::{BusinessProfile, ProfileChange};
use domain::rate::Rates;
use domain::standing::Standing;
use domain::template::Template;
use domain::{AccountId, GroupId, Person, ProviderMessageId, Timestamp};

use crate::error::ProviderError;

/// How long a send waits that found no way to the provider, in milliseconds.
pub const OFFLINE_PAUSE: i64 = 5_000;

/// A text that is never printed: a token, an app secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps the text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the one header or signature that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(...)")
    }
}

/// All that is needed to speak for one number.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Where the API is: `https://graph.facebook.com` or `http://127.0.0.1:PORT`. A version is put behind it unless the
    /// path ends in one.
    pub api_base: String,
    /// The access token.
    pub token: Secret,
    /// The app's secret, where known: then each call carries its proof (reference 8.2).
    pub app_secret: Option<Secret>,
    /// The account, as the discovery or the webhook parser names it.
    pub account: AccountId,
    /// The number's own id at the provider.
    pub phone_number_id: String,
    /// The business account that owns the number: templates belong to it.
    pub waba_id: String,
}

/// What is to be sent, and all that the request needs besides the permit.
#[derive(Debug)]
pub struct SendRequest<'a> {
    /// From which number; the permit must be for it.
    pub account: &'a AccountId,
    /// What; the permit must be for exactly this.
    pub outgoing: &'a Outgoing,
    /// Our correlation text, echoed in the statuses. At most 512 characters (reference 2.1).
    pub callback: &'a str,
    /// The bytes of the file in `outgoing`; none where it has no file, or names the provider's handle of an upload.
    pub media: Option<MediaUpload>,
    /// Which attempt this is, from 1: pauses grow with it.
    pub attempt: u32,
    /// The engine's clock, against which the permit expires.
    pub now: Timestamp,
}

/// What became of a send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendResult {
    /// The provider took it. Not a delivery.
    Accepted {
        /// The provider's id of the message.
        id: ProviderMessageId,
    },
    /// It was not processed and will not be as it is.
    Refused {
        /// Why.
        reason: Refused,
    },
    /// Certainly refused before it was processed: the same may go again later (reference 7.2, last paragraph).
    Later {
        /// Why.
        reason: Refused,
        /// Not before that many milliseconds have passed.
        after: i64,
        /// Whether that holds back whatever the number sends, and not only this message or its chat.
        number_wide: bool,
    },
    /// It certainly never left: no way to the provider was found.
    NotSent,
    /// It was not processed, because the provider does not know the token any more: the same goes with another one.
    NoToken {
        /// Why, in the provider's words.
        reason: Refused,
    },
    /// It may have been processed. It must not be repeated by itself.
    Lost,
}

impl SendResult {
    /// The journal's words for it, at the moment of the answer.
    #[must_use]
    pub fn outcome(self, now: Timestamp) -> Outcome {
        match self {
            Self::Accepted { id } => Outcome::Accepted { id },
            Self::Refused { reason } => Outcome::Refused { reason },
            Self::Later { reason, after, .. } => Outcome::Later { reason, not_before: now.plus(after) },
            Self::NotSent => Outcome::NotSent { not_before: now.plus(OFFLINE_PAUSE) },
            Self::NoToken { reason } => Outcome::Later { reason, not_before: now.plus(OFFLINE_PAUSE) },
            Self::Lost => Outcome::Lost,
        }
    }
}

/// A file on its way to the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaUpload {
    /// Its bytes.
    pub bytes: Bytes,
    /// MIME type without parameters.
    pub mime: String,
    /// Its name, where it has one.
    pub filename: Option<String>,
}

/// A file from the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedMedia {
    /// Its bytes, checked against the hash that the provider gives.
    pub bytes: Bytes,
    /// MIME type as the provider says, without parameters.
    pub mime: String,
}

/// A group as the provider describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupInfo {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub subject: String,
    /// Who is in it, the business itself not counted.
    pub participants: Vec<Person>,
    /// Whether the provider suspended it.
    pub suspended: bool,
    /// Its description, where it is told.
    pub description: Option<String>,
    /// Whether each person who enters is approved by us, where it is told.
    pub approval: Option<bool>,
    /// When it was made, where it is told.
    pub created_at: Option<Timestamp>,
}

/// Something that is asked about groups and changes them (reference 1.2).
#[derive(Debug, Clone)]
pub enum GroupCall<'a> {
    /// To make one.
    Create {
        /// Its name.
        subject: &'a str,
        /// Its description; empty for none.
        description: &'a str,
        /// Whether each person who enters is approved by us.
        approval: bool,
    },
    /// To change name or description; what is none stays.
    Change {
        /// Which.
        group: &'a GroupId,
        /// The new name.
        subject: Option<&'a str>,
        /// The new description.
        description: Option<&'a str>,
    },
    /// To give it a picture.
    Picture {
        /// Which.
        group: &'a GroupId,
        /// A square JPEG.
        file: MediaUpload,
    },
    /// To delete it.
    Delete {
        /// Which.
        group: &'a GroupId,
    },
    /// To make another invite link.
    ReplaceLink {
        /// Of which.
        group: &'a GroupId,
    },
    /// To decide about people who ask to enter.
    Decide {
        /// Into which.
        group: &'a GroupId,
        /// The provider's ids of the requests.
        requests: &'a [String],
        /// Whether they may enter.
        approve: bool,
    },
    /// To take people out.
    Remove {
        /// Of which.
        group: &'a GroupId,
        /// Who: each by their id where it is known, else by their phone.
        people: &'a [Person],
    },
}

/// What came of such a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupReply {
    /// It was taken; what comes of it is told by a webhook with this id, where there is one.
    Taken {
        /// The provider's id of the call.
        request: Option<String>,
    },
    /// It was done, but for these requests to enter.
    Done {
        /// The provider's ids of the requests that were not decided, each with the reason.
        failed: Vec<(String, Refused)>,
    },
    /// The link as it is now.
    Link {
        /// The link.
        link: String,
    },
    /// It was not done.
    Refused {
        /// Why.
        reason: Refused,
    },
    /// Certainly not done; the same may be asked again.
    Later {
        /// Why; none where there was no way to the provider.
        reason: Option<Refused>,
        /// Not before that many milliseconds have passed.
        after: i64,
    },
    /// It may be done. It must not be repeated by itself.
    Lost,
}

/// What came of asking for something that may be asked twice: a block, a change of the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskReply {
    /// It is done.
    Done,
    /// It was not done.
    Refused {
        /// Why.
        reason: Refused,
    },
    /// Not done now; the same may be asked again.
    Later {
        /// Why; none where there was no way to the provider.
        reason: Option<Refused>,
        /// Not before that many milliseconds have passed.
        after: i64,
    },
    /// It may be done. To ask twice is to ask once.
    Lost,
}

/// A number as the provider describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberInfo {
    /// The number as people write it.
    pub display_phone: String,
    /// The name that people see.
    pub name: String,
    /// The scope of business-scoped ids, the same word that the webhook parser puts into its events.
    pub portfolio: Option<String>,
    /// How it stands.
    pub says: Vec<Standing>,
}

/// A number's business profile as the provider has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileInfo {
    /// What stands in it.
    pub profile: BusinessProfile,
    /// Its picture; none where there is none, or it cannot be had.
    pub picture: Option<Bytes>,
}

/// One number at one provider.
#[async_trait]
pub trait Provider: Send + Sync {
    /// What can be sent, and how large.
    fn capabilities(&self) -> Capabilities;

    /// How fast the number may send, by what the provider calls its throughput.
    fn rates(&self, throughput: Option<&str>) -> Rates;

    /// The version of the API that is asked.
    fn api(&self) -> ApiVersion;

    /// Sends one thing once. The permit is used up whatever comes of it; where it does not fit, nothing leaves.
    /// Dropping the future in the middle leaves open whether the message exists: treat it as [`SendResult::Lost`].
    ///
    /// There is no way to call it without a permit:
    /// ```
    /// # use domain::permit::Permit;
    /// # use providers::{Provider, SendRequest, SendResult};
    /// async fn send(to: &dyn Provider, permit: Permit, request: SendRequest<'_>) -> SendResult {
    ///     to.send(permit, request).await
    /// }
    /// ```
    /// ```compile_fail,E0061
    /// # use providers::{Provider, SendRequest, SendResult};
    /// async fn send(to: &dyn Provider, request: SendRequest<'_>) -> SendResult {
    ///     to.send(request).await
    /// }
    /// ```
    async fn send(&self, permit: Permit, request: SendRequest<'_>) -> SendResult;

    /// Puts a file at the provider and gives the handle by which a message can name it.
    ///
    /// # Errors
    /// When the file is refused, or the provider cannot be reached.
    async fn upload(&self, file: MediaUpload) -> Result<String, ProviderError>;

    /// Marks a received message, and those before it in its chat, as read; `typing` shows that an answer is being
    /// written. Not for groups (see [`Capabilities::marks_groups_read`]). May be repeated.
    ///
    /// # Errors
    /// When the provider says no, or cannot be reached.
    async fn mark_read(&self, message: &ProviderMessageId, typing: bool) -> Result<(), ProviderError>;

    /// Fetches a file that somebody sent, by the handle in its message.
    ///
    /// # Errors
    /// When the file has expired, is too large or damaged, or the provider cannot be reached.
    async fn media(&self, provider_media: &str) -> Result<FetchedMedia, ProviderError>;

    /// Every template of the business account, in every state.
    ///
    /// # Errors
    /// When the provider says no, or cannot be reached.
    async fn templates(&self) -> Result<Vec<Template>, ProviderError>;

    /// Every group of the number, with its participants.
    ///
    /// # Errors
    /// When the provider says no (the number may not have groups at all), or cannot be reached.
    async fn groups(&self) -> Result<Vec<GroupInfo>, ProviderError>;

    /// The groups of the number by their ids alone: a call for very many.
    ///
    /// # Errors
    /// As of [`Provider::groups`].
    async fn group_ids(&self) -> Result<Vec<GroupId>, ProviderError>;

    /// One group, with its participants.
    ///
    /// # Errors
    /// When it is not there (any more), or the provider cannot be reached.
    async fn group(&self, group: &GroupId) -> Result<GroupInfo, ProviderError>;

    /// The invite link of a group.
    ///
    /// # Errors
    /// When there is none, or the provider cannot be reached.
    async fn invite_link(&self, group: &GroupId) -> Result<String, ProviderError>;

    /// Everybody who asks to enter a group.
    ///
    /// # Errors
    /// When the group is not there, or the provider cannot be reached.
    async fn join_requests(&self, group: &GroupId) -> Result<Vec<Asking>, ProviderError>;

    /// Asks once for a change of a group. Dropping the future in the middle leaves open whether it is done: treat it as
    /// [`GroupReply::Lost`].
    async fn group_call(&self, call: GroupCall<'_>) -> GroupReply;

    /// Blocks a person, named by their id where it is known, else by their phone; or ends that. May be repeated.
    async fn block(&self, person: &Person, block: bool) -> AskReply;

    /// Everybody whom the number blocked.
    ///
    /// # Errors
    /// When the provider says no, or cannot be reached.
    async fn blocked(&self) -> Result<Vec<Person>, ProviderError>;

    /// The business profile of the number, with its picture.
    ///
    /// # Errors
    /// When the provider says no, or cannot be reached.
    async fn profile(&self) -> Result<ProfileInfo, ProviderError>;

    /// Changes the business profile; `picture` is the file that the change names. May be repeated.
    async fn change_profile(&self, change: &ProfileChange, picture: Option<MediaUpload>) -> AskReply;

    /// The number itself.
    ///
    /// # Errors
    /// When the provider says no, or cannot be reached.
    async fn number(&self) -> Result<NumberInfo, ProviderError>;
}
