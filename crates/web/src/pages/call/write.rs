//! Call the parties: each with what it is to bring, the meeting's time and place, and the sending.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;
use jiff::civil::Date;
use samsyn_domain::access::{Deed, PlanView, Subject};
use samsyn_domain::ids::{No, PlanId, UnitId};
use samsyn_domain::people::UnitRef;
use samsyn_domain::plan::refusal::Why;
use samsyn_domain::plan::state::{CallAnswer, CallWay, Meeting, Party, Recipient, SentAgain};
use samsyn_domain::plan::{Command, Refusal};
use samsyn_domain::rules::consent_before_sharing::covers_any;
use samsyn_domain::rules::dates_follow_each_other::last_answer;
use samsyn_domain::times::{USUAL, with_interpreter};
use samsyn_store::{CallTrouble, PartStat, Surface};

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me, trouble};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page, Quote, Tag};
use crate::text::T;
use crate::{names, refusals, refused, show};

use super::interpreter::{language, said};
use super::{choice, units};

/// The page.
#[derive(Template)]
#[template(path = "pages/call/write.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Write {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    parties: Vec<Line>,
    units: Vec<Choice<'static>>,
    adding: bool,
    several: bool,
    meeting: Option<When>,
    post: Vec<Tag<'static>>,
    need: String,
    questions: Vec<String>,
    lacks: Vec<Lack>,
    all_sent: bool,
    holds: bool,
    protected: bool,
    stamp: Stamp,
    changing: Stamp,
}

/// The fields for more units at once.
const MORE: [&str; 4] = ["unit2", "unit3", "unit4", "unit5"];

/// A party.
struct Line {
    no: No,
    name: String,
    principal: String,
    summons: &'static str,
    covered: bool,
    /// Whether its call cannot go out before somebody there is let in by name.
    unnamed: Option<String>,
    expected: String,
    mandate: String,
    is_sent: bool,
    sent: String,
    answer: Tag<'static>,
    said: String,
    calendar: Vec<&'static str>,
    trouble: Option<Trouble>,
}

/// The mail to a party did not arrive: what is told, and whether the call can go again or why not.
struct Trouble {
    words: Tag<'static>,
    again: bool,
    refused: Vec<String>,
}

/// A meeting with a time.
struct When {
    at: String,
    place: String,
    interpreter: String,
    answer_by: String,
}

/// What stands in the way of sending, and where it is mended.
struct Lack {
    words: String,
    href: String,
}

impl Write {
    async fn of(me: &Me, view: &PlanView, mut form: Form) -> Result<Self, Error> {
        if form.value("what") != "party" {
            form.set("expected", me.t().msg_call_expected_usual());
        }
        let holds = view.place().holds() && !view.stage.ended();
        let taken = |unit: UnitId| view.parties.iter().any(|party| !party.ended && party.unit.unit == unit);
        let units = if holds { units(me).await? } else { Vec::new() };
        let sent = view.uncalled().next().is_none();
        Ok(Self {
            page: me.plan_page(me.t().msg_call_title(), view).of(&form),
            t: me.t(),
            plan: view.id,
            parties: lines(me, view).await?,
            units: units.iter().filter(|unit| !taken(unit.unit)).map(choice).collect(),
            adding: form.value("what") == "party",
            several: MORE.iter().any(|field| !form.value(field).is_empty()),
            meeting: view.next_meeting().map(|meeting| when(me, meeting)),
            post: post_troubles(me, view).await?,
            need: view.interpreter.as_ref().map(|need| said(me.t(), need)).unwrap_or_default(),
            questions: view.questions.iter().map(|question| question.words.to_string()).collect(),
            lacks: if holds { lacks(me, view) } else { Vec::new() },
            all_sent: sent && view.current_parties().next().is_some(),
            holds,
            protected: view.protected,
            stamp: me.adding(),
            changing: me.changing(view),
            form,
        })
    }
}

