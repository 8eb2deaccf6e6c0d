//! How easy our own Swedish is to read, held to the ceilings of `participation.md` 6.2. Printed by
//! `cargo test --workspace --lib our_own -- --nocapture`; `docs/plain-language.md` keeps the figures.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use samsyn_domain::families::{Family, Milestone, story};
use samsyn_domain::plain::Reading;
use samsyn_domain::plan::Plan;

use super::plain;
use crate::Language;
use crate::samples::{House, now, person, staff};

/// Who reads a text, and so how hard it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reader {
    Child,
    Family,
    Work,
}

impl Reader {
    /// The highest LIX.
    fn ceiling(self) -> usize {
        match self {
            Self::Child => 25,
            Self::Family => 35,
            Self::Work => 45,
        }
    }

    /// The longest sentence, in words.
    fn longest(self) -> usize {
        if self == Self::Work { usize::MAX } else { 20 }
    }
}

/// Who reads the messages of a file that begin so; the first row that fits. What is not named is for families.
const READERS: [(&str, &str, Reader); 26] = [
    ("common", "", Reader::Child),
    ("history", "", Reader::Child),
    ("measures", "", Reader::Child),
    ("plan", "", Reader::Child),
    // What somebody at work reads who writes down another's preparation.
    ("prepare", "prepare-of", Reader::Work),
    ("prepare", "", Reader::Child),
    ("question", "", Reader::Child),
    ("questions", "", Reader::Child),
    ("safety", "", Reader::Child),
    ("steps", "", Reader::Child),
    ("worklist", "home-", Reader::Child),
    ("worklist", "now-", Reader::Child),
    ("worklist", "", Reader::Work),
    ("calendar", "", Reader::Work),
    ("call", "", Reader::Work),
    ("directory", "", Reader::Work),
    ("figures", "", Reader::Work),
    // What those who carry the plan on can tell guardians of.
    ("guardians", "conflict-talk-others", Reader::Work),
    ("jobs", "", Reader::Work),
    ("log", "checks-", Reader::Work),
    ("mail", "mail-checkpoint", Reader::Work),
    ("people", "people-", Reader::Family),
    ("people", "", Reader::Work),
    ("plain", "", Reader::Work),
    ("times", "times-found", Reader::Work),
    ("propose", "pick-", Reader::Work),
];

/// A message shorter than this is measured with its file alone: one long word of five says nothing.
const ALONE: usize = 10;

fn reader(file: &str, key: &str) -> Reader {
    let row = READERS.iter().find(|(of, begins, _)| *of == file && key.starts_with(begins));
    row.map_or(Reader::Family, |(.., reader)| *reader)
}

/// The messages of a file, each as it is read: a choice as all its variants, an argument as a short word.
fn messages(ftl: &str) -> BTreeMap<String, String> {
    let mut raw: Vec<(String, String)> = Vec::new();
    for line in ftl.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        match line.split_once('=') {
            Some((key, text)) if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') => {
                raw.push((key.trim().to_owned(), text.trim().to_owned()));
            }
            Some((key, text)) if line.trim_start().starts_with('.') => {
                let of = raw.last().map(|(of, _)| of.split('.').next().unwrap().to_owned()).unwrap();
                raw.push((of + key.trim(), text.trim().to_owned()));
            }
            _ => raw.last_mut().unwrap().1.extend(["\n", line.trim()]),
        }
    }
    raw.into_iter().map(|(key, text)| (key, spoken(&text))).collect()
}

fn spoken(text: &str) -> String {
    let Some((before, choice)) = text.split_once("->") else { return filled(text) };
    let (before, (choice, after)) = (before.rsplit_once('{').unwrap().0, choice.rsplit_once("\n}").unwrap());
    let variants = choice.lines().filter_map(|line| line.split_once(']'));
    variants.map(|(_, words)| filled(&format!("{before}{}{after}", words.trim()))).collect::<Vec<_>>().join("\n")
}

fn filled(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, rest| said + "x" + rest.split_once('}').map_or("", |(_, after)| after))
}

/// Whether a message is a sentence to be read, and no label, button or heading.
fn is_prose(text: &str) -> bool {
    text.ends_with(['.', '!', '?'])
}

/// Keys and texts.
type Messages = Vec<(String, String)>;

