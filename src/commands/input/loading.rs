//! The bytes of one input and what they hold, as far as that can be told of each by itself: many are
//! loaded side by side.

use super::folding::{self, Folding};
use super::listing::{Input, Origin};
use super::sniff::Text;
use super::streaming::{self, Content, Loaded};
use crate::cli::ReadingArgs;
use crate::commands::progress::Progress;
use crate::location::hex;
use crate::plan::assembly::Role;
use crate::read::limits::MOST;
use crate::read::{Form, Grid, Limit, Limits, csv, workbook};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::sync::PoisonError;

impl Input<'_> {
    /// Reads the bytes and, where they are a table of text, its cells.
    pub(super) fn load(
        &self,
        args: &ReadingArgs,
        progress: &Progress,
        folding: Option<Folding>,
    ) -> io::Result<Loaded> {
        let folding = folding.filter(|_| self.role == Role::Submission);
        let limits = args.limits();
        let most = limits.of(Limit::Text);
        let bytes = match &self.origin {
            Origin::File(path) | Origin::SheetRange { path, .. } => {
                let mut file = File::open(path)?;
                let length = file.metadata()?.len();
                let is_table = matches!(self.origin, Origin::File(_)) && length >= folding::LEAST;
                if let Some(folding) = folding.filter(|_| is_table) {
                    let input = progress.counting(&mut file);
                    if let Some(loaded) = folding::read(self.grid(), input, args, folding)? {
                        return Ok(loaded);
                    }
                    progress.take_back(file.stream_position()?);
                    file.rewind()?;
                }
                if length >= streaming::LONG {
                    let input = progress.counting(&mut file);
                    if let Some(loaded) = streaming::read(self.grid(), input, length, args)? {
                        return Ok(loaded);
                    }
                    progress.take_back(file.stream_position()?);
                    file.rewind()?;
                }
                all_of(progress.counting(file), length, most)?.map(Cow::Owned)
            }
            Origin::Memory(bytes) => Some(Cow::Borrowed(bytes.as_ref())),
            Origin::Stdin(kept) => {
                let mut stdin = kept.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(folding) = folding {
                    let input = progress.counting(&mut *stdin).take(MOST);
                    if let Some(loaded) = folding::read(self.grid(), input, args, folding)? {
                        return Ok(of_all(loaded, &limits, MOST));
                    }
                }
                all_of(progress.counting(stdin.rewound()?), 0, most)?.map(Cow::Owned)
            }
        };
        let Some(bytes) = bytes else { return Ok(too_long(&limits, most)) };
        let (length, sha256) = (bytes.len() as u64, hex(&Sha256::digest(&bytes)));
        let (assumed, content) = if workbook::is_workbook(&bytes) {
            (None, Content::Workbook(bytes.into_owned()))
        } else {
            match Text::of(&bytes, args) {
                Err(kind) => (None, Content::Unread(*kind)),
                Ok(Text { text, is_json: true, assumed }) => (assumed, Content::Json(text.into_owned())),
                Ok(Text { text, assumed, .. }) => (assumed, self.table(&text, args)),
            }
        };
        Ok(Loaded { bytes: length, sha256, assumed, content })
    }

    /// An empty table for its cells.
    fn grid(&self) -> Grid {
        let mut grid = Grid::new(self.source, Form::Text, &self.stem, self.group);
        self.owner.clone_into(&mut grid.owner);
        grid
    }

    fn table(&self, text: &str, args: &ReadingArgs) -> Content {
        let mut pieces = csv::Pieces::new(self.grid(), text, args.separator, text.len(), &args.limits());
        pieces.push(text);
        let (grid, problems) = pieces.finish();
        Content::Table(grid, problems)
    }
}

/// An input whose length nobody knows and of which more comes than so many bytes: nothing of it is read.
fn too_long(limits: &Limits, most: u64) -> Loaded {
    let limits = limits.with(Limit::Text, most);
    let most_shown = limits.show(Limit::Text);
    let what = format!("more than {most_shown} come of an input whose length nobody knows");
    let kind = limits.exceeded(Limit::Text, what, "keep it in a file and give that");
    Loaded { bytes: most, sha256: String::new(), assumed: None, content: Content::Unread(kind) }
}

