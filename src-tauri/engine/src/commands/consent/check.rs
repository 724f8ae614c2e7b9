//! "Who may I message?": the gate's own answer for people and purposes.

use std::sync::Arc;

use contract::ErrorCode;
use contract::consent::{ConsentCheck, ConsentChecked, ConsentRow, PeopleRequest, PersonConsent, PersonFound, Whom};
use domain::consent::Consents;
use domain::gate::{Known, Wish, verdict};
use domain::window::ServiceWindow;
use domain::{AccountId, ContactId, Person, Timestamp};
use store::table::chat::{self, ChatFilter, ChatKind};
use store::table::{account, block, contact, purpose};
use store::{Read, StoreError, search};

use super::super::people::masked;
use super::super::{Answer, read};
use super::word;
use crate::consent::{Who, consents};
use crate::core::Core;

/// Most people asked about at once.
const MOST_ASKED: usize = 1_000;
/// Most people offered.
const MOST_FOUND: usize = 20;

/// Asks the gate about each.
pub async fn check(core: &Arc<Core>, request: ConsentCheck) -> Answer<ConsentChecked> {
    if request.people.len() > MOST_ASKED {
        return Err(ErrorCode::BadRequest.into());
    }
    read(core, move |core, r| {
        let mut people = Vec::with_capacity(request.people.len());
        for whom in request.people {
            if let Some(who) = who(r, &whom)? {
                people.push(person(core, r, whom, &who)?);
            }
        }
        Ok(ConsentChecked { people })
    })
    .await
}

/// A person by every key known, where the person is known at all.
///
/// # Errors
/// When it cannot be read.
pub fn who(r: &Read<'_>, whom: &Whom) -> Result<Option<Who>, StoreError> {
    if contact::get(r, whom.contact_id)?.is_none() {
        return Ok(None);
    }
    let portfolio = account::get(r, &whom.account_id)?.and_then(|account| account.portfolio);
    let person = contact::person(r, whom.contact_id, &whom.account_id, portfolio.as_deref())?;
    let who = Who { account: whom.account_id.clone(), contact: whom.contact_id, person };
    Ok((!who.person.is_nobody()).then_some(who))
}

fn person(core: &Core, r: &Read<'_>, whom: Whom, who: &Who) -> Result<PersonConsent, StoreError> {
    let chat_id = chat::by_contact(r, &whom.account_id, whom.contact_id)?;
    let chat = chat_id.map(|id| chat::get(r, id)).transpose()?.flatten();
    let window = ServiceWindow::at(chat.and_then(|chat| chat.last_received_at), core.now());
    let purposes = rows(core, r, who, window)?;
    Ok(PersonConsent { whom, name: named(&who.person), chat_id, window, purposes })
}

/// How it stands with each purpose, in their order.
///
/// # Errors
/// When it cannot be read.
pub fn rows(core: &Core, r: &Read<'_>, who: &Who, window: ServiceWindow) -> Result<Vec<ConsentRow>, StoreError> {
    let blocked = block::holds(r, &who.account, who.contact)?;
    rows_of(core, r, &consents(r, &core.ledger, who)?, window, blocked)
}

/// The same of consents that are known.
///
/// # Errors
/// When it cannot be read.
pub fn rows_of(
    core: &Core,
    r: &Read<'_>,
    consents: &Consents,
    window: ServiceWindow,
    blocked: bool,
) -> Result<Vec<ConsentRow>, StoreError> {
    let purposes = purpose::all(r)?;
    let (known, now) = (Known { window, consents, purposes: &purposes, blocked }, core.now());
    let mut rows = Vec::with_capacity(purposes.len());
    for purpose in &purposes {
        let stands = consents.of(purpose, now);
        let said = consents.iter().find(|(entry, _)| *entry == stands.entry);
        let word = match said {
            Some((_, said)) => word(r, &said.source, said.evidence.message)?,
            None => None,
        };
        let since = |at: Timestamp| stands.state.map(|_| at);
        rows.push(ConsentRow {
            purpose: purpose.purpose.clone(),
            denial: verdict(&Wish::For(purpose.purpose.clone()), known, now).err(),
            state: stands.state,
            source: stands.source,
            word,
            grade: stands.grade,
            at: since(stands.at),
            expires: stands.expires,
            entry: stands.state.map(|_| stands.entry),
        });
    }
    Ok(rows)
}

/// People by name or number; without words those heard from last.
pub async fn people(core: &Arc<Core>, request: PeopleRequest) -> Answer<Vec<PersonFound>> {
    read(core, move |_, r| {
        let mut found = Vec::new();
        if request.query.trim().is_empty() {
            let page = chat::list(r, &ChatFilter::Open, None, None, MOST_FOUND)?;
            for chat in page.into_iter().filter(|chat| chat.kind == ChatKind::Direct) {
                if let Some(contact) = chat.contact_id {
                    found.push(offered(r, &chat.account_id, contact)?);
                }
            }
        } else {
            let accounts = account::all(r)?;
            for contact in search::names(r, &request.query, MOST_FOUND)?.contacts {
                for account in &accounts {
                    found.push(offered(r, &account.account_id, contact)?);
                }
            }
        }
        Ok(found.into_iter().flatten().take(MOST_FOUND).collect())
    })
    .await
}

fn offered(r: &Read<'_>, account_id: &AccountId, contact_id: ContactId) -> Result<Option<PersonFound>, StoreError> {
    let whom = Whom { account_id: account_id.clone(), contact_id };
    let Some(who) = who(r, &whom)? else { return Ok(None) };
    let chat_id = chat::by_contact(r, account_id, contact_id)?;
    let phone_masked = who.person.phone.as_deref().map(masked);
    let name = who.person.name.or(who.person.username);
    Ok(Some(PersonFound { whom, name, phone_masked, chat_id }))
}

fn named(person: &Person) -> Option<String> {
    let name = person.name.clone().or_else(|| person.username.clone());
    name.or_else(|| person.phone.as_deref().map(masked))
}
