//! The log's stable keys, in plain words, and its lines drawn together: many refreshes are one visit.

use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::Hat;
use samsyn_domain::ids::{PersonId, PlanId, StaffId, UnitId};
use samsyn_store::{Logged, Surface};
use uuid::Uuid;

use crate::error::Error;
use crate::form::Form;
use crate::me::{Me, trouble};
use crate::parts::Row;
use crate::text::T;

/// Looks by the same one within this time of each other are one visit.
const VISIT: SignedDuration = SignedDuration::from_mins(10);

/// One visit, or one act: lines that say the same, drawn together.
pub(super) struct Visit {
    /// The newest of its lines.
    pub line: Logged,
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub to: Timestamp,
}

/// Draws lines together, newest first. What others did meanwhile does not part a visit.
pub(super) fn visits(lines: Vec<Logged>) -> Vec<Visit> {
    let same = |a: &Logged, b: &Logged| {
        let one = a.plan == b.plan
            && a.about == b.about
            && a.actor_kind == b.actor_kind
            && a.actor_id == b.actor_id
            && a.account == b.account;
        one && what(a) == what(b) && a.surface == b.surface && a.outcome == b.outcome && a.reason == b.reason
    };
    let mut visits: Vec<Visit> = Vec::new();
    for line in lines {
        let near = |visit: &&mut Visit| same(&visit.line, &line) && visit.from.duration_since(line.at) <= VISIT;
        let open = visits.iter_mut().rev().take(40).find(near);
        match open {
            Some(visit) if looks(&line) => visit.from = line.at,
            _ => visits.push(Visit { from: line.at, to: line.at, line }),
        }
    }
    visits
}

/// How many visits stand on a page.
pub(super) const PAGE: usize = 50;

/// The visits of the page that is asked for, `after=` the newest line of the one that the page before ended with; and after which
/// the next goes on, if there are more.
pub(super) fn page_of(me: &Me, mut visits: Vec<Visit>) -> (Vec<Visit>, Option<Uuid>) {
    let after: Option<Uuid> = me.asked("after").and_then(|id| id.parse().ok());
    let from = after.and_then(|id| visits.iter().position(|visit| visit.line.id == id)).map_or(0, |at| at + 1);
    let mut rest = visits.split_off(from);
    let more = rest.len() > PAGE;
    rest.truncate(PAGE);
    let last = rest.last().filter(|_| more).map(|visit| visit.line.id);
    (rest, last)
}

/// The point in time that the address asked for, as it stands there, so that the next page keeps it; else this one.
pub(super) fn kept_until(me: &Me, until: Timestamp) -> String {
    me.asked("until").filter(|text| !text.is_empty()).map_or_else(|| until.as_microsecond().to_string(), str::to_owned)
}

/// What a line tells of: that a page was still open is the same visit as its first look.
fn what(line: &Logged) -> &str {
    if line.action == "still" { "see" } else { &line.action }
}

/// Whether a line is a look, which a page does again by itself, and not an act.
fn looks(line: &Logged) -> bool {
    matches!(
        what(line),
        "see"
            | "version"
            | "history"
            | "log"
            | "plans"
            | "worklist"
            | "directory"
            | "jobs"
            | "figures"
            | "log_questions"
            | "log_checks"
            | "disposal_list"
            | "disposal_receipts"
    )
}

/// What somebody did, in words.
pub(super) fn action(t: T, line: &Logged) -> &'static str {
    match (line.outcome.as_str(), what(line), line.surface.as_str()) {
        ("denied", "search", _) => t.msg_log_denied_search(),
        ("denied", "sign_in", _) => t.msg_log_sign_in_refused(),
        (_, "sign_in", _) => t.msg_log_signed_in(),
        (_, "sign_out", _) => t.msg_log_signed_out(),
        ("allowed", "give_visit_code", _) => t.msg_log_gave_code(),
        ("allowed", "withdraw_visit_code", _) => t.msg_log_withdrew_code(),
        ("allowed", "visit_codes", _) => t.msg_log_saw_codes(),
        ("allowed", "hand_over", _) => t.msg_log_handed_over(),
        ("denied", ..) if looks(line) => t.msg_log_denied(),
        ("denied", ..) => t.msg_log_denied_act(),
        ("refused" | "stale", ..) => t.msg_log_not_done(),
        ("repeated", ..) => t.msg_log_repeated(),
        (_, "see", "page") => t.msg_log_saw(),
        (_, "see", "paper") => t.msg_log_printed(),
        (_, "see", "export") | (_, "export", _) => t.msg_log_exported(),
        (_, "see", "fhir") => t.msg_log_sent(),
        (_, "copy", _) => t.msg_log_fetched_copy(),
        (_, "take_copy", _) => t.msg_log_took_copy(),
        (_, "version", _) => t.msg_log_saw_version(),
        (_, "history", _) => t.msg_log_saw_history(),
        (_, "log", _) => t.msg_log_saw_log(),
        (_, "plans" | "worklist", _) => t.msg_log_saw_list(),
        (_, "search", _) => t.msg_log_searched(),
        (_, "figures", _) => t.msg_log_saw_figures(),
        (_, "log_questions" | "log_checks", _) => t.msg_log_saw_checks(),
        (_, "log_question", _) => t.msg_log_asked(),
        (_, "log_answer", _) => t.msg_log_answered(),
        (_, "log_check", _) => t.msg_log_checked(),
        (_, "draw_checks", _) => t.msg_log_drew(),
        (_, "disposal_list" | "disposal_receipts", _) => t.msg_log_saw_disposal(),
        (_, "disposal_approve", _) => t.msg_log_disposal_approved(),
        (_, "disposal_hold", _) => t.msg_log_disposal_held(),
        (_, "disposal_release", _) => t.msg_log_disposal_released(),
        (_, "dispose", _) => t.msg_log_disposed(),
        (_, "adopt", _) => t.msg_log_adopted(),
        (_, "directory", _) => t.msg_log_saw_directory(),
        (_, "change_sign_in", _) => t.msg_log_changed_sign_in(),
        (_, "jobs", _) => t.msg_log_saw_jobs(),
        (_, "job_again", _) => t.msg_log_ran_again(),
        (_, "open_account" | "end_account" | "reopen_account", _) => t.msg_log_account(),
        (_, "import", _) => t.msg_log_imported(),
        (_, keep, _) if keep.starts_with("keep_") => t.msg_log_kept(),
        _ => t.msg_log_acted(),
    }
}

