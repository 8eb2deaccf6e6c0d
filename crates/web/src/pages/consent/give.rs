//! Say yes: to the plan, and to what each recipient may know. Shows who has answered what, and what holds now.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::{InfoKind, MinorConsent};
use samsyn_domain::people::{FamilyMember, Mandate, Standing};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::TalkDraft;
use samsyn_domain::plan::state::{ChildsView, Consent, Form as Given, Recipient, Scope, Stage};
use samsyn_domain::rules::appointed_act_within_their_mandate::covers;
use samsyn_domain::rules::consent_before_sharing::{covered_kinds, plan_consent};
use samsyn_store::Surface;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Tag};
use crate::text::T;
use crate::{names, refused, show};

use super::offered::{Offer, given_by, left_out, offers, recipients, ticked};
use super::scan::unscanned;
use super::{deciders, key, member, myself};

/// How many months a consent holds unless somebody writes another day.
const MONTHS: i32 = 6;

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/give.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Give {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    add: String,
    helps: String,
    states: Vec<State>,
    conflict: bool,
    conflict_words: (&'static str, &'static str),
    now: &'static str,
    nobody: Option<&'static str>,
    limited: Option<String>,
    share_lead: &'static str,
    sees: bool,
    given: Vec<Group>,
    none: &'static str,
    asks: bool,
    changes: bool,
    holds: bool,
    refuses: bool,
    maturity: bool,
    child: Option<Child>,
    papers: bool,
    deciders: Vec<Choice<'static>>,
    kinds: Vec<&'static str>,
    offers: Vec<Offer>,
    longest: String,
    stamp: Stamp,
}

/// What stands about the child's own view, and who answers where the child does not.
struct Child {
    title: String,
    views: Vec<(String, bool)>,
    /// Their own no to the plan, in words.
    no: Option<&'static str>,
    write: &'static str,
    writes: bool,
    answers: Option<&'static str>,
}

/// How one who decides has answered.
struct State {
    name: String,
    role: &'static str,
    tag: Tag<'static>,
}

/// All consents to one thing, with what they amount to together.
struct Group {
    what: String,
    plan: bool,
    kinds: String,
    lines: Vec<Line>,
}

/// One consent that holds.
struct Line {
    no: No,
    by: String,
    until: String,
    talk: Vec<String>,
    scan: Option<String>,
    excluded: String,
    mine: bool,
}

impl Give {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let (t, place, myself) = (me.t(), view.place(), myself(view));
        let deciders = deciders(view);
        let asked = !matches!(view.stage, Stage::Proposed | Stage::Refused | Stage::Closed);
        let mine = myself.is_some_and(|member| deciders.contains(&member));
        let label = |m: &FamilyMember| Choice::new(key(*m), names::member(view, *m));
        // The help is for the guardians and for whoever holds the plan together.
        let guardian = place.representative.is_some_and(|(_, mandate)| mandate == Mandate::Guardian);
        let helped = place.holds() || guardian;
        let changes = view.consents.iter().any(|consent| Some(consent.by) == myself && consent.holds(me.today));
        let kinds = kinds(view, myself);
        let named = |kind: &InfoKind| names::kind(me.language(), *kind);
        Self {
            page: me.plan_page(t.msg_consent_title(), view).of(&form),
            t,
            plan: view.id,
            add: format!("/plans/{}/people/representative", view.id),
            helps: if helped { format!("/plans/{}/consent/conflict", view.id) } else { String::new() },
            states: deciders.iter().map(|member| state(me, view, *member)).chain(unasked(me, view)).collect(),
            conflict: view.stage == Stage::InConflict,
            conflict_words: if helped {
                (t.msg_consent_conflict_title(), t.msg_consent_conflict())
            } else {
                (t.msg_consent_conflict_others_title(), t.msg_consent_conflict_others())
            },
            // What somebody has said yes to is shared only while all who decide have.
            now: if plan_consent(view, me.today).is_some() { t.msg_consent_now() } else { t.msg_consent_now_waits() },
            nobody: deciders.is_empty().then(|| nobody(me, view)),
            limited: (kinds.len() < InfoKind::ALL.len())
                .then(|| t.msg_consent_limited(kinds.iter().map(named).collect::<Vec<_>>().join(" · "))),
            share_lead: if changes { t.msg_consent_share_lead_changes() } else { t.msg_consent_share_lead() },
            sees: view.sees_consents(),
            given: given(me, view),
            none: if view.consents.is_empty() { t.msg_consent_none() } else { t.msg_consent_none_now() },
            asks: asked && (mine || place.holds()) && !deciders.is_empty(),
            changes,
            holds: place.holds(),
            refuses: asked && place.person,
            maturity: !view.of_age && me.app.settings.minor_consent == MinorConsent::ByMaturity,
            child: (!view.of_age).then(|| child(me, view)),
            papers: place.holds() && !unscanned(view).is_empty(),
            deciders: deciders.iter().map(label).collect(),
            offers: offers(me, view, &form, &kinds),
            kinds: kinds.iter().map(named).collect(),
            longest: t.msg_consent_to_hint(me.app.settings.consent_months),
            stamp: me.adding(),
            form,
        }
    }
}

