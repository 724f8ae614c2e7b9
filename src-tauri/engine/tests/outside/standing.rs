//! How the number, its account and its templates stand: news change it, the newest word holds, and a rebuild keeps it.

use contract::Commands;
use contract::chat::ChatRequest;
use contract::workspace::{Account, AccountRequest, Nothing};
use domain::standing::StandingFact;
use domain::template::{Template, TemplateCategory};
use domain::time::HOUR;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::town::ANNA;

impl Desk {
    async fn number(&self) -> Account {
        self.engine.workspace(Nothing {}).await.unwrap().accounts.remove(0)
    }

    /// Waits until the number's card says that.
    pub async fn says(&self, fact: StandingFact, value: &str) -> Account {
        let what = format!("{fact:?} is {value}");
        self.eventually(&what, async || {
            let number = self.number().await;
            let said = number.standing.iter().any(|one| one.says.fact == fact && one.says.value == value);
            said.then_some(number)
        })
        .await
    }

    /// The provider tells something, and everything that follows from it has been posted.
    async fn told(&self, news: Value) {
        self.town.control("/news", news).await;
        self.town.control("/idle", json!({})).await;
    }

    async fn template(&self, what: &str, name: &str, is: impl Fn(&Template) -> bool) -> Template {
        let account_id = self.number().await.account_id;
        self.eventually(what, async || {
            let all = self.engine.account_templates(AccountRequest { account_id: account_id.clone() }).await.unwrap();
            all.into_iter().find(|one| one.name == name && one.language == "en" && is(one))
        })
        .await
    }
}

fn word(number: &Account, fact: StandingFact) -> Option<&str> {
    number.standing.iter().find(|one| one.says.fact == fact).map(|one| one.says.value.as_str())
}

#[tokio::test]
async fn the_numbers_card_says_what_the_provider_says_of_it() {
    let desk = Desk::open().await;
    let number = desk.says(StandingFact::Limit, "2000").await;
    let read = [
        (StandingFact::Quality, "GREEN"),
        (StandingFact::Status, "CONNECTED"),
        (StandingFact::Throughput, "HIGH"),
        (StandingFact::Name, "APPROVED"),
        (StandingFact::Official, "yes"),
    ];
    for (fact, value) in read {
        assert_eq!(word(&number, fact), Some(value), "{fact:?}");
    }
    let api = number.api.unwrap();
    assert_eq!((api.name.as_str(), api.ends_at.is_some()), ("v25.0", true));
}

#[tokio::test]
async fn what_happens_to_the_number_is_on_its_card() {
    let desk = Desk::open().await;
    desk.told(json!({"of": "number", "quality": "FLAGGED"})).await;
    let number = desk.says(StandingFact::Status, "FLAGGED").await;
    desk.says(StandingFact::Quality, "RED").await;
    desk.told(json!({"of": "account", "limit": "TIER_10K"})).await;
    desk.says(StandingFact::Limit, "10000").await;
    desk.told(
        json!({"of": "number", "new_name": "Polar Tea House", "decision": "REJECTED", "reason": "NAME_NOT_RELATED"}),
    )
    .await;
    let named = desk.says(StandingFact::NewName, "REJECTED").await;
    let told = named.standing.into_iter().find(|one| one.says.fact == StandingFact::NewName).unwrap().says;
    assert_eq!(told.detail.as_deref(), Some("Polar Tea House"));
    assert_eq!(told.reason.as_deref(), Some("NAME_NOT_RELATED"));
    assert_eq!(named.name, number.name, "the old name stays");
    desk.told(json!({"of": "number", "username": "polar.tea", "status": "reserved"})).await;
    desk.says(StandingFact::Username, "reserved").await;
    desk.told(json!({"of": "number", "pin": "PIN_RESET_REQUEST"})).await;
    desk.says(StandingFact::Pin, "PIN_RESET_REQUEST").await;
}

