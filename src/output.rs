//! Where words go: the result to standard output through one locked handle, everything else to
//! standard error, files beside their target and renamed: whole or absent.

use crate::render::clean;
use crate::wrapping::{WIDTH, on_terminal, width, wrap};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tempfile::NamedTempFile;

mod nameless;

/// How a run ended; the number is the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Assessed, and the gate (if any) passed.
    Fine = 0,
    /// Assessed, and the gate failed.
    GateFailed = 1,
    /// Wrong usage or policy: the caller's mistake.
    Usage = 2,
    /// The submission could not be read or is unsound.
    Unsound = 3,
    /// A fault of the machine or of the program.
    Machine = 4,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a run ended early, and what to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exit status.
    pub status: Status,
    /// What to say; may have several lines.
    pub message: String,
}

impl Failure {
    /// The caller's mistake.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { status: Status::Usage, message: format!("error: {}", message.into()) }
    }

    /// The submission could not be read.
    pub fn unsound(message: impl Into<String>) -> Self {
        Self { status: Status::Unsound, message: message.into() }
    }

    /// A fault of the machine.
    pub fn machine(message: impl Into<String>) -> Self {
        Self { status: Status::Machine, message: format!("error: {}", message.into()) }
    }

    /// An input that cannot be read.
    pub fn unreadable(name: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::usage(format!("{name}: there is no such file or folder")),
            io::ErrorKind::PermissionDenied => {
                Self::unsound(format!("{name}: error: may not be read: {error}"))
            }
            _ => Self::machine(format!("{name} cannot be read: {error}")),
        }
    }
}

/// Says something on standard error. Text from data is made safe for a terminal, line by line; an
/// error stream that cannot be written to is no reason to stop.
pub fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    for line in text.split('\n') {
        let _ = writeln!(stderr, "{}", clean(line));
    }
}

/// Whether the result and what is said besides appear on one terminal.
pub fn is_one_terminal() -> bool {
    io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// Whether the result appears on a terminal.
pub fn is_to_terminal() -> bool {
    io::stdout().is_terminal()
}

/// How wide text on standard output is: as its terminal, within bounds; elsewhere as on any page.
pub fn width_on_stdout() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(WIDTH, |(columns, _)| on_terminal(columns.0))
}

/// Writes the result to standard output. A reader that has closed the pipe has seen enough.
///
/// # Errors
/// A fault of the machine, such as a full disk.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let Err(error) = write(&mut out).and_then(|()| out.flush()) else { return Ok(()) };
    // what is still in the buffer has no reader
    let _ = out.into_parts();
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(Failure::machine(format!("the result cannot be written: {error}"))),
    }
}

/// Writes text behind a label, its further lines indented by the label's width.
///
/// # Errors
/// Whatever the writer reports.
pub fn wrapped(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    let said = format!("{label}{text}");
    wrap(said.trim_end(), WIDTH, width(label)).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set; elsewhere only with CLICOLOR_FORCE.
    #[default]
    Auto,
    /// In whatever is written.
    Always,
    /// Not at all.
    Never,
}

impl Colour {
    /// Whether standard output is to be coloured.
    pub fn on_stdout(self) -> bool {
        let says = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        self.decide(
            says("NO_COLOR").is_some(),
            says("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            io::stdout().is_terminal() && says("TERM").is_none_or(|term| term != "dumb"),
        )
    }

    /// Whether a file is to be coloured: only when asked for in so many words.
    pub fn in_file(self) -> bool {
        self == Self::Always
    }

    fn decide(self, no_colour: bool, force: bool, terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => !no_colour && (force || terminal),
        }
    }
}

/// Files that are written whole or not at all: first all of them beside their targets, where they have no name if the
/// system can do that, so that nothing is left of a run that is killed; then named.
#[derive(Debug, Default)]
pub struct Files {
    staged: Vec<(Staged, PathBuf, String)>,
}

/// A file before it has its name.
#[derive(Debug)]
enum Staged {
    Nameless(File),
    Named(NamedTempFile),
}

