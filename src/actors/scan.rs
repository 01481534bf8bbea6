//! Names in the sentences of an article, one by one: capitalised runs, cut where titles, peoples and
//! listed names begin and end. Who is who is settled in `merge`.

mod given;
mod run;

use super::gazetteer::{Class, Gazetteer, Phrase, Word, flag};
use super::given::ActorNames;
use super::here::{Here, without_possessive};
use super::office::{post_after, post_before};
use super::shout::is_shout;
use crate::text::{Place, Sentence, Span, Token, fold_into};
use given::GivenAt;
use run::YOUNGER;

/// Longest word in capitals that may be an acronym, and the longest that is one though nothing
/// else in the text says so: "This is GOOD".
const LONGEST_ACRONYM: usize = 6;
const SHORT_ACRONYM: usize = 3;

/// What was found, before it is known who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    Given(u32),
    /// In the lists: who it is, and for whom it stands where it acts.
    Known(u32),
    /// The adjective of a people with its government.
    Power(u32),
    Person,
    Group,
    Site,
    /// One word of which nothing is known.
    Single,
}

#[allow(clippy::struct_excessive_bools, reason = "independent facts of a name")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub sentence: u32,
    pub first: u32,
    pub len: u32,
    pub what: What,
    pub office: Option<Span>,
    /// `flag::MAN` or `flag::WOMAN`, where the title says.
    pub gender: u16,
    /// Whether the place (head of a sentence) does not explain the capital.
    pub sure: bool,
    /// After "the".
    pub article: bool,
    /// After "in", "at" or the like.
    pub within: bool,
    /// Ends in the s of a lost possessive, as the list of the caller tells.
    pub lost: bool,
    /// Its folded words in [`Scan::names`].
    pub name: (u32, u32),
}

/// A word of a run.
#[derive(Clone, Copy, Debug)]
struct RunWord {
    token: u32,
    folded: (u32, u32),
    word: Option<&'static Word>,
    capital: bool,
}

impl RunWord {
    fn has(&self, flags: u16) -> bool {
        self.word.is_some_and(|word| word.flags & flags != 0)
    }
}

/// A part of a run: words that belong together.
#[derive(Clone, Copy, Debug)]
struct Piece {
    from: u32,
    to: u32,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Unknown,
    Listed { class: Class, id: u32, power: Option<u32> },
    Stop,
}

#[derive(Debug, Default)]
pub(super) struct Scan {
    pub found: Vec<Found>,
    /// The folded words of what was found, parted by spaces.
    pub names: String,
    /// Sentences in which capitals say nothing.
    pub shouts: Vec<u32>,
    folded: String,
    run: Vec<RunWord>,
    pieces: Vec<Piece>,
    given: Vec<GivenAt>,
    bounds: Vec<(u32, u32)>,
}

impl Scan {
    pub(super) fn run(
        &mut self,
        source: &str,
        sentences: &[Sentence],
        tokens: &[Token],
        bounds: &[u32],
        given: Option<&ActorNames>,
    ) {
        self.found.clear();
        self.names.clear();
        self.shouts.clear();
        self.given.clear();
        let gazetteer = Gazetteer::get();
        let here = |index: usize| {
            let words = &tokens[bounds[index] as usize..bounds[index + 1] as usize];
            Here { source, words, index: index as u32, gazetteer }
        };
        if let Some(given) = given {
            for (index, sentence) in sentences.iter().enumerate() {
                let here = here(index);
                let from = self.given.len();
                self.find_given(here, given, true);
                if self.shouts_beside(here, sentence.place, from) {
                    self.shouts.push(here.index);
                } else if self.given.len() > from {
                    self.given.truncate(from);
                    self.find_given(here, given, false);
                }
            }
            let mut active = vec![false; given.len()];
            for found in self.given.iter().filter(|found| !found.short) {
                active[found.owner as usize] = true;
            }
            self.given.retain(|found| active[found.owner as usize]);
        }
        let mut next = 0;
        for (index, sentence) in sentences.iter().enumerate() {
            let here = here(index);
            let from = next;
            let is_here = |found: &&GivenAt| found.sentence == here.index;
            next += self.given[from..].iter().take_while(is_here).count();
            let shouts = match given {
                Some(_) => self.shouts.binary_search(&here.index).is_ok(),
                None => is_shout(source, here.words, sentence.place, |_| false),
            };
            if shouts {
                if given.is_none() {
                    self.shouts.push(here.index);
                }
                for at in from..next {
                    self.emit_given(here, self.given[at]);
                }
            } else {
                self.sentence(here, from..next);
            }
        }
    }

