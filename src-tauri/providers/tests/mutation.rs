//! Seeded mutations of the fixtures: whatever is done to a body, reading it never fails and never yields nothing.
//! `MUTATION_SECONDS` (2) is how long, `MUTATION_SEED` (1) from where.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking, its hands included")]

mod support;

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use domain::id::MAX_INDEX;
use proptest::prelude::*;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use support::fixtures;

/// Pieces that readers stumble over.
const STUMBLING: [&[u8]; 14] = [
    b"null",
    b"{}",
    b"[]",
    b"\"\"",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"0.1",
    b"true",
    b"\"\\ud83e\"",
    b"\"\\u0000\"",
    b"\xff\xfe",
    b",",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
];

fn parse(body: &[u8]) -> Vec<domain::event::ProviderEvent> {
    providers::meta::webhook::parse(body, domain::Timestamp(1))
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn no_mutation_of_a_body_breaks_the_reader_or_vanishes() {
    let (seed, time) = (number("MUTATION_SEED", 1), Duration::from_secs(number("MUTATION_SECONDS", 2)));
    let bodies: Vec<Vec<u8>> = fixtures().into_iter().map(|(_, body)| body).collect();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (start, mut count) = (Instant::now(), 0u64);
    while start.elapsed() < time {
        let body = mutated(&mut random, &bodies);
        let events = catch_unwind(|| parse(&body));
        let held = events.as_ref().is_ok_and(|events| (1..=MAX_INDEX as usize + 1).contains(&events.len()));
        assert!(held, "seed {seed}, mutation {count}: {}", String::from_utf8_lossy(&body));
        count += 1;
    }
    println!("{count} mutations of {} bodies, seed {seed}", bodies.len());
    assert!(count > 100, "only {count} mutations in {time:?}");
}

fn mutated(random: &mut ChaCha8Rng, bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut body = pick(random, bodies).clone();
    if random.random_ratio(1, 2)
        && let Ok(mut tree) = serde_json::from_slice::<Value>(&body)
    {
        for _ in 0..random.random_range(1..4) {
            change_tree(random, &mut tree, bodies);
        }
        body = serde_json::to_vec(&tree).unwrap();
    }
    for _ in 0..random.random_range(0..4) {
        change_bytes(random, &mut body, bodies);
    }
    if body.is_empty() {
        body.push(b'{');
    }
    body
}

fn pick<'a, T>(random: &mut ChaCha8Rng, all: &'a [T]) -> &'a T {
    &all[random.random_range(0..all.len())]
}

fn change_bytes(random: &mut ChaCha8Rng, body: &mut Vec<u8>, bodies: &[Vec<u8>]) {
    let from = random.random_range(0..=body.len());
    let to = (from + random.random_range(0..40)).min(body.len());
    match random.random_range(0..6) {
        0 => body.truncate(from),
        1 => drop(body.drain(from..to)),
        2 => drop(body.splice(from..to, pick(random, &STUMBLING).iter().copied())),
        3 => drop(body.splice(from..from, body[from..to].to_vec())),
        4 => {
            let other = pick(random, bodies);
            let start = random.random_range(0..=other.len());
            body.splice(from..to, other[start..(start + 60).min(other.len())].to_vec());
        }
        _ => {
            if let Some(byte) = body.get_mut(from) {
                *byte = random.next_u32().to_le_bytes()[0];
            }
        }
    }
}

/// Changes a node found by a walk that stops at random.
fn change_tree(random: &mut ChaCha8Rng, tree: &mut Value, bodies: &[Vec<u8>]) {
    let deeper = !random.random_ratio(1, 6);
    match tree {
        Value::Object(map) if deeper && !map.is_empty() => {
            let place = random.random_range(0..map.len());
            change_tree(random, map.values_mut().nth(place).unwrap(), bodies);
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let place = random.random_range(0..items.len());
            change_tree(random, &mut items[place], bodies);
        }
        Value::Object(map) if !map.is_empty() && random.random_ratio(1, 2) => {
            let key = map.keys().nth(random.random_range(0..map.len())).unwrap().clone();
            map.remove(&key);
        }
        Value::Array(items) if !items.is_empty() && random.random_ratio(1, 2) => {
            let place = random.random_range(0..items.len());
            items.push(items[place].clone());
        }
        node => *node = strange(random, bodies),
    }
}

fn strange(random: &mut ChaCha8Rng, bodies: &[Vec<u8>]) -> Value {
    match random.random_range(0..9) {
        0 => Value::Null,
        1 => json!({}),
        2 => json!([]),
        3 => json!(random.next_u64()),
        4 => json!(-1.5e300),
        5 => json!(""),
        6 => json!("9".repeat(random.random_range(1..400))),
        7 => json!({"type": "text", "id": 1, "timestamp": true, "errors": "x"}),
        _ => serde_json::from_slice(pick::<Vec<u8>>(random, bodies)).unwrap_or(json!([[]])),
    }
}

proptest! {
    #[test]
    fn any_bytes_at_all_yield_an_item(body in proptest::collection::vec(any::<u8>(), 1..400)) {
        prop_assert!(!parse(&body).is_empty());
    }
}
