//! The people of the families and those who work with them; `data/sample/staff.csv` and `people.csv` say the same, and
//! a test holds them to it.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::units::{
    af_solvik, avd4, beroende, bjorkhamn_lss, bjorkhamn_soc, bup, forskolan_kastanjen, habilitering, hamnskolan,
    region_utveckling, solvik_barn, solvik_hemtjanst, solvik_khs, solvik_lss, solvik_sip, solvik_vuxen, strandskolan,
    tallmo_soc, tallmoskolan, vc_solvik, vuxenpsyk,
};
use super::{named, uuid_of};
use crate::access::actor::{Actor, Hat, Identity, Reach};
use crate::ids::{AccountId, PersonId, StaffId};
use crate::people::{PersonRef, StaffRef, UnitRef};

fn staff_member(code: &str, name: &str, title: &str, unit: UnitRef) -> StaffRef {
    StaffRef { staff: StaffId(uuid_of(code)), name: named(name), title: Some(named(title)), unit }
}

fn human(code: &str, name: &str, born: Option<Date>, language: &str) -> PersonRef {
    PersonRef { person: PersonId(uuid_of(code)), name: named(name), born, language: Some(named(language)) }
}

/// The actor that a member of staff is when signed in, with the hats that `staff.csv` gives them.
pub fn staff_actor(staff: &StaffRef) -> Actor {
    let hat = [
        (kerstin_dahl(), Hat::DevelopmentLeader),
        (tomas_vik(), Hat::Administrator),
        (ulla_frisk(), Hat::Auditor),
        (birgit_aman(), Hat::Archivist),
        (harald_quist(), Hat::Archivist),
        (ingrid_palm(), Hat::Manager),
        (amir_rezai(), Hat::Manager),
        (bo_granat(), Hat::Manager),
    ];
    let hats: BTreeSet<Hat> = hat.into_iter().filter(|(who, _)| who.staff == staff.staff).map(|(_, hat)| hat).collect();
    let account = AccountId(uuid_of(&format!("account {}", staff.staff)));
    Actor { account, name: staff.name.clone(), identity: Identity::Staff(staff.clone()), hats, reach: Reach::Whole }
}

/// The actor that somebody in private life is when signed in.
pub fn person_actor(person: &PersonRef) -> Actor {
    let account = AccountId(uuid_of(&format!("account {}", person.person)));
    Actor {
        account,
        name: person.name.clone(),
        identity: Identity::Person(person.person),
        hats: BTreeSet::new(),
        reach: Reach::Whole,
    }
}

/// Every member of staff, with their key in `staff.csv`.
pub fn staff() -> Vec<(&'static str, StaffRef)> {
    vec![
        ("lisa-berg", lisa_berg()),
        ("omar-ali", omar_ali()),
        ("anna-ek", anna_ek()),
        ("eva-lund", eva_lund()),
        ("per-nilsson", per_nilsson()),
        ("ingrid-palm", ingrid_palm()),
        ("malin-fors", malin_fors()),
        ("david-hall", david_hall()),
        ("rebecka-stal", rebecka_stal()),
        ("nils-brandt", nils_brandt()),
        ("hanna-wik", hanna_wik()),
        ("leif-moberg", leif_moberg()),
        ("sofia-lindh", sofia_lindh()),
        ("amir-rezai", amir_rezai()),
        ("jenny-ask", jenny_ask()),
        ("pontus-ry", pontus_ry()),
        ("clara-noren", clara_noren()),
        ("ylva-kron", ylva_kron()),
        ("bo-granat", bo_granat()),
        ("elsa-miller", elsa_miller()),
        ("tor-hedin", tor_hedin()),
        ("fatima-nur", fatima_nur()),
        ("maria-sund", maria_sund()),
        ("kerstin-dahl", kerstin_dahl()),
        ("tomas-vik", tomas_vik()),
        ("ulla-frisk", ulla_frisk()),
        ("birgit-aman", birgit_aman()),
        ("harald-quist", harald_quist()),
    ]
}

