//! The log's stable keys, in plain words, and its lines drawn together: many refreshes are one visit.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::{PersonId, StaffId, UnitId};
use samsyn_store::Logged;
use uuid::Uuid;

use crate::me::Me;
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
        let one =
            a.plan == b.plan && a.actor_kind == b.actor_kind && a.actor_id == b.actor_id && a.account == b.account;
        one && a.action == b.action && a.surface == b.surface && a.outcome == b.outcome && a.reason == b.reason
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

/// Whether a line is a look, which a page does again by itself, and not an act.
fn looks(line: &Logged) -> bool {
    matches!(line.action.as_str(), "see" | "version" | "history" | "log" | "plans" | "worklist")
}

/// What somebody did, in words.
pub(super) fn action(t: T, line: &Logged) -> &'static str {
    match (line.outcome.as_str(), line.action.as_str(), line.surface.as_str()) {
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
        (_, "version", _) => t.msg_log_saw_version(),
        (_, "history", _) => t.msg_log_saw_history(),
        (_, "log", _) => t.msg_log_saw_log(),
        (_, "plans" | "worklist", _) => t.msg_log_saw_list(),
        (_, "adopt", _) => t.msg_log_adopted(),
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
        "outside" | "unknown" => t.msg_log_not_outside(),
        "no_consent" => t.msg_log_not_consent(),
        "private" => t.msg_log_not_private(),
        "cut_off" => t.msg_log_not_cut_off(),
        "not_named" => t.msg_log_not_named(),
        "not_their_part" => t.msg_log_not_part(),
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
pub(super) struct Names(HashMap<Uuid, String>);

impl Names {
    /// Fetches the names of everybody and every unit in these visits. Who is not in the directory has no name.
    pub(super) async fn of(me: &Me, visits: &[Visit]) -> Self {
        let mut names = HashMap::new();
        for line in visits.iter().map(|visit| &visit.line) {
            if let Some(id) = line.actor_id
                && !names.contains_key(&id)
            {
                let name = match line.actor_kind.as_str() {
                    "staff" => me.app.store.staff_ref(StaffId(id)).await.ok().map(|staff| staff.name.to_string()),
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
        Self(names)
    }

    /// Puts the names of the plan itself before those of the directory: an alias stays an alias.
    pub(super) fn known(&mut self, id: Uuid, name: &str) {
        self.0.insert(id, name.to_owned());
    }

    /// Who, and for staff the unit.
    pub(super) fn who(&self, t: T, line: &Logged) -> (String, String) {
        let name = |id: Option<Uuid>| id.and_then(|id| self.0.get(&id)).filter(|name| !name.is_empty());
        let who = match line.actor_kind.as_str() {
            // Signing in is about no plan: who is in a plan at all is not told by it.
            "person" if line.plan.is_none() => t.msg_log_private().to_owned(),
            "staff" | "person" => name(line.actor_id).map_or_else(|| t.msg_log_unknown().to_owned(), Clone::clone),
            "operator" => t.msg_log_operator().to_owned(),
            "nobody" => t.msg_log_nobody().to_owned(),
            _ => t.msg_who_clock().to_owned(),
        };
        (who, name(line.unit).cloned().unwrap_or_default())
    }
}
