//! Databases to measure on, filled through the store's own doors with the families' stories.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use samsyn_domain::access::Actor;
use samsyn_domain::access::actor::speaks_as;
use samsyn_domain::families::{self, Family, Milestone, person_actor, staff_actor, story, uuid_of};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::command::{Command, MeasureDraft};
use samsyn_domain::plan::state::Owner;
use samsyn_domain::plan::{Fact, Moment, Plan};
use samsyn_store::{Chance, DirectoryFiles, KeysAt, Opening, Store};
use uuid::Uuid;

use crate::Fault;

/// A new database in a new folder, with the sample directory in it.
pub async fn open(folder: &Path, now: Timestamp) -> Result<Store, Fault> {
    std::fs::create_dir_all(folder)?;
    let url = format!("sqlite:{}", folder.join("samsyn.db").display());
    let store = Store::open(Opening {
        url: &url,
        new_id: Arc::new(Uuid::now_v7),
        now,
        keys: KeysAt::in_folder(folder, chance()),
    })
    .await?;
    let files = DirectoryFiles::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/sample"))
        .map_err(|e| format!("{e:?}"))?;
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    store.import_with_ids(&files, today, now, uuid_of).await.map_err(|e| format!("{e:?}"))?;
    Ok(store)
}

/// Chance as the service has it.
fn chance() -> Chance {
    Arc::new(|| {
        let mut bytes = [0; 32];
        // Without chance the figures would be of another program.
        if getrandom::fill(&mut bytes).is_err() {
            std::process::abort();
        }
        bytes
    })
}

/// Sign somebody in; gives the session's token.
pub async fn sign_in(store: &Store, actor: &Actor, now: Timestamp) -> Result<String, Fault> {
    let token = Uuid::now_v7().simple().to_string();
    let ends = now.checked_add(jiff::SignedDuration::from_hours(12))?;
    store.begin_session(token.as_bytes(), actor.account, "bench", now, ends).await?;
    Ok(token)
}

/// The eight who take part in Elin's plan.
pub fn eight() -> [Actor; 8] {
    [
        person_actor(&families::elin()),
        person_actor(&families::sara()),
        person_actor(&families::johan()),
        staff_actor(&families::lisa_berg()),
        staff_actor(&families::omar_ali()),
        staff_actor(&families::anna_ek()),
        staff_actor(&families::eva_lund()),
        staff_actor(&families::per_nilsson()),
    ]
}

/// Elin's plan with twice her six measures, agreed and handed out: what stands in it was said by real commands.
pub fn twelve_measures(now: Timestamp) -> Result<(PlanId, Vec<Fact>), Fault> {
    let (id, mut facts) = story(Family::Elin, Milestone::Draft, now)?;
    let mut plan = Plan::fold(id, &facts).ok_or("no story")?;
    let anna = staff_actor(&families::anna_ek());
    let later = now.to_zoned(jiff::tz::TimeZone::UTC).date().checked_add(jiff::Span::new().days(30))?;
    for measure in plan.measures.clone() {
        let draft = MeasureDraft {
            what: format!("{} Samma sak efter lovet.", measure.what.as_str()),
            owner: measure.owner.clone(),
            from: measure.from,
            by: measure.by.max(later),
            notice: measure.notice.to_string(),
            otherwise: measure.otherwise.to_string(),
            coordinating: false,
            waits_for: None,
        };
        tell(
            &mut plan,
            &mut facts,
            &anna,
            Command::ProposeMeasure { need: measure.need, kind: None, draft, note: None },
            now,
        )?;
    }
    for measure in plan.measures.clone() {
        let owner = match &measure.owner {
            Owner::Staff(staff) => staff_actor(staff),
            Owner::Family(_) => person_actor(&families::elin()),
        };
        tell(&mut plan, &mut facts, &owner, Command::TakeMeasure { no: measure.no }, now)?;
    }
    let follow_up = now.to_zoned(jiff::tz::TimeZone::UTC).datetime().checked_add(jiff::Span::new().days(40))?;
    tell(&mut plan, &mut facts, &anna, Command::Agree { follow_up: Some(follow_up) }, now)?;
    tell(&mut plan, &mut facts, &anna, Command::HandOut, now)?;
    Ok((id, facts))
}

fn tell(plan: &mut Plan, facts: &mut Vec<Fact>, actor: &Actor, command: Command, now: Timestamp) -> Result<(), Fault> {
    let settings = Settings::default();
    let moment = Moment { now, today: now.to_zoned(jiff::tz::TimeZone::UTC).date(), settings: &settings };
    let by = speaks_as(actor, plan).ok_or("not in the plan")?;
    let events = plan.decide(&by, command, &moment).map_err(|e| format!("{e:?}"))?;
    for event in events {
        let fact = Fact { at: now, by: by.clone(), event };
        *plan = plan.clone().evolve(&fact);
        facts.push(fact);
    }
    Ok(())
}

/// The plan of that number.
pub fn plan_of(number: u32) -> PlanId {
    PlanId(uuid_of(&format!("bench plan {number}")))
}

/// Store stories, many at a time, so that they are committed together.
pub async fn adopt_all(
    store: &Arc<Store>,
    stories: impl Iterator<Item = (PlanId, Arc<Vec<Fact>>)>,
    now: Timestamp,
) -> Result<(), Fault> {
    let mut waiting = tokio::task::JoinSet::new();
    for (plan, facts) in stories {
        if waiting.len() >= 64 {
            waiting.join_next().await.transpose()?.transpose()?;
        }
        let store = Arc::clone(store);
        waiting.spawn(async move {
            store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now).await.map(drop)
        });
    }
    while let Some(done) = waiting.join_next().await {
        done??;
    }
    Ok(())
}

/// The same story among other people and units: every id in it is changed by the same number.
pub fn elsewhere(facts: &[Fact], number: u32) -> Result<Vec<Fact>, Fault> {
    let mut text = serde_json::to_string(facts)?.into_bytes();
    let hex = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    let mut at = 0;
    while at + 38 <= text.len() {
        let quoted = text[at] == b'"' && text[at + 37] == b'"' && text[at + 9] == b'-' && text[at + 14] == b'-';
        if quoted && text[at + 1..at + 37].iter().all(|byte| hex(*byte)) {
            let start = u32::from_str_radix(std::str::from_utf8(&text[at + 1..at + 9])?, 16)?;
            text[at + 1..at + 9].copy_from_slice(format!("{:08x}", start ^ number).as_bytes());
            at += 38;
        } else {
            at += 1;
        }
    }
    Ok(serde_json::from_slice(&text)?)
}

/// Close the store, when nobody else holds it.
pub async fn close(store: Arc<Store>) -> Result<(), Fault> {
    Arc::try_unwrap(store).map_err(|_| "the store is still held")?.close().await;
    Ok(())
}
