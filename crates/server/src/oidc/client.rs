//! One identity provider: where to send the browser, and what came back. `OpenID Connect` with code, PKCE (S256), `state`,
//! `nonce`, essential `acr`, and user information that must be signed where the preset says so.

use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use samsyn_web::Language;
use samsyn_web::providers::{Bound, Claimed, Fault, Returned};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::checks::{self, Expected, Refused, untrusted};
use super::config::{Audience, UserInfo};
use super::http::Http;
use super::jose::{Keys, OwnKey, Said, Token, base64url};
use super::presets::Claims;
use crate::outside::{Clock, new_id};

/// How long what a provider says of itself is believed.
const BELIEVED: SignedDuration = SignedDuration::from_mins(60);
/// How often its keys are asked for again when a token names one that is not known.
const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(30);
/// How long our statement of who we are holds.
const STATEMENT: i64 = 60;

/// How we prove who we are.
pub enum Proof {
    /// By a statement signed with our key.
    Key(OwnKey, Audience),
    /// By a shared secret.
    Secret(String),
}

/// One provider, as the configuration and its preset have settled it.
pub struct Client {
    /// Its id.
    pub id: String,
    /// Its issuer identifier.
    pub issuer: String,
    /// Who we are to it.
    pub our_id: String,
    /// How we prove that.
    pub proof: Proof,
    /// Where it sends the browser back to.
    pub redirect: String,
    /// What is asked for.
    pub scopes: String,
    /// The levels of assurance that are enough.
    pub acr: Vec<String>,
    /// Whether user information is fetched, and must be signed.
    pub userinfo: UserInfo,
    /// Which claim says what.
    pub claims: Claims,
    /// The way to ask it.
    pub http: Http,
    /// The clock.
    pub clock: Clock,
    /// The time zone people live in.
    pub zone: jiff::tz::TimeZone,
    /// What it says of itself, while that is believed.
    pub known: Mutex<Option<Known>>,
}

/// What a provider says of itself.
#[derive(Clone)]
pub struct Known {
    metadata: Metadata,
    keys: Keys,
    at: Timestamp,
}

/// A provider's metadata (`OpenID Connect Discovery` 3).
#[derive(Clone, Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: Option<String>,
    jwks_uri: String,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: String,
}

#[derive(Deserialize)]
struct TokenFault {
    error: String,
}

impl Client {
    /// The address to send the browser to.
    pub fn ask(&self, bound: &Bound, language: Language) -> Result<String, Refused> {
        let metadata = self.known(None)?.metadata;
        let challenge = base64url(&Sha256::digest(bound.verifier.as_bytes()));
        let mut query = vec![
            ("response_type", "code".to_owned()),
            ("client_id", self.our_id.clone()),
            ("redirect_uri", self.redirect.clone()),
            ("scope", self.scopes.clone()),
            ("state", bound.state.clone()),
            ("nonce", bound.nonce.clone()),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256".to_owned()),
            // A shared computer: whoever sat here before must not be signed in again unseen.
            ("prompt", "login".to_owned()),
            ("ui_locales", if language == Language::En { "en" } else { "sv" }.to_owned()),
        ];
        if !self.acr.is_empty() {
            let acr = json!({ "id_token": { "acr": { "essential": true, "values": self.acr } } });
            query.push(("claims", acr.to_string()));
        }
        let query = serde_urlencoded::to_string(query).map_err(|_| untrusted("an address could not be written"))?;
        let mark = if metadata.authorization_endpoint.contains('?') { '&' } else { '?' };
        if !super::config::safe(&metadata.authorization_endpoint) {
            return Err(Refused(Fault::Away, "an address of the provider is not https"));
        }
        Ok(format!("{}{mark}{query}", metadata.authorization_endpoint))
    }

    /// What an answer says, once all of it has been checked.
    pub fn take(&self, bound: &Bound, returned: &Returned) -> Result<Claimed, Refused> {
        let metadata = self.known(None)?.metadata;
        match &returned.issuer {
            Some(issuer) if *issuer != self.issuer => {
                return Err(Refused(Fault::Mixed, "an answer came from another issuer"));
            }
            None if metadata.authorization_response_iss_parameter_supported => {
                return Err(Refused(Fault::Mixed, "an answer does not say which issuer it is from"));
            }
            _ => {}
        }
        let tokens = self.redeem(&metadata, bound, &returned.code)?;
        let now = self.clock.now();
        let expected =
            Expected { issuer: &self.issuer, client_id: &self.our_id, nonce: &bound.nonce, acr: &self.acr, now };
        let id = self.trusted(&tokens.id_token)?;
        let subject = checks::id_token(&id, &expected)?;
        checks::access_token(&id, &tokens.access_token)?;
        let info = self.user_info(&metadata, &tokens.access_token, subject, &expected)?;
        checks::claimed(&id, &info, &self.claims, now.to_zoned(self.zone.clone()).date())
    }

