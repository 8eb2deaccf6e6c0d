//! What was answered after meetings: without a name, once, read by its giver alone; and its counts in the figures.

use jiff::ToSpan;
use samsyn_domain::access::{Actor, Reach};
use samsyn_domain::families::{
    Family, Milestone, anna_ek, elin, kerstin_dahl, nils_brandt, omar_ali, person_actor, sara, staff_actor, story,
};
use samsyn_domain::figures::{Figure, Quarter};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::command::{Command, EvaluationDraft};
use samsyn_domain::plan::state::DidIt;
use samsyn_store::{ActError, Acted, Ask, Evaluations, LookError};

use crate::both;
use crate::keys::{at_rest, holding};
use crate::world::{TODAY, World, asking, now};

both!(
    an_answer_has_no_name_and_counts_once,
    a_limited_session_answers_and_reads_nothing_back,
    words_are_read_only_when_released
);

const WORDS: &str = "Nattugglan Zefyrina ropar";

/// Elin's meeting has just ended.
async fn met(world: &World) -> PlanId {
    world.directory().await;
    let (plan, facts) = story(Family::Elin, Milestone::Meeting, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    act(world, plan, &staff_actor(&anna_ek()), Command::EndMeeting { family_talk: None }).await.unwrap();
    plan
}

async fn act(world: &World, plan: PlanId, actor: &Actor, command: Command) -> Result<Acted, ActError> {
    let moment = world.moment();
    world.store.act(&asking(actor, &moment), Ask { plan, expected: None, submit: None, command }).await
}

fn say(key: &str, step: u8) -> EvaluationDraft {
    EvaluationDraft { said: [(key.to_owned(), step)].into(), ..EvaluationDraft::default() }
}

async fn answer(world: &World, plan: PlanId, actor: &Actor, draft: EvaluationDraft) -> Result<Acted, ActError> {
    act(world, plan, actor, Command::Evaluate { draft }).await
}

async fn read(world: &World, plan: PlanId, actor: &Actor) -> Result<Evaluations, LookError> {
    let moment = world.moment();
    world.store.evaluations(&asking(actor, &moment), plan).await.map(|(_, found)| found)
}

async fn counted(world: &World, figure: Figure) -> Vec<(u32, u64)> {
    let quarter = Quarter::of(TODAY);
    let cells = world.store.figure_cells(figure, (quarter, quarter)).await.unwrap();
    cells.into_iter().map(|cell| (cell.value.unwrap(), cell.n)).collect()
}

async fn an_answer_has_no_name_and_counts_once(world: &World) {
    let plan = met(world).await;
    let (omar, anna, mother, child) =
        (staff_actor(&omar_ali()), staff_actor(&anna_ek()), person_actor(&sara()), person_actor(&elin()));
    let said = Figure::Said("professional_equal");
    answer(world, plan, &omar, say("professional_equal", 2)).await.unwrap();
    assert!(matches!(answer(world, plan, &omar, say("professional_equal", 5)).await, Err(ActError::Refused(_))));
    assert_eq!(counted(world, said).await, [(2, 1)], "the second answer counts nowhere");
    answer(world, plan, &anna, say("professional_equal", 4)).await.unwrap();
    assert_eq!(counted(world, said).await, [(2, 1), (4, 1)]);
    let stranger = staff_actor(&nils_brandt());
    assert!(matches!(answer(world, plan, &stranger, say("adult_why", 5)).await, Err(ActError::NotFound)));
    assert!(matches!(read(world, plan, &stranger).await, Err(LookError::NotFound)));

    assert_eq!(read(world, plan, &omar).await.unwrap().mine.unwrap().answers.said["professional_equal"], 2);
    let none = read(world, plan, &mother).await.unwrap();
    assert!(none.mine.is_none() && none.childs.is_none());
    answer(world, plan, &child, EvaluationDraft { show: true, ..say("child_listened", 1) }).await.unwrap();
    let shown = read(world, plan, &mother).await.unwrap().childs.unwrap();
    assert_eq!(shown.answers.said["child_listened"], 1);
    assert!(read(world, plan, &anna).await.unwrap().childs.is_none(), "staff never see it");
    world.store.take_back_answers(&asking(&child, &world.moment()), plan).await.unwrap();
    assert!(read(world, plan, &mother).await.unwrap().childs.is_none());
    assert_eq!(counted(world, Figure::Said("child_listened")).await, [(1, 1)], "it still counts");
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

async fn a_limited_session_answers_and_reads_nothing_back(world: &World) {
    let plan = met(world).await;
    let child = Actor { reach: Reach::Together(plan), ..person_actor(&elin()) };
    let mother = Actor { reach: Reach::Visit(plan), ..person_actor(&sara()) };
    answer(world, plan, &child, say("child_next", 5)).await.unwrap();
    answer(world, plan, &mother, say("adult_why", 5)).await.unwrap();
    for limited in [&child, &mother] {
        assert!(read(world, plan, limited).await.unwrap().mine.is_none());
        let back = world.store.take_back_answers(&asking(limited, &world.moment()), plan).await;
        assert!(matches!(back, Err(LookError::NotFound)));
    }
    assert!(read(world, plan, &person_actor(&elin())).await.unwrap().mine.is_some());
}

async fn words_are_read_only_when_released(world: &World) {
    world.directory().await;
    let (plan, facts) = story(Family::Elin, Milestone::Told, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    let (anna, mother, leader) = (staff_actor(&anna_ek()), person_actor(&sara()), staff_actor(&kerstin_dahl()));
    act(world, plan, &anna, Command::BeginFollowUp).await.unwrap();
    let next = Some(TODAY.saturating_add(90.days()).at(10, 0, 0, 0));
    act(world, plan, &anna, Command::EndFollowUp { words: String::new(), next }).await.unwrap();
    let draft = EvaluationDraft { words: WORDS.into(), release: true, ..say("follow_up_of_use", 4) };
    answer(world, plan, &mother, draft).await.unwrap();
    let quarter = Quarter::of(TODAY);
    let moment = world.moment();
    let released = |actor: Actor| {
        let moment = &moment;
        async move { world.store.released_words(&asking(&actor, moment), (quarter, quarter)).await.unwrap() }
    };
    assert_eq!(released(leader.clone()).await, [WORDS]);
    assert!(released(anna.clone()).await.is_empty(), "for development leaders alone");
    world.store.take_back_answers(&asking(&mother, &moment), plan).await.unwrap();
    assert!(released(leader).await.is_empty());
    assert_eq!(holding(&at_rest(world).await, b"Zefyrina"), Vec::<std::path::PathBuf>::new());
    let judged = Command::JudgeMeasure {
        no: facts_measure(&facts),
        by: samsyn_domain::people::FamilyMember::Person,
        answer: DidIt::Yes,
        words: String::new(),
    };
    act(world, plan, &person_actor(&elin()), judged).await.unwrap();
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

fn facts_measure(facts: &[samsyn_domain::plan::Fact]) -> samsyn_domain::ids::No {
    let plan = samsyn_domain::plan::Plan::fold(Family::Elin.plan(), facts).unwrap();
    plan.measures.iter().find(|measure| !measure.state.open()).unwrap().no
}
