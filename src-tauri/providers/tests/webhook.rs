//! What becomes of webhook bodies: the whole of each in a snapshot, and the promises that a snapshot cannot make.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its hands included")]

mod support;

use domain::event::{Event, ProviderEvent};
use domain::id::MAX_INDEX;
use domain::{Content, Person, Timestamp};
use rstest::rstest;
use serde_json::json;
use support::fixtures;

/// When everything here was received.
const RECEIVED: Timestamp = Timestamp::from_seconds(1_795_640_000);

fn parse(body: &[u8]) -> Vec<ProviderEvent> {
    providers::meta::webhook::parse(body, RECEIVED)
}

fn fixture(name: &str) -> Vec<ProviderEvent> {
    let (_, body) = fixtures().into_iter().find(|(stem, _)| stem == name).unwrap();
    parse(&body)
}

fn senders(events: &[ProviderEvent]) -> Vec<&Person> {
    let sender = |found: &'_ ProviderEvent| matches!(found.event, Event::Message(_));
    let messages = events.iter().filter(|found| sender(found));
    messages
        .map(|found| match &found.event {
            Event::Message(message) => &message.sender,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn envelope(changes: &serde_json::Value) -> Vec<u8> {
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "900800700", "changes": changes}]});
    serde_json::to_vec(&body).unwrap()
}

#[test]
fn every_kind_and_every_trap_reads_as_its_snapshot_says() {
    for (name, body) in fixtures() {
        insta::assert_json_snapshot!(name, parse(&body));
    }
}

#[test]
fn everything_that_the_provider_describes_is_known_and_everything_odd_is_shown_as_unknown() {
    for (name, body) in fixtures() {
        let unknown = parse(&body).into_iter().any(|found| match found.event {
            Event::Message(message) => matches!(message.content, Content::Unknown { .. }),
            Event::Unknown(_) => true,
            _ => false,
        });
        assert_eq!(unknown, name.starts_with("odd_"), "{name}");
    }
}

#[test]
fn names_go_to_the_people_whose_keys_they_carry_whatever_the_order() {
    let events = fixture("contacts_in_other_order");
    let names: Vec<_> = senders(&events).into_iter().map(|sender| sender.name.as_deref().unwrap_or_default()).collect();
    assert_eq!(names, ["Анна Корнеева", "Tomás Ribeiro", "Ержан Бекенов", "Lena Fischer"]);
}

#[test]
fn nobody_gets_the_name_or_id_of_somebody_else() {
    for sender in senders(&fixture("contacts_of_somebody_else")) {
        assert_eq!((sender.name.as_deref(), sender.user_id.as_deref()), (None, None));
    }
}

#[test]
fn the_only_contact_is_not_the_sender_where_their_keys_differ() {
    let value = json!({"contacts": [{"profile": {"name": "Kim"}, "wa_id": "15550001001", "user_id": "US.1"}],
        "messages": [{"from": "15550001999", "id": "wamid.1", "timestamp": "1767226200", "type": "text",
            "text": {"body": "Hi"}}]});
    let events = parse(&envelope(&json!([{"field": "messages", "value": value}])));
    let sender = senders(&events)[0];
    assert_eq!((sender.name.as_deref(), sender.user_id.as_deref()), (None, None));
}

#[test]
fn one_bad_item_costs_itself_and_nothing_else() {
    let events = fixture("odd_bad_items_among_good");
    let (unknown, read): (Vec<_>, Vec<_>) = events.iter().partition(|found| matches!(found.event, Event::Unknown(_)));
    assert_eq!((unknown.len(), read.len()), (4, 3), "{events:?}");
    let account = events.iter().filter(|found| found.account == Some("meta:500100200300".into())).count();
    assert_eq!(account, events.len(), "what cannot be read is shown at the number it came to");
}

#[test]
fn an_escaped_body_says_the_same_as_a_plain_one() {
    let events = fixture("escaped");
    assert!(
        matches!(&events[0].event, Event::Message(one) if one.content == Content::Text { body: "Ёж 🦔 / <b>".into() })
    );
}

#[rstest]
#[case::empty(b"")]
#[case::no_json(b"hello")]
#[case::not_text(b"\xff\xfe{}")]
#[case::cut(b"{\"object\":\"whatsapp_business_account\",\"entry\":[{")]
fn what_is_no_json_is_one_unknown_item(#[case] body: &[u8]) {
    let events = parse(body);
    assert!(matches!(&events[..], [one] if matches!(&one.event, Event::Unknown(it) if it.what == "malformed JSON")));
}

