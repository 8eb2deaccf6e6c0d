//! The families' papers, shared by the tests and the samples.
#![allow(dead_code, unused_imports, reason = "each test binary uses its own part")]

mod easy;
mod elin;
mod labels;

pub use easy::elin_easy;
pub use elin::{elin_child, elin_letter, elin_plan};
pub use labels::{letter_labels, plan_labels};

use samsyn_paper::{Dir, LetterLabels, Measure, PlanLabels, PlanPaper, Said};

/// Shorthand for a text.
pub fn t(text: &str) -> String {
    text.to_owned()
}

/// Elin's plan with more in every section: too much for two pages in roomy setting.
pub fn full_plan() -> PlanPaper {
    let mut paper = elin_plan();
    paper.questions.push(t("Får jag gå hem om magen gör ont, och vem säger jag det till?"));
    paper.needs.push(paper.needs[1].clone());
    paper.needs[3].area = t("Fritiden");
    paper.disagreements.push(paper.disagreements[0].clone());
    paper
}

/// Thirty measures, long names, long texts.
pub fn thirty_measures() -> PlanPaper {
    let mut paper = elin_plan();
    let six = paper.measures.clone();
    paper.measures = (1..=30)
        .map(|number: u32| {
            let like = &six[(number as usize - 1) % six.len()];
            Measure { number, what: format!("Insats {number}: {}", like.what), ..like.clone() }
        })
        .collect();
    paper.measures[3].who = t("Anna-Karin Margareta von Essen-Stjernswärd Wallenstråhle");
    paper.measures[3].unit =
        t("Barn- och ungdomspsykiatriska öppenvårdsmottagningen för neuropsykiatri, Region Exempel Nordöstra");
    paper.measures[7].notice = long_text(2000);
    paper.measures[11].if_not = "ordutanmellanslag".repeat(30);
    paper
}

/// Readable text of about `signs` signs.
pub fn long_text(signs: usize) -> String {
    let sentence = "Elin märker att någon lyssnar, att hon hinner vila och att ingen frågar samma sak två gånger. ";
    sentence.repeat(signs.div_ceil(sentence.len())).trim().to_owned()
}

/// The Haddad family: labels and words in Arabic, some words in Swedish.
pub fn haddad_plan() -> PlanPaper {
    let mut paper = elin_plan();
    paper.lang = t("ar");
    paper.dir = Dir::Rtl;
    paper.identifier = t("sample-haddad");
    paper.title = t("خطة يوسف");
    paper.version_line = t("النسخة 1، أُقرّت في 3 مارس 2027");
    paper.labels = arabic_labels();
    paper.next_meeting = t("الأربعاء 14 أبريل، الساعة 14.00");
    paper.questions = vec![t("متى أستطيع أن ألعب مع الأطفال الآخرين؟")];
    paper.goals.truncate(1);
    paper.goals[0].words = t("أريد أن أذهب إلى الروضة كل يوم.");
    paper.goals[0].follow_up = t("ننظر في ذلك يوم 14 أبريل.");
    paper.needs.truncate(2);
    paper.needs[0].area = t("الروضة");
    paper.needs[0].own_words = vec![t("أحب اللعب في الخارج.")];
    paper.measures.truncate(3);
    paper.measures[0].what = t("بداية هادئة كل صباح");
    paper.measures[0].notice = t("يوسف يدخل الروضة مبتسمًا أربعة أيام من خمسة.");
    paper.measures[0].if_not = t("تتصل ليزا بآنا في الأسبوع نفسه، الهاتف 010-123 45 67.");
    paper.measures[0].when = t("من 4 مارس إلى 14 أبريل");
    paper.measures[0].status = t("قالت ليزا نعم في 3 مارس");
    paper.disagreements[0].sides[0] =
        Said { who: t("ماما"), words: t("يجب أن يبدأ العلاج الآن.") };
    paper.consent = t("الموافقة سارية حتى 14 أبريل. يمكنك أن تغيّر رأيك متى شئت.");
    paper
}

fn arabic_labels() -> PlanLabels {
    PlanLabels {
        answer: t("الجواب"),
        holder: t("تنسّق الخطة"),
        phone: t("هاتف"),
        principal: t("المسؤولية الكاملة"),
        next_meeting: t("نلتقي مجددًا"),
        questions: t("ما يسأل عنه يوسف"),
        goals: t("إلى أين يريد يوسف أن يصل"),
        needs: t("ما نحتاج إليه"),
        area: t("المجال"),
        own_words: t("بكلمات يوسف"),
        professionals: t("بكلماتنا"),
        measures: t("من يفعل ماذا"),
        family_measures: t("ما تفعله العائلة"),
        other_measures: t("ما يفعله الآخرون"),
        declined_measures: t("ما قيل له لا"),
        number: t("رقم"),
        what: t("ماذا"),
        who: t("من"),
        when: t("متى"),
        notice: t("هكذا يلاحظ يوسف ذلك"),
        if_not: t("إذا لم ينجح"),
        unconfirmed: t("غير مؤكد"),
        disagreements: t("ما لم نتفق عليه"),
        next_step: t("الخطوة التالية"),
        consent: t("الموافقة"),
        participants: t("من شارك"),
        page: t("صفحة {page} من {pages}"),
        unprintable: t("الرموز التي لا يمكن طباعتها تظهر كالتالي □."),
        attachment: t("الخطة بصيغة تقرأها الآلة"),
    }
}

/// An empty letter's labels are enough to compile.
pub fn no_labels() -> (PlanLabels, LetterLabels) {
    (PlanLabels::default(), LetterLabels::default())
}