impl Staged {
    /// An empty file beside its target, with the rights the target has or a new file would get.
    fn beside(target: &Path) -> io::Result<Self> {
        match nameless::beside(target) {
            Some(file) => Ok(Self::Nameless(file)),
            None => builder(target).tempfile_in(folder_of(target)).map(Self::Named),
        }
    }

    fn file(&self) -> &File {
        match self {
            Self::Nameless(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }

    /// Puts it in place of its target.
    fn commit(self, target: &Path) -> io::Result<()> {
        self.file().sync_all()?;
        let named = match self {
            Self::Named(file) => file,
            Self::Nameless(mut file) => {
                if nameless::name(&file, target).is_ok() {
                    return Ok(());
                }
                // the system gives it none: its content goes into a file that has one
                let mut named = builder(target).tempfile_in(folder_of(target))?;
                file.rewind()?;
                io::copy(&mut file, &mut named)?;
                named.as_file().sync_all()?;
                named
            }
        };
        named.persist(target).map(drop).map_err(|error| error.error)
    }
}

/// The folder that a file lies in.
pub fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Files {
    /// Writes a file beside its target.
    ///
    /// # Errors
    /// The caller's mistake where the folder does not exist or the target is one; else a fault of
    /// the machine.
    pub fn stage(
        &mut self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let shown = path.display().to_string();
        let failed = |error: io::Error| failure(&shown, &error);
        let target = if path.exists() { path.canonicalize().map_err(failed)? } else { path.to_owned() };
        if target.is_dir() {
            return Err(Failure::usage(format!("{shown} is a folder; give the name of a file")));
        }
        if target.exists() && !target.is_file() {
            // a device or a pipe cannot be replaced; it is written to
            let mut out = BufWriter::new(File::options().write(true).open(&target).map_err(failed)?);
            return write(&mut out).and_then(|()| out.flush()).map_err(failed);
        }
        let file = Staged::beside(&target).map_err(failed)?;
        let mut out = BufWriter::new(file.file());
        write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
        drop(out);
        self.staged.push((file, target, shown));
        Ok(())
    }

    /// Puts every file in place of its target.
    ///
    /// # Errors
    /// A fault of the machine.
    pub fn commit(self) -> Result<(), Failure> {
        for (file, target, shown) in self.staged {
            file.commit(&target).map_err(|error| failure(&shown, &error))?;
        }
        Ok(())
    }
}

/// A file beside its target, with the rights the target has or a new file would get.
fn builder(target: &Path) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".qipp-").suffix(".part");
    if let Ok(known) = target.metadata() {
        builder.permissions(known.permissions());
    } else {
        new_file_rights(&mut builder);
    }
    builder
}

#[cfg(unix)]
fn new_file_rights(builder: &mut tempfile::Builder<'static, 'static>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn new_file_rights(_: &mut tempfile::Builder<'static, 'static>) {}

fn failure(path: &str, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::usage(format!("{path}: the folder does not exist")),
        _ => Failure::machine(format!("{path} cannot be written: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_follows_the_option_then_the_environment_then_the_terminal() {
        for (colour, no_colour, force, terminal, expected) in [
            (Colour::Always, true, false, false, true),
            (Colour::Never, false, true, true, false),
            (Colour::Auto, false, false, true, true),
            (Colour::Auto, false, false, false, false),
            (Colour::Auto, true, false, true, false),
            (Colour::Auto, true, true, true, false),
            (Colour::Auto, false, true, false, true),
        ] {
            assert_eq!(colour.decide(no_colour, force, terminal), expected, "{colour:?}");
        }
    }

    #[test]
    fn a_file_is_whole_or_absent() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.txt");
        let mut files = Files::default();
        let failed = files.stage(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert_eq!(failed.unwrap_err().status, Status::Machine);
        drop(files);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let mut files = Files::default();
        files.stage(&path, |out| out.write_all(b"whole")).unwrap();
        let shown = std::fs::read_dir(folder.path()).unwrap().count();
        assert!(shown == 0 || !cfg!(target_os = "linux"), "a run that is killed here leaves nothing");
        files.commit().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        let absent = Files::default().stage(&folder.path().join("no/such"), |_| Ok(()));
        assert_eq!(absent.unwrap_err().status, Status::Usage);
    }
}
