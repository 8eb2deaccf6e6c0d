//! A hundred meetings of twelve at once: from an act to the refreshed page in the twelve browsers of its meeting, with an event
//! stream and a page fetch each as `live.js` does them, against a bare echo; and what five thousand idle streams weigh.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use samsyn_domain::families::{Family, Milestone, story};
use samsyn_domain::ids::PlanId;
use tokio::sync::{Barrier, mpsc, watch};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::bare::Bare;
use crate::client::{Connection, Get, Stream, Talker, What, post};
use crate::figures::{Budget, Table, float};
use crate::machine::{cpu_seconds, resident};
use crate::service::Service;
use crate::{Fault, seed};

const MEETINGS: u32 = 100;
/// Who of the eight has each of the twelve browsers open (numbers in [`seed::eight`]), and at which page: everybody's own view, the shared
/// screen on the wall and at two who take part from afar, and the facilitator's second device.
const BROWSERS: [(usize, &str); 12] = [
    (0, "room/mine"),
    (1, "room/mine"),
    (2, "room/mine"),
    (3, "room/mine"),
    (4, "room/mine"),
    (5, "room/mine"),
    (6, "room/mine"),
    (7, "room/mine"),
    (5, "room"),
    (6, "room"),
    (7, "room"),
    (5, "room/lead"),
];
const PERSON: usize = 0;
const FACILITATOR: usize = 5;
/// How often something is done in each meeting.
const EVERY: Duration = Duration::from_secs(10);
/// How often in all; the first is not counted.
const ACTS: u32 = 5;
/// The longest that a refreshed page is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
const IDLE: usize = 5000;

/// Measure, and add the figures.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let now = Timestamp::now();
    let store = Arc::new(seed::open(folder, now).await?);
    let facts = Arc::new(story(Family::Elin, Milestone::Meeting, now)?.1);
    let plans: Vec<PlanId> = (0..MEETINGS).map(seed::plan_of).collect();
    seed::adopt_all(&store, plans.iter().map(|plan| (*plan, Arc::clone(&facts))), now).await?;
    let mut sessions = Vec::new();
    for actor in seed::eight() {
        sessions.push(seed::sign_in(&store, &actor, now).await?);
    }
    seed::close(store).await?;
    let house = Arc::new(House { plans, sessions });

    let echo = Bare::start("echo", folder)?;
    let bare = meet(&house, echo.address).await?;
    drop(echo);
    let service = Service::start(folder)?;
    let before = cpu_seconds(&service.process());
    let real = meet(&house, service.address).await?;
    let used = (cpu_seconds(&service.process()) - before) / (EVERY.as_secs_f64() * f64::from(ACTS));
    let (memory, _) = resident(service.id());
    println!("1,200 pages open: {memory:.0} MB, {:.0} % of one processor", used * 100.0);
    println!("p50 {:.1} ms, most {:.1} ms; bare p50 {:.1} ms", at(&real, 0.5), at(&real, 1.0), at(&bare, 0.5));
    let (p99, bare) = (at(&real, 0.99), at(&bare, 0.99));
    table.ratio(
        "act to refreshed page in 12 browsers, 100 meetings: p99, against a bare event stream",
        format!("{p99:.1} ms"),
        format!("{bare:.1} ms"),
        p99 / bare,
        Budget::None,
    );
    table.alone("… p99", p99, "ms", Budget::AtMost(150.0));
    drop(service);
    idle(&house, folder, table).await
}

/// Which plans and who is signed in.
struct House {
    plans: Vec<PlanId>,
    sessions: Vec<String>,
}

/// What was done last in a meeting: its number, and when the request began.
struct Meeting {
    plan: PlanId,
    last: Mutex<(u32, Instant)>,
}

