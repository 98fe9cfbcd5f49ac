//! Standard input, kept as it is read, so that it can be read again.

use std::io::{self, Chain, Read, Seek, Stdin, Write};
use tempfile::SpooledTempFile;

/// What is kept in memory; more goes to a file that has no name, where one can be made.
const IN_MEMORY: usize = 4 << 20;

/// Standard input and what was read of it.
pub struct KeptStdin {
    input: Stdin,
    kept: SpooledTempFile,
    length: usize,
}

impl KeptStdin {
    pub fn new() -> Self {
        Self { input: io::stdin(), kept: SpooledTempFile::new(usize::MAX), length: 0 }
    }

    /// From its start again: what was read of it, then the rest.
    ///
    /// # Errors
    /// What the machine reports.
    pub fn rewound(&mut self) -> io::Result<Chain<&mut SpooledTempFile, &mut Stdin>> {
        self.kept.rewind()?;
        Ok((&mut self.kept).chain(&mut self.input))
    }
}

impl Read for KeptStdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.kept.write_all(buffer.get(..read).unwrap_or_default())?;
        let was_short = self.length <= IN_MEMORY;
        self.length += read;
        if was_short && self.length > IN_MEMORY {
            // without room for files it stays in memory
            let _ = self.kept.roll();
        }
        Ok(read)
    }
}
