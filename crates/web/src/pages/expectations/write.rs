//! Write what one's own side can, cannot and asks of others; or, after a talk, what somebody of the family said.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView, Reach};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::{ExpectationDraft, PreparationOf};
use samsyn_domain::plan::state::{About, Addressee, Ask, Expectation, Plan, Speaker};
use samsyn_domain::remit::Remit;

use super::names as say;
use super::see::may_write;
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me, trouble};
use crate::pages::consent;
use crate::pages::visit::unseen::Ring;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Quote};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/expectations/write.html")]
struct Write {
    page: Page,
    t: T,
    form: Form,
    whose: String,
    words: Option<String>,
    shut: Option<&'static str>,
    own: Own,
    sides: Vec<(String, String)>,
    remits: Vec<RemitLine>,
    asks: Vec<(No, String, String)>,
    outside: bool,
    lead: &'static str,
    /// Whether one's own row is written and not shown here, so that its form is left out.
    kept: bool,
    typed: Vec<String>,
    ring: Option<Ring>,
    stamp: Stamp,
}

/// Ready phrases from one's own remit that are not in the text yet.
struct Own {
    can: Vec<String>,
    cannot: Vec<(String, String)>,
}

/// What another side says that it does not do, for the one who is about to ask.
struct RemitLine {
    name: String,
    does_not: Vec<(String, String)>,
    waiting: String,
    refers: String,
}

/// Whose row it is and what it hangs on.
struct At {
    about: About,
    member: Option<FamilyMember>,
    speaker: Speaker,
}

impl At {
    fn of(view: &PlanView, (no, member): (u32, Option<FamilyMember>)) -> Result<Self, Error> {
        let about = say::about(view, no).ok_or(Error::NotFound)?;
        let speaker = match (member, view.me()) {
            (Some(member), _) if view.family_name(member).is_some() => Speaker::Family(member),
            (None, Some(Who::Family(member))) => Speaker::Family(*member),
            (None, Some(Who::Staff(_))) => Speaker::Party(view.place().party.ok_or(Error::NotFound)?),
            _ => return Err(Error::NotFound),
        };
        Ok(Self { about, member, speaker })
    }

    fn whom(&self) -> PreparationOf {
        self.member.map_or(PreparationOf::Me, PreparationOf::Family)
    }

    fn row<'a>(&self, view: &'a Plan) -> Option<&'a Expectation> {
        view.current_expectations().find(|row| row.about == self.about && row.of == self.speaker)
    }
}

impl Write {
    fn of(me: &Me, view: &PlanView, at: &At, remits: &[Remit], form: Form) -> Self {
        let t = me.t();
        let own_side = at.speaker.side();
        let others: Vec<Addressee> = say::sides(view).into_iter().filter(|side| *side != own_side).collect();
        let asks = view.current_asks().filter(|ask| ask.from == at.speaker && ask.about == at.about);
        let line = |ask: &Ask| (ask.no, say::side(t, view, ask.to), ask.words.to_string());
        Self {
            page: me.plan_page(t.msg_expect_write_title(), view).back(back(view.id)).of(&form),
            t,
            whose: at.member.map(|member| names::member(view, member)).unwrap_or_default(),
            words: say::words(view, at.about),
            shut: (!may_write(me, view)).then(|| t.msg_expect_shut()),
            own: own(remit_of(view, remits, own_side), &form),
            sides: others.iter().map(|side| (say::key(*side), say::side(t, view, *side))).collect(),
            remits: others.iter().filter_map(|side| line_of(t, view, remits, *side)).collect(),
            asks: asks.map(line).collect(),
            lead: lead(me, at),
            typed: typed(&form),
            kept: at.member.is_none() && view.unseen().row(at.about),
            ring: Ring::of(view),
            outside: form.value("do") == "ask" && outside(view, remits, &form).is_some(),
            stamp: me.adding(),
            form,
        }
    }

    fn sides(&self) -> Vec<Choice<'_>> {
        self.sides.iter().map(|(key, name)| Choice::new(key.as_str(), name.as_str())).collect()
    }

    fn can_phrases(&self) -> Vec<Choice<'_>> {
        self.own.can.iter().map(|words| Choice::new(words.as_str(), words.as_str())).collect()
    }

    fn cannot_phrases(&self) -> Vec<Choice<'_>> {
        self.own.cannot.iter().map(|(words, _)| Choice::new(words.as_str(), words.as_str())).collect()
    }
}

