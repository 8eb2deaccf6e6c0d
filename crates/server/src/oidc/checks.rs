//! What a trusted signature still has to prove (OpenID Connect Core 3.1.3.7, 5.3.2), and what the claims then say.

use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::personnummer::Personnummer;
use samsyn_store::StaffKey;
use samsyn_web::providers::{Claimed, Fault};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::config::UserInfo;
use super::jose::{Said, base64url};
use super::presets::Claims;

/// How far a provider's clock may differ from ours, in seconds.
const SKEW: i64 = 60;
/// The longest ago that an ID token may have been made, in seconds: it was made for this sign-in.
const FRESH: i64 = 600;

/// Why an answer is refused: which page is shown, and a fixed sentence for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(pub Fault, pub &'static str);

/// A token that cannot be trusted.
pub fn untrusted(why: &'static str) -> Refused {
    Refused(Fault::Untrusted, why)
}

/// What an answer must fit.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The provider's issuer identifier.
    pub issuer: &'a str,
    /// Who we are to it.
    pub client_id: &'a str,
    /// What we sent along.
    pub nonce: &'a str,
    /// The levels of assurance that are enough.
    pub acr: &'a [String],
    /// The time now.
    pub now: Timestamp,
}

fn text<'a>(said: &'a Said, claim: &str) -> Option<&'a str> {
    said.get(claim).and_then(Value::as_str)
}

/// Whether a token is for us, and for nobody who might send it on to us.
fn addressed(said: &Said, client: &str) -> Result<(), Refused> {
    let (ours, several) = match said.get("aud") {
        Some(Value::String(one)) => (one == client, false),
        Some(Value::Array(all)) => (all.iter().any(|one| one == client), all.len() > 1),
        _ => (false, false),
    };
    if !ours {
        return Err(untrusted("a token is for another client"));
    }
    match text(said, "azp") {
        Some(party) if party != client => Err(untrusted("a token was issued to another client")),
        None if several => Err(untrusted("a token for several does not say to whom it was issued")),
        _ => Ok(()),
    }
}

/// The subject of an ID token that is for us, now, for this sign-in, and strong enough.
pub fn id_token<'a>(said: &'a Said, expected: &Expected<'_>) -> Result<&'a str, Refused> {
    if text(said, "iss") != Some(expected.issuer) {
        return Err(untrusted("an ID token is from another issuer"));
    }
    addressed(said, expected.client_id)?;
    let now = expected.now.as_second();
    let moment = |claim: &str| said.get(claim).map(Value::as_i64);
    match (moment("exp"), moment("iat")) {
        (Some(Some(exp)), _) if exp <= now - SKEW => return Err(untrusted("an ID token has expired")),
        (Some(Some(_)), Some(Some(iat))) if iat > now + SKEW => return Err(untrusted("an ID token is from tomorrow")),
        (Some(Some(_)), Some(Some(iat))) if iat < now - FRESH => return Err(untrusted("an ID token is old")),
        (Some(Some(_)), Some(Some(_))) => {}
        _ => return Err(untrusted("an ID token does not say when it was made and how long it holds")),
    }
    match moment("nbf") {
        Some(Some(nbf)) if nbf > now + SKEW => return Err(untrusted("an ID token does not hold yet")),
        Some(None) => return Err(untrusted("an ID token's time cannot be read")),
        _ => {}
    }
    if text(said, "nonce") != Some(expected.nonce) {
        return Err(untrusted("an ID token is from another sign-in"));
    }
    let subject = text(said, "sub").filter(|subject| !subject.is_empty() && subject.len() <= 255);
    let subject = subject.ok_or(untrusted("an ID token has no subject"))?;
    let level = text(said, "acr");
    if !expected.acr.is_empty() && !level.is_some_and(|level| expected.acr.iter().any(|enough| enough == level)) {
        return Err(Refused(Fault::TooLow, "the level of assurance is not one of those that are enough"));
    }
    Ok(subject)
}

/// Whether an access token came with this ID token, where it says so (OpenID Connect Core 3.1.3.6).
pub fn access_token(said: &Said, access: &str) -> Result<(), Refused> {
    let Some(told) = said.get("at_hash") else { return Ok(()) };
    let hash = Sha256::digest(access.as_bytes());
    let half = base64url(&hash[..16]);
    if told.as_str() == Some(&half) { Ok(()) } else { Err(untrusted("an access token came with another ID token")) }
}

/// Whether signed user information is from this provider, for us and about the same subject (OpenID Connect Core 5.3.2).
pub fn user_info(said: &Said, subject: &str, signed: bool, expected: &Expected<'_>) -> Result<(), Refused> {
    if text(said, "sub") != Some(subject) {
        return Err(untrusted("the user information is about another subject"));
    }
    if !signed {
        return Ok(());
    }
    if text(said, "iss") != Some(expected.issuer) {
        return Err(untrusted("the user information is from another issuer"));
    }
    addressed(said, expected.client_id)?;
    match said.get("exp").map(Value::as_i64) {
        None => Ok(()),
        Some(Some(exp)) if exp > expected.now.as_second() - SKEW => Ok(()),
        Some(_) => Err(untrusted("the user information has expired")),
    }
}

