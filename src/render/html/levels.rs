//! Savings by workstream and scheme, what is short of green first; behind each colour the figures, the
//! criteria and the cells that make it.

use super::blocks::framed;
use super::ids::Ids;
use super::rows;
use super::tags::{letter, rating, said};
use crate::rating::Rating;
use crate::render::{text, words};
use crate::report::{
    CardColumn, CardLine, FinanceLine, Half, Level, Makes, PlanReport, Report, SchemeReport, Scope,
    SubjectMovement, ToGreen,
};
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// The columns of the report card beside the figures, with their headings.
const BESIDE: [(&str, CardColumn); 5] = [
    ("overall", CardColumn::Overall),
    ("plan", CardColumn::Development),
    ("milestones", CardColumn::ProgressMilestones),
    ("KPIs", CardColumn::ProgressKpis),
    ("risks", CardColumn::MonitoringRisks),
];

/// The most schemes of a plan with a fold of their own: the worst, then those furthest behind.
const FOLDED: usize = 400;

pub fn of(report: &Report, plan: &PlanReport, ids: &mut Ids) -> Option<Markup> {
    let at = |level: Level| plan.finance.iter().filter(move |line| line.level == level);
    let mut parts: Vec<&FinanceLine> =
        at(Level::Workstream).filter(|line| !line.workstream.is_empty()).collect();
    let (mut loose, _): (Vec<&FinanceLine>, Vec<&FinanceLine>) =
        at(Level::Scheme).partition(|line| line.workstream.is_empty());
    if parts.is_empty() && loose.is_empty() {
        return None;
    }
    let view = Lines::of(report, plan);
    parts.sort_by_key(|line| view.order(line));
    loose.sort_by_key(|line| view.order(line));
    let (short, green): (Vec<&FinanceLine>, Vec<&FinanceLine>) =
        parts.iter().partition(|line| view.overall(line).rank() > 1);
    let whole = at(Level::Organisation).next();
    let all: Vec<&FinanceLine> = parts.iter().chain(&loose).copied().collect();
    let small = all.len() <= 30;
    let listed: Vec<&FinanceLine> =
        all.into_iter().filter(|line| small || view.overall(line).rank() > 1).collect();
    let short: Vec<Markup> = short.into_iter().map(|line| view.workstream(line, ids)).collect();
    let green_count = green.len();
    let green: Vec<Markup> = green.into_iter().map(|line| view.workstream(line, ids)).collect();
    let loose = view.schemes(&loose, ids);
    Some(html! {
        (view.table(&listed, whole))
        p.source { "Behind each line: its figures, what is short, and the cells." }
        @for part in short { (part) }
        @if green_count > 0 {
            details.more.screen {
                summary { (crate::words::count(green_count, "workstream")) " green" }
                div { @for part in green { (part) } }
            }
        }
        (loose)
    })
}

/// Which line something is about: its level, workstream and scheme.
type Key<'r> = (Level, &'r str, &'r str);

/// The lines of an organisation, and what else is said of each.
struct Lines<'r> {
    report: &'r Report,
    plan: &'r PlanReport,
    has_cards: bool,
    cards: HashMap<Key<'r>, &'r CardLine>,
    moved: HashMap<Key<'r>, &'r SubjectMovement>,
    judged: HashMap<&'r str, &'r SchemeReport>,
    /// The schemes with a fold, where not all have one.
    folded: Option<HashSet<&'r str>>,
}

impl<'r> Lines<'r> {
    fn of(report: &'r Report, plan: &'r PlanReport) -> Self {
        let has_cards = plan.scope != Scope::Money;
        let cards = plan.report_card.iter().filter(|_| has_cards).rev();
        let cards = cards.map(|card| ((card.level, &*card.workstream, &*card.scheme), card));
        let moved = report.movement.iter().flat_map(|movement| &movement.subjects).rev();
        let moved = moved.map(|own| ((own.level, &*own.workstream, &*own.scheme), own));
        let mut lines = Self {
            report,
            plan,
            has_cards,
            cards: cards.collect(),
            moved: moved.collect(),
            judged: plan.figure_13.iter().map(|own| (own.scheme.as_str(), own)).collect(),
            folded: None,
        };
        let schemes = plan.finance.iter().filter(|line| line.level == Level::Scheme);
        let mut schemes: Vec<&FinanceLine> = schemes.collect();
        if schemes.len() > FOLDED {
            schemes.sort_by_key(|line| lines.order(line));
            lines.folded = Some(schemes.iter().take(FOLDED).map(|line| line.scheme.as_str()).collect());
        }
        lines
    }

