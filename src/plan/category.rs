//! What the category of a scheme says more than its word.

use super::fields::schemes;
use super::fields::words::PayType;
use super::{Scheme, values};
use crate::words::Words;

impl Scheme {
    /// How those whose pay it saves are paid: as given, else as the category says (`Pay - Agency`).
    pub fn pay_type(&self) -> Option<PayType> {
        let said = || values::word_in(self.row.qualifier(schemes::CATEGORY)?, PayType::WORDS);
        self.row.word(schemes::PAY_TYPE).or_else(|| PayType::of_word(said()?))
    }
}
