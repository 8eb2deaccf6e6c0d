//! The plan itself: as a page that prints as the paper does, as a list of steps, and as text for a journal.

pub mod assess;
pub mod changes;
pub mod journal;
pub(crate) mod measure;
pub mod propose;
pub mod see;
mod sides;
pub mod steps;
#[cfg(test)]
mod tests;
mod told;