/// Why it was allowed or denied, in words.
pub(super) fn reason(t: T, reason: Option<&str>) -> &'static str {
    match reason.unwrap_or_default() {
        "about_them" => t.msg_log_because_about_them(),
        "acts_for_person" => t.msg_log_because_acts_for(),
        "own_words" => t.msg_log_because_own_words(),
        "consent" => t.msg_log_because_consent(),
        "asked_to_assess" => t.msg_log_because_assesses(),
        "holds_the_plan" => t.msg_log_because_holds(),
        "their_part" => t.msg_log_because_part(),
        "duty" => t.msg_log_because_duty(),
        "operator" => t.msg_log_because_operator(),
        "by_name" => t.msg_log_because_by_name(),
        "by_number" => t.msg_log_because_by_number(),
        "outside" | "unknown" => t.msg_log_not_outside(),
        "no_consent" => t.msg_log_not_consent(),
        "private" => t.msg_log_not_private(),
        "cut_off" => t.msg_log_not_cut_off(),
        "not_named" => t.msg_log_not_named(),
        "not_their_part" => t.msg_log_not_part(),
        "not_own_row" => t.msg_log_not_own_row(),
        "beyond_reach" => t.msg_log_not_reached(),
        _ => "",
    }
}

/// Through what, in words.
pub(super) fn surface(t: T, key: &str) -> &'static str {
    match key {
        "page" => t.msg_log_by_page(),
        "paper" => t.msg_log_by_paper(),
        "export" => t.msg_log_by_export(),
        "fhir" => t.msg_log_by_fhir(),
        "worker" => t.msg_log_by_worker(),
        _ => t.msg_log_by_command(),
    }
}

/// The names behind a log's lines, fetched once each.
#[derive(Default)]
pub(super) struct Names {
    of: HashMap<Uuid, String>,
    /// The plans in which a protected person stands in these lines: where those who look at them work would tell where they are.
    no_places: BTreeSet<PlanId>,
    /// Those at work in such plans: for an auditor, who reads all plans' lines, no line of theirs tells it, on whatever page.
    placeless: BTreeSet<StaffId>,
    /// Whether the names of staff are left out for this reader (`Settings::log`).
    mask_staff: bool,
}

impl Names {
    /// Fetches the names of everybody and every unit in these lines. Who is not in the directory has no name, and whoever a
    /// protected plan keeps from this reader is told as such.
    pub(super) async fn of(me: &Me, lines: impl Iterator<Item = &Logged>) -> Result<Self, Error> {
        let moment = me.moment();
        let hidden = me.app.store.hidden_people(&me.asking(Surface::Page, &moment)).await.map_err(|e| trouble(&e))?;
        let no_places = me.app.store.hidden_plans(&me.asking(Surface::Page, &moment)).await.map_err(|e| trouble(&e))?;
        // Others read the lines of their own plan alone, and would learn from a gap who works with somebody protected.
        let placeless = if me.actor.wears(Hat::Auditor) {
            me.app.store.staff_of_hidden_plans(&me.asking(Surface::Page, &moment)).await.map_err(|e| trouble(&e))?
        } else {
            BTreeSet::new()
        };
        let mut names = HashMap::new();
        for line in lines {
            if let Some(id) = line.actor_id
                && !names.contains_key(&id)
            {
                let name = match line.actor_kind.as_str() {
                    "staff" => me.app.store.staff_ref(StaffId(id)).await.ok().map(|staff| staff.name.to_string()),
                    "person" if hidden.contains(&PersonId(id)) => Some(me.t().msg_log_protected().to_owned()),
                    "person" => me.app.store.person(PersonId(id)).await.ok().map(|person| person.name),
                    _ => None,
                };
                names.insert(id, name.unwrap_or_default());
            }
            if let Some(id) = line.unit
                && !names.contains_key(&id)
            {
                let unit = me.app.store.unit_ref(UnitId(id)).await.ok();
                names.insert(id, unit.map(|unit| unit.name.to_string()).unwrap_or_default());
            }
        }
        let mask_staff = me.app.settings.log.mask_staff && me.actor.staff().is_none();
        Ok(Self { of: names, no_places, placeless, mask_staff })
    }

