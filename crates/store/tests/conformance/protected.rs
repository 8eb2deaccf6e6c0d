//! Whoever has a protected identity is found by nobody outside the team: not by name, number, list, count, file or message.

use samsyn_domain::ids::{PersonId, StaffId};
use samsyn_domain::people::Mandate;
use samsyn_domain::plan::command::Command;
use samsyn_store::{Change, DirectoryFiles, Person, Sought, StoreError};

use crate::both;
use crate::world::{TODAY, World, asking, id_of, now};

both!(
    nobody_outside_the_team_finds_somebody_protected,
    a_number_that_only_they_have_tells_nothing,
    a_file_changes_nothing_about_them_and_says_nothing,
    the_name_behind_the_alias_is_gone_from_the_directory,
    who_is_let_in_by_name_finds_them,
    when_the_protection_ends_they_are_found_again,
    who_works_with_somebody_hidden_is_known_so_that_their_place_is_left_out,
);

const NUMBER: &str = "199002222397";

/// Elin's plan, protected, with Johan, who has a number, as her guardian.
async fn protect(world: &World) -> samsyn_domain::ids::PlanId {
    world.directory().await;
    let plan = world.plan(1).await;
    let guardian = Command::NameRepresentative {
        person: world.person("johan").await.person,
        name: "Johan Sjöberg".into(),
        mandate: Mandate::Guardian,
        decides: true,
        covers: None,
        limits: String::new(),
    };
    world.act("anna-ek", plan, Command::Assess { reason: "Ja".into() }).await.unwrap();
    world.act("anna-ek", plan, guardian).await.unwrap();
    world
        .act("anna-ek", plan, Command::Protect { alias: "Björken".into(), contact: "Ring Anna.".into() })
        .await
        .unwrap();
    plan
}

async fn names(world: &World, who: &str, sought: Sought<'_>) -> Vec<String> {
    let (actor, moment) = (world.actor(who).await, world.moment());
    let found = world.store.find_people(&asking(&actor, &moment), sought, 50).await.unwrap();
    found.into_iter().map(|person| person.name).collect()
}

/// The names that the directory's list shows to somebody.
async fn listed(world: &World, who: &str) -> Vec<String> {
    let (actor, moment) = (world.actor(who).await, world.moment());
    let people = world.store.visible_people(&asking(&actor, &moment)).await.unwrap();
    people.into_iter().map(|person| person.name).collect()
}

async fn nobody_outside_the_team_finds_somebody_protected(world: &World) {
    let plan = protect(world).await;
    let (elin, johan) = (PersonId(id_of("elin")), PersonId(id_of("johan")));
    for who in ["tomas-vik", "ulla-frisk", "kerstin-dahl", "lisa-berg", "omar-ali", "tor-hedin", "greta", "mikael"] {
        let (actor, moment) = (world.actor(who).await, world.moment());
        let asked = asking(&actor, &moment);
        for words in ["elin", "björken", "johan", "sjöberg"] {
            let found = names(world, who, Sought::Name(words)).await;
            assert!(!found.iter().any(|name| ["Elin Sjöberg", "Johan Sjöberg", "Björken"].contains(&&**name)), "{who}");
        }
        assert!(names(world, who, Sought::Number(NUMBER)).await.is_empty(), "{who}");
        let list = world.store.visible_people(&asked).await.unwrap();
        assert!(!list.iter().any(|person| [elin, johan].contains(&person.id)), "{who}: in a list, or counted");
        for person in [elin, johan] {
            assert!(matches!(world.store.visible_person(&asked, person).await, Err(StoreError::NotFound)), "{who}");
        }
        assert_eq!(world.store.hidden_people(&asked).await.unwrap(), [elin, johan].into(), "{who}");
        // A plan's name in lists is the alias; whoever is not named has no such row at all.
        let plans = world.store.plans(&asked).await.unwrap();
        let list = world.store.worklist(&asked).await.unwrap();
        let shown = plans.iter().map(|row| row.plan).chain(list.mine.iter().chain(&list.others).map(|row| row.plan));
        assert!(shown.into_iter().all(|shown| shown != plan), "{who}");
    }
    // Sara, the other guardian of Elin, has no place in this plan: the list has her as before.
    assert!(listed(world, "tomas-vik").await.contains(&"Sara Sjöberg".to_owned()));
}

