//! What metrics are made of, counted in one pass: one tally for the sentences of each place and one for
//! the voice segments of each place and voice. Every split is a sum of those.

use std::ops::Range;

use super::take_until;
use crate::lexicon::{EMFD_CATEGORIES, EPISTEMIC_CATEGORIES, LOADED_CATEGORIES};
use crate::report::{SentenceReport, VoiceReport};
use crate::stats::{Moments, Ratio, Ratios};
use crate::target::Polarity;
use crate::terms::{DETECTED, FOUNDATIONS, Kind, Mark, POLICY_FRAMES, STYLES};
use crate::text::Place;
use crate::voice::Voice;

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

/// Counts over some sentences or voice segments.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Sentences or segments.
    pub units: u32,
    pub words: u32,
    /// Units with a negative compound.
    pub negative_units: u32,
    /// Probabilities of bias, where a model is in use, and units that are likely biased.
    pub bias: Moments,
    pub biased_units: u32,
    /// Tone toward each mention of an actor, over mentions, and mentions that are negative.
    pub toward: Ratio,
    pub negative_mentions: u32,
    /// Positive and negative words, after negation.
    pub positive: u32,
    pub negative: u32,
    /// Tone and compound; positive less negative words, weights of loaded terms (weak ones too), and words that
    /// a moral term covers, over all words.
    scores: Ratios<5>,
    /// Positive words over both kinds, in the units that have any.
    pub positive_share: Ratio,
    /// Detected loaded terms by category, all of them, and weak ones too.
    pub loaded: [u32; LOADED_CATEGORIES.len()],
    pub detected: u32,
    pub loaded_units: u32,
    pub epistemic: [u32; EPISTEMIC_CATEGORIES.len()],
    /// Units that have each foundation, each theme, and any of each kind.
    foundations: [u32; FOUNDATIONS.len()],
    themes: [u32; THEMES],
    pub moral_units: u32,
    pub frame_units: u32,
    pub generic_units: u32,
    /// Weights of each theme.
    weights: [f64; THEMES],
    /// Terms of war and of peace journalism.
    pub war_peace: [u32; 2],
    /// Marks of loud style.
    pub style: [u32; STYLES],
    /// Of sentences only: words in each voice, letters, and long words, over all words.
    text: Ratios<{ Voice::ALL.len() + 2 }>,
}

/// What the marks of a stretch of text come to.
#[derive(Default)]
struct Found {
    positive: u32,
    negative: u32,
    loaded_weight: f64,
    is_loaded: bool,
    moral_words: u32,
    /// Weights of each theme, and a bit for each that has any.
    themes: [f64; THEMES],
    themed: u32,
    toward: f64,
    mentions: u32,
    emfd: [f64; EMFD_CATEGORIES.len()],
    emfd_words: u32,
}

impl Found {
    fn new(marks: &[Mark]) -> Self {
        let mut found = Self::default();
        let mut covered = 0;
        for mark in marks {
            let class = usize::from(mark.class);
            match mark.kind {
                Kind::Tone => {
                    found.positive += u32::from(mark.weight > 0.0);
                    found.negative += u32::from(mark.weight < 0.0);
                }
                Kind::Loaded => {
                    found.loaded_weight += mark.weight;
                    found.is_loaded |= mark.weight >= DETECTED;
                }
                Kind::Moral => {
                    found.theme(class, mark.weight);
                    // a word may be a sign of several foundations
                    if mark.span.start >= covered {
                        found.moral_words += mark.words;
                        covered = mark.span.end;
                    }
                }
                Kind::Frame => found.theme(FRAMES.start + class, mark.weight),
                Kind::GenericFrame => found.theme(GENERIC_FRAMES.start + class, mark.weight),
                Kind::Mention => {
                    found.toward += mark.weight;
                    found.mentions += 1;
                }
                Kind::Emfd => {
                    if let Some(sum) = found.emfd.get_mut(class) {
                        *sum += mark.weight;
                        found.emfd_words += u32::from(class == 0);
                    }
                }
                Kind::Epistemic | Kind::WarPeace | Kind::Style => {}
            }
        }
        found
    }

    fn add_emfd(&self, all: &mut Emfd) {
        let mut columns = [0.0; EMFD_CATEGORIES.len() + 1];
        let (sums, probability) = columns.split_at_mut(EMFD_CATEGORIES.len());
        sums.copy_from_slice(&self.emfd);
        probability[0] = sums[..FOUNDATIONS.len()].iter().sum::<f64>() / FOUNDATIONS.len() as f64;
        all.add(columns, f64::from(self.emfd_words));
    }

