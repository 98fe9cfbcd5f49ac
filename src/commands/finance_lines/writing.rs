//! Writing the lines of the finance view: blocks of them are made by several threads and written in
//! their order.

use crate::assess::folded::{Block, TrackerFinance};
use crate::parallel::Threads;
use crate::render::{FinanceLines, finance_header};
use crate::report::Level;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

/// Writes every line of the levels.
pub(super) fn write(
    finance: &TrackerFinance,
    levels: &[Level],
    threads: Threads,
    out: &mut dyn Write,
) -> io::Result<()> {
    finance_header(&mut *out)?;
    let blocks: Vec<Block> = levels.iter().flat_map(|level| finance.blocks(*level)).collect();
    let next = AtomicUsize::new(0);
    let threads = threads.count().min(blocks.len());
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<(usize, io::Result<Vec<u8>>)>(2 * threads);
        for _ in 0..threads {
            let send = send.clone();
            scope.spawn(|| {
                let send = send;
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(block) = blocks.get(at) else { break };
                    if send.send((at, text(finance, block))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut waiting: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let mut turn = 0;
        for (at, text) in receive {
            waiting.insert(at, text?);
            while let Some(text) = waiting.remove(&turn) {
                out.write_all(&text)?;
                turn += 1;
            }
        }
        Ok(())
    })
}

fn text(finance: &TrackerFinance, block: &Block) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let mut lines = FinanceLines::new(&mut text);
    finance.lines(block).try_for_each(|line| lines.line(&line))?;
    lines.finish()?;
    Ok(text)
}
