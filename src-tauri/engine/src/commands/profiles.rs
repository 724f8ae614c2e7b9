//! The business profile of a number. It is asked for when somebody looks; a change is decided here and asked of the provider
//! later.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::profile::{
    ProfileChangeView, ProfileCommand, ProfilePicture, ProfilePictureAdd, ProfileSave, ProfileView,
};
use contract::workspace::{FileBytes, Nothing};
use contract::{ErrorBody, ErrorCode, Retry};
use domain::AccountId;
use domain::ask::AskState;
use domain::capability::{ContentProblem, ProfileLimits};
use domain::decision::Decision;
use domain::profile::ProfilePhase;
use store::table::profile::{self, Profile};

use super::connection::refused;
use super::{Answer, decide, read, storage};
use crate::core::Core;
use crate::file;

/// The profile as it stands at the provider now, and what was decided last.
pub async fn view(core: &Arc<Core>, account: AccountId) -> Answer<ProfileView> {
    if limits(core, &account).is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    let offline = || ErrorBody { retry: Retry::WhenOnline, ..ErrorCode::Offline.into() };
    let provider = core.numbers.provider(&account).ok_or_else(offline)?;
    let told = provider.profile().await.map_err(|error| refused(&error))?;
    // A page of a hotel's network is no picture.
    let picture = told.picture.map(|bytes| (file::look(&bytes, None).mime, bytes));
    let picture = picture.filter(|(mime, _)| mime.starts_with("image/"));
    let change = read(core, move |_, r| profile::get(r, &account)).await?;
    Ok(ProfileView {
        profile: told.profile,
        picture: picture.map(|(mime, bytes)| FileBytes { mime, base64: STANDARD.encode(bytes) }),
        change: change.map(shown),
    })
}

/// Keeps a picture, once it is one that the provider takes.
pub async fn add_picture(core: &Arc<Core>, request: ProfilePictureAdd) -> Answer<ProfilePicture> {
    let limits = limits(core, &request.account_id).ok_or(ErrorCode::NotFound)?;
    let bytes = STANDARD.decode(request.base64.as_bytes()).map_err(|_| ErrorCode::BadRequest)?;
    if let Some(problem) = problem(&bytes, &limits) {
        return Err(ErrorBody::content(problem));
    }
    let file = core.blocking(move |core| core.media.put(&bytes)).await.map_err(storage)?;
    Ok(ProfilePicture { file })
}

fn problem(bytes: &[u8], limits: &ProfileLimits) -> Option<ContentProblem> {
    let look = file::look(bytes, None);
    limits.picture_problem(&look.mime, u64::try_from(bytes.len()).unwrap_or(u64::MAX), look.pixels)
}

/// Has the provider change it.
pub async fn save(core: &Arc<Core>, request: ProfileSave) -> Answer<Nothing> {
    let ProfileSave { command_id, account_id: account, change } = request;
    let limits = limits(core, &account).ok_or(ErrorCode::NotFound)?;
    let change = change.trimmed();
    if change.is_empty() || !limits.take(&change) {
        return Err(ErrorCode::BadRequest.into());
    }
    if let Some(picture) = change.picture.clone() {
        let bytes = core.blocking(move |core| core.media.get(&picture)).await.map_err(storage)?;
        if let Some(problem) = problem(&bytes.ok_or(ErrorCode::NotFound)?, &limits) {
            return Err(ErrorBody::content(problem));
        }
    }
    decide(core, command_id, Decision::ProfileSaved { account, change }).await.map(|_| Nothing {})
}

/// Gives up what was not done.
pub async fn seen(core: &Arc<Core>, request: ProfileCommand) -> Answer<Nothing> {
    let ProfileCommand { command_id, account_id: account } = request;
    let of = account.clone();
    let found = read(core, move |_, r| profile::get(r, &of)).await?;
    if found.is_none_or(|row| row.state != AskState::Refused) {
        return Err(ErrorCode::TooLate.into());
    }
    decide(core, command_id, Decision::ProfileSeen { account }).await.map(|_| Nothing {})
}

fn limits(core: &Core, account: &AccountId) -> Option<ProfileLimits> {
    let connected = core.numbers.provider(account).map(|provider| provider.capabilities());
    connected.or_else(|| providers::capabilities(account)).and_then(|capabilities| capabilities.profile)
}

fn shown(row: Profile) -> ProfileChangeView {
    let phase = match row.state {
        AskState::Waiting | AskState::Calling | AskState::Unknown => ProfilePhase::Saving,
        AskState::Settled => ProfilePhase::Saved,
        AskState::Refused => ProfilePhase::Refused,
    };
    let unconfirmed = row.state == AskState::Unknown;
    let Profile { change, refused, operator, at, .. } = row;
    ProfileChangeView { change, phase, unconfirmed, refused, operator, at }
}