    fn theme(&mut self, theme: usize, weight: f64) {
        self.themes[theme] += weight;
        self.themed |= 1 << theme;
    }
}

impl Tally {
    /// A stretch of text with its marks and what they come to.
    fn add(
        &mut self,
        (words, tone, compound, bias): (u32, f64, f64, Option<f64>),
        marks: &[Mark],
        found: &Found,
    ) {
        self.units += 1;
        self.words += words;
        self.negative_units += u32::from(compound <= NEGATIVE);
        if let Some(p) = bias {
            self.bias.add(p);
            self.biased_units += u32::from(p >= LIKELY);
        }
        for mark in marks {
            self.count(mark);
        }
        let Found { positive, negative, loaded_weight, moral_words, .. } = *found;
        let net = f64::from(positive) - f64::from(negative);
        let moral_words = f64::from(moral_words.min(words));
        self.scores.add([tone, compound, net, loaded_weight, moral_words], f64::from(words));
        if positive + negative > 0 {
            self.positive += positive;
            self.negative += negative;
            self.positive_share.add([f64::from(positive)], f64::from(positive + negative));
        }
        if found.mentions > 0 {
            self.toward.add([found.toward], f64::from(found.mentions));
        }
        self.loaded_units += u32::from(found.is_loaded);
        if found.themed != 0 {
            self.add_themes(found);
        }
    }

    /// A mark by its class.
    fn count(&mut self, mark: &Mark) {
        let class = usize::from(mark.class);
        match mark.kind {
            Kind::Loaded if mark.weight >= DETECTED => {
                self.loaded[class] += 1;
                self.detected += 1;
            }
            Kind::Epistemic if mark.weight >= PRESENT => {
                if let Some(count) = self.epistemic.get_mut(class) {
                    *count += 1;
                }
            }
            Kind::WarPeace if mark.weight >= PRESENT => self.war_peace[class] += 1,
            Kind::Style => self.style[class] += 1,
            Kind::Mention => {
                self.negative_mentions += u32::from(mark.class == Polarity::Negative as u8);
            }
            _ => {}
        }
    }

