//! Judging what stands beside consents: scanned papers, the child's own view, a board's decision, messages to one
//! guardian, and what a new day makes of them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Decision, Moment, keep, one};
use crate::ids::{No, ScanId};
use crate::people::{FamilyMember, Mandate, Standing, Who};
use crate::plan::command::Command;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Consent, Form, Plan};
use crate::rules::consent_is_limited_in_time::notice_day;
use crate::rules::dates_follow_each_other;
use crate::words::Words;

impl Plan {
    pub(super) fn decide_consent_note(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::AttachScan { scan, rows } => self.scanned(scan, rows),
            Command::NoteChildsView { words, kept_from_guardians } => {
                self.going_on()?;
                if self.of_age {
                    return Err(vec![Refusal::of(Why::AlreadyOfAge)]);
                }
                Ok(vec![Event::ChildsViewNoted { words: one(Words::parse(&words, "words"))?, kept_from_guardians }])
            }
            Command::NoteBoardDecision { on, words } => {
                self.going_on()?;
                let mut faults = Vec::new();
                keep(&mut faults, dates_follow_each_other::near(on, moment.today, "on"));
                if on > moment.today {
                    faults.push(Refusal::at("on", Why::FarAway));
                }
                let words = keep(&mut faults, Words::parse(&words, "words"));
                match words {
                    Some(words) if faults.is_empty() => Ok(vec![Event::BoardDecided { no: self.next_no(), on, words }]),
                    _ => Err(faults),
                }
            }
            Command::WriteMessage { with, words } => {
                self.going_on()?;
                // Nobody is written to whom the person needs protection from.
                let guardian = |r: &&crate::people::Representative| {
                    r.no == with && r.mandate == Mandate::Guardian && r.standing != Standing::NotAsked
                };
                self.must(self.current_representatives().find(guardian).is_some(), with)?;
                let words = one(Words::parse(&words, "words"))?;
                Ok(vec![Event::MessageWritten { no: self.next_no(), with, words }])
            }
            Command::WeighConsents => self.weighed(by, moment),
            _ => Err(self.not_now()),
        }
    }

    /// A paper belongs to consents that were given on paper and to decisions, and to nothing that has ended.
    fn scanned(&self, scan: ScanId, rows: Vec<No>) -> Decision {
        let consent = |no: &No| self.consents.iter().any(|c| c.no == *no && c.form == Form::Paper && c.open());
        let decision = |no: &No| self.decisions.iter().any(|d| d.no == *no);
        if rows.is_empty() {
            return Err(vec![Refusal::at("rows", Why::NothingChosen)]);
        }
        if !rows.iter().all(|no| consent(no) || decision(no)) {
            return Err(vec![Refusal::at("rows", Why::NoPaper)]);
        }
        Ok(vec![Event::ScanAttached { scan, rows }])
    }

    /// What today makes of the consents: those whose last day has passed have ended, those that end soon are told, and
    /// one that began today may make the whole.
    fn weighed(&self, by: &Who, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        let day = |c: &Consent| c.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let soon = |c: &&Consent| {
            let notice = notice_day(day(c).max(c.from), c.to, moment.settings);
            !c.ending_told && c.to >= moment.today && notice.is_some_and(|notice| notice <= moment.today)
        };
        let each = |c: &Consent| (c.by, c.to);
        let open = || self.consents.iter().filter(|c| c.open());
        let ended: BTreeSet<(FamilyMember, Date)> = open().filter(|c| c.to < moment.today).map(each).collect();
        let soon: BTreeSet<(FamilyMember, Date)> = open().filter(soon).map(each).collect();
        let ended = ended.into_iter().map(|(by, to)| Event::ConsentEnded { by, to });
        let soon = soon.into_iter().map(|(by, to)| Event::ConsentEndingTold { by, to });
        let events = self.and_its_outcome(by, ended.chain(soon).collect(), moment);
        if events.is_empty() { Err(vec![Refusal::of(Why::AlreadySo)]) } else { Ok(events) }
    }
}