#[test]
fn a_broken_character_costs_itself_and_not_the_body() {
    let text = |id: &str, body: &str| {
        format!(
            r#"{{"from":"15550001001","id":"{id}","timestamp":"1767226200","type":"text","text":{{"body":"{body}"}}}}"#
        )
    };
    let items = [text("wamid.1", "half \\ud83e"), text("wamid.2", "?"), text("wamid.3", "whole")].join(",");
    let body = format!(r#"{{"entry":[{{"changes":[{{"field":"messages","value":{{"messages":[{items}]}}}}]}}]}}"#);
    let said = |found: &ProviderEvent| match &found.event {
        Event::Message(message) => message.content.clone(),
        other => panic!("{other:?}"),
    };
    let body: Vec<u8> = body.into_bytes().into_iter().map(|byte| if byte == b'?' { 0xff } else { byte }).collect();
    let bodies: Vec<_> = parse(&body).iter().map(said).collect();
    assert_eq!(bodies, ["half \u{fffd}", "\u{fffd}", "whole"].map(|body| Content::Text { body: body.into() }));
}

#[test]
fn what_tells_no_time_happened_when_it_was_received() {
    let value = json!({"messages": [{"from": "15550001001", "id": "wamid.1", "timestamp": "<TIMESTAMP>", "type": "text",
        "text": {"body": "Hi"}}], "statuses": [{"id": "wamid.2", "status": "read"}]});
    let events = parse(&envelope(&json!([{"field": "messages", "value": value}])));
    assert!(matches!(&events[0].event, Event::Message(one) if one.at == RECEIVED), "{events:?}");
    assert!(matches!(&events[1].event, Event::Status(one) if one.at == RECEIVED), "{events:?}");
}

#[test]
fn a_sender_written_like_no_phone_is_still_the_sender() {
    let value = json!({"messages": [{"from": "<WHATSAPP_USER_PHONE_NUMBER>", "id": "wamid.1", "timestamp": "1767226200",
        "type": "text", "text": {"body": "Hi"}}]});
    let events = parse(&envelope(&json!([{"field": "messages", "value": value}])));
    assert_eq!(senders(&events)[0].user_id.as_deref(), Some("<WHATSAPP_USER_PHONE_NUMBER>"));
}

#[test]
fn a_field_beside_the_changes_is_the_field_of_each() {
    let body = json!({"entry": [{"id": "900800700", "field": "account_update", "changes": [{"value": {"event":
        "PARTNER_APP_INSTALLED"}}]}]});
    let events = parse(&serde_json::to_vec(&body).unwrap());
    assert!(matches!(&events[0].event, Event::Account(news) if news.field == "account_update"), "{events:?}");
}

#[test]
fn deep_nesting_is_unknown_and_not_a_crash() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let value = format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"changes":[{{"field":"messages","value":{deep}}}]}}]}}"#
    );
    assert_eq!(parse(value.as_bytes()).len(), 1);
    assert_eq!(parse(deep.as_bytes()).len(), 1);
}

#[test]
fn what_does_not_fit_into_row_numbers_is_one_last_unknown_item() {
    let most = MAX_INDEX as usize;
    let items = |count: usize| parse(&envelope(&json!([{"field": "messages", "value": {"messages": vec![0; count]}}])));
    assert_eq!(items(most).len(), most);
    let events = items(most + 10);
    assert_eq!(events.len(), most + 1);
    let last = &events.last().unwrap().event;
    assert!(matches!(last, Event::Unknown(it) if it.what.contains("65535")), "{last:?}");
}

#[test]
fn a_strange_word_is_cut_down_to_what_names_are_made_of() {
    let long = format!("<b>Анна</b>{}", "x".repeat(500));
    let events = parse(&envelope(&json!([{"field": long, "value": {}}])));
    assert!(matches!(&events[0].event, Event::Unknown(it) if it.what.len() == 64 && it.what.starts_with("bbxx")));
}

#[test]
fn a_body_of_a_thousand_updates_is_a_thousand_events_in_order() {
    let message = |n: usize| {
        json!({"from": format!("7700{n:07}"), "id": format!("wamid.{n}"), "timestamp": "1795000000", "type": "text",
               "text": {"body": n.to_string()}})
    };
    let contact = |n: usize| json!({"wa_id": format!("7700{n:07}"), "profile": {"name": format!("Person {n}")}});
    let messages: Vec<_> = (0..1_000).map(message).collect();
    let contacts: Vec<_> = (0..1_000).rev().map(contact).collect();
    let events =
        parse(&envelope(&json!([{"field": "messages", "value": {"contacts": contacts, "messages": messages}}])));
    assert_eq!(events.len(), 1_000);
    for (n, sender) in senders(&events).into_iter().enumerate() {
        assert_eq!(sender.name.as_deref(), Some(format!("Person {n}").as_str()));
    }
}

#[test]
fn a_body_of_a_provider_that_is_not_known_is_kept_as_unknown() {
    let (_, body) = fixtures().into_iter().find(|(name, _)| name == "text").unwrap();
    assert!(matches!(providers::webhook::parse("meta", &body, RECEIVED)[0].event, Event::Message(_)));
    assert!(matches!(providers::webhook::parse("carrier-pigeon", &body, RECEIVED)[0].event, Event::Unknown(_)));
}
