//! The table: the person's own words first, then each party with what it can, cannot, asks for, and the answers.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::StaffRef;
use samsyn_domain::plan::differences::{Difference, differences, left};
use samsyn_domain::plan::state::{About, Addressee, Ask, AskAnswer, Cannot, Expectation, Plan, Says, Speaker};
use samsyn_store::Surface;

use super::names as say;
use crate::me::{Answer, Me};
use crate::pages::consent;
use crate::parts::{Empty, Page, Quote, Tag};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/expectations/see.html")]
struct See {
    page: Page,
    t: T,
    when: String,
    open: bool,
    sides: Vec<(String, Tag<'static>)>,
    groups: Vec<Group>,
    left: Vec<AskLine>,
    answers: Option<String>,
    all_yes: bool,
    differences: Option<Vec<String>>,
    others: Vec<(String, String)>,
    hidden: bool,
}

/// What is written about one thing.
struct Group {
    words: Option<String>,
    rows: Vec<RowLine>,
    write: Option<String>,
    /// Whether one's own row is written and not shown here.
    kept: bool,
}

/// One speaker's row, as the table shows it.
struct RowLine {
    who: String,
    note: String,
    can: String,
    cannot: String,
    why: String,
    instead: String,
    asks: Vec<AskLine>,
}

/// An ask with its answer.
pub struct AskLine {
    /// Who asks.
    pub from: String,
    /// Who is asked.
    pub to: String,
    /// What.
    pub words: String,
    /// The answer in a word, or how it stands.
    pub answer: String,
    /// What was said with it.
    pub more: String,
    /// Whom to ask instead.
    pub instead: String,
    /// The page where the one who looks answers it.
    pub mine: Option<String>,
}

impl See {
    fn of(me: &Me, view: &PlanView) -> Self {
        let t = me.t();
        let writes = writes(me, view);
        let all = view.current_asks().count();
        let says = |wanted: fn(&Says) -> bool| {
            let given = view.current_asks().filter_map(|ask| ask.answer.as_ref());
            given.filter(|answer| wanted(&answer.says)).count()
        };
        let yes = says(|says| *says == Says::Yes);
        Self {
            page: me.plan_page(t.msg_expect_title(), view),
            t,
            when: when(me, view),
            open: view.open(),
            sides: say::sides(view).into_iter().map(|side| (say::side(t, view, side), state(me, view, side))).collect(),
            groups: say::abouts(view).into_iter().map(|about| group(me, view, about, writes)).collect(),
            left: if view.open() { left_to_talk_about(me, view) } else { Vec::new() },
            answers: view.open().then(|| match all {
                0 => t.msg_expect_no_asks().to_owned(),
                _ => t.msg_expect_answers(
                    yes,
                    says(|says| matches!(says, Says::YesIf { .. })),
                    says(|says| matches!(says, Says::No { .. })),
                    view.current_asks().filter(|ask| !ask.answered).count(),
                ),
            }),
            all_yes: all > 0 && yes == all,
            differences: leads(view).then(|| differences(view).iter().map(|d| differ(t, view, *d)).collect()),
            others: if view.place().holds() && may_write(me, view) { others(view) } else { Vec::new() },
            hidden: view.hidden() > 0,
        }
    }
}

/// When it is opened, or was.
fn when(me: &Me, view: &PlanView) -> String {
    let t = me.t();
    let Some(opening) = view.opening else { return t.msg_expect_no_meeting().to_owned() };
    let at = me.language().dates().weekday_moment(opening.at.to_zoned(me.app.zone.clone()).datetime());
    if view.open() { t.msg_expect_opened(at) } else { t.msg_expect_opens(at) }
}

/// Whether rows are written now.
pub(super) fn may_write(me: &Me, view: &Plan) -> bool {
    view.expecting(me.now).is_ok()
}

/// Whether the one who looks writes a row of their own now.
fn writes(me: &Me, view: &PlanView) -> bool {
    let place = view.place();
    let speaks =
        if me.actor.staff().is_some() { place.party.is_some() } else { place.person || place.representative.is_some() };
    speaks && may_write(me, view)
}

/// How far a side has come, also while nobody sees what it wrote.
fn state(me: &Me, view: &PlanView, side: Addressee) -> Tag<'static> {
    let t = me.t();
    if view.has_expected(side) {
        return Tag::done(t.msg_expect_written());
    }
    match view.opening.filter(|_| !view.open()) {
        Some(opening) => {
            let day = opening.at.to_zoned(me.app.zone.clone()).date();
            Tag::waiting(t.msg_expect_not_written_due(me.language().dates().due(day, me.today)))
        }
        None if view.open() => Tag::quiet(t.msg_expect_nothing()),
        None => Tag::waiting(t.msg_expect_not_written()),
    }
}

fn group(me: &Me, view: &PlanView, about: About, writes: bool) -> Group {
    let mut speakers: Vec<Speaker> = Vec::new();
    let rows = view.current_expectations().filter(|row| row.about == about).map(|row| row.of);
    for of in rows.chain(view.current_asks().filter(|ask| ask.about == about).map(|ask| ask.from)) {
        if !speakers.contains(&of) {
            speakers.push(of);
        }
    }
    speakers.sort_unstable();
    Group {
        words: say::words(view, about),
        rows: speakers.into_iter().map(|of| row(me, view, about, of)).collect(),
        kept: view.unseen().row(about),
        write: writes.then(|| format!("/plans/{}/expectations/{}", view.id, say::place(about))),
    }
}

