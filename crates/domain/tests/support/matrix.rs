//! The matrix of access: who may see and do what, in which state of consent. Printed the same by test and example.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Date;
use samsyn_domain::access::action::{Action, Datum, Deed, Item};
use samsyn_domain::access::{Actor, Hat, Reach, Verdict, may};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::MediaId;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::{Author, FamilyMember, Mandate, Standing, Who};
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::CallReply;
use samsyn_domain::plan::state::{
    Addressee, Attendee, Form, Handed, Handing, Media, MediaKind, Owner, Recipient, SeenBy, Successor,
};
use samsyn_domain::words::Line;

use super::{Tale, at_home, at_work, given, today};

const ACTORS: [&str; 22] = [
    "person",
    "guardian",
    "god man",
    "förvaltare",
    "supporter",
    "supp.staff",
    "called",
    "named",
    "facilit.",
    "coordin.",
    "assessor",
    "proposer",
    "dev.lead",
    "admin",
    "auditor",
    "outsider",
    "cut off",
    "visit",
    "together",
    "elsewhere",
    "manager",
    "archivist",
];

fn actors() -> Vec<Actor> {
    vec![
        at_home(&elin()),
        at_home(&sara()),
        at_home(&gunnel()),
        at_home(&petra()),
        at_home(&karin()),
        at_work(&lisa_berg()),
        at_work(&omar_ali()),
        at_work(&clara_noren()),
        at_work(&maria_sund()),
        at_work(&anna_ek()),
        at_work(&samsyn_domain::people::StaffRef { staff: tor_hedin().staff, ..anna_ek() }),
        at_work(&ingrid_palm()),
        at_work(&kerstin_dahl()),
        at_work(&tomas_vik()),
        at_work(&ulla_frisk()),
        at_work(&nils_brandt()),
        at_home(&johan()),
        Actor { reach: Reach::Visit(Family::Elin.plan()), ..at_home(&sara()) },
        Actor { reach: Reach::Together(Family::Elin.plan()), ..at_home(&elin()) },
        Actor { reach: Reach::Visit(Family::Tova.plan()), ..at_home(&sara()) },
        Actor {
            hats: [Hat::Manager].into(),
            ..at_work(&samsyn_domain::people::StaffRef { staff: elsa_miller().staff, ..omar_ali() })
        },
        at_work(&birgit_aman()),
    ]
}

/// The states of consent: name, the tale, the day on which it is looked at.
fn states() -> Vec<(&'static str, Tale, Date)> {
    use InfoKind::{Health, OwnWords, School};
    let none = base();
    let day = today();
    let covered = consented(base(), &[OwnWords, Health], 0);
    let withdrawn = {
        let tale = consented(base(), &[OwnWords, Health], 0);
        let by = tale.member(&sara());
        tale.and(&at_home(&sara()), C::WithdrawConsent { by, consents: vec![], remains: String::new() })
    };
    let later = day.checked_add(7.months()).unwrap();
    vec![
        ("no consent yet", none, day),
        ("consent to the plan, to no disclosure", consented(base(), &[], 0), day),
        ("consent to the plan, and own words and health to the called unit and the supporter", covered.clone(), day),
        (
            "consent to the plan, and school alone to the called unit and the supporter",
            consented(base(), &[School], 0),
            day,
        ),
        ("as the third, but it has not started", consented(base(), &[OwnWords, Health], 10), day),
        ("as the third, but it has expired", covered.clone(), later),
        ("as the third, but all is withdrawn", withdrawn, day),
        ("as the third, and one of the called unit who answers for a measure has left it", left(covered.clone()), day),
        ("as the third, and the one who held the plan together has left", holder_left(covered.clone()), day),
        ("as the third, and the identity is protected", protected(covered.clone()), day),
        (
            "as that, and one of the called unit is let in by name",
            protected(covered).and(&at_work(&anna_ek()), C::LetIn { staff: omar_ali() }),
            day,
        ),
    ]
}

