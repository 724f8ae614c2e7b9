//! The business profile on a console: its hub asks the provider, and what the console changes is its operator's.

use contract::profile::{ProfileSave, ProfileView};
use contract::workspace::AccountRequest;
use domain::profile::{ProfileChange, ProfilePhase};

use super::*;

#[tokio::test]
async fn a_console_shows_the_profile_that_its_hub_reads_and_changes_it_in_its_operators_name() {
    let hub = hub().await;
    let console = Console::pair(&hub).await;
    console.has_everything_of(&hub).await;
    let account_id = console.engine.workspace(Nothing {}).await.unwrap().accounts[0].account_id.clone();
    let look = async || {
        let told = console.gives("profile", &AccountRequest { account_id: account_id.clone() }).await?;
        Ok::<ProfileView, ErrorBody>(serde_json::from_value(told).unwrap())
    };
    assert_eq!(look().await.unwrap().profile.about, "Loose leaf tea, weighed by hand");
    let change = ProfileChange { about: Some("Чай и тишина".into()), ..ProfileChange::default() };
    let save = ProfileSave { command_id: command(), account_id: account_id.clone(), change };
    console.gives("profile_save", &save).await.unwrap();
    console
        .until("it is changed", async || {
            let change = look().await.unwrap().change;
            change.is_some_and(|change| change.phase == ProfilePhase::Saved && change.operator == NOOR)
        })
        .await;
    assert_eq!(look().await.unwrap().profile.about, "Чай и тишина");
    hub.close().await;
    console.is(Connection::Offline).await;
    assert_eq!(look().await.unwrap_err().code, ErrorCode::HubAway);
    console.engine.stop().await;
}
