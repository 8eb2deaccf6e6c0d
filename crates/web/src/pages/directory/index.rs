//! All of the directory: how many there are, and who.

use std::collections::HashMap;

use askama::Template;
use samsyn_domain::ids::{PrincipalId, UnitId};
use samsyn_store::{Principal, Staff, Surface, Unit};

use super::administrator;
use crate::me::{Answer, Me, trouble};
use crate::parts::{Empty, Page, Tag};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/directory/index.html")]
struct Index {
    page: Page,
    t: T,
    principals: Vec<Main>,
    units: Vec<Line>,
    staff: Vec<Line>,
    people: Vec<Line>,
}

/// One principal: where it leads, its name, its kind, how many units, whether it has ended.
struct Main {
    href: String,
    name: String,
    kind: &'static str,
    units: usize,
    ended: bool,
}

/// One row: where it leads, its name, what it belongs to, whether it has ended.
struct Line {
    href: String,
    name: String,
    of: String,
    ended: bool,
}

/// `GET /directory`
pub async fn get(me: Me) -> Answer {
    administrator(&me, None).await?;
    let (store, moment) = (&me.app.store, me.moment());
    let asking = me.asking(Surface::Page, &moment);
    // Whoever is protected stands in no list, and is not counted.
    let read = tokio::try_join!(store.principals(), store.units(), store.staff(), store.visible_people(&asking));
    let (principals, units, staff, people) = read.map_err(|error| trouble(&error))?;
    let person = |p: &samsyn_store::Person| Line {
        href: format!("/directory/people/{}", p.id),
        name: p.name.clone(),
        of: String::new(),
        ended: p.ended.is_some(),
    };
    Ok(show(&Index {
        page: me.page(me.t().msg_directory_title()),
        t: me.t(),
        principals: principals.iter().map(|p| principal(&me, p, &units)).collect(),
        staff: staff_lines(&staff, &units),
        units: unit_lines(&units, &principals),
        people: people.iter().map(person).collect(),
    }))
}

fn principal(me: &Me, principal: &Principal, units: &[Unit]) -> Main {
    let of = units.iter().filter(|unit| unit.principal == principal.id && unit.ended.is_none()).count();
    Main {
        href: format!("/directory/principals/{}", principal.id),
        name: principal.name.clone(),
        kind: names::principal_kind(me.language(), principal.kind),
        units: of,
        ended: principal.ended.is_some(),
    }
}

fn unit_lines(units: &[Unit], principals: &[Principal]) -> Vec<Line> {
    let names: HashMap<PrincipalId, &str> = principals.iter().map(|p| (p.id, p.name.as_str())).collect();
    let line = |unit: &Unit| Line {
        href: format!("/directory/units/{}", unit.id),
        name: unit.name.clone(),
        of: names.get(&unit.principal).copied().unwrap_or_default().to_owned(),
        ended: unit.ended.is_some(),
    };
    units.iter().map(line).collect()
}

fn staff_lines(staff: &[Staff], units: &[Unit]) -> Vec<Line> {
    let names: HashMap<UnitId, &str> = units.iter().map(|unit| (unit.id, unit.name.as_str())).collect();
    let line = |staff: &Staff| Line {
        href: format!("/directory/staff/{}", staff.id),
        name: staff.name.clone(),
        of: names.get(&staff.unit).copied().unwrap_or_default().to_owned(),
        ended: staff.ended.is_some(),
    };
    staff.iter().map(line).collect()
}
