//! Many articles: streams in bounded memory, matrices of their metrics, and distributions to set
//! them against.

mod export;
mod matrix;
mod reference;
mod stream;

pub use matrix::FeatureMatrix;
pub use reference::{Distribution, Reference};
pub use stream::{InOrder, in_order};
