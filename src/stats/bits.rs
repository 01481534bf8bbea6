//! Answers as bits, so that what is rare is met without a branch for all that is not.

/// Up to 64 answers, the first in the lowest bit.
#[inline]
pub(crate) fn bits(answers: impl Iterator<Item = bool>) -> u64 {
    let (bits, _) = answers.fold((0, 1), |(bits, bit): (u64, u64), answer| {
        (bits | bit & u64::from(answer).wrapping_neg(), bit << 1)
    });
    bits
}

/// The places of the bits that are set, the lowest first.
#[inline]
pub(crate) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        (bits != 0).then(|| {
            bits &= bits - 1;
            at
        })
    })
}
