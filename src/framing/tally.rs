//! What metrics are made of, counted in one pass: one tally for the sentences of each place and one for
//! the voice segments of each place and voice. Every split is a sum of those.

mod found;
mod tones;

use std::ops::Range;

use smallvec::SmallVec;

use super::epistemic::Clues;
use crate::lexicon::{EMFD_CATEGORIES, EntryId};
use crate::report::{SentenceReport, VoiceReport};
use crate::stats::{Moments, Ratio, Ratios, ones};
use crate::target::Polarity;
use crate::terms::{FOUNDATIONS, Kind, Mark, POLICY_FRAMES};
use crate::text::Place;
use crate::voice::Voice;
pub(super) use found::Slots;
use found::{COUNTS, EPISTEMIC, Found, LOADED, MENTIONS, STYLE, WAR_PEACE};
use tones::Tones;

/// VADER's own threshold for a negative text (Hutto & Gilbert 2014).
pub(super) const NEGATIVE: f64 = -0.05;

/// An empty one; those of places, their segments, sums.
const MOST: usize = 1 + Place::ALL.len() * (1 + Voice::ALL.len()) + 2 + Voice::ALL.len();

/// For the number of a place.
const PLACE_BITS: u32 = 8;

/// From this probability on a sentence is more likely biased than not.
pub(super) const LIKELY: f64 = 0.5;

/// A sentence has a foundation or frame from this sum of weights on. A weight is the chance that its
/// term is a sign of it. It is .5, less what rounding may take from a sum in another order.
pub(super) const PRESENT: f64 = 0.5 - 1e-9;

/// Foundations, each with a virtue and a vice.
pub(super) const POLES: usize = 2 * FOUNDATIONS.len();
/// Foundations and poles, then any.
pub(super) const MORAL: usize = FOUNDATIONS.len() + POLES;

/// Generic frames.
pub(super) const GENERIC: usize = 5;

/// Where letters and long words stand behind the voices.
const LETTERS: usize = Voice::ALL.len();
const LONG_WORDS: usize = LETTERS + 1;

/// Poles, then policy frames, then generic frames.
const THEMES: usize = GENERIC_FRAMES.end;
const FRAMES: Range<usize> = POLES..POLES + POLICY_FRAMES.len();
const GENERIC_FRAMES: Range<usize> = FRAMES.end..FRAMES.end + GENERIC;

/// Words, tone, compound, bias.
type Scores = (u32, f64, f64, Option<f64>);

fn scores(part: &VoiceReport) -> Scores {
    (part.words, part.tone, part.compound, part.bias)
}

fn sentence_scores(sentence: &SentenceReport) -> Scores {
    (sentence.words, sentence.tone, sentence.sentiment.compound, sentence.bias)
}

/// Counts over some sentences or voice segments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    /// Sentences or segments.
    pub units: u32,
    pub words: u32,
    /// Units with a negative compound.
    pub negative_units: u32,
    /// Units with a probability of bias (all, or none where no model is in use), and those that are likely biased.
    rated_units: u32,
    pub biased_units: u32,
    /// Tone toward each mention of an actor, over mentions.
    pub toward: Ratio,
    /// Positive and negative words, after negation.
    pub positive: u32,
    pub negative: u32,
    /// Tone, compound and bias; positive less negative words, weights of loaded terms (weak ones too), and words
    /// that a moral term covers, over all words.
    scores: Ratios<6>,
    /// Positive words over both kinds, in the units that have any.
    pub positive_share: Ratio,
    /// Marks that count. Those of a place are known when all segments are read.
    counts: [u32; COUNTS],
    /// Detected loaded terms, and units that have any.
    pub detected: u32,
    pub loaded_units: u32,
    /// Units that have each foundation, then each theme, and any of each kind.
    themes: [u32; FOUNDATIONS.len() + THEMES],
    pub moral_units: u32,
    pub frame_units: u32,
    pub generic_units: u32,
    /// Weights of each theme.
    weights: [f64; THEMES],
    /// Of sentences only: words in each voice, letters, and long words, over all words.
    text: Ratios<{ Voice::ALL.len() + 2 }>,
}

