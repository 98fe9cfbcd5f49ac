//! How far a long run has come: bytes read, rate and time left, on a terminal only.

use indicatif::{ProgressBar, ProgressBarIter, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Read};

/// The least that is worth a line, in bytes.
const LONG: u64 = 32 << 20;
/// How often the line is drawn, a second.
const RATE: u8 = 4;

pub struct Progress(ProgressBar);

impl Progress {
    /// A line for so many bytes, where their number is known; nothing is drawn where standard error is no
    /// terminal, the run is quiet or there is little to read.
    pub fn over(total: Option<u64>, is_quiet: bool) -> Self {
        let is_short = total.is_some_and(|total| total < LONG);
        if is_quiet || is_short || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let line = if total.is_some() { WITH_TOTAL } else { WITHOUT_TOTAL };
        let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(RATE));
        if let Ok(style) = ProgressStyle::with_template(line) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Takes back bytes that were counted and are to be read again.
    pub fn take_back(&self, bytes: u64) {
        self.0.dec(bytes);
    }

    /// An input whose bytes are counted as they are read.
    pub fn counting<R: Read>(&self, input: R) -> ProgressBarIter<R> {
        self.0.wrap_read(input)
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}

const WITHOUT_TOTAL: &str = "{bytes} read  {bytes_per_sec}";
const WITH_TOTAL: &str = "{bytes} of {total_bytes} read  {bytes_per_sec}  {eta} left";
