//! Which marks of a paragraph belong together.
//!
//! Neither a mark's glyph nor its neighbours can be trusted alone: converters lose one side of a pair, turn
//! curly marks into straight ones, or write `''`. Every mark may therefore open, close or be ignored, each at
//! a cost, and the cheapest reading of the whole paragraph wins (a Viterbi pass over a dozen nesting states).
//! A stray mark costs its own reading and nothing beyond its paragraph.

use crate::text::{Span, Token};
use crate::voice::marks::{self, Family, Lexer, Mark, NEVER, to_u32};
use crate::voice::words::Words;

/// A quotation between two marks, or from a mark to an end of the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The opening mark; empty if it is lost, or if speech runs on from the paragraph before.
    pub(super) open: Span,
    /// The closing mark, empty if it is lost; `None` if the quotation runs to the end of the paragraph.
    pub(super) close: Option<Span>,
}

/// What a paragraph's neighbours say about quotations over several paragraphs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// The paragraph before ended inside a quotation.
    pub(super) carried: bool,
    /// The next paragraph.
    pub(super) next: Option<Span>,
}

/// Marks weighed together. A quotation that spans a thousand marks does not exist, so the working memory
/// stays small on hostile text.
const CHUNK: usize = 1024;

/// Reads the marks of paragraphs one after the other, keeping its buffers.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    marks: Vec<Mark>,
    back: Vec<[u8; STATES]>,
    path: Vec<u8>,
    open: Vec<usize>,
}

impl Pairing {
    /// Appends the quotations of `paragraph` to `pairs`, and to `strays` the marks outside them. Says whether the
    /// paragraph ends inside a quotation.
    pub(super) fn read(
        &mut self,
        words: Words,
        paragraph: Span,
        mut around: Around,
        pairs: &mut Vec<Pair>,
        strays: &mut Vec<Mark>,
    ) -> bool {
        let source = words.source;
        let text = &source[..paragraph.end as usize];
        let mut lexer = Lexer::new(source, paragraph);
        let (mut start, mut uncounted, mut passed) = (None, None, 0);
        self.marks.clear();
        loop {
            let known = self.marks.len();
            while self.marks.len() < CHUNK {
                let Some(mark) = lexer.next_mark(self.marks.last()) else {
                    break;
                };
                self.marks.push(mark);
            }
            marks::join_right(text, &mut self.marks);
            let last = self.marks.len() < CHUNK;
            if last && self.marks.iter().all(Mark::is_apostrophe) {
                return false;
            }
            // only single marks ask how far apart they stand
            let may_ask = |mark: &Mark| mark.family == Family::Single && !mark.is_apostrophe();
            if !last || known > 0 || self.marks.iter().any(may_ask) {
                let words: &mut &[Token] =
                    uncounted.get_or_insert_with(|| words.beginning_in(paragraph).tokens);
                for mark in &mut self.marks[known..] {
                    let before = |word: &&Token| word.span.start < mark.span.start;
                    let count = words.iter().take_while(before).count();
                    *words = &words[count..];
                    passed += count;
                    mark.words = to_u32(passed);
                }
            }
            let head = || to_u32(marks::skip_blank(text, paragraph.start as usize));
            let start = *start.get_or_insert_with(head);
            let mut ends = Ends::new(start, &self.marks, around.carried, last);
            if !self.follow() {
                ends.next_opens = around.next.and_then(|next| marks::opening(source, next));
                self.weigh(&ends);
            }
            let kept = self.settled(last);
            let ended_open = self.collect(text, &ends, kept, pairs, strays);
            if last {
                return ended_open;
            }
            self.marks.drain(..kept);
            around.carried = false;
        }
    }

