//! What metrics are made of, counted in one pass: one tally for the sentences of each place and one for
//! the voice segments of each place and voice. Every split is a sum of those.

use super::take_until;
use crate::lexicon::{EMFD_CATEGORIES, EPISTEMIC_CATEGORIES, LOADED_CATEGORIES};
use crate::report::{SentenceReport, VoiceReport};
use crate::stats::{Moments, Ratio};
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

/// Counts over some sentences or voice segments.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Sentences or segments.
    pub units: u32,
    pub words: u32,
    pub tone: Moments,
    pub compound: Moments,
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
    /// Positive less negative words over all words.
    pub net: Ratio,
    /// Positive words over both kinds, in the units that have any.
    pub positive_share: Ratio,
    /// Detected loaded terms by category, all of them, and weak ones too.
    pub loaded: [u32; LOADED_CATEGORIES.len()],
    pub detected: u32,
    pub loaded_units: u32,
    /// Weights of loaded terms, weak ones too, over words.
    pub loaded_weight: Ratio,
    pub epistemic: [u32; EPISTEMIC_CATEGORIES.len()],
    /// Units that have each foundation and pole, and any.
    pub moral: [u32; MORAL],
    pub moral_units: u32,
    /// Words that a moral term covers, over all words.
    pub moral_words: Ratio,
    /// Units that have each policy frame, and any.
    pub frames: [u32; POLICY_FRAMES.len()],
    pub frame_units: u32,
    /// Weights of each pole and frame.
    pub themes: [f64; POLES + POLICY_FRAMES.len()],
    /// Each column of a caller's eMFD over the words that it has, then the mean of its probabilities.
    pub emfd: [Ratio; EMFD_CATEGORIES.len() + 1],
    /// Units that have each generic frame, and any.
    pub generic: [u32; GENERIC],
    pub generic_units: u32,
    /// Terms of war and of peace journalism.
    pub war_peace: [u32; 2],
    /// Marks of loud style.
    pub style: [u32; STYLES],
    /// Of sentences only: words in each voice, letters, and long words, over all words.
    pub voices: [Ratio; Voice::ALL.len()],
    pub letters: Ratio,
    pub long_words: Ratio,
}

impl Tally {
    /// A stretch of text with its marks.
    fn add(&mut self, words: u32, tone: f64, compound: f64, bias: Option<f64>, marks: &[Mark]) {
        self.units += 1;
        self.words += words;
        self.tone.add(tone);
        self.compound.add(compound);
        self.negative_units += u32::from(compound <= NEGATIVE);
        if let Some(p) = bias {
            self.bias.add(p);
            self.biased_units += u32::from(p >= LIKELY);
        }
        let (mut positive, mut negative) = (0, 0);
        let (mut loaded, mut loaded_weight) = (false, 0.0);
        let mut themes = [0.0; POLES + POLICY_FRAMES.len()];
        let mut generic = [0.0; GENERIC];
        let (mut moral_words, mut covered) = (0, 0);
        let (mut toward, mut mentions) = (0.0, 0);
        let (mut emfd, mut emfd_words) = ([0.0; EMFD_CATEGORIES.len()], 0);
        for mark in marks {
            let class = usize::from(mark.class);
            match mark.kind {
                Kind::Tone => {
                    positive += u32::from(mark.weight > 0.0);
                    negative += u32::from(mark.weight < 0.0);
                }
                Kind::Loaded => {
                    loaded_weight += mark.weight;
                    if mark.weight >= DETECTED {
                        self.loaded[class] += 1;
                        self.detected += 1;
                        loaded = true;
                    }
                }
                Kind::Epistemic if mark.weight >= PRESENT => {
                    if let Some(count) = self.epistemic.get_mut(class) {
                        *count += 1;
                    }
                }
                Kind::Moral => {
                    themes[class] += mark.weight;
                    // a word may be a sign of several foundations
                    if mark.span.start >= covered {
                        moral_words += mark.words;
                        covered = mark.span.end;
                    }
                }
                Kind::Frame => themes[POLES + class] += mark.weight,
                Kind::GenericFrame => generic[class] += mark.weight,
                Kind::WarPeace if mark.weight >= PRESENT => self.war_peace[class] += 1,
                Kind::Style => self.style[class] += 1,
                Kind::Mention => {
                    toward += mark.weight;
                    mentions += 1;
                    self.negative_mentions += u32::from(mark.class == Polarity::Negative as u8);
                }
                Kind::Emfd => {
                    if let Some(sum) = emfd.get_mut(class) {
                        *sum += mark.weight;
                        emfd_words += u32::from(class == 0);
                    }
                }
                _ => {}
            }
        }
        self.positive += positive;
        self.negative += negative;
        let net = f64::from(positive) - f64::from(negative);
        self.net.add(net, f64::from(words));
        if positive + negative > 0 {
            self.positive_share.add(f64::from(positive), f64::from(positive + negative));
        }
        if mentions > 0 {
            self.toward.add(toward, f64::from(mentions));
        }
        self.loaded_units += u32::from(loaded);
        self.loaded_weight.add(loaded_weight, f64::from(words));
        self.moral_words.add(f64::from(moral_words.min(words)), f64::from(words));
        if emfd_words > 0 {
            let probability =
                emfd[..FOUNDATIONS.len()].iter().sum::<f64>() / FOUNDATIONS.len() as f64;
            for (ratio, sum) in self.emfd.iter_mut().zip(emfd.into_iter().chain([probability])) {
                ratio.add(sum, f64::from(emfd_words));
            }
        }
        self.add_themes(&themes);
        for (units, weight) in self.generic.iter_mut().zip(generic) {
            *units += u32::from(weight >= PRESENT);
        }
        self.generic_units += u32::from(generic.iter().any(|weight| *weight >= PRESENT));
    }

