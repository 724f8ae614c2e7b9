//! What a permission is for. Purposes are data: four come with the product, others are made by operators.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use ts_rs::TS;

use crate::template::TemplateCategory;
use crate::time::Timestamp;

/// The word for a purpose in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct PurposeId(pub String);

impl PurposeId {
    /// The word itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for PurposeId {
    fn from(word: &str) -> Self {
        Self(word.to_owned())
    }
}

/// To answer what the person asked for; the only purpose that "wrote first" permits.
pub const SERVICE_REPLIES: &str = "service_replies";
/// To invite people into groups.
pub const GROUP_INVITATIONS: &str = "group_invitations";
/// The purposes that come with the product, in the order of the screen.
pub const BUILT_IN: [&str; 4] = [SERVICE_REPLIES, "order_updates", "offers", GROUP_INVITATIONS];

/// What a permission is for, and what it permits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Purpose {
    /// Its word in the ledger.
    pub purpose: PurposeId,
    /// Its name, of an operator's own; the screen names those that come with the product.
    pub title: Option<String>,
    /// Templates of these categories may be sent for it when the window is closed.
    pub permits: Vec<TemplateCategory>,
    /// Whether people may be sent a group's link for it.
    pub invites: bool,
    /// Whether a grant counts only once the person confirmed it by a button (double opt-in).
    pub confirm: bool,
    /// How long a grant is good, in days; none without end.
    pub lasts_days: Option<u32>,
    /// What a person writes, as a whole message, to grant it.
    #[serde(default)]
    pub keywords: Vec<String>,
}

impl Purpose {
    /// Whether templates of that category may be sent for this purpose.
    #[must_use]
    pub fn permits(&self, category: TemplateCategory) -> bool {
        self.permits.contains(&category)
    }
}

/// The purposes that come with the product as they are before anybody changes them.
#[must_use]
pub fn built_in() -> Vec<Purpose> {
    let purpose = |word: &str, permits: &[TemplateCategory], invites: bool| Purpose {
        purpose: PurposeId::from(word),
        title: None,
        permits: permits.to_vec(),
        invites,
        confirm: false,
        lasts_days: None,
        keywords: Vec::new(),
    };
    let [service, orders, offers, invitations] = BUILT_IN;
    vec![
        purpose(service, &[TemplateCategory::Utility], false),
        purpose(orders, &[TemplateCategory::Utility], false),
        purpose(offers, &[TemplateCategory::Marketing], false),
        purpose(invitations, &[], true),
    ]
}

/// The exact text that people are shown when they are asked, in one language. A changed text is a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Wording {
    /// What for.
    pub purpose: PurposeId,
    /// From 1.
    pub version: u32,
    /// `en`, `ru` and so on.
    pub language: String,
    /// The text.
    pub text: String,
    /// Since when it is shown.
    pub since: Timestamp,
}

impl Wording {
    /// SHA-256 of the text in hexadecimal, which stands in the ledger beside the version.
    #[must_use]
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.text.as_bytes()))
    }
}

/// The version of the texts that come with the product; an operator's own begin after it.
pub const BUILT_IN_VERSION: u32 = 1;

/// The texts that come with the product, by which people are asked until somebody writes better ones.
#[must_use]
pub fn built_in_wordings() -> Vec<Wording> {
    let texts = [
        (
            "order_updates",
            "en",
            "You may write to me here about my orders. I can stop this at any time by writing STOP.",
        ),
        ("order_updates", "ru", "Можно писать мне сюда о моих заказах. Чтобы отказаться, достаточно написать СТОП."),
        ("offers", "en", "You may send me offers and news here. I can stop this at any time by writing STOP."),
        ("offers", "ru", "Можно присылать мне сюда предложения и новости. Чтобы отказаться, достаточно написать СТОП."),
        (
            "group_invitations",
            "en",
            "You may invite me to your WhatsApp groups. I can stop this at any time by writing STOP.",
        ),
        (
            "group_invitations",
            "ru",
            "Можно приглашать меня в ваши группы WhatsApp. Чтобы отказаться, достаточно написать СТОП.",
        ),
    ];
    let wording = |(purpose, language, text): (&str, &str, &str)| Wording {
        purpose: PurposeId::from(purpose),
        version: BUILT_IN_VERSION,
        language: language.to_owned(),
        text: text.to_owned(),
        since: Timestamp(0),
    };
    texts.map(wording).into()
}
