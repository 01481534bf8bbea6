//! Marks as scraped news has them: mixed, lost on one side, nested, over paragraphs, beside apostrophes.

use super::check;

#[test]
fn mixed_glyphs() {
    check(&[
        (
            "two styles in one line",
            "⟦“It's time to go,”⟧ she told RTK, then ⟦\"we stay\"⟧ a day later.",
        ),
        ("wire service", "⟦``We don't know what's coming,''⟧ he said. ⟦``We can't.''⟧"),
        ("low mark, straight close", "⟦„We are not afraid of them,\"⟧ Orde said."),
        ("low mark, high close", "⟦„We are not afraid of them,”⟧ Orde said."),
        ("guillemets, no-break spaces", "Orde: ⟦«\u{a0}We shall not go there.\u{a0}»⟧"),
        ("guillemets around double", "⟦«He told me ⟦“never again”⟧ in March»⟧, Vell said."),
        ("grave and acute", "⟦`We are not afraid of them,´⟧ Orde said."),
        ("acute on both sides", "⟦´´We are not afraid of them,´´⟧ Orde said."),
        ("both curly marks turned", "⟦”We are not afraid of them,“⟧ Orde said."),
        ("single, turned open", "⟦’We are not afraid of them,’⟧ Orde said."),
        ("entity and glyph", "⟦&ldquo;We are not afraid of them,\"⟧ Orde said."),
        ("decoded twice as Windows-1252", "⟦â€œWe donâ€™t fear them,â€\u{9d}⟧ Orde said."),
        ("the same, last byte lost", "⟦â€œWe donâ€™t fear them,â€⟧ Orde said. ⟦â€œNo.â€⟧"),
        ("the same, a dash", "The port â€” and the quay â€“ were ⟨“open”⟩ to all."),
        ("the same, single", "⟦â€˜We donâ€™t fear them,â€™⟧ Orde said."),
        ("markup inside", "<q>⟦“We are <i>not</i> afraid,”⟧</q> Orde said."),
        ("emphasis", "*⟦“We are not afraid of them,”⟧* Orde said. _⟦“Never.”⟧_"),
    ]);
}

#[test]
fn nested() {
    check(&[
        ("elision inside", "⟦“He told us ⟦‘I won’t sign’⟧ and left,”⟧ Mara Quill said."),
        (
            "in straight marks",
            "⟦'She kept saying ⟦\"it's not my fault\"⟧, and then cried,'⟧ Orde said.",
        ),
        ("ends together", "⟦\"The sign said ⟦'No entry'⟧,\"⟧ Orde recalled."),
        (
            "ends together, thin space",
            "⟦“And he goes, ⟦‘You can’t be serious.’⟧\u{2009}”⟧ Orde said.",
        ),
        ("starts together", "⟦“⟦‘No’⟧ is all he said to me,”⟧ Orde recalled."),
        ("inner close lost", "⟦“He told me ‘never again in March,”⟧ Vell said."),
        ("inner open lost", "⟦“He told me never again’ in March,”⟧ Vell said."),
        ("outer close lost", "⟦“He told me ⟦‘never again’⟧ in March.⟧"),
        ("inner mixed", "⟦\"He told me ⟦`never again'⟧ in March,\"⟧ Vell said."),
        ("two inside", "⟦“He said ⟦‘go’⟧, I said ⟦‘no’⟧, and we stayed,”⟧ Vell said."),
        ("possessive inside", "⟦“The workers' ⟨'union'⟩ is a front,”⟧ Vell said."),
        ("headline", "Mayor: ⟦'They told me ⟦\"pay up\"⟧ or leave'⟧"),
    ]);
}

#[test]
fn paragraphs() {
    check(&[
        (
            "straight, opened at each",
            "⟦\"The first ship sailed.⟧\n⟦\"The second sank.⟧\n⟦\"The third is here,\"⟧ Orde said.",
        ),
        (
            "reopened after the source",
            "⟦\"We lost the yard,\"⟧ Orde said. ⟦\"Then we lost the town.⟧\n⟦\"I will not lose the river.\"⟧",
        ),
        ("nested in the first", "⟦“He said ⟦‘go’⟧ and we went.⟧\n⟦“We came back,”⟧ Orde said."),
        (
            "an advertisement between",
            "⟦“The first ship sailed.⟧\nAdvertisement\n⟦“The second ship sank,”⟧ Orde said.",
        ),
        ("low marks", "⟦„The first ship sailed.⟧\n⟦„The second ship sank“⟧, Orde said."),
        ("guillemets", "⟦«The first ship sailed.⟧\n⟦«The second ship sank»⟧, Orde said."),
        ("wire service", "⟦``The first ship sailed.⟧\n⟦``The second ship sank,''⟧ Orde said."),
        ("mixed glyphs", "⟦“The first ship sailed.⟧\n⟦\"The second ship sank,\"⟧ Orde said."),
        (
            "each closed all the same",
            "⟦“The first ship sailed.”⟧\n⟦“The second ship sank,”⟧ Orde said.",
        ),
        ("never closed", "⟦“The first ship sailed.⟧\nThe harbour was empty.\nThe crowd went home."),
        (
            "opened behind a full sentence",
            "Orde wept. ⟦“The first ship sailed.⟧\n⟦“The second ship sank.”⟧\nHe left.",
        ),
        ("two speakers", "⟦“The ship sailed,”⟧ said Orde.\n⟦“The ship sank,”⟧ said Vell."),
    ]);
}

