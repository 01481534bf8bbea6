//! Tests of the reader of `.dic` files; all dictionaries here are invented.

use super::super::rows::checks;
use super::{looks_like, parse};
use crate::lexicon::Lexicon;

fn list(text: &str) -> Lexicon {
    parse("my.dic", text).unwrap_or_else(|e| panic!("{text}\n{e}"))
}

/// Terms with their categories, `term=category`, in file order.
fn pairs(text: &str) -> Vec<String> {
    let list = list(text);
    let name = |index: u16| &list.categories()[usize::from(index)].name;
    list.entries().iter().map(|e| format!("{}={}", e.term, name(e.category))).collect()
}

/// The entries of a term line after the categories 1 to 4.
fn of_term(line: &str) -> Vec<String> {
    pairs(&format!("%\n1\ta\n2\tb\n03\tc\n4\td\n%\n{line}\n"))
}

#[test]
fn marks_missing_doubled_and_among_spaces() {
    let cases = [
        ("as it should be", "%\n1\tharbour\n22\tweather\n%\nquay*\t1\ngale\t22\t1\n"),
        ("doubled", "%\n%\n1\tharbour\n22\tweather\n%\n%\nquay*\t1\ngale\t22\t1\n"),
        ("doubled on a line", "%%\n1\tharbour\n22\tweather\n%%\nquay*\t1\ngale\t22\t1\n"),
        ("among spaces", " % \n1\tharbour\n22\tweather\n\t%\t\nquay*\t1\ngale\t22\t1\n"),
        ("first missing", "1\tharbour\n22\tweather\n%\nquay*\t1\ngale\t22\t1\n"),
        ("second missing", "%\n1\tharbour\n22\tweather\nquay*\t1\ngale\t22\t1\n"),
        ("both missing", "1\tharbour\n22\tweather\n\nquay*\t1\ngale\t22\t1\n"),
        ("a third at the end", "%\n1\tharbour\n22\tweather\n%\nquay*\t1\ngale\t22\t1\n%\n"),
        ("blank lines", "\n%\n\n1\tharbour\n\n22\tweather\n%\n\n\nquay*\t1\n\ngale\t22\t1"),
        ("spaces for tabs", "%\n1 harbour\n22    weather\n%\nquay* 1\ngale   22 1\n"),
        ("double tabs", "%\n1\t\tharbour\n22\t\tweather\n%\nquay*\t\t1\ngale\t\t22\t\t1\n"),
        ("mixed double tabs", "%\n1\tharbour\n22\t\tweather\n%\nquay*\t\t\t1\ngale\t22\t1\n"),
        ("tabs at the end", "%\t\n1\tharbour\t\n22\tweather\t\t\n%\t\nquay*\t1\t\ngale\t22\t1\t\n"),
        ("line ends", "%\r\n1\tharbour\r\n22\tweather\r\n%\r\nquay*\t1\r\ngale\t22\t1\r\n"),
        ("zeros", "%\n01\tharbour\n22\tweather\n%\nquay*\t1\ngale\t022\t01\n"),
        ("an id twice in a line", "%\n1\tharbour\n22\tweather\n%\nquay*\t1\t1\ngale\t22\t1\t22\n"),
    ];
    for (what, text) in cases {
        assert!(looks_like(text), "{what}");
        assert_eq!(pairs(text), ["quay*=harbour", "gale=weather", "gale=harbour"], "{what}");
    }
}

#[test]
fn first_terms_with_numbers_where_the_mark_is_missing() {
    for head in ["%\n1\tharbour\n22\tweather\n", "1\tharbour\n22\tweather\n"] {
        for (term, expected) in [("22\t1", "22=harbour"), ("1 to 2\t22\t1", "1 to 2=weather")] {
            let text = format!("{head}{term}\nquay\t1\n");
            assert!(looks_like(&text), "{text}");
            assert_eq!(pairs(&text)[0], expected, "{text}");
        }
    }
}

#[test]
fn lines_weights_and_id_of_the_list() {
    let list = list("%\n1\tharbour\n%\n\nquay*\t1\n");
    assert_eq!(list.id(), "my");
    assert_eq!((list.entries()[0].line, list.entries()[0].weight), (5, 1.0));
}

