use domain::content::{Media, MediaKind};
use domain::decision::{MediaFetched, Outgoing};
use domain::erasure::stand_in;
use domain::notify::{AlertKind, Breakthrough, Condition, Lets, Mute};
use domain::{BreakthroughId, Content, FileHash, MessageId, NoteId, Person, Timestamp};
use pretty_assertions::assert_eq;

use super::*;
use crate::table::chat_count::Counted;
use crate::table::message::{Direction, NewMessage};
use crate::table::notification::{Held, NewNotification};
use crate::table::{
    breakthrough, chat_change, chat_count, contact, draft, identity, media, message, mute, note, notification, outbox,
    participant, reaction, send_queue,
};
use crate::town::{PORTFOLIO, anna, at, chat_with, club, desk, inbound, meet, mira_answers, shop, text, tomas, writes};
use crate::{counts, search as look};

fn erased(contact: ContactId, chats: &[ChatId]) -> Erased {
    Erased {
        command: "erase".into(),
        at: Timestamp(9),
        operator: "Mira Halonen".into(),
        contacts: vec![contact],
        chats: chats.to_vec(),
        messages: 0,
        emptied: Vec::new(),
        cut: Vec::new(),
        ended: Vec::new(),
        subjects: Vec::new(),
        files: Vec::new(),
        suppressed: Vec::new(),
    }
}

/// Somebody writes in the club.
fn in_club(w: &Write<'_>, person: &Person, words: &str, position: i64) -> NewMessage {
    let chat_id = chat_change::with_group(w, &shop(), &club(), ChatId::at(90, 0), at(90)).unwrap();
    let message = NewMessage { chat_id, ..inbound(w, person, text(words), position) };
    assert!(message::insert(w, &message).unwrap());
    message
}

fn found(w: &Write<'_>, words: &str) -> usize {
    look::settle(w).unwrap();
    let query = look::Query { text: words.into(), ..look::Query::default() };
    look::search(w, &query, 9, None).unwrap().hits.len()
}

#[test]
fn a_persons_own_chat_goes_with_everything_that_hangs_on_it() {
    let desk = desk();
    desk.console
        .write(|w| {
            let hers = writes(w, &anna(), "пуэр", 1);
            let his = writes(w, &tomas(), "oolong", 2);
            let (chat, who) = (hers.chat_id, meet(w, &anna(), 1).contact_id);
            mira_answers(w, chat, "Да", 3);
            contact::trace(w, who, 1)?;
            let body = "перезвонить".to_owned();
            note::insert(w, &note::Note { note_id: NoteId(4), chat_id: chat, author: "Mira".into(), body, at: at(4) })?;
            reaction::put(w, &shop(), &"wamid.1".into(), None, Some("❤️"), at(4))?;
            reaction::put(w, &shop(), &"wamid.2".into(), Some(who), Some("❤️"), at(4))?;
            mute::set(w, chat, Some(Mute { until: None, keep_mentions: false }))?;
            let kept =
                draft::Draft { chat_id: chat, body: "э".into(), reply_to: None, mode: "reply".into(), at: at(4) };
            draft::put(w, &kept)?;
            for (command, about) in [("a", hers.chat_id), ("b", his.chat_id)] {
                let request = serde_json::json!({ "chat_id": about, "body": "перезвонить" });
                outbox::put(w, (command, "note_add"), &request, at(4))?;
            }
            let request = serde_json::json!({ "contact_id": who, "name": "Аня" });
            outbox::put(w, ("c", "member_name"), &request, at(4))?;
            apply(w, &erased(who, &[chat]))?;
            let waiting: Vec<_> = outbox::all(w)?.into_iter().map(|waiting| waiting.command).collect();
            assert_eq!(waiting, ["b"], "what waits for the hub and names her goes, too");
            let left = counts(w)?;
            assert_eq!((left.messages, left.chats, left.contacts, left.sends.len()), (1, 1, 1, 0));
            assert_eq!(chat_count::chats(w, Counted::Unread)?, 1, "her chat is counted no longer");
            assert_eq!((found(w, "пуэр"), found(w, "oolong")), (0, 1));
            assert!(look::names(w, "корнеева", 5)?.contacts.is_empty());
            assert!(reaction::of(w, &shop(), &"wamid.2".into())?.is_empty(), "what she thought of his message");
            assert_eq!((mute::get(w, chat)?, draft::get(w, chat)?), (None, None));
            assert_eq!(message::get(w, his.message_id)?.and_then(|row| row.sender_name), tomas().name);
            assert_eq!(contact::positions(w, who)?, Vec::<i64>::new());
            Ok(())
        })
        .unwrap();
}

