//! A table of savings whose rows are folded as they are read, by several threads, and never stand in memory as
//! cells. What comes of it does not depend on how many threads there are.

use super::sniff::{self, BEGINNING, MARK};
use super::streaming::{Content, LONG, Loaded};
use crate::cli::ReadingArgs;
use crate::location::Sources;
use crate::location::hex;
use crate::parallel::Threads;
use crate::plan::assembly::{self, foldable};
use crate::plan::folding::{Columns, Fold, Folded, Part};
use crate::plan::recognise::{Layout, SAMPLE};
use crate::read::chunks::{Chunk, Chunks, Filled};
use crate::read::records::{Span, split};
use crate::read::{Grid, Limits, csv};
use crate::write::RECORD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{self, Chain, Cursor, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// From how many bytes on a file is read so: what is less is quicker read as a whole.
pub(super) const LEAST: u64 = 1 << 14;
/// How many rows show what the columns are: as many as are looked at of the cells of a table that is read whole.
const SAMPLES: usize = SAMPLE;
/// Of how many records there must be more regular ones than odd ones.
const TRIED: usize = 1000;

/// How tables of savings are folded.
#[derive(Clone, Copy)]
pub(super) struct Folding<'a> {
    pub(super) options: &'a assembly::Options<'a>,
    pub(super) sources: &'a Sources,
    /// Whether the digests of long inputs are wanted.
    pub(super) hashes: bool,
    /// How many threads share one input.
    pub(super) threads: Threads,
    /// How much of it is read at a time, in bytes.
    pub(super) chunk: usize,
}

/// The bytes of an input, counted and hashed as they are cut into pieces.
struct Input<R> {
    chunks: Chunks<Chain<Cursor<Vec<u8>>, R>>,
    /// Nothing, where the input is long and its digest is not wanted.
    hash: Option<Sha256>,
    /// Whether it is wanted however long the input is.
    hashes: bool,
    bytes: u64,
}

impl<R: Read> Input<R> {
    fn fill(&mut self, chunk: &mut Chunk) -> io::Result<Filled> {
        let filled = self.chunks.fill(chunk)?;
        if filled == Filled::Chunk {
            self.bytes += chunk.bytes().len() as u64;
            self.hash = self.hash.take().filter(|_| self.hashes || self.bytes < LONG);
            self.hash.iter_mut().for_each(|hash| hash.update(chunk.bytes()));
        }
        Ok(filled)
    }
}

/// The beginning of a table that can be folded.
struct Head {
    columns: Columns,
    layout: Layout,
    /// Its heading row and the rows that show what the columns are.
    grid: Grid,
    /// Where the first record behind the headings begins, and on which line.
    first: (usize, u32),
}

/// Reads a table of savings into its folded rows and an empty grid into those that are not; `None` for anything
/// else, which is read as a whole.
pub(super) fn read(
    grid: Grid,
    mut input: impl Read + Send,
    args: &ReadingArgs,
    folding: Folding,
) -> io::Result<Option<Loaded>> {
    let mut beginning = Vec::new();
    input.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    if beginning.starts_with(MARK) {
        beginning.drain(..MARK.len());
        hash.update(MARK);
        bytes += MARK.len() as u64;
    }
    let shown = sniff::table(&beginning, args).filter(|_| args.encoding.is_none());
    let Some(shown) = shown.filter(|shown| csv::named_separator(shown).is_none()) else { return Ok(None) };
    let separator = args.separator.unwrap_or_else(|| csv::sniff(shown));
    let chunks = Chunks::of_size(Cursor::new(beginning).chain(input), separator, folding.chunk);
    let mut input = Input { chunks, hash: Some(hash), hashes: folding.hashes, bytes };
    let mut chunk = Chunk::default();
    if input.fill(&mut chunk)? != Filled::Chunk {
        return Ok(None);
    }
    let limits = args.limits();
    let Some(Head { columns, layout, grid, first }) = head(grid, chunk.bytes(), separator, folding, &limits)
    else {
        return Ok(None);
    };
    let mut fold = Fold::new(&columns);
    if fold.chunk(chunk.bytes(), first.0, first.1).is_err() || !fold.is_worth_it(TRIED) {
        return Ok(None);
    }
    // what is so short is no work for several
    let is_short = chunk.bytes().len() < folding.chunk / 2;
    let threads = if is_short { Threads::ONE } else { folding.threads };
    let input = Mutex::new(input);
    let Some(mut parts) = rest(&input, &columns, (fold, chunk), threads)? else { return Ok(None) };
    let source = grid.source;
    parts.sort_by_key(|(first, _)| *first);
    let parts = parts.into_iter().map(|(_, part)| part).collect();
    let mut folded = Folded::new(source, columns, layout, parts);
    let Some(table) = with_odd_rows(grid, &mut folded, separator, folding, &limits) else { return Ok(None) };
    let Input { hash, bytes, .. } = input.into_inner().unwrap_or_else(PoisonError::into_inner);
    let content = Content::Folded(table, Box::new(folded));
    let sha256 = hash.map_or_else(String::new, |hash| hex(&hash.finalize()));
    Ok(Some(Loaded { bytes, sha256, assumed: None, content }))
}

