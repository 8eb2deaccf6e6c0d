//! From fields to rows of the directory, field by field.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use samsyn_domain::personnummer::Personnummer;
use uuid::Uuid;

use super::fault::{Expected, Fault};
use super::files::{DirectoryFiles, Line, lines};
use super::form::{birthday, is_hsa_id, is_key, is_language, is_mail, is_phone, is_sdk_address, is_text};
use super::{Codes, Known};
use crate::staff::StaffRole;
use crate::units::UNIT_KINDS;
use crate::{Person, Principal, Staff, Unit, principals};

const PRINCIPALS: &str = "id,name,kind";
const UNITS: &str = "id,principal,name,board,function_mail,phone,hsa_id,kind";
/// With the functional address of secure digital communication as the last column.
const UNITS_WITH_SDK: &str = "id,principal,name,board,function_mail,phone,hsa_id,kind,sdk_address";
const STAFF: &str = "id,unit,name,title,mail,phone,roles";
/// As `STAFF`, in a file that also knows the HsaId of those who sign in with a SITHS card.
const STAFF_WITH_HSA_ID: &str = "id,unit,name,title,mail,phone,roles,hsa_id";
const PEOPLE: &str = "id,name,born,personnummer,language,mail,phone";

/// What the files hold.
#[derive(Default)]
pub(super) struct Rows {
    pub principals: Vec<Principal>,
    pub units: Vec<Unit>,
    pub staff: Vec<Staff>,
    pub people: Vec<Person>,
    pub remits: Vec<samsyn_domain::remit::Remit>,
}

impl Rows {
    /// Leaves those with protected identity as they are, and leaves a number out that only they have: a message about it
    /// would tell that they are here.
    pub fn keep_protected(&mut self, known: &Known) {
        let protected: Vec<&Person> = known.people.values().filter(|row| known.protected.contains(&row.id)).collect();
        for row in &mut self.people {
            match protected.iter().find(|person| person.id == row.id) {
                Some(person) => *row = Person::clone(person),
                None if protected.iter().any(|person| person.personal_number == row.personal_number) => {
                    row.personal_number = None;
                }
                None => {}
            }
        }
    }
}

/// Read all files, or tell all faults.
pub(super) fn read(
    files: &DirectoryFiles,
    known: &Known,
    today: Date,
    id_of: &mut dyn FnMut(&str) -> Uuid,
) -> Result<Rows, Vec<Fault>> {
    let mut faults = Vec::new();
    if [&files.principals, &files.units, &files.staff, &files.people, &files.remits].into_iter().all(Option::is_none) {
        return Err(vec![Fault { file: "", line: 0, column: "", expected: Expected::SomeFile }]);
    }
    let mut codes = Codes::new(known, id_of);
    let mut reader = Reader { faults: &mut faults, today };
    let principals =
        reader.file("principals.csv", PRINCIPALS, files.principals.as_deref(), |row| principal(row, &mut codes));
    let principal_codes: HashSet<String> =
        principals.iter().map(|(_, p)| p.code.clone()).chain(known.principals.keys().cloned()).collect();
    let units_header = if names(files.units.as_deref(), "sdk_address") { UNITS_WITH_SDK } else { UNITS };
    let units =
        reader.file("units.csv", units_header, files.units.as_deref(), |row| unit(row, &mut codes, &principal_codes));
    let unit_codes: HashSet<String> =
        units.iter().map(|(_, u)| u.code.clone()).chain(known.units.keys().cloned()).collect();
    let staff_header = if names(files.staff.as_deref(), "hsa_id") { STAFF_WITH_HSA_ID } else { STAFF };
    let staff =
        reader.file("staff.csv", staff_header, files.staff.as_deref(), |row| staff(row, &mut codes, &unit_codes));
    let people = reader.file("people.csv", PEOPLE, files.people.as_deref(), |row| person(row, &mut codes));
    let hsa = units.iter().map(|(line, u)| (*line, &u.code, u.hsa_id.as_ref()));
    let hsa_known = known.units.values().map(|u| (&u.code, u.hsa_id.as_ref()));
    unique("units.csv", "hsa_id", hsa, hsa_known, &mut faults);
    let numbers = people.iter().map(|(line, p)| (*line, &p.code, p.personal_number.as_ref()));
    // A fault about the number of somebody protected would tell that they are here.
    let told = known.people.values().filter(|person| !known.protected.contains(&person.id));
    let numbers_known = told.map(|p| (&p.code, p.personal_number.as_ref()));
    unique("people.csv", "personnummer", numbers, numbers_known, &mut faults);
    let remits = super::remits::read(files.remits.as_deref(), &unit_codes, today, |code| codes.unit(code), &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let (principals, units) = (plain(principals), plain(units));
    Ok(Rows { principals, units, staff: plain(staff), people: plain(people), remits })
}

/// Whether the first line of a file names a column.
fn names(file: Option<&[u8]>, column: &str) -> bool {
    let first = file.and_then(|bytes| bytes.split(|byte| *byte == b'\n').next()).unwrap_or_default();
    String::from_utf8_lossy(first).trim().split(',').any(|name| name.trim() == column)
}

fn plain<T>(rows: Vec<(u64, T)>) -> Vec<T> {
    rows.into_iter().map(|(_, row)| row).collect()
}

/// No two rows may have the same value, counting what is stored and not in the file.
fn unique<'a>(
    file: &'static str,
    column: &'static str,
    rows: impl Iterator<Item = (u64, &'a String, Option<&'a String>)> + Clone,
    known: impl Iterator<Item = (&'a String, Option<&'a String>)>,
    faults: &mut Vec<Fault>,
) {
    let in_file: HashSet<&String> = rows.clone().map(|(_, code, _)| code).collect();
    let mut seen: HashSet<&String> =
        known.filter(|(code, _)| !in_file.contains(code)).filter_map(|(_, value)| value).collect();
    for (line, _, value) in rows {
        if value.is_some_and(|value| !seen.insert(value)) {
            faults.push(Fault { file, line, column, expected: Expected::Unique });
        }
    }
}

