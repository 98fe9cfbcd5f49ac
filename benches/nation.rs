//! A nation made for measuring and for tests: every PCT of the list under its region, with every table of a plan;
//! the same every time.

use crate::scatter::scatter;
use std::fmt::Write as _;

/// The PCTs of 2011: code, name, region.
const PCTS: &str = include_str!("../src/plan/reference/primary-care-trusts.csv");

const WORKSTREAMS: [(&str, &str); 8] = [
    ("Planned care", "Right care"),
    ("Urgent care", "Urgent and emergency care"),
    ("Medicines", "Medicines use and procurement"),
    ("Long-term conditions", "Long-term conditions"),
    ("Mental health", "local"),
    ("Community services", "Staff productivity"),
    ("Primary care", "Primary care contracting and commissioning"),
    ("Corporate", "Back office efficiency and management optimisation"),
];
const WORK: [&str; 12] = [
    "Redesign of",
    "Review of",
    "Repatriation of",
    "Triage of",
    "Fewer",
    "Shared",
    "Community",
    "Closer monitoring of",
    "One specification for",
    "Retendering of",
    "Thresholds for",
    "Earlier discharge from",
];
const OF: [&str; 24] = [
    "cataract surgery",
    "outpatient follow-ups",
    "frequent attendances",
    "statin prescribing",
    "stoma appliances",
    "enteral feeds",
    "heart failure care",
    "COPD admissions",
    "diabetic foot clinics",
    "dermatology referrals",
    "hip and knee replacements",
    "pathology tests",
    "patient transport",
    "continence products",
    "out-of-area placements",
    "eating disorder beds",
    "memory clinics",
    "wound dressings",
    "district nursing",
    "speech therapy",
    "minor surgery",
    "interpreting services",
    "office leases",
    "payroll services",
];
const PEOPLE: [&str; 6] =
    ["Priya Nair", "Tom Harkness", "Ruth Akande", "Janet Lowe", "Martin Vale", "Elaine Proctor"];

/// A nation of so many PCTs, each with so many schemes.
#[derive(Debug, Clone, Copy)]
pub struct Nation {
    /// How many PCTs of the list, taken evenly from all of it.
    pub pcts: usize,
    /// How many schemes each has.
    pub schemes: usize,
    /// How many months of 2011/12 are reported.
    pub reported: usize,
}

impl Nation {
    /// Ten regions, 151 PCTs and 9,060 schemes.
    pub const WHOLE: Self = Self { pcts: 151, schemes: 60, reported: 6 };

    /// The tables, each with the name of its file.
    pub fn tables(&self) -> Vec<(&'static str, String)> {
        let mut tables = Tables::default();
        let all: Vec<&str> = PCTS.lines().skip(1).collect();
        for pct in 0..self.pcts {
            self.pct(all[pct * all.len() / self.pcts], pct as u64, &mut tables);
        }
        tables.files()
    }

    fn pct(&self, line: &str, pct: u64, to: &mut Tables) {
        let (code, rest) = line.split_once(',').unwrap_or((line, ""));
        let (name, region) = rest.rsplit_once(',').unwrap_or((rest, ""));
        let name = &format!("\"{} PCT\"", name.trim_matches('"'));
        let as_at = ["2011-09-30", "2011-10-31"][usize::from(self.reported > 6)];
        let plan = "QIPP plan 2011/12 to 2013/14,delivery,2011-11-14";
        to.row(
            "plan",
            format_args!(
                "{name},{code},pct,{region},{plan},{as_at},£,2010/11,2013/14,Director of Finance,{},47000000",
                480_000_000 + pct * 1_000_000
            ),
        );
        let mut planned = [0; 3];
        for (workstream, national) in WORKSTREAMS {
            let board = "Board meets monthly; reports to the QIPP Programme Board";
            to.row(
                "workstreams",
                format_args!("{name},{workstream},{national},Simon Prendergast,{workstream} Board,{board}"),
            );
        }
        for scheme in 0..self.schemes as u64 {
            let years = self.scheme(name, code, [pct, scheme], to);
            planned.iter_mut().zip(years).for_each(|(sum, year)| *sum += year);
        }
        for (at, year) in ["2011/12", "2012/13", "2013/14"].into_iter().enumerate() {
            let allocation = 480_000_000 + pct * 1_000_000 + at as u64 * 9_000_000;
            let challenge = planned[at] * (900 + scatter([pct, at as u64, 1]) % 200) / 1000;
            let (spent, identified) = (allocation + challenge, planned[at]);
            to.row("years", format_args!("{name},{year},{allocation},{spent},{challenge},{identified}"));
            for (topic, value) in [("demographic", 9), ("price inflation", 25), ("tariff", 15)] {
                let source = "ONS sub-national projections 2008-based";
                to.row(
                    "assumptions",
                    format_args!(
                        "{name},{topic},{year},0.{value},% activity growth,Agreed with the trusts,{source}"
                    ),
                );
            }
        }
    }