#[tokio::test]
async fn what_happens_to_the_account_is_on_the_card_of_its_number() {
    let desk = Desk::open().await;
    for (news, fact, value) in [
        (json!({"violation": "SPAM"}), StandingFact::Violation, "SPAM"),
        (json!({"ban": "SCHEDULE_FOR_DISABLE", "day": "April 17, 2027"}), StandingFact::Ban, "SCHEDULE_FOR_DISABLE"),
        (json!({"review": "REJECTED"}), StandingFact::Review, "REJECTED"),
        (json!({"alert": "PROFILE_PICTURE_LOST"}), StandingFact::Alert, "WARNING"),
        (json!({"event": "ACCOUNT_OFFBOARDED"}), StandingFact::Business, "ACCOUNT_OFFBOARDED"),
        (json!({"event": "ACCOUNT_RECONNECTED"}), StandingFact::Business, "ACCOUNT_RECONNECTED"),
        (json!({"event": "AD_ACCOUNT_LINKED"}), StandingFact::Notice, "AD_ACCOUNT_LINKED"),
        (json!({"event": "SOMETHING_NEW"}), StandingFact::Notice, "SOMETHING_NEW"),
    ] {
        let mut news = news;
        news["of"] = json!("account");
        desk.told(news).await;
        desk.says(fact, value).await;
    }
}

#[tokio::test]
async fn a_restriction_is_on_the_card_until_it_ends() {
    let desk = Desk::open().await;
    let kind = "RESTRICTED_BIZ_INITIATED_MESSAGING";
    desk.told(json!({"of": "account", "restriction": kind, "for_ms": 2 * HOUR})).await;
    let number = desk.says(StandingFact::Restriction, kind).await;
    let until = number.standing.iter().find(|one| one.says.fact == StandingFact::Restriction).unwrap().says.until;
    let now = desk.town.look("").await["now"].as_i64().unwrap();
    assert!(until.is_some_and(|until| until.0 > now));
    desk.pass(2 * HOUR).await;
    desk.eventually("it is over", async || {
        word(&desk.number().await, StandingFact::Restriction).is_none().then_some(())
    })
    .await;
}

#[tokio::test]
async fn news_that_come_late_change_nothing() {
    let desk = Desk::open().await;
    desk.told(json!({"of": "account", "review": "APPROVED"})).await;
    desk.says(StandingFact::Review, "APPROVED").await;
    desk.told(json!({"of": "account", "review": "PENDING", "ago_ms": HOUR})).await;
    desk.told(json!({"of": "account", "violation": "SPAM"})).await;
    let number = desk.says(StandingFact::Violation, "SPAM").await;
    assert_eq!(word(&number, StandingFact::Review), Some("APPROVED"));
}

#[tokio::test]
async fn what_the_provider_never_told_is_found_when_it_is_asked() {
    let desk = Desk::open().await;
    desk.told(json!({"of": "number", "quality": "FLAGGED", "silent": true})).await;
    desk.pass(2 * HOUR).await;
    desk.told(json!({"of": "number", "pin": "PIN_CHANGED"})).await;
    desk.says(StandingFact::Quality, "RED").await;
    desk.told(json!({"of": "number", "quality": "UNFLAGGED", "silent": true})).await;
    desk.told(json!({"of": "number", "pin": "PIN_RESET_REQUEST"})).await;
    desk.says(StandingFact::Quality, "GREEN").await;
}

