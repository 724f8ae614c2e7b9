//! How long the gate takes over one message to somebody who said much: as a row of the bench's table, its parts parted by tabs.

use std::hint::black_box;
use std::time::Instant;

use domain::consent::{
    ConsentEntry, ConsentState, Consents, Evidence, EvidenceKind, Grade, LegalBasis, Scope, Source, built_in,
};
use domain::content::Content;
use domain::decision::Outgoing;
use domain::gate::{Known, Question, decide};
use domain::permit::Recipient;
use domain::template::{TemplateCategory, TemplateMessage};
use domain::window::ServiceWindow;
use domain::{AccountId, Person, Timestamp};

/// What the person said, one after the other.
const SAID: i64 = 26;
/// Permits in one stretch; the middle stretch of several counts.
const STRETCH: u32 = 20_000;
const STRETCHES: usize = 9;
/// Most seconds of one, on the machine that the README names.
const LIMIT: f64 = 20e-6;
const NOW: Timestamp = Timestamp::from_seconds(1_767_225_600);

fn main() {
    let consents = Consents::new((1..=SAID).map(|number| (number, said(number))).collect());
    let mut stretches: Vec<f64> = (0..STRETCHES).map(|_| stretch(&consents)).collect();
    stretches.sort_by(f64::total_cmp);
    let each = stretches.get(STRETCHES / 2).copied().unwrap_or(f64::NAN);
    println!("one permit for an offer, of somebody who said {SAID} things\tseconds\t{each}\t{LIMIT}");
}

fn said(number: i64) -> ConsentEntry {
    let at = Timestamp::from_seconds(1_760_000_000 + number);
    ConsentEntry {
        purpose: Scope::from_word(if number % 2 == 0 { "offers" } else { "order_updates" }),
        state: if number % 3 == 0 { ConsentState::Withdrawn } else { ConsentState::Granted },
        source: Source::Message,
        account: "tea".into(),
        evidence: Evidence { kind: EvidenceKind::Message, position: number, message: None, digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade: Grade::B,
        operator: None,
        at,
        recorded_at: at,
        expires: None,
        jurisdiction: None,
    }
}

fn offer() -> Outgoing {
    let message = TemplateMessage {
        name: "new_harvest".into(),
        language: "ru".into(),
        category: TemplateCategory::Marketing,
        header_values: vec![],
        body_values: vec![],
        button_payloads: vec![],
        links: vec![],
        invites: None,
        text: "Новый урожай уже в лавке, приходите попробовать".into(),
    };
    Outgoing::Message { content: Content::Template(message), reply_to: None }
}

/// Seconds of one.
fn stretch(consents: &Consents) -> f64 {
    let (account, anna) = (AccountId::from("tea"), Recipient::Person(Person::by_phone("77001234108")));
    let (outgoing, purposes) = (offer(), built_in());
    let begun = Instant::now();
    for _ in 0..STRETCH {
        let known = Known { window: ServiceWindow::Never, consents, purposes: &purposes, blocked: false };
        let question = Question { account: &account, recipient: &anna, outgoing: &outgoing };
        let permit = decide(black_box(&question), known, NOW);
        assert!(black_box(permit).is_ok(), "the person agreed to offers last");
    }
    begun.elapsed().as_secs_f64() / f64::from(STRETCH)
}
