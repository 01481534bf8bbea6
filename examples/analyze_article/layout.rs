//! Text in looks, broken into lines.

use std::fmt::Write;

/// How a run of characters looks where colour is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "terminals switch each on its own")]
pub(crate) struct Look {
    /// A colour of the terminal's 256.
    pub(crate) colour: Option<u8>,
    pub(crate) bold: bool,
    pub(crate) dim: bool,
    pub(crate) italic: bool,
    pub(crate) underline: bool,
}

impl Look {
    pub(crate) const BOLD: Self =
        Self { colour: None, bold: true, dim: false, italic: false, underline: false };
    pub(crate) const DIM: Self =
        Self { colour: None, bold: false, dim: true, italic: false, underline: false };

    /// The text in this look; as it is where colour is off.
    pub(crate) fn paint(self, text: &str, colour: bool) -> String {
        if !colour || self == Self::default() || text.is_empty() {
            return text.to_owned();
        }
        let mut codes = String::new();
        let flags = [(self.bold, 1), (self.dim, 2), (self.italic, 3), (self.underline, 4)];
        for (_, code) in flags.iter().filter(|(on, _)| *on) {
            _ = write!(codes, "{code};");
        }
        if let Some(colour) = self.colour {
            _ = write!(codes, "38;5;{colour};");
        }
        codes.pop();
        format!("\u{1b}[{codes}m{text}\u{1b}[0m")
    }
}

/// Words in looks, to be wrapped.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// Each word is one or more runs without white space.
    words: Vec<Vec<(String, Look)>>,
    /// Whether the next run goes on with the last word.
    open: bool,
}

impl Paragraph {
    /// Adds text; white space of any kind parts words.
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        for (i, piece) in text.split(char::is_whitespace).enumerate() {
            self.open &= i == 0;
            if piece.is_empty() {
                continue;
            }
            let piece = printable(piece);
            match self.words.last_mut() {
                Some(word) if self.open => word.push((piece, look)),
                _ => self.words.push(vec![(piece, look)]),
            }
            self.open = true;
        }
    }

    /// Lines of at most `width` characters (longer only for a word that is), the first after `first`,
    /// the others indented.
    pub(crate) fn wrap(&self, width: usize, first: &str, indent: usize, colour: bool) -> String {
        let mut out = first.to_owned();
        let mut column = first.chars().count();
        let mut line = Runs::default();
        for word in &self.words {
            let length: usize = word.iter().map(|(piece, _)| piece.chars().count()).sum();
            if !line.0.is_empty() && column + 1 + length > width {
                line.flush(&mut out, colour);
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
                column = indent;
            }
            if let Some((_, last)) = line.0.last() {
                let same = word.first().is_some_and(|(_, look)| look == last);
                let look = if same { *last } else { Look::default() };
                line.push(" ", look);
                column += 1;
            }
            for (piece, look) in word {
                line.push(piece, *look);
            }
            column += length;
        }
        line.flush(&mut out, colour);
        out.push('\n');
        out
    }
}

/// A line as runs of one look.
#[derive(Default)]
struct Runs(Vec<(String, Look)>);

impl Runs {
    fn push(&mut self, text: &str, look: Look) {
        match self.0.last_mut() {
            Some((run, last)) if *last == look => run.push_str(text),
            _ => self.0.push((text.to_owned(), look)),
        }
    }

    fn flush(&mut self, out: &mut String, colour: bool) {
        for (run, look) in self.0.drain(..) {
            out.push_str(&look.paint(&run, colour));
        }
    }
}

/// A text must not steer the terminal: control characters and marks that reorder text are shown as
/// U+FFFD.
pub(crate) fn printable(text: &str) -> String {
    let steers =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}
