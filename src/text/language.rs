//! Whether a text is probably English.

use std::sync::LazyLock;

use super::list::items;
use super::token::{Token, tokenize};
use super::{Block, Span, Vocabulary};

pub(super) const LIST: &str = include_str!("../../lexicons/text/function_words.txt");

static FUNCTION_WORDS: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut words = Vocabulary::default();
    for (_, word) in items(LIST) {
        words.add(word);
    }
    words
});

/// Whether a folded word is an English function word.
pub(crate) fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.get(folded) != 0
}

/// Words looked at: with .22 as the bound, one English text in thousands is asked about again.
const SAMPLE: usize = 64;
/// Fewer words than this say nothing about a language.
const FEWEST: usize = 12;
/// Running English has .35 to .55 function words; other languages in Latin letters under .15.
const ENGLISH: f64 = 0.22;

/// Whether English function words are at least a share of the words of a text.
pub(crate) fn has_function_words(text: &str, share: f64) -> bool {
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    tokenize(text, Span::from_range(0..text.len()), &mut tokens);
    reaches(share, text, &tokens)
}

/// Reads no more words than it takes.
fn reaches(share: f64, source: &str, tokens: &[Token]) -> bool {
    let (words, mut buffer) = (&*FUNCTION_WORDS, String::new());
    let is_known = |token: &&Token| words.of_token(source, **token, &mut buffer) != 0;
    let known = tokens.iter().filter(is_known).zip(1_u32..);
    known.map(|(_, count)| f64::from(count) / tokens.len() as f64).any(|found| found >= share)
}

/// The share of function words decides the clear cases at no cost; `whatlang` decides the rest.
pub(crate) fn probably_english(source: &str, blocks: &[Block]) -> bool {
    let mut tokens: Vec<Token> = Vec::with_capacity(4 * SAMPLE);
    let mut end = 0;
    for block in blocks.iter().filter(|b| b.paragraph.is_some()) {
        // a long paragraph is read in part: a window on a character boundary
        let mut stop = block.span.end.min(block.span.start.saturating_add(8 * SAMPLE as u32));
        while !source.is_char_boundary(stop as usize) {
            stop -= 1;
        }
        tokenize(source, Span::new(block.span.start, stop), &mut tokens);
        end = stop;
        if tokens.len() >= SAMPLE {
            break;
        }
    }
    if tokens.len() < FEWEST {
        return true;
    }
    if reaches(ENGLISH, source, &tokens) {
        return true;
    }
    let start = tokens.first().map_or(0, |t| t.span.start);
    whatlang::detect(Span::new(start, end).of(source))
        .is_none_or(|info| info.lang() == whatlang::Lang::Eng || !info.is_reliable())
}

#[cfg(test)]
mod tests {
    use crate::{Article, Note};

    fn noted(text: &str) -> bool {
        Article::parse(text).notes().contains(&Note::ProbablyNotEnglish)
    }

    #[test]
    fn texts_in_other_languages_are_noted() {
        for text in [
            "Der Stadtrat von Selwick stimmte am Montag dafür, die alte Brücke ein weiteres Jahr offen zu halten. Niemand sprach sich dagegen aus.",
            "Selwick belediye meclisi pazartesi günü eski köprünün bir yıl daha açık kalması yönünde oy kullandı. Kimse karşı çıkmadı.",
            "Le conseil municipal de Selwick a voté lundi pour garder le vieux pont ouvert une année de plus. Personne ne s'y est opposé.",
            "Городской совет Селвика в понедельник проголосовал за то, чтобы старый мост оставался открытым ещё один год. Никто не возражал.",
        ] {
            assert!(noted(text), "{text}");
        }
    }

    #[test]
    fn english_is_not() {
        for text in [
            "The council of Selwick voted on Monday to keep the old bridge open for one more year. Nobody spoke against it.",
            "COUNCIL VOTES TO KEEP BRIDGE OPEN FOR ONE MORE YEAR AS MAYOR SPEAKS OF A NARROW ESCAPE FOR THE TOWN.",
            "Rovers beat Albion; City drew. Scorers: Zantos, Reith, Malloy.",
            "Zu kurz.",
            "",
        ] {
            assert!(!noted(text), "{text}");
        }
    }
}
