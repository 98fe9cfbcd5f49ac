//! `qipp schema`: the JSON Schema of the plan format, from its one declaration.

use crate::cli::SchemaArgs;
use crate::output::{Failure, Status, to_stdout};
use crate::plan::schema;

pub fn run(args: &SchemaArgs) -> Result<Status, Failure> {
    let schema = match (args.report, args.why) {
        (true, _) => crate::report::schema(),
        (_, true) => crate::explanation::schema(),
        _ => schema::of_plans(),
    };
    let text = serde_json::to_string_pretty(&schema)
        .map_err(|error| Failure::machine(format!("the schema cannot be written: {error}")))?;
    to_stdout(|out| writeln!(out, "{text}"))?;
    Ok(Status::Fine)
}
