//! Rubbish made of good webhooks: bytes torn and JSON bent, the same for the same seed.

use rand::{Rng, RngExt};
use serde_json::{Map, Value, json};

/// Words that no version of the provider's API has said yet, beside some that break careless code.
const ODD: [&str; 10] = [
    "martian",
    "",
    "\u{0}",
    "💥",
    "\u{202e}тест",
    "0",
    "-1",
    "18446744073709551616",
    "9999999999999",
    "../../etc/passwd",
];

/// Bends one body: as bytes, as JSON, or both.
pub(super) fn bend(body: &[u8], other: &[u8], dice: &mut impl Rng) -> Vec<u8> {
    let mut bent = body.to_vec();
    let both = dice.random_range(0..10);
    if both < 7
        && let Ok(mut value) = serde_json::from_slice::<Value>(&bent)
    {
        let other = serde_json::from_slice(other).unwrap_or(Value::Null);
        for _ in 0..dice.random_range(1..4) {
            bend_value(&mut value, &other, dice);
        }
        bent = value.to_string().into_bytes();
    }
    if both >= 6 {
        for _ in 0..dice.random_range(1..6) {
            tear(&mut bent, dice);
        }
    }
    bent
}

/// Changes bytes: turns a bit, cuts, repeats, inserts, ends early.
fn tear(bytes: &mut Vec<u8>, dice: &mut impl Rng) {
    let at = dice.random_range(0..bytes.len().max(1)).min(bytes.len());
    let end = (at + dice.random_range(1..40)).min(bytes.len());
    match dice.random_range(0..5) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.random_range(0..8);
            }
        }
        1 => drop(bytes.drain(at..end)),
        2 => {
            let again = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, again);
        }
        3 => drop(bytes.splice(at..at, (0..dice.random_range(1..8)).map(|_| dice.random::<u8>()).collect::<Vec<_>>())),
        _ => bytes.truncate(at),
    }
}

/// Changes one place of a JSON value.
fn bend_value(value: &mut Value, other: &Value, dice: &mut impl Rng) {
    let pointers = places(value);
    let from = places(other);
    let pick =
        |list: &[String], dice: &mut dyn FnMut(usize) -> usize| list.get(dice(list.len())).cloned().unwrap_or_default();
    let mut below = |end: usize| dice.random_range(0..end.max(1));
    let (place, donor) = (pick(&pointers, &mut below), pick(&from, &mut below));
    let what = below(10);
    let odd = ODD.get(below(ODD.len())).copied().unwrap_or_default();
    let Some(target) = value.pointer_mut(&place) else { return };
    match (what, target) {
        (0, Value::Object(fields)) => drop_one(fields, below(fields.len())),
        (1, Value::Object(fields)) => drop(fields.insert(odd.to_owned(), json!({ "new": [odd, 1, null] }))),
        (2, Value::Array(items)) => {
            if let Some(first) = items.first().cloned() {
                items.extend(std::iter::repeat_n(first, below(40)));
            }
        }
        (3, Value::Array(items)) => items.clear(),
        (4, target) => *target = Value::Null,
        (5, target) => *target = json!(i64::MAX),
        (6, target) => *target = (0..below(100)).fold(Value::Null, |inner, _| json!([inner])),
        (7, target) => *target = other.pointer(&donor).cloned().unwrap_or_default(),
        (8, target) => *target = Value::String(odd.repeat(below(300))),
        (_, target) => *target = Value::String(odd.to_owned()),
    }
}

fn drop_one(fields: &mut Map<String, Value>, at: usize) {
    if let Some(name) = fields.keys().nth(at).cloned() {
        fields.remove(&name);
    }
}

/// JSON pointers of everything in a value.
fn places(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, String::new(), &mut found);
    found
}

fn collect(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| {
                collect(inner, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found)
            });
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| collect(inner, format!("{at}/{index}"), found))
        }
        _ => {}
    }
    found.push(at);
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    const BODY: &[u8] =
        br#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages"}]}]}"#;

    fn bent(seed: u64) -> Vec<Vec<u8>> {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        (0..200).map(|_| bend(BODY, br#"{"a":["b"]}"#, &mut dice)).collect()
    }

    #[test]
    fn the_same_seed_bends_the_same_way_and_another_differently() {
        assert_eq!(bent(1), bent(1));
        assert_ne!(bent(1), bent(2));
    }

    #[test]
    fn some_of_it_is_still_json_and_some_is_not() {
        let (good, torn): (Vec<_>, Vec<_>) =
            bent(3).into_iter().partition(|body| serde_json::from_slice::<Value>(body).is_ok());
        assert!(good.len() > 50, "{} of 200", good.len());
        assert!(torn.len() > 20, "{} of 200", torn.len());
    }

    #[test]
    fn every_place_of_a_value_can_be_bent() {
        assert_eq!(places(&json!({ "a/b": [1, { "c": 2 }] })), ["/a~1b/0", "/a~1b/1/c", "/a~1b/1", "/a~1b", ""]);
    }
}