/// The parties, each with what its calendar answered and whether mail to it comes back.
async fn lines(me: &Me, view: &PlanView) -> Result<Vec<Line>, Error> {
    let mut lines: Vec<Line> = view.parties.iter().filter(|p| !p.ended).map(|party| line(me, view, party)).collect();
    let store = &me.app.store;
    for (party, _, stat) in store.calendar_replies(view).await.map_err(|e| trouble(&e))? {
        let words = match stat {
            PartStat::Accepted => me.t().msg_call_calendar_yes(),
            PartStat::Tentative => me.t().msg_call_calendar_perhaps(),
            PartStat::Declined => me.t().msg_call_calendar_no(),
        };
        if let Some(line) = lines.iter_mut().find(|line| line.no == party && !line.calendar.contains(&words)) {
            line.calendar.push(words);
        }
    }
    for (party, what) in store.call_troubles(view).await.map_err(|e| trouble(&e))? {
        // What became of a call to an earlier meeting troubles nobody any more.
        if let Some(line) = lines.iter_mut().find(|line| line.no == party && line.is_sent) {
            line.trouble = Some(in_trouble(me, view, party, what));
        }
    }
    Ok(lines)
}

/// Digital post to somebody of the family that does not go.
async fn post_troubles(me: &Me, view: &PlanView) -> Result<Vec<Tag<'static>>, Error> {
    let t = me.t();
    let troubles = me.app.store.post_troubles(view).await.map_err(|e| trouble(&e))?;
    let told = |(member, given_up)| {
        let name = names::member(view, member);
        let words = if given_up { t.msg_call_post_given_up(name) } else { t.msg_call_post_not_yet(name) };
        Tag::late(words)
    };
    Ok(troubles.into_iter().map(told).collect())
}

fn in_trouble(me: &Me, view: &PlanView, party: No, what: CallTrouble) -> Trouble {
    let t = me.t();
    let words = match what {
        CallTrouble::NotYet => t.msg_call_not_yet(),
        CallTrouble::NotDropped => t.msg_call_not_dropped(),
        CallTrouble::DropGivenUp => t.msg_call_drop_given_up(),
        CallTrouble::GivenUp => t.msg_call_given_up(),
        CallTrouble::CameBack => t.msg_call_bounced(),
    };
    let words = Tag::late(words);
    let again = Command::SendCallAgain { party, way: CallWay::Told };
    let sent = view.party(party).is_some_and(|party| view.called(party));
    let refused = match view.me() {
        Some(who) if sent && !matches!(what, CallTrouble::NotYet | CallTrouble::NotDropped) => {
            view.decide(who, again, &me.moment()).map(drop)
        }
        _ => return Trouble { words, again: false, refused: Vec::new() },
    };
    let refused = refused.err().unwrap_or_default();
    let refused: Vec<String> = refused.iter().map(|refusal| refusals::why(&refusal.why, me.language())).collect();
    Trouble { words, again: refused.is_empty(), refused }
}

fn line(me: &Me, view: &PlanView, party: &Party) -> Line {
    let t = me.t();
    let called = view.called(party);
    let (answer, said) = match &party.answer {
        _ if !called => (Tag::quiet(t.msg_call_not_sent()), String::new()),
        CallAnswer::Waiting => (Tag::waiting(t.msg_call_waiting()), String::new()),
        CallAnswer::Coming { who, mandate } => (Tag::done(t.msg_call_coming(who.name.as_str())), mandate.to_string()),
        CallAnswer::PassedOn { .. } => (Tag::quiet(t.msg_call_passed()), String::new()),
        CallAnswer::Declined { reason } => (Tag::late(t.msg_call_declined()), reason.to_string()),
    };
    Line {
        no: party.no,
        name: party.unit.name.to_string(),
        principal: party.unit.principal_name.to_string(),
        summons: names::summons(me.language(), party.summons),
        covered: covers_any(view, &Recipient::Unit(party.unit.clone()), me.today).is_some(),
        unnamed: (!called && view.nobody_named_at(party)).then(|| t.msg_refusal_nobody_named(party.unit.name.as_str())),
        expected: party.expected.to_string(),
        mandate: party.mandate.as_ref().map(ToString::to_string).unwrap_or_default(),
        is_sent: called,
        sent: if called { sent(me, party) } else { String::new() },
        answer,
        said,
        calendar: Vec::new(),
        trouble: None,
    }
}

