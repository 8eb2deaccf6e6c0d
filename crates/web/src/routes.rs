//! The whole map of addresses. No address holds a word about a person.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
use crate::frame::Frame;
use crate::pages::{
    call, consent, expectations, history, live, log, measures, people, plain, plan, prepare, question, safety, session,
    stay, times, worklist,
};

/// Every page, with the frame around it.
pub fn routes(app: App, frame: Frame) -> Router {
    let pages = Router::new()
        .route("/sign-in", get(session::choose::get).post(session::choose::post))
        .route("/sign-in/{token}", get(session::link::get).post(session::link::post))
        .route("/sign-out", post(session::leave::out))
        .route("/leave", get(session::leave::leave).post(session::leave::leave))
        .route("/safety", get(safety::see::get).post(safety::see::post))
        .route("/", get(worklist::see::get))
        .route("/measures", get(measures::mine::get))
        .route("/unit", get(crate::pages::unit::deviations::get))
        .route("/plans/{plan}/measures", get(measures::answer::get).post(measures::answer::post))
        .route("/plans/{plan}", get(plan::see::get))
        .route("/plans/{plan}/steps", get(plan::steps::get))
        .route("/plans/{plan}/versions/{no}", get(plan::see::earlier))
        .route("/plans/{plan}/history", get(history::see::get))
        .route("/plans/{plan}/log", get(log::of_plan::get))
        .route("/plans/{plan}/log/{line}", get(log::ask::get).post(log::ask::post))
        .route("/log", get(log::all::get))
        .route("/log/questions", get(log::questions::list))
        .route("/log/questions/{question}", get(log::questions::get).post(log::questions::post))
        .route("/log/checks", get(log::checks::list))
        .route("/log/checks/{round}/{line}", get(log::checks::get).post(log::checks::post))
        .route("/plans/{plan}/changes", get(plan::changes::get))
        .route("/plans/{plan}/journal", get(plan::journal::get))
        .route("/plans/{plan}/journal.txt", get(plan::journal::file))
        .route("/plain", post(plain::post))
        .route("/live/plans/{plan}", get(live::plan));
    let pages = pages.merge(signing_in()).merge(before_the_meeting()).merge(content()).merge(keeping());
    frame.around_house(pages, Some(app.clone())).with_state(app)
}

/// Coming in, and what one's sessions hold.
fn signing_in() -> Router<App> {
    use crate::pages::{calendar, visit};
    Router::new()
        .route("/sign-in/with/{provider}", get(session::provider::go))
        .route("/sign-in/callback/{provider}", get(session::provider::back))
        .route("/sign-in/keys.json", get(session::provider::keys))
        .route("/sign-in/unit", get(session::unit::get).post(session::unit::post))
        .route("/sign-in/code", get(session::code::get).post(session::code::post))
        .route("/calendar", get(calendar::share::get).post(calendar::share::post))
        .route("/sessions", get(session::list::get).post(session::list::post))
        .route("/drafts", get(session::drafts::get))
        .route("/drafts/{draft}", post(session::drafts::post))
        .route("/plans/{plan}/visit-codes", get(visit::codes::get).post(visit::codes::post))
        .route("/plans/{plan}/together", get(visit::together::get).post(visit::together::post))
}