/// What is said before one writes: also, where nothing is shown again before it opens for all, that it is not.
fn lead(me: &Me, at: &At) -> &'static str {
    match (at.member, me.actor.reach) {
        (Some(_), _) => me.t().msg_prepare_of_lead(),
        (None, Reach::Whole) => me.t().msg_expect_write_lead(),
        (None, _) => me.t().msg_expect_write_lead_lent(),
    }
}

/// What was sent for one's own row.
fn typed(form: &Form) -> Vec<String> {
    let said = ["can", "cannot", "why", "whom"].map(|field| form.value(field).trim().to_owned());
    said.into_iter().filter(|words| !words.is_empty()).collect()
}

fn back(plan: PlanId) -> String {
    format!("/plans/{plan}/expectations")
}

/// The remit of the unit on a side.
fn remit_of<'a>(view: &Plan, remits: &'a [Remit], side: Addressee) -> Option<&'a Remit> {
    let Addressee::Party(no) = side else { return None };
    let unit = view.party(no)?.unit.unit;
    remits.iter().find(|remit| remit.unit == unit)
}

fn own(remit: Option<&Remit>, form: &Form) -> Own {
    let Some(remit) = remit else { return Own { can: Vec::new(), cannot: Vec::new() } };
    let fresh = |words: &String, field| !form.value(field).contains(words.as_str());
    let can = remit.does.iter().map(ToString::to_string).filter(|words| fresh(words, "can"));
    let cannot = remit.does_not.iter().map(|line| (line.what.to_string(), line.instead.to_string()));
    Own { can: can.collect(), cannot: cannot.filter(|(words, _)| fresh(words, "cannot")).collect() }
}

fn line_of(t: T, view: &Plan, remits: &[Remit], side: Addressee) -> Option<RemitLine> {
    let remit = remit_of(view, remits, side)?;
    let text = |line: Option<&samsyn_domain::words::Line>| line.map(ToString::to_string).unwrap_or_default();
    Some(RemitLine {
        name: say::side(t, view, side),
        does_not: remit.does_not.iter().map(|line| (line.what.to_string(), line.instead.to_string())).collect(),
        waiting: text(remit.waiting.as_ref()),
        refers: remit.refers.as_ref().map(ToString::to_string).unwrap_or_default(),
    })
}

/// What of the addressee's remit says that the ask lies outside, with who does it instead.
fn outside(view: &Plan, remits: &[Remit], form: &Form) -> Option<(String, String)> {
    let to = say::from_key(form.value("to"))?;
    let line = remit_of(view, remits, to)?.outside(form.value("words"))?;
    Some((line.what.to_string(), line.instead.to_string()))
}

/// The form as it is first seen: with what stands there now.
fn first(me: &Me, view: &PlanView, at: &At) -> Form {
    let mut form = me.form();
    let Some(row) = at.row(view) else { return form };
    form.set("can", row.can.as_ref().map(ToString::to_string).unwrap_or_default());
    if let Some(cannot) = &row.cannot {
        form.set("cannot", cannot.words.to_string());
        form.set("why", cannot.why.to_string());
        form.set("instead", cannot.instead.map(say::key).unwrap_or_default());
        form.set("whom", cannot.whom.as_ref().map(ToString::to_string).unwrap_or_default());
    }
    form
}

/// What the buttons ask for.
fn command(view: &PlanView, at: &At, remits: &[Remit], form: &mut Form) -> Option<Command> {
    let (about, of) = (at.about, at.whom());
    match form.value("do") {
        "drop" => Some(Command::DropAsk { no: form.value("ask").parse().unwrap_or(No(0)) }),
        "ask" => {
            if let Some((what, instead)) = outside(view, remits, form)
                && form.value("sure") != "yes"
            {
                let words = form.t().msg_expect_outside(what, instead);
                form.fail("words", FieldError::Because(words));
                return None;
            }
            let to = say::from_key(form.value("to"));
            let to = to.ok_or_else(|| form.fail("to", FieldError::NotChosen)).ok()?;
            Some(Command::WriteAsk { about, of, to, words: form.value("words").to_owned() })
        }
        // What is written takes the place of what was there: a form without its fields is none that was emptied.
        "row" if form.pressed("can") && form.pressed("cannot") => {
            pick(own(remit_of(view, remits, at.speaker.side()), form), form);
            let value = |key: &str| form.value(key).to_owned();
            let draft = ExpectationDraft {
                can: value("can"),
                cannot: value("cannot"),
                why: value("why"),
                instead: say::from_key(form.value("instead")),
                whom: value("whom"),
            };
            Some(Command::WriteExpectation { about, of, draft })
        }
        _ => {
            form.fail("", FieldError::Because(form.t().msg_refusal_stale().to_owned()));
            None
        }
    }
}

