//! What a word is to the rules: a set of bits.

/// Has a valence in the lexicon.
pub(super) const LEXICON: u16 = 1;
/// Strengthens the word after it (`very`).
pub(super) const BOOST: u16 = 1 << 1;
/// Weakens the word after it (`hardly`).
pub(super) const DAMPEN: u16 = 1 << 2;
/// Turns the word after it around (`not`).
pub(super) const NEGATOR: u16 = 1 << 3;
/// `so` or `this`.
pub(super) const SO_THIS: u16 = 1 << 4;
/// `never`
pub(super) const NEVER: u16 = 1 << 5;
/// `without`
pub(super) const WITHOUT: u16 = 1 << 6;
/// `doubt`
pub(super) const DOUBT: u16 = 1 << 7;
/// `least`
pub(super) const LEAST: u16 = 1 << 8;
/// `no`
pub(super) const NO: u16 = 1 << 9;
/// `but`
pub(super) const BUT: u16 = 1 << 10;
/// The rarest word of each idiom and of each booster of two words; each has one.
pub(super) const IDIOM: u16 = 1 << 11;
/// Property of a token, not of a word: it is in capitals.
pub(super) const UPPER: u16 = 1 << 12;

/// A word near by without any of these leaves a valence alone.
pub(super) const CONTEXT: u16 = BOOST | DAMPEN | NEGATOR | SO_THIS | LEAST | NO | IDIOM;
