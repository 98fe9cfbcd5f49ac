//! `qipp why`: a colour traced to the cells it rests on.

use super::codes::known_code;
use super::reading::{self, ReadPlans};
use crate::assess::{Options, Scope, assess};
use crate::cli::WhyArgs;
use crate::explanation::subject::{self, NotFound, Subject};
use crate::explanation::{self, Level};
use crate::figures::Figures;
use crate::output::{Failure, Status, say, to_stdout};
use crate::rating::Rating;
use crate::report::Report;
use anstyle::{AnsiColor, Style};
use std::path::PathBuf;

mod finance;
mod headroom;
mod parts;
mod region;
mod results;
pub mod texts;
mod year;

use finance::FinancePage;
use texts::Texts;

/// The 5% rule.
const FINANCE: &str = "F13-FIN-5";
/// The code that stands for headroom, as in the list of what would make it green.
const HEADROOM: &str = "headroom";

/// A rating's word in capitals, coloured where asked.
pub fn coloured(rating: Rating, is_coloured: bool) -> String {
    let word = rating.word().to_uppercase();
    let colour = match rating {
        Rating::Green => AnsiColor::Green,
        Rating::Amber => AnsiColor::Yellow,
        Rating::Red => AnsiColor::Red,
        Rating::Grey => AnsiColor::BrightBlack,
        Rating::NotApplicable => return word,
    };
    if !is_coloured {
        return word;
    }
    let style = Style::new().bold().fg_color(Some(colour.into()));
    format!("{style}{word}{style:#}")
}

/// Runs the command.
pub fn run(args: &WhyArgs) -> Result<Status, Failure> {
    let words = Words::of(args)?;
    let code = words.code.as_deref().map(code_of).transpose()?;
    let mut read = reading::read(&words.files, &args.reading, Some(&args.judging), true)?;
    let subject = match &words.subject {
        Some(name) => find(&read, name)?,
        None if read.submission.plans.len() == 1 => Subject::Organisation(0),
        None => {
            return Err(Failure::usage(
                "which organisation, region, scheme or row? Give its name after the files (`nation` for all)",
            ));
        }
    };
    let is_row = matches!(subject, Subject::Row(..));
    let about = match code {
        None if is_row => About::Row,
        None | Some(FINANCE) => About::Finance,
        Some(HEADROOM) => About::Headroom,
        Some(code) => About::Code(code),
    };
    let needs_plan = match about {
        About::Row => true,
        About::Code(code) => !is_judged(&report(&read), code),
        About::Finance | About::Headroom => false,
    };
    if needs_plan && read.options.scope == Scope::Auto {
        read.options.scope = Scope::Plan;
        if !args.reading.quiet && is_row && report(&read).plans.iter().all(|plan| plan.scope != Scope::Plan) {
            say("note: judged with scope plan");
        }
    }
    print(&read, &subject, about, args.color.on_stdout())?;
    Ok(read.status())
}

/// What is explained of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Finance,
    Headroom,
    Row,
    Code(&'static str),
}

fn code_of(text: &str) -> Result<&'static str, Failure> {
    if text.eq_ignore_ascii_case(HEADROOM) { Ok(HEADROOM) } else { known_code(text) }
}

fn report(read: &ReadPlans) -> Report {
    assess(&read.submission, &read.policy, &Options { unit: None, ..read.options.clone() })
}

fn is_judged(report: &Report, code: &str) -> bool {
    let is_finding = crate::checks::CHECKS.iter().any(|check| check.code == code);
    is_finding || report.plans.iter().any(|plan| results::of_code(plan, code).next().is_some())
}

fn print(read: &ReadPlans, subject: &Subject, about: About, is_coloured: bool) -> Result<(), Failure> {
    let report = report(read);
    let at = match subject {
        Subject::Scheme(at, _)
        | Subject::Workstream(at, _)
        | Subject::Organisation(at)
        | Subject::Row(at, ..) => at,
        Subject::Region(_) | Subject::Nation => {
            let name = if let Subject::Region(name) = subject { Some(name.as_str()) } else { None };
            let page = region::Page { read, report: &report, name, is_coloured };
            return match about {
                About::Finance => to_stdout(|out| page.finance(out)),
                About::Headroom => to_stdout(|out| page.headroom(out)),
                About::Row | About::Code(_) => Err(Failure::usage(
                    "criteria and findings are judged of an organisation; of a region: finance or headroom",
                )),
            };
        }
    };
    let (Some(plan), Some(judged)) = (read.submission.plans.get(*at), report.plans.get(*at)) else {
        return Err(Failure::machine("the assessment lost an organisation"));
    };
    match about {
        About::Finance => {
            let figures = Figures::of(&read.submission, &read.policy, read.options.as_at);
            let Some(figures) = figures.plans.get(*at) else { return Ok(()) };
            let level = match subject {
                Subject::Scheme(_, index) => Level::Scheme(*index),
                Subject::Workstream(_, name) => Level::Workstream(name),
                _ => Level::Organisation,
            };
            let why = explanation::finance(plan, figures, &read.policy, level);
            let page = FinancePage { read, plan, figures, why: &why, level, report: judged, is_coloured };
            to_stdout(|out| page.write(out))
        }
        About::Headroom => {
            let figures = Figures::of(&read.submission, &read.policy, read.options.as_at);
            let Some(figures) = figures.plans.get(*at) else { return Ok(()) };
            let why = explanation::headroom(plan, figures, &read.policy);
            let page = headroom::Page { read, plan, why: &why, report: judged, is_coloured };
            to_stdout(|out| page.write(out))
        }
        About::Row | About::Code(_) => {
            let page = results::Page { read, report: &report, plan: judged, is_coloured };
            let lines = page.lines(subject, if let About::Code(code) = about { Some(code) } else { None })?;
            to_stdout(|out| page.write(&lines, out))
        }
    }
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
