//! Quotations of an article, and whether each is somebody's speech or a word the writer holds at a distance.
//!
//! [`pairing`] decides where quotations begin and end; this module orders them and tells their
//! kind. A short marked phrase is speech only in a sentence that says somebody said it; elsewhere it is a
//! scare quote or the title of a work, both of them the writer's own words.

mod pairing;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::marks::{self, Mark, to_u32};
use crate::text::{Span, items};
use pairing::{Around, Pair, Pairing};

/// A quotation, or one paragraph's part of a quotation that runs over several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The quotation with its marks.
    pub(crate) span: Span,
    /// What stands between the marks.
    pub(crate) inner: Span,
    pub(crate) kind: QuoteKind,
    /// How many quotations it stands inside.
    pub(crate) depth: u8,
    /// The paragraph before ended inside the same quotation.
    pub(crate) continues: bool,
    /// A closing mark was found; without one the quotation runs to the end of its paragraph.
    pub(crate) closed: bool,
}

/// Whose words a quotation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteKind {
    /// Words of a source.
    Speech,
    /// Words of the writer: a term held at a distance, or the title of a work.
    Scare,
}

/// Finds the quotations of an article, ordered by their start, an outer one before those inside it. At one
/// depth they do not overlap, and none reaches over the end of its paragraph. `paragraphs` are consecutive
/// blocks of `source`; a block that is no range of it holds no quotation.
pub(crate) fn quotes(source: &str, paragraphs: &[Span]) -> Vec<Quote> {
    let mut found = Vec::new();
    let (mut pairing, mut pairs, mut strays, mut events) =
        (Pairing::default(), Vec::new(), Vec::new(), Vec::new());
    let mut around = Around::default();
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        let is_block = |p: &Span| p.start <= p.end && source.get(p.range()).is_some();
        if !is_block(&paragraph) {
            around.carried = false;
            continue;
        }
        let next = paragraphs.get(i + 1).filter(|p| is_block(p));
        around.next_opens = next.and_then(|p| marks::opening(source, *p));
        pairs.clear();
        strays.clear();
        let ended_open = pairing.read(source, paragraph, around, &mut pairs, &mut strays);
        pairs.extend(strays.iter().filter_map(|mark| after_stars(source, paragraph, mark)));
        let from = found.len();
        arrange(source, paragraph, &mut pairs, around.carried, &mut found);
        judge(source, paragraph, &mut found[from..], &mut events);
        around.carried = ended_open;
    }
    found
}

/// A closing mark whose open was turned into stars (`**EFFORT'`).
fn after_stars(source: &str, paragraph: Span, mark: &Mark) -> Option<Pair> {
    let left = &source[paragraph.start as usize..mark.span.start as usize];
    let window = tail(left);
    let star = left.len() - window.len() + window.rfind('*')? + 1;
    let head = left[..star].trim_end_matches('*');
    let stars = star - head.len();
    let content = &left[star..];
    let opens = stars <= 3
        && content.starts_with(char::is_alphanumeric)
        && !head.ends_with(|c: char| !c.is_whitespace());
    let clean = content.split_whitespace().count() <= SHORT
        && !content.contains(['"', '“', '”', '‘', '«', '»']);
    let at = paragraph.start + to_u32(head.len());
    (opens && clean)
        .then(|| Pair { open: Span::new(at, at + to_u32(stars)), close: Some(mark.span) })
}

/// Turns pairs into quotations in text order, without those that hold no word.
fn arrange(
    source: &str,
    paragraph: Span,
    pairs: &mut Vec<Pair>,
    carried: bool,
    found: &mut Vec<Quote>,
) {
    pairs.sort_unstable_by_key(|p| {
        (p.open.start, std::cmp::Reverse(p.close.map_or(u32::MAX, |c| c.end)))
    });
    let end = paragraph.start + to_u32(paragraph.of(source).trim_end().len());
    let mut open_ends = [0_u32; 8];
    let mut depth = 0;
    let from = found.len();
    for pair in pairs.drain(..) {
        let (inner_end, span_end) = pair.close.map_or((end, end), |c| (c.start, c.end));
        let inner = Span::new(pair.open.end, inner_end);
        if inner.end <= inner.start || !inner.of(source).contains(char::is_alphanumeric) {
            continue;
        }
        while depth > 0 && open_ends[depth - 1] <= pair.open.start {
            depth -= 1;
        }
        // Stars are no certain mark: such a pair gives way where it would cross another.
        if depth == open_ends.len() || (depth > 0 && open_ends[depth - 1] < span_end) {
            continue;
        }
        found.push(Quote {
            span: Span::new(pair.open.start, span_end),
            inner,
            kind: QuoteKind::Speech,
            depth: u8::try_from(depth).unwrap_or(u8::MAX),
            continues: carried
                && found.len() == from
                && opens_paragraph(source, paragraph, pair.open),
            closed: pair.close.is_some(),
        });
        open_ends[depth] = span_end;
        depth += 1;
    }
}

