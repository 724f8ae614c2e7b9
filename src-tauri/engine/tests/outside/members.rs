//! Members: who is in the lists, what operators say of people, and that the Inbox sees the same.

use contract::chat::{ChatFilter, ContactRequest, LabelSave};
use contract::consent::{ContactErase, Whom};
use contract::member::{
    AttributeDelete, AttributeSave, AttributeSet, ChatOpen, MemberAdd, MemberAdded, MemberHappened,
    MemberHistoryRequest, MemberLabel, MemberLists, MemberName, MemberOrder, MemberView, MembersPage, MembersRequest,
    SegmentSave,
};
use contract::workspace::Nothing;
use contract::{Commands, ErrorBody, ErrorCode};
use domain::member::{AttributeKind, AttributeValue};
use domain::segment::{Condition, Relation};
use domain::{ContactId, LabelId};
use pretty_assertions::assert_eq;

use crate::consent::somebody;
use crate::desk::{Desk, command};
use crate::town::{ANNA, TOMAS, YERZHAN};

async fn page(desk: &Desk, conditions: Vec<Condition>, limit: u32, after: Option<String>) -> MembersPage {
    let (query, order) = (String::new(), MemberOrder::Seen);
    let request = MembersRequest { query, conditions, order, descending: true, limit, after };
    desk.engine.members(request).await.unwrap()
}

fn names(page: &MembersPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_deref().unwrap_or("-")).collect()
}

async fn lists(desk: &Desk) -> MemberLists {
    desk.engine.member_lists(Nothing {}).await.unwrap()
}

async fn view(desk: &Desk, contact_id: ContactId) -> MemberView {
    desk.engine.member(ContactRequest { contact_id }).await.unwrap()
}

/// The person of a chat.
async fn whom(desk: &Desk, name: &str) -> Whom {
    let row = desk.row(name).await;
    Whom { account_id: row.account_id, contact_id: row.contact_id.unwrap() }
}

async fn vip(desk: &Desk) -> LabelId {
    let label = LabelSave { command_id: command(), label_id: None, name: "VIP".into(), color: 3 };
    desk.engine.label_save(label).await.unwrap();
    desk.engine.labels(Nothing {}).await.unwrap()[0].label_id
}

async fn add(desk: &Desk, name: &str, phone: Option<&str>) -> Result<MemberAdded, ErrorBody> {
    let account_id = desk.row(ANNA).await.account_id;
    let request = MemberAdd {
        command_id: command(),
        account_id,
        name: name.into(),
        phone: phone.map(str::to_owned),
        username: None,
        labels: Vec::new(),
    };
    desk.engine.member_add(request).await
}

#[tokio::test]
async fn whoever_wrote_last_stands_first_and_the_next_page_goes_on_behind_the_last_row() {
    let desk = Desk::open().await;
    for person in [TOMAS, YERZHAN, ANNA] {
        somebody(&desk, person, "Hello").await;
        desk.pass(60_000).await;
    }
    let first = page(&desk, Vec::new(), 2, None).await;
    assert_eq!(names(&first), [ANNA, YERZHAN]);
    let rest = page(&desk, Vec::new(), 200, first.next).await;
    assert_eq!(names(&rest)[0], TOMAS);
    assert_eq!(lists(&desk).await.everyone as usize, 2 + rest.rows.len());
    let (replies, allowed) = (&first.rows[0].consents[0], first.rows[0].consents[0].denial.is_none());
    assert_eq!((replies.purpose.as_str(), allowed), ("service_replies", true), "she wrote, so she may be answered");
}