struct Reader<'a> {
    faults: &'a mut Vec<Fault>,
    today: Date,
}

impl Reader<'_> {
    fn file<T>(
        &mut self,
        file: &'static str,
        header: &'static str,
        bytes: Option<&[u8]>,
        mut row: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Vec<(u64, T)> {
        let mut seen = HashMap::new();
        let mut rows = Vec::new();
        for line in lines(file, header, bytes, self.faults) {
            if let Some(also) = seen.insert(line.fields[0].clone(), line.number) {
                self.faults.push(Fault {
                    file,
                    line: line.number,
                    column: "id",
                    expected: Expected::UniqueKey { also },
                });
            }
            let number = line.number;
            let columns: Vec<&'static str> = header.split(',').collect();
            let mut fields = Fields { file, columns, line, today: self.today, faults: self.faults };
            rows.extend(row(&mut fields).map(|row| (number, row)));
        }
        rows
    }
}

/// The fields of one line, taken by name. Each fault is kept, so that one reading tells them all.
struct Fields<'a> {
    file: &'static str,
    columns: Vec<&'static str>,
    line: Line,
    today: Date,
    faults: &'a mut Vec<Fault>,
}

impl Fields<'_> {
    fn get(&self, column: &'static str) -> &str {
        self.columns.iter().position(|name| *name == column).map_or("", |at| &self.line.fields[at])
    }

    fn has(&self, column: &str) -> bool {
        self.columns.contains(&column)
    }

    fn fault<T>(&mut self, column: &'static str, expected: Expected) -> Option<T> {
        self.faults.push(Fault { file: self.file, line: self.line.number, column, expected });
        None
    }

    /// A field that may not be empty and must be as `right` says.
    fn must(&mut self, column: &'static str, right: impl Fn(&str) -> bool, expected: Expected) -> Option<String> {
        let value = self.get(column).to_owned();
        if value.is_empty() {
            return self.fault(column, Expected::Something);
        }
        if right(&value) { Some(value) } else { self.fault(column, expected) }
    }

    /// A field that may be empty; the outer `None` is a fault.
    #[expect(clippy::option_option, reason = "the outer None is a fault that was told, the inner an empty field")]
    fn may(
        &mut self,
        column: &'static str,
        right: impl Fn(&str) -> bool,
        expected: Expected,
    ) -> Option<Option<String>> {
        if self.get(column).is_empty() { Some(None) } else { self.must(column, right, expected).map(Some) }
    }
}

fn principal(row: &mut Fields<'_>, codes: &mut Codes<'_>) -> Option<Principal> {
    let code = row.must("id", is_key, Expected::Key);
    let name = row.must("name", is_text, Expected::Text);
    let kind =
        row.must("kind", |word| principals::kind_of(word).is_some(), Expected::OneOf("kommun, region, school, other"));
    let (code, name, kind) = (code?, name?, principals::kind_of(&kind?)?);
    let ended = codes.known.principals.get(&code).and_then(|known| known.ended);
    Some(Principal { id: codes.principal(&code), code, name, kind, ended })
}

