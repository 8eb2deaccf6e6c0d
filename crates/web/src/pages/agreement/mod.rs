//! The plan as a whole: read back and agree it, give it out, follow it up, close it.

pub mod agree;
pub mod close;
pub mod did_it;
pub mod follow_up;
pub mod moment;

#[cfg(test)]
mod tests;
