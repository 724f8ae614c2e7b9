//! The business profile: asked for when somebody looks, changed behind a decision, and nothing lost on the way.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::profile::{
    ProfileChangeView, ProfileCommand, ProfilePicture, ProfilePictureAdd, ProfileSave, ProfileView,
};
use contract::workspace::{AccountRequest, Nothing};
use contract::{Commands, ErrorBody, ErrorCode};
use domain::AccountId;
use domain::capability::ContentProblem;
use domain::profile::{ProfileChange, ProfilePhase};
use domain::time::MINUTE;
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::{Value, json};

use crate::backup::{backed_up, moved_to, restored};
use crate::desk::{Desk, MIRA, command};

async fn account(desk: &Desk) -> AccountId {
    desk.engine.workspace(Nothing {}).await.unwrap().accounts[0].account_id.clone()
}

async fn look(desk: &Desk) -> Result<ProfileView, ErrorBody> {
    desk.engine.profile(AccountRequest { account_id: account(desk).await }).await
}

async fn view(desk: &Desk) -> ProfileView {
    look(desk).await.unwrap()
}

async fn save(desk: &Desk, change: ProfileChange) -> Result<Nothing, ErrorBody> {
    let request = ProfileSave { command_id: command(), account_id: account(desk).await, change };
    desk.engine.profile_save(request).await
}

async fn seen(desk: &Desk) -> Result<Nothing, ErrorBody> {
    let request = ProfileCommand { command_id: command(), account_id: account(desk).await };
    desk.engine.profile_seen(request).await
}

/// Waits until the newest change is so far.
async fn stands(desk: &Desk, phase: ProfilePhase) -> ProfileChangeView {
    desk.eventually(&format!("{phase:?}"), async || view(desk).await.change.filter(|change| change.phase == phase))
        .await
}

fn about(words: &str) -> ProfileChange {
    ProfileChange { about: Some(words.into()), ..ProfileChange::default() }
}

fn address(words: &str) -> ProfileChange {
    ProfileChange { address: Some(words.into()), ..ProfileChange::default() }
}

/// Calls that change the profile.
async fn asked(desk: &Desk) -> usize {
    let requests = desk.town.look("/requests?last=10000").await;
    let is = |one: &&Value| one["method"] == "POST" && one["path"].as_str().unwrap().ends_with("_business_profile");
    requests["requests"].as_array().unwrap().iter().filter(is).count()
}

/// The profile is changed with an answer that gets lost, and something is not taken.
pub async fn a_day_of_profiles(desk: &Desk) {
    desk.town.trouble(json!({"kind": "drop_profile_answer", "count": 1})).await;
    save(desk, about("Чай и тишина")).await.unwrap();
    desk.eventually("no answer came", async || view(desk).await.change.filter(|change| change.unconfirmed)).await;
    desk.pass(2 * MINUTE).await;
    stands(desk, ProfilePhase::Saved).await;
    desk.town.trouble(json!({"kind": "profile_fails", "count": 1})).await;
    save(desk, address("Абая 10")).await.unwrap();
    stands(desk, ProfilePhase::Refused).await;
}

#[tokio::test]
async fn the_profile_is_shown_as_it_stands_with_its_picture() {
    let desk = Desk::open().await;
    let seen = view(&desk).await;
    assert_eq!(
        (seen.profile.about.as_str(), seen.profile.vertical.as_str()),
        ("Loose leaf tea, weighed by hand", "RETAIL")
    );
    assert_eq!(seen.profile.websites, ["https://polartea.example/"]);
    assert_eq!(seen.picture.map(|picture| picture.mime).as_deref(), Some("image/jpeg"));
    assert_eq!(seen.change, None);
    desk.town.trouble(json!({"kind": "no_picture"})).await;
    assert_eq!(view(&desk).await.picture, None);
}

