//! `qipp explain`: criteria and findings, from the tables that judge them.

use super::codes::known_code;
use super::policy_in_force::in_force;
use crate::checks::{CHECKS, Check};
use crate::cli::{ExplainArgs, TextOrJson};
use crate::criteria::{self, Criterion, Kind, Set};
use crate::names::same;
use crate::output::{Failure, Status, to_stdout, wrapped};
use crate::placeholders::{FORMS, PLACEHOLDERS};
use crate::policy::{Form, Policy, SETTINGS, Setting};
use serde_json::{Value, json};
use std::io::{self, Write};

pub fn run(args: &ExplainArgs) -> Result<Status, Failure> {
    let policy = in_force(&args.policy)?;
    let Some(code) = &args.code else {
        to_stdout(|out| match args.format {
            TextOrJson::Text => list(out),
            TextOrJson::Json => {
                let all = criteria::all().map(|criterion| of_criterion(criterion, &policy));
                let all = all.chain(CHECKS.iter().map(|check| of_check(check, &policy)));
                json_line(out, &Value::Array(all.collect()))
            }
        })?;
        return Ok(Status::Fine);
    };
    if same(code, PLACEHOLDERS_TOPIC) {
        to_stdout(|out| match args.format {
            TextOrJson::Text => placeholders_text(out),
            TextOrJson::Json => {
                json_line(out, &json!({ "words": PLACEHOLDERS, "forms": FORMS, "none": NONE_COUNTS }))
            }
        })?;
        return Ok(Status::Fine);
    }
    let code = known_code(code)?;
    let criterion = criteria::by_id(code);
    let check = CHECKS.iter().find(|check| check.code == code);
    to_stdout(|out| match (args.format, criterion, check) {
        (TextOrJson::Text, Some(criterion), _) => criterion_text(out, criterion, &policy),
        (TextOrJson::Json, Some(criterion), _) => json_line(out, &of_criterion(criterion, &policy)),
        (TextOrJson::Text, None, Some(check)) => check_text(out, check, &policy),
        (TextOrJson::Json, None, Some(check)) => json_line(out, &of_check(check, &policy)),
        (_, None, None) => Ok(()),
    })?;
    Ok(Status::Fine)
}

/// What `explain` is asked for the list of placeholders.
const PLACEHOLDERS_TOPIC: &str = "placeholders";

/// Where a stated nothing is an answer.
const NONE_COUNTS: &str = "`none: reason` (also `None, …`, `None - …`, `none because …`) is an answer in \
     interdependencies, governance, clinical_lead, engagement, national_support and not_applicable, where the reason says \
     something; everywhere else `none` is blank";

fn placeholders_text(out: &mut dyn Write) -> io::Result<()> {
    let what = "What stands for something to come is blank in every text, name, reason, value and source, \
                whatever its case, dots and brackets, and for every criterion alike.";
    wrapped(out, "", what)?;
    part(out, "words", &PLACEHOLDERS.join("; "))?;
    part(out, "also", FORMS)?;
    part(out, "none", NONE_COUNTS)
}

fn json_line(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// The settings that a criterion or finding reads.
fn read_by(code: &str) -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().filter(move |setting| setting.read_by.contains(&code))
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    let mut last: Option<(Set, &str)> = None;
    for criterion in criteria::all() {
        let (set, row) = (criterion.set, format!("{} / {}", criterion.area, criterion.row));
        if last.is_none_or(|(known, _)| known != set) {
            writeln!(out, "{}{}", if last.is_none() { "" } else { "\n" }, set.title().to_uppercase())?;
        }
        if last.is_none_or(|(known, known_row)| known != set || known_row != criterion.row) {
            writeln!(out, "{row}")?;
        }
        last = Some((set, criterion.row));
        let mark = if criterion.decisive { "*" } else { " " };
        let label = format!("  {:<10}{mark} {:<9}", criterion.id, criterion.kind.word());
        wrapped(out, &label, criterion.asks)?;
    }
    writeln!(out, "\nFINDINGS")?;
    for check in CHECKS {
        wrapped(out, &format!("  {:<21}", check.code), check.title)?;
    }
    writeln!(out, "\n* decisive: failing it alone makes its row red. `qipp explain CODE` says more.")
}

