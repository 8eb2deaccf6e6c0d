//! Directory, accounts, sessions and sign-in links.

use jiff::{SignedDuration, ToSpan};
use samsyn_domain::access::{Hat, Identity};
use samsyn_domain::ids::{AccountId, StaffId};
use samsyn_domain::remit::Remit;
use samsyn_store::{Channel, Count, DirectoryFiles, Expected, Holder, ImportError, ReachChoice, StaffRole, StoreError};
use uuid::Uuid;

use crate::both;
use crate::world::{TODAY, World, id_of, now, sample};

both!(
    the_sample_is_imported_once,
    a_changed_row_is_changed,
    a_remit_is_kept_as_it_was_written,
    every_fault_is_told_and_nothing_stored,
    accounts_and_their_actors,
    a_session_lives_until_it_ends,
    a_link_signs_in_once,
    settings_are_kept,
    whoever_can_be_reached_is,
    a_part_that_fails_takes_no_other_with_it,
);

async fn the_sample_is_imported_once(world: &World) {
    let first = world.store.import(&sample(), TODAY, now()).await.unwrap();
    assert!(
        first.principals.added >= 4 && first.units.added >= 20 && first.staff.added >= 20 && first.people.added >= 10,
        "{first:?}"
    );
    assert_eq!(first.accounts, first.staff.added + first.people.added);
    let second = world.store.import(&sample(), TODAY, now()).await.unwrap();
    assert_eq!(second.accounts, 0);
    for (before, after) in [
        (first.principals, second.principals),
        (first.units, second.units),
        (first.staff, second.staff),
        (first.people, second.people),
        (first.remits, second.remits),
    ] {
        assert_eq!(after, Count { added: 0, changed: 0, same: before.added });
    }
    let staff = world.store.staff().await.unwrap();
    let tomas = staff.iter().find(|s| s.code == "tomas-vik").unwrap();
    assert_eq!(tomas.roles, [StaffRole::Administrator].into());
    assert!(world.store.unit_refs().await.unwrap().len() >= 20);
}

fn files(name: &str, text: &str) -> DirectoryFiles {
    let mut files = DirectoryFiles::default();
    let bytes = Some(text.as_bytes().to_vec());
    match name {
        "principals.csv" => files.principals = bytes,
        "units.csv" => files.units = bytes,
        "staff.csv" => files.staff = bytes,
        "remits.csv" => files.remits = bytes,
        _ => files.people = bytes,
    }
    files
}

async fn a_remit_is_kept_as_it_was_written(world: &World) {
    world.directory().await;
    let lisa = world.staff("lisa-berg").await;
    let unit = lisa.unit.unit;
    let sample = world.store.remit(unit).await.unwrap();
    assert_eq!(sample.does_not[0].instead.as_str(), "BUP");
    assert!(!sample.does.is_empty() && sample.reviewed.is_some());
    let other = world.staff("ulla-frisk").await.unit.unit;
    assert_eq!(world.store.remit(other).await.unwrap(), Remit::empty(other), "a unit that wrote none");
    // Kept by somebody of the unit: what stood there is gone, and a line in the log says who.
    let changed = Remit { does: vec![sample.does[1].clone()], does_not: Vec::new(), waiting: None, ..sample.clone() };
    let actor = samsyn_domain::families::staff_actor(&lisa);
    let moment = world.moment();
    let asking = samsyn_store::Asking { actor: &actor, surface: samsyn_store::Surface::Page, moment: &moment };
    world.store.keep(&asking, samsyn_store::Change::Remit(&changed)).await.unwrap();
    assert_eq!(world.store.remit(unit).await.unwrap(), changed);
    let units = world.store.remits().await.unwrap().len();
    let header = "unit,sort,words,instead\n";
    let one = format!("{header}u-strandskolan,does,Tyst rum,\nu-strandskolan,refers,Alla får höra av sig.,\n");
    let done = world.store.import(&files("remits.csv", &one), TODAY, now()).await.unwrap();
    assert_eq!(done.remits, Count { added: 0, changed: 1, same: 0 });
    let now_there = world.store.remit(unit).await.unwrap();
    assert!(now_there.does.len() == 1 && now_there.refers.is_some() && now_there.reviewed.is_none());
    assert_eq!(world.store.remits().await.unwrap().len(), units, "units that the file does not name keep theirs");
    for (line, column, expected) in [
        ("u-nowhere,does,X,", "unit", Expected::KnownKey { file: "units.csv" }),
        (",does,X,", "unit", Expected::Something),
        ("u-bup,dances,X,", "sort", Expected::OneOf("does, does-not, refers, waiting, source, reviewed")),
        ("u-bup,does,,", "words", Expected::Something),
        ("u-bup,does,X,BUP", "instead", Expected::Nothing),
        ("u-bup,does-not,X,", "instead", Expected::Something),
        ("u-bup,reviewed,2999-01-01,", "words", Expected::Date),
        ("u-bup,waiting,A,\nu-bup,waiting,B,", "sort", Expected::Once),
    ] {
        let refused = world.store.import(&files("remits.csv", &format!("{header}{line}\n")), TODAY, now()).await;
        let Err(ImportError::Faults(faults)) = refused else { panic!("{line} was accepted") };
        assert_eq!((faults.len(), faults[0].column, &faults[0].expected), (1, column, &expected), "{line}");
    }
    let many = format!("{header}{}", "u-bup,does,X,\n".repeat(61));
    let refused = world.store.import(&files("remits.csv", &many), TODAY, now()).await;
    assert!(matches!(refused, Err(ImportError::Faults(faults)) if faults.len() == 1));
}

