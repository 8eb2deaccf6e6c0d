//! An identity provider of the test's own, on a loopback port: it signs what the test tells it to, right or forged.

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// Who the house is to the provider.
pub const CLIENT: &str = "https://sip.example";
/// Johan's number, one of Skatteverket's published test numbers.
pub const JOHAN: &str = "199002222397";

/// What the provider does next.
#[derive(Clone)]
pub struct Answer {
    /// The header of the ID token.
    pub header: Value,
    /// Its claims.
    pub id: Value,
    /// The claims of the user information.
    pub info: Value,
    /// Whether the user information is signed.
    pub signed: bool,
    /// Whether the tokens are signed with a key that the provider does not publish.
    pub strange: bool,
    /// Cuts, or adds to, the ID token as it is sent.
    pub twist: fn(String) -> String,
    /// The status of the token endpoint, with its body when it is not 200.
    pub tokens: (u16, Value),
    /// The status of the user information.
    pub status: u16,
    /// How long each answer takes.
    pub slow: Duration,
}

struct Inner {
    at: SocketAddr,
    own: EcdsaKeyPair,
    strange: EcdsaKeyPair,
    answer: Mutex<Answer>,
    asked: Mutex<Vec<String>>,
}

/// The provider.
#[derive(Clone)]
pub struct Issuer(Arc<Inner>);

/// A fresh key of the curve P-256, as PKCS#8.
pub fn key() -> Vec<u8> {
    EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap().as_ref().to_vec()
}

/// A key as PEM.
pub fn pem(key: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(key);
    format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n")
}

fn pair(key: &[u8]) -> EcdsaKeyPair {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key, &SystemRandom::new()).unwrap()
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// Seconds since 1970.
pub fn seconds() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

impl Issuer {
    /// Starts it; it ends with the test's process.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let at = listener.local_addr().unwrap();
        let (own, strange) = (pair(&key()), pair(&key()));
        let nothing = Answer {
            header: json!({}),
            id: json!({}),
            info: json!({}),
            signed: true,
            strange: false,
            twist: |token| token,
            tokens: (200, json!({})),
            status: 200,
            slow: Duration::ZERO,
        };
        let issuer = Self(Arc::new(Inner { at, own, strange, answer: Mutex::new(nothing), asked: Mutex::default() }));
        let pages = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(user_info))
            .with_state(issuer.clone());
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), pages).await })
        });
        issuer
    }

    /// Its issuer identifier.
    pub fn name(&self) -> String {
        format!("http://{}", self.0.at)
    }

    /// A right answer for a sign-in with this nonce.
    pub fn right(&self, nonce: &str) -> Answer {
        let now = seconds();
        let level = "http://id.elegnamnden.se/loa/1.0/loa3";
        let mut answer = self.0.answer.lock().unwrap().clone();
        (answer.signed, answer.strange, answer.status, answer.slow) = (true, false, 200, Duration::ZERO);
        answer.twist = |token| token;
        answer.tokens = (200, json!({}));
        answer.header = json!({ "alg": "ES256", "kid": "one" });
        answer.id = json!({
            "iss": self.name(), "aud": CLIENT, "sub": "pairwise-17", "nonce": nonce, "acr": level,
            "iat": now, "exp": now + 300,
        });
        answer.info = json!({
            "iss": self.name(), "aud": CLIENT, "sub": "pairwise-17",
            "https://id.oidc.se/claim/personalIdentityNumber": JOHAN,
        });
        answer
    }

    /// What it does from now on.
    pub fn answers(&self, answer: Answer) {
        *self.0.answer.lock().unwrap() = answer;
    }

    /// The forms that its token endpoint has got.
    pub fn asked(&self) -> Vec<String> {
        self.0.asked.lock().unwrap().clone()
    }

    fn sign(&self, header: &Value, said: &Value, strange: bool) -> String {
        let signed = format!("{}.{}", part(header), part(said));
        let pair = if strange { &self.0.strange } else { &self.0.own };
        let proof = pair.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(proof))
    }

    async fn now(&self) -> Answer {
        let answer = self.0.answer.lock().unwrap().clone();
        tokio::time::sleep(answer.slow).await;
        answer
    }
}

async fn metadata(State(issuer): State<Issuer>) -> Json<Value> {
    issuer.now().await;
    let at = |path: &str| format!("{}{path}", issuer.name());
    Json(json!({
        "issuer": issuer.name(), "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"), "jwks_uri": at("/keys"),
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    let point = issuer.0.own.public_key().as_ref();
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (x, y) = (text(&point[1..33]), text(&point[33..65]));
    Json(json!({ "keys": [{ "kty": "EC", "crv": "P-256", "kid": "one", "use": "sig", "x": x, "y": y }] }))
}

async fn token(State(issuer): State<Issuer>, form: String) -> Response {
    issuer.0.asked.lock().unwrap().push(form);
    let answer = issuer.now().await;
    if answer.tokens.0 != 200 {
        return (StatusCode::from_u16(answer.tokens.0).unwrap(), Json(answer.tokens.1)).into_response();
    }
    let id = (answer.twist)(issuer.sign(&answer.header, &answer.id, answer.strange));
    Json(json!({ "access_token": "access", "token_type": "Bearer", "id_token": id })).into_response()
}

async fn user_info(State(issuer): State<Issuer>, headers: HeaderMap) -> Response {
    let answer = issuer.now().await;
    assert_eq!(headers[header::AUTHORIZATION], "Bearer access");
    let status = StatusCode::from_u16(answer.status).unwrap();
    if !answer.signed {
        return (status, Json(answer.info)).into_response();
    }
    let signed = issuer.sign(&json!({ "alg": "ES256", "kid": "one" }), &answer.info, answer.strange);
    (status, [(header::CONTENT_TYPE, "application/jwt")], signed).into_response()
}
