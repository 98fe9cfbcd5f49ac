//! What a grid of cells is: which rows hold the headings, which table it is, and what each column is
//! taken for. From headings, the user's mapping and the look of the cells alone, in passes that run in
//! this order; each stands in the file named, and all read one profile of each column (`profile`) and ask
//! `money` whether it is one of amounts:
//!
//! 1. `heading_row`, `band`: the rows of headings, and what stands over each column
//! 2. `titles`: what titles and the file's name state
//! 3. `shape`: which table it is and how it lies; `assign` takes columns by name, `wide` sees tables
//!    on their side, `themes` what of years across is a list of schemes all the same
//! 4. `mapping`: columns that the user maps to a total or to nothing
//! 5. `shift`: headings that do not stand over their figures (schemes)
//!    `challenges`: what each row is to find, beside what is identified (schemes)
//! 6. `periods`: months, quarters and years across, and what stands beside them (schemes)
//! 7. `scheme_names`: the column that names the schemes; `bodies`: whether it names an organisation in each row
//!    (schemes)
//! 8. `figures_in_rows`: rows that are figures and not schemes (schemes with periods)
//! 9. `figures`: figures that words name without a time (schemes)
//! 10. `plans`: a lone `Plan` is the year's or to date (schemes)
//! 11. `bare`: months that name no measure add up to the year's plan (schemes)
//!     `made_in_month`: forecasts of the year that months stand over (schemes)
//! 12. `variances`: which pair a `Variance` belongs to (schemes)
//! 13. `testimony`: columns that arithmetic names (schemes)
//! 14. `parts`: columns that are parts of a total (schemes)
//! 15. `figures_in_rows`: a tracker without amounts (savings); `spending`: amounts that are no savings
//!     (schemes, savings)
//! 16. `periods`, `wording`: how `YYYY-MM` is read; columns whose words are not their column's
//! 17. `mapping`, `twice`: what the user says and cannot be so; two columns that mean the same
//! 18. `titles`: what the titles give the plan
//! 19. `money`: which columns that nothing is read from hold amounts; `units`: the unit of each column of
//!     amounts
//! 20. `candidates`, `unread`: what columns that nothing is read from could be, and what is said of them

use super::Measure;
use super::fields::{ColumnId, Kind, TableId, plan, schemes};
use super::heading::{Heading, Words};
use super::reference::Reference;
use super::values::Ambiguous;
use crate::calendar::{Date, FinancialYear, Period};
use crate::location::Place;
use crate::money::{Amount, Unit};
use crate::problem::{Choice, Problem};
use crate::read::Grid;
use thin_vec::ThinVec;

pub(crate) use heading_row::{HEADING_ROWS, heading_row, heads_amounts};
pub(crate) use profile::SAMPLE;
use profile::{Content, Profile, Profiles};

mod assign;
mod band;
mod bare;
mod bodies;
mod by_name;
mod candidates;
mod challenges;
mod evidence;
mod figures;
mod figures_in_rows;
mod heading_row;
mod lone_month;
mod made_in_month;
mod mapping;
mod money;
mod names;
mod offers;
mod parts;
mod periods;
mod plans;
mod profile;
mod scheme_names;
mod shape;
mod shift;
mod spending;
mod testimony;
mod themes;
mod titles;
mod to_date;
mod twice;
mod units;
mod unread;
mod variances;
mod wide;
mod wording;

pub(crate) use evidence::Attempt;
pub use evidence::Evidence;
pub(crate) use mapping::nearest_meaning;
pub use mapping::{InputName, Mapping, Meaning, Ours, RowMeaning, Said, Speaks, names_input};
pub(super) use names::{ambiguity, is_over_periods, named_column};
pub(crate) use names::{is_organisation, nearest_label, organisation_column, schemes_heading, years_label};
pub(crate) use titles::{Source as TitleSource, Titled};

/// What the user and the rest of the submission say that bears on a grid.
#[derive(Debug, Clone, Copy)]
pub struct Guidance<'a> {
    /// The user's mapping.
    pub mapping: &'a Mapping,
    /// Whether the user says that the amounts are savings whatever the headings say.
    pub measure_is_savings: bool,
    /// The year of the plan, where another table states it.
    pub year: Option<FinancialYear>,
    /// The table that is expected, whatever the file is called: a reviewer's judgements.
    pub expected: Option<TableId>,
    /// The lists of bodies that names are held against.
    pub reference: Reference,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Use {
    Field(ColumnId),
    /// Amounts of a measure in a period.
    Series(Measure, Period),
    Organisation(String),
    /// Amounts of a period, the measures down the side.
    Across(Period),
    /// The labels of rows: what the measures down the side are.
    Labels,
    /// A total of a measure over the columns of the row.
    Total(Measure),
    /// What each row is to find: they add up to the organisation's challenge of the year over the column, else
    /// of the table's.
    Challenge,
    /// The financial year of the row's month.
    Year,
    /// The word that names each row's table.
    Record,
    /// Amounts that others of the row repeat: compared with them, never added.
    Stated,
    Ignored,
    /// Nothing, because its cells are not what its heading would make them.
    Other,
    Unused,
}