/// When the call went out, and when and how once more.
fn sent(me: &Me, party: &Party) -> String {
    let (t, dates) = (me.t(), me.language().dates());
    let day = |at| dates.date(me.app.day(at));
    match (party.sent, party.again) {
        (None, _) => String::new(),
        (Some(at), None) => t.msg_call_sent(day(at)),
        (_, Some(SentAgain { at, way: CallWay::Told })) => t.msg_call_sent_again(day(at)),
        (_, Some(SentAgain { at, way: CallWay::Letter })) => t.msg_call_sent_by_letter(day(at)),
    }
}

fn when(me: &Me, meeting: &Meeting) -> When {
    let dates = me.language().dates();
    When {
        at: me.t().msg_call_meeting_now(dates.weekday_moment(meeting.starts), meeting.minutes.to_string()),
        place: meeting.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        interpreter: meeting.interpreter.as_ref().map(ToString::to_string).unwrap_or_default(),
        answer_by: dates.date(meeting.answer_by),
    }
}

/// What the rules would refuse if the calls were sent now. What is merely hidden from this reader is not told as missing.
fn lacks(me: &Me, view: &PlanView) -> Vec<Lack> {
    let Some(who) = view.me() else { return Vec::new() };
    let refused = view.decide(who, Command::SendCalls, &me.moment()).err().unwrap_or_default();
    let told = |refusal: &&Refusal| match refusal.why {
        Why::NoQuestion => view.hidden() == 0,
        // That stands at its own row.
        Why::AlreadySo | Why::NobodyNamed { .. } => false,
        _ => true,
    };
    let lack = |refusal: &Refusal| Lack {
        words: refusals::why(&refusal.why, me.language()),
        href: match refusal.why.mend().map(refusals::mend) {
            Some("call") | None => String::new(),
            Some(page) => format!("/plans/{}/{page}", view.id),
        },
    };
    refused.iter().filter(told).map(lack).collect()
}

/// What stands in the form at first: the meeting as it is, or the days that the installation has set.
fn first(me: &Me, view: &PlanView) -> Form {
    let dates = me.language().dates();
    let answer_by = usual_answer(me);
    let Some(meeting) = view.next_meeting() else {
        let needed = language(view);
        let minutes = needed.as_ref().map(|_| with_interpreter(USUAL).to_string()).unwrap_or_default();
        let (answer_by, language) = (dates.date(answer_by), needed.unwrap_or_default());
        let fields = [("answer_by", answer_by), ("interpreter", language), ("minutes", minutes)];
        return Form::filled(me.language(), fields.iter().map(|(key, value)| (*key, value.as_str())));
    };
    // An interpreter who is needed and not booked yet is asked for, and the time that it takes.
    let unbooked = language(view).filter(|_| meeting.interpreter.is_none());
    let minutes = if unbooked.is_some() { with_interpreter(meeting.minutes) } else { meeting.minutes };
    let interpreter = meeting.interpreter.as_ref().map(ToString::to_string).or(unbooked);
    let mut form = Form::new(me.language());
    form.set("date", dates.date(meeting.starts.date()));
    form.set("time", dates.time(meeting.starts.time()));
    form.set("minutes", minutes.to_string());
    form.set("place", meeting.place.as_ref().map(ToString::to_string).unwrap_or_default());
    form.set("interpreter", interpreter.unwrap_or_default());
    form.set("answer_by", dates.date(meeting.answer_by));
    form
}

/// The last day to answer that the installation has set.
fn usual_answer(me: &Me) -> Date {
    me.today.checked_add(i64::from(me.app.settings.answer_days).days()).unwrap_or(me.today)
}

/// `GET /plans/{plan}/call`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let form = first(&me, &view);
    Ok(show(&Write::of(&me, &view, form).await?))
}

