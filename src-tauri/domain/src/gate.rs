//! The gate: may this be sent to them now? The only maker of permits. Composer, checker and worker ask the same function.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::consent::{Consent, ConsentState, Consents, Purpose, PurposeId, SERVICE_REPLIES, Source};
use crate::content::Content;
use crate::decision::Outgoing;
use crate::id::AccountId;
use crate::permit::{Ground, Permit, Recipient};
use crate::template::TemplateCategory;
use crate::time::Timestamp;
use crate::window::ServiceWindow;

/// What is asked.
#[derive(Debug)]
pub struct Question<'a> {
    /// From which number.
    pub account: &'a AccountId,
    /// To whom.
    pub recipient: &'a Recipient,
    /// What.
    pub outgoing: &'a Outgoing,
}

/// What is known when it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The window of the chat.
    pub window: ServiceWindow,
    /// The person's consents; none of a group.
    pub consents: &'a Consents,
    /// The purposes of the workspace.
    pub purposes: &'a [Purpose],
    /// Whether we blocked the person at this number.
    pub blocked: bool,
}

/// What somebody would like to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// A free-form message, a reaction, a pin.
    FreeForm,
    /// A template of a category.
    Template(TemplateCategory),
    /// A template of a category that invites into a group, or says that there is no seat yet.
    Invitation(TemplateCategory),
    /// A template with the link of a group in its words: an invitation, whatever else it is.
    LinkInTemplate(TemplateCategory),
    /// A free-form message with the link of a group in its words.
    LinkInWords,
    /// Whatever a purpose permits, as the checker and whoever plans ahead ask.
    For(PurposeId),
}

impl Wish {
    /// What sending this to them comes to. A link of a group is an invitation to a person; in a group it is a message.
    #[must_use]
    pub fn of(outgoing: &Outgoing, recipient: &Recipient) -> Self {
        let to_person = matches!(recipient, Recipient::Person(_));
        match outgoing {
            Outgoing::Message { content: Content::Template(template), .. } if template.invites.is_some() => {
                Self::Invitation(template.category)
            }
            Outgoing::Message { content: content @ Content::Template(template), .. } if to_person && links(content) => {
                Self::LinkInTemplate(template.category)
            }
            Outgoing::Message { content, .. } if to_person && links(content) => Self::LinkInWords,
            Outgoing::Message { content: Content::Template(template), .. } => Self::Template(template.category),
            Outgoing::Message { .. } | Outgoing::Reaction { .. } | Outgoing::Pin { .. } => Self::FreeForm,
        }
    }
}

/// Where the links of all groups begin (reference 1.2).
const GROUP_LINKS: &str = "chat.whatsapp.com/";

/// Whether the link of a group stands anywhere in a message: in its words, a row, the title of a button, a card.
fn links(content: &Content) -> bool {
    serde_json::to_string(content).is_ok_and(|whole| whole.to_ascii_lowercase().contains(GROUP_LINKS))
}

/// Why the gate says no. A stable word on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Free-form messages need an open window.
    #[error("the service window is closed")]
    WindowClosed,
    /// Nobody ever asked the person.
    #[error("no consent permits it")]
    NoConsent,
    /// The person was asked and has not answered.
    #[error("the person was asked and has not answered")]
    Asked,
    /// The person said yes, and the purpose asks for a confirmation by a button.
    #[error("the consent is not confirmed")]
    NotConfirmed,
    /// The person said no.
    #[error("the person said no")]
    Declined,
    /// The person took the consent back.
    #[error("the person took the consent back")]
    Withdrawn,
    /// The person switched marketing messages off at the provider.
    #[error("the person switched marketing messages off")]
    StoppedAtProvider,
    /// The consent has ended.
    #[error("the consent has ended")]
    Expired,
    /// There is no such purpose (any more).
    #[error("there is no such purpose")]
    NoSuchPurpose,
    /// We blocked the person at this number.
    #[error("we blocked the person")]
    Blocked,
    /// It has the link of a group, and no consent to invitations permits that.
    #[error("it has the link of a group, and no consent to invitations permits that")]
    GroupLink,
}

