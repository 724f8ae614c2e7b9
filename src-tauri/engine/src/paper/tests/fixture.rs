//! What Анна Корнеева and Tomás Ribeiro said to Steppe Tea.

use std::collections::BTreeMap;

use contract::workspace::Language;
use domain::consent::{
    ConsentEntry, ConsentState, Evidence, EvidenceKind, Grade, LegalBasis, Scope, Source, Wording, WordingRef,
    built_in, built_in_wordings,
};
use domain::time::{DAY, HOUR, MINUTE};
use domain::{Person, Timestamp};
use store::{Head, LedgerRow, Seal};

use super::super::{Business, Input};

/// Noon of the day on which it begins, in UTC.
pub const NOON: Timestamp = Timestamp::from_seconds(1_764_158_400);
pub const TEXT: &str = "Можно присылать мне сюда предложения и новости: новый урожай, дегустации по пятницам, скидки для \
                        постоянных гостей. Чтобы отказаться, достаточно написать СТОП.";

pub fn said(purpose: &str, state: ConsentState, source: Source, grade: Grade, at: Timestamp) -> ConsentEntry {
    ConsentEntry {
        purpose: Scope::from_word(purpose),
        state,
        source,
        account: "tea".into(),
        evidence: Evidence { kind: EvidenceKind::Message, position: 7, message: None, digest: None },
        wording: None,
        basis: LegalBasis::Consent,
        grade,
        operator: None,
        at,
        recorded_at: at,
        expires: None,
        jurisdiction: None,
    }
}

pub fn row(entry: i64, said: ConsentEntry) -> LedgerRow {
    LedgerRow { entry, subject: "7Q2M".to_owned(), said, hash: format!("{entry:08x}").repeat(8) }
}

fn shown(text: &Wording) -> Option<WordingRef> {
    let Wording { purpose, version, language, .. } = text.clone();
    Some(WordingRef { purpose, version, language, hash: text.hash() })
}

/// Анна wrote, was asked for offers, pressed "Yes", signed a form for orders, and wrote СТОП a month later.
pub fn anna(language: Language) -> Input {
    use ConsentState::{Confirmed, Granted, Requested, Withdrawn};
    let at = |minutes: i64| NOON.plus(minutes * MINUTE);
    let text = Wording {
        purpose: "offers".into(),
        version: 2,
        language: "ru".to_owned(),
        text: TEXT.to_owned(),
        since: Timestamp(0),
    };
    let wordings: Vec<_> = [text.clone()].into_iter().chain(built_in_wordings()).collect();
    let orders = wordings.iter().find(|one| one.purpose.as_str() == "order_updates" && one.language == "ru").unwrap();
    let asked = said("offers", Requested, Source::DoubleOptIn, Grade::C, at(2));
    let asked = ConsentEntry { expires: Some(at(2).plus(3 * DAY)), operator: Some("Mira Halonen".into()), ..asked };
    let yes = said("offers", Confirmed, Source::DoubleOptIn, Grade::A, at(5));
    let form = said("order_updates", Granted, Source::PaperForm, Grade::B, at(60));
    let digest = Some("ab".repeat(32));
    let evidence = Evidence { kind: EvidenceKind::File, position: 31, message: None, digest };
    let form = ConsentEntry { evidence, wording: shown(orders), operator: Some("Mira Halonen".into()), ..form };
    let rows = vec![
        row(11, said("service_replies", Granted, Source::WroteFirst, Grade::B, NOON)),
        row(12, ConsentEntry { wording: shown(&text), ..asked }),
        row(15, ConsentEntry { wording: shown(&text), expires: Some(at(5).plus(365 * DAY)), ..yes }),
        row(18, form),
        row(23, said("*", Withdrawn, Source::Keyword, Grade::B, NOON.plus(30 * DAY))),
    ];
    Input {
        person: Person {
            phone: Some("77001234108".to_owned()),
            user_id: Some("KZ.4410".to_owned()),
            name: Some("Анна Корнеева".to_owned()),
            ..Person::default()
        },
        business: Business {
            account: "tea".into(),
            name: Some("Steppe Tea".to_owned()),
            phone: Some("+7 700 555-01-10".to_owned()),
        },
        rows,
        words: BTreeMap::from([(15, "Да, согласие даю".to_owned()), (23, "СТОП".to_owned())]),
        purposes: built_in(),
        wordings,
        head: Some(Head { entries: 24, hash: [0x5e; 32], seal: Some(Seal { key: [0x1c; 32], signature: [0xd4; 64] }) }),
        now: NOON.plus(30 * DAY + HOUR),
        zone: chrono_tz::Asia::Almaty,
        language,
        operator: "Mira Halonen".to_owned(),
    }
}

/// Tomás gave his consent for offers on the telephone, and has no phone in any payload.
pub fn tomas() -> Input {
    let call = said("offers", ConsentState::Granted, Source::Call, Grade::C, NOON);
    let evidence = Evidence { kind: EvidenceKind::Note, position: 9, message: None, digest: Some("cd".repeat(32)) };
    Input {
        person: Person {
            user_id: Some("PT.881".to_owned()),
            username: Some("tomas".to_owned()),
            name: Some("Tomás Ribeiro".to_owned()),
            ..Person::default()
        },
        rows: vec![row(3, ConsentEntry { evidence, ..call })],
        words: BTreeMap::new(),
        head: Some(Head { entries: 3, hash: [3; 32], seal: None }),
        ..anna(Language::En)
    }
}
