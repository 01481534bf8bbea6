//! What the scores of one sentence are made of, in plain words.

use std::fmt::Write;

use presslens::{ActorView, Contribution, FOUNDATIONS, POLICY_FRAMES, SentenceReport, Span};

use crate::layout::{Look, Paragraph};
use crate::phrases::phrase;
use crate::view::{View, count, weight};

/// Contributions told one by one; what is left is told as a sum.
const TOLD: usize = 8;
/// What is 0.00 when told is not told.
const FAINT: f64 = 0.005;
/// Most characters of words that are quoted.
const QUOTED: usize = 44;

/// Contributions of the same words by the same feature.
struct Share {
    amount: f64,
    /// None where it is the sentence as a whole.
    words: Option<String>,
    phrase: String,
    times: usize,
}

impl View<'_> {
    /// Every score of the sentence at this index, with its contributions, largest first.
    pub(crate) fn explain(&self, index: usize, out: &mut String) {
        let all = self.report.sentences();
        let Some(sentence) = all.get(index) else {
            return;
        };
        let place = match sentence.paragraph {
            Some(paragraph) => format!("{}, paragraph {}", sentence.place.name(), paragraph + 1),
            None => sentence.place.name().to_owned(),
        };
        self.heading(out, &format!("Sentence {} of {} ({place})", index + 1, all.len()));
        let mut line = Paragraph::default();
        self.stretch(sentence.span, std::slice::from_ref(sentence), Look::default(), &mut line);
        out.push_str(&line.wrap(self.width, "", 0, self.colour));
        let parts = self.report.voices_of(sentence);
        let voices = parts.iter().map(|part| {
            let alone = part.bias.filter(|_| parts.len() > 1);
            let alone = alone.map_or(String::new(), |p| format!(" (bias alone {p:.2})"));
            let words = count(part.words as usize, "word");
            format!("{words} of {}{alone}", part.voice.name().replace('_', " "))
        });
        let voices: Vec<String> = voices.collect();
        self.note(out, &voices.join("; "));

        self.fitted(sentence, out);
        self.by_rules(sentence, out);
        self.themes(sentence, out);
        self.toward(sentence, out);
    }

    /// The scores of models.
    fn fitted(&self, sentence: &SentenceReport, out: &mut String) {
        if let Some(p) = sentence.bias {
            let text = format!(
                "the chance that experts would call the sentence biased is {:.0} %. Its log-odds are {} (+ \
                 more biased, - less biased):",
                100.0 * p,
                signed(self.sum(sentence, "bias"))
            );
            self.score(out, "Bias", &format!("{p:.2}"), &text);
            self.shares(out, sentence, "bias");
        }
        if let Some(valence) = sentence.valence {
            let sum = self.sum(sentence, "valence");
            let cut = if (sum - valence).abs() > FAINT {
                format!(", cut from {}", signed(sum))
            } else {
                String::new()
            };
            let text = format!(
                "the tone as readers would rate it, from -1 (negative) to 1 (positive){cut}:"
            );
            self.score(out, "Valence", &signed(valence), &text);
            self.shares(out, sentence, "valence");
        }
        let missing = [("bias", sentence.bias), ("valence", sentence.valence)];
        let missing: Vec<&str> =
            missing.iter().filter(|(_, score)| score.is_none()).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            out.push('\n');
            self.note(out, &format!("No model of {} is in use.", missing.join(" or ")));
        }
    }

    fn by_rules(&self, sentence: &SentenceReport, out: &mut String) {
        let tone = signed(sentence.tone);
        let x = signed(self.sum(sentence, "tone"));
        let how = format!("the tone of news by rules, x/√(x² + 2) of the sum x = {x}:");
        self.listed(out, sentence, ("tone", "Tone", &tone), &how, "no charged word.");

        let loaded = format!("{:.2}", sentence.loaded);
        let x = self.sum(sentence, "loaded");
        let how = format!("how loaded its words are, 0 to 1: 1 - e^-x of the sum x = {x:.2}:");
        self.listed(out, sentence, ("loaded", "Loaded", &loaded), &how, "no loaded term.");

        let compound = signed(sentence.sentiment.compound);
        let x = signed(self.sum(sentence, "sentiment"));
        let how = format!("the compound score, x/√(x² + 15) of the sum x = {x}:");
        let none = "no word of its lexicon.";
        self.listed(out, sentence, ("sentiment", "VADER", &compound), &how, none);
    }

    /// Moral foundations and policy frames, each where it has any.
    fn themes(&self, sentence: &SentenceReport, out: &mut String) {
        let kinds: [(&str, &str, &[&str], &[f64]); 2] = [
            ("moral", "Moral foundation", &FOUNDATIONS, &sentence.moral),
            ("frames", "Policy frame", &POLICY_FRAMES, &sentence.frames),
        ];
        for (group, title, names, scores) in kinds {
            let mut any = false;
            for (name, score) in names.iter().zip(scores).filter(|(_, score)| **score != 0.0) {
                any = true;
                let title = format!("{title} {}", name.replace('_', " "));
                self.score(out, &title, &format!("{score:.2}"), "the weights of its terms:");
                self.shares(out, sentence, &format!("{group}.{name}"));
            }
            if !any {
                self.score(out, &format!("{title}s"), "", "no term.");
            }
        }
    }

    /// The actors that the sentence mentions.
    fn toward(&self, sentence: &SentenceReport, out: &mut String) {
        let within =
            |span: &Span| sentence.span.start <= span.start && span.start < sentence.span.end;
        let actors: Vec<ActorView> = self.report.actors(self.article).collect();
        for (i, actor) in (0..).zip(&actors) {
            if !actor.mentions().any(|span| within(&span)) {
                continue;
            }
            let here: Vec<&Contribution> = self.parts(sentence, "actors");
            let here: Vec<&Contribution> =
                here.into_iter().filter(|part| part.target == Some(i)).collect();
            let sum: f64 = here.iter().map(|part| part.amount).sum();
            let mentions = count(actor.mentions().len(), "mention");
            let mut text = format!(
                "what this sentence adds to the tone toward it ({} as the mean of {mentions})",
                signed(actor.tone())
            );
            text.push(if here.is_empty() { '.' } else { ':' });
            self.score(out, &format!("Toward {}", actor.name()), &signed(sum), &text);
            self.tell(out, &self.merged(sentence, &here));
        }
    }

    /// A score with its contributions, or what to say where it has none.
    fn listed(
        &self,
        out: &mut String,
        sentence: &SentenceReport,
        (score, title, value): (&str, &str, &str),
        how: &str,
        none: &str,
    ) {
        let is_empty = self.parts(sentence, score).is_empty();
        self.score(out, title, value, if is_empty { none } else { how });
        self.shares(out, sentence, score);
    }

    /// The head of a score.
    fn score(&self, out: &mut String, title: &str, value: &str, text: &str) {
        let mut line = Paragraph::default();
        let gap = if value.is_empty() { "" } else { " " };
        line.push(&format!("{title}{gap}{value}:"), Look::BOLD);
        line.push(&format!(" {text}"), Look::default());
        out.push('\n');
        out.push_str(&line.wrap(self.width, "", 2, self.colour));
    }

    fn note(&self, out: &mut String, text: &str) {
        let mut line = Paragraph::default();
        line.push(text, Look::DIM);
        out.push_str(&line.wrap(self.width, "", 0, self.colour));
    }

    fn parts(&self, sentence: &SentenceReport, score: &str) -> Vec<&Contribution> {
        let parts = self.report.contributions_of(sentence).iter();
        parts.filter(|part| part.score == score).collect()
    }

    fn sum(&self, sentence: &SentenceReport, score: &str) -> f64 {
        self.parts(sentence, score).iter().map(|part| part.amount).sum()
    }

    fn shares(&self, out: &mut String, sentence: &SentenceReport, score: &str) {
        self.tell(out, &self.merged(sentence, &self.parts(sentence, score)));
    }

    /// The same words by the same feature are one share.
    fn merged(&self, sentence: &SentenceReport, parts: &[&Contribution]) -> Vec<Share> {
        let mut shares: Vec<Share> = Vec::new();
        let source = self.article.source();
        // marks at its ends are no words of the sentence
        let words = sentence.span.of(source).trim_matches(|c: char| !c.is_alphanumeric()).len();
        for part in parts {
            let all = sentence.words > 1 && part.span.of(source).len() >= words;
            let whole = part.span == sentence.span || all;
            let words = (!whole).then(|| quoted(part.span.of(source)));
            let mut phrase = phrase(part.score, &self.report.feature(part));
            if part.score == "loaded" {
                // the contribution is -ln(1 - weight)
                phrase = format!("{phrase}, weight {}", weight(-(-part.amount).exp_m1()));
            }
            match shares.iter_mut().find(|share| share.words == words && share.phrase == phrase) {
                Some(share) => {
                    share.amount += part.amount;
                    share.times += 1;
                }
                None => shares.push(Share { amount: part.amount, words, phrase, times: 1 }),
            }
        }
        shares.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
        shares
    }

    /// A line a share; the small ones fold.
    fn tell(&self, out: &mut String, shares: &[Share]) {
        let mut told = shares.iter().take_while(|share| share.amount.abs() >= FAINT).count();
        told = told.min(TOLD);
        if shares.len() == told + 1 {
            told += 1;
        }
        for share in &shares[..told] {
            let mut line = Paragraph::default();
            if let Some(words) = &share.words {
                let times =
                    if share.times > 1 { format!(" ×{}", share.times) } else { String::new() };
                line.push(&format!("{words}{times}: "), Look::default());
            }
            line.push(&share.phrase, Look::DIM);
            let first = format!("{:>7}  ", signed(share.amount));
            out.push_str(&line.wrap(self.width, &first, 9, self.colour));
        }
        let rest = &shares[told..];
        if !rest.is_empty() {
            let sum: f64 = rest.iter().map(|share| share.amount).sum();
            let text = format!("{:9}{} smaller ones add {}", "", rest.len(), signed(sum));
            _ = writeln!(out, "{}", Look::DIM.paint(&text, self.colour));
        }
    }
}

/// Words in quotation marks, the middle of many left out.
fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let n = words.chars().count();
    if n <= QUOTED {
        return format!("“{words}”");
    }
    let half = QUOTED / 2;
    let head: String = words.chars().take(half).collect();
    let tail: String = words.chars().skip(n - half).collect();
    format!("“{}…{}”", head.trim_end(), tail.trim_start())
}

/// Two digits with a sign; nothing has none.
fn signed(value: f64) -> String {
    match format!("{value:+.2}").as_str() {
        "-0.00" | "+0.00" => "0.00".to_owned(),
        text => text.to_owned(),
    }
}
