//! What is folded is what is read whole: by tables that are made up, one or several.

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
    let options = assembly::Options { whole: Whole(Some(&again)), threads, ..assembly::Options::default() };
    let (mut of_folded, mut grids, mut problems) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (at, text) in (0..).zip(texts) {
        let (grid, own) = match how {
            Some((_, chunk)) => {
                let folding = Folding { options: &options, sources: &sources, hashes: true, threads, chunk };
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
    let mut apart: Vec<_> = pairs.map(|(one, other)| (one.to_owned(), other.to_owned())).take(9).collect();
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
    let all: Vec<String> = std::iter::once(line(&headings)).chain(rows.iter().map(|row| line(row))).collect();
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
        format!("North,{organisation},Acute,S{scheme},Name {scheme},,2010-{month:02},{month},{month}.5,1\n")
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
