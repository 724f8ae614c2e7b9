//! Two contacts that are one person: an operator says so, sees before what it comes to, and may take it back.

use contract::chat::{ChatUpdate, ContactRequest};
use contract::consent::ContactErase;
use contract::member::{MemberHappened, MemberHistoryRequest, MemberLabel, MemberOrder, MemberView, MembersRequest};
use contract::merge::{MemberMerge, MemberUnmerge, MergePair, MergePreview, Merged};
use contract::{Commands, ErrorCode};
use domain::consent::ConsentState;
use domain::decision::ChatChange;
use domain::delivery::DeliveryStatus;
use domain::gate::Refusal;
use domain::time::{DAY, HOUR};
use domain::{ChatId, ContactId, LabelId};
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::consent::{OFFERS, record_message, row, somebody, stands, template, withdraw};
use crate::desk::{Desk, MIRA, command};
use crate::identity::writes;
use crate::town::{ANNA, LENA, TOMAS};

pub async fn contact_of(desk: &Desk, chat: ChatId) -> ContactId {
    desk.detail(chat).await.contact.unwrap().contact_id
}

async fn preview(desk: &Desk, keep: ContactId, gone: ContactId) -> MergePreview {
    desk.engine.member_merge_preview(MergePair { keep, gone }).await.unwrap()
}

pub async fn merge(desk: &Desk, keep: ContactId, gone: ContactId) -> Merged {
    desk.engine.member_merge(MemberMerge { command_id: command(), keep, gone }).await.unwrap()
}

async fn unmerge(desk: &Desk, merged: Merged) {
    let request = MemberUnmerge { command_id: command(), merge_id: merged.merge_id };
    desk.engine.member_unmerge(request).await.unwrap();
}

async fn view(desk: &Desk, contact_id: ContactId) -> MemberView {
    desk.engine.member(ContactRequest { contact_id }).await.unwrap()
}

async fn found(desk: &Desk, query: &str) -> Vec<ContactId> {
    let (query, order) = (query.to_owned(), MemberOrder::Name);
    let request = MembersRequest { query, conditions: Vec::new(), order, descending: false, limit: 200, after: None };
    desk.engine.members(request).await.unwrap().rows.into_iter().map(|row| row.whom.contact_id).collect()
}

pub async fn label(desk: &Desk, name: &str) -> LabelId {
    let request = contract::chat::LabelSave { command_id: command(), label_id: None, name: name.into(), color: 3 };
    desk.engine.label_save(request).await.unwrap();
    let all = desk.engine.labels(contract::workspace::Nothing {}).await.unwrap();
    all.into_iter().find(|label| label.name == name).unwrap().label_id
}

#[tokio::test]
async fn a_merged_person_is_one_row_with_both_chats_and_their_history_and_two_again_afterwards() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Guten Tag").await);
    let (keep, gone) = (contact_of(&desk, anna).await, contact_of(&desk, lena).await);
    let everybody = found(&desk, "").await.len();
    let merged = merge(&desk, keep, gone).await;
    assert_eq!((merged.contact_id, found(&desk, "").await.len()), (keep, everybody - 1));
    assert_eq!(found(&desk, LENA).await, [keep], "by the other's name the person is found");
    let seen = view(&desk, gone).await;
    assert_eq!((seen.row.whom.contact_id, seen.row.chat_id), (keep, Some(anna)));
    let other = &seen.merged[0];
    assert_eq!((other.row.name.as_deref(), other.row.chat_id, other.operator.as_str()), (Some(LENA), Some(lena), MIRA));
    let request = MemberHistoryRequest { contact_id: keep, limit: 50, after: None };
    let lines = desk.engine.member_history(request).await.unwrap().lines;
    let chats = lines.iter().filter_map(|line| match line.what {
        MemberHappened::Message { chat_id, .. } => Some(chat_id),
        _ => None,
    });
    assert_eq!(chats.collect::<std::collections::BTreeSet<_>>(), [anna, lena].into());
    desk.town.write(LENA, "Noch etwas").await;
    assert_eq!(desk.row_saying(LENA, "Noch etwas").await.chat_id, lena, "each goes on in their own chat");
    unmerge(&desk, merged).await;
    assert_eq!(found(&desk, "").await.len(), everybody);
    assert_eq!((found(&desk, LENA).await, view(&desk, keep).await.merged.len()), (vec![gone], 0));
    let again = MemberUnmerge { command_id: command(), merge_id: merged.merge_id };
    assert_eq!(desk.engine.member_unmerge(again).await.unwrap_err().code, ErrorCode::TooLate);
}