impl Meeting {
    fn last(&self) -> (u32, Instant) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Milliseconds at that part of all of them.
fn at(sorted: &[f64], part: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list of thousands")]
    let place = (part * float(sorted.len().saturating_sub(1) as u64)).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}

/// Every meeting once; the milliseconds from each act that counts to each refreshed page of its meeting, in order of size.
async fn meet(house: &Arc<House>, address: SocketAddr) -> Result<Vec<f64>, Fault> {
    let all = BROWSERS.len() * house.plans.len();
    let (told, mut heard) = mpsc::unbounded_channel();
    let (stop, stopped) = watch::channel(false);
    let ready = Arc::new(Barrier::new(all + house.plans.len()));
    let (mut browsers, mut acting) = (JoinSet::new(), JoinSet::new());
    for (number, plan) in (0_u32..).zip(&house.plans) {
        let meeting = Arc::new(Meeting { plan: *plan, last: Mutex::new((0, Instant::now())) });
        for (who, page) in BROWSERS {
            let session = house.sessions[who].clone();
            let (meeting, ready) = (Arc::clone(&meeting), Arc::clone(&ready));
            let browser = Browser { address, session, page, meeting, told: told.clone(), stopped: stopped.clone() };
            browsers.spawn(browser.watch(ready));
        }
        acting.spawn(act(Arc::clone(house), address, meeting, Arc::clone(&ready), EVERY * number / MEETINGS));
    }
    drop(told);
    while let Some(acted) = acting.join_next().await {
        acted??;
    }
    let expected = all * (ACTS - 1) as usize;
    let mut times = Vec::with_capacity(expected);
    while times.len() < expected {
        // A browser that fails ends the run, instead of missing in it.
        tokio::select! {
            time = heard.recv() => times.push(time.ok_or("the browsers are gone")?),
            Some(ended) = browsers.join_next() => ended??,
            () = tokio::time::sleep(PATIENCE) => {
                return Err(format!("{} of {expected} pages were refreshed", times.len()).into());
            }
        }
    }
    stop.send(true)?;
    while let Some(ended) = browsers.join_next().await {
        ended??;
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}

struct Browser {
    address: SocketAddr,
    session: String,
    page: &'static str,
    meeting: Arc<Meeting>,
    told: mpsc::UnboundedSender<f64>,
    stopped: watch::Receiver<bool>,
}

impl Browser {
    /// Open the page and its stream, and fetch the page again whenever the stream tells of something that it does not show.
    async fn watch(mut self, ready: Arc<Barrier>) -> Result<(), Fault> {
        let plan = self.meeting.plan;
        let path = format!("/plans/{plan}/{}", self.page);
        let mut page = Connection::open(self.address).await?;
        page.exchange(&mut Get::new(&path, &self.session)).await?;
        let mut shown = shown(page.answer());
        let mut stream = Stream::open(self.address, &format!("/live/plans/{plan}?room=1"), &self.session).await?;
        ready.wait().await;
        let (mut again, mut counted) = (Get::again(&path, &self.session), 0);
        loop {
            let (what, revision) = tokio::select! {
                told = stream.next() => told?,
                _ = self.stopped.wait_for(|stopped| *stopped) => return Ok(()),
            };
            if revision <= shown[what as usize] {
                continue;
            }
            page.exchange(&mut again).await?;
            shown = self::shown(page.answer());
            let (number, began) = self.meeting.last();
            if number > counted {
                counted = number;
                // The first opens the room and fills what is kept in memory.
                if number > 1 {
                    self.told.send(began.elapsed().as_secs_f64() * 1e3)?;
                }
            }
        }
    }
}

/// The revisions that a page says it shows: of the plan, and of the room.
fn shown(page: &[u8]) -> [u64; 2] {
    let text = String::from_utf8_lossy(page);
    ["data-revision=\"", "data-room=\""].map(|name| {
        let digits = text.split_once(name).and_then(|(_, after)| after.split('"').next());
        digits.and_then(|digits| digits.parse().ok()).unwrap_or_default()
    })
}

/// What is done in one meeting, now and then: the facilitator gives the turn on, or the person says what is not to be raised.
async fn act(
    house: Arc<House>,
    address: SocketAddr,
    meeting: Arc<Meeting>,
    ready: Arc<Barrier>,
    after: Duration,
) -> Result<(), Fault> {
    let plan = meeting.plan;
    let mut connection = Connection::open(address).await?;
    ready.wait().await;
    let mut next = tokio::time::interval_at(tokio::time::Instant::now() + after, EVERY);
    for number in 1..=ACTS {
        next.tick().await;
        let turn = number % 2 == 1;
        let mut form = if turn {
            let path = format!("/plans/{plan}/room/lead");
            connection.exchange(&mut Get::new(&path, &house.sessions[FACILITATOR])).await?;
            let room = match shown(connection.answer())[What::Room as usize] {
                0 => String::new(),
                room => format!("&room={room}"),
            };
            let body = format!("act={}&do=next{room}", Uuid::now_v7());
            Form { path, session: house.sessions[FACILITATOR].clone(), body }
        } else {
            let body = format!("act={}&what=avoid&avoid=Inte+om+pappas+jobb+i+dag.", Uuid::now_v7());
            Form { path: format!("/plans/{plan}/question"), session: house.sessions[PERSON].clone(), body }
        };
        *meeting.last.lock().unwrap_or_else(PoisonError::into_inner) = (number, Instant::now());
        connection.exchange(&mut form).await?;
    }
    Ok(())
}

/// A form that is taken.
struct Form {
    path: String,
    session: String,
    body: String,
}

impl Talker for Form {
    fn next(&mut self, request: &mut Vec<u8>) {
        post(request, &self.path, &self.session, &self.body);
    }

    fn answered(&mut self, status: u16) -> Result<(), Fault> {
        if status == 303 { Ok(()) } else { Err(format!("a form at {} answered {status}", self.path).into()) }
    }
}

/// So many streams of pages that nobody touches: what the service weighs, and that each of them still hears.
async fn idle(house: &House, folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let service = Service::start(folder)?;
    let (empty, _) = resident(service.id());
    let mut streams = Vec::with_capacity(IDLE);
    for number in 0..IDLE {
        let plan = house.plans[number % house.plans.len()];
        let session = &house.sessions[number / house.plans.len() % house.sessions.len()];
        streams.push(Stream::open(service.address, &format!("/live/plans/{plan}"), session).await?);
    }
    for stream in &mut streams {
        stream.next().await?;
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let (memory, _) = resident(service.id());
    println!("with nobody there: {empty:.0} MB");
    table.alone("resident memory with 5,000 idle event streams", memory, "MB", Budget::AtMost(150.0));
    let path = format!("/plans/{}/question", house.plans[0]);
    let body = format!("act={}&what=avoid&avoid=Inte+om+pappas+jobb+i+dag.", Uuid::now_v7());
    let mut form = Form { path, session: house.sessions[PERSON].clone(), body };
    Connection::open(service.address).await?.exchange(&mut form).await?;
    for stream in streams.iter_mut().step_by(house.plans.len()) {
        tokio::time::timeout(PATIENCE, stream.next()).await.map_err(|_| "an idle stream heard nothing")??;
    }
    Ok(())
}
