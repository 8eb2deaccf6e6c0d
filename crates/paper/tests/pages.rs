//! What a reader holds: how many pages, nothing lost, nothing cut.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first fault")]

mod families;

use families::{
    elin_child, elin_easy, elin_letter, elin_plan, full_plan, haddad_plan, long_text, no_labels, t, thirty_measures,
};
use samsyn_paper::{
    CallLetter, ChildMeasure, EasyMeasure, EasyPaper, Measure, PlanPaper, Proof, Said, child_proof, easy, easy_proof,
    letter_proof, plan, plan_proof,
};

/// A proof that already held what must hold for every paper.
fn sound(proof: Result<Proof, samsyn_paper::PaperError>) -> Proof {
    let proof = proof.unwrap();
    assert_eq!(proof.outside, Vec::<String>::new(), "text lies outside the paper");
    assert_eq!(proof.warnings, Vec::<String>::new());
    proof
}

/// The page on which a mark stands; it must stand there once.
fn page_of(proof: &Proof, mark: &str) -> usize {
    let found: Vec<usize> = (0..proof.pages.len())
        .flat_map(|page| proof.pages[page].split(' ').filter(|word| *word == mark).map(move |_| page))
        .collect();
    assert_eq!(found.len(), 1, "{mark} stands on pages {found:?}");
    found[0]
}

#[test]
fn six_measures_and_every_section_fit_on_two_pages() {
    let proof = sound(plan_proof(&elin_plan()));
    assert_eq!(proof.pages.len(), 2);
    for words in ["Elins plan", "Det familjen gör (1)", "”Magen gör ont på söndagar.”", "Sida 2 av 2", "010-123 45 67"]
    {
        assert!(proof.text().contains(words), "{words} is missing in {}", proof.text());
    }
}

#[test]
fn the_childs_paper_begins_with_its_own_question_and_each_has_its_answer() {
    let paper = elin_child();
    let proof = sound(child_proof(&paper));
    assert!(proof.pages.len() <= 2, "{} pages", proof.pages.len());
    let text = proof.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is missing in {text}"));
    for one in &paper.questions {
        assert!(at(&one.words) < at(&one.answer) && at(&one.answer) < at("Det här ska hända"));
    }
    assert!(at("Det här frågade du") < at("Dit vill du"));
    assert_eq!(text.matches("Blev det så? Ringa in.").count(), paper.measures.len());
    assert_eq!(text.matches("Omar har inte sagt ja än.").count(), 1, "what has no yes says so, in words");
    assert!(at("010-123 45 67") > at("Det här tycker vi olika om"));
}

#[test]
fn a_childs_paper_loses_no_word_however_long() {
    let mut paper = elin_child();
    let like = ChildMeasure { notice: long_text(1500), ..paper.measures[0].clone() };
    paper.measures =
        (1..=20).map(|number| ChildMeasure { what: format!("{number}whata {}", like.what), ..like.clone() }).collect();
    paper.questions[0].answer = format!("ansa {} ansz", long_text(2500));
    paper.goals = vec!["ordutanmellanslag".repeat(30)];
    let proof = sound(child_proof(&paper));
    for number in 1..=20 {
        page_of(&proof, &format!("{number}whata"));
    }
    assert!(page_of(&proof, "ansa") <= page_of(&proof, "ansz"));
}

#[test]
fn the_easy_paper_has_an_order_of_its_own_and_few_pages() {
    let paper = elin_easy();
    let proof = sound(easy_proof(&paper));
    assert!(proof.pages.len() <= 4, "{} pages", proof.pages.len());
    let text = proof.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is missing in {text}"));
    let order = [
        &paper.title,
        &paper.questions[0].words,
        &paper.questions[0].answer,
        &paper.labels.measures,
        &paper.measures[0].what,
        &paper.measures[5].if_not,
        &paper.call,
        &paper.labels.disagreements,
        &paper.labels.needs,
        &paper.labels.rules,
        &paper.labels.participants,
    ];
    for pair in order.windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{} does not stand before {}", pair[0], pair[1]);
    }
    assert!(at("Ring 010-123 45 67") < at("Det vi tycker olika om"));
    assert_eq!(text.matches("Omar Ali har inte sagt ja än.").count(), 1, "what has no yes says so, in words");
    for column in ["Nr Vad Vem När", "Område"] {
        assert!(!text.contains(column), "{column}: it has no tables");
    }
    for one in &paper.measures {
        assert_eq!(text.matches(one.what.as_str()).count(), 1);
        assert_eq!(text.matches(one.if_not.as_str()).count(), 1);
    }
}

