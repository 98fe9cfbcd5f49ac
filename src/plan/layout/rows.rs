//! What each row of a list of schemes is: a scheme, a total over some of the rows, a measure of the whole
//! organisation, a section heading, a footnote. Told by the whole name cell (`look`), by the words for the
//! challenge and what is identified against it (`measures`), and where words do not decide, by the figures:
//! a total without a name (`nameless`), a row that is the sum of others under a name of its own (`ask`).

use super::sums::Sums;
use super::{ColumnId, Fate, NOT_ADDED, Sink, Use, Walk, plain, schemes};
use crate::location::Place;
use crate::plan::fields::{Kind, VARIANCES};
use crate::plan::vocabulary::{TotalName, total_name};
use groups::Groups;
use look::{Appearance, Look};
pub(super) use measures::{AGAIN, NOT_SAID, STATED};
use std::collections::BTreeSet;

mod ask;
mod evidence;
mod groups;
mod look;
mod measures;
mod nameless;

/// Why a row that is called a total, and equals no rows, is none of the plan's.
const DONE_WITHOUT: &str = "called a total, and the printed total does without it: not added";

/// Why a row without a name is left out until it is said what it is.
pub(super) const NAMELESS: &str = "figures without a name";

/// What a row of a table of schemes is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKind {
    Scheme,
    Total,
    /// A total over these schemes, counted from 0.
    SubTotal(Vec<usize>),
    OfWhich,
    Section,
    /// A measure of the `years` table: the challenge, what is identified.
    Measure(ColumnId),
    /// Words below or between the figures.
    Footnote,
    /// Figures without a name that equal nothing above.
    Nameless,
    /// Left out, with the reason.
    Left(&'static str, Fate),
}

#[derive(Debug, Clone)]
pub(super) struct Classified<'g> {
    pub(super) row: usize,
    pub(super) kind: RowKind,
    /// The workstream and programme that section headings above it name.
    pub(super) section: Section<'g>,
    /// Of a scheme: how many schemes stand above it.
    pub(super) order: usize,
    /// Of a scheme without a name of its own: what it is called.
    pub(super) named: Option<String>,
}

/// The workstream and the programme that section headings name.
pub(super) type Section<'g> = [Option<&'g str>; 2];

/// Where the schemes stand that a total can be over.
#[derive(Debug, Default)]
struct Marks {
    /// The first scheme since the last total, since the last section heading, and since the last
    /// heading of a workstream.
    total: usize,
    section: usize,
    workstream: usize,
}

impl Marks {
    /// The first schemes of the blocks a total can be over, the nearest first.
    fn blocks(&self) -> [usize; 4] {
        [self.total.max(self.section), self.total, self.workstream, 0]
    }
}

/// What is known of the rows of a table before each is given its role.
struct Looks<'w, 'g> {
    rows: &'w [Look<'g>],
    groups: Groups,
    amounts: &'w [usize],
    /// The rows without a name that are schemes.
    schemes: BTreeSet<usize>,
    /// Whether the printed total does without the rows that may be totals of groups.
    without_groups: bool,
}

/// The roles of the rows, and what is to be said of them.
#[derive(Default)]
struct Roles<'g> {
    kinds: Vec<Classified<'g>>,
    notes: Vec<(Place, String)>,
}

impl Roles<'_> {
    fn has_nameless(&self) -> bool {
        self.kinds.iter().any(|own| own.kind == RowKind::Nameless)
    }
}

impl<'g> Walk<'g> {
    pub(super) fn amounts(&self) -> Vec<usize> {
        let is_amount = |used: &Use| match used {
            Use::Field(id) => id.declaration().kind == Kind::Amount,
            Use::Series(..) | Use::Total(_) | Use::Organisation(_) | Use::Challenge => true,
            _ => false,
        };
        let columns = self.layout.columns.iter().enumerate();
        columns.filter(|(_, column)| is_amount(&column.used)).map(|(at, _)| at).collect()
    }

