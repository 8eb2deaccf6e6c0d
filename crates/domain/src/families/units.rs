//! The units of the sample directory; `data/sample/units.csv` and `principals.csv` say the same, and a test holds them to it.

use super::{named, uuid_of};
use crate::ids::{PrincipalId, UnitId};
use crate::people::{PrincipalKind, UnitRef};

struct Principal {
    code: &'static str,
    name: &'static str,
    kind: PrincipalKind,
}

const R_NORDANLAND: Principal =
    Principal { code: "r-nordanland", name: "Region Nordanland", kind: PrincipalKind::Region };
const K_SOLVIK: Principal = Principal { code: "k-solvik", name: "Solviks kommun", kind: PrincipalKind::Kommun };
const K_BJORKHAMN: Principal =
    Principal { code: "k-bjorkhamn", name: "Björkhamns kommun", kind: PrincipalKind::Kommun };
const K_TALLMO: Principal = Principal { code: "k-tallmo", name: "Tallmo kommun", kind: PrincipalKind::Kommun };
const S_SOLVIK: Principal =
    Principal { code: "s-solvik", name: "Skolan i Solviks kommun", kind: PrincipalKind::School };
const S_BJORKHAMN: Principal =
    Principal { code: "s-bjorkhamn", name: "Skolan i Björkhamns kommun", kind: PrincipalKind::School };
const S_TALLMO: Principal = Principal { code: "s-tallmo", name: "Skolan i Tallmo kommun", kind: PrincipalKind::School };
const S_FJALLKLOCKAN: Principal =
    Principal { code: "s-fjallklockan", name: "Stiftelsen Fjällklockans skolor", kind: PrincipalKind::School };
const O_AF: Principal = Principal { code: "o-af", name: "Arbetsförmedlingen", kind: PrincipalKind::Other };
const O_FK: Principal = Principal { code: "o-fk", name: "Försäkringskassan", kind: PrincipalKind::Other };

fn unit(code: &str, name: &str, of: &Principal) -> UnitRef {
    UnitRef {
        unit: UnitId(uuid_of(code)),
        name: named(name),
        principal: PrincipalId(uuid_of(of.code)),
        principal_name: named(of.name),
        kind: of.kind,
    }
}

/// Every principal: its key in `principals.csv`, its id, its name and its kind.
pub fn principals() -> Vec<(&'static str, PrincipalId, &'static str, PrincipalKind)> {
    [R_NORDANLAND, K_SOLVIK, K_BJORKHAMN, K_TALLMO, S_SOLVIK, S_BJORKHAMN, S_TALLMO, S_FJALLKLOCKAN, O_AF, O_FK]
        .into_iter()
        .map(|p| (p.code, PrincipalId(uuid_of(p.code)), p.name, p.kind))
        .collect()
}

/// Every unit, with its key in `units.csv`.
pub fn units() -> Vec<(&'static str, UnitRef)> {
    vec![
        ("u-bup", bup()),
        ("u-vuxenpsyk", vuxenpsyk()),
        ("u-beroende", beroende()),
        ("u-vc-solvik", vc_solvik()),
        ("u-vc-bjorkhamn", vc_bjorkhamn()),
        ("u-vc-tallmo", vc_tallmo()),
        ("u-avd4", avd4()),
        ("u-habilitering", habilitering()),
        ("u-region-utveckling", region_utveckling()),
        ("u-solvik-barn", solvik_barn()),
        ("u-solvik-vuxen", solvik_vuxen()),
        ("u-solvik-lss", solvik_lss()),
        ("u-solvik-sip", solvik_sip()),
        ("u-solvik-hemtjanst", solvik_hemtjanst()),
        ("u-solvik-khs", solvik_khs()),
        ("u-bjorkhamn-soc", bjorkhamn_soc()),
        ("u-bjorkhamn-lss", bjorkhamn_lss()),
        ("u-bjorkhamn-omsorg", bjorkhamn_omsorg()),
        ("u-tallmo-soc", tallmo_soc()),
        ("u-tallmo-lss", tallmo_lss()),
        ("u-tallmo-omsorg", tallmo_omsorg()),
        ("u-strandskolan", strandskolan()),
        ("u-forskolan-kastanjen", forskolan_kastanjen()),
        ("u-hamnskolan", hamnskolan()),
        ("u-tallmoskolan", tallmoskolan()),
        ("u-fjallklockan", fjallklockan()),
        ("u-af-solvik", af_solvik()),
        ("u-fk-nordanland", fk_nordanland()),
    ]
}

/// Barn- och ungdomspsykiatrin i Solvik, Region Nordanland.
pub fn bup() -> UnitRef {
    unit("u-bup", "Barn- och ungdomspsykiatrin i Solvik", &R_NORDANLAND)
}

/// Psykiatrimottagningen i Solvik, Region Nordanland.
pub fn vuxenpsyk() -> UnitRef {
    unit("u-vuxenpsyk", "Psykiatrimottagningen i Solvik", &R_NORDANLAND)
}

/// Beroendemottagningen i Solvik, Region Nordanland.
pub fn beroende() -> UnitRef {
    unit("u-beroende", "Beroendemottagningen i Solvik", &R_NORDANLAND)
}

