//! A long list of people, until the last of them can be seen.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::page::Figures;
use crate::mixed::Mixed;
use crate::{Result, Stage, WorldError};

/// How long it may take.
const BROUGHT_IN: Duration = Duration::from_secs(300);

/// Brings a list in and says how long each step took; how the import ended. Its name is a command's, too.
pub(super) async fn bring_in(stage: &Stage, list: &Mixed, name: &str, figures: &mut Figures) -> Result<Value> {
    let account = stage.account().await?;
    let file = json!({ "filename": "list.csv", "base64": STANDARD.encode(&list.bytes) });
    let mut begun = Instant::now();
    let request = json!({ "file": file, "encoding": null, "separator": null, "headed": null });
    stage.hub.command("members_import_read", &request).await?;
    tell(figures, &format!("{name}: {} rows read", list.rows), &mut begun);
    let columns = json!([{ "column": "name" }, { "column": "phone" }, { "column": "labels" }]);
    let options =
        json!({ "account_id": account, "columns": columns, "country": "7", "overwrite": false, "labels": [] });
    stage.hub.command("members_import_plan", &options).await?;
    tell(figures, &format!("{name}: tried"), &mut begun);
    stage.hub.command("members_import_start", &json!({ "command_id": name, "options": options })).await?;
    let (ended, beside) = beside(stage, name).await?;
    tell(figures, &format!("{name}: brought in"), &mut begun);
    let waited = format!("{name}: the longest that another decision waited meanwhile");
    figures.row(&waited, format!("{:.0} ms", beside * 1000.0));
    Ok(ended)
}

/// Decides something else again and again until the import has ended: how, and the longest wait in seconds.
async fn beside(stage: &Stage, name: &str) -> Result<(Value, f64)> {
    let (end, mut longest) = (Instant::now() + BROUGHT_IN, 0.0_f64);
    for number in 0_u32.. {
        let begun = Instant::now();
        let label = json!({ "command_id": format!("beside {name} {number}"), "name": "beside", "color": 1 });
        stage.hub.command("label_save", &label).await?;
        longest = longest.max(begun.elapsed().as_secs_f64());
        let state = stage.hub.command("members_import", &json!({})).await?;
        if state.pointer("/progress/stage").and_then(Value::as_str) != Some("running") {
            return Ok((state, longest));
        }
        if Instant::now() > end {
            return Err(WorldError::Never {
                what: "every row brought in".to_owned(),
                within: BROUGHT_IN,
                seen: state.to_string(),
            });
        }
    }
    Ok((Value::Null, longest))
}

fn tell(figures: &mut Figures, what: &str, begun: &mut Instant) {
    figures.row(what, format!("{:.1} s", begun.elapsed().as_secs_f64()));
    *begun = Instant::now();
}