    fn add_themes(&mut self, found: &Found) {
        let (mut left, mut present) = (found.themed, 0);
        while left != 0 {
            let theme = left.trailing_zeros() as usize;
            left &= left - 1;
            self.weights[theme] += found.themes[theme];
            if found.themes[theme] >= PRESENT {
                self.themes[theme] += 1;
                present |= 1 << theme;
            }
        }
        let any =
            |themes: Range<usize>| u32::from(present >> themes.start & !(!0 << themes.len()) != 0);
        self.frame_units += any(FRAMES);
        self.generic_units += any(GENERIC_FRAMES);
        let mut moral = false;
        for (units, pair) in self.foundations.iter_mut().zip(found.themes.chunks_exact(2)) {
            let present = pair[0] + pair[1] >= PRESENT;
            moral |= present;
            *units += u32::from(present);
        }
        self.moral_units += u32::from(moral);
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

    /// Positive less negative words over all words.
    pub(super) fn net(&self) -> Ratio {
        self.scores.of(2)
    }

    /// Weights of loaded terms, weak ones too, over words.
    pub(super) fn loaded_weight(&self) -> Ratio {
        self.scores.of(3)
    }

    /// Words that a moral term covers, over all words.
    pub(super) fn moral_words(&self) -> Ratio {
        self.scores.of(4)
    }

    /// Units that have a foundation, or, behind them, a pole.
    pub(super) fn moral(&self, i: usize) -> u32 {
        let poles = || self.themes[i - FOUNDATIONS.len()];
        self.foundations.get(i).copied().unwrap_or_else(poles)
    }

    /// Units that have each policy frame.
    pub(super) fn frames(&self) -> &[u32] {
        &self.themes[FRAMES]
    }

    /// Units that have each generic frame.
    pub(super) fn generic(&self) -> &[u32] {
        &self.themes[GENERIC_FRAMES]
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
        self.bias.merge(&other.bias);
        self.biased_units += other.biased_units;
        self.toward.merge(&other.toward);
        self.negative_mentions += other.negative_mentions;
        self.positive += other.positive;
        self.negative += other.negative;
        self.scores.merge(&other.scores);
        self.positive_share.merge(&other.positive_share);
        sum(&mut self.loaded, &other.loaded);
        self.detected += other.detected;
        self.loaded_units += other.loaded_units;
        sum(&mut self.epistemic, &other.epistemic);
        sum(&mut self.foundations, &other.foundations);
        sum(&mut self.themes, &other.themes);
        self.moral_units += other.moral_units;
        self.frame_units += other.frame_units;
        sum(&mut self.weights, &other.weights);
        self.generic_units += other.generic_units;
        sum(&mut self.war_peace, &other.war_peace);
        sum(&mut self.style, &other.style);
        self.text.merge(&other.text);
    }
}

fn sum<T: Copy + std::ops::AddAssign>(all: &mut [T], more: &[T]) {
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
    all: u8,
    text: u8,
    places: [u8; Place::ALL.len()],
    voices: [u8; Voice::ALL.len()],
    /// Place by place those of each voice.
    segments: [u8; Place::ALL.len() * Voice::ALL.len()],
    /// A bit for each of those that is there.
    heard: u32,
    /// Each column of a caller's eMFD over the words that it has, then the mean of its probabilities.
    pub emfd: Emfd,
    /// Loaded terms outside quotations, with their places.
    pub own_terms: Vec<(Place, Mark)>,
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
        let mut kept = Vec::with_capacity(2 + voices.len().min(14));
        kept.push(Tally::default());
        let mut tallies = Self {
            kept,
            all: 0,
            text: 0,
            places: Default::default(),
            voices: Default::default(),
            segments: Default::default(),
            heard: 0,
            emfd: Emfd::default(),
            own_terms: Vec::new(),
        };
        let mut emfd = Vec::new();
        let mut rest = marks;
        for sentence in sentences {
            let mut here = take_until(&mut rest, sentence.span.end);
            let found = Found::new(here);
            let place = sentence.place;
            let Self { kept, places, segments, own_terms, .. } = &mut tallies;
            let tally = at(kept, &mut places[place as usize]);
            let SentenceReport { words, tone, bias, .. } = *sentence;
            tally.add((words, tone, sentence.sentiment.compound, bias), here, &found);
            let parts = &voices[sentence.voices.start as usize..sentence.voices.end as usize];
            tally.add_text(sentence, parts);
            if found.emfd_words > 0 {
                emfd.resize(Place::ALL.len(), Emfd::default());
                found.add_emfd(&mut emfd[place as usize]);
            }
            let all = here.len();
            for part in parts {
                let inside = take_until(&mut here, part.span.end);
                let VoiceReport { words, tone, compound, bias, .. } = *part;
                let tally = at(kept, &mut segments[cell(place, part.voice)]);
                let scores = (words, tone, compound, bias);
                if inside.len() == all {
                    tally.add(scores, inside, &found);
                } else {
                    tally.add(scores, inside, &Found::new(inside));
                }
                if OWN_WORDING.contains(&part.voice) {
                    let loaded = inside.iter().filter(|mark| mark.kind == Kind::Loaded);
                    own_terms.extend(loaded.map(|mark| (place, *mark)));
                }
            }
        }
        for (cell, at) in tallies.segments.iter().enumerate() {
            tallies.heard |= u32::from(*at > 0) << cell;
        }
        tallies.all = tallies.sum(tallies.places);
        tallies.text =
            tallies.sum([Place::Lead, Place::Body].map(|place| tallies.places[place as usize]));
        for voice in Voice::ALL {
            let of = Place::ALL.map(|place| tallies.segments[cell(place, voice)]);
            tallies.voices[voice as usize] = tallies.sum(of);
        }
        for there in &emfd {
            tallies.emfd.merge(there);
        }
        tallies
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

    /// Of all sentences.
    pub(super) fn all(&self) -> &Tally {
        &self.kept[usize::from(self.all)]
    }

    /// Of the sentences of lead and body.
    pub(super) fn text(&self) -> &Tally {
        &self.kept[usize::from(self.text)]
    }

    /// Those that have sentences.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        Place::ALL.into_iter().filter(|place| self.places[*place as usize] > 0)
    }

    /// Those that have segments.
    pub(super) fn voices(&self) -> impl Iterator<Item = Voice> {
        Voice::ALL.into_iter().filter(|voice| self.voices[*voice as usize] > 0)
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
            let next = self.segments.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(&self.kept[usize::from(*next)])
        })
    }
}

/// The tally at a number, which is given where there is none yet.
fn at<'t>(kept: &'t mut Vec<Tally>, number: &mut u8) -> &'t mut Tally {
    if *number == 0 {
        *number = kept.len() as u8;
        kept.push(Tally::default());
    }
    &mut kept[usize::from(*number)]
}

fn cell(place: Place, voice: Voice) -> usize {
    place as usize * Voice::ALL.len() + voice as usize
}