/// What stands in a plan.
fn content() -> Router<App> {
    use crate::pages::agreement::{agree, close, did_it, follow_up};
    use crate::pages::handing::{answer, offer};
    use crate::pages::rows::{disagreement, goal, measure, need, overview};
    use crate::pages::{about, evaluation, given, meeting, paper, room};
    Router::new()
        .route("/accessibility", get(about::accessibility::get))
        .route("/plans/{plan}/plan.pdf", get(paper::pdf::plan))
        .route("/plans/{plan}/child.pdf", get(paper::pdf::child))
        .route("/plans/{plan}/papers/{seat}", get(paper::pdf::of))
        .route("/plans/{plan}/plan.json", get(paper::data::get))
        .route("/plans/{plan}/given-out", get(given::out::get).post(given::out::post))
        .route("/plans/{plan}/copies/{no}", get(given::copy::get))
        .route("/plans/{plan}/letters/{no}", get(paper::pdf::letter))
        .route("/plans/{plan}/readiness", get(meeting::readiness::get))
        .route("/plans/{plan}/meeting", get(meeting::room::get).post(meeting::room::post))
        .route("/plans/{plan}/room", get(room::see::get).post(room::act::post))
        .route("/plans/{plan}/room/lead", get(room::lead::get).post(room::act::post))
        .route("/plans/{plan}/room/mine", get(room::mine::get).post(room::act::post))
        .route("/plans/{plan}/agree", get(agree::get).post(agree::post))
        .route("/plans/{plan}/did-it-happen", get(did_it::get))
        .route("/plans/{plan}/did-it-happen/{no}", get(did_it::one).post(did_it::answer))
        .route("/plans/{plan}/follow-up", get(follow_up::get).post(follow_up::post))
        .route("/plans/{plan}/evaluate", get(evaluation::answer::get).post(evaluation::answer::post))
        .route("/plans/{plan}/close", get(close::get).post(close::post))
        .route("/plans/{plan}/rows", get(overview::get).post(overview::post))
        .route("/plans/{plan}/needs/new", get(need::new).post(need::add))
        .route("/plans/{plan}/needs/{no}", get(need::get).post(need::post))
        .route("/plans/{plan}/goals/new", get(goal::new).post(goal::add))
        .route("/plans/{plan}/goals/{no}", get(goal::get).post(goal::post))
        .route("/plans/{plan}/measures/new", get(measure::new).post(measure::add))
        .route("/plans/{plan}/measures/{no}", get(measure::get).post(measure::post))
        .route("/plans/{plan}/measures/{no}/hand-over", get(offer::of_measure).post(offer::offer_measure))
        .route("/plans/{plan}/hand-over", get(offer::of_holding).post(offer::offer_holding))
        .route("/plans/{plan}/handovers/{no}", get(answer::get).post(answer::post))
        .route("/plans/{plan}/disagreements/new", get(disagreement::new).post(disagreement::add))
        .route("/plans/{plan}/disagreements/{no}", get(disagreement::get).post(disagreement::post))
}

/// From the proposal to the meeting.
fn before_the_meeting() -> Router<App> {
    Router::new()
        .route("/plans/new", get(plan::propose::get).post(plan::propose::post))
        .route("/plans/{plan}/assess", get(plan::assess::get).post(plan::assess::post))
        .route("/plans/{plan}/people", get(people::show::get).post(people::show::post))
        .route(
            "/plans/{plan}/people/representative",
            get(people::representative::get).post(people::representative::post),
        )
        .route("/plans/{plan}/people/representative/{no}", get(people::end::get).post(people::end::post))
        .route("/plans/{plan}/people/supporter", get(people::supporter::get).post(people::supporter::post))
        .route("/plans/{plan}/people/lead", get(people::lead::get).post(people::lead::post))
        .route("/plans/{plan}/people/protection", get(people::protection::get).post(people::protection::post))
        .route("/plans/{plan}/people/life", get(people::life::get).post(people::life::post))
        .route("/plans/{plan}/consent", get(consent::give::get).post(consent::give::post))
        .route("/plans/{plan}/consent/refuse", get(consent::refuse::get).post(consent::refuse::post))
        .route("/plans/{plan}/consent/withdraw", get(consent::withdraw::get).post(consent::withdraw::post))
        .route("/plans/{plan}/consent/standing", get(consent::standing::get).post(consent::standing::post))
        .route("/plans/{plan}/consent/maturity", get(consent::maturity::get).post(consent::maturity::post))
        .route("/plans/{plan}/consent/conflict", get(consent::conflict::get).post(consent::conflict::post))
        .route("/plans/{plan}/consent/view", get(consent::view::get).post(consent::view::post))
        // The handler reads the file piece by piece and keeps no more than fits.
        .route(
            "/plans/{plan}/consent/scan",
            get(consent::scan::get).post(consent::scan::post).layer(DefaultBodyLimit::disable()),
        )
        .route("/plans/{plan}/consent/scans/{no}", get(consent::scan::see))
        .route("/plans/{plan}/call", get(call::write::get).post(call::write::post))
        .route("/plans/{plan}/call/{no}", get(call::remove::get).post(call::remove::post))
        .route("/plans/{plan}/times", get(times::see::get).post(times::see::post))
        .route("/plans/{plan}/times/new", get(times::new::get).post(times::new::post))
        .route("/plans/{plan}/interpreter", get(call::interpreter::get).post(call::interpreter::post))
        .route("/plans/{plan}/stay", get(stay::note::get).post(stay::note::post))
        .route("/plans/{plan}/answer", get(call::answer::get).post(call::answer::post))
        .route("/plans/{plan}/prepare", get(prepare::write::get).post(prepare::write::post))
        .route("/plans/{plan}/prepare/{member}", get(prepare::write::get_of).post(prepare::write::post_of))
        .route("/plans/{plan}/expectations", get(expectations::see::get))
        .route("/plans/{plan}/expectations/{no}", get(expectations::write::get).post(expectations::write::post))
        .route(
            "/plans/{plan}/expectations/{no}/{member}",
            get(expectations::write::get_of).post(expectations::write::post_of),
        )
        .route("/plans/{plan}/asks/{no}", get(expectations::answer::get).post(expectations::answer::post))
        .merge(childs_preparation())
        .route("/plans/{plan}/question", get(question::write::get).post(question::write::post))
}

