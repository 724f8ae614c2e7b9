use domain::delivery::DeliveryStatus::{Accepted, Cancelled, Discarded, Queued, Refused as No, Sending, Unknown};
use pretty_assertions::assert_eq;
use rstest::rstest;

use super::*;
use crate::table::message;
use crate::town::{anna, at, chat_with, desk, mira_answers, shop, text, tomas};

fn ready(w: &Write<'_>, second: i64) -> Vec<MessageId> {
    next_ready(w, &shop(), at(second), MessageId(0), 10).unwrap().into_iter().map(|send| send.message_id).collect()
}

/// State of the queue's row and of the message, which must agree.
fn state(w: &Write<'_>, id: MessageId) -> DeliveryStatus {
    let row = get(w, id).unwrap().unwrap().state;
    assert_eq!(message::get(w, id).unwrap().unwrap().status, Some(row), "the message shows what the queue does");
    row
}

fn lost(w: &Write<'_>, id: MessageId, second: i64) {
    on_attempt(w, id, 1, 90, at(second)).unwrap();
    on_answer(w, id, at(second), &Outcome::Lost).unwrap();
}

fn why() -> Refused {
    Refused { reason: "window_closed".into(), code: Some(131_047) }
}

#[test]
fn a_chat_sends_in_order_and_chats_do_not_wait_for_each_other() {
    desk()
        .console
        .write(|w| {
            let (anna, tomas) = (chat_with(w, &anna(), 1), chat_with(w, &tomas(), 2));
            let [first, second] = [3, 4].map(|position| mira_answers(w, anna, "Да", position));
            let other = mira_answers(w, tomas, "Sim", 5);
            assert_eq!(ready(w, 9), [first, other]);
            assert!(mark_sending(w, first)?);
            assert_eq!(ready(w, 9), [other], "while the first is on its way the second waits");
            on_attempt(w, first, 1, 50, at(6))?;
            on_answer(w, first, at(7), &Outcome::Accepted { id: "wamid.1".into() })?;
            assert_eq!(ready(w, 9), [second, other]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_unknown_one_does_not_hold_its_chat() {
    desk()
        .console
        .write(|w| {
            let chat = chat_with(w, &anna(), 1);
            let [first, second] = [2, 3].map(|position| mira_answers(w, chat, "Да", position));
            lost(w, first, 4);
            assert_eq!((state(w, first), ready(w, 9)), (Unknown, vec![second]));
            assert_eq!(open(w)?, Open { waiting: 1, unknown: 1 });
            assert!(mark_sending(w, second)?);
            assert_eq!(open(w)?, Open { waiting: 1, unknown: 1 }, "what is on its way waits, too");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_row_is_taken_once() {
    desk()
        .console
        .write(|w| {
            let id = mira_answers(w, chat_with(w, &anna(), 1), "Да", 2);
            assert_eq!((mark_sending(w, id)?, mark_sending(w, id)?), (true, false));
            assert_eq!(state(w, id), Sending);
            assert_eq!((put_back(w, id)?, put_back(w, id)?), (true, false));
            assert_eq!(state(w, id), Queued);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_taken_row_of_which_nothing_left_can_be_cancelled_and_one_under_way_cannot() {
    desk()
        .console
        .write(|w| {
            let chat = chat_with(w, &anna(), 1);
            let [taken, gone] = [2, 3].map(|position| mira_answers(w, chat, "Да", position));
            assert!(mark_sending(w, taken)?);
            assert_eq!(give_up(w, taken, at(4))?, Some(Cancelled));
            on_attempt(w, taken, 1, 5, at(5))?;
            assert_eq!(state(w, taken), Cancelled, "the attempt was written too late and does not leave");
            on_attempt(w, gone, 1, 6, at(6))?;
            assert_eq!((give_up(w, gone, at(7))?, state(w, gone)), (None, Sending));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_command_given_twice_is_queued_once() {
    desk()
        .console
        .write(|w| {
            let chat_id = chat_with(w, &anna(), 1);
            let id = mira_answers(w, chat_id, "Да", 2);
            let again = NewSend {
                message_id: MessageId::at(3, 0),
                account_id: shop(),
                chat_id,
                command_id: "command-2".into(),
                outgoing: Outgoing::Message { content: text("Да"), reply_to: None },
                queued_at: at(3),
                not_before: Timestamp(0),
            };
            assert!(!enqueue(w, &again)?);
            assert_eq!(by_command(w, &"command-2".into())?.map(|send| send.message_id), Some(id));
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_was_refused_before_it_was_processed_waits_and_goes_again() {
    desk()
        .console
        .write(|w| {
            let id = mira_answers(w, chat_with(w, &anna(), 1), "Да", 2);
            on_attempt(w, id, 1, 50, at(3))?;
            on_answer(w, id, at(4), &Outcome::Later { reason: why(), not_before: at(30) })?;
            assert_eq!((state(w, id), ready(w, 29), next_wake(w, at(4))?), (Queued, vec![], Some(at(30))));
            assert_eq!(ready(w, 30), [id]);
            let row = get(w, id)?.unwrap();
            assert_eq!((row.attempt, row.reason.as_deref()), (1, Some("window_closed")));
            Ok(())
        })
        .unwrap();
}

#[rstest]
#[case::before_the_attempt(None, Queued)]
#[case::after_the_attempt(Some(50), Unknown)]
fn a_stop_in_the_middle_of_sending_is_settled(#[case] attempt: Option<i64>, #[case] settled: DeliveryStatus) {
    desk()
        .console
        .write(|w| {
            let id = mira_answers(w, chat_with(w, &anna(), 1), "Да", 2);
            mark_sending(w, id)?;
            if let Some(position) = attempt {
                on_attempt(w, id, 1, position, at(3))?;
            }
            assert_eq!(settle(w)?, [id]);
            assert_eq!(state(w, id), settled);
            assert_eq!(settle(w)?, [], "there is nothing left to settle");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_stop_before_the_second_attempt_leaves_the_row_as_it_waited() {
    desk()
        .console
        .write(|w| {
            let id = mira_answers(w, chat_with(w, &anna(), 1), "Да", 2);
            on_attempt(w, id, 1, 50, at(3))?;
            on_answer(w, id, at(4), &Outcome::Later { reason: why(), not_before: at(30) })?;
            let waited = get(w, id)?;
            mark_sending(w, id)?;
            settle(w)?;
            assert_eq!(get(w, id)?, waited);
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_answer_or_a_status_settles_an_unknown_one() {
    desk()
        .console
        .write(|w| {
            let id = mira_answers(w, chat_with(w, &anna(), 1), "Да", 2);
            lost(w, id, 3);
            assert!(accepted(w, id, &"wamid.1".into(), at(4))?);
            assert_eq!(state(w, id), Accepted);
            assert_eq!(by_provider(w, &shop(), &"wamid.1".into())?.map(|send| send.message_id), Some(id));
            assert!(!accepted(w, id, &"wamid.1".into(), at(5))?, "the second proof changes nothing");
            on_answer(w, id, at(6), &Outcome::Lost)?;
            assert_eq!(state(w, id), Accepted, "what exists at the provider is not unknown again");
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_operator_sends_an_unknown_one_again_or_gives_it_up() {
    desk()
        .console
        .write(|w| {
            let chat = chat_with(w, &anna(), 1);
            let [first, second, third] = [2, 3, 4].map(|position| mira_answers(w, chat, "Да", position));
            assert!(!again(w, first, at(5))?, "it is still queued");
            lost(w, first, 5);
            lost(w, second, 5);
            assert!(again(w, first, at(6))?);
            assert_eq!((give_up(w, second, at(6))?, give_up(w, third, at(6))?), (Some(Discarded), Some(Cancelled)));
            assert_eq!((state(w, first), state(w, second), state(w, third)), (Queued, Discarded, Cancelled));
            assert_eq!(give_up(w, second, at(7))?, None);
            assert_eq!(ready(w, 9), [first]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_refusal_is_final_and_says_why() {
    desk()
        .console
        .write(|w| {
            let id = mira_answers(w, chat_with(w, &anna(), 1), "Да", 2);
            on_answer(w, id, at(4), &Outcome::Refused { reason: why() })?;
            assert_eq!((state(w, id), ready(w, 99)), (No, vec![]));
            assert_eq!(message::get(w, id)?.unwrap().error_code, Some(131_047));
            assert_eq!(in_state(w, No, MessageId(0), 5)?.len(), 1);
            assert_eq!(states(w)?, [("refused".to_owned(), 1)].into());
            assert_eq!(open(w)?, Open::default(), "it came to its end");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_reaction_whose_answer_was_lost_goes_again_by_itself() {
    desk()
        .console
        .write(|w| {
            let (chat_id, message_id) = (chat_with(w, &anna(), 1), MessageId::at(3, 0));
            let outgoing = Outgoing::Reaction { target: "wamid.1".into(), emoji: Some("❤️".into()) };
            let (account_id, command_id, queued_at) = (shop(), "c".into(), at(3));
            enqueue(
                w,
                &NewSend { message_id, account_id, chat_id, command_id, outgoing, queued_at, not_before: queued_at },
            )?;
            assert!(mark_sending(w, message_id)?);
            lost(w, message_id, 4);
            assert_eq!(ready(w, 8), [], "not at once");
            assert_eq!(ready(w, 9), [message_id]);
            assert!(mark_sending(w, message_id)?);
            settle(w)?;
            assert_eq!(ready(w, 9), [message_id], "nor is it unknown after a stop");
            Ok(())
        })
        .unwrap();
}