#[test]
fn lost_on_one_side() {
    check(&[
        ("double closed by single", "⟦\"We are ready to sail,'⟧ Orde said. He left the port."),
        ("curly double closed by single", "⟦“We are ready to sail,’⟧ Orde said."),
        ("single closed by double", "⟦'We are ready to sail,\"⟧ Orde said. He left the port."),
        ("closed by single behind a stop", "Orde said: ⟦\"We are ready to sail.'⟧"),
        ("single, comma outside", "He called it ⟦\"a death trap'⟧, and left."),
        ("mixed pair, then a whole one", "⟦\"We are ready,'⟧ Orde said. ⟦\"The wind is fair.\"⟧"),
        ("whole pair, then a mixed one", "⟦\"We are ready,\"⟧ Orde said. ⟦\"The wind is fair.'⟧"),
        ("lone open, plural possessive", "Orde said \"the workers' union is here and he left."),
        ("lone open, dropped g", "Orde said \"huntin' and fishin' is fun and he left."),
        ("open lost at the head", "⟦We sail at noon,”⟧ Orde said and left the room."),
        ("open lost, straight", "⟦We sail at noon,\"⟧ Orde said. He left the room."),
        ("open lost, question", "⟦Are we to stay here?\"⟧ Orde asked. ⟦\"Never.\"⟧"),
        ("open lost behind a sentence", "The wind rose. ⟦We sail at noon,”⟧ said Orde."),
        (
            "open lost, two sentences",
            "He wept. ⟦\"Go now,\"⟧ he said. ⟦We sail at noon,\"⟧ Vell told us.",
        ),
        ("open lost, nobody speaks", "We sail at noon,” and the wind was fair."),
        ("close lost behind a colon", "Orde said: ⟦“We sail at noon.⟧ The crowd went home."),
        ("close lost behind a comma", "Orde said, ⟦\"We sail at noon.⟧ The crowd went home."),
        ("close lost before the source", "⟦“We sail at noon,⟧ Orde said. The crowd went home."),
        ("stars for the open", "PM HAILS ⟦**BREAKTHROUGH'⟧ IN TALKS"),
        ("stars for the open, double", "PM HAILS ⟦**BREAKTHROUGH\"⟧ IN TALKS"),
    ]);
}

#[test]
fn apostrophes() {
    check(&[
        ("years", "The '90s gave way to the '00s, and the class of '68 retired."),
        ("curly years", "In ’92 and again in ‘08 the workers’ party won."),
        ("year range", "The 1990s' boom and the '08-'09 slump hurt the traders' clubs."),
        ("names", "O'Neill's and D'Amico's lawyers met at Lloyd's, St. James' and Marks' office."),
        ("music", "Rock 'n' roll, rock ’n’ roll, R'n'B, drum 'n bass and fish 'n' chips."),
        ("clock", "At six o'clock the boys' choir and the girls' choir sang."),
        ("plural before a close", "Vell backed ⟦'more pay for the workers'⟧, he said."),
        ("plural, then its close", "⟦'It is the workers' money,'⟧ Vell said."),
        ("plural before a double close", "⟦\"All that money is the workers'\"⟧, Vell said."),
        ("plural, comma, close", "⟦“It was not ours but the workers’,”⟧ Vell said."),
        ("years in speech", "⟦‘Back in the ’90s we had ’em all,’⟧ Vell said."),
        ("plural in a headline", "Workers' ⟨'rights'⟩ bill cuts farmers' aid"),
        (
            "plurals alone",
            "Teachers' pay, nurses' shifts and drivers' hours: what the parties' plans say.",
        ),
        ("Arabic and Ukrainian names", "Sana'a, the Ka'ba, Luhans'k and Hawai'i felt it."),
        ("dropped letters", "'Cause I ain't goin' nowhere, y'all, ol' Vell an' me."),
        ("letters", "Mind your p's and q's, the A's and the 1's."),
        ("prime for minutes", "The goal came in the 45' and the second in the 90'."),
    ]);
}