#[test]
fn categories_inside_others() {
    let names = ["water", "water/sea", "water/sea/wave", "water/river", "land"];
    let cases = [
        (
            "tabs before the id",
            "%\n1\twater (All Water)\n\t2\tsea (Seas)\n\t\t3\twave\n\t4\triver\n5\tland (Dry Land)\n%\n",
        ),
        (
            "tabs before the id, not explained",
            "%\n1\twater\n\t2\tsea\n\t\t3\twave\n\t4\triver\n5\tland\n%\n",
        ),
        ("spaces before the id", "%\n1 water\n  2 sea\n    3 wave\n  4 river\n5 land\n%\n"),
        (
            "tabs after the id",
            "%\n1\twater (All Water)\n2\t\tsea (Seas)\n3\t\t\twave\n4\t\triver\n5\tland (Dry Land)\n%\n",
        ),
        (
            "spaces after the tab",
            "%\n1\twater\t(All Water)\n2\t    sea\t(Seas)\n3\t        wave\n4\t    river\n5\tland\n%\n",
        ),
    ];
    for (what, head) in cases {
        let list = list(&format!("{head}swell\t1\t2\t3\nford\t1\t4\nfield\t5\n"));
        let found: Vec<_> = list.categories().iter().map(|c| c.name.as_str()).collect();
        assert_eq!(found, names, "{what}");
        let third = &list.entries()[2];
        assert_eq!((&*third.term, third.category), ("swell", 2), "{what}");
        if head.contains("(All Water)") {
            assert_eq!(list.categories()[0].definition, "All Water", "{what}");
            assert_eq!(list.categories()[1].definition, "Seas", "{what}");
        }
    }
}

#[test]
fn names_of_categories() {
    let cases = [
        ("7\tsea and shore", "sea and shore", ""),
        ("7\tcare.virtue", "care.virtue", ""),
        ("7\tword(s)", "word(s)", ""),
        ("7\tHarmVirtue (a (b) c)", "HarmVirtue", "a (b) c"),
        ("7\t1984", "1984", ""),
    ];
    for (line, name, definition) in cases {
        let list = list(&format!("%\n{line}\n%\nx\t7\n"));
        assert_eq!(list.categories()[0].name, name);
        assert_eq!(list.categories()[0].definition, definition);
    }
}

