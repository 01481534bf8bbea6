//! What metrics are made of, counted in one pass: one tally for the sentences of each place and one for
//! the voice segments of each place and voice. Every split is a sum of those.

mod found;

use std::ops::Range;

use smallvec::SmallVec;

use super::epistemic::Clues;
use crate::lexicon::{EMFD_CATEGORIES, EntryId};
use crate::report::{SentenceReport, VoiceReport};
use crate::stats::{Moments, Ratio, Ratios};
use crate::target::Polarity;
use crate::terms::{FOUNDATIONS, Kind, Mark, POLICY_FRAMES};
use crate::text::Place;
use crate::voice::Voice;
use found::{COUNTS, EPISTEMIC, Found, LOADED, MENTIONS, STYLE, Slots, WAR_PEACE};

/// VADER's own threshold for a negative text (Hutto & Gilbert 2014).
pub(super) const NEGATIVE: f64 = -0.05;

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

impl Tally {
    fn new() -> Self {
        Self {
            units: 0,
            words: 0,
            negative_units: 0,
            rated_units: 0,
            biased_units: 0,
            toward: Ratio::default(),
            positive: 0,
            negative: 0,
            scores: Ratios::default(),
            positive_share: Ratio::default(),
            counts: [0; COUNTS],
            detected: 0,
            loaded_units: 0,
            themes: [0; FOUNDATIONS.len() + THEMES],
            moral_units: 0,
            frame_units: 0,
            generic_units: 0,
            weights: [0.0; THEMES],
            text: Ratios::default(),
        }
    }

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
        let (mut left, mut present) = (themed, 0_u64);
        while left != 0 {
            let theme = left.trailing_zeros() as usize;
            left &= left - 1;
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

/// The tallies of an article: only those that have units, so that short texts cost little.
#[derive(Clone, Debug)]
pub(super) struct Tallies {
    /// An empty one, then the others; the numbers below tell where each stands.
    kept: Vec<Tally>,
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
    /// Each column of a caller's eMFD over the words that it has, then the mean of its probabilities.
    pub emfd: Emfd,
    /// Entries of the detected loaded terms outside quotations, in order and once for each place.
    pub own_terms: Vec<(EntryId, Place)>,
    /// By sentence.
    pub clues: Vec<Clues>,
}

/// Columns, then the mean of the probabilities.
type Emfd = Ratios<{ EMFD_CATEGORIES.len() + 1 }>;

impl Tallies {
    /// `marks` are those of the article, in order of their starts.
    pub(super) fn new(
        sentences: &[SentenceReport],
        voices: &[VoiceReport],
        marks: &[Mark],
    ) -> Self {
        let mut tallies = Self {
            kept: Vec::with_capacity(2 + voices.len().min(14)),
            all: 0,
            text: 0,
            places: Default::default(),
            voices: Default::default(),
            segments: Default::default(),
            heard: 0,
            with_sentences: SmallVec::new(),
            with_segments: SmallVec::new(),
            emfd: Emfd::default(),
            own_terms: vec![(0, Place::Headline); marks.len()],
            clues: Vec::with_capacity(sentences.len()),
        };
        tallies.kept.push(Tally::new());
        tallies.give_numbers(sentences, voices);
        let mut emfd = Vec::new();
        let (mut rest, mut own_terms) = (marks, 0);
        for sentence in sentences {
            let (place, parts) = (sentence.place, parts_of(sentence, voices));
            let all = tallies.places[place as usize];
            let (mut whole, mut clues) = (Found::new(), Clues::default());
            let left = rest;
            for part in parts {
                // sums of sums would be rounded otherwise, so the sentence has its own
                let mut found = Found::new();
                let segment = tallies.segments[place as usize][part.voice as usize];
                let tally = &mut tallies.kept[usize::from(segment)];
                let own = u32::from(OWN_WORDING.contains(&part.voice));
                while let [mark, later @ ..] = rest
                    && mark.span.start < part.span.end
                {
                    rest = later;
                    let slots = Slots::of(mark);
                    tally.counts[slots.count] += slots.one;
                    found.add(mark, &slots);
                    whole.add(mark, &slots);
                    clues.add(mark);
                    // written over by the next if it is none
                    tallies.own_terms[own_terms] = (mark.entry, place);
                    own_terms += (slots.one & own & u32::from(mark.kind == Kind::Loaded)) as usize;
                }
                if segment != all {
                    tally.add(scores(part), &found);
                }
            }
            let tally = &mut tallies.kept[usize::from(all)];
            tally.add(sentence_scores(sentence), &whole);
            tally.add_text(sentence, parts);
            tallies.clues.push(clues);
            if whole.has_emfd() {
                emfd.resize(Place::ALL.len(), Emfd::default());
                add_emfd(&mut emfd[place as usize], &left[..left.len() - rest.len()]);
            }
        }
        tallies.own_terms.truncate(own_terms);
        tallies.own_terms.sort_unstable_by_key(|&(entry, place)| (entry, place as u8));
        tallies.own_terms.dedup();
        tallies.add_up();
        for there in &emfd {
            tallies.emfd.merge(there);
        }
        tallies
    }

    /// A tally for each place and voice that is there.
    fn give_numbers(&mut self, sentences: &[SentenceReport], voices: &[VoiceReport]) {
        let mut heard = [0_u32; Place::ALL.len()];
        // a bit for each place where the parts of a sentence say more than it
        let mut mixed = 0_u32;
        for sentence in sentences {
            let (place, parts) = (sentence.place as usize, parts_of(sentence, voices));
            for part in parts {
                heard[place] |= 1 << part.voice as u32;
            }
            let is_one = matches!(parts, [part] if scores(part) == sentence_scores(sentence));
            mixed |= u32::from(!is_one) << place;
            self.places[place] = 1;
        }
        for place in Place::ALL {
            let (at, heard) = (place as usize, heard[place as usize]);
            if self.places[at] == 0 {
                continue;
            }
            self.with_sentences.push(place);
            self.places[at] = self.tally();
            let one_voice = heard.is_power_of_two() && mixed >> at & 1 == 0;
            for voice in Voice::ALL.into_iter().filter(|voice| heard >> *voice as u32 & 1 > 0) {
                let own = if one_voice { self.places[at] } else { self.tally() };
                self.segments[at][voice as usize] = own;
                self.heard |= 1 << cell(place, voice);
            }
        }
    }

    /// The number of a new one.
    fn tally(&mut self) -> u8 {
        self.kept.push(Tally::new());
        (self.kept.len() - 1) as u8
    }

    /// The sums over places and voices.
    fn add_up(&mut self) {
        for (place, segments) in self.places.into_iter().zip(self.segments) {
            for segment in segments.into_iter().filter(|at| ![0, place].contains(at)) {
                let counts = self.kept[usize::from(segment)].counts;
                sum(&mut self.kept[usize::from(place)].counts, &counts);
            }
        }
        self.all = self.sum(self.places);
        self.text = self.sum([Place::Lead, Place::Body].map(|place| self.places[place as usize]));
        for voice in Voice::ALL {
            let of = self.segments.map(|segments| segments[voice as usize]);
            let sum = self.sum(of);
            self.voices[voice as usize] = sum;
            if sum > 0 {
                self.with_segments.push(voice);
            }
        }
    }

    /// Where the sum of these tallies stands.
    fn sum<const N: usize>(&mut self, of: [u8; N]) -> u8 {
        let mut of = of.into_iter().filter(|at| *at > 0);
        let Some(first) = of.next() else { return 0 };
        let Some(second) = of.next() else { return first };
        let mut sum = self.kept[usize::from(first)];
        for other in std::iter::once(second).chain(of) {
            sum.merge(&self.kept[usize::from(other)]);
        }
        self.kept.push(sum);
        (self.kept.len() - 1) as u8
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
        let mut left = self.heard & places.iter().fold(0, cells);
        std::iter::from_fn(move || {
            let next = self.segments.as_flattened().get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(&self.kept[usize::from(*next)])
        })
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

/// The voices of a sentence.
fn parts_of<'v>(sentence: &SentenceReport, voices: &'v [VoiceReport]) -> &'v [VoiceReport] {
    &voices[sentence.voices.start as usize..sentence.voices.end as usize]
}

fn cell(place: Place, voice: Voice) -> usize {
    place as usize * Voice::ALL.len() + voice as usize
}
