//! Blocking: asked of the provider behind the answer, held by the gate at once, and compared with the provider's list.

use contract::block::{BlockCommand, BlockView, PeopleBlock};
use contract::chat::ContactRequest;
use contract::consent::Whom;
use contract::invitation::JoinRuleSave;
use contract::member::{MemberHappened, MemberHistoryRequest, MemberLabel};
use contract::merge::MemberMerge;
use contract::{Commands, ErrorBody, ErrorCode};
use domain::ChatId;
use domain::block::{BlockHappened, BlockObstacle, BlockPhase};
use domain::delivery::DeliveryStatus;
use domain::gate::{Alternative, Denial, Refusal};
use domain::invitation::JoinRule;
use domain::time::{DAY, HOUR, MINUTE};
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::{Value, json};

use crate::consent::somebody;
use crate::desk::{Desk, MIRA, command, text};
use crate::groups::{club, moves, settled};
use crate::merges::label;
use crate::town::{ANNA, LENA, TOMAS, YERZHAN};

async fn view(desk: &Desk, chat: ChatId) -> BlockView {
    desk.detail(chat).await.contact.unwrap().block
}

async fn block(desk: &Desk, people: Vec<Whom>, reason: &str) -> Result<(), ErrorBody> {
    let request = PeopleBlock { command_id: command(), people, reason: reason.into() };
    desk.engine.people_block(request).await.map(|_| ())
}

async fn unblock(desk: &Desk, whom: Whom) -> Result<(), ErrorBody> {
    desk.engine.person_unblock(BlockCommand { command_id: command(), whom }).await.map(|_| ())
}

/// Waits until it stands so.
async fn stands(desk: &Desk, chat: ChatId, phase: BlockPhase) -> BlockView {
    desk.eventually(&format!("{phase:?}"), async || Some(view(desk, chat).await).filter(|view| view.phase == phase))
        .await
}

/// Blocks the person of a chat.
pub async fn blocked(desk: &Desk, chat: ChatId, reason: &str) {
    let whom = view(desk, chat).await.whom;
    block(desk, vec![whom], reason).await.unwrap();
    stands(desk, chat, BlockPhase::Blocked).await;
}

/// Blocks the person of a chat and ends it again.
pub async fn for_a_moment(desk: &Desk, chat: ChatId, reason: &str) {
    let whom = view(desk, chat).await.whom;
    block(desk, vec![whom.clone()], reason).await.unwrap();
    stands(desk, chat, BlockPhase::Blocked).await;
    unblock(desk, whom).await.unwrap();
    stands(desk, chat, BlockPhase::Open).await;
}

/// What happened about blocking the person of a chat, oldest first, by whom and why.
async fn told(desk: &Desk, chat: ChatId) -> Vec<(BlockHappened, Option<String>, Option<String>)> {
    let contact_id = view(desk, chat).await.whom.contact_id;
    let request = MemberHistoryRequest { contact_id, limit: 200, after: None };
    let mut lines = desk.engine.member_history(request).await.unwrap().lines;
    lines.reverse();
    let of_blocks = lines.into_iter().filter_map(|line| match line.what {
        MemberHappened::Block { happened } => Some((happened.happened, happened.operator, happened.words)),
        _ => None,
    });
    of_blocks.collect()
}

/// Somebody else with the token changes the list.
async fn elsewhere(desk: &Desk, method: reqwest::Method, phone: &str) {
    let hello = &desk.town.hello;
    let address = format!("{}/v25.0/{}/block_users", hello.api_base, hello.phone_number_id);
    let body = json!({"messaging_product": "whatsapp", "block_users": [{"user": phone}]});
    let call = reqwest::Client::new().request(method, address).bearer_auth(&hello.token).json(&body);
    assert_eq!(call.send().await.unwrap().status(), 200);
}