#[test]
fn an_easy_paper_loses_no_word_however_long_and_is_a_paper_when_it_is_empty() {
    let mut paper = elin_easy();
    let like = EasyMeasure { notice: long_text(1500), ..paper.measures[0].clone() };
    paper.measures =
        (1..=20).map(|number| EasyMeasure { number, what: format!("{number}whata"), ..like.clone() }).collect();
    paper.questions[0].answer = format!("ansa {} ansz", long_text(2500));
    paper.goals = vec!["ordutanmellanslag".repeat(30)];
    paper.needs[0].professionals[0].words = format!("needa {} needz", long_text(2500));
    let proof = sound(easy_proof(&paper));
    for number in 1..=20 {
        page_of(&proof, &format!("{number}whata"));
    }
    assert!(page_of(&proof, "ansa") <= page_of(&proof, "ansz"));
    assert!(page_of(&proof, "needa") <= page_of(&proof, "needz"));
    let empty = EasyPaper {
        lang: t("sv"),
        document_title: t("Planen"),
        identifier: t("empty"),
        date: (2027, 3, 3),
        ..EasyPaper::default()
    };
    assert_eq!(sound(easy_proof(&empty)).pages.len(), 1);
    assert!(easy(&empty).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn a_full_plan_is_set_closer_and_still_fits_on_two_pages() {
    let paper = full_plan();
    let proof = sound(plan_proof(&paper));
    assert_eq!(proof.pages.len(), 2);
    let roomy = sound(plan_proof(&elin_plan()));
    assert!(proof.text().len() > roomy.text().len() + 300);
}

#[test]
fn what_nobody_said_yes_to_is_marked_in_words_and_only_that() {
    let mut paper = elin_plan();
    assert_eq!(sound(plan_proof(&paper)).text().matches("Inte bekräftat").count(), 1);
    paper.measures[1].unconfirmed = false;
    assert_eq!(sound(plan_proof(&paper)).text().matches("Inte bekräftat").count(), 0);
}

#[test]
fn thirty_measures_lose_no_word_and_no_row_is_cut() {
    let mut paper = thirty_measures();
    for measure in &mut paper.measures {
        let number = measure.number;
        for (name, field) in [
            ("what", &mut measure.what),
            ("notice", &mut measure.notice),
            ("ifnot", &mut measure.if_not),
            ("status", &mut measure.status),
        ] {
            *field = format!("{number}{name}a {field} {number}{name}z");
        }
    }
    let proof = sound(plan_proof(&paper));
    let long = [8, 12];
    for measure in &paper.measures {
        let pages: Vec<usize> = ["whata", "whatz", "noticea", "noticez", "ifnota", "ifnotz", "statusa", "statusz"]
            .iter()
            .map(|name| page_of(&proof, &format!("{}{name}", measure.number)))
            .collect();
        let one_page = pages.iter().all(|page| *page == pages[0]);
        assert!(one_page || long.contains(&measure.number), "measure {} is cut: {pages:?}", measure.number);
        assert!(proof.pages[pages[0]].contains("Nr Vad Vem När"), "page {} has no table head", pages[0]);
    }
    let pages: std::collections::BTreeSet<usize> =
        paper.measures.iter().map(|m| page_of(&proof, &format!("{}whata", m.number))).collect();
    assert!(pages.len() >= 4, "thirty measures stand on {pages:?}, so this test proves nothing about breaks");
}

#[test]
fn long_names_and_words_without_spaces_stay_on_the_paper() {
    let mut paper = elin_plan();
    let endless = "å".repeat(2000);
    let name = t("Anna-Karin Margareta von Essen-Stjernswärd Wallenstråhle af Nordenskiöld-Lagerbielke");
    paper.holder.name = name.clone();
    paper.measures[0].who = name;
    paper.measures[0].unit = endless.clone();
    paper.measures[0].when = long_text(700);
    paper.measures[1].what = long_text(2000);
    paper.needs[0].own_words = vec![endless.clone(), long_text(2000)];
    paper.needs[1].professionals = vec![Said { who: t("BUP"), words: endless.clone() }; 3];
    paper.questions = vec![long_text(2000), endless.clone()];
    paper.disagreements[0].sides[0].words = long_text(2000);
    paper.title = format!("{} {endless}", long_text(300));
    let written = 5 + 1;
    let proof = sound(plan_proof(&paper));
    let count = proof.text().matches('å').count();
    assert!(count >= written * 2000, "{count} of at least {} signs were printed", written * 2000);
}

#[test]
fn many_short_lines_do_not_run_off_the_paper() {
    let mut paper = elin_plan();
    let lines = (0..150).map(|line| format!("rad{line}")).collect::<Vec<_>>().join("\n");
    paper.measures[0].notice = lines.clone();
    paper.measures[1].status = lines.clone();
    paper.needs[0].own_words = (0..150).map(|line| format!("ord{line}")).collect();
    paper.goals[0].words = lines;
    let proof = sound(plan_proof(&paper));
    for line in 0..150 {
        assert_eq!(proof.text().matches(&format!("ord{line}”")).count(), 1, "ord{line}");
        assert_eq!(proof.text().replace('”', " ").split(' ').filter(|w| *w == format!("rad{line}")).count(), 3);
    }
}

#[test]
fn an_empty_plan_and_an_empty_letter_are_still_papers() {
    let (labels, letter_labels) = no_labels();
    let paper = PlanPaper {
        lang: t("sv"),
        document_title: t("Plan"),
        identifier: t("empty"),
        date: (2027, 3, 3),
        labels,
        ..PlanPaper::default()
    };
    assert_eq!(sound(plan_proof(&paper)).pages.len(), 1);
    assert!(plan(&paper).unwrap().starts_with(b"%PDF-1.7"));
    let letter = CallLetter {
        lang: t("sv"),
        document_title: t("Brev"),
        identifier: t("empty"),
        date: (2027, 3, 3),
        labels: letter_labels,
        ..CallLetter::default()
    };
    assert_eq!(sound(letter_proof(&letter)).pages.len(), 1);
    assert!(samsyn_paper::letter(&letter).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn an_empty_section_has_no_heading() {
    let mut paper = elin_plan();
    paper.disagreements.clear();
    paper.family_measures.clear();
    paper.consent.clear();
    let text = sound(plan_proof(&paper)).text();
    for heading in ["Det vi inte är överens om", "Det familjen gör", "Samtycke "] {
        assert!(!text.contains(heading), "{heading} stands over nothing");
    }
    assert!(text.contains("Det andra gör (1)"));
}

#[test]
fn arabic_words_are_all_there_and_numbers_keep_their_order() {
    let proof = sound(plan_proof(&haddad_plan()));
    let text = proof.text().replace(['\u{200E}', '\u{200F}'], "");
    for words in ["خطة", "يوسف", "غير مؤكد", "14.00", "010-123 45 67", "Barn- och"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}

#[test]
fn arabic_words_inside_a_swedish_plan_are_printed() {
    let mut paper = elin_plan();
    paper.questions.push(t("متى أستطيع أن ألعب؟"));
    paper.measures[0].notice = t("يوسف يدخل الروضة مبتسمًا.");
    let text = sound(plan_proof(&paper)).text();
    assert!(text.contains("أستطيع") && text.contains("الروضة"), "{text}");
}

#[test]
fn a_sign_without_a_picture_is_told_on_the_paper() {
    let mut paper = elin_plan();
    let note = paper.labels.unprintable.clone();
    assert!(!sound(plan_proof(&paper)).text().contains(&note));
    paper.questions[0] = t("ሰላም");
    let text = sound(plan_proof(&paper)).text();
    assert!(text.contains("□□□") && text.contains(&note), "{text}");
    assert!(plan(&paper).is_ok());
}

#[test]
fn the_letter_fits_on_one_page_and_its_window_shows_only_the_addressee() {
    let proof = sound(letter_proof(&elin_letter()));
    assert_eq!(proof.pages.len(), 1);
    assert!(proof.pages[0].starts_with("Exempelkommun Box 100, 123 00 Exempelstad "), "{}", proof.pages[0]);
    for words in ["Kvarngatan 5", "Kallelse till möte", "”Hur kan jag vara", "Svara senast: Onsdag 24 februari"] {
        assert!(proof.text().contains(words), "{words} is missing in {}", proof.text());
    }
}

#[test]
fn hostile_words_come_out_as_they_were_written() {
    let hostile =
        r#"#panic("x") *b* _i_ $x^2$ ] } \ \u{41} `raw` <a> @b = H - l / t // c /* d */ "q" 'p' -- --- ... ~ #{1}"#;
    let mut paper = elin_plan();
    paper.measures[0] =
        Measure { number: 1, what: t(hostile), who: t("]#import \"/plan.json\""), ..Measure::default() };
    paper.title = t("#read(\"/etc/passwd\")");
    paper.footer = t("{page} #panic()");
    let text = sound(plan_proof(&paper)).text();
    for words in [hostile, "]#import \"/plan.json\"", "#read(\"/etc/passwd\")", "{page} #panic()"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    assert!(plan(&paper).is_ok());
}

#[test]
fn signs_that_steer_do_not() {
    let mut paper = elin_plan();
    paper.measures[0].who = t("Li\u{202E}sa\u{0}\u{1B}[31m\u{FFFE}\u{E000}\u{FEFF} Be\u{2066}rg\r\n\tx");
    let text = sound(plan_proof(&paper)).text();
    assert!(text.contains("Lisa[31m□□ Berg x") || text.contains("Lisa[31m□ Berg x"), "{text}");
    assert!(plan(&paper).is_ok());
}
