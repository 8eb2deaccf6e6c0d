//! The pages: `<noun>/<act>.rs` with its template beside it. Addresses stand in `routes.rs`.

pub mod about;
pub mod agreement;
pub mod call;
pub mod consent;
pub mod directory;
pub mod expectations;
pub mod figures;
pub mod given;
pub mod history;
pub mod jobs;
pub mod live;
pub mod log;
pub mod measures;
pub mod meeting;
pub mod paper;
pub mod people;
pub mod plan;
pub mod prepare;
pub mod question;
pub mod rows;
pub mod safety;
pub mod session;
pub mod stay;
pub mod visit;
pub mod worklist;
