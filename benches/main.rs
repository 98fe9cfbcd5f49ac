//! What the parts of the program cost, on made data: parsers, readers, assessing and writing.

#![allow(clippy::unwrap_used, reason = "a bench stops at what it does not expect")]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use made::Tracker;
use nation::Nation;
use qipp::inside::assess::{Options, assess};
use qipp::inside::calendar::parse_period;
use qipp::inside::location::{Source, SourceId, Sources};
use qipp::inside::money::{PlainAmount, parse_amount};
use qipp::inside::plan::Submission;
use qipp::inside::plan::assembly::{Options as Reading, Role, build, foldable};
use qipp::inside::plan::folding::Fold;
use qipp::inside::policy::Policy;
use qipp::inside::read::Limits;
use qipp::inside::read::chunks::{Chunk, Chunks, Filled};
use qipp::inside::read::csv as separated;
use qipp::inside::read::records::split;
use qipp::inside::render::{self, By, Format, View};
use std::path::Path;

mod made;
mod nation;
mod scatter;

fn main() {
    divan::main();
}

/// A tracker of 20,000 rows.
fn tracker(messy: bool) -> String {
    let made = Tracker { rows: 20_000, schemes: 60, months: 12, first: 0, messy, by_month: false };
    let mut text = Vec::new();
    made.write(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// The worked plan.
fn anytown() -> Submission {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/anytown");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let table = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    submitted(paths.iter().map(table))
}

/// All of the country.
fn whole_nation() -> Submission {
    let tables = Nation::WHOLE.tables().into_iter();
    submitted(tables.map(|(file, text)| (file.trim_end_matches(".csv").to_owned(), text)))
}

/// Tables, each with its name, as one plan.
fn submitted(tables: impl Iterator<Item = (String, String)>) -> Submission {
    let mut sources = Sources::default();
    let mut grids = Vec::new();
    for (name, text) in tables {
        let source = sources.add(Source { name: name.clone(), bytes: 0, sha256: String::new() });
        grids.push((separated::read(source, &text, None, &name, 0, &Limits::DEFAULT).0, Role::Submission));
    }
    build(grids, sources, &Reading::default()).0
}

mod parsers {
    use super::*;

    const AMOUNTS: [&str; 6] = ["1234.50", "(2,012)", "-78", "£1.2m", "12,345,678", "900"];

    #[divan::bench]
    fn amounts(bencher: Bencher) {
        bencher
            .counter(ItemsCount::new(AMOUNTS.len()))
            .bench(|| AMOUNTS.iter().filter(|text| parse_amount(black_box(text), None).is_ok()).count());
    }

    #[divan::bench]
    fn plain_amounts(bencher: Bencher) {
        bencher.counter(ItemsCount::new(AMOUNTS.len())).bench(|| {
            AMOUNTS.iter().filter_map(|text| PlainAmount::read(black_box(text.as_bytes()))).count()
        });
    }

    #[divan::bench]
    fn periods(bencher: Bencher) {
        let texts = ["2011-04", "Apr-11", "Q1 2011/12", "M6 2011-12", "2011/12"];
        bencher
            .counter(ItemsCount::new(texts.len()))
            .bench(|| texts.iter().filter(|text| parse_period(black_box(text)).is_ok()).count());
    }
}

mod readers {
    use super::*;

    /// The csv crate, for comparison.
    #[divan::bench(args = [false, true])]
    fn csv_crate(bencher: Bencher, messy: bool) {
        let text = tracker(messy);
        bencher.counter(BytesCount::of_str(&text)).bench(|| {
            let mut reader = ::csv::Reader::from_reader(text.as_bytes());
            let mut record = ::csv::ByteRecord::new();
            let mut cells = 0;
            while reader.read_byte_record(&mut record).unwrap() {
                cells += record.len();
            }
            cells
        });
    }

    #[divan::bench(args = [false, true])]
    fn records(bencher: Bencher, messy: bool) {
        let text = tracker(messy);
        let mut cells = Vec::new();
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
            let (mut at, mut count) = (0, 0);
            while at < text.len() {
                at = split(text.as_bytes(), at, b',', &mut cells).unwrap();
                count += cells.len();
            }
            count
        });
    }

    #[divan::bench(args = [false, true])]
    fn grid(bencher: Bencher, messy: bool) {
        let text = tracker(messy);
        bencher
            .counter(BytesCount::of_str(&text))
            .bench(|| separated::read(SourceId(0), black_box(&text), None, "tracker", 0, &Limits::DEFAULT));
    }

    /// A tracker folded into its schemes.
    #[divan::bench(args = [false, true])]
    fn fold(bencher: Bencher, messy: bool) {
        let text = tracker(messy);
        let (grid, _) = separated::read(SourceId(0), &text, None, "tracker", 0, &Limits::DEFAULT);
        let mut sources = Sources::default();
        sources.add(Source { name: "tracker.csv".to_owned(), ..Source::default() });
        let (columns, _) = foldable(&grid, b',', &Reading::default(), &sources).unwrap();
        let first = text.find('\n').unwrap() + 1;
        bencher.counter(BytesCount::of_str(&text)).bench(|| {
            let mut fold = Fold::new(&columns);
            let mut chunks = Chunks::new(text.as_bytes(), b',');
            let mut chunk = Chunk::default();
            while chunks.fill(&mut chunk).unwrap() == Filled::Chunk {
                let from = if chunk.number == 0 { first } else { 0 };
                fold.chunk(chunk.bytes(), from, chunk.line + u32::from(from > 0)).unwrap();
            }
            fold.finish()
        });
    }
}

mod plans {
    use super::*;

    #[divan::bench]
    fn read(bencher: Bencher) {
        bencher.bench(anytown);
    }

    #[divan::bench]
    fn assessed(bencher: Bencher) {
        let submission = anytown();
        let policy = Policy::default();
        bencher.bench(|| assess(black_box(&submission), &policy, &Options::default()));
    }

    #[divan::bench(sample_count = 5)]
    fn nation_read(bencher: Bencher) {
        bencher.bench(whole_nation);
    }

    /// All of the country: the whole, and what the first screen reads of it.
    #[divan::bench(sample_count = 5, args = [false, true])]
    fn nation_assessed(bencher: Bencher, first_screen: bool) {
        let (submission, policy) = (whole_nation(), Policy::default());
        let lists = render::lists(Format::Table, &[View::Summary], true, submission.plans.len());
        let lists = if first_screen { lists } else { Options::default().lists };
        let options = Options { lists, ..Options::default() };
        bencher.bench(|| assess(black_box(&submission), &policy, &options));
    }

    #[divan::bench(args = [Format::Table, Format::Csv, Format::Json])]
    fn written(bencher: Bencher, format: Format) {
        let policy = Policy::default();
        let report = assess(&anytown(), &policy, &Options::default());
        let options = render::Options {
            views: vec![View::Summary, View::Finance, View::Criteria],
            by: Some(By::All),
            ..render::Options::default()
        };
        bencher.bench(|| {
            let mut out = Vec::new();
            render::render(&report, format, &options, &mut out).unwrap();
            out
        });
    }
}
