//! How many people a group holds is the number's: eight, or as many as groups of people among themselves.

use contract::Commands;
use contract::group::{GroupCommand, GroupFilter};
use contract::invitation::{InvitePlace, InvitePlanRequest};
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::consent::{record_message, somebody};
use crate::desk::{Desk, command};
use crate::groups::{asks, club, decide, page, settled, view};
use crate::town::TEA_CLUB;

const TBILISI: &str = "Tea Club · Tbilisi";
const VERA: &str = "Вера Зайцева";
const EMIL: &str = "Emil Sørensen";

#[tokio::test]
async fn a_number_whose_groups_hold_1024_has_as_many_seats_in_each() {
    let desk = Desk::open().await;
    let club = club(&desk).await;
    desk.compared(0).await;
    assert_eq!((club.seats, page(&desk, "", GroupFilter::All).await.numbers[0].seats), (8, 8));
    desk.town.control("/seats", json!({"seats": 1_024})).await;
    desk.town.control("/crowd", json!({"group": TBILISI, "count": 1_024})).await;
    let large = page(&desk, TBILISI, GroupFilter::All).await.rows.swap_remove(0).chat_id;
    desk.engine.group_compare(GroupCommand { command_id: command(), chat_id: large }).await.unwrap();
    let row = desk
        .eventually("all of them", async || Some(view(&desk, large).await).filter(|view| view.people.len() == 1_024));
    let row = row.await.row;
    assert_eq!((row.people, row.seats), (1_024, 1_024));
    let all = page(&desk, "", GroupFilter::All).await;
    assert_eq!(all.numbers[0].seats, 1_024);
    assert!(all.rows.iter().all(|row| row.seats == 1_024), "what one group may, each may");
    let free = page(&desk, "", GroupFilter::Free).await.rows;
    assert!(free.iter().any(|row| row.chat_id == club.chat_id) && free.iter().all(|row| row.chat_id != large));
}

#[tokio::test]
async fn the_ninth_gets_a_seat_where_a_group_of_the_number_holds_more_than_eight() {
    let desk = Desk::open().await;
    let chat = club(&desk).await.chat_id;
    desk.compared(0).await;
    desk.town.control("/seats", json!({"seats": 1_024})).await;
    desk.town.control("/crowd", json!({"group": TEA_CLUB, "count": 12})).await;
    let vera = asks(&desk, chat, VERA).await;
    let emil = somebody(&desk, EMIL, "Можно в клуб?").await;
    let message = desk.newest(emil).await.message_id;
    record_message(&desk, emil, "group_invitations", message).await.unwrap();
    let people = vec![desk.detail(emil).await.contact.unwrap().contact_id];
    let place = async || {
        let request = InvitePlanRequest { chat_id: chat, people: people.clone(), named: false };
        desk.engine.invite_plan(request).await.unwrap().rows[0].place
    };
    desk.engine.group_compare(GroupCommand { command_id: command(), chat_id: chat }).await.unwrap();
    assert_eq!(place().await, InvitePlace::Seat);
    desk.engine.join_decide(decide(&vera, true)).await.unwrap();
    assert_eq!(settled(&desk, chat).await.acts, []);
    desk.eventually("she is the thirteenth", async || (view(&desk, chat).await.row.people == 13).then_some(())).await;
}
