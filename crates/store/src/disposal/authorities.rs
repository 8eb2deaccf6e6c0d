//! Whose plan it is to destroy: the authorities that took part, each with its own clock and its own yes.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::disposal::{Disposal, Due};
use samsyn_domain::ids::{PrincipalId, UnitId};
use samsyn_domain::plan::Plan;
use uuid::Uuid;

use super::{ARCHIVISTS, SAID, UNITS};
use crate::Store;
use crate::error::{Result, StoreError};
use crate::sql::values;

/// A principal that took part in a plan, and what it decides for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The principal; nil where a unit that took part is not in the directory any more.
    pub principal: PrincipalId,
    /// Its name; empty where it is not known.
    pub name: String,
    /// The name of its own clock.
    pub clock: String,
    /// Where that clock's years come from, and whether that was verified.
    pub source: (String, bool),
    /// The first day by its own clock.
    pub from: Date,
    /// When its archivist said yes, if nothing was added to the plan since.
    pub said: Option<Timestamp>,
    /// Whether it has an archivist here; otherwise the operator notes its yes.
    pub archivist: bool,
}

impl Store {
    /// The authorities whose units wrote in a plan, or were asked into it or to assess it, by name. With them the kinds of all those units.
    pub(super) async fn authorities_of(
        &self,
        plan: &Plan,
        clocks: &Disposal,
        (last_entry, changed): (Date, Timestamp),
    ) -> Result<(Vec<Authority>, BTreeSet<String>)> {
        let wrote = self.pool.fetch(UNITS, &values![plan.id.0]).await?;
        let mut took_part = wrote.iter().map(|row| Ok(UnitId(row.uuid(0)?))).collect::<Result<BTreeSet<UnitId>>>()?;
        took_part.extend(plan.parties.iter().map(|party| party.unit.unit));
        took_part.insert(plan.proposal.to.unit);
        let (units, principals) = tokio::try_join!(self.units(), self.principals())?;
        let mut kinds: BTreeMap<PrincipalId, BTreeSet<String>> = BTreeMap::new();
        for id in took_part {
            let unit = units.iter().find(|unit| unit.id == id);
            // A kind that no clock names is kept by the longest of all.
            let (principal, kind) = unit.map_or((PrincipalId(Uuid::nil()), ""), |unit| (unit.principal, &unit.kind));
            kinds.entry(principal).or_default().insert(kind.to_owned());
        }
        let mut said = BTreeMap::new();
        for row in self.pool.fetch(SAID, &values![plan.id.0]).await? {
            said.insert(PrincipalId(row.uuid(0)?), row.time(1)?);
        }
        let archivists = self.pool.fetch(ARCHIVISTS, &[]).await?;
        let archivists = archivists.iter().map(|row| row.uuid(0)).collect::<Result<HashSet<Uuid>>>()?;
        let authority = |(principal, kinds): (&PrincipalId, &BTreeSet<String>)| {
            let due = clocks.due(kinds.iter().map(String::as_str), last_entry);
            let Due { clock, from, .. } = due.ok_or_else(|| StoreError::unreadable("the clocks", "there is none"))?;
            let known = principals.iter().find(|known| known.id == *principal);
            Ok(Authority {
                principal: *principal,
                name: known.map(|known| known.name.clone()).unwrap_or_default(),
                clock: clock.name.clone(),
                source: (clock.source.clone(), clock.verified),
                from,
                said: said.get(principal).copied().filter(|at| *at >= changed),
                archivist: archivists.contains(&principal.0),
            })
        };
        let mut all = kinds.iter().map(authority).collect::<Result<Vec<_>>>()?;
        all.sort_by(|a, b| (&a.name, a.principal).cmp(&(&b.name, b.principal)));
        Ok((all, kinds.into_values().flatten().collect()))
    }
}
