//! Identity providers, as pages know them. The protocol (OpenID Connect) and the network are the server's: `server/src/oidc`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use samsyn_store::StaffKey;

use crate::language::Language;
use crate::text::T;

/// A provider that people can choose on the sign-in page.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its id in addresses: small letters, digits and hyphens.
    pub id: String,
    /// Its name for people: Swedish, easy Swedish, English.
    pub names: [String; 3],
}

impl Provider {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.names[0],
            Language::SvSimple => &self.names[1],
            Language::En => &self.names[2],
        }
    }
}

/// What binds a provider's answer to the browser that asked: each derived from that browser's secret.
#[derive(Clone)]
pub struct Bound {
    /// Comes back in the address (RFC 6749 10.12).
    pub state: String,
    /// Comes back within the ID token (OpenID Connect Core 3.1.2.1).
    pub nonce: String,
    /// Proves to the token endpoint that the same browser asked (RFC 7636).
    pub verifier: String,
}

/// What a provider's answer holds, beside the state, which the page has checked.
#[derive(Clone)]
pub struct Returned {
    /// The authorization code.
    pub code: String,
    /// Which issuer says that it answers (RFC 9207), if it does.
    pub issuer: Option<String>,
}

/// What a trusted answer says of somebody. Whom that is among ours, and in which unit, is for the directory to say.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Claimed {
    /// Personnummer or Samordningsnummer, twelve digits; after it an earlier Samordningsnummer of the same human.
    pub numbers: Vec<String>,
    /// How staff are known.
    pub staff: Option<StaffKey>,
    /// The `HsaId` of the unit that the chosen assignment is at: narrows, never grants.
    pub unit_hsa_id: Option<String>,
}

/// Why nobody was signed in. Each is a page in plain words, and a fixed word in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The human broke it off at the provider.
    Cancelled,
    /// The answer belongs to no sign-in that this browser has begun, or to one that is too old or answered already.
    Mixed,
    /// The provider is down or slow.
    Away,
    /// The provider does not take the code: replayed, or too old.
    Code,
    /// The ID token or the user information cannot be trusted.
    Untrusted,
    /// The human proved who they are in a weaker way than is asked for.
    TooLow,
    /// The answer does not say who it is.
    Missing,
    /// The answer says two things that cannot both be so.
    Contradictory,
    /// The directory has no such human.
    Unknown,
    /// The assignment that was chosen is at a unit where the directory does not have them.
    Elsewhere,
    /// The account was closed.
    Closed,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Cancelled,
        Self::Mixed,
        Self::Away,
        Self::Code,
        Self::Untrusted,
        Self::TooLow,
        Self::Missing,
        Self::Contradictory,
        Self::Unknown,
        Self::Elsewhere,
        Self::Closed,
    ];

    /// The word in the log.
    pub fn key(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Mixed => "mixed_up",
            Self::Away => "provider_away",
            Self::Code => "code_refused",
            Self::Untrusted => "untrusted_answer",
            Self::TooLow => "level_too_low",
            Self::Missing => "claim_missing",
            Self::Contradictory => "claims_contradict",
            Self::Unknown => "not_in_directory",
            Self::Elsewhere => "other_unit",
            Self::Closed => "account_closed",
        }
    }

    /// What happened, and what to do.
    pub fn words(self, t: T) -> (&'static str, &'static str) {
        match self {
            Self::Cancelled => (t.msg_sign_in_fault_cancelled(), t.msg_sign_in_fault_again()),
            Self::Mixed | Self::Code => (t.msg_sign_in_fault_mixed(), t.msg_sign_in_fault_again()),
            Self::Away => (t.msg_sign_in_fault_away(), t.msg_sign_in_fault_later()),
            Self::Untrusted => (t.msg_sign_in_fault_untrusted(), t.msg_sign_in_fault_call_it()),
            Self::TooLow => (t.msg_sign_in_fault_too_low(), t.msg_sign_in_fault_other_way()),
            Self::Missing => (t.msg_sign_in_fault_missing(), t.msg_sign_in_fault_other_way()),
            Self::Contradictory => (t.msg_sign_in_fault_contradictory(), t.msg_sign_in_fault_call_it()),
            Self::Unknown => (t.msg_sign_in_fault_unknown(), t.msg_sign_in_fault_ask_in()),
            Self::Elsewhere => (t.msg_sign_in_fault_elsewhere(), t.msg_sign_in_fault_choose_other()),
            Self::Closed => (t.msg_sign_in_fault_closed(), t.msg_sign_in_fault_ask_in()),
        }
    }
}

/// Something that is fetched.
pub type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send>>;
/// The address to send the browser to, for a provider's id.
pub type Ask = dyn Fn(String, Bound, Language) -> Fetching<String> + Send + Sync;
/// What a provider's answer says, once all of it has been checked.
pub type Take = dyn Fn(String, Bound, Returned) -> Fetching<Claimed> + Send + Sync;

/// The identity providers of this installation.
#[derive(Clone)]
pub struct Providers {
    /// Those to choose among, in the order of the configuration.
    pub list: Arc<[Provider]>,
    /// Where to send the browser.
    pub ask: Arc<Ask>,
    /// What came back.
    pub take: Arc<Take>,
    /// Our public keys (RFC 7517), by which providers check that it is we who ask.
    pub keys: Arc<str>,
}

impl Providers {
    /// None: people sign in otherwise.
    pub fn none() -> Self {
        Self {
            list: Arc::new([]),
            ask: Arc::new(|_, _, _| Box::pin(async { Err(Fault::Away) })),
            take: Arc::new(|_, _, _| Box::pin(async { Err(Fault::Away) })),
            keys: "{\"keys\":[]}".into(),
        }
    }

    /// The provider with this id.
    pub fn find(&self, id: &str) -> Option<&Provider> {
        self.list.iter().find(|provider| provider.id == id)
    }
}
