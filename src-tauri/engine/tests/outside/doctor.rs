//! What the doctor sees here, beside what the provider says: how quiet it is, how much of the limit is used, the log.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::command::Commands as _;
use contract::doctor::Examination;
use contract::workspace::Nothing;
use domain::delivery::DeliveryStatus;
use domain::doctor::Fault;
use domain::time::{DAY, HOUR, MINUTE};
use serde_json::json;

use crate::consent::template;
use crate::desk::Desk;
use crate::town::{ANNA, LENA, TOMAS};

/// Messages of a usual hour.
const USUAL: usize = 20;

async fn examined(desk: &Desk) -> Examination {
    desk.engine.connection_examine(Nothing {}).await.unwrap()
}

/// How many webhooks would usually have come, where it is unusually quiet.
async fn missed(desk: &Desk) -> Option<u32> {
    examined(desk).await.findings.into_iter().find_map(|finding| match finding.fault {
        Fault::Silent { silence } => Some(silence.usual),
        _ => None,
    })
}

/// People write as often as they do in this hour every week.
async fn busy_hour(desk: &Desk) {
    for number in 0..USUAL {
        desk.town.write(ANNA, &format!("Есть ли сенча? {number}")).await;
    }
}

#[tokio::test]
async fn a_silence_where_people_write_every_week_is_unusual_and_one_that_nobody_listened_to_is_not() {
    let desk = Desk::open().await;
    let now = desk.town.look("").await["now"].as_i64().unwrap();
    // All that is written in a week falls into one hour.
    desk.pass(HOUR - now.rem_euclid(HOUR) + 5 * MINUTE).await;
    for _ in 0..4 {
        busy_hour(&desk).await;
        assert_eq!(missed(&desk).await, None, "people write");
        desk.pass(7 * DAY).await;
    }
    assert_eq!(missed(&desk).await, None, "the hour has just begun");
    desk.pass(HOUR).await;
    assert_eq!(missed(&desk).await, Some(20));
    desk.town.write(ANNA, "Вы открыты?").await;
    assert_eq!(missed(&desk).await, None, "it is heard that something comes");
    desk.pass(7 * DAY).await;
    let desk = desk.restart().await;
    assert_eq!(missed(&desk).await, None, "nobody has listened for an hour");
}

#[tokio::test]
async fn whom_we_wrote_to_first_counts_once_for_a_day_and_whoever_wrote_before_does_not() {
    let desk = Desk::open().await;
    for person in [ANNA, TOMAS, LENA] {
        desk.town.write(person, "Добрый день").await;
    }
    let (anna, tomas) = (desk.chat(ANNA).await, desk.chat(TOMAS).await);
    let used = async || examined(&desk).await.signs.written_first;
    let sends = async |chat| {
        let queued = template(&desk, chat, "order_ready", "ru").await.unwrap();
        desk.reaches(chat, queued.message_id, DeliveryStatus::Read).await;
    };
    sends(tomas).await;
    assert_eq!(used().await, 0, "his window is open");
    desk.pass(25 * HOUR).await;
    sends(anna).await;
    sends(anna).await;
    assert_eq!(used().await, 1);
    sends(tomas).await;
    assert_eq!(used().await, 2);
    desk.pass(25 * HOUR).await;
    assert_eq!(used().await, 0, "a day later the limit is free again");
}

#[tokio::test]
async fn that_the_provider_asked_for_fewer_calls_is_counted_for_a_day() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть сенча?").await;
    let chat = desk.chat(ANNA).await;
    assert_eq!(examined(&desk).await.signs.rate_limited, 0);
    desk.town.trouble(json!({"kind": "answer_code", "count": 1, "value": 131_056})).await;
    let id = desk.reply(chat, "Есть").await;
    desk.eventually("it has to wait", async || desk.message(chat, id).await.reason.map(drop)).await;
    assert_eq!(examined(&desk).await.signs.rate_limited, 1);
    desk.pass(26 * HOUR).await;
    assert_eq!(examined(&desk).await.signs.rate_limited, 0);
}

#[tokio::test]
async fn the_log_says_how_it_stands_and_has_the_last_lines() {
    let desk = Desk::open().await;
    desk.town.write(ANNA, "Есть сенча?").await;
    desk.chat(ANNA).await;
    desk.town.trouble(json!({"kind": "token", "value": "expired"})).await;
    examined(&desk).await;
    let file = desk.engine.log_export(Nothing {}).await.unwrap();
    assert_eq!(file.filename, "switchboard-log.txt");
    let text = String::from_utf8(STANDARD.decode(file.base64.unwrap()).unwrap()).unwrap();
    for line in ["numbers: 1", "sandbox: true", "broken: token_expired", "webhooks with a wrong signature: 0"] {
        assert!(text.lines().any(|said| said == line), "{line} is not in {text}");
    }
    assert!(text.ends_with("\nlog\nWARN engine: a line\n"), "{text}");
}
