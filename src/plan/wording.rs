//! What a scheme says of itself in fixed words.

use super::fields::schemes;
use super::fields::words::{PayType, Stage};
use super::{Scheme, values};
use crate::words::Words;

impl Scheme {
    /// Its stage; a blank one is `None` and counts as under way.
    pub fn stage(&self) -> Option<Stage> {
        self.row.word(schemes::STAGE)
    }

    /// How those whose pay it saves are paid: as given, else as the category says (`Pay - Agency`).
    pub fn pay_type(&self) -> Option<PayType> {
        let said = || values::word_in(self.row.qualifier(schemes::CATEGORY)?, PayType::WORDS);
        self.row.word(schemes::PAY_TYPE).or_else(|| PayType::of_word(said()?))
    }
}
