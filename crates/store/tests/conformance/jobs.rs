//! Jobs: claimed once, retried, given up, run again.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use samsyn_domain::access::Subject;
use samsyn_domain::plan::command::Command;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::plan::reminders::{Due, ReminderSettings};
use samsyn_domain::plan::waiting::Task;
use samsyn_domain::working_days::working_days_after;
use samsyn_store::{Counts, StoreError};

use crate::both;
use crate::world::{World, now};

both!(
    reminders_are_made_once_a_day_and_only_for_what_still_waits,
    what_was_handed_over_without_a_word_is_doubtful,
    an_act_leaves_jobs,
    each_job_is_claimed_once,
    a_lease_runs_out,
    a_job_is_given_up_and_run_again
);

async fn an_act_leaves_jobs(world: &World) {
    world.directory().await;
    world.plan(1).await;
    let mut seen = Vec::new();
    let done = world.store.drain(now(), |job| {
        seen.push((job.kind.clone(), serde_json::from_str::<Job>(&job.body).unwrap()));
        async { Ok(()) }
    });
    assert_eq!(done.await.unwrap(), 1);
    assert_eq!(seen[0].0, "notify");
    assert!(matches!(seen[0].1, Job::Notify { .. }));
    // Elin turns 18 years later; that job waits.
    assert_eq!(world.store.job_counts().await.unwrap(), Counts { waiting: 1, failed: 0 });
    let birthday = "2035-05-14T04:00:00Z".parse().unwrap();
    assert!(world.store.claim_jobs(10, birthday - 1.second()).await.unwrap().is_empty());
    assert_eq!(world.store.claim_jobs(10, birthday).await.unwrap()[0].kind, "turn_of_age");
    let repeated = world
        .act("anna-ek", samsyn_domain::ids::PlanId(uuid::Uuid::from_u128(1)), Command::Assess { reason: "Ja".into() })
        .await;
    assert!(repeated.is_ok());
}

async fn each_job_is_claimed_once(world: &World) {
    world.directory().await;
    for n in 1..=20 {
        world.plan(n).await;
    }
    let claims = futures_util::future::join_all((0..8).map(|_| world.store.claim_jobs(3, now()))).await;
    let mut ids: Vec<_> = claims.into_iter().flat_map(|claimed| claimed.unwrap()).map(|job| job.id).collect();
    while let Some(job) = world.store.claim_jobs(1, now()).await.unwrap().pop() {
        ids.push(job.id);
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), all), (20, 20));
}

async fn a_lease_runs_out(world: &World) {
    world.directory().await;
    world.plan(1).await;
    let slow = world.store.claim_jobs(1, now()).await.unwrap().remove(0);
    assert!(world.store.claim_jobs(1, now() + 44.seconds()).await.unwrap().is_empty());
    let later = now() + SignedDuration::from_secs(46);
    let quick = world.store.claim_jobs(1, later).await.unwrap().remove(0);
    assert_eq!((quick.id, quick.attempt), (slow.id, 2));
    assert!(matches!(world.store.job_done(&slow, later).await, Err(StoreError::Conflict(_))));
    world.store.job_done(&quick, later).await.unwrap();
    assert!(matches!(world.store.job_failed(&quick, "late", later).await, Err(StoreError::Conflict(_))));
    world.store.sweep_jobs(later + 1.second()).await.unwrap();
}

async fn a_job_is_given_up_and_run_again(world: &World) {
    world.directory().await;
    world.plan(1).await;
    let mut at = now();
    for attempt in 1..=8 {
        let job = world.store.claim_jobs(1, at).await.unwrap().remove(0);
        assert_eq!(job.attempt, attempt);
        world.store.job_failed(&job, "the mail server does not answer", at).await.unwrap();
        assert!(world.store.claim_jobs(1, at).await.unwrap().is_empty());
        at += SignedDuration::from_hours(6);
    }
    let failed = world.store.failed_jobs().await.unwrap();
    assert_eq!((failed.len(), failed[0].attempts, failed[0].error.as_str()), (1, 8, "the mail server does not answer"));
    assert_eq!(world.store.job_counts().await.unwrap(), Counts { waiting: 1, failed: 1 });
    world.store.run_job_again(failed[0].id, at).await.unwrap();
    assert!(matches!(world.store.run_job_again(failed[0].id, at).await, Err(StoreError::Conflict(_))));
    let job = world.store.claim_jobs(1, at).await.unwrap().remove(0);
    world.store.job_done(&job, at).await.unwrap();
    assert_eq!(world.store.job_counts().await.unwrap(), Counts { waiting: 1, failed: 0 });
}

