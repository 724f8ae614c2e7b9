//! The Cloud API of Meta.

mod api;
mod blocks;
mod body;
mod capabilities;
mod codes;
pub mod discover;
pub mod examine;
mod group_calls;
mod groups;
pub mod knock;
pub mod look;
mod loose;
mod media;
mod number;
mod outcome;
mod pages;
mod people;
mod profile;
pub mod reason;
mod templates;
mod upload;
mod version;
pub mod webhook;

use async_trait::async_trait;
use domain::capability::{ApiVersion, Capabilities};
use domain::content::Content;
use domain::decision::{Asking, Outgoing, Refused};
use domain::permit::{Permit, PermitError};
use domain::profile::ProfileChange;
use domain::rate::Rates;
use domain::template::Template;
use domain::{AccountId, GroupId, Person, ProviderMessageId};
use reqwest::Method;
use serde_json::json;

use crate::error::{ProviderError, Retry};
use crate::provider::{
    AskReply, Connection, FetchedMedia, GroupCall, GroupInfo, GroupReply, MediaUpload, NumberInfo, ProfileInfo,
    Provider, SendRequest, SendResult,
};
use api::Api;

/// The word that the journal keeps for bodies of this provider.
pub const SOURCE: &str = "meta";

/// One number at the Cloud API.
#[derive(Debug)]
pub struct Meta {
    api: Api,
    phone_number_id: String,
    waba_id: String,
}

impl Meta {
    /// Opens the connection; nothing is asked yet.
    ///
    /// # Errors
    /// When the address or the token cannot be what they should be.
    pub fn new(connection: Connection) -> Result<Self, ProviderError> {
        let Connection { api_base, token, app_secret, phone_number_id, waba_id, .. } = connection;
        Ok(Self { api: Api::new(&api_base, token, app_secret.as_ref())?, phone_number_id, waba_id })
    }

    /// The handle of the file in `outgoing`, put there now where its bytes were given.
    async fn handle(&self, request: &mut SendRequest<'_>) -> Result<Option<String>, SendResult> {
        let Outgoing::Message { content: Content::Media(file), .. } = request.outgoing else {
            return Ok(None);
        };
        match (request.media.take(), &file.provider_media) {
            (Some(upload), _) => {
                self.upload(upload).await.map(Some).map_err(|error| outcome::of_upload(error, request.attempt))
            }
            (None, Some(handle)) => Ok(Some(handle.clone())),
            (None, None) => Err(refused("media_missing")),
        }
    }
}

#[async_trait]
impl Provider for Meta {
    fn capabilities(&self) -> Capabilities {
        capabilities::of_a_number()
    }

    fn rates(&self, throughput: Option<&str>) -> Rates {
        capabilities::rates(throughput)
    }

    fn api(&self) -> ApiVersion {
        version::named(self.api.version())
    }

    async fn send(&self, permit: Permit, mut request: SendRequest<'_>) -> SendResult {
        let recipient = match permit.redeem(request.account, request.outgoing.hash(), request.now) {
            Ok(recipient) => recipient,
            Err(PermitError::Expired) => {
                let reason = Refused { reason: "permit_expired".to_owned(), code: None };
                return SendResult::Later { reason, after: 0, number_wide: false };
            }
            Err(PermitError::Other) => return refused("permit_other"),
        };
        let handle = match self.handle(&mut request).await {
            Ok(handle) => handle,
            Err(result) => return result,
        };
        let body = match body::of_send(&recipient, request.outgoing, request.callback, handle.as_deref()) {
            Ok(body) => body,
            Err(reason) => return refused(reason),
        };
        let call = self.api.request(Method::POST, &[&self.phone_number_id, "messages"]).json(&body);
        outcome::of_send(self.api.answer(call).await, request.attempt)
    }

    async fn upload(&self, file: MediaUpload) -> Result<String, ProviderError> {
        media::upload(&self.api, &self.phone_number_id, file).await
    }

    async fn mark_read(&self, message: &ProviderMessageId, typing: bool) -> Result<(), ProviderError> {
        let mut body = json!({"messaging_product": "whatsapp", "status": "read", "message_id": message});
        if let (true, Some(body)) = (typing, body.as_object_mut()) {
            body.insert("typing_indicator".to_owned(), json!({"type": "text"}));
        }
        let call = self.api.request(Method::POST, &[&self.phone_number_id, "messages"]).json(&body);
        self.api.checked("marking a message as read", call).await.map(|_| ())
    }

    async fn media(&self, provider_media: &str) -> Result<FetchedMedia, ProviderError> {
        media::fetch(&self.api, &self.phone_number_id, provider_media).await
    }

    async fn templates(&self) -> Result<Vec<Template>, ProviderError> {
        templates::all(&self.api, &self.waba_id).await
    }

    async fn groups(&self) -> Result<Vec<GroupInfo>, ProviderError> {
        groups::all(&self.api, &self.phone_number_id).await
    }

    async fn group_ids(&self) -> Result<Vec<GroupId>, ProviderError> {
        groups::listed(&self.api, &self.phone_number_id).await
    }

    async fn group(&self, group: &GroupId) -> Result<GroupInfo, ProviderError> {
        groups::one(&self.api, group.0.clone()).await
    }

    async fn invite_link(&self, group: &GroupId) -> Result<String, ProviderError> {
        groups::invite_link(&self.api, group).await
    }

    async fn join_requests(&self, group: &GroupId) -> Result<Vec<Asking>, ProviderError> {
        groups::join_requests(&self.api, group).await
    }

    async fn group_call(&self, call: GroupCall<'_>) -> GroupReply {
        group_calls::call(&self.api, &self.phone_number_id, call).await
    }

    async fn block(&self, person: &Person, block: bool) -> AskReply {
        blocks::change(&self.api, &self.phone_number_id, person, block).await
    }

    async fn blocked(&self) -> Result<Vec<Person>, ProviderError> {
        blocks::all(&self.api, &self.phone_number_id).await
    }

    async fn profile(&self) -> Result<ProfileInfo, ProviderError> {
        profile::get(&self.api, &self.phone_number_id).await
    }

    async fn change_profile(&self, change: &ProfileChange, picture: Option<MediaUpload>) -> AskReply {
        profile::change(&self.api, &self.phone_number_id, change, picture).await
    }

    async fn number(&self) -> Result<NumberInfo, ProviderError> {
        let number = number::read(&self.api, &self.phone_number_id).await?;
        Ok(NumberInfo { portfolio: Some(self.waba_id.clone()), ..number })
    }
}

/// What any number of this provider can send.
pub(crate) fn capabilities_of_a_number() -> Capabilities {
    capabilities::of_a_number()
}

/// Whether an account is one of this provider's.
pub(crate) fn owns(account: &AccountId) -> bool {
    account.as_str().starts_with("meta:")
}

/// The account of a number: `meta:<phone_number_id>`.
fn account_id(phone_number_id: &str) -> AccountId {
    AccountId(format!("meta:{phone_number_id}"))
}

/// A MIME type without its parameters, in lower case: `audio/ogg; codecs=opus` is `audio/ogg`.
fn mime_alone(mime: &str) -> String {
    mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn refused(reason: &str) -> SendResult {
    SendResult::Refused { reason: Refused { reason: reason.to_owned(), code: None } }
}

/// An error of ours, without the provider's number.
const fn fault(doing: &'static str, reason: &'static str, retry: Retry) -> ProviderError {
    ProviderError { doing, reason, code: None, retry }
}