const EMPTY: Tally = Tally {
    units: 0,
    words: 0,
    negative_units: 0,
    rated_units: 0,
    biased_units: 0,
    toward: Ratio::NONE,
    positive: 0,
    negative: 0,
    scores: Ratios::NONE,
    positive_share: Ratio::NONE,
    counts: [0; COUNTS],
    detected: 0,
    loaded_units: 0,
    themes: [0; FOUNDATIONS.len() + THEMES],
    moral_units: 0,
    frame_units: 0,
    generic_units: 0,
    weights: [0.0; THEMES],
    text: Ratios::NONE,
};

impl Tally {
    /// A stretch of text with what its marks come to.
    fn add(&mut self, (words, tone, compound, bias): Scores, found: &Found) {
        self.units += 1;
        self.words += words;
        self.negative_units += u32::from(compound <= NEGATIVE);
        self.rated_units += u32::from(bias.is_some());
        let bias = bias.unwrap_or_default();
        self.biased_units += u32::from(bias >= LIKELY);
        let [positive, negative] = found.tone();
        let net = f64::from(positive) - f64::from(negative);
        let moral_words = f64::from(found.moral_words().min(words));
        self.scores
            .add([tone, compound, bias, net, found.loaded_weight(), moral_words], f64::from(words));
        if positive + negative > 0 {
            self.positive += positive;
            self.negative += negative;
            self.positive_share.add([f64::from(positive)], f64::from(positive + negative));
        }
        if found.mentions() > 0 {
            self.toward.add([found.toward()], f64::from(found.mentions()));
        }
        let detected = found.detected();
        self.detected += detected;
        self.loaded_units += u32::from(detected > 0);
        let (sums, themed) = found.themes();
        if themed != 0 {
            self.add_themes(sums, themed);
        }
    }

    /// `themed` has a bit for each that has any weight.
    fn add_themes(&mut self, sums: &[f64], themed: u64) {
        let mut present = 0_u64;
        for theme in ones(themed) {
            self.weights[theme] += sums[theme];
            let is_present = sums[theme] >= PRESENT;
            self.themes[FOUNDATIONS.len() + theme] += u32::from(is_present);
            present |= u64::from(is_present) << theme;
        }
        let any =
            |themes: Range<usize>| u32::from(present >> themes.start & !(!0 << themes.len()) != 0);
        self.frame_units += any(FRAMES);
        self.generic_units += any(GENERIC_FRAMES);
        let mut moral = false;
        for (units, pair) in self.themes[..FOUNDATIONS.len()].iter_mut().zip(sums.chunks_exact(2)) {
            let present = pair[0] + pair[1] >= PRESENT;
            moral |= present;
            *units += u32::from(present);
        }
        self.moral_units += u32::from(moral);
    }

    /// Detected loaded terms by category.
    pub(super) fn loaded(&self) -> &[u32] {
        &self.counts[LOADED]
    }

    pub(super) fn epistemic(&self) -> &[u32] {
        &self.counts[EPISTEMIC]
    }

    /// Terms of war and of peace journalism.
    pub(super) fn war_peace(&self) -> &[u32] {
        &self.counts[WAR_PEACE]
    }

    /// Marks of loud style.
    pub(super) fn style(&self) -> &[u32] {
        &self.counts[STYLE]
    }

    pub(super) fn negative_mentions(&self) -> u32 {
        self.counts[MENTIONS.start + Polarity::Negative as usize]
    }

    /// What is only counted of whole sentences.
    fn add_text(&mut self, sentence: &SentenceReport, parts: &[VoiceReport]) {
        if sentence.words == 0 {
            return;
        }
        let mut of = [0; Voice::ALL.len() + 2];
        for part in parts {
            of[part.voice as usize] += part.words;
        }
        of[LETTERS] = sentence.letters.count;
        of[LONG_WORDS] = sentence.letters.long_words;
        self.text.add(of.map(f64::from), f64::from(sentence.words));
    }

    pub(super) fn tone(&self) -> Moments {
        self.scores.moments(0)
    }

    pub(super) fn compound(&self) -> Moments {
        self.scores.moments(1)
    }

    /// Probabilities of bias.
    pub(super) fn bias(&self) -> Moments {
        if self.rated_units == 0 { Moments::default() } else { self.scores.moments(2) }
    }

    /// Positive less negative words over all words.
    pub(super) fn net(&self) -> Ratio {
        self.scores.of(3)
    }

