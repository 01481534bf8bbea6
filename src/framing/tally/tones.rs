//! The tones that a spread is computed of.

use crate::text::Place;
use crate::voice::Voice;

/// The tone of each sentence, of those of each place, and of the segments in each voice.
#[derive(Clone, Debug, Default)]
pub(in crate::framing) struct Tones {
    pub all: Vec<f64>,
    pub places: [Vec<f64>; Place::ALL.len()],
    pub voices: [Vec<f64>; Voice::ALL.len()],
}

impl Tones {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.places.iter_mut().chain(&mut self.voices).for_each(Vec::clear);
    }
}
