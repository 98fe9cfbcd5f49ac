//! Numbers of made data.

/// A number that looks random and depends on nothing but what it is given.
pub fn scatter(parts: [u64; 3]) -> u64 {
    parts.iter().fold(0x51_7C_C1_B7_27_22_0A_95, |state: u64, part| {
        let mixed = (state ^ part).wrapping_mul(0x2545_F491_4F6C_DD1D);
        mixed ^ (mixed >> 29) ^ (mixed << 17)
    })
}
