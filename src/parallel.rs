//! Work shared among threads. What comes of it does not depend on how many there are.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// How many threads share the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threads(NonZeroUsize);

impl Default for Threads {
    fn default() -> Self {
        Self::ONE
    }
}

impl From<NonZeroUsize> for Threads {
    fn from(threads: NonZeroUsize) -> Self {
        Self(threads)
    }
}

impl Threads {
    /// This thread alone.
    pub const ONE: Self = Self(NonZeroUsize::MIN);

    /// Their number.
    pub fn count(self) -> usize {
        self.0.get()
    }

    /// Does the same work in every thread, this one among them, and gives what came of each. Where
    /// the system has no more threads to give, there are fewer. A panic goes on in this thread.
    pub fn each<T: Send>(self, work: impl Fn() -> T + Sync) -> Vec<T> {
        thread::scope(|scope| {
            let spawn = |_| thread::Builder::new().spawn_scoped(scope, &work).ok();
            let others: Vec<_> = (1..self.count()).map_while(spawn).collect();
            let mut done = vec![work()];
            for other in others {
                match other.join() {
                    Ok(more) => done.push(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        })
    }

    /// What a function makes of every item, in the order of the items.
    pub fn map<T: Sync, R: Send>(self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        self.map_with(items, || (), |(), item| work(item))
    }

    /// The same with something that each thread makes for itself and takes from item to item.
    pub fn map_with<T: Sync, R: Send, S>(
        self,
        items: &[T],
        own: impl Fn() -> S + Sync,
        work: impl Fn(&mut S, &T) -> R + Sync,
    ) -> Vec<R> {
        let threads = NonZeroUsize::new(self.count().min(items.len())).map_or(Self::ONE, Self);
        if threads == Self::ONE {
            let mut own = own();
            return items.iter().map(|item| work(&mut own, item)).collect();
        }
        let next = AtomicUsize::new(0);
        // each has its place from the beginning: what comes of many large plans is held once
        let slots: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
        threads.each(|| {
            let mut own = own();
            let at = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
            let own_share = at.map_while(|at| items.get(at).zip(slots.get(at)));
            for (item, slot) in own_share {
                let made = work(&mut own, item);
                *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
            }
        });
        let made = |slot: Mutex<Option<R>>| slot.into_inner().unwrap_or_else(PoisonError::into_inner);
        slots.into_iter().filter_map(made).collect()
    }

    /// Makes something of every item, several side by side, and takes each in the order of the items: few wait.
    pub fn in_order<T: Sync, R: Send, E>(
        self,
        items: &[T],
        made: impl Fn(&T) -> R + Sync,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let threads = self.count().min(items.len());
        let mut turn = 0;
        if threads > 1 {
            let next = AtomicUsize::new(0);
            let (send, receive) = sync_channel(2 * threads);
            let work = |send: SyncSender<(usize, R)>| {
                let at = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
                let mut all = at.map_while(|at| Some((at, made(items.get(at)?))));
                // nobody receives any more once something could not be taken
                all.all(|own| send.send(own).is_ok());
            };
            thread::scope(|scope| {
                for send in std::iter::repeat_n(send, threads) {
                    drop(thread::Builder::new().spawn_scoped(scope, || work(send)));
                }
                let mut waiting: BTreeMap<usize, R> = BTreeMap::new();
                for (at, own) in receive {
                    waiting.insert(at, own);
                    while let Some(own) = waiting.remove(&turn) {
                        take(own)?;
                        turn += 1;
                    }
                }
                Ok(())
            })?;
        }
        // all of them, where there is one thread, or the system has none to give
        items.iter().skip(turn).map(made).try_for_each(take)
    }

    /// Does a piece of work in another thread, where there is one to be had, beside what is done here.
    pub fn beside<A: Send + Sync, B>(self, aside: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
        let made = OnceLock::new();
        let here = thread::scope(|scope| {
            if self != Self::ONE {
                let begin = || {
                    made.get_or_init(&aside);
                };
                drop(thread::Builder::new().spawn_scoped(scope, begin));
            }
            here()
        });
        (made.into_inner().unwrap_or_else(aside), here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items_for_any_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        let squares: Vec<usize> = items.iter().map(|item| item * item).collect();
        for threads in [1, 2, 7, 5000] {
            let threads = Threads::from(NonZeroUsize::new(threads).unwrap());
            assert_eq!(threads.map(&items, |item| item * item), squares);
            assert_eq!(threads.map(&items[..0], |item| item * item), Vec::<usize>::new());
            assert_eq!(threads.beside(|| 1, || 2), (1, 2));
            let mut taken = Vec::new();
            let all = |own: usize| -> Result<(), ()> {
                taken.push(own);
                if own == squares[700] { Err(()) } else { Ok(()) }
            };
            assert_eq!(threads.in_order(&items, |item| item * item, all), Err(()));
            assert_eq!(taken, squares[..=700]);
        }
        assert_eq!(Threads::from(NonZeroUsize::new(3).unwrap()).each(|| 1), [1, 1, 1]);
    }

    #[test]
    fn a_panic_of_another_thread_is_not_lost() {
        let threads = Threads::from(NonZeroUsize::new(2).unwrap());
        let items = [1, 2, 3];
        let one_of_two = || threads.map(&items, |item| assert!(*item < 3));
        assert!(std::panic::catch_unwind(one_of_two).is_err());
        assert!(std::panic::catch_unwind(|| threads.beside(|| assert!(items.is_empty()), || ())).is_err());
    }
}
