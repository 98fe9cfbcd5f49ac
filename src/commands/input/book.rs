//! Workbooks among the inputs, whole or in part: `FILE#Sheet!A5:AC60`.

use super::{Failure, Gathered, Role, Whole, shown, stem, unreadable};
use crate::location::SourceId;
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
    /// Reads a part of a workbook. Several parts of one workbook are one input.
    pub(super) fn part(
        &mut self,
        (path, part): (&Path, &Part),
        argument: &str,
        role: Role,
        limits: &Limits,
    ) -> Result<(), Failure> {
        let name = shown(path);
        if fs::metadata(path).map_err(|error| unreadable(&name, &error))?.is_dir() {
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
        let bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
        if !workbook::is_workbook(&bytes) {
            return Err(Failure::usage(format!("{argument}: {name} is no workbook, and has no sheets")));
        }
        let stem = stem(path);
        let whole = Whole { name: &name, stem: &stem, bytes: &bytes, role, folder: None };
        let known = self.parts.get(&real).copied();
        let (source, group) = known.unwrap_or_else(|| self.source(&whole));
        self.parts.insert(real, (source, group));
        self.workbook(&whole, source, group, Some(part), limits);
        Ok(())
    }

    /// The sheets of a workbook.
    pub(super) fn workbook(
        &mut self,
        whole: &Whole,
        source: SourceId,
        group: u32,
        part: Option<&Part>,
        limits: &Limits,
    ) {
        let owner = whole.folder.map_or(whole.stem, |(_, name)| name);
        let (grids, problems, notes) =
            workbook::read(&mut self.sources, source, whole.bytes, part, group, limits);
        self.problems.extend(problems);
        self.notes.extend(notes);
        for mut grid in grids {
            owner.clone_into(&mut grid.owner);
            self.take(grid, whole.role);
        }
    }
}