    /// A code for tokens, with proof of who we are and that the same browser asked.
    fn redeem(&self, metadata: &Metadata, bound: &Bound, code: &str) -> Result<Tokens, Refused> {
        let mut form = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.redirect.clone()),
            ("code_verifier", bound.verifier.clone()),
        ];
        let mut authorization = None;
        match &self.proof {
            Proof::Key(key, audience) => {
                form.push(("client_id", self.our_id.clone()));
                form.push((
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned(),
                ));
                form.push(("client_assertion", self.statement(key, *audience, metadata)?));
            }
            Proof::Secret(secret) => authorization = Some(basic(&self.our_id, secret)),
        }
        let form = serde_urlencoded::to_string(form).map_err(|_| untrusted("a form could not be written"))?;
        let answered = self.http.post(&metadata.token_endpoint, &form, authorization.as_deref())?;
        if answered.status == 200 {
            return serde_json::from_str(&answered.body).map_err(|_| untrusted("the tokens cannot be read"));
        }
        match serde_json::from_str::<TokenFault>(&answered.body) {
            Ok(fault) if fault.error == "invalid_grant" => Err(Refused(Fault::Code, "the provider refuses the code")),
            Ok(fault) if fault.error == "invalid_client" => {
                Err(untrusted("the provider refuses us: look at client_id, key or secret"))
            }
            _ => Err(untrusted("the provider gives no tokens")),
        }
    }

    /// Who we are, signed: for this provider, for a minute, once (RFC 7523 3).
    fn statement(&self, key: &OwnKey, audience: Audience, metadata: &Metadata) -> Result<String, Refused> {
        let now = self.clock.now().as_second();
        let to = match audience {
            Audience::Issuer => &self.issuer,
            Audience::TokenEndpoint => &metadata.token_endpoint,
        };
        let said = json!({
            "iss": self.our_id, "sub": self.our_id, "aud": to,
            "jti": new_id().to_string(), "iat": now, "exp": now + STATEMENT,
        });
        key.sign(&said).map_err(untrusted)
    }

    fn user_info(
        &self,
        metadata: &Metadata,
        access: &str,
        subject: &str,
        expected: &Expected<'_>,
    ) -> Result<Said, Refused> {
        if self.userinfo == UserInfo::None {
            return Ok(Said::new());
        }
        let address = metadata.userinfo_endpoint.as_deref();
        let address = address.ok_or(untrusted("the provider has no user information"))?;
        let answered = self.http.get(address, Some(access))?;
        if answered.status != 200 {
            return Err(untrusted("the provider gives no user information"));
        }
        let signed = checks::form_of_user_info(self.userinfo, &answered.kind)?;
        let info = if signed {
            self.trusted(answered.body.trim())?
        } else {
            serde_json::from_str(&answered.body).map_err(|_| untrusted("the user information cannot be read"))?
        };
        checks::user_info(&info, subject, signed, expected)?;
        Ok(info)
    }

    /// What a token of this provider says. A key that is not known may be a new one: then its keys are asked for again.
    fn trusted(&self, token: &str) -> Result<Said, Refused> {
        let token = Token::read(token).map_err(untrusted)?;
        let mut known = self.known(None)?;
        if !token.has_key(&known.keys) {
            known = self.known(Some(ASK_AGAIN))?;
        }
        token.trusted(&known.keys).map_err(untrusted)
    }

    /// What the provider says of itself: from memory if that is younger than `at_most`, else asked anew.
    fn known(&self, at_most: Option<SignedDuration>) -> Result<Known, Refused> {
        let now = self.clock.now();
        let young = |known: &Known| {
            let age = now.duration_since(known.at);
            !age.is_negative() && age < at_most.unwrap_or(BELIEVED)
        };
        let remembered = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = remembered.filter(young) {
            return Ok(known);
        }
        let away = |why| Refused(Fault::Away, why);
        let address = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let answered = self.http.get(&address, None)?;
        let metadata: Metadata = serde_json::from_str(&answered.body)
            .map_err(|_| away("what the provider says of itself cannot be read"))?;
        if metadata.issuer != self.issuer {
            return Err(away("the provider says that it is another issuer"));
        }
        let keys = Keys::read(&self.http.get(&metadata.jwks_uri, None)?.body).map_err(away)?;
        let known = Known { metadata, keys, at: now };
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        Ok(known)
    }
}

/// Id and secret as RFC 6749 2.3.1 wants them: each encoded as in a form, then together in base64.
fn basic(id: &str, secret: &str) -> String {
    let encoded = |text: &str| {
        let pair = serde_urlencoded::to_string([("", text)]).unwrap_or_default();
        pair.trim_start_matches('=').to_owned()
    };
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret))))
}
