use samsyn_domain::information::Settings;

use super::*;
use crate::Language;
use crate::text::plain as bare;

fn said(language: Language, text: &str) -> String {
    bare(&Plain::of(language.text(), &Settings::default(), text).render().unwrap())
}

#[test]
fn it_says_how_hard_a_text_is_and_what_one_can_write_instead() {
    // 8 words in one sentence, one above six letters ("hjälper"): 8 + 12.5 = 20.5.
    let html = said(Language::Sv, "BUP gör en insats och QRS hjälper skolan.");
    assert!(html.contains("<p>LIX 21, mycket lätt. Längsta meningen har 8 ord.</p>"), "{html}");
    assert!(html.contains("<strong dir=\"auto\">BUP</strong>: barn- och ungdomspsykiatrin"), "{html}");
    assert!(html.contains("<strong dir=\"auto\">insats</strong>: hjälp, stöd"), "{html}");
    assert!(html.contains("<strong dir=\"auto\">QRS</strong>: Alla vet inte"), "{html}");
    let hard = "Huvudmännen säkerställer samordnade stödinsatser enligt beslutsunderlaget.";
    for (language, level) in
        [(Language::Sv, "mycket svår"), (Language::SvSimple, "mycket svår"), (Language::En, "very hard")]
    {
        assert!(said(language, hard).contains(level));
    }
}

#[test]
fn it_says_nothing_of_nothing_and_escapes_what_was_typed() {
    for nothing in ["", "  \n", &"x ".repeat(Said::MAX)] {
        assert_eq!(said(Language::Sv, nothing).trim(), "");
    }
    let list = vec![samsyn_domain::plain::PlainWord { word: "a".into(), forms: vec![], plain: "<b>".into() }];
    let own = Settings { plain_words: list, ..Settings::default() };
    let html = Plain::of(Language::Sv.text(), &own, "<i>a</i> insats").render().unwrap();
    assert!(!html.contains("<b>") && !html.contains("<i>") && !html.contains("insats"), "{html}");
}
