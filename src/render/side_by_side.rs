//! Texts that are made side by side, and written in the order of what they are made of.

use crate::parallel::Threads;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// Writes the text of each item. The room of what is written is used again: fresh room takes longer than most texts.
pub fn write_each<T: Sync>(
    threads: Threads,
    items: &[T],
    text: impl Fn(&T, &mut Vec<u8>) -> io::Result<()> + Sync,
    out: &mut impl Write,
) -> io::Result<()> {
    let rooms: Mutex<Vec<Vec<u8>>> = Mutex::default();
    let spare = || rooms.lock().unwrap_or_else(PoisonError::into_inner);
    let made = |item: &T| -> io::Result<Vec<u8>> {
        let mut room = spare().pop().unwrap_or_default();
        room.clear();
        text(item, &mut room)?;
        Ok(room)
    };
    threads.in_order(items, made, |made| {
        let made = made?;
        out.write_all(&made)?;
        spare().push(made);
        Ok(())
    })
}