    fn card(&self, line: &FinanceLine) -> Option<&'r CardLine> {
        self.cards.get(&(line.level, &*line.workstream, &*line.scheme)).copied()
    }

    /// The colour of both halves of its card, of money alone its finance colour.
    fn overall(&self, line: &FinanceLine) -> Rating {
        self.card(line).map_or(line.rating, |card| card[CardColumn::Overall])
    }

    /// The worst first, then the furthest behind.
    fn order(&self, line: &FinanceLine) -> impl Ord + use<> {
        (Reverse(self.overall(line).rank()), line.variance_ytd, Reverse(line.plan_year))
    }

    fn moved(&self, line: &FinanceLine) -> Option<&'r SubjectMovement> {
        self.moved.get(&(line.level, &*line.workstream, &*line.scheme)).copied()
    }

    fn table(&self, lines: &[&FinanceLine], whole: Option<&FinanceLine>) -> Markup {
        let plan = self.plan;
        let unit = plan.shown.label();
        let compared = self.report.movement.is_some();
        let row = |line: &FinanceLine, name: &str| {
            html! {
                th scope="row" { (name) @if line.outside_total { " (outside the total)" } }
                @if self.has_cards { @let card = self.card(line);
                    @for (_, column) in BESIDE { td { @if let Some(card) = card { (letter(card[column])) } } }
                }
                td.number { (plan.shown.known(line.plan_ytd)) }
                td.number { (plan.shown.known(line.actual_ytd)) }
                td.number { (plan.shown.known(line.variance_ytd)) }
                td.number { (words::percent(line.percent_ytd.as_ref())) }
                td { (rating(line.rating)) " " (words::signs(line)) }
                td.number { (words::percent(line.percent_forecast.as_ref())) }
                td { (rating(line.rating_forecast)) }
                @if compared { td { (self.words_of_movement(line)) } }
            }
        };
        framed(
            &format!("Savings {unit} to date and forecast"),
            html! {
                thead { tr {
                    th scope="col" { "Workstream" }
                    @if self.has_cards { @for (name, _) in BESIDE { th scope="col" { (name) } } }
                    th.number scope="col" { "plan to date " (unit) }
                    th.number scope="col" { "actual " (unit) }
                    th.number scope="col" { "variance " (unit) }
                    th.number scope="col" { "%" }
                    th scope="col" { "finance" }
                    th.number scope="col" { "forecast %" }
                    th scope="col" { "forecast" }
                    @if compared { th scope="col" { "since " (self.since()) } }
                } }
                tbody {
                    @for line in lines { tr { (row(line, &words::subject(line))) } }
                    @if let Some(whole) = whole { tr.total { (row(whole, "Total")) } }
                }
            },
        )
    }

    fn since(&self) -> String {
        let from = self.report.movement.as_ref().map(|movement| &movement.from);
        from.map_or_else(String::new, |from| match from.as_at.as_deref() {
            Some(date) => words::date(date),
            None => text::clean(&from.name).into_owned(),
        })
    }

    fn words_of_movement(&self, line: &FinanceLine) -> Markup {
        let moved = self.moved(line);
        html! {
            @for (at, word) in moved.iter().flat_map(|moved| &moved.words).enumerate() {
                @if at > 0 { "; " }
                (word.word.word())
                @if let Some(amount) = word.amount { " " (self.plan.shown.in_words(amount)) }
            }
        }
    }

    /// A workstream with what makes its colours, and its schemes.
    fn workstream(&self, line: &FinanceLine, ids: &mut Ids) -> Markup {
        let own = self
            .plan
            .finance
            .iter()
            .filter(|scheme| scheme.level == Level::Scheme && scheme.workstream == line.workstream);
        let mut schemes: Vec<&FinanceLine> = own.collect();
        schemes.sort_by_key(|scheme| self.order(scheme));
        let id = ids.give(&line.workstream);
        let beneath = self.schemes(&schemes, ids);
        html! {
            details id=(id) {
                summary { (text::clean(&line.workstream)) " " (rating(self.overall(line))) " " (self.in_short(line)) }
                div { (self.figures(line)) (self.card_of(line)) (self.todo(|item| item.workstream == line.workstream)) (beneath) }
            }
        }
    }

    fn schemes(&self, schemes: &[&FinanceLine], ids: &mut Ids) -> Markup {
        let folds = |line: &&&FinanceLine| {
            self.folded.as_ref().is_none_or(|folded| folded.contains(line.scheme.as_str()))
        };
        let more = schemes.len() - schemes.iter().filter(folds).count();
        let (short, green): (Vec<&FinanceLine>, Vec<&FinanceLine>) =
            schemes.iter().filter(folds).partition(|line| self.overall(line).rank() > 1);
        let short: Vec<Markup> = short.into_iter().map(|line| self.scheme(line, ids)).collect();
        let count = green.len();
        let green: Vec<Markup> = green.into_iter().map(|line| self.scheme(line, ids)).collect();
        html! {
            @for scheme in short { (scheme) }
            @if count > 0 {
                details.more.screen {
                    summary { (crate::words::count(count, "scheme")) " green or not rated" }
                    div { @for scheme in green { (scheme) } }
                }
            }
            @if more > 0 {
                p.source { "(" (crate::words::count(more, "more scheme")) ": --view finance --by scheme)" }
            }
        }
    }

    fn scheme(&self, line: &FinanceLine, ids: &mut Ids) -> Markup {
        let id = ids.give(&line.scheme);
        let found = self.judged.get(line.scheme.as_str());
        html! {
            details.screen id=(id) {
                summary {
                    (words::scheme(&line.scheme, &line.name)) " " (rating(self.overall(line))) " " (self.in_short(line))
                }
                div {
                    (self.figures(line))
                    (self.card_of(line))
                    (self.todo(|item| *item.schemes == [line.scheme.as_str()]))
                    @if let Some(found) = found { (rows::expectations(self.report, &found.expectations, false)) }
                }
            }
        }
    }

    fn in_short(&self, line: &FinanceLine) -> Markup {
        let percent = words::percent(line.percent_ytd.as_ref());
        html! {
            span.figure {
                @if let Some(variance) = line.variance_ytd {
                    (self.plan.shown.in_words(variance)) " to date"
                    @if !percent.is_empty() { " (" (percent) ")" }
                } @else if !line.note.is_empty() { (text::clean(&line.note)) }
            }
        }
    }

    /// The sums behind the finance colours, the pounds to the next one, and where they stand.
    fn figures(&self, line: &FinanceLine) -> Markup {
        let shown = self.plan.shown;
        let pair = |plan, actual, variance, percent| {
            let known = |name: &str, amount| Some(format!("{name} {}", shown.in_words(amount?)));
            let parts = [known("plan", plan), known("actual", actual), known("variance", variance)];
            let said: Vec<String> = parts.into_iter().flatten().collect();
            format!("{} {}", said.join(", "), words::percent(percent)).trim().to_owned()
        };
        let to_date = pair(line.plan_ytd, line.actual_ytd, line.variance_ytd, line.percent_ytd.as_ref());
        let of_year =
            pair(line.plan_year, line.forecast_year, line.variance_forecast, line.percent_forecast.as_ref())
                .replace("actual", "forecast");
        html! {
            dl.facts {
                @if !to_date.is_empty() {
                    dt { "To date" } dd { (to_date) " " (rating(line.rating)) " " (words::signs(line)) }
                }
                @if let Some(short) = line.short_of_green.filter(|short| !short.is_negative()) {
                    dt { "To be green" } dd { "more than " (shown.in_words(short)) " more to date" }
                }
                @if !of_year.is_empty() {
                    dt { (words::of_year(line.year)) } dd { (of_year) " " (rating(line.rating_forecast)) }
                }
                @if !line.unreported.is_zero() {
                    dt { "Not reported" } dd { "plan of " (shown.in_words(line.unreported)) }
                }
                @if let Some(stated) = line.stated { dt { "The plan states" } dd { (stated) } }
                @if !line.note.is_empty() { dt { "Remark" } dd { (text::clean(&line.note)) } }
                @if !line.places.is_empty() { dt { "Cells" } dd { (rows::places(&line.places)) } }
            }
        }
    }

    /// Both halves of its report card: the columns short of green, and how many are green.
    fn card_of(&self, line: &FinanceLine) -> Markup {
        let Some(card) = self.card(line) else { return html! {} };
        let half = |name: &str, half: Half| {
            let own: Vec<CardColumn> = CardColumn::shown()
                .filter(|column| {
                    column.half() == half && !matches!(column.makes(), Makes::Half | Makes::Both)
                })
                .collect();
            let green = own.iter().filter(|column| card[**column] == Rating::Green).count();
            let short = || own.iter().copied().filter(|column| card[*column].rank() > 1);
            let rest = if short().next().is_some() { "others " } else { "" };
            html! {
                dt { (name) }
                dd {
                    @for column in short() { (column.name()) " " (letter(card[column])) ", " }
                    (green) " " (rest) "green"
                }
            }
        };
        html! { dl.facts { (half("Plan development", Half::Development)) (half("Progress", Half::Progress)) } }
    }

    /// What would make a line green, where something is about it alone.
    fn todo(&self, is_about: impl Fn(&ToGreen) -> bool) -> Markup {
        let own: Vec<_> = self.plan.to_green.iter().filter(|item| is_about(item)).collect();
        html! { @for item in own { p { "To be green: " (said(&text::clean(&item.text))) } } }
    }
}
