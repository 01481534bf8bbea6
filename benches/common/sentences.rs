//! The parts that sentences are made of.

use super::Random;

const SUBJECTS: [&str; 16] = [
    "The Varnish ministry",
    "Mayor Ilse Quandt of Port Ambel",
    "A spokesman for the dockers' union",
    "Opposition leader Tomas Verhey",
    "The regional health board",
    "Investigators from the tax office",
    "Three former employees of Harrow & Lund",
    "The bishop's office in Calder",
    "A panel of nine economists",
    "Residents of the flooded quarter",
    "The coalition's junior partner",
    "Senator Adaeze Brandt (Unity)",
    "An internal report seen by the Courier",
    "The country's largest grain exporter",
    "Nobody in the delegation",
    "Most of the striking drivers",
];

const VERBS: [&str; 16] = [
    "said on Tuesday that it would not support",
    "quietly shelved",
    "has praised, in unusually warm terms,",
    "did not comment on",
    "bitterly attacked",
    "announced details of",
    "couldn't explain the delay of",
    "never seriously considered",
    "is expected to publish next week",
    "welcomed what it called a fair compromise on",
    "warned of a \"catastrophic failure\" in",
    "voted 212-187 to extend",
    "lost the legal battle over",
    "spent €4.3m on",
    "described as utterly shameful",
    "presented its figures on",
];

const OBJECTS: [&str; 16] = [
    "the new rail link between Calder and the coast",
    "a disputed tax on imported cement",
    "the long-awaited reform of the police",
    "plans for a second container terminal",
    "the corruption inquiry",
    "a ceasefire in the northern valleys",
    "school meals for 40,000 children",
    "the murder of two union officials in 1998",
    "an agreement that the previous cabinet had signed",
    "the hospital's emergency budget",
    "a very modest rise in the minimum wage",
    "what critics call the worst housing law in decades",
    "the country’s border controls",
    "the proposal by the committee on agriculture and fisheries",
    "a court ruling from last autumn",
    "the rescue of the bankrupt shipyard",
];

const ENDS: [&str; 16] = [
    ".",
    ", according to documents obtained by this newspaper.",
    ", but few members believe that it will happen before the election.",
    ", a decision that surprised even close allies.",
    " \"for the good of the whole region\".",
    ", and prices rose by 3.4 per cent in the same quarter.",
    "; talks are to resume in Port Ambel on 14 March.",
    " – again!",
    ", despite protests outside the parliament building.",
    ". Who is going to pay for it?",
    ", leaving thousands of families without any help.",
    " after a meeting that lasted until the early hours of the morning.",
    ", the agency reported, citing people familiar with the matter.",
    ", though hardly anyone doubts the outcome.",
    " in what observers saw as a sign of growing confidence.",
    ", which the government has so far refused to release.",
];

/// Sentences from these templates.
pub fn sentences(number: usize) -> Vec<String> {
    let mut random = Random(0x5EED);
    (0..number).map(|_| sentence(&mut random)).collect()
}

/// One sentence.
pub fn sentence(random: &mut Random) -> String {
    let [subject, verb, object, end] =
        [&SUBJECTS, &VERBS, &OBJECTS, &ENDS].map(|list| random.pick(list));
    format!("{subject} {verb} {object}{end}")
}
