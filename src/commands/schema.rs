//! `qipp schema`: the JSON Schema of the plan format, from its one declaration.

use crate::cli::SchemaArgs;
use crate::output::{Failure, Status, to_stdout};
use crate::plan::{schema, survey};
use crate::report::{COMPARE_SCHEMA, Comparison, schema_of};

pub fn run(args: &SchemaArgs) -> Result<Status, Failure> {
    let schema = match args {
        SchemaArgs { report: true, .. } => crate::report::schema(),
        SchemaArgs { why: true, .. } => crate::explanation::schema(),
        SchemaArgs { map: true, .. } => {
            schema_of::<survey::Survey>("What qipp map --format json sees", survey::SCHEMA)
        }
        SchemaArgs { compare: true, .. } => {
            schema_of::<Comparison>("What qipp compare --format json says", COMPARE_SCHEMA)
        }
        _ => schema::of_plans(),
    };
    let text = serde_json::to_string_pretty(&schema)
        .map_err(|error| Failure::machine(format!("the schema cannot be written: {error}")))?;
    to_stdout(|out| writeln!(out, "{text}"))?;
    Ok(Status::Fine)
}
