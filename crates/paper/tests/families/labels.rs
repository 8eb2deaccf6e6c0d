//! The labels in Swedish, as the caller would hand them over.

use super::t;
use samsyn_paper::{LetterLabels, PlanLabels};

/// A plan's labels.
pub fn plan_labels(name: &str) -> PlanLabels {
    PlanLabels {
        holder: t("Håller ihop planen"),
        phone: t("Ring"),
        principal: t("Har det samlade ansvaret"),
        next_meeting: t("Vi ses igen"),
        questions: format!("Det här undrar {name}"),
        answer: t("Svar"),
        goals: format!("Dit vill {name}"),
        needs: t("Det här behövs"),
        area: t("Område"),
        own_words: format!("Med {name}s ord"),
        professionals: t("Med våra ord"),
        measures: t("Vem gör vad"),
        family_measures: t("Det familjen gör"),
        other_measures: t("Det andra gör"),
        declined_measures: t("Det här fick nej"),
        number: t("Nr"),
        what: t("Vad"),
        who: t("Vem"),
        when: t("När"),
        notice: format!("Så märker {name} det"),
        if_not: t("Om det inte går"),
        unconfirmed: t("Inte bekräftat"),
        disagreements: t("Det vi inte är överens om"),
        next_step: t("Nästa steg"),
        consent: t("Samtycke"),
        participants: t("De här var med"),
        page: t("Sida {page} av {pages}"),
        unprintable: t("Tecken som inte kan skrivas ut visas som □."),
        attachment: t("Planen i maskinläsbar form"),
    }
}

/// A letter's labels.
pub fn letter_labels(name: &str) -> LetterLabels {
    LetterLabels {
        why: t("Därför ses vi"),
        question: format!("Det här undrar {name}"),
        expected: t("Det här behöver vi av dig"),
        mandate: t("Det här behöver du få bestämma"),
        meeting: t("Mötet och ditt svar"),
        when: t("När"),
        place: t("Var"),
        length: t("Hur länge"),
        answer_by: t("Svara senast"),
        how_to_answer: t("Så svarar du"),
        phone_to: t("Frågor? Ring"),
        page: t("Sida {page} av {pages}"),
        unprintable: t("Tecken som inte kan skrivas ut visas som □."),
    }
}