/// A child's preparation, question by question; what was drawn or said; on paper; and as others see it.
fn childs_preparation() -> Router<App> {
    Router::new()
        .route(
            "/plans/{plan}/prepare/{member}/draw",
            get(prepare::draw_of::get).post(prepare::draw_of::post).layer(DefaultBodyLimit::disable()),
        )
        .route("/plans/{plan}/prepare/question/{key}", get(prepare::question::get).post(prepare::question::post))
        // The handlers read the file piece by piece and keep no more than fits.
        .route(
            "/plans/{plan}/prepare/question/{key}/draw",
            get(prepare::lay::get_drawing).post(prepare::lay::post_drawing).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/plans/{plan}/prepare/question/{key}/voice",
            get(prepare::lay::get_voice).post(prepare::lay::post_voice).layer(DefaultBodyLimit::disable()),
        )
        .route("/plans/{plan}/take-part", get(prepare::how::get).post(prepare::how::post))
        .route("/plans/{plan}/preview", get(prepare::preview::get))
        .route("/plans/{plan}/preparation", get(prepare::paper::get))
        .route("/plans/{plan}/preparation/{member}", get(prepare::paper::get_of))
        .route("/plans/{plan}/media/{media}", get(prepare::media::get))
        .route("/plans/{plan}/media/{media}/words", get(prepare::describe::get).post(prepare::describe::post))
}

/// What administrators keep.
fn keeping() -> Router<App> {
    use crate::pages::directory::{index, person, principal, remit, staff, unit};
    Router::new()
        .route("/figures", get(crate::pages::figures::see::get))
        .route("/figures/dictionary", get(crate::pages::figures::dictionary::get))
        .route("/figures/figures.csv", get(crate::pages::figures::download::get))
        .route("/figures/figures.parquet", get(crate::pages::figures::download::get_parquet))
        .route("/jobs", get(crate::pages::jobs::see::get).post(crate::pages::jobs::see::post))
        .route("/disposal", get(crate::pages::disposal::list::get))
        .route("/disposal/receipts", get(crate::pages::disposal::receipts::get))
        .route("/disposal/{plan}", get(crate::pages::disposal::decide::get).post(crate::pages::disposal::decide::post))
        .route("/directory", get(index::get))
        .route("/directory/principals/new", get(principal::new).post(principal::add))
        .route("/directory/principals/{id}", get(principal::get).post(principal::post))
        .route("/directory/units/new", get(unit::new).post(unit::add))
        .route("/directory/units/{id}", get(unit::get).post(unit::post))
        .route("/directory/remits", get(remit::all))
        .route("/directory/remits/{id}", get(remit::get))
        .route("/directory/remits/{id}/edit", get(remit::edit).post(remit::post))
        .route("/directory/staff/new", get(staff::new).post(staff::add))
        .route("/directory/staff/{id}", get(staff::get).post(staff::post))
        .route("/directory/people/new", get(person::new).post(person::add))
        .route("/directory/people/{id}", get(person::get).post(person::post))
}
