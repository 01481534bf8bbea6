//! Calendar dates as news texts print them.

use std::ops::Range;

use jiff::civil::Date;

/// A date found in a line: its bytes in the line, and the day it names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundDate {
    pub range: Range<usize>,
    /// `None` when it can be read in two ways ("03/04/2016").
    pub value: Option<Date>,
}

/// A run of letters or a run of digits, with its byte range.
#[derive(Clone, Debug)]
struct Piece<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    number: Option<u32>,
}

/// Longest line looked at: nothing longer is a date line, a byline or a dateline.
const LONGEST: usize = 400;

/// The first date in a line.
pub(crate) fn find(line: &str) -> Option<FoundDate> {
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let pieces = pieces(line);
    (0..pieces.len()).find_map(|i| at(line, &pieces[i..]))
}

/// A day and a month without a year ("22 September", "Oct. 8"), as a byte range: a date line may
/// leave the year to the reader.
pub(crate) fn find_day(line: &str) -> Option<Range<usize>> {
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let pieces = pieces(line);
    pieces.windows(2).find_map(|pair| {
        let gap = &line[pair[0].end..pair[1].start];
        let day = |p: &Piece| p.number.is_some_and(|n| (1..=31).contains(&n)) && p.text.len() <= 2;
        let named = day(&pair[0]) && month(pair[1].text).is_some()
            || month(pair[0].text).is_some() && day(&pair[1]);
        (named && joined(gap)).then(|| pair[0].start..pair[1].end)
    })
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let digits = first.is_ascii_digit();
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if !c.is_alphanumeric() || c.is_ascii_digit() != digits {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let text = &line[start..end];
        let number = if digits && text.len() <= 4 { text.parse().ok() } else { None };
        out.push(Piece { text, start, end, number });
    }
    out
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

/// January is 1; the usual abbreviations count.
pub(crate) fn month(word: &str) -> Option<u32> {
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
    if !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    if word == "sept" {
        return Some(9);
    }
    let short = word.len() == 3;
    MONTHS.iter().position(|m| *m == word || short && m.starts_with(&word)).map(|i| i as u32 + 1)
}

/// Whether a word names a day of the week, in full or shortened.
pub(crate) fn weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return false;
    }
    let word = word.to_ascii_lowercase();
    matches!(word.as_str(), "tues" | "thur" | "thurs")
        || DAYS.iter().any(|d| *d == word || word.len() == 3 && d.starts_with(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

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
