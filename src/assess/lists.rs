//! What of a report somebody reads: no more of it is worked out.

use super::{Run, Scope};
use crate::plan::Plan;
use crate::plan::fields::TableId;
use crate::policy::Key;
use crate::policy::choices::Efficiency;
use crate::report::{Level, List};

impl Run<'_> {
    /// A list, empty where nobody reads it.
    pub(super) fn list<T: Default>(&self, list: List, made: impl FnOnce() -> T) -> T {
        if self.lists.has(list) { made() } else { T::default() }
    }

    /// Whether it is read why a scheme's results are what they are: beside the results themselves where anybody
    /// judged them.
    pub(super) fn reads_reasons(&self, plan: &Plan) -> bool {
        self.scope != Scope::Money
            || self.reads_any(&[List::Figure13, List::ExceptionReport])
            || !self.submission.reviewed.is_empty()
            || !plan.rows(TableId::Judgements).is_empty()
    }

    /// Whether it is read what would make a plan green: as a condition of its sign-off, too.
    pub(super) fn reads_to_green(&self) -> bool {
        self.scope == Scope::Plan || self.lists.has(List::ToGreen)
    }

    pub(super) fn reads_any(&self, lists: &[List]) -> bool {
        lists.iter().any(|list| self.lists.has(*list))
    }

    /// Lines, those of schemes and of workstreams only where somebody reads them.
    pub(super) fn that_are_read<T>(
        &self,
        [schemes, workstreams]: [List; 2],
        mut lines: Vec<T>,
        level: impl Fn(&T) -> Level,
    ) -> Vec<T> {
        let is_read = |line: &T| match level(line) {
            Level::Scheme => self.lists.has(schemes),
            Level::Workstream => self.lists.has(workstreams),
            _ => true,
        };
        let read = lines.iter().filter(|line| is_read(line)).count();
        if read == lines.len() {
            lines.shrink_to_fit();
            return lines;
        }
        // in room of their own, so that all of theirs is given back: there may be a great many organisations
        let mut kept = Vec::with_capacity(read);
        kept.extend(lines.into_iter().filter(is_read));
        kept
    }

    /// Whether the policy puts the headline figures on the first screen.
    pub(super) fn headlines_first(&self) -> bool {
        self.policy.choice(Key::Efficiency) == Some(Efficiency::Framework)
    }

    pub(super) fn shows_headlines(&self) -> bool {
        self.headlines_first() || self.lists.has(List::Mix)
    }
}
