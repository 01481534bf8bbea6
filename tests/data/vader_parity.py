#!/usr/bin/env python3.11
"""Writes tests/data/vader_parity.jsonl: texts with the scores of the Python VADER. The texts are our own.

    python3.11 -m venv /tmp/vader && /tmp/vader/bin/pip install vaderSentiment==3.3.2
    /tmp/vader/bin/python tests/data/vader_parity.py > tests/data/vader_parity.jsonl

Python 3.11 (Unicode 14; from 3.12 on `sum` is compensated, which changes last digits), vaderSentiment 3.3.2. With
`--tables` it prints the checksums in src/sentiment/compat/tables.rs, with `--unicode` the runs in unicode.rs.

A line is {"rule", "text", "compound", "pos", "neu", "neg", "raw": [compound, pos, neu, neg]}, `raw` before rounding.
Rules 8 to 42 are those that the file src/sentiment/compat/mod.rs lists.
"""

import hashlib
import json
import sys
from pathlib import Path

from vaderSentiment import vaderSentiment as vader

SOURCE = "25cd814d23000b41c0e242d99960832c6620b3f1b844469173404500ce63206b"

TEXTS = {
    # Golden values known from elsewhere.
    0: ["It isn't good.", "It isn’t good.", "bad good", "I am fed up", "Let’s get it done!”"],
    # Words that are and are not in the lexicon; the last of two lines counts.
    8: ["There is no table", "what kind people", "they doubt it", "very at least so this without of", "lol D: XD ok",
        "heart and hearts", ":P :p :D", "fav sob lmao", "can't stand the noise", "he screwed up", "^urs is urs"],
    9: ["we ❤ the harbour", "flags 🇫🇷 fly", "👨‍👩‍👧 at home", "©® and ™", "keycap 1️⃣ here", "😀😃😄 all", "🤬 at the ref"],
    10: ["😁good", "great😁", "nice 😁 day", "no\t😁", "😁😢", "😁 😢", "❤️", "❤", "👍🏽 from all", "🔛 good", "🆙 great",
         "it is 💔", "the 😊 team won", "bad\n😡 mood", "mid😂word", "👏👏👏 bravo", "not 😀"],
    11: ["  good  ", "\n\tgood", "good\u3000", "   "],
    12: ["good\tbad", "good\x1cfine", "good\x1d\x1e\x1ffine", "good\x0bfine", "good\u00a0fine", "good\u2003fine",
         "good\u200bfine", "good\ufefffine", "good\u2028fine", "good\u0085fine", "good\x07fine", "good\u1680\u205ffine",
         "good\u3000fine\u180ebad", "a good b bad c", "good\x7f good\x7f."],
    13: ["No, good", "no. good", "it is ok!", "(8 and (good)", "#love", "*hugs*", "U.S. win", "“good”", "¡good", "good…",
         "...good...", "!!!", "good,bad", ":) :( :-)", "it's :D", "((great))", "'twas great'", "--good--", "l8r (ok)", "“ok”",
         "né. no. é", "\"success\",", "x: great;", "<3 </3", "$:good:$", "catastrophically, disadvantageousness."],
    14: ["GOOD", "GooD bAd", "\u212aind people", "\u212aILL the bill", "ſad", "ﬁne", "İdeal", "a \u212aiss of death", "Ⓖood"],
    15: ["GREAT day", "GREAT24 day", "A great day", "I am GOOD", "É great GOOD", "ǅ GREAT", "ªB GREAT ok", "24 GOOD",
         "Ⓐ good", "ß GOOD", "\ua7dc GOOD", "GOODé work", "ДА GOOD нет", ":D GOOD", "WON'T GOOD", "U.S. good"],
    16: ["GREAT SUCCESS", "GREAT SUCCESS 24", "great success", "I GOOD", "GOOD :)", "I good", "TERRIBLE losses", "THE BAD NEWS",
         "THE bad NEWS"],
    17: ["very", "kind of", "the kind of bad day", "he is kind", "KIND OF good", "kind of", "what a kind offer", "really kind",
         "kind", "good kind of", "table chair"],
    18: ["no good", "no problem", "No good news", "no such good luck", "no bad or good", "no rain or bad luck", "no rain nor bad luck",
         "no rain and bad luck", "no no good", "NO good", "NO GOOD day", "good no", "no good no bad", "no war or hate", "a no here"],
    19: ["the GOOD news", "the BAD news", "NO war", "a NO love", "GOOD bad UGLY fine", "it was a DISASTER for them"],
    20: ["very good", "very kind good", "not kind good", "good not good", "bad very good good", "not a kind good man", "hardly bad good"],
    21: ["very good", "very bad", "hardly good", "hardly bad", "VERY good", "VERY bad", "HARDLY good", "very a good",
         "very a b good", "VERY a b bad", "very very very good", "sort-of good", "kinda bad", "no VERY bad", "extremely well done",
         "most of the good", "less and less good", "almost quite good", "THE VERY good", "NO VERY love"],
    22: ["isn't good", "ISN'T good", "xn'ty good", "isn’t good", "cannot win", "nor good", "uh-uh good", "without hope",
         "despite the success", "rarely good", "ain't bad", "n't good", "can't.win great", "mustn't've lost", "dont win",
         "neither good", "(didn't) win", "nothing good", "shouldn't-have won", "isnt good"],
    23: ["not good", "not a good", "never so good", "never this bad", "without doubt good", "without a good", "never good",
         "not not good", "it was never so bad", "nor this good"],
    24: ["not a b good", "This is so bad", "it is this bad", "not is so good", "never so a good", "never this a bad", "without doubt a good",
         "without a doubt good", "without a b good", "never a so good", "none of the good", "not only not good", "all of so good",
         "not that they don't win"],
    25: ["the shit", "aa bb the shit", "aa the shit", "good bb the shit", "aa bb cc the bomb", "win a a yeah right"],
    26: ["aa bb the bomb", "aa bb THE BOMB", "aa bb bad ass", "aa bb cc the shit great", "aa bb the shit cc great", "aa bb the bus stop",
         "he gave the kiss of death", "aa not the shit", "aa bb cc to die for great", "aa very bad ass", "the bomb aa great", "bus stop a good"],
    27: ["aa bb cc yeah right", "well and so yeah right", "aa bb cc bad ass", "the old and beating heart", "it was the kiss of death",
         "a a a YEAH right so", "aa bb cc kiss of", "aa bb cc bad bad ass"],
    28: ["a view that is to die for", "aa bb cc beating heart", "cc dd the \u212aiss of death", "my beating heart", "aa bb badass",
         "they wait at the bus stop", "oh my yeah right", "aa bb cc to die for good"],
    29: ["it is kind of bad", "it is sort of good", "it is sort of a good", "sort of a good", "just enough a good", "it has just enough good",
         "it is kind of good", "sort of bad luck", "aa just enough good", "it is just good enough for bad", "sort of sort of good"],
    30: ["least good", "the least good", "at least good", "the very least good", "very least good", "least of good", "AT LEAST good",
         "at the least bad", "LEAST good man"],
    31: ["good but bad", "but good", "good but", "bad BUT good", "good but bad but good", "good but, bad", "it rained, but good came"],
    32: ["helpful but awful but helpful", "love but great", "sad good but bad good", "good good but good good", "but but good",
         "great a but b great b great", "love love but adore nice", "happy but great fine good nice love kind",
         "win lose win lose but win lose win lose", "no good but no bad", "best love but fair",
         "great fun and great joy but poor odds, poor form, great pain and poor luck",
         # More than 32 words, so that the ordered set is used.
         "win win lose lose good bad " * 4 + "but " + "win good lose bad happy sad " * 4 + "good good bad win",
         "great fine nice good love hate " * 7 + "but " + "great fine nice good love hate " * 7,
         "but " + "great fine " * 20, "great fine " * 20 + "but", "love joy " * 20 + "but kind " + "war hope " * 20],
    33: ["", " ", "\n\u3000\t", "!!!", "?"],
    34: ["good bad", "good bad fine poor", "love hate love hate", "great great bad bad sad sad", "good a good b good c bad d bad e bad",
         "nice nasty nice nasty nice", "win loss win loss fine"],
    35: ["good", "bad", "a b c", "good bad", "NO GOOD war day", "kind of a day", "the bus stop aa the bus stop"],
    36: ["good!", "good!!", "good!!!", "good!!!!", "good!!!!!", "bad!", "bad!!!!!!", "!good", "g!o good", "table!!", "good！", "😁! good"],
    37: ["good?", "good??", "good???", "good????", "good?????", "bad??", "bad?!", "what?? good!", "? good ?", "¿good? is it?", "good？？"],
    38: ["good bad!!", "table??", "good bad good!", "bad bad good!!", "agree deny!!"],
    39: ["best best best best best best", "worst worst worst worst worst worst", "meh", "good " * 200, "bad " * 200],
    40: ["good bad!!!", "great awful ok fine!!", "bad bad great love!!", "good sad sad!", "fine poor poor??"],
    41: ["good day", "bad day", "good bad day", "a b c d e f good", "good bad!", "a good day?!"],
    42: ["good a b c d e f g h i j k l", "bad is a b c d", "a good and a bad day in the old town", "fine and dandy with a lot of talk",
         "The mayor praised the brave rescuers.", "Officials denied that the talks had failed, but rumours of a rift persist.",
         "Critics slammed the \"reckless\" plan as a gift to the rich!", "no bad a b c d e f g", "sad sad sad glad glad"],
}