    /// Whether capitals say nothing beside the caller's names, found from `from` on.
    fn shouts_beside(&self, here: Here, place: Place, from: usize) -> bool {
        let given = &self.given[from..];
        is_shout(here.source, here.words, place, |at| {
            let next = given.partition_point(|found| found.first as usize <= at);
            given[..next].last().is_some_and(|last| at < (last.first + last.len) as usize)
        })
    }

    fn sentence(&mut self, here: Here, given: std::ops::Range<usize>) {
        let mut given = given;
        let mut at = 0;
        while at < here.words.len() {
            let limit = given.clone().next().map(|next| self.given[next]);
            if let Some(found) = limit
                && found.first as usize == at
            {
                self.emit_given(here, found);
                at += found.len as usize;
                given.start += 1;
                continue;
            }
            if !here.is_name_like(at) || here.is_handle(at) {
                at += 1;
                continue;
            }
            let limit = limit.map_or(here.words.len(), |found| found.first as usize);
            at = self.read_run(here, at, limit);
            self.cut_run(here);
            self.name_run(here);
        }
    }

    fn push_word(&mut self, here: Here, at: usize) {
        let from = self.folded.len() as u32;
        fold_word(here.source, here.words[at], &mut self.folded);
        let folded = (from, self.folded.len() as u32);
        let word = here.gazetteer.word(&self.folded[from as usize..]);
        let capital = here.is_name_like(at);
        self.run.push(RunWord { token: at as u32, folded, word, capital });
    }

    fn folded(&self, word: &RunWord) -> &str {
        &self.folded[word.folded.0 as usize..word.folded.1 as usize]
    }

    /// Collects the words of a name that begins at `at`, and whatever stands beside it in capitals;
    /// gives the word after.
    fn read_run(&mut self, here: Here, at: usize, limit: usize) -> usize {
        self.folded.clear();
        self.run.clear();
        self.push_word(here, at);
        let mut at = at + 1;
        let mut duties = false;
        while at < limit && !here.parts(at) {
            let before = here.text(at - 1);
            if without_possessive(before).len() < before.len() {
                break;
            }
            if here.is_name_like(at) {
                self.push_word(here, at);
                at += 1;
                continue;
            }
            // small words inside names: "of", "for", "and", "von der"
            let goes_on = |to: usize| to < limit && !here.parts(to);
            let Some(last) = self.run.last() else { break };
            let mut to = at + 1;
            match here.text(at) {
                "of" | "for" if last.has(flag::HEAD) => {
                    duties |= last.has(flag::DUTY);
                    if goes_on(to) && here.text(to) == "the" {
                        to += 1;
                    }
                }
                "and" if duties => {}
                text if text.len() <= 3
                    && last.capital
                    && !last.has(flag::STOP)
                    && here.gazetteer.has(text, flag::PARTICLE) =>
                {
                    let is_particle = |to: usize| here.gazetteer.has(here.text(to), flag::PARTICLE);
                    while to < at + 3 && goes_on(to) && is_particle(to) {
                        to += 1;
                    }
                }
                _ => break,
            }
            if !goes_on(to) || !here.is_name_like(to) {
                break;
            }
            for word in at..=to {
                self.push_word(here, word);
            }
            at = to + 1;
        }
        at
    }

