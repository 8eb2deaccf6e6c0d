//! Help when guardians do not agree: what the law says, that the help goes on, a conversation with each of them apart, and
//! what a board decided. A state of its own, never an error.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::{FamilyMember, Mandate, Representative, Standing};
use samsyn_domain::plan::state::{BoardDecision, Message, Stage};
use samsyn_domain::plan::{Command, Plan};

use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::Page;
use crate::parts::stamp::Stamp;
use crate::text::T;
use crate::{names, refused, show};

use super::offered::recipients;

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/conflict.html")]
struct Conflict {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    now: bool,
    units: Vec<String>,
    talks: Vec<Talk>,
    decisions: Vec<Decided>,
    holds: bool,
    open: bool,
    stamp: Stamp,
}

/// The conversation with one guardian.
struct Talk {
    with: No,
    key: String,
    title: String,
    write: String,
    private: String,
    lines: Vec<Said>,
}

struct Said {
    who: String,
    day: String,
    words: String,
}

/// What a board decided.
struct Decided {
    day: String,
    words: String,
    scan: Option<String>,
}

impl Conflict {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let t = me.t();
        let holds = view.place().holds();
        let title = if holds { t.msg_conflict_title_others() } else { t.msg_conflict_title() };
        let page = me.plan_page(title, view).back(format!("/plans/{}/consent", view.id));
        let units = recipients(view).into_iter();
        let units = units.filter(|to| matches!(to, samsyn_domain::plan::state::Recipient::Unit(_)));
        Self {
            page: page.of(&form),
            t,
            plan: view.id,
            now: view.stage == Stage::InConflict,
            units: units.map(|to| names::recipient(view, &to)).collect(),
            talks: talks(me, view),
            decisions: view.decisions.iter().map(|decision| decided(me, view, decision)).collect(),
            holds,
            open: !view.stage.ended(),
            stamp: me.adding(),
            form,
        }
    }

    /// The forms' fields, for the summary of what is wrong.
    fn fields(&self) -> Vec<(&str, &str)> {
        let talks = self.talks.iter().map(|talk| (talk.key.as_str(), talk.write.as_str()));
        let decision = [("on", self.t.msg_conflict_decision_on()), ("words", self.t.msg_conflict_decision_words())];
        talks.chain(decision).collect()
    }
}

/// The conversations of this one: a guardian's own, or for whoever carries the plan on, one with each.
fn talks(me: &Me, view: &PlanView) -> Vec<Talk> {
    let (t, mine) = (me.t(), super::myself(view));
    let asked = |r: &&Representative| r.mandate == Mandate::Guardian && r.standing != Standing::NotAsked;
    let theirs = |r: &&Representative| view.place().holds() || mine == Some(FamilyMember::Representative(r.no));
    let talk = |r: &Representative| {
        let name = r.name.to_string();
        let own = mine == Some(FamilyMember::Representative(r.no));
        let said = |message: &Message| Said {
            who: names::who(view, &message.by, me.language()),
            day: me.language().dates().date(me.app.day(message.at)),
            words: message.words.to_string(),
        };
        Talk {
            with: r.no,
            key: format!("to-{}", r.no),
            title: if own { t.msg_conflict_messages_mine().to_owned() } else { t.msg_conflict_messages(name.as_str()) },
            write: if own { t.msg_conflict_words_mine().to_owned() } else { t.msg_conflict_words(name.as_str()) },
            private: t.msg_conflict_private(name.as_str()),
            lines: view.messages.iter().filter(|message| message.with == r.no).map(said).collect(),
        }
    };
    view.current_representatives().filter(asked).filter(theirs).map(talk).collect()
}

fn decided(me: &Me, view: &PlanView, decision: &BoardDecision) -> Decided {
    Decided {
        day: me.language().dates().date(decision.on),
        words: decision.words.to_string(),
        scan: decision.scan.map(|scan| format!("/plans/{}/consent/scans/{scan}", view.id)),
    }
}

/// For each guardian who is asked, and those who carry the plan on.
fn deeds(plan: &Plan) -> Vec<Deed<'_>> {
    let guardians = plan.current_representatives().filter(|r| r.mandate == Mandate::Guardian);
    std::iter::once(Deed::Hold).chain(guardians.map(|r| Deed::Message(r.no))).collect()
}

/// `GET /plans/{plan}/consent/conflict`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, deeds).await?;
    Ok(show(&Conflict::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/consent/conflict`: a message to one, or a decision.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look_to(plan, deeds).await?;
    let Some(command) = command(&me, &mut form) else {
        return Ok(refused(&Conflict::of(&me, &view, form)));
    };
    let written = form.value("with").to_owned();
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent/conflict"))),
        Done::Refused(view) => {
            // The field of a message is named by whom it is to: each conversation has a form of its own.
            if let Some(why) = form.error("words").cloned().filter(|_| !written.is_empty()) {
                form.fail(&format!("to-{written}"), why);
            }
            Ok(refused(&Conflict::of(&me, &view, form)))
        }
    }
}

fn command(me: &Me, form: &mut Form) -> Option<Command> {
    if form.value("what") == "decision" {
        let on = form.date("on", me.today).ok()?;
        return Some(Command::NoteBoardDecision { on, words: form.value("words").to_owned() });
    }
    let with: No = form.choice("with").ok()?;
    Some(Command::WriteMessage { with, words: form.value(&format!("to-{with}")).to_owned() })
}