    /// The columns of amounts that add up whatever way their signs go: all but the variances.
    fn adding(&self, amounts: &[usize]) -> Vec<usize> {
        let is_stated = |at: &usize| match self.layout.columns.get(*at).map(|column| &column.used) {
            Some(Use::Field(id)) => VARIANCES.contains(id),
            _ => false,
        };
        let adding: Vec<usize> = amounts.iter().copied().filter(|at| !is_stated(at)).collect();
        if adding.is_empty() { amounts.to_vec() } else { adding }
    }

    pub(super) fn classify(
        &self,
        label: usize,
        amounts: &[usize],
        label_is_id: bool,
        sink: &mut impl Sink,
    ) -> Vec<Classified<'g>> {
        let adding = self.adding(amounts);
        let mut rows = self.looks(label, amounts, label_is_id, sink);
        self.settle_measures(&mut rows, label, &adding, sink);
        self.ask_of_sums(&mut rows, label, &adding, sink);
        let groups = self.groups(label, &rows);
        let mut looks =
            Looks { rows: &rows, groups, amounts: &adding, schemes: BTreeSet::new(), without_groups: false };
        looks.without_groups = self.does_without_groups(&looks);
        let mut roles = self.roles(&looks);
        if roles.has_nameless()
            && let Some(needed) = self.needed(&mut looks, &roles)
        {
            roles = needed;
        }
        for (place, text) in roles.notes {
            sink.note(place, text);
        }
        roles.kinds
    }

    /// Gives every row its role, from the first to the last.
    fn roles(&self, looks: &Looks<'_, 'g>) -> Roles<'g> {
        let rows = looks.rows;
        let filled = |look: &Look| self.is_filled(look.row, looks.amounts);
        let last_figures = rows.iter().rposition(filled).unwrap_or(0);
        let is_total = |look: &Look| look.appearance == Appearance::Named(TotalName::Total);
        let last_total = rows.iter().rposition(is_total);
        let may_be_sum = |look: &Look| is_total(look) || look.appearance == Appearance::Nameless;
        let last_sum = rows.iter().rposition(may_be_sum);
        let last_scheme = (0..rows.len()).rev().find(|at| looks.is_scheme(*at));
        let two_levels = first_run(rows) > 1;
        let mut sums = Sums::new(looks.amounts);
        let mut marks = Marks::default();
        let mut sections: Vec<Section> = Vec::new();
        let mut section: Section<'g> = [None, None];
        // the section before a parent row, and the first scheme that is no part of it
        let mut parent: Option<(Section<'g>, usize)> = None;
        let (mut was_section, mut of_which) = (false, false);
        let mut roles = Roles::default();
        for (index, look) in rows.iter().enumerate() {
            let row = look.row;
            let before_was_section = std::mem::take(&mut was_section);
            if let Some((before, _)) = parent.take_if(|(_, end)| sums.len() >= *end) {
                section = before;
            }
            // a total over everything, where no scheme follows that a later one covers
            let in_section = section[0].is_some() || marks.total > 0;
            let closes = last_total.is_none() && last_scheme.is_none_or(|last| last < index);
            let sub_total = |first: usize| RowKind::SubTotal((first..sums.len()).collect());
            let kind = match &look.appearance {
                Appearance::Label(text) if total_name(text) == Some(TotalName::OfWhich) => {
                    of_which = true;
                    RowKind::Footnote
                }
                Appearance::Label(text) if index < last_figures => {
                    section = next_section(section, text, before_was_section, two_levels);
                    parent = None;
                    was_section = true;
                    of_which = false;
                    marks.section = sums.len();
                    if section[1].is_none() || before_was_section {
                        marks.workstream = sums.len();
                    }
                    RowKind::Section
                }
                Appearance::Label(_) | Appearance::Note => RowKind::Footnote,
                Appearance::Left(reason, fate) => RowKind::Left(reason, *fate),
                Appearance::Measure(column) => RowKind::Measure(*column),
                Appearance::Named(TotalName::OfWhich) => RowKind::OfWhich,
                Appearance::Named(TotalName::Total) => {
                    let all = sums.equal(0, |at| self.figure(row, at));
                    of_which = false;
                    match self.block(&sums, &marks, row) {
                        Some(first) if !all && first > 0 => sub_total(first),
                        None if sums.len() == 0 => RowKind::SubTotal(self.all_below(looks, index)),
                        _ if Some(index) == last_total => RowKind::Total,
                        _ => RowKind::SubTotal(self.nearest(&sums, &marks, row)),
                    }
                }
                Appearance::Named(TotalName::SubTotal) => match self.block(&sums, &marks, row) {
                    Some(first) => sub_total(first),
                    None => match self.ahead(looks, index) {
                        Some(parts) => {
                            if look.said {
                                parent = Some((section, sums.len() + parts));
                                section = match section {
                                    [None, _] => [self.words_of(look), None],
                                    [workstream, _] => [workstream, self.words_of(look)],
                                };
                            }
                            RowKind::SubTotal((sums.len()..sums.len() + parts).collect())
                        }
                        None if look.said => match self.of_cells(looks, index, &roles.kinds) {
                            Some(over) => RowKind::SubTotal(over),
                            None if in_section && marks.section.max(marks.total) < sums.len() => {
                                RowKind::SubTotal(self.nearest(&sums, &marks, row))
                            }
                            None => RowKind::Left(NOT_ADDED, Fate::Total),
                        },
                        None => RowKind::SubTotal(self.nearest(&sums, &marks, row)),
                    },
                },
                Appearance::Named(TotalName::OfGroup { group, sure }) => {
                    match self.of_group(row, group, (&sums, &marks, &sections), &looks.groups) {
                        Some(over) if closes && over.len() == sums.len() && !is_group(&section, group) => {
                            RowKind::Total
                        }
                        Some(over) => RowKind::SubTotal(over),
                        None => match self.ahead(looks, index) {
                            _ if let Some(over) = self.of_cells(looks, index, &roles.kinds) => {
                                RowKind::SubTotal(over)
                            }
                            Some(parts) if *sure || parts > 1 => {
                                RowKind::SubTotal((sums.len()..sums.len() + parts).collect())
                            }
                            _ if *sure => RowKind::SubTotal(self.nearest(&sums, &marks, row)),
                            _ if looks.without_groups => RowKind::Left(DONE_WITHOUT, Fate::Total),
                            _ => {
                                roles.notes.push(self.no_total(row));
                                RowKind::Scheme
                            }
                        },
                    }
                }
                Appearance::Named(TotalName::Perhaps(_)) => match self.block(&sums, &marks, row) {
                    Some(0) if closes && sums.len() > 1 => RowKind::Total,
                    Some(first) if sums.len() - first > 1 => sub_total(first),
                    _ if looks.without_groups => RowKind::Left(DONE_WITHOUT, Fate::Total),
                    _ => RowKind::Scheme,
                },
                Appearance::Nameless if looks.schemes.contains(&index) => {
                    roles.notes.push(self.needed_note(row));
                    RowKind::Scheme
                }
                Appearance::Nameless => match self.block(&sums, &marks, row) {
                    Some(0) if closes && Some(index) == last_sum => RowKind::Total,
                    Some(first) => sub_total(first),
                    None => RowKind::Nameless,
                },
                Appearance::Scheme if of_which => RowKind::OfWhich,
                Appearance::Scheme => RowKind::Scheme,
            };
            let named = look.named.clone().or_else(|| {
                looks.schemes.contains(&index).then(|| self.line(row)).filter(|_| kind == RowKind::Scheme)
            });
            match (&kind, &look.appearance) {
                (RowKind::Scheme, _) => {
                    roles.kinds.push(Classified { row, kind, section, order: sums.len(), named });
                    sums.push(|at| self.figure(row, at));
                    sections.push(section);
                    continue;
                }
                (RowKind::SubTotal(_), Appearance::Named(TotalName::OfGroup { group, .. })) => {
                    marks.total = sums.len();
                    if section[0].is_some_and(|name| plain(name) == *group) {
                        section = [None, None]; // the group is closed
                    }
                }
                (RowKind::SubTotal(_), _) => marks.total = sums.len(),
                (RowKind::Total, _) => {
                    marks.total = sums.len();
                    section = [None, None];
                }
                _ => {}
            }
            roles.kinds.push(Classified { row, kind, section, order: sums.len(), named });
        }
        roles
    }

    /// The first scheme of the nearest block that a row equals.
    fn block(&self, sums: &Sums, marks: &Marks, row: usize) -> Option<usize> {
        marks.blocks().into_iter().find(|first| sums.equal(*first, |at| self.figure(row, at)))
    }

    /// The rows a sub-total is over: the nearest block it equals, else the nearest.
    fn nearest(&self, sums: &Sums, marks: &Marks, row: usize) -> Vec<usize> {
        let nearest = || marks.blocks().into_iter().find(|first| *first < sums.len());
        (self.block(sums, marks, row).or_else(nearest).unwrap_or(sums.len())..sums.len()).collect()
    }

    /// How many of the schemes right below a row it is the sum of: up to the next section heading.
    fn ahead(&self, looks: &Looks, index: usize) -> Option<usize> {
        let row = looks.rows.get(index)?.row;
        let mut sums = Sums::new(looks.amounts);
        for (at, below) in looks.rows.iter().enumerate().skip(index + 1) {
            match below.appearance {
                Appearance::Label(_) => return None,
                _ if looks.is_scheme(at) => sums.push(|at| self.figure(below.row, at)),
                _ => continue,
            }
            if sums.equal(0, |at| self.figure(row, at)) {
                return Some(sums.len());
            }
        }
        None
    }

    /// All the schemes below a total that stands before them.
    fn all_below(&self, looks: &Looks, index: usize) -> Vec<usize> {
        (0..(index + 1..looks.rows.len()).filter(|at| looks.is_scheme(*at)).count()).collect()
    }

    /// Whether any cell of amounts of a row is filled.
    pub(super) fn is_filled(&self, row: usize, amounts: &[usize]) -> bool {
        amounts.iter().any(|at| !self.grid.text(row, *at).trim().is_empty())
    }

    /// A row as the user names it in a mapping: by its physical line; where it stands on none, by its first text.
    pub(super) fn line(&self, row: usize) -> String {
        match self.grid.line(row) {
            0 => self.only_text(row).to_owned(),
            line => format!("line {line}"),
        }
    }

    fn no_total(&self, row: usize) -> (Place, String) {
        let text = crate::cutting::cell(self.only_text(row));
        let line = self.line(row);
        let said = format!(
            "`{text}` is read as a scheme: it is the sum of no rows beside it (--map \"{line}=subtotal\" if it is \
             their total)"
        );
        (self.grid.place(row, 0), said)
    }

    /// The text of the first filled cell of a row.
    pub(super) fn only_text(&self, row: usize) -> &'g str {
        self.grid.row(row).map(str::trim).find(|text| !text.is_empty()).unwrap_or("")
    }
}

