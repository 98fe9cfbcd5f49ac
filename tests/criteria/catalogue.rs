//! The catalogue polices itself: every expectation of the published papers, once, in their order.

use qipp::inside::criteria::{Criterion, Kind, Set, Test, all, by_id};
use std::collections::BTreeSet;

/// Appendix One: area, row, code of the row, how many expectations.
const APPENDIX_ONE: &[(&str, &str, &str, usize)] = &[
    ("Background", "QIPP vision", "VIS", 2),
    ("Financial", "Forecast allocation versus activity", "ALL", 7),
    ("Financial", "Activity", "ACT", 3),
    ("Financial", "Productivity", "PRD", 1),
    ("Financial", "Input unit costs", "INP", 5),
    ("Opportunities", "Opportunity areas identified", "OPP", 5),
    ("Opportunities", "Quality impact", "QUA", 3),
    ("Opportunities", "Innovation and productivity", "INN", 1),
    ("Opportunities", "National workstreams", "NAT", 1),
    ("Implementation", "Milestones", "MIL", 1),
    ("Implementation", "Financial phasing", "PHA", 1),
    ("Implementation", "KPIs", "KPI", 1),
    ("Implementation structure", "Accountability and delivery structure", "GOV", 5),
    ("Implementation structure", "Skills and capacity", "CAP", 3),
    ("Engagement", "NHS and other partners", "ENG", 4),
    ("Risks and issues", "Risks and issues", "RSK", 5),
];

/// Figure 13: column, code of the column, the items of each question in published order.
const FIGURE_13: &[(&str, &str, &[usize])] = &[
    ("Project briefs", "BRF", &[1]),
    ("Leadership and governance", "LED", &[2]),
    ("Leadership and governance", "GOV", &[3]),
    ("Milestones", "MIL", &[2, 2]),
    ("Key performance indicators", "KPI", &[2, 2]),
    ("Financials", "FIN", &[3, 1, 2]),
    ("Risks", "RSK", &[1, 1]),
];

/// What is judged by a reader.
const JUDGED: &[&str] = &[
    "A1-VIS-1", "A1-VIS-2", "A1-ACT-2", "A1-QUA-2", "A1-GOV-1", "A1-GOV-2", "A1-GOV-4", "A1-GOV-5",
    "A1-CAP-1", "A1-CAP-2", "A1-CAP-3", "A1-ENG-2", "IP-1", "IP-4", "IP-5", "IP-6", "IP-7",
];

fn published() -> Vec<String> {
    let plan =
        APPENDIX_ONE.iter().flat_map(|(_, _, row, count)| (1..=*count).map(move |n| format!("A1-{row}-{n}")));
    let schemes = FIGURE_13.iter().flat_map(|(_, column, items)| {
        (1..=items.iter().sum::<usize>()).map(move |n| format!("F13-{column}-{n}"))
    });
    plan.chain(schemes).chain((1..=7).map(|n| format!("IP-{n}"))).collect()
}

fn of(set: Set) -> Vec<&'static Criterion> {
    all().filter(|criterion| criterion.set == set).collect()
}

#[test]
fn every_published_expectation_is_claimed_by_one_criterion_in_published_order() {
    let ids: Vec<&str> = all().map(|criterion| criterion.id).collect();
    assert_eq!(ids, published());
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), 77);
    assert_eq!(of(Set::AppendixOne).len(), 48);
    assert_eq!(of(Set::Figure13).len(), 22);
    assert_eq!(of(Set::IntegratedPlan).len(), 7);
    let sets: Vec<Set> = all().map(|criterion| criterion.set).collect();
    assert!(sets.is_sorted(), "Appendix One, Figure 13, paragraph 2.6");
}

#[test]
fn an_id_is_its_place_in_appendix_one() {
    let mut criteria = of(Set::AppendixOne).into_iter();
    for (area, row, code, count) in APPENDIX_ONE {
        for item in 1..=*count {
            let criterion = criteria.next().unwrap();
            assert_eq!(criterion.id, format!("A1-{code}-{item}"));
            assert_eq!(
                (criterion.area, criterion.row, criterion.item()),
                (*area, *row, item),
                "{}",
                criterion.id
            );
        }
    }
    assert_eq!(APPENDIX_ONE.len(), 16);
}

