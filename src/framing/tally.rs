//! What metrics are made of, counted in one pass: one tally for the sentences of each place and one for
//! the voice segments of each place and voice. Every split is a sum of those.

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

/// Poles, then policy frames.
const THEMES: usize = POLES + POLICY_FRAMES.len();

/// Counts over some sentences or voice segments.
#[derive(Clone, Copy, Debug, Default)]
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
    /// Over all words: positive less negative words, weights of loaded terms (weak ones too), and words that
    /// a moral term covers.
    per_word: Ratios<3>,
    /// Positive words over both kinds, in the units that have any.
    pub positive_share: Ratio,
    /// Detected loaded terms by category, all of them, and weak ones too.
    pub loaded: [u32; LOADED_CATEGORIES.len()],
    pub detected: u32,
    pub loaded_units: u32,
    pub epistemic: [u32; EPISTEMIC_CATEGORIES.len()],
    /// Units that have each foundation and pole, and any.
    pub moral: [u32; MORAL],
    pub moral_units: u32,
    /// Units that have each policy frame, and any.
    pub frames: [u32; POLICY_FRAMES.len()],
    pub frame_units: u32,
    /// Weights of each pole and frame.
    pub themes: [f64; THEMES],
    /// Each column of a caller's eMFD over the words that it has, then the mean of its probabilities.
    pub emfd: Ratios<{ EMFD_CATEGORIES.len() + 1 }>,
    /// Units that have each generic frame, and any.
    pub generic: [u32; GENERIC],
    pub generic_units: u32,
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
    themes: [f64; THEMES],
    generic: [f64; GENERIC],
    /// Whether there are any of the two.
    is_themed: bool,
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
                Kind::Frame => found.theme(POLES + class, mark.weight),
                Kind::GenericFrame => {
                    found.generic[class] += mark.weight;
                    found.is_themed = true;
                }
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

    fn theme(&mut self, theme: usize, weight: f64) {
        self.themes[theme] += weight;
        self.is_themed = true;
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
        self.tone.add(tone);
        self.compound.add(compound);
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
        self.per_word.add([net, loaded_weight, moral_words], f64::from(words));
        if positive + negative > 0 {
            self.positive += positive;
            self.negative += negative;
            self.positive_share.add([f64::from(positive)], f64::from(positive + negative));
        }
        if found.mentions > 0 {
            self.toward.add([found.toward], f64::from(found.mentions));
        }
        self.loaded_units += u32::from(found.is_loaded);
        if found.emfd_words > 0 {
            let mut columns = [0.0; EMFD_CATEGORIES.len() + 1];
            let (sums, probability) = columns.split_at_mut(EMFD_CATEGORIES.len());
            sums.copy_from_slice(&found.emfd);
            probability[0] =
                sums[..FOUNDATIONS.len()].iter().sum::<f64>() / FOUNDATIONS.len() as f64;
            self.emfd.add(columns, f64::from(found.emfd_words));
        }
        if found.is_themed {
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
        sum(&mut self.themes, &found.themes);
        let (poles, frames) = found.themes.split_at(POLES);
        let (foundations, by_pole) = self.moral.split_at_mut(FOUNDATIONS.len());
        let mut any = false;
        for (units, pair) in foundations.iter_mut().zip(poles.chunks_exact(2)) {
            let present = pair[0] + pair[1] >= PRESENT;
            any |= present;
            *units += u32::from(present);
        }
        self.moral_units += u32::from(any);
        present(by_pole, poles);
        self.frame_units += u32::from(present(&mut self.frames, frames));
        self.generic_units += u32::from(present(&mut self.generic, &found.generic));
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

    /// Positive less negative words over all words.
    pub(super) fn net(&self) -> Ratio {
        self.per_word.of(0)
    }

    /// Weights of loaded terms, weak ones too, over words.
    pub(super) fn loaded_weight(&self) -> Ratio {
        self.per_word.of(1)
    }

    /// Words that a moral term covers, over all words.
    pub(super) fn moral_words(&self) -> Ratio {
        self.per_word.of(2)
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
        if other.units == 0 {
            return;
        }
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
        self.per_word.merge(&other.per_word);
        self.positive_share.merge(&other.positive_share);
        sum(&mut self.loaded, &other.loaded);
        self.detected += other.detected;
        self.loaded_units += other.loaded_units;
        sum(&mut self.epistemic, &other.epistemic);
        sum(&mut self.moral, &other.moral);
        self.moral_units += other.moral_units;
        sum(&mut self.frames, &other.frames);
        self.frame_units += other.frame_units;
        sum(&mut self.themes, &other.themes);
        self.emfd.merge(&other.emfd);
        sum(&mut self.generic, &other.generic);
        self.generic_units += other.generic_units;
        sum(&mut self.war_peace, &other.war_peace);
        sum(&mut self.style, &other.style);
        self.text.merge(&other.text);
    }
}

/// Counts a unit for each of its weights that is enough, and says if any is.
fn present(units: &mut [u32], weights: &[f64]) -> bool {
    let mut any = false;
    for (units, weight) in units.iter_mut().zip(weights) {
        *units += u32::from(*weight >= PRESENT);
        any |= *weight >= PRESENT;
    }
    any
}

fn sum<T: Copy + std::ops::AddAssign>(all: &mut [T], more: &[T]) {
    for (sum, more) in all.iter_mut().zip(more) {
        *sum += *more;
    }
}

/// The voices in which the outlet chose the words.
pub(super) const OWN_WORDING: [Voice; 2] = [Voice::Narration, Voice::IndirectSpeech];

/// The tallies of an article.
#[derive(Clone, Debug)]
pub(super) struct Tallies {
    pub all: Tally,
    /// Lead and body.
    pub text: Tally,
    places: Vec<Tally>,
    voices: Vec<Tally>,
    /// Place by place those of each voice.
    segments: Vec<Tally>,
    /// Loaded terms outside quotations, with their places.
    pub own_terms: Vec<(Place, Mark)>,
}

impl Tallies {
    /// `marks` are those of the article, in order of their starts.
    pub(super) fn new(
        sentences: &[SentenceReport],
        voices: &[VoiceReport],
        marks: &[Mark],
    ) -> Self {
        let none = Tally::default();
        let mut tallies = Self {
            all: none,
            text: none,
            places: vec![none; Place::ALL.len()],
            voices: vec![none; Voice::ALL.len()],
            segments: vec![none; Place::ALL.len() * Voice::ALL.len()],
            own_terms: Vec::new(),
        };
        let mut rest = marks;
        for sentence in sentences {
            let mut here = take_until(&mut rest, sentence.span.end);
            let found = Found::new(here);
            let place = sentence.place;
            let tally = &mut tallies.places[place as usize];
            let SentenceReport { words, tone, bias, .. } = *sentence;
            tally.add((words, tone, sentence.sentiment.compound, bias), here, &found);
            let parts = &voices[sentence.voices.start as usize..sentence.voices.end as usize];
            tally.add_text(sentence, parts);
            let all = here.len();
            for part in parts {
                let inside = take_until(&mut here, part.span.end);
                let VoiceReport { words, tone, compound, bias, .. } = *part;
                let tally = &mut tallies.segments[cell(place, part.voice)];
                let scores = (words, tone, compound, bias);
                if inside.len() == all {
                    tally.add(scores, inside, &found);
                } else {
                    tally.add(scores, inside, &Found::new(inside));
                }
                if OWN_WORDING.contains(&part.voice) {
                    let loaded = inside.iter().filter(|mark| mark.kind == Kind::Loaded);
                    tallies.own_terms.extend(loaded.map(|mark| (place, *mark)));
                }
            }
        }
        for place in Place::ALL {
            let tally = &tallies.places[place as usize];
            tallies.all.merge(tally);
            if place.is_text() {
                tallies.text.merge(tally);
            }
            for voice in Voice::ALL {
                tallies.voices[voice as usize].merge(&tallies.segments[cell(place, voice)]);
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

    /// Of the segments in some places and voices, cell by cell.
    pub(super) fn segments<'a>(
        &'a self,
        places: &'a [Place],
        voices: &'a [Voice],
    ) -> impl Iterator<Item = &'a Tally> {
        places.iter().flat_map(move |place| {
            voices.iter().map(move |voice| &self.segments[cell(*place, *voice)])
        })
    }
}

fn cell(place: Place, voice: Voice) -> usize {
    place as usize * Voice::ALL.len() + voice as usize
}