#[tokio::test]
async fn that_two_were_merged_and_taken_apart_stands_in_the_history_of_both() {
    let desk = Desk::open().await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Guten Tag").await);
    let (keep, gone) = (contact_of(&desk, anna).await, contact_of(&desk, lena).await);
    let told = async |contact_id| {
        let request = MemberHistoryRequest { contact_id, limit: 50, after: None };
        let lines = desk.engine.member_history(request).await.unwrap().lines;
        let merges = lines.into_iter().map(|line| line.what);
        merges.filter(|what| matches!(what, MemberHappened::Merge { .. })).collect::<Vec<_>>()
    };
    let line = |apart| {
        let (keep, gone) = (Some(ANNA.to_owned()), Some(LENA.to_owned()));
        MemberHappened::Merge { apart, keep, gone, operator: MIRA.into() }
    };
    assert_eq!(told(keep).await, []);
    let merged = merge(&desk, keep, gone).await;
    assert_eq!(told(keep).await, [line(false)]);
    desk.pass(DAY).await;
    unmerge(&desk, merged).await;
    for contact in [keep, gone] {
        assert_eq!(told(contact).await, [line(true), line(false)]);
    }
    let merged = merge(&desk, gone, keep).await;
    assert_eq!(told(keep).await.len(), 3);
    desk.engine.contact_erase(ContactErase { command_id: command(), contact_id: gone }).await.unwrap();
    assert_eq!(told(merged.contact_id).await, [], "of somebody who was erased nothing is told");
}

#[tokio::test]
async fn a_label_comes_off_the_whole_person() {
    let desk = Desk::open().await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Guten Tag").await);
    let (keep, gone) = (contact_of(&desk, anna).await, contact_of(&desk, lena).await);
    let (vip, shop) = (label(&desk, "VIP").await, label(&desk, "Shop").await);
    for label_id in [vip, shop] {
        let on = MemberLabel { command_id: command(), people: vec![gone], label_id, on: true };
        desk.engine.member_label(on).await.unwrap();
    }
    assert_eq!(preview(&desk, keep, gone).await.labels, [vip, shop]);
    merge(&desk, keep, gone).await;
    assert_eq!(desk.row(ANNA).await.labels, [vip, shop], "both chats show them");
    let off = MemberLabel { command_id: command(), people: vec![keep], label_id: vip, on: false };
    desk.engine.member_label(off).await.unwrap();
    let change = ChatChange::Labelled { label: shop, on: false };
    desk.engine.chat_update(ChatUpdate { command_id: command(), chat_id: anna, change }).await.unwrap();
    assert_eq!((desk.row(ANNA).await.labels, desk.row(LENA).await.labels), (vec![], vec![]));
}

#[tokio::test]
async fn a_stop_of_either_holds_for_both_while_they_are_one_and_a_consent_is_not_carried_over() {
    let desk = Desk::open().await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Guten Tag").await);
    let (keep, gone) = (contact_of(&desk, anna).await, contact_of(&desk, lena).await);
    let yes = desk.newest(lena).await.message_id;
    record_message(&desk, lena, OFFERS, yes).await.unwrap();
    let orders = desk.newest(anna).await.message_id;
    record_message(&desk, anna, "order_updates", orders).await.unwrap();
    desk.pass(2 * DAY).await;
    withdraw(&desk, lena, Some("order_updates")).await;
    let seen = preview(&desk, keep, gone).await;
    let of = |rows: &[contract::consent::ConsentRow], purpose: &str| {
        rows.iter().find(|row| row.purpose.as_str() == purpose).unwrap().state
    };
    assert_eq!(of(&seen.keep.view.row.consents, "order_updates"), Some(ConsentState::Granted));
    assert_eq!(of(&seen.keep.after, "order_updates"), Some(ConsentState::Withdrawn));
    assert_eq!((of(&seen.keep.after, OFFERS), of(&seen.gone.after, OFFERS)), (None, Some(ConsentState::Granted)));
    template(&desk, anna, "order_ready", "ru").await.unwrap();
    let merged = merge(&desk, keep, gone).await;
    let refused = template(&desk, anna, "order_ready", "ru").await.unwrap_err();
    assert_eq!(refused.denial.unwrap().refusal, Refusal::Withdrawn);
    let refused = template(&desk, anna, "tasting_invitation", "de").await.unwrap_err();
    assert_eq!(refused.denial.unwrap().refusal, Refusal::NoConsent, "the other's consent permits nothing here");
    assert_eq!(row(&desk, anna, OFFERS).await.state, None);
    assert_eq!(row(&desk, lena, OFFERS).await.denial, None, "and goes on where it was given");
    unmerge(&desk, merged).await;
    assert_eq!(row(&desk, anna, "order_updates").await.denial, None);
}

