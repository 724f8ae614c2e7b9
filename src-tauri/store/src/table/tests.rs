//! The small tables: what is written reads back, and what is said twice is there once.

use domain::content::MediaKind;
use domain::decision::{MediaFetched, Refused};
use domain::standing::{TemplateChange, TemplateNews};
use domain::template::{Template, TemplateCategory};
use domain::{LabelId, MessageId, NoteId, QuickReplyId, Timestamp};
use pretty_assertions::assert_eq;

use super::account::{Account, AccountState};
use super::media_job::MediaJobState;
use super::*;
use crate::town::{anna, at, chat_with, club, desk, inbound, meet, shop, tomas, yerzhan};

#[test]
fn an_account_that_turned_up_is_discovered_until_it_is_set_up() {
    desk()
        .console
        .write(|w| {
            assert!(account::seen(w, &shop(), Some("+7 700 000 00 00"), None)?);
            assert!(!account::seen(w, &shop(), None, None)?, "nothing new was said");
            assert!(account::seen(w, &shop(), None, Some("polar"))?);
            assert_eq!(account::get(w, &shop())?.map(|row| row.state), Some(AccountState::Discovered));
            let row = Account {
                account_id: shop(),
                phone: None,
                name: Some("Polar Tea".into()),
                portfolio: None,
                sandbox: true,
                state: AccountState::SetUp,
            };
            account::put(w, &row)?;
            account::seen(w, &shop(), Some("other"), Some("other"))?;
            let kept = Account { phone: Some("+7 700 000 00 00".into()), portfolio: Some("polar".into()), ..row };
            assert_eq!(account::all(w)?, [kept]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_reaction_may_come_before_its_message_and_an_older_one_changes_nothing() {
    desk()
        .console
        .write(|w| {
            let (target, who) = ("wamid.9".into(), meet(w, &anna(), 1).contact_id);
            assert!(reaction::put(w, &shop(), &target, Some(who), Some("❤️"), at(5))?);
            assert!(!reaction::put(w, &shop(), &target, Some(who), Some("👍"), at(4))?, "it was sent before");
            reaction::put(w, &shop(), &target, None, Some("🙏"), at(6))?;
            let all = |w: &crate::Write<'_>| reaction::of(w, &shop(), &target);
            let emoji: Vec<_> = all(w)?.into_iter().map(|row| (row.who, row.emoji)).collect();
            assert_eq!(emoji, [(Some(who), "❤️".to_owned()), (None, "🙏".to_owned())]);
            reaction::put(w, &shop(), &target, Some(who), None, at(7))?;
            reaction::put(w, &shop(), &target, Some(who), Some("👍"), at(6))?;
            assert_eq!(all(w)?.len(), 1, "it was taken back, and what came before that stays away");
            Ok(())
        })
        .unwrap();
}

#[test]
fn notes_are_read_with_the_part_of_the_chat_that_they_stand_in() {
    desk()
        .console
        .write(|w| {
            let chat_id = chat_with(w, &anna(), 1);
            for position in [2, 3, 4] {
                let author = "Mira Halonen".to_owned();
                let body = "10 %".to_owned();
                note::insert(w, &note::Note { note_id: NoteId(position), chat_id, author, body, at: at(position) })?;
            }
            let ids = |from, to| -> Result<Vec<_>, StoreError> {
                Ok(note::between(w, chat_id, at(from), at(to))?.into_iter().map(|note| note.note_id.0).collect())
            };
            assert_eq!((ids(2, 4)?, ids(3, 9)?), (vec![2, 3], vec![3, 4]));
            assert_eq!((note::delete(w, NoteId(3))?, note::delete(w, NoteId(3))?), (Some(chat_id), None));
            assert_eq!(ids(0, 9)?, [2, 4]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_label_is_put_on_taken_off_renamed_and_deleted_everywhere() {
    desk()
        .console
        .write(|w| {
            let chat = chat_with(w, &anna(), 1);
            let vip = label::Label { label_id: LabelId(1), name: "VIP".into(), color: 2 };
            label::put(w, &vip)?;
            assert!(label::set(w, chat, LabelId(1), true)?);
            assert!(!label::set(w, chat, LabelId(1), true)?);
            assert!(!label::set(w, chat, LabelId(7), true)?, "a label that is gone is put on nothing");
            let renamed = label::Label { name: "wholesale".into(), ..vip };
            label::put(w, &renamed)?;
            assert_eq!((label::of_chat(w, chat)?, label::all(w)?), (vec![renamed.clone()], vec![renamed]));
            assert_eq!(label::delete(w, LabelId(1))?, [chat]);
            assert_eq!((label::of_chat(w, chat)?, label::all(w)?), (vec![], vec![]));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_saved_answer_is_changed_in_its_place() {
    desk()
        .console
        .write(|w| {
            let reply = |body: &str| quick_reply::QuickReply {
                quick_reply_id: QuickReplyId(1),
                shortcut: "hours".into(),
                body: body.into(),
            };
            quick_reply::put(w, &reply("10–19"))?;
            quick_reply::put(w, &reply("10–20"))?;
            assert_eq!(quick_reply::all(w)?, [reply("10–20")]);
            quick_reply::delete(w, QuickReplyId(1))?;
            assert_eq!(quick_reply::all(w)?, []);
            Ok(())
        })
        .unwrap();
}

fn template(name: &str, body: &str) -> Template {
    Template {
        name: name.into(),
        language: "ru".into(),
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
        body_blanks: vec![],
        buttons: vec![],
        links: vec![],
        quick_replies: 0,
        beyond_us: false,
    }
}

#[test]
fn news_of_a_template_in_any_order_leave_the_newest_of_each_kind() {
    let status = |word: &str| TemplateChange::Status { status: word.to_owned(), reason: None };
    let quality = |word: &str| TemplateChange::Quality { quality: word.to_owned() };
    let news = |change| TemplateNews { name: "a".into(), language: "ru".into(), change };
    desk()
        .console
        .write(|w| {
            template::replace(w, &shop(), &[template("a", "1")], Timestamp(10))?;
            assert!(template::told(w, &shop(), &news(status("PAUSED")), Timestamp(30), at(1_000))?);
            assert!(!template::told(w, &shop(), &news(status("APPROVED")), Timestamp(20), at(1_000))?, "it is older");
            assert!(
                template::told(w, &shop(), &news(quality("RED")), Timestamp(20), at(1_000))?,
                "of another kind it is the newest"
            );
            assert!(
                !template::told(w, &shop(), &news(quality("RED")), Timestamp(40), at(1_000))?,
                "it says nothing new"
            );
            let read = template::get(w, &shop(), "a", "ru")?.unwrap();
            assert_eq!((read.status.as_str(), read.quality.as_deref()), ("PAUSED", Some("RED")));
            template::replace(w, &shop(), &[Template { status: "APPROVED".into(), ..read.clone() }], Timestamp(50))?;
            assert!(
                !template::told(w, &shop(), &news(status("PAUSED")), Timestamp(45), at(1_000))?,
                "the list is newer"
            );
            assert!(
                template::told(w, &shop(), &news(quality("GREEN")), Timestamp(45), at(1_000))?,
                "the list said nothing new of it"
            );
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_providers_list_of_templates_takes_the_place_of_the_old_one() {
    desk()
        .console
        .write(|w| {
            template::replace(w, &shop(), &[template("a", "1"), template("b", "1")], Timestamp(1))?;
            template::replace(w, &"other".into(), &[template("z", "1")], Timestamp(1))?;
            template::replace(w, &shop(), &[template("c", "1"), template("b", "2")], Timestamp(2))?;
            assert_eq!(template::all(w, &shop())?, [template("b", "2"), template("c", "1")]);
            assert_eq!(template::get(w, &shop(), "b", "ru")?, Some(template("b", "2")));
            assert_eq!(template::get(w, &shop(), "a", "ru")?, None);
            assert_eq!(template::all(w, &"other".into())?.len(), 1);
            Ok(())
        })
        .unwrap();
}

#[test]
fn who_stays_in_a_group_keeps_the_moment_of_joining() {
    desk()
        .console
        .write(|w| {
            let [a, t, y] = [(anna(), 1), (tomas(), 2), (yerzhan(), 3)].map(|(who, p)| meet(w, &who, p).contact_id);
            assert!(participant::joined(w, &shop(), &club(), a, at(1))?);
            assert!(!participant::joined(w, &shop(), &club(), a, at(2))?);
            participant::joined(w, &shop(), &club(), y, at(2))?;
            participant::replace(w, &shop(), &club(), &[t, a], at(5))?;
            let now: Vec<_> = participant::all(w, &shop(), &club())?
                .into_iter()
                .map(|row| (row.contact_id, row.joined, row.name))
                .collect();
            assert_eq!(now, [(a, at(1), anna().name), (t, at(5), tomas().name)]);
            assert_eq!(participant::groups(w, t)?, [(shop(), club())]);
            assert!(participant::left(w, &shop(), &club(), t)?);
            assert_eq!(participant::count(w, &shop(), &club())?, 1);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_file_that_is_here_stays_here_and_is_found_from_its_message() {
    desk()
        .console
        .write(|w| {
            let picture = domain::content::Media {
                media: MediaKind::Image,
                mime: "image/jpeg".into(),
                caption: None,
                filename: None,
                provider_media: Some("M1".into()),
                file: None,
                bytes: None,
                animated: false,
            };
            let message = inbound(w, &anna(), domain::Content::Media(picture), 1);
            message::insert(w, &message)?;
            let failed = MediaFetched {
                account: shop(),
                provider_media: "M1".into(),
                file: None,
                mime: None,
                bytes: 0,
                pixels: None,
                duration: None,
                failed: Some(Refused { reason: "media_expired".into(), code: Some(131_052) }),
            };
            media::put(w, &failed, 1)?;
            assert_eq!(media::get(w, &shop(), "M1")?, Some(failed.clone()));
            let here = MediaFetched {
                file: Some("ab12".into()),
                mime: Some("image/jpeg".into()),
                bytes: 52_000,
                pixels: Some((1280, 960)),
                failed: None,
                ..failed.clone()
            };
            media::put(w, &here, 1)?;
            media::put(w, &failed, 1)?;
            assert_eq!(media::get(w, &shop(), "M1")?, Some(here.clone()));
            assert_eq!(media::by_file(w, &"ab12".into())?, Some(here));
            assert_eq!(message::by_media(w, &shop(), "M1")?, [(message.message_id, message.chat_id)]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn files_are_fetched_when_their_turn_is_and_once() {
    desk()
        .console
        .write(|w| {
            assert!(media_job::add(w, &shop(), "M1", MessageId(1), at(1))?);
            assert!(!media_job::add(w, &shop(), "M1", MessageId(2), at(2))?);
            media_job::add(w, &shop(), "M2", MessageId(3), at(2))?;
            let next = |second| -> Result<Vec<String>, StoreError> {
                Ok(media_job::next(w, at(second), 9)?.into_iter().map(|job| job.provider_media).collect())
            };
            assert_eq!(next(1)?, ["M1"]);
            media_job::later(w, &shop(), "M1", at(60))?;
            assert_eq!((next(59)?, next(60)?), (vec!["M2".to_owned()], vec!["M2".to_owned(), "M1".to_owned()]));
            media_job::finish(w, &shop(), "M2", MediaJobState::Done)?;
            assert_eq!((next(60)?, media_job::next_wake(w)?), (vec!["M1".to_owned()], Some(at(60))));
            media_job::finish(w, &shop(), "M1", MediaJobState::GivenUp)?;
            assert_eq!(media_job::next_wake(w)?, None);
            Ok(())
        })
        .unwrap();
}

#[test]
fn drafts_settings_and_cursors_hold_the_last_value() {
    desk()
        .console
        .write(|w| {
            let chat_id = chat_with(w, &anna(), 1);
            let draft = |body: &str| draft::Draft {
                chat_id,
                body: body.into(),
                reply_to: Some("wamid.1".into()),
                mode: "reply".into(),
                at: at(2),
            };
            draft::put(w, &draft("Да, кон"))?;
            draft::put(w, &draft("Да, конечно"))?;
            assert_eq!(draft::get(w, chat_id)?, Some(draft("Да, конечно")));
            draft::delete(w, chat_id)?;
            assert_eq!(draft::get(w, chat_id)?, None);
            setting::set(w, "theme", &"dark")?;
            setting::set(w, "theme", &"light")?;
            assert_eq!(setting::get::<String>(w, "theme")?.as_deref(), Some("light"));
            assert!(matches!(setting::get::<u32>(w, "theme"), Err(StoreError::Corrupt { .. })));
            setting::delete(w, "theme")?;
            assert_eq!(setting::get::<String>(w, "theme")?, None);
            assert_eq!((cursor::projection(w)?, cursor::reactor(w, "send")?), (0, None));
            cursor::set_projection(w, 7)?;
            cursor::set_reactor(w, "send", 3)?;
            assert_eq!((cursor::projection(w)?, cursor::reactor(w, "send")?), (7, Some(3)));
            Ok(())
        })
        .unwrap();
}
