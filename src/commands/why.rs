//! `qipp why`: a colour traced to the cells it rests on.

use super::codes::known_code;
use super::input::refuse_input;
use super::reading::{self, ReadPlans, Wanted};
use crate::assess::{Options, Scope, assess};
use crate::checks::CHECKS;
use crate::cli::WhyArgs;
use crate::criteria::{self, FIVE_PERCENT_RULE, Set, by_id};
use crate::explanation::subject::{self, NotFound, Subject};
use crate::explanation::{Assessed, Explanation, Question, results_of};
use crate::output::{Failure, Files, Status, to_stdout, width_on_stdout};
use crate::render;
use crate::report::{List, Lists, Report};
use crate::wrapping::WIDTH;
use std::path::PathBuf;

/// The code that stands for headroom, as in the list of what would make it green.
const HEADROOM: &str = "headroom";

pub fn run(args: &WhyArgs) -> Result<Status, Failure> {
    let words = Words::of(args)?;
    let code = words.code.as_deref().map(code_of).transpose()?;
    let wanted = Wanted { grids: true, ..Wanted::default() };
    let mut read = reading::read(&words.files, &args.reading, Some(&args.judging), wanted)?;
    let subject = match &words.subject {
        Some(name) => find(&read, name)?,
        None if read.submission.plans.len() == 1 => Subject::Organisation(0),
        None => {
            return Err(Failure::usage(
                "which organisation, region, scheme or row? Give its name after the files (`nation` for all)",
            ));
        }
    };
    let question = match code {
        None if matches!(subject, Subject::Row(..)) => Question::Row,
        None => Question::Overall,
        Some(FIVE_PERCENT_RULE) => Question::Finance,
        Some(HEADROOM) => Question::Headroom,
        Some(code) => Question::Code(code),
    };
    let mut report = judge(&read, question);
    let needs_plan = match question {
        Question::Row => true,
        Question::Code(code) => !is_judged(&report, code),
        Question::Overall | Question::Finance | Question::Headroom => false,
    };
    if needs_plan && read.options.scope == Scope::Auto {
        read.options.scope = Scope::Plan;
        report = judge(&read, question);
    }
    let assessed = Assessed {
        submission: &read.submission,
        policy: &read.policy,
        as_at: read.options.as_at,
        report: &report,
        tables: &read.grids,
    };
    let why = assessed.explain(&subject, question).map_err(|none| Failure::usage(none.to_string()))?;
    write(args, &words.files, &why)?;
    Ok(read.status())
}

fn code_of(text: &str) -> Result<&'static str, Failure> {
    if text.eq_ignore_ascii_case(HEADROOM) { Ok(HEADROOM) } else { known_code(text) }
}

fn judge(read: &ReadPlans, question: Question) -> Report {
    // what an explanation is made of: of a criterion of the plan, of its row or of a finding, no results of schemes
    let set = |code| by_id(code).map(|criterion| criterion.set);
    let (lists, of_plan): (&[List], bool) = match question {
        Question::Row => (&[], true),
        Question::Code(code) if set(code) != Some(Set::Figure13) => (&[], set(code).is_some()),
        _ => (&[List::Figure13, List::Card], false),
    };
    let lists = Lists::of(lists).with(Lists::of(&[List::Judgement]));
    let mut select = read.options.select.clone();
    if of_plan && select.is_empty() {
        let others = criteria::all().filter(|criterion| criterion.set != Set::Figure13);
        select = others.map(|criterion| criterion.id.to_owned()).collect();
    }
    assess(&read.submission, &read.policy, &Options { unit: None, lists, select, ..read.options.clone() })
}

fn is_judged(report: &Report, code: &str) -> bool {
    let is_finding = CHECKS.iter().any(|check| check.code == code);
    is_finding || report.plans.iter().any(|plan| results_of(plan, code).next().is_some())
}

fn write(args: &WhyArgs, inputs: &[PathBuf], why: &Explanation) -> Result<(), Failure> {
    let Some(path) = &args.output else {
        let look = (args.color.on_stdout(), width_on_stdout());
        return to_stdout(|mut out| render::why(why, args.format, look, &mut out));
    };
    refuse_input(path, inputs)?;
    let mut files = Files::default();
    files.stage(path, |mut out| render::why(why, args.format, (args.color.in_file(), WIDTH), &mut out))?;
    files.commit()
}

fn find(read: &ReadPlans, name: &str) -> Result<Subject, Failure> {
    subject::find(&read.submission, name).map_err(|error| {
        Failure::usage(match error {
            NotFound::Several(names) => {
                let shown: Vec<String> = names.iter().take(20).map(|name| format!("  {name}")).collect();
                let more = if names.len() > 20 {
                    format!("\n  and {} more", names.len() - 20)
                } else {
                    String::new()
                };
                format!("`{name}` fits several; give one of\n{}{more}", shown.join("\n"))
            }
            NotFound::None(near) => {
                let near = crate::nearest::offer(near);
                format!("there is no scheme, workstream, organisation, region or row `{name}`{near}")
            }
        })
    })
}

/// The words of the command line, told apart.
#[derive(Debug, PartialEq, Eq)]
struct Words {
    files: Vec<PathBuf>,
    subject: Option<String>,
    code: Option<String>,
}

impl Words {
    /// Paths that exist, and `-`, are files; of the rest the first is the subject, the second a code.
    fn of(args: &WhyArgs) -> Result<Self, Failure> {
        let mut words = Self { files: Vec::new(), subject: None, code: None };
        for word in &args.words {
            let text = word.to_string_lossy().into_owned();
            if text == "-" || std::path::Path::new(word).exists() {
                words.files.push(PathBuf::from(word));
            } else if words.subject.is_none() {
                words.subject = Some(text);
            } else if words.code.is_none() {
                words.code = Some(text);
            } else {
                return Err(Failure::usage(format!("`{text}` is one word too many (is it a file?)")));
            }
        }
        if words.files.is_empty() {
            let first = words.subject.unwrap_or_default();
            return Err(Failure::usage(format!("no plan is given: there is no file or folder `{first}`")));
        }
        // a single word that is a code is asked of the organisation
        if words.code.is_none() && words.subject.as_deref().is_some_and(|word| code_of(word).is_ok()) {
            words.code = words.subject.take();
        }
        Ok(words)
    }
}
