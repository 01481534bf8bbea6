//! Who acts and who is acted on, as the grammar tells it.

#[cfg(test)]
mod tests;

use super::mention::Mention;
use super::scene::{Deed, Scene, Use};
use super::words::{Class, Part};

/// How a mention is told to take part in what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agency {
    /// It acts: "X left", "was taken by X", "X's attack", "the arrest of Y by X".
    Active,
    /// It is acted on, and somebody is said to have done it: "X was taken by Y", "X's arrest by Y".
    Passive,
    /// It is acted on, and nobody is said to have done it: "X was taken", "X killed in raid".
    Agentless,
    /// The same, with a noun for the deed: "the killing of X", "X's arrest".
    Nominal,
}

/// Words around a deed among which its agent is looked for.
const REACH: u32 = 8;
/// Words of a noun phrase between a deed told by a noun and the mention.
const PHRASE: u32 = 4;

/// The agency of a mention. Of several verbs the first in the main clause tells; `None`
/// where the mention only is something, or is no subject, agent, nor part of a deed told by a noun.
pub(crate) fn agency(mention: &Mention) -> Option<Agency> {
    let (scene, end) = (mention.scene, mention.words.end);
    if mention.owns {
        return of_owner(mention);
    }
    if scene.part(end) == Some(Part::Around) && !scene.breaks(end) {
        return None; // "X supporters"
    }
    if is_agent(mention) {
        return Some(Agency::Active);
    }
    of_noun(mention).or_else(|| of_subject(mention)).or_else(|| of_participle(mention))
}

/// What a noun for a deed tells of its owner and of whom "of" or "on" names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    /// Both undergo it: "X's arrest", "the arrest of X".
    Fate,
    /// The owner does it to others: "X's attack on Y".
    Aimed,
    /// Both do it: "X's resignation", "the resignation of X".
    Move,
}

fn deed_noun(scene: &Scene, at: u32) -> Option<Noun> {
    [(Class::Fate, Noun::Fate), (Class::Aimed, Noun::Aimed), (Class::Move, Noun::Move)]
        .into_iter()
        .find(|(class, _)| scene.is_in(*class, at))
        .map(|(_, noun)| noun)
}

/// "X's attack", "X's arrest".
fn of_owner(mention: &Mention) -> Option<Agency> {
    let (scene, end) = (mention.scene, mention.words.end);
    let at = (end..end.saturating_add(PHRASE))
        .take_while(|&at| !scene.breaks(at) && scene.is_phrase(at..at + 1))
        .find(|&at| deed_noun(scene, at).is_some())
        .filter(|at| scene.part(at + 1) != Some(Part::Around))?;
    Some(match deed_noun(scene, at)? {
        Noun::Fate if scene.word(at + 1) != "of" => undergone(scene, at + 1, Agency::Nominal),
        _ => Agency::Active,
    })
}

/// "the killing of X", "the attack on X", "the resignation of X".
fn of_noun(mention: &Mention) -> Option<Agency> {
    const AT_WHOM: [&str; 8] = ["on", "against", "to", "for", "into", "upon", "toward", "towards"];
    let scene = mention.scene;
    let link = governor(mention)?;
    let noun = link.checked_sub(1)?;
    match (deed_noun(scene, noun)?, scene.word(link)) {
        (Noun::Move, "of") => return Some(Agency::Active),
        (Noun::Fate | Noun::Aimed, "of") => {}
        (Noun::Aimed, word) if AT_WHOM.contains(&word) => {}
        _ => return None,
    }
    // "their killing of X"
    let done = noun.checked_sub(1).is_some_and(|before| scene.is_owner(before));
    Some(if done { Agency::Passive } else { undergone(scene, mention.words.end, Agency::Nominal) })
}

/// Whether the mention is named behind the "by" of a passive, or of a deed told by a noun.
fn is_agent(mention: &Mention) -> bool {
    let scene = mention.scene;
    let Some(by) = governor(mention).filter(|at| scene.is_in(Class::By, *at)) else { return false };
    let from = scene.clauses.of(by).first.max(by.saturating_sub(REACH));
    for at in (from..by).rev() {
        if scene.is_participle(at) && (at + 1 == by || has_be(scene, at)) {
            return true;
        }
        if scene.is_finite(at) {
            return false;
        }
        if matches!(deed_noun(scene, at), Some(Noun::Fate | Noun::Aimed)) {
            return true;
        }
    }
    false
}

/// The verb or preposition before the noun phrases that end with the mention.
fn governor(mention: &Mention) -> Option<u32> {
    let start = mention.words.start;
    let in_phrase =
        |part: Part| part.is_nominal() || matches!(part, Part::Coordinator | Part::Adverb);
    (start.saturating_sub(REACH)..start)
        .rev()
        .find(|&at| !mention.scene.part(at).is_some_and(in_phrase))
}

