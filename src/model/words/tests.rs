//! Tables of words, alone and joined.

use super::super::Model;
use super::*;
use crate::text::{Dictionary, Span, tokenize};

fn table() -> WordTable {
    let rows = [("slam", 0.5), ("far", 0.1), ("right", 0.3), ("deny", -0.25), ("-ism", 0.75)];
    WordTable::new(1, rows.map(|(word, number)| (word.to_owned(), vec![number])).to_vec())
}

fn look_up(text: &str, tokens: &[Token]) -> WordNumbers {
    let mut numbers = WordNumbers::default();
    numbers.look_up(&table(), text, tokens);
    numbers
}

#[test]
fn unknown_words_have_a_way_out() {
    for (text, number) in [
        ("slam", 0.5),
        ("SLAM’s", 0.5),
        ("slams", 0.5),
        ("denies", -0.25),
        ("denied", -0.25),
        ("far-right", 0.2),
        ("far-unknown", 0.05),
        ("Trumpism", 0.75),
        ("a Trumpism", 0.0),
        ("a trumpism", 0.75),
        ("ism", 0.0),
        ("unknown", 0.0),
        ("1984", 0.0),
    ] {
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        let numbers = look_up(text, &tokens);
        let last = tokens.len() - 1;
        assert!((f64::from(numbers.of(last)[0]) - number).abs() < 1e-6, "{text}");
    }
}

#[test]
fn words_of_names_have_no_numbers() {
    let text = "slam slam";
    let mut tokens = Vec::new();
    tokenize(text, Span::from_range(0..text.len()), &mut tokens);
    tokens[1].set_name(false, true);
    let numbers = look_up(text, &tokens);
    assert_eq!((numbers.of(0), numbers.of(1)), ([0.5].as_slice(), [0.0].as_slice()));
}

/// A model of a kind, with `width` numbers for each of some words.
fn model(kind: ModelKind, width: usize, words: &[(&str, &[f32])]) -> Model {
    let mut text = format!(
        "# id: m\n# version: 1\n# licence: CC0-1.0\n# model: {kind}\n# features: 1\n# numbers: {width}\n\
         # lexicons: ab\n# training: cd\nintercept\t0.5\nfeature\tdoer\t1\n"
    );
    for (word, numbers) in words {
        let numbers: Vec<String> = numbers.iter().map(f32::to_string).collect();
        text.push_str(&["word", word, &numbers.join("\t")].join("\t"));
        text.push('\n');
    }
    Model::from_text("m", &text).expect("a good model")
}

/// What one look-up an article finds is what each table finds in each sentence.
#[test]
fn joined_words_are_those_of_each_model() {
    let one: [(&str, &[f32]); 4] =
        [("-ism", &[0.75]), ("far", &[0.5]), ("right", &[0.25]), ("slam", &[-0.5])];
    let two: [(&str, &[f32]); 4] = [
        ("-ism", &[0.5, 1.0]),
        ("far", &[1.0, 0.0]),
        ("right", &[0.0, 2.0]),
        ("slam", &[0.25, 0.125]),
    ];
    let others: [(&str, &[f32]); 3] =
        [("-ed", &[0.5, 1.0]), ("deny", &[1.5, 0.5]), ("slams", &[3.0, 2.0])];
    let bias = || model(ModelKind::Bias, 2, &two);
    let valence = || model(ModelKind::Valence, 1, &one);
    let target = || model(ModelKind::Target, 2, &others);
    let text = "Slams far-right denied Trumpism trumpism 1984 é unknown names slam far-slams";
    let mut sentences = Vec::new();
    for sentence in [0..24, 24..text.len(), 3..3] {
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(sentence), &mut tokens);
        sentences.push(tokens);
    }
    sentences[1][1].set_name(false, true);
    for models in [
        vec![],
        vec![bias()],
        vec![target()],
        vec![bias(), valence()],
        vec![valence(), target()],
        vec![bias(), valence(), target()],
    ] {
        let models: Vec<Arc<Model>> = models.into_iter().map(Arc::new).collect();
        let of = |kind| models.iter().find(|model| model.kind == kind).cloned();
        let mut dictionary = Dictionary::default();
        dictionary.add("unknown");
        let joined = JoinedWords::new(&Models::new(of), &mut dictionary);
        let (mut tokens, mut bounds) = (Vec::new(), vec![0]);
        for sentence in &sentences {
            tokens.extend_from_slice(sentence);
            bounds.push(tokens.len() as u32);
        }
        dictionary.words().read(text, &mut tokens);
        let mut found = WordNumbers::default();
        joined.look_up(&dictionary, text, (&tokens, &bounds), &mut found);
        for model in &models {
            for (sentence, first) in sentences.iter().zip(&bounds) {
                let mut alone = WordNumbers::default();
                alone.look_up(&model.words, text, sentence);
                joined.show(model.kind, *first, &mut found);
                let words = 0..sentence.len();
                assert!(found.rows::<1>(words.clone()).eq(alone.rows::<1>(words.clone())));
                assert!(words.into_iter().all(|at| found.of(at) == alone.of(at)));
            }
        }
    }
}

/// Words that are shared with another table while they are the same change nothing.
#[test]
fn a_table_like_another_is_the_table() {
    let like = table();
    let words: Vec<&str> = like.iter().map(|(word, _)| word).collect();
    let others = ["-ism", "deny", "far", "other"];
    for rows in
        [&words, &words[..3], &[], &others, &[&words[..], &["zeal"]].concat()] as [&[&str]; 5]
    {
        let [mut alone, mut shared] = [None, Some(&like)].map(|like| Rows::new(2, like));
        for (at, word) in rows.iter().enumerate() {
            let line = format!("{word}\t0.5\t-1.25\nnext");
            for table in [&mut alone, &mut shared] {
                if at % 2 == 0 {
                    assert_eq!(table.push_row(&line), Some("next"), "{word}");
                } else {
                    table.push(word, [0.5, -1.25]);
                }
            }
        }
        let (alone, shared) = (alone.finish(), shared.finish());
        assert_eq!(alone, shared);
        assert_eq!(Arc::ptr_eq(&shared.words, &like.words), rows == words);
        assert!(shared.iter().all(|(_, numbers)| numbers == [0.5, -1.25]));
        assert!(shared.iter().map(|row| row.0).eq(rows.iter().copied()));
    }
}

#[test]
fn lines_of_another_shape_are_left() {
    for (width, line) in [
        (1, ""),
        (1, "\t0.5"),
        (1, "slam"),
        (1, "slam\t"),
        (1, "slam\tx\n"),
        (1, "slam\t0.5\t1\n"),
        (1, "slam\t0.5\r\n"),
        (2, "slam\t0.5\n"),
        (usize::MAX, "slam\t0.5\n"),
    ] {
        let mut rows = Rows::new(width, None);
        rows.reserve(line);
        assert_eq!(rows.push_row(line), None, "{line:?}");
        assert_eq!(rows.finish().len(), 0);
    }
    let mut rows = Rows::new(1, None);
    assert_eq!(rows.push_row("slam\t0.5"), Some(""));
    assert_eq!(rows.push_row("deny\t1\n\nmore"), Some("\nmore"));
    // sorted, and of a word given twice the first counts
    rows.push("deny", [2.0]);
    let found: Vec<(String, f32)> =
        rows.finish().iter().map(|(word, row)| (word.to_owned(), row[0])).collect();
    assert_eq!(found, [("deny".to_owned(), 1.0), ("slam".to_owned(), 0.5)]);
}
