//! JSON to grids: an object with a key per table, an array of such objects, flat objects as rows of
//! one table, or JSON Lines of either. Numbers keep the digits they are written with.

use super::{Form, Grid, Limit, Limits};
use crate::location::{NameId, Place, SourceId, Sources};
use crate::problem::{Problem, ProblemKind};
use hashbrown::HashMap;
use serde_json::value::RawValue;
use std::borrow::Cow;

mod nesting;
mod objects;

use nesting::too_deep;
use objects::{Object, Pairs};

const IS_A_PLAN: &str = "a plan is an object with a key per table, each an array of objects";

/// The most problems of one document that are listed.
const MAX_PROBLEMS: usize = 200;

/// Reads a JSON document or JSON Lines. Each object with tables is its own group.
pub fn read(
    sources: &mut Sources,
    source: SourceId,
    text: &str,
    hint: &str,
    first_group: u32,
    limits: &Limits,
) -> (Vec<Grid>, Vec<Problem>) {
    let mut reader = Reader {
        sources,
        source,
        whole: text,
        hint,
        group: first_group,
        grids: Vec::new(),
        problems: Vec::new(),
        limits: *limits,
        counted: (0, 1),
    };
    reader.documents();
    (reader.grids, reader.problems)
}

struct Reader<'t, 's> {
    sources: &'s mut Sources,
    source: SourceId,
    whole: &'t str,
    hint: &'t str,
    group: u32,
    grids: Vec<Grid>,
    problems: Vec<Problem>,
    limits: Limits,
    /// An offset, and the line it is on: those of the table before stand before it.
    counted: (usize, usize),
}

fn is_container(value: &RawValue) -> bool {
    value.get().starts_with(['[', '{'])
}

/// Whether an object is a plan and not a row: a table stands in it.
fn has_tables(pairs: &Pairs) -> bool {
    pairs.iter().any(|(_, value)| is_container(value))
}

