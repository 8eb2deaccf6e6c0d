//! The house in order: what a compiler cannot see and a reviewer should not have to. Needs nothing but the files.
#![expect(clippy::unwrap_used, reason = "a file that cannot be read is a fault to see at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What is made, not written. (`.git` is a file where the repository is one of several work trees.)
const MADE: [&str; 6] = ["target", "node_modules", "shots", "samsyn-data", ".git", "__pycache__"];
/// The most lines a source file may have, tests aside (aim at 150, stop at 400).
const LINES: usize = 500;
/// The most lines a handler's body may have, blank lines and comments aside.
const HANDLER: usize = 25;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display())) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if MADE.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            walk(&path, into);
        } else {
            into.push(path);
        }
    }
}

/// The text files under a folder of the repository, as (path from the root, text), in order. The folder must exist.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    walk(&root.join(folder), &mut found);
    let mut texts: Vec<_> = found
        .into_iter()
        .filter(|path| endings.is_empty() || endings.iter().any(|e| path.extension().is_some_and(|own| own == *e)))
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            Some((path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(), text))
        })
        .collect();
    texts.sort();
    texts
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Whether `word` stands in `text` as a word of its own.
fn has_word(text: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(part_of_word)
            && !text[at + word.len()..].chars().next().is_some_and(part_of_word)
    })
}

fn is_test(path: &str) -> bool {
    path.split('/')
        .any(|part| part == "tests" || part == "journeys" || part == "tests.rs" || part.ends_with("_test.rs"))
}

/// The lines before the tests at the bottom of a Rust file.
fn lines_without_tests(text: &str) -> usize {
    text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count()
}

#[test]
fn no_file_is_too_long_to_read() {
    let faults: Vec<_> = ["crates", "bench", "e2e"]
        .into_iter()
        .flat_map(|folder| files(folder, &["rs", "html", "js", "css", "mjs"]))
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| (lines_without_tests(&text), path))
        .filter(|(lines, _)| *lines > LINES)
        .map(|(lines, path)| format!("{path}: {lines} lines, at most {LINES}"))
        .collect();
    none(&faults);
}

#[test]
fn no_template_switches_escaping_off() {
    let off = [concat!("|sa", "fe"), "{%filtersafe"];
    let whole = ["escape=\"none\""];
    let templates = files("crates", &["html", "svg", "txt"]);
    let code = files("crates/web/src", &["rs"]);
    assert!(templates.len() > 5, "no templates found: has the layout changed?");
    let mut faults = Vec::new();
    for (texts, never) in [(templates, &off[..]), (code, &whole[..])] {
        for (path, text) in texts {
            for (number, line) in text.lines().enumerate() {
                let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
                if never.iter().any(|word| squeezed.contains(word)) {
                    faults.push(format!("{path}:{}: escaping is off; make it a type of its own", number + 1));
                }
            }
        }
    }
    none(&faults);
}

/// The public handlers of a file, as (name, lines of body). The files are formatted, so a body ends at a brace that stands
/// as far in as its `pub`.
fn handlers(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(rest) = line.trim_start().strip_prefix("pub async fn ") else {
            continue;
        };
        let name = rest.split(['(', '<']).next().unwrap_or_default().to_owned();
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = format!("{indent}}}");
        let Some(open) = (at..lines.len()).find(|l| lines[*l].ends_with('{') || lines[*l].ends_with('}')) else {
            continue;
        };
        let body = lines[open + 1..].iter().take_while(|line| **line != end);
        let counted = body.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")).count();
        found.push((name, if lines[open].ends_with('}') { 1 } else { counted }));
    }
    found
}

#[test]
fn handlers_fit_on_a_glance() {
    let pages = files("crates/web/src/pages", &["rs"]);
    let found: Vec<_> = pages
        .iter()
        .filter(|(path, _)| !is_test(path))
        .flat_map(|(path, text)| handlers(text).into_iter().map(move |(name, lines)| (path, name, lines)))
        .collect();
    assert!(!found.is_empty(), "no `pub async fn` found under crates/web/src/pages: has the layout changed?");
    let faults: Vec<_> = found
        .into_iter()
        .filter(|(_, _, lines)| *lines > HANDLER)
        .map(|(path, name, lines)| format!("{path}: {name} has {lines} lines of body, at most {HANDLER}"))
        .collect();
    none(&faults);
}