/// Omar answers for a measure in the called unit, and leaves it.
fn left(tale: Tale) -> Tale {
    let draft = samsyn_domain::plan::command::MeasureDraft {
        what: "Ett första samtal.".into(),
        owner: Owner::Staff(omar_ali()),
        from: None,
        by: super::day(30),
        notice: "Ett kort kommer.".into(),
        otherwise: "Omar ringer.".into(),
        coordinating: false,
        waits_for: None,
    };
    let maria = at_work(&maria_sund());
    let measure = C::ProposeMeasure { need: None, kind: Some(InfoKind::Health), draft, note: None };
    tale.and(&maria, C::OpenMeeting)
        .and(&maria, measure)
        .and(&super::clock(), C::NoteOwnerLeft { staff: omar_ali().staff, unit: bup().unit })
}

/// Anna leaves; holding the plan together is offered to a colleague of hers.
fn holder_left(tale: Tale) -> Tale {
    tale.and(&super::clock(), C::NoteOwnerLeft { staff: anna_ek().staff, unit: solvik_barn().unit })
}

fn protected(tale: Tale) -> Tale {
    tale.and(&at_work(&anna_ek()), C::Protect { alias: "Sol".into(), contact: String::new() })
}

fn base() -> Tale {
    let anna = at_work(&anna_ek());
    let represents =
        |person: samsyn_domain::people::PersonRef, mandate, decides, kinds: &[InfoKind]| C::NameRepresentative {
            person: person.person,
            name: person.name.to_string(),
            mandate,
            decides,
            covers: Some(kinds.iter().copied().collect()),
            limits: String::new(),
        };
    let supports =
        |person, staff, name: &str| C::NameSupporter { person, staff, name: name.into(), relation: "vän".into() };
    let tale = given(Family::Elin, Milestone::Assessed)
        .and(&anna, represents(gunnel(), Mandate::GodMan, false, &[InfoKind::WorkMoney]))
        .and(&anna, represents(petra(), Mandate::Forvaltare, true, &[InfoKind::OwnWords, InfoKind::Health]))
        .and(&anna, supports(Some(karin().person), None, "Karin"))
        .and(&anna, supports(None, Some(lisa_berg().staff), "Lisa"));
    let FamilyMember::Representative(no) = tale.member(&johan()) else { panic!("a guardian") };
    let reason = "skydd".to_owned();
    tale.and(&anna, C::NoteStanding { no, standing: Standing::NotAsked, reason })
        .and(&anna, C::AddParty { unit: bup(), expected: "samtal".into(), mandate: String::new() })
        .and(&anna, C::NameFacilitator { staff: maria_sund() })
        .and(&anna, C::NameCoordinator { staff: anna_ek(), phone: "0980-319243".into() })
}

fn consented(tale: Tale, kinds: &[InfoKind], starts: i32) -> Tale {
    let tale = call_answered(tale);
    let karin = tale.plan.current_supporters().find(|s| s.person == Some(karin().person)).unwrap().no;
    let by = tale.member(&sara());
    let kinds: std::collections::BTreeSet<_> = kinds.iter().copied().collect();
    let from = today().checked_add(starts.days()).unwrap();
    tale.and(
        &at_home(&sara()),
        C::GiveConsent {
            by,
            plan: true,
            disclose: vec![(Recipient::Unit(bup()), kinds.clone()), (Recipient::Supporter(karin), kinds)],
            form: Form::Page,
            basis: "samtal".into(),
            talk: samsyn_domain::plan::command::TalkDraft::default(),
            excluded: String::new(),
            from,
            to: from.checked_add(6.months()).unwrap(),
        },
    )
}

