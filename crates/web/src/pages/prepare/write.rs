//! Prepare for the meeting: one's own answers, or those of a member of the family, written down after a talk.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::command::{AnswerDraft, PreparationOf};
use samsyn_domain::plan::state::{Preparation, SeenBy, Stage, TakePart};
use samsyn_domain::plan::{Command, same_participant};
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::pages::consent;
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Choice, Notice, Page, Quote};
use crate::text::T;
use crate::{names, refused, show};

use super::questions::{FACE, FACES, Question, Set, face_of, face_words, other, say};

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/write.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Write {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    whose: String,
    lead: &'static str,
    asked: Vec<String>,
    waived: bool,
    open: bool,
    shut: String,
    family: bool,
    child: bool,
    lines: Vec<Line>,
    faces: Vec<Choice<'static>>,
    seen: Vec<Choice<'static>>,
    take_part: Vec<Choice<'static>>,
    others: Vec<Other>,
    shared: Vec<Shared>,
    hidden: bool,
    stamp: Stamp,
}

/// A question as the form asks it.
struct Line {
    words: String,
    section: String,
    name: String,
    face_name: String,
    seen: String,
    face: bool,
}

/// A member of the family for whom one may write.
struct Other {
    key: String,
    name: String,
}

/// What somebody has shared.
struct Shared {
    name: String,
    written_by: String,
    take_part: String,
    waived: bool,
    answers: Vec<(String, String)>,
}

/// Whose preparation is on the page: whom it is of, and which questions they get.
struct Whose {
    of: Who,
    member: Option<FamilyMember>,
    set: Set,
}

const TAKE_PART: [(&str, TakePart); 5] = [
    ("whole", TakePart::Whole),
    ("part", TakePart::Part),
    ("remote", TakePart::Remote),
    ("through", TakePart::Through),
    ("absent", TakePart::Absent),
];
const SEEN: [(&str, SeenBy); 3] =
    [("only_me", SeenBy::OnlyMe), ("my_supporter", SeenBy::MySupporter), ("everybody", SeenBy::Everybody)];

/// Most people that somebody may wish for in a room.
const MOST: std::ops::RangeInclusive<i64> = 1..=50;

impl Whose {
    /// The one who looks, or the member of the family that a holder writes for.
    fn of(view: &PlanView, member: Option<FamilyMember>) -> Result<Self, Error> {
        let of = match member {
            Some(member) if view.place().holds() && view.family_name(member).is_some() => Who::Family(member),
            Some(_) => return Err(Error::NotFound),
            None => view.me().cloned().ok_or(Error::NotFound)?,
        };
        let set = match &of {
            Who::Family(FamilyMember::Person) if view.of_age => Set::Person,
            Who::Family(FamilyMember::Person) => Set::Child,
            Who::Family(_) => Set::Near,
            Who::Staff(_) | Who::Clock => Set::Work,
        };
        Ok(Self { of, member, set })
    }

    fn written<'a>(&self, view: &'a PlanView) -> Option<&'a Preparation> {
        view.preparations.iter().find(|preparation| same_participant(&preparation.of, &self.of))
    }

    /// The questions of the set, and those that were answered before and are not in it: nothing written is lost.
    fn questions(&self, view: &PlanView) -> Vec<Question> {
        let mut questions = self.set.questions().to_vec();
        for answer in self.written(view).into_iter().flat_map(|preparation| &preparation.answers) {
            let key = answer.question.as_str();
            let key = key.strip_suffix(FACE).unwrap_or(key);
            if !questions.iter().any(|question| question.key == key) {
                questions.extend(other(key));
            }
        }
        questions
    }

    /// Who sees an answer unless somebody says otherwise: a professional's is for all, the family's is their own.
    fn seen(&self) -> SeenBy {
        if self.set == Set::Work { SeenBy::Everybody } else { SeenBy::OnlyMe }
    }
}