#[test]
fn handlers_are_counted_as_people_would() {
    let text = "pub async fn a(\n    x: u8,\n) -> u8 {\n    // why\n    let y = x;\n\n    if y > 1 {\n        y\n    } else {\n        0\n    }\n}\npub async fn b() {}\n";
    assert_eq!(handlers(text), [("a".to_owned(), 6), ("b".to_owned(), 1)]);
}

#[test]
fn nothing_names_a_machine_or_a_registry() {
    let never = [
        concat!("/wo", "rk/"),
        concat!("/tm", "p/"),
        concat!("/ro", "ot/"),
        concat!("py", "pi.org"),
        concat!("python", "hosted.org"),
        concat!("npm", "js.org"),
        concat!("npm", "js.com"),
        concat!("deb.", "debian.org"),
        concat!("index.", "crates.io"),
        concat!("static.", "crates.io"),
        concat!("//", "crates.io"),
    ];
    let mut faults = Vec::new();
    for (path, text) in files("", &[]) {
        if path == "Cargo.lock" {
            continue; // cargo's own; it names an index by its public name, no machine
        }
        for (number, line) in text.lines().enumerate() {
            for word in never.iter().filter(|word| line.contains(**word)) {
                faults.push(format!("{path}:{}: names {word}", number + 1));
            }
        }
    }
    none(&faults);
}

#[test]
fn nothing_is_left_for_later_or_switched_off() {
    let anywhere =
        [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("FIX", "ME"), concat!("#[ig", "nore")];
    let in_browser = [concat!(".on", "ly("), concat!("test.sk", "ip(")];
    let mut faults = Vec::new();
    for folder in ["crates", "bench", "e2e", ".ci"] {
        for (path, text) in files(folder, &[]) {
            let browser = path.ends_with("js");
            for (number, line) in text.lines().enumerate() {
                let browser_words = in_browser.iter().filter(|_| browser);
                for word in anywhere.iter().chain(browser_words).filter(|word| line.contains(**word)) {
                    faults.push(format!("{path}:{}: {word}", number + 1));
                }
            }
        }
    }
    none(&faults);
}

/// The cells of each row of the first Markdown table after the line `heading`.
fn table(text: &str, heading: &str) -> Vec<Vec<String>> {
    text.lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

#[test]
fn the_glossary_holds_to_the_code() {
    let rows = table(&read("docs/glossary.md"), "## Words in the code");
    assert!(rows.len() > 30, "docs/glossary.md: the table under \"## Words in the code\" is missing or short");
    assert_eq!(rows[0], ["Swedish", "English in code", "meaning", "source"], "docs/glossary.md: its columns");
    let code: String = files("crates", &["rs"]).into_iter().map(|(_, text)| text).collect();
    let mut faults = Vec::new();
    let mut swedish = BTreeSet::new();
    for row in &rows[2..] {
        let term = &row[0];
        if row.len() != 4 || row.iter().any(String::is_empty) {
            faults.push(format!("{term}: the row needs four cells, none empty"));
            continue;
        }
        if !swedish.insert(term.clone()) {
            faults.push(format!("{term}: stands twice"));
        }
        let names: Vec<_> = row[1].split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            faults.push(format!("{term}: its English in code must stand in backquotes"));
        }
        for name in names {
            if !name.rsplit("::").next().is_some_and(|last| has_word(&code, last)) {
                faults.push(format!("{term}: `{name}` occurs nowhere in crates/"));
            }
        }
    }
    none(&faults);
}

