//! Resident memory of the real binary after ten thousand mixed requests and a hundred papers.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use samsyn_domain::families::{Family, Milestone, anna_ek, staff_actor, story};
use uuid::Uuid;

use crate::client::{Connection, Get, Talker, post};
use crate::figures::{Budget, Table};
use crate::machine::resident;
use crate::service::Service;
use crate::{Fault, seed};

const REQUESTS: u32 = 10_000;
const PAPERS: u32 = 100;
const PLANS: u32 = 200;
/// Connections that ask at once.
const CONNECTIONS: u32 = 8;

/// A page, a list, a history, a journal or a form, in turn; each of another plan.
struct Mixed {
    session: Arc<str>,
    number: u32,
}

impl Talker for Mixed {
    fn next(&mut self, request: &mut Vec<u8>) {
        self.number += 1;
        let plan = seed::plan_of(self.number % PLANS);
        let path = match self.number % 8 {
            0 => "/".to_owned(),
            1 => "/measures".to_owned(),
            2 => format!("/plans/{plan}/steps"),
            3 => format!("/plans/{plan}/history"),
            4 => format!("/plans/{plan}/journal.txt"),
            5 => format!("/plans/{plan}/question"),
            6 if self.number % 16 == 6 => {
                let body = format!("act={}&what=avoid&avoid=Inte+om+pappas+jobb.", Uuid::now_v7());
                return post(request, &format!("/plans/{plan}/question"), &self.session, &body);
            }
            _ => format!("/plans/{plan}"),
        };
        Get::new(&path, &self.session).next(request);
    }

    fn answered(&mut self, status: u16) -> Result<(), Fault> {
        if matches!(status, 200 | 303) {
            Ok(())
        } else {
            Err(format!("request {} answered {status}", self.number).into())
        }
    }
}

/// Measure, and add the figures.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let now = Timestamp::now();
    let store = Arc::new(seed::open(folder, now).await?);
    let facts = Arc::new(story(Family::Elin, Milestone::Told, now)?.1);
    seed::adopt_all(&store, (0..PLANS).map(|n| (seed::plan_of(n), Arc::clone(&facts))), now).await?;
    let session: Arc<str> = seed::sign_in(&store, &staff_actor(&anna_ek()), now).await?.into();
    seed::close(store).await?;

    let service = Service::start(folder)?;
    let (at_rest, _) = resident(service.id());
    let mut asking = tokio::task::JoinSet::new();
    for connection in 0..CONNECTIONS {
        let share = REQUESTS / CONNECTIONS;
        let mixed = Mixed { session: Arc::clone(&session), number: connection * share };
        asking.spawn(ask(Connection::open(service.address).await?, mixed, share));
    }
    while let Some(asked) = asking.join_next().await {
        asked??;
    }
    let (after_requests, _) = resident(service.id());
    let mut connection = Connection::open(service.address).await?;
    for paper in 0..PAPERS {
        let path = format!("/plans/{}/plan.pdf", seed::plan_of(paper % PLANS));
        connection.exchange(&mut Get::new(&path, &session)).await?;
    }
    let (after, most) = resident(service.id());
    println!("resident: {at_rest:.1} MB at rest, {after_requests:.1} MB after the requests, {most:.1} MB at most");
    table.alone("resident memory after 10,000 mixed requests and 100 papers", after, "MB", Budget::AtMost(100.0));
    Ok(())
}

async fn ask(mut connection: Connection, mut mixed: Mixed, times: u32) -> Result<(), Fault> {
    for _ in 0..times {
        connection.exchange(&mut mixed).await?;
    }
    Ok(())
}
