//! The plan as a whole: read back and agree it, give it out, follow it up, close it.

pub mod agree;
mod answers;
pub mod close;
pub mod did_it;
pub mod follow_up;
mod gets;
pub mod moment;

#[cfg(test)]
mod tests;
