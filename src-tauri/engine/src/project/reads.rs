//! What the provider answered when it was asked: numbers, templates, groups, files.

use contract::change::ChangeKind;
use domain::decision::{ApiRead, MediaFetched};
use domain::standing::Whose;
use domain::{AccountId, ChatId, GroupId, Timestamp};
use store::table::account::{self, Account, AccountState};
use store::table::{chat_change, group_chat, media, message, standing, template};
use store::{StoreError, Write};

use super::people::{Seen, Shared, trace_message};
use super::{Facts, Origin, group, group_act};

/// An answer that is kept.
pub fn api(
    w: &Write<'_>,
    origin: Origin,
    shared: &Shared<'_>,
    read: ApiRead,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    match read {
        ApiRead::Number { account, phone, name, portfolio, sandbox, says } => {
            facts.kind(ChangeKind::Health);
            facts.kind(ChangeKind::Settings);
            standing::put(w, &Whose::Account(account.clone()), &says, asked(origin), origin.latest())?;
            account::put(
                w,
                &Account {
                    account_id: account,
                    phone: Some(phone),
                    name: Some(name),
                    portfolio,
                    sandbox,
                    state: AccountState::SetUp,
                },
            )
        }
        ApiRead::Templates { account, templates } => {
            facts.kind(ChangeKind::Templates);
            template::replace(w, &account, &templates, asked(origin))
        }
        ApiRead::Group { account, group, subject, participants, suspended, description, approval, created_at } => {
            let seen = of_account(w, &account, shared)?;
            let told = told(w, origin, &seen, &group)?;
            facts.conversation(told.chat);
            facts.kind(ChangeKind::Groups);
            let new = group_chat::get(w, told.chat)?.is_none_or(|known| known.compared_at.is_none());
            let ours = group_act::renaming(w, &account, told.chat, &subject)?;
            let named = group::Told { asked: ours.as_ref(), ..told };
            group::named(w, &named, (Some(&subject), None), description.as_deref(), !new)?;
            group::suspended(w, &told, suspended, None)?;
            group_chat::found(w, told.chat, approval, created_at)?;
            group::roster(w, &told, &participants, facts)
        }
        ApiRead::GroupLink { account, group, link } => {
            let seen = of_account(w, &account, shared)?;
            facts.kind(ChangeKind::Groups);
            group::linked(w, &told(w, origin, &seen, &group)?, &link)
        }
        ApiRead::GroupGone { account, group } => {
            let seen = of_account(w, &account, shared)?;
            let told = told(w, origin, &seen, &group)?;
            facts.conversation(told.chat);
            facts.kind(ChangeKind::Groups);
            group::gone(w, &told)
        }
        ApiRead::Block { account, contact, blocked } => {
            super::block::found(w, origin, (account, contact, blocked), facts)
        }
        ApiRead::JoinRequests { account, group, requests } => {
            let seen = of_account(w, &account, shared)?;
            facts.kind(ChangeKind::Groups);
            group::asking(w, &told(w, origin, &seen, &group)?, &requests, facts)
        }
    }
}

/// When it was so: the provider's news tell whole seconds, and what it tells of the same second is newer.
const fn asked(origin: Origin) -> Timestamp {
    Timestamp::from_seconds(origin.at.seconds())
}

fn of_account<'a>(w: &Write<'_>, account: &AccountId, shared: &'a Shared<'a>) -> Result<Seen<'a>, StoreError> {
    let portfolio = account::get(w, account)?.and_then(|account| account.portfolio);
    Ok(Seen::of_account(account.clone(), portfolio, shared))
}

/// A group of which an answer tells; what is not known yet is made.
fn told<'a>(
    w: &Write<'_>,
    origin: Origin,
    seen: &'a Seen<'a>,
    group: &'a GroupId,
) -> Result<group::Told<'a>, StoreError> {
    let chat = chat_change::with_group(w, &seen.account, group, ChatId::at(origin.position, 0), origin.at)?;
    group_chat::put(w, chat, &seen.account, group)?;
    Ok(group::Told { origin, seen, chat, group, at: origin.at, asked: None })
}

/// A file is in the media store, or will never be.
pub fn media(w: &Write<'_>, origin: Origin, fetched: &MediaFetched, facts: &mut Facts) -> Result<(), StoreError> {
    media::put(w, fetched, origin.position)?;
    for (message, chat) in message::by_media(w, &fetched.account, &fetched.provider_media)? {
        trace_message(w, message, origin.position)?;
        facts.conversation(chat);
    }
    Ok(())
}
