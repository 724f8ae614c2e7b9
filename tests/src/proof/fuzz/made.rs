//! Requests made from the contract's schema, of numbers and names that were heard before.

use std::collections::BTreeMap;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

/// Deeper than any request; a type that holds itself ends there.
const DEEP: u32 = 12;
/// Most values remembered of one name.
const REMEMBERED: usize = 64;
/// Words for everything that is text.
const WORDS: [&str; 12] = [
    "Анна Корнеева",
    "sencha",
    "",
    " ",
    "ё",
    "+447700900142",
    "=SUM(A1)",
    "<b>",
    "\u{0}",
    "\u{202e}тест",
    "2026-11-26",
    "%_'\"*",
];

/// Makes requests.
pub(super) struct Maker {
    contract: Value,
    /// What was heard, by the field it stood in.
    heard: BTreeMap<String, Vec<Value>>,
}

impl Maker {
    /// Of this contract.
    pub(super) fn of(contract: Value) -> Self {
        Self { contract, heard: BTreeMap::new() }
    }

    /// Something that command may be asked with.
    pub(super) fn request(&self, command: &str, dice: &mut ChaCha8Rng) -> Value {
        let schema = self.contract.pointer(&format!("/commands/{command}/request"));
        self.make(schema.unwrap_or(&Value::Null), "", DEEP, dice)
    }

    /// Remembers the numbers and names in an answer, so that later requests are about what exists.
    pub(super) fn learn(&mut self, answer: &Value) {
        match answer {
            Value::Array(items) => items.iter().take(REMEMBERED).for_each(|item| self.learn(item)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    if value.is_string() || value.is_number() {
                        let heard = self.heard.entry(name.clone()).or_default();
                        if heard.len() < REMEMBERED && !heard.contains(value) {
                            heard.push(value.clone());
                        }
                    }
                    self.learn(value);
                }
            }
            _ => {}
        }
    }

    fn make(&self, schema: &Value, field: &str, deep: u32, dice: &mut ChaCha8Rng) -> Value {
        if deep == 0 {
            return Value::Null;
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.contract.pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null);
            let made = self.make(target, field, deep - 1, dice);
            return with(made, self.fields(schema, deep, dice));
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(ways) = schema.get(choice).and_then(Value::as_array) {
                let way = ways.get(dice.random_range(0..ways.len().max(1))).unwrap_or(&Value::Null);
                let made = self.make(way, field, deep - 1, dice);
                return with(made, self.fields(schema, deep, dice));
            }
        }
        if let Some(heard) = self.heard.get(field)
            && dice.random_ratio(3, 4)
        {
            return heard.get(dice.random_range(0..heard.len())).cloned().unwrap_or_default();
        }
        self.of_type(schema, field, deep, dice)
    }

    fn of_type(&self, schema: &Value, field: &str, deep: u32, dice: &mut ChaCha8Rng) -> Value {
        let kind = match schema.get("type") {
            Some(Value::Array(kinds)) => kinds.get(dice.random_range(0..kinds.len().max(1))).and_then(Value::as_str),
            kind => kind.and_then(Value::as_str),
        };
        match kind {
            Some("object") => Value::Object(self.fields(schema, deep, dice)),
            Some("array") => self.items(schema, field, deep, dice),
            Some("string") => json!(WORDS.get(dice.random_range(0..WORDS.len())).copied().unwrap_or_default()),
            Some("integer" | "number") => number(dice),
            Some("boolean") => json!(dice.random::<bool>()),
            _ => Value::Null,
        }
    }

    fn fields(&self, schema: &Value, deep: u32, dice: &mut ChaCha8Rng) -> Map<String, Value> {
        let required = schema.get("required").and_then(Value::as_array);
        let needed = |name: &str| required.is_some_and(|all| all.iter().any(|one| one == name));
        let all = schema.get("properties").and_then(Value::as_object);
        let mut made = Map::new();
        for (name, inner) in all.into_iter().flatten() {
            if needed(name) || dice.random::<bool>() {
                made.insert(name.clone(), self.make(inner, name, deep - 1, dice));
            }
        }
        made
    }

    fn items(&self, schema: &Value, field: &str, deep: u32, dice: &mut ChaCha8Rng) -> Value {
        if let Some(places) = schema.get("prefixItems").and_then(Value::as_array) {
            return places.iter().map(|place| self.make(place, field, deep - 1, dice)).collect();
        }
        let item = schema.get("items").unwrap_or(&Value::Null);
        (0..dice.random_range(0..4)).map(|_| self.make(item, field, deep - 1, dice)).collect()
    }
}

/// A way of a choice often says only what differs: the rest stands beside the choice.
fn with(made: Value, beside: Map<String, Value>) -> Value {
    match made {
        Value::Object(mut fields) => {
            fields.extend(beside);
            Value::Object(fields)
        }
        made => made,
    }
}

fn number(dice: &mut ChaCha8Rng) -> Value {
    match dice.random_range(0..12) {
        0 => json!(i64::MAX),
        1 => json!(i64::MIN),
        2 => json!(u32::MAX),
        3 => json!(-1),
        4 => json!(1_800_000_000_000_i64),
        _ => json!(dice.random_range(0..100)),
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn a_request_has_what_its_schema_requires_and_speaks_of_what_was_heard() {
        let contract = json!({
            "$defs": { "Choice": { "oneOf": [{ "type": "object", "properties": { "of": { "const": "all" } }, "required": ["of"] }] } },
            "commands": { "chats": { "request": {
                "type": "object", "required": ["chat_id", "filter"],
                "properties": { "chat_id": { "type": "integer" }, "filter": { "$ref": "#/$defs/Choice" } },
            } } },
        });
        let mut maker = Maker::of(contract);
        maker.learn(&json!({ "rows": [{ "chat_id": 4711 }] }));
        let mut dice = ChaCha8Rng::seed_from_u64(1);
        let made: Vec<Value> = (0..50).map(|_| maker.request("chats", &mut dice)).collect();
        assert!(made.iter().all(|request| request.pointer("/filter/of") == Some(&json!("all"))), "{made:?}");
        assert!(made.iter().all(|request| request.get("chat_id").is_some_and(Value::is_number)), "{made:?}");
        let known = made.iter().filter(|request| request.get("chat_id") == Some(&json!(4711))).count();
        assert!((20..50).contains(&known), "{known} of 50 are about the chat that exists");
    }
}
