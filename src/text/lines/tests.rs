//! Texts line by line, each line after the kind that it must get.

use proptest::prelude::*;

use super::{read, without_tags};
use crate::text::LineKind::{
    self, Blank as N, Body as B, Boilerplate as X, Byline as Y, Caption as C, Date as D,
    Heading as H, Headline as T, Outlet as O, Separator as S, Source as Q, Subheadline as U,
};

fn check(lines: &[(LineKind, &str)]) {
    let text: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    for end in ["\n", "\r\n", "\r", "\u{2028}"] {
        let source = text.join(end);
        let kinds: Vec<LineKind> = read(&source, true).iter().map(|line| line.kind).collect();
        let expected: Vec<LineKind> = lines.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, expected, "{source}");
    }
}

const BODY: &str = "The council of Selwick voted on Monday to keep the old bridge open.";

#[test]
fn heads_of_articles() {
    check(&[
        (T, "COUNCIL KEEPS  **BRIDGE' OPEN,**"),
        (N, ""),
        (S, "-"),
        (N, ""),
        (D, "29.11.2016"),
        (N, ""),
        (O, "RT, 28 Nov 2016"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (T, "Council keeps bridge open"),
        (U, "Mayor speaks of a narrow escape for the town"),
        (Y, "By Ann Lee and Bo Roe"),
        (D, "Updated: Tuesday, 3 May 2021, 10:42 a.m. GMT"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (O, "The Selwick Herald"),
        (D, "Nov. 28, 2016"),
        (T, "Council keeps bridge open"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (X, "OPINION"),
        (N, ""),
        (T, "Who wants this bridge?"),
        (N, ""),
        (Y, "Ann Lee"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (T, "Council keeps bridge open"),
        (N, ""),
        (Y, "Ann Lee, Staff Writer"),
        (D, "2016-11-28T10:00Z"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (T, "<h1>Council keeps bridge open</h1>"),
        (Y, "<p class=\"by\">By Ann Lee &nbsp;|&nbsp; Reporter</p>"),
        (B, "<p>The council of Selwick voted on Monday.</p>"),
    ]);
    check(&[
        (T, "Council keeps bridge open"),
        (N, ""),
        (C, "Photo: The bridge in May (A. Lee/Northwire)"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (T, "Council keeps bridge open"),
        (N, ""),
        (D, "Selwick, 22 September"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (T, "Council keeps bridge open"),
        (N, ""),
        (Y, "Updated 4:58 p.m. | By Ann Lee"),
        (N, ""),
        (B, BODY),
    ]);
}

#[test]
fn first_lines_that_are_no_headline() {
    check(&[(B, BODY), (N, ""), (B, "Nobody spoke against it.")]);
    check(&[(B, "It rained. The bridge held"), (N, ""), (B, BODY)]);
    check(&[(B, "SELWICK (Northwire) — The council voted on Monday"), (N, ""), (B, BODY)]);
    check(&[(B, "the council voted"), (N, ""), (B, BODY)]);
    check(&[(B, "A line without a stop and nothing below")]);
    check(&[
        (B, "The council of Selwick voted on Monday to keep the old bridge"),
        (B, "open, and the mayor said so in a letter to the whole of the"),
        (B, "town council."),
    ]);
    check(&[(B, "DONE DEAL!!! ROVERS BUY BRIDGE"), (N, ""), (Y, "By Ann Lee"), (N, ""), (B, BODY)]);
}

#[test]
fn titles_that_begin_or_end_like_labels() {
    for title in [
        "Mayor Attacks The Press",
        "Fall Of A Star",
        "Mayor Names New Editor",
        "War Correspondent",
        "By Invitation Only: Palace Opens Doors",
        "Video: Police Storm Harbour Of Selwick",
        "Text: The President's Speech",
        "Source: Team To Trade Star",
        "Copyright Reform Fails In Parliament",
        "Sign Up Deadline For Flood Aid Extended",
        "Map: Where The Bridges Are",
        "Council Keeps Old Bridge Open.",
    ] {
        check(&[
            (T, title),
            (N, ""),
            (
                B,
                "The council of Selwick voted on Monday to keep the old bridge open for another year.",
            ),
            (N, ""),
            (B, BODY),
        ]);
    }
    check(&[
        (T, "Council keeps bridge open."),
        (N, ""),
        (B, "SELWICK (Northwire) — The council voted on Monday."),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        (B, "The council voted on Monday."),
        (N, ""),
        (B, "It was a long evening, and nobody in the hall spoke against the old bridge."),
    ]);
}

#[test]
fn menus_and_numbers() {
    let title = (T, "Council keeps bridge open");
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (X, "Local News"),
        (X, "Sport Results"),
        (X, "Weather Today"),
        (H, "A narrow escape"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (X, "About Us"),
        (X, "Learn More"),
        (X, "Our Team"),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (B, "718"),
        (N, ""),
        (B, "$164.99"),
        (N, ""),
        (D, "10 a.m."),
        (D, "10:30"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (B, BODY),
        (N, ""),
        (B, "Sources: two men who asked not to be named said so at the town hall."),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (C, "The bridge in May. (Photo: A. Lee)"),
        (C, "Ann Lee/Getty Images"),
        (N, ""),
        (B, "He trusted Getty Images."),
    ]);
}

#[test]
fn pages_around_articles() {
    let long = "The council of Selwick voted on Monday to keep the old bridge open for another year, although the engineers had asked for money that nobody in the town could find. He was glad. So were the fishermen of the lower town, who had feared for their boats. They had written to the mayor twice.";
    let menu = ["Selwick", "World", "Sport results", "Weather", "About us", "Subscribe today"];
    let mut page = vec![(T, "Council keeps bridge open"), (N, "")];
    page.extend(menu.map(|line| (X, line)));
    page.extend([
        (X, "Sign in to read the news of the whole of Selwick."),
        (N, ""),
        (X, "Share"),
        (X, "Print"),
        (X, "Most read"),
        (Y, "By Ann Lee"),
        (B, long),
        (N, ""),
        (B, "He was glad."),
        (N, ""),
        (H, "A narrow escape"),
        (C, "The bridge in May. (Photo: A. Lee)"),
        (B, long),
        (N, ""),
        (X, "Share"),
        (X, "Print"),
        (X, "More from Selwick"),
        (N, ""),
        (B, long),
        (N, ""),
    ]);
    page.extend(menu.map(|line| (X, line)));
    page.push((X, "No part of this page may be printed again by anybody."));
    check(&page);

    // a poem, or a list of ships: no line is long
    let mut list = vec![(T, "Council keeps bridge open"), (N, "")];
    list.extend(
        [(B, "Seven boats came up the river"), (B, "and nobody saw them at all, they say.")]
            .repeat(12),
    );
    check(&list);
}

#[test]
fn inside_the_body() {
    let title = (T, "Council keeps bridge open");
    check(&[title, (N, ""), (B, BODY), (N, ""), (H, "A narrow escape"), (N, ""), (B, BODY)]);
    check(&[title, (N, ""), (B, BODY), (N, ""), (H, "## What next?"), (N, ""), (B, BODY)]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (B, "“It will stand for ever”"),
        (N, ""),
        (B, BODY),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (X, "Read more: Five bridges to see"),
        (X, "Advertisement"),
        (B, BODY),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (X, "<br />"),
        (S, "* * *"),
        (D, "10:42 a.m."),
        (B, BODY),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (B, "• The first point"),
        (B, "• The second point"),
        (B, BODY),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (B, "Q: Will it stand?"),
        (B, "A: It will."),
        (B, "LEE: Well."),
    ]);
    // words that labels begin with are also words
    check(&[
        title,
        (N, ""),
        (B, "Sources close to the mayor said on Monday that the old bridge would stay."),
        (N, ""),
        (B, "Related problems were found in the arches, an engineer told the council in May."),
    ]);
}

#[test]
fn ends_of_articles() {
    let title = (T, "Council keeps bridge open");
    check(&[title, (N, ""), (B, BODY), (N, ""), (Q, "Kaynak/Source:")]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (Q, "Kaynak: The Herald, 6 Şubat 2020 — çeviri bize aittir."),
        (Q, "Источник: газета «Геральд», 6 февраля 2020 г."),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (Q, "Source: The Selwick Herald"),
        (Q, "https://herald.example/bridge"),
    ]);
    check(&[
        title,
        (N, ""),
        (B, BODY),
        (N, ""),
        (X, "© 2020 The Selwick Herald. All rights reserved."),
    ]);
}

/// What of a line is text: tags go, at its ends, and nothing that only looks like one.
#[test]
fn tags_around_lines() {
    for (line, text) in [
        ("<p>Rates rose.</p>", "Rates rose."),
        ("<p class=\"first\"><b>Rates</b> rose.</p>&nbsp;", "Rates</b> rose."),
        ("Home > News > Rates", "Home > News > Rates"),
        ("In May rates were > 5 per cent.", "In May rates were > 5 per cent."),
        ("a>b", "a>b"),
        ("< 5 per cent of rates > 3", "< 5 per cent of rates > 3"),
    ] {
        assert_eq!(without_tags(line), text, "{line}");
    }
}

#[test]
fn hard_wraps() {
    let wraps = |text: &str| read(text, true).iter().map(|line| line.wraps).collect::<Vec<_>>();
    let wrapped = "The council of Selwick voted on Monday to keep\nthe old bridge open for one more year, said\nthe mayor.\nNobody spoke against it, and the engineers who\nhad asked for money left the hall.\n";
    assert_eq!(wraps(wrapped), [true, true, false, true, false]);
    let last_words = "The council of Selwick voted on Monday to keep\nthe old bridge, which had stood open since\n1935.\n\nThe mayor spoke of the state of the public\nhealth.\n";
    let kinds: Vec<LineKind> = read(last_words, true).iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [B, B, B, N, B, B]);
    let paragraphs = "The council voted.\nNobody spoke against it.\nThe engineers left.\n";
    assert_eq!(wraps(paragraphs), [false; 3]);
}

proptest! {
    #[test]
    fn lines_partition_any_text(text in "(\\PC|\n|\r|\r\n|\u{2028}|<p>|</p>|&nbsp;){0,60}") {
        let mut at = 0;
        for line in read(&text, true) {
            prop_assert_eq!(line.span.start, at);
            prop_assert!(line.span.contains(line.content));
            prop_assert!(text.get(line.content.range()).is_some());
            at = line.span.end;
        }
        prop_assert_eq!(at as usize, text.len());
    }
}
