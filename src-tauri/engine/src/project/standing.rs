//! What the provider tells of a number, its business account and its templates.

use contract::change::ChangeKind;
use domain::AccountId;
use domain::event::AccountNews;
use domain::notify::AlertKind;
use domain::standing::Whose;
use store::table::account::{self, Account};
use store::table::{standing, template};
use store::{StoreError, Write};

use super::people::Seen;
use super::{Facts, Happened, Origin};

/// Takes in one piece of news. What the provider can be asked for is read again, in case something was missed.
pub fn told(
    w: &Write<'_>,
    origin: Origin,
    seen: &Seen<'_>,
    news: &AccountNews,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let at = origin.told(news.at);
    // What is kept nowhere cannot be told from a repetition.
    let mut is_news = news.says.is_empty() && news.template.is_none();
    if let Some(whose) = &news.whose {
        is_news |= standing::put(w, whose, &news.says, at, origin.latest())?;
    }
    let concerned = concerned(w, seen, news)?;
    if let Some(told) = &news.template {
        for account in &concerned {
            is_news |= template::told(w, account, told, at, origin.latest())?;
        }
        is_news |= concerned.is_empty();
        facts.kind(ChangeKind::Templates);
    }
    facts.stale = true;
    facts.kind(ChangeKind::Settings);
    if !is_news {
        return Ok(());
    }
    let account = concerned.into_iter().next().unwrap_or_else(|| seen.account.clone());
    facts.happened.push(happened(account, news));
    Ok(())
}

/// The numbers of which it is told: one, or all of a business account.
fn concerned(w: &Write<'_>, seen: &Seen<'_>, news: &AccountNews) -> Result<Vec<AccountId>, StoreError> {
    let digits = |account: &Account| account.phone.as_deref().and_then(domain::person::digits);
    let is_meant = |account: &Account| match &news.whose {
        Some(Whose::Account(id)) => account.account_id == *id,
        Some(Whose::Phone(phone)) => digits(account).as_ref() == Some(phone),
        Some(Whose::Business(id)) => account.portfolio.as_ref() == Some(id),
        None => account.account_id == seen.account,
    };
    Ok(account::all(w)?.into_iter().filter(is_meant).map(|account| account.account_id).collect())
}

fn happened(account: AccountId, news: &AccountNews) -> Happened {
    let template = news.template.as_ref().map(|template| &template.name);
    let kind = if template.is_some() { AlertKind::TemplateStatus } else { AlertKind::Quality };
    let said = [template, news.word.as_ref()].into_iter().flatten().map(String::as_str);
    let words = said.collect::<Vec<_>>().join(": ");
    Happened { kind, account, chat: None, contact: None, message: None, words }
}
