//! Python's `round` (rule 42): from the exact binary value to the nearest decimal, exact ties to
//! even.

use std::fmt::Write;

use crate::sentiment::Scores;

/// All four scores as Python rounds them.
#[inline]
pub(super) fn rounded(raw: Scores) -> Scores {
    Scores {
        compound: compound(raw.compound),
        pos: round_score(raw.pos, 3),
        neu: round_score(raw.neu, 3),
        neg: round_score(raw.neg, 3),
    }
}

/// A compound score as Python rounds it.
#[inline]
pub(super) fn compound(raw: f64) -> f64 {
    round_score(raw, 4)
}

/// Digits enough for any number below 1,000 with four decimals.
struct Digits {
    bytes: [u8; 16],
    len: usize,
}

impl Write for Digits {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(std::fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// Rounds to `decimals` places by way of the decimal expansion, which is exact.
fn round_by_text(x: f64, decimals: usize) -> f64 {
    let mut digits = Digits { bytes: [0; 16], len: 0 };
    if write!(digits, "{x:.decimals$}").is_err() {
        return x;
    }
    std::str::from_utf8(&digits.bytes[..digits.len])
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(x)
}

/// Rounds a score (at most 1 in size) to 3 or 4 decimals as Python does.
#[inline]
fn round_score(x: f64, decimals: usize) -> f64 {
    let power = if decimals == 4 { 1e4 } else { 1e3 };
    let scaled = x.abs() * power;
    // A cast is one instruction on every target, `floor` is not; it saturates, so the test below
    // still tells.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let whole = f64::from(scaled as u32);
    let above = scaled - whole;
    // `scaled` is off the true product by less than 2e-12, so further than that from a tie its side
    // is certain; and the quotient of two exact numbers is the double nearest to the decimal, which
    // is what Python returns.
    if (above - 0.5).abs() > 1e-9 && scaled < 1e5 {
        let nearest = if above > 0.5 { whole + 1.0 } else { whole };
        return (nearest / power).copysign(x);
    }
    round_by_text(x, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Expectations: `round(x, n)` of Python 3.11.
    #[test]
    fn ties_and_signs_are_pythons() {
        for (x, decimals, expected) in [
            (0.0625, 3, 0.062),
            (0.1875, 3, 0.188),
            (0.8125, 3, 0.812),
            (0.0005, 3, 0.001),
            (0.0015, 3, 0.002),
            (0.0025, 3, 0.003),
            (0.00005, 4, 0.0001),
            (0.03125, 4, 0.0312),
            (-0.03125, 4, -0.0312),
            (0.96875, 4, 0.9688),
            (1.0, 3, 1.0),
            (0.99995, 4, 1.0),
            (-0.34115, 4, -0.3412),
            (-2e-17, 4, -0.0),
            (0.0, 4, 0.0),
        ] {
            assert_eq!(
                round_score(x, decimals).to_bits(),
                f64::to_bits(expected),
                "{x} {decimals}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_short_way_equals_the_long_one(
            x in -1.0..=1.0f64,
            k in 0i32..=20_000,
            ulps in -3i64..=3,
        ) {
            let ways = |x, n| (round_score(x, n).to_bits(), round_by_text(x, n).to_bits());
            for decimals in [3, 4] {
                let (short, long) = ways(x, decimals);
                prop_assert_eq!(short, long);
                // Next to a tie, where only the exact value decides.
                let tie = f64::from(k) / 20_000.0;
                let near = f64::from_bits(tie.to_bits().saturating_add_signed(ulps)).min(1.0);
                let (short, long) = ways(near, decimals);
                prop_assert_eq!(short, long);
            }
        }
    }
}
