use crate::figures::AsAtBasis;
use crate::money::{Money, Unit};
use crate::rating::Rating;
use crate::render::sample::{self, text, view};
use crate::render::{By, Format, Options, View};
use crate::report::{Report, Shown};

fn screen(report: &Report) -> String {
    text(report, Format::Table, &view(View::Summary))
}

fn every_view(width: usize) -> Options {
    Options { views: View::ALL.to_vec(), by: Some(By::All), width, ..view(View::Summary) }
}

#[test]
fn several_organisations_show_regions_and_the_worst() {
    let mut report = sample::thirty();
    let text = screen(&report);
    assert!(
        text.starts_with(
            "2 regions, 30 organisations    as at 30 Sep 2011\n6 RED   12 GREY   6 AMBER   6 GREEN\n"
        ),
        "the date is given"
    );
    report.plans[3].head.as_at_basis = AsAtBasis::LastActual;
    let dated = "2 regions, 30 organisations    as at 30 Sep 2011 (latest common month)\n";
    assert!(screen(&report).starts_with(dated));
    let north = text.lines().find(|line| line.starts_with("North ")).unwrap_or_default();
    let cells: Vec<&str> = north.split_whitespace().collect();
    assert_eq!(cells, ["North", "12,000", "7,800", "(4,200)", "-35.0", "GREY", "†"]);
    assert!(text.contains("\n(10 more: 4 grey, 6 green: --view rollup)\n"));
    assert!(text.lines().count() <= 45, "{text}");
}

/// A plan with the worst of names, amounts and years.
fn awkward() -> Report {
    let mut report = sample::anytown();
    let plan = &mut report.plans[0];
    plan.head.organisation = "漢字の病院 of a very long name indeed, ".repeat(4);
    plan.shown = Shown { unit: Some(Unit::Pounds), places: 2 };
    let mut line = plan.finance[2].clone();
    line.workstream = "e\u{301}👩‍⚕️ العربية ".repeat(9);
    line.plan_ytd = Some(Money::new(123_456_789_012_i64.into()));
    line.note = "holds whatever is missing".into();
    plan.finance.insert(0, line);
    let year = plan.headroom.years[0].clone();
    plan.headroom.years = (2011..2024)
        .map(|n| {
            let mut year = year.clone();
            year.year = format!("{n}/{:02}", (n + 1) % 100);
            year
        })
        .collect();
    plan.head.not_supplied = (0..40).map(|n| format!("column {n}").into()).collect();
    plan.notes = vec!["x".repeat(300).into(); 9].into();
    plan.to_green[0].text = "a sentence of some length ".repeat(20);
    report.findings[0].found = "long ".repeat(90);
    report
}

#[test]
fn no_line_is_wider_than_the_page() {
    for report in [sample::anytown(), sample::thirty(), awkward()] {
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
    assert_eq!(plain, screen(&sample::anytown()));
}

#[test]
fn escape_sequences_in_data_never_reach_a_page() {
    let mut report = sample::thirty();
    let one = sample::anytown();
    report.findings = one.findings;
    report.plans.extend(one.plans);
    let evil = "\u{1B}[2J\u{9B}31mevil\u{7}\u{202E}\u{206D}\r\nname";
    for plan in &mut report.plans {
        plan.head.organisation = format!("{evil} {}", plan.organisation);
        plan.notes = plan.notes.iter().cloned().chain([evil.into()]).collect();
        plan.finance.iter_mut().for_each(|line| line.workstream = evil.to_owned());
        plan.to_green.iter_mut().for_each(|item| item.text = evil.to_owned());
    }
    report.head.inputs[0].name = evil.to_owned();
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
    report.plans[0].finance[2].incomplete = true;
    report.plans[0].finance[2].rating = Rating::Grey;
    let text = screen(&report);
    assert!(text.contains(" ?*"));
    assert!(text.contains("\n* not complete: something it rests on could not be read\n"));
}

#[test]
fn filters_choose_what_is_printed() {
    let workstream = Some("planned CARE".to_owned());
    let options = Options { filter_workstream: workstream, by: Some(By::All), ..view(View::Finance) };
    let text = text(&sample::anytown(), Format::Table, &options);
    assert!(text.contains("Planned care") && !text.contains("Urgent care"));
}

#[test]
fn a_full_screen_stays_about_forty_five_lines() {
    let mut report = sample::anytown();
    let plan = &mut report.plans[0];
    let line = plan.finance[2].clone();
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
    assert!(text.contains("\n(22 more: 21 amber, 1 green: --view finance)\n"));
    assert!(text.contains("\n(24 more: --view criteria)\n"));
}
