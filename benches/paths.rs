//! The main paths, a number of rounds each, for a counter of instructions: `benches/instructions.sh`.

#![allow(clippy::print_stdout, reason = "a program")]

mod common;

use std::hint::black_box;

use common::{articles, compat, corpus, lines, records, report};
use presslens::{Analyzer, Article, Lexicon, Vader, dev};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, rounds] = &arguments[..] else {
        return; // one of many benches
    };
    let rounds: usize = rounds.parse().expect("a number");
    let texts = articles();
    // outside the rounds is what is built once
    let mut round: Box<dyn FnMut() -> usize> = match path.as_str() {
        "start-up" => Box::new(|| report(&Analyzer::new(), &["The regime fell.".to_owned()])),
        "compat" => {
            let parsed: Vec<Article> = texts.iter().map(|text| Article::parse(text)).collect();
            let sentences: Vec<String> =
                common::split(&parsed).into_iter().map(str::to_owned).collect();
            let mut scorer = Vader::compat().scorer();
            Box::new(move || compat(&mut scorer, &sentences))
        }
        "tokenize" => Box::new(|| texts.iter().map(|text| dev::count_words(text)).sum()),
        "matcher" => {
            let mut matcher = dev::Matcher::new(Lexicon::built_in());
            let texts = &texts;
            Box::new(move || matcher.count(texts))
        }
        "parse" => {
            Box::new(|| texts.iter().map(|text| Article::parse(text).sentences().len()).sum())
        }
        "report" => {
            let analyzer = Analyzer::new();
            let texts = &texts;
            Box::new(move || report(&analyzer, texts))
        }
        "report-without-models" => {
            let analyzer = Analyzer::builder().fitted(false).build().expect("the built-in lists");
            let texts = &texts;
            Box::new(move || report(&analyzer, texts))
        }
        "report-and-json" => {
            let analyzer = Analyzer::new();
            let texts = &texts;
            Box::new(move || records(&analyzer, texts))
        }
        "corpus" => {
            let (analyzer, lines) = (Analyzer::new(), lines(common::length(&texts)));
            // on this thread: idle ones would spin
            let here = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
            let pool = here.build().expect("this thread");
            Box::new(move || pool.install(|| corpus(&analyzer, &lines)))
        }
        "all" => {
            // what the script needs to know
            println!("{} {}", texts.len(), common::length(&texts));
            return;
        }
        _ => panic!("no path {path}"),
    };
    for _ in 0..rounds {
        black_box(round());
    }
}
