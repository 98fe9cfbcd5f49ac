//! Columns of what each row of a list is to find: together they are the organisation's challenge.

use super::rows::{Classified, RowKind};
use super::{Field, Problem, Record, RecordKind, Sink, TableId, Use, Walk, schemes, years};
use crate::problem::{Choice, Question};

/// The cells of one organisation, which its rows name or none does.
type OfOwner<'g> = (Option<Field<'g>>, Vec<Field<'g>>);

impl<'g> Walk<'g> {
    /// A row of `years` for each organisation and year: its cells are added up. The total of a single one is
    /// compared.
    pub(super) fn challenges(&self, rows: &[Classified<'g>], sink: &mut impl Sink) {
        let columns = self.layout.columns.iter().enumerate();
        let columns: Vec<usize> =
            columns.filter(|(_, column)| column.used == Use::Challenge).map(|(at, _)| at).collect();
        let end = rows.iter().position(|row| row.kind == RowKind::Total).unwrap_or(rows.len());
        let (inside, outside) = rows.split_at(end);
        for at in &columns {
            let of_owners = self.by_owner(*at, inside);
            let Some(first) = of_owners.iter().flat_map(|(_, cells)| cells).next().copied() else { continue };
            let Some(year) = self.year_over(*at) else {
                sink.problem(self.undated(*at, first));
                continue;
            };
            let is_single = columns.len() == 1 && of_owners.len() == 1;
            for (owner, cells) in of_owners {
                let Some(place) = cells.first().map(|cell| cell.place) else { continue };
                let fields = owner.into_iter().chain([year]).chain(cells).collect();
                let record = Record::new(TableId::Years, RecordKind::Row, place, fields);
                sink.record(&record, &self.layout.columns);
            }
            let total = outside.first().and_then(|total| self.field(total.row, *at, years::CHALLENGE));
            if let Some(total) = total.filter(|_| is_single) {
                let kind = RecordKind::GrandTotal;
                let record = Record::new(TableId::Years, kind, total.place, vec![total]);
                sink.record(&record, &self.layout.columns);
            }
        }
        for row in outside.iter().filter(|row| row.kind == RowKind::Scheme) {
            let cells: Vec<Field> =
                columns.iter().filter_map(|at| self.field(row.row, *at, years::CHALLENGE)).collect();
            sink.not_used(row.row, self.only_text(row.row), &cells);
        }
    }

    fn by_owner(&self, at: usize, rows: &[Classified<'g>]) -> Vec<OfOwner<'g>> {
        let owner = self.layout.column(schemes::ORGANISATION);
        let mut owners: Vec<OfOwner> = Vec::new();
        for row in rows.iter().filter(|row| row.kind == RowKind::Scheme) {
            let Some(cell) = self.field(row.row, at, years::CHALLENGE) else { continue };
            let own = owner.and_then(|owner| self.field(row.row, owner, years::ORGANISATION));
            let text = own.map(|own| own.text);
            match owners.iter_mut().find(|(known, _)| known.map(|known| known.text) == text) {
                Some((_, cells)) => cells.push(cell),
                None => owners.push((own, vec![cell])),
            }
        }
        owners
    }

    fn undated(&self, at: usize, first: Field) -> Problem {
        let heading = self.layout.columns.get(at).map_or("", |column| column.heading.raw.as_str());
        let heading = crate::cutting::cell(heading);
        let what =
            format!("\"{heading}\" is the challenge of the organisation, and nothing says of which year");
        let choices = vec![
            Choice::map("year", "2011/12", "with the year that it is"),
            Choice::column(at, "ignore", "left out"),
        ];
        Problem::open(first.place, Question::Layout, what, choices)
            .instead("write the year in a heading or a title")
    }
}
