//! The published criteria: what each asks, how it is judged, and what it reads. One entry an
//! expectation, one file a section, in the order of the page.

use crate::calendar::Date;
use crate::figures::hierarchy::in_total;
use crate::figures::{AsAt, AsAtBasis, PlanFigures, SchemeFigures};
use crate::location::Place;
use crate::money::Money;
use crate::names::{person, same};
use crate::plan::assembly::{Code, JudgedOn};
use crate::plan::fields::{ColumnId, TableId, schemes};
use crate::plan::{Plan, Row, Scheme};
use crate::policy::Policy;
use crate::words::words;
use coverage::Verdicts;
use rust_decimal::Decimal;
pub use spell::Spell;
use std::collections::HashMap;
use std::sync::OnceLock;

pub mod appendix_one;
pub mod coverage;
#[cfg(test)]
pub(crate) mod example;
pub mod figure_13;
pub mod integrated_plan;
pub mod judging;
mod spell;

/// The edition of the published criteria.
pub const EDITION: &str =
    "NAO, Delivering efficiency savings in the NHS, September 2011: Appendix One and Figure 13";

/// The 5% rule on the year to date (NAO September 2011, Figure 13): what colours finance.
pub const FIVE_PERCENT_RULE: &str = "F13-FIN-5";
/// Opportunities match the challenge (NAO September 2011, Appendix One): what colours headroom.
pub const COVERS_CHALLENGE: &str = "A1-OPP-4";

words! {
    /// A published set of criteria.
    pub enum Set {
        /// NAO September 2011, Appendix One: the plan.
        AppendixOne = "appendix_one",
        /// NAO September 2011, Figure 13: implementation, scheme by scheme.
        Figure13 = "figure_13",
        /// NAO September 2011, paragraph 2.6: the integrated plan.
        IntegratedPlan = "integrated_plan",
    }
}

impl Set {
    /// The name in text.
    pub fn title(self) -> &'static str {
        match self {
            Self::AppendixOne => "Appendix One",
            Self::Figure13 => "Figure 13",
            Self::IntegratedPlan => "Paragraph 2.6",
        }
    }
}

words! {
    /// Who decides.
    pub enum Kind {
        /// The plan's data; a reader's judgement can only lower the result.
        Computed = "computed",
        /// The plan's data, or a reader who finds that there is nothing to show (A1-RSK-2 alone).
        ComputedOrJudged = "computed",
        /// A reader, above the floor that the data must show first.
        Judged = "judged",
    }
}

words! {
    /// What is found of an expectation.
    pub enum Outcome {
        /// It does not apply, with a reason.
        NotApplicable = "n/a",
        Met = "met",
        Partly = "partly",
        /// Judged by a reader, and no reader has looked: not the plan's fault.
        Unreviewed = "unreviewed",
        /// The plan says nothing.
        Unevidenced = "unevidenced",
        Unmet = "unmet",
    }
}

impl Outcome {
    /// Whether it applies and falls short of met.
    pub fn is_short(self) -> bool {
        !matches!(self, Self::NotApplicable | Self::Met)
    }
}

/// What the data shows of an expectation, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The result on data alone.
    pub outcome: Outcome,
    /// Why, in a sentence without a full stop; blank for a plain met.
    pub reason: String,
    /// The cells it rests on, those that fall short first.
    pub places: Vec<Place>,
    /// The planned savings of the schemes that fall short, where it is a test of schemes.
    pub amount: Option<Money>,
    /// The schemes that fall short, biggest saving first (indices into [`Plan::schemes`]).
    pub failing: Vec<usize>,
    /// Whether a decisive criterion is decisive here (false where nothing was due or given).
    pub decisive_here: bool,
}

impl Evidence {
    /// A result with its reason and places.
    pub fn new(outcome: Outcome, reason: impl Into<String>, places: Vec<Place>) -> Self {
        Self {
            outcome,
            reason: reason.into(),
            places,
            amount: None,
            failing: Vec::new(),
            decisive_here: true,
        }
    }

    pub fn met(places: Vec<Place>) -> Self {
        Self::new(Outcome::Met, "", places)
    }

    pub fn partly(reason: impl Into<String>, places: Vec<Place>) -> Self {
        Self::new(Outcome::Partly, reason, places)
    }

    pub fn unmet(reason: impl Into<String>, places: Vec<Place>) -> Self {
        Self::new(Outcome::Unmet, reason, places)
    }

    /// The plan says nothing.
    pub fn unevidenced(reason: impl Into<String>) -> Self {
        Self::new(Outcome::Unevidenced, reason, Vec::new())
    }

    pub fn not_applicable(reason: impl Into<String>) -> Self {
        Self::new(Outcome::NotApplicable, reason, Vec::new())
    }