#[derive(Debug, Clone)]
pub(crate) struct Recognised {
    /// Its heading, with the groups that stand over it.
    pub heading: Heading,
    /// Its own heading, without groups, where that is another.
    pub alone: Option<Box<Heading>>,
    /// The columns that its heading can mean, each with whether it is the column's own name.
    pub meanings: &'static [(ColumnId, bool)],
    /// The measure, period and span that its heading and its groups name.
    pub words: Words,
    pub place: Place,
    /// What the user says that it is.
    pub mapped: Option<Box<Ours>>,
    pub used: Use,
    /// What speaks for that; none where nothing is read from it.
    pub evidence: Option<Evidence>,
    /// Whether it holds amounts, read or not.
    pub money: bool,
    /// The unit of its amounts, as its heading, the table's name heading or a title states it.
    pub unit: Option<Unit>,
    /// How `YYYY-MM` is read in it.
    pub ambiguous: Ambiguous,
    /// The year of months in it that name none.
    pub year: Option<FinancialYear>,
    /// The period over it, as we write it.
    pub said: String,
    /// What its amounts could be, the likeliest first; none where it is taken or holds no amounts.
    pub candidates: ThinVec<Choice>,
}

/// The way the rows of a grid are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Rows(TableId),
    /// Rows of several tables, named by a first column `record`.
    Records,
    /// Measures of the `years` table down the side, years across.
    MeasuresDown,
    /// Schemes down the side, organisations across.
    OrganisationsAcross,
}

impl Shape {
    /// Whether a row of such a table can be what the user says: what none obeys is said in vain, and refused.
    pub(crate) fn obeys(self, meaning: RowMeaning) -> bool {
        use RowMeaning::{Heading, Identified, Ignore, Organisation, Scheme, Section, SubTotal, Total};
        match (self, meaning) {
            (_, Organisation(_)) => false,
            (_, Ignore | Heading) | (Self::Rows(TableId::Schemes) | Self::OrganisationsAcross, _) => true,
            (Self::MeasuresDown, meaning) => meaning != Section,
            (Self::Rows(TableId::Savings), Total | SubTotal | Scheme(None)) => true,
            (Self::Rows(TableId::Years), Total) => true,
            (Self::Rows(_) | Self::Records, Total | SubTotal | Scheme(_) | Section | Identified) => false,
            (Self::Rows(_) | Self::Records, RowMeaning::Challenge) => false,
        }
    }

    /// The table of which every row is; `None` for rows of several.
    pub(crate) fn table(self) -> Option<TableId> {
        match self {
            Self::Rows(table) => Some(table),
            Self::MeasuresDown => Some(TableId::Years),
            Self::OrganisationsAcross => Some(TableId::Schemes),
            Self::Records => None,
        }
    }
}

/// A grid understood.
#[derive(Debug, Clone)]
pub struct Layout {
    pub(crate) shape: Shape,
    /// The first row of the headings; titles stand above it.
    pub(crate) heading_row: usize,
    /// The first row of the data, behind the last row of headings.
    pub(crate) first_row: usize,
    pub(crate) columns: Vec<Recognised>,
    /// What titles and the file's name state.
    pub(crate) titled: Titled,
    /// Remarks on how it was understood.
    pub(crate) notes: Vec<(Place, String)>,
}

impl Layout {
    pub(crate) fn column(&self, id: ColumnId) -> Option<usize> {
        self.columns.iter().position(|column| column.used == Use::Field(id))
    }

    /// Whether the rows of a table can state the unit of a plan.
    pub(crate) fn may_state_unit(&self) -> bool {
        self.column(plan::UNIT).is_some()
    }
}

/// Understands a grid, or says why not.
///
/// # Errors
/// The problems that keep it from being read: no headings, a missing column, shifted headings, a
/// column with two readings.
pub fn recognise(grid: &Grid, guidance: Guidance) -> Result<Layout, Vec<Problem>> {
    let Attempt { layout, problems, .. } = attempt(grid, guidance);
    if problems.is_empty() { Ok(layout) } else { Err(problems) }
}

/// Understands a grid as far as that goes.
pub(crate) fn attempt(grid: &Grid, guidance: Guidance) -> Attempt {
    let band = band::band(grid, guidance.mapping); // 1
    let titles = titles::Titles::of(grid, band.first, &guidance); // 2
    let mut recognition = Recognition {
        grid,
        guidance,
        mapping: guidance.mapping,
        heading_row: band.first,
        first_row: band.next,
        columns: band.columns,
        titles,
        profiles: Profiles::of(grid, band.next),
        notes: Vec::new(),
        reported: None,
    };
    let (shape, is_shaped, problems) = match recognition.shape() {
        Ok(shape) => (shape, true, recognition.settle(shape)), // 3 to 17
        Err(problems) => (Shape::Rows(TableId::Schemes), false, problems),
    };
    let titled = recognition.titled(); // 18
    recognition.settle_money(shape); // 19
    recognition.settle_units();
    recognition.offer_candidates(shape); // 20
    recognition.note_unread(shape);
    let layout = Layout {
        shape,
        heading_row: recognition.heading_row,
        first_row: recognition.first_row,
        columns: recognition.columns,
        titled,
        notes: recognition.notes,
    };
    Attempt { layout, is_shaped, problems }
}

