//! What a report may say in two places differently, each sought.

use crate::run::exact;
use crate::submitted::Submitted;
use qipp::inside::assess::Options;
use qipp::inside::criteria::Outcome;
use qipp::inside::explanation::subject::Subject;
use qipp::inside::explanation::{Assessed, Because, Finance, Question};
use qipp::inside::gate::{self, Rule};
use qipp::inside::money::Money;
use qipp::inside::names::{key, same};
use qipp::inside::plan::{Plan, Submission};
use qipp::inside::policy::Policy;
use qipp::inside::rating::Rating;
use qipp::inside::render::{By, Format, View, render};
use qipp::inside::report::{
    self, CardColumn, CardLine, ExpectationReport, FinanceLine, PlanReport, Report, Scope, YearLine,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a submission says of itself in two places, differently.
struct Contradictions<'s> {
    submitted: &'s Submitted,
    submission: Submission,
    /// Plan and actual of every month of the positions to date of schemes, by workstream (blank: all).
    by_month: BTreeMap<(String, String), [Option<Money>; 2]>,
    found: Vec<String>,
}

/// Every contradiction of a sound submission, under every scope; `None` where it is not sound.
pub fn contradictions(submitted: &Submitted) -> Option<Vec<String>> {
    let (submission, problems) = submitted.read();
    if !problems.is_empty() {
        return None;
    }
    let mut all = Contradictions { submitted, submission, by_month: BTreeMap::new(), found: Vec::new() };
    for scope in [Scope::Money, Scope::Plan] {
        let options = Options { scope, ..submitted.options.clone() };
        let report = qipp::inside::assess::assess(&all.submission, &submitted.policy, &options);
        all.of_report(&report);
        if scope == Scope::Money {
            all.gate(&report);
            all.formats(&report);
        }
    }
    Some(all.found)
}

