//! Where a reader stands in a tree of categories.

use super::{Draft, LONGEST_NAME};
use crate::Error;

/// Deepest nesting of categories.
pub(super) const DEEPEST: usize = 64;

/// The categories that are open, outermost first.
#[derive(Default)]
pub(super) struct Nesting {
    path: String,
    /// Length of the path above each open category.
    above: Vec<usize>,
    /// The open categories as the draft knows them, once they have an entry.
    known: Vec<Option<u16>>,
}

impl Nesting {
    /// Opens a category inside the innermost one; white space in its name is made single spaces.
    pub(super) fn open(&mut self, draft: &Draft, line: usize, name: &str) -> Result<(), Error> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(draft.bad(line, &name, "a category name"));
        }
        if self.above.len() >= DEEPEST {
            let expected = format!("categories nested at most {DEEPEST} deep");
            return Err(draft.bad(line, &name, &expected));
        }
        let above = self.path.len();
        if above + 1 + name.len() > LONGEST_NAME {
            let expected = format!("a category name of at most {LONGEST_NAME} bytes in all");
            return Err(draft.bad(line, &name, &expected));
        }
        if above > 0 {
            self.path.push('/');
        }
        self.path.push_str(&name);
        self.above.push(above);
        self.known.push(None);
        Ok(())
    }

    /// Closes the innermost category.
    pub(super) fn close(&mut self) {
        if let Some(above) = self.above.pop() {
            self.path.truncate(above);
            self.known.pop();
        }
    }

    /// How many categories are open.
    pub(super) fn depth(&self) -> usize {
        self.above.len()
    }

    /// The names of the open categories, joined by `/`.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The innermost category, made known to the draft at its first entry: categories that hold no
    /// entries of their own are none.
    pub(super) fn category(&mut self, draft: &mut Draft, line: usize) -> Result<u16, Error> {
        if let Some(Some(index)) = self.known.last() {
            return Ok(*index);
        }
        let index = draft.category(line, &self.path)?;
        if let Some(last) = self.known.last_mut() {
            *last = Some(index);
        }
        Ok(index)
    }
}
