//! What an invitation says: which template in whose language, and what stands in its blanks.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike};
use chrono_tz::Tz;
use contract::invitation::{InviteBlank, InviteMessage, InviteTemplate};
use domain::content::Content;
use domain::decision::Outgoing;
use domain::template::{Template, TemplateBlank, TemplateCategory};
use domain::{GroupId, Timestamp};

/// Months as they stand behind a day in Russian.
const MONTHS_RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
/// Approved examples of a blank in which a group's link stands.
const LINKS: [&str; 5] = ["link", "ссылк", "http", "chat.whatsapp", "group_id"];
/// Approved examples of a blank in which a day stands.
const DAYS: [&str; 4] = ["date", "day", "дата", "дат"];

/// What stands before a name.
const GREETINGS: [&str; 7] = ["hello", "hi", "dear", "здравствуйте,", "привет,", "добрый день,", "hallo"];

/// What differs from person to person, and what does not.
pub struct Filling<'a> {
    /// The group at the provider.
    pub group: &'a GroupId,
    /// Its name.
    pub subject: &'a str,
    /// Its link as it is now, to be read in the conversation.
    pub link: &'a str,
    /// The person's name.
    pub name: Option<&'a str>,
    /// Until when the seat is held.
    pub until: Option<Timestamp>,
    /// Where the operator's days begin.
    pub zone: Tz,
}

/// Whether a template may be offered for invitations.
pub fn is_offered(template: &Template) -> bool {
    template.status == "APPROVED"
        && !template.beyond_us
        && template.category == TemplateCategory::Utility
        && template.header_blanks.is_empty()
        && !template.body_blanks.is_empty()
        && template.quick_replies == 0
}

/// A template with what we guess stands in its blanks.
pub fn guessed(template: Template, subject: &str) -> InviteTemplate {
    let guessed = |blank: &TemplateBlank| (blank.name.clone(), guess(blank, &template.body, subject));
    let blanks = template.body_blanks.iter().map(guessed).collect();
    InviteTemplate { template, blanks }
}

/// Whether the group's link stands somewhere.
pub fn carries_a_link(offered: &InviteTemplate) -> bool {
    offered.blanks.values().any(|blank| *blank == InviteBlank::Link)
}

/// By the example and the name of the blank, else by where it stands: behind a greeting or before a comma stands a name.
fn guess(blank: &TemplateBlank, text: &str, subject: &str) -> InviteBlank {
    let example = blank.example.as_deref().unwrap_or_default().to_lowercase();
    let name = blank.name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| example.contains(word) || name.contains(word));
    let place = format!("{{{{{}}}}}", blank.name);
    let (before, after) = text.split_once(place.as_str()).unwrap_or_default();
    let greets = GREETINGS.iter().any(|word| before.trim_end().to_lowercase().ends_with(word));
    if says(&LINKS) {
        InviteBlank::Link
    } else if !example.is_empty() && subject.to_lowercase().contains(&example) {
        InviteBlank::Group
    } else if says(&DAYS) || example.starts_with(|letter: char| letter.is_ascii_digit()) {
        InviteBlank::Until
    } else if greets || after.starts_with([',', '!']) {
        InviteBlank::Person
    } else {
        InviteBlank::Group
    }
}

/// The words for one person, in their language where the template is approved in it. None where a blank would stay empty.
pub fn message(
    templates: &[Template],
    wanted: &InviteMessage,
    language: Option<&str>,
    filling: &Filling<'_>,
) -> Option<Outgoing> {
    let named = || templates.iter().filter(|one| one.name == wanted.name && is_offered(one));
    let usual = named().find(|one| one.language == wanted.language)?;
    let theirs = language.and_then(|language| named().find(|one| one.language.starts_with(language)));
    // In another language the blanks may stand in another order: what was chosen by hand holds for the chosen one alone.
    let unchanged = guessed(usual.clone(), filling.subject).blanks == wanted.blanks;
    let theirs = theirs.filter(|_| unchanged).map(|one| guessed(one.clone(), filling.subject));
    let theirs = theirs.and_then(|one| filled(&one.template, &one.blanks, filling));
    theirs.or_else(|| filled(usual, &wanted.blanks, filling))
}

