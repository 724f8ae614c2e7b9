//! A person is cut out of a body and nobody else is.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking, its hands included")]

mod support;

use domain::erasure::{is_stand_in, splice};
use domain::event::{Event, GroupChange, ProviderEvent};
use domain::{AccountId, Person, Timestamp};
use providers::webhook::{Whom, parse, without};
use rstest::rstest;
use serde_json::{Value, json};
use support::fixtures;

const RECEIVED: Timestamp = Timestamp::from_seconds(1_795_640_000);
const PHONE: &str = "77001234108";
const USER: &str = "KZ.108";
/// A message of hers in the club.
const HERS: &str = "wamid.HER/clubMessage==";

/// Anna, by any of her keys.
struct Anna(Person);

impl Anna {
    fn usual() -> Self {
        Self(Person { phone: Some(PHONE.into()), user_id: Some(USER.into()), ..Person::default() })
    }
}

impl Whom for Anna {
    fn stand_in(&self, _: Option<&AccountId>, _: Option<&str>, person: &Person) -> Option<String> {
        let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        let found = match &person.user_id {
            Some(_) => same(&person.user_id, &self.0.user_id),
            None => same(&person.phone, &self.0.phone),
        };
        found.then(|| "erased.7".to_owned())
    }

    fn message(&self, _: Option<&AccountId>, id: &str) -> Option<String> {
        (id == HERS).then(|| "erased.message.9".to_owned())
    }

    fn shows(&self, _: u32) -> Option<String> {
        None
    }
}

fn body(field: &str, value: &Value) -> Vec<u8> {
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "1",
        "changes": [{"field": field, "value": value}]}]});
    serde_json::to_vec(&body).unwrap()
}

fn cut(body: &[u8], whom: &Anna) -> Vec<u8> {
    splice(body, &without("meta", body, RECEIVED, whom)).unwrap()
}

fn events(body: &[u8]) -> Vec<ProviderEvent> {
    parse("meta", body, RECEIVED)
}

fn text(from: &str, id: &str, words: &str) -> Value {
    json!({"from": from, "id": id, "timestamp": "1767226200", "type": "text", "text": {"body": words}})
}

fn in_club(mut item: Value) -> Value {
    item["group_id"] = json!("GRP_CLUB");
    item
}

/// Neither her name nor a key is in it, and there are as many events as before.
fn is_without_her(before: &[u8], after: &[u8]) {
    let text = String::from_utf8_lossy(after);
    for secret in [PHONE, USER, HERS, "Анна", "anna.k", "улун"] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    assert_eq!(events(before).len(), events(after).len(), "{text}");
}

#[test]
fn what_others_say_in_the_same_body_stays_and_keeps_its_place() {
    let value = json!({
        "contacts": [{"wa_id": PHONE, "profile": {"name": "Анна Корнеева"}}, {"wa_id": "351912000551", "profile": {"name": "Tomás"}}],
        "messages": [text(PHONE, "wamid.1", "Мне улун"), text("351912000551", "wamid.2", "And me?"), text(PHONE, "wamid.3", "улун")],
    });
    let before = body("messages", &value);
    let after = cut(&before, &Anna::usual());
    is_without_her(&before, &after);
    let (before, after) = (events(&before), events(&after));
    assert_eq!(before[1], after[1]);
    assert!(matches!(&after[0].event, Event::Ignored { field } if field == "erased"), "{:?}", after[0]);
    assert_eq!(after[0].account, before[0].account);
}

#[test]
fn in_a_group_a_message_keeps_its_place_and_moment_with_a_stand_in() {
    let mut hers = in_club(text(PHONE, HERS, "Мне улун"));
    hers["context"] = json!({"from": "351912000551", "id": "wamid.TOM"});
    let value = json!({"contacts": [{"wa_id": PHONE, "user_id": USER, "profile": {"name": "Анна", "username": "anna.k"}}],
        "messages": [hers]});
    let before = body("messages", &value);
    let after = cut(&before, &Anna::usual());
    is_without_her(&before, &after);
    let found = events(&after);
    let Event::Message(message) = &found[0].event else { panic!("{found:?}") };
    assert_eq!((message.id.as_str(), message.at), ("erased.message.9", Timestamp::from_seconds(1_767_226_200)));
    assert_eq!(message.sender, Person { user_id: Some("erased.7".into()), ..Person::default() });
    assert_eq!(
        message.reply_to.as_ref().map(|id| id.as_str()),
        Some("wamid.TOM"),
        "whom she answered is not hers to take"
    );
}

