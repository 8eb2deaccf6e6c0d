//! Sam is fifteen, told the school nurse how it is, and has said nothing at home. In one house the guardians always decide, in the other
//! a child who understands may: what Sam meets, and what the guardian does not hear, under both.

use std::fs;

use jiff::{Timestamp, ToSpan, Zoned};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::people::Mandate;
use samsyn_domain::plan::Moment;
use samsyn_domain::plan::command::{Command, Propose};
use samsyn_store::{Ask, Asking, Holder, Store, Surface};
use uuid::Uuid;

use crate::common::browser::unescaped;
use crate::common::house::with_store;
use crate::common::server::words;
use crate::common::{Browser, Folder, Server, samsyn};

const PLAN: PlanId = PlanId(Uuid::from_u128(0x0198_f3f4_0000_7000_8000_0000_0000_0015));

/// A house under a setting, with Sam, and Eva who has custody alone, in its directory.
struct House {
    folder: Folder,
    config: String,
}

impl House {
    fn new(journey: &str, minor_consent: &str) -> Self {
        let folder = Folder::new(journey);
        let path = |name: &str| folder.join(name).display().to_string();
        let config = folder.write(
            "samsyn.toml",
            format!(
                "listen = \"127.0.0.1:0\"\ndatabase = \"sqlite:{}\"\n[mail]\nfrom = \"a@sip.example\"\nfolder = \"{}\"\n\
                 [rules]\nminor_consent = \"{minor_consent}\"\n",
                path("data/samsyn.db"),
                path("mail")
            ),
        );
        let born = Zoned::now().date().checked_sub(15.years().months(4)).unwrap();
        let people = format!(
            "id,name,born,personnummer,language,mail,phone\n\
             sam,Sam Holm,{born},,sv,sam@ung.example,\neva,Eva Holm,1981-04-02,,sv,eva@familj.example,\n"
        );
        fs::create_dir_all(folder.join("more")).unwrap();
        folder.write("more/people.csv", people);
        let house = Self { folder, config };
        for files in [concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample").to_owned(), house.folder.arg("more")] {
            let done = samsyn(&house.folder, &["--config", &house.config, "import", &files]);
            assert!(done.status.success(), "{:?}", words(&done));
        }
        with_store(&house.folder.join("data/samsyn.db"), sought);
        house
    }

    fn link(&self, mail: &str) -> String {
        let (told, faults) = words(&samsyn(&self.folder, &["--config", &self.config, "sign-in-link", mail]));
        let at = told.find("/sign-in/").unwrap_or_else(|| panic!("no link: {told} {faults}"));
        told[at..].trim().to_owned()
    }

    /// Everything that was mailed to somebody.
    fn mailed_to(&self, mail: &str) -> usize {
        let files = fs::read_dir(self.folder.join("mail")).into_iter().flatten();
        let texts = files.filter_map(|file| fs::read_to_string(file.unwrap().path()).ok());
        texts.filter(|text| text.contains(mail)).count()
    }

    fn verified(&self) {
        let found = samsyn(&self.folder, &["--config", &self.config, "verify"]);
        assert!(found.status.success(), "{:?}", words(&found));
    }
}

/// Sam told a teacher, who proposed a plan; Anna judged that it is needed, and knows that Eva has custody.
async fn sought(store: &Store) {
    let (settings, now) = (Settings::default(), Timestamp::now());
    let moment = Moment { now, today: Zoned::now().date(), settings: &settings };
    let staff = store.staff().await.unwrap();
    let people = store.people().await.unwrap();
    let person = |code: &str| people.iter().find(|person| person.code == code).unwrap();
    let of = |code: &str| Holder::Staff(staff.iter().find(|staff| staff.code == code).unwrap().id);
    let lisa = store.actor(store.account_for(of("lisa-berg"), now).await.unwrap()).await.unwrap();
    let anna = store.actor(store.account_for(of("anna-ek"), now).await.unwrap()).await.unwrap();
    let propose = Propose {
        person: person("sam").as_ref().unwrap(),
        to: anna.staff().unwrap().unit.clone(),
        reason: "Sam sover inte, och vill inte att det sägs hemma.".into(),
        wanted: true,
        told_how: "Samtal i skolan".into(),
        question: "Vem kan jag prata med?".into(),
    };
    store.propose(&Asking { actor: &lisa, surface: Surface::Page, moment: &moment }, PLAN, propose).await.unwrap();
    let eva = person("eva");
    let guardian = Command::NameRepresentative {
        person: eva.id,
        name: eva.name.clone(),
        mandate: Mandate::Guardian,
        decides: true,
        covers: None,
        limits: String::new(),
    };
    for command in [Command::Assess { reason: "Sam behöver oss båda.".into() }, guardian] {
        let asking = Asking { actor: &anna, surface: Surface::Page, moment: &moment };
        store.act(&asking, Ask { plan: PLAN, expected: None, submit: None, command }).await.unwrap();
    }
}

