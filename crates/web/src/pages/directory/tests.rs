use axum::http::StatusCode;
use samsyn_domain::access::{Actor, Hat};
use samsyn_domain::families::{self, staff_actor};

use crate::Language;
use crate::samples::{House, sound};

fn administrator() -> Actor {
    let all = families::staff().into_iter().map(|(_, staff)| staff_actor(&staff));
    all.into_iter().find(|actor| actor.wears(Hat::Administrator)).unwrap()
}

fn other() -> Actor {
    let all = families::staff().into_iter().map(|(_, staff)| staff_actor(&staff));
    all.into_iter().find(|actor| !actor.wears(Hat::Administrator)).unwrap()
}

#[tokio::test]
async fn only_administrators_find_the_directory() {
    let house = House::open("directory-drawn").await;
    let staff = families::staff()[0].1.clone();
    let person = families::elin().person;
    let paths = [
        "/directory".to_owned(),
        "/directory/units/new".to_owned(),
        format!("/directory/units/{}", staff.unit.unit),
        "/directory/staff/new".to_owned(),
        format!("/directory/staff/{}", staff.staff),
        "/directory/people/new".to_owned(),
        format!("/directory/people/{person}"),
    ];
    for path in &paths {
        house.everywhere(&administrator(), path).await;
        assert_eq!(house.get(&other(), Language::Sv, path).await.status, StatusCode::NOT_FOUND, "{path}");
        if path != "/directory" {
            assert_eq!(house.post(&other(), path, "name=X").await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_lost() {
    let house = House::open("directory-wrong").await;
    let me = administrator();
    let wrong = [
        (
            "/directory/units/new",
            "name=&principal=x&kind=castle&function_mail=nobody&phone=abc&hsa_id=!&sdk_address=a+b",
            "name principal kind function_mail phone hsa_id sdk_address",
        ),
        ("/directory/staff/new", "name=&unit=&mail=a%40b&phone=abc&roles=king", "name unit mail phone roles"),
        (
            "/directory/people/new",
            "name=&born=2999-01-01&personnummer=1&language=svenska%21&mail=x&phone=abc",
            "name born personnummer language mail phone",
        ),
    ];
    for (path, form, fields) in wrong {
        let came = house.post(&me, path, form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        sound(path, &came.html);
        for field in fields.split(' ') {
            assert!(came.html.contains(&format!("id=\"{field}-error\"")), "{path} {field}");
        }
        assert!(came.html.contains("value=\"abc\""), "{path}");
    }
}

#[tokio::test]
async fn a_member_of_staff_is_added_changed_and_ended() {
    let house = House::open("directory-staff").await;
    let me = administrator();
    let unit = families::staff()[0].1.unit.unit;
    let form = format!(
        "name=Maja+Ny&unit={unit}&title=kurator&mail=Maja%40Example.org&phone=010-1&roles=coordinator&roles=facilitator"
    );
    let added = house.post(&me, "/directory/staff/new", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let one = added.location.split('?').next().unwrap().to_owned();
    let page = house.get(&me, Language::Sv, &one).await.html;
    assert!(page.contains("Maja Ny") && page.contains("maja@example.org") && page.contains("Har ett konto."));
    assert_eq!(page.matches(" checked").count(), 2);
    for act in ["do=close", "do=end", "do=again"] {
        assert_eq!(house.post(&me, &one, act).await.status, StatusCode::SEE_OTHER, "{act}");
    }
    assert!(house.get(&me, Language::Sv, &one).await.html.contains("Kontot är stängt."));
    assert_eq!(house.post(&me, &one, "do=reopen").await.status, StatusCode::SEE_OTHER);
    assert!(house.get(&me, Language::Sv, &one).await.html.contains("Har ett konto."));
    let form = house.get(&me, Language::Sv, "/directory/staff/new").await.html;
    assert!(form.contains("Strandskolan, Skolan i Solviks kommun"), "the principal stands beside the unit");
    let mine = format!("/directory/staff/{}", me.staff().unwrap().staff);
    for act in ["do=close", "do=end"] {
        assert_eq!(house.post(&me, &mine, act).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
    }
}

#[tokio::test]
async fn units_and_people_are_kept() {
    let house = House::open("directory-units").await;
    let me = administrator();
    let principal = families::staff()[0].1.unit.principal;
    let form = format!(
        "name=Nya+enheten&principal={principal}&kind=school&function_mail=ny%40example.org&sdk_address=0203%3Any"
    );
    assert_eq!(house.post(&me, "/directory/units/new", &form).await.status, StatusCode::SEE_OTHER);
    let kept = house.app.store.units().await.unwrap().into_iter().find(|unit| unit.name == "Nya enheten").unwrap();
    let unit = house.get(&me, Language::Sv, &format!("/directory/units/{}", kept.id)).await.html;
    assert!(unit.contains("value=\"0203:ny\""));
    assert!(house.get(&me, Language::Sv, "/directory").await.html.contains("Nya enheten"));
    let added = house.post(&me, "/directory/people/new", "name=Kim&born=2015-02-03&language=ar").await;
    let one = added.location.split('?').next().unwrap().to_owned();
    assert!(house.get(&me, Language::Sv, &one).await.html.contains("value=\"2015-02-03\""));
    for act in ["do=open", "do=close", "do=end"] {
        assert_eq!(house.post(&me, &one, act).await.status, StatusCode::SEE_OTHER, "{act}");
    }
}

#[tokio::test]
async fn a_principal_is_added_changed_and_ended_when_nothing_is_left_in_it() {
    let house = House::open("directory-principals").await;
    let me = administrator();
    house.everywhere(&me, "/directory/principals/new").await;
    for wrong in ["name=&kind=kommun", "name=X&kind=castle"] {
        let came = house.post(&me, "/directory/principals/new", wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        sound(wrong, &came.html);
    }
    assert_eq!(
        house.post(&me, "/directory/principals/new", "name=Nya+kommunen&kind=kommun").await.status,
        StatusCode::SEE_OTHER
    );
    let list = house.get(&me, Language::Sv, "/directory").await.html;
    let rest = list.split("Nya kommunen").next().unwrap().rsplit_once("/directory/principals/").unwrap().1;
    let one = format!("/directory/principals/{}", rest.split('"').next().unwrap());
    house.everywhere(&me, &one).await;
    for act in ["name=Nya+regionen&kind=region", "do=end", "do=again"] {
        assert_eq!(house.post(&me, &one, act).await.status, StatusCode::SEE_OTHER, "{act}");
    }
    assert!(house.get(&me, Language::Sv, &one).await.html.contains("Nya regionen"));
    let busy = format!("/directory/principals/{}", families::staff()[0].1.unit.principal);
    let came = house.post(&me, &busy, "do=end").await;
    assert!(came.status == StatusCode::UNPROCESSABLE_ENTITY && came.html.contains("enheter kvar"));
    assert_eq!(house.get(&other(), Language::Sv, &busy).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_is_protected_stands_in_no_list_and_behind_no_address() {
    let house = House::open("directory-protected").await;
    let me = administrator();
    let list = house.everywhere(&me, "/directory").await;
    for page in list {
        assert!(!page.contains("Noel") && !page.contains("Sara Lind"), "in the directory's list");
        assert!(page.contains("Sara Sjöberg"));
    }
    for somebody in [families::noel(), families::sara_lind()] {
        let path = format!("/directory/people/{}", somebody.person);
        assert_eq!(house.get(&me, Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.post(&me, &path, "name=Noel+Lind").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_remit_is_read_by_all_and_kept_by_its_unit() {
    let house = House::open("directory-remits").await;
    let (lisa, elsewhere) = (staff_actor(&families::lisa_berg()), staff_actor(&families::omar_ali()));
    let one = format!("/directory/remits/{}", families::lisa_berg().unit.unit);
    let edit = format!("{one}/edit");
    for path in ["/directory/remits", one.as_str()] {
        for who in [&lisa, &elsewhere, &administrator(), &families::person_actor(&families::sara())] {
            house.everywhere(who, path).await;
        }
    }
    assert!(house.get(&lisa, Language::Sv, &one).await.html.contains("Lugn start på morgonen"));
    assert!(!house.get(&elsewhere, Language::Sv, &one).await.html.contains(&edit), "no way is shown that is closed");
    for other in [&elsewhere, &families::person_actor(&families::sara())] {
        assert_eq!(house.get(other, Language::Sv, &edit).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.post(other, &edit, "does=X").await.status, StatusCode::NOT_FOUND);
    }
    house.everywhere(&administrator(), &edit).await;
    let long = "x".repeat(201);
    for (form, field) in [
        (format!("does={long}"), "does"),
        (format!("does={}", "rad%0A".repeat(31)), "does"),
        ("does=X&not-0=Hembes%C3%B6k&instead-0=".to_owned(), "instead-0"),
        ("does=X&reviewed=2999-01-01".to_owned(), "reviewed"),
        (format!("does=X&waiting={long}"), "waiting"),
    ] {
        let came = house.post(&lisa, &edit, &form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(came.html.contains(&format!("id=\"{field}-error\"")), "{field}");
        sound(field, &came.html);
    }
    let form = "does=Tyst+rum%0ALugn+start&not-0=Behandling&instead-0=BUP&refers=Alla&waiting=En+vecka&source=&reviewed=2026-11-01";
    assert_eq!(house.post(&lisa, &edit, form).await.status, StatusCode::SEE_OTHER);
    let page = house.get(&elsewhere, Language::Sv, &one).await.html;
    assert!(page.contains("Tyst rum") && page.contains("En vecka") && page.contains("1 november 2026"));
    assert!(!page.contains("Anpassat schema"), "what was taken away is gone");
    assert_eq!(house.get(&lisa, Language::Sv, "/directory/remits/x").await.status, StatusCode::NOT_FOUND);
    let nobody = format!("/directory/remits/{}", uuid::Uuid::nil());
    assert_eq!(house.get(&lisa, Language::Sv, &nobody).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_lets_themselves_in_and_nobody_reads_the_log_of_their_own_acts() {
    let house = House::open("directory-own-hand").await;
    let me = administrator();
    let own = me.staff().unwrap().clone();
    let path = format!("/directory/staff/{}", own.staff);
    let unit = families::omar_ali().unit.unit;
    let form = |unit: &str, roles: &str, mail: &str| {
        format!("name=Tomas+Vik&unit={unit}&mail={mail}&title=&phone=&hsa_id=&{roles}&do=save")
    };
    let mine = own.unit.unit.to_string();
    let known = house.app.store.staff().await.unwrap().into_iter().find(|staff| staff.id == own.staff).unwrap();
    let mail = known.mail.clone().unwrap_or_default().replace('@', "%40");
    for (wrong, field) in [
        (form(&unit.to_string(), "roles=administrator", &mail), "unit"),
        (form(&mine, "roles=administrator&roles=coordinator", &mail), "roles"),
        (form(&mine, "roles=administrator", "other%40solvik.example"), "mail"),
    ] {
        let came = house.post(&me, &path, &wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(came.html.contains(&format!("id=\"{field}-error\"")), "{field}: {}", came.html);
    }
    let after = house.app.store.staff().await.unwrap().into_iter().find(|staff| staff.id == own.staff).unwrap();
    assert_eq!(after, known);
    // Of anybody else: not both the keys and the log.
    let omar = format!("/directory/staff/{}", families::omar_ali().staff);
    let both = form(&unit.to_string(), "roles=administrator&roles=auditor", "omar%40solvik.example");
    assert_eq!(house.post(&me, &omar, &both).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whoever_is_let_in_by_another_address_is_told_of_in_their_plans() {
    let house = House::open("directory-other-door").await;
    let (me, elin) = (administrator(), families::elin());
    let path = format!("/directory/people/{}", elin.person);
    let account = house.app.store.account_of(samsyn_store::Holder::Person(elin.person)).await.unwrap().unwrap().id;
    let open = async || house.app.store.sessions_of(account, crate::samples::now()).await.unwrap().len();
    assert_eq!(open().await, 1);
    let form = "name=Elin+Sj%C3%B6berg&born=2017-05-14&personnummer=&language=sv-simple&mail=ny%40familj.example&phone=&do=save";
    assert_eq!(house.post(&me, &path, form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(open().await, 0, "whoever was in is out");
    let log = format!("/plans/{}/log", families::Family::Elin.plan());
    let told = house.get(&crate::samples::person(&families::sara()), Language::Sv, &log).await.html;
    assert!(
        told.contains("Ändrade adressen eller numret som någon i planen loggar in med") && told.contains("Tomas Vik")
    );
    // What does not let anybody in is no such change.
    let phone = form.replace("phone=", "phone=0980-319200");
    assert_eq!(house.post(&me, &path, &phone).await.status, StatusCode::SEE_OTHER);
    let again = house.get(&crate::samples::person(&families::sara()), Language::Sv, &log).await.html;
    assert_eq!(again.matches("loggar in med").count(), 1);
}
