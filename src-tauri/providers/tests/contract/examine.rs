//! What the walk through the provider's answers makes of a connection, answer by answer: the emulator plays whole
//! set-ups, here each answer is one that the reference has (6, 8.2, 8.3).

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{StatusCode, Uri};
use domain::Timestamp;
use domain::doctor::{Fault, NumberSigns};
use providers::discover::{Examined, examine};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::bench::closed_port;

const OURS: &str = "https://ours.example/webhooks/meta";
const THEIRS: &str = "https://theirs.example/hook";
/// The fields of the number that name an address of its own.
const OWN_ADDRESS: &str = "PN1 webhook_configuration";

/// What a Graph answers by the last part of the address: a status and a body.
struct Graph(BTreeMap<&'static str, (u16, Value)>);

impl Graph {
    /// One app attached to one business account with one number, all as they should be.
    fn healthy() -> Self {
        let scopes = ["whatsapp_business_management", "whatsapp_business_messaging"];
        let granted = json!([{"scope": scopes[0], "target_ids": ["WABA1"]}]);
        Self(BTreeMap::from([
            (
                "debug_token",
                (
                    200,
                    json!({"data": {"app_id": "APP1", "is_valid": true, "expires_at": 0, "scopes": scopes,
                    "granular_scopes": granted}}),
                ),
            ),
            ("subscriptions", (200, json!({"data": [subscription(OURS)]}))),
            (
                "phone_numbers",
                (
                    200,
                    json!({"data": [{"id": "PN1", "display_phone_number": "+44 20 7946 0841",
                "verified_name": "Polar Tea", "platform_type": "CLOUD_API"}]}),
                ),
            ),
            ("subscribed_apps", (200, json!({"data": [attached("APP1", None)]}))),
            (
                "PN1",
                (
                    200,
                    json!({"display_phone_number": "+44 20 7946 0841", "verified_name": "Polar Tea",
                    "quality_rating": "GREEN", "status": "CONNECTED", "throughput": {"level": "STANDARD"},
                    "whatsapp_business_manager_messaging_limit": "TIER_2K"}),
                ),
            ),
            (OWN_ADDRESS, (200, json!({"webhook_configuration": {"application": OURS}}))),
        ]))
    }

    fn with(mut self, part: &'static str, status: u16, body: Value) -> Self {
        self.0.insert(part, (status, body));
        self
    }

    async fn examined(self) -> Examined {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(answer).with_state(Arc::new(self));
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        let seen = examine(&format!("http://{address}"), &"EAAtoken".into(), &"secret".into()).await;
        server.abort();
        seen
    }

    async fn number(self) -> NumberSigns {
        let seen = self.examined().await;
        assert_eq!(seen.refusal, None);
        seen.numbers.into_iter().next().unwrap()
    }
}

async fn answer(
    State(graph): State<Arc<Graph>>,
    uri: Uri,
    Query(asked): Query<BTreeMap<String, String>>,
) -> (StatusCode, [(&'static str, &'static str); 1], String) {
    let last = uri.path().rsplit('/').next().unwrap_or_default();
    let with_fields = format!("{last} {}", asked.get("fields").map_or("", String::as_str));
    let (status, body) = graph.0.get(with_fields.as_str()).or_else(|| graph.0.get(last)).unwrap();
    let date = [("date", "Thu, 19 Nov 2026 14:08:00 GMT")];
    (StatusCode::from_u16(*status).unwrap(), date, body.to_string())
}

fn subscription(callback: &str) -> Value {
    let fields = "messages,user_preferences,group_lifecycle_update,group_participants_update,group_settings_update,\
        group_status_update,account_update,account_review_update,account_alerts,account_settings_update,\
        business_capability_update,business_status_update,business_username_update,phone_number_quality_update,\
        phone_number_name_update,message_template_status_update,message_template_quality_update,\
        message_template_components_update,template_category_update,template_correct_category_detection,security,\
        calls,standby,messaging_handovers";
    let fields: Vec<Value> = fields.split(',').map(|name| json!({"name": name, "version": "v25.0"})).collect();
    json!({"object": "whatsapp_business_account", "callback_url": callback, "active": true, "fields": fields})
}

fn attached(app: &str, overridden: Option<&str>) -> Value {
    json!({"whatsapp_business_api_data": {"id": app}, "override_callback_uri": overridden})
}

fn refusal(code: i64, subcode: Option<i64>) -> Value {
    json!({"error": {"message": "no", "code": code, "error_subcode": subcode}})
}

#[tokio::test]
async fn of_a_healthy_connection_everything_is_told() {
    let seen = Graph::healthy().examined().await;
    assert_eq!(seen.refusal, None);
    assert_eq!(seen.date, Some(Timestamp::from_seconds(1_795_097_280)));
    let app = seen.app.unwrap();
    assert!(app.secret_fits);
    assert_eq!((app.callback.as_deref(), app.expires_at), (Some(OURS), None));
    assert_eq!((app.lacks, app.fields_missing), (Vec::<String>::new(), Vec::new()));
    let number = &seen.numbers[0];
    assert!(number.registered && number.attached);
    assert_eq!((&number.override_address, number.limit.as_deref()), (&None, Some("2000")));
    assert_eq!((number.quality.as_deref(), number.throughput.as_deref()), (Some("GREEN"), Some("STANDARD")));
}

#[rstest]
#[case::expired(401, refusal(190, Some(463)), Fault::TokenExpired)]
#[case::taken_back(401, refusal(190, None), Fault::TokenRefused)]
#[case::not_valid(200, json!({"data": {"app_id": "APP1", "is_valid": false}}), Fault::TokenRefused)]
#[case::too_many_calls(400, refusal(80_007, None), Fault::RateLimited { until: None })]
#[case::out_of_order(500, json!({}), Fault::ProviderTrouble)]
#[case::the_page_of_a_hotel(200, json!("<html>"), Fault::ProviderTrouble)]
#[tokio::test]
async fn where_the_provider_does_not_go_on_the_walk_ends_with_the_reason(
    #[case] status: u16,
    #[case] body: Value,
    #[case] fault: Fault,
) {
    let seen = Graph::healthy().with("debug_token", status, body).examined().await;
    assert_eq!((seen.refusal, seen.app, seen.numbers), (Some(fault), None, Vec::new()));
}

#[tokio::test]
async fn a_closed_door_and_a_refusal_further_on_are_told_with_what_was_seen_before() {
    let nowhere = examine(&closed_port().await, &"EAAtoken".into(), &"secret".into()).await;
    assert_eq!(nowhere, Examined { refusal: Some(Fault::ProviderUnreachable), ..Examined::default() });
    let limited = Graph::healthy().with("subscribed_apps", 400, refusal(80_007, None)).examined().await;
    assert_eq!(limited.refusal, Some(Fault::RateLimited { until: None }));
    assert!(limited.app.is_some_and(|app| app.secret_fits), "what came before is told");
}

#[tokio::test]
async fn the_secret_of_another_app_ends_nothing() {
    let seen = Graph::healthy().with("subscriptions", 401, refusal(190, None)).examined().await;
    let app = seen.app.unwrap();
    assert_eq!((seen.refusal, app.secret_fits, app.callback), (None, false, None));
    assert_eq!(seen.numbers.len(), 1, "the numbers are asked with the token");
}

#[tokio::test]
async fn what_the_token_may_not_do_and_when_it_ends_is_told() {
    let token = json!({"data": {"app_id": "APP1", "is_valid": "true", "expires_at": "1795097280",
        "scopes": ["whatsapp_business_messaging"],
        "granular_scopes": [{"scope": "whatsapp_business_messaging", "target_ids": ["WABA1"]}]}});
    let app = Graph::healthy().with("debug_token", 200, token).examined().await.app.unwrap();
    assert_eq!(app.lacks, ["whatsapp_business_management"]);
    assert_eq!(app.expires_at, Some(Timestamp::from_seconds(1_795_097_280)));
}

#[rstest]
#[case::none(json!([]), None)]
#[case::of_another_kind(json!([{"object": "page", "callback_url": THEIRS, "active": true, "fields": []}]), None)]
#[case::switched_off(json!([{"object": "whatsapp_business_account", "callback_url": OURS, "active": false}]), None)]
#[case::beside_another(json!([{"object": "page", "callback_url": THEIRS}, subscription(OURS)]), Some(OURS))]
#[tokio::test]
async fn the_callback_is_the_one_of_whatsapp_that_is_switched_on(#[case] told: Value, #[case] callback: Option<&str>) {
    let seen = Graph::healthy().with("subscriptions", 200, json!({"data": told})).examined().await;
    assert_eq!(seen.app.unwrap().callback.as_deref(), callback);
}

#[tokio::test]
async fn a_field_that_is_not_subscribed_is_named_in_either_spelling_of_the_list() {
    for missing in [
        json!({"object": "whatsapp_business_account", "callback_url": OURS, "fields": ["messages"]}),
        json!({"object": "whatsapp_business_account", "callback_url": OURS, "fields": [{"name": "messages"}]}),
    ] {
        let seen = Graph::healthy().with("subscriptions", 200, json!({"data": [missing]})).examined().await;
        let missing = seen.app.unwrap().fields_missing;
        assert!(!missing.contains(&"messages".to_owned()));
        assert!(missing.contains(&"user_preferences".to_owned()) && missing.contains(&"account_update".to_owned()));
    }
}

#[rstest]
#[case::by_nobody(json!([]), false, None)]
#[case::by_another_app(json!([attached("APP2", Some(THEIRS))]), false, None)]
#[case::by_ours(json!([attached("APP2", Some(THEIRS)), attached("APP1", None)]), true, None)]
#[case::with_an_override(json!([attached("APP1", Some(THEIRS))]), true, Some(THEIRS))]
#[tokio::test]
async fn only_our_own_app_attaches_the_account_and_overrides_its_address(
    #[case] apps: Value,
    #[case] is_attached: bool,
    #[case] overridden: Option<&str>,
) {
    let number = Graph::healthy().with("subscribed_apps", 200, json!({"data": apps})).number().await;
    assert_eq!((number.attached, number.override_address.as_deref()), (is_attached, overridden));
}

#[tokio::test]
async fn the_number_s_own_address_goes_before_its_account_s_and_a_version_without_it_is_no_fault() {
    let account = json!({"data": [attached("APP1", Some(OURS))]});
    let own = json!({"webhook_configuration": {"phone_number": THEIRS}});
    let number = Graph::healthy().with("subscribed_apps", 200, account.clone()).with(OWN_ADDRESS, 200, own);
    assert_eq!(number.number().await.override_address.as_deref(), Some(THEIRS));
    let older = Graph::healthy().with("subscribed_apps", 200, account).with(OWN_ADDRESS, 400, refusal(100, None));
    assert_eq!(older.number().await.override_address.as_deref(), Some(OURS));
}

#[tokio::test]
async fn an_account_that_the_token_may_not_read_is_passed_over() {
    let seen = Graph::healthy().with("phone_numbers", 403, refusal(200, None)).examined().await;
    assert_eq!((seen.refusal, seen.numbers), (None, Vec::new()));
}

#[tokio::test]
async fn a_number_of_another_platform_is_not_registered() {
    let numbers = json!({"data": [{"id": "PN1", "display_phone_number": "+44", "platform_type": "ON_PREMISE"}]});
    assert!(!Graph::healthy().with("phone_numbers", 200, numbers).number().await.registered);
}
