//! Noun phrases without a parser: what stands left or right of a verb, cut at the words that end it.

use super::content::is_finite;
use super::unit::{Kind, Tok};
use super::words::Class;

/// A range of tokens.
pub(super) type Range = std::ops::Range<usize>;

/// Words looked at on the left of a verb.
const REACH: usize = 24;

/// The subject that ends at `end`, not before `low`.
pub(super) fn subject(toks: &[Tok], low: usize, end: usize) -> Option<Range> {
    let last = end.checked_sub(1).filter(|last| *last >= low)?;
    if toks[last].kind != Kind::Comma {
        return left(toks, low, end);
    }
    // "X, a baker, said" keeps what stands between the commas, "X, however, said" does not
    let before = comma_before(toks, low, last)?;
    let first = &toks[before + 1];
    let head = subject_head(toks, low, before)?;
    let apposed = first.is_word()
        && !first.is(Class::ADVERB)
        && !first.is(Class::STOP)
        && (first.is(Class::DET) || !first.is(Class::PREP))
        && !first.is(Class::ING)
        && !first.is(Class::BOUNDARY)
        || first.is(Class::PRONOUN) && first.is(Class::BOUNDARY);
    if apposed { Some(head.start..end) } else { Some(head) }
}

/// A name before an age or another apposition between commas.
fn subject_head(toks: &[Tok], low: usize, end: usize) -> Option<Range> {
    let last = end.checked_sub(1).filter(|last| *last >= low)?;
    let single = last > low && toks[last - 1].kind == Kind::Comma && toks[last].is_word();
    if single {
        let head = left(toks, low, last - 1)?;
        return Some(head.start..end);
    }
    left(toks, low, end)
}

fn comma_before(toks: &[Tok], low: usize, comma: usize) -> Option<usize> {
    let from = low.max(comma.saturating_sub(REACH));
    (from..comma)
        .rev()
        .take_while(|&i| {
            matches!(toks[i].kind, Kind::Word | Kind::Comma | Kind::Open | Kind::Close | Kind::Stop)
        })
        .find(|&i| toks[i].kind == Kind::Comma)
        .filter(|&i| i + 1 < comma)
}

fn left(toks: &[Tok], low: usize, end: usize) -> Option<Range> {
    let last = end.checked_sub(1).filter(|last| *last >= low)?;
    let word = &toks[last];
    if word.is(Class::PRONOUN) && word.is(Class::BOUNDARY) && word.is_word() {
        return Some(last..end);
    }
    let mut begin = end;
    let floor = low.max(end.saturating_sub(REACH));
    let mut i = end;
    while i > floor {
        i -= 1;
        let tok = &toks[i];
        match tok.kind {
            Kind::Word => {}
            Kind::Close => {
                let open = (floor..i).rev().find(|&j| toks[j].kind == Kind::Open);
                match open {
                    Some(open) if open > floor => {
                        i = open;
                        begin = i;
                        continue;
                    }
                    _ => break,
                }
            }
            Kind::Stop
                if i > floor && toks[i - 1].capital() && i + 1 < end && toks[i + 1].capital() =>
            {
                // the stop of an abbreviation ("Sen. Smith")
                continue;
            }
            _ => break,
        }
        // "one of them"
        let part = i > floor && toks[i - 1].is(Class::PART) && i + 1 == end;
        if tok.is(Class::SUBJECT) || tok.is(Class::OBJECT) && !tok.is(Class::DET) && !part {
            if i + 1 == end && tok.is(Class::PRONOUN) {
                begin = i;
            }
            break;
        }
        if tok.is(Class::BOUNDARY) && !tok.is(Class::DET) {
            let joins = i > floor
                && i + 1 < end
                && !tok.is(Class::STOP)
                && is_and(tok)
                && (toks[i - 1].capital() && (toks[i + 1].capital() || toks[i + 1].is(Class::DET)));
            if joins {
                continue;
            }
            break;
        }
        if tok.is(Class::BOUNDARY)
            && tok.is(Class::DET)
            && i + 1 < end
            && i > floor
            && is_nounish(&toks[i - 1])
        {
            break;
        }
        // capitals hide the participle of a headline
        if tok.is(Class::AUX) || tok.capital() && tok.is(Class::ING) && i + 1 < end {
            break;
        }
        let third =
            tok.is(Class::THIRD) && !tok.is(Class::NOUN) && !tok.is(Class::WEAK) && i + 1 < end;
        let finite = (tok.is(Class::PAST) || third) && tok.is(Class::ANY_VERB) && !tok.capital();
        let modified = i > 0
            && (toks[i - 1].is(Class::DET) || toks[i - 1].is(Class::ADVERB) || toks[i - 1].owns());
        if finite && !modified {
            break;
        }
        begin = i;
    }
    trim(toks, begin, end)
}