/// Puts the ready phrases that were ticked into the text, each on a line of its own.
fn pick(own: Own, form: &mut Form) {
    let ticked: Vec<String> = own.can.into_iter().filter(|words| form.has("can-phrase", words)).collect();
    let lines = |before: &str, added: &[String]| {
        let before = (!before.trim().is_empty()).then(|| before.trim_end().to_owned());
        before.into_iter().chain(added.iter().cloned()).collect::<Vec<_>>().join("\n")
    };
    let can = lines(form.value("can"), &ticked);
    form.set("can", can);
    if let Some((words, instead)) = own.cannot.into_iter().find(|(words, _)| form.has("cannot-phrase", words)) {
        let cannot = lines(form.value("cannot"), &[words]);
        form.set("cannot", cannot);
        if form.value("why").trim().is_empty() {
            let why = form.t().msg_expect_remit_why().to_owned();
            form.set("why", why);
        }
        if form.value("whom").trim().is_empty() && form.value("instead").is_empty() {
            form.set("whom", instead);
        }
    }
}

async fn look(me: &Me, plan: PlanId, where_: (u32, Option<FamilyMember>)) -> Result<(PlanView, At, Vec<Remit>), Error> {
    let member = where_.1;
    let view = me.look_to(plan, move |_| vec![Deed::Expect(member)]).await?;
    let at = At::of(&view, where_)?;
    // What a unit does and does not tells which it is: nothing of it where places are kept from the one who looks.
    let remits =
        if view.keeps_places() { Vec::new() } else { me.app.store.remits().await.map_err(|error| trouble(&error))? };
    Ok((view, at, remits))
}

async fn shown(me: &Me, plan: PlanId, where_: (u32, Option<FamilyMember>)) -> Answer {
    let (view, at, remits) = look(me, plan, where_).await?;
    let form = first(me, &view, &at);
    Ok(show(&Write::of(me, &view, &at, &remits, form)))
}

async fn kept(me: &Me, plan: PlanId, where_: (u32, Option<FamilyMember>), mut form: Form) -> Answer {
    let (view, at, remits) = look(me, plan, where_).await?;
    let stays = form.value("do") != "row";
    let Some(command) = command(&view, &at, &remits, &mut form) else {
        return Ok(refused(&Write::of(me, &view, &at, &remits, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored if stays => Ok(me.saved(format!("{}#asks", here(plan, where_)))),
        Done::Stored => Ok(me.saved(back(plan))),
        Done::Refused(view) => Ok(refused(&Write::of(me, &view, &at, &remits, form))),
    }
}

fn here(plan: PlanId, (no, member): (u32, Option<FamilyMember>)) -> String {
    let member = member.map(|member| format!("/{}", consent::key(member))).unwrap_or_default();
    let place = if no == 0 { "whole".to_owned() } else { no.to_string() };
    format!("{}/{place}{member}", back(plan))
}

fn place(no: &str) -> Result<u32, Error> {
    say::from_place(no).ok_or(Error::NotFound)
}

/// `GET /plans/{plan}/expectations/{no}`: about that question or need, or "whole".
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, String)>) -> Answer {
    shown(&me, plan, (place(&no)?, None)).await
}

/// `POST /plans/{plan}/expectations/{no}`
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, String)>, form: Form) -> Answer {
    kept(&me, plan, (place(&no)?, None), form).await
}

/// `GET /plans/{plan}/expectations/{no}/{member}`: for somebody of the family, after a talk.
pub async fn get_of(me: Me, Path((plan, no, key)): Path<(PlanId, String, String)>) -> Answer {
    shown(&me, plan, (place(&no)?, Some(consent::member(&key).ok_or(Error::NotFound)?))).await
}

/// `POST /plans/{plan}/expectations/{no}/{member}`
pub async fn post_of(me: Me, Path((plan, no, key)): Path<(PlanId, String, String)>, form: Form) -> Answer {
    kept(&me, plan, (place(&no)?, Some(consent::member(&key).ok_or(Error::NotFound)?)), form).await
}
