//! From what the data shows and what a reader judged to one result: the worse of the two, nothing
//! green by default, and a judgement inside the submission worth at most `partly`.

use super::{Criterion, Evidence, Kind, Outcome};
use crate::location::Place;
use crate::money::Money;
use crate::plan::Row;
use crate::plan::fields::{ColumnId, judgements as columns};
use crate::policy::choices::SelfAssessment;
use crate::policy::{Key, Policy};
use crate::words::{Words, words};

/// A reader's judgement.
#[derive(Debug, Clone, Copy)]
pub struct Judgement<'a> {
    pub row: &'a Row,
    /// Whether it came inside the submission.
    pub self_assessed: bool,
}

words! {
    /// What decided a result.
    pub enum Basis {
        /// The plan's data.
        Data = "data",
        Reviewer = "reviewer",
        /// The submission's own judgement.
        SelfAssessed = "self-assessed",
        Nobody = "none",
    }
}

/// The result of an expectation.
#[derive(Debug, Clone)]
pub struct Judged {
    pub criterion: &'static Criterion,
    pub outcome: Outcome,
    pub basis: Basis,
    pub data: OnData,
    /// The evidence a reader refers to.
    pub evidence: Option<Box<str>>,
    /// Why it is short of met, or does not apply.
    pub reason: String,
    pub places: Vec<Place>,
    /// A reader's `met` that the data contradicts.
    pub conflict: Option<Box<str>>,
    /// The columns it reads of which cells are set aside (policy `token_evidence`).
    pub aside: Box<[&'static str]>,
}

/// What the data shows alone, beside its reason and its cells. A plan has as many as schemes times criteria.
#[derive(Debug, Clone)]
pub struct OnData {
    pub outcome: Outcome,
    /// The planned savings of the schemes that fall short, where it is a test of schemes.
    pub amount: Option<Money>,
    /// The schemes that fall short, biggest saving first.
    pub failing: Box<[usize]>,
    /// Whether a decisive criterion is decisive here.
    pub decisive_here: bool,
    /// Whether it rests on any cell.
    pub has_cells: bool,
}

impl Judged {
    /// The same, where cells of what it reads are set aside: said where it is short, as the cells hold text.
    pub fn without(mut self, is_aside: impl Fn(ColumnId) -> bool) -> Self {
        let columns = self.criterion.reads.iter().filter(|column| is_aside(**column));
        self.aside = columns.map(|column| column.name()).collect();
        if !self.aside.is_empty() && self.outcome.is_short() {
            self.reason = format!("{}; set aside as token evidence: {}", self.reason, self.aside.join(", "));
        }
        self
    }

    /// Whether, being decisive, it makes its row red: unmet, or due and without evidence.
    pub fn decides_red(&self) -> bool {
        self.criterion.decisive
            && self.data.decisive_here
            && matches!(self.outcome, Outcome::Unmet | Outcome::Unevidenced)
    }

    /// Whether a reader still owes a judgement of it. (IP-2 rests on A1-ACT-2: with that unreviewed it is
    /// so too, and needs no reader of its own.)
    pub fn is_owed(&self) -> bool {
        self.outcome == Outcome::Unreviewed && self.criterion.kind == Kind::Judged
    }

    /// The result on data alone: what a reader is still owed counts as met, a judgement as absent.
    pub fn on_data_alone(&self) -> Outcome {
        match self.criterion.kind {
            Kind::Computed | Kind::ComputedOrJudged => self.data.outcome,
            Kind::Judged => match self.data.outcome {
                Outcome::Met | Outcome::Partly => Outcome::NotApplicable,
                other => other,
            },
        }
    }
}

/// Combines what the data shows with the judgement that counts.
pub fn judge(
    criterion: &'static Criterion,
    data: Evidence,
    judgement: Option<Judgement>,
    policy: &Policy,
) -> Judged {
    let reader = judgement.and_then(|judgement| Reader::of(judgement, policy));
    let mut judged = match criterion.kind {
        Kind::Judged => by_reader(criterion, data, reader.as_ref()),
        Kind::Computed | Kind::ComputedOrJudged => by_data(criterion, data, reader.as_ref()),
    };
    if let Some(reader) = &reader {
        judged.evidence = reader.evidence.clone().map(Into::into);
        judged.places.push(reader.place);
    }
    judged
}

/// A reader's judgement as it counts.
struct Reader {
    /// The result as written.
    said: Outcome,
    /// What it is worth where the reader decides: `met` is at most `partly` without a reference, and
    /// in a submission's own words.
    outcome: Outcome,
    self_assessed: bool,
    lowered: Option<&'static str>,
    evidence: Option<String>,
    comment: Option<String>,
    place: Place,
}

impl Reader {
    fn of(judgement: Judgement, policy: &Policy) -> Option<Self> {
        let row = judgement.row;
        let evidence = row.text(columns::EVIDENCE).map(str::to_owned);
        let accepted =
            !judgement.self_assessed || policy.choice(Key::SelfAssessment) == Some(SelfAssessment::Accept);
        let said = Outcome::of_word(row.text(columns::RESULT)?)?;
        let (outcome, lowered) = match said {
            Outcome::Met if evidence.is_none() => {
                (Outcome::Partly, Some("judged met without a reference to the evidence"))
            }
            Outcome::Met if !accepted => (Outcome::Partly, Some("judged met by the submission itself")),
            said => (said, None),
        };
        Some(Self {
            said,
            outcome,
            self_assessed: judgement.self_assessed,
            lowered,
            evidence,
            comment: row.text(columns::COMMENT).map(str::to_owned),
            place: row.place_of(columns::RESULT),
        })
    }

