//! What several tests share.

use presslens::{ActorKind, ActorNames, Analyzer};

/// Two actors of one kind.
pub(crate) type Pair = (&'static str, &'static str, ActorKind);

/// An analyzer to which the actors of all pairs were given, and some people.
pub(crate) fn with_actors(pairs: &[Pair], people: &[&str]) -> Analyzer {
    let mut names = ActorNames::new();
    let paired = pairs.iter().flat_map(|&(one, other, kind)| [(one, kind), (other, kind)]);
    let alone = people.iter().map(|&name| (name, ActorKind::Person));
    for (name, kind) in paired.chain(alone) {
        names.add(name, kind, &[]).expect("a name");
    }
    Analyzer::builder().actors(names).contributions(true).build().expect("no lists of its own")
}
