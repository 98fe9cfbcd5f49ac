//! Trackers made for measuring: the same rows every time, in the columns that trackers have.

use crate::scatter::scatter;
use std::io::{self, Write};

/// How a tracker is made.
#[derive(Debug, Clone, Copy)]
pub struct Tracker {
    /// How many rows there are at most.
    pub rows: u64,
    /// How many schemes an organisation has.
    pub schemes: u64,
    /// How many months a scheme has, from April 2010.
    pub months: u64,
    /// The first organisation.
    pub first: u64,
    /// Whether amounts hold separators and brackets, and names quotes and line breaks.
    pub messy: bool,
    /// Whether rows go month by month; else scheme by scheme.
    pub by_month: bool,
}

/// The headings.
const HEADINGS: &str = "region,organisation,workstream,scheme_id,scheme,month,plan,actual,forecast\n";
const WORKSTREAMS: [&str; 8] = [
    "Planned care",
    "Urgent care",
    "Medicines management",
    "Mental health",
    "Continuing care",
    "Estates",
    "Back office",
    "Primary care",
];
const WORK: [&str; 6] = ["Review", "Redesign", "Repatriation", "Switching", "Renegotiation", "Prevention"];
const OF: [&str; 7] = [
    "outpatient follow-ups",
    "first attendances",
    "high cost drugs",
    "agency use",
    "non-elective stays",
    "community beds",
    "pathology tests",
];

impl Tracker {
    /// Writes the tracker.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(HEADINGS.as_bytes())?;
        let organisations = self.rows.div_ceil(self.schemes * self.months);
        let mut left = self.rows;
        let mut row = String::new();
        let mut write = |organisation: u64, scheme: u64, month: u64| -> io::Result<bool> {
            if left == 0 {
                return Ok(false);
            }
            left -= 1;
            row.clear();
            self.row(&mut row, self.first + organisation, scheme, month);
            out.write_all(row.as_bytes())?;
            Ok(true)
        };
        let (outer, inner) = if self.by_month { (self.months, 1) } else { (1, self.months) };
        for late in 0..outer {
            for organisation in 0..organisations {
                for scheme in 0..self.schemes {
                    for month in 0..inner {
                        if !write(organisation, scheme, month + late)? {
                            return Ok(());
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn row(&self, row: &mut String, organisation: u64, scheme: u64, month: u64) {
        use std::fmt::Write as _;
        let of_scheme = scatter([organisation, scheme, 7]);
        let pick = |words: &[&'static str], shift: u32| words[(of_scheme >> shift) as usize % words.len()];
        let (work, of) = (pick(&WORK, 3), pick(&OF, 11));
        let (year, number) = (2010 + (month + 3) / 12, (month + 3) % 12 + 1);
        let _ = write!(
            row,
            "Region {},5P{organisation:04},{},5P{organisation:04}-{scheme:03},",
            organisation / 150 % 10,
            pick(&WORKSTREAMS, 23)
        );
        let _ = match (self.messy, of_scheme >> 40 & 0xFF) {
            (_, 0..=20) => write!(row, "\"{work} of {of}, phase 2\""),
            (true, 21) => write!(row, "\"{work} of \"\"{of}\"\"\""),
            (true, 22) => write!(row, "\"{work} of\n{of}\""),
            (true, 23..=30) => write!(row, "{work} – {of}"),
            _ => write!(row, "{work} of {of}"),
        };
        let _ = write!(row, ",{year}-{number:02}");
        let size = 1i64 << (7 + (of_scheme >> 50) % 11);
        let of_month = scatter([organisation, scheme, month + 1000]);
        let sign = if of_month.is_multiple_of(97) { -1 } else { 1 };
        let plan = sign * (size + (of_month >> 8) as i64 % size);
        for (at, share) in [1000, 780 + (of_month >> 20) as i64 % 340, 880 + (of_month >> 32) as i64 % 200]
            .into_iter()
            .enumerate()
        {
            row.push(',');
            self.amount(row, plan * share / 1000, of_month >> (4 * at + 40));
        }
        row.push('\n');
    }

    /// An amount of hundredths, with two decimals, one or none.
    fn amount(&self, row: &mut String, value: i64, style: u64) {
        use std::fmt::Write as _;
        let (whole, part) = (value.abs() / 100, value.abs() % 100);
        let is_bracket = self.messy && value < 0 && style & 1 == 0;
        let is_grouped = self.messy && whole > 999 && style & 2 == 0;
        let whole =
            if is_grouped { format!("{},{:03}", whole / 1000, whole % 1000) } else { whole.to_string() };
        let part = match style & 12 {
            0 => String::new(),
            4 => format!(".{}", part / 10),
            _ => format!(".{part:02}"),
        };
        let quote = if is_grouped { "\"" } else { "" };
        let (open, close) = if is_bracket {
            ("(", ")")
        } else if value < 0 {
            ("-", "")
        } else {
            ("", "")
        };
        let _ = write!(row, "{quote}{open}{whole}{part}{close}{quote}");
    }
}