/// Understands the beginning of a table; `None` where it cannot be folded.
fn head(mut grid: Grid, bytes: &[u8], separator: u8, folding: Folding, limits: &Limits) -> Option<Head> {
    let (mut at, mut cells, mut records) = (0, Vec::new(), 0);
    let mut first = None;
    while at < bytes.len() && records <= SAMPLES {
        let next = split(bytes, at, separator, &mut cells).ok()?;
        let is_filled = cells.iter().any(|span| !span.text(bytes).trim_ascii().is_empty());
        records += usize::from(is_filled);
        at = next;
        if is_filled && first.is_none() {
            // a whole plan in one table is no table of savings
            let is_of_tables = |span: &Span| span.text(bytes).trim_ascii() == RECORD.as_bytes();
            if cells.first().is_some_and(is_of_tables) {
                return None;
            }
            first = Some(at);
        }
    }
    let text = std::str::from_utf8(bytes.get(..at)?).ok()?;
    if !csv::read_on(&mut grid, text, 1, separator, limits).is_empty() {
        return None;
    }
    let (columns, layout) = foldable(&grid, separator, folding.options, folding.sources)?;
    let first = first?;
    let line = 1 + u32::try_from(crate::read::chunks::lines(bytes.get(..first)?)).ok()?;
    Some(Head { columns, layout, grid, first: (first, line) })
}

/// Folds the rest of an input by several threads; `None` where it is not regular. Each part comes with the number
/// of its first chunk.
fn rest<R: Read + Send>(
    input: &Mutex<Input<R>>,
    columns: &Columns,
    begun: (Fold, Chunk),
    threads: Threads,
) -> io::Result<Option<Vec<(u32, Part)>>> {
    let stop = AtomicBool::new(false);
    let begun = Mutex::new(Some(begun));
    let work = || -> io::Result<Option<(u32, Part)>> {
        let begun = begun.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut first = if begun.is_some() { 0 } else { u32::MAX };
        let (mut fold, mut chunk) = begun.unwrap_or_else(|| (Fold::new(columns), Chunk::default()));
        while !stop.load(Ordering::Relaxed) {
            let filled = input.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut chunk)?;
            let is_regular = match filled {
                Filled::End => return Ok(Some((first, fold.finish()))),
                Filled::Endless => false,
                Filled::Chunk => {
                    first = first.min(chunk.number);
                    fold.chunk(chunk.bytes(), 0, chunk.line).is_ok()
                }
            };
            if !is_regular {
                stop.store(true, Ordering::Relaxed);
            }
        }
        Ok(None)
    };
    threads.each(work).into_iter().collect()
}

/// Adds the rows that are not folded to those that show what the columns are; `None` where all together are
/// understood in another way.
fn with_odd_rows(
    mut grid: Grid,
    folded: &mut Folded,
    separator: u8,
    folding: Folding,
    limits: &Limits,
) -> Option<(Grid, Vec<crate::problem::Problem>)> {
    let shown = grid.len();
    let last = grid.line(shown.saturating_sub(1));
    let mut problems = Vec::new();
    let mut odd: BTreeSet<u32> = BTreeSet::new();
    for (line, record) in folded.odd() {
        if line > last {
            let text = std::str::from_utf8(record).ok()?;
            problems.extend(csv::read_on(&mut grid, text, line, separator, limits));
        } else {
            odd.insert(line);
        }
    }
    if grid.len() > shown || !problems.is_empty() {
        let (columns, layout) = foldable(&grid, separator, folding.options, folding.sources)?;
        if !columns.reads_like(&folded.columns) {
            return None;
        }
        folded.layout = layout;
    }
    let samples: BTreeSet<usize> = (1..shown).filter(|row| !odd.contains(&grid.line(*row))).collect();
    Some((without_most(&grid, &samples), problems))
}