def unrounded(analyzer, text):
    """The scores with `round` taken out of the module."""
    vader.round = lambda x, _digits: x
    scores = analyzer.polarity_scores(text)
    del vader.round
    return [scores[name] for name in ("compound", "pos", "neu", "neg")]


def fnv(lines):
    value = 0xCBF29CE484222325
    for byte in "".join(lines).encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:#018x}"


def print_tables(analyzer):
    lexicon = {k: v for k, v in analyzer.lexicon.items() if k == k.lower() and " " not in k and k != "^urs"}
    emojis = {k: v for k, v in analyzer.emojis.items() if len(k) == 1}
    boosters = {k: v for k, v in vader.BOOSTER_DICT.items() if " " not in k}
    print("LEXICON", len(lexicon), fnv(f"{k}\t{lexicon[k]:.1f}\n" for k in sorted(lexicon)))
    print("EMOJI", len(emojis), fnv(f"{k}\t{emojis[k]}\n" for k in sorted(emojis)))
    for name, words in (("BOOSTER", [k for k, v in boosters.items() if v > 0]),
                        ("DAMPENER", [k for k, v in boosters.items() if v < 0]), ("NEGATOR", vader.NEGATE)):
        print(name, len(words), fnv(f"{k}\n" for k in sorted(words)))


