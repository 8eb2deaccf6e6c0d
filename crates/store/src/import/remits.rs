//! `remits.csv`: what units do and do not. A unit that stands in the file gets just what stands there.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;
use samsyn_domain::ids::UnitId;
use samsyn_domain::remit::{DoesNot, MOST, Remit};
use samsyn_domain::words::{Line as OneLine, Words};

use super::fault::{Expected, Fault};
use super::files::{Line, lines};
use super::form::birthday;

const FILE: &str = "remits.csv";
const HEADER: &str = "unit,sort,words,instead";
const SORTS: &str = "does, does-not, refers, waiting, source, reviewed";

/// Reads the file; `units` are the keys that are known by then, `id` what each stands for.
pub(super) fn read(
    bytes: Option<&[u8]>,
    units: &HashSet<String>,
    today: Date,
    mut id: impl FnMut(&str) -> UnitId,
    faults: &mut Vec<Fault>,
) -> Vec<Remit> {
    let mut remits: BTreeMap<String, Remit> = BTreeMap::new();
    let mut said: BTreeSet<(String, String)> = BTreeSet::new();
    for row in lines(FILE, HEADER, bytes, faults) {
        let unit = &row.fields[0];
        if !units.contains(unit) {
            let expected = if unit.is_empty() { Expected::Something } else { Expected::KnownKey { file: "units.csv" } };
            faults.push(fault(&row, "unit", expected));
            continue;
        }
        let once = !matches!(row.fields[1].as_str(), "does" | "does-not");
        if once && !said.insert((unit.clone(), row.fields[1].clone())) {
            faults.push(fault(&row, "sort", Expected::Once));
            continue;
        }
        let remit = remits.entry(unit.clone()).or_insert_with(|| Remit::empty(id(unit)));
        if let Err(wrong) = take(&row, remit, today) {
            faults.push(wrong);
        }
    }
    remits.into_values().collect()
}

fn fault(row: &Line, column: &'static str, expected: Expected) -> Fault {
    Fault { file: FILE, line: row.number, column, expected }
}

fn take(row: &Line, remit: &mut Remit, today: Date) -> Result<(), Fault> {
    let (sort, words, instead) = (row.fields[1].as_str(), row.fields[2].as_str(), row.fields[3].as_str());
    if words.is_empty() {
        return Err(fault(row, "words", Expected::Something));
    }
    if sort != "does-not" && !instead.is_empty() {
        return Err(fault(row, "instead", Expected::Nothing));
    }
    let line = |text: &str, column| OneLine::parse(text, column).map_err(|_| fault(row, column, Expected::Text));
    match sort {
        "does" | "does-not" if remit.does.len() + remit.does_not.len() >= 2 * MOST => {
            return Err(fault(row, "unit", Expected::AtMost { lines: 2 * MOST }));
        }
        "does" => remit.does.push(line(words, "words")?),
        "does-not" if instead.is_empty() => return Err(fault(row, "instead", Expected::Something)),
        "does-not" => {
            remit.does_not.push(DoesNot { what: line(words, "words")?, instead: line(instead, "instead")? });
        }
        "refers" => {
            remit.refers = Some(Words::parse(words, "words").map_err(|_| fault(row, "words", Expected::Text))?);
        }
        "waiting" => remit.waiting = Some(line(words, "words")?),
        "source" => remit.source = Some(line(words, "words")?),
        "reviewed" => {
            remit.reviewed = Some(birthday(words, today).ok_or_else(|| fault(row, "words", Expected::Date))?);
        }
        _ => return Err(fault(row, "sort", Expected::OneOf(SORTS))),
    }
    Ok(())
}
