use crate::figures::AsAtBasis;
use crate::money::Unit;
use crate::rating::Rating;
use crate::render::sample::{self, pounds, text, view};
use crate::render::{By, Format, Options, View};
use crate::report::{Report, Shown};

const ANYTOWN: &str = "\
Anytown PCT (5ZZ)    plan 2011/12 to 2013/14    as at 30 Sep 2011
RED   conditions outstanding   (plan AMBER, delivery RED, headroom AMBER)
to date -9.3% AMBER   forecast -21.4% RED   headroom £2.1m 4.2% AMBER
read: 41 schemes, plan £45,200k; 3 total rows and 2 columns left out
scope plan; policy nao-2011

TO GREEN
1. Planned care: £412k behind. October must deliver £892k (plan £738k)
2. Urgent care: £239k behind

WORKSTREAMS £k  plan  miles  KPIs  risks   plan  actual    var     %
Planned care    G     A      G     R      4,430   4,018  (412)  -9.3  AMBER ↓†
Urgent care     G     G      ?     G      2,570   2,331  (239)  -9.3  AMBER ↑
Total                                     7,000   6,349  (651)  -9.3  AMBER
behind (700)  ahead 49  net (651)

HEADROOM £m           2011/12  2012/13  2013/14  total
Financial challenge      20.0     18.0     12.0   50.0
Savings identified       20.1     19.0     13.0   52.1
Headroom/(shortfall)      0.1      1.0      1.0    2.1
% of challenge            0.5      5.6      8.3    4.2
Rating                  AMBER    GREEN    GREEN  AMBER
on forecast £1.6m AMBER   risk-adjusted £0.1m AMBER   after 20% loss -£8.3m RED
needs 96p in the £, getting 91p

APPENDIX ONE: rows short of green (1 green not shown)
Financial: Forecast allocation versus activity AMBER 1/2 forecast stops 2012/13

† rests on a choice of this policy: qipp explain F13-FIN-5
32 computed, 5 judged, 8 judgements owed, 3 without evidence
1 finding: qipp assess anytown/ --view findings
";

const LONDON: &str = "\
NHS London    as at not stated
AMBER   (finance AMBER)
to date -11.3% AMBER   headroom not assessed: no challenge given
read: 10 schemes, plan £900,293k
scope money; policy nao-2011

SCHEMES £k                       plan  actual      var      %
Schemes not yet identified o… 109,544  58,349 (51,195)  -46.7 RED   unidentified
Clinical Overheads             85,044  63,024 (22,020)  -25.9 RED
Decommissioning Ineffective…   71,353  57,003 (14,350)  -20.1 RED
Workforce Productivity         98,196  93,827  (4,369)   -4.4 GREEN
Reducing Drug Spend and Pres…  22,420  20,407  (2,013)   -9.0 AMBER
Staying Healthy                 3,917   2,498  (1,419)  -36.2 RED
Safe care                         127     549      422 +332.3 GREEN
Primary care                  143,904 150,546    6,642   +4.6 GREEN
Non-Clinical Overheads        161,855 171,737    9,882   +6.1 GREEN
Total                         696,360 617,940 (78,420)  -11.3 AMBER
behind (95,366)  ahead 16,946  net (78,420)
unidentified 148,164: 16.5% of plan
outside the total:
Management Cost Reduction      39,723  33,655  (6,068)  -15.3 AMBER

no findings
";

fn screen(report: &Report) -> String {
    text(report, Format::Table, &view(View::Summary))
}

fn every_view(width: usize) -> Options {
    Options { views: View::ALL.to_vec(), by: By::All, width, ..view(View::Summary) }
}

#[test]
fn the_first_screen_answers_in_the_order_a_director_asks() {
    assert_eq!(screen(&sample::anytown()), ANYTOWN);
}

#[test]
fn a_plan_without_workstreams_shows_its_schemes_worst_first() {
    assert_eq!(screen(&sample::london()), LONDON);
}

#[test]
fn several_organisations_show_regions_and_the_worst() {
    let mut report = sample::thirty();
    let text = screen(&report);
    assert!(
        text.starts_with("30 organisations    as at 30 Sep 2011\n6 RED   6 GREY   6 AMBER   6 GREEN\n"),
        "the date is given"
    );
    report.plans[3].head.as_at_basis = AsAtBasis::LastActual;
    assert!(screen(&report).starts_with("30 organisations    as at 30 Sep 2011 (latest common month)\n"));
    assert!(text.contains("\nNorth       15,000  12,000  (3,000)  -20.0  RED\n"));
    assert!(text.contains("\n(10 more: 4 green, 6 not rated)\n"));
    assert!(text.lines().count() <= 45, "{text}");
}

