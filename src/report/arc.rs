//! The course of the tone through an article.

use super::{ArticleReport, SentenceReport};
use crate::stats::CosineArc;
use crate::text::Place;

/// As many as syuzhet keeps, the level among them.
pub(crate) const WAVES: usize = 5;

/// The smoothed tone of lead and body; `None` where they have no sentence.
pub(crate) fn tone_arc(sentences: &[SentenceReport]) -> Option<CosineArc> {
    let text = sentences.iter().filter(|s| matches!(s.place, Place::Lead | Place::Body));
    let tones: Vec<f64> = text.map(|sentence| sentence.tone).collect();
    CosineArc::new(&tones, WAVES)
}

impl ArticleReport {
    /// The course of the tone through lead and body, at the middle of each of `points` equal parts: what
    /// the metrics `arc.*` are taken from. Experimental, as they are. Empty where there is no sentence.
    ///
    /// The tones of the n sentences, one after the other, are smoothed by the first five terms of their
    /// discrete cosine transform (Jockers 2015, syuzhet): `β_k = 2/n Σ x_j cos(π k (j + ½)/n)`, half of it
    /// for k = 0, and the arc at u, 0 to 1, is `Σ β_k cos(π k u)`. Level and heights do not depend on the
    /// number of sentences or points, as they do in syuzhet, whose curve is this one times n/points.
    /// Five sentences and fewer are not smoothed. Values may lie somewhat outside −1 to 1.
    ///
    /// ```
    /// let report = presslens::analyze("The talks failed. The minister resigned in disgrace. The town is happy.");
    /// assert_eq!(report.arc(4).len(), 4);
    /// ```
    pub fn arc(&self, points: usize) -> Vec<f64> {
        tone_arc(&self.sentences).map_or_else(Vec::new, |arc| arc.points(points))
    }
}