/// A table without the rows that only show what its columns are, but for those that tell which are filled: there
/// may be a great many tables.
fn without_most(grid: &Grid, samples: &BTreeSet<usize>) -> Grid {
    let mut less = grid.alike(&grid.hint);
    let mut filled: BTreeSet<usize> = BTreeSet::new();
    for row in 0..grid.len() {
        if samples.contains(&row) {
            let own = grid.row(row).enumerate().filter(|(_, text)| !text.is_empty());
            let before = filled.len();
            filled.extend(own.map(|(column, _)| column));
            if filled.len() == before {
                continue;
            }
            less.samples.push(less.len());
        }
        less.push_row(grid, row);
    }
    less.shrink();
    less
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{Source, SourceId};
    use crate::plan::assembly::{Role, Whole, build_with};
    use crate::read::Form;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::num::NonZeroUsize;

    /// Everything that is made of tables: folded by so many threads in chunks of so many bytes, or read whole.
    /// `None` where one is not folded.
    fn made(texts: &[&str], how: Option<(usize, usize)>) -> Option<String> {
        let mut sources = Sources::default();
        for at in 0..texts.len() {
            sources.add(Source { name: format!("t{at}.csv"), ..Source::default() });
        }
        let empty = |at: u32| {
            let mut grid = Grid::new(SourceId(at), Form::Text, &format!("t{at}"), 0);
            "t".clone_into(&mut grid.owner);
            grid
        };
        let args = ReadingArgs::default();
        let whole = |at: u32| {
            let text = texts[at as usize];
            let mut pieces = csv::Pieces::new(empty(at), text, None, text.len(), &args.limits());
            pieces.push(text);
            pieces.finish()
        };
        let again = |source: SourceId| Some(whole(source.0).0);
        let threads = how.map_or(Threads::ONE, |(threads, _)| NonZeroUsize::new(threads).unwrap().into());
        let options =
            assembly::Options { whole: Whole(Some(&again)), threads, ..assembly::Options::default() };
        let (mut of_folded, mut grids, mut problems) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (at, text) in (0..).zip(texts) {
            let (grid, own) = match how {
                Some((_, chunk)) => {
                    let folding =
                        Folding { options: &options, sources: &sources, hashes: true, threads, chunk };
                    let loaded = read(empty(at), text.as_bytes(), &args, folding).unwrap()?;
                    let Content::Folded(table, folded) = loaded.content else { panic!("not folded") };
                    assert_eq!(loaded.sha256, hex(&Sha256::digest(text)));
                    of_folded.insert(SourceId(at), *folded);
                    table
                }
                None => whole(at),
            };
            grids.push((grid, Role::Submission));
            problems.extend(own);
        }
        let (submission, found) = build_with(grids, of_folded, sources, &options);
        problems.extend(found);
        let (plans, readings) = (&submission.plans, &submission.readings);
        let all = format!("{:#?}", (plans, readings, &submission.notes, &submission.stated, problems));
        Some(all.replace(".0,", ",")) // sums are equal whatever their scale
    }

    /// In what tables differ that are folded, and the same read whole; `None` where one is not folded.
    fn apart(texts: &[&str], how: (usize, usize)) -> Option<Vec<(String, String)>> {
        let (ours, theirs) = (made(texts, Some(how))?, made(texts, None)?);
        let pairs = ours.lines().zip(theirs.lines()).filter(|(one, other)| one != other);
        let mut apart: Vec<_> =
            pairs.map(|(one, other)| (one.to_owned(), other.to_owned())).take(9).collect();
        if ours.len() != theirs.len() {
            apart.push((ours.len().to_string(), theirs.len().to_string()));
        }
        Some(apart)
    }

    const HEADINGS: &str = "region,organisation,workstream,scheme,name,note,month,plan,actual,forecast";

    /// A cell of a column: most of them regular.
    fn cell(most: &'static str, odd: &'static str) -> impl Strategy<Value = String> {
        prop_oneof![60 => most, 1 => odd]
    }

    prop_compose! {
        fn row()(
            region in cell("North|North|North|", "South"),
            organisation in cell("Anytown|Hamlet", "anytown|| Hamlet |All|Total"),
            workstream in cell("Acute|Acute|Acute|", "Mental health|acute"),
            scheme in cell("S[1-5]", "s1|Total|Sub-total||To be found|S1 "),
            name in cell("Ward, 3|Line\nbreak|Élan", "TBC|Total|’s|'=x| two  spaces"),
            note in cell("ok|", "7|\\(3\\)|£\n"),
            month in cell("2010-(0[4-9]|1[0-2])", "Apr-10|Q1 2010/11|2010/11|Total||2010-13|May 2010"),
            plan in cell("[0-9]{1,3}(\\.[0-9]{1,2})?|", "-|TBC|x|£4|1.234|99999999999|\\(3\\)|1,000"),
            actual in cell("-?[0-9]{1,3}|", "-|n/a|1 200|'5"),
            forecast in cell("[0-9]{1,5}", "  7 |=1"),
            investment in cell("|[0-9]{1,3}", "-|x"),
        ) -> [String; 11] {
            [region, organisation, workstream, scheme, name, note, month, plan, actual, forecast, investment]
        }
    }

    /// The columns of tables, as numbers of the cells of a row: without investment, with it, and in other orders.
    const COLUMNS: [&[usize]; 3] = [
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        &[0, 1, 2, 3, 4, 6, 10, 9, 5, 8, 7],
    ];

    fn table(rows: &[[String; 11]], columns: &[usize], line_end: &str, extra: &str) -> String {
        let quoted = |cell: &String| match cell.contains([',', '\n', '"']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        };
        let headings: Vec<String> = format!("{HEADINGS},investment").split(',').map(str::to_owned).collect();
        let line = |row: &[String]| columns.iter().map(|at| quoted(&row[*at])).collect::<Vec<_>>().join(",");
        let all: Vec<String> =
            std::iter::once(line(&headings)).chain(rows.iter().map(|row| line(row))).collect();
        format!("{}{line_end}{extra}", all.join(line_end))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() })]

        #[test]
        fn what_is_folded_is_what_is_read_whole(
            rows in proptest::collection::vec(row(), 1..80),
            columns in 0..COLUMNS.len(),
            line_end in prop_oneof![4 => Just("\n"), 1 => Just("\r\n")],
            extra in prop_oneof![6 => Just(""), 1 => Just("\n\n"), 1 => Just(",,,,\n"), 1 => Just("a,\"b\n")],
        ) {
            let text = table(&rows, COLUMNS[columns], line_end, extra);
            for how in [(1, 1 << 20), (1, 256), (3, 1024)] {
                let apart = apart(&[&text], how).unwrap_or_default();
                prop_assert!(apart.is_empty(), "{how:?}: {text}\nfolded, whole: {apart:#?}");
            }
        }
    }

    #[test]
    fn tables_that_wait_for_one_another_are_what_they_are_one_by_one() {
        let row = |organisation: &str, scheme: usize, month: usize| {
            format!(
                "North,{organisation},Acute,S{scheme},Name {scheme},,2010-{month:02},{month},{month}.5,1\n"
            )
        };
        let table = |organisations: &[&str], odd: &str| {
            let rows = |own: &&str| (0..12).map(|at| row(own, at % 3, 4 + at / 3)).collect::<String>();
            format!("{HEADINGS}\n{}{odd}", organisations.iter().map(rows).collect::<String>())
        };
        let [one, both, two, other] = [
            table(&["Anytown"], ""),
            table(&["Hamlet", "Anytown"], ""),
            table(&["Hamlet"], "North,Hamlet,Acute,S1,Name 1,,Q4 2010/11,7,,\n"),
            table(&["anytown ", "5QD"], "South,Village,Acute,S9,,,2010-04,TBC,,\n"),
        ];
        let of_code = table(&["Hampshire PCT"], "");
        for texts in [
            &[one.as_str(), &both, &two][..],
            &[&two, &one, &other, &of_code],
            &[&of_code, &other, &one, &one, &two],
            &[&one, &table(&["Village"], ""), &table(&["Town"], "")],
        ] {
            for how in [(1, 1 << 20), (2, 300)] {
                assert_eq!(apart(texts, how), Some(Vec::new()), "{texts:#?}");
            }
        }
    }

    #[test]
    fn every_filled_cell_of_many_columns_is_counted() {
        let table = |notes: usize| {
            let cells = |text: &str| (0..notes).map(|at| format!(",{text}{at}")).collect::<String>();
            let row =
                |at: usize| format!("North,Anytown,Acute,S1,Name,,2010-{:02},1,2,3{}\n", 4 + at, cells("n"));
            format!("{HEADINGS}{}\n{}", cells("note "), (0..6).map(row).collect::<String>())
        };
        assert_eq!(apart(&[&table(50)], (1, 1 << 20)), Some(Vec::new()));
        assert_eq!(apart(&[&table(60)], (1, 1 << 20)), None, "more than are counted");
    }

    #[test]
    fn a_regular_table_is_folded_with_the_odd_rows_that_are_in_it() {
        let row = |at: usize| {
            let (scheme, month) = (at % 7, 4 + at / 7);
            format!("North,Anytown,Acute,S{scheme},Name {scheme},,2010-{month:02},{at},{at}.5,1\n")
        };
        let rows: String = (0..42).map(row).collect();
        let odd =
            ["", "North,Anytown,Acute,S1,Name 1,,Q4 2010/11,7,,\n", "x\n", "North,Anytown,,Total,,,,5,5,5\n"];
        for odd in odd {
            let text = format!("{HEADINGS}\n{rows}{odd}");
            for how in [(1, 1 << 20), (2, 300)] {
                assert_eq!(apart(&[&text], how), Some(Vec::new()), "{odd}");
            }
        }
    }
}
