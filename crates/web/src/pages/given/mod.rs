//! What was given out, to whom and on which ground; and an authority's own copy of what was given to it.

pub mod copy;
pub mod out;
#[cfg(test)]
mod tests;