fn at(part: &str) -> String {
    format!("/plans/{}/{part}", PLAN.0)
}

/// What Sam writes about it, kept from Eva because nobody chose otherwise: the form says so by itself.
fn says_what_they_think(sam: &Browser, eva: &Browser) {
    let form = sam.get(&at("consent/view")).unwrap().text();
    let keep = form.split("name=\"keep\"").nth(1).and_then(|rest| rest.split('>').next()).unwrap().to_owned();
    assert!(keep.contains("checked"), "kept unless Sam chooses: {keep}");
    let said = [("words", "Jag vill prata med någon i lugn och ro."), ("keep", "yes")];
    assert_eq!(sam.post(&at("consent/view"), &said).unwrap().status, 303);
    assert!(unescaped(&sam.get(&at("consent")).unwrap().text()).contains("i lugn och ro"));
    assert!(!unescaped(&eva.get(&at("consent")).unwrap().text()).contains("i lugn och ro"));
}

/// The form of a yes to the plan, for three months from today.
fn says_yes(who: &Browser) -> u16 {
    let today = Zoned::now().date();
    let (from, to) = (today.to_string(), today.checked_add(3.months()).unwrap().to_string());
    who.post(&at("consent"), &[("plan", "yes"), ("from", &from), ("to", &to)]).unwrap().status
}

#[test]
fn where_guardians_always_decide_sam_is_told_so_and_nobody_tells_at_home() {
    let house = House::new("fifteen-guardians", "guardians_always");
    let links = ["sam@ung.example", "eva@familj.example", "anna.ek@solvik.example"].map(|mail| house.link(mail));
    let server = Server::start(&house.folder, &["--config", &house.config, "serve"]);
    let [sam, eva, anna] = links.map(|link| Browser::by_link(server.at, &link));
    let page = unescaped(&sam.get(&at("consent")).unwrap().text());
    assert!(page.contains("Här svarar de som har vårdnaden om dig"), "{page}");
    assert!(page.contains("Vi säger inget till dem av oss själva"), "{page}");
    assert_eq!(says_yes(&sam), 422, "a yes of Sam's alone is no consent here");
    assert_eq!(anna.get(&at("consent/maturity")).unwrap().status, 404, "nor is there a page that would make it one");
    says_what_they_think(&sam, &eva);
    assert_eq!(house.mailed_to("eva@familj.example"), 0, "nobody wrote home");
    assert_eq!(says_yes(&eva), 303, "Eva decides, when she is asked");
    assert!(server.stop().0.success());
    house.verified();
}

#[test]
fn where_a_child_who_understands_may_sam_decides_alone_and_home_is_not_told() {
    let house = House::new("fifteen-maturity", "by_maturity");
    let links = ["sam@ung.example", "eva@familj.example", "anna.ek@solvik.example"].map(|mail| house.link(mail));
    let server = Server::start(&house.folder, &["--config", &house.config, "serve"]);
    let [sam, eva, anna] = links.map(|link| Browser::by_link(server.at, &link));
    let page = unescaped(&sam.get(&at("consent")).unwrap().text());
    assert!(page.contains("Du kan svara själv om den som håller ihop planen bedömer"), "{page}");
    assert_eq!(says_yes(&sam), 422, "not before somebody wrote down why Sam understands");
    assert_eq!(eva.get(&at("consent/maturity")).unwrap().status, 404, "that is not Eva's to judge");
    let judged = [("words", "Sam berättar själv vad planen är, vem som får veta och hur man ångrar sig.")];
    assert_eq!(anna.post(&at("consent/maturity"), &judged).unwrap().status, 303);
    says_what_they_think(&sam, &eva);
    assert_eq!(says_yes(&sam), 303, "Sam's own yes is enough");
    let history = unescaped(&sam.get(&at("history")).unwrap().text());
    assert!(history.contains("Bedömde att barnet självt kan samtycka") && history.contains("Alla som ska samtycka"));
    assert_eq!(house.mailed_to("eva@familj.example"), 0, "nobody wrote home");
    // And it is Sam's to take back.
    assert!(unescaped(&sam.get(&at("consent")).unwrap().text()).contains("consent/withdraw?no="));
    assert_eq!(sam.post(&at("consent/withdraw"), &[("by", "person"), ("all", "yes")]).unwrap().status, 303);
    assert!(!unescaped(&sam.get(&at("consent")).unwrap().text()).contains("consent/withdraw?no="));
    assert!(server.stop().0.success());
    house.verified();
}
