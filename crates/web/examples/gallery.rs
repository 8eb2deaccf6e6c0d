//! Serves every part on a loopback port, to look at and for pictures:
//! `cargo run -p samsyn-web --features gallery --example gallery`, then `http://127.0.0.1:8130/parts?lang=en&dir=rtl`.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use samsyn_web::{Error, Form, Frame, Language, gallery};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let pages = Router::new().route("/{view}", get(show).post(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8130").await?;
    axum::serve(listener, Frame::sample().around(pages)).await
}

async fn show(Path(view): Path<String>, Query(asked): Query<HashMap<String, String>>, language: Language) -> Response {
    let language = asked.get("lang").and_then(|tag| Language::from_tag(tag)).unwrap_or(language);
    let rtl = asked.get("dir").is_some_and(|dir| dir == "rtl");
    gallery::view(&view, language, rtl)
        .map_or_else(|| Error::NotFound.into_response(), |html| Html(html).into_response())
}

/// Every form of the gallery is refused.
async fn answer(_: Path<String>, form: Form) -> Response {
    let html = gallery::view("form", form.language(), false);
    (axum::http::StatusCode::UNPROCESSABLE_ENTITY, Html(html.unwrap_or_default())).into_response()
}
