//! What metrics are made of, counted in one pass: one tally for the sentences of each place and one for
//! the voice segments of each place and voice. Every split is a sum of those.

use std::ops::Range;

use super::epistemic::Clues;
use super::take_until;
use crate::lexicon::{EMFD_CATEGORIES, EPISTEMIC_CATEGORIES, EntryId, LOADED_CATEGORIES};
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

/// Marks are counted by kind and class; last, what is not counted.
const LOADED: Range<usize> = 0..LOADED_CATEGORIES.len();
const WAR_PEACE: Range<usize> = LOADED.end..LOADED.end + 2;
const MENTIONS: Range<usize> = WAR_PEACE.end..WAR_PEACE.end + 3;
const STYLE: Range<usize> = MENTIONS.end..MENTIONS.end + STYLES;
const EPISTEMIC: Range<usize> = STYLE.end..STYLE.end + EPISTEMIC_CATEGORIES.len();
const COUNTS: usize = EPISTEMIC.end + 1;

/// And their weights summed: poles, then policy frames, then generic frames.
const FRAMES: Range<usize> = POLES..POLES + POLICY_FRAMES.len();
const GENERIC_FRAMES: Range<usize> = FRAMES.end..FRAMES.end + GENERIC;
const THEMES: usize = GENERIC_FRAMES.end;
const EMFD: Range<usize> = THEMES..THEMES + EMFD_CATEGORIES.len();
const LOADED_WEIGHT: usize = EMFD.end + 1;
const TOWARD: usize = LOADED_WEIGHT + 1;
const SUMS: usize = TOWARD + 1;

const KINDS: usize = Kind::Style as usize + 1;

/// How marks of a kind are counted, so that none is asked what it is.
#[derive(Clone, Copy)]
struct Counting {
    /// From this weight on.
    least: f64,
    /// Where its first class stands, and the number of its last, for any beyond.
    counts: (u8, u8),
    sums: (u8, u8),
}

/// By kind.
const COUNTING: [Counting; KINDS] = {
    const fn classes(range: Range<usize>) -> (u8, u8) {
        (range.start as u8, (range.end - range.start - 1) as u8)
    }
    /// Those beyond its classes stand behind them.
    const fn open(range: Range<usize>) -> (u8, u8) {
        (range.start as u8, (range.end - range.start) as u8)
    }
    const fn one(at: usize) -> (u8, u8) {
        (at as u8, 0)
    }
    let nothing =
        Counting { least: f64::INFINITY, counts: one(EPISTEMIC.end), sums: one(EMFD.end) };
    let mut of = [nothing; KINDS];
    of[Kind::Loaded as usize] =
        Counting { least: DETECTED, counts: classes(LOADED), sums: one(LOADED_WEIGHT) };
    of[Kind::Epistemic as usize] = Counting { least: PRESENT, counts: open(EPISTEMIC), ..nothing };
    of[Kind::WarPeace as usize] =
        Counting { least: PRESENT, counts: classes(WAR_PEACE), ..nothing };
    of[Kind::Style as usize] =
        Counting { least: f64::NEG_INFINITY, counts: classes(STYLE), ..nothing };
    of[Kind::Mention as usize] =
        Counting { least: f64::NEG_INFINITY, counts: classes(MENTIONS), sums: one(TOWARD) };
    of[Kind::Moral as usize] = Counting { sums: classes(0..POLES), ..nothing };
    of[Kind::Frame as usize] = Counting { sums: classes(FRAMES), ..nothing };
    of[Kind::GenericFrame as usize] = Counting { sums: classes(GENERIC_FRAMES), ..nothing };
    of[Kind::Emfd as usize] = Counting { sums: open(EMFD), ..nothing };
    of
};

fn at((first, last): (u8, u8), class: u8) -> usize {
    usize::from(first + class.min(last))
}

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
    /// Probabilities of bias, where a model is in use, and units that are likely biased.
    pub bias: Moments,
    pub biased_units: u32,
    /// Tone toward each mention of an actor, over mentions.
    pub toward: Ratio,
    /// Positive and negative words, after negation.
    pub positive: u32,
    pub negative: u32,
    /// Tone and compound; positive less negative words, weights of loaded terms (weak ones too), and words that
    /// a moral term covers, over all words.
    scores: Ratios<5>,
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

/// What the marks of a stretch of text come to.
struct Found {
    positive: u32,
    negative: u32,
    detected: u32,
    mentions: u32,
    /// Words that moral terms cover, and where the last ends: a word may be a sign of several foundations.
    moral_words: u32,
    covered: u32,
    emfd_words: u32,
    /// Sums of weights, and a bit for each that has any.
    sums: [f64; SUMS],
    summed: u64,
}

impl Found {
    fn new() -> Self {
        Self {
            positive: 0,
            negative: 0,
            detected: 0,
            mentions: 0,
            moral_words: 0,
            covered: 0,
            emfd_words: 0,
            sums: [0.0; SUMS],
            summed: 0,
        }
    }

    /// Another mark. Kinds come in no order, so nothing here branches on them.
    fn add(&mut self, mark: &Mark) {
        let Mark { kind, class, weight, words, span, .. } = *mark;
        let counting = &COUNTING[kind as usize];
        let sum = at(counting.sums, class);
        self.sums[sum] += weight;
        self.summed |= 1 << sum;
        let is = |other| u32::from(kind == other);
        self.positive += is(Kind::Tone) & u32::from(weight > 0.0);
        self.negative += is(Kind::Tone) & u32::from(weight < 0.0);
        self.detected += is(Kind::Loaded) & u32::from(weight >= DETECTED);
        self.mentions += is(Kind::Mention);
        self.emfd_words += is(Kind::Emfd) & u32::from(class == 0);
        let uncovered = is(Kind::Moral) & u32::from(span.start >= self.covered);
        self.moral_words += uncovered * words;
        self.covered = self.covered.max(uncovered * span.end);
    }

