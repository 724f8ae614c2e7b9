//! Figures for Prometheus: what came, what waits, how far the tables are behind. Nothing of a person.

use std::fmt;
use std::sync::atomic::{AtomicI64, AtomicU64};

use contract::workspace::{Connection, Health};
use engine::Figures;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// The text's type.
pub const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// One word that tells the figures of a name apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    of: &'static str,
}

/// The figures as text; `health` is none where it could not be read.
///
/// # Errors
/// When they cannot be written.
pub fn text(figures: &Figures, health: Option<&Health>) -> Result<String, fmt::Error> {
    let mut registry = Registry::with_prefix("switchboard");
    let webhooks = Family::<Of, Counter<u64, AtomicU64>>::default();
    let answers = figures.answers;
    for (of, count) in [("kept", answers.kept), ("not_genuine", answers.not_genuine), ("no_room", answers.no_room)] {
        webhooks.get_or_create(&Of { of }).inc_by(count);
    }
    registry.register(
        "webhooks",
        "Requests to the address for webhooks since the start, by how they were answered",
        webhooks,
    );
    let mut gauge = |name: &str, help: &str, value: i64| {
        let gauge = Gauge::<i64, AtomicI64>::default();
        gauge.set(value);
        registry.register(name, help, gauge);
    };
    gauge("journal_entries", "The journal's last entry", figures.journal);
    gauge("projected_entries", "The last entry of the journal that is shown", figures.projected);
    if let Some(last) = figures.last_webhook {
        gauge("last_webhook_timestamp_seconds", "When the last webhook came", last.0 / 1_000);
    }
    if let Some(health) = health {
        gauge("connected", "1 while every number works", i64::from(health.connection == Connection::Connected));
        let sends = Family::<Of, Gauge<i64, AtomicI64>>::default();
        for (of, count) in [("waiting", health.waiting), ("unknown", health.unknown)] {
            sends.get_or_create(&Of { of }).set(i64::from(count));
        }
        registry.register("sends", "Messages that wait in the queue, and those that are not confirmed", sends);
    }
    let mut text = String::new();
    encode(&mut text, &registry)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;
    use engine::Answers;

    use super::*;

    #[test]
    fn each_figure_stands_under_its_name() {
        let answers = Answers { kept: 7, not_genuine: 2, no_room: 1 };
        let last_webhook = Some(Timestamp::from_seconds(1_767_225_600));
        let figures = Figures { answers, journal: 12, projected: 10, last_webhook };
        let health = Health {
            connection: Connection::Connected,
            since: None,
            last_webhook,
            waiting: 3,
            unknown: 1,
            resumes: None,
            for_hub: 0,
            hub_refused: 0,
            hub_line: None,
            hub_fault: None,
        };
        let text = text(&figures, Some(&health)).unwrap();
        for line in [
            "switchboard_webhooks_total{of=\"kept\"} 7",
            "switchboard_webhooks_total{of=\"no_room\"} 1",
            "switchboard_journal_entries 12",
            "switchboard_projected_entries 10",
            "switchboard_last_webhook_timestamp_seconds 1767225600",
            "switchboard_connected 1",
            "switchboard_sends{of=\"waiting\"} 3",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
    }
}