/// Whether user information came in the form that is asked for: signed is `application/jwt`.
pub fn form_of_user_info(wanted: UserInfo, kind: &str) -> Result<bool, Refused> {
    let signed = kind.to_ascii_lowercase().starts_with("application/jwt");
    if wanted == UserInfo::Signed && !signed {
        return Err(untrusted("the user information is not signed"));
    }
    Ok(signed)
}

/// The answer as a whole: what the ID token says, and what the user information says.
struct Answer<'a> {
    parts: [&'a Said; 2],
}

impl<'a> Answer<'a> {
    /// What a claim says. Both may say it, but not two different things; more than one value is no answer to who it is.
    fn value(&self, claim: Option<&String>) -> Result<Option<&'a Value>, Refused> {
        let Some(claim) = claim else { return Ok(None) };
        let find = |said: &'a Said| match claim.strip_prefix('/') {
            None => said.get(claim),
            Some(path) => path.split('/').try_fold(None, |at: Option<&'a Value>, key| {
                let key = key.replace("~1", "/").replace("~0", "~");
                match at {
                    None => said.get(&key).map(Some),
                    Some(value) => value.get(&key).map(Some),
                }
            })?,
        };
        let mut said = self.parts.into_iter().filter_map(find).filter(|value| !value.is_null());
        let first = said.next();
        if said.any(|other| Some(other) != first) {
            return Err(contradictory("a claim has two values"));
        }
        Ok(first)
    }

    fn text(&self, claim: Option<&String>) -> Result<Option<String>, Refused> {
        let words = |value: &Value| value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        match self.value(claim)? {
            None => Ok(None),
            Some(Value::Array(several)) => match several.as_slice() {
                [] => Ok(None),
                [one] => Ok(words(one)),
                _ => Err(contradictory("a claim has several values")),
            },
            Some(one) => Ok(words(one)),
        }
    }
}

fn contradictory(why: &'static str) -> Refused {
    Refused(Fault::Contradictory, why)
}

/// Whom the answer is about.
pub fn claimed(id: &Said, info: &Said, claims: &Claims, today: Date) -> Result<Claimed, Refused> {
    let answer = Answer { parts: [id, info] };
    let numbers = numbers(&answer, claims, today)?;
    let staff = staff(&answer, claims)?;
    let unit_hsa_id = answer.text(claims.unit_hsa_id.as_ref())?;
    if unit_hsa_id.is_none() && answer.text(claims.commission.as_ref())?.is_some() {
        return Err(contradictory("an assignment is at no unit"));
    }
    if numbers.is_empty() && staff.is_none() {
        return Err(Refused(Fault::Missing, "no claim says who it is"));
    }
    Ok(Claimed { numbers, staff, unit_hsa_id })
}

/// The number of a human, and an earlier one. A human has a Personnummer or a Samordningsnummer, never both.
fn numbers(answer: &Answer<'_>, claims: &Claims, today: Date) -> Result<Vec<String>, Refused> {
    let read = |text: Option<String>, coordination: bool| match text {
        None => Ok(None),
        Some(text) => match Personnummer::parse(&text, today) {
            Ok(number) if number.is_samordningsnummer() == coordination => Ok(Some(number.digits().to_owned())),
            Ok(_) => Err(contradictory("a number is of the other kind")),
            Err(_) => Err(Refused(Fault::Missing, "a number is none")),
        },
    };
    let personal = read(answer.text(claims.personal_number.as_ref())?, false)?;
    let coordination = read(answer.text(claims.coordination_number.as_ref())?, true)?;
    let mut numbers = match (personal, coordination) {
        (Some(_), Some(_)) => return Err(contradictory("both kinds of number")),
        (Some(number), None) => vec![number],
        (None, Some(number)) => {
            let level = answer.text(claims.coordination_level.as_ref())?;
            let enough = claims.coordination_levels.as_deref().unwrap_or_default();
            if !enough.is_empty() && !level.is_some_and(|level| enough.contains(&level)) {
                return Err(Refused(Fault::TooLow, "the number's identity is not sure enough"));
            }
            vec![number]
        }
        (None, None) => return Ok(Vec::new()),
    };
    numbers.extend(read(answer.text(claims.previous_number.as_ref())?, true)?);
    Ok(numbers)
}