/// A plan with the worst of names, amounts and years.
fn awkward() -> Report {
    let mut report = sample::anytown();
    let plan = &mut report.plans[0];
    plan.head.organisation = "漢字の病院 of a very long name indeed, ".repeat(4);
    plan.shown = Shown { unit: Some(Unit::Pounds), places: 2 };
    let mut line = plan.finance[1].clone();
    line.workstream = "e\u{301}👩‍⚕️ العربية ".repeat(9);
    line.plan_ytd = pounds(123_456_789_012);
    line.note = "holds whatever is missing".to_owned();
    plan.finance.insert(0, line);
    let year = plan.headroom.years[0].clone();
    plan.headroom.years = (2011..2024)
        .map(|n| {
            let mut year = year.clone();
            year.year = format!("{n}/{:02}", (n + 1) % 100);
            year
        })
        .collect();
    plan.head.not_supplied = (0..40).map(|n| format!("column {n}")).collect();
    plan.notes = vec!["x".repeat(300); 9];
    plan.to_green[0].text = "a sentence of some length ".repeat(20);
    report.findings[0].found = "long ".repeat(90);
    report
}

#[test]
fn no_line_is_wider_than_the_page() {
    for report in [sample::anytown(), sample::london(), sample::thirty(), awkward()] {
        for width in [80, 60, 120] {
            let text = text(&report, Format::Table, &every_view(width));
            for line in text.lines() {
                assert!(crate::render::text::width(line) <= width, "{width}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
}

#[test]
fn more_years_than_fit_continue_below() {
    let text = text(&awkward(), Format::Table, &view(View::Headroom));
    assert_eq!(text.matches("Financial challenge").count(), 3, "{text}");
    assert!(text.contains("2023/24"));
}

#[test]
fn colours_are_shown_only_where_they_are_wanted() {
    assert!(!screen(&sample::anytown()).contains('\u{1B}'));
    let coloured = text(&sample::anytown(), Format::Table, &Options { colour: true, ..view(View::Summary) });
    assert!(coloured.contains("\u{1B}[1m\u{1B}[31mRED\u{1B}[0m   conditions outstanding"));
    let mut plain = coloured;
    while let Some(from) = plain.find('\u{1B}') {
        let to = from + plain[from..].find('m').unwrap();
        plain.replace_range(from..=to, "");
    }
    assert_eq!(plain, ANYTOWN);
}

#[test]
fn escape_sequences_in_data_never_reach_a_page() {
    let mut report = sample::thirty();
    report.plans.push(sample::anytown().plans.remove(0));
    let evil = "\u{1B}[2J\u{9B}31mevil\u{7}\u{202E}\u{206D}\r\nname";
    for plan in &mut report.plans {
        plan.head.organisation = format!("{evil} {}", plan.organisation);
        plan.notes.push(evil.to_owned());
        plan.finance.iter_mut().for_each(|line| line.workstream = evil.to_owned());
        plan.to_green.iter_mut().for_each(|item| item.text = evil.to_owned());
    }
    report.inputs[0].name = evil.to_owned();
    report.findings[0].found = evil.to_owned();
    let mut alone = report.clone();
    alone.plans.drain(..30);
    for report in [report, alone] {
        for format in [Format::Table, Format::Markdown, Format::Csv] {
            let text = text(&report, format, &every_view(80));
            assert!(text.contains("evil name"));
            assert!(
                !text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202E}' || c == '\u{206D}')
            );
        }
    }
}

#[test]
fn figures_that_are_not_complete_are_signed_and_explained() {
    let mut report = sample::anytown();
    report.plans[0].finance[1].incomplete = true;
    report.plans[0].finance[1].rating = Rating::Grey;
    let text = screen(&report);
    assert!(text.contains("GREY ↑*\n"));
    assert!(text.contains("\n* not complete: a cell it rests on could not be read\n"));
}

#[test]
fn filters_choose_what_is_printed() {
    let workstream = Some("planned CARE".to_owned());
    let options = Options { filter_workstream: workstream, by: By::All, ..view(View::Finance) };
    let text = text(&sample::anytown(), Format::Table, &options);
    assert!(text.contains("Planned care") && !text.contains("Urgent care"));
}

#[test]
fn a_full_screen_stays_about_forty_five_lines() {
    let mut report = sample::anytown();
    let plan = &mut report.plans[0];
    let line = plan.finance[1].clone();
    for n in 0..30 {
        let mut line = line.clone();
        line.workstream = format!("Workstream {n}");
        plan.finance.push(line);
        plan.to_green.push(plan.to_green[1].clone());
    }
    let row = plan.appendix_one[1].clone();
    plan.appendix_one.extend(vec![row; 14]);
    let text = screen(&report);
    assert!(text.lines().count() <= 52, "{}\n{text}", text.lines().count());
    assert!(text.contains("\n(22 more: 22 amber)\n"));
    assert!(text.contains("\n(9 more: --view criteria)\n"));
}
