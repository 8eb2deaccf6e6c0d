//! The printed matrix of access is the one that was read and accepted: a change of policy is a diff that can be read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use std::path::Path;

#[test]
fn the_matrix_is_the_one_that_was_accepted() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/access/matrix.expected");
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let printed = support::matrix::printed();
    if expected == printed {
        return;
    }
    let mut section = "";
    for (number, (was, is)) in pairs(&expected, &printed).enumerate() {
        if is.starts_with("==") {
            section = is;
        }
        if was != is {
            println!("line {} in {section}\n- {was}\n+ {is}", number + 1);
        }
    }
    panic!(
        "who may see or do what has changed. If that is meant: cargo run -p samsyn-domain --example accept_matrix \
         (also in `just accept`), then read the diff of matrix.expected"
    );
}

fn pairs<'a>(expected: &'a str, printed: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let lines = expected.lines().count().max(printed.lines().count());
    let padded = |text: &'a str| text.lines().chain(std::iter::repeat(""));
    padded(expected).zip(padded(printed)).take(lines)
}