async fn a_changed_row_is_changed(world: &World) {
    world.directory().await;
    let text = "id,unit,name,title,mail,phone,roles\nanna-ek,u-solvik-barn,Anna Ekström,socialsekreterare,Anna.Ek@solvik.example,,auditor\n";
    let done = world.store.import(&files("staff.csv", text), TODAY, now()).await.unwrap();
    assert_eq!(done.staff, Count { added: 0, changed: 1, same: 0 });
    let anna = world.actor("anna-ek").await;
    assert_eq!((anna.name.as_str(), anna.hats), ("Anna Ekström", [Hat::Auditor].into()));
    let found = world.store.accounts_by_mail(" ANNA.EK@solvik.example ").await.unwrap();
    assert_eq!(found.len(), 1);
    // The HsaId is a column that a file may have; one without it says nothing of it.
    let with = text.replace("roles\n", "roles,hsa_id\n").replace("auditor\n", "auditor,tstnmt0000-anna\n");
    for file in [with.as_str(), text] {
        world.store.import(&files("staff.csv", file), TODAY, now()).await.unwrap();
        let anna = world.store.staff().await.unwrap().into_iter().find(|staff| staff.code == "anna-ek").unwrap();
        assert_eq!(anna.hsa_id.as_deref(), Some("TSTNMT0000-ANNA"));
    }
    let wrong = with.replace("tstnmt0000-anna", "no!");
    let refused = world.store.import(&files("staff.csv", &wrong), TODAY, now()).await;
    assert!(matches!(refused, Err(ImportError::Faults(faults)) if faults[0].column == "hsa_id"));
}

async fn every_fault_is_told_and_nothing_stored(world: &World) {
    let text = "id,name,born,personnummer,language,mail,phone\n\
        Elin,Elin,2017-02-31,,sv,,\n\
        johan,Johan,1990-02-22,199002222398,sv,johan,070x\n\
        sara,,2990-01-01,,svenska-,,\n\
        sara,Sara,,,,,\n\
        per,Per\n\
        lars,Lars,1990-02-23,199002222397,,,\n";
    let Err(ImportError::Faults(faults)) = world.store.import(&files("people.csv", text), TODAY, now()).await else {
        panic!("accepted")
    };
    let told: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column, fault.expected.clone())).collect();
    let expected = [
        (6, "", Expected::Fields { expected: 7, found: 2 }),
        (2, "id", Expected::Key),
        (2, "born", Expected::Date),
        (3, "personnummer", Expected::PersonalNumber),
        (3, "mail", Expected::Mail),
        (3, "phone", Expected::Phone),
        (4, "name", Expected::Something),
        (4, "born", Expected::Date),
        (4, "language", Expected::Language),
        (5, "id", Expected::UniqueKey { also: 4 }),
        (7, "born", Expected::SameDate),
    ];
    assert_eq!(told, expected);
    assert!(faults.iter().all(|fault| !fault.to_string().contains("199002222398")), "a value is repeated");
    assert_eq!(
        faults[2].to_string(),
        "people.csv, line 2, born: must be a date that exists, such as 2017-05-14, not before 1900 and not after today"
    );
    for (name, text, expected) in [
        ("units.csv", "id,name\n", Expected::Header("id,principal,name,board,function_mail,phone,hsa_id,kind")),
        ("people.csv", "id,name,born,personnummer,language,mail,phone\nx,\u{7},,,,,\n", Expected::Text),
        (
            "staff.csv",
            "id,unit,name,title,mail,phone,roles\nx,u-nowhere,X,,,,\n",
            Expected::KnownKey { file: "units.csv" },
        ),
        (
            "staff.csv",
            "id,unit,name,title,mail,phone,roles\nx,u-nowhere,X,,,,boss\n",
            Expected::KnownKey { file: "units.csv" },
        ),
        ("principals.csv", "id,name,kind\nx,X,kommunen\n", Expected::OneOf("kommun, region, school, other")),
    ] {
        let Err(ImportError::Faults(faults)) = world.store.import(&files(name, text), TODAY, now()).await else {
            panic!("{name} accepted")
        };
        assert_eq!(faults[0].expected, expected);
    }
    let broken = DirectoryFiles {
        people: Some(b"id,name,born,personnummer,language,mail,phone\nx,\xFF,,,,,\n".to_vec()),
        ..DirectoryFiles::default()
    };
    let Err(ImportError::Faults(faults)) = world.store.import(&broken, TODAY, now()).await else { panic!("accepted") };
    assert_eq!((faults[0].line, &faults[0].expected), (2, &Expected::Utf8));
    let Err(ImportError::Faults(faults)) = world.store.import(&DirectoryFiles::default(), TODAY, now()).await else {
        panic!("accepted")
    };
    assert_eq!(faults[0].expected, Expected::SomeFile);
    assert!(world.store.people().await.unwrap().is_empty() && world.store.principals().await.unwrap().is_empty());
}

