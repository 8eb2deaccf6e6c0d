//! `samsyn serve` as an operator meets it: well or not, counted, quiet about people, and gone when it is told to go.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use samsyn_domain::families::{Family, Milestone};
use samsyn_domain::ids::PlanId;
use serde_json::Value;

use crate::common::house::adopt;
use crate::common::http::send;
use crate::common::routes::of_plans;
use crate::common::{Browser, Chance, Folder, Server, Stored, samsyn, until};

/// A port that nobody had a moment ago.
fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

struct Installed {
    folder: Folder,
    config: String,
    metrics: SocketAddr,
    plan: PlanId,
}

impl Installed {
    fn new(journey: &str) -> Self {
        let folder = Folder::new(journey);
        let metrics = free();
        let text = format!(
            "listen = \"127.0.0.1:0\"\nmetrics_listen = \"{metrics}\"\ndatabase = \"sqlite:{}\"\n[mail]\nfrom = \"a@sip.example\"\nfolder = \"{}\"\n",
            folder.join("data/samsyn.db").display(),
            folder.join("mail").display()
        );
        let config = folder.write("samsyn.toml", text);
        // The directory with the ids that the stories know.
        assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
        let plan = adopt(&folder.join("data/samsyn.db"), Family::Elin, Milestone::Told);
        Self { folder, config, metrics, plan }
    }

    fn serve(&self) -> Server {
        Server::start(&self.folder, &["--config", &self.config, "serve"])
    }

    /// A sign-in link as the operator gets it.
    fn link(&self, mail: &str) -> String {
        let output = samsyn(&self.folder, &["--config", &self.config, "sign-in-link", mail]);
        let told = String::from_utf8(output.stdout).unwrap();
        let at = told
            .find("/sign-in/")
            .unwrap_or_else(|| panic!("no link: {told} {}", String::from_utf8_lossy(&output.stderr)));
        told[at..].trim().to_owned()
    }
}

#[test]
fn what_it_frees_goes_back_to_the_system_unless_the_operator_says_otherwise() {
    const DELAY: &str = "MIMALLOC_PURGE_DELAY";
    let installed = Installed::new("sparing");
    let serve = ["--config", &installed.config, "serve"];
    let server = Server::start(&installed.folder, &serve);
    assert_eq!(server.surroundings(DELAY).as_deref(), Some("10"));
    assert!(server.stop().0.success(), "it is still the process that was started");
    let told = Server::start_with(&installed.folder, &serve, (DELAY, "700"));
    assert_eq!(told.surroundings(DELAY).as_deref(), Some("700"));
}

#[test]
fn it_says_whether_it_is_well() {
    let installed = Installed::new("well");
    let server = installed.serve();
    let stranger = Browser::stranger(server.at);
    for (path, says) in [("/healthz", "ok"), ("/readyz", "ready")] {
        let answer = stranger.get(path).unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (200, says));
    }
    assert_eq!(stranger.get("/metrics").unwrap().status, 404, "metrics have an address of their own");
    assert_eq!(
        stranger.post("/test/clock", &[("at", "2030-01-01T00:00:00Z")]).unwrap().status,
        404,
        "nobody moves the clock"
    );
    stranger.get("/sign-in").unwrap();
    let metrics = send(installed.metrics, "GET", "/metrics", &[], b"").unwrap();
    assert_eq!(metrics.status, 200);
    let text = metrics.text();
    for line in [
        "samsyn_requests_total{method=\"GET\",route=\"/sign-in\",status=\"200\"} 1",
        "# TYPE samsyn_request_seconds histogram",
        // Elin's eighteenth birthday.
        "samsyn_jobs_waiting 1",
        "samsyn_jobs_failed 0",
        "samsyn_pages_open 0",
        "samsyn_seal_witnesses 0",
        "samsyn_rows_refused 0",
    ] {
        assert!(text.contains(line), "{line} is missing:\n{text}");
    }
}

