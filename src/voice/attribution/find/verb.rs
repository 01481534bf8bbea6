//! Verbs before what they report, and passives.

use super::super::content::{Content, LONGEST, Reach, is_finite, rightward};
use super::super::phrase::{Range, is_nounish, right, subject};
use super::super::unit::{Kind, Tok};
use super::super::words::{Class, Lemma};
use super::follow::particle;
use super::{Finder, Found};

/// Words between "quoted" and "as saying".
const CITED: usize = 16;

impl Finder<'_> {
    pub(super) fn verb(&mut self, at: usize) {
        let toks = self.toks;
        let tok = &toks[at];
        if !tok.is(Class::CUE_VERB) && !tok.is(Class::LIGHT) && !tok.is(Class::UTTER) {
            return;
        }
        let Some(group) = self.group(at) else { return };
        let (low, high) = self.bounds(at);
        let mut cue = group.start.max(low)..at + 1;
        // "continued to express"
        if group.infinitive && cue.start >= low + 2 && toks[cue.start - 2].is(Class::CHAIN) {
            let outer = cue.start - 2;
            let Some(outer_group) = self.group(outer) else { return };
            cue.start = outer_group.start.max(low);
        }
        if tok.is(Class::CITES) && self.as_saying(at, &cue, low, high, group.passive) {
            return;
        }
        if group.passive {
            self.passive(at, cue, low, high);
            return;
        }
        let next = toks.get(at + 1).filter(|_| at + 1 < high);
        let mut from = at + 1;
        let mut colon = false;
        let reach;
        if tok.is(Class::PARTICLE)
            && let Some(length) = particle(toks, at)
        {
            cue.end += length;
            from = cue.end;
            if matches!(self.kind(from), Some(Kind::Colon | Kind::Comma))
                && self.kind(from + 1) == Some(Kind::Quote)
            {
                colon = self.kind(from) == Some(Kind::Colon);
                from += 1;
            }
            reach = if toks.get(from).is_some_and(|t| t.kind == Kind::Quote) {
                Reach::Far
            } else {
                Reach::Near
            };
        } else if let Some(end) = self.light(at, high) {
            cue.end = end;
            from = end;
            reach = Reach::Near;
        } else if let Some(next) = next {
            let quote_next = next.kind == Kind::Quote
                || matches!(next.kind, Kind::Comma | Kind::Colon)
                    && toks.get(at + 2).is_some_and(|t| t.kind == Kind::Quote);
            let mut speech = tok.is(Class::SAY) || tok.is(Class::UTTER) && quote_next;
            if tok.is(Class::TELL)
                && self.addressee(at, high).is_some_and(|end| {
                    from = end;
                    true
                })
            {
                speech = true;
            } else if tok.is(Class::TELL) && !tok.is(Class::SAY) {
                return;
            }
            let adjunct = if speech { self.adjunct_to_clause(from, high) } else { from };
            let follow = toks.get(adjunct).filter(|_| adjunct < high);
            let quote = follow.is_some_and(|t| t.kind == Kind::Quote)
                || follow.is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Colon))
                    && toks.get(adjunct + 1).is_some_and(|t| t.kind == Kind::Quote);
            let clause = || self.clause(adjunct, high);
            if speech && quote {
                if self.kind(adjunct) == Some(Kind::Colon) && adjunct == cue.end {
                    colon = true;
                }
                from = if follow.is_some_and(|t| t.kind == Kind::Quote) {
                    adjunct
                } else {
                    adjunct + 1
                };
                reach = Reach::Far;
            } else if speech && follow.is_some_and(|t| t.kind == Kind::Colon) {
                colon = adjunct == cue.end;
                from = adjunct + 1;
                reach = Reach::Far;
            } else if (speech || tok.is(Class::CLAUSE)) && clause() {
                from = adjunct;
                // "Asked if it was late, she …": what opens a sentence ends at its comma
                let opens = cue.start == low && (tok.is(Class::PAST) || tok.is(Class::ING));
                reach = if speech && !opens { Reach::Far } else { Reach::Near };
            } else if speech && is_finite(next) && self.relative(low, cue.start).is_some() {
                reach = Reach::Far;
            } else if tok.is(Class::INFINITIVE) && self.says(at + 1, Class::TO) {
                reach = Reach::Near;
            } else if tok.is(Class::EVIDENT)
                && (self.says(at + 1, Class::TO)
                    || next.is(Class::ADJECTIVE)
                    || self.says(at + 1, Class::THAT))
            {
                let mut content: Content = subject(toks, low, cue.start).into_iter().collect();
                content.extend(rightward(toks, at + 1, high, Reach::Near));
                self.finish(cue, None, content, tok.lemma());
                return;
            } else if tok.is(Class::TELL) && from > at + 1 && self.says(from, Class::TO)
                || tok.is(Class::OBJECT_VERB) && self.noun_phrase(at + 1)
            {
                reach = Reach::Near;
            } else if tok.is(Class::SAY)
                && !tok.is(Class::WEAK)
                && !tok.is(Class::ING)
                && (next.is_word() || next.kind == Kind::Quote)
                && self.noun_phrase(at + 1)
            {
                reach = Reach::Far;
            } else {
                return;
            }
        } else {
            return;
        }
        if colon {
            cue.end += 1;
        }
        let mut content: Content = rightward(toks, from, high, reach).into_iter().collect();
        if content.is_empty() {
            return;
        }
        // "the piece, which cites officials, …": what is cited speaks inside what cites it
        if tok.is(Class::CITES)
            && tok.lemma() == Lemma::CITE
            && let Some(cited) = right(toks, at + 1, high, false)
        {
            self.cited(cue, cited, at);
            return;
        }
        let mut source = None;
        if !group.infinitive {
            source = self.active_subject(low, cue.start, tok);
        }
        // "what X called Y"
        if let Some(what) = source
            .as_ref()
            .map(|s| s.start)
            .filter(|s| *s > low && self.says(s - 1, Class::WHAT) && tok.is(Class::OBJECT_VERB))
        {
            content.begin(what - 1..what);
        }
        // "which X said would Y"
        if is_finite(&toks[from])
            && let Some(relative) = self.relative(low, cue.start)
        {
            content.begin(relative..relative + 1);
        }
        if source.is_none() {
            source = self.earlier_subject(low, cue.start);
        }
        self.finish(cue, source, content, tok.lemma());
    }

    /// "was quoted as saying", "quoted an official as saying", "was quoted by the agency as saying":
    /// whom another source cites speaks inside what that one says.
    #[inline(never)]
    fn as_saying(
        &mut self,
        at: usize,
        cue: &Range,
        low: usize,
        high: usize,
        passive: bool,
    ) -> bool {
        let toks = self.toks;
        let mut behind = (at + 1..high.min(at + CITED))
            .take_while(|&i| toks[i].is_word() || toks[i].kind == Kind::Comma);
        let Some(link) =
            behind.find(|&i| self.says(i, Class::AS) && self.says(i + 1, Class::SAYING))
        else {
            return false;
        };
        let mut from = link + 2;
        let mut end = from;
        if matches!(self.kind(from), Some(Kind::Colon | Kind::Comma)) {
            end += usize::from(self.kind(from) == Some(Kind::Colon));
            from += 1;
        }
        let Some(content) = rightward(toks, from, high, Reach::Far) else { return false };
        let subject = subject(toks, low, cue.start);
        if link == at + 1 {
            if !passive {
                return false;
            }
            self.finish(cue.start..end, subject, Content::from_iter([content]), Lemma::QUOTE);
            return true;
        }
        let (citing, cited, mut outer) = if passive {
            if !self.says(at + 1, Class::BY) {
                return false;
            }
            (Some(at + 2..link), subject.clone(), Content::from_iter(subject))
        } else {
            (subject, Some(at + 1..link), Content::default())
        };
        let reported = if passive { link } else { at + 1 };
        outer.push(reported..content.end);
        let inner = Found {
            source: cited,
            cue: link..end,
            content: Content::from_iter([content]),
            lemma: Lemma::SAY,
            inside: Some(cue.clone()),
            ..Found::default()
        };
        self.finish(cue.clone(), citing, outer, toks[at].lemma());
        self.push(inner);
        true
    }

    /// The relative pronoun right before the subject of the verb at `cue`.
    fn relative(&self, low: usize, cue: usize) -> Option<usize> {
        let subject = subject(self.toks, low, cue)?;
        let before = subject.start.checked_sub(1).filter(|before| *before >= low)?;
        self.says(before, Class::RELATIVE).then_some(before)
    }

    /// "expressed concern about", "made the claim that": where the cue ends.
    pub(super) fn light(&self, at: usize, high: usize) -> Option<usize> {
        let toks = self.toks;
        if !toks[at].is(Class::LIGHT) {
            return None;
        }
        let noun = (at + 1..high.min(at + 5))
            .take_while(|&i| toks[i].is_word() && !toks[i].is(Class::PREP))
            .filter(|&i| toks[i].is(Class::NOUN))
            .last()?;
        if self.says(noun + 1, Class::THAT) {
            return Some(noun + 1);
        }
        self.says(noun + 1, Class::OF_LIGHT).then_some(noun + 2)
    }

    /// A source that another source cites: it says what that one says.
    #[inline(never)]
    pub(super) fn cited(&mut self, cue: Range, cited: Range, at: usize) {
        let near = |f: &&Found| f.cue.start < at + LONGEST && at < f.cue.end + LONGEST;
        let holds = |f: &&Found| {
            // "reported, citing two officials, that"
            f.cue.end + 1 == cue.start
                || f.source
                    .as_ref()
                    .is_some_and(|s| s.contains(&at) || s.end + 2 >= cue.start && s.end <= at)
        };
        let citing = self.memory.found.iter().rev().take(12).filter(near).find(holds);
        let comma = cited.clone().find(|&i| self.kind(i) == Some(Kind::Comma));
        let cited = cited.start..comma.unwrap_or(cited.end);
        let citing = citing.map(|f| (f.content, Some(f.cue.clone())));
        match citing {
            Some((content, inside)) => {
                let source = Some(cited);
                let lemma = Lemma::CITE;
                self.push(Found { source, cue, content, lemma, inside, ..Found::default() });
            }
            None => self.finish(cue, None, Content::from_iter([cited]), Lemma::CITE),
        }
    }

    pub(super) fn active_subject(&self, low: usize, cue: usize, verb: &Tok) -> Option<Range> {
        let toks = self.toks;
        if cue > low && toks[cue - 1].kind == Kind::Comma && verb.is(Class::ING) {
            return None;
        }
        if cue > low
            && toks[cue - 1].is_word()
            && (toks[cue - 1].is(Class::PREP) || toks[cue - 1].is(Class::STOP))
        {
            return None;
        }
        let with = || {
            let words = (low..cue).rev().take(8).take_while(|&i| toks[i].is_word());
            words.into_iter().find(|&i| self.says(i, Class::WITH)).map(|i| i + 1..cue)
        };
        subject(toks, low, cue).or_else(|| with().filter(|r| verb.is(Class::ING) && !r.is_empty()))
    }

    /// The subject of an earlier cue of the unit, else of the sentence.
    #[inline(never)]
    pub(super) fn earlier_subject(&self, low: usize, cue: usize) -> Option<Range> {
        let earlier = self
            .memory
            .found
            .iter()
            .rev()
            .take(12)
            .filter(|f| f.cue.end <= cue && f.cue.start + 40 > cue);
        let last = earlier.filter(|f| f.source.is_some()).max_by_key(|f| f.cue.start);
        let inside = last.and_then(|f| f.content.iter().find(|part| part.contains(&cue)));
        if let Some(last) = last
            && inside.as_ref().is_none_or(|part| {
                !part.clone().take_while(|i| *i < cue).any(|i| self.predicates(i))
            })
        {
            return last.source.clone();
        }
        let low = inside
            .as_ref()
            .map_or(low, |part| part.start + usize::from(self.says(part.start, Class::THAT)));
        let verbs = low + 1..cue.min(low + 60);
        let mut verbs = verbs.filter(|&i| self.predicates(i));
        let finite = if inside.is_some() { verbs.next_back() } else { verbs.next() }?;
        let mut end = finite;
        while end > low && self.toks[end - 1].is(Class::ADVERB) {
            end -= 1;
        }
        let found = subject(self.toks, low, end).filter(|s| !self.says(s.start, Class::MUTE));
        // "the calls" may look like a subject and its verb
        match last {
            Some(last) if found.clone().is_some_and(|s| self.only_determines(s)) => {
                last.source.clone()
            }
            _ => found,
        }
    }

    fn only_determines(&self, mut words: Range) -> bool {
        words.all(|i| self.toks[i].is(Class::DET))
    }

    /// Whether the word at `i` is a finite verb, as far as its form and the word before it tell.
    fn predicates(&self, i: usize) -> bool {
        let tok = &self.toks[i];
        is_finite(tok)
            || tok.is_word()
                && tok.is(Class::PAST)
                && i > 0
                && (is_nounish(&self.toks[i - 1]) || self.toks[i - 1].is(Class::SUBJECT))
    }

    #[inline(never)]
    pub(super) fn passive(&mut self, at: usize, mut cue: Range, low: usize, high: usize) {
        let toks = self.toks;
        let tok = &toks[at];
        if self.says(at + 1, Class::BY) {
            let Some(by) = right(toks, at + 2, high, false) else { return };
            let mut content: Content = subject(toks, low, cue.start).into_iter().collect();
            // "was seen by many as"
            if self.says(by.end, Class::AS) {
                content.extend(rightward(toks, by.end, high, Reach::Near));
            }
            if content.is_empty() || !(tok.is(Class::OBJECT_VERB) || tok.is(Class::SAY)) {
                return;
            }
            self.finish(cue, Some(by), content, tok.lemma());
            return;
        }
        if tok.is(Class::TELL) && self.clause(at + 1, high) {
            let content = rightward(toks, at + 1, high, Reach::Near);
            self.finish(cue, None, content.into_iter().collect(), tok.lemma());
            return;
        }
        // "was called to the office" is no infinitive
        let goal =
            toks.get(at + 2).is_some_and(|t| t.is(Class::DET) || t.capital() || !t.is_word());
        let to = self.says(at + 1, Class::TO) && !goal
            || self.says(at + 1, Class::AS)
            || self.says(at + 1, Class::FOR)
            || self.says(at + 1, Class::OF);
        if !(to || tok.is(Class::SAY) && self.says(at + 1, Class::THAT)) {
            return;
        }
        if self.says(at + 1, Class::AS) || tok.is(Class::ADJECTIVE) && self.says(at + 1, Class::TO)
        {
            // "is known as", "is determined to"
            cue.end += usize::from(self.says(at + 1, Class::AS));
        }
        let mut content: Content = subject(toks, low, cue.start).into_iter().collect();
        let from = cue.end;
        content.extend(rightward(toks, from, high, Reach::Near));
        if content.len() == 2 {
            self.finish(cue, None, content, tok.lemma());
        }
    }
}