impl<'t> Reader<'t, '_> {
    fn problem(&mut self, place: Place, kind: ProblemKind) {
        self.problems.push(Problem::new(place, kind));
    }

    fn documents(&mut self) {
        if let Some(offset) = too_deep(self.whole, self.limits.count(Limit::Nesting)) {
            let most = self.limits.show(Limit::Nesting);
            let what = format!("arrays and objects are nested more than {most} deep, the most that is read");
            let kind = self.limits.exceeded(Limit::Nesting, what, IS_A_PLAN);
            return self.problem(self.text_place(offset), kind);
        }
        // a single object, as nearly every document is, needs no division into documents
        if let Ok(object) = serde_json::from_str::<Object<'t>>(self.whole)
            && has_tables(&object.0)
        {
            return self.plan_object(object.0, "#");
        }
        let stream = serde_json::Deserializer::from_str(self.whole).into_iter();
        let documents: Vec<&'t RawValue> = match stream.collect() {
            Ok(documents) => documents,
            Err(error) => return self.syntax(0, &error),
        };
        let lines = documents.len() > 1;
        let mut flat: Vec<(u32, Pairs<'t>)> = Vec::new();
        let (mut counted, mut line) = (0, 1);
        for document in &documents {
            let offset = self.offset(document.get());
            line += count_lines(self.whole.as_bytes().get(counted..offset).unwrap_or_default());
            counted = offset;
            let at = if lines { u32::try_from(line).unwrap_or(u32::MAX) } else { Place::NO_ROW };
            let prefix = if lines { format!(":{line}#") } else { "#".to_owned() };
            if document.get().starts_with('[') {
                self.array(self.hint, &prefix, document, true);
            } else if let Some(pairs) = self.object(document) {
                if has_tables(&pairs) {
                    self.plan_object(pairs, &prefix);
                } else {
                    flat.push((at, pairs));
                }
            }
        }
        // rows of one table, recognised by their keys or by `record`
        self.table(self.hint, if lines { Place::LINES } else { "#" }, flat);
    }

    /// An array of rows; where it may hold plans, its objects with tables are such.
    fn array(&mut self, hint: &str, prefix: &str, value: &'t RawValue, holds_plans: bool) {
        let mut rows = Vec::new();
        for (index, pairs) in self.objects(value) {
            if holds_plans && has_tables(&pairs) {
                self.plan_object(pairs, &format!("{prefix}/{index}"));
            } else {
                rows.push((u32::try_from(index).unwrap_or(u32::MAX), pairs));
            }
        }
        self.table(hint, prefix, rows);
    }

    /// An object with a key per table; `plans` may hold several of them.
    fn plan_object(&mut self, pairs: Pairs<'t>, prefix: &str) {
        self.group += 1;
        for (key, value) in pairs {
            let pointer = format!("{prefix}/{key}");
            if value.get().starts_with('{') {
                if let Some(row) = self.object(value) {
                    self.table(&key, &pointer, vec![(Place::NO_ROW, row)]);
                }
            } else if value.get().starts_with('[') {
                self.array(&key, &pointer, value, key == "plans");
            } else if value.get() != "null" {
                let what = format!("`{key}` holds a single value where a table is expected");
                let place = self.pointer(prefix, Place::NO_ROW, &key);
                let mend = "write an array of objects, one a row; what is said of the whole plan goes in the object `plan`";
                self.problem(place, ProblemKind::syntax(what, mend));
            }
        }
    }

    fn table(&mut self, hint: &str, prefix: &str, rows: Vec<(u32, Pairs<'t>)>) {
        let Some((_, first)) = rows.first() else { return };
        let prefix_id = self.sources.intern(prefix);
        let mut keys: Vec<NameId> = Vec::new();
        let mut columns: HashMap<&str, usize> = HashMap::new();
        let mut grid = Grid::new(self.source, Form::Json(prefix_id), hint, self.group);
        grid.first_number = u32::from(prefix != Place::LINES);
        // most rows have the keys of the first one, in its order;
        // a key has no place of its own: its heading stands where it is first used
        for (index, (row, pairs)) in rows.iter().enumerate() {
            for (at, (key, _)) in pairs.iter().enumerate() {
                let is_alike = index > 0 && first.get(at).is_some_and(|(known, _)| known == key);
                if !is_alike && !columns.contains_key(key.as_ref()) {
                    columns.insert(key, keys.len());
                    let id = self.sources.intern(key);
                    grid.push_cell(key, *row, id.0);
                    keys.push(id);
                }
            }
        }
        grid.end_row();
        let filled: usize = rows.iter().map(|(_, pairs)| pairs.len()).sum();
        let cells = rows.len().saturating_mul(keys.len());
        let limit = if keys.len() > self.limits.count(Limit::Columns) {
            Some((Limit::Columns, "keys"))
        } else {
            (cells > self.limits.count(Limit::Sparse) && filled < cells / 4)
                .then_some((Limit::Sparse, "cells where most are blank"))
        };
        if let Some((limit, of)) = limit {
            let (keys, rows, most) = (keys.len(), rows.len(), self.limits.show(limit));
            let what =
                format!("the table has {keys} keys in {rows} rows; the most that is read is {most} {of}");
            let kind = self.limits.exceeded(limit, what, "give every row of a table the same keys");
            return self.problem(Place::File(self.source), kind);
        }
        self.keep_lines(prefix_id, &rows);
        for (row, pairs) in &rows {
            let mut cells: Vec<Cow<'t, str>> = vec![Cow::Borrowed(""); keys.len()];
            for (at, (key, value)) in pairs.iter().enumerate() {
                let text = self.scalar(value, prefix, *row, key);
                let is_alike = first.get(at).is_some_and(|(known, _)| known == key);
                let column = if is_alike { Some(at) } else { columns.get(key.as_ref()).copied() };
                if let Some(cell) = column.and_then(|at| cells.get_mut(at)) {
                    *cell = text;
                }
            }
            for (cell, key) in cells.iter().zip(&keys) {
                grid.push_cell(cell, *row, key.0);
            }
            grid.end_row();
        }
        self.grids.push(grid);
    }

    /// Keeps on which line every value of a table stands, where the document has more than one and the name of the
    /// table does not say it.
    fn keep_lines(&mut self, prefix: NameId, rows: &[(u32, Pairs<'t>)]) {
        let is_of_lines = self.sources.names_a_line(prefix);
        if is_of_lines || memchr::memchr(b'\n', self.whole.trim_end().as_bytes()).is_none() {
            return;
        }
        let values = || rows.iter().flat_map(|(row, pairs)| pairs.iter().map(move |pair| (row, pair)));
        let Some(first) = values().map(|(_, (_, value))| self.offset(value.get())).min() else { return };
        let (mut counted, mut line) = Some(self.counted).filter(|own| first >= own.0).unwrap_or((0, 1));
        let mut kept = Vec::new();
        for (row, (key, value)) in values() {
            let offset = self.offset(value.get());
            let passed = self.whole.as_bytes().get(counted..offset).unwrap_or_default();
            line += memchr::memchr_iter(b'\n', passed).count();
            counted = counted.max(offset);
            let key = self.sources.intern(key);
            kept.push((*row, key, u32::try_from(line).unwrap_or(u32::MAX)));
        }
        self.sources.keep_lines((self.source, prefix), &kept);
        self.counted = (counted, line);
    }

    /// A value as text: strings decoded, numbers as written, several strings joined with `;`.
    fn scalar(&mut self, value: &'t RawValue, prefix: &str, row: u32, key: &str) -> Cow<'t, str> {
        let raw = value.get();
        if raw == "null" {
            return Cow::Borrowed("");
        }
        if raw.len() > self.limits.count(Limit::Cell) {
            let place = self.pointer(prefix, row, key);
            self.problem(place, self.limits.cell(raw.len(), "shorten the text"));
            return Cow::Borrowed("");
        }
        if raw.starts_with('"') {
            let inner = raw.get(1..raw.len() - 1).unwrap_or("");
            if !inner.contains('\\') {
                return Cow::Borrowed(inner);
            }
            return serde_json::from_str(raw).map_or(Cow::Borrowed(raw), Cow::Owned);
        }
        if raw.starts_with('[')
            && let Ok(items) = serde_json::from_str::<Vec<String>>(raw)
        {
            return Cow::Owned(items.join("; "));
        }
        if is_container(value) {
            let what = format!("`{key}` holds an object or a list where one value is expected");
            let place = self.pointer(prefix, row, key);
            self.problem(place, ProblemKind::syntax(what, "write a string, a number, true or false"));
            return Cow::Borrowed("");
        }
        Cow::Borrowed(raw)
    }

    /// The objects of an array with their index; where some cannot be read, the others.
    fn objects(&mut self, value: &'t RawValue) -> Vec<(usize, Pairs<'t>)> {
        if let Ok(objects) = serde_json::from_str::<Vec<Object<'t>>>(value.get()) {
            return objects.into_iter().map(|object| object.0).enumerate().collect();
        }
        let elements = self.parse::<Vec<&'t RawValue>>(value).unwrap_or_default();
        let objects = elements.into_iter().enumerate();
        objects.filter_map(|(index, element)| Some((index, self.object(element)?))).collect()
    }

    fn object(&mut self, value: &'t RawValue) -> Option<Pairs<'t>> {
        self.parse::<Object<'t>>(value).map(|object| object.0)
    }

    fn parse<T: serde::Deserialize<'t>>(&mut self, value: &'t RawValue) -> Option<T> {
        let parsed = serde_json::from_str(value.get());
        parsed.map_err(|error| self.syntax(self.offset(value.get()), &error)).ok()
    }

    /// Where a part of the text begins, in bytes.
    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.whole.as_ptr() as usize)
    }

    /// A place in the whole text, by its offset in bytes.
    fn text_place(&self, offset: usize) -> Place {
        let before = self.whole.as_bytes().get(..offset).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let from_one = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        let column = from_one(String::from_utf8_lossy(line).chars().count());
        Place::Cell { source: self.source, line: from_one(count_lines(before)), column }
    }

    fn pointer(&mut self, prefix: &str, row: u32, key: &str) -> Place {
        let (prefix, key) = (self.sources.intern(prefix), self.sources.intern(key));
        Place::Json { source: self.source, prefix, row, key }
    }

    /// A syntax error of the JSON parser, at its place in the whole text.
    fn syntax(&mut self, offset: usize, error: &serde_json::Error) {
        if self.problems.len() >= MAX_PROBLEMS {
            if self.problems.len() == MAX_PROBLEMS {
                let what =
                    format!("{MAX_PROBLEMS} parts of the document cannot be read; the rest is not listed");
                let kind = ProblemKind::Limit { what, mend: IS_A_PLAN.to_owned() };
                self.problem(Place::File(self.source), kind);
            }
            return;
        }
        let before = self.whole.as_bytes().get(..offset).unwrap_or_default();
        let lines = count_lines(before) + error.line().saturating_sub(1);
        let line_start = self.whole.split_inclusive('\n').take(lines).map(str::len).sum::<usize>();
        // the parser counts bytes, and from the beginning of the part it was given
        let end = line_start.max(offset) + error.column().saturating_sub(1);
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        let what = format!("this is not well-formed JSON: {what}");
        self.problem(
            self.text_place(end),
            ProblemKind::syntax(what, format!("correct the JSON; {IS_A_PLAN}")),
        );
    }
}