    /// Cuts the run into pieces.
    fn cut_run(&mut self, here: Here) {
        self.pieces.clear();
        let mut at = 0;
        while at < self.run.len() {
            let word = self.run[at];
            let (kind, len) = match self.listed(here, at) {
                Some((phrase, len)) => {
                    let &Phrase { class, id, power, .. } = phrase;
                    (Kind::Listed { class, id, power }, len)
                }
                None if word.capital && word.has(flag::STOP) && !self.is_surname(at) => {
                    (Kind::Stop, 1)
                }
                None => (Kind::Unknown, 1),
            };
            let (from, to) = (at as u32, (at + len) as u32);
            match self.pieces.last_mut() {
                Some(last) if last.kind == Kind::Unknown && kind == Kind::Unknown => last.to = to,
                _ => self.pieces.push(Piece { from, to, kind }),
            }
            at += len;
        }
    }

    fn listed(&self, here: Here, at: usize) -> Option<(&'static Phrase, usize)> {
        let word = self.run[at];
        let folded = |n: usize| self.run.get(at + n).map(|word| self.folded(word));
        let found =
            word.word.filter(|word| word.begins_any()).and_then(|word| word.longest(folded));
        if let Some((phrase, len)) = found {
            let text = here.text(word.token as usize);
            let shouts = || text.bytes().take(2).all(|byte| !byte.is_ascii_lowercase());
            return (!phrase.capitals || shouts()).then_some((phrase, len));
        }
        // "Russias"
        let stem = self.folded(&word).strip_suffix('s').filter(|stem| stem.len() > 3)?;
        if word.word.is_some() {
            return None;
        }
        let (phrase, _) = here.gazetteer.word(stem)?.longest(|_| None)?;
        matches!(phrase.class, Class::State | Class::City).then_some((phrase, 1))
    }

    /// Names what stands between titles and words that are no names.
    fn name_run(&mut self, here: Here) {
        let mut from = 0;
        for at in 0..=self.pieces.len() {
            let parts = self.pieces.get(at).is_none_or(|piece| {
                matches!(piece.kind, Kind::Stop | Kind::Listed { class: Class::Post, .. })
            });
            if parts {
                if from < at {
                    self.name_group(here, from, at);
                }
                from = at + 1;
            }
        }
    }

    fn name_group(&mut self, here: Here, from: usize, to: usize) {
        let mut to = to;
        let words = self.pieces[from].from as usize..self.pieces[to - 1].to as usize;
        if self.pieces[to - 1].kind == Kind::Unknown && self.is_thing(&self.run[words]) {
            // of "the Iran Deal" only Iran acts
            let acts = |piece: &Piece| match piece.kind {
                Kind::Listed { class, .. } => matches!(class, Class::State | Class::Institution),
                _ => false,
            };
            to = from + self.pieces[from..to].iter().take_while(|piece| acts(piece)).count();
            if to == from {
                return;
            }
        }
        let (first, last) = (self.pieces[from], self.pieces[to - 1]);
        let words = last.to - first.from;
        let ends = self.run[last.to as usize - 1];
        let has_head = || {
            let words = &self.run[first.from as usize..last.to as usize];
            words.windows(2).any(|pair| pair[0].has(flag::HEAD) && !pair[1].capital)
        };
        let person = self.is_person_after_all(&self.run[first.from as usize..last.to as usize]);
        if !person && words > 1 && last.kind == Kind::Unknown || to - from > 1 && has_head() {
            if ends.has(flag::HEAD | flag::FIRM) || has_head() {
                self.emit(here, first.from, last.to, What::Group);
                return;
            }
            if ends.has(flag::SITE) {
                self.emit(here, first.from, last.to, What::Site);
                return;
            }
        }
        if let [before, listed, after] = self.pieces[from..to]
            && let Kind::Listed { class: Class::Institution, .. } = listed.kind
            && (before.kind, after.kind) == (Kind::Unknown, Kind::Unknown)
            && listed.to - listed.from == 1
        {
            // "Jabhat Fatah al-Sham"
            self.emit(here, first.from, last.to, What::Group);
            return;
        }
        let mut at = from;
        while at < to {
            let piece = self.pieces[at];
            let next = self.pieces.get(at + 1).filter(|_| at + 1 < to).copied();
            at += 1;
            match (piece.kind, next) {
                (Kind::Unknown, Some(next)) if is_one_place(next) && piece.to - piece.from == 1 => {
                    // "Michael Ireland", "Northern Iraq"
                    let word = self.run[piece.from as usize];
                    if word.has(flag::QUARTER) {
                        self.emit(here, piece.from, next.to, What::Site);
                        at += 1;
                    } else if !self.is_common(&word) {
                        self.emit(here, piece.from, next.to, What::Person);
                        at += 1;
                    }
                }
                (Kind::Unknown, _) => self.emit(here, piece.from, piece.to, What::Single),
                (Kind::Listed { class: Class::Nation, id, .. }, _) => {
                    self.name_power(here, piece, id);
                }
                (Kind::Listed { .. }, Some(next))
                    if is_place(piece)
                        // "Russias FM"
                        && self.run[piece.from as usize].word.is_some()
                        && next.kind == Kind::Unknown
                        && !self.shouts(here, piece)
                        && !self.is_common(&self.run[next.from as usize]) =>
                {
                    // "Paris Moreau", "Boston Globe"
                    let given = self.run[piece.to as usize - 1].has(flag::GIVEN);
                    let plural = self.folded(&self.run[next.to as usize - 1]).ends_with('s');
                    let what = if given && !plural { What::Person } else { What::Group };
                    self.emit(here, piece.from, next.to, what);
                    at += 1;
                }
                (Kind::Listed { class, id, power }, _) => {
                    let token = self.run[piece.from as usize].token as usize;
                    let dateline = token == 0 && self.shouts(here, piece);
                    let acts = class == Class::City && !dateline && !self.is_within(here, token);
                    let id = power.filter(|_| acts).unwrap_or(id);
                    if class != Class::State || !self.is_in_title(here, piece) {
                        self.emit(here, piece.from, piece.to, What::Known(id));
                    }
                }
                (Kind::Stop, _) => {}
            }
        }
    }

