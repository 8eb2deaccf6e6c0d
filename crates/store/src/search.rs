//! Finding people, and who is not found: whoever a protected plan keeps out of lists. Every search is logged, never its words.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samsyn_domain::access::Identity;
use samsyn_domain::ids::{PersonId, PlanId, StaffId};

use crate::Store;
use crate::access_log::{Line, Outcome};
use crate::error::{Result, StoreError};
use crate::look::Asking;
use crate::people::Person;
use crate::sql::{Value, values};

/// By what somebody is sought.
#[derive(Clone, Copy)]
pub enum Sought<'a> {
    /// Words that all stand in the name, in small letters.
    Name(&'a str),
    /// Such words and the day of birth: whoever knows both knows the person.
    Born(&'a str, Date),
    /// The whole Personnummer or Samordningsnummer, twelve digits.
    Number(&'a str),
}

impl std::fmt::Debug for Sought<'_> {
    /// By what, without the words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}

impl Sought<'_> {
    /// The word in the log.
    fn key(self) -> &'static str {
        match self {
            Self::Name(_) | Self::Born(..) => "by_name",
            Self::Number(_) => "by_number",
        }
    }

    fn fits(self, person: &Person) -> bool {
        let named = |words: &str| {
            let name = person.name.to_lowercase();
            words.split_whitespace().all(|word| name.contains(word))
        };
        match self {
            Self::Name(words) => named(words),
            Self::Born(words, day) => named(words) && person.born == Some(day),
            Self::Number(number) => person.personal_number.as_deref() == Some(number),
        }
    }
}

/// Whether a person's number may be what others are matched with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storable {
    /// It is hers alone.
    Matched,
    /// Somebody protected has it, of whom the one who stores it must not know.
    Apart,
}

/// Everybody in the plans that somebody or their unit may read that day: the values of `worklist::subjects`.
pub(crate) const CASELOAD: &str = "select distinct p.subject_id from plan_readers p where p.subject_kind = 'person' and p.plan in \
    (select m.plan from plan_readers m where m.role <> 'protected' and ((m.subject_kind = $1 and m.subject_id = $2) \
    or (m.subject_kind = $3 and m.subject_id = $4)) and m.from_day <= $5 and m.to_day >= $5)";
/// Whoever a protected plan keeps out of lists, unless the one who asks reads that plan by name.
pub(crate) const HIDDEN: &str = "select distinct r.subject_id, r.plan from plan_readers r where r.role = 'protected' and not exists \
    (select 1 from plan_readers m where m.plan = r.plan and m.role <> 'protected' and m.subject_kind = $1 and m.subject_id = $2 \
    and m.from_day <= $3 and m.to_day >= $3)";
/// Whoever any protected plan keeps out of lists: for commands, which no plan lets in by name.
pub(crate) const PROTECTED: &str = "select distinct subject_id from plan_readers where role = 'protected'";

impl Store {
    /// Whom the one who asks works with, or lives with: everybody in the plans that they or their unit may read today.
    async fn caseload(&self, asking: &Asking<'_>) -> Result<BTreeSet<PersonId>> {
        let Some(subjects) = crate::worklist::subjects(asking) else { return Ok(BTreeSet::new()) };
        self.pool.fetch(CASELOAD, &subjects).await?.iter().map(|row| Ok(PersonId(row.uuid(0)?))).collect()
    }

    /// Whom the one who asks must not find, each with the plan that protects them.
    async fn hidden(&self, asking: &Asking<'_>) -> Result<BTreeMap<PersonId, PlanId>> {
        Ok(self.hidden_pairs(asking).await?.into_iter().collect())
    }

    /// The protected plans that hide somebody from the one who asks: where those who look at them work must not be told either.
    pub async fn hidden_plans(&self, asking: &Asking<'_>) -> Result<BTreeSet<PlanId>> {
        Ok(self.hidden_pairs(asking).await?.into_iter().map(|(_, plan)| plan).collect())
    }

    /// Those at work who have looked at or acted in a protected plan that hides somebody from the one who asks: where they work
    /// would tell where those people are, beside whichever line it stands.
    pub async fn staff_of_hidden_plans(&self, asking: &Asking<'_>) -> Result<BTreeSet<StaffId>> {
        let mut staff = BTreeSet::new();
        for plan in self.hidden_plans(asking).await? {
            for row in &self.pool.fetch(crate::access_log::AT_WORK_WITH, &values![plan.0]).await? {
                staff.insert(StaffId(row.uuid(0)?));
            }
        }
        Ok(staff)
    }