/// What was read of a stream up to a limit, where it ended before it: else it may go on behind what was read.
fn of_all(loaded: Loaded, limits: &Limits, most: u64) -> Loaded {
    if loaded.bytes < most { loaded } else { too_long(limits, most) }
}

/// All bytes of an input that is so long, as far as that is known; `None` where there are more than that and than the
/// most that is read of one whose length is not.
fn all_of(input: impl Read, length: u64, most: u64) -> io::Result<Option<Vec<u8>>> {
    let (mut bytes, most) = (Vec::new(), length.max(most));
    bytes.try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX))?;
    input.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::SourceId;
    use crate::problem::ProblemKind;
    use std::borrow::Cow;

    fn input(bytes: &[u8]) -> Input<'_> {
        Input {
            name: "t.csv".to_owned(),
            stem: "t".to_owned(),
            role: Role::Submission,
            source: SourceId(3),
            group: 5,
            owner: "own".to_owned(),
            in_folder: false,
            origin: Origin::Memory(Cow::Borrowed(bytes)),
        }
    }

    /// Some megabytes of rows, with what is odd among them.
    fn rows(odd: &str) -> String {
        let row = |at: usize| format!("S{at},\"A, name\nof {at}\",£1,{at:03},(12.50)\r\n");
        let mut text = String::from("scheme,name,plan_year,forecast_year\n");
        text.extend((0..20_000).map(row));
        text.push_str(odd);
        text.extend((20_000..60_000).map(row));
        text
    }

    #[test]
    fn a_stream_that_reaches_its_limit_is_not_taken_for_all_of_it() {
        let loaded = |bytes| Loaded {
            bytes,
            sha256: String::new(),
            assumed: None,
            content: Content::Json(String::new()),
        };
        let of = |bytes| of_all(loaded(bytes), &Limits::DEFAULT, MOST).content;
        assert!(matches!(of(MOST - 1), Content::Json(_)));
        let Content::Unread(ProblemKind::Limit { what, mend }) = of(MOST) else {
            panic!("half of it is read")
        };
        assert!(
            what.starts_with("more than 4,294,967,295 bytes come")
                && mend == "keep it in a file and give that"
        );
    }

    #[test]
    fn a_long_table_is_what_it_is_as_a_whole() {
        let args = ReadingArgs::default();
        for odd in ["", "a,\"open\n", "5\" hose,\"x\"y\",2\n", ",,,\n\n\n", "1;2;3\n", &",".repeat(20_000)] {
            let text = rows(odd);
            let input = input(text.as_bytes());
            let streamed =
                streaming::read(input.grid(), text.as_bytes(), text.len() as u64, &args).unwrap().unwrap();
            let whole = input.load(&args, &Progress::over(None, true), None).unwrap();
            assert_eq!((streamed.bytes, &streamed.sha256), (whole.bytes, &whole.sha256));
            let (Content::Table(ours, found), Content::Table(grid, problems)) =
                (streamed.content, whole.content)
            else {
                panic!("no table");
            };
            assert_eq!(found, problems, "{odd:?}");
            assert_eq!((ours.len(), &ours.owner, ours.group), (grid.len(), &grid.owner, grid.group));
            for row in 0..grid.len() {
                let cells = |grid: &Grid| -> Vec<_> {
                    (0..grid.width(row))
                        .map(|at| (grid.text(row, at).to_owned(), grid.place(row, at)))
                        .collect()
                };
                assert_eq!(cells(&ours), cells(&grid), "row {row}");
            }
        }
    }

    #[test]
    fn what_is_no_plain_table_is_read_as_a_whole() {
        let args = ReadingArgs::default();
        let long = "x".repeat(1 << 16);
        for bytes in [
            format!("{{\"schemes\": [{long}").into_bytes(),
            format!("\u{FEFF}a,b\n{long}").into_bytes(),
            [b"a,b\n", long.as_bytes(), b"\n\xA35"].concat(),
            [b"a,b\n", long.as_bytes(), b"\n\0"].concat(),
            "a,b\r".repeat(2 << 20).into_bytes(),
        ] {
            let streamed =
                streaming::read(input(&bytes).grid(), bytes.as_slice(), bytes.len() as u64, &args).unwrap();
            assert!(streamed.is_none(), "{:?}", String::from_utf8_lossy(&bytes[..9]));
        }
    }
}