#[tokio::test]
async fn a_template_is_what_the_provider_says_of_it() {
    let desk = Desk::open().await;
    let listed = desk.template("it is listed", "free_money", |one| one.status == "REJECTED").await;
    assert_eq!(listed.reason.as_deref(), Some("PROMOTIONAL"));
    let (of, name) = ("template", "order_ready");
    desk.told(json!({"of": of, "name": name, "status": "PAUSED", "reason": "FIRST_PAUSE"})).await;
    let paused = desk.template("it is paused", name, |one| one.status == "PAUSED").await;
    assert_eq!((paused.reason.as_deref(), paused.quality.as_deref()), (Some("FIRST_PAUSE"), Some("GREEN")));
    desk.told(json!({"of": of, "name": name, "quality": "RED"})).await;
    desk.template("its quality is low", name, |one| one.quality.as_deref() == Some("RED")).await;
    desk.told(json!({"of": of, "name": name, "correct_category": "MARKETING"})).await;
    let announced = |one: &Template| one.announced == Some(TemplateCategory::Marketing);
    let told = desk.template("its category will be another", name, announced).await;
    assert_eq!(told.category, TemplateCategory::Utility);
    desk.told(json!({"of": of, "name": name, "category": "MARKETING"})).await;
    let changed = desk.template("it is another", name, |one| one.category == TemplateCategory::Marketing).await;
    assert_eq!((changed.announced, changed.status.as_str()), (None, "PAUSED"));
}

#[tokio::test]
async fn a_template_that_was_paused_and_let_go_without_a_word_is_found_again() {
    let desk = Desk::open().await;
    let (of, name) = ("template", "order_ready");
    desk.told(json!({"of": of, "name": name, "status": "PAUSED"})).await;
    desk.template("it is paused", name, |one| one.status == "PAUSED").await;
    desk.told(json!({"of": of, "name": name, "status": "APPROVED", "silent": true})).await;
    desk.told(json!({"of": of, "name": "spring_offer", "quality": "YELLOW"})).await;
    desk.template("it may be sent again", name, |one| one.status == "APPROVED").await;
}

#[tokio::test]
async fn a_rebuild_gives_the_same_card_and_templates() {
    let desk = Desk::open().await;
    desk.told(json!({"of": "number", "new_name": "Polar Tea House", "decision": "REJECTED"})).await;
    desk.told(json!({"of": "account", "restriction": "RESTRICTED_ADD_PHONE_NUMBER_ACTION"})).await;
    desk.told(json!({"of": "template", "name": "order_ready", "status": "PAUSED"})).await;
    desk.told(json!({"of": "template", "name": "order_ready", "status": "APPROVED", "ago_ms": HOUR, "silent": false}))
        .await;
    desk.says(StandingFact::Restriction, "RESTRICTED_ADD_PHONE_NUMBER_ACTION").await;
    // The town says otherwise by now, and nothing else is asked for after that.
    desk.template("it was read again", "order_ready", |one| one.status == "APPROVED").await;
    let (_town, _ports, folder) = desk.close().await;
    let looks = || {
        let folder = store::DataFolder::open(folder.path(), None).unwrap();
        let all = folder.console().fingerprint().unwrap();
        [all["standing"].clone(), all["template"].clone()]
    };
    let before = looks();
    engine::rebuild(folder.path()).unwrap();
    assert_eq!(looks(), before);
}

#[tokio::test]
async fn who_signs_up_by_a_link_may_get_offers_and_a_word_that_nobody_knows_changes_nothing() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Добрый день").await;
    let chat_id = desk.chat(ANNA).await;
    let denied = async || {
        let offers = desk.engine.templates(ChatRequest { chat_id }).await.unwrap().offers;
        offers.into_iter().find(|offer| offer.template.name == "weekend_offer").unwrap().denial.is_some()
    };
    desk.pass(25 * HOUR).await;
    assert!(denied().await);
    let town = desk.town.look("").await;
    let anna = town["people"].as_array().unwrap().iter().find(|person| person["name"] == ANNA).unwrap();
    let odd = json!({"metadata": {"phone_number_id": desk.town.hello.phone_number_id}, "user_preferences": [{
        "wa_id": anna["phone"], "user_id": anna["user_id"], "category": "marketing_messages", "value": "perhaps"}]});
    desk.town.control("/event", json!({"field": "user_preferences", "value": odd})).await;
    desk.told(json!({"of": "account", "review": "APPROVED"})).await;
    desk.says(StandingFact::Review, "APPROVED").await;
    assert!(denied().await);
    desk.town.control("/say", json!({"person": ANNA, "type": "signup"})).await;
    desk.eventually("she may get offers", async || (!denied().await).then_some(())).await;
}