async fn reminders_are_made_once_a_day_and_only_for_what_still_waits(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    world.store.drain(now(), |_| async { Ok(()) }).await.unwrap();
    let settings = ReminderSettings::default();
    // The proposal is to be assessed within three working days: the unit is told a day before, on the day, and late.
    let due = working_days_after(now().to_zoned(TimeZone::UTC).date(), 3);
    let days = |days: i64| due.checked_add(days.days()).unwrap();
    let mut told = Vec::new();
    for day in -3..=12 {
        assert_eq!(
            world.store.make_reminders(days(day), &settings, now()).await.unwrap(),
            u64::from([-1, 0, 3, 10].contains(&day))
        );
        assert_eq!(world.store.make_reminders(days(day), &settings, now()).await.unwrap(), 0, "once a day");
        for job in world.store.claim_jobs(10, now()).await.unwrap() {
            assert_eq!((job.kind.as_str(), job.plan, job.doubtful), ("remind", Some(plan), false));
            told.push(serde_json::from_str::<Job>(&job.body).unwrap());
            world.store.job_done(&job, now()).await.unwrap();
        }
    }
    let Job::Remind { to: unit, .. } = told[0] else { panic!("{told:?}") };
    assert!(matches!(unit, Subject::Unit(_)));
    let whose = Due { whose: unit, task: Task::Assess, row: None, day: due };
    let expected: Vec<Job> = [-1, 0, 3, 10].map(|days| Job::Remind { to: unit, due: whose, days }).to_vec();
    assert_eq!(told, expected);
    assert!(world.store.still_waits(plan, &whose).await.unwrap());
    world.act("anna-ek", plan, Command::Assess { reason: "Ja".into() }).await.unwrap();
    assert!(!world.store.still_waits(plan, &whose).await.unwrap());

    // Days that nobody was awake are caught up with: the latest step alone.
    world.plan(2).await;
    world.store.drain(now(), |_| async { Ok(()) }).await.unwrap();
    world.store.set_setting("reminded_to", &days(-2), None, now()).await.unwrap();
    assert_eq!(world.store.make_reminders(days(4), &settings, now()).await.unwrap(), 1);
    let late = world.store.claim_jobs(10, now()).await.unwrap();
    assert_eq!(late.len(), 1);
    assert!(matches!(serde_json::from_str(&late[0].body).unwrap(), Job::Remind { days: 3, .. }));
}

async fn what_was_handed_over_without_a_word_is_doubtful(world: &World) {
    world.directory().await;
    world.plan(1).await;
    let first = world.store.claim_jobs(1, now()).await.unwrap().remove(0);
    world.store.handing_over(&first, now()).await.unwrap();
    let later = now() + SignedDuration::from_secs(46);
    let second = world.store.claim_jobs(1, later).await.unwrap().remove(0);
    assert!(second.doubtful && !first.doubtful);
    assert!(matches!(world.store.handing_over(&first, later).await, Err(StoreError::Conflict(_))));
    world.store.job_given_up(&second, "it is not known whether the mail went out", later).await.unwrap();
    assert_eq!(world.store.failed_jobs().await.unwrap()[0].id, second.id);
    // Somebody decides that it is to go out: no doubt any more.
    world.store.run_job_again(second.id, later).await.unwrap();
    let third = world.store.claim_jobs(1, later).await.unwrap().remove(0);
    assert!(!third.doubtful);
    // One process alone has an SQLite database: at its start what another had begun is free.
    world.store.release_jobs().await.unwrap();
    let free = world.store.claim_jobs(1, later).await.unwrap().len();
    assert_eq!(free, usize::from(world.store.is_sqlite()));
}
