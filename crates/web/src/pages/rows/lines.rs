//! Rows as pages show them: strings that are ready to read.

use jiff::civil::Date;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::state::{Disagreement, Goal, Measure, MeasureState, Need};
use samsyn_domain::rules::owner_answers_for_the_measure::is_owner;

use crate::me::Me;
use crate::parts::Tag;
use crate::{names, text::T};

/// A measure as a sentence.
pub struct MeasureLine {
    /// Its number in the plan.
    pub no: No,
    /// What is done.
    pub what: String,
    /// Who does it.
    pub who: String,
    /// From when, by when.
    pub when: String,
    /// How the person will notice.
    pub notice: String,
    /// What happens if it does not work.
    pub otherwise: String,
    /// What must come first.
    pub waits: Option<String>,
    /// Where it stands, in words.
    pub status: String,
    /// Why it was declined or not done.
    pub why: Option<String>,
    /// What the family says became of it: who, the answer, their words.
    pub happened: Vec<(String, &'static str, Option<String>)>,
    /// Whether the one who looks may change it.
    pub mine: bool,
    /// Whether its owner has said yes.
    pub confirmed: bool,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Done,
    Going,
    Waiting,
    Late,
    Quiet,
}

impl MeasureLine {
    /// The measure as the one who looks reads it.
    pub fn of(me: &Me, view: &PlanView, measure: &Measure) -> Self {
        let waits = measure.waits_for.and_then(|no| view.measure(no));
        let happened = measure.happened.iter().map(|h| {
            let words = h.words.as_ref().map(ToString::to_string);
            (names::member(view, h.by), names::did_it(me.language(), h.answer), words)
        });
        Self {
            no: measure.no,
            what: measure.what.to_string(),
            who: names::owner(view, &measure.owner),
            when: when(me, measure.from, measure.by),
            notice: measure.notice.to_string(),
            otherwise: measure.otherwise.to_string(),
            waits: waits.map(|other| other.what.to_string()),
            status: names::measure_state(me.language(), &measure.state).to_owned(),
            why: why(&measure.state),
            happened: happened.collect(),
            mine: view.place().holds() || view.me().is_some_and(|who| is_owner(&measure.owner, who)),
            confirmed: measure.state.confirmed(),
            kind: kind(measure, me.today),
        }
    }

    /// All measures of a plan, in the order they were written.
    pub fn all(me: &Me, view: &PlanView) -> Vec<Self> {
        view.measures.iter().map(|measure| Self::of(me, view, measure)).collect()
    }

    /// The id of the first field of its answer in a follow-up, where an error leads.
    pub fn field(&self) -> String {
        format!("answer-{}", self.no)
    }

    /// Where it stands: words and a shape.
    pub fn tag(&self) -> Tag<'_> {
        let words = self.status.as_str();
        match self.kind {
            Kind::Done => Tag::done(words),
            Kind::Going => Tag::going(words),
            Kind::Waiting => Tag::waiting(words),
            Kind::Late => Tag::late(words),
            Kind::Quiet => Tag::quiet(words),
        }
    }
}

fn why(state: &MeasureState) -> Option<String> {
    match state {
        MeasureState::Declined { reason: why } | MeasureState::NotDone { why } => Some(why.to_string()),
        _ => None,
    }
}

fn kind(measure: &Measure, today: Date) -> Kind {
    match measure.state {
        MeasureState::Done { .. } => Kind::Done,
        MeasureState::NotDone { .. } => Kind::Quiet,
        MeasureState::Declined { .. } => Kind::Late,
        _ if measure.by < today => Kind::Late,
        MeasureState::Proposed => Kind::Waiting,
        MeasureState::Taken { .. } => Kind::Done,
        MeasureState::Ongoing { .. } => Kind::Going,
    }
}

