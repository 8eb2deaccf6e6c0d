//! What comes back from an identity provider lets in the one it is about, and nobody else: each forged, expired, replayed,
//! mixed-up, missing or contradictory answer is a page that says what to do, and a line in the log without a personal word.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::common::browser::{Browser, between, unescaped};
use crate::common::issuer::{Answer, CLIENT, Issuer, JOHAN, key, pem, seconds};
use crate::common::{Folder, Server, Stored, samsyn};

const PERSONAL: &str = "https://id.oidc.se/claim/personalIdentityNumber";
const COORDINATION: &str = "https://id.oidc.se/claim/coordinationNumber";

/// The service with the sample's directory and this provider.
fn house(folder: &Folder, issuer: &Issuer) -> Server {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
    folder.write("key.pem", pem(&key()));
    folder.write(
        "samsyn.toml",
        format!(
            "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndatabase = \"sqlite:samsyn.db\"\n\
             [[sign_in.providers]]\nid = \"bankid\"\npreset = \"sweden-connect\"\nname = {{ sv = \"BankID\" }}\n\
             issuer = \"{}\"\nclient_id = \"{CLIENT}\"\nkey_file = \"key.pem\"\nkey_id = \"ours\"\nseconds = 1\n",
            issuer.name()
        ),
    );
    let imported = samsyn(folder, &["import", sample.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    Server::start(folder, &["serve"])
}

/// A value in the query of an address.
fn query(address: &str, name: &str) -> String {
    let (_, query) = address.split_once('?').unwrap();
    let value =
        query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap_or_else(|| panic!("{name}"));
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, left) = match (first, tail) {
            (b'+', left) => (b' ', left),
            (b'%', [high, low, left @ ..]) => {
                (u8::from_str_radix(std::str::from_utf8(&[*high, *low]).unwrap(), 16).unwrap(), left)
            }
            (byte, left) => (*byte, left),
        };
        bytes.push(byte);
        rest = left;
    }
    String::from_utf8(bytes).unwrap()
}

/// A browser on its way back, and the address it comes back to.
fn gone(server: &Server, issuer: &Issuer) -> (Browser, String, String) {
    let mut browser = Browser::stranger(server.at);
    let went = browser.get("/sign-in/with/bankid?next=/measures").unwrap();
    assert_eq!(went.status, 303, "{}", went.text());
    let address = went.location().to_owned();
    assert!(address.starts_with(&format!("{}/authorize?", issuer.name())), "{address}");
    browser.keep_cookies(&went);
    let back = format!("/sign-in/callback/bankid?code=code&iss={}&state={}", issuer.name(), query(&address, "state"));
    (browser, query(&address, "nonce"), back)
}

#[test]
fn a_right_answer_lets_johan_in() {
    let (folder, issuer) = (Folder::new("oidc-right"), Issuer::start());
    let server = house(&folder, &issuer);
    let first = Browser::stranger(server.at).get("/sign-in").unwrap().text();
    assert!(
        first.contains("/sign-in/with/bankid") && !first.contains("name=\"mail\"") && !first.contains("<bdi>Johan")
    );
    let address = Browser::stranger(server.at).get("/sign-in/with/bankid").unwrap().location().to_owned();
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("code_challenge_method", "S256"),
        ("prompt", "login"),
        ("scope", "openid https://id.oidc.se/scope/naturalPersonNumber"),
    ] {
        assert_eq!(query(&address, name), value);
    }
    let claims: Value = serde_json::from_str(&query(&address, "claims")).unwrap();
    assert_eq!(claims["id_token"]["acr"]["essential"], json!(true));
    assert!(query(&address, "redirect_uri").ends_with("/sign-in/callback/bankid"));
    assert!(query(&address, "state").len() >= 32 && query(&address, "code_challenge").len() == 43);

    let (mut browser, nonce, back) = gone(&server, &issuer);
    issuer.answers(issuer.right(&nonce));
    let came = browser.get(&back).unwrap();
    assert_eq!((came.status, came.location()), (303, "/measures"), "{}", came.text());
    browser.keep_cookies(&came);
    let page = browser.get("/sessions").unwrap().text();
    assert!(page.contains("Johan Sjöberg") && page.contains("BankID"));
    // The same answer a second time, also by the one who is signed in by it.
    let again = browser.get(&back).unwrap();
    assert_eq!(again.status, 403);

    // How the house said who it is: signed, addressed to this provider, short, once.
    let asked = issuer.asked();
    let form = format!("/?{}", asked.last().unwrap());
    assert_eq!(query(&form, "client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    let assertion = query(&form, "client_assertion");
    let part = |at: usize| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(assertion.split('.').nth(at).unwrap()).unwrap()).unwrap()
    };
    assert_eq!((part(0)["alg"].clone(), part(0)["kid"].clone()), (json!("ES256"), json!("ours")));
    let said = part(1);
    assert_eq!((&said["iss"], &said["sub"], &said["aud"]), (&json!(CLIENT), &json!(CLIENT), &json!(issuer.name())));
    assert!(said["exp"].as_i64().unwrap() - said["iat"].as_i64().unwrap() <= 300);
    assert!(query(&form, "code_verifier").len() >= 43);
    let keys: Value = serde_json::from_str(&browser.get("/sign-in/keys.json").unwrap().text()).unwrap();
    assert_eq!(keys["keys"][0]["kid"], json!("ours"));
    assert!(keys["keys"][0].get("d").is_none(), "the public half alone");
    let mut stored = Stored::open(&folder.join("samsyn.db"));
    let line = "select count(*) from access_log where action = 'sign_in' and outcome = 'allowed' and reason = 'bankid'";
    assert_eq!(stored.number(line), 1);
}

