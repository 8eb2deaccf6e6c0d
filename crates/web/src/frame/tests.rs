use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::request::Builder;
use tower::ServiceExt;

use super::*;

fn house() -> Router {
    let pages = Router::new()
        .route("/ok", get(|visit: Visit| async move { visit.page("x").path }))
        .route("/form", post(|_: Form| async { "saved" }))
        .route("/secret", get(|| async { Err::<(), _>(Error::internal("the plan could not be read")) }))
        .route("/boom", get(|| async { panic!("Elin Andersson") as &'static str }))
        .route("/away", get(|| async { Error::Unavailable }));
    let frame = Frame { error_code: Arc::new(|| "K7-42".to_owned()), ..Frame::sample() };
    frame.around(pages)
}

async fn ask(request: Builder, body: impl Into<Body>) -> (Response, String) {
    let response = house().oneshot(request.body(body.into()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let text = String::from_utf8(to_bytes(body, 1 << 22).await.unwrap().to_vec()).unwrap();
    (Response::from_parts(parts, Body::empty()), text)
}

fn form_post(path: &str) -> Builder {
    Request::post(path).header("host", "samsyn.example").header("content-type", "application/x-www-form-urlencoded")
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    for path in ["/ok", "/nowhere", "/boom", "/away"] {
        let (response, _) = ask(Request::get(path), "").await;
        let of = |name: &str| response.headers().get(name).unwrap().to_str().unwrap().to_owned();
        let policy = of("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self';",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(rule), "{path} {rule}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("  "), "{policy}");
        assert_eq!(of("cache-control"), "no-store", "{path}");
        assert_eq!(of("x-content-type-options"), "nosniff");
        assert_eq!(of("referrer-policy"), "same-origin");
    }
}

#[tokio::test]
async fn transport_security_is_asked_for_only_over_https() {
    let house = |https| Frame { https, ..Frame::sample() }.around(Router::<()>::new());
    for https in [true, false] {
        let response = house(https).oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.headers().contains_key("strict-transport-security"), https);
    }
}

#[tokio::test]
async fn what_is_not_there_tells_nothing() {
    let (response, text) = ask(Request::get("/nowhere/elin-andersson").header("accept-language", "sv"), "").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(text.contains("Sidan finns inte") && text.contains("010-123 45 67"));
    // The address comes back in the language switch alone.
    assert_eq!(text.matches("elin-andersson").count(), 1);
    let (response, text) = ask(Request::delete("/ok").header("host", "samsyn.example"), "").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(text.contains("Sidan finns inte"));
}

#[tokio::test]
async fn our_own_faults_show_a_code_and_nothing_else() {
    for (path, status) in [("/boom", 500), ("/secret", 500), ("/away", 503)] {
        let (response, text) = ask(Request::get(path).header("cookie", "lang=en"), "").await;
        assert_eq!(response.status().as_u16(), status);
        assert!(text.contains("K7-42"), "{path}");
        assert!(!text.contains("Elin") && !text.contains("could not be read"), "{path}");
        assert!(text.contains("lang=\"en\""));
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_with_a_page() {
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let (response, text) = ask(form_post("/form").header(name, value), "what=x").await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{name} {value}");
        assert!(text.contains("Vi tog inte emot det"), "{text}");
    }
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", "https://samsyn.example"), ("x-none", "")] {
        let (response, text) = ask(form_post("/form").header(name, value), "what=x").await;
        assert_eq!((response.status(), text.as_str()), (StatusCode::OK, "saved"), "{name} {value}");
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_or_no_form_gets_a_page() {
    let (response, text) = ask(form_post("/form"), vec![b'a'; crate::form::MAX_BODY + 1]).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text.contains("Det var för mycket på en gång"));
    let (response, text) = ask(Request::post("/form").header("content-type", "text/plain"), "what=x").await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert!(text.contains("Vi förstod inte det som kom"));
}

#[tokio::test]
async fn a_language_is_chosen_and_the_page_comes_back() {
    let (response, _) = ask(form_post("/language"), "lang=sv-simple&back=%2Fplan%2F7%3Fa%3D1").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/plan/7?a=1");
    assert_eq!(response.headers()["set-cookie"], "lang=sv-simple; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    let (response, _) = ask(form_post("/language"), "lang=xx&back=/").await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert!(!response.headers().contains_key("set-cookie"));
}

#[test]
fn nobody_is_sent_to_another_house() {
    for path in ["/", "/plan/7?a=1#x"] {
        assert_eq!(local(path), path);
    }
    for path in [
        "",
        "plan",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/a\r\nset-cookie: x=y",
        "/å",
        "javascript:alert(1)",
    ] {
        assert_eq!(local(path), "/", "{path}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hash() {
    let (response, text) = ask(Request::get(assets::url("site.css")), "").await;
    assert_eq!(response.headers()["content-type"], "text/css; charset=utf-8");
    assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert!(text.contains("@layer"));
    let (response, _) = ask(Request::get("/assets/old/live.js"), "").await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["cache-control"]),
        (200, &HeaderValue::from_static("no-store"))
    );
    let (response, _) = ask(Request::get("/assets/old/../../Cargo.toml"), "").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}

#[test]
fn a_number_is_dialled_without_its_spaces() {
    assert_eq!(Help { name: String::new(), phone: "+46 (0)10-123 45 67".to_owned() }.dial(), "+460101234567");
}