/// Clara is named as the one who comes from the called unit; the call goes out on a consent that is then taken back.
fn call_answered(tale: Tale) -> Tale {
    let (sara, anna) = (at_home(&sara()), at_work(&anna_ek()));
    let by = tale.member(&samsyn_domain::families::sara());
    let from = today();
    let yes = C::GiveConsent {
        by,
        plan: true,
        disclose: vec![(Recipient::Unit(bup()), [InfoKind::OwnWords].into())],
        form: Form::Page,
        basis: "samtal".into(),
        talk: samsyn_domain::plan::command::TalkDraft::default(),
        excluded: String::new(),
        from,
        to: from.checked_add(1.months()).unwrap(),
    };
    let meeting = C::PlanMeeting {
        starts: super::day(14).at(10, 0, 0, 0),
        minutes: 60,
        place: String::new(),
        interpreter: String::new(),
        answer_by: super::day(7),
    };
    let tale = tale
        .and(&sara, yes)
        .and(&sara, C::AskQuestion { words: "Vem ringer?".into() })
        .and(&anna, meeting)
        .and(&anna, C::SendCalls);
    let party = tale.plan.current_parties().next().unwrap().no;
    let who = clara_noren();
    tale.and(&at_work(&clara_noren()), C::AnswerCall { party, reply: CallReply::Come { who, mandate: "tid".into() } })
        .and(&sara, C::WithdrawConsent { by, consents: vec![], remains: String::new() })
}

type Cell = (String, Box<dyn Fn(&Actor, &Tale, Date) -> Verdict>);
type Cells = Vec<Cell>;

fn sights() -> Cells {
    let see = |name: &str, datum: Datum<'static>| -> Cell {
        (name.to_owned(), Box::new(move |actor, tale, day| may(actor, Action::See(datum), &tale.plan, day)))
    };
    let lss = Author::Unit(solvik_lss().unit);
    let mut rows = Vec::new();
    for item in Item::ALL {
        use InfoKind::{Health, OwnWords};
        match item {
            Item::Frame | Item::Consents | Item::History | Item::Log | Item::Disposal => {
                rows.push(see(&format!("{item:?}"), Datum::plain(item)));
            }
            Item::GivenOut => {
                let to = Author::Unit(bup().unit);
                rows.push(see("GivenOut, to the called unit", Datum::new(item, to, OwnWords)));
                let to = Author::Unit(solvik_lss().unit);
                rows.push(see("GivenOut, to another unit", Datum::new(item, to, OwnWords)));
            }
            Item::Message => {
                rows.push(message("Message with the guardian", |tale| tale.member(&sara())));
                rows.push(message("Message with the one cut off", |tale| {
                    let other = |r: &&samsyn_domain::people::Representative| r.person == johan().person;
                    FamilyMember::Representative(tale.plan.current_representatives().find(other).unwrap().no)
                }));
            }
            Item::Proposal => {
                rows.push(see(
                    "Proposal of the school",
                    Datum::new(item, Author::Unit(strandskolan().unit), InfoKind::School),
                ));
            }
            Item::Question | Item::Avoid => {
                rows.push(see(&format!("{item:?}, family's"), Datum::new(item, Author::Family, OwnWords)));
            }
            Item::Preparation => {
                for seen_by in [SeenBy::OnlyMe, SeenBy::MySupporter, SeenBy::Everybody] {
                    rows.push(prepared("the child's", seen_by, |_| Who::Family(FamilyMember::Person)));
                }
                for seen_by in [SeenBy::OnlyMe, SeenBy::Everybody] {
                    rows.push(prepared("a guardian's", seen_by, |tale| Who::Family(tale.member(&sara()))));
                }
            }
            Item::Unopened => {
                rows.push(unopened("Unopened, the child's", |_| Who::Family(FamilyMember::Person)));
                rows.push(unopened("Unopened, told to the coordinator", |_| Who::Staff(anna_ek())));
                rows.push(see(
                    "Unopened, the called unit's",
                    Datum::new(item, Author::Unit(bup().unit), InfoKind::Health),
                ));
            }
            Item::Expectation => {
                let of = &*Box::leak(Box::new(Who::Family(FamilyMember::Person)));
                let datum = Datum::new(item, Author::Family, OwnWords);
                rows.push(see("Expectation, the child's", Datum { private: Some((of, SeenBy::Everybody)), ..datum }));
                rows.push(see("Expectation, health, LSS's", Datum::new(item, lss, Health)));
            }
            Item::Need | Item::Goal => {
                rows.push(see(&format!("{item:?}, health, family's"), Datum::new(item, Author::Family, Health)));
            }
            Item::Evaluation => {
                let person = |_: &Tale| Who::Family(FamilyMember::Person);
                rows.push(answered("the child's, to itself", SeenBy::OnlyMe, person));
                rows.push(answered("the child's, shown", SeenBy::Everybody, person));
                rows.push(answered("a guardian's", SeenBy::Everybody, |tale| Who::Family(tale.member(&sara()))));
                rows.push(answered("Clara's", SeenBy::Everybody, |_| Who::Staff(clara_noren())));
            }
            Item::Stay => rows.push(see("Stay, health, LSS's", Datum::new(item, lss, Health))),
            Item::View | Item::Measure | Item::Disagreement | Item::Note => {
                rows.push(see(&format!("{item:?}, health, LSS's"), Datum::new(item, lss, Health)));
            }
        }
    }
    rows
}

