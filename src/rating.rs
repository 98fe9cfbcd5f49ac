//! The colours, and how they are ordered.

use crate::words::words;

words! {
    /// A colour as the product gives it.
    #[derive(Default)]
    pub enum Rating {
        /// Nothing here applies or is assessed.
        #[default]
        NotApplicable = "n/a",
        /// Up to the published criteria.
        Green = "green",
        /// Short of green.
        Amber = "amber",
        /// Not known; ranks with red wherever ratings are combined.
        Grey = "grey",
        Red = "red",
    }
}

impl Rating {
    /// The letter in a narrow column: G, A, R, `?` for grey, `-` for not applicable.
    pub fn letter(self) -> &'static str {
        match self {
            Self::NotApplicable => "-",
            Self::Green => "G",
            Self::Amber => "A",
            Self::Grey => "?",
            Self::Red => "R",
        }
    }

    /// How bad it is when combined: grey counts as red.
    pub fn rank(self) -> u8 {
        match self {
            Self::NotApplicable => 0,
            Self::Green => 1,
            Self::Amber => 2,
            Self::Grey | Self::Red => 3,
        }
    }

    /// The worse of two; red before grey where both are.
    pub fn worse(self, other: Self) -> Self {
        self.max(other)
    }

    /// The worst of several, `NotApplicable` for none.
    pub fn worst(ratings: impl IntoIterator<Item = Self>) -> Self {
        ratings.into_iter().fold(Self::NotApplicable, Self::worse)
    }

    /// Whether it counts as red when combined.
    pub fn counts_as_red(self) -> bool {
        self.rank() == 3
    }
}

words! {
    /// A rating a submission states. It is compared with the computed one and never counts.
    pub enum Stated {
        /// `G`, `Green`.
        Green = "green",
        /// `B`, `Blue`: delivered; agrees with green.
        Blue = "blue",
        /// `Complete`, `Delivered`; agrees with green.
        Complete = "complete",
        /// `A`, `Amber`.
        Amber = "amber",
        /// `R`, `Red`.
        Red = "red",
        /// `AG`, `Amber/Green`: agrees with either.
        AmberGreen = "amber/green",
        /// `AR`, `Amber/Red`: agrees with either.
        AmberRed = "amber/red",
    }
}

impl Stated {
    /// Reads a letter or word; `None` for words that are not understood.
    pub fn parse(text: &str) -> Option<Self> {
        let word: String = text.to_lowercase().chars().filter(|c| c.is_ascii_alphabetic()).collect();
        Some(match word.as_str() {
            "g" | "green" => Self::Green,
            "b" | "blue" => Self::Blue,
            "complete" | "completed" | "delivered" => Self::Complete,
            "a" | "amber" | "yellow" => Self::Amber,
            "r" | "red" => Self::Red,
            "ag" | "ambergreen" | "greenamber" | "ga" => Self::AmberGreen,
            "ar" | "amberred" | "redamber" | "ra" => Self::AmberRed,
            _ => return None,
        })
    }

    /// Whether a computed colour is what was stated.
    pub fn agrees(self, computed: Rating) -> bool {
        match self {
            Self::Green | Self::Blue | Self::Complete => computed == Rating::Green,
            Self::Amber => computed == Rating::Amber,
            Self::Red => computed == Rating::Red,
            Self::AmberGreen => matches!(computed, Rating::Amber | Rating::Green),
            Self::AmberRed => matches!(computed, Rating::Amber | Rating::Red),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_ranks_with_red_when_combined() {
        assert_eq!(Rating::worst([Rating::Green, Rating::Grey]), Rating::Grey);
        assert_eq!(Rating::worst([Rating::Red, Rating::Grey]), Rating::Red);
        assert_eq!(Rating::Grey.rank(), Rating::Red.rank());
        assert!(Stated::parse("● Amber/Red").unwrap().agrees(Rating::Red));
        assert_eq!(Stated::parse("3"), None);
        let blue = Stated::parse("Blue").unwrap();
        assert_eq!(
            (blue.word(), blue.agrees(Rating::Green), blue.agrees(Rating::Red)),
            ("blue", true, false)
        );
    }
}