/// Everybody in private life, with their key in `people.csv`; `henrik-lind` is not in that file, because nobody may
/// ever sign in as him.
pub fn people() -> Vec<(&'static str, PersonRef)> {
    vec![
        ("elin", elin()),
        ("sara", sara()),
        ("johan", johan()),
        ("jonas", jonas()),
        ("greta", greta()),
        ("karin", karin()),
        ("tova", tova()),
        ("petra", petra()),
        ("mikael", mikael()),
        ("sara-lind", sara_lind()),
        ("noel", noel()),
        ("yusuf", yusuf()),
        ("rana", rana()),
        ("karim", karim()),
        ("gunnel", gunnel()),
        ("henrik-lind", henrik_lind()),
    ]
}

/// Lisa Berg, lärare.
pub fn lisa_berg() -> StaffRef {
    staff_member("lisa-berg", "Lisa Berg", "lärare", strandskolan())
}

/// Omar Ali, psykolog.
pub fn omar_ali() -> StaffRef {
    staff_member("omar-ali", "Omar Ali", "psykolog", bup())
}

/// Anna Ek, socialsekreterare.
pub fn anna_ek() -> StaffRef {
    staff_member("anna-ek", "Anna Ek", "socialsekreterare", solvik_barn())
}

/// Eva Lund, LSS-handläggare.
pub fn eva_lund() -> StaffRef {
    staff_member("eva-lund", "Eva Lund", "LSS-handläggare", solvik_lss())
}

/// Per Nilsson, distriktsläkare.
pub fn per_nilsson() -> StaffRef {
    staff_member("per-nilsson", "Per Nilsson", "distriktsläkare", vc_solvik())
}

/// Ingrid Palm, rektor.
pub fn ingrid_palm() -> StaffRef {
    staff_member("ingrid-palm", "Ingrid Palm", "rektor", strandskolan())
}

/// Malin Fors, sjuksköterska.
pub fn malin_fors() -> StaffRef {
    staff_member("malin-fors", "Malin Fors", "sjuksköterska", vuxenpsyk())
}

/// David Hall, behandlare.
pub fn david_hall() -> StaffRef {
    staff_member("david-hall", "David Hall", "behandlare", beroende())
}

/// Rebecka Stål, socialsekreterare.
pub fn rebecka_stal() -> StaffRef {
    staff_member("rebecka-stal", "Rebecka Stål", "socialsekreterare", solvik_vuxen())
}

/// Nils Brandt, arbetsförmedlare.
pub fn nils_brandt() -> StaffRef {
    staff_member("nils-brandt", "Nils Brandt", "arbetsförmedlare", af_solvik())
}

/// Hanna Wik, sjuksköterska.
pub fn hanna_wik() -> StaffRef {
    staff_member("hanna-wik", "Hanna Wik", "sjuksköterska", avd4())
}

/// Leif Moberg, fast vårdkontakt.
pub fn leif_moberg() -> StaffRef {
    staff_member("leif-moberg", "Leif Moberg", "fast vårdkontakt", vc_solvik())
}

/// Sofia Lindh, distriktssköterska.
pub fn sofia_lindh() -> StaffRef {
    staff_member("sofia-lindh", "Sofia Lindh", "distriktssköterska", solvik_khs())
}

/// Amir Rezai, enhetschef.
pub fn amir_rezai() -> StaffRef {
    staff_member("amir-rezai", "Amir Rezai", "enhetschef", solvik_hemtjanst())
}

/// Jenny Ask, socialsekreterare.
pub fn jenny_ask() -> StaffRef {
    staff_member("jenny-ask", "Jenny Ask", "socialsekreterare", bjorkhamn_soc())
}

/// Pontus Ry, skolkurator.
pub fn pontus_ry() -> StaffRef {
    staff_member("pontus-ry", "Pontus Ry", "skolkurator", hamnskolan())
}

/// Clara Norén, kurator.
pub fn clara_noren() -> StaffRef {
    staff_member("clara-noren", "Clara Norén", "kurator", bup())
}

/// Ylva Kron, socialsekreterare.
pub fn ylva_kron() -> StaffRef {
    staff_member("ylva-kron", "Ylva Kron", "socialsekreterare", tallmo_soc())
}

/// Bo Granat, rektor.
pub fn bo_granat() -> StaffRef {
    staff_member("bo-granat", "Bo Granat", "rektor", tallmoskolan())
}

/// Elsa Miller, fysioterapeut.
pub fn elsa_miller() -> StaffRef {
    staff_member("elsa-miller", "Elsa Miller", "fysioterapeut", habilitering())
}