#[tokio::test]
async fn a_label_put_on_people_is_on_their_chats_and_counted() {
    let desk = Desk::open().await;
    for person in [TOMAS, ANNA] {
        somebody(&desk, person, "Hello").await;
    }
    let (label_id, anna) = (vip(&desk).await, whom(&desk, ANNA).await.contact_id);
    let people = vec![anna];
    desk.engine.member_label(MemberLabel { command_id: command(), people, label_id, on: true }).await.unwrap();
    let labelled = desk.rows(ChatFilter::Label { label: label_id }).await;
    assert_eq!(labelled.iter().map(|row| row.title.as_deref()).collect::<Vec<_>>(), [Some(ANNA)]);
    assert_eq!(lists(&desk).await.labels[0].people, 1);
    let conditions = vec![Condition::Label { label_id }];
    assert_eq!(names(&page(&desk, conditions.clone(), 10, None).await), [ANNA]);
    let saved = SegmentSave { command_id: command(), segment_id: None, name: "Best".into(), conditions };
    desk.engine.segment_save(saved).await.unwrap();
    assert_eq!(lists(&desk).await.segments.pop().map(|one| (one.name, one.people)), Some(("Best".into(), 1)));
}

#[tokio::test]
async fn somebody_added_by_phone_is_the_same_when_they_write_and_keeps_the_name_that_was_given() {
    let desk = Desk::open().await;
    somebody(&desk, ANNA, "Hello").await;
    let phone = desk.engine.contact_phone(ContactRequest { contact_id: whom(&desk, ANNA).await.contact_id });
    let phone = phone.await.unwrap().phone.unwrap();
    let again = add(&desk, "Anna from the market", Some(&phone)).await.unwrap();
    assert_eq!(again, MemberAdded { contact_id: whom(&desk, ANNA).await.contact_id, known: true });
    assert_eq!(view(&desk, again.contact_id).await.row.name.as_deref(), Some(ANNA), "nothing is overwritten unasked");
    let request = MemberName { command_id: command(), contact_id: again.contact_id, name: "Аня".into() };
    desk.engine.member_name(request).await.unwrap();
    let named = view(&desk, again.contact_id).await;
    assert_eq!((named.row.name.as_deref(), named.profile_name.as_deref()), (Some("Аня"), Some(ANNA)));
    assert_eq!(desk.row("Аня").await.contact_id, Some(again.contact_id), "the Inbox shows the same");
}