impl Refusal {
    /// The word on the wire and in the journal.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WindowClosed => "window_closed",
            Self::NoConsent => "no_consent",
            Self::Asked => "asked",
            Self::NotConfirmed => "not_confirmed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::StoppedAtProvider => "stopped_at_provider",
            Self::Expired => "expired",
            Self::NoSuchPurpose => "no_such_purpose",
            Self::Blocked => "blocked",
            Self::GroupLink => "group_link",
        }
    }
}

/// The nearest thing that is permitted, or what would make it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "alternative", rename_all = "snake_case")]
pub enum Alternative {
    /// An answer in free form while the window is open.
    Reply {
        /// When it closes.
        closes: Timestamp,
    },
    /// A template of that category.
    Template {
        /// Which.
        category: TemplateCategory,
    },
    /// To wait for the person's answer.
    Wait,
    /// To ask for a consent, or to record one that was given.
    Ask,
    /// Nothing, until the person writes or says yes again.
    TheirTurn,
    /// To block the person no more.
    Unblock,
}

/// A no with its reason and what may be done instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Denial {
    /// Why.
    pub refusal: Refusal,
    /// What instead.
    pub instead: Alternative,
}

/// Decides, and gives the permit when the answer is yes.
///
/// # Errors
/// The reason why not.
pub fn decide(question: &Question<'_>, known: Known<'_>, now: Timestamp) -> Result<Permit, Denial> {
    let Question { account, recipient, outgoing } = question;
    let ground = verdict(&Wish::of(outgoing, recipient), known, now)?;
    Ok(Permit::new((*account).clone(), (*recipient).clone(), outgoing.hash(), ground, now))
}

/// Whether it may be sent, and on what ground.
///
/// # Errors
/// The reason why not, with what may be done instead.
pub fn verdict(wish: &Wish, known: Known<'_>, now: Timestamp) -> Result<Ground, Denial> {
    if known.blocked {
        return Err(Denial { refusal: Refusal::Blocked, instead: Alternative::Unblock });
    }
    let ground = match wish {
        Wish::FreeForm => open(known).ok_or(Refusal::WindowClosed),
        Wish::Template(category) => template(*category, known, now),
        Wish::Invitation(category) => invitation(*category, known, now),
        Wish::LinkInTemplate(category) => template(*category, known, now).and_then(|_| linked(*category, known, now)),
        Wish::LinkInWords => match open(known) {
            Some(_) => linked(TemplateCategory::Utility, known, now),
            None => Err(Refusal::WindowClosed),
        },
        Wish::For(purpose) => purpose_permits(purpose, known, now),
    };
    ground.map_err(|refusal| Denial { refusal, instead: instead(refusal, known, now) })
}

const fn open(known: Known<'_>) -> Option<Ground> {
    match known.window {
        ServiceWindow::Open { closes } => Some(Ground::Reply { closes }),
        ServiceWindow::Never | ServiceWindow::Closed { .. } => None,
    }
}

/// Inside the window a template is an answer like any other, unless the person said no to what it is: then only their own
/// words may be answered.
fn template(category: TemplateCategory, known: Known<'_>, now: Timestamp) -> Result<Ground, Refusal> {
    let Known { consents, purposes, .. } = known;
    if !consents.took_back(category, purposes, now)
        && let Some(ground) = open(known)
    {
        return Ok(ground);
    }
    if let Some(consent) = consents.for_category(category, purposes, now) {
        return Ok(Ground::Consent { entry: consent.entry });
    }
    Err(heaviest(known, now, |purpose| purpose.permits(category)))
}

/// An invitation takes a consent to invitations, also inside the window: to have written is not to have asked for a group.
fn invitation(category: TemplateCategory, known: Known<'_>, now: Timestamp) -> Result<Ground, Refusal> {
    let Known { consents, purposes, .. } = known;
    if category == TemplateCategory::Marketing && consents.took_back(category, purposes, now) {
        return Err(heaviest(known, now, |purpose| purpose.permits(category)));
    }
    let consent = consents.for_invitations(purposes, now);
    let ground = consent.map(|consent| Ground::Consent { entry: consent.entry });
    ground.ok_or_else(|| heaviest(known, now, |purpose| purpose.invites))
}

