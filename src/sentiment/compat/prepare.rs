//! Puts descriptions in the place of emojis (rule 10) and keeps track of where they came from.

use super::explain::Recorder;
use super::tables;

/// Texts are read up to here, as spans are 32 bits wide.
const LONGEST: usize = u32::MAX as usize;

/// The text as far as spans can point into it.
pub(super) fn clipped(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Writes `text` with its emojis described into `out`.
pub(super) fn describe_emojis<R: Recorder>(text: &str, out: &mut String, recorder: &mut R) {
    out.clear();
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let Some(description) = tables::emoji(c) else { continue };
        out.push_str(&text[copied..at]);
        copied = at + c.len_utf8();
        let start = out.len();
        // VADER puts a space before a description, but none after it.
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(description);
        recorder.emoji(start..out.len(), at..copied);
        if out.len() > LONGEST {
            break;
        }
    }
    out.push_str(&text[copied..]);
    out.truncate(clipped(out).len());
}