type Forge = fn(&mut Answer);
/// What is done to a right answer, and the word that must stand in the log.
const FORGED: [(&str, Forge, &str); 34] = [
    ("another issuer", |a| a.id["iss"] = json!("https://evil.example"), "untrusted_answer"),
    ("for another client", |a| a.id["aud"] = json!("other"), "untrusted_answer"),
    ("for nobody", |a| drop(a.id.as_object_mut().unwrap().remove("aud")), "untrusted_answer"),
    (
        "for several, issued to another",
        |a| {
            a.id["aud"] = json!([CLIENT, "other"]);
            a.id["azp"] = json!("other");
        },
        "untrusted_answer",
    ),
    ("for several, not said to whom", |a| a.id["aud"] = json!([CLIENT, "other"]), "untrusted_answer"),
    ("expired", |a| a.id["exp"] = json!(seconds() - 90), "untrusted_answer"),
    ("without an end", |a| drop(a.id.as_object_mut().unwrap().remove("exp")), "untrusted_answer"),
    ("with an end that is no time", |a| a.id["exp"] = json!("tomorrow"), "untrusted_answer"),
    ("made long ago", |a| a.id["iat"] = json!(seconds() - 3600), "untrusted_answer"),
    ("from tomorrow", |a| a.id["iat"] = json!(seconds() + 86_400), "untrusted_answer"),
    ("not yet", |a| a.id["nbf"] = json!(seconds() + 3600), "untrusted_answer"),
    ("of another sign-in", |a| a.id["nonce"] = json!("other"), "untrusted_answer"),
    ("of no sign-in", |a| drop(a.id.as_object_mut().unwrap().remove("nonce")), "untrusted_answer"),
    ("about nobody", |a| a.id["sub"] = json!(""), "untrusted_answer"),
    ("with another access token", |a| a.id["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA"), "untrusted_answer"),
    ("signed by a strange key", |a| a.strange = true, "untrusted_answer"),
    ("signed by a key that is not there", |a| a.header["kid"] = json!("two"), "untrusted_answer"),
    ("with critical extensions", |a| a.header["crit"] = json!(["exp"]), "untrusted_answer"),
    (
        "not signed, and says so",
        |a| {
            a.header["alg"] = json!("none");
            a.twist = |token| format!("{}.", token.rsplit_once('.').unwrap().0);
        },
        "untrusted_answer",
    ),
    ("with a symmetric algorithm", |a| a.header["alg"] = json!("HS256"), "untrusted_answer"),
    ("with the algorithm of another kind of key", |a| a.header["alg"] = json!("RS256"), "untrusted_answer"),
    (
        "without its signature",
        |a| a.twist = |token| token.rsplit_once('.').unwrap().0.to_owned() + ".",
        "untrusted_answer",
    ),
    (
        "with other claims below the same signature",
        |a| {
            a.twist = |token| {
                let parts: Vec<&str> = token.split('.').collect();
                format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode("{\"sub\":\"other\"}"), parts[2])
            }
        },
        "untrusted_answer",
    ),
    ("no token", |a| a.twist = |_| "hello".to_owned(), "untrusted_answer"),
    ("user information that is not signed", |a| a.signed = false, "untrusted_answer"),
    ("user information about another", |a| a.info["sub"] = json!("other"), "untrusted_answer"),
    ("user information for another client", |a| a.info["aud"] = json!("other"), "untrusted_answer"),
    ("user information from another issuer", |a| a.info["iss"] = json!("https://evil.example"), "untrusted_answer"),
    ("no user information", |a| a.status = 403, "untrusted_answer"),
    ("too low a level", |a| a.id["acr"] = json!("http://id.elegnamnden.se/loa/1.0/loa2"), "level_too_low"),
    ("no level", |a| drop(a.id.as_object_mut().unwrap().remove("acr")), "level_too_low"),
    ("no number", |a| drop(a.info.as_object_mut().unwrap().remove(PERSONAL)), "claim_missing"),
    ("both kinds of number", |a| a.info[COORDINATION] = json!("197010632391"), "claims_contradict"),
    ("two different numbers", |a| a.id[PERSONAL] = json!("191212121212"), "claims_contradict"),
];

