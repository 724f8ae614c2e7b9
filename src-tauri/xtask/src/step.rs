//! Steps with their names and times, and the table at the end.

use std::time::{Duration, Instant};

use crate::stop::Stop;

/// The steps one command has taken so far.
pub struct Steps {
    taken: Vec<Taken>,
}

struct Taken {
    name: String,
    took: Duration,
    passed: bool,
}

impl Steps {
    /// No step yet.
    pub const fn new() -> Self {
        Self { taken: Vec::new() }
    }

    /// Takes one step. A failure is remembered under the step's name and handed on, so that `?` ends the command.
    pub fn take<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
        println!("\n== {name}");
        let begun = Instant::now();
        let outcome = work();
        let took = begun.elapsed();
        self.taken.push(Taken { name: name.to_owned(), took, passed: outcome.is_ok() });
        match &outcome {
            Ok(_) => println!("== {name}: {:.1} s", took.as_secs_f64()),
            Err(stop) => println!("== {name}: FAILED after {:.1} s: {stop}", took.as_secs_f64()),
        }
        outcome
    }

    /// Prints the table of seconds and, as the last line, how many steps passed and failed.
    pub fn report(&self, outcome: Result<(), Stop>) -> Result<(), Stop> {
        println!("\n{}", self.table());
        if let Err(stop) = &outcome {
            println!("stopped: {stop}");
        }
        println!("{}", self.verdict());
        outcome.map_err(|_| Stop::Reported)
    }

    fn table(&self) -> String {
        let width = self.taken.iter().map(|step| step.name.chars().count()).max().unwrap_or(0).max("whole".len());
        let line =
            |name: &str, took: Duration, mark: &str| format!("{name:<width$}  {:>7.1} s  {mark}\n", took.as_secs_f64());
        let steps =
            self.taken.iter().map(|step| line(&step.name, step.took, if step.passed { "passed" } else { "FAILED" }));
        let whole: Duration = self.taken.iter().map(|step| step.took).sum();
        steps.chain([line("whole", whole, "")]).collect()
    }

    fn verdict(&self) -> String {
        let passed = self.taken.iter().filter(|step| step.passed).count();
        format!("{passed} passed, {} failed", self.taken.len() - passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_is_counted_named_and_ends_the_command() {
        let mut steps = Steps::new();
        steps.take("good", || Ok(())).expect("it passes");
        let failure = steps.take("bad", || Err::<(), _>(Stop::Found("a stain".into())));
        assert!(matches!(failure, Err(Stop::Found(_))));
        assert_eq!(steps.verdict(), "1 passed, 1 failed");
        assert!(steps.table().lines().any(|line| line.starts_with("bad") && line.ends_with("FAILED")));
    }
}