impl Write {
    fn of(me: &Me, view: &PlanView, whose: &Whose, form: Form) -> Self {
        let (t, language) = (me.t(), me.language());
        let child = whose.set == Set::Child && whose.member.is_none();
        let title = if child { t.msg_prepare_title_child() } else { t.msg_prepare_title() };
        let mut page = me.plan_page(title, view).of(&form);
        if child {
            page = page.for_whom(Audience::Child);
        }
        let written = whose.written(view);
        let typed = whose.member.filter(|_| written.is_some_and(|p| p.written_by.is_none() && !p.waived));
        let now = may_prepare(view);
        let shut = match typed {
            Some(member) => t.msg_prepare_typed(names::member(view, member)),
            None => t.msg_prepare_not_now().to_owned(),
        };
        let seen = SEEN.iter().filter(|(_, seen)| whose.set != Set::Work || *seen != SeenBy::MySupporter);
        Self {
            page,
            t,
            plan: view.id,
            whose: whose.member.map(|member| names::member(view, member)).unwrap_or_default(),
            lead: lead(t, whose),
            asked: view.questions.iter().map(|question| question.words.to_string()).collect(),
            waived: written.is_some_and(|preparation| preparation.waived) && whose.member.is_none(),
            open: now && typed.is_none(),
            shut,
            family: whose.set != Set::Work,
            child: whose.set == Set::Child,
            lines: whose.questions(view).iter().map(|question| line(t, question)).collect(),
            faces: FACES
                .iter()
                .map(|(v, asset)| Choice::new(*v, face_words(t, v).unwrap_or(v)).picture(asset))
                .collect(),
            seen: seen.map(|(key, seen)| Choice::new(*key, names::seen_by(language, *seen))).collect(),
            take_part: TAKE_PART.iter().map(|(key, how)| Choice::new(*key, names::take_part(language, *how))).collect(),
            others: if now && whose.member.is_none() { others(view) } else { Vec::new() },
            shared: shared(me, view, whose),
            hidden: view.preparations.iter().any(|p| p.answers.is_empty() && !p.waived),
            stamp: me.adding(),
            form,
        }
    }

    fn labels(&self) -> Vec<(&str, &str)> {
        let t = self.t;
        let answers = self.lines.iter().map(|line| (line.name.as_str(), line.words.as_str()));
        answers
            .chain([("most_people", t.msg_prepare_most_people()), ("take_part", t.msg_prepare_take_part())])
            .collect()
    }
}

fn lead(t: T, whose: &Whose) -> &'static str {
    match (whose.member, whose.set) {
        (Some(_), _) => t.msg_prepare_of_lead(),
        (None, Set::Child) => t.msg_prepare_lead_child(),
        (None, Set::Person | Set::Near) => t.msg_prepare_lead_family(),
        (None, Set::Work) => t.msg_prepare_lead_work(),
    }
}

fn line(t: T, question: &Question) -> Line {
    Line {
        words: say(t, question.key).to_owned(),
        section: format!("question-{}", question.key),
        name: format!("answer-{}", question.key),
        face_name: format!("answer-{}{FACE}", question.key),
        seen: format!("seen-{}", question.key),
        face: question.face,
    }
}

fn may_prepare(view: &PlanView) -> bool {
    use Stage as S;
    matches!(view.stage, S::Consented | S::Preparing | S::Called | S::Revision | S::FollowUp | S::Active)
}

/// The members of the family for whom one who carries the plan on may write: those who have not typed themselves.
fn others(view: &PlanView) -> Vec<Other> {
    if !view.place().holds() {
        return Vec::new();
    }
    let representatives = view.current_representatives().map(|r| FamilyMember::Representative(r.no));
    let supporters = view.current_supporters().map(|s| FamilyMember::Supporter(s.no));
    let typed = |member: &FamilyMember| {
        let of = Who::Family(*member);
        view.preparations.iter().any(|p| same_participant(&p.of, &of) && p.written_by.is_none() && !p.waived)
    };
    std::iter::once(FamilyMember::Person)
        .chain(representatives)
        .chain(supporters)
        .filter(|member| !typed(member))
        .map(|member| Other { key: consent::key(member), name: names::member(view, member) })
        .collect()
}

fn shared(me: &Me, view: &PlanView, whose: &Whose) -> Vec<Shared> {
    let (t, language) = (me.t(), me.language());
    let others = view.preparations.iter().filter(|p| !same_participant(&p.of, &whose.of));
    let one = |p: &Preparation| Shared {
        name: names::who(view, &p.of, language),
        written_by: p.written_by.as_ref().map(|by| t.msg_prepare_written_by(by.name.as_str())).unwrap_or_default(),
        take_part: p.take_part.map(|how| names::take_part(language, how).to_owned()).unwrap_or_default(),
        waived: p.waived,
        answers: p
            .answers
            .iter()
            .map(|answer| (say(t, answer.question.as_str()).to_owned(), answer.words.to_string()))
            .collect(),
    };
    others.map(one).filter(|one| one.waived || !one.answers.is_empty() || !one.take_part.is_empty()).collect()
}