async fn accounts_and_their_actors(world: &World) {
    world.directory().await;
    let anna = world.actor("anna-ek").await;
    assert!(matches!(&anna.identity, Identity::Staff(staff) if staff.staff == StaffId(id_of("anna-ek"))));
    assert!(world.actor("tomas-vik").await.wears(Hat::Administrator));
    assert!(matches!(world.actor("sara").await.identity, Identity::Person(_)));
    assert!(world.store.named_accounts().await.unwrap().len() > 30);
    let of_anna = world.store.account_of(Holder::Staff(StaffId(id_of("anna-ek")))).await.unwrap().unwrap();
    let double = samsyn_store::Account { id: AccountId(Uuid::from_u128(5)), ..of_anna.clone() };
    assert!(matches!(world.store.open_account(&double).await, Err(StoreError::Conflict(_))));
    world.store.set_language(of_anna.id, "en").await.unwrap();
    assert_eq!(world.store.account(of_anna.id).await.unwrap().language.as_deref(), Some("en"));
    world.store.end_account(of_anna.id, now()).await.unwrap();
    assert!(matches!(world.store.actor(of_anna.id).await, Err(StoreError::NotFound)));
    assert!(matches!(world.store.end_account(of_anna.id, now()).await, Err(StoreError::Conflict(_))));
    // Whoever has left acts no more.
    let mut omar = world.store.staff().await.unwrap().into_iter().find(|s| s.code == "omar-ali").unwrap();
    omar.ended = Some(now());
    world.store.save_staff(&omar).await.unwrap();
    let account = world.store.account_of(Holder::Staff(omar.id)).await.unwrap().unwrap();
    assert!(matches!(world.store.actor(account.id).await, Err(StoreError::NotFound)));
    assert!(world.store.accounts_by_mail("omar.ali@nordanland.example").await.unwrap().is_empty());
}

const STAY: samsyn_store::Stay =
    samsyn_store::Stay { family: SignedDuration::from_mins(15), staff: SignedDuration::from_mins(30) };

async fn a_session_lives_until_it_ends(world: &World) {
    world.directory().await;
    let account = world.actor("anna-ek").await.account;
    let (token, later) = (b"0123456789abcdef0123456789abcdef", now() + SignedDuration::from_hours(8));
    world.store.begin_session(token, account, "link", now(), later).await.unwrap();
    assert!(world.store.signed_in(b"another", now(), Some(&STAY)).await.unwrap().is_none());
    let signed = world.store.signed_in(token, now(), Some(&STAY)).await.unwrap().unwrap();
    assert_eq!((signed.actor.account, signed.session.method.as_str()), (account, "link"));
    let minute = now() + 61.seconds();
    assert_eq!(world.store.signed_in(token, minute, Some(&STAY)).await.unwrap().unwrap().session.seen, minute);
    assert_eq!(world.store.sessions_of(account, minute).await.unwrap()[0].seen, minute);
    assert!(world.store.signed_in(token, later, Some(&STAY)).await.unwrap().is_none());
    // A change of the directory is seen at once.
    let mut anna = world.store.staff().await.unwrap().into_iter().find(|s| s.code == "anna-ek").unwrap();
    anna.name = "Anna Ny".into();
    world.store.save_staff(&anna).await.unwrap();
    assert_eq!(
        world.store.signed_in(token, minute, Some(&STAY)).await.unwrap().unwrap().actor.name.as_str(),
        "Anna Ny"
    );
    world.store.end_session(token, minute).await.unwrap();
    assert!(world.store.signed_in(token, minute, Some(&STAY)).await.unwrap().is_none());
    world.store.begin_session(token, account, "link", now(), later).await.unwrap();
    anna.ended = Some(now());
    world.store.save_staff(&anna).await.unwrap();
    assert!(world.store.signed_in(token, minute, Some(&STAY)).await.unwrap().is_none());
    assert!(world.store.sessions_of(account, now()).await.unwrap().is_empty());
}