    /// The same, and a decisive criterion does not decide.
    pub fn not_decisive(mut self) -> Self {
        self.decisive_here = false;
        self
    }
}

/// How a criterion is tested on data.
#[derive(Debug, Clone, Copy)]
pub enum Test {
    /// On the plan; for a judged criterion this is the floor.
    Plan(fn(&PlanView) -> Evidence),
    /// On the plan, scheme by scheme: a reader may lower one scheme; for a judged criterion the floor.
    Coverage(fn(&PlanView, &Verdicts) -> Evidence),
    /// On each scheme.
    Scheme(fn(&SchemeView) -> Evidence),
    /// By a reader alone, without a floor.
    Reader,
}

/// The declaration of a criterion.
#[derive(Debug)]
pub struct Criterion {
    /// Its id, such as `A1-VIS-1`.
    pub id: &'static str,
    /// The published set.
    pub set: Set,
    /// The area of the published table.
    pub area: &'static str,
    /// The row (Appendix One) or the column and question (Figure 13) of the published table.
    pub row: &'static str,
    /// What it asks, in this project's words.
    pub asks: &'static str,
    /// How it is read here; `{setting}` stands for the value in force (`Policy::fill`).
    pub how: &'static str,
    /// Who decides.
    pub kind: Kind,
    /// Whether failing it alone makes its row red.
    pub decisive: bool,
    /// The columns it reads, those that link a row to its scheme or workstream aside. Without one of
    /// them (of alternatives, without all) it is not met.
    pub reads: &'static [ColumnId],
    /// The test.
    pub test: Test,
    /// An example that passes.
    pub passes: &'static str,
    /// An example that fails.
    pub fails: &'static str,
}

impl Criterion {
    /// What the entries of a published row share: computed and not decisive, unless an entry says otherwise.
    const fn of(set: Set, area: &'static str, row: &'static str) -> Self {
        Self {
            id: "",
            set,
            area,
            row,
            asks: "",
            how: "",
            kind: Kind::Computed,
            decisive: false,
            reads: &[],
            test: Test::Reader,
            passes: "",
            fails: "",
        }
    }

    /// The sentence within the row, from 1, in published order.
    pub fn item(&self) -> usize {
        let row = |one: &&Self| (one.set, one.area, one.row) == (self.set, self.area, self.row);
        all().filter(row).take_while(|one| one.id != self.id).count() + 1
    }

    /// Its id, and on what a reader judges it.
    pub fn code(&self) -> Code {
        let judged = match self.test {
            Test::Scheme(_) | Test::Coverage(_) => JudgedOn::Schemes,
            Test::Plan(_) | Test::Reader => JudgedOn::Plan,
        };
        Code { id: self.id, judged }
    }

    /// The source: paper, table, area, row and item.
    pub fn source(&self) -> String {
        let (set, item) = (self.set.title(), self.item());
        format!("NAO September 2011, {set}: {} / {}, item {item}", self.area, self.row)
    }
}

/// Every criterion, Appendix One first, in published order.
pub fn all() -> impl Iterator<Item = &'static Criterion> {
    appendix_one::SECTIONS
        .iter()
        .chain(figure_13::SECTIONS)
        .flat_map(|section| section.iter())
        .chain(integrated_plan::CRITERIA)
}

/// The criterion of this id, without regard to case.
pub fn by_id(id: &str) -> Option<&'static Criterion> {
    // as declared, which is how most ask
    let declared = all().find(|criterion| criterion.id == id);
    declared.or_else(|| all().find(|criterion| same(criterion.id, id)))
}

/// A plan with its figures, as the criteria see it.
#[derive(Debug, Clone)]
pub struct PlanView<'a> {
    pub plan: &'a Plan,
    pub figures: &'a PlanFigures,
    pub policy: &'a Policy,
    /// The member organisations that report to this one, where it is a region.
    pub members: Vec<(&'a Plan, &'a PlanFigures)>,
    /// Whole-time equivalents of each person who manages schemes, by when the schemes take them.
    managers: HashMap<(String, Spell), Decimal>,
    /// The first scheme of each person and spell that does not say with how much of their time.
    untold: HashMap<(String, Spell), usize>,
    own: OnceLock<Option<Box<PlanFigures>>>,
    /// Whether the results of schemes say why, and where: else nobody reads it.
    says_why: bool,
}

