//! What Jonas' parties wrote unseen: each said that the other should begin. That became the meeting's first point.

use super::elin_expects::draft;
use super::telling::{Step, Telling};
use super::units::{beroende, vuxenpsyk};
use super::{david_hall, jonas, malin_fors, rebecka_stal};
use crate::plan::Command as C;
use crate::plan::command::{AskReply, ExpectationDraft, PreparationOf};
use crate::plan::state::{About, Addressee};

pub(super) fn expect(t: &mut Telling) -> Step {
    t.days_ago(36, 11)?;
    let about = t.plan()?.questions.first().map_or(About::Whole, |question| About::Question(question.no));
    let of = PreparationOf::Me;
    let psychiatry = Addressee::Party(t.party(&vuxenpsyk())?);
    let treatment = Addressee::Party(t.party(&beroende())?);
    let written = draft("Gå till verkstaden och säga till när rösterna kommer.", "", "");
    t.person(&jonas(), C::WriteExpectation { about, of: of.clone(), draft: written })?;
    for (who, can, cannot, why, instead) in [
        (
            malin_fors(),
            "Läkartid om medicinen.",
            "Samtal om suget",
            "Beroendet behöver behandlas först.",
            Some(treatment),
        ),
        (
            david_hall(),
            "Öppen behandling två dagar i veckan.",
            "Börja medan rösterna är svåra",
            "Psykosen behöver behandlas först.",
            Some(psychiatry),
        ),
        (rebecka_stal(), "Boendestöd som följer med till besöken.", "", "", None),
    ] {
        let draft = ExpectationDraft { instead, ..draft(can, cannot, why) };
        t.staff(&who, C::WriteExpectation { about, of: of.clone(), draft })?;
    }
    for (who, to, words) in [
        (malin_fors(), treatment, "Börja behandlingen innan medicinen ställs in."),
        (david_hall(), psychiatry, "Ställ in medicinen innan behandlingen börjar."),
    ] {
        t.staff(&who, C::WriteAsk { about, of: of.clone(), to, words: words.into() })?;
    }
    t.opening()?;
    let asked = t.plan()?.current_asks().find(|ask| ask.to == treatment).map(|ask| ask.no);
    let Some(no) = asked else { return Ok(()) };
    let (reason, instead) = ("Jonas orkar inte medan rösterna är svåra.".into(), "Psykiatrin behöver börja.".into());
    t.staff(&david_hall(), C::AnswerAsk { no, of, reply: AskReply::No { reason, instead } })
}