#[test]
fn scare_or_speech() {
    check(&[
        ("scare", "Its ⟨“humanitarian”⟩ bombing went on for a week."),
        ("scare in single marks", "Its ⟨'humanitarian'⟩ bombing went on for a week."),
        ("doubted", "The self-styled ⟨\"prince\"⟩ left, Orde said."),
        ("two scare quotes", "These ⟨\"experts\"⟩ and their ⟨\"facts\"⟩ cost a fortune."),
        ("what they say", "Orde said the bombing was ⟦“humanitarian”⟧."),
        ("cue next door", "Orde said nothing. Its ⟨“humanitarian”⟩ bombing went on."),
        ("cue behind a stop inside", "⟦“We won.”⟧ The ⟨“humanitarian”⟩ bombing went on."),
        ("cue behind an abbreviation", "Orde told the U.S. Senate it was ⟦“humanitarian”⟧."),
        ("cue over a line end", "The bombing was ⟦“humanitarian”⟧, according  to Orde."),
        ("book", "Her novel ⟨\"The Tide\"⟩ sold well, Orde said."),
        ("a word as a word", "The word ⟨“reform”⟩ has lost its meaning."),
        ("named", "The plan, dubbed ⟦“Big Sweep”⟧ by Orde, failed."),
        ("headline without", "⟨'HUMANITARIAN'⟩ BOMBING GOES ON"),
        ("exclaimed", "A ⟦“Stop it!”⟧ rang through the hall."),
    ]);
}

#[test]
fn brackets_inside() {
    check(&[
        ("insertion", "⟦“We told [Syrian President] Orde to go,”⟧ Vell said."),
        ("at the head", "⟦“[The mayor] told us to go,”⟧ Vell said."),
        ("at the end", "⟦“We will not go [to the port]”⟧, Vell said."),
        ("sic", "⟦“We was [sic] robbed of it,”⟧ Vell said."),
        ("sic before the close", "Vell wrote of ⟦“goverment [sic]”⟧ on Monday."),
        ("sic behind the close", "Vell wrote of the ⟦“goverment”⟧ [sic] on Monday."),
        ("part of a word", "⟦“[W]e will not go there,”⟧ Vell said."),
        ("ending changed", "⟦“He want[s] to go there”⟧, Vell said."),
        ("ellipsis in brackets", "⟦“We will go [...] and never come back,”⟧ Vell said."),
        ("ellipsis at the head", "⟦“[…] we will never come back,”⟧ Vell said."),
        ("inner marks in brackets", "⟦“We met [the ⟨'mayor'⟩] at the gate,”⟧ Vell laughed."),
        ("round brackets", "⟦“We (the union) will not go there,”⟧ Vell said."),
        ("around the whole", "(⟦“We will not go there,”⟧ Vell said.)"),
        ("source in brackets", "⟦“We will not go there.”⟧ (Vell said this.)"),
    ]);
}

/// A stray mark costs at most its own sentence.
#[test]
fn odd_numbers() {
    check(&[
        (
            "open, then pairs",
            "He said \"we go.\n⟦\"We all stay,\"⟧ Vell said.\n⟦\"No,\"⟧ Orde said.",
        ),
        ("open in mid-sentence", "The \"plan failed. The crowd went home.\nNobody came back."),
        ("close in mid-sentence", "The plan\" failed. The crowd went home.\nNobody came back."),
        ("three", "The ⟨\"plan\"⟩ and the \"other failed. The crowd went home."),
        ("five", "⟦\"Go,\"⟧ she said. The ⟨\"plan\"⟩ and the \"other failed. Nobody spoke."),
        ("alone", "Nobody spoke.\n\"\nThe crowd went home."),
        ("inches", "The 27\" screen broke. ⟦\"It was old,\"⟧ Vell said. He left."),
        ("ditto", "Six ships, nine \" and two boats left. ⟦\"Good,\"⟧ Vell said."),
        ("stray in a headline", "Orde “to go home\nThe crowd left. ⟦“Good,”⟧ Vell said."),
        (
            "close in one paragraph",
            "⟦“We go,”⟧ he said. He left”.\nThe crowd went home.\n⟦“Good,”⟧ Vell said.",
        ),
        ("head, one paragraph", "“We sail at noon. ⟦“We sail today,”⟧ Orde said. He left."),
        ("single open", "The 'plan has failed us. The workers' crowd went home."),
    ]);
}
