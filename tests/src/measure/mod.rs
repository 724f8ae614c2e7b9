//! How fast it is. Each figure stands beside its twin: the least that any program would have to do for the same, measured in the same
//! run on the same machine, so that the ratio holds where milliseconds do not.

mod bare;
mod company;
mod import;
mod ingest;
mod pages;
mod search;
mod start;
mod words;

pub use company::Company;
pub use import::{bring_in, import};
pub use ingest::ingest;
pub use pages::pages_of;
pub use search::search;
pub use start::start;

use crate::proof::page::Figures;

/// One figure with its twin, both in seconds.
#[derive(Debug, Clone)]
pub struct Twins {
    /// What was done.
    pub work: String,
    /// What the twin is.
    pub twin: &'static str,
    /// Seconds of ours.
    pub ours: f64,
    /// Seconds of the twin.
    pub bare: f64,
    /// How often it was done within those seconds: 1 for what is not a rate.
    pub count: u32,
}

impl Twins {
    /// Writes both and their ratio: speeds where many were done, times where one was.
    pub fn tell(&self, figures: &mut Figures) {
        let told = |seconds: f64| {
            if self.count > 1 {
                format!("{:.0}/s", f64::from(self.count) / seconds)
            } else {
                format!("{:.0} ms", seconds * 1000.0)
            }
        };
        figures.row(&self.work, told(self.ours));
        figures.row(&format!("its twin: {}", self.twin), told(self.bare));
        figures.row("ratio of the times, ours to the twin's", format!("{:.2}", self.ours / self.bare));
    }
}

/// The middle of an odd number of times.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