    fn shouts(&self, here: Here, piece: Piece) -> bool {
        let text = here.text(self.run[piece.from as usize].token as usize);
        text.bytes().take(2).all(|byte| byte.is_ascii_uppercase() || byte == b'.')
    }

    /// "US" in "US Secretary of State John Kerry".
    fn is_in_title(&self, here: Here, piece: Piece) -> bool {
        let Some(next) = self.pieces.iter().position(|other| other.from == piece.to) else {
            return false;
        };
        let is_post = matches!(self.pieces[next].kind, Kind::Listed { class: Class::Post, .. });
        let text = here.text(self.run[piece.to as usize - 1].token as usize);
        is_post
            && without_possessive(text).len() == text.len()
            && self.pieces.get(next + 1).is_some_and(|piece| piece.kind == Kind::Unknown)
    }

    /// "the Syrian government".
    fn name_power(&mut self, here: Here, piece: Piece, id: u32) {
        let token = self.run[piece.to as usize - 1].token as usize;
        if token + 1 < here.words.len() && !here.parts(token + 1) {
            let mut folded = String::new();
            fold_into(here.text(token + 1), &mut folded);
            if here.gazetteer.has(&folded, flag::POWER) {
                let first = self.run[piece.from as usize].token;
                self.push(here, first, token as u32 + 2 - first, What::Power(id), true);
            }
        }
    }

    fn is_within(&self, here: Here, token: usize) -> bool {
        let mut at = token;
        // "in the eastern …"
        for _ in 0..3 {
            if at == 0 || here.parts(at) {
                return false;
            }
            at -= 1;
            let text = here.text(at);
            if here.gazetteer.has(text, flag::WHERE) {
                return true;
            }
            if text == "and" || text == "or" {
                // "in Moscow and Washington"
                let before = self.found.last();
                return before.is_some_and(|found| {
                    found.sentence == here.index
                        && found.within
                        && (found.first + found.len) as usize == at
                });
            }
            if text != "the" && !here.gazetteer.has(text, flag::QUARTER) {
                return false;
            }
        }
        false
    }