/// Solviks vårdcentral, Region Nordanland.
pub fn vc_solvik() -> UnitRef {
    unit("u-vc-solvik", "Solviks vårdcentral", &R_NORDANLAND)
}

/// Björkhamns vårdcentral, Region Nordanland.
pub fn vc_bjorkhamn() -> UnitRef {
    unit("u-vc-bjorkhamn", "Björkhamns vårdcentral", &R_NORDANLAND)
}

/// Tallmo vårdcentral, Region Nordanland.
pub fn vc_tallmo() -> UnitRef {
    unit("u-vc-tallmo", "Tallmo vårdcentral", &R_NORDANLAND)
}

/// Medicinavdelning 4 på Nordanlands sjukhus, Region Nordanland.
pub fn avd4() -> UnitRef {
    unit("u-avd4", "Medicinavdelning 4 på Nordanlands sjukhus", &R_NORDANLAND)
}

/// Barn- och ungdomshabiliteringen, Region Nordanland.
pub fn habilitering() -> UnitRef {
    unit("u-habilitering", "Barn- och ungdomshabiliteringen", &R_NORDANLAND)
}

/// Samverkan och utveckling, Region Nordanland.
pub fn region_utveckling() -> UnitRef {
    unit("u-region-utveckling", "Samverkan och utveckling", &R_NORDANLAND)
}

/// Barn och familj, Solviks kommun.
pub fn solvik_barn() -> UnitRef {
    unit("u-solvik-barn", "Barn och familj", &K_SOLVIK)
}

/// Vuxenenheten, Solviks kommun.
pub fn solvik_vuxen() -> UnitRef {
    unit("u-solvik-vuxen", "Vuxenenheten", &K_SOLVIK)
}

/// LSS-handläggning, Solviks kommun.
pub fn solvik_lss() -> UnitRef {
    unit("u-solvik-lss", "LSS-handläggning", &K_SOLVIK)
}

/// SIP-samordning, Solviks kommun.
pub fn solvik_sip() -> UnitRef {
    unit("u-solvik-sip", "SIP-samordning", &K_SOLVIK)
}

/// Hemtjänsten, Solviks kommun.
pub fn solvik_hemtjanst() -> UnitRef {
    unit("u-solvik-hemtjanst", "Hemtjänsten", &K_SOLVIK)
}

/// Kommunal hälso- och sjukvård, Solviks kommun.
pub fn solvik_khs() -> UnitRef {
    unit("u-solvik-khs", "Kommunal hälso- och sjukvård", &K_SOLVIK)
}

/// Individ och familj, Björkhamns kommun.
pub fn bjorkhamn_soc() -> UnitRef {
    unit("u-bjorkhamn-soc", "Individ och familj", &K_BJORKHAMN)
}

/// LSS och funktionsstöd, Björkhamns kommun.
pub fn bjorkhamn_lss() -> UnitRef {
    unit("u-bjorkhamn-lss", "LSS och funktionsstöd", &K_BJORKHAMN)
}

/// Hemtjänst och hemsjukvård, Björkhamns kommun.
pub fn bjorkhamn_omsorg() -> UnitRef {
    unit("u-bjorkhamn-omsorg", "Hemtjänst och hemsjukvård", &K_BJORKHAMN)
}

/// Socialkontoret, Tallmo kommun.
pub fn tallmo_soc() -> UnitRef {
    unit("u-tallmo-soc", "Socialkontoret", &K_TALLMO)
}

/// Stöd enligt LSS, Tallmo kommun.
pub fn tallmo_lss() -> UnitRef {
    unit("u-tallmo-lss", "Stöd enligt LSS", &K_TALLMO)
}

/// Hemtjänst och hemsjukvård, Tallmo kommun.
pub fn tallmo_omsorg() -> UnitRef {
    unit("u-tallmo-omsorg", "Hemtjänst och hemsjukvård", &K_TALLMO)
}

/// Strandskolan, Skolan i Solviks kommun.
pub fn strandskolan() -> UnitRef {
    unit("u-strandskolan", "Strandskolan", &S_SOLVIK)
}

/// Förskolan Kastanjen, Skolan i Solviks kommun.
pub fn forskolan_kastanjen() -> UnitRef {
    unit("u-forskolan-kastanjen", "Förskolan Kastanjen", &S_SOLVIK)
}

/// Hamnskolan, Skolan i Björkhamns kommun.
pub fn hamnskolan() -> UnitRef {
    unit("u-hamnskolan", "Hamnskolan", &S_BJORKHAMN)
}

/// Tallmoskolan, Skolan i Tallmo kommun.
pub fn tallmoskolan() -> UnitRef {
    unit("u-tallmoskolan", "Tallmoskolan", &S_TALLMO)
}

/// Fjällklockans skola, Stiftelsen Fjällklockans skolor.
pub fn fjallklockan() -> UnitRef {
    unit("u-fjallklockan", "Fjällklockans skola", &S_FJALLKLOCKAN)
}

/// Arbetsförmedlingen i Solvik, Arbetsförmedlingen.
pub fn af_solvik() -> UnitRef {
    unit("u-af-solvik", "Arbetsförmedlingen i Solvik", &O_AF)
}

/// Försäkringskassan i Nordanland, Försäkringskassan.
pub fn fk_nordanland() -> UnitRef {
    unit("u-fk-nordanland", "Försäkringskassan i Nordanland", &O_FK)
}