    fn add_emfd(&self, all: &mut Emfd) {
        let mut columns = [0.0; EMFD_CATEGORIES.len() + 1];
        let (sums, probability) = columns.split_at_mut(EMFD_CATEGORIES.len());
        sums.copy_from_slice(&self.sums[EMFD]);
        probability[0] = sums[..FOUNDATIONS.len()].iter().sum::<f64>() / FOUNDATIONS.len() as f64;
        all.add(columns, f64::from(self.emfd_words));
    }
}

impl Tally {
    fn new() -> Self {
        Self {
            units: 0,
            words: 0,
            negative_units: 0,
            bias: Moments::default(),
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
        if let Some(p) = bias {
            self.bias.add(p);
            self.biased_units += u32::from(p >= LIKELY);
        }
        let Found { positive, negative, detected, mentions, moral_words, .. } = *found;
        let net = f64::from(positive) - f64::from(negative);
        let moral_words = f64::from(moral_words.min(words));
        let loaded_weight = found.sums[LOADED_WEIGHT];
        self.scores.add([tone, compound, net, loaded_weight, moral_words], f64::from(words));
        if positive + negative > 0 {
            self.positive += positive;
            self.negative += negative;
            self.positive_share.add([f64::from(positive)], f64::from(positive + negative));
        }
        if mentions > 0 {
            self.toward.add([found.sums[TOWARD]], f64::from(mentions));
        }
        self.detected += detected;
        self.loaded_units += u32::from(detected > 0);
        let themed = found.summed & !(!0 << THEMES);
        if themed != 0 {
            self.add_themes(&found.sums, themed);
        }
    }

    /// `themed` has a bit for each that has any weight.
    fn add_themes(&mut self, sums: &[f64; SUMS], themed: u64) {
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

    /// Counts a mark by its class.
    fn count(&mut self, mark: &Mark) {
        let counting = &COUNTING[mark.kind as usize];
        self.counts[at(counting.counts, mark.class)] += u32::from(mark.weight >= counting.least);
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
        self.bias.merge(&other.bias);
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
    all: u8,
    text: u8,
    places: [u8; Place::ALL.len()],
    voices: [u8; Voice::ALL.len()],
    /// Place by place those of each voice; that of the place itself where one voice has all of it.
    segments: [[u8; Voice::ALL.len()]; Place::ALL.len()],
    /// A bit for each of those that is there.
    heard: u32,
    /// Each column of a caller's eMFD over the words that it has, then the mean of its probabilities.
    pub emfd: Emfd,
    /// Entries of the detected loaded terms outside quotations, with their places.
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
            emfd: Emfd::default(),
            own_terms: Vec::new(),
            clues: Vec::with_capacity(sentences.len()),
        };
        tallies.kept.push(Tally::new());
        tallies.give_numbers(sentences, voices);
        let mut emfd = Vec::new();
        let mut rest = marks;
        for sentence in sentences {
            let (place, parts) = (sentence.place, parts_of(sentence, voices));
            let mut clues = Clues::default();
            let mut whole = Found::new();
            for part in parts {
                let inside = take_until(&mut rest, part.span.end);
                let segment = tallies.segments[place as usize][part.voice as usize];
                tallies.read(inside, (segment, place, part.voice), &mut whole, &mut clues);
                if segment == tallies.places[place as usize] {
                    continue;
                }
                let tally = &mut tallies.kept[usize::from(segment)];
                if parts.len() == 1 {
                    tally.add(scores(part), &whole);
                } else {
                    // sums of sums would be rounded otherwise
                    let mut found = Found::new();
                    inside.iter().for_each(|mark| found.add(mark));
                    tally.add(scores(part), &found);
                }
            }
            let tally = &mut tallies.kept[usize::from(tallies.places[place as usize])];
            tally.add(sentence_scores(sentence), &whole);
            tally.add_text(sentence, parts);
            tallies.clues.push(clues);
            if whole.emfd_words > 0 {
                emfd.resize(Place::ALL.len(), Emfd::default());
                whole.add_emfd(&mut emfd[place as usize]);
            }
        }
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
            self.places[at] = self.tally();
            let one_voice = heard.count_ones() == 1 && mixed >> at & 1 == 0;
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

    /// Counts the marks of a segment, and adds them to what its sentence has.
    fn read(
        &mut self,
        marks: &[Mark],
        (segment, place, voice): (u8, Place, Voice),
        whole: &mut Found,
        clues: &mut Clues,
    ) {
        let tally = &mut self.kept[usize::from(segment)];
        let own = OWN_WORDING.contains(&voice);
        for mark in marks {
            tally.count(mark);
            whole.add(mark);
            clues.add(mark);
            if own & (mark.kind == Kind::Loaded) & (mark.weight >= DETECTED) {
                self.own_terms.push((mark.entry, place));
            }
        }
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
            self.voices[voice as usize] = self.sum(of);
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
            let next = self.segments.as_flattened().get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(&self.kept[usize::from(*next)])
        })
    }
}

/// The voices of a sentence.
fn parts_of<'v>(sentence: &SentenceReport, voices: &'v [VoiceReport]) -> &'v [VoiceReport] {
    &voices[sentence.voices.start as usize..sentence.voices.end as usize]
}

fn cell(place: Place, voice: Voice) -> usize {
    place as usize * Voice::ALL.len() + voice as usize
}
