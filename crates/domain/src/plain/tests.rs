use proptest::prelude::*;

use super::*;
use crate::information::Settings;

/// Text; words, sentences, long words, longest sentence, LIX.
const WORKED: [(&str, [usize; 5]); 21] = [
    ("", [0, 0, 0, 0, 0]),
    ("  … ! ? .\n\n", [0, 0, 0, 0, 0]),
    // 9/2 + 200/9 = 26.7
    ("Vi ses igen. Samordningen fungerar inte alls i dag.", [9, 2, 2, 6, 27]),
    // 12/3 = 4
    ("Lisa ringer Elin på måndag. De pratar om skolan. Mamma är med.", [12, 3, 0, 5, 4]),
    // 15/1 + 800/15 = 68.3
    (
        "Huvudmännen ska säkerställa att den enskildes behov av insatser tillgodoses genom samordnade insatser enligt beslutsunderlaget.",
        [15, 1, 8, 15, 68],
    ),
    ("Till exempel t.ex. skolan.", [4, 1, 1, 4, 29]),
    ("Vi ses kl. 14. Sedan går vi.", [7, 2, 0, 4, 4]),
    ("Mötet är kl. 14.30 den 2027-03-01 på skolan.", [8, 1, 0, 8, 8]),
    ("Mötet är 14:30 den 3. mars.", [6, 1, 0, 6, 6]),
    ("1. Ring mamma\n2. Vila", [5, 2, 0, 3, 3]),
    ("Bra jobbat! Kommer du? Ja.", [5, 3, 0, 2, 2]),
    ("”Kommer du?” frågade Elin.", [4, 1, 1, 4, 29]),
    ("Anna B. Ek ringer.", [4, 1, 0, 4, 4]),
    ("Mat, buss m.m. Sedan hem.", [5, 2, 0, 3, 3]),
    ("Mat, buss m.m. för alla.", [5, 1, 0, 5, 5]),
    ("Det kostar 40 kr. Vi betalar.", [6, 2, 1, 4, 20]),
    ("Läs på www.regler.example i dag.", [5, 1, 1, 5, 25]),
    ("Gå hem.Sedan ringer du.", [5, 2, 0, 3, 3]),
    ("Barn- och ungdomspsykiatrin, eller BUP:s mottagning", [6, 1, 2, 6, 39]),
    ("Rubrik\n\nEn rad till", [4, 2, 0, 3, 2]),
    ("(Ring först.) Kom sedan…", [4, 2, 0, 2, 2]),
];

#[test]
fn worked_examples() {
    for (text, [words, sentences, long, longest, lix]) in WORKED {
        let read = Reading::of(text);
        assert_eq!((read, read.lix()), (Reading { words, sentences, long, longest }, lix), "{text}");
    }
}

#[test]
fn levels_begin_at_the_whole_tens() {
    let of = |long: usize| Reading { words: 100, sentences: 100, long, longest: 1 };
    for (long, lix, level) in [
        (28, 29, Level::VeryEasy),
        (29, 30, Level::Easy),
        (38, 39, Level::Easy),
        (39, 40, Level::Medium),
        (49, 50, Level::Hard),
        (58, 59, Level::Hard),
        (59, 60, Level::VeryHard),
    ] {
        assert_eq!((of(long).lix(), of(long).level()), (lix, level));
    }
}

fn found(text: &str) -> Vec<String> {
    let list = Settings::default().plain_words;
    marks(text, &list).iter().map(|mark| mark.found.to_owned()).collect()
}

#[test]
fn words_of_the_list_are_found_whole_and_in_their_forms() {
    for (text, marked) in [
        ("Insatserna börjar. INSATS! En insats.", vec!["Insatserna"]),
        ("Insatsvilja finns.", vec![]),
        ("Vi remitterar till BUP.", vec!["remitterar", "BUP"]),
        ("bup och Bup", vec![]),
        ("BUP:s läkare på BUP-mottagningen", vec!["BUP"]),
        ("LSS-handläggaren ringer", vec!["LSS"]),
        ("Med  anledning av SoL", vec!["Med  anledning av", "SoL"]),
        ("Han kom med. Anledning av annat slag.", vec![]),
        ("Den enskilde får stöd", vec!["Den enskilde"]),
        ("TV och SMS är bra. OBS!", vec![]),
        ("Elin får hjälp", vec![]),
    ] {
        assert_eq!(found(text), marked, "{text}");
    }
}

#[test]
fn a_mark_says_what_one_can_write_instead() {
    let list = Settings::default().plain_words;
    let marks = marks("Möte med BUP", &list);
    assert_eq!((marks[0].found, marks[0].plain), ("BUP", "barn- och ungdomspsykiatrin"));
}

#[test]
fn acronyms_that_nobody_explains_are_told() {
    let list = Settings::default().plain_words;
    for (text, told) in [
        ("QRS och BUP och QRS", vec!["QRS"]),
        ("QRS-läkaren på VAB:s", vec!["QRS", "VAB"]),
        ("Elin McDonald bor i Å", vec![]),
        ("DET HÄR ÄR VIKTIGT", vec![]),
        ("Ring GP", vec!["GP"]),
        ("SMS, TV, ADHD", vec![]),
    ] {
        assert_eq!(unknown(text, &list), told, "{text}");
    }
}

proptest! {
    #[test]
    fn counts_hold_together(text in "[a-zåäöA-ZÅÄÖ0-9 .,:!?\\-\n”()…]{0,200}") {
        let read = Reading::of(&text);
        prop_assert!(read.long <= read.words && read.sentences <= read.words && read.longest <= read.words);
        prop_assert_eq!(read.words == 0, read.sentences == 0);
        prop_assert!(read.sentences * read.longest >= read.words);
        prop_assert!(read.lix() <= read.longest + 101);
    }

    #[test]
    fn lines_add_up(one in "[a-zåäö .!?]{0,80}", other in "[a-zåäö .!?]{0,80}") {
        let (a, b, both) = (Reading::of(&one), Reading::of(&other), Reading::of(&format!("{one}\n{other}")));
        prop_assert_eq!((a.words + b.words, a.sentences + b.sentences), (both.words, both.sentences));
        prop_assert_eq!(a.longest.max(b.longest), both.longest);
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,120}") {
        let list = Settings::default().plain_words;
        let read = Reading::of(&text);
        prop_assert!(marks(&text, &list).iter().all(|mark| text.contains(mark.found) && !mark.plain.is_empty()));
        prop_assert!(unknown(&text, &list).iter().all(|part| text.contains(part)));
        prop_assert!(read.words <= text.chars().count());
    }

    #[test]
    fn each_word_of_the_list_is_found_in_a_sentence(at in 0usize..200, form in 0usize..8) {
        let list = Settings::default().plain_words;
        let entry = &list[at % list.len()];
        let forms: Vec<&String> = std::iter::once(&entry.word).chain(&entry.forms).collect();
        let word = forms[form % forms.len()];
        let text = format!("Här står {word} i en mening.");
        let found: Vec<&str> = marks(&text, &list).iter().map(|mark| mark.found).collect();
        let wanted: Vec<&str> = if entry.plain.is_empty() { vec![] } else { vec![word.as_str()] };
        prop_assert_eq!(found, wanted);
        prop_assert!(unknown(&text, &list).is_empty());
    }
}
