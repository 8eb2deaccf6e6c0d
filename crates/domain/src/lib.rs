//! The rules of a coordinated individual plan (samordnad individuell plan): no input or output, no clock, no chance.
//!
//! A plan is one story: [`plan::Fact`]s folded into a [`plan::Plan`]. Who may see and do what stands in [`access`];
//! each legal duty is a file in [`rules`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod access;
pub mod disposal;
pub mod evaluation;
pub mod families;
pub mod figures;
pub mod ids;
pub mod information;
pub mod people;
pub mod personnummer;
pub mod plain;
pub mod plan;
pub mod remit;
pub mod room;
pub mod rules;
pub mod times;
pub mod words;
pub mod working_days;
