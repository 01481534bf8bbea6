//! Calendar dates as news texts print them.

use std::ops::Range;

use jiff::civil::Date;

use super::scan;

/// A date found in a line: its bytes in the line, and the day it names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundDate {
    pub range: Range<usize>,
    /// `None` when it can be read in two ways ("03/04/2016").
    pub value: Option<Date>,
}

/// A run of letters or a run of digits, with its byte range.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    number: Option<u32>,
}

/// The pieces of a line from a byte on.
#[derive(Clone)]
struct Pieces<'t> {
    line: &'t str,
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Gap,
}

impl Pieces<'_> {
    /// What stands at the next byte, and its bytes.
    fn kind(&self) -> Option<(Kind, usize)> {
        Some(match self.line.as_bytes().get(self.at)? {
            b'a'..=b'z' | b'A'..=b'Z' => (Kind::Letter, 1),
            b'0'..=b'9' => (Kind::Digit, 1),
            0..0x80 => (Kind::Gap, 1),
            _ => {
                let c = self.line[self.at..].chars().next()?;
                (if c.is_alphanumeric() { Kind::Letter } else { Kind::Gap }, c.len_utf8())
            }
        })
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let mut kind = Kind::Gap;
        let mut start = self.at;
        while let Some((next, len)) = self.kind() {
            if next != kind && kind != Kind::Gap {
                break;
            }
            if kind == Kind::Gap {
                (kind, start) = (next, self.at);
            }
            self.at += len;
        }
        let text = &self.line[start..self.at];
        let short = kind == Kind::Digit && text.len() <= 4;
        let number = if short { text.parse().ok() } else { None };
        (kind != Kind::Gap).then_some(Piece { text, start, end: self.at, number })
    }
}

/// Longest line looked at: nothing longer is a date line, a byline or a dateline.
const LONGEST: usize = 400;
/// Most pieces of a date: "28th of November, 2016".
const MOST: usize = 5;

/// The first date in a line.
pub(crate) fn find(line: &str) -> Option<FoundDate> {
    if line.len() > LONGEST || !has_year(line) {
        return None;
    }
    let mut pieces = Pieces { line, at: 0 };
    while let Some(first) = pieces.next() {
        if first.number.is_none() && month(first.text).is_none() {
            continue;
        }
        let mut date = [first; MOST];
        let mut known = 1;
        for (place, piece) in date[1..].iter_mut().zip(pieces.clone()) {
            *place = piece;
            known += 1;
        }
        let found = at(line, &date[..known]);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Whether a line holds a digit.
pub(crate) fn has_digit(line: &str) -> bool {
    let digit = |byte: u8| 10_u8.saturating_sub(byte.wrapping_sub(b'0'));
    scan::find(line.as_bytes(), 0, digit) < line.len()
}

/// Whether a line has four digits with none beside them, as every date has.
fn has_year(line: &str) -> bool {
    let bytes = line.as_bytes();
    let digits = |bytes: &mut dyn Iterator<Item = &u8>| {
        bytes.take(5).take_while(|byte| byte.is_ascii_digit()).count()
    };
    // one of the four stands at a fourth byte
    (3..bytes.len()).step_by(4).any(|at| {
        bytes[at].is_ascii_digit()
            && digits(&mut bytes[..at].iter().rev()) + digits(&mut bytes[at..].iter()) == 4
    })
}

/// A day and a month without a year ("22 September", "Oct. 8"), as a byte range: a date line may
/// leave the year to the reader.
pub(crate) fn find_day(line: &str) -> Option<Range<usize>> {
    if line.len() > LONGEST || !has_digit(line) {
        return None;
    }
    let pieces = Pieces { line, at: 0 };
    let day = |p: &Piece| p.number.is_some_and(|n| (1..=31).contains(&n)) && p.text.len() <= 2;
    pieces.clone().zip(pieces.skip(1)).find_map(|(a, b)| {
        let named = day(&a) && month(b.text).is_some() || day(&b) && month(a.text).is_some();
        (named && joined(&line[a.end..b.start])).then_some(a.start..b.end)
    })
}

/// A date that begins at the first of `pieces`.
fn at(line: &str, pieces: &[Piece]) -> Option<FoundDate> {
    let between = |i: usize| &line[pieces[i].end..pieces[i + 1].start];
    let found =
        |last: usize, value| Some(FoundDate { range: pieces[0].start..pieces[last].end, value });

    let first = pieces.first()?;
    if let Some(a) = first.number {
        // 29.11.2016, 2016-11-28, 28/11/16 is too short to trust
        if let (Some(b), Some(c)) = (number(pieces, 1), number(pieces, 2)) {
            let mark = between(0);
            if mark == between(1) && matches!(mark, "." | "-" | "/") {
                if first.text.len() == 4 {
                    return found(2, Some(date(a, b, c)?));
                }
                if pieces[2].text.len() == 4 {
                    let (day_first, month_first) = (date(c, b, a), date(c, a, b));
                    let both = day_first.is_some() && month_first.is_some();
                    // dots and dashes are day first; a slash is read where one reading is left
                    if both && mark == "/" && a != b {
                        return found(2, None);
                    }
                    return found(2, Some(day_first.or(month_first)?));
                }
            }
        }
        // 28 Nov 2016, 28th of November, 2016
        let mut i = 1;
        if pieces.get(i).is_some_and(|p| matches!(p.text, "st" | "nd" | "rd" | "th"))
            && between(0).is_empty()
        {
            i += 1;
        }
        if pieces.get(i).is_some_and(|p| p.text == "of") {
            i += 1;
        }
        let month = month(pieces.get(i)?.text)?;
        let year = year(pieces.get(i + 1)?)?;
        return (joined(between(i)) && first.text.len() <= 2)
            .then(|| date(year, month, a))
            .flatten()
            .and_then(|day| found(i + 1, Some(day)));
    }
    // Nov. 28, 2016; September 1st 2015
    let month = month(first.text)?;
    let day = number(pieces, 1).filter(|_| pieces[1].text.len() <= 2)?;
    let mut i = 2;
    if pieces.get(i).is_some_and(|p| matches!(p.text, "st" | "nd" | "rd" | "th")) {
        i += 1;
    }
    let year = year(pieces.get(i)?)?;
    if !joined(between(0)) || !joined(between(i - 1)) {
        return None;
    }
    found(i, Some(date(year, month, day)?))
}

fn number(pieces: &[Piece], i: usize) -> Option<u32> {
    pieces.get(i)?.number
}

fn year(piece: &Piece) -> Option<u32> {
    piece.number.filter(|_| piece.text.len() == 4)
}

/// Whether what stands between two parts of a written date is only space, a stop or a comma.
fn joined(gap: &str) -> bool {
    gap.len() <= 4 && gap.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ','))
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    (1400..2200).contains(&year).then_some(())?;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const SEPT: &str = "sept";
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SHORT_DAYS: [&str; 3] = ["tues", "thur", "thurs"];

/// January is 1; the usual abbreviations count.
pub(crate) fn month(word: &str) -> Option<u32> {
    let month = named(word, &MONTHS).map(|at| at as u32 + 1);
    month.or_else(|| word.eq_ignore_ascii_case(SEPT).then_some(9))
}

/// Whether a word names a day of the week, in full or shortened.
pub(crate) fn weekday(word: &str) -> bool {
    named(word, &DAYS).is_some() || SHORT_DAYS.iter().any(|short| word.eq_ignore_ascii_case(short))
}

/// Every word that [`month`] or [`weekday`] knows.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let long = MONTHS.into_iter().chain(DAYS);
    long.flat_map(|name| [name, &name[..3]]).chain([SEPT]).chain(SHORT_DAYS)
}