/// A heading, then text indented below it.
fn part(out: &mut dyn Write, heading: &str, text: &str) -> io::Result<()> {
    wrapped(out, &format!("{heading:<13}"), text)
}

fn criterion_text(out: &mut dyn Write, criterion: &Criterion, policy: &Policy) -> io::Result<()> {
    writeln!(out, "{}", criterion.id)?;
    part(out, "asks", criterion.asks)?;
    part(out, "source", &criterion.source())?;
    part(out, "kind", &kind(criterion))?;
    part(out, "judged", &policy.fill(criterion.how))?;
    for (at, column) in criterion.reads.iter().enumerate() {
        let meaning = column.declaration().meaning.trim();
        part(out, if at == 0 { "reads" } else { "" }, &format!("{column}: {meaning}"))?;
    }
    thresholds(out, criterion.id, policy)?;
    part(out, "passes", criterion.passes)?;
    part(out, "fails", criterion.fails)
}

fn kind(criterion: &Criterion) -> String {
    let decided = match criterion.kind {
        Kind::Computed => "computed: the plan's data decides; a reader's judgement can only lower it",
        Kind::ComputedOrJudged => {
            "computed: the plan's data decides, or a reader who finds that there is nothing to show"
        }
        Kind::Judged => {
            "judged: a reader decides, with a reference to the evidence, once the data shows what is \
             asked for below"
        }
    };
    let decisive = if criterion.decisive { "; decisive: failing it alone makes its row red" } else { "" };
    format!("{decided}{decisive}")
}

fn thresholds(out: &mut dyn Write, code: &str, policy: &Policy) -> io::Result<()> {
    for (at, setting) in read_by(code).enumerate() {
        let (word, ground) = setting.ground.parts();
        let percent = if setting.form == Form::Percent { "%" } else { "" };
        let origin = if policy.word(setting.key) == setting.default {
            String::new()
        } else {
            format!(" ({}; built in: {}{percent})", policy.origin(setting.key), setting.default)
        };
        let text = format!(
            "{} = {}{percent}{origin}: {} {word}: {ground}",
            setting.name,
            policy.word(setting.key),
            setting.meaning.trim()
        );
        part(out, if at == 0 { "thresholds" } else { "" }, &text)?;
    }
    Ok(())
}

fn check_text(out: &mut dyn Write, check: &Check, policy: &Policy) -> io::Result<()> {
    writeln!(out, "{}: {}", check.code, check.title)?;
    part(out, "finds", check.finds)?;
    part(out, "how", &policy.fill(check.how))?;
    thresholds(out, check.code, policy)?;
    part(out, "passes", check.passes)?;
    part(out, "fails", check.fails)
}

fn of_settings(code: &str, policy: &Policy) -> Vec<Value> {
    read_by(code)
        .map(|setting| {
            let (word, ground) = setting.ground.parts();
            json!({
                "name": setting.name,
                "value": policy.word(setting.key),
                "origin": policy.origin(setting.key).to_string(),
                "default": setting.default,
                "ground": word,
                "source": ground,
                "meaning": setting.meaning.trim(),
            })
        })
        .collect()
}

fn of_criterion(criterion: &Criterion, policy: &Policy) -> Value {
    let reads: Vec<Value> = criterion
        .reads
        .iter()
        .map(|column| {
            let declared = column.declaration();
            json!({ "column": column.to_string(), "meaning": declared.meaning.trim() })
        })
        .collect();
    json!({
        "code": criterion.id,
        "set": criterion.set.word(),
        "area": criterion.area,
        "row": criterion.row,
        "item": criterion.item(),
        "source": criterion.source(),
        "asks": criterion.asks,
        "how": policy.fill(criterion.how),
        "kind": criterion.kind.word(),
        "decisive": criterion.decisive,
        "reads": reads,
        "thresholds": of_settings(criterion.id, policy),
        "passes": criterion.passes,
        "fails": criterion.fails,
    })
}

fn of_check(check: &Check, policy: &Policy) -> Value {
    json!({
        "code": check.code,
        "set": "findings",
        "title": check.title,
        "finds": check.finds,
        "how": policy.fill(check.how),
        "thresholds": of_settings(check.code, policy),
        "passes": check.passes,
        "fails": check.fails,
    })
}
