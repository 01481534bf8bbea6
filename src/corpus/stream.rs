//! A stream of items worked on by all threads, given back in order.

use rayon::prelude::*;

/// Applies `work` to the items on all threads of the current rayon pool and yields the results in
/// the items' order. At most `batch` items are held at a time, so a corpus of any size runs in
/// bounded memory.
///
/// ```
/// use presslens::{Analyzer, Article, in_order};
/// let analyzer = Analyzer::new();
/// let texts = (0..10).map(|i| format!("Article {i}. The regime fell."));
/// let counts: Vec<usize> =
///     in_order(texts, 4, |text| analyzer.article(&Article::parse(&text)).terms().len()).collect();
/// assert_eq!(counts, [1; 10]);
/// ```
pub fn in_order<I, F, R>(items: I, batch: usize, work: F) -> InOrder<I::IntoIter, F, R>
where
    I: IntoIterator<Item: Send>,
    F: Fn(I::Item) -> R + Sync,
    R: Send,
{
    InOrder { items: items.into_iter(), batch: batch.max(1), work, ready: Vec::new().into_iter() }
}

/// The iterator that [`in_order`] returns.
#[derive(Debug)]
pub struct InOrder<I, F, R> {
    items: I,
    batch: usize,
    work: F,
    ready: std::vec::IntoIter<R>,
}

impl<I, F, R> Iterator for InOrder<I, F, R>
where
    I: Iterator<Item: Send>,
    F: Fn(I::Item) -> R + Sync,
    R: Send,
{
    type Item = R;

    fn next(&mut self) -> Option<R> {
        if let Some(result) = self.ready.next() {
            return Some(result);
        }
        let batch: Vec<I::Item> = self.items.by_ref().take(self.batch).collect();
        let work = &self.work;
        // single items: the last to be done are no thread's alone
        let done = batch.into_par_iter().with_max_len(1).map(work);
        self.ready = done.collect::<Vec<R>>().into_iter();
        self.ready.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn same_as_one_after_the_other(items in prop::collection::vec(0..9_u32, 0..40), batch in 0..9_usize) {
            let ours: Vec<u32> = in_order(items.clone(), batch, |n| n * n).collect();
            prop_assert_eq!(ours, items.iter().map(|n| n * n).collect::<Vec<_>>());
        }
    }
}
