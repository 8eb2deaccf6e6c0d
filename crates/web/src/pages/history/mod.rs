//! What has happened to a plan, in sentences.

pub mod see;
mod sentence;
