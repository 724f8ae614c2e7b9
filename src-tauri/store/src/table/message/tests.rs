use domain::decision::Refused;
use domain::delivery::DeliveryStatus::{Accepted, Delivered, Failed, Queued, Read as Seen, Sent};
use domain::{ContactId, MessageId};
use pretty_assertions::assert_eq;
use proptest::prelude::*;

use super::*;
use crate::search;
use crate::table::message_status::{self, News, Told};
use crate::table::{chat, receipt, send_queue};
use crate::town::{anna, at, chat_with, club, desk, inbound, meet, mira_answers, shop, text, tomas, writes, yerzhan};

fn says(id: &str, status: DeliveryStatus, second: i64) -> News {
    News { provider_id: id.into(), status, at: at(second), participant: None, error: None }
}

fn by(who: ContactId, news: News) -> News {
    News { participant: Some((who, None)), ..news }
}

#[test]
fn the_same_message_delivered_twice_is_one() {
    desk()
        .console
        .write(|w| {
            let message = writes(w, &anna(), "Добрый день", 1);
            let again = NewMessage { message_id: MessageId::at(2, 0), received_position: 2, ..message.clone() };
            assert!(!insert(w, &again)?);
            assert_eq!(chat::get(w, message.chat_id)?.map(|chat| chat.unread), Some(1));
            assert_eq!(page(w, message.chat_id, None, 10)?.len(), 1);
            Ok(())
        })
        .unwrap();
}

