//! What the installation does by itself, for its administrators.

pub mod see;
