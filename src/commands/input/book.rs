//! Workbooks among the inputs, whole or in part: `FILE#Sheet!A5:AC60`.

use super::loading::{Held, Input};
use super::{Failure, Gathered, Role, shown, stem, unreadable};
use crate::read::Limits;
use crate::read::workbook::{self, Part};
use std::fs;
use std::path::{Path, PathBuf};

/// A file and the part of it that an argument names, where no file has the argument's whole name.
pub(super) fn part_of(path: &Path) -> Option<(PathBuf, Part)> {
    let whole = shown(path);
    let (file, part) = workbook::split_part(&whole);
    part.map(|part| (PathBuf::from(file), part))
}

impl Gathered {
    /// Lists a part of a workbook. Several parts of one workbook are one input.
    pub(super) fn list_part(
        &mut self,
        (path, part): (PathBuf, Part),
        argument: &str,
        role: Role,
    ) -> Result<Input<'static>, Failure> {
        let name = shown(&path);
        if fs::metadata(&path).map_err(|error| unreadable(&name, &error))?.is_dir() {
            return Err(Failure::usage(format!("{name} is a folder, and no workbook with sheets")));
        }
        let real = path.canonicalize().map_err(|error| unreadable(&name, &error))?;
        if self.seen.contains(&real) {
            return Err(Failure::usage(format!("{argument}: {name} is given whole, too")));
        }
        let mut key = real.clone().into_os_string();
        key.push(format!("#{}!{:?}", part.sheet.as_deref().unwrap_or("").to_lowercase(), part.range));
        if !self.seen.insert(PathBuf::from(key)) {
            return Err(Failure::usage(format!("{argument} is given twice")));
        }
        let stem = stem(&path);
        let known = self.parts.get(&real).copied();
        let held = Held::Part { path, part, argument: argument.to_owned() };
        let input = self.loose(name, stem, role, held, known);
        self.parts.insert(real, (input.source, input.group));
        Ok(input)
    }

    /// The sheets of a workbook.
    pub(super) fn workbook(&mut self, input: &Input, bytes: &[u8], limits: &Limits) {
        let part = if let Held::Part { part, .. } = &input.held { Some(part) } else { None };
        let (grids, problems, notes) =
            workbook::read(&mut self.sources, input.source, bytes, part, input.group, limits);
        self.problems.extend(problems);
        self.notes.extend(notes);
        for mut grid in grids {
            input.owner.clone_into(&mut grid.owner);
            self.take(grid, input.role);
        }
    }
}