fn staff(answer: &Answer<'_>, claims: &Claims) -> Result<Option<StaffKey>, Refused> {
    if let Some(id) = answer.text(claims.hsa_id.as_ref())? {
        return Ok(Some(StaffKey::HsaId(id)));
    }
    if let Some(code) = answer.text(claims.staff_code.as_ref())? {
        return Ok(Some(StaffKey::Code(code)));
    }
    let Some(mail) = answer.text(claims.mail.as_ref())? else { return Ok(None) };
    let verified = claims.mail_verified.is_none()
        || answer.value(claims.mail_verified.as_ref())?.is_some_and(|value| *value == Value::Bool(true));
    if verified {
        Ok(Some(StaffKey::Mail(mail)))
    } else {
        Err(Refused(Fault::TooLow, "the mail address is not verified"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::presets::Preset;
    use super::*;

    fn said(value: &Value) -> Said {
        value.as_object().unwrap().clone()
    }

    fn who(preset: Preset, id: &Value, info: &Value) -> Result<Claimed, Fault> {
        let today = jiff::civil::date(2026, 11, 22);
        claimed(&said(id), &said(info), &preset.claims(), today).map_err(|Refused(fault, _)| fault)
    }

    const PERSONAL: &str = "https://id.oidc.se/claim/personalIdentityNumber";
    const COORDINATION: &str = "https://id.oidc.se/claim/coordinationNumber";
    const LEVEL: &str = "https://id.oidc.se/claim/coordinationNumberLevel";
    const PREVIOUS: &str = "https://id.oidc.se/claim/previousCoordinationNumber";
    // Skatteverket's published test numbers, which were never anybody's.
    const JOHAN: &str = "199002222397";
    const SOMEBODY: &str = "197010632391";

    #[test]
    fn people_are_known_by_one_number() {
        let preset = Preset::SwedenConnect;
        let found = who(preset, &json!({ PERSONAL: JOHAN }), &json!({ PERSONAL: JOHAN })).unwrap_or_default();
        assert_eq!(found.numbers, [JOHAN]);
        let found = who(preset, &json!({}), &json!({ PERSONAL: JOHAN, PREVIOUS: SOMEBODY })).unwrap_or_default();
        assert_eq!(found.numbers, [JOHAN, SOMEBODY]);
        let found = who(preset, &json!({}), &json!({ COORDINATION: SOMEBODY, LEVEL: "confirmed" })).unwrap_or_default();
        assert_eq!(found.numbers, [SOMEBODY]);
        for (id, info, fault) in [
            (json!({}), json!({}), Fault::Missing),
            (json!({ PERSONAL: "" }), json!({ PERSONAL: null }), Fault::Missing),
            (json!({ PERSONAL: "198107249280" }), json!({}), Fault::Missing),
            (json!({ PERSONAL: 12 }), json!({}), Fault::Missing),
            (json!({ PERSONAL: JOHAN }), json!({ PERSONAL: "191212121212" }), Fault::Contradictory),
            (json!({ PERSONAL: [JOHAN, "191212121212"] }), json!({}), Fault::Contradictory),
            (json!({ PERSONAL: JOHAN }), json!({ COORDINATION: SOMEBODY, LEVEL: "confirmed" }), Fault::Contradictory),
            (json!({ PERSONAL: SOMEBODY }), json!({}), Fault::Contradictory),
            (json!({ COORDINATION: SOMEBODY }), json!({}), Fault::TooLow),
            (json!({ COORDINATION: SOMEBODY, LEVEL: "uncertain" }), json!({}), Fault::TooLow),
        ] {
            assert_eq!(who(preset, &id, &info).err(), Some(fault), "{id} {info}");
        }
    }

    #[test]
    fn staff_are_known_by_hsa_id_or_by_a_verified_address() {
        let id = json!({ "employeeHsaId": "TSTNMT0000-ANNA", "commissionHsaId": "TSTNMT0000-1", "healthCareUnitHsaId": "TSTNMT0000-BUP" });
        let found = who(Preset::Inera, &id, &json!({})).unwrap_or_default();
        assert_eq!(found.staff, Some(StaffKey::HsaId("TSTNMT0000-ANNA".to_owned())));
        assert_eq!(found.unit_hsa_id.as_deref(), Some("TSTNMT0000-BUP"));
        let half = json!({ "employeeHsaId": "TSTNMT0000-ANNA", "commissionHsaId": "TSTNMT0000-1" });
        assert_eq!(who(Preset::Inera, &half, &json!({})).err(), Some(Fault::Contradictory));
        let verified = json!({ "email": "anna.ek@solvik.example", "email_verified": true });
        let found = who(Preset::Keycloak, &json!({}), &verified).unwrap_or_default();
        assert_eq!(found.staff, Some(StaffKey::Mail("anna.ek@solvik.example".to_owned())));
        for not in [json!("true"), json!(false), json!(null)] {
            let info = json!({ "email": "anna.ek@solvik.example", "email_verified": not });
            assert_eq!(who(Preset::Keycloak, &json!({}), &info).err(), Some(Fault::TooLow));
        }
    }

    #[test]
    fn a_claim_may_lie_deep() {
        let claims = Claims { staff_code: Some("/samsyn/a~1b".to_owned()), ..Claims::default() };
        let info = said(&json!({ "samsyn": { "a/b": "anna-ek" } }));
        let found = claimed(&Said::new(), &info, &claims, jiff::civil::date(2026, 11, 22)).ok().unwrap_or_default();
        assert_eq!(found.staff, Some(StaffKey::Code("anna-ek".to_owned())));
        let other = said(&json!({ "samsyn": "anna-ek" }));
        assert!(claimed(&Said::new(), &other, &claims, jiff::civil::date(2026, 11, 22)).is_err());
    }
}