/// Each file's prose for each reader: (language, file, reader) to messages.
fn prose() -> BTreeMap<(&'static str, String, Reader), Messages> {
    let mut all: BTreeMap<_, Messages> = BTreeMap::new();
    for language in [Language::Sv, Language::SvSimple] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("text").join(language.tag());
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_stem().unwrap().to_string_lossy().into_owned();
            for (key, text) in messages(&fs::read_to_string(&path).unwrap()) {
                if is_prose(&text) {
                    let reader = reader(&file, &key);
                    all.entry((language.tag(), file.clone(), reader)).or_default().push((key, text));
                }
            }
        }
    }
    all
}

#[test]
fn our_own_texts_are_as_easy_to_read_as_their_readers_need() {
    let mut faults = Vec::new();
    println!(
        "| language | file | reader | sentences | LIX | at most | longest sentence |\n|---|---|---|---|---|---|---|"
    );
    for ((language, file, reader), messages) in prose() {
        let texts: Vec<&str> = messages.iter().map(|(_, text)| text.as_str()).collect();
        let read = Reading::of(&texts.join("\n"));
        let (lix, at_most) = (read.lix(), reader.ceiling());
        println!("| {language} | {file} | {reader:?} | {} | {lix} | {at_most} | {} |", read.sentences, read.longest);
        if lix > at_most {
            faults.push(format!("text/{language}/{file}.ftl for {reader:?}: LIX {lix}, at most {at_most}"));
        }
        for (key, text) in messages {
            let read = Reading::of(&text);
            if read.longest > reader.longest() {
                faults.push(format!("{language} {key}: a sentence of {} words: {text}", read.longest));
            }
            if read.words >= ALONE && read.lix() > at_most {
                faults.push(format!("{language} {key} for {reader:?}: LIX {}, at most {at_most}: {text}", read.lix()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_row_of_readers_is_for_some_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("text/sv");
    for (at, (file, begins, _)) in READERS.iter().enumerate() {
        let keys = messages(&fs::read_to_string(folder.join(format!("{file}.ftl"))).unwrap());
        let first =
            |key: &String| READERS.iter().position(|(of, begins, _)| of == file && key.starts_with(begins)) == Some(at);
        assert!(keys.keys().any(first), "{file} {begins}");
    }
}

#[test]
fn messages_are_read_as_they_are_said() {
    let read = messages(
        "# Note\na = Hej { $name }!\nb = { $n ->\n    [one] En dag\n   *[other] { $n } dagar\n} kvar.\n    .c = Nej.\n",
    );
    let said = |key: &str| read.get(key).map(String::as_str);
    assert_eq!(said("a"), Some("Hej x!"));
    assert_eq!(said("b"), Some("En dag kvar.\nx dagar kvar."));
    assert_eq!(said("b.c"), Some("Nej."));
}

/// What a page says, a line for each block: markup, drawings and what is only for the frame taken away.
fn said(html: &str) -> String {
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).unwrap().0;
    let inline = ["span", "bdi", "strong", "a", "em", "time", "b"];
    let mut text = String::new();
    for part in main.split_once('>').unwrap().1.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        text.push_str(if inline.contains(&name) { "" } else { "\n" });
        text.push_str(words);
    }
    plain(&text).replace("&#38;", "&").replace("&#34;", "\"").replace("&#39;", "'")
}

#[tokio::test]
async fn our_own_plans_are_easy_to_read() {
    let house = House::open("plain-plans").await;
    let mut faults = Vec::new();
    println!("| plan | language | as | words | LIX | longest sentence |\n|---|---|---|---|---|---|");
    for family in Family::ALL {
        let (id, facts) = story(family, Milestone::Told, now()).unwrap();
        let plan = Plan::fold(id, &facts).unwrap();
        let Some(coordinator) = &plan.coordinator else { continue };
        for language in [Language::Sv, Language::SvSimple] {
            let text = house.get(&staff(&coordinator.staff), language, &format!("/plans/{id}/journal.txt")).await.html;
            let page = house.get(&staff(&coordinator.staff), language, &format!("/plans/{id}")).await.html;
            let own = house.get(&person(&plan.person), language, &format!("/plans/{id}")).await.html;
            for (how, text) in [("text", text), ("page", said(&page)), ("the person's page", said(&own))] {
                let read = Reading::of(&text);
                println!(
                    "| {family:?} | {} | {how} | {} | {} | {} |",
                    language.tag(),
                    read.words,
                    read.lix(),
                    read.longest
                );
                assert!(read.words > 20, "{family:?}: {how} says nothing: {text}");
                if read.lix() > Reader::Family.ceiling() {
                    faults.push(format!("{family:?} {language:?} {how}: LIX {}", read.lix()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
