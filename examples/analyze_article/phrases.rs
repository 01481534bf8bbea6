//! What rules and features of models are called in plain words.

/// By score: a name with its phrase. Of `a.b` that is not here, the phrase of `a` is told, then `b`.
const PHRASES: [(&str, &[(&str, &str)]); 5] = [
    ("bias", BIAS),
    ("valence", VALENCE),
    ("tone", TONE),
    ("sentiment", VADER),
    ("target", TARGET),
];

/// Of all models.
const INTERCEPT: (&str, &str) = ("intercept", "where every sentence starts");

const BIAS: &[(&str, &str)] = &[
    ("words", "such words in biased sentences"),
    ("words.weight", "how often such a word is in biased sentences"),
    ("words.marked", "readers mark such words"),
    ("words.marked_squared", "readers mark such words, strong ones above all"),
    ("words.marked_most", "the word most often marked"),
    ("loaded", "loaded term"),
    ("loaded.any", "loaded terms together"),
    ("loaded.most", "the most loaded term"),
    ("loaded.density", "loaded term, for the length of the sentence"),
    ("loaded.quoted", "loaded term in a quotation"),
    ("epistemic", "marker of how sure it is"),
    ("moral", "word of a moral foundation"),
    ("style", "style"),
    ("style.length", "how long the sentence is"),
    ("style.quoted", "how much of it is quoted"),
    ("style.reported", "how much of it is indirect speech"),
    ("style.numbers", "numbers"),
    ("style.contractions", "contraction"),
    ("style.capitals", "word in capitals"),
    ("style.question", "question mark"),
    ("style.exclamation", "exclamation mark"),
    ("tone", "tone by rules"),
    ("term", "the words around a term"),
];

const VALENCE: &[(&str, &str)] = &[
    ("words", "how readers rate sentences with such a word"),
    ("tone", "charged word, after negation and its like"),
    ("loaded", "loaded term"),
    ("moral", "word of a moral foundation"),
    ("style", "style"),
];

const TONE: &[(&str, &str)] = &[
    ("valence", "charged word"),
    ("name", "but it is part of a name"),
    ("negation", "turned by a negation"),
    ("reversal", "turned, as by “failed to”"),
    ("irrealis", "weakened: it is not so, or not yet"),
    ("intensifier", "strengthened, as by “deeply”"),
    ("diminisher", "weakened, as by “slightly”"),
    ("contrast", "weighed by a contrast"),
];

const VADER: &[(&str, &str)] = &[
    ("valence", "charged word"),
    ("caps", "it stands in capitals"),
    ("booster", "strengthened or weakened by a word before it"),
    ("negation", "turned by a negation"),
    ("never_so", "strengthened by “never so” or “never this”"),
    ("least", "turned by “least”"),
    ("no", "turned by “no”"),
    ("kind_of", "weakened by “kind of” or “sort of”"),
    ("idiom", "part of an idiom"),
    ("idiom_booster", "changed by an idiom before it"),
    ("but", "weighed by “but”"),
    ("punctuation", "its share of the marks “!” and “?”"),
];

const TARGET: &[(&str, &str)] = &[
    ("doer", "it does this"),
    ("sufferer", "this is done to it"),
    ("object", "this is done to it"),
    ("patient", "this is done to it"),
    ("owner", "this is done to what it owns"),
    ("toward", "said of it, as in “criticism of”"),
    ("toward.others", "said of others, as in “criticism of”"),
    ("predicate", "said of it as the subject"),
    ("owned", "it owns this"),
    ("aimed", "behind what it does to others"),
    ("apart", "in other words than those about it"),
    ("clause", "in its clause"),
    ("before", "before it in its clause"),
    ("behind", "behind it in its clause"),
    ("later", "in a later clause"),
    ("quoted.own", "charged word in what it says"),
    ("quoted.other", "charged word in what others say"),
    ("rules", "tone toward it by rules"),
    ("tone", "tone of the sentence by rules"),
    ("words", "how such words stand to those near them"),
    ("loaded", "loaded term"),
    ("negation", "negation"),
    ("contrast", "contrast"),
    ("modal", "“may”, “could” and their like"),
    ("next", "what follows it"),
];

/// The phrase for a feature of a score, as records name them.
pub(crate) fn phrase(score: &str, feature: &str) -> String {
    if feature == INTERCEPT.0 {
        return INTERCEPT.1.to_owned();
    }
    if let Some((list, category)) = feature.split_once(':') {
        return format!("{} ({list})", plain(category));
    }
    let is_target = score.starts_with("targets") || score == "actors";
    let group = if is_target { "target" } else { score };
    let table = PHRASES.iter().find(|(name, _)| *name == group).map_or(&[][..], |(_, table)| table);
    let mut head = feature;
    loop {
        if let Some((_, phrase)) = table.iter().find(|(name, _)| *name == head) {
            let rest = plain(&feature[head.len()..]);
            return if rest.is_empty() { (*phrase).to_owned() } else { format!("{phrase}:{rest}") };
        }
        match head.rsplit_once('.') {
            Some((shorter, _)) => head = shorter,
            None => return plain(feature),
        }
    }
}

/// A name as words.
fn plain(name: &str) -> String {
    name.replace(['.', '_'], " ")
}
