//! Numbers from text.

/// Digits that an `f64` holds exactly, whatever they are.
const MOST_DIGITS: usize = 15;

const POWERS: [f64; MOST_DIGITS + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// What `str::parse` gives, sooner.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    match short_decimal(text) {
        Some((value, len)) if len == text.len() => Some(value),
        _ => text.parse().ok(),
    }
}

/// The number at the head of a text, and its bytes, where it is as short as "-0.25" is. Digits and power of ten
/// are exact then, so that the quotient is rounded once, as it should be (Clinger 1990).
pub(crate) fn short_decimal(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let start = usize::from(bytes.first() == Some(&b'-'));
    let (mut number, mut at) = (0_i64, start);
    let mut digits = |at: &mut usize| {
        let first = *at;
        while let Some(digit) = bytes.get(*at).map(|byte| byte.wrapping_sub(b'0'))
            && digit < 10
        {
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
            *at += 1;
        }
        *at - first
    };
    let whole = digits(&mut at);
    let mut behind = 0;
    if bytes.get(at) == Some(&b'.') {
        at += 1;
        behind = digits(&mut at);
    }
    if !(1..=MOST_DIGITS).contains(&(whole + behind)) {
        return None;
    }
    let value = number as f64 / POWERS[behind];
    Some((if start > 0 { -value } else { value }, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_that_parse_takes() {
        for text in ["0", "-0", ".5", "5.", "-.25", "+1", "1e-3", "inf", "NaN", "12345678901234567"]
        {
            let parsed: Option<f64> = text.parse().ok();
            assert_eq!(decimal(text).map(f64::to_bits), parsed.map(f64::to_bits), "{text}");
        }
        for text in ["", "-", ".", "-.", "--1", "1.2.3", " 1", "1,5", "é"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_same_as_parse(text in "-?[0-9]{0,9}\\.?[0-9]{0,9}|\\PC{0,4}") {
            let parsed: Option<f64> = text.parse().ok();
            prop_assert_eq!(decimal(&text).map(f64::to_bits), parsed.map(f64::to_bits));
        }
    }
}
