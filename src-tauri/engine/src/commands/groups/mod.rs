//! Groups: the list, one group, its history, and what is asked of the provider.

pub mod activity;
pub mod ask;
pub mod invite;
mod picture;
mod rows;
mod words;

use std::sync::Arc;

use contract::ErrorCode;
use contract::group::{
    GroupFilter, GroupHistory, GroupHistoryRequest, GroupLine, GroupLink, GroupNumber, GroupView, GroupsPage,
    GroupsRequest, JoinRequest,
};
use domain::capability::GroupLimits;
use domain::template::Template;
use domain::{AccountId, ChatId};
use qrcode::{Color, EcLevel, QrCode};
use store::table::account::AccountState;
use store::table::group_chat::{GroupList, GroupPlace};
use store::table::{account, group_act, group_chat, group_count, group_line, join_request, participant, setting};
use store::{Read, StoreError};

pub use rows::line;

use super::{Answer, read};
use crate::core::Core;
use crate::group::{compared, may_have_groups};

/// Most rows of a page.
const MOST: u32 = 200;
/// Most requests to enter that are read at once: as many as the screen shows, and some whose decision can still be taken back.
const MOST_REQUESTS: usize = 110;
/// Most things asked of the provider that are shown at once.
const MOST_ACTS: usize = 50;

/// A part of the list.
pub async fn groups(core: &Arc<Core>, request: GroupsRequest) -> Answer<GroupsPage> {
    let limit = request.limit.clamp(1, MOST) as usize;
    let after = request.after.as_deref().map(place).transpose()?;
    read(core, move |core, r| {
        let numbers = numbers(core, r)?;
        let which = match request.filter {
            GroupFilter::All => GroupList::All,
            GroupFilter::Requests => GroupList::Requests,
            GroupFilter::Suspended => GroupList::Suspended,
            GroupFilter::Free => GroupList::Below(numbers.iter().map(|number| number.seats).max().unwrap_or(0)),
        };
        let mut found = group_chat::list(r, which, &request.query, after.as_ref(), limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|group| written(&group.place()));
        let rows = found.into_iter().map(|group| rows::group(core, r, group)).collect::<Result<_, _>>()?;
        let making = group_act::shown(r, None, MOST_ACTS)?.into_iter().map(rows::act).collect();
        Ok(GroupsPage { rows, next, total: group_count::total(r)?, requests: join_request::count(r)?, making, numbers })
    })
    .await
}

/// One group.
pub async fn group(core: &Arc<Core>, chat: ChatId) -> Answer<GroupView> {
    let found = read(core, move |core, r| {
        let Some(group) = group_chat::get(r, chat)? else { return Ok(None) };
        let account = group.account_id.clone();
        let people = participant::all(r, &account, &group.group_id)?;
        let compared_at = setting::get(r, &compared(chat))?.or(group.compared_at);
        Ok(Some(GroupView {
            description: group.description.clone(),
            approval: group.approval,
            created_at: group.created_at,
            link: group.link.as_deref().map(linked),
            rule: group.rule.clone(),
            welcome: rows::welcome(&group),
            people: people.into_iter().map(|one| rows::person(r, &account, one)).collect::<Result<_, _>>()?,
            requests: rows::requests(core, r, join_request::open_of(r, chat)?)?,
            acts: group_act::shown(r, Some(chat), MOST_ACTS)?.into_iter().map(rows::act).collect(),
            compared_at,
            found: group.found,
            row: rows::group(core, r, group)?,
        }))
    });
    found.await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// A part of a history.
pub async fn history(core: &Arc<Core>, request: GroupHistoryRequest) -> Answer<GroupHistory> {
    let limit = request.limit.clamp(1, MOST) as usize;
    if request.chat_id.is_none() && request.contact_id.is_none() {
        return Err(ErrorCode::BadRequest.into());
    }
    read(core, move |_, r| {
        let before = request.before.unwrap_or(i64::MAX);
        let mut found = group_line::page(r, request.chat_id, request.contact_id, before, limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let lines = found.into_iter().map(|line| rows::line(r, line)).collect::<Result<Vec<GroupLine>, _>>()?;
        Ok(GroupHistory { lines, more })
    })
    .await
}

/// Everybody who asks to enter any group.
pub async fn requests(core: &Arc<Core>) -> Answer<Vec<JoinRequest>> {
    read(core, |core, r| rows::requests(core, r, join_request::open(r, MOST_REQUESTS)?)).await
}

/// Whether a template is one that invites into a group, as far as its examples tell.
pub fn invites(template: &Template) -> bool {
    words::is_offered(template) && words::carries_a_link(&words::guessed(template.clone(), ""))
}

/// What groups of a number can be.
pub fn limits(core: &Core, account: &AccountId) -> Option<GroupLimits> {
    let connected = core.numbers.provider(account).map(|provider| provider.capabilities());
    connected.or_else(|| providers::capabilities(account)).map(|capabilities| capabilities.groups)
}

/// How many people a group of a number holds. What more than the usual are in shows that its groups are larger.
pub fn seats(core: &Core, r: &Read<'_>, account: &AccountId) -> Result<u32, StoreError> {
    let Some(limits) = limits(core, account) else { return Ok(0) };
    let more = group_chat::largest(r, account)? > limits.seats;
    Ok(if more { limits.seats_where_more } else { limits.seats })
}

fn numbers(core: &Core, r: &Read<'_>) -> Result<Vec<GroupNumber>, StoreError> {
    let all = account::all(r)?.into_iter().filter(|number| number.state == AccountState::SetUp);
    let number = |number: account::Account| {
        let Some(limits) = limits(core, &number.account_id) else { return Ok(None) };
        let may = setting::get(r, &may_have_groups(&number.account_id))?;
        let GroupLimits { subject, description, .. } = limits;
        let seats = seats(core, r, &number.account_id)?;
        Ok(Some(GroupNumber { account_id: number.account_id, seats, subject, description, may }))
    };
    all.filter_map(|one| number(one).transpose()).collect()
}

/// The link, and the same to be photographed.
fn linked(link: &str) -> GroupLink {
    let code = QrCode::with_error_correction_level(link, EcLevel::M).ok();
    let rows = code.map(|code| {
        let modules = code.to_colors();
        let row = |row: &[Color]| row.iter().map(|module| if *module == Color::Dark { '1' } else { '0' }).collect();
        modules.chunks(code.width()).map(row).collect()
    });
    GroupLink { link: link.to_owned(), qr: rows.unwrap_or_default() }
}

fn written((section, name, chat): &GroupPlace) -> String {
    format!("{section}:{chat}:{name}")
}

fn place(text: &str) -> Result<GroupPlace, ErrorCode> {
    let mut parts = text.splitn(3, ':');
    let mut number = || parts.next()?.parse::<i64>().ok();
    let (section, chat) = number().zip(number()).ok_or(ErrorCode::BadRequest)?;
    Ok((section, parts.next().unwrap_or_default().to_owned(), chat))
}
