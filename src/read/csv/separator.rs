//! What separates the cells of a text: named in its first line, or seen in its lines.

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many bytes are looked at to find the separator.
const SNIFFED: usize = 20_000;

/// Whether a character may separate cells.
pub fn separates(c: char) -> bool {
    u8::try_from(c).is_ok_and(|byte| SEPARATORS.contains(&byte))
}

/// What a byte is to the search for the separator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Other,
    Space,
    Quote,
    LineEnd,
    /// One of [`SEPARATORS`].
    Separator(u8),
}

const MARKS: [Mark; 256] = {
    let mut marks = [Mark::Other; 256];
    marks[b' ' as usize] = Mark::Space;
    marks[b'"' as usize] = Mark::Quote;
    marks[b'\n' as usize] = Mark::LineEnd;
    marks[b'\r' as usize] = Mark::LineEnd;
    let mut at = 0;
    while at < SEPARATORS.len() {
        marks[SEPARATORS[at] as usize] = Mark::Separator(at as u8);
        at += 1;
    }
    marks
};

/// The separator that divides the most of the first lines, most evenly; `sep=;` in the first line
/// names it.
pub fn sniff(text: &str) -> u8 {
    let mut of_line: Vec<[u32; SEPARATORS.len()]> = Vec::new();
    let mut counts = [0; SEPARATORS.len()];
    let (mut quoted, mut fresh) = (false, true);
    for byte in text.bytes().take(SNIFFED) {
        let mark = MARKS[usize::from(byte)];
        if quoted {
            quoted = mark != Mark::Quote;
            fresh = true; // a quote behind the closing one opens again: it is doubled
            continue;
        }
        match mark {
            Mark::Other => fresh = false,
            Mark::Space => {}
            Mark::Quote => (quoted, fresh) = (fresh, false),
            Mark::LineEnd => {
                if counts != [0; SEPARATORS.len()] {
                    of_line.push(std::mem::take(&mut counts));
                }
                fresh = true;
            }
            Mark::Separator(at) => {
                counts[usize::from(at)] += 1;
                fresh = true;
            }
        }
    }
    of_line.push(counts);
    let divided = |at: usize| {
        let mut lines: Vec<u32> = of_line.iter().map(|line| line[at]).filter(|count| *count > 0).collect();
        lines.sort_unstable();
        let even = lines.chunk_by(|one, next| one == next).map(<[u32]>::len).max();
        (lines.len(), even.unwrap_or(0), lines.iter().sum::<u32>())
    };
    let best = (0..SEPARATORS.len()).rev().max_by_key(|at| divided(*at)).unwrap_or(0);
    SEPARATORS[best]
}

/// A first line such as `sep=;`, which spreadsheets write to name the separator.
pub fn named_separator(text: &str) -> Option<(u8, usize)> {
    let line = text.lines().next()?;
    let rest = line.trim_start_matches('"').get(..4).filter(|head| head.eq_ignore_ascii_case("sep="))?;
    let separator = line.trim_matches('"').strip_prefix(rest)?.bytes().next()?;
    (SEPARATORS.contains(&separator) && line.trim_matches('"').chars().count() == 5)
        .then_some((separator, line.len()))
}