/// Calls that change the list.
async fn asked(desk: &Desk) -> usize {
    let requests = desk.town.look("/requests?last=10000").await;
    let is = |one: &&Value| one["method"] != "GET" && one["path"].as_str().unwrap().ends_with("/block_users");
    requests["requests"].as_array().unwrap().iter().filter(is).count()
}

/// Somebody is blocked with an answer that gets lost, somebody is found blocked, and somebody could not be.
pub async fn a_day_of_blocks(desk: &Desk) {
    for person in [TOMAS, LENA, YERZHAN] {
        somebody(desk, person, "Hello again").await;
    }
    let (tomas, yerzhan) = (desk.chat(TOMAS).await, desk.chat(YERZHAN).await);
    desk.town.trouble(json!({"kind": "drop_block_answer", "count": 1})).await;
    block(desk, vec![view(desk, tomas).await.whom], "Spam").await.unwrap();
    desk.eventually("no answer came", async || view(desk, tomas).await.unconfirmed.then_some(())).await;
    desk.pass(2 * MINUTE).await;
    stands(desk, tomas, BlockPhase::Blocked).await;
    desk.town.trouble(json!({"kind": "block_fails", "count": 1})).await;
    block(desk, vec![view(desk, yerzhan).await.whom], "Spam").await.unwrap();
    desk.eventually("refused", async || view(desk, yerzhan).await.refused).await;
}

#[tokio::test]
async fn a_blocked_person_is_out_of_reach_both_ways_until_that_is_ended() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Купите!").await;
    let whom = view(&desk, anna).await.whom;
    block(&desk, vec![whom.clone()], " Реклама ").await.unwrap();
    let denial = Denial { refusal: Refusal::Blocked, instead: Alternative::Unblock };
    let refused = desk.try_send(anna, text("Нет")).await.unwrap_err();
    assert_eq!((refused.code, refused.denial), (ErrorCode::Blocked, Some(denial)), "at once, not when it is done");
    let done = stands(&desk, anna, BlockPhase::Blocked).await;
    assert_eq!((done.operator.as_deref(), done.reason.as_deref()), (Some(MIRA), Some("Реклама")));
    assert_eq!(done.obstacle, Some(BlockObstacle::Already));
    let listed = desk.town.blocked().await;
    assert_eq!(listed.len(), 1, "{listed:?}");
    unblock(&desk, whom.clone()).await.unwrap();
    stands(&desk, anna, BlockPhase::Open).await;
    assert_eq!(unblock(&desk, whom).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(desk.town.blocked().await, Vec::<Value>::new());
    let sent = desk.reply(anna, "Здравствуйте").await;
    desk.reaches(anna, sent, DeliveryStatus::Read).await;
    let mira = Some(MIRA.to_owned());
    let expected =
        [(BlockHappened::Blocked, mira.clone(), Some("Реклама".to_owned())), (BlockHappened::Unblocked, mira, None)];
    assert_eq!(told(&desk, anna).await, expected);
}

#[tokio::test]
async fn what_waits_to_be_sent_to_a_blocked_person_is_refused_when_its_turn_comes() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Купите!").await;
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_056})).await;
    let waits = desk.reply(anna, "Минуту").await;
    desk.eventually("it was tried once", async || (desk.town.attempts().await == 1).then_some(())).await;
    block(&desk, vec![view(&desk, anna).await.whom], "Реклама").await.unwrap();
    stands(&desk, anna, BlockPhase::Blocked).await;
    desk.pass(10_000).await;
    let refused = desk.reaches(anna, waits, DeliveryStatus::Refused).await;
    assert_eq!(refused.reason.map(|reason| reason.reason), Some("blocked".to_owned()));
    assert_eq!(desk.town.texts().await, Vec::<String>::new());
}

