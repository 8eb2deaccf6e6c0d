//! What each of Elin's parties wrote unseen before the meeting, what they asked of each other, and what was left.

use super::telling::{Step, Telling};
use super::units::{bup, solvik_barn, strandskolan, vc_solvik};
use super::{anna_ek, elin, eva_lund, lisa_berg, omar_ali, per_nilsson, sara};
use crate::people::{StaffRef, UnitRef};
use crate::plan::Command as C;
use crate::plan::command::{AskReply, ExpectationDraft, PreparationOf};
use crate::plan::state::{About, Addressee};

/// Written, opened by the clock, answered: one ask is left for the meeting.
pub(super) fn expect(t: &mut Telling) -> Step {
    let question = t.plan()?.questions.first().map_or(About::Whole, |question| About::Question(question.no));
    written(t, question)?;
    asked(t, question)?;
    t.opening()?;
    answered(t)
}

fn written(t: &mut Telling, about: About) -> Step {
    t.days_ago(48, 10)?;
    let side = |t: &Telling, unit: &UnitRef| t.party(unit).map(Addressee::Party);
    let of = PreparationOf::Me;
    let draft = draft("Säga till Lisa när det är svårt.", "Ringa runt till alla", "Vi orkar inte vara budbärare.");
    let draft = ExpectationDraft { instead: Some(side(t, &solvik_barn())?), ..draft };
    t.person(&sara(), C::WriteExpectation { about, of: of.clone(), draft })?;
    for (who, can, cannot, why, instead) in [
        (lisa_berg(), "Lugn start varje morgon.", "Behandling", "Det är inte skolans uppdrag.", Some(bup())),
        (
            omar_ali(),
            "Samtal med Elin från vecka 14, och råd till skolan.",
            "Hembesök",
            "Vi tar bara emot på mottagningen.",
            Some(solvik_barn()),
        ),
        (
            anna_ek(),
            "Hålla ihop planen och ringa de andra.",
            "Besluta om skolan",
            "Det gör rektorn.",
            Some(strandskolan()),
        ),
        (
            eva_lund(),
            "Ta emot en ansökan om avlösarservice.",
            "Lova avlösning på mötet",
            "Beslutet fattas efter en utredning.",
            None,
        ),
    ] {
        let instead = instead.map(|unit| side(t, &unit)).transpose()?;
        let draft = ExpectationDraft { instead, ..self::draft(can, cannot, why) };
        t.staff(&who, C::WriteExpectation { about, of: of.clone(), draft })?;
    }
    Ok(())
}

fn asked(t: &mut Telling, about: About) -> Step {
    let asks: [(StaffRef, UnitRef, &str); 2] = [
        (lisa_berg(), bup(), "En tid för samtal före sportlovet."),
        (omar_ali(), solvik_barn(), "Avlastning en kväll i veckan, så att föräldrarna orkar följa med."),
    ];
    for (who, unit, words) in asks {
        let to = Addressee::Party(t.party(&unit)?);
        t.staff(&who, C::WriteAsk { about, of: PreparationOf::Me, to, words: words.into() })?;
    }
    for (who, unit, words) in [
        (sara(), vc_solvik(), "Undersök Elins mage innan samtalen börjar."),
        (elin(), strandskolan(), "Att få komma in en annan väg på morgonen."),
    ] {
        let to = Addressee::Party(t.party(&unit)?);
        t.person(&who, C::WriteAsk { about, of: PreparationOf::Me, to, words: words.into() })?;
    }
    Ok(())
}

fn answered(t: &mut Telling) -> Step {
    let condition = "Skolan skickar remissen den här veckan.".to_owned();
    let reason = "Avlösarservice beslutas av LSS.".to_owned();
    let instead = "Ansök hos LSS. Eva visar hur.".to_owned();
    for (who, reply) in [
        (omar_ali(), AskReply::YesIf { words: condition }),
        (anna_ek(), AskReply::No { reason, instead }),
        (per_nilsson(), AskReply::Yes),
        (lisa_berg(), AskReply::Yes),
    ] {
        let to = Addressee::Party(t.party(&who.unit)?);
        let asked = t.plan()?.current_asks().find(|ask| ask.to == to).map(|ask| ask.no);
        if let Some(no) = asked {
            t.staff(&who, C::AnswerAsk { no, of: PreparationOf::Me, reply })?;
        }
    }
    Ok(())
}

/// What one can and cannot do, as typed.
pub(super) fn draft(can: &str, cannot: &str, why: &str) -> ExpectationDraft {
    let (can, cannot, why) = (can.to_owned(), cannot.to_owned(), why.to_owned());
    ExpectationDraft { can, cannot, why, ..ExpectationDraft::default() }
}