fn count_lines(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::Source;

    fn read_text(text: &str) -> (Sources, Vec<Grid>, Vec<Problem>) {
        let mut sources = Sources::default();
        let source = sources.add(Source { name: "p.json".into(), bytes: 0, sha256: String::new() });
        let (grids, problems) = read(&mut sources, source, text, "p", 0, &Limits::DEFAULT);
        (sources, grids, problems)
    }

    #[test]
    fn numbers_keep_their_digits_and_cells_their_pointers() {
        let text = r#"{"plan":{"organisation":"A"},"schemes":[{"scheme":"S1","plan_year":100000000000000000000.01},{"scheme":"S2","sponsor":"x","scheme2":null}]}"#;
        let (sources, grids, problems) = read_text(text);
        assert!(problems.is_empty());
        assert_eq!(grids.len(), 2);
        assert_eq!(grids[1].text(1, 1), "100000000000000000000.01");
        assert_eq!(sources.show(grids[1].place(2, 2)), "p.json#/schemes/1/sponsor");
        assert_eq!(sources.show(grids[0].place(1, 0)), "p.json#/plan/organisation");
    }

    #[test]
    fn lines_of_plans_are_separate_groups() {
        let text = "{\"schemes\":[{\"scheme\":\"A\"}]}\n{\"schemes\":[{\"scheme\":\"A\"}]}\n";
        let (sources, grids, _) = read_text(text);
        assert_ne!(grids[0].group, grids[1].group);
        assert_eq!(sources.show(grids[1].place(1, 0)), "p.json:2#/schemes/0/scheme");
    }

    #[test]
    fn limits_are_named() {
        let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
        let (sources, grids, problems) = read_text(&deep);
        assert!(grids.is_empty());
        assert_eq!(sources.show(problems[0].place), "p.json:1:65");
        assert!(matches!(&problems[0].kind, ProblemKind::Limit { what, .. } if what.contains("64 deep")));
        let (_, _, problems) = read_text(&format!("[{}1]", "1,".repeat(5000)));
        assert_eq!(problems.len(), MAX_PROBLEMS + 1);
        let keys: Vec<String> = (0..=16_384).map(|n| format!("\"k{n}\":1")).collect();
        let (_, _, problems) = read_text(&format!("{{\"schemes\":[{{{}}}]}}", keys.join(",")));
        assert!(matches!(&problems[0].kind, ProblemKind::Limit { what, .. } if what.contains("16,384 keys")));
    }

    #[test]
    fn a_single_value_beside_tables_is_told_where_it_goes() {
        let (sources, grids, problems) = read_text(r#"{"organisation":"A","schemes":[{"scheme":"S1"}]}"#);
        assert_eq!((grids.len(), problems.len()), (1, 1));
        assert_eq!(sources.show(problems[0].place), "p.json#/organisation");
        assert_eq!(
            problems[0].what(&sources),
            "`organisation` holds a single value where a table is expected"
        );
        assert!(problems[0].mend().ends_with("goes in the object `plan`"));
        let (_, _, problems) = read_text(r#"{"plan":{"organisation":"A"},"schemes":[{"scheme":"S1"}]}"#);
        assert!(problems.is_empty(), "as it is told");
    }

    #[test]
    fn broken_json_is_named_with_its_place() {
        let (sources, _, problems) = read_text("{\"schemes\":[\n{\"scheme\":}]}");
        assert_eq!(sources.show(problems[0].place), "p.json:2:11");
        let (_, _, problems) = read_text(r#"{"schemes":[{"scheme":"a","scheme":"b"}]}"#);
        assert!(matches!(&problems[0].kind, ProblemKind::Syntax { what, .. } if what.contains("twice")));
    }
}