#[tokio::test]
async fn who_has_not_written_for_a_day_cannot_be_blocked_and_the_rest_of_the_chosen_are() {
    let desk = Desk::open().await;
    let tomas = somebody(&desk, TOMAS, "Hello").await;
    desk.pass(DAY).await;
    let anna = somebody(&desk, ANNA, "Купите!").await;
    let late = view(&desk, tomas).await;
    assert_eq!(late.obstacle, Some(BlockObstacle::NotWritten { hours: 24 }));
    assert_eq!(view(&desk, anna).await.obstacle, None);
    assert_eq!(block(&desk, vec![late.whom.clone()], "").await.unwrap_err().code, ErrorCode::TooLate);
    block(&desk, vec![late.whom, view(&desk, anna).await.whom], "").await.unwrap();
    stands(&desk, anna, BlockPhase::Blocked).await;
    assert_eq!((view(&desk, tomas).await.phase, asked(&desk).await), (BlockPhase::Open, 1));
}

#[rstest]
#[case::full(139_101, "block_list_full")]
#[case::has_not_written(131_047, "not_written")]
#[case::in_part(139_100, "block_list")]
#[tokio::test]
async fn a_refusal_is_shown_with_its_reason_and_nothing_is_held_back(#[case] code: i64, #[case] word: &str) {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Купите!").await;
    let whom = view(&desk, anna).await.whom;
    desk.town.trouble(json!({"kind": "block_fails", "count": 1, "value": code})).await;
    block(&desk, vec![whom.clone()], "Реклама").await.unwrap();
    let refused = desk.eventually("it is refused", async || view(&desk, anna).await.refused).await;
    assert_eq!((refused.reason.as_str(), refused.code), (word, Some(code)));
    let sent = desk.reply(anna, "Здравствуйте").await;
    desk.reaches(anna, sent, DeliveryStatus::Read).await;
    assert_eq!(told(&desk, anna).await[0].2.as_deref(), Some(word));
    desk.engine.block_seen(BlockCommand { command_id: command(), whom: whom.clone() }).await.unwrap();
    assert_eq!(view(&desk, anna).await.refused, None);
    let again = desk.engine.block_seen(BlockCommand { command_id: command(), whom }).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::TooLate);
}

#[rstest]
#[case::the_list_changes(json!({"kind": "block_fails", "count": 1, "value": 139_102}))]
#[case::trouble_at_the_provider(json!({"kind": "block_fails", "count": 1, "value": 139_103}))]
#[case::no_answer(json!({"kind": "drop_block_answer", "count": 1}))]
#[case::a_broken_answer(json!({"kind": "block_5xx", "count": 1}))]
#[tokio::test]
async fn what_may_pass_or_got_no_answer_goes_again_by_itself(#[case] trouble: Value) {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Купите!").await;
    desk.town.trouble(trouble).await;
    block(&desk, vec![view(&desk, anna).await.whom], "Реклама").await.unwrap();
    let waits = desk
        .eventually("the first try is over", async || {
            Some(view(&desk, anna).await).filter(|view| view.unconfirmed || view.refused.is_some())
        })
        .await;
    assert_eq!(waits.phase, BlockPhase::Blocking);
    assert_eq!(desk.try_send(anna, text("Нет")).await.unwrap_err().code, ErrorCode::Blocked);
    desk.pass(2 * MINUTE).await;
    let done = stands(&desk, anna, BlockPhase::Blocked).await;
    assert_eq!((done.unconfirmed, done.refused, asked(&desk).await), (false, None, 2));
}

#[tokio::test]
async fn what_was_changed_elsewhere_is_found_and_said() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Купите!").await;
    elsewhere(&desk, reqwest::Method::POST, "77000004108").await;
    desk.pass(HOUR).await;
    let found = stands(&desk, anna, BlockPhase::Blocked).await;
    assert_eq!((found.operator, found.reason), (None, None));
    assert_eq!(desk.try_send(anna, text("Нет")).await.unwrap_err().code, ErrorCode::Blocked);
    elsewhere(&desk, reqwest::Method::DELETE, "77000004108").await;
    desk.pass(HOUR).await;
    stands(&desk, anna, BlockPhase::Open).await;
    desk.pass(HOUR).await;
    let expected = [(BlockHappened::FoundBlocked, None, None), (BlockHappened::FoundUnblocked, None, None)];
    assert_eq!(told(&desk, anna).await, expected, "each once");
}

