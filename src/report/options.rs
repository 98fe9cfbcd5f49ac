//! The options that a report repeats.

/// Those that name a file beside the plans, as they are typed without `--`.
pub const FILE_OPTIONS: [&str; 4] = ["judgements", "exceptions", "departmental", "previous"];

/// The option whose value is a file or a name: it is a file where one of the inputs is called so.
const FILE_OR_NAME: &str = "--expect-org";

/// A file that an option of a report names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// The option: `--judgements`.
    pub option: String,
    /// The file as it was called.
    pub name: String,
}

/// The files that the options of a report name, and the other options.
pub fn files_of(options: &[String], is_input: impl Fn(&str) -> bool) -> (Vec<NamedFile>, Vec<&String>) {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for own in options {
        let named = own.split_once('=').filter(|(option, name)| {
            FILE_OPTIONS.iter().any(|own| option.strip_prefix("--") == Some(own))
                || *option == FILE_OR_NAME && is_input(name)
        });
        match named {
            Some((option, name)) => {
                files.push(NamedFile { option: option.to_owned(), name: name.to_owned() })
            }
            None => others.push(own),
        }
    }
    (files, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_told_from_other_values() {
        let options = [
            "--as-at=2011-09",
            "--judgements=a=b.csv",
            "--keep-going",
            "--expect-org=A",
            "--expect-org=b.txt",
        ]
        .map(str::to_owned);
        let file = |option: &str, name: &str| NamedFile { option: option.to_owned(), name: name.to_owned() };
        let (files, others) = files_of(&options, |name| name == "b.txt");
        assert_eq!(files, [file("--judgements", "a=b.csv"), file("--expect-org", "b.txt")]);
        assert_eq!(others, ["--as-at=2011-09", "--keep-going", "--expect-org=A"]);
    }
}
