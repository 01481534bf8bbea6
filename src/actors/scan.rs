//! Names in the sentences of an article, one by one: capitalised runs, cut where titles, peoples and
//! listed names begin and end. Who is who is settled in `merge`.

mod given;
mod run;

use std::ops::Range;

use super::gazetteer::{Class, Gazetteer, Phrase, flag};
use super::given::ActorNames;
use super::here::{FoldedSentence, Here, fold_word};
use super::names::Names;
use super::office::{post_after, post_before};
use super::shout::is_shout;
use super::starts::Starts;
use crate::text::{Place, Sentence, Span, Token, fold_into};
use given::GivenAt;
use run::{emphasis_of, is_person_after_all, is_thing, is_younger};

/// What may stand between a name and the preposition before it, or be that.
const BESIDE: u32 = flag::WHERE | flag::QUARTER | flag::LINK | flag::ARTICLE;

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
    pub gender: u32,
    /// Whether the place (head of a sentence) does not explain the capital.
    pub sure: bool,
    /// After "the".
    pub article: bool,
    /// After "in", "at" or the like.
    pub within: bool,
    /// Ends in the s of a lost possessive, as the list of the caller tells.
    pub lost: bool,
    /// Its folded words in [`Scan::names`].
    pub name: u32,
}

/// A part of a run of capitals: words that belong together.
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

impl Kind {
    fn of(&Phrase { class, id, power, .. }: &Phrase) -> Self {
        Self::Listed { class, id, power }
    }
}

