use super::*;
use rstest::rstest;

const OURS: &str = "https://ours.example/webhooks/meta";
const THEIRS: &str = "https://theirs.example/hook";
const NOW: Timestamp = Timestamp(1_000_000_000);

fn healthy() -> Signs {
    let number = NumberSigns {
        account_id: AccountId::from("meta:1"),
        registered: true,
        attached: true,
        override_address: None,
        status: Some("CONNECTED".to_owned()),
        quality: Some("GREEN".to_owned()),
        limit: Some("2000".to_owned()),
        throughput: Some("HIGH".to_owned()),
        restrictions: Vec::new(),
    };
    let app = AppSigns { secret_fits: true, callback: Some(OURS.to_owned()), ..AppSigns::default() };
    Signs {
        app: Some(app),
        numbers: vec![number],
        clock_ahead: Some(900),
        address: Some(OURS.to_owned()),
        door_answers: Some(true),
        ..Signs::default()
    }
}

fn found(mend: impl FnOnce(&mut Signs)) -> Vec<Fault> {
    let mut signs = healthy();
    mend(&mut signs);
    examine(&signs, NOW).into_iter().map(|finding| finding.fault).collect()
}

fn app(signs: &mut Signs) -> &mut AppSigns {
    signs.app.as_mut().unwrap()
}

#[test]
fn of_a_healthy_connection_nothing_is_said() {
    assert_eq!(found(|_| {}), []);
}

#[test]
fn what_only_follows_from_the_cause_is_not_named() {
    let secret = found(|signs| {
        (app(signs).secret_fits, app(signs).callback) = (false, None);
        signs.forged = Some(NOW);
    });
    assert_eq!(secret, [Fault::WrongSecret]);
    let door = found(|signs| {
        app(signs).callback = None;
        signs.door_answers = Some(false);
    });
    assert_eq!(door, [Fault::DoorUnreachable { address: OURS.to_owned() }]);
    let unregistered = found(|signs| {
        signs.numbers[0].registered = false;
        signs.numbers[0].status = Some("RESTRICTED".to_owned());
    });
    assert_eq!(unregistered, [Fault::NotRegistered]);
}

#[rstest]
#[case::nowhere(None, None, Some(Fault::NoCallback))]
#[case::to_somebody_else(Some(THEIRS), None, Some(Fault::CallbackElsewhere { address: THEIRS.to_owned() }))]
#[case::messages_to_somebody_else(
    Some(OURS), Some(THEIRS), Some(Fault::CallbackElsewhere { address: THEIRS.to_owned() })
)]
#[case::messages_alone(None, Some(OURS), Some(Fault::OverrideOnly))]
#[case::messages_here_and_the_rest_elsewhere(Some(THEIRS), Some(OURS), Some(Fault::OverrideOnly))]
#[case::both_here(Some(OURS), Some(OURS), None)]
fn where_the_provider_delivers_is_judged_by_what_arrives_here(
    #[case] callback: Option<&str>,
    #[case] overridden: Option<&str>,
    #[case] expected: Option<Fault>,
) {
    let faults = found(|signs| {
        app(signs).callback = callback.map(str::to_owned);
        signs.numbers[0].override_address = overridden.map(str::to_owned);
    });
    assert_eq!(faults, Vec::from_iter(expected));
}

#[test]
fn a_restriction_that_is_over_is_none() {
    let restricted = |until| {
        found(|signs| signs.numbers[0].restrictions.push(Restriction { word: "R".to_owned(), until: Some(until) }))
    };
    assert_eq!(restricted(NOW), []);
    let until = NOW.plus(1);
    assert_eq!(restricted(until), [Fault::Restricted { word: "R".to_owned(), until: Some(until) }]);
}

#[rstest]
#[case::a_minute(MINUTE, false)]
#[case::ahead(MINUTE + 1, true)]
#[case::behind(-MINUTE - 1, true)]
fn a_clock_is_wrong_beyond_a_minute(#[case] ahead: i64, #[case] wrong: bool) {
    let faults = found(|signs| signs.clock_ahead = Some(ahead));
    assert_eq!(faults, Vec::from_iter(wrong.then_some(Fault::ClockOff { ahead })));
}

#[test]
fn a_wrong_signature_is_forgotten_with_the_next_right_one() {
    assert_eq!(found(|signs| signs.forged = Some(NOW)), [Fault::Forged { at: NOW }]);
    assert_eq!(found(|signs| (signs.forged, signs.signed) = (Some(NOW), Some(NOW.plus(1)))), []);
}

#[test]
fn what_is_broken_stands_before_what_is_to_be_looked_at() {
    let faults = found(|signs| {
        signs.forged = Some(NOW);
        signs.slow_until = Some(NOW.plus(1));
        signs.numbers[0].registered = false;
    });
    let severities: Vec<Severity> = faults.iter().map(Fault::severity).collect();
    assert_eq!(severities, [Severity::Broken, Severity::Broken, Severity::Warning]);
}

#[test]
fn an_unusual_silence_is_named_where_nothing_is_broken_that_explains_it() {
    let silence = Silence { since: NOW, usual: 12 };
    assert_eq!(found(|signs| signs.silence = Some(silence)), [Fault::Silent { silence }]);
    let expired = found(|signs| (signs.silence, signs.refusal) = (Some(silence), Some(Fault::TokenExpired)));
    assert_eq!(expired, [Fault::TokenExpired]);
    let forged = found(|signs| (signs.silence, signs.forged) = (Some(silence), Some(NOW)));
    assert_eq!(forged, [Fault::Forged { at: NOW }, Fault::Silent { silence }]);
}
