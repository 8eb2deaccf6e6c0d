//! What a limited session reaches, by address: the second lock behind `access::may`, so that a page which only looks cannot
//! show a form that this session may never send. An address that does not stand here is not there.

use axum::http::Method;
use samsyn_domain::access::Reach;
use samsyn_domain::ids::PlanId;

/// What is read in a visit.
const READ: [&str; 16] = [
    "/plans/{plan}/room",
    "/",
    "/plans/{plan}",
    "/plans/{plan}/steps",
    "/plans/{plan}/expectations",
    "/plans/{plan}/history",
    "/plans/{plan}/log",
    "/plans/{plan}/journal",
    "/plans/{plan}/changes",
    "/plans/{plan}/plan.pdf",
    "/plans/{plan}/child.pdf",
    "/plans/{plan}/preview",
    "/plans/{plan}/preparation",
    "/plans/{plan}/media/{media}",
    "/live/plans/{plan}",
    "/drafts",
];
/// What is read and written in a visit.
const WRITTEN: [&str; 11] = [
    "/plans/{plan}/room/mine",
    "/plans/{plan}/expectations/{no}",
    "/plans/{plan}/question",
    "/plans/{plan}/prepare",
    "/plans/{plan}/prepare/question/{key}",
    "/plans/{plan}/prepare/question/{key}/draw",
    "/plans/{plan}/prepare/question/{key}/voice",
    "/plans/{plan}/take-part",
    "/plans/{plan}/media/{media}/words",
    "/plans/{plan}/times",
    "/plans/{plan}/evaluate",
];
/// What is read and written on a worker's device beside that: what became of it.
const TOGETHER: [&str; 4] = [
    "/plans/{plan}/measures",
    "/plans/{plan}/asks/{no}",
    "/plans/{plan}/did-it-happen",
    "/plans/{plan}/did-it-happen/{no}",
];

/// Whether a session reaches an address, given as its pattern in `routes.rs`. Which plan it names is for `may` to judge.
pub fn reaches(reach: Reach, method: &Method, pattern: &str) -> bool {
    let read = method == Method::GET || method == Method::HEAD;
    match reach {
        Reach::Whole => true,
        Reach::Visit(_) => (read && READ.contains(&pattern)) || WRITTEN.contains(&pattern),
        Reach::Together(_) => {
            (read && READ.contains(&pattern)) || WRITTEN.contains(&pattern) || TOGETHER.contains(&pattern)
        }
    }
}

/// The plan that an address names, if it names one.
pub(crate) fn plan_in(path: &str) -> Option<PlanId> {
    let rest = path.strip_prefix("/live").unwrap_or(path).strip_prefix("/plans/")?;
    rest.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_stand_here_is_not_reached() {
        let plan: PlanId = "0198f3f4-0000-7000-8000-000000000001".parse().unwrap();
        for reach in [Reach::Visit(plan), Reach::Together(plan)] {
            assert!(reaches(reach, &Method::GET, "/plans/{plan}"));
            assert!(reaches(reach, &Method::POST, "/plans/{plan}/prepare"));
            for closed in ["/measures", "/directory", "/sessions", "/plans/new", "/plans/{plan}/consent", "/log"] {
                assert!(!reaches(reach, &Method::GET, closed), "{closed}");
            }
            assert!(!reaches(reach, &Method::POST, "/plans/{plan}"));
        }
        assert!(!reaches(Reach::Visit(plan), &Method::POST, "/plans/{plan}/measures"));
        assert!(reaches(Reach::Whole, &Method::POST, "/anything"));
        assert_eq!(plan_in(&format!("/live/plans/{plan}")), Some(plan));
        assert_eq!(plan_in("/plans/new"), None);
    }
}