impl Looks<'_, '_> {
    /// Whether a row is a scheme as far as words tell.
    fn is_scheme(&self, index: usize) -> bool {
        let scheme = |look: &Look| look.appearance == Appearance::Scheme;
        self.rows.get(index).is_some_and(scheme) || self.schemes.contains(&index)
    }
}

fn is_group(section: &Section, group: &str) -> bool {
    section.iter().flatten().any(|name| plain(name) == group)
}

/// How many section headings follow one another where the first stands.
fn first_run(looks: &[Look]) -> usize {
    let is_label = |look: &&Look| matches!(look.appearance, Appearance::Label(_));
    looks.iter().skip_while(|look| !is_label(look)).take_while(is_label).count()
}

/// The workstream and programme after a section heading. Two headings that follow one another are a
/// workstream and its programme; where the first ones do, a lone heading is another programme.
fn next_section<'g>(
    [workstream, programme]: Section<'g>,
    text: &'g str,
    follows_one: bool,
    two_levels: bool,
) -> Section<'g> {
    let text = Some(text);
    match (follows_one, programme) {
        (true, Some(programme)) => [Some(programme), text],
        (true, None) => [workstream, text],
        (false, Some(_)) if two_levels => [workstream, text],
        (false, _) => [text, None],
    }
}