fn row(me: &Me, view: &PlanView, about: About, of: Speaker) -> RowLine {
    let t = me.t();
    let said = view.current_expectations().find(|row| row.about == about && row.of == of);
    let asks: Vec<&Ask> = view.current_asks().filter(|ask| ask.about == about && ask.from == of).collect();
    let talk = said.and_then(Expectation::after_a_talk).or(asks.iter().find_map(|ask| ask.after_a_talk()));
    let cannot = said.and_then(|row| row.cannot.as_ref());
    RowLine {
        who: say::speaker(view, of),
        note: talk.map(|staff: &StaffRef| t.msg_prepare_written_by(staff.name.as_str())).unwrap_or_default(),
        can: said.and_then(|row| row.can.as_ref()).map(ToString::to_string).unwrap_or_default(),
        cannot: cannot.map(|cannot| cannot.words.to_string()).unwrap_or_default(),
        why: cannot.map(|cannot| cannot.why.to_string()).unwrap_or_default(),
        instead: cannot.map(|cannot| instead(t, view, cannot)).unwrap_or_default(),
        asks: asks.into_iter().map(|ask| line(me, view, ask)).collect(),
    }
}

/// Who could instead: a side of the plan, somebody else, or both.
fn instead(t: T, view: &Plan, cannot: &Cannot) -> String {
    let side = cannot.instead.map(|to| say::side(t, view, to));
    side.into_iter().chain(cannot.whom.as_ref().map(ToString::to_string)).collect::<Vec<_>>().join(", ")
}

fn line(me: &Me, view: &PlanView, ask: &Ask) -> AskLine {
    let t = me.t();
    let (mut more, mut instead) = (String::new(), String::new());
    let answer = match (&ask.answer, ask.answered) {
        (Some(AskAnswer { says, .. }), _) => {
            match says {
                Says::Yes => {}
                Says::YesIf { words } => more = words.to_string(),
                Says::No { reason, instead: other } => (more, instead) = (reason.to_string(), other.to_string()),
            }
            say::says(t, says)
        }
        (None, true) => t.msg_expect_answer_hidden(),
        (None, false) if view.open() => t.msg_expect_unanswered(),
        (None, false) => t.msg_expect_unsent(),
    };
    AskLine {
        from: say::speaker(view, ask.from),
        to: say::side(t, view, ask.to),
        words: ask.words.to_string(),
        answer: answer.to_owned(),
        more,
        instead,
        mine: answers(view, ask).then(|| format!("/plans/{}/asks/{}", view.id, ask.no)),
    }
}

/// Whether the one who looks answers this ask now, for their own side or for the family after a talk.
pub(super) fn answers(view: &PlanView, ask: &Ask) -> bool {
    let place = view.place();
    let theirs = match ask.to {
        Addressee::Party(no) => place.party == Some(no),
        Addressee::Family => place.person || place.representative.is_some() || place.holds(),
    };
    theirs && view.open() && !ask.answered && view.next_meeting().is_some()
}

/// The asks that are left to talk about in the meeting, for this page and the room.
pub fn left_to_talk_about(me: &Me, view: &PlanView) -> Vec<AskLine> {
    let left = left(view);
    view.current_asks().filter(|ask| left.contains(&ask.no)).map(|ask| line(me, view, ask)).collect()
}

/// Whoever leads the meeting sees where views part, once all is open; nobody reads what is unopened, not they either.
fn leads(view: &PlanView) -> bool {
    let place = view.place();
    view.open() && (place.facilitator || (view.facilitator.is_none() && place.coordinator))
}

fn differ(t: T, view: &PlanView, found: Difference) -> String {
    let about = |about| say::words(view, about).unwrap_or_else(|| t.msg_expect_whole().to_owned());
    match found {
        Difference::Crosses { ask, row } => {
            let asked = view.asks.iter().find(|one| one.no == ask);
            let said = view.expectations.iter().find(|one| one.no == row);
            let (from, words) =
                asked.map(|ask| (say::speaker(view, ask.from), ask.words.to_string())).unwrap_or_default();
            let cannot = said.and_then(|row| row.cannot.as_ref()).map(|cannot| cannot.words.to_string());
            let to = said.map(|row| say::speaker(view, row.of)).unwrap_or_default();
            t.msg_expect_crosses(from, to, words, cannot.unwrap_or_default())
        }
        Difference::EachOther { about: of, one, other } => {
            t.msg_expect_each_other(say::side(t, view, one), say::side(t, view, other), about(of))
        }
        Difference::Nobody { about: of } => t.msg_expect_nobody(about(of)),
    }
}

/// Those of the family for whom staff may write down what they said.
fn others(view: &PlanView) -> Vec<(String, String)> {
    let first = say::abouts(view).first().copied().unwrap_or_default();
    let to = |member| format!("/plans/{}/expectations/{}/{}", view.id, say::place(first), consent::key(member));
    say::members(view).into_iter().map(|member| (to(member), names::member(view, member))).collect()
}

/// `GET /plans/{plan}/expectations`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&See::of(&me, &view)))
}