fn opens_paragraph(source: &str, paragraph: Span, open: Span) -> bool {
    !Span::new(paragraph.start, open.start).of(source).contains(char::is_alphanumeric)
}

/// A scare quote has at most this many words.
const SHORT: usize = 4;
/// A title has at most this many.
const TITLE: usize = 12;
/// Cues and sentence ends looked at on each side of a quotation.
const LOOK: usize = 24;
/// Bytes read on each side of a quotation for the words beside it.
const BESIDE: usize = 48;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Say,
    Name,
    Doubt,
    Work,
}

/// A reporting cue, or the head of a sentence.
#[derive(Clone, Copy, Debug)]
struct Event {
    at: u32,
    is_cue: bool,
    /// The outermost quotation it stands in.
    inside: Option<usize>,
}

/// Sets the kind of the quotations of one paragraph.
fn judge(source: &str, paragraph: Span, quotes: &mut [Quote], events: &mut Vec<Event>) {
    events.clear();
    let short =
        |q: &Quote| inner_text(source, q).split_whitespace().take(TITLE + 1).count() <= TITLE;
    if !quotes.iter().any(short) {
        return;
    }
    read_events(source, paragraph, quotes, events);
    let mut outermost = None;
    for i in 0..quotes.len() {
        let quote = quotes[i];
        if quote.depth == 0 {
            outermost = Some(i);
        }
        if !quote.closed || quote.continues || !short(&quote) {
            continue;
        }
        let inside = if quote.depth == 0 { None } else { outermost };
        let bounds = inside.map_or(paragraph, |o| quotes[o].inner);
        if is_scare(source, bounds, &quote, || reported(events, quote.span, inside)) {
            quotes[i].kind = QuoteKind::Scare;
        }
    }
}

fn inner_text<'t>(source: &'t str, quote: &Quote) -> &'t str {
    quote
        .inner
        .of(source)
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\\'))
}

/// `reported` says whether the sentence has a reporting cue.
fn is_scare(source: &str, bounds: Span, quote: &Quote, reported: impl Fn() -> bool) -> bool {
    let text = inner_text(source, quote);
    let count = text.split_whitespace().count();
    // `**` at the head of two nested quotations may belong to the inner one: then nothing is left
    let between = |start: u32, end: u32| Span::new(start, end).of(source);
    let left = tail(between(bounds.start, quote.span.start));
    let right = head(between(quote.span.end, bounds.end));
    let ended = text.ends_with(['.', ',', '!', '?', ';', '…']);
    let spoken = text.contains(['!', '?', ';'])
        || text.split_whitespace().rev().skip(1).any(|word| word.ends_with('.'));
    if spoken {
        return false;
    }
    if count <= SHORT && last_words(left).take(2).any(|w| cue(w) == Some(Cue::Doubt)) {
        return true;
    }
    let title = title_like(text);
    if title && names_work(left, right) {
        return true;
    }
    let spoken_for = || left.trim_end().ends_with(':') || reported();
    let mid_sentence = left.trim_end().ends_with(char::is_alphanumeric);
    // American typesetting puts the sentence's comma or stop inside a title's marks too.
    if title && count > 1 && (!ended || mid_sentence) {
        return !spoken_for();
    }
    let sentence_case =
        count > 1 && !title && text.starts_with(char::is_uppercase) && !is_first_person(text);
    let phrase = count <= SHORT && !ended;
    let quoted_sentence = sentence_case && mid_sentence && has_lowercase(text);
    phrase && !quoted_sentence && !spoken_for()
}