impl<'a> PlanView<'a> {
    /// Gathers what the criteria need of a plan.
    pub fn new(
        plan: &'a Plan,
        figures: &'a PlanFigures,
        policy: &'a Policy,
        members: Vec<(&'a Plan, &'a PlanFigures)>,
    ) -> Self {
        let mut managers: HashMap<(String, Spell), Decimal> = HashMap::new();
        let mut untold: HashMap<(String, Spell), usize> = HashMap::new();
        for (at, (scheme, figures)) in plan.schemes.iter().zip(&figures.schemes).enumerate() {
            let manager = scheme.row.text(schemes::MANAGER).zip(Spell::of(scheme, figures));
            let manager = manager.map(|(name, spell)| (person(name), spell));
            match manager.zip(Some(scheme.row.number(schemes::MANAGER_WTE))) {
                Some((manager, Some(share))) => {
                    let sum = managers.entry(manager).or_default();
                    *sum = sum.saturating_add(share);
                }
                Some((manager, None)) => {
                    untold.entry(manager).or_insert(at);
                }
                None => {}
            }
        }
        Self { plan, figures, policy, members, managers, untold, own: OnceLock::new(), says_why: true }
    }

    /// The same, of which the results of schemes alone are read.
    pub fn without_reasons(self) -> Self {
        Self { says_why: false, ..self }
    }

    /// The figures at the submission's own date: what it states is compared at the date it states it
    /// for, not at one given on the command line, and is known to be its own.
    pub fn own_figures(&self) -> &PlanFigures {
        let own = self.own.get_or_init(|| {
            let is_given = self.figures.as_at.basis == AsAtBasis::Given;
            let has_own = is_given && AsAt::of(self.plan, None).date.is_some();
            has_own.then(|| Box::new(PlanFigures::of(self.plan, self.policy, None)))
        });
        own.as_deref().unwrap_or(self.figures)
    }

    pub fn as_at(&self) -> Option<Date> {
        self.figures.as_at.date
    }

    pub fn rows(&self, table: TableId) -> &'a [Row] {
        self.plan.rows(table)
    }

    /// One scheme as the criteria see it.
    pub fn scheme(&'a self, at: usize) -> Option<SchemeView<'a>> {
        let scheme = self.plan.schemes.get(at)?;
        let figures = self.figures.schemes.get(at)?;
        Some(SchemeView { of: self, at, scheme, figures })
    }

    /// The schemes the criteria judge: from `scoped` to `delivered`, a blank stage included, and no
    /// unidentified line.
    pub fn judged(&'a self) -> impl Iterator<Item = SchemeView<'a>> {
        (0..self.plan.schemes.len()).filter_map(|at| self.scheme(at)).filter(|view| view.scheme.is_judged())
    }

    /// Those of them that enter the sums, over which coverage is weighed.
    pub fn in_sums(&'a self) -> impl Iterator<Item = SchemeView<'a>> {
        self.judged().filter(|view| in_total(view.scheme))
    }
}

/// A scheme with its figures, as the criteria see it.
#[derive(Debug, Clone, Copy)]
pub struct SchemeView<'a> {
    pub of: &'a PlanView<'a>,
    /// Its index in [`Plan::schemes`].
    pub at: usize,
    pub scheme: &'a Scheme,
    pub figures: &'a SchemeFigures,
}

impl<'a> SchemeView<'a> {
    /// When the scheme takes its manager's time.
    pub fn spell(&self) -> Option<Spell> {
        Spell::of(self.scheme, self.figures)
    }

    /// Whole-time equivalents that a manager of the scheme gives to it and to every scheme of its spell.
    pub fn manager_total(&self, manager: &str) -> Decimal {
        let together = self.spell().and_then(|spell| self.of.managers.get(&(person(manager), spell)));
        together.copied().unwrap_or_else(|| self.scheme.row.number(schemes::MANAGER_WTE).unwrap_or_default())
    }

    /// A scheme of a manager, of the same spell, that does not say how much of their time it takes.
    pub fn untold_time(&self, manager: &str) -> Option<SchemeView<'a>> {
        self.of.scheme(*self.of.untold.get(&(person(manager), self.spell()?))?)
    }

    /// The schemes whose share of a manager's time enters that total, itself among them.
    pub fn managed_with(&self, manager: &str) -> impl Iterator<Item = SchemeView<'a>> {
        let (manager, at, spell) = (person(manager), self.at, self.spell());
        let together =
            move |other: &SchemeView| other.at == at || (spell.is_some() && other.spell() == spell);
        let own = move |other: &SchemeView| {
            other.scheme.row.text(schemes::MANAGER).is_some_and(|name| person(name) == manager)
        };
        self.of.judged().filter(together).filter(own)
    }

    /// The rows of a table that belong to the scheme: by its id, by one of several, by its workstream.
    pub fn rows(&self, table: TableId) -> impl Iterator<Item = &'a Row> + use<'a> {
        self.of.plan.links.rows(self.of.plan, table, self.at)
    }

    /// The row of the `workstreams` table for its workstream.
    pub fn workstream_row(&self) -> Option<&'a Row> {
        self.of.plan.workstream(self.scheme.workstream()?)
    }
}