    async fn hidden_pairs(&self, asking: &Asking<'_>) -> Result<Vec<(PersonId, PlanId)>> {
        let day = asking.moment.today;
        let me: [Value; 3] = match &asking.actor.identity {
            Identity::Person(person) => values!["person", person.0, day],
            Identity::Staff(staff) => values!["staff", staff.staff.0, day],
            Identity::Clock => values!["none", uuid::Uuid::nil(), day],
        };
        let rows = self.pool.fetch(HIDDEN, &me).await?;
        rows.iter().map(|row| Ok((PersonId(row.uuid(0)?), PlanId(row.uuid(1)?)))).collect()
    }

    /// Everybody whom some protected plan keeps out of lists.
    pub(crate) async fn protected(&self) -> Result<BTreeSet<PersonId>> {
        self.pool.fetch(PROTECTED, &[]).await?.iter().map(|row| Ok(PersonId(row.uuid(0)?))).collect()
    }

    /// Whom the one who asks must not find by name: their names are not told in lists either.
    pub async fn hidden_people(&self, asking: &Asking<'_>) -> Result<BTreeSet<PersonId>> {
        Ok(self.hidden(asking).await?.into_keys().collect())
    }

    /// At most `most` people who fit and whom the one who asks may find: by name among those in plans of their own, so that
    /// nobody leafs through the directory; by a whole number, or name and day of birth, everywhere. Logged. A number that only somebody protected has
    /// gives nothing, and stands in that plan's log as a try that was denied.
    pub async fn find_people(&self, asking: &Asking<'_>, sought: Sought<'_>, most: usize) -> Result<Vec<Person>> {
        let hidden = self.hidden(asking).await?;
        let mut people = self.people().await?;
        if let Sought::Name(_) = sought {
            let mine = self.caseload(asking).await?;
            people.retain(|person| mine.contains(&person.id));
        }
        let fitting = people.into_iter().filter(|person| person.ended.is_none() && sought.fits(person));
        let (kept_out, mut found): (Vec<_>, Vec<_>) = fitting.partition(|person| hidden.contains_key(&person.id));
        self.log(&asking.line((self.new_id)(), None, "search", Outcome::Allowed, sought.key())).await?;
        if let Sought::Number(_) = sought {
            for plan in kept_out.iter().filter_map(|person| hidden.get(&person.id)) {
                self.log(&self.kept_out(asking, *plan)).await?;
            }
        }
        found.truncate(most);
        Ok(found)
    }

    fn kept_out(&self, asking: &Asking<'_>, plan: PlanId) -> Line {
        asking.line((self.new_id)(), Some(plan), "search", Outcome::Denied, "not_named")
    }

    /// A person whom the one who asks may know of.
    ///
    /// # Errors
    /// `NotFound` when there is no such person, or one who is protected from being found by them: the two are told alike.
    pub async fn visible_person(&self, asking: &Asking<'_>, person: PersonId) -> Result<Person> {
        if self.hidden(asking).await?.contains_key(&person) {
            return Err(StoreError::NotFound);
        }
        self.person(person).await
    }

    /// All people whom the one who asks may know of, by name: the directory's list.
    pub async fn visible_people(&self, asking: &Asking<'_>) -> Result<Vec<Person>> {
        let hidden = self.hidden(asking).await?;
        Ok(self.people().await?.into_iter().filter(|person| !hidden.contains_key(&person.id)).collect())
    }

    /// The person as she may be stored by the one who asks, and a line for each protected plan whose person has that number.
    /// Such a number is kept with the person and matches her to nobody: to say that it is known, or to forget it, would tell
    /// that the other person is here.
    ///
    /// # Errors
    /// `NotFound` for somebody protected.
    pub(crate) async fn storable(&self, asking: &Asking<'_>, person: &Person) -> Result<(Storable, Vec<Line>)> {
        let hidden = self.hidden(asking).await?;
        if hidden.contains_key(&person.id) {
            return Err(StoreError::NotFound);
        }
        let mut lines = Vec::new();
        if person.personal_number.is_some() && !hidden.is_empty() {
            let known = self.people().await?;
            let same = known.iter().filter(|other| other.personal_number == person.personal_number);
            // A second person of the asker's own with the number is refused as always: else being let in a second time would tell
            // that somebody hidden has it.
            if same.clone().any(|other| other.id != person.id && !hidden.contains_key(&other.id)) {
                return Err(StoreError::Conflict("somebody else has this personal identity number".into()));
            }
            lines.extend(same.filter_map(|other| hidden.get(&other.id)).map(|plan| self.kept_out(asking, *plan)));
        }
        Ok((if lines.is_empty() { Storable::Matched } else { Storable::Apart }, lines))
    }
}