    /// A scheme with all that is said of it; gives what it plans for each year.
    fn scheme(&self, pct: &str, code: &str, at: [u64; 2], to: &mut Tables) -> [u64; 3] {
        let own = scatter([at[0], at[1], 7]);
        let pick = |shift: u32, of: usize| (own >> shift) as usize % of;
        let (work, of) = (WORK[pick(3, WORK.len())], OF[pick(9, OF.len())]);
        let (workstream, owner) = (WORKSTREAMS[pick(17, 8)].0, PEOPLE[pick(23, 6)]);
        let id = &format!("{code}-{:03}", at[1] + 1);
        // from £2,000 to £64,000 a month, to the pound
        let size = 2_000 << pick(29, 5);
        let months: Vec<u64> =
            (0..12).map(|month| size + scatter([at[0], at[1], month + 100]) % size).collect();
        let first: u64 = months.iter().sum();
        let years = [first, first + first / 5, first / 2];
        let stage = ["delivering", "delivering", "approved"][pick(35, 3)];
        let recurrent = ["yes", "yes", "no"][pick(37, 3)];
        to.row("schemes", format_args!("{pct},{id},{work} {of},{workstream},{stage},fully developed,low,non-pay,{recurrent},Simon Prendergast,{owner},0.4,Dr Neil Farrow,PID {id},2010-11-29,2011-04-01,Shorter waits for those who need a consultant"));
        for (month, plan) in months.iter().enumerate() {
            let (year, number) = (2011 + (month + 3) / 12, (month + 3) % 12 + 1);
            let share = 850 + scatter([at[0], at[1], month as u64 + 500]) % 220;
            let actual =
                if month < self.reported { (plan * share / 1000).to_string() } else { String::new() };
            let forecast = plan * (share + 1000) / 2000;
            to.row("savings", format_args!("{pct},{id},{year}-{number:02},{plan},{actual},{forecast}"));
        }
        for (year, plan) in [("2012/13", years[1]), ("2013/14", years[2])] {
            to.row("savings", format_args!("{pct},{id},{year},{plan},,{plan}"));
        }
        let (status, done) = [("done", "2011-07-26"), ("on track", "")][pick(39, 2)];
        to.row(
            "milestones",
            format_args!("{pct},{id},Specification agreed for {of},2011-07-29,{owner},done,2011-07-26"),
        );
        to.row(
            "milestones",
            format_args!(
                "{pct},{id},All practices take part,2011-{:02}-28,{owner},{status},{done}",
                8 + pick(41, 4)
            ),
        );
        for (kpi, kind) in
            [("Attendances per 1000", "activity"), ("Patients seen within two weeks", "quality")]
        {
            let better = if kind == "activity" { "lower" } else { "higher" };
            let base = 60 + pick(43, 20);
            to.row("kpis", format_args!("{pct},{id},{kpi},{kind},{owner},per 1000,{base},{},2012-03-31,{base},{},2011-09-09,on track,{better}", base + 5, base + pick(47, 6)));
        }
        let likelihood = 1 + pick(51, 5);
        to.row("risks", format_args!("{pct},R{id},{id},delivery,Practices send patients elsewhere,{likelihood},3,{},Part of the saving is lost,Weekly report to practice leads,under way,{owner},2011-09-06,open", likelihood * 3));
        years
    }
}

/// The tables as they grow, each with its headings.
#[derive(Default)]
struct Tables(Vec<(&'static str, String)>);

const HEADINGS: [(&str, &str, &str); 9] = [
    (
        "plan",
        "plan.csv",
        "organisation,code,tier,parent,title,phase,submitted,as_at,unit,baseline_year,horizon_year,lead,budget,pay_bill",
    ),
    (
        "workstreams",
        "workstreams.csv",
        "organisation,workstream,national_workstream,lead,delivery_group,governance",
    ),
    (
        "schemes",
        "schemes.csv",
        "organisation,scheme,name,workstream,stage,maturity,delivery_risk,category,recurrent,sponsor,manager,manager_wte,clinical_lead,brief,brief_approved,starts,quality_impact",
    ),
    ("savings", "savings.csv", "organisation,scheme,period,plan,actual,forecast"),
    ("milestones", "milestones.csv", "organisation,scheme,milestone,due,owner,status,completed"),
    (
        "kpis",
        "kpis.csv",
        "organisation,scheme,kpi,type,owner,unit,baseline,target,due,trajectory,actual,measured_on,status,better",
    ),
    (
        "risks",
        "risks.csv",
        "organisation,risk,scheme,category,description,likelihood,impact,score,consequence,mitigation,mitigation_status,owner,reviewed,status",
    ),
    ("years", "years.csv", "organisation,year,allocation,expenditure,challenge,identified"),
    ("assumptions", "assumptions.csv", "organisation,topic,year,value,unit,rationale,source"),
];

impl Tables {
    fn row(&mut self, table: &'static str, row: std::fmt::Arguments) {
        let at = self.0.iter().position(|(name, _)| *name == table).unwrap_or_else(|| {
            let headings = HEADINGS.iter().find(|(name, ..)| *name == table).map_or("", |(.., text)| text);
            self.0.push((table, format!("{headings}\n")));
            self.0.len() - 1
        });
        let _ = writeln!(self.0[at].1, "{row}");
    }

    fn files(self) -> Vec<(&'static str, String)> {
        let file =
            |table: &str| HEADINGS.iter().find(|(name, ..)| *name == table).map_or("", |(_, file, _)| file);
        self.0.into_iter().map(|(table, text)| (file(table), text)).collect()
    }
}
