//! The JSON Schema of a plan in JSON, from the declaration of tables and columns.

use super::fields::{Column, Kind, TABLES, Table, TableId};
use super::tables::explained;
use serde_json::{Map, Value, json};

/// What a reader takes beyond what the schema says.
const LENIENT: &str = "A savings plan for `qipp assess`, as `qipp convert` and `qipp template` write it: an object with a key \
     for each table, each an array of rows. The program reads more than this schema: other headings by their \
     aliases, words by their synonyms, dates and amounts as people write them. Of JSON Lines every line is a row \
     with one key more: `record` names its table.";

/// How amounts, numbers, days, years and periods are written; blank is no value.
const AMOUNT: &str = r"^(n/a|\(?-?£?[0-9][0-9,]*(\.[0-9]+)?(k|m|bn)?\)?|-?[0-9]+(\.[0-9]+)? pounds)?$";
const NUMBER: &str = r"^(-?[0-9][0-9,]*(\.[0-9]+)?%?)?$";
const DATE: &str = "^([0-9]{4}-[0-1][0-9]-[0-3][0-9])?$";
const YEAR: &str = "^([0-9]{4}[/-][0-9]{2})?$";
const PERIOD: &str = "^([0-9]{4}[/-][0-9]{2}( to [0-9]{4}[/-][0-9]{2})?|Q[1-4] [0-9]{4}[/-][0-9]{2}|[A-Z][a-z]{2,8} [0-9]{4})?$";

/// The JSON Schema (2020-12) of the plan format: one plan, or an array of plans.
pub fn of_plans() -> Value {
    let tables = TABLES.iter().filter(|table| table.id != TableId::Exceptions);
    let properties: Map<String, Value> =
        tables.clone().map(|table| (table.name.to_owned(), of_table(table))).collect();
    let tables_of_a_plan = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "minProperties": 1,
    });
    let rows = tables.map(|table| (format!("row_of_{}", table.name), of_row(table)));
    let definitions: Map<String, Value> =
        std::iter::once(("tables".to_owned(), tables_of_a_plan)).chain(rows).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A savings plan for qipp",
        "description": LENIENT,
        "oneOf": [
            { "$ref": "#/$defs/tables" },
            { "type": "array", "items": { "$ref": "#/$defs/tables" }, "minItems": 1 },
        ],
        "$defs": definitions,
    })
}

fn of_table(table: &Table) -> Value {
    let row = json!({ "$ref": format!("#/$defs/row_of_{}", table.name) });
    json!({
        "description": table.meaning.trim(),
        "oneOf": [row, { "type": "array", "items": row }],
    })
}

fn of_row(table: &Table) -> Value {
    let columns = table.columns.iter();
    let required: Vec<&str> =
        columns.clone().filter(|column| column.is_required()).map(|column| column.name).collect();
    let properties: Map<String, Value> =
        columns.map(|column| (column.name.to_owned(), of_column(column))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn of_column(column: &Column) -> Value {
    let mut schema = match column.kind {
        Kind::Word(words) => {
            let known = words.iter().map(|word| Value::from(*word)).chain([Value::from(""), Value::Null]);
            json!({ "anyOf": [{ "enum": known.collect::<Vec<_>>() }, qualified(words)] })
        }
        Kind::YesNo => {
            json!({ "anyOf": [{ "enum": ["yes", "no", true, false, "", null] }, qualified(&["yes", "no"])] })
        }
        Kind::Amount => json!({ "type": ["string", "number", "null"], "pattern": AMOUNT }),
        Kind::Number | Kind::Percent => json!({ "type": ["string", "number", "null"], "pattern": NUMBER }),
        Kind::Ids => json!({
            "type": ["string", "number", "array", "null"],
            "items": { "type": "string" },
        }),
        Kind::Text | Kind::TextOrNone | Kind::Id | Kind::Value => {
            json!({ "type": ["string", "number", "null"] })
        }
        Kind::Date => json!({ "type": ["string", "null"], "pattern": DATE }),
        Kind::Year => json!({ "type": ["string", "null"], "pattern": YEAR }),
        Kind::Period => json!({ "type": ["string", "null"], "pattern": PERIOD }),
        Kind::Rag => json!({ "type": ["string", "null"] }),
    };
    if let Value::Object(map) = &mut schema {
        map.insert("description".to_owned(), explained(column).into());
    }
    schema
}

/// A word with its qualifier behind it, as `convert` keeps it: `pay (Pay - Agency)`.
fn qualified(words: &[&str]) -> Value {
    json!({ "type": "string", "pattern": format!("^({}) \\(.+\\)$", words.join("|")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_described() {
        let schema = of_plans();
        for table in TABLES.iter().filter(|table| table.id != TableId::Exceptions) {
            for column in table.columns {
                let of = &schema["$defs"][format!("row_of_{}", table.name)]["properties"][column.name];
                assert!(
                    of["description"].as_str().is_some_and(|text| text.starts_with(column.meaning.trim()))
                );
            }
        }
        assert_eq!(schema["$defs"]["row_of_schemes"]["properties"]["stage"]["anyOf"][0]["enum"][0], "idea");
        assert_eq!(schema["$defs"]["row_of_savings"]["required"], json!(["scheme", "period"]));
    }
}
