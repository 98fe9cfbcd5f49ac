//! The options that a report repeats.

/// Those that name a file beside the plans, as they are typed without `--`.
pub const FILE_OPTIONS: [&str; 4] = ["judgements", "exceptions", "departmental", "previous"];

/// A file that an option of a report names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// The option: `--judgements`.
    pub option: String,
    /// The file as it was called.
    pub name: String,
}

/// The files that the options of a report name.
pub fn files_of(options: &[String]) -> Vec<NamedFile> {
    let of_file = |option: &String| {
        let (option, name) = option.split_once('=')?;
        let is_file = FILE_OPTIONS.iter().any(|own| option.strip_prefix("--") == Some(own));
        is_file.then(|| NamedFile { option: option.to_owned(), name: name.to_owned() })
    };
    options.iter().filter_map(of_file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_told_from_other_values() {
        let options = ["--as-at=2011-09", "--judgements=a=b.csv", "--keep-going"].map(str::to_owned);
        let file = NamedFile { option: "--judgements".to_owned(), name: "a=b.csv".to_owned() };
        assert_eq!(files_of(&options), [file]);
    }
}
