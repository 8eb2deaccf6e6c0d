//! Letters to be dropped for a forwarder: where one goes, and what its addressee may see. For the worker alone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use samsyn_domain::access::{PlanView, Subject};
use samsyn_domain::ids::{No, PersonId, PlanId, UnitId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::letters::{letters_to_take_back, narrow_letter};
use samsyn_domain::plan::state::{Attendee, Letter};
use samsyn_domain::plan::waiting::family_subject;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::Result;
use crate::{Channel, Store};

/// Where a letter goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Addressee {
    /// To a unit's function, by secure digital communication.
    Function {
        /// The functional address.
        address: String,
        /// What the unit is called.
        name: String,
    },
    /// To somebody in private life, as digital post.
    Person {
        /// Personnummer or Samordningsnummer, twelve digits.
        number: String,
        /// The language they read (BCP 47), where known.
        language: Option<String>,
        /// The hours of the day that they chose: from, until; the same twice: at any time.
        hours: (u8, u8),
    },
}

impl std::fmt::Debug for Addressee {
    /// Without the address, so that no personal word comes into a log by mistake.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Function { .. } => "Function",
            Self::Person { .. } => "Person",
        })
    }
}

/// What a letter may hold.
pub enum LetterWords {
    /// What its addressee may see of the plan.
    View(Box<PlanView>),
    /// When the meeting was to be that will not be, or is no longer theirs; nothing else.
    TakenBack(DateTime),
}

/// A letter that is to be dropped.
pub struct LetterOut {
    /// Where it goes.
    pub to: Addressee,
    /// What it may hold.
    pub words: LetterWords,
    /// The same for all letters about one meeting to one addressee; nobody can tell from it which.
    pub conversation: Uuid,
}

/// The first half of a hash.
fn half(hash: &str) -> [u8; 16] {
    let said = Sha256::digest(hash);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&said[..16]);
    bytes
}

impl Store {
    /// A letter as it would go today; `None` when it goes nowhere: there is no such way to them, no consent covers them, the person is
    /// protected, or there is nothing to take back. Whether it is still to go is asked once more by `Command::DropLetter`.
    pub async fn letter(
        &self,
        plan: PlanId,
        (to, letter, meeting): (Attendee, Letter, No),
        (day, now): (Date, Timestamp),
    ) -> Result<Option<LetterOut>> {
        let Some(kept) = self.load(plan).await? else { return Ok(None) };
        let plan = &kept.plan;
        if plan.protected {
            return Ok(None);
        }
        let Some(addressee) = self.addressee(plan, to).await? else { return Ok(None) };
        let words = match letter {
            Letter::TakenBack => {
                let due = letters_to_take_back(plan, day).contains(&(to, meeting));
                let meeting = plan.meetings.iter().find(|known| known.no == meeting).filter(|_| due);
                meeting.map(|meeting| LetterWords::TakenBack(meeting.starts))
            }
            Letter::Call | Letter::Moved => {
                narrow_letter(plan, to, (day, now)).ok().map(|view| LetterWords::View(Box::new(view)))
            }
        };
        let about = self.keys.of_plan(plan.id).await?.hash("letters.conversation", &format!("{meeting}|{to:?}"));
        let conversation = uuid::Builder::from_custom_bytes(half(&about)).into_uuid();
        Ok(words.map(|words| LetterOut { to: addressee, words, conversation }))
    }

    async fn addressee(&self, plan: &Plan, to: Attendee) -> Result<Option<Addressee>> {
        match to {
            Attendee::Party(no) => {
                let Some(party) = plan.parties.iter().find(|party| party.no == no) else { return Ok(None) };
                self.function(party.unit.unit, party.unit.name.as_str()).await
            }
            Attendee::Family(member) => self.family_post(plan, member).await,
        }
    }

    async fn function(&self, unit: UnitId, name: &str) -> Result<Option<Addressee>> {
        let address = self.sdk_address(unit).await?;
        Ok(address.map(|address| Addressee::Function { address, name: name.to_owned() }))
    }

    /// Whoever chose digital post, has a number that is known, and is protected in no plan at all.
    async fn family_post(&self, plan: &Plan, member: FamilyMember) -> Result<Option<Addressee>> {
        let Some(Subject::Person(person)) = family_subject(plan, member) else { return Ok(None) };
        if !self.takes_digital_post(person).await? {
            return Ok(None);
        }
        let (choice, known) = (self.reach_choice(person).await?, self.person(person).await?);
        let language = self.language_of(Subject::Person(person)).await?;
        let hours = (choice.from_hour, choice.to_hour);
        Ok(known.personal_number.map(|number| Addressee::Person { number, language, hours }))
    }

    /// Whether somebody chose digital post and can have it.
    async fn takes_digital_post(&self, person: PersonId) -> Result<bool> {
        Ok(self.reach_choice(person).await?.channel == Channel::Post && self.can_have_digital_post(person).await?)
    }

    /// Whether somebody can choose digital post: their number is known, they are in the directory, and no plan protects them.
    pub async fn can_have_digital_post(&self, person: PersonId) -> Result<bool> {
        let known = self.person(person).await?;
        let known = known.ended.is_none() && known.personal_number.is_some();
        Ok(known && !self.protected().await?.contains(&person))
    }
}
