//! Who acts and who is acted on, as the grammar tells it.

#[cfg(test)]
mod tests;

use super::mention::Mention;
use super::scene::Scene;
use super::words::Traits;

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
    if scene.is(Traits::AROUND, end) && !scene.breaks(end) {
        return None; // "X supporters"
    }
    let link = governor(mention);
    if link.is_some_and(|link| is_agent(scene, link)) {
        return Some(Agency::Active);
    }
    let noun = link.and_then(|link| of_noun(mention, link));
    noun.or_else(|| of_subject(mention)).or_else(|| of_participle(mention))
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
    if !scene.is(Traits::FATE.or(Traits::AIMED).or(Traits::MOVE), at) {
        return None; // most
    }
    Some(if scene.is(Traits::FATE, at) {
        Noun::Fate
    } else if scene.is(Traits::AIMED, at) {
        Noun::Aimed
    } else {
        Noun::Move
    })
}

/// "X's attack", "X's arrest".
fn of_owner(mention: &Mention) -> Option<Agency> {
    let (scene, end) = (mention.scene, mention.words.end);
    let at = (end..end.saturating_add(PHRASE))
        .take_while(|&at| !scene.breaks(at) && scene.is_phrase(at..at + 1))
        .find(|&at| deed_noun(scene, at).is_some())
        .filter(|at| !scene.is(Traits::AROUND, at + 1))?;
    Some(match deed_noun(scene, at)? {
        Noun::Fate if scene.word(at + 1) != "of" => undergone(scene, at + 1, Agency::Nominal),
        _ => Agency::Active,
    })
}

/// "the killing of X", "the attack on X", "the resignation of X": the mention hangs on word `link`.
fn of_noun(mention: &Mention, link: u32) -> Option<Agency> {
    const AT_WHOM: [&str; 8] = ["on", "against", "to", "for", "into", "upon", "toward", "towards"];
    let scene = mention.scene;
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

/// Whether a word is the "by" of a passive, or of a deed told by a noun.
fn is_agent(scene: &Scene, by: u32) -> bool {
    if !scene.is(Traits::BY, by) {
        return false;
    }
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
    let in_phrase = Traits::NOMINAL.or(Traits::COORDINATOR).or(Traits::ADVERB);
    (start.saturating_sub(REACH)..start).rev().find(|&at| !mention.scene.is(in_phrase, at))
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
    let depends = start > 0 && scene.is(Traits::PREPOSITION.or(Traits::TO), start - 1);
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
        let Some(&word) = scene.words.get(at as usize) else { break };
        if at != verb && word.is(Traits::BREAKS) {
            break;
        }
        if word.is(Traits::TO) {
            (be, get) = (false, false);
        } else if word.is(Traits::RAISE) && scene.is(Traits::TO, at + 1) {
            // "is expected to be sacked", "seems to have left"
        } else if word.is(Traits::JOINS_VERBS) {
            be |= word.is(Traits::BE);
            get |= word.is(Traits::GET);
        } else if (be || get) && scene.is_participle(at) {
            let state = word.is(Traits::STATE) && !has_agent(scene, at + 1);
            return if state { Voice::State } else { Voice::Passive(at) };
        } else if be && !get && !word.is(Traits::ING) {
            return Voice::State;
        } else if at == verb && is_reduced(scene, at) {
            return Voice::Reduced;
        } else {
            // what somebody says is told by attributions
            return if word.is(Traits::SAY) { Voice::State } else { Voice::Active };
        }
    }
    if be { Voice::State } else { Voice::Active }
}

/// Whether a participle tells what is done to the words before it without "was": no object follows.
fn is_reduced(scene: &Scene, at: u32) -> bool {
    let ends = || {
        scene.breaks(at + 1)
            || !scene.is(Traits::NOMINAL.or(Traits::OBJECT), at + 1)
            || scene.is(Traits::TIME, at + 1)
            || matches!(scene.word(at + 1), "dead" | "guilty" | "alive")
    };
    scene.is(Traits::PASSIVE.or(Traits::UNDERGONE), at) && ends()
}

/// Whether "be" or "get" belongs to a participle.
fn has_be(scene: &Scene, participle: u32) -> bool {
    (participle.saturating_sub(PHRASE)..participle)
        .rev()
        .take_while(|&at| scene.is(Traits::JOINS_VERBS, at))
        .any(|at| scene.is(Traits::BE.or(Traits::GET), at))
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
        .find(|&at| scene.is(Traits::BY, at));
    let Some(by) = by else { return false };
    let head = by + 1 + u32::from(scene.is(Traits::DETERMINER, by + 1));
    let nobody = Traits::ING.or(Traits::ADVERB).or(Traits::MANNER).or(Traits::TIME);
    scene.words.get(head as usize).is_some_and(|word| !word.is(nobody))
}

impl Scene<'_> {
    fn is_participle(&self, at: u32) -> bool {
        self.is(Traits::PASSIVE.or(Traits::PAST).or(Traits::IRREGULAR), at)
            || self.is(Traits::SAY, at) && self.word(at).ends_with("ed")
    }

    /// Whether a word is a verb in a form that has a subject, but for participles.
    fn is_finite(&self, at: u32) -> bool {
        let finite = Traits::AUXILIARY.or(Traits::SAY).or(Traits::VERB);
        self.is(finite, at) && !(at > 0 && self.is(Traits::TO, at - 1))
    }
}
