//! Files without a name, which vanish with the process: Linux has them, elsewhere there are none.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// An empty file where its target is to stand, with the rights the target has or a new file would get; `None` where the
/// folder cannot hold one.
#[cfg(target_os = "linux")]
pub(super) fn beside(target: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    let file = File::from(open(super::folder_of(target), flags, Mode::from_raw_mode(0o666)).ok()?);
    if let Ok(known) = target.metadata() {
        file.set_permissions(known.permissions()).ok()?;
    }
    Some(file)
}

/// Gives a file the name of its target, in place of what has it.
///
/// # Errors
/// What the system says.
#[cfg(target_os = "linux")]
pub(super) fn name(file: &File, target: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let own = format!("/proc/self/fd/{}", file.as_raw_fd());
    let link = |name: &Path| linkat(CWD, &own, CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from);
    // a link replaces nothing: where there is something, it is renamed to it
    match link(target) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        other => return other,
    }
    for number in 0.. {
        let beside = super::folder_of(target).join(format!(".qipp-{}-{number}.part", std::process::id()));
        match link(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(()) => {
                return std::fs::rename(&beside, target).inspect_err(|_| drop(std::fs::remove_file(&beside)));
            }
        }
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn beside(_: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
pub(super) fn name(_: &File, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}