fn answered(whose: &str, seen_by: SeenBy, of: impl Fn(&Tale) -> Who + 'static) -> Cell {
    let judge = move |actor: &Actor, tale: &Tale, day: Date| {
        let who = of(tale);
        let datum = Datum { private: Some((&who, seen_by)), ..Datum::plain(Item::Evaluation) };
        may(actor, Action::See(datum), &tale.plan, day)
    };
    (format!("Evaluation, {whose}"), Box::new(judge))
}

fn unopened(name: &str, of: impl Fn(&Tale) -> Who + 'static) -> Cell {
    let judge = move |actor: &Actor, tale: &Tale, day: Date| {
        let who = of(tale);
        let datum = Datum { private: Some((&who, SeenBy::OnlyMe)), ..Datum::plain(Item::Unopened) };
        may(actor, Action::See(datum), &tale.plan, day)
    };
    (name.to_owned(), Box::new(judge))
}

fn message(name: &str, with: impl Fn(&Tale) -> FamilyMember + 'static) -> Cell {
    let judge = move |actor: &Actor, tale: &Tale, day: Date| {
        let who = Who::Family(with(tale));
        let datum = Datum { private: Some((&who, SeenBy::OnlyMe)), ..Datum::plain(Item::Message) };
        may(actor, Action::See(datum), &tale.plan, day)
    };
    (name.to_owned(), Box::new(judge))
}

fn prepared(whose: &str, seen_by: SeenBy, of: impl Fn(&Tale) -> Who + 'static) -> Cell {
    let name = format!("Preparation, {whose}, {seen_by:?}");
    let judge = move |actor: &Actor, tale: &Tale, day: Date| {
        let who = of(tale);
        let datum = Datum {
            private: Some((&who, seen_by)),
            ..Datum::new(Item::Preparation, Author::Family, InfoKind::OwnWords)
        };
        may(actor, Action::See(datum), &tale.plan, day)
    };
    (name, Box::new(judge))
}

