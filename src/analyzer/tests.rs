use std::fs;

use super::*;
use crate::actors::ActorKind;
use crate::lexicon::Lexicon;

/// Analyzers that leave different things in the memory of a thread.
fn analyzers() -> [Analyzer; 6] {
    let mut names = ActorNames::new();
    names.add("Anna Hale", ActorKind::Person, &["the Mayor"]).expect("a name");
    let list =
        Lexicon::from_text("mine.tsv", "the min*\t1\nodd*\t.5\nregime\t1\n").expect("a list");
    let mine = Analyzer::builder().actors(names).lexicon(list).experimental(true);
    let all = Analyzer::builder().contributions(true).experimental(true);
    let builders = [
        Analyzer::builder(),
        all.clone(),
        mine.clone(),
        Analyzer::builder().fitted(false),
        mine.built_in(false).fitted(false),
        all.fitted(false),
    ];
    builders.map(|builder| builder.build().expect("lists that fit"))
}

#[test]
fn an_article_sees_nothing_of_those_before_it() {
    let texts = fs::read_dir("examples/articles").expect("articles");
    let texts = texts.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a text"));
    let (analyzers, mut scratch) = (analyzers(), Scratch::default());
    for (at, text) in texts.enumerate() {
        let whole = Article::parse(&text);
        let single = Article::single_sentence(&text);
        for (i, analyzer) in analyzers.iter().enumerate() {
            for article in [&whole, &single] {
                let used = analyzer.run(article, &mut scratch, &mut ());
                let fresh = analyzer.run(article, &mut Scratch::default(), &mut ());
                let shown = |report: &ArticleReport| {
                    serde_json::to_string(&report.record(article)).expect("a record")
                };
                assert!(shown(&used) == shown(&fresh), "text {at}, analyzer {i}");
            }
        }
    }
}