/// What stands in the form at first: what was written before, each with who may see it.
fn first(me: &Me, view: &PlanView, whose: &Whose) -> Form {
    let mut form = me.form();
    let key_of = |seen: SeenBy| SEEN.iter().find(|(_, known)| *known == seen).map_or("only_me", |(key, _)| *key);
    for question in whose.questions(view) {
        form.set(&format!("seen-{}", question.key), key_of(whose.seen()));
    }
    let Some(written) = whose.written(view) else {
        return form;
    };
    for answer in &written.answers {
        let key = answer.question.as_str();
        let words = answer.words.as_str();
        let said = if key.ends_with(FACE) { face_of(words).unwrap_or_default() } else { words };
        form.set(&format!("answer-{key}"), said);
        form.set(&format!("seen-{}", key.strip_suffix(FACE).unwrap_or(key)), key_of(answer.seen_by));
    }
    if let Some((key, _)) = TAKE_PART.iter().find(|(_, how)| Some(*how) == written.take_part) {
        form.set("take_part", *key);
    }
    if let Some(most) = written.most_people {
        form.set("most_people", most.to_string());
    }
    form
}

/// `GET /plans/{plan}/prepare`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    shown(&me, plan, None).await
}

/// `GET /plans/{plan}/prepare/{member}`: for a member of the family, after a talk.
pub async fn get_of(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    shown(&me, plan, Some(consent::member(&key).ok_or(Error::NotFound)?)).await
}

async fn shown(me: &Me, plan: PlanId, member: Option<FamilyMember>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::of(&view, member)?;
    let form = first(me, &view, &whose);
    Ok(show(&Write::of(me, &view, &whose, form)))
}

/// `POST /plans/{plan}/prepare`
pub async fn post(me: Me, Path(plan): Path<PlanId>, form: Form) -> Answer {
    kept(&me, plan, None, form).await
}

/// `POST /plans/{plan}/prepare/{member}`
pub async fn post_of(me: Me, Path((plan, key)): Path<(PlanId, String)>, form: Form) -> Answer {
    kept(&me, plan, Some(consent::member(&key).ok_or(Error::NotFound)?), form).await
}

async fn kept(me: &Me, plan: PlanId, member: Option<FamilyMember>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::of(&view, member)?;
    let Some(command) = command(me, &view, &whose, &mut form) else {
        return Ok(refused(&Write::of(me, &view, &whose, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/prepare"))),
        Done::Refused(view) => Ok(refused(&Write::of(me, &view, &whose, form))),
    }
}

fn command(me: &Me, view: &PlanView, whose: &Whose, form: &mut Form) -> Option<Command> {
    let of = whose.member.map_or(PreparationOf::Me, PreparationOf::Family);
    if form.pressed("waive") {
        return Some(Command::WaivePreparation { of });
    }
    let answers = answers(me, view, whose, form);
    let most_people = match form.value("most_people").trim() {
        "" => None,
        _ => form.number("most_people", MOST).ok().and_then(|most| u8::try_from(most).ok()),
    };
    let take_part = TAKE_PART.iter().find(|(key, _)| *key == form.value("take_part")).map(|(_, how)| *how);
    if take_part.is_none() && !form.value("take_part").is_empty() {
        form.fail("take_part", FieldError::UnknownChoice);
    }
    if strange(view, whose, form) {
        form.fail("", FieldError::Because(me.t().msg_refusal_stale().to_owned()));
    }
    (!form.is_refused()).then_some(Command::Prepare { of, take_part, most_people, answers })
}

/// Whether the form is not the one on the page: an answer to a question that is not asked here, or no question at all.
/// What is written takes the place of what was there, so such a form must not be taken for an empty one.
fn strange(view: &PlanView, whose: &Whose, form: &Form) -> bool {
    let asked = |key: &str| {
        let key = key.strip_suffix(FACE).unwrap_or(key);
        whose.questions(view).iter().any(|question| question.key == key)
    };
    let mut sent = form.keys().filter_map(|key| key.strip_prefix("answer-")).peekable();
    sent.peek().is_none() || !sent.all(asked)
}

fn answers(me: &Me, view: &PlanView, whose: &Whose, form: &mut Form) -> Vec<AnswerDraft> {
    let mut answers = Vec::new();
    for question in whose.questions(view) {
        let key = question.key;
        let seen = form.value(&format!("seen-{key}"));
        let seen_by = SEEN.iter().find(|(known, _)| *known == seen).map_or(whose.seen(), |(_, seen)| *seen);
        if question.face {
            let chosen = form.value(&format!("answer-{key}{FACE}")).to_owned();
            match face_words(me.t(), &chosen) {
                Some(words) => {
                    answers.push(AnswerDraft { question: format!("{key}{FACE}"), words: words.to_owned(), seen_by });
                }
                None if chosen.is_empty() => {}
                None => drop(form.fail(&format!("answer-{key}{FACE}"), FieldError::UnknownChoice)),
            }
        }
        if let Ok(words) = form.text_or_empty(&format!("answer-{key}"), Said::MAX)
            && !words.is_empty()
        {
            answers.push(AnswerDraft { question: key.to_owned(), words, seen_by });
        }
    }
    answers
}