    /// Leaves out where those who stand in this plan's lines work.
    pub(super) fn without_places(&mut self, plan: PlanId) {
        self.no_places.insert(plan);
    }

    /// Puts the names of the plan itself before those of the directory: an alias stays an alias.
    pub(super) fn known(&mut self, id: Uuid, name: &str) {
        self.of.insert(id, name.to_owned());
    }

    /// Who, and for staff the unit.
    pub(super) fn who(&self, t: T, line: &Logged) -> (String, String) {
        let name = |id: Option<Uuid>| id.and_then(|id| self.of.get(&id)).filter(|name| !name.is_empty());
        let who = match line.actor_kind.as_str() {
            // Signing in is about no plan: who is in a plan at all is not told by it.
            "person" if line.plan.is_none() => t.msg_log_private().to_owned(),
            "staff" if self.mask_staff => t.msg_log_masked().to_owned(),
            "staff" | "person" => name(line.actor_id).map_or_else(|| t.msg_log_unknown().to_owned(), Clone::clone),
            "operator" => t.msg_log_operator().to_owned(),
            "nobody" => t.msg_log_nobody().to_owned(),
            _ => t.msg_who_clock().to_owned(),
        };
        let theirs = line.actor_id.filter(|_| line.actor_kind == "staff");
        let placeless = line.plan.is_some_and(|plan| self.no_places.contains(&plan))
            || theirs.is_some_and(|id| self.placeless.contains(&StaffId(id)));
        (who, name(line.unit).filter(|_| !placeless).cloned().unwrap_or_default())
    }
}

/// One line of the log, as a page about it shows it.
pub(super) fn rows(me: &Me, names: &Names, line: &Logged) -> Vec<Row<'static>> {
    let (t, dates) = (me.t(), me.language().dates());
    let at = line.at.to_zoned(me.app.zone.clone()).datetime();
    let (who, unit) = names.who(t, line);
    let mut rows = vec![
        Row::new(t.msg_log_when(), format!("{} {}", dates.date(at.date()), dates.clock(at.time()))),
        Row::new(t.msg_log_who(), who),
    ];
    if !unit.is_empty() {
        rows.push(Row::new(t.msg_log_unit(), unit));
    }
    rows.push(Row::new(t.msg_log_what(), action(t, line)));
    let why = reason(t, line.reason.as_deref());
    if !why.is_empty() {
        rows.push(Row::new(t.msg_log_why(), why));
    }
    rows
}

/// The point in time in the address, `until=` in microseconds since 1970; without it, now.
pub(super) fn until(me: &Me) -> Timestamp {
    let query = me.visit.path.split_once('?').map_or("", |(_, query)| query);
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("until=")).and_then(|text| text.parse().ok());
    asked.and_then(|micros| Timestamp::from_microsecond(micros).ok()).unwrap_or(me.now)
}

/// The point in time that a page was asked for: as [`until`], or a day as people write it, of which all is shown.
pub(super) fn asked_until(me: &Me, form: &mut Form) -> Option<Timestamp> {
    let query = me.visit.path.split_once('?').map_or("", |(_, query)| query);
    let Ok(sent) = Form::parse(me.language(), query.as_bytes()) else { return Some(me.now) };
    let text = sent.value("until").trim().to_owned();
    if text.is_empty() {
        return Some(me.now);
    }
    if let Some(at) = text.parse().ok().filter(|_| text.len() > 8).and_then(|m| Timestamp::from_microsecond(m).ok()) {
        return Some(at);
    }
    form.set("until", text);
    let day = form.date("until", me.today).ok()?;
    let next = day.tomorrow().ok()?.to_zoned(me.app.zone.clone()).ok()?.timestamp();
    Some(next.min(me.now))
}

/// A plan without its name: the end of its id, enough to tell two apart.
pub(in crate::pages) fn neutral(t: T, plan: samsyn_domain::ids::PlanId) -> String {
    let id = plan.to_string();
    let end: String = id.chars().skip(id.len().saturating_sub(6)).collect();
    format!("{} {end}", t.msg_log_plan())
}
