//! The contract as JSON Schema, for whoever drives the hub from another language.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};
use ts_rs::TS;

use crate::change::ChangeBatch;
use crate::command::{Line, Visitor, visit};
use crate::error::ErrorBody;

/// The table of commands with the schemas of their requests and responses, and `$defs` for all.
#[must_use]
pub fn schema() -> Value {
    let mut page = Page { generator: SchemaGenerator::default(), commands: Map::new() };
    visit(&mut page);
    let error = page.generator.subschema_for::<ErrorBody>();
    let change = page.generator.subschema_for::<ChangeBatch>();
    let definitions = page.generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Switchboard commands",
        "commands": page.commands,
        "error": error,
        "change": change,
        "$defs": definitions,
    })
}

struct Page {
    generator: SchemaGenerator,
    commands: Map<String, Value>,
}

impl Visitor for Page {
    fn command<Q: TS + JsonSchema + 'static, R: TS + JsonSchema + 'static>(&mut self, line: Line) {
        let (request, response) = (self.generator.subschema_for::<Q>(), self.generator.subschema_for::<R>());
        self.commands.insert(
            line.name.to_owned(),
            json!({
                "description": line.doc.trim(),
                "changes": !line.nature.asks(),
                "request": request,
                "response": response,
            }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::schema;
    use crate::command::TABLE;

    #[test]
    fn every_command_of_the_table_is_in_the_schema_with_both_its_types() {
        let schema = schema();
        for line in TABLE {
            let command = &schema["commands"][line.name];
            assert!(command["request"].is_object() && command["response"].is_object(), "{} is described", line.name);
        }
    }
}