    fn add_themes(&mut self, themes: &[f64; POLES + POLICY_FRAMES.len()]) {
        for (sum, weight) in self.themes.iter_mut().zip(themes) {
            *sum += weight;
        }
        let (poles, frames) = themes.split_at(POLES);
        let mut any = false;
        for (i, pair) in poles.chunks_exact(2).enumerate() {
            let present = pair[0] + pair[1] >= PRESENT;
            any |= present;
            self.moral[i] += u32::from(present);
            for (side, weight) in pair.iter().enumerate() {
                self.moral[FOUNDATIONS.len() + 2 * i + side] += u32::from(*weight >= PRESENT);
            }
        }
        self.moral_units += u32::from(any);
        for (units, weight) in self.frames.iter_mut().zip(frames) {
            *units += u32::from(*weight >= PRESENT);
        }
        self.frame_units += u32::from(frames.iter().any(|weight| *weight >= PRESENT));
    }

    /// What is only counted of whole sentences.
    fn add_text(&mut self, sentence: &SentenceReport, voices: &[VoiceReport]) {
        let words = f64::from(sentence.words);
        if sentence.words == 0 {
            return;
        }
        for (voice, ratio) in Voice::ALL.iter().zip(&mut self.voices) {
            let parts = voices.iter().filter(|part| part.voice == *voice);
            ratio.add(f64::from(parts.map(|part| part.words).sum::<u32>()), words);
        }
        self.letters.add(f64::from(sentence.letters.count), words);
        self.long_words.add(f64::from(sentence.letters.long_words), words);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.units += other.units;
        self.words += other.words;
        self.tone.merge(&other.tone);
        self.compound.merge(&other.compound);
        self.negative_units += other.negative_units;
        self.bias.merge(&other.bias);
        self.biased_units += other.biased_units;
        self.toward.merge(&other.toward);
        self.negative_mentions += other.negative_mentions;
        self.positive += other.positive;
        self.negative += other.negative;
        self.net.merge(&other.net);
        self.positive_share.merge(&other.positive_share);
        sum(&mut self.loaded, &other.loaded);
        self.detected += other.detected;
        self.loaded_units += other.loaded_units;
        self.loaded_weight.merge(&other.loaded_weight);
        sum(&mut self.epistemic, &other.epistemic);
        sum(&mut self.moral, &other.moral);
        self.moral_units += other.moral_units;
        self.moral_words.merge(&other.moral_words);
        sum(&mut self.frames, &other.frames);
        self.frame_units += other.frame_units;
        sum(&mut self.themes, &other.themes);
        for (ratio, other) in self.emfd.iter_mut().zip(&other.emfd) {
            ratio.merge(other);
        }
        sum(&mut self.generic, &other.generic);
        self.generic_units += other.generic_units;
        sum(&mut self.war_peace, &other.war_peace);
        sum(&mut self.style, &other.style);
        for (ratio, other) in self.voices.iter_mut().zip(&other.voices) {
            ratio.merge(other);
        }
        self.letters.merge(&other.letters);
        self.long_words.merge(&other.long_words);
    }
}

fn sum<T: Copy + std::ops::AddAssign>(all: &mut [T], more: &[T]) {
    for (sum, more) in all.iter_mut().zip(more) {
        *sum += *more;
    }
}

/// The tallies of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    pub all: Tally,
    /// Lead and body.
    pub text: Tally,
    places: [Tally; Place::ALL.len()],
    voices: [Tally; Voice::ALL.len()],
    segments: [[Tally; Voice::ALL.len()]; Place::ALL.len()],
}

impl Tallies {
    /// `marks` are those of the article, in order of their starts.
    pub(super) fn new(
        sentences: &[SentenceReport],
        voices: &[VoiceReport],
        marks: &[Mark],
    ) -> Self {
        let mut tallies = Self::default();
        let mut rest = marks;
        for sentence in sentences {
            let mut here = take_until(&mut rest, sentence.span.end);
            let place = sentence.place as usize;
            let tally = &mut tallies.places[place];
            let SentenceReport { words, tone, bias, .. } = *sentence;
            tally.add(words, tone, sentence.sentiment.compound, bias, here);
            let parts = &voices[sentence.voices.start as usize..sentence.voices.end as usize];
            tally.add_text(sentence, parts);
            for part in parts {
                let inside = take_until(&mut here, part.span.end);
                let tally = &mut tallies.segments[place][part.voice as usize];
                tally.add(part.words, part.tone, part.compound, part.bias, inside);
            }
        }
        for place in Place::ALL {
            let tally = &tallies.places[place as usize];
            tallies.all.merge(tally);
            if place.is_text() {
                tallies.text.merge(tally);
            }
            for (voice, tally) in tallies.voices.iter_mut().zip(&tallies.segments[place as usize]) {
                voice.merge(tally);
            }
        }
        tallies
    }

    /// Of the sentences of a place.
    pub(super) fn place(&self, place: Place) -> &Tally {
        &self.places[place as usize]
    }

    /// Of the segments in a voice.
    pub(super) fn voice(&self, voice: Voice) -> &Tally {
        &self.voices[voice as usize]
    }

    /// Of the segments in some voices and places, cell by cell.
    pub(super) fn segments(
        &self,
        heard: impl Fn(Voice) -> bool,
        keep: impl Fn(Place) -> bool,
    ) -> impl Iterator<Item = &Tally> {
        let places = Place::ALL.into_iter().filter(move |place| keep(*place));
        let cells = places.flat_map(|place| Voice::ALL.map(|voice| (place, voice)));
        let cells = cells.filter(move |(_, voice)| heard(*voice));
        cells.map(|(place, voice)| &self.segments[place as usize][voice as usize])
    }
}