impl Contradictions<'_> {
    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, one: &T, other: &T) {
        if one != other {
            self.found.push(format!("{what}: {one:?}, {other:?}"));
        }
    }

    /// Why finance has its colour.
    fn why(&self, report: &Report, subject: &Subject) -> Finance {
        let assessed = Assessed {
            submission: &self.submission,
            policy: &self.submitted.policy,
            as_at: self.submitted.options.as_at,
            report,
            tables: &[],
        };
        match assessed.explain(subject, Question::Finance).unwrap().because {
            Because::Finance(finance) => *finance,
            other => panic!("{other:?}"),
        }
    }

    fn of_report(&mut self, report: &Report) {
        for at in 0..report.plans.len() {
            self.of_plan(report, at);
        }
        let above = report.rollup.iter().flat_map(|rollup| &rollup.finance);
        let is_of_body = |line: &&FinanceLine| !line.level.is_own() && !line.level.is_of_workstreams();
        for line in above.filter(is_of_body) {
            let subject = match line.level {
                report::Level::Nation => Subject::Nation,
                report::Level::Cluster => Subject::Region(line.cluster.clone(), line.level),
                _ => Subject::Region(line.region.clone(), line.level),
            };
            let why = self.why(report, &subject);
            let of_why = (why.to_date.plan, why.to_date.actual, why.to_date.rating);
            let of_line = (line.plan_ytd, line.actual_ytd, line.rating);
            self.same(&format!("{} {}: line, why", line.level, line.region), &of_line, &of_why);
        }
    }

    fn of_plan(&mut self, all: &Report, at: usize) {
        let (plan, report) = (self.submission.plans[at].clone(), &all.plans[at]);
        self.by_month.clear();
        for line in &report.finance {
            match line.level {
                report::Level::Scheme => self.of_scheme(&plan, all, at, line),
                report::Level::Workstream => {
                    let subject = Subject::Workstream(at, line.workstream.clone());
                    self.of_level(all, report, line, &subject);
                }
                _ => self.of_level(all, report, line, &Subject::Organisation(at)),
            }
        }
        self.months(report);
        let own = report.finance.iter().find(|line| line.level == report.level);
        let mut over = all.rollup.iter().flat_map(|rollup| &rollup.finance);
        let of_body = || {
            over.find(|line| {
                let name = match line.level {
                    report::Level::Cluster => &line.cluster,
                    report::Level::Region => &line.region,
                    _ => &report.organisation,
                };
                line.level == report.level && *name == report.organisation
            })
        };
        let whole = own.or_else(of_body).unwrap();
        // with nothing planned to date finance is not assessed
        let is_assessed = whole.rating != Rating::Green || !whole.plan_ytd.is_none_or(Money::is_zero);
        let rating = if is_assessed { whole.rating } else { Rating::NotApplicable };
        self.same("organisation: line, rating", &rating, &report.ratings.finance);
        self.same("organisation: forecast", &whole.rating_forecast, &report.ratings.forecast);
    }

    fn of_scheme(&mut self, plan: &Plan, all: &Report, at: usize, line: &FinanceLine) {
        let report = &all.plans[at];
        let named = |what: &str| format!("{}, {}: {what}", plan.organisation, line.scheme);
        let index = plan.schemes.iter().position(|scheme| *scheme.id == line.scheme).unwrap();
        let why = self.why(all, &Subject::Scheme(at, index));
        self.same(&named("line, why"), &line.rating, &why.to_date.rating);
        let cells: Vec<_> = why.schemes.iter().flat_map(|scheme| &scheme.cells).collect();
        let cited: Vec<String> = cells.iter().map(|cell| cell.place.clone()).collect();
        let cited_once: BTreeSet<&String> = cited.iter().collect();
        self.same(&named("cells of why, each once"), &cited.len(), &cited_once.len());
        // a sum of no cells is blank; that all of the year's plan is for later is known, and nil
        for (measure, of_line) in [("plan", line.plan_ytd), ("actual", line.actual_ytd)] {
            let own = cells.iter().filter(|cell| cell.measure == measure).map(|cell| cell.amount);
            let sum = known_sum(own).or(of_line.filter(|sum| measure == "plan" && sum.is_zero()));
            self.same(&named(&format!("sum of the cells of {measure}, line")), &sum, &of_line);
        }
        for cell in cells.iter().filter(|cell| is_month(&cell.period) && !line.outside_total) {
            let names = BTreeSet::from([String::new(), key(&line.workstream).into_owned()]);
            for name in names {
                let sums = self.by_month.entry((name, cell.period.clone())).or_default();
                let sum = &mut sums[usize::from(cell.measure == "actual")];
                *sum = known_sum([*sum, cell.amount].into_iter());
            }
        }
        let is_folded = line.places.iter().any(|place| place.ends_with("cells)"));
        if is_folded {
            let count = format!("({} cells)", cited.len());
            self.same(&named("cells folded"), &true, &line.places[0].ends_with(&count));
        } else {
            self.same(&named("places of line, why"), &sorted(line.places.iter()), &sorted(cited.iter()));
        }
        if let Some(found) = expectation(report, &line.scheme, "F13-FIN-5") {
            self.same(&named("line, F13-FIN-5"), &result_of(line.rating), &found.result);
            if found.result != Outcome::NotApplicable {
                let what = named("places of F13-FIN-5, why");
                self.same(&what, &sorted(found.places.iter()), &sorted(cited.iter()));
            }
        }
        if let Some(found) = expectation(report, &line.scheme, "F13-FIN-6")
            && found.result != Outcome::NotApplicable
            && line.rating != Rating::Grey
            && line.unreported.is_zero()
        {
            let mut own =
                all.findings.iter().filter(|f| f.code == "FO" && f.organisation == plan.organisation);
            let doubts = own.find(|f| f.scheme == line.scheme).map_or("", |f| &f.found);
            let held = doubts.contains("held at the year's plan");
            let below = doubts.contains("delivered already") && !held && line.rating != Rating::Green;
            let of_criterion =
                ["still the plan of", "already delivered"].map(|said| found.reason.contains(said));
            self.same(&named("held at plan, below delivered: F13-FIN-6, FO"), &of_criterion, &[held, below]);
        }
        if let Some(card) = card(report, line) {
            let lowered =
                expectation(report, &line.scheme, "F13-FIN-6").is_some_and(|found| found.result.is_short());
            let on_card = if lowered && line.rating == Rating::Green { Rating::Amber } else { line.rating };
            self.same(&named("line, card"), &on_card, &card[CardColumn::Finance]);
        }
    }

    /// The months that have ended are those of the positions to date.
    fn months(&mut self, report: &PlanReport) {
        for ((name, month), sums) in self.by_month.clone() {
            let level = if name.is_empty() { report::Level::Organisation } else { report::Level::Workstream };
            let mut lines = report.months.iter().filter(|line| line.level == level && line.month == month);
            let line = lines.find(|line| key(&line.workstream) == name);
            let what = format!("{} {name} {month}: line, cells to date", report.organisation);
            self.same(&what, &line.map(|line| [line.plan, line.actual]), &Some(sums));
        }
    }

    fn of_level(&mut self, all: &Report, report: &PlanReport, line: &FinanceLine, subject: &Subject) {
        let named = |what: &str| format!("{} {}: {what}", report.organisation, line.workstream);
        let why = self.why(all, subject);
        let of_why = (why.to_date.plan, why.to_date.actual, why.to_date.rating);
        let of_line = (line.plan_ytd, line.actual_ytd, line.rating);
        self.same(&named("line, why"), &of_line, &of_why);
        let forecast = why.year.as_ref().map_or(Rating::NotApplicable, |year| year.rating);
        self.same(&named("forecast of line, why"), &line.rating_forecast, &forecast);
        let own = report.finance.iter().filter(|own| {
            own.level == report::Level::Scheme
                && !own.outside_total
                && (line.level == report::Level::Organisation || same(&own.workstream, &line.workstream))
        });
        let own: Vec<&FinanceLine> = own.collect();
        let sum = |pick: fn(&FinanceLine) -> Option<Money>| known_sum(own.iter().map(|own| pick(own)));
        let of_schemes = [
            sum(|own| own.plan_ytd),
            sum(|own| own.actual_ytd),
            sum(|own| own.plan_year),
            sum(|own| own.behind),
            sum(|own| own.ahead),
            sum(|own| Some(own.unreported)).filter(|_| !own.is_empty()).or(Some(Money::ZERO)),
        ];
        let of_line =
            [line.plan_ytd, line.actual_ytd, line.plan_year, line.behind, line.ahead, Some(line.unreported)];
        self.same(&named("line, its schemes"), &of_line, &of_schemes);
        // of what nothing plans there is no variance
        let planned = own.iter().all(|own| own.plan_ytd.is_some() || own.actual_ytd.is_none());
        let net = line.behind.zip(line.ahead).map(|(behind, ahead)| behind + ahead - line.unreported);
        let variance = line.actual_ytd.map(|actual| actual - line.plan_ytd.unwrap_or_default());
        let variance = if planned { variance } else { net };
        self.same(&named("behind and ahead less unreported, variance"), &net, &variance);
        if let Some(card) = card(report, line) {
            self.same(&named("line, card"), &line.rating, &card[CardColumn::Finance]);
        }
    }

    /// In scope money the gate looks at finance alone.
    fn gate(&mut self, report: &Report) {
        for rule in ["red:scheme", "amber:scheme", "grey:scheme", "amber:workstream", "red:finance"] {
            let rule = Rule::parse(rule).unwrap();
            let policy = Policy::default();
            let verdict = gate::judge(report, std::slice::from_ref(&rule), &policy, None).rules.remove(0);
            let failed = verdict.failed.iter().filter(|item| !item.missing).count();
            let level = match rule.subject {
                gate::Subject::Finance => report::Level::Organisation,
                gate::Subject::Workstream => report::Level::Workstream,
                _ => report::Level::Scheme,
            };
            // a scheme that is counted under another has a card and no line
            let colours = report.plans.iter().flat_map(|plan| {
                let cards = plan.report_card.iter().filter(|card| card.level == level);
                let has_cards = cards.clone().next().is_some();
                let lines = plan.finance.iter().filter(|line| line.level == level);
                let of_lines = lines.clone().filter(|line| !has_cards || card(plan, line).is_some());
                let has_line = |own: &&CardLine| lines.clone().any(|line| line.scheme == own.scheme);
                let bare = cards.filter(move |own| !has_line(own)).map(|card| card[CardColumn::Overall]);
                of_lines.map(|line| line.rating).chain(bare).collect::<Vec<_>>()
            });
            let failing = colours.filter(|rating| rule.fails(*rating)).count();
            self.same(&format!("gate {rule}: lines, failed"), &failing, &failed);
        }
    }

    fn formats(&mut self, report: &Report) {
        let written = |view: View, format: Format| {
            let by = Some(By::All);
            let options = qipp::inside::render::Options { views: vec![view], by, ..Default::default() };
            let mut out = Vec::new();
            render(report, format, &options, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let json = exact(&written(View::Finance, Format::Json));
        let lines: Vec<Value> = written(View::Finance, Format::Jsonl).lines().map(exact).collect();
        for (view, key, kind, columns) in
            [(View::Finance, "finance", "finance", FINANCE), (View::Years, "years", "year", YEARS)]
        {
            let rollup = json["rollup"][key].as_array().cloned().unwrap_or_default();
            let own = json["plans"].as_array().unwrap().iter().flat_map(|plan| plan[key].as_array().unwrap());
            let json: BTreeSet<String> = own.chain(&rollup).map(|line| as_text(line, columns)).collect();
            let lines = lines.iter().filter(|line| line["kind"] == kind);
            let lines: BTreeSet<String> = lines.map(|line| as_text(line, columns)).collect();
            self.same(&format!("{key}: JSON, JSON Lines"), &json, &lines);
            let text = written(view, Format::Csv);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
            let rows: BTreeSet<String> =
                rows.map(|row| as_text(&serde_json::to_value(row).unwrap(), columns)).collect();
            self.same(&format!("{key}: JSON, CSV"), &json, &rows);
        }
        self.years(report);
    }

    /// The finance lines say of the reporting year what the view of years says of it, and every amount of
    /// another year stands there.
    fn years(&mut self, report: &Report) {
        let above = report.rollup.iter();
        let of_rollup = above.clone().flat_map(|rollup| &rollup.years);
        let years: Vec<&YearLine> =
            report.plans.iter().flat_map(|plan| &plan.years).chain(of_rollup).collect();
        let of_plans = report.plans.iter().flat_map(|plan| &plan.finance);
        for line in of_plans.chain(above.flat_map(|rollup| &rollup.finance)) {
            let of_line = [line.plan_year, line.actual_ytd, line.forecast_year];
            let of_year = years.iter().find(|own| {
                own.level == line.level
                    && own.year == line.year
                    && [&own.organisation, &own.region, &own.cluster]
                        == [&line.organisation, &line.region, &line.cluster]
                    && (&own.workstream, &own.scheme) == (&line.workstream, &line.scheme)
            });
            let is_one_year = line.year.is_some() || report.plans.len() == 1;
            if !is_one_year {
                continue; // organisations whose years differ
            }
            let of_year = of_year.map_or([None; 3], |own| [own.plan, own.actual, own.forecast]);
            let what = format!("{} {} {}", line.organisation, line.workstream, line.scheme);
            self.same(&format!("{what}: line, its year"), &of_line, &of_year);
        }
    }
}

/// What names a line of finance, and its figures.
const FINANCE: &[&str] = &[
    "level",
    "organisation",
    "region",
    "cluster",
    "workstream",
    "scheme",
    "plan_ytd",
    "actual_ytd",
    "variance_ytd",
    "percent_ytd",
    "rating",
    "plan_year",
    "forecast_year",
    "variance_forecast",
    "percent_forecast",
    "rating_forecast",
    "behind",
    "ahead",
    "unreported",
    "year",
];

/// What names a line of years, and its figures.
const YEARS: &[&str] = &[
    "level",
    "organisation",
    "region",
    "cluster",
    "workstream",
    "scheme",
    "year",
    "plan",
    "actual",
    "forecast",
];

/// The cells of a line; what is null is blank.
fn as_text(line: &Value, columns: &[&str]) -> String {
    let words = columns.iter().map(|key| line[*key].as_str().unwrap_or(""));
    words.collect::<Vec<_>>().join("|")
}

/// The sum of what is known; none where nothing is.
fn known_sum(amounts: impl Iterator<Item = Option<Money>>) -> Option<Money> {
    amounts.flatten().map(Some).reduce(|one, other| Some(one? + other?)).flatten()
}

pub fn sorted<'p>(places: impl Iterator<Item = &'p String>) -> Vec<&'p String> {
    let mut places: Vec<&String> = places.collect();
    places.sort();
    places
}

pub fn expectation<'r>(report: &'r PlanReport, scheme: &str, code: &str) -> Option<&'r ExpectationReport> {
    let judged = report.figure_13.iter().find(|judged| judged.scheme == scheme)?;
    judged.expectations.iter().find(|found| found.code == code)
}

fn card<'r>(report: &'r PlanReport, line: &FinanceLine) -> Option<&'r CardLine> {
    report.report_card.iter().find(|card| {
        (card.level, &card.workstream, &card.scheme) == (line.level, &line.workstream, &line.scheme)
    })
}

/// The result of the 5% rule that a colour stands for.
fn result_of(rating: Rating) -> Outcome {
    match rating {
        Rating::Green => Outcome::Met,
        Rating::Amber => Outcome::Partly,
        Rating::Red => Outcome::Unmet,
        Rating::Grey => Outcome::Unevidenced,
        Rating::NotApplicable => Outcome::NotApplicable,
    }
}

/// Whether a period is a month, as cells say it: `2011-09`.
fn is_month(period: &str) -> bool {
    period.len() == 7 && period.as_bytes().get(4) == Some(&b'-')
}
