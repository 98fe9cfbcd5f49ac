//! The JSON Schema of the report, from the types that are serialised: the two cannot drift apart.

use super::{Report, SCHEMA, Share};
use crate::calendar::FinancialYear;
use crate::money::Money;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};
use std::borrow::Cow;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "number",
            "description": "Pounds, with their exact digits; as read, where the plan's unit is null. A reader that cares for pence parses it as a decimal."
        })
    }
}

impl JsonSchema for FinancialYear {
    fn schema_name() -> Cow<'static, str> {
        "FinancialYear".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}/[0-9]{2}$",
            "description": "A financial year, 1 April to 31 March: `2011/12`."
        })
    }
}

impl JsonSchema for Share {
    fn schema_name() -> Cow<'static, str> {
        "Percentage".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "number",
            "description": "A percentage, rounded once and on its own side of every bound."
        })
    }
}

/// The JSON Schema (2020-12) of the JSON report.
pub fn schema() -> Value {
    schema_of::<Report>("The report of qipp assess --format json", SCHEMA)
}

/// The JSON Schema of a document, with its version. An object has no other keys than its own.
pub(crate) fn schema_of<T: JsonSchema>(what: &str, version: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    close(&mut schema);
    if let Some(Value::Object(properties)) = schema.pointer_mut("/properties/schema") {
        properties.insert("const".to_owned(), version.into());
    }
    let title = format!("{what} ({version})");
    let mut root =
        Map::from_iter([("$schema".to_owned(), DIALECT.into()), ("title".to_owned(), title.into())]);
    if let Value::Object(own) = schema {
        root.extend(own.into_iter().filter(|(key, _)| !matches!(key.as_str(), "$schema" | "title")));
    }
    Value::Object(root)
}

/// Refuses keys that an object does not have.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            if map.contains_key("properties") && map.get("type").is_some_and(|kind| kind == "object") {
                map.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