#[derive(Debug, Default)]
pub(super) struct Scan {
    pub found: Vec<Found>,
    pub names: Names,
    /// Sentences in which capitals say nothing.
    pub shouts: Vec<u32>,
    /// What the words of the article are in the gazetteer.
    pub numbers: Vec<u32>,
    pub starts: Starts,
    /// The words of the sentence at hand, where all are needed.
    pub sentence: FoldedSentence,
    folded: String,
    pieces: Vec<Piece>,
    given: Vec<GivenAt>,
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
        let numbers = std::mem::take(&mut self.numbers);
        let mut starts = std::mem::take(&mut self.starts);
        starts.read(source, tokens);
        let here = |index: usize| {
            let range = bounds[index] as usize..bounds[index + 1] as usize;
            let (index, first, starts) = (index as u32, range.start, &starts);
            let (words, numbers) = (&tokens[range.clone()], &numbers[range]);
            Here { source, words, numbers, index, first, starts, gazetteer }
        };
        if let Some(given) = given {
            for (index, sentence) in sentences.iter().enumerate() {
                let here = &here(index);
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
            let here = &here(index);
            let from = next;
            let is_here = |found: &&GivenAt| found.sentence == here.index;
            next += self.given[from..].iter().take_while(is_here).count();
            let shouts = match given {
                Some(_) => self.shouts.binary_search(&here.index).is_ok(),
                None => is_shout(here, sentence.place, |_| false),
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
        self.numbers = numbers;
        self.starts = starts;
    }

    /// Whether capitals say nothing beside the caller's names, found from `from` on.
    fn shouts_beside(&self, here: &Here, place: Place, from: usize) -> bool {
        let given = &self.given[from..];
        is_shout(here, place, |at| {
            let next = given.partition_point(|found| found.first as usize <= at);
            given[..next].last().is_some_and(|last| at < (last.first + last.len) as usize)
        })
    }

    fn sentence(&mut self, here: &Here, given: Range<usize>) {
        let mut at = 0;
        for next in given {
            let found = self.given[next];
            self.runs(here, at, found.first as usize);
            self.emit_given(here, found);
            at = (found.first + found.len) as usize;
        }
        self.runs(here, at, here.words.len());
    }

    /// The names in some words.
    fn runs(&mut self, here: &Here, from: usize, limit: usize) {
        let mut at = from;
        while let Some(from) = here.next_name(at, limit) {
            if here.is_handle(from) {
                at = from + 1;
                continue;
            }
            at = read_run(here, from, limit);
            if at - from > 1 {
                self.cut_run(here, from, at);
                self.name_run(here);
            } else if here.flags(from) & (flag::STOP | flag::BEGINS_PHRASE) == flag::STOP {
                // "The", "He": most words that begin a sentence
            } else if let Some((phrase, len)) = self.listed(here, from, at) {
                let (from, to, kind) = (from as u32, (from + len) as u32, Kind::of(phrase));
                self.pieces.clear();
                self.pieces.push(Piece { from, to, kind });
                self.name_listed(here, 0);
            } else if !here.has(from, flag::STOP) {
                self.emit(here, from as u32, at as u32, What::Single);
            }
        }
    }

    /// The folded form of a word.
    fn folded(&mut self, here: &Here, at: usize) -> &str {
        self.folded.clear();
        fold_word(here.source, here.words[at], &mut self.folded);
        &self.folded
    }

    fn ends_in_s(&mut self, here: &Here, at: usize) -> bool {
        let text = here.text(at);
        if here.words[at].is_plain() {
            text.ends_with(['s', 'S'])
        } else {
            self.folded(here, at).ends_with('s')
        }
    }

    /// Cuts a run into pieces.
    fn cut_run(&mut self, here: &Here, from: usize, end: usize) {
        self.pieces.clear();
        let mut at = from;
        while at < end {
            let (kind, len) = match self.listed(here, at, end) {
                Some((phrase, len)) => (Kind::of(phrase), len),
                None if here.has(at, flag::STOP)
                    && here.is_name_like(at)
                    && !self.is_surname(here, at) =>
                {
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

    fn listed(&mut self, here: &Here, at: usize, end: usize) -> Option<(&'static Phrase, usize)> {
        let behind = &here.numbers[at + 1..end];
        if let Some((phrase, len)) = here.gazetteer.longest(here.numbers[at], behind) {
            let shouts = || here.text(at).bytes().take(2).all(|byte| !byte.is_ascii_lowercase());
            return (!phrase.capitals || shouts()).then_some((phrase, len));
        }
        // "Russias"
        if here.has(at, flag::LISTED) || !self.ends_in_s(here, at) {
            return None;
        }
        let stem = self.folded(here, at).strip_suffix('s').filter(|stem| stem.len() > 3)?;
        let (phrase, _) = here.gazetteer.longest(here.gazetteer.number(stem), &[])?;
        matches!(phrase.class, Class::State | Class::City).then_some((phrase, 1))
    }

    /// Names what stands between titles and words that are no names.
    fn name_run(&mut self, here: &Here) {
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

    fn name_group(&mut self, here: &Here, from: usize, to: usize) {
        let mut to = to;
        let words = self.pieces[from].from as usize..self.pieces[to - 1].to as usize;
        if self.pieces[to - 1].kind == Kind::Unknown && is_thing(here, words) {
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
        let words = first.from as usize..last.to as usize;
        let ends = words.end - 1;
        let has_head = || {
            let mut pairs = words.start..ends;
            pairs.any(|at| here.has(at, flag::HEAD) && !here.is_name_like(at + 1))
        };
        let alone = words.len() == 1 || last.kind != Kind::Unknown;
        if !alone && !is_person_after_all(here, words.clone()) || to - from > 1 && has_head() {
            if here.has(ends, flag::HEAD | flag::FIRM) || has_head() {
                self.emit(here, first.from, last.to, What::Group);
                return;
            }
            if here.has(ends, flag::SITE) {
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
                    let word = piece.from as usize;
                    if here.has(word, flag::QUARTER) {
                        self.emit(here, piece.from, next.to, What::Site);
                        at += 1;
                    } else if !self.is_common(here, word) {
                        self.emit(here, piece.from, next.to, What::Person);
                        at += 1;
                    }
                }
                (Kind::Unknown, _) => self.emit(here, piece.from, piece.to, What::Single),
                (Kind::Listed { .. }, Some(next))
                    if is_place(piece)
                        // "Russias FM"
                        && here.has(piece.from as usize, flag::LISTED)
                        && next.kind == Kind::Unknown
                        && !shouts(here, piece)
                        && !self.is_common(here, next.from as usize) =>
                {
                    // "Paris Moreau", "Boston Globe"
                    let given = here.has(piece.to as usize - 1, flag::GIVEN);
                    let plural = self.ends_in_s(here, next.to as usize - 1);
                    let what = if given && !plural { What::Person } else { What::Group };
                    self.emit(here, piece.from, next.to, what);
                    at += 1;
                }
                (Kind::Listed { .. }, _) => self.name_listed(here, at - 1),
                (Kind::Stop, _) => {}
            }
        }
    }

    /// Names whom the lists know; `at` is its piece.
    fn name_listed(&mut self, here: &Here, at: usize) {
        let piece = self.pieces[at];
        let Kind::Listed { class, id, power } = piece.kind else { return };
        match class {
            Class::Post => {}
            Class::Nation => self.name_power(here, piece, id),
            Class::State if self.is_in_title(here, at) => {}
            Class::State | Class::City | Class::Institution => {
                let dateline = || piece.from == 0 && shouts(here, piece);
                let acts = || !dateline() && !self.is_within(here, piece.from as usize);
                let power = power.filter(|_| class == Class::City && acts());
                self.emit(here, piece.from, piece.to, What::Known(power.unwrap_or(id)));
            }
        }
    }

    /// "US" in "US Secretary of State John Kerry"; `at` is its piece.
    fn is_in_title(&self, here: &Here, at: usize) -> bool {
        let [_, next, after, ..] = &self.pieces[at..] else { return false };
        matches!(next.kind, Kind::Listed { class: Class::Post, .. })
            && !here.is_possessive(next.from as usize - 1)
            && after.kind == Kind::Unknown
    }

    /// "the Syrian government".
    fn name_power(&mut self, here: &Here, piece: Piece, id: u32) {
        let next = piece.to as usize;
        if next < here.words.len() && here.has(next, flag::POWER) && !here.parts(next) {
            self.push(here, piece.from, piece.to + 1 - piece.from, What::Power(id), true);
        }
    }

    fn is_within(&self, here: &Here, token: usize) -> bool {
        let mut at = token;
        // "in the eastern …"
        for _ in 0..3 {
            if at == 0 || !here.has(at - 1, BESIDE) || here.parts(at) {
                return false;
            }
            at -= 1;
            let text = here.text(at);
            if here.has_small(at, flag::WHERE) {
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
            if text != "the" && !here.has_small(at, flag::QUARTER) {
                return false;
            }
        }
        false
    }

    /// Adds words of the run, without small words at the ends.
    fn emit(&mut self, here: &Here, from: u32, to: u32, what: What) {
        let (mut from, mut to) = (from as usize, to as usize);
        while from < to && !here.is_name_like(from) {
            from += 1;
        }
        while from < to && !here.is_name_like(to - 1) {
            to -= 1;
        }
        // "Judge Amalia Stroud"
        while from + 1 < to
            && matches!(what, What::Single | What::Person)
            && here.is_name_like(from + 1)
            // "Meet Anna Hale"
            && (here.has(from, flag::POST)
                || here.has(from, flag::COMMON)
                    && here.has(from + 1, flag::GIVEN)
                    && from + 2 < to)
        {
            from += 1;
        }
        if from == to {
            return;
        }
        let what = match what {
            What::Single if to - from > 1 => match self.kind_of(here, from..to) {
                Some(what) => what,
                None => return,
            },
            what => what,
        };
        let (first, len) = (from as u32, (to - from) as u32);
        let mut emphasis = false;
        if len == 1 && what == What::Single {
            match emphasis_of(here, from).filter(|_| !here.has(from, flag::QUARTER)) {
                Some(found) => emphasis = found,
                None => return,
            }
        }
        let start = here.is_start(first as usize);
        let sure = !(start || emphasis) || !matches!(what, What::Single | What::Person);
        self.push(here, first, len, what, sure);
    }

    fn push(&mut self, here: &Here, first: u32, len: u32, what: What, sure: bool) {
        let at = first as usize;
        let article = at > 0
            && here.has(at - 1, flag::ARTICLE)
            && matches!(here.text(at - 1), "the" | "The" | "a" | "an");
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
        let name = self.name(here, at, len as usize);
        let (sentence, lost) = (here.index, false);
        if what == What::Person && len > 1 {
            self.name_spouse(here, first, name);
        }
        let found =
            Found { sentence, first, len, what, office, gender, sure, article, within, lost, name };
        self.found.push(found);
    }

    /// The name that some words are, folded.
    fn name(&mut self, here: &Here, first: usize, len: usize) -> u32 {
        let from = self.names.text.len();
        let mut several = false;
        for (n, word) in here.words[first..first + len].iter().enumerate() {
            self.names.mark(word.word);
            // "John F. Kerry" is "John Kerry"
            let initial = n > 0 && n + 1 < len && word.span.len() == 1;
            let younger = || n > 1 && is_younger(here.text(first + n));
            if !initial && !younger() {
                if n > 0 {
                    self.names.text.push(' ');
                    several = true;
                }
                if word.is_plain() {
                    self.names.text.push_str(word.span.of(here.source));
                } else {
                    fold_into(word.span.of(here.source), &mut self.names.text);
                }
            }
        }
        self.names.text[from..].make_ascii_lowercase();
        let name = self.names.add(from);
        let known = &mut self.names[name];
        (known.first, known.several) = (here.numbers[first], several);
        name
    }
}

/// Where the run of words ends that begins with a name at `at`: whatever stands beside it in capitals,
/// and the small words between.
fn read_run(here: &Here, at: usize, limit: usize) -> usize {
    let mut at = at + 1;
    let mut duties = false;
    while at < limit {
        let is_name = here.is_name_like(at);
        if !is_name && !here.has(at, flag::LINK | flag::PARTICLE)
            || here.parts(at)
            || here.is_possessive(at - 1)
        {
            break;
        }
        if is_name {
            at += 1;
            continue;
        }
        // small words inside names: "of", "for", "and", "von der"
        let goes_on = |to: usize| to < limit && !here.parts(to);
        let (last, mut to) = (at - 1, at + 1);
        match here.text(at) {
            "of" | "for" if here.has(last, flag::HEAD) => {
                duties |= here.has(last, flag::DUTY);
                if goes_on(to) && here.text(to) == "the" {
                    to += 1;
                }
            }
            "and" if duties => {}
            text if text.len() <= 3
                && here.has_small(at, flag::PARTICLE)
                && !here.has(last, flag::STOP) =>
            {
                while to < at + 3 && goes_on(to) && here.has_small(to, flag::PARTICLE) {
                    to += 1;
                }
            }
            _ => break,
        }
        if !goes_on(to) || !here.is_name_like(to) {
            break;
        }
        at = to + 1;
    }
    at
}

fn shouts(here: &Here, piece: Piece) -> bool {
    let text = here.text(piece.from as usize);
    text.bytes().take(2).all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

/// One word that is a state or a city: a first name or surname too.
fn is_one_place(piece: Piece) -> bool {
    is_place(piece) && piece.to - piece.from == 1
}

fn is_place(piece: Piece) -> bool {
    matches!(piece.kind, Kind::Listed { class: Class::State | Class::City, .. })
}