fn deeds() -> Cells {
    type Make = fn(&Tale) -> Deed<'static>;
    let omar: &'static Owner = Box::leak(Box::new(Owner::Staff(omar_ali())));
    let make: Vec<(&str, Make)> = vec![
        ("assess", |_| Deed::Assess),
        ("hold the plan", |_| Deed::Hold),
        ("name supporters", |_| Deed::Supporters),
        ("consent as the person", |_| Deed::Consent(FamilyMember::Person)),
        ("consent as the guardian", |tale| Deed::Consent(tale.member(&sara()))),
        ("consent as the förvaltare", |tale| Deed::Consent(tale.member(&petra()))),
        ("write to the guardian", |tale| {
            let FamilyMember::Representative(no) = tale.member(&sara()) else { panic!("a guardian") };
            Deed::Message(no)
        }),
        ("take out a copy", |_| Deed::TakeCopy),
        ("write questions", |_| Deed::OwnWords),
        ("prepare for oneself", |_| Deed::Prepare(None)),
        ("prepare for the person", |_| Deed::Prepare(Some(FamilyMember::Person))),
        ("expect, for one's own side", |_| Deed::Expect(None)),
        ("expect, for the person", |_| Deed::Expect(Some(FamilyMember::Person))),
        ("answer an ask to the family", |_| Deed::AnswerAsk(Some(Addressee::Family), None)),
        ("answer an ask to the called unit", |tale| {
            Deed::AnswerAsk(tale.plan.current_parties().next().map(|party| Addressee::Party(party.no)), None)
        }),
        ("answer the call", |tale| Deed::AnswerCall(tale.plan.current_parties().next().unwrap().no)),
        ("answer times for the called unit", |tale| {
            Deed::AnswerTimes(Attendee::Party(tale.plan.current_parties().next().unwrap().no))
        }),
        ("answer times for the guardian", |tale| Deed::AnswerTimes(Attendee::Family(tale.member(&sara())))),
        ("write rows", |_| Deed::WriteRows),
        ("write a view", |_| Deed::ViewNeed),
        ("live with it, as the person", |_| Deed::LiveWith(Attendee::Family(FamilyMember::Person))),
        ("live with it, as the called unit", |tale| {
            Deed::LiveWith(Attendee::Party(tale.plan.current_parties().next().unwrap().no))
        }),
        ("wish in the room, as the person", |_| Deed::Wish(Attendee::Family(FamilyMember::Person))),
        ("wish in the room, as the guardian", |tale| Deed::Wish(Attendee::Family(tale.member(&sara())))),
        ("judge as the person", |_| Deed::Judge(FamilyMember::Person)),
        ("answer after a meeting", |_| Deed::Evaluate),
        ("note a stay in hospital", |_| Deed::NoteStay),
        ("decide whether it is destroyed", |_| Deed::Dispose),
        ("turn of age", |_| Deed::Tick),
    ];
    let mut rows: Cells = Vec::new();
    for (name, make) in make {
        let judge = move |actor: &Actor, tale: &Tale, day: Date| may(actor, Action::Do(make(tale)), &tale.plan, day);
        rows.push((name.to_owned(), Box::new(judge)));
    }
    rows.push(handing("hand Omar's measure on", |tale| {
        let his = |m: &&samsyn_domain::plan::state::Measure| m.owner == Owner::Staff(omar_ali());
        let there = tale.plan.measures.iter().find(his).cloned();
        Deed::HandOn(Some(Box::leak(Box::new(there.unwrap_or_else(omars)))))
    }));
    rows.push(handing("hand on holding the plan together", |_| Deed::HandOnHolding));
    rows.push(handing("take over what is offered the called unit", |_| {
        Deed::TakeOver(Some(Box::leak(Box::new(offered(Successor::Unit(bup()))))))
    }));
    rows.push(handing("take over what is offered Clara", |_| {
        Deed::TakeOver(Some(Box::leak(Box::new(offered(Successor::Staff(clara_noren()))))))
    }));
    for (name, deed) in [
        ("change Omar's measure", Deed::ChangeMeasure(Some(omar))),
        ("say yes to Omar's measure", Deed::OwnMeasure(Some(omar))),
    ] {
        rows.push((name.to_owned(), Box::new(move |actor, tale, day| may(actor, Action::Do(deed), &tale.plan, day))));
    }
    let child: &'static Who = Box::leak(Box::new(Who::Family(FamilyMember::Person)));
    for (name, seen_by) in [
        ("describe the child's drawing, OnlyMe", SeenBy::OnlyMe),
        ("describe the child's drawing, Everybody", SeenBy::Everybody),
    ] {
        let deed = Deed::Describe(Some((child, Box::leak(Box::new(drawing(seen_by))))));
        rows.push((name.to_owned(), Box::new(move |actor, tale, day| may(actor, Action::Do(deed), &tale.plan, day))));
    }
    rows
}