#[tokio::test]
async fn a_person_without_a_number_is_kept_and_cannot_be_written_to() {
    let desk = Desk::open().await;
    somebody(&desk, ANNA, "Hello").await;
    let kim = add(&desk, "Kim", None).await.unwrap();
    let seen = view(&desk, kim.contact_id).await;
    assert_eq!((seen.row.name.as_deref(), seen.row.phone_masked, seen.row.consents.len()), (Some("Kim"), None, 0));
    let open = ChatOpen { command_id: command(), whom: seen.row.whom };
    assert_eq!(desk.engine.chat_open(open).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(add(&desk, " ", None).await.unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!(add(&desk, "Dana", Some("12")).await.unwrap_err().code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn a_value_is_taken_only_where_it_is_one_of_its_kind() {
    let desk = Desk::open().await;
    somebody(&desk, ANNA, "Hello").await;
    let kind = AttributeKind::Date;
    let save = AttributeSave { command_id: command(), attribute_id: None, name: "Birthday".into(), kind };
    desk.engine.attribute_save(save).await.unwrap();
    let attribute_id = desk.engine.attributes(Nothing {}).await.unwrap()[0].attribute_id;
    let contact_id = whom(&desk, ANNA).await.contact_id;
    let set = |value: &str| AttributeSet { command_id: command(), contact_id, attribute_id, value: value.into() };
    assert_eq!(desk.engine.attribute_set(set("soon")).await.unwrap_err().code, ErrorCode::BadRequest);
    desk.engine.attribute_set(set("14.05.1990")).await.unwrap();
    let values = view(&desk, contact_id).await.attributes;
    assert_eq!(values.into_iter().map(|one| one.value).collect::<Vec<_>>(), [AttributeValue("1990-05-14".into())]);
}

#[tokio::test]
async fn what_happened_with_a_person_is_read_page_by_page() {
    let desk = Desk::open().await;
    let chat = somebody(&desk, ANNA, "Здравствуйте").await;
    desk.pass(60_000).await;
    desk.reply(chat, "Добрый день").await;
    let contact_id = whom(&desk, ANNA).await.contact_id;
    let (mut lines, mut after) = (Vec::new(), None);
    loop {
        let request = MemberHistoryRequest { contact_id, limit: 1, after };
        let found = desk.engine.member_history(request).await.unwrap();
        lines.extend(found.lines);
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    let words = lines.iter().filter_map(|line| match &line.what {
        MemberHappened::Message { words, .. } => Some(words.as_str()),
        _ => None,
    });
    assert_eq!(words.collect::<Vec<_>>(), ["Добрый день", "Здравствуйте"]);
    let consents = lines.iter().filter(|line| matches!(line.what, MemberHappened::Consent { .. })).count();
    assert_eq!((consents, lines.len()), (1, 3), "that she wrote first is an entry of the ledger");
}

#[tokio::test]
async fn an_erased_person_is_in_no_list_and_does_not_come_back_by_hand() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    for person in [TOMAS, ANNA] {
        somebody(&desk, person, "Hello").await;
    }
    let (label_id, tomas) = (vip(&desk).await, whom(&desk, TOMAS).await.contact_id);
    let added = add(&desk, "Dana", Some("+7 701 555 00 99")).await.unwrap().contact_id;
    let before = lists(&desk).await.everyone;
    let people = vec![tomas, added];
    desk.engine.member_label(MemberLabel { command_id: command(), people, label_id, on: true }).await.unwrap();
    desk.engine.contact_erase(ContactErase { command_id: command(), contact_id: added }).await.unwrap();
    let after = lists(&desk).await;
    assert_eq!((after.everyone, after.labels[0].people), (before - 1, 1));
    assert_eq!(add(&desk, "Dana", Some("77015550099")).await.unwrap_err().code, ErrorCode::Suppressed);
}

#[tokio::test]
async fn a_question_about_values_is_asked_as_they_are_kept_and_says_when_its_field_is_gone() {
    let desk = Desk::open().await;
    somebody(&desk, ANNA, "Hello").await;
    somebody(&desk, TOMAS, "Hello").await;
    let kind = AttributeKind::Number;
    let save = AttributeSave { command_id: command(), attribute_id: None, name: "Spent".into(), kind };
    desk.engine.attribute_save(save).await.unwrap();
    let attribute_id = desk.engine.attributes(Nothing {}).await.unwrap()[0].attribute_id;
    for (person, value) in [(ANNA, "1 500,5"), (TOMAS, "900")] {
        let contact_id = whom(&desk, person).await.contact_id;
        let set = AttributeSet { command_id: command(), contact_id, attribute_id, value: value.into() };
        desk.engine.attribute_set(set).await.unwrap();
    }
    let spent = |value: &str, relation| {
        vec![Condition::Attribute { attribute_id, value: Some(AttributeValue(value.into())), relation }]
    };
    let save = async |conditions| {
        let request = SegmentSave { command_id: command(), segment_id: None, name: "Spent".into(), conditions };
        desk.engine.segment_save(request).await
    };
    assert_eq!(save(spent("many", Relation::Same)).await.unwrap_err().code, ErrorCode::BadRequest);
    save(spent("1 500,50", Relation::Same)).await.unwrap();
    save(spent("1 000", Relation::Below)).await.unwrap();
    let segments = lists(&desk).await.segments;
    let kept: Vec<_> = segments.iter().map(|one| (one.conditions.clone(), one.people, one.asks_for_gone)).collect();
    let wanted = [(spent("1500.5", Relation::Same), 1, false), (spent("1000", Relation::Below), 1, false)];
    assert_eq!(kept, wanted);
    let found = page(&desk, spent("1000", Relation::Below), 10, None).await;
    assert_eq!(names(&found), [TOMAS]);
    let gone = AttributeDelete { command_id: command(), attribute_id };
    desk.engine.attribute_delete(gone).await.unwrap();
    assert!(lists(&desk).await.segments.iter().all(|one| one.asks_for_gone && one.people == 0));
}
