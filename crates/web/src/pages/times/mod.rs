//! Times that are asked about: finding and asking, answering with a tap, booking, cancelling.

pub mod new;
pub mod search;
pub mod see;
#[cfg(test)]
mod tests;
pub mod words;
