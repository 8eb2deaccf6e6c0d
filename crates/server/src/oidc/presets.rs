//! What each kind of provider says of people, and how sure it must be. All of it can be set otherwise.
//!
//! Sources: `OpenID Connect Profile` 1.0 and `Claims and Scopes` 1.1 of OIDC Sweden; `Sweden Connect` levels of assurance;
//! attribute lists of Inera's `IdP`.

use serde::{Deserialize, Serialize};

use super::config::{ClientAuth, UserInfo};

const CLAIM: &str = "https://id.oidc.se/claim/";
const SCOPE: &str = "https://id.oidc.se/scope/";
const LOA: &str = "http://id.elegnamnden.se/loa/1.0/";

/// A kind of provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Sweden Connect, or another that follows OIDC Sweden's profile: people, by number.
    SwedenConnect,
    /// Inera's `IdP`: staff, by `HsaId` and assignment.
    Inera,
    /// A directory of one's own behind Keycloak or the like: staff, by work address.
    Keycloak,
}

/// Which claim says what. A name stands at the top of the answer; one that begins with `/` is a JSON pointer (RFC 6901).
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claims {
    /// Personnummer.
    pub personal_number: Option<String>,
    /// Samordningsnummer.
    pub coordination_number: Option<String>,
    /// How sure the state is of that one's identity.
    pub coordination_level: Option<String>,
    /// Which of those levels are enough.
    pub coordination_levels: Option<Vec<String>>,
    /// An earlier Samordningsnummer of the same human.
    pub previous_number: Option<String>,
    /// `HsaId` of a member of staff.
    pub hsa_id: Option<String>,
    /// The assignment that was chosen.
    pub commission: Option<String>,
    /// `HsaId` of the unit that the assignment is at.
    pub unit_hsa_id: Option<String>,
    /// The work address of a member of staff.
    pub mail: Option<String>,
    /// Whether the provider has made sure of that address; it must be true.
    pub mail_verified: Option<String>,
    /// The key of a member of staff in `staff.csv`.
    pub staff_code: Option<String>,
}

impl Preset {
    /// Which claim says what.
    pub fn claims(self) -> Claims {
        let own = |name: &str| Some(name.to_owned());
        let oidc = |name: &str| Some(format!("{CLAIM}{name}"));
        match self {
            Self::SwedenConnect => Claims {
                personal_number: oidc("personalIdentityNumber"),
                coordination_number: oidc("coordinationNumber"),
                coordination_level: oidc("coordinationNumberLevel"),
                coordination_levels: Some(vec!["confirmed".to_owned()]),
                previous_number: oidc("previousCoordinationNumber"),
                ..Claims::default()
            },
            Self::Inera => Claims {
                hsa_id: own("employeeHsaId"),
                commission: own("commissionHsaId"),
                unit_hsa_id: own("healthCareUnitHsaId"),
                ..Claims::default()
            },
            Self::Keycloak => Claims { mail: own("email"), mail_verified: own("email_verified"), ..Claims::default() },
        }
    }

    /// What is asked for.
    pub fn scopes(self) -> Vec<String> {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        match self {
            Self::SwedenConnect => vec!["openid".to_owned(), format!("{SCOPE}naturalPersonNumber")],
            Self::Inera => own(&["openid", "commission"]),
            Self::Keycloak => own(&["openid", "email"]),
        }
    }

    /// The levels of assurance that are enough; matching is exact, so each is named.
    pub fn acr(self) -> Vec<String> {
        let own = |names: &[&str], base: &str| names.iter().map(|name| format!("{base}{name}")).collect();
        match self {
            Self::SwedenConnect => own(&["loa3", "loa4", "loa3-nonresident"], LOA),
            Self::Inera => own(&["loa3", "loa4"], "http://id.sambi.se/loa/"),
            Self::Keycloak => Vec::new(),
        }
    }

    /// Whether the user information is fetched, and must be signed.
    pub fn userinfo(self) -> UserInfo {
        match self {
            Self::SwedenConnect => UserInfo::Signed,
            Self::Inera | Self::Keycloak => UserInfo::Plain,
        }
    }

    /// How we prove who we are.
    pub fn auth(self) -> ClientAuth {
        match self {
            Self::SwedenConnect | Self::Inera => ClientAuth::PrivateKeyJwt,
            Self::Keycloak => ClientAuth::Secret,
        }
    }
}

impl Claims {
    /// What is set goes over the preset; an empty name switches a claim off. Another way to know staff replaces the preset's.
    pub fn over(self, set: &Self) -> Self {
        let one = |preset: Option<String>, set: &Option<String>| match set.as_deref() {
            None => preset,
            Some("") => None,
            Some(name) => Some(name.to_owned()),
        };
        let mail_verified = one(self.mail_verified, &set.mail_verified);
        let keyed = set.hsa_id.is_some() || set.mail.is_some() || set.staff_code.is_some();
        let (hsa_id, mail, staff_code) =
            if keyed { (None, None, None) } else { (self.hsa_id, self.mail, self.staff_code) };
        Self {
            personal_number: one(self.personal_number, &set.personal_number),
            coordination_number: one(self.coordination_number, &set.coordination_number),
            coordination_level: one(self.coordination_level, &set.coordination_level),
            coordination_levels: set.coordination_levels.clone().or(self.coordination_levels),
            previous_number: one(self.previous_number, &set.previous_number),
            hsa_id: one(hsa_id, &set.hsa_id),
            commission: one(self.commission, &set.commission),
            unit_hsa_id: one(self.unit_hsa_id, &set.unit_hsa_id),
            mail: one(mail, &set.mail),
            mail_verified,
            staff_code: one(staff_code, &set.staff_code),
        }
    }

    /// Says what cannot work.
    pub fn check(&self) -> Result<(), &'static str> {
        let staff = [&self.hsa_id, &self.mail, &self.staff_code].into_iter().flatten().count();
        if staff > 1 {
            return Err("claims: choose one way to know staff: hsa_id, mail or staff_code");
        }
        if staff == 0 && self.personal_number.is_none() && self.coordination_number.is_none() {
            return Err("claims: nothing says who somebody is");
        }
        Ok(())
    }
}
