use domain::decision::ChatChange;
use domain::{ChatId, MessageId};
use pretty_assertions::assert_eq;
use proptest::prelude::*;

use super::*;
use crate::Write;
use crate::table::chat_count::{Counted, chats};
use crate::table::message;
use crate::table::message_status::{News, news};
use crate::table::{chat_change, label};
use crate::town::{
    Desk, anna, at, chat_with, club, desk, inbound, lena, mira_answers, shop, text, tomas, writes, yerzhan,
};

fn listed(r: &Read<'_>, filter: &ChatFilter) -> Vec<ChatId> {
    list(r, filter, None, None, 50).unwrap().into_iter().map(|chat| chat.chat_id).collect()
}

/// How many are unread, wait, are snoozed and are Mira's, as it is kept.
fn counts(r: &Read<'_>) -> [u32; 4] {
    [Counted::Unread, Counted::Waiting, Counted::Snoozed, Counted::Of("Mira Halonen")]
        .map(|list| chats(r, list).unwrap())
}

fn anna_of(w: &Write<'_>) -> Chat {
    let chat = chat_with(w, &anna(), 0);
    get(w, chat).unwrap().unwrap()
}

fn on(desk: &Desk, f: impl FnOnce(&Write<'_>)) {
    desk.console
        .write(|w| {
            f(w);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_message_received_is_on_the_chats_row_and_waits() {
    on(&desk(), |w| {
        writes(w, &anna(), "А можно забрать\nв субботу?", 1);
        let chat = anna_of(w);
        assert_eq!(chat.contact_name.as_deref(), Some("Анна Корнеева"));
        assert_eq!(chat.contact_phone.as_deref(), Some("77001234108"));
        assert_eq!((chat.last_preview.as_str(), chat.last_at), ("А можно забрать в субботу?", at(1)));
        assert_eq!((chat.unread, chat.waiting_since, chat.last_received_at), (1, Some(at(1)), Some(at(1))));
        assert_eq!(chat.last_sender_name.as_deref(), Some("Анна Корнеева"));
    });
}

#[test]
fn a_message_that_arrives_late_is_unread_but_not_the_last() {
    on(&desk(), |w| {
        writes(w, &anna(), "second", 5);
        let late = message::NewMessage { at: at(2), ..inbound(w, &anna(), text("first"), 6) };
        message::insert(w, &late).unwrap();
        let chat = anna_of(w);
        assert_eq!((chat.last_preview.as_str(), chat.unread), ("second", 2));
        assert_eq!((chat.waiting_since, chat.last_received_at), (Some(at(2)), Some(at(5))));
    });
}

#[test]
fn an_answer_ends_the_waiting_and_a_refused_one_does_not() {
    on(&desk(), |w| {
        let chat = writes(w, &anna(), "?", 1).chat_id;
        writes(w, &anna(), "??", 2);
        let answer = mira_answers(w, chat, "Да", 3);
        assert_eq!(anna_of(w).waiting_since, None);
        crate::table::send_queue::give_up(w, answer, at(4)).unwrap();
        assert_eq!(anna_of(w).waiting_since, Some(at(1)), "nothing of ours follows her first question");
    });
}

#[test]
fn whoever_got_no_answer_because_it_failed_waits_again() {
    on(&desk(), |w| {
        let chat = writes(w, &anna(), "?", 1).chat_id;
        let answer = mira_answers(w, chat, "Да", 2);
        crate::table::send_queue::accepted(w, answer, &"wamid.a".into(), at(3)).unwrap();
        let (provider_id, status) = ("wamid.a".into(), domain::delivery::DeliveryStatus::Failed);
        let failed = News { provider_id, status, at: at(4), participant: None, error: None };
        news(w, &shop(), &failed).unwrap();
        assert_eq!(anna_of(w).waiting_since, Some(at(1)));
    });
}

#[test]
fn a_chat_that_was_done_or_snoozed_comes_back_when_the_person_writes() {
    on(&desk(), |w| {
        let chat = writes(w, &anna(), "Спасибо", 1).chat_id;
        for change in [ChatChange::Done, ChatChange::Snoozed { until: at(900) }] {
            chat_change::apply(w, chat, &change).unwrap();
            assert_eq!(listed(w, &ChatFilter::Open), []);
            writes(w, &anna(), "И ещё", if change == ChatChange::Done { 2 } else { 3 });
            assert_eq!(listed(w, &ChatFilter::Open), [chat]);
            assert_eq!(anna_of(w).snoozed_until, None);
        }
    });
}

#[test]
fn a_snoozed_chat_is_due_at_its_time() {
    on(&desk(), |w| {
        let chat = writes(w, &anna(), "?", 1).chat_id;
        chat_change::apply(w, chat, &ChatChange::Snoozed { until: at(60) }).unwrap();
        assert_eq!(next_due(w).unwrap(), Some(at(60)));
        assert_eq!((due(w, at(59)).unwrap(), due(w, at(60)).unwrap()), (vec![], vec![chat]));
        assert_eq!(listed(w, &ChatFilter::Snoozed), [chat]);
    });
}

#[test]
fn each_filter_shows_its_chats_pinned_first_then_newest() {
    on(&desk(), |w| {
        let [anna, tomas, yerzhan, lena] =
            [(anna(), 1), (tomas(), 2), (yerzhan(), 3), (lena(), 4)].map(|(who, p)| writes(w, &who, "?", p).chat_id);
        let club = chat_change::with_group(w, &shop(), &club(), ChatId::at(5, 0), at(5)).unwrap();
        chat_change::apply(w, anna, &ChatChange::Pinned { pinned: true }).unwrap();
        chat_change::apply(w, tomas, &ChatChange::Assigned { assignee: Some("Mira Halonen".into()) }).unwrap();
        chat_change::apply(w, lena, &ChatChange::Done).unwrap();
        chat_change::read(w, yerzhan, MessageId::at(3, 0)).unwrap();
        mira_answers(w, tomas, "Yes", 6);
        label::put(w, &label::Label { label_id: LabelId(1), name: "VIP".into(), color: 3 }).unwrap();
        chat_change::apply(w, yerzhan, &ChatChange::Labelled { label: LabelId(1), on: true }).unwrap();

        assert_eq!(listed(w, &ChatFilter::Open), [anna, tomas, club, yerzhan]);
        assert_eq!(listed(w, &ChatFilter::Unread), [anna, tomas]);
        assert_eq!(listed(w, &ChatFilter::Waiting), [anna, yerzhan]);
        assert_eq!(listed(w, &ChatFilter::Assigned("Mira Halonen".into())), [tomas]);
        assert_eq!(listed(w, &ChatFilter::Groups), [club]);
        assert_eq!(listed(w, &ChatFilter::Label(LabelId(1))), [yerzhan]);
        assert_eq!(listed(w, &ChatFilter::Done), [lena]);
        assert_eq!(list(w, &ChatFilter::Open, Some(&"other".into()), None, 50).unwrap(), []);
        let [unread, waiting, snoozed, mine] = counts(w);
        assert_eq!((unread, waiting, snoozed, mine), (2, 2, 0, 1));
        assert_eq!(waiting_longest(w).unwrap(), Some(anna));
        chat_change::apply(w, yerzhan, &ChatChange::MarkedUnread).unwrap();
        assert_eq!(listed(w, &ChatFilter::Unread), [anna, tomas, yerzhan]);
        chat_change::read(w, anna, MessageId(i64::MAX)).unwrap();
        assert_eq!(waiting_longest(w).unwrap(), Some(yerzhan), "whoever is unread goes before who was only read");
    });
}

#[test]
fn one_contact_one_group_and_what_belongs_nowhere_have_one_chat_each() {
    on(&desk(), |w| {
        let first = chat_with(w, &anna(), 1);
        assert_eq!(chat_with(w, &anna(), 2), first);
        let group = chat_change::with_group(w, &shop(), &club(), ChatId(70), at(1)).unwrap();
        assert_eq!(chat_change::with_group(w, &shop(), &club(), ChatId(71), at(2)).unwrap(), group);
        let unsorted = chat_change::unsorted(w, &shop(), ChatId(80), at(1)).unwrap();
        assert_eq!(chat_change::unsorted(w, &shop(), ChatId(81), at(2)).unwrap(), unsorted);
        assert!(chat_change::set_title(w, group, "Tea Club · Almaty").unwrap());
        assert!(!chat_change::set_title(w, group, "Tea Club · Almaty").unwrap(), "the same again is no change");
        assert_eq!(get(w, group).unwrap().unwrap().title.as_deref(), Some("Tea Club · Almaty"));
    });
}

#[test]
fn what_could_not_be_read_is_unread_and_nobody_waits_for_an_answer() {
    on(&desk(), |w| {
        let chat_id = chat_change::unsorted(w, &shop(), ChatId(80), at(1)).unwrap();
        let unknown = domain::Content::Unknown { what: "malformed JSON".into() };
        let base = inbound(w, &anna(), unknown, 2);
        let nobodys = message::NewMessage { chat_id, sender_identity: None, sender_name: None, ..base };
        message::insert(w, &nobodys).unwrap();
        let chat = get(w, chat_id).unwrap().unwrap();
        assert_eq!((chat.unread, chat.waiting_since, chat.last_received_at), (1, None, None));
        assert_eq!(chat.last_kind.as_deref(), Some("unknown"));
    });
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Receive,
    Answer,
    ReadUpTo(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![3 => Just(Act::Receive), 1 => Just(Act::Answer), 2 => (0usize..12).prop_map(Act::ReadUpTo)];
    proptest::collection::vec(act, 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_kept_count_of_unread_is_always_what_counting_would_give(acts in acts()) {
        let desk = desk();
        on(&desk, |w| {
            let chat = chat_with(w, &anna(), 0);
            let (mut received, mut read_up_to) = (Vec::new(), MessageId(0));
            for (position, act) in (1..).zip(&acts) {
                match *act {
                    Act::Receive => received.push(writes(w, &anna(), "?", position).message_id),
                    Act::Answer => drop(mira_answers(w, chat, "!", position)),
                    Act::ReadUpTo(index) => {
                        if let Some(id) = received.get(index) {
                            chat_change::read(w, chat, *id).unwrap();
                            read_up_to = read_up_to.max(*id);
                        }
                    }
                }
                let expected = received.iter().filter(|id| **id > read_up_to).count();
                assert_eq!(anna_of(w).unread as usize, expected, "after {act:?}");
            }
        });
    }

    #[test]
    fn the_kept_counts_of_chats_are_always_what_counting_would_give(
        acts in proptest::collection::vec((0usize..3, 0u8..8), 1..40),
    ) {
        let desk = desk();
        on(&desk, |w| {
            let people = [(anna(), 1), (tomas(), 2), (lena(), 3)];
            let chats = people.each_ref().map(|(person, position)| writes(w, person, "?", *position).chat_id);
            for (position, (person, act)) in (4..).zip(acts) {
                let chat = chats[person];
                match act {
                    0 => drop(writes(w, &people[person].0, "?", position)),
                    1 => drop(mira_answers(w, chat, "!", position)),
                    2 => chat_change::read(w, chat, MessageId(i64::MAX)).unwrap(),
                    _ => {}
                }
                let change = match act {
                    3 => Some(ChatChange::Done),
                    4 => Some(ChatChange::Snoozed { until: at(90) }),
                    5 => Some(ChatChange::MarkedUnread),
                    6 => Some(ChatChange::Assigned { assignee: None }),
                    7 => Some(ChatChange::Assigned { assignee: Some("Mira Halonen".into()) }),
                    _ => None,
                };
                if let Some(change) = &change {
                    chat_change::apply(w, chat, change).unwrap();
                }
                let lists = [
                    ChatFilter::Unread, ChatFilter::Waiting, ChatFilter::Snoozed, ChatFilter::Assigned("Mira Halonen".into())
                ];
                assert_eq!(counts(w).map(|kept| kept as usize), lists.map(|list| listed(w, &list).len()), "{change:?}");
            }
        });
    }

    #[test]
    fn pages_of_the_list_put_together_are_the_list(
        chats in proptest::collection::vec((any::<bool>(), 0i64..4), 1..20),
        size in 1usize..6,
    ) {
        let desk = desk();
        on(&desk, |w| {
            for (index, (pinned, second)) in (1..).zip(&chats) {
                let id = ChatId(index);
                chat_change::with_group(w, &shop(), &format!("G{index}").as_str().into(), id, at(*second)).unwrap();
                chat_change::apply(w, id, &ChatChange::Pinned { pinned: *pinned }).unwrap();
            }
            let (mut paged, mut after) = (Vec::new(), None);
            loop {
                let page = list(w, &ChatFilter::Open, None, after, size).unwrap();
                let Some(last) = page.last() else { break };
                after = Some(last.key());
                paged.extend(page.into_iter().map(|chat| chat.chat_id));
            }
            assert_eq!(paged, listed(w, &ChatFilter::Open));
            assert_eq!(paged.len(), chats.len());
        });
    }
}
