//! Cues that stand beside what they report: "…, X said", "according to X", "X: …".

use super::super::content::{Content, LONGEST, Reach, is_finite, rightward, trimmed};
use super::super::phrase::{Range, is_nounish, right, subject};
use super::super::unit::{Kind, Tok};
use super::super::words::{Class, Lemma};
use super::follow::particle;
use super::{Finder, Found};

impl Finder<'_> {
    /// Skips what may stand between a verb and the end of a parenthetical.
    pub(super) fn adjunct_end(&self, from: usize, tell: bool) -> usize {
        let toks = self.toks;
        let mut i = from;
        let mut budget = 12;
        let named = |t: &Tok| t.is_word() && (t.is(Class::DET) || !t.is(Class::BOUNDARY));
        if tell
            && toks.get(i).is_some_and(named)
            && let Some(range) = right(toks, i, toks.len(), false)
        {
            i = range.end;
        }
        while budget > 0 && i < toks.len() {
            let tok = &toks[i];
            let starts = tok.is_word()
                && (tok.is(Class::ING)
                    || self.says(i, Class::AS)
                    || tok.is(Class::PLACE)
                    || tok.is(Class::DAY)
                    || tok.is(Class::PREP)
                    || tok.is(Class::ADVERB)
                    || tok.is(Class::STOP));
            if !starts {
                break;
            }
            let ends = |j: &usize| !toks[*j].is_word() && !self.shortens(*j);
            let run = (i + 1..toks.len().min(i + 14)).find(ends).unwrap_or(toks.len());
            // "before adding that": another cue
            if toks[i..run].iter().any(|t| t.is(Class::SAY) && t.is(Class::ING)) {
                break;
            }
            i = run;
            budget = 0;
        }
        i
    }

    /// The subject behind its verb: "“…,” said X".
    fn inverted(&self, at: usize, cue: usize, low: usize) -> Option<Range> {
        let toks = self.toks;
        let tok = &toks[at];
        let ended = |i: usize| toks[i].kind.ends_clause();
        let fits = cue > low
            && ended(cue - 1)
            && at == cue
            && (tok.is(Class::PAST) || tok.is(Class::THIRD))
            && !tok.is(Class::TELL);
        if !fits {
            return None;
        }
        let np = right(toks, at + 1, self.sentence_end(at), true)?;
        let first = &toks[np.start];
        let opens = (first.capital()
            || first.is(Class::DET)
            || first.is(Class::SUBJECT)
            || is_nounish(first))
            && (first.is(Class::DET) || !first.is(Class::BOUNDARY) && !first.is(Class::OBJECT));
        let plain = !toks[np.clone()].iter().take_while(|t| t.kind != Kind::Comma).any(is_finite);
        (opens && plain).then_some(np)
    }

    /// The stop of an abbreviation inside a name.
    fn shortens(&self, at: usize) -> bool {
        self.toks[at].kind == Kind::Stop
            && at > 0
            && self.toks[at - 1].capital()
            && self.toks.get(at + 1).is_some_and(Tok::capital)
    }

    pub(super) fn closes(&self, at: usize) -> bool {
        self.toks.get(at).is_none_or(|t| {
            matches!(
                t.kind,
                Kind::Stop
                    | Kind::Question
                    | Kind::Comma
                    | Kind::Quote
                    | Kind::Colon
                    | Kind::Semicolon
                    | Kind::Dash
            )
        })
    }

    /// "…, X said" and "…, said X", with a quotation or a clause before.
    #[inline(never)]
    pub(super) fn parenthetical(&mut self, at: usize) {
        let toks = self.toks;
        let tok = &toks[at];
        if self.memory.taken[at]
            || !(tok.is(Class::SAY)
                || tok.is(Class::TELL)
                || tok.is(Class::CLAUSE) && tok.is(Class::THOUGHT)
                || tok.is(Class::UTTER)
                || tok.is(Class::PAST))
        {
            return;
        }
        let Some(group) = self.group(at) else { return };
        if group.infinitive || tok.is(Class::ING) {
            return;
        }
        // "X is quoted as saying"
        let as_saying = group.passive
            && tok.lemma() == Lemma::QUOTE
            && self.says(at + 1, Class::AS)
            && self.says(at + 2, Class::SAYING);
        if group.passive && !as_saying {
            return;
        }
        let low = self.bounds_low(at);
        let ended = |i: usize| toks[i].kind.ends_clause();
        let cue_start = group.start;
        let mut cue = cue_start..at + 1;
        let (subject_range, before, mut end);
        if let Some(np) = self.inverted(at, cue_start, low) {
            end = self.adjunct_end(np.end, false);
            before = cue_start;
            subject_range = np;
        } else {
            let Some(np) = subject(toks, low, cue_start) else { return };
            let like = np.start > low && self.says(np.start - 1, Class::AS);
            before = np.start - usize::from(like);
            if before > low && !ended(before - 1) || before <= low && !like {
                return;
            }
            if as_saying {
                cue.end += 2;
            } else if let Some(length) = particle(toks, at) {
                cue.end += length;
            }
            let bare = !tok.is(Class::SAY) && !tok.is(Class::TELL) && !tok.is(Class::UTTER);
            end = if bare { cue.end } else { self.adjunct_end(cue.end, tok.is(Class::TELL)) };
            subject_range = np;
            if before <= low {
                self.as_reported(at, cue, subject_range);
                return;
            }
        }
        // any verb of the past is a cue behind a quotation that ends in a comma
        let known = tok.is(Class::SAY) || tok.is(Class::TELL) || tok.is(Class::CLAUSE);
        if !known && !as_saying && !self.toks[before - 1].is(Class::PAUSE) {
            let loud = tok.is(Class::UTTER) && self.kind(before - 1) == Some(Kind::Quote);
            if !loud || !self.speaks_on(before - 1) {
                return;
            }
        }
        let after_quote = toks[before - 1].kind == Kind::Quote && self.speaks_on(before - 1);
        if !self.closes(end) && !after_quote {
            return;
        }
        let quote_follows = toks.get(end).is_some_and(|t| t.kind == Kind::Quote)
            || toks.get(end + 1).is_some_and(|t| t.kind == Kind::Quote)
                && self.kind(end) != Some(Kind::Stop);
        let pre_low = self.pre_start(low, before);
        if self.says(pre_low, Class::ACCORDING) {
            return;
        }
        let has_quote = toks[pre_low..before].iter().any(|t| t.kind == Kind::Quote);
        let dashes = toks[before - 1].kind == Kind::Dash;
        let words = toks[pre_low..before].iter().filter(|t| t.is_word()).count();
        let first = &toks[pre_low];
        let adjunct = first.is_word()
            && (first.is(Class::PREP)
                || first.is(Class::STOP)
                || first.is(Class::ING)
                || first.is(Class::PAST)
                || first.is(Class::ADVERB))
            && !has_quote;
        let goes_on = self.kind(end) == Some(Kind::Comma)
            && (toks.get(end + 1).is_some_and(|t| is_finite(t) && !first.is(Class::ADVERB))
                || tok.is(Class::SAY) && self.clause(end + 1, self.sentence_end(at)));
        if !has_quote
            && (words < 3 && !goes_on
                || dashes
                || quote_follows && (adjunct || self.kind(end) == Some(Kind::Colon)))
        {
            return;
        }
        if tok.is(Class::WEAK) && !has_quote && !quote_follows && adjunct {
            return;
        }
        if self.kind(end) == Some(Kind::Colon) && !has_quote {
            return;
        }
        let mut content = Content::default();
        let pre_end = if toks[before - 1].kind == Kind::Comma { before - 1 } else { before };
        if let Some(pre) = trimmed(toks, pre_low, pre_end) {
            content.push(pre);
        }
        if self.kind(end) == Some(Kind::Colon) {
            cue.end = cue.end.max(if cue.end == end { end + 1 } else { cue.end });
            end += 1;
        }
        let post = if self.kind(end) == Some(Kind::Comma) { end + 1 } else { end };
        let high = self.sentence_end(at).max(post);
        let takes = post < high
            && (end != post || !self.toks[post].is_word())
            && !self.toks[post].is(Class::ING)
            && !matches!(self.toks[post].kind, Kind::Stop | Kind::Semicolon);
        let contrast =
            takes && self.toks[post].is_word() && !has_quote && self.toks[post].is(Class::STOP);
        let mut cluster_end = end;
        let unquoted_rest =
            has_quote && self.kind(post) != Some(Kind::Quote) && !self.says(post, Class::AND);
        if takes
            && !contrast
            && !unquoted_rest
            && (quote_follows || self.kind(end) == Some(Kind::Comma))
            && let Some(range) = rightward(toks, post, high, Reach::Far)
        {
            cluster_end = post;
            content.push(range);
        }
        self.push(Found {
            source: Some(subject_range.clone()),
            lemma: tok.lemma(),
            content,
            cluster: before..cluster_end,
            cue,
            ..Found::default()
        });
    }

    /// "As X reported, …" at the head of a sentence.
    #[inline(never)]
    fn as_reported(&mut self, at: usize, cue: Range, source: Range) {
        let toks = self.toks;
        let comma = cue.end;
        let reports = toks[at].is(Class::SAY) || toks[at].is(Class::TELL);
        if !reports || self.kind(comma) != Some(Kind::Comma) {
            return;
        }
        let content = rightward(toks, comma + 1, self.sentence_end(at), Reach::Far);
        self.push(Found {
            cluster: source.start..comma + 1,
            source: Some(source),
            lemma: toks[at].lemma(),
            content: content.into_iter().collect(),
            cue,
            ..Found::default()
        });
    }

    /// Whether the quotation ends in the comma, or the mark, before a cue.
    pub(super) fn speaks_on(&self, at: usize) -> bool {
        let text = self.text(at).trim_end_matches(['"', '”', '’', '\'', '`', '»']);
        text.ends_with([',', '?', '!', '.', '…', '—'])
    }

    pub(super) fn bounds_low(&self, at: usize) -> usize {
        let clusters = self.memory.clusters.iter().rev().take(4).filter(|c| c.end <= at);
        let clusters = clusters.map(|c| c.end).max().unwrap_or(0);
        let sentence = self.sentence_start(at);
        // a quotation that ends its own sentence still belongs to the cue behind it
        clusters.max(sentence)
    }

    /// Where the content before a parenthetical begins.
    pub(super) fn pre_start(&self, low: usize, before: usize) -> usize {
        let parts = |i: usize| {
            self.toks[i].kind == Kind::Semicolon
                || self.toks[i].kind == Kind::Colon && self.kind(i + 1) == Some(Kind::Quote)
        };
        let low = low.max(before.saturating_sub(LONGEST));
        let part = (low..before).rev().find(|&i| parts(i));
        let mut start = part.map_or(low, |i| i + 1);
        while start < before
            && matches!(self.toks[start].kind, Kind::Comma | Kind::Dash | Kind::Stop)
        {
            start += 1;
        }
        start.min(before.saturating_sub(1))
    }

    /// How many words name the source behind them at `at`, with their lemma.
    fn by_whom(&self, at: usize) -> Option<(usize, Lemma)> {
        if self.says(at, Class::ACCORDING) && self.says(at + 1, Class::TO) {
            return Some((2, Lemma::ACCORD));
        }
        (self.says(at, Class::IN)
            && self.says(at + 1, Class::THE)
            && self.says(at + 2, Class::WORDS)
            && self.says(at + 3, Class::OF))
        .then_some((4, Lemma::WORD))
    }

    /// "According to X, …", "in the words of X" and "…, according to X".
    #[inline(never)]
    pub(super) fn according(&mut self, at: usize) {
        let toks = self.toks;
        let Some((length, lemma)) = self.by_whom(at) else { return };
        let low = self.bounds_low(at);
        let high = self.sentence_end(at);
        let leads = at == low
            || at < low + 4
                && toks[low..at].iter().all(|t| t.is(Class::BOUNDARY) || t.is(Class::ADVERB));
        let Some(np) = right(toks, at + length, high, !leads) else { return };
        let mut content = Content::default();
        let comma_after = self.kind(np.end) == Some(Kind::Comma);
        if leads {
            let post = if comma_after { np.end + 1 } else { np.end };
            content.extend(rightward(toks, post, high, Reach::Far));
        } else {
            let start = self.pre_start(low, at);
            content.extend(trimmed(toks, start, at));
            if comma_after && toks[at - 1].kind == Kind::Comma && np.end + 1 < high {
                content.extend(rightward(toks, np.end + 1, high, Reach::Far));
            }
        }
        let cluster = at..if comma_after { np.end + 1 } else { np.end };
        self.push(Found {
            source: Some(np),
            cue: at..at + length,
            content,
            lemma,
            cluster,
            ..Found::default()
        });
    }
}
