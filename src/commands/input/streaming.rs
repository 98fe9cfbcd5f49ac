//! A long table of text, read piece by piece: its bytes are never held beside its cells.

use super::loading::{Content, Input, Loaded};
use super::sniff;
use crate::assess::hex;
use crate::cli::ReadingArgs;
use crate::read::chunks::{Chunk, Chunks, Filled};
use crate::read::{Form, Grid, csv};
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Read};

/// From how many bytes on a file is read so.
pub(super) const LONG: u64 = 32 << 20;
/// How many bytes show what a file is; more than are looked at for its separator.
const BEGINNING: u64 = 1 << 16;

/// Reads a long table of UTF-8; `None` for anything else, which is read as a whole.
pub(super) fn load(
    input: &Input,
    mut file: impl Read,
    length: u64,
    args: &ReadingArgs,
) -> io::Result<Option<Loaded>> {
    let mut beginning = Vec::new();
    file.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    let Some(shown) = sniff::table(&beginning, args).filter(|_| args.encoding.is_none()) else {
        return Ok(None);
    };
    let mut grid = Grid::new(input.source, Form::Text, &input.stem, input.group);
    input.owner.clone_into(&mut grid.owner);
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let mut pieces = csv::Pieces::new(grid, shown, args.separator, length, &args.limits());
    let separator = pieces.separator();
    let mut chunks = Chunks::new(Cursor::new(beginning).chain(file), separator);
    let (mut chunk, mut hash, mut bytes) = (Chunk::default(), Sha256::new(), 0);
    loop {
        match chunks.fill(&mut chunk)? {
            Filled::End => break,
            Filled::Endless => return Ok(None),
            Filled::Chunk => {}
        }
        let Some(text) = std::str::from_utf8(chunk.bytes()).ok().filter(|text| !text.contains('\0')) else {
            return Ok(None);
        };
        hash.update(text);
        bytes += text.len() as u64;
        pieces.push(text);
    }
    let (grid, problems) = pieces.finish();
    let content = Content::Table(grid, problems);
    Ok(Some(Loaded { bytes, sha256: hex(&hash.finalize()), assumed: None, content }))
}

#[cfg(test)]
mod tests {
    use super::super::loading::Held;
    use super::*;
    use crate::commands::progress::Progress;
    use crate::location::SourceId;
    use crate::plan::assembly::Role;
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
            held: Held::Bytes(Cow::Borrowed(bytes)),
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
    fn a_long_table_is_what_it_is_as_a_whole() {
        let args = ReadingArgs::default();
        for odd in ["", "a,\"open\n", "5\" hose,\"x\"y\",2\n", ",,,\n\n\n", "1;2;3\n", &",".repeat(20_000)] {
            let text = rows(odd);
            let input = input(text.as_bytes());
            let streamed = load(&input, text.as_bytes(), text.len() as u64, &args).unwrap().unwrap();
            let whole = input.load(&args, &Progress::over(None, true)).unwrap();
            assert_eq!((streamed.bytes, &streamed.sha256), (whole.bytes, &whole.sha256));
            let (Content::Table(ours, wrong), Content::Table(grid, problems)) =
                (streamed.content, whole.content)
            else {
                panic!("no table");
            };
            assert_eq!(wrong, problems, "{odd:?}");
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
            let streamed = load(&input(&bytes), bytes.as_slice(), bytes.len() as u64, &args).unwrap();
            assert!(streamed.is_none(), "{:?}", String::from_utf8_lossy(&bytes[..9]));
        }
    }
}