def print_unicode():
    """Runs (first, last, step), each as long as a step of one or two makes it."""
    for name, test in (("UPPER", str.isupper), ("LOWER", lambda c: c.islower() or c.istitle() and not c.isupper())):
        left = [c for c in range(128, 0x110000) if test(chr(c))]
        runs = []
        while left:
            lengths = []
            for step in (1, 2):
                n = 1
                while n < len(left) and left[n] - left[n - 1] == step:
                    n += 1
                lengths.append((n, -step))
            n, step = max(lengths)
            runs.append(f"(0x{left[0]:x}, 0x{left[n - 1]:x}, {-step})")
            left = left[n:]
        print(f"const {name}: [(u32, u32, u32); {len(runs)}] = [{', '.join(runs)}];")


def main():
    assert hashlib.sha256(Path(vader.__file__).read_bytes()).hexdigest() == SOURCE, "not version 3.3.2"
    assert sys.version_info[:2] == (3, 11), "not Python 3.11"
    analyzer = vader.SentimentIntensityAnalyzer()
    if sys.argv[1:] == ["--tables"]:
        return print_tables(analyzer)
    if sys.argv[1:] == ["--unicode"]:
        return print_unicode()
    for rule, texts in TEXTS.items():
        for text in texts:
            line = {"rule": rule, "text": text, **analyzer.polarity_scores(text), "raw": unrounded(analyzer, text)}
            print(json.dumps(line))


if __name__ == "__main__":
    main()