fn has_lowercase(text: &str) -> bool {
    text.contains(char::is_lowercase)
}

/// Whether the capital at the head of `text` is the pronoun's.
fn is_first_person(text: &str) -> bool {
    text.strip_prefix('I').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Capitals on every word but the short ones in the middle.
fn title_like(text: &str) -> bool {
    let (mut first, mut last) = (None, false);
    for word in text.split_whitespace() {
        let big = word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase());
        first = first.or(Some(big));
        last = big;
        if !big && word.chars().count() > 4 {
            return false;
        }
    }
    first == Some(true) && last && has_lowercase(text)
}

/// Whether a title stands beside a word for a work, or where a programme is named (`on “…”`).
fn names_work(left: &str, right: &str) -> bool {
    let is_work = |w: &str| cue(w) == Some(Cue::Work);
    let mut nearest = last_words(left);
    let placed = nearest.clone().next().is_some_and(|w| matches!(w, "on" | "in"))
        && !left.trim_end().ends_with(':');
    let owned = left.trim_end().ends_with("'s") || left.trim_end().ends_with("’s");
    placed || owned || nearest.by_ref().take(3).any(is_work) || words(right).take(2).any(is_work)
}

/// The end of `text` that holds at most [`BESIDE`] bytes besides white space.
fn tail(text: &str) -> &str {
    let mut room = BESIDE;
    let kept = text.char_indices().rev().take(8 * BESIDE).take_while(|&(_, c)| fits(c, &mut room));
    kept.last().map_or("", |(from, _)| &text[from..])
}

/// The beginning of `text` that holds at most [`BESIDE`] bytes besides white space.
fn head(text: &str) -> &str {
    let mut room = BESIDE;
    let kept = text.char_indices().take(8 * BESIDE).take_while(|&(_, c)| fits(c, &mut room));
    kept.last().map_or("", |(last, c)| &text[..last + c.len_utf8()])
}

/// Whether `c` fits in what is left of a window; white space takes no room.
fn fits(c: char, room: &mut usize) -> bool {
    let size = if c.is_whitespace() { 0 } else { c.len_utf8() };
    let fits = size <= *room;
    *room -= size.min(*room);
    fits
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_word_char(c)).filter(|w| !w.is_empty())
}

fn last_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.rsplit(|c: char| !is_word_char(c)).filter(|w| !w.is_empty())
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Whether a cue stands in the sentence of `span`, outside other quotations.
fn reported(events: &[Event], span: Span, inside: Option<usize>) -> bool {
    let left = events.partition_point(|e| e.at <= span.start);
    let right = events.partition_point(|e| e.at < span.end);
    let mine = |e: &&Event| e.inside == inside;
    let before = events[..left]
        .iter()
        .rev()
        .take(LOOK)
        .filter(mine)
        .find(|e| e.is_cue || e.at <= span.start);
    let after = events[right..].iter().take(LOOK).find(mine);
    before.is_some_and(|e| e.is_cue) || after.is_some_and(|e| e.is_cue)
}

/// Lists the cues and sentence heads of a paragraph.
fn read_events(source: &str, paragraph: Span, quotes: &[Quote], events: &mut Vec<Event>) {
    let text = paragraph.of(source);
    let mut outer = quotes.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
    let mut note = |at: usize, is_cue: bool| {
        let at = paragraph.start + to_u32(at);
        while outer.next_if(|(_, q)| q.span.end <= at).is_some() {}
        let inside = outer.peek().filter(|(_, q)| q.span.start < at).map(|(i, _)| *i);
        events.push(Event { at, is_cue, inside });
    };
    let bytes = text.as_bytes();
    let (mut at, mut word) = (0, "");
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() {
            let length =
                bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'-').count();
            word = &text[at..at + length];
            if matches!(cue_at(word, &text[at + length..]), Some(Cue::Say | Cue::Name)) {
                note(at, true);
            }
            at += length;
        } else if matches!(byte, b'.' | b'!' | b'?') {
            at += 1;
            let (next, read) = sentence_head(&text[at..]);
            let abbreviated = byte == b'.' && is_abbreviation(word);
            if let Some(ahead) = next.filter(|_| !abbreviated) {
                note(at + ahead, false);
            }
            at += read;
            word = "";
        } else {
            at += 1;
        }
    }
}

