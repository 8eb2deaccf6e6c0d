//! `[sign_in]`: identity providers, and how long a session may rest. `docs/running.md` tells how to set it up.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;

use jiff::SignedDuration;
use samsyn_web::app::Stays;
use serde::{Deserialize, Serialize};

use super::presets::{Claims, Preset};
use crate::Fault;

/// How people sign in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignIn {
    /// Whether a one-time link can be asked for by mail. Without the setting: only while there is no provider.
    pub mail_link: Option<bool>,
    /// After how many minutes without use a family's session ends.
    pub family_minutes: u16,
    /// After how many minutes without use a session of staff ends.
    pub staff_minutes: u16,
    /// After how many minutes without use a session ends that has the meeting's page open.
    pub meeting_minutes: u16,
    /// Reverse proxies on other machines that are believed in `X-Forwarded-For`; one on this machine always is.
    pub proxies: Vec<IpAddr>,
    /// The identity providers, in the order in which people see them.
    pub providers: Vec<ProviderSettings>,
}

/// One identity provider. What is left out is as its preset says.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// Its id in our addresses: small letters, digits and hyphens. Its redirect address is
    /// `PUBLIC_URL/sign-in/callback/ID`.
    pub id: String,
    /// What kind of provider it is.
    pub preset: Preset,
    /// Its name for people.
    pub name: Names,
    /// Its issuer identifier: what `/.well-known/openid-configuration` stands below.
    pub issuer: String,
    /// Who we are to it.
    pub client_id: String,
    /// How we prove that.
    pub client_auth: Option<ClientAuth>,
    /// Our private key for `private_key_jwt`: PKCS#8 in PEM, P-256 or RSA.
    pub key_file: Option<PathBuf>,
    /// The key's name at the provider (`kid`).
    pub key_id: Option<String>,
    /// Who the client assertion is addressed to.
    #[serde(default)]
    pub assertion_audience: Audience,
    /// The file that holds the client secret; or `SAMSYN_SIGN_IN_SECRET_ID` in the environment.
    pub secret_file: Option<PathBuf>,
    /// The secret from the environment.
    #[serde(skip)]
    pub secret: Option<String>,
    /// What is asked for.
    pub scopes: Option<Vec<String>>,
    /// The levels of assurance that are enough, each by its exact name. Empty: any.
    pub acr: Option<Vec<String>>,
    /// Whether the user information is fetched, and must be signed.
    pub userinfo: Option<UserInfo>,
    /// Which claim says what.
    #[serde(default)]
    pub claims: Claims,
    /// Certificate authorities of one's own, in PEM, instead of the public ones.
    pub ca_file: Option<PathBuf>,
    /// How many seconds each question to the provider may take.
    #[serde(default = "five")]
    pub seconds: u64,
}

/// A name in each language of the pages.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Swedish.
    pub sv: String,
    /// Easy Swedish; the Swedish one if left out.
    pub sv_simple: Option<String>,
    /// English; the Swedish one if left out.
    pub en: Option<String>,
}

/// How we prove who we are to a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuth {
    /// By a statement signed with our key (RFC 7523).
    PrivateKeyJwt,
    /// By a shared secret (RFC 6749 2.3.1).
    Secret,
}

/// Who a client assertion is addressed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The issuer: no other provider can be made to take it.
    #[default]
    Issuer,
    /// The token endpoint, for older providers (OpenID Connect Core 9).
    TokenEndpoint,
}

/// What is done about the user information.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UserInfo {
    /// It is fetched, and must be signed.
    Signed,
    /// It is fetched, signed or not.
    Plain,
    /// The ID token says all.
    None,
}

fn five() -> u64 {
    5
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            mail_link: None,
            family_minutes: 15,
            staff_minutes: 30,
            meeting_minutes: 60,
            proxies: Vec::new(),
            providers: Vec::new(),
        }
    }
}

impl SignIn {
    /// Whether links are mailed.
    pub fn mails_links(&self) -> bool {
        self.mail_link.unwrap_or(self.providers.is_empty())
    }

    /// How long sessions may rest.
    pub fn stays(&self) -> Stays {
        let minutes = |minutes: u16| SignedDuration::from_mins(i64::from(minutes));
        Stays {
            family: minutes(self.family_minutes),
            staff: minutes(self.staff_minutes),
            meeting: minutes(self.meeting_minutes),
        }
    }

    /// Secrets from the environment: `SAMSYN_SIGN_IN_SECRET_` and the id in capitals, hyphens as underscores.
    pub fn environment(&mut self, variable: impl Fn(&str) -> Option<String>) {
        for provider in &mut self.providers {
            let id = provider.id.to_uppercase().replace('-', "_");
            provider.secret = variable(&format!("SAMSYN_SIGN_IN_SECRET_{id}"));
        }
    }