async fn a_number_that_only_they_have_tells_nothing(world: &World) {
    let plan = protect(world).await;
    let (tomas, moment) = (world.actor("tomas-vik").await, world.moment());
    let person = |id: &str| Person {
        id: PersonId(id_of(id)),
        code: id.into(),
        name: "Nils Ny".into(),
        born: None,
        personal_number: Some(NUMBER.into()),
        language: None,
        mail: None,
        phone: None,
        ended: None,
    };
    // Stored as any other, and found by it as any other: a refusal, or a number forgotten, would tell that somebody here has
    // it. Whoever comes in with that number is Johan still.
    for _ in 0..2 {
        world.store.keep(&asking(&tomas, &moment), Change::Person(&person("nils-ny"))).await.unwrap();
        assert_eq!(
            world.store.person(PersonId(id_of("nils-ny"))).await.unwrap().personal_number.as_deref(),
            Some(NUMBER)
        );
        assert_eq!(names(world, "tomas-vik", Sought::Number(NUMBER)).await, ["Nils Ny"]);
        assert_eq!(world.store.person_by_number(NUMBER).await.unwrap().unwrap().name, "Johan Sjöberg");
    }
    assert_eq!(world.store.person(PersonId(id_of("johan"))).await.unwrap().personal_number.as_deref(), Some(NUMBER));
    // A second one of their own with that number is refused, as it would be were there no Johan.
    let second = Person { code: "nils-andra".into(), ..person("nils-andra") };
    let twice = world.store.keep(&asking(&tomas, &moment), Change::Person(&second)).await;
    assert!(matches!(twice, Err(StoreError::Conflict(_))), "{twice:?}");
    // Somebody else's number is refused as always.
    let open = "199205272388";
    let other = |id: &str| Person { personal_number: Some(open.into()), ..person(id) };
    world.store.keep(&asking(&tomas, &moment), Change::Person(&other("a"))).await.unwrap();
    let twice = world.store.keep(&asking(&tomas, &moment), Change::Person(&other("b"))).await;
    assert!(matches!(twice, Err(StoreError::Conflict(_))), "{twice:?}");
    // Whoever carries the plan on sees in its log that somebody tried, and who.
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    let log = world.store.log_of(&asking(&anna, &moment), plan, now()).await.unwrap();
    let tried = log.iter().find(|line| line.action == "search").unwrap();
    assert_eq!((tried.account, tried.outcome.as_str()), (Some(tomas.account), "denied"));
    // Nobody outside changes somebody protected, whatever id they have got hold of.
    let johan = world.store.person(PersonId(id_of("johan"))).await.unwrap();
    let changed = world.store.keep(&asking(&tomas, &moment), Change::Person(&johan)).await;
    assert!(matches!(changed, Err(StoreError::NotFound)), "{changed:?}");
}

async fn a_file_changes_nothing_about_them_and_says_nothing(world: &World) {
    protect(world).await;
    let header = "id,name,born,personnummer,language,mail,phone";
    let import = async |row: &str| {
        let text = format!("{header}\n{row}\n");
        let files = DirectoryFiles { people: Some(text.into_bytes()), ..DirectoryFiles::default() };
        world.store.import(&files, TODAY, now()).await.unwrap().people
    };
    let done = import(&format!(
        "elin,Elin Sjöberg,2017-05-14,,sv,elin@familj.example,\njohan,Johan Sjöberg,1990-02-22,{NUMBER},sv,ny@familj.example,"
    ))
    .await;
    assert_eq!((done.added, done.changed, done.same), (0, 0, 2));
    assert_eq!(import(&format!("olle,Olle Ny,1990-02-22,{NUMBER},sv,,")).await.added, 1);
    let person = async |code: &str| world.store.person(PersonId(id_of(code))).await.unwrap();
    assert_eq!(person("elin").await.name, "Björken");
    assert_eq!(person("johan").await.mail.as_deref(), Some("johan@familj.example"));
    let olle = world.store.people().await.unwrap().into_iter().find(|person| person.code == "olle").unwrap();
    assert_eq!(olle.personal_number, None);
}

