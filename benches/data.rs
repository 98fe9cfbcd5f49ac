//! Writes the data that `benches/peers.py` measures with, and reads a file as the csv crate does.
//!
//! `cargo bench --bench data -- tracker FILE ROWS [messy] [month]`, `… many FOLDER FILES`, `… nation FOLDER MONTHS`
//! (all of the country, so many months of whose year are reported), `… iterate FILE`; without words it does nothing.

use made::Tracker;
use nation::Nation;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};

mod made;
mod nation;
mod scatter;

const LARGE: Tracker = Tracker { rows: 0, schemes: 140, months: 48, first: 0, messy: false, by_month: false };

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse::<u64>().map_err(io::Error::other);
    match words.as_slice() {
        ["tracker", file, rows, style @ ..] => {
            let tracker = Tracker {
                rows: number(rows)?,
                messy: style.contains(&"messy"),
                by_month: style.contains(&"month"),
                ..LARGE
            };
            write(file, tracker)
        }
        ["many", folder, files] => {
            fs::create_dir_all(folder)?;
            (0..number(files)?).try_for_each(|at| {
                let plan =
                    Tracker { rows: 860, schemes: 72, months: 12, first: at, messy: true, by_month: false };
                write(&format!("{folder}/plan{at:05}.csv"), plan)
            })
        }
        ["nation", folder, reported] => {
            fs::create_dir_all(folder)?;
            let reported = number(reported)? as usize;
            let tables = Nation { reported, ..Nation::WHOLE }.tables();
            tables.into_iter().try_for_each(|(name, text)| fs::write(format!("{folder}/{name}"), text))
        }
        ["iterate", file] => {
            let mut reader = csv::Reader::from_path(file).map_err(io::Error::other)?;
            let mut record = csv::ByteRecord::new();
            let mut cells = 0;
            while reader.read_byte_record(&mut record).map_err(io::Error::other)? {
                cells += record.len();
            }
            writeln!(io::stdout(), "{cells}")
        }
        _ => Ok(()),
    }
}

fn write(file: &str, tracker: Tracker) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    tracker.write(&mut out)?;
    out.flush()
}
