//! XLSX and XLSM: the sheets in their order, each cell with its value as the workbook stores it.

use super::package::{Element, Fault, Handler, Package, unescaped};
use super::sheet::{Budget, Sheet};
use super::{Book, Limit, SheetRange};
use indexmap::IndexMap;

mod cells;
mod shared;

use cells::SheetReader;
use shared::{Strings, Styles};

pub(super) fn read(package: &mut Package, wanted: &SheetRange, budget: &mut Budget) -> Result<Book, Fault> {
    let mut roots = Relations::default();
    package.walk("_rels/.rels", &mut roots)?;
    let workbook = roots.target("officeDocument", "").unwrap_or_else(|| "xl/workbook.xml".to_owned());
    if workbook.ends_with(".bin") {
        return Err(Fault::Other("this is a binary workbook (XLSB)".to_owned(), "save it as XLSX"));
    }
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let mut relations = Relations::default();
    package.walk_any(&join(folder, &format!("_rels/{file}.rels")), &mut relations)?;
    let mut contents = Contents::default();
    package.walk(&workbook, &mut contents)?;
    budget.sheets(contents.sheets.len())?;
    let names = contents.sheets.iter().map(|(name, ..)| name.clone()).collect();
    let mut book = Book { names, ..Book::default() };
    let mut strings = Strings::within(budget.limits.count(Limit::Cell));
    if let Some(name) = relations.target("sharedStrings", folder) {
        package.walk_any(&name, &mut strings)?;
    }
    let mut styles = Styles::default();
    if let Some(name) = relations.target("styles", folder) {
        package.walk_any(&name, &mut styles)?;
    }
    for (name, id, hidden) in contents.sheets.iter().filter(|(name, ..)| wanted.takes(name)) {
        let lost = || Fault::Broken(format!("the workbook does not say where its sheet `{name}` is"));
        let (kind, target) = relations.0.get(id).ok_or_else(lost)?;
        if kind != "worksheet" {
            book.not_cells.push(name.clone());
            continue;
        }
        let sheet = Sheet::new(name, *hidden, wanted.area);
        let mut reader = SheetReader::new(sheet, budget, &strings.all, &styles.dates, contents.is_1904);
        package.walk(&join(folder, target), &mut reader)?;
        book.sheets.push(reader.sheet);
    }
    Ok(book)
}

/// A target of a relation, from the folder of the part that relates to it.
pub(crate) fn join(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// What a part relates to: by id, the last word of the kind and the target.
#[derive(Default)]
struct Relations(IndexMap<String, (String, String)>);

impl Relations {
    fn target(&self, kind: &str, folder: &str) -> Option<String> {
        self.0.values().find(|(known, _)| known == kind).map(|(_, target)| join(folder, target))
    }
}

impl Handler for Relations {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        if name == "Relationship" {
            let (id, kind, target) = (element.get("Id")?, element.get("Type")?, element.get("Target")?);
            let (id, kind) = (id.unwrap_or_default(), kind.unwrap_or_default());
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            self.0.insert(id, (kind, target.unwrap_or_default()));
        }
        Ok(())
    }
}

/// The workbook's own part: sheets (name, relation, whether hidden) and the epoch of its dates.
#[derive(Default)]
struct Contents {
    sheets: Vec<(String, String, bool)>,
    is_1904: bool,
}

impl Handler for Contents {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault> {
        if name == "sheet" {
            let hidden = element.get("state")?.is_some_and(|state| state != "visible");
            let mut id = String::new();
            element.each(|key, value| {
                if key == "id" || key.ends_with(":id") {
                    id = unescaped(value);
                }
            })?;
            self.sheets.push((element.get("name")?.unwrap_or_default(), id, hidden));
        } else if name == "workbookPr"
            && let Some(value) = element.get("date1904")?
        {
            self.is_1904 = is_true(&value);
        }
        Ok(())
    }
}

fn is_true(value: &str) -> bool {
    value == "1" || value == "true" || value == "on"
}