/// The kinds that the one who answers may say yes to: an appointment may be for some of them alone.
fn kinds(view: &PlanView, myself: Option<FamilyMember>) -> Vec<InfoKind> {
    let appointed = view.representatives.iter().find(|r| Some(FamilyMember::Representative(r.no)) == myself);
    InfoKind::ALL.into_iter().filter(|kind| appointed.is_none_or(|r| covers(r, *kind))).collect()
}

/// What to do when nobody may answer about consent.
fn nobody(me: &Me, view: &PlanView) -> &'static str {
    let t = me.t();
    match me.app.settings.minor_consent {
        _ if !view.place().holds() => t.msg_consent_nobody_others(),
        MinorConsent::GuardiansAlways => t.msg_consent_nobody_guardians(),
        MinorConsent::ByMaturity => t.msg_consent_nobody_maturity(),
    }
}

fn child(me: &Me, view: &PlanView) -> Child {
    let (t, place) = (me.t(), view.place());
    let answers = match me.app.settings.minor_consent {
        _ if !place.person || view.maturity.is_some() => None,
        MinorConsent::GuardiansAlways => Some(t.msg_consent_child_guardians()),
        MinorConsent::ByMaturity => Some(t.msg_consent_child_alone()),
    };
    let said = |said: &ChildsView| (said.words.to_string(), said.kept_from_guardians);
    Child {
        title: if place.person {
            t.msg_consent_child_title_own().to_owned()
        } else {
            t.msg_consent_child_title(names::first(view.person.name.as_str()))
        },
        no: (view.person_refuses && view.sees_consents())
            .then(|| if place.person { t.msg_consent_child_no_own() } else { t.msg_consent_child_no() }),
        write: if place.person { t.msg_consent_child_link_own() } else { t.msg_consent_child_link() },
        views: view.childs_views.iter().map(said).collect(),
        writes: (place.holds() || place.person) && !view.stage.ended(),
        answers,
    }
}

fn state(me: &Me, view: &PlanView, of: FamilyMember) -> State {
    let (t, language) = (me.t(), me.language());
    let yes = |c: &Consent| c.by == of && c.scope == Scope::Plan && c.holds(me.today);
    let representative = view.representatives.iter().find(|r| FamilyMember::Representative(r.no) == of);
    let standing = representative.map(|r| r.standing).unwrap_or_default();
    let no = standing == Standing::Refuses || of == FamilyMember::Person && view.person_refuses;
    // Who has answered what is for the family and those who carry the plan on; others see that it is not shown.
    let tag = match standing {
        _ if !view.sees_consents() => Tag::quiet("–"),
        _ if view.consents.iter().any(yes) => Tag::done(t.msg_consent_yes()),
        _ if no => Tag::quiet(t.msg_consent_no()),
        Standing::Unreachable | Standing::Prevented => Tag::quiet(names::standing(language, standing)),
        _ => match taken_back(view, of) {
            Some(at) => Tag::quiet(t.msg_consent_taken_back(language.dates().date(me.app.day(at)))),
            None => Tag::waiting(t.msg_consent_waiting()),
        },
    };
    let role = representative.map_or("", |r| names::mandate(language, r.mandate));
    State { name: names::member(view, of), role, tag }
}

/// When somebody last took back their yes to the plan.
fn taken_back(view: &PlanView, of: FamilyMember) -> Option<jiff::Timestamp> {
    let theirs = view.consents.iter().filter(|c| c.by == of && c.scope == Scope::Plan);
    theirs.filter_map(|c| Some(c.withdrawn.as_ref()?.at)).max()
}

/// Guardians who are not asked, for the eyes of those who carry the plan on.
fn unasked(me: &Me, view: &PlanView) -> Vec<State> {
    let not_asked = view.current_representatives().filter(|r| r.standing == Standing::NotAsked && view.place().holds());
    let state = |r: &samsyn_domain::people::Representative| State {
        name: r.name.to_string(),
        role: names::mandate(me.language(), r.mandate),
        tag: Tag::quiet(names::standing(me.language(), r.standing)),
    };
    not_asked.map(state).collect()
}