    /// Weights of loaded terms, weak ones too, over words.
    pub(super) fn loaded_weight(&self) -> Ratio {
        self.scores.of(4)
    }

    /// Words that a moral term covers, over all words.
    pub(super) fn moral_words(&self) -> Ratio {
        self.scores.of(5)
    }

    /// Units that have each foundation, then each pole.
    pub(super) fn moral(&self) -> &[u32] {
        &self.themes[..MORAL]
    }

    /// Units that have each policy frame.
    pub(super) fn frames(&self) -> &[u32] {
        &self.themes[FOUNDATIONS.len()..][FRAMES]
    }

    /// Units that have each generic frame.
    pub(super) fn generic(&self) -> &[u32] {
        &self.themes[FOUNDATIONS.len()..][GENERIC_FRAMES]
    }

    /// Weights of each pole and policy frame.
    pub(super) fn weights(&self) -> &[f64] {
        &self.weights[..FRAMES.end]
    }

    /// Of sentences: words in a voice over all words.
    pub(super) fn words_in(&self, voice: Voice) -> Ratio {
        self.text.of(voice as usize)
    }

    /// Of sentences: letters over words.
    pub(super) fn letters(&self) -> Ratio {
        self.text.of(LETTERS)
    }

    /// Of sentences: long words over words.
    pub(super) fn long_words(&self) -> Ratio {
        self.text.of(LONG_WORDS)
    }

    fn merge(&mut self, other: &Self) {
        self.units += other.units;
        self.words += other.words;
        self.negative_units += other.negative_units;
        self.rated_units += other.rated_units;
        self.biased_units += other.biased_units;
        self.toward.merge(&other.toward);
        self.positive += other.positive;
        self.negative += other.negative;
        self.scores.merge(&other.scores);
        self.positive_share.merge(&other.positive_share);
        sum(&mut self.counts, &other.counts);
        self.detected += other.detected;
        self.loaded_units += other.loaded_units;
        sum(&mut self.themes, &other.themes);
        self.moral_units += other.moral_units;
        self.frame_units += other.frame_units;
        self.generic_units += other.generic_units;
        sum(&mut self.weights, &other.weights);
        self.text.merge(&other.text);
    }
}

fn sum<T: Copy + std::ops::AddAssign, const N: usize>(all: &mut [T; N], more: &[T; N]) {
    for (sum, more) in all.iter_mut().zip(more) {
        *sum += *more;
    }
}

/// The voices in which the outlet chose the words.
pub(super) const OWN_WORDING: [Voice; 2] = [Voice::Narration, Voice::IndirectSpeech];

/// The tallies of an article: only those that have units, so that short texts cost little. Memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    /// An empty one, then the others; the numbers below tell where each stands. So many are in use.
    kept: Vec<Tally>,
    used: u8,
    pub all: u8,
    text: u8,
    pub places: [u8; Place::ALL.len()],
    pub voices: [u8; Voice::ALL.len()],
    /// Place by place those of each voice; that of the place itself where one voice has all of it.
    segments: [[u8; Voice::ALL.len()]; Place::ALL.len()],
    /// A bit for each of those that is there.
    heard: u32,
    with_sentences: SmallVec<[Place; Place::ALL.len()]>,
    with_segments: SmallVec<[Voice; Voice::ALL.len()]>,
    /// Each column of a caller's eMFD over the words that it has, then the mean of its probabilities; by place
    /// before.
    pub emfd: Emfd,
    emfd_of: Vec<Emfd>,
    /// Entries of the detected loaded terms outside quotations, each with its place below; at last in order and
    /// once for each place. So many are there, the others are memory.
    own_terms: Vec<u64>,
    own: usize,
    /// By sentence.
    pub clues: Vec<Clues>,
    pub tones: Tones,
}

/// Columns, then the mean of the probabilities.
type Emfd = Ratios<{ EMFD_CATEGORIES.len() + 1 }>;

impl Tallies {
    /// Begins an article.
    pub(super) fn clear(&mut self) {
        // once a thread
        self.kept.resize(MOST, EMPTY);
        (self.used, self.all, self.text, self.heard, self.own) = (1, 0, 0, 0, 0);
        (self.places, self.voices, self.segments) = Default::default();
        self.with_sentences.clear();
        self.with_segments.clear();
        self.emfd = Emfd::NONE;
        self.emfd_of.clear();
        self.clues.clear();
        self.tones.clear();
    }