fn of_subject(mention: &Mention) -> Option<Agency> {
    let (scene, start) = (mention.scene, mention.words.start);
    let (mut reduced, mut told) = (None, None);
    for verb in scene.clauses.verbs_of_subject(start) {
        let clause = scene.clauses.index(verb);
        if verb <= start || told == Some(clause) || !mention.is_subject(verb) {
            continue;
        }
        match voice(scene, verb) {
            Voice::Active => return Some(Agency::Active),
            Voice::Passive(at) => return Some(undergone(scene, at + 1, Agency::Agentless)),
            // "the man shot by Y left": the next verb tells, if there is one
            Voice::Reduced => reduced = reduced.or(Some(verb)),
            Voice::State => told = Some(clause),
        }
    }
    reduced.map(|at| undergone(scene, at + 1, Agency::Agentless))
}

/// "They named X, shot by Y", where the mention is no subject.
fn of_participle(mention: &Mention) -> Option<Agency> {
    let (scene, start, end) = (mention.scene, mention.words.start, mention.words.end);
    let before = start.checked_sub(1).and_then(|at| scene.part(at));
    let depends = matches!(before, Some(Part::Preposition | Part::To));
    let reduced = !depends && !scene.breaks(end) && is_reduced(scene, end);
    reduced.then(|| undergone(scene, end + 1, Agency::Agentless))
}

/// What a group of verbs tells of its subject.
enum Voice {
    Active,
    /// With its participle.
    Passive(u32),
    /// A participle alone: "X killed in raid".
    Reduced,
    /// "X is a teacher", "X said".
    State,
}

fn voice(scene: &Scene, verb: u32) -> Voice {
    let (mut be, mut get) = (false, false);
    for at in verb..verb.saturating_add(REACH) {
        let Some(part) = scene.part(at).filter(|_| at == verb || !scene.breaks(at)) else { break };
        if part == Part::To {
            (be, get) = (false, false);
        } else if scene.part(at + 1) == Some(Part::To) && scene.is_in(Class::Raise, at) {
            // "is expected to be sacked", "seems to have left"
        } else if part.joins_verbs() {
            be |= part == Part::Be;
            get |= part == Part::Get;
        } else if (be || get) && scene.is_participle(at) {
            let state = scene.is_in(Class::State, at) && !has_agent(scene, at + 1);
            return if state { Voice::State } else { Voice::Passive(at) };
        } else if be && !get && part != Part::Ing {
            return Voice::State;
        } else if at == verb && is_reduced(scene, at) {
            return Voice::Reduced;
        } else {
            // what somebody says is told by attributions
            return if part == Part::Say { Voice::State } else { Voice::Active };
        }
    }
    if be { Voice::State } else { Voice::Active }
}

/// Whether a participle tells what is done to the words before it without "was": no object follows.
fn is_reduced(scene: &Scene, at: u32) -> bool {
    let passive = scene.deed_at(at).is_some_and(|deed| deed.usage == Use::Passive);
    let ends = scene.breaks(at + 1)
        || scene.part(at + 1).is_none_or(|part| !part.is_nominal() && part != Part::Object)
        || matches!(scene.word(at + 1), "dead" | "guilty" | "alive")
        || scene.is_in(Class::Time, at + 1);
    ends && (passive || scene.is_in(Class::Undergone, at))
}

/// Whether "be" or "get" belongs to a participle.
fn has_be(scene: &Scene, participle: u32) -> bool {
    (participle.saturating_sub(PHRASE)..participle)
        .rev()
        .map_while(|at| scene.part(at).filter(|part| part.joins_verbs()))
        .any(|part| matches!(part, Part::Be | Part::Get))
}

/// What one who undergoes a deed is: with somebody behind "by", closely after word `from`, or without.
fn undergone(scene: &Scene, from: u32, without: Agency) -> Agency {
    if has_agent(scene, from) { Agency::Passive } else { without }
}

fn has_agent(scene: &Scene, from: u32) -> bool {
    let clause = scene.clauses.index(from);
    let by = (from..from.saturating_add(REACH))
        .take_while(|&at| !scene.breaks(at) && scene.clauses.index(at) == clause)
        .take_while(|&at| !scene.is_finite(at))
        .find(|&at| scene.is_in(Class::By, at));
    let Some(by) = by else { return false };
    let head = by + 1 + u32::from(scene.part(by + 1) == Some(Part::Determiner));
    let nobody = matches!(scene.part(head), None | Some(Part::Ing | Part::Adverb))
        || scene.is_in(Class::Manner, head)
        || scene.is_in(Class::Time, head);
    !nobody
}

impl Scene<'_> {
    fn is_participle(&self, at: u32) -> bool {
        let passive = self.deed_at(at).is_some_and(|deed| deed.usage == Use::Passive);
        let past = match self.part(at) {
            Some(Part::Past) => true,
            Some(Part::Say) => self.word(at).ends_with("ed"),
            _ => false,
        };
        passive || past || self.is_in(Class::Past, at)
    }

    /// Whether a word is a verb in a form that has a subject, but for participles.
    fn is_finite(&self, at: u32) -> bool {
        let to = at.checked_sub(1).and_then(|before| self.part(before)) == Some(Part::To);
        !to && self
            .part(at)
            .is_some_and(|part| part.is_auxiliary() || matches!(part, Part::Say | Part::Verb))
    }

    /// The deed that begins with a word.
    fn deed_at(&self, at: u32) -> Option<&Deed> {
        self.deeds.binary_search_by_key(&at, |deed| deed.first).ok().map(|index| &self.deeds[index])
    }
}