async fn the_name_behind_the_alias_is_gone_from_the_directory(world: &World) {
    let plan = protect(world).await;
    let (anna, elin, moment) = (world.actor("anna-ek").await, world.actor("elin").await, world.moment());
    assert_eq!(elin.name.as_str(), "Björken", "also to herself: somebody may look over her shoulder");
    let plans = world.store.plans(&asking(&anna, &moment)).await.unwrap();
    assert_eq!(plans.iter().find(|row| row.plan == plan).unwrap().label, "Björken");
    let list = world.store.worklist(&asking(&anna, &moment)).await.unwrap();
    let told = format!("{list:?}");
    assert!(!told.contains("Elin") && !told.contains("Strandskolan") && !told.contains("Unit("), "{told}");
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

async fn who_is_let_in_by_name_finds_them(world: &World) {
    let plan = protect(world).await;
    assert!(names(world, "anna-ek", Sought::Name("björken")).await == ["Björken"], "who carries the plan on");
    assert!(names(world, "elin", Sought::Name("björken")).await == ["Björken"], "herself");
    let guardian = names(world, "johan", Sought::Name("björken")).await;
    assert_eq!(guardian, ["Björken"]);
    // Once the guardian is cut off, the link is: he finds neither her nor, by her plan, himself.
    let standing = Command::NoteStanding {
        no: samsyn_domain::ids::No(1),
        standing: samsyn_domain::people::Standing::NotAsked,
        reason: "Skydd".into(),
    };
    world.act("anna-ek", plan, standing).await.unwrap();
    assert!(names(world, "johan", Sought::Name("björken")).await.is_empty());
    assert!(listed(world, "tomas-vik").await.contains(&"Johan Sjöberg".to_owned()), "he himself is not hidden");
    // A colleague of the same unit is not of the team until let in by name.
    let mut tor = world.store.staff().await.unwrap().into_iter().find(|s| s.code == "tor-hedin").unwrap();
    let (tomas, moment) = (world.actor("tomas-vik").await, world.moment());
    tor.unit = world.unit("u-solvik-barn").await.unit;
    world.store.keep(&asking(&tomas, &moment), Change::Staff(&tor)).await.unwrap();
    assert!(names(world, "tor-hedin", Sought::Name("björken")).await.is_empty());
    let staff = world.store.staff_ref(StaffId(id_of("tor-hedin"))).await.unwrap();
    world.act("anna-ek", plan, Command::LetIn { staff }).await.unwrap();
    assert_eq!(names(world, "tor-hedin", Sought::Name("björken")).await, ["Björken"]);
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

async fn who_works_with_somebody_hidden_is_known_so_that_their_place_is_left_out(world: &World) {
    let plan = protect(world).await;
    let moment = world.moment();
    for who in ["anna-ek", "ulla-frisk", "omar-ali"] {
        let actor = world.actor(who).await;
        let _ = world.store.look(&asking(&actor, &moment), plan).await;
        let _ = world.store.log_of(&asking(&actor, &moment), plan, now()).await;
    }
    // Lisa proposed it, before it was protected: her school is a place too.
    let theirs = [StaffId(id_of("anna-ek")), StaffId(id_of("lisa-berg"))].into();
    let ulla = world.actor("ulla-frisk").await;
    // Neither whoever was denied, nor the auditor who read the plan's log by duty.
    assert_eq!(world.store.staff_of_hidden_plans(&asking(&ulla, &moment)).await.unwrap(), theirs);
    let of_the_team = world.actor("anna-ek").await;
    assert!(
        world.store.staff_of_hidden_plans(&asking(&of_the_team, &moment)).await.unwrap().is_empty(),
        "hidden from her is nobody"
    );
}

async fn when_the_protection_ends_they_are_found_again(world: &World) {
    let plan = protect(world).await;
    world.act("anna-ek", plan, Command::Unprotect { name: "Elin Sjöberg".into() }).await.unwrap();
    assert!(listed(world, "tomas-vik").await.contains(&"Elin Sjöberg".to_owned()));
    assert_eq!(names(world, "anna-ek", Sought::Name("elin")).await, ["Elin Sjöberg"]);
    assert_eq!(names(world, "tomas-vik", Sought::Number(NUMBER)).await, ["Johan Sjöberg"]);
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

/// Every statement that gives names of people is thought of here. A new one fails until it is, too.
#[test]
fn every_statement_that_gives_peoples_names_is_one_that_leaves_them_out() {
    let thought_of = [
        // Their own, by whoever may see the plan, and for the worker that sends mail.
        "from people where person = $1",
        "left join people h on w.subject_kind = 'person'",
        "from people h join reach_choices",
        // The language of one who is in a plan already, for the paper of a reader of that plan: no name.
        "select coalesce(a.language, h.language) from people h left join accounts a",
        // Only behind `visible_people`, `find_people` and the import, which leave them out.
        "from people where codec < 2 order by person",
        // Signing in: by one's own address; the list of all accounts is for the demonstration, where nobody is real.
        "where a.ended_at is null and s.ended_at is null and p.ended_at is null and (s.mail = $1 or p.mail = $2)",
        "from people where personal_number = $1",
        // Before a database of an older version is served.
        "from people where codec = 0 order by person limit",
        "select 'people' from people where codec = 0",
        // Ids of what is not there, for `verify`.
        "p.person is null",
        "left join people p on p.person = a.person where a.ended_at is null order by 7",
    ];
    let selects = samsyn_store::statements().into_iter().filter(|sql| sql.trim_start().starts_with("select"));
    let reads = |sql: &str| sql.contains(" people ") || sql.ends_with(" people");
    let unknown: Vec<_> =
        selects.filter(|sql| reads(sql) && !thought_of.iter().any(|known| sql.contains(known))).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}