#[test]
fn an_id_is_its_place_in_figure_13() {
    let mut criteria = of(Set::Figure13).into_iter();
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for (area, code, questions) in FIGURE_13 {
        let mut number = 0;
        for count in *questions {
            let mut row = "";
            for item in 1..=*count {
                number += 1;
                let criterion = criteria.next().unwrap();
                assert_eq!(criterion.id, format!("F13-{code}-{number}"));
                assert_eq!((criterion.area, criterion.item()), (*area, item), "{}", criterion.id);
                assert!(item == 1 || criterion.row == row, "{} is of another question", criterion.id);
                row = criterion.row;
            }
            assert!(!rows.contains(&(area, row)), "{area} / {row} stands twice");
            rows.push((area, row));
        }
    }
}

#[test]
fn an_id_is_its_place_in_paragraph_2_6() {
    for (at, criterion) in of(Set::IntegratedPlan).into_iter().enumerate() {
        assert_eq!(criterion.id, format!("IP-{}", at + 1));
        assert_eq!(criterion.item(), at + 1);
    }
}

#[test]
fn seven_expectations_decide_and_seventeen_are_for_a_reader() {
    let ids = |keep: &dyn Fn(&Criterion) -> bool| -> Vec<&str> {
        all().filter(|criterion| keep(criterion)).map(|criterion| criterion.id).collect()
    };
    assert_eq!(
        ids(&|criterion| criterion.decisive),
        ["A1-ALL-4", "A1-ALL-6", "A1-OPP-4", "F13-MIL-3", "F13-KPI-3", "F13-FIN-5", "F13-RSK-2"]
    );
    assert_eq!(ids(&|criterion| criterion.kind == Kind::Judged), JUDGED);
    assert_eq!(ids(&|criterion| criterion.kind == Kind::ComputedOrJudged), ["A1-RSK-2"]);
    let misplaced = |c: &Criterion| (c.set == Set::Figure13) != matches!(c.test, Test::Scheme(_));
    assert_eq!(ids(&misplaced), [""; 0], "Figure 13 is of schemes, and nothing else");
}

#[test]
fn every_entry_says_what_it_asks_how_it_is_read_where_it_stands_and_what_it_reads() {
    for criterion in all() {
        let texts = [criterion.asks, criterion.how, criterion.passes, criterion.fails];
        for text in texts {
            let is_neat =
                !text.is_empty() && text == text.trim() && !text.contains("  ") && !text.ends_with('.');
            assert!(is_neat, "{}", criterion.id);
        }
        let distinct: BTreeSet<&str> = texts.into_iter().collect();
        assert_eq!(distinct.len(), texts.len(), "{} says the same twice", criterion.id);
        let source = criterion.source();
        for part in ["NAO September 2011", criterion.set.title(), criterion.area, criterion.row] {
            assert!(!part.is_empty() && source.contains(part), "{}: {source}", criterion.id);
        }
        let by_reader = matches!(criterion.test, Test::Reader);
        assert!(!by_reader || criterion.kind == Kind::Judged, "{} is computed by nobody", criterion.id);
        assert_eq!(criterion.reads.is_empty(), by_reader, "{} names the columns it reads", criterion.id);
        let columns: BTreeSet<_> = criterion.reads.iter().collect();
        assert_eq!(columns.len(), criterion.reads.len(), "{} names a column twice", criterion.id);
        assert!(std::ptr::eq(by_id(&criterion.id.to_lowercase()).unwrap(), criterion), "{}", criterion.id);
    }
}

#[test]
fn no_two_entries_say_the_same() {
    for pick in [|c: &Criterion| c.asks, |c: &Criterion| c.passes, |c: &Criterion| c.fails] {
        let texts: BTreeSet<&str> = all().map(pick).collect();
        assert_eq!(texts.len(), 77);
    }
}