    fn basis(&self) -> Basis {
        if self.self_assessed { Basis::SelfAssessed } else { Basis::Reviewer }
    }

    fn reason(&self) -> String {
        match (self.lowered, &self.comment) {
            (Some(lowered), _) => lowered.to_owned(),
            (None, Some(comment)) => format!("reader: {comment}"),
            (None, None) => format!("judged {}", self.outcome.word()),
        }
    }
}

fn start(criterion: &'static Criterion, data: Evidence) -> Judged {
    let Evidence { outcome, reason, places, amount, failing, decisive_here } = data;
    let has_cells = !places.is_empty();
    Judged {
        criterion,
        outcome,
        basis: Basis::Data,
        data: OnData { outcome, amount, failing: failing.into(), decisive_here, has_cells },
        evidence: None,
        reason,
        places,
        conflict: None,
        aside: Box::default(),
    }
}

fn by_data(criterion: &'static Criterion, data: Evidence, reader: Option<&Reader>) -> Judged {
    let mut judged = start(criterion, data);
    let Some(reader) = reader else { return judged };
    let data = judged.outcome;
    let supplied =
        criterion.kind == Kind::ComputedOrJudged && data == Outcome::Unevidenced && !reader.self_assessed;
    let excused =
        reader.outcome == Outcome::NotApplicable && !reader.self_assessed && data == Outcome::Unevidenced;
    let lowered = reader.said > data && data != Outcome::NotApplicable;
    if supplied || excused {
        judged.outcome = reader.outcome;
        judged.basis = reader.basis();
        judged.reason = reader.reason();
    } else if lowered {
        judged.outcome = reader.said;
        judged.basis = reader.basis();
        judged.reason = reader.reason();
    } else if reader.said == Outcome::Met && data.is_short() {
        let conflict = format!("a reader judged it met; the data shows {}", data.word());
        judged.conflict = Some(conflict.into());
    }
    judged
}

fn by_reader(criterion: &'static Criterion, data: Evidence, reader: Option<&Reader>) -> Judged {
    let mut judged = start(criterion, data);
    let floor = judged.outcome;
    if floor == Outcome::NotApplicable {
        return judged;
    }
    let excused = |reader: &Reader| reader.outcome == Outcome::NotApplicable && !reader.self_assessed;
    if !matches!(floor, Outcome::Met | Outcome::Partly) {
        match reader {
            Some(reader) if excused(reader) && floor == Outcome::Unevidenced => {
                judged.outcome = Outcome::NotApplicable;
                judged.basis = Basis::Reviewer;
                judged.reason = reader.reason();
            }
            Some(reader) if matches!(reader.said, Outcome::Met | Outcome::Partly) => {
                let conflict = format!("a reader judged it {}; {}", reader.said.word(), judged.reason);
                judged.conflict = Some(conflict.into());
            }
            _ => {}
        }
        return judged;
    }
    match reader {
        Some(reader) if reader.outcome != Outcome::NotApplicable || !reader.self_assessed => {
            judged.outcome = reader.outcome;
            judged.basis = reader.basis();
            judged.reason = if reader.outcome == Outcome::Met { String::new() } else { reader.reason() };
        }
        _ => {
            judged.outcome = Outcome::Unreviewed;
            judged.basis = Basis::Nobody;
            judged.reason = "a reader has yet to judge this".to_owned();
        }
    }
    judged
}
