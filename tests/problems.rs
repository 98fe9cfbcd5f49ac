//! The error gallery: a broken file for every problem, and the exact message it gives. Every message
//! begins with the place and ends with how to mend it.

use crate::submitted::Submitted;
use crate::worked_plan::fixture;

/// How each broken file is named, in the order of the place; `mend:` begins a new line.
#[rustfmt::skip]
const GALLERY: &[(&str, &[&str])] = &[
    ("amounts.csv", &[
        "amounts.csv:2:4: error[cell]: `1.234,56` stands here; expected an amount with commas between groups of three digits and one decimal point, such as 1,234.56 under \"plan_year £\"
  mend: write the figure, or leave the cell blank where there is none",
        "amounts.csv:3:4: error[cell]: `1e3` stands here; expected an amount with its digits written out (powers of ten are not read) under \"plan_year £\"
  mend: write the figure, or leave the cell blank where there is none",
        "amounts.csv:4:4: error[cell]: `#REF!` stands here; expected a figure (the spreadsheet shows an error here) under \"plan_year £\"
  mend: correct the formula in the spreadsheet and save again",
        "amounts.csv:5:4: error[cell]: `500 CR` stands here; expected an amount with a sign (CR and DR mean opposite things in different ledgers) under \"plan_year £\"
  mend: write the saving as a positive number",
        "amounts.csv:6:4: error[cell]: `12.345.678` stands here; expected an amount with commas between groups of three digits and one decimal point, such as 1,234.56 under \"plan_year £\"
  mend: write the figure, or leave the cell blank where there is none",
        "amounts.csv:7:4: error[cell]: `about 5` stands here; expected an amount (digits with at most one decimal point, such as 1,234 or (2,012) or £1.2m) under \"plan_year £\"
  mend: write the figure, or leave the cell blank where there is none",
        "amounts.csv:8:4: error[cell]: `12345678901234567890123456789` stands here; expected an amount of at most 28 digits under \"plan_year £\"
  mend: write the figure, or leave the cell blank where there is none",
    ]),
    ("impossible-date.csv", &[
        "impossible-date.csv:2:4: error[date]: `31/06/2011` is not a day of the calendar under \"starts\"
  mend: write the date as 2011-09-30 or 30/09/2011 (day first)",
        "impossible-date.csv:3:4: error[date]: `02/24/2011` is not a day of the calendar under \"starts\"
  mend: write the date as 2011-09-30 or 30/09/2011 (day first)",
    ]),
    ("two-digit-year.csv", &[
        "two-digit-year.csv:2:4: error[cell]: `01/04/11` stands here; expected a date with a year of four digits under \"starts\"
  mend: write 30/09/2011 (day first) or 2011-09-30",
    ]),
    ("unknown-word.csv", &[
        "unknown-word.csv:2:4: error[word]: `aproved` is not one of the words of this column under \"stage\"
  mend: did you mean `approved`? The words are: idea, scoped, planned, approved, delivering, delivered, closed",
    ]),
    ("duplicate-id.csv", &[
        "duplicate-id.csv:4:1: error[duplicate]: the scheme `S1` is given twice; first at duplicate-id.csv:2:1
  mend: keep one of the two rows, or give them different ids",
    ]),
    ("case-of-ids.csv", &[
        "case-of-ids.csv:3:1: error[contradiction]: `pc-01` and `PC-01` differ only in case: one scheme or two?; see case-of-ids.csv:2:1
  mend: write the id in one way",
    ]),
    ("period-twice.csv", &[
        "period-twice.csv:3:12: error[duplicate]: the plan of `S1` for 2011-04 is given twice; first at period-twice.csv:2:11
  mend: keep one of the two rows, or give them different ids",
        "period-twice.csv:3:16: error[duplicate]: the actual of `S1` for 2011-04 is given twice; first at period-twice.csv:2:15
  mend: keep one of the two rows, or give them different ids",
    ]),
    ("plan-twice.csv", &[
        "plan-twice.csv:3:1: error[duplicate]: the plan of `Anytown PCT` is given twice; first at plan-twice.csv:2:1
  mend: keep one of the two rows, or give them different ids",
    ]),
    ("unknown-criterion.json", &[
        "unknown-criterion.json#/judgements/0/criterion: error[unknown]: there is no criterion `A1-VIS-99`
  mend: did you mean `A1-VIS-1`?",
    ]),
    ("unknown-scheme.json", &[
        "unknown-scheme.json#/milestones/1/scheme: error[unknown]: there is no scheme `PC-10`
  mend: did you mean `PC-01`?",
    ]),
    ("unknown-table.csv", &[
        "unknown-table.csv:3:1: error[unknown]: there is no table `schem` under \"record\"
  mend: did you mean `scheme`?",
    ]),
    ("no-table.csv", &[
        "no-table.csv:1:1: error[layout]: no table of a savings plan is recognised by its headings: fruit, colour
  mend: name the columns as `qipp template` does, or say what they are: --map \"Their heading=plan_ytd\"",
    ]),
    ("milestones.csv", &[
        "milestones.csv:1:1: error[column]: the milestones table has no column `milestone`; its headings are: scheme, due, owner
  mend: add the column, or say which it is: --map \"Their heading=milestone\"",
    ]),
    ("blank-required.csv", &[
        "blank-required.csv:3:2: error[cell]: nothing stands here; expected the row's milestone under \"milestone\"
  mend: fill the cell, or delete the row",
    ]),
    ("unclosed-quote.csv", &[
        "unclosed-quote.csv:2:4: error[syntax]: the quoted cell that begins here is not closed, or holds a single quote mark
  mend: close it with a quote mark before the separator; write a quote mark inside a quoted cell twice (\"\")",
    ]),
    ("unclosed-amount.csv", &[
        "unclosed-amount.csv:2:4: error[syntax]: the quoted cell that begins here is not closed, or holds a single quote mark
  mend: close it with a quote mark before the separator; write a quote mark inside a quoted cell twice (\"\")",
    ]),
    ("ambiguous-period.csv", &[
        "ambiguous-period.csv:2:4: error[layout]: `2011-12` can be the month December 2011 or the financial year 2011/12 under \"period\"
  mend: say which: --map \"Period=month\" or --map \"Period=year\"",
        "ambiguous-period.csv:3:4: error[layout]: `2011-12` can be the month December 2011 or the financial year 2011/12 under \"period\"
  mend: say which: --map \"Period=month\" or --map \"Period=year\"",
    ]),
    ("lone-plan.csv", &[
        "lone-plan.csv:1:8: error[layout]: this `plan` beside an actual to date can be the plan to date or the year's plan
  mend: say which: --map \"plan=plan_ytd\" or --map \"plan=plan_year\"",
    ]),
    ("all-negative.csv", &[
        "all-negative.csv:2:4: error[layout]: every plan in this column is negative
  mend: if savings are written as negatives here, say so: --sign negative",
    ]),
    ("unit-missing.csv", &[
        "unit-missing.csv:2:8: error[layout]: nothing gives the amounts of `forecast_year` a unit, while others of the plan have one under \"forecast_year\"
  mend: state the unit in the heading (£000), or for the whole plan in the column `unit` of the plan table",
    ]),
    ("dates-without-milestones.csv", &[
        "dates-without-milestones.csv:1:1: error[column]: the milestones table has no column `milestone`; its headings are: scheme, due, status
  mend: add the column, or say which it is: --map \"Their heading=milestone\"",
    ]),
    ("no-name.csv", &[
        "no-name.csv:4:2: error[layout]: this row of figures has no name and is not the total of the rows above
  mend: name the scheme, or call the row Total",
    ]),
    ("beyond-the-headings.csv", &[
        "beyond-the-headings.csv:2:6: error[layout]: `234` stands beyond the last heading: the row has more cells than there are headings
  mend: add the heading, or put a cell that holds a separator in quotes",
    ]),
    ("two-workstreams.csv", &[
        "two-workstreams.csv:3:4: error[contradiction]: the scheme `S1` stands in the workstream `Planned care` here and in `Estates` before; see two-workstreams.csv:2:4
  mend: give one workstream for each scheme",
    ]),
    ("two-regions.csv", &[
        "two-regions.csv:3:1: error[contradiction]: `Anytown PCT` is said to belong to `South West` here and to `London` elsewhere; see two-regions.csv:2:1
  mend: give one region for each organisation",
    ]),
    ("spending.csv", &[
        "spending.csv:1:8: error[layout]: this looks like spending, not savings: \"Planned spend £\"
  mend: give a table of savings; if these amounts are savings, say so: --measure savings",
    ]),
    ("spending-tracker.csv", &[
        "spending-tracker.csv:1:21: error[layout]: this looks like spending, not savings: \"Actual expenditure £\"
  mend: give a table of savings; if these amounts are savings, say so: --measure savings",
    ]),
    ("variances-the-wrong-way.csv", &[
        "variances-the-wrong-way.csv:1:32: error[layout]: this looks like spending, not savings: every \"variance_ytd £\" is the plan less the actual
  mend: give a table of savings; if these amounts are savings, say so: --measure savings",
    ]),
    ("malformed.json", &[
        "malformed.json:3:35: error[syntax]: this is not well-formed JSON: expected value
  mend: correct the JSON; a plan is an object with a key per table, each an array of objects",
    ]),
    ("key-twice.json", &[
        "key-twice.json:3:51: error[syntax]: this is not well-formed JSON: the key `plan_year` stands twice in one object
  mend: correct the JSON; a plan is an object with a key per table, each an array of objects",
    ]),
    ("nested.json", &[
        "nested.json#/schemes/0/plan_year: error[syntax]: `plan_year` holds an object or a list where one value is expected
  mend: write a string, a number, true or false",
    ]),
    ("empty.csv", &[
        "empty.csv: error[layout]: the file holds nothing
  mend: give a file with a row of headings and rows below it",
    ]),
];

#[test]
fn every_problem_is_named_with_its_place_and_how_to_mend_it() {
    for (name, expected) in GALLERY {
        assert_eq!(Submitted::fixture(&format!("broken/{name}")).messages(), *expected, "{name}");
    }
}

#[test]
fn the_gallery_hangs_every_broken_file() {
    let mut there: Vec<String> = std::fs::read_dir(fixture("broken"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    let mut hung: Vec<&str> = GALLERY.iter().map(|(name, _)| *name).collect();
    hung.sort_unstable();
    assert_eq!(there, hung);
}

/// What each option of a message mends: the same file is read without a problem.
#[test]
fn the_mend_that_a_message_offers_helps() {
    let broken = |name: &str| Submitted::fixture(&format!("broken/{name}"));
    for (name, mended) in [
        ("lone-plan.csv", broken("lone-plan.csv").map("plan", "plan_ytd")),
        ("lone-plan.csv", broken("lone-plan.csv").map("plan", "plan_year")),
        ("ambiguous-period.csv", broken("ambiguous-period.csv").map("Period", "month")),
        ("ambiguous-period.csv", broken("ambiguous-period.csv").map("Period", "year")),
        ("all-negative.csv", broken("all-negative.csv").set("sign", "negative")),
        ("variances-the-wrong-way.csv", broken("variances-the-wrong-way.csv").savings()),
        ("milestones.csv", broken("milestones.csv").map("owner", "milestone")),
    ] {
        assert_eq!(mended.messages(), Vec::<String>::new(), "{name}");
    }
}

/// Six unsound things in six tables: all are named at once, each at its place.
#[test]
fn six_problems_are_reported_together() {
    let files = [
        (
            "schemes.csv",
            "scheme,name,starts,plan_year £\nS1,Rents,2011-04-01,1O0\nS2,Beds,31/04/2011,250\nS1,Rents,,90\n",
        ),
        ("judgements.csv", "criterion,result\nA1-VIS-1,met\nA1-VSI-2,met\n"),
        ("milestones.csv", "scheme,due\nS1,2011-06-30\n"),
        ("engagement.csv", "group,partner\nproviders,\"Anytown Hospitals\nclinicians,A practice\n"),
    ];
    let start = Submitted::default();
    let all = files.into_iter().fold(start, |all, (name, text)| all.and(name, text));
    let places: Vec<String> =
        all.messages().iter().map(|message| message.split(']').next().unwrap().to_owned()).collect();
    assert_eq!(
        places,
        [
            "schemes.csv:2:21: error[cell",
            "schemes.csv:3:9: error[date",
            "schemes.csv:4:1: error[duplicate",
            "judgements.csv:3:1: error[unknown",
            "milestones.csv:1:1: error[column",
            "engagement.csv:2:11: error[syntax",
        ]
    );
}

/// The same in one file of several tables, where the file's own order is kept.
#[test]
fn problems_of_one_file_come_in_its_order() {
    let text = "record,scheme,starts,plan_year,criterion,result,milestone,due\n\
                scheme,S1,2011-04-01,£1O0,,,,\n\
                scheme,S2,31/04/2011,£250,,,,\n\
                scheme,S1,,£90,,,,\n\
                judgement,,,,A1-VSI-2,met,,\n\
                milestone,S1,,,,,,2011-06-30\n\
                milestone,S1,,,,,\"Go live,2011-06-30\n";
    let places: Vec<String> = Submitted::text("plan.csv", text)
        .messages()
        .iter()
        .map(|message| message.split(']').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        places,
        [
            "plan.csv:2:22: error[cell",
            "plan.csv:3:11: error[date",
            "plan.csv:4:8: error[duplicate",
            "plan.csv:5:14: error[unknown",
            "plan.csv:6:11: error[cell",
            "plan.csv:7:18: error[syntax",
        ]
    );
}

/// A heading that is not known is a note, with the nearest name; a word of the user's own need not be.
#[test]
fn an_unknown_heading_is_a_note() {
    let text = "scheme,sponser,colour of the folder,plan_ytd £,actual_ytd £\nS1,A Nurse,blue,100,90\n";
    let notes = Submitted::text("plan.csv", text).assess().plans[0].notes.clone();
    assert_eq!(
        notes[1..],
        [
            "plan.csv:1:8: the column \"sponser\" is not known; did you mean `sponsor`?",
            "plan.csv:1:16: the column \"colour of the folder\" is not known",
        ]
    );
}
