//! Elin's plan in easy Swedish.

use super::{elin_plan, t};
use samsyn_paper::{Answered, EasyDisagreement, EasyLabels, EasyMeasure, EasyPaper};

/// The labels in easy Swedish, as the caller would hand them over.
fn labels() -> EasyLabels {
    EasyLabels {
        questions: t("Det här vill Elin veta"),
        answer: t("Svar"),
        goals: t("Det här vill Elin"),
        measures: t("Det här händer"),
        notice: t("Så märker Elin det"),
        if_not: t("Om det inte går"),
        call: t("Om det inte blir så"),
        phone: t("Ring"),
        next_meeting: t("Vi ses igen"),
        disagreements: t("Det vi tycker olika om"),
        needs: t("Därför gör vi det här"),
        own_words: t("Elin säger"),
        rules: t("Bra att veta"),
        participants: t("De här är med"),
        page: t("Sida {page} av {pages}"),
        unprintable: t("Tecken som inte går att skriva visas som □."),
        attachment: t("Planen som data"),
    }
}

/// The same plan as [`elin_plan`], with the same six measures.
pub fn elin_easy() -> EasyPaper {
    let plan = elin_plan();
    let measures = plan.measures.iter().map(|one| EasyMeasure {
        heading: String::new(),
        number: one.number,
        what: one.what.clone(),
        sentences: vec![
            format!("{} från {} gör det.", one.who, one.unit),
            t("Det ska vara klart senast 14 april 2027."),
            if one.unconfirmed { String::new() } else { format!("{} har sagt ja.", one.who) },
        ],
        notice: one.notice.clone(),
        if_not: one.if_not.clone(),
        unconfirmed: if one.unconfirmed { format!("{} har inte sagt ja än.", one.who) } else { String::new() },
    });
    let answers = ["Lisa möter dig vid slöjdsalens dörr varje morgon.", "Det finns inget svar än. Fråga igen."];
    EasyPaper {
        lang: plan.lang.clone(),
        dir: plan.dir,
        document_title: plan.document_title.clone(),
        identifier: t("sample-elin-easy"),
        date: plan.date,
        attachment: plan.attachment.clone(),
        labels: labels(),
        title: t("Plan för Elin"),
        version_line: t("Plan nummer 2. Klar 3 mars 2027"),
        questions: plan
            .questions
            .iter()
            .zip(answers)
            .map(|(words, answer)| Answered { words: words.clone(), translation: String::new(), answer: t(answer) })
            .collect(),
        goals: plan.goals.iter().map(|goal| goal.words.clone()).collect(),
        measures: measures.collect(),
        contact: plan.holder.clone(),
        call: t("Ring Anna Ek. Du kan också ringa och fråga."),
        next_meeting: t("onsdag 14 april klockan 14.00"),
        disagreements: plan
            .disagreements
            .iter()
            .map(|row| EasyDisagreement {
                sides: row.sides.clone(),
                next: vec![row.next_step.clone(), t("Anna gör det."), t("Det ska vara klart senast 20 mars 2027.")],
            })
            .collect(),
        needs: plan.needs.clone(),
        rules: vec![t("Anna Ek håller i planen."), t("Du har sagt ja till 14 april. Du får ändra dig.")],
        participants: plan.participants.clone(),
        footer: t("Lägg papperet på ett säkert ställe."),
    }
}