/// `POST /plans/{plan}/call`: a party, the meeting, or the sending.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        return Ok(show(&Write::of(&me, &view, kept(&me, &view, form)).await?));
    }
    let view = me.look(plan, Surface::Page).await?;
    let Some(command) = command(&me, &mut form).await? else {
        return Ok(refused(&Write::of(&me, &view, kept(&me, &view, form)).await?));
    };
    let again = again(&view, &command);
    match me.act(plan, &mut form, command).await? {
        Done::Stored => {
            if let Some((party, to)) = again {
                me.app.store.call_goes_again(plan, (party, &to), me.now).await.map_err(|e| trouble(&e))?;
            }
            Ok(me.saved(format!("/plans/{plan}/call")))
        }
        Done::Refused(view) => Ok(refused(&Write::of(&me, &view, kept(&me, &view, form)).await?)),
    }
}

/// Whom a call goes to once more by the program.
fn again(view: &PlanView, command: &Command) -> Option<(No, Vec<Subject>)> {
    match command {
        Command::SendCallAgain { party, way: CallWay::Told } => {
            view.party(*party).map(|party| (party.no, view.told_at(party.unit.unit)))
        }
        _ => None,
    }
}

/// The form that was not sent keeps what stands there.
fn kept(me: &Me, view: &PlanView, mut form: Form) -> Form {
    if form.value("what") != "meeting" {
        let first = first(me, view);
        for key in ["date", "time", "minutes", "place", "interpreter", "answer_by"] {
            form.set(key, first.value(key));
        }
    }
    form
}

async fn command(me: &Me, form: &mut Form) -> Result<Option<Command>, Error> {
    match form.value("what") {
        "send" => Ok(Some(Command::SendCalls)),
        "meeting" => Ok(meeting(me, form)),
        "again" => {
            let party = form.value("party").parse().map_err(|_| Error::NotFound)?;
            let way = if form.value("way") == "letter" { CallWay::Letter } else { CallWay::Told };
            Ok(Some(Command::SendCallAgain { party, way }))
        }
        _ => {
            let Some(units) = chosen(&units(me).await?, form) else { return Ok(None) };
            let (expected, mandate) = (form.value("expected").to_owned(), form.value("mandate").to_owned());
            Ok(Some(Command::AddParties { units, expected, mandate }))
        }
    }
}

/// The units that were chosen, the first of which there must be.
fn chosen(known: &[UnitRef], form: &mut Form) -> Option<Vec<UnitRef>> {
    let _ = form.choice::<UnitId>("unit");
    let mut units = Vec::new();
    for field in std::iter::once("unit").chain(MORE).filter(|field| !form.value(field).is_empty()).collect::<Vec<_>>() {
        let unit = form.value(field).parse().ok().and_then(|id: UnitId| known.iter().find(|unit| unit.unit == id));
        match unit {
            Some(unit) => units.push(unit.clone()),
            None if form.error(field).is_none() => drop(form.fail(field, FieldError::UnknownChoice)),
            None => {}
        }
    }
    (!form.is_refused()).then_some(units)
}

fn meeting(me: &Me, form: &mut Form) -> Option<Command> {
    let interpreter = form.value("interpreter").trim().to_owned();
    let minutes = match (form.value("minutes").trim(), interpreter.is_empty()) {
        ("", true) => Ok(USUAL),
        ("", false) => Ok(with_interpreter(USUAL)),
        _ => form.number("minutes", 15..=480).map(|minutes| u16::try_from(minutes).unwrap_or(USUAL)),
    };
    let (date, time) = (form.date("date", me.today), form.time("time"));
    let answer_by = form.date("answer_by", me.today);
    let place = form.value("place").to_owned();
    let (Ok(date), Ok(time), Ok(minutes), Ok(answer_by)) = (date, time, minutes, answer_by) else {
        return None;
    };
    // What nobody chose gives way to a meeting that is sooner; what somebody did is judged.
    let answer_by = if answer_by == usual_answer(me) { last_answer(answer_by, date, me.today) } else { answer_by };
    Some(Command::PlanMeeting { starts: date.to_datetime(time), minutes, place, interpreter, answer_by })
}
