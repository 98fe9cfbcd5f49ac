//! What each row of a list of schemes is: a scheme, a total over some of the rows above, a section
//! heading, a footnote. Told by the whole name cell, and where that does not decide, by the figures.

use super::sums::Sums;
use super::{Fate, Sink, Use, Walk, plain, schemes};
use crate::money::strip_tags;
use crate::plan::fields::Kind;
use crate::plan::recognise::RowMeaning;
use crate::plan::vocabulary::{TotalName, is_note, is_total, total_name};
use std::collections::HashSet;

/// Why a row that is part of another is left out.
pub(super) const OF_WHICH: &str = "`of which`: part of a row above, not added";

/// What a row of a table of schemes is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKind {
    Scheme,
    Total,
    /// A total over these schemes, counted from 0.
    SubTotal(Vec<usize>),
    OfWhich,
    Section,
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
}

/// The workstream and the programme that section headings name.
pub(super) type Section<'g> = [Option<&'g str>; 2];

/// What a row looks like by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Appearance<'g> {
    Scheme,
    Named(TotalName),
    Label(&'g str),
    Nameless,
    Note,
    /// Left out, with the reason.
    Left(&'static str, Fate),
}

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

impl<'g> Walk<'g> {
    pub(super) fn amounts(&self) -> Vec<usize> {
        let is_amount = |used: &Use| match used {
            Use::Field(id) => id.declaration().kind == Kind::Amount,
            Use::Series(..) | Use::Total(_) | Use::Organisation(_) => true,
            _ => false,
        };
        let columns = self.layout.columns.iter().enumerate();
        columns.filter(|(_, column)| is_amount(&column.used)).map(|(at, _)| at).collect()
    }

    pub(super) fn classify(
        &self,
        label: usize,
        amounts: &[usize],
        label_is_id: bool,
        sink: &mut impl Sink,
    ) -> Vec<Classified<'g>> {
        let looks: Vec<(usize, Appearance<'g>)> =
            self.data_rows().map(|row| (row, self.look(row, label, amounts, label_is_id))).collect();
        let groups = self.groups(label, &looks);
        let last_figures = looks.iter().rposition(|(row, _)| self.is_filled(*row, amounts)).unwrap_or(0);
        let is_total = |look: &Appearance| *look == Appearance::Named(TotalName::Total);
        let last_total = looks.iter().rposition(|(_, look)| is_total(look));
        let last_sum = looks.iter().rposition(|(_, look)| is_total(look) || *look == Appearance::Nameless);
        let two_levels = first_run(&looks) > 1;
        let mut sums = Sums::new(amounts);
        let mut marks = Marks::default();
        let mut sections: Vec<Section> = Vec::new();
        let mut section: Section<'g> = [None, None];
        let (mut was_section, mut of_which) = (false, false);
        let mut kinds = Vec::with_capacity(looks.len());
        for (index, (row, look)) in looks.iter().enumerate() {
            let row = *row;
            let before_was_section = std::mem::take(&mut was_section);
            let kind = match look {
                Appearance::Label(text) if total_name(text) == Some(TotalName::OfWhich) => {
                    of_which = true;
                    RowKind::Footnote
                }
                Appearance::Label(text) if index < last_figures => {
                    section = next_section(section, text, before_was_section, two_levels);
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
                Appearance::Named(TotalName::OfWhich) => RowKind::OfWhich,
                Appearance::Named(TotalName::Total) => {
                    let all = sums.equal(0, |at| self.figure(row, at));
                    of_which = false;
                    match self.block(&sums, &marks, row) {
                        Some(first) if !all && first > 0 => RowKind::SubTotal((first..sums.len()).collect()),
                        _ if Some(index) == last_total => RowKind::Total,
                        _ => RowKind::SubTotal(self.nearest(&sums, &marks, row)),
                    }
                }
                Appearance::Named(TotalName::SubTotal) => RowKind::SubTotal(self.nearest(&sums, &marks, row)),
                Appearance::Named(TotalName::OfGroup(group)) => {
                    self.of_group(row, group, (&sums, &marks, &sections), &groups)
                }
                Appearance::Nameless => match self.block(&sums, &marks, row) {
                    Some(0) if last_total.is_none() && Some(index) == last_sum => RowKind::Total,
                    Some(first) => RowKind::SubTotal((first..sums.len()).collect()),
                    None => RowKind::Nameless,
                },
                Appearance::Scheme if of_which => RowKind::OfWhich,
                Appearance::Scheme if self.too_wide(row, sink) => {
                    RowKind::Left("it has more cells than headings", Fate::Refused)
                }
                Appearance::Scheme => RowKind::Scheme,
            };
            kinds.push(Classified { row, kind, section, order: sums.len() });
            let Some(Classified { kind, .. }) = kinds.last() else { continue };
            match (kind, look) {
                (RowKind::Scheme, _) => {
                    sums.push(|at| self.figure(row, at));
                    sections.push(section);
                }
                (RowKind::SubTotal(_), Appearance::Named(TotalName::OfGroup(group))) => {
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
        }
        kinds
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

    /// `Total planned care`: over the rows of that section or workstream; of no known group, over the
    /// rows whose figures it is the sum of; else a scheme.
    fn of_group(
        &self,
        row: usize,
        group: &str,
        (sums, marks, sections): (&Sums, &Marks, &[Section]),
        groups: &Groups,
    ) -> RowKind {
        let in_section = |names: &Section| names.iter().flatten().any(|name| plain(name) == group);
        let of_section: Vec<usize> =
            sections.iter().enumerate().filter(|(_, names)| in_section(names)).map(|(at, _)| at).collect();
        if !of_section.is_empty() {
            return RowKind::SubTotal(of_section);
        }
        if let Some(over) = groups.rows_of(group, row) {
            return RowKind::SubTotal(over);
        }
        match self.block(sums, marks, row) {
            Some(first) if sums.len() - first > 1 => RowKind::SubTotal((first..sums.len()).collect()),
            _ if groups.labels.contains(group) => RowKind::SubTotal(self.nearest(sums, marks, row)),
            _ => RowKind::Scheme,
        }
    }

    /// Whether any cell of amounts of a row is filled.
    pub(super) fn is_filled(&self, row: usize, amounts: &[usize]) -> bool {
        amounts.iter().any(|at| !self.grid.text(row, *at).trim().is_empty())
    }

    /// The name of a row: its name cell, else its id, else a total's word in another text cell.
    pub(super) fn name_of(&self, row: usize, label: usize, amounts: &[usize]) -> String {
        let cell = |at: usize| strip_tags(self.grid.text(row, at)).trim().to_owned();
        let own = cell(label);
        if !own.is_empty() {
            return own;
        }
        let id = self.layout.column(schemes::SCHEME).map(cell).filter(|id| !id.is_empty());
        id.or_else(|| {
            let others = (0..self.layout.columns.len()).filter(|at| !amounts.contains(at));
            others.map(cell).find(|text| is_total(text))
        })
        .unwrap_or_default()
    }

    /// What a row looks like by itself.
    fn look(&self, row: usize, label: usize, amounts: &[usize], label_is_id: bool) -> Appearance<'g> {
        let name = self.name_of(row, label, amounts);
        let figures = self.is_filled(row, amounts);
        match self.mapping.row(self.grid.line(row), &name) {
            Some(RowMeaning::Ignore) => return Appearance::Left("the mapping says so", Fate::ByWord),
            Some(RowMeaning::Scheme(_)) => return Appearance::Scheme,
            Some(RowMeaning::Section) => return Appearance::Label(self.only_text(row)),
            Some(RowMeaning::Total) => return Appearance::Named(TotalName::Total),
            Some(RowMeaning::SubTotal) => return Appearance::Named(TotalName::SubTotal),
            _ => {}
        }
        let mut filled =
            (0..self.layout.columns.len()).filter(|at| !self.grid.text(row, *at).trim().is_empty());
        let only = filled.next().filter(|_| filled.next().is_none()).filter(|at| !amounts.contains(at));
        if let Some(only) = only.filter(|_| !amounts.is_empty()) {
            let text = self.grid.text(row, only).trim();
            return match text {
                _ if is_total(text) => Appearance::Left("a total without figures", Fate::Total),
                _ if is_note(text) => Appearance::Note,
                _ => Appearance::Label(text),
            };
        }
        if name.is_empty() {
            return match figures {
                true if self.only_dashes(row, amounts) => {
                    Appearance::Left("no name and no figures", Fate::Unread)
                }
                true => Appearance::Nameless,
                false => Appearance::Note,
            };
        }
        let id = self.layout.column(schemes::SCHEME).map_or("", |at| self.grid.text(row, at).trim());
        let free = label_is_id || id.is_empty() || plain(id) == plain(&name);
        match total_name(&name) {
            Some(named) if figures && free => Appearance::Named(named),
            _ => Appearance::Scheme,
        }
    }

    fn only_dashes(&self, row: usize, amounts: &[usize]) -> bool {
        use crate::money::{Reading, parse_amount};
        amounts.iter().all(|at| matches!(parse_amount(self.grid.text(row, *at), None), Ok(Reading::None(_))))
    }

    /// The groups that totals of this table may name.
    fn groups(&self, label: usize, looks: &[(usize, Appearance)]) -> Groups {
        let asked = looks.iter().any(|(_, look)| matches!(look, Appearance::Named(TotalName::OfGroup(_))));
        let mut groups = Groups::default();
        if !asked {
            return groups;
        }
        let workstreams = [schemes::WORKSTREAM, schemes::PROGRAMME].map(|id| self.layout.column(id));
        for (row, look) in looks {
            let texts = workstreams.iter().flatten().map(|at| plain(self.text_of(*row, *at)).into_owned());
            groups.of_row.push((*row, *look == Appearance::Scheme, texts.collect()));
            if matches!(look, Appearance::Scheme | Appearance::Label(_)) {
                groups.labels.insert(plain(self.grid.text(*row, label)).into_owned());
            }
        }
        groups
    }

    /// The text of the first filled cell of a row.
    pub(super) fn only_text(&self, row: usize) -> &'g str {
        self.grid.row(row).map(str::trim).find(|text| !text.is_empty()).unwrap_or("")
    }
}

/// The workstreams of the rows, and their names.
#[derive(Debug, Default)]
struct Groups {
    of_row: Vec<(usize, bool, Vec<String>)>,
    labels: HashSet<String>,
}

impl Groups {
    /// The schemes above a row that stand in a workstream or programme.
    fn rows_of(&self, group: &str, row: usize) -> Option<Vec<usize>> {
        let above = self.of_row.iter().filter(|(at, is_scheme, _)| *is_scheme && *at < row);
        let over: Vec<usize> = above
            .enumerate()
            .filter(|(_, (_, _, texts))| texts.iter().any(|text| text == group))
            .map(|(order, _)| order)
            .collect();
        (!over.is_empty()).then_some(over)
    }
}

/// How many section headings follow one another where the first stands.
fn first_run(looks: &[(usize, Appearance)]) -> usize {
    let is_label = |look: &Appearance| matches!(look, Appearance::Label(_));
    looks.iter().skip_while(|(_, look)| !is_label(look)).take_while(|(_, look)| is_label(look)).count()
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