#[test]
fn ids_that_end_alike_and_ids_of_another_number_are_other_messages() {
    let (long, longer) =
        ("wamid.HBgLNzcwMTIzNDEwOFUCABIYFDNBQTQ0MjcxAA==", "wamid.HBgLNzcwNTUwMDAxMFUCABIYFDNBQTQ0MjcxAA==");
    desk()
        .console
        .write(|w| {
            let first = NewMessage { provider_id: Some(long.into()), ..inbound(w, &anna(), text("One"), 1) };
            let alike = NewMessage { provider_id: Some(longer.into()), ..inbound(w, &anna(), text("Two"), 2) };
            let elsewhere =
                NewMessage { message_id: MessageId::at(3, 0), account_id: "meta:2".into(), ..first.clone() };
            for message in [&first, &alike, &elsewhere] {
                assert!(insert(w, message)?);
                let found = by_provider(w, &message.account_id, message.provider_id.as_ref().unwrap())?;
                assert_eq!(found.map(|found| found.message_id), Some(message.message_id));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_id_that_a_message_has_is_not_given_to_another_one() {
    desk()
        .console
        .write(|w| {
            let first = writes(w, &anna(), "Добрый день", 1);
            let id = first.provider_id.clone().unwrap();
            let answer = mira_answers(w, first.chat_id, "Здравствуйте", 2);
            message_status::accepted(w, &shop(), answer, &id, at(3))?;
            assert_eq!(get(w, answer)?.and_then(|answer| answer.provider_id), None);
            assert_eq!(by_provider(w, &shop(), &id)?.map(|found| found.message_id), Some(first.message_id));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_message_reads_back_with_its_sender_as_seen_and_as_known() {
    desk()
        .console
        .write(|w| {
            let written = writes(w, &anna(), "Добрый день", 1);
            let read = get(w, written.message_id)?.unwrap();
            assert_eq!(
                (&read.content, read.words.as_str(), read.kind.as_str()),
                (&written.content, "Добрый день", "text")
            );
            assert_eq!(read.sender_contact, Some(meet(w, &anna(), 2).contact_id));
            assert_eq!(by_provider(w, &shop(), &"wamid.1".into())?.map(|m| m.message_id), Some(written.message_id));
            assert_eq!(last_received(w, written.chat_id)?, Some(written.message_id));
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_edit_changes_the_message_the_list_and_the_search() {
    desk()
        .console
        .write(|w| {
            let old = writes(w, &anna(), "встретимся во вторник", 1);
            let id = "wamid.1".into();
            assert_eq!(edit(w, &shop(), &id, &text("встретимся в среду"), at(3))?, Some((old.message_id, old.chat_id)));
            assert_eq!(edit(w, &shop(), &id, &text("late"), at(2))?, None, "an older edit came later");
            let read = get(w, old.message_id)?.unwrap();
            assert_eq!((read.words.as_str(), read.edited_at), ("встретимся в среду", Some(at(3))));
            assert_eq!(chat::get(w, old.chat_id)?.unwrap().last_preview, "встретимся в среду");
            search::settle(w)?;
            let finds = |word: &str| {
                let query = search::Query { text: word.into(), ..search::Query::default() };
                search::search(w, &query, 5, None).map(|found| found.hits.len())
            };
            assert_eq!((finds("вторник")?, finds("среду")?), (0, 1));
            assert_eq!(edit(w, &shop(), &"wamid.9".into(), &text("?"), at(4))?, None, "nobody knows that one");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_message_taken_back_keeps_its_place_and_is_not_found() {
    desk()
        .console
        .write(|w| {
            let gone = writes(w, &anna(), "пароль от кассы", 1);
            assert_eq!(revoke(w, &shop(), &"wamid.1".into(), at(2))?, Some((gone.message_id, gone.chat_id)));
            assert_eq!(revoke(w, &shop(), &"wamid.1".into(), at(3))?, None);
            let row = chat::get(w, gone.chat_id)?.unwrap();
            assert_eq!((row.last_preview.as_str(), row.last_kind.as_deref()), ("", Some("revoked")));
            assert_eq!(get(w, gone.message_id)?.unwrap().revoked_at, Some(at(2)));
            search::settle(w)?;
            let query = search::Query { text: "пароль".into(), ..search::Query::default() };
            assert_eq!(search::search(w, &query, 5, None)?.hits, []);
            Ok(())
        })
        .unwrap();
}

#[test]
fn news_move_a_message_on_and_never_back() {
    desk()
        .console
        .write(|w| {
            let chat = chat_with(w, &anna(), 1);
            let id = mira_answers(w, chat, "Да", 2);
            send_queue::accepted(w, id, &"wamid.a".into(), at(3))?;
            assert_eq!(message_status::news(w, &shop(), &says("wamid.a", Seen, 5))?, Told::Changed(id, chat));
            for old in [Sent, Delivered, Seen] {
                assert_eq!(message_status::news(w, &shop(), &says("wamid.a", old, 6))?, Told::Same(id, chat));
            }
            let row = get(w, id)?.unwrap();
            assert_eq!((row.status, row.status_at), (Some(Seen), Some(at(5))));
            assert_eq!(chat::get(w, chat)?.unwrap().last_status, Some(Seen));
            Ok(())
        })
        .unwrap();
}

#[test]
fn news_that_come_before_the_answer_are_not_lost() {
    desk()
        .console
        .write(|w| {
            let chat = chat_with(w, &anna(), 1);
            let id = mira_answers(w, chat, "Да", 2);
            assert_eq!(message_status::news(w, &shop(), &says("wamid.a", Delivered, 4))?, Told::Early);
            assert_eq!(message_status::news(w, &shop(), &says("wamid.a", Sent, 3))?, Told::Early);
            assert_eq!(get(w, id)?.unwrap().status, Some(Queued));
            send_queue::accepted(w, id, &"wamid.a".into(), at(3))?;
            assert_eq!(get(w, id)?.unwrap().status, Some(Delivered));
            assert!(receipt::take_early(w, &shop(), &"wamid.a".into())?.is_empty(), "nothing waits that was taken in");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_failure_says_why() {
    desk()
        .console
        .write(|w| {
            let id = mira_answers(w, chat_with(w, &anna(), 1), "Да", 2);
            send_queue::accepted(w, id, &"wamid.a".into(), at(3))?;
            let why = Refused { reason: "not_on_whatsapp".into(), code: Some(131_026) };
            message_status::news(w, &shop(), &News { error: Some(why), ..says("wamid.a", Failed, 4) })?;
            let row = get(w, id)?.unwrap();
            assert_eq!((row.status, row.error_code), (Some(Failed), Some(131_026)));
            assert_eq!(row.error_reason.as_deref(), Some("not_on_whatsapp"));
            Ok(())
        })
        .unwrap();
}

#[test]
fn in_a_group_everybody_has_a_receipt_and_the_message_moves_with_the_last() {
    desk()
        .console
        .write(|w| {
            let chat = crate::table::chat_change::with_group(w, &shop(), &club(), ChatId(50), at(1))?;
            let [a, t] = [anna(), tomas()].map(|who| meet(w, &who, 2 + i64::from(who.phone.is_none())).contact_id);
            let id = MessageId::at(4, 0);
            let base = inbound(w, &yerzhan(), text("Дегустация в субботу"), 4);
            let ours = NewMessage {
                chat_id: chat,
                direction: Direction::Out,
                provider_id: Some("wamid.g".into()),
                status: Some(Accepted),
                participants_total: Some(2),
                ..base
            };
            insert(w, &ours)?;
            let status = |w: &Write<'_>| get(w, id).map(|row| row.unwrap().status);
            message_status::news(w, &shop(), &says("wamid.g", Sent, 5))?;
            assert_eq!(message_status::news(w, &shop(), &by(a, says("wamid.g", Seen, 6)))?, Told::Changed(id, chat));
            assert_eq!(status(w)?, Some(Sent), "Tomás does not have it yet");
            message_status::news(w, &shop(), &by(t, says("wamid.g", Delivered, 7)))?;
            assert_eq!(status(w)?, Some(Delivered));
            assert_eq!(message_status::news(w, &shop(), &by(a, says("wamid.g", Delivered, 8)))?, Told::Same(id, chat));
            message_status::news(w, &shop(), &by(t, says("wamid.g", Seen, 9)))?;
            assert_eq!(status(w)?, Some(Seen));
            let row = get(w, id)?.unwrap();
            assert_eq!((row.delivered_count, row.read_count, row.played_count), (2, 2, 0));
            let receipts = receipt::all(w, &shop(), &"wamid.g".into())?;
            let got: Vec<_> = receipts.into_iter().map(|r| (r.contact_id, r.status, r.at)).collect();
            assert_eq!(got, [(a, Seen, at(6)), (t, Seen, at(9))]);
            Ok(())
        })
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pages_put_together_are_the_chat_in_both_directions(
        seconds in proptest::collection::vec(0i64..6, 1..20),
        size in 1usize..5,
    ) {
        let written = desk().console.write(|w| {
            for (position, second) in (1..).zip(&seconds) {
                let message = NewMessage { at: at(*second), ..inbound(w, &anna(), text("."), position) };
                insert(w, &message)?;
            }
            let chat = chat_with(w, &anna(), 0);
            let (mut down, mut before) = (Vec::new(), None);
            loop {
                let rows = page(w, chat, before, size)?;
                let Some(last) = rows.last() else { break };
                before = Some(last.key());
                down.extend(rows.iter().map(Message::key));
            }
            let mut behind = MessageKey { at: Timestamp(0), message_id: MessageId(0) };
            let mut up = Vec::new();
            loop {
                let rows = after(w, chat, behind, size)?;
                let Some(last) = rows.last() else { break };
                behind = last.key();
                up.extend(rows.iter().map(Message::key));
            }
            Ok((down, up))
        });
        let (mut down, up) = written.unwrap();
        prop_assert_eq!(up.len(), seconds.len());
        prop_assert!(up.is_sorted());
        down.reverse();
        prop_assert_eq!(down, up);
    }
}