#[tokio::test]
async fn after_a_stop_what_was_decided_stands_and_is_asked() {
    let desk = Desk::open().await;
    let anna = somebody(&desk, ANNA, "Купите!").await;
    desk.town.trouble(json!({"kind": "block_fails", "value": 139_102})).await;
    block(&desk, vec![view(&desk, anna).await.whom], "Реклама").await.unwrap();
    desk.eventually("it waits", async || view(&desk, anna).await.refused).await;
    let desk = desk.restart().await;
    assert_eq!(view(&desk, anna).await.phase, BlockPhase::Blocking);
    desk.town.clear("block_fails").await;
    desk.pass(MINUTE).await;
    stands(&desk, anna, BlockPhase::Blocked).await;
}

#[tokio::test]
async fn whoever_is_blocked_is_not_told_that_they_were_read_nor_let_in_by_a_rule() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    let vip = label(&desk, "VIP").await;
    let rule = Some(JoinRule { consent: false, label: Some(vip), never_removed: false });
    desk.engine.join_rule_save(JoinRuleSave { command_id: command(), chat_id: chat, rule }).await.unwrap();
    let (lena, anna) = (somebody(&desk, LENA, "Hallo").await, somebody(&desk, ANNA, "Купите!").await);
    let people = vec![view(&desk, lena).await.whom.contact_id, view(&desk, anna).await.whom.contact_id];
    desk.engine.member_label(MemberLabel { command_id: command(), people, label_id: vip, on: true }).await.unwrap();
    block(&desk, vec![view(&desk, anna).await.whom], "Реклама").await.unwrap();
    stands(&desk, anna, BlockPhase::Blocked).await;
    desk.read(anna).await;
    desk.read(lena).await;
    desk.eventually("Lena is told", async || (reads(&desk).await > 0).then_some(())).await;
    assert_eq!(reads(&desk).await, 1);
    for person in [ANNA, LENA] {
        moves(&desk, person, "join_request").await;
    }
    let inside = desk
        .eventually("Lena is in", async || {
            let group = settled(&desk, chat).await;
            group.people.iter().any(|one| one.name.as_deref() == Some(LENA)).then_some(group)
        })
        .await;
    assert!(inside.requests.iter().any(|one| one.name.as_deref() == Some(ANNA)), "she waits for an operator");
}

/// How many messages the provider was told to be read.
async fn reads(desk: &Desk) -> usize {
    desk.town.look("").await["marked_read"].as_array().unwrap().len()
}

#[tokio::test]
async fn of_a_merged_person_each_identity_is_blocked_by_itself_and_all_is_told_in_one_history() {
    let desk = Desk::open().await;
    let (anna, lena) = (somebody(&desk, ANNA, "Добрый день").await, somebody(&desk, LENA, "Hallo").await);
    let (keep, gone) = (view(&desk, anna).await.whom, view(&desk, lena).await.whom);
    block(&desk, vec![gone.clone()], "Spam").await.unwrap();
    stands(&desk, lena, BlockPhase::Blocked).await;
    let merge = MemberMerge { command_id: command(), keep: keep.contact_id, gone: gone.contact_id };
    desk.engine.member_merge(merge).await.unwrap();
    let request = ContactRequest { contact_id: keep.contact_id };
    let blocks = desk.engine.member(request).await.unwrap().blocks;
    let stands: Vec<_> = blocks.iter().map(|one| (one.whom.contact_id, one.phase)).collect();
    assert_eq!(stands, [(keep.contact_id, BlockPhase::Open), (gone.contact_id, BlockPhase::Blocked)]);
    let words = told(&desk, anna).await.into_iter().map(|(_, _, words)| words).collect::<Vec<_>>();
    assert!(words.contains(&Some("Spam".to_owned())), "{words:?}");
}
