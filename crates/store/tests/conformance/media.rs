//! Drawings and voice notes: stored with the act that lays them, read by those who may, gone with the act that takes them away.

use std::path::PathBuf;

use samsyn_domain::access::Actor;
use samsyn_domain::families::{Family, Milestone, elin, lisa_berg, person_actor, sara, staff_actor, story};
use samsyn_domain::ids::{MediaId, PlanId};
use samsyn_domain::plan::command::{AnswerDraft, Command, PreparationOf};
use samsyn_domain::plan::state::{MediaKind, SeenBy};
use samsyn_store::{ActError, Acted, Ask, LookError, MediaFile, MediaType};
use uuid::Uuid;

use crate::both;
use crate::keys::{at_rest, holding};
use crate::world::{World, asking, now};

both!(a_voice_is_kept_with_its_act_and_read_by_those_who_may, what_others_would_see_is_judged_as_when_they_look);

const VOICE: &[u8] = b"\x1A\x45\xDF\xA3 Nattugglan Zefyrina ropar";

async fn elins_plan(world: &World) -> PlanId {
    world.directory().await;
    let (plan, facts) = story(Family::Elin, Milestone::Called, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    plan
}

fn file(n: u128) -> MediaFile {
    MediaFile { id: MediaId(Uuid::from_u128(n)), kind: MediaType::WebM, bytes: VOICE.to_vec() }
}

async fn lay(world: &World, plan: PlanId, n: u128, question: &str) -> Result<Acted, ActError> {
    let (child, moment, file) = (person_actor(&elin()), world.moment(), file(n));
    let (of, kind, seen_by) = (PreparationOf::Me, MediaKind::Voice, SeenBy::MySupporter);
    let command = Command::LayMedia { of, media: file.id, question: question.into(), kind, seen_by };
    let ask = Ask { plan, expected: None, submit: None, command };
    world.store.act_with_media(&asking(&child, &moment), ask, file).await
}

async fn read(world: &World, plan: PlanId, actor: &Actor, n: u128) -> Result<MediaFile, LookError> {
    let moment = world.moment();
    world.store.media(&asking(actor, &moment), plan, MediaId(Uuid::from_u128(n))).await
}

async fn act(world: &World, plan: PlanId, command: Command) {
    let (child, moment) = (person_actor(&elin()), world.moment());
    let ask = Ask { plan, expected: None, submit: None, command };
    world.store.act(&asking(&child, &moment), ask).await.unwrap();
}

async fn a_voice_is_kept_with_its_act_and_read_by_those_who_may(world: &World) {
    let plan = elins_plan(world).await;
    lay(world, plan, 7, "hard").await.unwrap();
    let (child, lisa, guardian) = (person_actor(&elin()), staff_actor(&lisa_berg()), person_actor(&sara()));
    assert_eq!(read(world, plan, &child, 7).await.unwrap(), file(7));
    assert_eq!(read(world, plan, &lisa, 7).await.unwrap(), file(7));
    for (actor, n) in [(&guardian, 7), (&child, 8)] {
        assert!(matches!(read(world, plan, actor, n).await, Err(LookError::NotFound)), "{}", actor.name);
    }
    assert_eq!(holding(&at_rest(world).await, b"Zefyrina"), Vec::<PathBuf>::new());
    // Refused: neither the act nor the file is there.
    assert!(matches!(lay(world, plan, 9, "").await, Err(ActError::Refused(_))));
    assert!(matches!(read(world, plan, &child, 9).await, Err(LookError::NotFound)));
    // Taken away: the row is gone, or the same id could not be stored again.
    act(world, plan, Command::RemoveMedia { media: file(7).id }).await;
    assert!(matches!(read(world, plan, &child, 7).await, Err(LookError::NotFound)));
    lay(world, plan, 7, "wish").await.unwrap();
    act(world, plan, Command::WaivePreparation { of: PreparationOf::Me }).await;
    lay(world, plan, 7, "wish").await.unwrap();
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

async fn what_others_would_see_is_judged_as_when_they_look(world: &World) {
    let plan = elins_plan(world).await;
    lay(world, plan, 7, "hard").await.unwrap();
    let answer = |question: &str, seen_by| AnswerDraft { question: question.into(), words: "Ord".into(), seen_by };
    let answers = vec![answer("home", SeenBy::Everybody), answer("wish", SeenBy::OnlyMe)];
    act(world, plan, Command::PrepareMore { of: PreparationOf::Me, how: None, answers }).await;
    let (child, moment) = (person_actor(&elin()), world.moment());
    let others = [staff_actor(&lisa_berg()), person_actor(&sara())];
    let seen = world.store.look_as_others(&asking(&child, &moment), plan, &others).await.unwrap();
    for (other, seen) in others.iter().zip(&seen) {
        let view = world.store.look(&asking(other, &moment), plan).await.unwrap();
        let theirs = view
            .preparations
            .iter()
            .find(|p| p.media == seen.as_ref().unwrap().media && p.of == seen.as_ref().unwrap().of);
        assert_eq!(theirs, seen.as_ref(), "{}", other.name);
    }
    let media = |at: usize| seen[at].as_ref().unwrap().media.len();
    assert_eq!((media(0), media(1)), (1, 0));
    let stranger = person_actor(&samsyn_domain::families::greta());
    let nothing = world.store.look_as_others(&asking(&stranger, &moment), plan, &others).await;
    assert!(matches!(nothing, Err(LookError::NotFound)));
}
