//! What the sentiment engine answers with.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The four scores of VADER.
///
/// ```
/// let scores = presslens::Vader::compat().score("The rescue was a great success.");
/// assert_eq!((scores.compound, scores.pos, scores.neu, scores.neg), (0.9022, 0.787, 0.213, 0.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Scores {
    /// The whole text, from −1 (negative) over 0 to 1 (positive): the sum of the valences x as x /
    /// √(x² + 15). It grows with the number of charged words, so score sentences, not articles.
    /// Usual thresholds are ±0.05.
    pub compound: f64,
    /// Share of positive weight, 0 to 1.
    pub pos: f64,
    /// Share of words without charge, 0 to 1.
    pub neu: f64,
    /// Share of negative weight, 0 to 1.
    pub neg: f64,
}

/// A rule that changed the valence of a word.
///
/// The name of a rule never changes; new rules may come.
///
/// ```
/// assert_eq!(presslens::Rule::NeverSo.name(), "never_so");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// The word is in capitals and others are not: 0.733 further from zero.
    Caps,
    /// One of the three words before strengthens or weakens ("very", "hardly"): 0.293, less from
    /// further away, 0.733 more in capitals.
    Booster,
    /// One of the three words before turns around ("not", "isn't"): times −0.74.
    Negation,
    /// "never so", "never this" shortly before, or any "so" or "this" right before: times 1.25.
    NeverSo,
    /// "least" right before, but not "at least" or "very least": times −0.74.
    Least,
    /// "no" before (times −0.74 on the value of the lexicon), or "no" itself before another lexicon
    /// word (0).
    No,
    /// "kind" as part of "kind of": 0.
    KindOf,
    /// The word is in or after an idiom, which sets the value ("yeah right").
    Idiom,
    /// "sort of", "kind of" or "just enough" two or three words before: less 0.293.
    IdiomBooster,
    /// The text has a "but": half before it, one and a half times after it.
    But,
    /// The share of the text's exclamation and question marks.
    Punctuation,
}

impl Rule {
    /// Every rule, in the order in which they are applied to a word.
    pub const ALL: [Rule; 11] = [
        Rule::KindOf,
        Rule::No,
        Rule::Caps,
        Rule::Booster,
        Rule::Negation,
        Rule::NeverSo,
        Rule::Idiom,
        Rule::IdiomBooster,
        Rule::Least,
        Rule::But,
        Rule::Punctuation,
    ];

    /// The name in records, in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Rule::Caps => "caps",
            Rule::Booster => "booster",
            Rule::Negation => "negation",
            Rule::NeverSo => "never_so",
            Rule::Least => "least",
            Rule::No => "no",
            Rule::KindOf => "kind_of",
            Rule::Idiom => "idiom",
            Rule::IdiomBooster => "idiom_booster",
            Rule::But => "but",
            Rule::Punctuation => "punctuation",
        }
    }
}

/// One change to the valence of a word.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// What changed it.
    pub rule: Rule,
    /// The words that caused the change; the word itself for [`Rule::Caps`], none for
    /// [`Rule::Punctuation`], which counts the marks of the whole text.
    pub span: Option<Span>,
    /// The change in units of valence, with its sign: what the rule added.
    pub amount: f64,
}

/// One word of the lexicon in a text, and what became of its valence.
///
/// `base` and the amounts of the steps add up to `contribution`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Hit {
    /// The word in the text as given. A word from the description of an emoji has the span of the
    /// emoji.
    pub span: Span,
    /// Valence in the lexicon, −3.9 to 3.4.
    pub base: f64,
    /// The changes, in the order in which they were made.
    pub steps: Vec<Step>,
    /// What the word adds to [`Explanation::sum`]; 0 if the rules set it aside.
    pub contribution: f64,
}

/// The scores of a text with all that led to them.
///
/// ```
/// use presslens::{Rule, Vader};
/// let text = "It is not a very good deal!";
/// let explanation = Vader::compat().explain(text);
/// let [hit] = &explanation.hits[..] else { panic!("one word of the lexicon") };
/// assert_eq!((hit.span.of(text), hit.base), ("good", 1.9));
/// let cause = |step: &presslens::Step| step.span.map_or("", |span| span.of(text));
/// let steps: Vec<_> = hit.steps.iter().map(|step| (step.rule, cause(step))).collect();
/// assert_eq!(steps, [(Rule::Booster, "very"), (Rule::Negation, "not"), (Rule::Punctuation, "")]);
///
/// let added: f64 = hit.base + hit.steps.iter().map(|step| step.amount).sum::<f64>();
/// assert!((added - hit.contribution).abs() < 1e-9 && (added - explanation.sum).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// The words of the lexicon, in the order of the text.
    pub hits: Vec<Hit>,
    /// How many tokens the text has in VADER's count.
    pub tokens: usize,
    /// What the exclamation and question marks add to the size of the sum; 0 where no word is
    /// charged.
    pub punctuation: f64,
    /// The sum of the contributions, which the compound score is made of: sum / √(sum² + 15).
    pub sum: f64,
    /// The scores, rounded as [`Vader::score`](super::Vader::score) rounds them.
    pub scores: Scores,
}
