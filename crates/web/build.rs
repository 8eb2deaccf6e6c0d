//! Turns `text/<language>/*.ftl` into typed Rust: one method per message.
//!
//! fluent-typed writes `l10n.rs`; from it we write `text.rs`, where a message without arguments is a
//! `&'static str` looked up once at start. Both land in `OUT_DIR`: a committed file would be rewritten by
//! every branch that adds a sentence. A message that is missing, or takes other arguments, in any language
//! stops the build here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, try_build_from_locales_folder};

const DEFAULT: &str = "sv";

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script its folder by the environment alone")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let keys = keys_of_all_languages(Path::new("text"))?;
    let rust = out.join("l10n.rs");
    let options = BuildOptions::default()
        .with_locales_folder("text")
        .with_default_language(DEFAULT)
        .with_output_file_path(&rust.to_string_lossy())
        .with_ftl_output(FtlOutputOptions::single_file(&out.join("all.ftl").to_string_lossy()))
        .with_lint_level(LintLevel::Strict)
        .without_format();
    try_build_from_locales_folder(options)?;
    let generated = fs::read_to_string(&rust)?;
    let skipped: Vec<&String> = keys.iter().filter(|key| !generated.contains(&accessor(key))).collect();
    if !skipped.is_empty() {
        return Err(format!("text: these messages take other arguments in another language: {skipped:?}").into());
    }
    hold_comments_to_argument_order(Path::new("text").join(DEFAULT).as_path(), &generated)?;
    let fixed = fixed_names(&generated);
    let mut rust = fixed_messages(&fixed)?;
    rust.push_str("/// The messages of a language that take arguments, as FTL.\npub(crate) fn formatted(language: &str) -> &'static [u8] {\n    match language {\n");
    for language in fs::read_dir("text")? {
        let language = language?;
        if language.path().is_dir() {
            let name = language.file_name().to_string_lossy().into_owned();
            fs::write(out.join(format!("{name}.ftl")), formatted(&language.path(), &fixed)?)?;
            writeln!(rust, "        \"{name}\" => include_bytes!(\"{name}.ftl\"),")?;
        }
    }
    rust.push_str("        _ => b\"\",\n    }\n}\n");
    fs::write(out.join("text.rs"), rust)?;
    Ok(())
}

/// The FTL of one language without what is fixed, so that the program does not keep that twice. What another message names is kept.
fn formatted(folder: &Path, fixed: &[&str]) -> io::Result<String> {
    let mut entries: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder)? {
        for line in fs::read_to_string(entry?.path())?.lines() {
            if line.starts_with('#') {
                continue;
            }
            if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
                entries.push(String::new());
            }
            if let Some(last) = entries.last_mut() {
                last.push_str(line);
                last.push('\n');
            }
        }
    }
    let key = |entry: &str| entry.split_once('=').map_or("", |(key, _)| key.trim_end()).to_owned();
    let (idle, mut kept): (Vec<String>, Vec<String>) = entries.into_iter().partition(|entry| {
        fixed.contains(&format!("msg_{}", key(entry).replace('-', "_")).as_str()) && !entry.contains("\n    .")
    });
    let named = kept.concat();
    kept.extend(idle.into_iter().filter(|entry| named.contains(&format!("{{ {} }}", key(entry)))));
    Ok(kept.concat())
}

/// The keys (`message` or `message.attribute`) that every language has; an error lists what one lacks.
fn keys_of_all_languages(folder: &Path) -> Result<BTreeSet<String>, Box<dyn std::error::Error>> {
    let mut languages = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            languages.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), keys_in(&path)?);
        }
    }
    let all: BTreeSet<String> = languages.values().flatten().cloned().collect();
    let mut missing = String::new();
    for (language, keys) in &languages {
        for key in all.difference(keys) {
            writeln!(missing, "  {language} lacks `{key}`")?;
        }
    }
    if missing.is_empty() { Ok(all) } else { Err(format!("text: missing messages\n{missing}").into()) }
}

/// The keys of one language's folder. A message starts in the first column, an attribute is ` .name =`.
fn keys_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "ftl") {
            continue;
        }
        let mut message = String::new();
        for line in fs::read_to_string(path)?.lines() {
            let Some((name, _)) = line.split_once('=') else {
                continue;
            };
            let name = name.trim_end();
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(' ') {
                name.clone_into(&mut message);
                keys.insert(message.clone());
            } else if let Some(attribute) = name.trim_start().strip_prefix('.')
                && name.starts_with(' ')
                && attribute.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            {
                keys.insert(format!("{message}.{attribute}"));
            }
        }
    }
    Ok(keys)
}

/// A method takes its arguments in the order in which the default language's sentence names them. Two texts can
/// change places unseen, so the comments above a message, which writers read, must name them in that order too.
fn hold_comments_to_argument_order(folder: &Path, generated: &str) -> Result<(), Box<dyn std::error::Error>> {
    for entry in fs::read_dir(folder)? {
        let mut told = Vec::new();
        for line in fs::read_to_string(entry?.path())?.lines() {
            if let Some(comment) = line.strip_prefix("# $") {
                told.extend(comment.split(' ').next().map(|name| name.replace('-', "_")));
            } else if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| !key.starts_with([' ', '-', '#'])) {
                let method = format!("pub fn msg_{}", key.replace('-', "_"));
                let signature = generated
                    .lines()
                    .filter_map(|line| line.trim_start().strip_prefix(&method))
                    .find(|rest| rest.starts_with(['(', '<']))
                    .unwrap_or_default();
                let (_, arguments) = signature.split_once("&self").unwrap_or_default();
                let taken: Vec<&str> =
                    arguments.split(", ").filter_map(|part| Some(part.split_once(": ")?.0)).collect();
                if !told.is_empty() && taken != told {
                    return Err(format!("text: {key} takes {taken:?}, its comments say {told:?}").into());
                }
                told.clear();
            } else if line.is_empty() {
                told.clear();
            }
        }
    }
    Ok(())
}

/// What the generated contract of a key begins with.
fn accessor(key: &str) -> String {
    match key.split_once('.') {
        Some((message, attribute)) => format!("message: \"{message}\", attribute: Some(\"{attribute}\")"),
        None => format!("message: \"{key}\", attribute: None"),
    }
}

/// The generated methods that take no argument and give a plain `String`.
fn fixed_names(generated: &str) -> Vec<&str> {
    generated
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("pub fn ")?.strip_suffix("(&self) -> String {"))
        .filter(|name| name.starts_with("msg_"))
        .collect()
}

/// Methods on `Text` that shadow those.
fn fixed_messages(names: &[&str]) -> Result<String, std::fmt::Error> {
    let mut rust = format!("const FIXED: usize = {};\n", names.len());
    writeln!(rust, "fn fixed(from: &L10nLanguage) -> [&'static str; FIXED] {{\n    [")?;
    for name in names {
        writeln!(rust, "        leak(from.{name}()),")?;
    }
    writeln!(rust, "    ]\n}}\nimpl Text {{")?;
    for (place, name) in names.iter().enumerate() {
        writeln!(rust, "    pub fn {name}(&self) -> &'static str {{ self.fixed[{place}] }}")?;
    }
    writeln!(rust, "}}")?;
    Ok(rust)
}
