//! Titles and offices beside a name.

use super::gazetteer::flag;
use super::here::Here;
use crate::text::Span;

/// The title or office before a name, and whose title it is: also over a bracket ("[Syrian
/// President] Bashar al-Assad").
pub(super) fn post_before(here: &Here, at: usize) -> Option<(Option<Span>, u32)> {
    if at == 0 || !here.has(at - 1, flag::ENDS_POST) || here.parts(at) && here.gap(at) != "] " {
        return None;
    }
    let first = post_ending(here, at)?;
    let gender = here.flags(at - 1) & (flag::MAN | flag::WOMAN);
    let span = Span::new(here.words[first].span.start, here.words[at - 1].span.end);
    Some((Some(span), gender))
}

/// Where the post begins that ends before `end`.
fn post_ending(here: &Here, end: usize) -> Option<usize> {
    let joined = |n: usize| !here.parts(end - n);
    Some(end - here.gazetteer.post_ending(&here.numbers[..end], joined)?)
}

/// The office in an apposition behind a name: "Ushakov, a presidential aide,".
pub(super) fn post_after(here: &Here, at: usize) -> Option<Span> {
    const OPENERS: [&str; 6] = ["the", "a", "an", "his", "her", "then"];
    const LINKS: [&str; 6] = ["of", "for", "in", "at", "to", "from"];
    const LONGEST: usize = 12;
    if !here.words.get(at).is_some_and(|word| word.breaks()) || here.gap(at) != ", " {
        return None;
    }
    let whose = here.words[at].is_capital() && here.is_possessive(at);
    if !whose && !OPENERS.contains(&here.text(at)) {
        return None;
    }
    let last = here.words.len().min(at + LONGEST);
    let end = (at + 1..last).find(|&word| here.gap(word) != " ").unwrap_or(last);
    let closes = end < last || last == here.words.len();
    let comma = end < last && here.gap(end).starts_with(',');
    // "secretary" goes on to "secretary of state"
    let mut best: Option<(usize, usize)> = None;
    for to in at + 2..=end {
        if let Some(first) = post_ending(here, to)
            && best.is_none_or(|(from, _)| first <= from)
            && first > at
        {
            best = Some((first, to));
        }
    }
    let (first, to) = best?;
    let next = here.text(to);
    // "…, her spokesman, Howard Olsen": the next one's
    let others = comma && here.words[end].is_capital();
    let post = here.text(to - 1);
    if others || post.ends_with('s') && !post.ends_with("ss") {
        return None;
    }
    let fits = to == end && closes
        || to < end && (comma && LINKS.contains(&next) || matches!(next, "who" | "whose"));
    fits.then(|| Span::new(here.words[first].span.start, here.words[to - 1].span.end))
}