    /// Says what cannot work.
    pub fn check(&self) -> Result<(), Fault> {
        let minutes = [self.family_minutes, self.staff_minutes, self.meeting_minutes];
        if minutes.iter().any(|minutes| !(2..=720).contains(minutes)) {
            return Err("sign_in: a session may rest for 2 to 720 minutes".into());
        }
        let mut ids = BTreeSet::new();
        for provider in &self.providers {
            provider.check().map_err(|why| format!("sign_in, provider {}: {why}", provider.id))?;
            if !ids.insert(&provider.id) {
                return Err(format!("sign_in: two providers have the id {}", provider.id).into());
            }
        }
        Ok(())
    }
}

impl ProviderSettings {
    fn check(&self) -> Result<(), &'static str> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if self.id.is_empty() || self.id.len() > 30 || !self.id.bytes().all(plain) {
            return Err("an id is small letters a-z, digits and hyphens, at most 30");
        }
        // Words by which sessions without a provider are named.
        if ["link", "code", "demo", "together", "test"].contains(&self.id.as_str()) {
            return Err("this id has a meaning of its own; choose another");
        }
        if !safe(&self.issuer) {
            return Err("the issuer is an https address (http only on this machine)");
        }
        match self.auth() {
            ClientAuth::PrivateKeyJwt if self.key_file.is_none() => Err("private_key_jwt needs key_file"),
            ClientAuth::Secret if self.secret_file.is_none() && self.secret.is_none() => {
                Err("a secret is needed: secret_file, or SAMSYN_SIGN_IN_SECRET_… in the environment")
            }
            _ if !(1..=30).contains(&self.seconds) => Err("seconds: 1 to 30"),
            _ => self.preset.claims().over(&self.claims).check(),
        }
    }

    /// How we prove who we are.
    pub fn auth(&self) -> ClientAuth {
        self.client_auth.unwrap_or(self.preset.auth())
    }
}

/// An address that may be asked: by TLS, or on this machine.
pub fn safe(address: &str) -> bool {
    let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let on_this_machine = here.iter().any(|host| {
        address.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with(':') || rest.starts_with('/'))
    });
    address.starts_with("https://") || on_this_machine
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "[[providers]]\nid = \"bankid\"\npreset = \"sweden-connect\"\nname = { sv = \"BankID\" }\n\
        issuer = \"https://idp.example\"\nclient_id = \"https://sip.example\"\nkey_file = \"key.pem\"\n";

    fn check(text: &str) -> Result<(), String> {
        let settings: SignIn = toml::from_str(text).map_err(|error| error.to_string())?;
        settings.check().map_err(|fault| fault.to_string())
    }

    #[test]
    fn what_cannot_work_is_told_at_the_start() {
        assert_eq!(check(WHOLE), Ok(()));
        for (was, is, told) in [
            ("\"bankid\"", "\"Bank ID\"", "small letters"),
            ("\"bankid\"", "\"code\"", "meaning of its own"),
            ("https://idp.example", "http://idp.example", "https address"),
            ("https://idp.example", "http://127.0.0.1.evil.example", "https address"),
            ("key_file = \"key.pem\"", "client_auth = \"secret\"", "a secret is needed"),
            ("key_file = \"key.pem\"", "", "key_file"),
            ("sweden-connect", "facebook", "unknown variant"),
            ("client_id", "klient_id", "klient_id"),
            ("key_file", "seconds = 90\nkey_file", "1 to 30"),
            ("key_file", "claims = { staff_code = \"x\", mail = \"y\" }\nkey_file", "one way to know staff"),
            ("[[providers]]", "family_minutes = 1\n[[providers]]", "2 to 720"),
        ] {
            let fault = check(&WHOLE.replace(was, is)).unwrap_err();
            assert!(fault.contains(told), "{is}: {fault}");
        }
        assert!(check(&format!("{WHOLE}{WHOLE}")).unwrap_err().contains("two providers"));
    }

    #[test]
    fn a_secret_comes_from_the_environment() {
        let text = WHOLE.replace("bankid", "stad-ad").replace("sweden-connect", "keycloak");
        let mut settings: SignIn = toml::from_str(&text).unwrap();
        assert!(settings.check().is_err());
        settings.environment(|name| (name == "SAMSYN_SIGN_IN_SECRET_STAD_AD").then(|| "hemligt".to_owned()));
        assert!(settings.check().is_ok());
        assert!(!toml::to_string(&settings).unwrap().contains("hemligt"), "check-config prints no secret");
    }
}
