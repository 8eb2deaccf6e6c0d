use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use samsyn_domain::plain::Reading;

use super::*;
use crate::Language;

/// One language's files: name, then key to text (a selector's variants joined, arguments as a single letter).
fn files(language: Language) -> BTreeMap<String, BTreeMap<String, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("text").join(language.tag());
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        all.insert(name, messages(&fs::read_to_string(path).unwrap()));
    }
    all
}

fn messages(ftl: &str) -> BTreeMap<String, String> {
    let (mut found, mut key) = (BTreeMap::<String, String>::new(), String::new());
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        let starts =
            line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') || line.trim_start().starts_with('.');
        let text = match line.split_once('=').filter(|_| starts) {
            Some((name, text)) if line.starts_with([' ', '\t']) => {
                key = format!("{}{}", key.split('.').next().unwrap(), name.trim());
                text
            }
            Some((name, text)) => {
                key = name.trim().to_owned();
                text
            }
            None => line.trim().trim_start_matches('*').split_once(']').map_or(line, |(_, text)| text),
        };
        let mut plain = String::new();
        let mut depth = 0;
        for c in text.chars() {
            match c {
                '{' => depth += 1,
                '}' => {
                    depth -= 1;
                    plain.push('x');
                }
                _ if depth == 0 => plain.push(c),
                _ => {}
            }
        }
        if !key.is_empty() {
            let whole = found.entry(key.clone()).or_default();
            whole.push_str(plain.trim());
            whole.push('\n');
        }
    }
    found
}

/// LIX of texts together. A message ends a sentence.
fn lix<'a>(texts: impl Iterator<Item = &'a String>) -> usize {
    Reading::of(&texts.map(String::as_str).collect::<Vec<_>>().join("\n")).lix()
}

#[test]
fn every_file_has_the_same_keys_in_every_language() {
    let keys = |language| -> BTreeSet<String> {
        let keys = |(file, messages): (String, BTreeMap<String, String>)| {
            messages.into_keys().map(move |key| format!("{file} {key}"))
        };
        files(language).into_iter().flat_map(keys).collect()
    };
    let swedish = keys(Language::Sv);
    assert!(swedish.len() > 100);
    for language in Language::ALL {
        let differing: Vec<String> = keys(language).symmetric_difference(&swedish).cloned().collect();
        assert!(differing.is_empty(), "{language:?} and Swedish differ: {differing:?}");
    }
}

#[test]
fn swedish_is_easy_to_read() {
    for (file, messages) in files(Language::Sv) {
        let lix = lix(messages.values());
        assert!(lix <= 40, "text/sv/{file} has LIX {lix}, at most 40 is allowed");
    }
    let simple = files(Language::SvSimple);
    let lix = lix(simple.values().flat_map(BTreeMap::values));
    assert!(lix <= 30, "easy Swedish has LIX {lix}, at most 30 is allowed");
}

#[test]
fn easy_swedish_says_one_thing_at_a_time() {
    for (file, messages) in files(Language::SvSimple) {
        for (key, text) in messages {
            for sentence in text.split(['.', '!', '?', ':', '\n']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= 14, "text/sv-simple/{file}: {key} has a sentence of {words} words: {sentence}");
            }
        }
    }
}

#[test]
fn every_message_is_used() {
    fn read(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                read(&path, all);
            } else if path.extension().is_some_and(|kind| ["rs", "html", "txt"].iter().any(|known| kind == *known)) {
                all.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut code = String::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for part in ["web/src", "server/src"] {
        read(&crates.join(part), &mut code);
    }
    let idle: Vec<String> = files(Language::Sv)
        .into_values()
        .flat_map(BTreeMap::into_keys)
        .filter(|key| !key.starts_with('-'))
        .filter(|key| !code.contains(&format!("msg_{}(", key.replace(['-', '.'], "_"))))
        .collect();
    assert!(idle.is_empty(), "nothing says these messages, remove them or use them: {idle:?}");
}

#[test]
fn arguments_stand_in_isolates_and_plain_takes_them_away() {
    let t = Language::Sv.text();
    assert_eq!(t.msg_words_of("Elin"), "\u{2068}Elin\u{2069} säger");
    assert_eq!(plain(&t.msg_words_of("Elin")), "Elin säger");
    assert_eq!(plain(&t.msg_days_left(1)), "1 dag kvar");
    assert_eq!(plain(&t.msg_days_left(9)), "9 dagar kvar");
    assert_eq!(
        plain(&t.msg_error_too_long(3, 200)),
        "Texten är 3 tecken för lång. Du kan skriva högst 200 tecken. Hela din text finns kvar."
    );
}
