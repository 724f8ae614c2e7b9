//! The hot paths, so many times over, for whoever counts their instructions: `hot ingest 200`. `cargo xtask test` runs each under
//! callgrind with two counts and takes the difference, so what a start costs is not in it.

use std::hint::black_box;
use std::process::ExitCode;

use domain::consent::{
    ConsentEntry, ConsentState, Consents, Evidence, EvidenceKind, Grade, LegalBasis, Scope, Source, built_in,
};
use domain::content::Content;
use domain::decision::Outgoing;
use domain::gate::{self, Known, Question};
use domain::notify::{AlertEvent, AlertKind, Context, Rules, decide};
use domain::permit::Recipient;
use domain::window::ServiceWindow;
use domain::{AccountId, ChatId, Person, Timestamp};
use store::{DataFolder, EntryKind, NewEntry, StoreError};

const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let path = words.next().unwrap_or_default();
    let count = words.next().and_then(|word| word.parse().ok()).unwrap_or(1);
    match path.as_str() {
        "signature" => signature(count),
        "webhook" => webhook(count),
        "ingest" => return ingest(count).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        "alert" => alert(count),
        "permit" => permit(count),
        _ => {
            eprintln!("hot: signature, webhook, ingest, alert or permit, and how many");
            return ExitCode::from(64);
        }
    }
    ExitCode::SUCCESS
}

/// A message as the provider writes it (reference 2.2), from one of twenty people.
fn body(number: u32) -> Vec<u8> {
    let sender = 77_015_550_000_u64 + u64::from(number % 20);
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"102290129340398","changes":[{{"field":"messages","value":{{
        "messaging_product":"whatsapp","metadata":{{"display_phone_number":"15550100200","phone_number_id":"106540352242922"}},
        "contacts":[{{"profile":{{"name":"Анна Корнеева"}},"wa_id":"{sender}"}}],
        "messages":[{{"from":"{sender}","id":"wamid.HOT{number}","timestamp":"1767225600","type":"text",
        "text":{{"body":"Здравствуйте, есть ли сенча, и когда доставка {number}?"}}}}]}}}}]}}]}}"#
    )
    .into_bytes()
}

fn signature(count: u32) {
    let body = body(1);
    let wrong = format!("sha256={}", "0".repeat(64));
    for _ in 0..count {
        assert!(!providers::webhook::is_genuine("meta", "a secret of the app", Some(&wrong), black_box(&body)));
    }
}

fn webhook(count: u32) {
    for number in 0..count {
        assert_eq!(providers::webhook::parse("meta", black_box(&body(number)), NOW).len(), 1);
    }
}

/// Kept in the journal, and made into rows that can be found.
fn ingest(count: u32) -> Result<(), StoreError> {
    let place = std::env::temp_dir().join(format!("switchboard-hot-{}", std::process::id()));
    let folder = DataFolder::open(&place, None)?;
    for number in 0..count {
        let (kind, source, body) = (EntryKind::Webhook, "meta".to_owned(), body(number));
        folder.journal().append_blocking(NewEntry { kind, source, at: NOW, dedupe: None, body })?;
    }
    drop(folder);
    let made = engine::rebuild(&place);
    // What is left of it lies among the system's temporary files, which it clears.
    let _ = std::fs::remove_dir_all(&place);
    made.map(drop)
}

fn alert(count: u32) {
    let event = AlertEvent {
        kind: AlertKind::Message,
        account: AccountId::from("tea"),
        chat: Some(ChatId(77)),
        group: false,
        group_kind: None,
        group_topic: None,
        contact: None,
        labels: vec![],
        text: "Есть ли сенча?".into(),
    };
    let (rules, context) = (Rules::default(), Context::away(chrono_tz::Asia::Almaty));
    for second in 0..count {
        black_box(decide(black_box(&event), &rules, &context, NOW.plus(i64::from(second) * 1_000)));
    }
}

fn permit(count: u32) {
    let said = |number: i64| ConsentEntry {
        purpose: Scope::from_word("offers"),
        state: ConsentState::Granted,
        source: Source::Message,
        account: "tea".into(),
        evidence: Evidence { kind: EvidenceKind::Message, position: number, message: None, digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade: Grade::B,
        operator: None,
        at: Timestamp::from_seconds(1_760_000_000 + number),
        recorded_at: Timestamp::from_seconds(1_760_000_000 + number),
        expires: None,
        jurisdiction: None,
    };
    let consents = Consents::new((1..=8).map(|number| (number, said(number))).collect());
    let (account, anna) = (AccountId::from("tea"), Recipient::Person(Person::by_phone("77001234108")));
    let outgoing = Outgoing::Message { content: Content::Text { body: "Да, есть".into() }, reply_to: None };
    let (purposes, window) = (built_in(), ServiceWindow::Open { closes: NOW.plus(60_000) });
    for _ in 0..count {
        let known = Known { window, consents: &consents, purposes: &purposes, blocked: false };
        let question = Question { account: &account, recipient: &anna, outgoing: &outgoing };
        assert!(gate::decide(black_box(&question), known, NOW).is_ok());
    }
}
