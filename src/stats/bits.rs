//! Answers as bits, so that what is rare is met without a branch for all that is not.

/// Up to 64 answers, the first in the lowest bit.
#[inline]
pub(crate) fn bits(answers: impl Iterator<Item = bool>) -> u64 {
    answers.zip(0..).fold(0, |bits, (answer, at)| bits | u64::from(answer) << at)
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