async fn a_link_signs_in_once(world: &World) {
    world.directory().await;
    let account = world.actor("sara").await.account;
    world.store.make_signin_link(b"link", account, now()).await.unwrap();
    for _ in 0..3 {
        assert!(world.store.signin_link_works(b"link", now()).await.unwrap());
    }
    let uses =
        futures_util::future::join_all((0..5).map(|_| world.store.use_signin_link(b"link", now() + 14.minutes())))
            .await;
    assert_eq!(uses.iter().filter(|used| matches!(used, Ok(who) if *who == account)).count(), 1);
    assert_eq!(uses.iter().filter(|used| matches!(used, Err(StoreError::NotFound))).count(), 4);
    assert!(!world.store.signin_link_works(b"link", now()).await.unwrap());
    world.store.make_signin_link(b"late", account, now()).await.unwrap();
    assert!(matches!(world.store.use_signin_link(b"late", now() + 15.minutes()).await, Err(StoreError::NotFound)));
    world.store.sweep(now() + 15.minutes()).await.unwrap();
    assert!(matches!(world.store.use_signin_link(b"late", now()).await, Err(StoreError::NotFound)));
}

async fn settings_are_kept(world: &World) {
    assert_eq!(world.store.setting::<u16>("assessment_days").await.unwrap(), None);
    world.store.set_setting("assessment_days", &5_u16, None, now()).await.unwrap();
    world.store.set_setting("assessment_days", &6_u16, None, now()).await.unwrap();
    assert_eq!(world.store.setting::<u16>("assessment_days").await.unwrap(), Some(6));
    assert!(matches!(world.store.setting::<String>("assessment_days").await, Err(StoreError::Unreadable { .. })));
}

async fn whoever_can_be_reached_is(world: &World) {
    use samsyn_domain::access::Subject;
    use samsyn_domain::ids::{PersonId, UnitId};
    world.directory().await;
    let reach = async |subject| world.store.reach(subject).await.unwrap();
    let sara = PersonId(id_of("sara"));
    assert_eq!(reach(Subject::Person(sara)).await, None, "nobody is reached before they chose it");
    let choice = ReachChoice { channel: Channel::Mail, from_hour: 9, to_hour: 12, leave_told: false };
    world.store.choose_reach(sara, choice, now()).await.unwrap();
    let found = reach(Subject::Person(sara)).await.unwrap();
    assert_eq!((found.mail.as_str(), found.language.as_deref()), ("sara@familj.example", Some("sv")));
    assert_eq!(found.hours, Some((9, 12)));
    world.store.told_of_leaving(sara, now()).await.unwrap();
    assert_eq!(world.store.reach_choice(sara).await.unwrap(), ReachChoice { leave_told: true, ..choice });
    world.store.choose_reach(sara, ReachChoice::default(), now()).await.unwrap();
    assert_eq!(reach(Subject::Person(sara)).await, None);
    assert!(world.store.reach_choice(sara).await.unwrap().leave_told, "told once is told");
    assert_eq!(reach(Subject::Person(PersonId(id_of("elin")))).await, None);
    world.store.set_language(world.actor("anna-ek").await.account, "en").await.unwrap();
    let found = reach(Subject::Staff(StaffId(id_of("anna-ek")))).await.unwrap();
    assert_eq!((found.mail.as_str(), found.language.as_deref()), ("anna.ek@solvik.example", Some("en")));
    let found = reach(Subject::Unit(UnitId(id_of("u-bup")))).await.unwrap();
    assert_eq!((found.mail.as_str(), found.language, found.hours), ("bup@nordanland.example", None, None));
    assert_eq!(reach(Subject::Unit(UnitId(id_of("nowhere")))).await, None);
}

async fn a_part_that_fails_takes_no_other_with_it(world: &World) {
    world.directory().await;
    let taken = world.store.account_of(Holder::Staff(StaffId(id_of("anna-ek")))).await.unwrap().unwrap();
    // Written at the same time, so that they meet in one group: every second one must fail.
    let writes = (0..32_u128).map(|n| {
        let account = samsyn_store::Account { id: AccountId(Uuid::from_u128(n + 1)), ..taken.clone() };
        async move {
            if n % 2 == 0 {
                world.store.open_account(&account).await
            } else {
                world.store.make_signin_link(&n.to_be_bytes(), taken.id, now()).await
            }
        }
    });
    let results = futures_util::future::join_all(writes).await;
    for (n, result) in (0..32_u128).zip(results) {
        if n % 2 == 0 {
            assert!(matches!(result, Err(StoreError::Conflict(_))), "{n}: {result:?}");
        } else {
            assert!(result.is_ok(), "{n}: {result:?}");
            assert!(world.store.signin_link_works(&n.to_be_bytes(), now()).await.unwrap());
        }
    }
}
