//! The lines and fields of our own files, of which megabytes are read at every start.

use memchr::memchr;

use crate::stats::{decimal, short_decimal};

/// `text.lines()`, sooner.
pub(crate) fn lines(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || next_line(&mut text))
}

/// The next line of a text, of which what is behind it is left.
pub(crate) fn next_line<'t>(text: &mut &'t str) -> Option<&'t str> {
    let Some(end) = memchr(b'\n', text.as_bytes()) else {
        let last = std::mem::take(text);
        return (!last.is_empty()).then_some(last);
    };
    let line = &text[..end];
    *text = &text[end + 1..];
    Some(line.strip_suffix('\r').unwrap_or(line))
}

/// `field.trim()`, sooner.
pub(crate) fn trim(field: &str) -> &str {
    let is_mark = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    let bytes = field.as_bytes();
    if is_mark(bytes.first()) && is_mark(bytes.last()) { field } else { field.trim() }
}

/// `text.split(char::from(mark))`, sooner where parts are short.
pub(crate) fn split(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || next_part(&mut rest, mark))
}

#[inline]
fn next_part<'t>(rest: &mut Option<&'t str>, mark: u8) -> Option<&'t str> {
    let text = (*rest)?;
    let end = text.bytes().position(|byte| byte == mark);
    *rest = end.map(|end| &text[end + 1..]);
    Some(&text[..end.unwrap_or(text.len())])
}

/// The fields of a line that tabs part.
pub(crate) struct Fields<'t> {
    rest: Option<&'t str>,
}

impl<'t> Fields<'t> {
    pub(crate) fn new(line: &'t str) -> Self {
        Self { rest: Some(line) }
    }

    /// The next field as a number from `-largest` to `largest`, or as it stands where it is none.
    pub(crate) fn number(&mut self, largest: f64) -> Option<Result<f64, &'t str>> {
        let rest = self.rest?;
        if matches!(rest.as_bytes().first(), None | Some(b'\t')) {
            return self.next().map(Err);
        }
        if let Some((value, len)) = short_decimal(rest.as_bytes())
            && value.abs() <= largest
            && matches!(rest.as_bytes().get(len), None | Some(b'\t'))
        {
            self.rest = rest.get(len + 1..);
            return Some(Ok(value));
        }
        let in_range = |number: &f64| number.abs() <= largest;
        self.next().map(|field| decimal(field).filter(in_range).ok_or(field))
    }
}

impl<'t> Iterator for Fields<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        next_part(&mut self.rest, b'\t')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_are_those_of_str(text in "[a\r\né]{0,12}") {
            prop_assert_eq!(lines(&text).collect::<Vec<_>>(), text.lines().collect::<Vec<_>>());
        }

        #[test]
        fn fields_are_those_of_split(line in "[0-9.\t -]{0,16}") {
            let split: Vec<&str> = line.split('\t').collect();
            prop_assert_eq!(&Fields::new(&line).collect::<Vec<_>>(), &split);
            let mut fields = Fields::new(&line);
            for field in split {
                prop_assert_eq!(fields.number(f64::MAX), Some(field.parse::<f64>().map_err(|_| field)));
            }
            prop_assert_eq!(fields.number(f64::MAX), None);
        }
    }
}