#[test]
fn the_asvs_table_names_tests_that_are_there() {
    let rows = table(&read("docs/asvs.md"), "## The table");
    let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
    for row in &rows[2..] {
        let [id, level, words, state, shown] = row.as_slice() else {
            faults.push(format!("{row:?}: five cells"));
            continue;
        };
        if !seen.insert(id.clone()) || ![1, 2].contains(&level.parse().unwrap_or(0)) || words.is_empty() {
            faults.push(format!("{id}: stands twice, or lacks its level or words"));
        }
        if !["met", "part", "lacks", "not here"].contains(&state.as_str()) || shown.is_empty() {
            faults.push(format!("{id}: say where it stands, and why"));
        }
        let (mut named, quoted) = (0, shown.split('`').skip(1).step_by(2));
        for (path, test) in quoted.filter_map(|quoted| quoted.split_once("::")) {
            named += 1;
            let there = fs::read_to_string(root().join(path)).is_ok_and(|text| text.contains(&format!("fn {test}(")));
            if !there {
                faults.push(format!("{id}: there is no test {path}::{test}"));
            }
        }
        // Only a test, a file or a plain reason is an answer.
        if state == "met" && named == 0 && shown.split(' ').count() < 2 {
            faults.push(format!("{id}: met, but nothing is named"));
        }
    }
    // Levels 1 and 2 of version 5.0.0 have 70 and 183 requirements.
    assert_eq!(seen.len(), 253, "docs/asvs.md: requirements");
    none(&faults);
}

#[test]
fn every_rule_says_its_source_and_is_listed() {
    let listed = read("docs/law/README.md");
    let folder = "crates/domain/src/rules/";
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for (path, text) in files(folder, &["rs"]) {
        let name = path.strip_prefix(folder).unwrap().trim_end_matches("/mod.rs").trim_end_matches(".rs").to_owned();
        if name == "mod" || is_test(&path) {
            continue;
        }
        let source = text.lines().next().and_then(|line| line.strip_prefix("//! Source: "));
        if source.is_none_or(|source| source.trim().is_empty()) {
            faults.push(format!("{path}: line 1 must be `//! Source: …`"));
        }
        if !listed.contains(&format!("`{name}`")) {
            faults.push(format!("docs/law/README.md: does not list `{name}`"));
        }
        names.insert(name);
    }
    assert!(!names.is_empty(), "no rule found in {folder}");
    for row in table(&listed, "## The rules").iter().skip(2) {
        let name = row[0].trim_matches('`');
        if !names.contains(name) {
            faults.push(format!("docs/law/README.md: lists `{name}`, which is no rule"));
        }
    }
    none(&faults);
}

#[test]
fn every_text_is_there_in_every_language() {
    let mut keys: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for (path, text) in files("crates/web/text", &["ftl"]) {
        let mut parts = path.trim_start_matches("crates/web/text/").splitn(2, '/');
        let (language, file) = (parts.next().unwrap().to_owned(), parts.next().unwrap().to_owned());
        let own = keys.entry(language).or_default();
        for line in text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')) {
            let key = line.split('=').next().unwrap().trim().to_owned();
            assert!(own.insert((file.clone(), key.clone())), "{path}: {key} stands twice");
        }
    }
    for language in ["sv", "sv-simple", "en"] {
        assert!(keys.contains_key(language), "no texts in {language}");
    }
    let all: BTreeSet<_> = keys.values().flatten().collect();
    let faults: Vec<_> = keys
        .iter()
        .flat_map(|(language, own)| all.iter().filter(|key| !own.contains(**key)).map(move |key| (language, key)))
        .map(|(language, (file, key))| format!("crates/web/text/{language}/{file}: {key} is missing"))
        .collect();
    none(&faults);
}

#[test]
fn decisions_are_numbered_without_a_gap() {
    let mut faults = Vec::new();
    let decisions = files("docs/decisions", &["md"]);
    let records = decisions.iter().filter(|(path, _)| !path.ends_with("README.md"));
    let mut count = 0;
    for (expected, (path, text)) in (1..).zip(records) {
        let number = path.rsplit('/').next().unwrap().split('-').next().unwrap_or_default();
        if number != format!("{expected:04}") {
            faults.push(format!("{path}: number {expected:04} expected here"));
        }
        for part in ["## Context", "## Decision", "## Consequences", "## Rejected"] {
            if !text.lines().any(|line| line == part) {
                faults.push(format!("{path}: lacks `{part}`"));
            }
        }
        count = expected;
    }
    assert!(count >= 10, "only {count} decisions in docs/decisions");
    none(&faults);
}