    /// Counts a sentence with its parts and its marks, in order of their starts.
    pub(super) fn add(&mut self, sentence: &SentenceReport, parts: &[VoiceReport], marks: &[Mark]) {
        let all = self.give_numbers(sentence, parts);
        let place = sentence.place as usize;
        let (mut found, mut clues) = (Found::new(), Clues::default());
        if self.own_terms.len() < self.own + marks.len() {
            self.own_terms.resize(2 * (self.own + marks.len()), 0);
        }
        let mut rest = marks;
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                found = Found::new();
            }
            let segment = self.segments[place][part.voice as usize];
            let tally = &mut self.kept[usize::from(segment)];
            let own = u32::from(OWN_WORDING.contains(&part.voice));
            while let [mark, later @ ..] = rest
                && mark.span.start < part.span.end
            {
                rest = later;
                let slots = Slots::of(mark);
                tally.counts[slots.count] += slots.one;
                found.add(mark, &slots);
                clues.add(mark.span, &slots);
                // written over by the next if it is none
                self.own_terms[self.own] = u64::from(mark.entry) << PLACE_BITS | place as u64;
                self.own += (slots.one & own & u32::from(mark.kind == Kind::Loaded)) as usize;
            }
            if segment != all {
                tally.add(scores(part), &found);
            }
            self.tones.voices[part.voice as usize].push(part.tone);
        }
        if parts.len() > 1 {
            // sums of sums would be rounded otherwise
            found = Found::new();
            for mark in marks {
                found.add(mark, &Slots::of(mark));
            }
        }
        let tally = &mut self.kept[usize::from(all)];
        tally.add(sentence_scores(sentence), &found);
        tally.add_text(sentence, parts);
        self.clues.push(clues);
        self.tones.all.push(sentence.tone);
        self.tones.places[place].push(sentence.tone);
        if found.has_emfd() {
            self.emfd_of.resize(Place::ALL.len(), Emfd::NONE);
            add_emfd(&mut self.emfd_of[place], marks);
        }
    }

    /// The number of its place's tally; its parts have theirs then too.
    fn give_numbers(&mut self, sentence: &SentenceReport, parts: &[VoiceReport]) -> u8 {
        let place = sentence.place as usize;
        let same = match parts {
            [part] if scores(part) == sentence_scores(sentence) => Some(part.voice as usize),
            _ => None,
        };
        if self.places[place] == 0 {
            self.places[place] = self.tally();
            if let Some(voice) = same {
                self.segments[place][voice] = self.places[place];
            }
        }
        let all = self.places[place];
        let shared = self.segments[place].iter().position(|segment| *segment == all);
        if let Some(voice) = shared
            && shared != same
        {
            // from here on they differ
            self.segments[place][voice] = self.copy(all);
            self.kept[usize::from(all)].counts = [0; COUNTS];
        }
        for part in parts {
            if self.segments[place][part.voice as usize] == 0 {
                self.segments[place][part.voice as usize] = self.tally();
            }
        }
        all
    }

    /// The number of a new one.
    #[inline(never)]
    fn tally(&mut self) -> u8 {
        let at = self.number();
        self.kept[usize::from(at)] = EMPTY;
        at
    }

    /// That of a new one like another.
    fn copy(&mut self, like: u8) -> u8 {
        let at = self.number();
        self.kept.copy_within(usize::from(like)..=usize::from(like), usize::from(at));
        at
    }

    fn number(&mut self) -> u8 {
        self.used += 1;
        self.used - 1
    }

    /// Ends an article: the sums over places and voices.
    pub(super) fn add_up(&mut self) {
        for place in Place::ALL.into_iter().filter(|place| self.places[*place as usize] > 0) {
            self.with_sentences.push(place);
        }
        for &place in &self.with_sentences {
            let (all, segments) = (self.places[place as usize], self.segments[place as usize]);
            for (voice, &segment) in segments.iter().enumerate().filter(|(_, at)| **at > 0) {
                self.heard |= 1 << (cell(place, Voice::ALL[0]) + voice);
                if segment != all {
                    let counts = self.kept[usize::from(segment)].counts;
                    sum(&mut self.kept[usize::from(all)].counts, &counts);
                }
            }
        }
        self.all = self.sum(|tallies, place| tallies.places[place as usize]);
        self.text = self
            .sum(|tallies, place| if place.is_text() { tallies.places[place as usize] } else { 0 });
        for voice in Voice::ALL {
            let sum = self.sum(|tallies, place| tallies.segments[place as usize][voice as usize]);
            self.voices[voice as usize] = sum;
            if sum > 0 {
                self.with_segments.push(voice);
            }
        }
        for there in &self.emfd_of {
            self.emfd.merge(there);
        }
        self.own_terms.truncate(self.own);
        self.own_terms.sort_unstable();
        self.own_terms.dedup();
    }

    /// Where the sum over places stands.
    fn sum(&mut self, of: impl Fn(&Self, Place) -> u8) -> u8 {
        let (mut first, mut sum) = (0, 0);
        for at in 0..self.with_sentences.len() {
            let other = of(self, self.with_sentences[at]);
            if other == 0 {
                continue;
            }
            if first == 0 {
                (first, sum) = (other, other);
                continue;
            }
            if sum == first {
                sum = self.copy(first);
            }
            let (before, here) = self.kept.split_at_mut(usize::from(sum));
            here[0].merge(&before[usize::from(other)]);
        }
        sum
    }

    /// Entries of the detected loaded terms outside quotations, in order and once for each place, which is a number.
    pub(super) fn own_terms(&self) -> impl Iterator<Item = (EntryId, usize)> {
        let place = |key: u64| (key & !(!0 << PLACE_BITS)) as usize;
        self.own_terms.iter().map(move |&key| ((key >> PLACE_BITS) as EntryId, place(key)))
    }

    /// Of that number.
    pub(super) fn at(&self, number: u8) -> &Tally {
        &self.kept[usize::from(number)]
    }

    /// Of all sentences.
    pub(super) fn all(&self) -> &Tally {
        &self.kept[usize::from(self.all)]
    }

    /// Of the sentences of lead and body.
    pub(super) fn text(&self) -> &Tally {
        &self.kept[usize::from(self.text)]
    }

    /// Those that have sentences.
    pub(super) fn places(&self) -> &[Place] {
        &self.with_sentences
    }

    /// Those that have segments.
    pub(super) fn voices(&self) -> &[Voice] {
        &self.with_segments
    }

    /// Whether the outlet speaks, and others do.
    pub(super) fn has_two_sides(&self) -> bool {
        self.with_segments.len() > 1 && self.voices[Voice::Narration as usize] > 0
    }

    /// Of the sentences of a place.
    pub(super) fn place(&self, place: Place) -> &Tally {
        &self.kept[usize::from(self.places[place as usize])]
    }

    /// Of the segments in a voice.
    pub(super) fn voice(&self, voice: Voice) -> &Tally {
        &self.kept[usize::from(self.voices[voice as usize])]
    }

    /// Of the segments in some places and voices, cell by cell.
    pub(super) fn segments<'a>(
        &'a self,
        places: &[Place],
        voices: &[Voice],
    ) -> impl Iterator<Item = &'a Tally> + use<'a> {
        let voices = voices.iter().fold(0, |all, voice| all | 1 << *voice as u32);
        let cells = |all, place: &Place| all | voices << cell(*place, Voice::ALL[0]);
        let heard = self.heard & places.iter().fold(0, cells);
        ones(heard.into()).map(|cell| &self.kept[usize::from(self.segments.as_flattened()[cell])])
    }
}

/// Adds the marks of a sentence.
fn add_emfd(all: &mut Emfd, marks: &[Mark]) {
    let mut columns = [0.0; EMFD_CATEGORIES.len() + 1];
    let (sums, probability) = columns.split_at_mut(EMFD_CATEGORIES.len());
    let mut words = 0;
    for mark in marks.iter().filter(|mark| mark.kind == Kind::Emfd) {
        if let Some(sum) = sums.get_mut(usize::from(mark.class)) {
            *sum += mark.weight;
            words += u32::from(mark.class == 0);
        }
    }
    if words > 0 {
        probability[0] = sums[..FOUNDATIONS.len()].iter().sum::<f64>() / FOUNDATIONS.len() as f64;
        all.add(columns, f64::from(words));
    }
}

fn cell(place: Place, voice: Voice) -> usize {
    place as usize * Voice::ALL.len() + voice as usize
}