#[tokio::test]
async fn what_is_changed_is_changed_at_the_provider_and_the_rest_stays() {
    let desk = Desk::open().await;
    let before = view(&desk).await.profile;
    save(&desk, about("  Чай и тишина ")).await.unwrap();
    let done = stands(&desk, ProfilePhase::Saved).await;
    assert_eq!((done.operator.as_str(), done.change, done.refused), (MIRA, about("Чай и тишина"), None));
    let after = view(&desk).await.profile;
    assert_eq!(after, domain::profile::BusinessProfile { about: "Чай и тишина".into(), ..before });
}

#[rstest]
#[case::too_long(about(&"я".repeat(140)))]
#[case::the_line_below_the_name_emptied(about(" "))]
#[case::no_email(ProfileChange { email: Some("polar tea".into()), ..ProfileChange::default() })]
#[case::no_page(ProfileChange { websites: Some(vec!["polartea".into()]), ..ProfileChange::default() })]
#[case::nothing(ProfileChange::default())]
#[tokio::test]
async fn what_the_provider_would_refuse_is_not_asked(#[case] change: ProfileChange) {
    let desk = Desk::open().await;
    assert_eq!(save(&desk, change).await.unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!((view(&desk).await.change, asked(&desk).await), (None, 0));
}

#[tokio::test]
async fn a_refusal_is_shown_with_its_reason_and_can_be_given_up() {
    let desk = Desk::open().await;
    let before = view(&desk).await.profile;
    desk.town.trouble(json!({"kind": "profile_fails", "count": 1})).await;
    save(&desk, about("Чай")).await.unwrap();
    let refused = stands(&desk, ProfilePhase::Refused).await;
    let reason = refused.refused.unwrap();
    assert_eq!((reason.reason.as_str(), reason.code), ("parameter", Some(100)));
    assert_eq!((refused.change, view(&desk).await.profile), (about("Чай"), before), "what was typed is not lost");
    seen(&desk).await.unwrap();
    assert_eq!(view(&desk).await.change, None);
    assert_eq!(seen(&desk).await.unwrap_err().code, ErrorCode::TooLate);
}

#[tokio::test]
async fn what_is_saved_after_a_refusal_takes_its_place() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "profile_fails", "count": 1})).await;
    save(&desk, about("Чай")).await.unwrap();
    stands(&desk, ProfilePhase::Refused).await;
    save(&desk, address("Абая 10")).await.unwrap();
    let done = stands(&desk, ProfilePhase::Saved).await;
    assert_eq!(done.change, address("Абая 10"));
    assert_eq!(view(&desk).await.profile.about, "Loose leaf tea, weighed by hand");
}

#[rstest]
#[case::no_answer(json!({"kind": "drop_profile_answer", "count": 1}))]
#[case::a_broken_answer(json!({"kind": "profile_5xx", "count": 1}))]
#[case::too_much_was_asked(json!({"kind": "profile_fails", "count": 1, "value": 80_007}))]
#[tokio::test]
async fn what_may_pass_or_got_no_answer_goes_again_by_itself(#[case] trouble: Value) {
    let desk = Desk::open().await;
    desk.town.trouble(trouble).await;
    save(&desk, about("Чай")).await.unwrap();
    let waits = desk
        .eventually("the first try is over", async || {
            view(&desk).await.change.filter(|change| change.unconfirmed || change.refused.is_some())
        })
        .await;
    assert_eq!(waits.phase, ProfilePhase::Saving);
    desk.pass(2 * MINUTE).await;
    let done = stands(&desk, ProfilePhase::Saved).await;
    assert_eq!((done.unconfirmed, done.refused, asked(&desk).await), (false, None, 2));
    assert_eq!(view(&desk).await.profile.about, "Чай");
}

#[tokio::test]
async fn what_is_decided_while_something_waits_is_asked_together_with_it_also_after_a_stop() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "profile_fails", "value": 80_007})).await;
    save(&desk, about("Чай")).await.unwrap();
    desk.eventually("it waits", async || view(&desk).await.change?.refused).await;
    save(&desk, address("Абая 10")).await.unwrap();
    desk.eventually("both wait", async || view(&desk).await.change?.refused).await;
    let desk = desk.restart().await;
    desk.town.clear("profile_fails").await;
    desk.pass(2 * MINUTE).await;
    let done = stands(&desk, ProfilePhase::Saved).await;
    assert_eq!(done.change, ProfileChange { about: Some("Чай".into()), ..address("Абая 10") });
    let profile = view(&desk).await.profile;
    assert_eq!((profile.about.as_str(), profile.address.as_str()), ("Чай", "Абая 10"));
}