    /// Follows marks each of which has just one reading that costs nothing: no other way is as cheap then. Says whether
    /// that leads outside; `path` is as [`Self::weigh`] would leave it.
    fn follow(&mut self) -> bool {
        let mut opened = [0; 3];
        let mut state = OUTSIDE;
        self.path.clear();
        for mark in &self.marks {
            let price = mark.price();
            let (top, parent, depth) = NEST[state];
            let closes = price.close == 0
                && top.is_some_and(|top| {
                    mark.mismatch(top) + mark.reach(mark.words - opened[depth - 1]) == 0
                });
            let inner = PUSH[state][mark.family as usize];
            let inner = inner.filter(|_| price.open == 0 && top != Some(mark.family));
            state = match (closes, inner, price.ignore) {
                (true, None, 1..) => parent,
                (false, Some(inner), 1..) => {
                    opened[depth] = mark.words;
                    inner
                }
                (false, None, 0) => state,
                _ => return false,
            };
            self.path.push(number(state));
        }
        self.path.push(number(OUTSIDE));
        state == OUTSIDE
    }

    /// Finds the cheapest reading: `path[i]` is the state after mark `i`, `path[n]` the state before the first.
    fn weigh(&mut self, ends: &Ends) {
        let mut cost = [NEVER; STATES];
        let mut opened = [[0_u32; 3]; STATES];
        cost[OUTSIDE] = 0;
        if ends.carried {
            cost[IN_DOUBLE] = 3;
        }
        self.back.clear();
        for mark in &self.marks {
            let price = mark.price();
            if price.open >= NEVER && price.close >= NEVER && price.ignore == 0 {
                // an apostrophe inside a word
                self.back.push(STAY);
                continue;
            }
            let (mut next, mut next_opened) = ([NEVER; STATES], opened);
            let mut back = [0_u8; STATES];
            for state in (0..STATES).filter(|&s| cost[s] < NEVER) {
                let mut take = |to: usize, added: u32, path: [u32; 3]| {
                    let total = cost[state].saturating_add(added);
                    if added < NEVER && total < next[to] {
                        (next[to], next_opened[to], back[to]) = (total, path, number(state));
                    }
                };
                let (top, parent, depth) = NEST[state];
                if let Some(top) = top {
                    let length = mark.words - opened[state][depth - 1];
                    let added = mark.reach(length) + mark.mismatch(top);
                    take(parent, price.close.saturating_add(added), opened[state]);
                }
                if let Some(inner) = PUSH[state][mark.family as usize] {
                    let mut path = opened[state];
                    path[depth] = mark.words;
                    // A mark of the same family inside is far more often a lost close.
                    let same = if top == Some(mark.family) { 5 } else { 0 };
                    take(inner, price.open.saturating_add(same), path);
                }
                take(state, price.ignore, opened[state]);
            }
            (cost, opened) = (next, next_opened);
            self.back.push(back);
        }
        let mut state =
            (0..STATES).min_by_key(|&s| cost[s].saturating_add(ends.price(s))).unwrap_or(OUTSIDE);
        if cost[state].saturating_add(ends.price(state)) >= NEVER {
            state = OUTSIDE;
        }
        self.path.clear();
        self.path.resize(self.marks.len() + 1, 0);
        for i in (0..self.marks.len()).rev() {
            self.path[i] = number(state);
            state = usize::from(self.back[i][state]);
        }
        self.path[self.marks.len()] = number(state);
    }

    /// How many marks of the chunk are decided: up to the last one outside every quotation.
    fn settled(&self, last: bool) -> usize {
        let all = self.marks.len();
        if last {
            return all;
        }
        (all / 2..all - 1)
            .rev()
            .find(|&i| usize::from(self.path[i]) == OUTSIDE)
            .map_or(all, |i| i + 1)
    }

