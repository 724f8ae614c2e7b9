//! `prove NAME`: the long checks, whose figures are kept, and the short forms that `test` runs.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::bench::build_released;
use crate::check::seeded;
use crate::clients;
use crate::packages;
use crate::prerequisites::{self, Reach};
use crate::project::{self, FEATURES};
use crate::promises;
use crate::request::Request;
use crate::session;
use crate::stop::Stop;
use crate::test::build;
use crate::tool::Tool;
use crate::ui;

/// One proof of the `prove` program in `tests/`: its name and how it is run at length and in short.
pub struct Proof {
    /// The word after `prove`.
    pub name: &'static str,
    long: &'static str,
    short: &'static str,
    /// Whether its long form is about speed, and so about the programs as they would be shipped.
    released: bool,
}

/// The proofs that have a short form.
pub const SHORT: &[Proof] = &[
    Proof { name: "backup", long: "--company 100 --rate 500", short: "--messages 2000 --rate 200", released: true },
    Proof { name: "kills", long: "--rounds 50", short: "--rounds 5", released: false },
    Proof { name: "lists", long: "--rows 50000", short: "--rows 1000 --encodings windows-1251", released: true },
    Proof { name: "load", long: "--seconds 60 --rate 1000", short: "--seconds 20 --rate 300", released: true },
    Proof {
        name: "fuzz",
        long: "--seconds 600 --samples src-tauri/providers/fixtures",
        short: "--seconds 30 --samples src-tauri/providers/fixtures",
        released: false,
    },
];

/// Those that have none: they need root, a machine of their own, or half an hour.
const LONG: &[Proof] = &[
    Proof { name: "pairing", long: "--replies 24", short: "", released: false },
    Proof { name: SOAK, long: "--seconds 1800 --rate 1000", short: "", released: true },
];

/// The one that needs the window, and so a desktop.
const SOAK: &str = "soak";

/// Runs one proof at length and writes `docs/proof/NAME.md`.
pub fn prove(request: &Request) -> Result<(), Stop> {
    let name = request.words.first().map(String::as_str).unwrap_or_default();
    match name {
        "clients" => return clients::prove(request),
        "fresh" => return fresh(),
        "histories" => return histories(),
        "packages" => return packages::prove(request),
        "promises" => return promises::prove(),
        _ => {}
    }
    let Some(proof) = SHORT.iter().chain(LONG).find(|proof| proof.name == name) else {
        return Err(Stop::Usage(
            "which proof? backup, clients, fuzz, kills, lists, load, packages, pairing, promises, soak, histories or fresh"
                .into(),
        ));
    };
    prerequisites::require(Reach::Test, request)?;
    ui::install()?;
    ui::build()?;
    let program = if proof.released {
        build_released()?;
        project::released("prove")
    } else {
        build()?;
        project::built("prove")
    };
    let page = format!("docs/proof/{name}.md");
    let further = request.words.get(1..).unwrap_or_default();
    let call = if name == SOAK {
        session::require_virtual()?;
        // Where banners pile up, as no desktop has it, drawing them takes half a core after some minutes.
        session::within(&["--banners-go"]).arg(program)
    } else {
        Tool::new(program)
    };
    call.arg(proof.name).words(proof.long).args(further).arg("--page").arg(&page).run()?;
    if name == "fuzz" {
        add(&page, &format!("\nThe reader of webhooks alone, in the same way and for as long: {}.\n", reader()?))?;
    }
    println!("written: {page}");
    Ok(())
}

/// The short form, which writes nothing.
pub fn short(proof: &Proof) -> Result<(), Stop> {
    Tool::new(project::built("prove")).arg(proof.name).words(proof.short).run()
}

/// The reader of webhooks without a hub around it, where a thousand times as many bodies fit into ten minutes; how many.
fn reader() -> Result<String, Stop> {
    let test = Tool::cargo().env("MUTATION_SECONDS", "600").words("test --quiet --workspace --test mutation");
    let said = test.args(FEATURES).words("-- --nocapture no_mutation_of_a_body").read()?;
    let line = said.lines().find(|line| line.contains(" mutations of "));
    line.map(str::to_owned).ok_or_else(|| Stop::Found("the reader's test said nothing of what it did".into()))
}

fn add(page: &str, text: &str) -> Result<(), Stop> {
    let path = project::root().join(page);
    let failed = |error| Stop::Found(format!("{} cannot be written: {error}", path.display()));
    let before = std::fs::read_to_string(&path).map_err(failed)?;
    std::fs::write(&path, before + text).map_err(failed)
}

/// Random histories of consent that nobody has seen yet, as many rounds as take some minutes.
fn histories() -> Result<(), Stop> {
    const ROUNDS: u64 = 100;
    let first = RandomState::new().build_hasher().finish() >> 32;
    for seed in first..first + ROUNDS {
        println!("  seed {seed}");
        seeded(seed)
            .words("test --quiet --package domain --package store --lib")
            .args(FEATURES)
            .words("-- ledger::histories consent::properties")
            .run()?;
    }
    let commit = Tool::new("git").words("rev-parse --short HEAD").read()?;
    let page = format!(
        "# histories\n\nRandom histories of consent: on a real file (96 a seed) and in the rules alone (2,000 a seed).\n\n\
         - command: `cargo xtask prove histories`\n- commit: {}\n- seeds: {first} to {}\n- found: nothing\n",
        commit.trim(),
        first + ROUNDS - 1,
    );
    let path = project::root().join("docs/proof/histories.md");
    std::fs::write(&path, page).map_err(|error| Stop::Found(format!("{} cannot be written: {error}", path.display())))
}

/// Both commands in a root made from nothing.
fn fresh() -> Result<(), Stop> {
    Tool::new("bash").words("tests/fresh-root.sh --page docs/proof/fresh.md").run()
}