/// "från 4 mars, senast 14 april"; the year stands there when it is another.
pub fn when(me: &Me, from: Option<Date>, by: Date) -> String {
    let dates = me.language().dates();
    let day = |date: Date| {
        if date.year() == me.today.year() { dates.short(date) } else { dates.date(date) }
    };
    match from {
        Some(from) => me.t().msg_rows_from_by(day(from), day(by)),
        None => me.t().msg_rows_by(day(by)),
    }
}

/// A need with the person's words, and apart from them each professional's.
pub struct NeedLine {
    /// Its number in the plan.
    pub no: No,
    /// The life area.
    pub area: String,
    /// The person's own words, if they are there and may be seen.
    pub own: Option<String>,
    /// Whose words those are: the person's, or a relative's who wrote them as their own.
    pub by: String,
    /// Each professional's words: who, what.
    pub views: Vec<(String, String)>,
}

impl NeedLine {
    /// The need as the one who looks reads it.
    pub fn of(me: &Me, view: &PlanView, need: &Need) -> Self {
        let by = match &need.own_words_by {
            Some(Who::Family(member)) => *member,
            _ => FamilyMember::Person,
        };
        let views = need.views.iter().map(|v| (names::staff(&v.by), v.words.to_string()));
        Self {
            no: need.no,
            area: area(me, need.area.as_str()),
            own: need.own_words.as_ref().map(ToString::to_string),
            by: names::member(view, by),
            views: views.collect(),
        }
    }

    /// Its name in a list: the person's words, else a professional's, after the life area.
    pub fn label(&self) -> String {
        let words = self.own.as_deref().or_else(|| self.views.first().map(|(_, words)| words.as_str()));
        format!("{}: {}", self.area, short(words.unwrap_or_default(), 70))
    }
}

/// A life area's label; the key itself when the installation no longer has it.
pub fn area(me: &Me, key: &str) -> String {
    me.app.settings.area(key).map_or(key, |area| names::area(me.language(), area)).to_owned()
}

/// The beginning of a text, cut at `most` characters.
pub fn short(text: &str, most: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    format!("{}…", cut.trim_end())
}

/// A goal.
pub struct GoalLine {
    /// Its number in the plan.
    pub no: No,
    /// The goal.
    pub words: String,
    /// Who wrote it.
    pub by: String,
}

impl GoalLine {
    /// The goal as the one who looks reads it.
    pub fn of(me: &Me, view: &PlanView, goal: &Goal) -> Self {
        Self { no: goal.no, words: goal.words.to_string(), by: names::who(view, &goal.by, me.language()) }
    }
}

/// What is not agreed on.
pub struct DisagreementLine {
    /// Its number in the plan.
    pub no: No,
    /// Who says what.
    pub sides: Vec<(String, String)>,
    /// What happens next.
    pub next: String,
    /// Who takes the next step, and by when.
    pub who: String,
    /// By when.
    pub when: String,
    /// Whether the one who looks is to take the next step.
    pub steps: bool,
    /// When the next step was taken, in words.
    pub stepped: Option<String>,
    /// How it was settled.
    pub settled: Option<String>,
}

impl DisagreementLine {
    /// The disagreement as the one who looks reads it.
    pub fn of(me: &Me, view: &PlanView, row: &Disagreement) -> Self {
        Self {
            no: row.no,
            sides: row.sides.iter().map(|side| (side.who.to_string(), side.words.to_string())).collect(),
            next: row.next_step.to_string(),
            who: names::owner(view, &row.owner),
            when: when(me, None, row.by),
            steps: super::disagreement::takes_step(view, row),
            stepped: row.stepped.map(|at| me.t().msg_rows_stepped(me.language().dates().date(me.app.day(at)))),
            settled: row.settled.as_ref().map(ToString::to_string),
        }
    }
}

/// What is kept from the one who looks, in one calm line; nothing when nothing is.
pub fn kept(t: T, view: &PlanView) -> Option<String> {
    (view.hidden() > 0).then(|| t.msg_rows_hidden(view.hidden()))
}