    fn collect(
        &mut self,
        text: &str,
        ends: &Ends,
        kept: usize,
        pairs: &mut Vec<Pair>,
        strays: &mut Vec<Mark>,
    ) -> bool {
        // Index 0 stands for speech that runs on from the paragraph before.
        self.open.clear();
        let mut state = usize::from(self.path[self.marks.len()]);
        if state != OUTSIDE {
            self.open.push(0);
        }
        for (i, mark) in self.marks[..kept].iter().enumerate() {
            let to = usize::from(self.path[i]);
            if to == state {
                strays.extend((state == OUTSIDE).then_some(*mark));
            } else if NEST[to].1 == state && to != OUTSIDE {
                self.open.push(i + 1);
            } else if let Some(opener) = self.open.pop() {
                let open = match opener {
                    0 => Span::new(ends.start, ends.start),
                    i => self.marks[i - 1].span,
                };
                pairs.push(Pair { open, close: Some(mark.span) });
            }
            state = to;
        }
        let mut ended_open = false;
        for (depth, &opener) in self.open.iter().enumerate().rev() {
            let Some(mark) = opener.checked_sub(1).map(|i| self.marks[i]) else {
                continue;
            };
            let runs_on = ends.last
                && (mark.span.start == ends.start
                    || (ends.next_opens.is_some()
                        && begins_speech(&text[ends.start as usize..], ends.start, &mark)));
            if runs_on {
                pairs.push(Pair { open: mark.span, close: None });
                ended_open |= depth == 0;
            }
        }
        ended_open
    }
}

const STATES: usize = 12;
const OUTSIDE: usize = 0;
const IN_DOUBLE: usize = 1;

/// The nesting states: innermost family, enclosing state, depth.
const NEST: [(Option<Family>, usize, usize); STATES] = {
    use Family::{Angle, Double, Single};
    [
        (None, 0, 0),
        (Some(Double), 0, 1),
        (Some(Single), 0, 1),
        (Some(Angle), 0, 1),
        (Some(Single), 1, 2),
        (Some(Double), 1, 2),
        (Some(Angle), 1, 2),
        (Some(Double), 2, 2),
        (Some(Double), 3, 2),
        (Some(Single), 3, 2),
        (Some(Double), 4, 3),
        (Some(Single), 7, 3),
    ]
};

/// The state a mark of each family opens from each state.
const PUSH: [[Option<usize>; 3]; STATES] = {
    let mut table = [[None; 3]; STATES];
    let mut state = 1;
    while state < STATES {
        if let (Some(family), parent, _) = NEST[state] {
            table[parent][family as usize] = Some(state);
        }
        state += 1;
    }
    table
};

/// The way back of a mark that changes no state.
const STAY: [u8; STATES] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

fn number(state: usize) -> u8 {
    u8::try_from(state).unwrap_or(0)
}

/// How a paragraph may end inside a quotation.
struct Ends {
    start: u32,
    /// The family of the paragraph's first mark, if the paragraph starts with it.
    starts: Option<Family>,
    /// The family of the mark that opens the next paragraph; told where there is more than one reading.
    next_opens: Option<Family>,
    carried: bool,
    last: bool,
}

impl Ends {
    fn new(start: u32, marks: &[Mark], carried: bool, last: bool) -> Ends {
        let starts =
            marks.first().filter(|m| m.span.start == start && !m.elision).map(|m| m.family);
        Ends { start, starts, next_opens: None, carried: carried && starts.is_none(), last }
    }

    fn price(&self, state: usize) -> u32 {
        let (Some(family), parent, depth) = NEST[state] else {
            return 0;
        };
        if !self.last {
            // The chunk ends here, the paragraph does not.
            return 1;
        }
        let outer = if depth == 2 { NEST[parent].0 } else { Some(family) };
        let deeper = if depth == 2 { 4 } else { 0 };
        let (starts, next) = (self.starts == outer, self.next_opens == outer);
        match (outer, starts, next) {
            _ if depth > 2 => NEVER,
            (_, true, true) => 1 + deeper,
            // A single mark without a partner is an apostrophe.
            (Some(Family::Single), ..) => NEVER,
            (_, false, true) => 2 + deeper,
            (_, true, false) => 4 + deeper,
            _ => NEVER,
        }
    }
}

/// A mark in mid-paragraph opens a long quotation after a colon or comma, or before a capital.
fn begins_speech(text: &str, base: u32, mark: &Mark) -> bool {
    let led = text[..(mark.span.start - base) as usize].trim_end().ends_with([':', ',']);
    let first = text[(mark.span.end - base) as usize..].chars().filter(|c| !c.is_whitespace());
    let first = first.take(8).find(|c| c.is_alphanumeric());
    led || first.is_some_and(char::is_uppercase)
}
