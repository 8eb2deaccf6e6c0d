//! `POST /test/clock` with `at=2027-03-03T13:00:00Z`: moves the clock of a demonstration that a test started.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Form, Router};
use jiff::Timestamp;
use serde::Deserialize;

use crate::outside::Clock;

#[derive(Deserialize)]
struct Move {
    at: Timestamp,
}

/// The one address.
pub fn routes(clock: Clock) -> Router {
    Router::new().route("/test/clock", post(move_clock)).with_state(clock)
}

async fn move_clock(State(clock): State<Clock>, Form(to): Form<Move>) -> StatusCode {
    clock.move_to(to.at);
    StatusCode::NO_CONTENT
}
