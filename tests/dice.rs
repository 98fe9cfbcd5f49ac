//! What looks random in made plans and is the same in every run.

/// Numbers that have nothing to do with one another; the same seed gives the same ones.
pub struct Dice(pub u64);

impl Dice {
    /// A number below another.
    pub fn roll<N: TryFrom<u64> + TryInto<u64>>(&mut self, below: N) -> N {
        let below: u64 = below.try_into().ok().unwrap();
        // splitmix64
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        N::try_from((mixed ^ (mixed >> 31)) % below).ok().unwrap()
    }

    /// A number from `from` up to and without `to`.
    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.roll(to - from)
    }

    /// Whether something happens that does so once in so many times.
    pub fn one_in(&mut self, times: u64) -> bool {
        self.roll(times) == 0
    }

    /// One of all.
    pub fn pick<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.roll(all.len())]
    }
}
