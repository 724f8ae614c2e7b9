//! What the provider answered when it was asked: numbers, templates, groups, files.

use contract::change::ChangeKind;
use domain::ChatId;
use domain::decision::{ApiRead, MediaFetched};
use store::table::account::{self, Account, AccountState};
use store::table::{chat_change, media, message, template};
use store::{StoreError, Write};

use super::people::{Seen, Shared, trace_message};
use super::{Facts, Origin, group};

/// An answer that is kept.
pub fn api(
    w: &Write<'_>,
    origin: Origin,
    shared: &Shared<'_>,
    read: ApiRead,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    match read {
        ApiRead::Number { account, phone, name, portfolio, sandbox } => {
            facts.kind(ChangeKind::Health);
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
            template::replace(w, &account, &templates)
        }
        ApiRead::Group { account, group, subject, participants, suspended } => {
            let chat = chat_change::with_group(w, &account, &group, ChatId::at(origin.position, 0), origin.at)?;
            chat_change::set_title(w, chat, &subject)?;
            chat_change::set_suspended(w, chat, suspended)?;
            facts.row(chat);
            let portfolio = account::get(w, &account)?.and_then(|account| account.portfolio);
            let seen = Seen::of_account(account, portfolio, shared);
            group::roster(w, origin, &seen, &group, &participants, facts)
        }
    }
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
