//! What the provider does not tell of a group when somebody compares it: the reason is the provider's.

use contract::group::GroupCommand;
use contract::{Commands, ErrorCode, Retry};
use domain::decision::Refused;
use pretty_assertions::assert_eq;
use rstest::rstest;
use serde_json::json;

use crate::desk::{Desk, command};
use crate::groups::club;

#[rstest]
#[case::unknown(131_041, "info", "group_unknown")]
#[case::too_often(131_208, "info", "group_rate")]
#[case::too_often_beside(131_208, "requests", "group_rate")]
#[case::too_often_for_the_link(131_208, "link", "group_rate")]
#[case::not_eligible(131_215, "info", "no_groups")]
#[case::not_eligible_for_the_link(131_215, "link", "no_groups")]
#[case::cursor(131_059, "requests", "cursor")]
#[tokio::test]
async fn comparing_says_what_the_provider_said(#[case] code: i64, #[case] call: &str, #[case] why: &str) {
    let desk = Desk::open().await;
    let chat_id = club(&desk).await.chat_id;
    desk.compared(0).await;
    for _ in 0..2 {
        desk.town.trouble(json!({"kind": "group_refuses", "value": {"code": code, "call": call}})).await;
        let asked = GroupCommand { command_id: command(), chat_id };
        let error = desk.engine.group_compare(asked).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::GroupRefused);
        assert_eq!(error.refused.as_deref(), Some(&Refused { reason: why.into(), code: Some(code) }));
        let passes = matches!(code, 131_059 | 131_208);
        assert_eq!(matches!(error.retry, Retry::After { .. }), passes, "{:?}", error.retry);
    }
}

#[tokio::test]
async fn a_cursor_that_was_forgotten_once_is_nobodys_trouble() {
    let desk = Desk::open().await;
    let chat_id = club(&desk).await.chat_id;
    desk.compared(0).await;
    let once = json!({"kind": "group_refuses", "count": 1, "value": {"code": 131_059, "call": "requests"}});
    desk.town.trouble(once).await;
    desk.engine.group_compare(GroupCommand { command_id: command(), chat_id }).await.unwrap();
}