fn given(me: &Me, view: &PlanView) -> Vec<Group> {
    let t = me.t();
    let to_plan = |consent: &&Consent| consent.scope == Scope::Plan;
    let plan = Group {
        what: t.msg_consent_plan_yes().to_owned(),
        plan: true,
        kinds: String::new(),
        lines: open(me, view).filter(to_plan).map(|consent| line(me, view, consent)).collect(),
    };
    let group = |to: Recipient| {
        let kinds = covered_kinds(view, &to, me.today);
        let kinds: Vec<&str> = kinds.into_iter().map(|kind| names::kind(me.language(), kind)).collect();
        let about = |consent: &&Consent| matches!(&consent.scope, Scope::Disclosure { to: whom, .. } if whom.same(&to));
        Group {
            what: names::recipient(view, &to),
            plan: false,
            kinds: kinds.join(" · "),
            lines: open(me, view).filter(about).map(|consent| line(me, view, consent)).collect(),
        }
    };
    let groups = std::iter::once(plan).chain(recipients(view).into_iter().map(group));
    groups.filter(|group| !group.lines.is_empty()).collect()
}

fn open<'a>(me: &Me, view: &'a PlanView) -> impl Iterator<Item = &'a Consent> {
    let today = me.today;
    view.consents.iter().filter(move |consent| consent.open() && today <= consent.to)
}

fn line(me: &Me, view: &PlanView, consent: &Consent) -> Line {
    let t = me.t();
    let day = |day| me.language().dates().date(day);
    let until = if consent.from > me.today {
        t.msg_consent_between(day(consent.from), day(consent.to))
    } else {
        t.msg_consent_until(day(consent.to))
    };
    let excluded = consent.excluded.as_ref().map(|words| t.msg_consent_not(words.as_str()));
    Line {
        no: consent.no,
        by: t.msg_consent_by(names::member(view, consent.by)),
        until,
        talk: talk(me, consent),
        scan: consent.scan.map(|scan| format!("/plans/{}/consent/scans/{scan}", view.id)),
        excluded: excluded.unwrap_or_default(),
        mine: myself(view) == Some(consent.by) || view.place().holds(),
    }
}

/// In which language consent was asked, and who interpreted.
fn talk(me: &Me, consent: &Consent) -> Vec<String> {
    let (t, talk) = (me.t(), consent.talk.as_ref());
    let language = talk.and_then(|talk| talk.language.as_ref()).map(|l| t.msg_consent_spoke(l.as_str()));
    let interpreter = talk.and_then(|talk| talk.interpreter.as_ref()).map(|i| t.msg_consent_interpreted(i.as_str()));
    language.into_iter().chain(interpreter).collect()
}

/// What stands in the form at first: what one has said yes to already, from today for half a year.
fn first(me: &Me, view: &PlanView) -> Form {
    let dates = me.language().dates();
    let months = MONTHS.min(i32::from(me.app.settings.consent_months));
    let until = me.today.checked_add(months.months()).unwrap_or(me.today);
    let mut values = vec![("from", dates.date(me.today)), ("to", dates.date(until))];
    if myself(view).is_none() {
        let usual = me.t().msg_consent_basis_usual(dates.date(me.today), me.actor.name.as_str());
        values.push(("basis", crate::text::plain(&usual)));
    }
    values.extend(myself(view).map(|member| given_by(view, member, me)).unwrap_or_default());
    Form::filled(me.language(), values.iter().map(|(key, value)| (*key, value.as_str())))
}

/// `GET /plans/{plan}/consent`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let form = first(&me, &view);
    Ok(show(&Give::of(&me, &view, form)))
}

/// `POST /plans/{plan}/consent`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let Some(command) = command(&me, &view, &mut form) else {
        return Ok(refused(&Give::of(&me, &view, form)));
    };
    let paper = form.value("form") == "paper";
    match me.act(plan, &mut form, command).await? {
        Done::Stored if paper => Ok(me.saved(format!("/plans/{plan}/consent/scan"))),
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&Give::of(&me, &view, form))),
    }
}

fn command(me: &Me, view: &PlanView, form: &mut Form) -> Option<Command> {
    let mine = myself(view);
    let by = mine.or_else(|| member(form.value("by")));
    if by.is_none() {
        form.fail("by", FieldError::NotChosen);
    }
    let plan = form.has("plan", "yes");
    let disclose: Vec<(_, BTreeSet<InfoKind>)> = ticked(view, form);
    if mine.is_some() {
        left_out(me, view, form, &disclose);
    }
    let (from, to) = (form.date("from", me.today), form.date("to", me.today));
    let how = match (mine, form.value("form")) {
        (Some(_), _) => Some(Given::Page),
        (None, "oral") => Some(Given::Oral),
        (None, "paper") => Some(Given::Paper),
        _ => None,
    };
    if how.is_none() {
        form.fail("form", FieldError::NotChosen);
    }
    let basis =
        if mine.is_some() { me.t().msg_consent_basis_page().to_owned() } else { form.value("basis").to_owned() };
    let excluded = form.value("excluded").to_owned();
    let (language, interpreter) = (form.value("language").to_owned(), form.value("interpreter").to_owned());
    let talk = TalkDraft { language, interpreter };
    if form.is_refused() {
        return None;
    }
    let (from, to) = (from.ok()?, to.ok()?);
    Some(Command::GiveConsent { by: by?, plan, disclose, form: how?, basis, talk, excluded, from, to })
}