fn linked(category: TemplateCategory, known: Known<'_>, now: Timestamp) -> Result<Ground, Refusal> {
    invitation(category, known, now).map_err(|_| Refusal::GroupLink)
}

/// Of the reasons of several purposes the one that says most.
fn heaviest(known: Known<'_>, now: Timestamp, concerned: impl Fn(&Purpose) -> bool) -> Refusal {
    let concerned = known.purposes.iter().filter(|purpose| concerned(purpose));
    let refusals = concerned.map(|purpose| why_not(&known.consents.of(purpose, now)));
    refusals.max_by_key(|refusal| weight(*refusal)).unwrap_or(Refusal::NoConsent)
}

fn purpose_permits(id: &PurposeId, known: Known<'_>, now: Timestamp) -> Result<Ground, Refusal> {
    let purpose = known.purposes.iter().find(|purpose| purpose.purpose == *id).ok_or(Refusal::NoSuchPurpose)?;
    if id.as_str() == SERVICE_REPLIES
        && let Some(ground) = open(known)
    {
        return Ok(ground);
    }
    let consent = known.consents.of(purpose, now);
    let taken_back = |category: &TemplateCategory| known.consents.took_back(*category, known.purposes, now);
    // A template does not say for which purpose it is: where none would pass, the purpose permits nothing.
    if !purpose.permits.is_empty() && consent.permits && purpose.permits.iter().all(taken_back) {
        return Err(Refusal::Withdrawn);
    }
    if consent.permits { Ok(Ground::Consent { entry: consent.entry }) } else { Err(why_not(&consent)) }
}

/// Why a consent that does not permit does not.
fn why_not(consent: &Consent) -> Refusal {
    match consent.state {
        _ if consent.taken_back && consent.source == Some(Source::Provider) => Refusal::StoppedAtProvider,
        Some(ConsentState::Refused) => Refusal::Declined,
        Some(ConsentState::Requested) => Refusal::Asked,
        _ if consent.taken_back => Refusal::Withdrawn,
        Some(ConsentState::Expired) => Refusal::Expired,
        Some(ConsentState::Granted) => Refusal::NotConfirmed,
        Some(ConsentState::Withdrawn | ConsentState::Confirmed | ConsentState::Resumed) | None => Refusal::NoConsent,
    }
}

/// Of several reasons the one that says most: a person's own no before everything else.
const fn weight(refusal: Refusal) -> u8 {
    match refusal {
        Refusal::NoConsent | Refusal::WindowClosed | Refusal::NoSuchPurpose | Refusal::GroupLink => 0,
        Refusal::Expired => 1,
        Refusal::NotConfirmed => 2,
        Refusal::Asked => 3,
        Refusal::Declined => 4,
        Refusal::StoppedAtProvider => 5,
        Refusal::Withdrawn => 6,
        Refusal::Blocked => 7,
    }
}

fn instead(refusal: Refusal, known: Known<'_>, now: Timestamp) -> Alternative {
    if let ServiceWindow::Open { closes } = known.window {
        return Alternative::Reply { closes };
    }
    let permitted = [TemplateCategory::Utility, TemplateCategory::Marketing, TemplateCategory::Authentication];
    let permitted =
        permitted.into_iter().find(|category| known.consents.for_category(*category, known.purposes, now).is_some());
    match (permitted, refusal) {
        (Some(category), _) => Alternative::Template { category },
        (None, Refusal::Asked | Refusal::NotConfirmed) => Alternative::Wait,
        (None, Refusal::Declined | Refusal::Withdrawn | Refusal::StoppedAtProvider) => Alternative::TheirTurn,
        (None, _) => Alternative::Ask,
    }
}

#[cfg(test)]
mod tests;
