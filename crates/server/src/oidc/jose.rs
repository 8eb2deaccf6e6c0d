//! Signed tokens: reading and checking them (RFC 7515, RFC 7517), and making our own client assertion (RFC 7523).
//!
//! Three algorithms, none of them symmetric and none of them `none`: RS256, PS256 and ES256 (RFC 7518 3.1). The algorithm is
//! the key's before it is the token's. ring does the mathematics; see docs/decisions/0013 for why not a larger library.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, KeyPair, RsaKeyPair, RsaPublicKeyComponents, UnparsedPublicKey};
use rustls_pki_types::PrivatePkcs8KeyDer;
use rustls_pki_types::pem::PemObject;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// What a token says.
pub type Said = Map<String, Value>;

/// The largest token that is read, in bytes.
const LARGEST: usize = 64 * 1024;

/// Why a token is not trusted: a fixed sentence for the log, without a word of the token.
pub type NotTrusted = &'static str;

/// A provider's keys (RFC 7517).
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Keys {
    keys: Vec<Key>,
}

/// One public key. What is for another use, or of another kind, is read and never chosen.
#[derive(Clone, Debug, Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

/// A token cut into its parts, not yet trusted.
pub struct Token<'a> {
    header: Header,
    signed: &'a str,
    signature: Vec<u8>,
    payload: Vec<u8>,
}

impl<'a> Token<'a> {
    /// Cuts a token (compact form).
    pub fn read(text: &'a str) -> Result<Self, NotTrusted> {
        if text.len() > LARGEST {
            return Err("a token is too large");
        }
        let (signed, signature) = text.rsplit_once('.').ok_or("a token has not three parts")?;
        let (header, payload) = signed.split_once('.').ok_or("a token has not three parts")?;
        let part = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| "a token's part is not base64url");
        let header: Header = serde_json::from_slice(&part(header)?).map_err(|_| "a token's header cannot be read")?;
        if header.crit.is_some() {
            return Err("a token has critical extensions");
        }
        if !["RS256", "PS256", "ES256"].contains(&header.alg.as_str()) {
            return Err("a token's algorithm is not allowed");
        }
        Ok(Self { header, signed, signature: part(signature)?, payload: part(payload)? })
    }

    /// Whether the keys hold one that could have signed it.
    pub fn has_key(&self, keys: &Keys) -> bool {
        keys.keys.iter().any(|key| key.fits(&self.header))
    }

    /// What it says, if one of the keys signed it.
    pub fn trusted(&self, keys: &Keys) -> Result<Said, NotTrusted> {
        let mut fitting = keys.keys.iter().filter(|key| key.fits(&self.header)).peekable();
        if fitting.peek().is_none() {
            return Err("a token is signed with a key that the provider does not have");
        }
        if !fitting.any(|key| key.signed(&self.header.alg, self.signed.as_bytes(), &self.signature)) {
            return Err("a token's signature is wrong");
        }
        serde_json::from_slice(&self.payload).map_err(|_| "a token's claims cannot be read")
    }
}

impl Key {
    fn fits(&self, header: &Header) -> bool {
        let kind = match header.alg.as_str() {
            "ES256" => self.kty == "EC" && self.crv.as_deref() == Some("P-256"),
            _ => self.kty == "RSA",
        };
        kind && self.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
            && self.alg.as_ref().is_none_or(|alg| *alg == header.alg)
            && header.kid.as_ref().is_none_or(|kid| self.kid.as_ref() == Some(kid))
    }

    fn signed(&self, alg: &str, text: &[u8], proof: &[u8]) -> bool {
        let number = |part: &Option<String>| URL_SAFE_NO_PAD.decode(part.as_deref().unwrap_or_default()).ok();
        if alg == "ES256" {
            let (Some(x), Some(y)) = (number(&self.x), number(&self.y)) else { return false };
            let point = [&[4], x.as_slice(), y.as_slice()].concat();
            return UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point).verify(text, proof).is_ok();
        }
        let (Some(n), Some(e)) = (number(&self.n), number(&self.e)) else { return false };
        let how = match alg {
            "PS256" => &signature::RSA_PSS_2048_8192_SHA256,
            _ => &signature::RSA_PKCS1_2048_8192_SHA256,
        };
        RsaPublicKeyComponents { n, e }.verify(how, text, proof).is_ok()
    }
}

/// Our own key, for saying who we are.
pub struct OwnKey {
    pair: Pair,
    id: Option<String>,
}

enum Pair {
    P256(Box<EcdsaKeyPair>, SystemRandom),
    Rsa(Box<RsaKeyPair>, SystemRandom),
}

impl OwnKey {
    /// Reads a private key: PKCS#8 in PEM, of the curve P-256 or RSA of at least 2,048 bits.
    pub fn read(pem: &[u8], id: Option<String>) -> Result<Self, &'static str> {
        let der = PrivatePkcs8KeyDer::from_pem_slice(pem).map_err(|_| "it is no private key in PEM (PKCS#8)")?;
        let (der, random) = (der.secret_pkcs8_der(), SystemRandom::new());
        if let Ok(pair) = EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, der, &random) {
            return Ok(Self { pair: Pair::P256(Box::new(pair), random), id });
        }
        let pair = RsaKeyPair::from_pkcs8(der).map_err(|_| "it is neither P-256 nor RSA of at least 2,048 bits")?;
        Ok(Self { pair: Pair::Rsa(Box::new(pair), random), id })
    }

    /// Signs what we say.
    pub fn sign(&self, said: &Value) -> Result<String, NotTrusted> {
        let alg = match self.pair {
            Pair::P256(..) => "ES256",
            Pair::Rsa(..) => "RS256",
        };
        let mut header = json!({ "alg": alg, "typ": "JWT" });
        if let Some(id) = &self.id {
            header["kid"] = id.as_str().into();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(said));
        let proof = match &self.pair {
            Pair::P256(pair, random) => pair.sign(random, signed.as_bytes()).map(|proof| proof.as_ref().to_vec()),
            Pair::Rsa(pair, random) => {
                let mut proof = vec![0; pair.public().modulus_len()];
                pair.sign(&signature::RSA_PKCS1_SHA256, random, signed.as_bytes(), &mut proof).map(|()| proof)
            }
        };
        let proof = proof.map_err(|_| "our own key does not sign")?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(proof)))
    }

    /// The public half (RFC 7517), by which a provider checks what we sign.
    pub fn public(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut key = match &self.pair {
            Pair::P256(pair, _) => {
                // An uncompressed point: 4, then 32 bytes each (SEC 1, 2.3.3).
                let point = pair.public_key().as_ref();
                let (x, y) = (point.get(1..33).unwrap_or_default(), point.get(33..65).unwrap_or_default());
                json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "x": text(x), "y": text(y) })
            }
            Pair::Rsa(pair, _) => {
                let public: RsaPublicKeyComponents<Vec<u8>> = pair.public().into();
                json!({ "kty": "RSA", "alg": "RS256", "use": "sig", "n": text(&public.n), "e": text(&public.e) })
            }
        };
        if let Some(id) = &self.id {
            key["kid"] = id.as_str().into();
        }
        key
    }
}

/// Bytes as tokens write them.
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Keys {
    /// A provider's keys from their JSON.
    pub fn read(text: &str) -> Result<Self, NotTrusted> {
        serde_json::from_str(text).map_err(|_| "the provider's keys cannot be read")
    }
}
