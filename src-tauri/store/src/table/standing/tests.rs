use super::super::account::AccountState;
use super::*;
use crate::{Console, DataFolder};

fn desk() -> (tempfile::TempDir, Console) {
    let home = tempfile::tempdir().unwrap();
    let console = DataFolder::open(home.path(), None).unwrap().console();
    (home, console)
}

fn shop() -> Account {
    Account {
        account_id: "meta:1".into(),
        phone: Some("+44 20 7946 0018".into()),
        name: None,
        portfolio: Some("900800700".into()),
        sandbox: false,
        state: AccountState::SetUp,
    }
}

/// The clock is right in all of this.
const LATEST: Timestamp = Timestamp(100_000);

fn phone() -> Whose {
    Whose::Phone("442079460018".into())
}

fn words(told: &[Told]) -> Vec<(&str, &str, &str)> {
    told.iter()
        .map(|told| (told.standing.fact.as_str(), told.standing.subject.as_str(), told.standing.value.as_str()))
        .collect()
}

#[test]
fn an_older_word_that_comes_later_changes_nothing() {
    let (_home, console) = desk();
    let quality = |word: &str| [Standing::new(StandingFact::Quality, word)];
    console
        .write(|w| {
            put(w, &phone(), &quality("RED"), Timestamp(2_000), LATEST)?;
            put(w, &phone(), &quality("GREEN"), Timestamp(1_000), LATEST)?;
            assert_eq!(words(&of(w, &shop())?), [("quality", "", "RED")]);
            put(w, &phone(), &quality("YELLOW"), Timestamp(2_000), LATEST)?;
            assert_eq!(words(&of(w, &shop())?), [("quality", "", "YELLOW")], "of the same moment the later word holds");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_word_of_a_clock_that_was_far_ahead_gives_way() {
    let (_home, console) = desk();
    let quality = |word: &str| [Standing::new(StandingFact::Quality, word)];
    console
        .write(|w| {
            put(w, &phone(), &quality("GREEN"), Timestamp(900_000), Timestamp(1_000_000))?;
            put(w, &phone(), &quality("RED"), Timestamp(2_000), LATEST)?;
            assert_eq!(words(&of(w, &shop())?), [("quality", "", "RED")]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_is_told_by_id_by_phone_and_of_the_business_is_one_picture() {
    let (_home, console) = desk();
    let by_id = Whose::Account("meta:1".into());
    let business = Whose::Business("900800700".into());
    let named = Standing { detail: Some("Polar Tea".into()), ..Standing::new(StandingFact::NewName, "REJECTED") };
    console
        .write(|w| {
            put(w, &phone(), &[named, Standing::new(StandingFact::Limit, "250")], Timestamp(1_000), LATEST)?;
            put(w, &business, &[Standing::new(StandingFact::Limit, "2000")], Timestamp(2_000), LATEST)?;
            put(w, &by_id, &[Standing::new(StandingFact::NewName, "REJECTED")], Timestamp(3_000), LATEST)?;
            put(w, &Whose::Phone("1".into()), &[Standing::new(StandingFact::Limit, "1")], Timestamp(9_000), LATEST)?;
            let told = of(w, &shop())?;
            assert_eq!(words(&told), [("limit", "", "2000"), ("new_name", "", "REJECTED")]);
            assert_eq!(told[1].standing.detail.as_deref(), Some("Polar Tea"), "the read does not tell the name");
            assert_eq!(told[1].at, Timestamp(3_000));
            super::super::account::put(w, &shop())?;
            assert_eq!(word(w, &"meta:1".into(), StandingFact::Limit)?.as_deref(), Some("2000"));
            Ok(())
        })
        .unwrap();
}

#[test]
fn several_restrictions_stand_beside_each_other() {
    let (_home, console) = desk();
    let business = Whose::Business("900800700".into());
    let restricted = |kind: &str, until: i64| Standing {
        until: Some(Timestamp(until)),
        ..Standing::one_of(StandingFact::Restriction, kind, kind)
    };
    console
        .write(|w| {
            put(w, &business, &[restricted("A", 5), restricted("B", 6)], Timestamp(1), LATEST)?;
            put(w, &business, &[restricted("A", 9)], Timestamp(2), LATEST)?;
            let until: Vec<_> = of(w, &shop())?.into_iter().map(|told| told.standing.until).collect();
            assert_eq!(until, [Some(Timestamp(9)), Some(Timestamp(6))]);
            Ok(())
        })
        .unwrap();
}
