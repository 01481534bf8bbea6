//! Many articles: streams in bounded memory, and matrices of their metrics.

mod matrix;
mod stream;

pub use matrix::FeatureMatrix;
pub use stream::{InOrder, in_order};
