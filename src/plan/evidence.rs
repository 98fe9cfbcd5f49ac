//! What somebody signed or checked of a scheme.

use super::Scheme;
use super::fields::schemes;
use super::fields::words::ActualBasis;

impl Scheme {
    /// Whether its effect on quality is assessed: scored, and signed by the medical and the nursing director.
    pub fn is_quality_assessed(&self) -> bool {
        let columns = [schemes::QIA_SCORE, schemes::QIA_MEDICAL, schemes::QIA_NURSING];
        columns.iter().all(|column| self.row.filled(*column))
    }

    /// Whether its actual rests on more than an estimate, with its evidence and the name of who checked it.
    pub fn is_substantiated(&self) -> bool {
        let basis = self.row.word(schemes::ACTUAL_BASIS);
        basis.is_some_and(|basis| !matches!(basis, ActualBasis::Estimate | ActualBasis::Nothing))
            && self.row.text(schemes::ACTUAL_EVIDENCE).is_some()
            && self.row.text(schemes::VALIDATED_BY).is_some()
    }
}
