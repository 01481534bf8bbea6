//! Many articles: streams in bounded memory, matrices of their metrics, and distributions to set
//! them against; labelled texts to fit models on.

mod export;
mod fit;
mod matrix;
mod reference;
mod stream;

pub use fit::{Labelled, ModelFit};
pub use matrix::FeatureMatrix;
pub use reference::{Distribution, Reference};
pub use stream::{InOrder, in_order};
