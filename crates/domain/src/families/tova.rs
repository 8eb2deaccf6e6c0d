//! Tova, 11: one guardian consents, the other refuses. A state of its own, with help; not an error.

use super::telling::{Step, Telling};
use super::units::{bjorkhamn_soc, bup, hamnskolan};
use super::{Milestone, jenny_ask, mikael, petra, pontus_ry, tova};
use crate::information::InfoKind::{Health, Home, OwnWords, School, SocialCare};
use crate::people::Mandate;
use crate::plan::Command as C;
use crate::plan::command::Propose;
use crate::plan::state::Form;

pub(super) fn tell(t: &mut Telling) -> Step {
    t.days_ago(19, 10)?;
    t.propose(
        &pontus_ry(),
        Propose {
            person: tova(),
            to: bjorkhamn_soc(),
            reason: "Tova bor varannan vecka hos sina föräldrar och har slutat äta lunch i skolan. \
            Skolan, BUP och socialtjänsten har gett olika råd."
                .into(),
            wanted: true,
            told_how: "Pontus har pratat med Tova två gånger och med varje förälder för sig.".into(),
            question: "Kan jag få samma regler hos mamma och pappa?".into(),
        },
    )?;
    t.reached(Milestone::Proposed)?;

    t.days_ago(17, 9)?;
    let jenny = jenny_ask();
    t.staff(
        &jenny,
        C::Assess {
            reason: "Tova behöver att skolan, BUP och vi drar åt samma håll. Det går inte var för sig.".into(),
        },
    )?;
    for guardian in [petra(), mikael()] {
        let (person, name) = (guardian.person, guardian.name.to_string());
        t.staff(
            &jenny,
            C::NameRepresentative {
                person,
                name,
                mandate: Mandate::Guardian,
                decides: true,
                covers: None,
                limits: String::new(),
            },
        )?;
    }
    t.staff(&jenny, C::NameCoordinator { staff: jenny_ask(), phone: "0980-319255".into() })?;
    t.reached(Milestone::Assessed)?;

    t.days_ago(12, 14)?;
    let by = t.member(&petra())?;
    let yes = t.consent(
        by,
        Form::Page,
        "Eget samtal med Jenny Ask",
        "",
        &[
            (bjorkhamn_soc(), &[OwnWords, Health, SocialCare, School, Home]),
            (hamnskolan(), &[OwnWords, School]),
            (bup(), &[OwnWords, Health, School]),
        ],
    )?;
    t.person(&petra(), yes)?;
    t.days_ago(9, 16)?;
    let by = t.member(&mikael())?;
    t.person(
        &mikael(),
        C::RefuseConsent {
            by,
            reason: "Jag vill inte att BUP får veta hur vi har det hemma innan jag har pratat med dem själv.".into(),
        },
    )
}