/// What the provider itself does wrong.
const AWAY: [(&str, Forge, &str); 4] = [
    ("a code that was used", |a| a.tokens = (400, json!({ "error": "invalid_grant" })), "code_refused"),
    ("it does not know us", |a| a.tokens = (401, json!({ "error": "invalid_client" })), "untrusted_answer"),
    ("it has a fault", |a| a.tokens = (503, json!({})), "provider_away"),
    ("it is slow", |a| a.slow = Duration::from_secs(3), "provider_away"),
];

#[test]
fn no_forged_answer_lets_anybody_in() {
    let (folder, issuer) = (Folder::new("oidc-forged"), Issuer::start());
    let server = house(&folder, &issuer);
    let mut stored = Stored::open(&folder.join("samsyn.db")).settled();
    let before = stored.fingerprint();
    for (what, forge, word) in FORGED.into_iter().chain(AWAY) {
        let refused = format!(
            "select count(*) from access_log where outcome = 'denied' and reason = '{word}' and account is null"
        );
        let lines = stored.number(&refused);
        let (browser, nonce, back) = gone(&server, &issuer);
        let mut answer = issuer.right(&nonce);
        forge(&mut answer);
        issuer.answers(answer);
        let begun = Instant::now();
        let came = browser.get(&back).unwrap();
        assert!(begun.elapsed() < Duration::from_millis(2800), "{what}: nobody waits for ever");
        issuer.answers(issuer.right(&nonce));
        let text = unescaped(&came.text());
        assert_eq!(came.status, if word == "provider_away" { 503 } else { 403 }, "{what}: {text}");
        let session = came.all("set-cookie").into_iter().any(|cookie| cookie.starts_with("session="));
        assert!(!session, "{what}: signed in");
        let words = between(&text, "<p class=\"lead\">", "</p>").unwrap();
        assert!(!words.trim().is_empty() && text.contains("href=\"/sign-in\""), "{what}: says what to do");
        assert_eq!(stored.number(&refused), lines + 1, "{what}: {word} in the log");
        // Neither the same answer nor a right one can be tried again with the same sign-in.
        assert_eq!(browser.get(&back).unwrap().status, 403, "{what}");
    }
    // Mixed up: another issuer's name, none at all, another browser.
    let (browser, nonce, back) = gone(&server, &issuer);
    issuer.answers(issuer.right(&nonce));
    assert_eq!(Browser::stranger(server.at).get(&back).unwrap().status, 403);
    let (other, _, _) = gone(&server, &issuer);
    assert_eq!(other.get(&back).unwrap().status, 403);
    assert_eq!(browser.get(&back.replace("&iss=http", "&iss=https")).unwrap().status, 403);
    let (browser, nonce, back) = gone(&server, &issuer);
    issuer.answers(issuer.right(&nonce));
    let unnamed = back.replace(&format!("&iss={}", issuer.name()), "");
    assert_eq!(browser.get(&unnamed).unwrap().status, 403);
    assert_eq!(stored.fingerprint(), before, "nothing stored has changed");
    let logged = server.logged();
    assert!(logged.contains("\"fault\":\"untrusted_answer\"") && logged.contains("user information is not signed"));
    for personal in [JOHAN, "Johan", "pairwise-17", "access\"", "code=", "191212121212"] {
        assert!(!logged.contains(personal), "the log says {personal}");
    }
}

#[test]
fn a_provider_that_is_down_is_told_and_stops_nobody_else() {
    let (folder, issuer) = (Folder::new("oidc-down"), Issuer::start());
    let server = house(&folder, &issuer);
    folder.write(
        "samsyn.toml",
        std::fs::read_to_string(folder.join("samsyn.toml")).unwrap().replace(&issuer.name(), "http://127.0.0.1:9"),
    );
    server.stop();
    let server = Server::start(&folder, &["serve"]);
    let browser = Browser::stranger(server.at);
    let away = browser.get("/sign-in/with/bankid").unwrap();
    assert_eq!(away.status, 503);
    assert!(unescaped(&away.text()).contains("svarar inte just nu"));
    assert_eq!(browser.get("/sign-in").unwrap().status, 200);
    assert_eq!(browser.get("/sign-in/with/nobody").unwrap().status, 404);
}

#[test]
fn guesses_from_one_address_are_stopped_and_others_go_on() {
    let folder = Folder::new("guesses");
    let server = Server::demo(&folder, &[]);
    let guess = |from: &str, n: usize| {
        let code = format!("code=ABC{}-EFGH-234{}", char::from(b"ABCDEFGHJKLMNPQRSTUVWXYZ"[n]), n % 7 + 2);
        let headers = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("x-forwarded-for", from),
        ];
        crate::common::http::send(server.at, "POST", "/sign-in/code", &headers, code.as_bytes()).unwrap().status
    };
    let tried: Vec<u16> = (0..12).map(|n| guess("203.0.113.9", n)).collect();
    let refused = tried.iter().filter(|status| **status == 422).count();
    assert_eq!(refused, 8, "{tried:?}");
    assert!(tried[8..].iter().all(|status| *status == 429), "{tried:?}");
    assert_eq!(guess("203.0.113.10", 20), 422);
}