#[test]
fn a_message_of_hers_that_comes_again_under_another_key_is_gone_with_its_name() {
    let mut again = text("77009990000", HERS, "Мне улун");
    again["from_user_id"] = json!("KZ.9999");
    let mut changed = text("77009990000", "wamid.change", "");
    changed["type"] = json!("edit");
    changed["edit"] =
        json!({"original_message_id": HERS, "message": {"type": "text", "text": {"body": "Мне два улуна"}}});
    let value = json!({"contacts": [{"wa_id": "77009990000", "user_id": "KZ.9999", "profile": {"name": "Анна", "username": "anna.k"}}],
        "messages": [again, changed]});
    let before = body("messages", &value);
    is_without_her(&before, &cut(&before, &Anna::usual()));
}

#[test]
fn a_lone_name_beside_a_stand_in_is_not_given_to_it() {
    let value = json!({"contacts": [{"wa_id": "351912000551", "profile": {"name": "Tomás"}}],
        "messages": [in_club(text(PHONE, HERS, "Мне улун"))]});
    let after = cut(&body("messages", &value), &Anna::usual());
    let found = events(&after);
    let Event::Message(message) = &found[0].event else { panic!("{found:?}") };
    assert_eq!((message.sender.phone.as_deref(), message.sender.name.as_deref()), (None, None));
}

#[test]
fn whom_others_answer_and_what_they_react_to_is_cut_and_their_words_are_not() {
    let mut answer = in_club(text("351912000551", "wamid.2", "Anna, 10 boxes?"));
    answer["context"] = json!({"from": PHONE, "id": HERS});
    answer["mentions"] = json!([PHONE, "491520000611"]);
    let reaction =
        in_club(json!({"from": "351912000551", "id": "wamid.3", "timestamp": "1767226200", "type": "reaction",
        "reaction": {"message_id": HERS, "emoji": "🫖"}}));
    let before = body("messages", &json!({"messages": [answer, reaction]}));
    let after = cut(&before, &Anna::usual());
    is_without_her(&before, &after);
    let after = events(&after);
    let (Event::Message(message), Event::Reaction(reaction)) = (&after[0].event, &after[1].event) else {
        panic!("{after:?}")
    };
    assert_eq!(message.reply_to.as_ref().map(|id| id.as_str()), Some("erased.message.9"));
    assert_eq!((reaction.target.as_str(), reaction.emoji.as_deref()), ("erased.message.9", Some("🫖")));
    assert_eq!(message.content.words(), "Anna, 10 boxes?");
}

#[test]
fn in_statuses_of_a_group_it_stays_that_somebody_has_the_message() {
    let status = |who: &str| {
        json!({"id": "wamid.OURS", "status": "delivered", "timestamp": "1767226200", "recipient_id": "GRP_CLUB",
            "recipient_type": "group", "recipient_participant_id": who})
    };
    let direct = json!({"id": "wamid.TOHER", "status": "read", "timestamp": "1767226200", "recipient_id": PHONE});
    let before = body("messages", &json!({"statuses": [status(PHONE), status("351912000551"), direct]}));
    let after = cut(&before, &Anna::usual());
    is_without_her(&before, &after);
    let (before, after) = (events(&before), events(&after));
    assert_eq!(before[1], after[1]);
    let Event::Status(update) = &after[0].event else { panic!("{after:?}") };
    assert!(update.participant.as_ref().and_then(|who| who.user_id.as_deref()).is_some_and(is_stand_in));
    assert!(matches!(&after[2].event, Event::Ignored { .. }));
}

#[test]
fn who_is_in_a_group_stays_as_many_people_in_the_same_order() {
    let joined = json!({"timestamp": "1767226200", "group_id": "GRP_CLUB", "type": "group_participants_add",
        "added_participants": [{"wa_id": "351912000551"}, {"wa_id": PHONE, "user_id": USER, "username": "anna.k"}, {"input": PHONE}]});
    let asked = json!({"timestamp": "1767226200", "group_id": "GRP_CLUB", "type": "group_join_request_created",
        "join_request_id": "jr1", "wa_id": PHONE, "profile": {"name": "Анна"}});
    let before = body("group_participants_update", &json!({"groups": [joined, asked]}));
    let after = cut(&before, &Anna::usual());
    is_without_her(&before, &after);
    let after = events(&after);
    let Event::Group(group) = &after[0].event else { panic!("{after:?}") };
    let GroupChange::Joined { people } = &group.change else { panic!("{group:?}") };
    let ids: Vec<_> = people.iter().map(|one| one.user_id.as_deref().or(one.phone.as_deref())).collect();
    assert_eq!(ids, [Some("351912000551"), Some("erased.7"), Some("erased.7")]);
    assert!(matches!(&after[1].event, Event::Group(_)));
}