fn is_and(tok: &Tok) -> bool {
    !tok.is(Class::PRONOUN) && !tok.is(Class::DET) && tok.is(Class::BOUNDARY) && tok.span.len() <= 3
}

/// Cuts adverbs and a leading adjunct ("On Monday the mayor").
fn trim(toks: &[Tok], mut begin: usize, end: usize) -> Option<Range> {
    while begin < end
        && !toks[begin].is(Class::DET)
        && (toks[begin].is(Class::ADVERB)
            || toks[begin].is(Class::BOUNDARY)
            || !toks[begin].is_word())
        && end - begin > 1
    {
        begin += 1;
    }
    if begin >= end {
        return None;
    }
    if toks[begin].is(Class::PREP) {
        let after_day = (begin + 1..end)
            .rev()
            .find(|&j| toks[j - 1].is(Class::DAY) || toks[j - 1].is(Class::MONTH));
        let starts = |j: &usize| {
            toks[*j].is(Class::DET) && !toks[*j - 1].is(Class::PREP)
                || toks[*j].capital()
                    && !toks[*j - 1].capital()
                    && !toks[*j - 1].is(Class::DET)
                    && !toks[*j - 1].is(Class::PREP)
        };
        begin = after_day.or_else(|| (begin + 2..end).rev().find(starts))?;
    }
    let all_small = (begin..end)
        .all(|i| toks[i].is(Class::ADVERB) && !toks[i].is(Class::DET) || toks[i].is(Class::PREP));
    (begin < end && !all_small).then_some(begin..end)
}

/// A word that may be a noun: no function word.
pub(super) fn is_nounish(tok: &Tok) -> bool {
    tok.is_word()
        && !tok.is(Class::AUX)
        && !tok.is(Class::PREP)
        && !tok.is(Class::DET)
        && !tok.is(Class::BOUNDARY)
        && !tok.is(Class::ADVERB)
}

/// The noun phrase that begins at `from`: an inverted subject, or what follows "according to".
pub(super) fn right(toks: &[Tok], from: usize, high: usize, apposed: bool) -> Option<Range> {
    let mut i = from;
    if i < high && toks[i].is(Class::SUBJECT) {
        return Some(i..i + 1);
    }
    let high = high.min(from.saturating_add(3 * REACH));
    let mut commas = 0;
    while i < high {
        let tok = &toks[i];
        match tok.kind {
            Kind::Word => {
                if tok.is(Class::AUX) && commas == 0
                    || tok.is(Class::DAY) && i > from && commas == 0
                {
                    break;
                }
                if i > from && tok.is(Class::STOP) && commas == 0 {
                    break;
                }
                if tok.is(Class::BOUNDARY)
                    && !tok.is(Class::DET)
                    && i > from
                    && (commas == 0 || is_and(tok))
                {
                    let next = toks.get(i + 1).filter(|_| i + 1 < high);
                    let name = |t: &Tok| t.capital() || t.is(Class::DET);
                    let joins = is_and(tok)
                        && toks[i - 1].is_word()
                        && (commas > 0 || next.is_some_and(name));
                    if !joins {
                        break;
                    }
                }
                let part_of = |t: &Tok| t.is(Class::PREP) && t.span.len() <= 4;
                if tok.is(Class::PREP) && i > from && commas == 0 && !part_of(tok) {
                    break;
                }
                if tok.is(Class::PREP)
                    && commas == 0
                    && toks.get(i + 1).is_some_and(|t| t.is(Class::DAY) || t.is(Class::ING))
                {
                    break;
                }
            }
            Kind::Open => {
                let close = (i..high.min(i + 12)).find(|&j| toks[j].kind == Kind::Close);
                match close {
                    Some(close) => i = close,
                    None => break,
                }
            }
            Kind::Stop
                if i + 1 < high && i > from && toks[i - 1].capital() && toks[i + 1].capital() => {}
            Kind::Comma => {
                let next = toks.get(i + 1).filter(|_| i + 1 < high);
                let opens = next.is_some_and(|t| {
                    t.is_word()
                        && !t.is(Class::SUBJECT)
                        && !t.is(Class::ING)
                        && !t.is(Class::AUX)
                        && !t.is(Class::ADVERB)
                        && (!t.is(Class::PREP) || t.span.len() == 2 && t.is(Class::PART))
                        && (!t.is(Class::BOUNDARY) || t.is(Class::DET) || t.is(Class::PRONOUN))
                });
                let relative = next.is_some_and(|t| t.is(Class::PRONOUN) && t.is(Class::BOUNDARY));
                let reports = relative
                    && toks[i + 2..high.min(i + 5)]
                        .iter()
                        .any(|t| t.is(Class::SAY) && is_finite(t));
                if commas > 2 || reports || !opens || !apposed && (commas > 0 || !relative) {
                    break;
                }
                commas += 1;
            }
            _ => break,
        }
        i += 1;
    }
    (i > from).then_some(from..i)
}