/// Which of `names` a word is, in full or in three letters, in any case.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let head = word.as_bytes().first_chunk::<3>()?.map(|b| b.to_ascii_lowercase());
    let fits = |name: &str| name.as_bytes().first_chunk() == Some(&head);
    names.iter().position(|name| {
        fits(name) && (word.len() == head.len() || name.eq_ignore_ascii_case(word))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_year_is_four_digits_alone(line in "([0-9]{1,6}|[a-z. é]){0,12}") {
            let runs = line.split(|c: char| !c.is_ascii_digit());
            prop_assert_eq!(has_year(&line), runs.into_iter().any(|run| run.len() == 4));
        }
    }

    #[test]
    fn names_are_of_months_and_days() {
        assert!(names().all(|name| month(name).is_some() || weekday(name)));
        for name in ["SEPT", "May", "Thurs", "tue", "december"] {
            assert!(names().any(|known| known.eq_ignore_ascii_case(name)), "{name}");
        }
    }

    #[test]
    fn dates_in_the_usual_forms() {
        let cases: &[(&str, &str, Option<&str>)] = &[
            ("29.11.2016", "29.11.2016", Some("2016-11-29")),
            ("RT, 28 Nov 2016", "28 Nov 2016", Some("2016-11-28")),
            ("Nov. 28, 2016", "Nov. 28, 2016", Some("2016-11-28")),
            ("2016-11-28T10:00Z", "2016-11-28", Some("2016-11-28")),
            ("Tuesday, September 1st, 2015", "September 1st, 2015", Some("2015-09-01")),
            ("the 3rd of May 1999, late", "3rd of May 1999", Some("1999-05-03")),
            ("Sept 9 2020", "Sept 9 2020", Some("2020-09-09")),
            ("28-11-2016", "28-11-2016", Some("2016-11-28")),
            ("11/28/2016", "11/28/2016", Some("2016-11-28")),
            ("28/11/2016", "28/11/2016", Some("2016-11-28")),
            ("2016/11/28", "2016/11/28", Some("2016-11-28")),
            ("03/04/2016", "03/04/2016", None),
            ("04.03.2016", "04.03.2016", Some("2016-03-04")),
        ];
        for (line, text, value) in cases {
            let found = find(line).unwrap_or_else(|| panic!("no date in {line:?}"));
            assert_eq!(&line[found.range.clone()], *text, "{line}");
            assert_eq!(found.value.map(|d| d.to_string()).as_deref(), *value, "{line}");
        }
    }

    #[test]
    fn no_dates() {
        for line in [
            "version 1.2.3",
            "31.02.2016",
            "May 2016 was warm",
            "he ran 10.12.14 laps",
            "in 2016 he won 28 seats",
            "",
            "March on 28 2016",
            "99/99/2016",
        ] {
            assert_eq!(find(line), None, "{line}");
        }
    }
}
