//! Who gets the plan, which paper of it in which language, and on what ground; or why not.

use samsyn_domain::access::PlanView;
use samsyn_domain::people::{FamilyMember, Standing};
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::{Attendee, Recipient};
use samsyn_domain::rules::consent_before_sharing::{covered_kinds, covers_any};

use crate::app::PaperOf;
use crate::error::Error;
use crate::language::Language;
use crate::me::Me;
use crate::names;
use crate::pages::paper::pdf::version_for;
use crate::pages::room::seats;
use crate::text::T;

/// Who gets what when the plan is given out.
pub(super) struct Gets {
    pub(super) name: String,
    /// Whether it is theirs, by no consent: the person, and whoever acts for them.
    pub(super) own: bool,
    pub(super) kinds: Vec<&'static str>,
    pub(super) until: Option<String>,
    pub(super) had: Option<String>,
    /// Which paper, and in which language.
    pub(super) paper: String,
    /// Where it is printed, once it may be.
    pub(super) print: Option<String>,
}

impl Gets {
    /// Whether consent covers them, and they have not got it.
    pub(super) fn waits(&self) -> bool {
        !self.kinds.is_empty() && self.had.is_none()
    }
}

/// Everybody who takes part, the family first.
pub(super) async fn gets(me: &Me, view: &PlanView) -> Result<Vec<Gets>, Error> {
    let acts = view.current_representatives().filter(|r| r.standing != Standing::NotAsked);
    let family = std::iter::once(FamilyMember::Person).chain(acts.map(|r| FamilyMember::Representative(r.no)));
    let mut all = Vec::new();
    for member in family {
        all.push(own(me, view, member).await?);
    }
    for party in view.current_parties() {
        let to = Recipient::Unit(party.unit.clone());
        all.push(given(me, view, Attendee::Party(party.no), &to).await?);
    }
    for supporter in view.current_supporters() {
        let seat = Attendee::Family(FamilyMember::Supporter(supporter.no));
        all.push(given(me, view, seat, &Recipient::Supporter(supporter.no)).await?);
    }
    Ok(all)
}

async fn own(me: &Me, view: &PlanView, member: FamilyMember) -> Result<Gets, Error> {
    let seat = Attendee::Family(member);
    let (paper, print) = paper(me, view, seat).await?;
    Ok(Gets {
        name: names::member(view, member),
        own: true,
        kinds: Vec::new(),
        until: None,
        had: None,
        paper,
        print: print.filter(|_| view.version().is_some()),
    })
}

async fn given(me: &Me, view: &PlanView, seat: Attendee, to: &Recipient) -> Result<Gets, Error> {
    let plan: &Plan = view;
    let dates = me.language().dates();
    let ground = covers_any(plan, to, me.today).unwrap_or_default();
    let until = plan.consents.iter().filter(|c| ground.contains(&c.no)).map(|c| c.to).min();
    let version = plan.version().map(|v| v.version);
    let had = plan.disclosures.iter().rev().find(|d| Some(d.version) == version && d.to.same(to));
    let (paper, print) = paper(me, view, seat).await?;
    Ok(Gets {
        name: names::recipient(plan, to),
        own: false,
        kinds: covered_kinds(plan, to, me.today).into_iter().map(|kind| names::kind(me.language(), kind)).collect(),
        until: until.map(|day| dates.date(day)),
        had: had.map(|d| dates.past(me.app.day(d.at), me.today)),
        paper,
        print: print.filter(|_| had.is_some() && !ground.is_empty()),
    })
}

/// Which paper somebody gets, in words, and where whoever carries the plan on prints it.
async fn paper(me: &Me, view: &PlanView, seat: Attendee) -> Result<(String, Option<String>), Error> {
    let (of, language) = version_for(me, view, seat).await?;
    let holds = view.place().holds();
    Ok((words(me.t(), of, language), holds.then(|| format!("/plans/{}/papers/{}.pdf", view.id, seats::key(seat)))))
}

fn words(t: T, of: PaperOf, language: Language) -> String {
    match (of, language) {
        (PaperOf::Child, _) => t.msg_agree_paper_child(language.name()),
        (_, Language::SvSimple) => t.msg_agree_paper_easy().to_owned(),
        _ => t.msg_agree_paper_full(language.name()),
    }
}