#[tokio::test]
async fn start_of_one_asks_again_about_what_the_other_took_back() {
    let desk = Desk::open().await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Guten Tag").await);
    let yes = desk.newest(anna).await.message_id;
    record_message(&desk, anna, OFFERS, yes).await.unwrap();
    desk.pass(HOUR).await;
    desk.town.write(LENA, "STOP").await;
    stands(&desk, lena, OFFERS, Some(ConsentState::Withdrawn)).await;
    merge(&desk, contact_of(&desk, anna).await, contact_of(&desk, lena).await).await;
    desk.pass(HOUR).await;
    desk.town.write(ANNA, "Старт").await;
    stands(&desk, anna, OFFERS, Some(ConsentState::Requested)).await;
}

#[tokio::test]
async fn what_waits_to_be_sent_to_one_is_held_back_by_the_stop_of_the_other() {
    let desk = Desk::open().await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Guten Tag").await);
    merge(&desk, contact_of(&desk, anna).await, contact_of(&desk, lena).await).await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_056})).await;
    let waits = template(&desk, anna, "order_ready", "ru").await.unwrap().message_id;
    desk.eventually("it waits", async || desk.message(anna, waits).await.reason).await;
    desk.town.write(LENA, "STOP").await;
    stands(&desk, lena, OFFERS, Some(ConsentState::Withdrawn)).await;
    desk.pass(HOUR).await;
    let refused = desk.reaches(anna, waits, DeliveryStatus::Refused).await;
    assert_eq!(refused.reason.unwrap().reason, "withdrawn");
    assert!(desk.town.sent().await.iter().all(|sent| sent["type"] != "template"));
}

#[tokio::test]
async fn an_erasure_takes_both_and_leaves_whoever_was_merged_before() {
    let desk = Desk::open().await;
    desk.compared(0).await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Guten Tag").await);
    let tomas = somebody(&desk, TOMAS, "Hello").await;
    let (keep, gone) = (contact_of(&desk, anna).await, contact_of(&desk, lena).await);
    let mistaken = merge(&desk, keep, contact_of(&desk, tomas).await).await;
    unmerge(&desk, mistaken).await;
    merge(&desk, keep, gone).await;
    let everybody = found(&desk, "").await.len();
    desk.engine.contact_erase(ContactErase { command_id: command(), contact_id: keep }).await.unwrap();
    let open: Vec<_> = desk.rows(contract::chat::ChatFilter::All).await.into_iter().map(|row| row.chat_id).collect();
    assert!(!open.contains(&anna) && !open.contains(&lena) && open.contains(&tomas), "{open:?}");
    assert_eq!(found(&desk, "").await.len(), everybody - 1);
    for name in [ANNA, LENA] {
        assert_eq!(found(&desk, name).await, []);
    }
    let (_town, _ports, folder) = desk.close().await;
    let tables = |folder: &std::path::Path| {
        let folder = store::DataFolder::open(folder, None).unwrap();
        folder.console().fingerprint().unwrap()
    };
    let before = tables(folder.path());
    engine::rebuild(folder.path()).unwrap();
    assert_eq!(tables(folder.path()), before);
}

#[tokio::test]
async fn the_same_phone_under_another_id_may_be_the_same_person_and_a_name_never_is() {
    let desk = Desk::open().await;
    let phone = Some("77009990001");
    writes(&desk, 1, phone, Some("KZ.1111"), json!({"name": "Дана Касымова"}), "Здравствуйте").await;
    let first = desk.row("Дана Касымова").await.contact_id.unwrap();
    assert_eq!(view(&desk, first).await.maybe_same, []);
    writes(&desk, 2, phone, Some("KZ.2222"), json!({"name": "Dana K."}), "Hello").await;
    let second = desk.row("Dana K.").await.contact_id.unwrap();
    writes(&desk, 3, None, Some("KZ.3333"), json!({"name": "Dana K.", "username": "dana"}), "Hi").await;
    desk.eventually("three people", async || (found(&desk, "Dana").await.len() == 3).then_some(())).await;
    let maybe = |seen: MemberView| seen.maybe_same.into_iter().map(|one| one.contact_id).collect::<Vec<_>>();
    assert_eq!(maybe(view(&desk, first).await), [second]);
    assert_eq!(maybe(view(&desk, second).await), [first]);
    merge(&desk, second, first).await;
    assert_eq!(maybe(view(&desk, first).await), [], "it is said already");
    let same = MergePair { keep: first, gone: second };
    assert_eq!(desk.engine.member_merge_preview(same).await.unwrap_err().code, ErrorCode::NotFound);
}