fn unit(row: &mut Fields<'_>, codes: &mut Codes<'_>, principals: &HashSet<String>) -> Option<Unit> {
    let code = row.must("id", is_key, Expected::Key);
    let principal =
        row.must("principal", |key| principals.contains(key), Expected::KnownKey { file: "principals.csv" });
    let name = row.must("name", is_text, Expected::Text);
    let board = row.may("board", is_text, Expected::Text);
    let function_mail = row.must("function_mail", is_mail, Expected::Mail);
    let phone = row.may("phone", is_phone, Expected::Phone);
    let hsa_id = row.may("hsa_id", is_hsa_id, Expected::HsaId);
    let kind = row.must(
        "kind",
        |word| UNIT_KINDS.contains(&word),
        Expected::OneOf("the kinds in docs/directory.md, units.csv"),
    );
    let (code, principal) = (code?, codes.principal(&principal?));
    let known = codes.known.units.get(&code);
    let ended = known.and_then(|known| known.ended);
    // A file without the column says nothing of it: what is stored stays.
    let sdk_address = if row.has("sdk_address") {
        row.may("sdk_address", is_sdk_address, Expected::SdkAddress)?
    } else {
        known.and_then(|known| known.sdk_address.clone())
    };
    let id = codes.unit(&code);
    Some(Unit {
        id,
        code,
        principal,
        name: name?,
        board: board?,
        function_mail: function_mail?,
        phone: phone?,
        hsa_id: hsa_id?,
        kind: kind?,
        ended,
        sdk_address,
    })
}

fn staff(row: &mut Fields<'_>, codes: &mut Codes<'_>, units: &HashSet<String>) -> Option<Staff> {
    let code = row.must("id", is_key, Expected::Key);
    let unit = row.must("unit", |key| units.contains(key), Expected::KnownKey { file: "units.csv" });
    let name = row.must("name", is_text, Expected::Text);
    let title = row.may("title", is_text, Expected::Text);
    let mail = row.may("mail", is_mail, Expected::Mail);
    let phone = row.may("phone", is_phone, Expected::Phone);
    let words: Vec<String> =
        row.get("roles").split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let roles: Option<BTreeSet<StaffRole>> = words.iter().map(|word| StaffRole::from_key(word)).collect();
    let roles = match roles {
        None => row.fault(
            "roles",
            Expected::OneOf(
                "coordinator, facilitator, manager, development-leader, administrator, auditor, archivist; a semicolon between",
            ),
        ),
        Some(together) if StaffRole::not_together(&together) => {
            row.fault("roles", Expected::OneOf("at most one of administrator, auditor, archivist"))
        }
        known => known,
    };
    let hsa_id = row.may("hsa_id", is_hsa_id, Expected::HsaId);
    let (code, unit) = (code?, codes.unit(&unit?));
    let known = codes.known.staff.get(&code);
    let ended = known.and_then(|known| known.ended);
    // A file without the column says nothing of it: what is stored stays.
    let hsa_id = if row.has("hsa_id") {
        hsa_id?.map(|id| id.to_uppercase())
    } else {
        known.and_then(|known| known.hsa_id.clone())
    };
    let mail = mail?.map(|mail| mail.to_lowercase());
    Some(Staff {
        id: codes.staff(&code),
        code,
        unit,
        name: name?,
        title: title?,
        mail,
        phone: phone?,
        hsa_id,
        roles: roles?,
        ended,
    })
}

fn person(row: &mut Fields<'_>, codes: &mut Codes<'_>) -> Option<Person> {
    let today = row.today;
    let code = row.must("id", is_key, Expected::Key);
    let name = row.must("name", is_text, Expected::Text);
    let born = row.may("born", |day| birthday(day, today).is_some(), Expected::Date);
    let number = row.may(
        "personnummer",
        |digits| digits.len() == 12 && Personnummer::parse(digits, today).is_ok(),
        Expected::PersonalNumber,
    );
    let language = row.may("language", is_language, Expected::Language);
    let mail = row.may("mail", is_mail, Expected::Mail);
    let phone = row.may("phone", is_phone, Expected::Phone);
    let born = born?.and_then(|day| birthday(&day, today));
    let number = number?.and_then(|digits| Personnummer::parse(&digits, today).ok());
    if let (Some(born), Some(of_number)) = (born, number.as_ref().and_then(Personnummer::born))
        && born != of_number
    {
        return row.fault("born", Expected::SameDate);
    }
    let code = code?;
    let ended = codes.known.people.get(&code).and_then(|known| known.ended);
    let personal_number = number.map(|number| number.digits().to_owned());
    let mail = mail?.map(|mail| mail.to_lowercase());
    Some(Person {
        id: codes.person(&code),
        code,
        name: name?,
        born,
        personal_number,
        language: language?,
        mail,
        phone: phone?,
        ended,
    })
}