#[rstest]
#[case::preference("user_preferences", json!({"contacts": [{"wa_id": PHONE, "profile": {"name": "Анна"}}],
    "user_preferences": [{"wa_id": PHONE, "category": "marketing_messages", "value": "stop", "timestamp": 1_767_226_200}]}))]
#[case::new_id("user_id_update", json!({"user_id_update": [{"wa_id": PHONE, "detail": "Анна",
    "user_id": {"previous": USER, "current": "KZ.9"}, "timestamp": "1767226200"}]}))]
#[case::call("calls", json!({"contacts": [{"wa_id": PHONE, "profile": {"name": "Анна"}}], "calls": [{"id": "wacid.1",
    "from": PHONE, "from_user_id": USER, "to": "442079460018", "event": "connect", "direction": "USER_INITIATED"}]}))]
#[case::call_of_ours("calls", json!({"statuses": [{"id": "wacid.1", "status": "RINGING", "recipient_id": PHONE}]}))]
#[case::handover("messaging_handovers", json!({"sender": {"phone_number": PHONE}, "control_taken": {}}))]
#[case::edit("messages", json!({"messages": [{"from": PHONE, "id": "wamid.e", "timestamp": "1767226200", "type": "edit",
    "edit": {"original_message_id": HERS, "message": {"type": "text", "text": {"body": "улун"}}}}]}))]
#[case::new_number("messages", json!({"messages": [{"from": PHONE, "id": "wamid.s", "timestamp": "1767226200",
    "type": "system", "system": {"type": "user_changed_number", "wa_id": "77770000001", "body": "Анна changed"}}]}))]
#[case::unreadable("messages", json!({"messages": [{"from": PHONE, "timestamp": "1767226200", "text": {"body": "улун"}}]}))]
fn what_was_only_hers_is_nothing_but_a_place(#[case] field: &str, #[case] value: Value) {
    let before = body(field, &value);
    let after = cut(&before, &Anna::usual());
    is_without_her(&before, &after);
}

#[test]
fn a_body_that_had_to_be_mended_to_be_read_is_cut_too() {
    let value = json!({"messages": [text(PHONE, "wamid.1", "улун"), text("351912000551", "wamid.2", "HALF")]});
    let before = String::from_utf8(body("messages", &value)).unwrap().replace("HALF", "\\ud83e").into_bytes();
    let after = cut(&before, &Anna::usual());
    is_without_her(&before, &after);
    assert_eq!(events(&before)[1], events(&after)[1]);
}

#[test]
fn of_every_fixture_each_person_can_be_cut_and_nothing_else_changes() {
    for (name, body) in fixtures() {
        let before = parse("meta", &body, RECEIVED);
        for sender in before.iter().filter_map(sender) {
            let whom = Anna(sender.clone());
            let after = splice(&body, &without("meta", &body, RECEIVED, &whom)).unwrap();
            let after = parse("meta", &after, RECEIVED);
            assert_eq!(before.len(), after.len(), "{name}");
            for (one, other) in before.iter().zip(&after).filter(|(one, _)| concerns(one).all(|who| !is(&whom, who))) {
                assert_eq!(one, other, "{name} without {sender:?}");
            }
        }
    }
}

fn is(whom: &Anna, person: &Person) -> bool {
    whom.stand_in(None, None, person).is_some()
}

fn sender(found: &ProviderEvent) -> Option<&Person> {
    concerns(found).next().filter(|person| !person.is_nobody())
}

/// Everybody whom an event names.
fn concerns(found: &ProviderEvent) -> impl Iterator<Item = &Person> {
    let people: Vec<&Person> = match &found.event {
        Event::Message(message) => vec![&message.sender],
        Event::Reaction(reaction) => vec![&reaction.sender],
        Event::Edited(edit) => vec![&edit.sender],
        Event::Revoked(revoked) => vec![&revoked.sender],
        Event::Status(update) => update.recipient.iter().chain(&update.participant).collect(),
        Event::PersonChanged(change) => vec![&change.previous, &change.current],
        Event::Preference(preference) => vec![&preference.person],
        Event::Group(group) => match &group.change {
            GroupChange::Joined { people } | GroupChange::Left { people, .. } => people.iter().collect(),
            GroupChange::JoinRequested { person, .. } | GroupChange::JoinRevoked { person, .. } => vec![person],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    people.into_iter()
}
