//! Writes one file for each kind of event that has none yet in `tests/stored_events/`, from the families' stories. A file
//! that is there is never written over: what was stored once is readable for ever.

use std::fs::OpenOptions;
use std::io::Write as _;

#[path = "../tests/support/mod.rs"]
mod support;

fn main() -> std::io::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored_events");
    std::fs::create_dir_all(&folder)?;
    for fact in support::everything::stories().iter().flat_map(|tale| &tale.facts) {
        let path = folder.join(format!("{}.json", support::event_key(&fact.event)));
        // `create_new` fails where a file is: that one stays as it was stored.
        if let Ok(mut file) = OpenOptions::new().write(true).create_new(true).open(path) {
            writeln!(file, "{}", serde_json::to_string_pretty(fact)?)?;
        }
    }
    Ok(())
}