#[test]
fn it_stops_when_asked_though_a_page_listens() {
    let installed = Installed::new("stop");
    let link = installed.link("anna.ek@solvik.example");
    let server = installed.serve();
    let anna = Browser::by_link(server.at, &link);
    let mut stream = TcpStream::connect(server.at).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    let mut head = format!("GET /live/plans/{} HTTP/1.1\r\nhost: {}\r\n", installed.plan, server.at);
    for (name, value) in anna.headers() {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines();
    assert!(lines.by_ref().map_while(Result::ok).any(|line| line.starts_with("data: ")), "the page hears the revision");
    // Somebody else is in the middle of sending a form.
    let mut slow = TcpStream::connect(server.at).unwrap();
    slow.write_all(b"POST /sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 500\r\n\r\naccount=").unwrap();
    drop(slow);
    let (status, took) = server.stop();
    assert_eq!(status.code(), Some(0));
    assert!(took < Duration::from_secs(10), "it took {took:?}");
    // The stream ends; it does not hang.
    assert!(lines.map_while(Result::ok).all(|line| !line.starts_with("data: ")), "nothing more is told");
    let verified = samsyn(&installed.folder, &["--config", &installed.config, "verify"]);
    assert!(verified.status.success());
}

/// All that lies in the mail folder.
fn mails(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let whole = files.filter(|path| path.extension().is_some_and(|ending| ending == "eml"));
    whole.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn no_word_about_anybody_leaves_it_but_in_the_pages() {
    let installed = Installed::new("quiet");
    let link = installed.link("sara@familj.example");
    let server = installed.serve();
    let secret = ["Zebrafinken", "Kvistgatan", "svartsjukan"];
    let (sara, plan) = (Browser::by_link(server.at, &link), installed.plan);
    let mut chance = Chance::new(3);
    let mut led_to = Vec::new();
    // Words in every field, right and wrong, and in addresses.
    for what in ["avoid", "words"] {
        let said = format!("{} på {} och {}", secret[0], secret[1], secret[2]);
        let fields =
            [("act", &*chance.id().to_string()), ("what", what), (what, &said), ("reason", &said), ("no", "1")];
        for route in of_plans() {
            let path = route.filled(&plan.to_string(), "1");
            if route.post {
                led_to.push(sara.post(&path, &fields).unwrap().location().to_owned());
            }
            if route.get && !path.starts_with("/live/") {
                led_to.push(sara.get(&path).unwrap().location().to_owned());
                led_to.push(sara.get(&format!("{path}?q=Zebrafinken")).unwrap().location().to_owned());
            }
        }
    }
    let stranger = Browser::stranger(server.at);
    for path in ["/Zebrafinken", "/sign-in/Zebrafinken", "/plans/Zebrafinken", "/assets/Zebrafinken/x"] {
        stranger.get(path).unwrap();
    }
    // A link by mail, and one for nobody.
    for mail in ["anna.ek@solvik.example", "Zebrafinken@nowhere.example"] {
        let answer = stranger.post("/sign-in", &[("mail", mail)]).unwrap();
        assert_eq!((answer.status, answer.location()), (303, "/sign-in?sent=1"), "nobody learns who has an account");
    }
    let mail_folder = installed.folder.join("mail");
    until("the link is mailed", || {
        mails(&mail_folder).iter().any(|mail| mail.contains("\r\nTo: anna.ek@solvik.example\r\n"))
    });
    assert!(mails(&mail_folder).iter().all(|mail| !mail.contains("nowhere.example")));
    assert!(
        Stored::open(&installed.folder.join("data/samsyn.db"))
            .number("select count(*) from events where kind like 'avoid%'")
            > 1,
        "what Sara wrote is stored"
    );

    let metrics = send(installed.metrics, "GET", "/metrics", &[], b"").unwrap().text();
    let log = server.logged();
    let lines: Vec<Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"))).collect();
    assert!(
        lines.iter().any(|line| line["fields"]["route"] == "/plans/{plan}/question"),
        "requests are logged by their route"
    );
    let people =
        ["Elin", "Sjöberg", "Sjoberg", "Sara", "Johan", "Anna Ek", "Omar", "Strandskolan", "BUP", "ont i magen"];
    for word in secret.iter().chain(&people) {
        assert!(!log.contains(word), "{word} is in the log");
        assert!(!metrics.contains(word), "{word} is in the metrics");
        assert!(!led_to.iter().any(|to| to.contains(word)), "{word} is in an address");
    }
    for id in [plan.to_string(), link.trim_start_matches("/sign-in/").to_owned()] {
        assert!(!metrics.contains(&id), "an id is in the metrics");
        assert!(!log.contains(&id), "an id is in the log");
    }
    for mail in mails(&mail_folder) {
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        let without_to: String = head.lines().filter(|line| !line.starts_with("To:")).collect();
        for word in secret.iter().chain(&people).chain(&["plan", "SIP", "samordn"]) {
            assert!(
                !body.to_lowercase().contains(&word.to_lowercase()) && !without_to.contains(word),
                "{word} is in a mail: {mail}"
            );
        }
    }
    let (status, _) = server.stop();
    assert_eq!(status.code(), Some(0));
}
