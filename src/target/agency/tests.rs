//! Named cases, with texts of our own; `[…]` is the mention.

use super::Agency;
use crate::lexicon::{Catalog, built_in};
use crate::target::tests::find;

fn check(expected: Option<Agency>, texts: &[&str]) {
    let catalog = Catalog::new(built_in());
    // the letters of a name say nothing
    let renamed = texts.iter().map(|text| text.replace("[Ms Orrin]", "[By Arrested]"));
    let wrong: Vec<String> = texts
        .iter()
        .map(|text| (*text).to_owned())
        .chain(renamed)
        .map(|text| {
            let found = find(&catalog, &text).agency;
            (text, found)
        })
        .filter(|(_, found)| *found != expected)
        .map(|(text, found)| format!("{text}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "not {expected:?}:\n{}", wrong.join("\n"));
}

#[test]
fn active() {
    check(
        Some(Agency::Active),
        &[
            // subjects
            "[Police] shot nine men.",
            "[The men] have been walking home.",
            "[The men] will leave on Monday.",
            "[Ms Orrin] and Mr Ambey met the board.",
            "Mr Ambey and [Ms Orrin] met the board.",
            "On Monday [Ms Orrin], the owner of the mill, opened the hall.",
            "[Ms Orrin] came to the hall and was beaten.",
            "[Ms Orrin] wants to be elected.",
            "[Ms Orrin] has arrested nobody.",
            "[Ms Orrin] has to leave the town.",
            "[Ms Orrin] got the prize.",
            "[Ms Orrin] got nine men out of the mine.",
            "[Ms Orrin] resigned in protest.",
            "[Ms Orrin] left, and Mr Ambey was arrested.",
            "[Ms Orrin], who was beaten, left the town.",
            "[Ms Orrin], accused by the clerk of theft, left the town.",
            "[The man] shot by the guard left the town.",
            "[Ms Orrin] is expected to win.",
            "[Ms Orrin] is believed to have fled.",
            "[Ms Orrin] is going to sue the board.",
            "The clerk, whom [Ms Orrin] praised, went home.",
            "[Ms Orrin] killed nine in the raid.",
            // agents
            "Nine men were shot by [police].",
            "Nine men were shot on Monday by [the guard].",
            "Nine men were shot by the guard and [Ms Orrin].",
            "The man shot by [Ms Orrin] left the town.",
            "Mr Ambey, accused by [Ms Orrin] of theft, left the town.",
            "Nine Men Shot By [Ms Orrin]",
            // deeds told by nouns
            "The killing of nine men by [police] shook the town.",
            "The arrest of Mr Ambey by [the guard] was filmed.",
            "Mr Ambey's arrest by [the guard] was filmed.",
            "[Ms Orrin]'s attack on the clerk was filmed.",
            "[Ms Orrin]'s killing of the guard was filmed.",
            "[Ms Orrin]'s resignation came on Monday.",
            "The resignation of [Ms Orrin] came on Monday.",
            "They spoke of [Ms Orrin]'s criticism of the board.",
        ],
    );
}

#[test]
fn passive_with_an_agent() {
    check(
        Some(Agency::Passive),
        &[
            "[Nine men] were shot by police.",
            "[The men] had not been seen by the guard.",
            "[The men] could be arrested by the guard.",
            "[The men] are being beaten by the guard.",
            "[The men] got beaten by the guard.",
            "[Ms Orrin] was badly beaten on Monday by the guard.",
            "[Ms Orrin] was asked by the board to leave.",
            "[Ms Orrin] was sent home by the board.",
            "[Ms Orrin] is expected to be elected by the board.",
            "[Ms Orrin] is going to be sued by the board.",
            "[Ms Orrin], who was beaten by the guard, is a teacher.",
            "[Ms Orrin], accused by the clerk of theft.",
            "They named [the man] shot by the guard.",
            "[Ms Orrin] accused by the clerk",
            "[Ms Orrin] Sacked By The Board",
            "The killing of [nine men] by police shook the town.",
            "The arrest of [Ms Orrin] on Monday by the guard was filmed.",
            "[Ms Orrin]'s arrest by the guard was filmed.",
            "There was an attack on [Ms Orrin] by the guard.",
            "[Ms Orrin] and Mr Ambey were praised by the board.",
        ],
    );
}

#[test]
fn passive_without_an_agent() {
    check(
        Some(Agency::Agentless),
        &[
            "[Nine men] were killed.",
            "[Nine men] were killed on Monday in the old harbour.",
            "[The men], who left on Monday, were arrested.",
            "[The pipe] was mended by welding.",
            "[Ms Orrin] got fired.",
            "[Ms Orrin] has been arrested.",
            "[Ms Orrin] may have been arrested.",
            "[Ms Orrin] was told to leave.",
            "[Ms Orrin] was asked to leave.",
            "[Ms Orrin] was made to leave.",
            "[Ms Orrin] was sent home.",
            "[Ms Orrin] is expected to be sacked.",
            "[Ms Orrin] is to be sacked.",
            "[Ms Orrin], who was killed, was a teacher.",
            "[Ms Orrin] was arrested and Mr Ambey was praised by the board.",
            "[Ms Orrin] was killed by mistake.",
            "[Ms Orrin] was to be sacked by Monday.",
            "[Nine men] killed in raid",
            "[Nine Men] Killed in Raid",
            "[Ms Orrin] accused of fraud",
            "[Ms Orrin] jailed for theft",
            "[Ms Orrin] arrested",
            "[Ms Orrin] arrested, charged with theft",
            "[Nine] shot dead at the harbour",
            "[Ms Orrin] to be sacked",
            "They named [the man] accused of fraud.",
            "The clerk said [Ms Orrin] was arrested.",
            "[Ms Orrin] and Mr Ambey were arrested.",
        ],
    );
}

#[test]
fn undergoes_a_deed_told_by_a_noun() {
    check(
        Some(Agency::Nominal),
        &[
            "The killing of [nine men] shook the town.",
            "[Ms Orrin]'s killing shook the town.",
            "[Ms Orrin]’s murder shook the town.",
            "They spoke of [Ms Orrin]'s brutal killing.",
            "The arrest of [Ms Orrin] was filmed.",
            "[Ms Orrin]'s arrest was filmed.",
            "The attack on [Ms Orrin] was filmed.",
            "The assault on [Ms Orrin] and the clerk was filmed.",
            "The dismissal of [Ms Orrin] came on Monday.",
            "[Ms Orrin]'s election came on Monday.",
            "The appointment of [Ms Orrin] came on Monday.",
            "There was criticism of [Ms Orrin].",
            "After the removal of [Ms Orrin] the hall was shut.",
            "The trial went on after [Ms Orrin]'s deportation.",
            "Nobody knows of the torture of [the nine men].",
            "The rescue of [nine sailors] was filmed.",
            "The killing of the guard and [Ms Orrin] shook the town.",
            "The invasion of [Port Orrin] went on.",
        ],
    );
}

#[test]
fn neither() {
    check(
        None,
        &[
            // objects, places, others' clauses
            "Police shot [nine men].",
            "They spoke in [Port Orrin].",
            "They gave [Ms Orrin] a prize.",
            "The clerk went to [Ms Orrin].",
            "The town hall in [Port Orrin] was shut.",
            "The mayor of [Port Orrin] was arrested.",
            "The clerk of [Port Orrin] jailed for theft",
            // owners
            "[Ms Orrin]'s lawyer left the town.",
            "[Orrin] supporters were arrested.",
            "Nine men were shot by [Ms Orrin]'s guard.",
            "The killing of [Ms Orrin]'s guard shook the town.",
            // what is, without a deed
            "[The men] are in the harbour.",
            "[Ms Orrin] is a teacher.",
            "[Ms Orrin] was ill.",
            "[Ms Orrin] is interested in the mill.",
            "[Ms Orrin] will be the mayor.",
            // speech
            "[Ms Orrin] said the hall was shut.",
            "“The hall is shut,” said [Ms Orrin].",
            // no clause
            "[Ms Orrin].",
            "A book about [Ms Orrin].",
            "There were [nine men] in the hall.",
            "According to [Ms Orrin], the hall was shut.",
        ],
    );
}