/// Tor Hedin, LSS-handläggare.
pub fn tor_hedin() -> StaffRef {
    staff_member("tor-hedin", "Tor Hedin", "LSS-handläggare", bjorkhamn_lss())
}

/// Fatima Nur, förskollärare.
pub fn fatima_nur() -> StaffRef {
    staff_member("fatima-nur", "Fatima Nur", "förskollärare", forskolan_kastanjen())
}

/// Maria Sund, SIP-samordnare.
pub fn maria_sund() -> StaffRef {
    staff_member("maria-sund", "Maria Sund", "SIP-samordnare", solvik_sip())
}

/// Kerstin Dahl, utvecklingsledare.
pub fn kerstin_dahl() -> StaffRef {
    staff_member("kerstin-dahl", "Kerstin Dahl", "utvecklingsledare", region_utveckling())
}

/// Tomas Vik, systemförvaltare.
pub fn tomas_vik() -> StaffRef {
    staff_member("tomas-vik", "Tomas Vik", "systemförvaltare", solvik_sip())
}

/// Ulla Frisk, logggranskare.
pub fn ulla_frisk() -> StaffRef {
    staff_member("ulla-frisk", "Ulla Frisk", "logggranskare", region_utveckling())
}

/// Birgit Åman, arkivarie i kommunen.
pub fn birgit_aman() -> StaffRef {
    staff_member("birgit-aman", "Birgit Åman", "arkivarie", solvik_sip())
}

/// Harald Quist, arkivarie i regionen.
pub fn harald_quist() -> StaffRef {
    staff_member("harald-quist", "Harald Quist", "arkivarie", region_utveckling())
}

/// Elin, 9.
pub fn elin() -> PersonRef {
    human("elin", "Elin Sjöberg", Some(date(2017, 5, 14)), "sv-simple")
}

/// Sara Sjöberg.
pub fn sara() -> PersonRef {
    human("sara", "Sara Sjöberg", Some(date(1988, 9, 30)), "sv")
}

/// Johan Sjöberg.
pub fn johan() -> PersonRef {
    human("johan", "Johan Sjöberg", Some(date(1990, 2, 22)), "sv")
}

/// Jonas Ahl.
pub fn jonas() -> PersonRef {
    human("jonas", "Jonas Ahl", Some(date(1984, 6, 2)), "sv")
}

/// Greta Nyman.
pub fn greta() -> PersonRef {
    human("greta", "Greta Nyman", Some(date(1942, 4, 17)), "sv")
}

/// Karin Nyman.
pub fn karin() -> PersonRef {
    human("karin", "Karin Nyman", Some(date(1969, 1, 25)), "sv")
}

/// Tova Rask.
pub fn tova() -> PersonRef {
    human("tova", "Tova Rask", Some(date(2015, 8, 9)), "sv-simple")
}

/// Petra Rask.
pub fn petra() -> PersonRef {
    human("petra", "Petra Rask", Some(date(1985, 11, 3)), "sv")
}

/// Mikael Rask.
pub fn mikael() -> PersonRef {
    human("mikael", "Mikael Rask", Some(date(1983, 2, 18)), "sv")
}

/// Sara Lind, guardian of Noel; her identity is protected.
pub fn sara_lind() -> PersonRef {
    human("sara-lind", "Sara Lind", Some(date(1991, 7, 7)), "sv")
}

/// Noel, 7, whose identity is protected.
pub fn noel() -> PersonRef {
    human("noel", "Noel", Some(date(2019, 6, 21)), "sv-simple")
}

/// Yusuf Haddad.
pub fn yusuf() -> PersonRef {
    human("yusuf", "Yusuf Haddad", Some(date(2019, 2, 11)), "ar")
}

/// Rana Haddad.
pub fn rana() -> PersonRef {
    human("rana", "Rana Haddad", Some(date(1989, 12, 12)), "ar")
}

/// Karim Haddad.
pub fn karim() -> PersonRef {
    human("karim", "Karim Haddad", Some(date(1986, 4, 4)), "ar")
}

/// Gunnel Strand.
pub fn gunnel() -> PersonRef {
    human("gunnel", "Gunnel Strand", Some(date(1958, 10, 10)), "sv")
}

/// Henrik Lind, Noel's other guardian, from whom Noel and Sara need protection. Not in `people.csv`.
pub fn henrik_lind() -> PersonRef {
    human("henrik-lind", "Henrik Lind", None, "sv")
}
