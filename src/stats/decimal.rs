//! Numbers from text.

/// Digits that an `f64` holds exactly, whatever they are.
const MOST_DIGITS: usize = 15;

const POWERS: [f64; MOST_DIGITS + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// What `str::parse` gives, sooner.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    match short_decimal(text.as_bytes()) {
        Some((value, len)) if len == text.len() => Some(value),
        _ => text.parse().ok(),
    }
}

/// The number at the head of a text, and its bytes, where it is as short as "-0.25" is. Digits and power of ten
/// are exact then, so that the quotient is rounded once, as it should be (Clinger 1990).
#[inline]
pub(crate) fn short_decimal(text: &[u8]) -> Option<(f64, usize)> {
    let (is_negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let (number, behind, len) =
        text.first_chunk().copied().and_then(one_and_few).or_else(|| any(text))?;
    let value = number as f64 / POWERS[behind];
    Some((if is_negative { -value } else { value }, len + usize::from(is_negative)))
}

/// Digits as a number, how many of them stand behind the point, and the bytes of all: where it is one digit, a point,
/// and up to five digits, as most are, which are read as eight at a time.
#[inline]
fn one_and_few(eight: [u8; 8]) -> Option<(i64, usize, usize)> {
    if eight[1] != b'.' {
        return None;
    }
    let eight = u64::from_le_bytes(eight) ^ u64::from_le_bytes([b'0'; 8]);
    // the high bit of each byte that is no digit, up to the first behind the point
    let others = (eight.wrapping_add(0x7676_7676_7676_7676) | eight) & 0x8080_8080_8080_8080;
    let len = (others & !0x8000).trailing_zeros() as usize / 8;
    if eight as u8 > 9 || len == 8 {
        return None;
    }
    // those behind become zeros before, and so does the point; then pairs of digits, of pairs, of fours
    let digits = (eight & !0xFFFF | (eight & 0xFF) << 8) << (64 - 8 * len);
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_FFFF_0000_FFFF;
    let number = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) as u32;
    Some((i64::from(number), len - 2, len))
}

/// The same of digits and a point in any order.
fn any(text: &[u8]) -> Option<(i64, usize, usize)> {
    let (mut number, mut at) = (0_i64, 0);
    let mut digits = |at: &mut usize| {
        let first = *at;
        while let Some(digit) = text.get(*at).map(|byte| byte.wrapping_sub(b'0'))
            && digit < 10
        {
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
            *at += 1;
        }
        *at - first
    };
    let whole = digits(&mut at);
    let mut behind = 0;
    if text.get(at) == Some(&b'.') {
        at += 1;
        behind = digits(&mut at);
    }
    (1..=MOST_DIGITS).contains(&(whole + behind)).then_some((number, behind, at))
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