/// Where the next sentence begins, if one does: closing marks, white space, then a capital or a mark. The
/// second number counts the bytes that need no second look.
fn sentence_head(rest: &str) -> (Option<usize>, usize) {
    let is_mark = |c: char| "\"'’”»›)]*_`".contains(c);
    let closed = rest.trim_start_matches(is_mark);
    let open = closed.trim_start();
    let read = rest.len() - open.len();
    let spaced = open.len() < closed.len();
    let begins =
        open.starts_with(|c: char| !c.is_lowercase() && !matches!(c, ',' | '-' | '–' | '—'));
    ((spaced && begins).then_some(read), read)
}

fn is_abbreviation(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Sgt", "Capt", "Maj",
        "Adm", "Prof", "Rev", "Hon", "St", "Jr", "Sr", "No", "vs", "Jan", "Feb", "Aug", "Sept",
        "Oct", "Nov", "Dec", "Reps", "Sens",
    ];
    word.len() == 1 || TITLES.contains(&word)
}

/// Longest form in the list of cues.
const LONGEST: usize = 24;

fn cue(word: &str) -> Option<Cue> {
    let cues = lowered(word, |w| cues().get(w))?;
    cues.iter().find(|(more, _)| more.is_empty()).map(|(_, class)| *class)
}

/// The cue that begins at `word`, a phrase if `rest` goes on so.
fn cue_at(word: &str, rest: &str) -> Option<Cue> {
    let cues = lowered(word, |w| cues().get(w))?;
    let fits = |more: &str| {
        rest.get(..more.len()).is_some_and(|r| r.eq_ignore_ascii_case(more))
            && !rest[more.len()..].starts_with(char::is_alphanumeric)
    };
    cues.iter().find(|(more, _)| fits(more)).map(|(_, class)| *class)
}

/// Calls `find` with `word` in lower case, without allocating; `None` for a word longer than any cue.
fn lowered<T>(word: &str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0_u8; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    // most words begin or are as long as no cue
    let first = word.bytes().next()?.to_ascii_lowercase().wrapping_sub(b'a');
    if LENGTHS.get(usize::from(first)).is_some_and(|lengths| lengths & (1 << word.len()) == 0) {
        return None;
    }
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(find)
}

/// Lengths of the first words of cues, as bits, by first letter.
static LENGTHS: LazyLock<[u32; 26]> = LazyLock::new(|| {
    let mut lengths = [0; 26];
    for (_, form) in items(CUES) {
        let (letter, length) = (form.as_bytes()[0].wrapping_sub(b'a'), first_word(form).len());
        if let Some(lengths) = lengths.get_mut(usize::from(letter)) {
            *lengths |= 1 << length;
        }
    }
    lengths
});

fn first_word(form: &str) -> &str {
    let end = form.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    &form[..end]
}

/// The built-in list as it stands in its file.
pub(super) const CUES: &str = include_str!("../../lexicons/voice/quote_cues.txt");

/// What may follow a first word to make a cue (nothing, or the rest of a phrase), and its class.
type Phrases = Vec<(&'static str, Cue)>;

/// The built-in list by first word; shorter phrases first.
fn cues() -> &'static HashMap<&'static str, Phrases, FxBuildHasher> {
    static CUES_BY_WORD: LazyLock<HashMap<&'static str, Phrases, FxBuildHasher>> =
        LazyLock::new(|| {
            let mut forms: Vec<(&str, Cue)> = items(CUES).filter_map(entry).collect();
            forms.sort_unstable_by_key(|(form, _)| (form.len(), *form));
            let mut cues: HashMap<&str, Phrases, FxBuildHasher> = HashMap::default();
            for (form, class) in forms {
                let (first, more) = form.split_at(first_word(form).len());
                cues.entry(first).or_default().push((more, class));
            }
            cues
        });
    &CUES_BY_WORD
}

fn entry((class, form): (&str, &'static str)) -> Option<(&'static str, Cue)> {
    let class = match class {
        "say" => Cue::Say,
        "name" => Cue::Name,
        "doubt" => Cue::Doubt,
        "work" => Cue::Work,
        _ => return None,
    };
    Some((form, class))
}
