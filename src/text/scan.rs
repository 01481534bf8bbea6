//! Looks at many bytes of a text together: the compiler does it in vectors.

/// The first byte from `from` on that `mark` does not make 0, else the end. Ranges are best told by saturating
/// subtraction: of comparisons joined by "or" the compiler makes no vectors.
#[inline]
pub(super) fn find(bytes: &[u8], from: usize, mark: impl Fn(u8) -> u8) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes[at..].first_chunk() {
        let marks = marks(chunk, &mark);
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += chunk.len();
    }
    find_last(bytes, at, mark)
}

/// The same among the last fifteen bytes.
#[cold]
#[inline(never)]
fn find_last(bytes: &[u8], from: usize, mark: impl Fn(u8) -> u8) -> usize {
    match bytes.last_chunk() {
        // with what was seen before them
        Some(chunk) if from < bytes.len() => {
            let marks = marks(chunk, &mark) >> (8 * (from + chunk.len() - bytes.len()));
            bytes.len().min(from + marks.trailing_zeros() as usize / 8)
        }
        _ => from + bytes[from..].iter().take_while(|byte| mark(**byte) == 0).count(),
    }
}

/// A byte for each.
#[inline]
fn marks(chunk: &[u8; 16], mark: impl Fn(u8) -> u8) -> u128 {
    let mut marks = [0; 16];
    for (marked, byte) in marks.iter_mut().zip(chunk) {
        *marked = mark(*byte);
    }
    u128::from_le_bytes(marks)
}

/// How many words white space parts in a text, as `split_whitespace` has them.
pub(super) fn word_count(text: &str) -> usize {
    let is = |byte: u8, other: u8| u8::from(byte == other);
    let within = |byte: u8, first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
    let is_space = |byte: u8| within(byte, b'\t', b'\r') | is(byte, b' ');
    let bytes = text.as_bytes();
    let Some(&first) = bytes.first() else { return 0 };
    let (mut words, mut unsure) = (usize::from(1 - is_space(first)), 0);
    for (before, here) in bytes.chunks(128).zip(bytes[1..].chunks(128)) {
        let mut begun = 0;
        for (&before, &here) in before.iter().zip(here) {
            begun += is_space(before) & (1 - is_space(here));
            // white space that is not ASCII ends in two such bytes
            let last = within(here, 0x80, 0x8A) | within(here, 0x9F, 0xAF);
            unsure |= last & (within(before, 0x80, 0x81) | is(before, 0x9A) | is(before, 0xC2));
        }
        words += usize::from(begun);
    }
    if unsure == 0 { words } else { text.split_whitespace().count() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_found_is_the_first(text in "([a-z ]{0,20}|[.!]){0,5}", from in 0..60_usize) {
            let bytes = text.as_bytes();
            let from = from.min(bytes.len());
            let first = bytes[from..].iter().position(|byte| *byte == b'.');
            let found = find(bytes, from, |byte| u8::from(byte == b'.'));
            prop_assert_eq!(found, first.map_or(bytes.len(), |step| from + step));
        }

        #[test]
        fn words_are_counted(text in "([a-z“é£]{1,9}|[ \t\n\r\u{B}\u{85}\u{A0}\u{1680}\u{2003}\u{2028}\u{202F}\u{205F}\u{3000}]|  ){0,90}") {
            prop_assert_eq!(word_count(&text), text.split_whitespace().count());
        }
    }
}