#[tokio::test]
async fn a_profile_that_cannot_be_had_says_why() {
    let desk = Desk::open().await;
    let other = AccountRequest { account_id: AccountId("elsewhere".into()) };
    assert_eq!(desk.engine.profile(other).await.unwrap_err().code, ErrorCode::NotFound);
    desk.town.trouble(json!({"kind": "read_code", "value": 190})).await;
    assert_eq!(look(&desk).await.unwrap_err().code, ErrorCode::Credentials);
    desk.town.trouble(json!({"kind": "read_code", "value": 2})).await;
    assert_eq!(look(&desk).await.unwrap_err().code, ErrorCode::Offline);
}

fn picture(width: u32, height: u32) -> String {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    STANDARD.encode(bytes.into_inner())
}

async fn add(desk: &Desk, base64: String) -> Result<ProfilePicture, ErrorBody> {
    desk.engine.profile_picture_add(ProfilePictureAdd { account_id: account(desk).await, base64 }).await
}

#[tokio::test]
async fn a_picture_takes_the_place_of_the_one_before_and_the_words_stay() {
    let desk = Desk::open().await;
    let before = view(&desk).await.profile;
    let file = add(&desk, picture(192, 192)).await.unwrap().file;
    desk.town.trouble(json!({"kind": "drop_profile_answer", "count": 1})).await;
    save(&desk, ProfileChange { picture: Some(file), ..ProfileChange::default() }).await.unwrap();
    desk.eventually("no answer came", async || view(&desk).await.change.filter(|change| change.unconfirmed)).await;
    desk.pass(2 * MINUTE).await;
    stands(&desk, ProfilePhase::Saved).await;
    let after = view(&desk).await;
    assert_eq!((after.picture.map(|picture| picture.base64), after.profile), (Some(picture(192, 192)), before));
}

#[tokio::test]
async fn a_picture_that_the_provider_would_refuse_is_not_kept() {
    let desk = Desk::open().await;
    let least = Some(ContentProblem::NotSquare { least: 192 });
    assert_eq!(add(&desk, picture(192, 200)).await.unwrap_err().content, least);
    assert_eq!(add(&desk, picture(100, 100)).await.unwrap_err().content, least);
    assert_eq!(add(&desk, STANDARD.encode("GIF89a")).await.unwrap_err().content, Some(ContentProblem::WrongType));
    let unknown = ProfileChange { picture: Some("00ff".into()), ..ProfileChange::default() };
    assert_eq!(save(&desk, unknown).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(asked(&desk).await, 0);
}

#[tokio::test]
async fn a_change_that_waited_when_a_backup_was_made_is_not_asked_again_from_what_is_restored() {
    let desk = Desk::open().await;
    desk.town.trouble(json!({"kind": "drop_profile_answer", "count": 1})).await;
    save(&desk, address("Абая 10")).await.unwrap();
    desk.eventually("no answer came", async || view(&desk).await.change.filter(|change| change.unconfirmed)).await;
    let (_place, file) = backed_up(&desk).await;
    desk.pass(2 * MINUTE).await;
    stands(&desk, ProfilePhase::Saved).await;
    save(&desk, address("Сатпаева 3")).await.unwrap();
    stands(&desk, ProfilePhase::Saved).await;
    let (folder, _) = restored(&file, None);
    let desk = moved_to(desk, folder).await;
    let change = stands(&desk, ProfilePhase::Refused).await;
    assert_eq!(change.refused.map(|why| why.reason).as_deref(), Some("restored"));
    desk.pass(2 * MINUTE).await;
    assert_eq!(view(&desk).await.profile.address, "Сатпаева 3");
}