fn handing(name: &str, make: impl Fn(&Tale) -> Deed<'static> + 'static) -> Cell {
    (name.to_owned(), Box::new(move |actor, tale, day| may(actor, Action::Do(make(tale)), &tale.plan, day)))
}

/// A measure of Omar's, as it stands in Elin's plan later.
fn omars() -> samsyn_domain::plan::state::Measure {
    let his = |m: &&samsyn_domain::plan::state::Measure| m.owner == Owner::Staff(omar_ali());
    given(Family::Elin, Milestone::Told).plan.measures.iter().find(his).unwrap().clone()
}

fn offered(to: Successor) -> Handing {
    let by = Who::Staff(omar_ali());
    let at = super::now();
    Handing { no: samsyn_domain::ids::No(900), what: Handed::Holding, to, words: None, by, at, declined: None }
}

/// The whole matrix as text.
pub fn printed() -> String {
    let mut text = String::from(
        "Who may see and do what: + allowed, - denied, and why (the keys of `Because` and `WhyNot`, shortened).\n\
         + about_them  acts_for (the person)  own_words  consent  asked (to assess)  holds (the plan)  their_part  duty\n\
         - outside  no_cons(ent)  private  cut_off  not_named  not_part (not their part)  reach (beyond what the session reaches)\n\
         supp.staff: chosen by the child, of the unit that proposed. called: of a called unit. named: the one who comes from it.\n\
         assessor: of the unit that was asked to assess, when a coordinator is named. proposer: of the unit that proposed.\n\
         visit: the guardian by a visit code for this plan. together: the child on a worker's device. elsewhere: the guardian by a code for another plan.\n\
         manager: answers for the called unit, is named nowhere. archivist: of a principal; which plans are its own is the store's to say.\n",
    );
    let actors = actors();
    for (name, tale, day) in states() {
        for (what, rows) in [("sees", sights()), ("does", deeds())] {
            let _ = write!(text, "\n== {name}: {what}\n{:<37}", "");
            for actor in ACTORS {
                let _ = write!(text, " {actor:<10}");
            }
            trim(&mut text);
            for (row, judge) in rows {
                let _ = write!(text, "{row:<37}");
                for actor in &actors {
                    let _ = write!(text, " {:<10}", cell(judge(actor, &tale, day)));
                }
                trim(&mut text);
            }
        }
    }
    text
}

fn trim(text: &mut String) {
    text.truncate(text.trim_end().len());
    text.push('\n');
}

fn cell(verdict: Verdict) -> String {
    let short = |key: &'static str| match key {
        "acts_for_person" => "acts_for",
        "asked_to_assess" => "asked",
        "holds_the_plan" => "holds",
        "no_consent" => "no_cons",
        "not_their_part" => "not_part",
        "beyond_reach" => "reach",
        other => other,
    };
    match verdict {
        Ok(because) => format!("+{}", short(because.key())),
        Err(why) => format!("-{}", short(why.key())),
    }
}

fn drawing(seen_by: SeenBy) -> Media {
    Media {
        media: MediaId(uuid::Uuid::from_u128(1)),
        question: Line::parse("hard", "question").unwrap(),
        kind: MediaKind::Drawing,
        seen_by,
        chosen: Vec::new(),
        noted: None,
        at: "2026-11-22T09:00:00Z".parse().unwrap(),
        transcripts: Vec::new(),
    }
}
