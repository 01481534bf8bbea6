//! Semantic axes in word vectors (`FrameAxis`): which side of "good – bad" or "legal – illegal" the words
//! of a text stand on, and how far from the middle.

mod axis;
mod binary;
mod counts;
mod npy;
mod null;
mod read;
mod score;
mod vectors;

pub use axis::SemanticAxis;
pub use counts::WordCounts;
pub use null::{AxisEffect, AxisSignificance};
pub use score::{AxisBackground, AxisScore, AxisWord};
pub use vectors::WordVectors;

#[cfg(test)]
mod read_tests;
#[cfg(test)]
mod tests;