/// A grid while it is being understood: what is settled of its columns so far.
struct Recognition<'g> {
    grid: &'g Grid,
    guidance: Guidance<'g>,
    mapping: &'g Mapping,
    heading_row: usize,
    first_row: usize,
    columns: Vec<Recognised>,
    titles: titles::Titles,
    profiles: Profiles<'g>,
    notes: Vec<(Place, String)>,
    /// The day to which the headings say that actuals are reported.
    reported: Option<(Date, Place)>,
}

impl Recognition<'_> {
    fn place(&self) -> Place {
        self.grid.place(self.first_row.saturating_sub(1), 0)
    }

    fn headings(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.heading.raw.clone()).filter(|raw| !raw.is_empty()).collect()
    }

    fn data_rows(&self) -> impl Iterator<Item = usize> + use<> {
        self.first_row..self.grid.len()
    }

    fn position(&self, id: ColumnId) -> Option<usize> {
        self.columns.iter().position(|column| column.used == Use::Field(id))
    }

    /// The column of names: what is said over it holds for the whole table.
    fn names(&self) -> Option<&Recognised> {
        self.columns.get(self.names_at()?)
    }

    fn names_at(&self) -> Option<usize> {
        let names = |used: &Use| matches!(used, Use::Labels | Use::Field(schemes::SCHEME | schemes::NAME));
        let own = self.columns.iter().position(|column| names(&column.used));
        own.or_else(|| self.position(schemes::ORGANISATION))
    }

    /// What the filled cells of a column hold.
    fn texts(&self, column: usize) -> impl Iterator<Item = &str> {
        let texts = self.data_rows().map(move |row| self.grid.text(row, column).trim());
        texts.filter(|text| !text.is_empty())
    }

    fn profile(&self, column: usize) -> &Profile<'_> {
        self.profiles.column(column)
    }

    fn figure(&self, row: usize, column: usize) -> Option<Amount> {
        match self.profiles.content(row, column) {
            Content::Figure(amount) => Some(amount),
            _ => None,
        }
    }

    /// Whether a column is taken for amounts.
    fn is_amount(used: &Use) -> bool {
        match used {
            Use::Field(id) => id.declaration().kind == Kind::Amount,
            Use::Series(..) | Use::Organisation(_) | Use::Across(_) | Use::Total(_) => true,
            Use::Stated | Use::Challenge => true,
            Use::Labels | Use::Record | Use::Year | Use::Ignored | Use::Other | Use::Unused => false,
        }
    }

    /// Settles what names alone do not decide: passes 4 to 17. Gives every problem, not the first.
    fn settle(&mut self, shape: Shape) -> Vec<Problem> {
        self.vouch_by_name();
        let mut problems = self.settle_mapped(shape);
        self.vouch(Evidence::Mapping);
        let Shape::Rows(table) = shape else {
            problems.extend(self.unfit(shape.table()));
            return problems;
        };
        let mut is_shifted = false;
        if table == TableId::Schemes {
            let shifted = self.shifted();
            is_shifted = shifted.is_some();
            problems.extend(shifted);
        }
        if table == TableId::Schemes && problems.is_empty() {
            self.settle_month_alone();
            problems.extend(self.settle_challenges());
            self.vouch(Evidence::Words);
            problems.extend(self.settle_series());
            self.vouch(Evidence::Words);
            self.settle_scheme_name();
            self.vouch(Evidence::Position);
            problems.extend(self.figures_in_rows_of_series());
            self.settle_figures();
            problems.extend(self.settle_plan());
            problems.extend(self.bare_periods());
            problems.extend(self.forecasts_made_in_months());
            self.settle_variances();
            self.vouch(Evidence::Words);
            self.settle_by_arithmetic();
            self.settle_parts();
            self.vouch(Evidence::Arithmetic);
        }
        if table == TableId::Savings {
            problems.extend(self.without_amounts());
        }
        let is_money = table == TableId::Savings || table == TableId::Schemes && !is_shifted;
        if is_money && !self.guidance.measure_is_savings {
            problems.extend(self.not_savings());
        }
        if table == TableId::Schemes && problems.is_empty() {
            problems.extend(self.nothing_named());
        }
        problems.extend(self.settle_periods());
        self.leave_other_words();
        if problems.is_empty() {
            problems.extend(self.unfit(Some(table)));
            problems.extend(self.named_twice(table));
        }
        problems
    }
}