#[test]
fn term_lines() {
    let cases: [(&str, &[&str]); 24] = [
        ("fog bank\t1", &["fog bank=a"]),
        ("fog bank 1 2", &["fog bank=a", "fog bank=b"]),
        ("fog* bank*\t1", &["fog* bank*=a"]),
        ("don't\t1", &["don't=a"]),
        // emoticons
        (":)\t1", &[":)=a"]),
        ("(:\t1", &["(:=a"]),
        ("<3\t1\t3", &["<3=a", "<3=c"]),
        ("<3 1 3", &["<3=a", "<3=c"]),
        (":( 1", &[":(=a"]),
        ("( : )\t1", &["( : )=a"]),
        ("fog (:\t1", &["fog (:=a"]),
        ("I <3 fog\t1", &["I <3 fog=a"]),
        // numbers as terms
        ("2\t1", &["2=a"]),
        ("2 1", &["2=a"]),
        ("top 2\t1", &["top 2=a"]),
        ("2\tb\t1", &[]),
        // spaces and tabs on one line
        ("fog* 2\t1", &["fog*=b", "fog*=a"]),
        (" fog \t 2 \t 1 ", &["fog=b", "fog=a"]),
        // conditions and slashes
        ("sort (of) 1/2", &["sort=b", "sort of=a"]),
        ("sort <of>1/2\t3", &["sort=b", "sort=c", "sort of=a", "sort of=c"]),
        ("sort\t(of)1/2\t3", &["sort=b", "sort=c", "sort of=a", "sort of=c"]),
        ("well (02 13)1/2 4", &["well=a", "well=b", "well=d"]),
        ("well\t1/2", &["well=a", "well=b"]),
        ("sort (of)\t1", &["sort of=a"]),
    ];
    for (line, expected) in cases {
        if expected.is_empty() {
            let text = format!("%\n1\ta\n2\tb\n%\n{line}\n");
            assert!(parse("x", &text).is_err(), "{line}");
            continue;
        }
        let mut found = of_term(line);
        found.sort();
        let mut expected: Vec<&str> = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn conditions_that_cannot_be_tested_are_noted() {
    let list = list("%\n1\ta\n2\tb\n4\td\n%\nwell (02 13)1/2 4\n");
    let notes: Vec<&str> = list.entries().iter().map(|entry| &*entry.note).collect();
    let expected =
        ["only where (02 13) holds: untested", "only where (02 13) does not hold: untested", ""];
    assert_eq!(notes, expected);
}

#[test]
fn moral_foundations_dictionaries() {
    let first = "%\n01\tDryVirtue\n02\tDryVice\n11\tDampGeneral\n%\n\n\
                 arid*\t\t\t\t01\nparch*\t\t02 11\nsoggy  \t11\n";
    let expected = ["arid*=DryVirtue", "parch*=DryVice", "parch*=DampGeneral", "soggy=DampGeneral"];
    assert!(looks_like(first));
    assert_eq!(pairs(first), expected);
    let second = "%\n1\tdry.virtue\n2\tdry.vice\n%\narid\t1\nbone dry\t1\nparched\t2\n";
    assert!(looks_like(second));
    assert_eq!(pairs(second), ["arid=dry.virtue", "bone dry=dry.virtue", "parched=dry.vice"]);
}

#[test]
fn what_is_wrong_is_named() {
    let cases = [
        ("", "x: \"\": expected categories such as"),
        ("%\n%\n", "x: \"\": expected categories such as"),
        ("%\nquay\t1\n%\n", "x:2: \"quay\\t1\": expected a category such as \"1<tab>name\""),
        ("%\n1\ta\nb\n%\nc\t1", "x:3: \"b\": expected a category such as"),
        ("%\n1\n%\nc\t1", "x:2: \"1\": expected a category such as"),
        ("%\n1\ta\n1\tb\n%\nc\t1", "x:3: \"1\": expected each category id given once"),
        ("%\n1\ta\n01\tb\n%\nc\t1", "x:3: \"01\": expected each category id given once"),
        (
            "%\n1\ta\n2\tb\n%\n\nc\t1\t77",
            "x:6: \"77\": expected the id of a category at the head of the file: 1, 2",
        ),
        ("%\n1\ta\n%\nc\t1\tone", "x:4: \"one\": expected a category id"),
        ("%\n1\ta\n%\nc", "x:4: \"c\": expected a term and the ids of its categories"),
        ("%\n1\ta\n%\nc\t(of", "x:4: \"(of\": expected a category id"),
        ("%\n1\ta\n%\nc\t(of)", "x:4: \"(of)\": expected a category id"),
        ("%\n1\ta\n%\n\n", "x: \"\": expected at least one entry"),
    ];
    for (text, expected) in cases {
        let message = parse("x", text).map_or_else(|e| e.to_string(), |_| String::new());
        assert!(message.starts_with(expected), "{text:?}: {message}");
    }
}

#[test]
fn depth_has_a_limit() {
    let block = |depth: usize, name: &str| -> String {
        let lines = (0..depth).map(|i| format!("{}{}\t{name}\n", "\t".repeat(i), i + 1));
        ["%\n", &lines.collect::<String>(), "%\nx\t1\n"].concat()
    };
    assert_eq!(list(&block(20, "n")).categories().len(), 20);
    for text in [block(21, "n"), block(20, &"n".repeat(60))] {
        let message = parse("x", &text).map_or_else(|e| e.to_string(), |_| String::new());
        assert!(message.contains("at most 1000 bytes and 20 levels"), "{message}");
    }
}

#[test]
fn other_formats_are_told_apart() {
    let texts = [
        "",
        "soggy\t-2\ndamp\t1\n",
        "term\tweight\nsoggy\t2\n",
        "%)\t-0.5\t0.5\t[-1, 0]\n",
        "1\tsoggy\n2\tdamp\n",
        "1\tsoggy\n2\tdamp\nwet\t9\n",
        "<?xml version=\"1.0\"?>\n",
        "wet:\n  - soggy\n",
    ];
    for text in texts {
        assert!(!looks_like(text), "{text:?}");
    }
}

#[test]
fn hostile_texts() {
    let parts = &[
        "%",
        "%\n",
        "\n",
        "\n",
        "\t",
        "\t",
        " ",
        "1",
        "2",
        "01",
        "/",
        "(",
        ")",
        "<",
        ">",
        "of",
        "quay*",
        "1\ta\n",
        "\t2\tb (c)\n",
        "quay\t1\n",
        "\u{a0}",
        "é",
    ];
    checks::never_panics(looks_like, parse, parts);
    let cases = [
        ("%\n1\ta\n%\n", "b\t1\n"),
        ("%\n1\ta\n%\nb", "\t1"),
        ("%\n1\ta\n%\nb", " 1"),
        ("%\n1\ta\n%\nb", " (of)1/1"),
        ("%\n1\ta\n%\nb", " ("),
        ("%\n1\ta\n%\nb", " (x"),
        ("%\n1\ta\n%\nb", " <"),
        ("%\n1\ta\n%\nb\t1", "/1"),
        ("%\n1\ta\n%\n", "* 1"),
        ("%\n1\ta\n%\nb", "\t"),
        ("", "1\ta\n"),
        ("", "\t1\ta\n"),
        ("1\ta (b)\n", "\t"),
        ("", "%\n"),
        ("", "%"),
        ("1", " "),
        ("", "1 "),
    ];
    checks::stays_linear(looks_like, parse, &cases);
}
