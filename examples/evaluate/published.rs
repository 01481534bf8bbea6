//! Figures of others for the same tasks, to stand beside ours.

use serde::Serialize;

/// A figure that somebody else's method, or a person, has.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Published {
    /// Ours that it compares with: its path in the JSON, or the name of a measure that we do not give.
    pub(crate) figure: &'static str,
    pub(crate) value: f64,
    /// Who or what has it.
    pub(crate) of: &'static str,
    /// Where it was read; "measured" where somebody ran the method on the same set.
    pub(crate) source: &'static str,
}

const fn row(
    figure: &'static str,
    value: f64,
    of: &'static str,
    source: &'static str,
) -> Published {
    Published { figure, value, of, source }
}

const BABE: &str = "BABE repository, classification.ipynb, 5-fold; sklearn's `weighted` F1";
const MEASURED: &str = "measured, whole set";

/// Sentence splitters on the same files, by our rules for boundaries.
pub(crate) const SENTENCE_BOUNDARIES: [Published; 4] = [
    row("by_genre.news.f1", 0.971, "syntok", "measured"),
    row("by_genre.news.f1", 0.947, "pysbd", "measured"),
    row("by_genre.interview.f1", 0.981, "syntok", "measured, with speech"),
    row("by_genre.speech.f1", 0.981, "syntok", "measured, with interviews"),
];

pub(crate) const BIAS_SENTENCES: [Published; 10] = [
    row("macro_f1", 0.785, "one expert against the majority of the others", MEASURED),
    row("macro_f1", 0.737, "the outlet's name alone, no text", MEASURED),
    row("auc", 0.789, "the outlet's name alone, no text", MEASURED),
    row("macro_f1", 0.607, "strong-subjective word list", "measured"),
    row("macro_f1", 0.528, "VADER, |compound| with a threshold", MEASURED),
    row("macro_f1", 0.777, "DistilBERT", BABE),
    row("macro_f1", 0.789, "BERT", BABE),
    row("macro_f1", 0.799, "RoBERTa", BABE),
    row("macro_f1", 0.804, "BERT with distant supervision", "Spinde et al. 2021, abstract"),
    row("macro_f1", 0.814, "DA-RoBERTa", "Krieger et al. 2022, table in their repository"),
];

pub(crate) const BIAS_WORDS: [Published; 4] = [
    row("f1", 0.39, "one annotator against words marked by two others", MEASURED),
    row("f1", 0.261, "Hu and Liu's negative words", MEASURED),
    row("f1", 0.146, "lexicon of bias words of Spinde et al.", MEASURED),
    row("f1", 0.43, "Spinde et al. 2021 on MBIC, another set", "Spinde et al. 2021, abstract"),
];

pub(crate) const NEWS_SENTIMENT: [Published; 4] = [
    row("valence.pearson", 0.714, "one rater against the other 19", MEASURED),
    row("valence.pearson", 0.745, "one rater against all 20", "Hutto & Gilbert 2014, table 4"),
    row("compound.pearson", 0.503, "VADER 3.3.2", MEASURED),
    row("compound.pearson", 0.492, "VADER", "Hutto & Gilbert 2014, table 4"),
];

const NEWS_MTSC: &str = "Hamborg & Donnay 2021, preprint, table 2, test set";

pub(crate) const TARGET_SENTIMENT: [Published; 10] = [
    row("splits.dev_mt.macro_f1", 0.481, "VADER on the sentence, ±.05", "measured, test set"),
    row("splits.dev_mt.macro_f1", 0.737, "SPC-BERT", NEWS_MTSC),
    row("splits.dev_mt.macro_f1", 0.812, "LCF-RoBERTa", NEWS_MTSC),
    row("splits.dev_mt.macro_f1", 0.825, "GRU-TSC-RoBERTa", NEWS_MTSC),
    row("splits.dev_rw.macro_f1", 0.513, "VADER on the sentence, ±.05", "measured, test set"),
    row("splits.dev_rw.macro_f1", 0.801, "SPC-BERT", NEWS_MTSC),
    row("splits.dev_rw.macro_f1", 0.814, "LCF-RoBERTa", NEWS_MTSC),
    row("splits.dev_rw.macro_f1", 0.831, "GRU-TSC-RoBERTa", NEWS_MTSC),
    row("splits.dev_mt.macro_f1", 0.86, "people", "Hamborg & Donnay 2021, both sets"),
    row("splits.dev_rw.macro_f1", 0.86, "people", "Hamborg & Donnay 2021, both sets"),
];

const POLNEAR: &str = "exact F1 of others on PolNeAR, read";

pub(crate) const ATTRIBUTION: [Published; 11] = [
    row("all.source.exact.f1", 0.107, "simple rules", POLNEAR),
    row("all.cue.exact.f1", 0.228, "simple rules", POLNEAR),
    row("all.content.exact.f1", 0.056, "simple rules", POLNEAR),
    row("all.source.exact.f1", 0.139, "CoreNLP", POLNEAR),
    row("all.content.exact.f1", 0.175, "CoreNLP", POLNEAR),
    row("all.source.exact.f1", 0.506, "trained CRF", POLNEAR),
    row("all.cue.exact.f1", 0.533, "trained CRF", POLNEAR),
    row("all.content.exact.f1", 0.286, "trained CRF", POLNEAR),
    row("all.source.exact.f1", 0.81, "fine-tuned BERT", POLNEAR),
    row("all.cue.exact.f1", 0.74, "fine-tuned BERT", POLNEAR),
    row("all.content.exact.f1", 0.69, "fine-tuned BERT", POLNEAR),
];

pub(crate) const MORAL: [Published; 5] = [
    row("care.auc", 0.63, "eMFD", "measured"),
    row("fairness.auc", 0.69, "eMFD", "measured"),
    row("loyalty.auc", 0.61, "eMFD", "measured"),
    row("authority.auc", 0.68, "eMFD", "measured"),
    row("sanctity.auc", 0.60, "eMFD", "measured"),
];

pub(crate) const HEADLINE_FRAMES: [Published; 2] = [
    row("macro_f1", 0.58, "naive Bayes, trained on the set", "measured"),
    row("macro_f1", 0.73, "BERT, trained on the set (to .77)", "published for GVFC, read"),
];

pub(crate) const HYPERPARTISAN: [Published; 7] = [
    row("accuracy", 0.771, "TF-IDF and logistic regression", "measured"),
    row("auc", 0.70, "density of bias words alone", "measured"),
    row("accuracy", 0.822, "winner of the task", "SemEval-2019 task 4, abstract, test set"),
    row("accuracy", 0.820, "Vernon-fenwick, hand-made features", "the same"),
    row("accuracy", 0.791, "TakeLab, SVM", "the same"),
    row("accuracy", 0.717, "Fernando-Pessa, small interpretable set", "the same"),
    row("accuracy", 0.653, "Harvey Mudd, bag of words, naive Bayes", "the same"),
];
