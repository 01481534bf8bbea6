//! Who acts and who is acted on, as the grammar tells it.

use super::mention::Mention;
use super::scene::{Scene, Use};
use super::words::Part;
use crate::text::Span;

/// How a mention is told to take part in what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agency {
    /// It acts: "X left", "was taken by X".
    Active,
    /// It is acted on, and somebody is said to have done it: "X was taken by Y".
    Passive,
    /// It is acted on, and nobody is said to have done it: "X was taken".
    Agentless,
    /// The same, with a noun for the deed: "the killing of X".
    Nominal,
}

/// Words after a passive verb among which its agent is looked for.
const REACH: u32 = 8;

/// The agency of the mention at `target`; `None` where it is neither subject nor agent, nor undergoes
/// a deed told by a noun.
pub(crate) fn agency(scene: &Scene, target: Span) -> Option<Agency> {
    let mention = Mention::new(scene, target)?;
    let start = mention.words.start;
    // "killed by X"
    let before = start.saturating_sub(6)..start;
    let participle = |at: u32| scene.is_participle(at) && mention.follows_by(at + 1);
    if before.clone().any(participle) {
        return Some(Agency::Active);
    }
    let near = scene.toward.partition_point(|found| found.end <= start);
    let nominal = scene.toward[..near].last().filter(|found| {
        let gap = found.end..start;
        found.suffers && gap.start <= gap.end && gap.end - gap.start <= 4 && scene.is_phrase(gap)
    });
    if nominal.is_some() {
        let named = has_agent(scene, mention.words.end);
        return Some(if named { Agency::Passive } else { Agency::Nominal });
    }
    let verb = scene.clauses.verb_of_subject(start)?;
    if start >= verb || !mention.is_subject(verb) {
        return None;
    }
    match passive_at(scene, verb) {
        Some(at) if has_agent(scene, at + 1) => Some(Agency::Passive),
        Some(_) => Some(Agency::Agentless),
        None => Some(Agency::Active),
    }
}

/// The participle of a passive whose group of verbs begins at `verb`.
fn passive_at(scene: &Scene, verb: u32) -> Option<u32> {
    let mut has_be = false;
    for at in verb..verb.saturating_add(6) {
        let part = scene.part(at)?;
        if part.joins_verbs() {
            has_be |= matches!(part, Part::Be | Part::Get);
            continue;
        }
        return (has_be && scene.is_participle(at)).then_some(at);
    }
    None
}

/// Whether "by" and somebody follow word `from` closely; "by" a verb in -ing names nobody.
fn has_agent(scene: &Scene, from: u32) -> bool {
    (from..from.saturating_add(REACH))
        .take_while(|&at| scene.tokens.get(at as usize).is_some_and(|token| !token.breaks()))
        .any(|at| scene.is_by(at) && scene.part(at + 1).is_some_and(|part| part != Part::Ing))
}

impl Scene<'_> {
    fn is_participle(&self, at: u32) -> bool {
        let passive = self
            .deeds
            .binary_search_by_key(&at, |deed| deed.first)
            .is_ok_and(|index| self.deeds[index].usage == Use::Passive);
        let word = self.word(at);
        passive || self.part(at) == Some(Part::Past) || super::words::is_irregular_past(word)
    }
}
