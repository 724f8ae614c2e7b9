//! Webhooks of whichever provider: whether they are genuine, the answer to a verification, and what a kept body says.
//! The provider is named by the word that the journal keeps and that ends the address of its door.

use domain::erasure::Splice;
use domain::event::{Event, ProviderEvent, Unreadable};
use domain::{AccountId, Person, Timestamp};

use crate::meta;

/// Whether webhooks of that name can be received.
#[must_use]
pub fn is_known(source: &str) -> bool {
    source == meta::SOURCE
}

/// Name of the header that holds the signature of a body.
#[must_use]
pub fn signature_header(source: &str) -> Option<&'static str> {
    is_known(source).then_some(meta::webhook::SIGNATURE)
}

/// Whether a body with this signature comes from the provider that shares the secret. Compared in constant time.
#[must_use]
pub fn is_genuine(source: &str, secret: &str, signature: Option<&str>, body: &[u8]) -> bool {
    is_known(source) && meta::webhook::verify(secret, signature, body).is_ok()
}

/// What to answer when the provider asks whether the address is ours; none where the query does not hold our word.
#[must_use]
pub fn subscription_answer(source: &str, query: &str, verify_token: &str) -> Option<String> {
    is_known(source).then(|| meta::webhook::subscription_answer(query, verify_token)).flatten()
}

/// Makes domain events of a webhook body kept since `received`. `source` is the word that the journal keeps for the
/// provider. Never empty for a body that is not empty, see [`crate::meta::webhook::parse`].
#[must_use]
pub fn parse(source: &str, body: &[u8], received: Timestamp) -> Vec<ProviderEvent> {
    if is_known(source) {
        return meta::webhook::parse(body, received);
    }
    let event = Event::Unknown(Unreadable { at: received, what: "body of an unknown provider".to_owned() });
    vec![ProviderEvent { account: None, account_phone: None, portfolio: None, event }]
}

/// Who is cut out of a body, as whoever keeps the bodies knows them.
pub trait Whom {
    /// What stands for this person, seen under that number of ours; none for anybody else.
    fn stand_in(&self, account: Option<&AccountId>, portfolio: Option<&str>, person: &Person) -> Option<String>;

    /// What stands for the provider's id of a message, where it is one of theirs or was written to them.
    fn message(&self, account: Option<&AccountId>, id: &str) -> Option<String>;

    /// What is shown in the place of an item of theirs that changed a message which was not here.
    fn shows(&self, item: u32) -> Option<String>;
}

/// What has to be replaced in a kept body so that a person is not in it. What others wrote stays as it is, and [`parse`]
/// makes as many events of it as before, in the same order.
#[must_use]
pub fn without(source: &str, body: &[u8], received: Timestamp, whom: &dyn Whom) -> Vec<Splice> {
    if is_known(source) { meta::webhook::without(body, received, whom) } else { Vec::new() }
}

/// The stable word for a provider's number in such a body: why a message failed, what is wrong with the account.
#[must_use]
pub fn reason(source: &str, code: i64) -> &'static str {
    if is_known(source) { meta::reason::word(code) } else { "unknown_code" }
}