#[test]
fn in_a_group_her_messages_are_blank_and_nobody_names_them() {
    let desk = desk();
    desk.console
        .write(|w| {
            let hers = in_club(w, &anna(), "ромашка", 1);
            let (club_chat, who) = (hers.chat_id, meet(w, &anna(), 1).contact_id);
            let answer = NewMessage { reply_to: hers.provider_id.clone(), ..in_club(w, &tomas(), "Me too", 2) };
            w.connection
                .execute("UPDATE message SET reply_to = 'wamid.1' WHERE message_id = ?1", [answer.message_id.0])
                .unwrap();
            let ours = mira_answers(w, club_chat, "Да", 3);
            let about = Outgoing::Message { content: text("Да"), reply_to: Some("wamid.1".into()) };
            let json = serde_json::to_string(&about).unwrap();
            w.connection
                .execute("UPDATE send_queue SET outgoing = ?2 WHERE message_id = ?1", rusqlite::params![ours.0, json])
                .unwrap();
            participant::joined(w, &shop(), &club(), who, at(1))?;
            apply(w, &erased(who, &[]))?;
            let blank = message::get(w, hers.message_id)?.unwrap();
            assert_eq!((blank.provider_id, blank.sender_contact, blank.sender_name), (None, None, None));
            assert_eq!((blank.content, blank.revoked_at), (text(""), Some(Timestamp(9))));
            assert_eq!(message::get(w, answer.message_id)?.and_then(|row| row.reply_to), None);
            let sent = send_queue::get(w, ours)?.unwrap().outgoing;
            assert_eq!(sent, Outgoing::Message { content: text("Да"), reply_to: None });
            assert_eq!((found(w, "ромашка"), participant::count(w, &shop(), &club())?), (0, 0));
            Ok(())
        })
        .unwrap();
}

#[test]
fn whoever_stands_in_for_her_in_a_rebuild_goes_too() {
    let desk = desk();
    desk.console
        .write(|w| {
            let gone = ContactId(77);
            let stands_in = Person { user_id: Some(stand_in(gone)), ..Person::default() };
            in_club(w, &stands_in, "", 1);
            apply(w, &erased(gone, &[]))?;
            assert_eq!(identity::who(w, &shop(), PORTFOLIO, &stands_in)?, None);
            assert_eq!(counts(w)?.contacts, 0);
            Ok(())
        })
        .unwrap();
}

#[test]
fn alerts_about_her_and_exceptions_for_her_go() {
    let desk = desk();
    desk.console
        .write(|w| {
            let hers = in_club(w, &anna(), "ромашка", 1);
            let who = meet(w, &anna(), 1).contact_id;
            let kept = |contact: Option<ContactId>, message: Option<MessageId>| NewNotification {
                kind: AlertKind::Message,
                account_id: shop(),
                chat_id: Some(hers.chat_id),
                contact_id: contact,
                message_id: message,
                words: String::new(),
                at: at(1),
                trace: Vec::new(),
                passed: None,
                held: Held::No,
                held_until: None,
                shown_key: None,
            };
            let his = meet(w, &tomas(), 2).contact_id;
            for (contact, message) in [(Some(who), None), (None, Some(hers.message_id)), (Some(his), None)] {
                notification::insert(w, &kept(contact, message))?;
            }
            for contact in [who, his] {
                breakthrough::insert(
                    w,
                    &Breakthrough {
                        breakthrough_id: BreakthroughId(0),
                        condition: Condition::Contact { contact },
                        lets: Lets { sound: true, banner: true, badge: true },
                        volume: None,
                        schedule: None,
                        muted_too: false,
                        once_in: None,
                    },
                )?;
            }
            apply(w, &erased(who, &[]))?;
            let left: Vec<Option<i64>> = {
                let mut rows = w.connection.prepare("SELECT contact_id FROM notification").unwrap();
                rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
            };
            assert_eq!(left, [Some(his.0)]);
            assert_eq!(breakthrough::all(w)?.len(), 1);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_file_is_hers_alone_while_nobody_else_was_sent_it() {
    let desk = desk();
    let (shared, alone) = (FileHash("aa".into()), FileHash("bb".into()));
    desk.console
        .write(|w| {
            let (hers, his) = (chat_with(w, &anna(), 1), chat_with(w, &tomas(), 2));
            for (position, file) in [(3, &shared), (4, &alone)] {
                let fetched = MediaFetched {
                    account: shop(),
                    provider_media: format!("own:{file}"),
                    file: Some(file.clone()),
                    mime: None,
                    bytes: 1,
                    pixels: None,
                    duration: None,
                    failed: None,
                };
                media::put(w, &fetched, position)?;
            }
            for (position, chat, file) in [(5, hers, &shared), (6, his, &shared), (7, hers, &alone)] {
                let content = Content::Media(Media {
                    media: MediaKind::Document,
                    mime: "text/plain".into(),
                    caption: None,
                    filename: None,
                    provider_media: None,
                    file: Some(file.clone()),
                    bytes: None,
                    animated: false,
                });
                let sent = NewMessage {
                    chat_id: chat,
                    direction: Direction::Out,
                    sender_identity: None,
                    ..inbound(w, &tomas(), content, position)
                };
                message::insert(w, &sent)?;
            }
            let who = meet(w, &anna(), 1).contact_id;
            let theirs = messages(w, who)?;
            let ids: Vec<_> = theirs.iter().map(|one| one.message_id).collect();
            let mut found = Vec::new();
            for one in &theirs {
                found.extend(filed(w, one, &|id| ids.contains(&id))?.into_iter().map(|filed| filed.position));
            }
            assert_eq!(found, [4]);
            assert!(!file_is_used(w, &alone, &|position| position == 4)?);
            assert!(file_is_used(w, &shared, &|position| position == 4)?);
            Ok(())
        })
        .unwrap();
}