fn filled(template: &Template, blanks: &BTreeMap<String, InviteBlank>, filling: &Filling<'_>) -> Option<Outgoing> {
    let mut message = template.fill(|blank| text(blanks.get(blank)?, &template.language, filling)).ok()?;
    for (blank, value) in template.body_blanks.iter().zip(&mut message.body_values) {
        if blanks.get(&blank.name) == Some(&InviteBlank::Link) {
            value.group = Some(filling.group.clone());
        }
    }
    message.invites = Some(filling.group.clone());
    Some(Outgoing::Message { content: Content::Template(message), reply_to: None })
}

fn text(blank: &InviteBlank, language: &str, filling: &Filling<'_>) -> Option<String> {
    match blank {
        InviteBlank::Link => Some(filling.link.to_owned()),
        InviteBlank::Group => Some(filling.subject.to_owned()),
        InviteBlank::Person => filling.name.map(str::to_owned),
        InviteBlank::Until => day(filling.until?, language, filling.zone),
        InviteBlank::Words { words } => Some(words.clone()),
    }
}

/// A day as it is written in a sentence of a language.
fn day(until: Timestamp, language: &str, zone: Tz) -> Option<String> {
    let at = DateTime::from_timestamp_millis(until.0)?.with_timezone(&zone);
    Some(match language.get(..2) {
        Some("ru") => {
            let month = usize::try_from(at.month0()).ok().and_then(|month| MONTHS_RU.get(month))?;
            format!("{} {month}", at.day())
        }
        Some("en") => at.format("%-d %B").to_string(),
        _ => at.format("%Y-%m-%d").to_string(),
    })
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    const NOON: Timestamp = Timestamp(1_795_867_200_000);

    fn blank(name: &str, example: &str) -> TemplateBlank {
        TemplateBlank { name: name.into(), example: Some(example.into()) }
    }

    fn invitation(language: &str, body: &str) -> Template {
        Template {
            name: "group_invitation".into(),
            language: language.into(),
            category: TemplateCategory::Utility,
            status: "APPROVED".into(),
            reason: None,
            quality: None,
            announced: None,
            named: false,
            header: None,
            body: body.into(),
            footer: None,
            header_blanks: vec![],
            body_blanks: vec![
                blank("1", "link"),
                blank("2", "Tea Club"),
                blank("3", "Anna"),
                blank("4", "27 November"),
            ],
            buttons: vec![],
            links: vec![],
            quick_replies: 0,
            beyond_us: false,
        }
    }

    fn both() -> [Template; 2] {
        [
            invitation("en", "{{3}}, open {{1}} to join {{2}} until {{4}}."),
            invitation("ru", "{{3}}, ссылка {{1}} в группу {{2}} действует до {{4}}."),
        ]
    }

    fn said(language: &str, name: Option<&str>) -> Option<domain::template::TemplateMessage> {
        let templates = both();
        let blanks = guessed(templates[0].clone(), "Tea Club · Almaty").blanks;
        let wanted = InviteMessage { name: "group_invitation".into(), language: "en".into(), blanks };
        let (group, zone) = (GroupId::from("GRP"), Tz::UTC);
        let link = "https://chat.whatsapp.com/AbC";
        let filling = Filling { group: &group, subject: "Tea Club · Almaty", link, name, until: Some(NOON), zone };
        match message(&templates, &wanted, Some(language), &filling)? {
            Outgoing::Message { content: Content::Template(message), .. } => Some(message),
            _ => None,
        }
    }

    #[test]
    fn dana_reads_her_name_the_group_and_the_day_in_her_language() {
        let link = "https://chat.whatsapp.com/AbC";
        let russian = format!("Дана, ссылка {link} в группу Tea Club · Almaty действует до 28 ноября.");
        assert_eq!(said("ru", Some("Дана")).map(|message| message.text), Some(russian));
        let english = format!("Dana, open {link} to join Tea Club · Almaty until 28 November.");
        assert_eq!(said("de", Some("Dana")).map(|message| message.text), Some(english));
    }

    #[test]
    fn the_provider_puts_the_link_in_and_the_message_counts_as_an_invitation() {
        let message = said("en", Some("Dana")).unwrap();
        let groups: Vec<_> = message.body_values.iter().map(|value| value.group.is_some()).collect();
        assert_eq!(groups, [true, false, false, false]);
        assert_eq!(message.invites, Some(GroupId::from("GRP")));
    }

    #[test]
    fn nobody_is_addressed_without_the_name_that_stands_in_the_words() {
        assert_eq!(said("en", None), None);
    }
}