    /// Adds words of the run, without small words at the ends.
    fn emit(&mut self, here: Here, from: u32, to: u32, what: What) {
        let words = &self.run[from as usize..to as usize];
        let head = words.iter().take_while(|word| !word.capital).count();
        let tail = words.iter().rev().take_while(|word| !word.capital).count();
        if head + tail >= words.len() {
            return;
        }
        let mut words = &words[head..words.len() - tail];
        // "Judge Amalia Stroud"
        while let [first, rest @ ..] = words
            && let [next, beyond @ ..] = rest
            && matches!(what, What::Single | What::Person)
            && next.capital
            // "Meet Anna Hale"
            && (first.has(flag::POST)
                || first.has(flag::COMMON) && next.has(flag::GIVEN) && !beyond.is_empty())
        {
            words = rest;
        }
        let what = match what {
            What::Single if words.len() > 1 => match self.kind_of(here, words) {
                Some(what) => what,
                None => return,
            },
            what => what,
        };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let (first, len) = (first.token, last.token + 1 - first.token);
        let text = here.text(first as usize);
        let mut emphasis = false;
        if len == 1 && what == What::Single {
            let name = without_possessive(text);
            let capitals = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
            let quarter = words[0].has(flag::QUARTER);
            if name.chars().nth(1).is_none() || quarter || capitals && name.len() > LONGEST_ACRONYM
            {
                return;
            }
            let behind_name = || name.contains('.') && here.gap(first as usize).starts_with(',');
            emphasis = capitals && name.len() > SHORT_ACRONYM || behind_name();
        }
        let start = here.is_start(first as usize);
        let sure = !(start || emphasis) || !matches!(what, What::Single | What::Person);
        self.push(here, first, len, what, sure);
    }

    fn push(&mut self, here: Here, first: u32, len: u32, what: What, sure: bool) {
        let at = first as usize;
        let before = at.checked_sub(1).map(|before| here.text(before));
        let article = before.is_some_and(|text| matches!(text, "the" | "The" | "a" | "an"));
        let within = match what {
            What::Known(_) | What::Site | What::Single => self.is_within(here, at),
            _ => false,
        };
        let (mut office, mut gender) = (None, 0);
        let mut what = what;
        if matches!(what, What::Single | What::Person | What::Given(_)) {
            let after_given = self.found.last().is_some_and(|last| {
                matches!(last.what, What::Given(_))
                    && (last.sentence, last.first + last.len) == (here.index, first)
            });
            if !after_given {
                (office, gender) = post_before(here, at).unwrap_or_default();
            }
            office = office.or_else(|| post_after(here, at + len as usize));
            if what == What::Single {
                what = match (len, article, office) {
                    (_, _, Some(_)) => What::Person,
                    (1, ..) => What::Single,
                    (_, true, _) => What::Group,
                    _ => What::Person,
                };
            }
        }
        let sure = sure || office.is_some();
        let from = self.names.len() as u32;
        for (n, word) in here.words[at..at + len as usize].iter().enumerate() {
            // "John F. Kerry" is "John Kerry"
            let initial = n > 0 && n + 1 < len as usize && word.span.len() == 1;
            let younger = || {
                let text = here.text(at + n);
                n > 1 && text.len() < 4 && YOUNGER.iter().any(|end| end.eq_ignore_ascii_case(text))
            };
            if !initial && !younger() {
                if n > 0 {
                    self.names.push(' ');
                }
                fold_word(here.source, *word, &mut self.names);
            }
        }
        let name = (from, self.names.len() as u32);
        let (sentence, lost) = (here.index, false);
        if what == What::Person && len > 1 {
            self.name_spouse(here, first, name);
        }
        let found =
            Found { sentence, first, len, what, office, gender, sure, article, within, lost, name };
        self.found.push(found);
    }
}

/// Folding, at little cost for plain words.
fn fold_word(source: &str, word: Token, out: &mut String) {
    let text = word.span.of(source);
    if word.is_plain() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
    } else {
        fold_into(text, out);
    }
}

/// One word that is a state or a city: a first name or surname too.
fn is_one_place(piece: Piece) -> bool {
    is_place(piece) && piece.to - piece.from == 1
}

fn is_place(piece: Piece) -> bool {
    matches!(piece.kind, Kind::Listed { class: Class::State | Class::City, .. })
}
