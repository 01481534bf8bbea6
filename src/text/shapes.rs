//! What words look like, so that most need no look-up.

/// First and last letters and lengths of the words of a list.
pub(super) struct Shapes {
    /// By both letters, a bit for each length, the last for all that are longer.
    lengths: [u16; 1024],
}

impl Shapes {
    pub(super) const fn new() -> Self {
        Self { lengths: [0; 1024] }
    }

    pub(super) fn add(&mut self, word: &str) {
        let (letters, length) = shape(word.as_bytes());
        self.lengths[letters] |= length;
    }

    /// Whether the list may have a word, in any case if it is ASCII.
    pub(super) fn may_have(&self, word: &[u8]) -> bool {
        let (letters, length) = shape(word);
        self.lengths[letters] & length != 0
    }
}

fn shape(word: &[u8]) -> (usize, u16) {
    let letter = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(byte & 31));
    (letter(word.first()) << 5 | letter(word.last()), 1 << word.len().min(15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_listed_may_be() {
        let mut shapes = Shapes::new();
        for word in ["mr", "Sgt", "Gov’t", "extraordinarily"] {
            shapes.add(word);
        }
        for word in ["mr", "MR", "sgt", "Gov’t", "Extraordinarily"] {
            assert!(shapes.may_have(word.as_bytes()), "{word}");
        }
        for word in ["", "m", "mar", "ms", "gt"] {
            assert!(!shapes.may_have(word.as_bytes()), "{word}");
        }
    }
}
