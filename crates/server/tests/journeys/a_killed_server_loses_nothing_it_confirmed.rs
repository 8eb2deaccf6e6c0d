//! Several write, several look, and the server is killed again and again, at points that chance chooses. Afterwards every
//! act that was confirmed is there once, with its line in the log; every look that was answered is in the log; every row
//! has one leaf in the seal, whose checkpoints fit; and the stories amount to what is stored.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use samsyn_domain::families::Family;
use serde_json::Value;
use sqlx::Row;

use crate::common::browser::between;
use crate::common::server::words;
use crate::common::{Browser, Chance, Folder, Opened, Server, Stored, samsyn};

/// How often the server is killed, unless `SAMSYN_KILLS` says another number: `just kills` says 200.
const KILLS: usize = 60;
/// The longest it lives after its start, in milliseconds.
const LONGEST_LIFE: u64 = 250;
/// What a writer keeps in the plan before it takes something away again.
const KEPT: usize = 4;
/// What a writer lets stand at most: a plan holds two hundred rows of a kind, and two write in Elin's.
const MOST: usize = 80;

/// Somebody who says what is not to be raised, and takes it back.
struct Writer {
    browser: Browser,
    path: String,
    chance: Chance,
    /// Sent, and not answered: sent again with the same id as soon as the server is back.
    open: Option<(String, String)>,
    /// The words of what was answered with 303.
    confirmed: Vec<String>,
    /// The words of all that was ever sent.
    sent: u64,
    dropped: u64,
    stale: u64,
}

impl Writer {
    fn new(at: std::net::SocketAddr, name: &str, family: Family, seed: u64) -> Self {
        Self {
            browser: Browser::choose(at, name),
            path: format!("/plans/{}/question", family.plan()),
            chance: Chance::new(seed),
            open: None,
            confirmed: Vec::new(),
            sent: 0,
            dropped: 0,
            stale: 0,
        }
    }

    /// Writes until the server goes away.
    fn write(&mut self) {
        while self.once().is_ok() {}
    }

    fn once(&mut self) -> std::io::Result<()> {
        let standing = self.confirmed.len().saturating_sub(usize::try_from(self.dropped).unwrap());
        let often = self.confirmed.len() > KEPT && self.chance.below(2) == 0;
        if self.open.is_none() && (often || standing > MOST) {
            return self.take_back();
        }
        if self.open.is_none() {
            self.sent += 1;
            let words = format!("sak {} från {}", self.sent, self.browser.account);
            self.open = Some((self.chance.id().to_string(), words));
        }
        let (act, words) = self.open.clone().unwrap();
        let answer = self.browser.post(&self.path, &[("act", &act), ("what", "avoid"), ("avoid", &words)])?;
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.confirmed.push(words);
        self.open = None;
        Ok(())
    }

    /// Takes the first thing away that the page offers to take away. Somebody else may be quicker: then the page says so.
    fn take_back(&mut self) -> std::io::Result<()> {
        let page = self.browser.get(&self.path)?;
        assert_eq!(page.status, 200, "{}", page.text());
        let page = page.text();
        let Some(no) = between(&page, "name=\"allow\" value=\"", "\"") else {
            return Ok(());
        };
        let revision = between(&page, "name=\"revision\" value=\"", "\"").unwrap();
        let act = self.chance.id().to_string();
        let answer = self.browser.post(&self.path, &[("act", &act), ("revision", revision), ("allow", no)])?;
        match answer.status {
            303 => self.dropped += 1,
            422 => self.stale += 1,
            other => panic!("{other}: {}", answer.text()),
        }
        Ok(())
    }
}

/// Somebody who only looks; `status` is what they are to be answered.
struct Looker {
    browser: Browser,
    path: String,
    status: u16,
    tried: i64,
    answered: i64,
}

impl Looker {
    fn new(at: std::net::SocketAddr, name: &str, family: Family, status: u16) -> Self {
        let path = format!("/plans/{}/question", family.plan());
        Self { browser: Browser::choose(at, name), path, status, tried: 0, answered: 0 }
    }

    fn look(&mut self) {
        loop {
            self.tried += 1;
            let Ok(answer) = self.browser.get(&self.path) else {
                return;
            };
            assert_eq!(answer.status, self.status, "{}", answer.text());
            self.answered += 1;
        }
    }
}

#[test]
fn a_killed_server_loses_nothing_it_confirmed() {
    let folder = Folder::new("killed");
    let file = folder.join("data/samsyn.db");
    let mut server = Server::demo(&folder, &[]);
    let mut writers = [
        Writer::new(server.at, "Elin Sjöberg", Family::Elin, 1),
        Writer::new(server.at, "Sara Sjöberg", Family::Elin, 2),
        Writer::new(server.at, "Jonas Ahl", Family::Jonas, 3),
        Writer::new(server.at, "Greta Nyman", Family::Greta, 4),
    ];
    let mut lookers =
        [Looker::new(server.at, "Anna Ek", Family::Elin, 200), Looker::new(server.at, "Tor Hedin", Family::Jonas, 404)];
    let mut chance = Chance::new(20_260_903);
    let mut lives = Vec::new();
    let kills = std::env::var("SAMSYN_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    for kill in 0..kills {
        let life = Duration::from_millis(chance.below(LONGEST_LIFE));
        let begun = Instant::now();
        std::thread::scope(|scope| {
            for writer in &mut writers {
                writer.browser.at = server.at;
                scope.spawn(|| writer.write());
            }
            for looker in &mut lookers {
                looker.browser.at = server.at;
                scope.spawn(|| looker.look());
            }
            std::thread::sleep(life);
            server.kill();
        });
        // Now and then it is killed while it starts, before it says a word.
        if kill % 6 == 5 {
            let starting = Server::begin(&folder, &["demo", "--listen", "127.0.0.1:0", "--data", &folder.arg("data")]);
            std::thread::sleep(Duration::from_millis(chance.below(100)));
            starting.kill();
        }
        server = Server::demo(&folder, &[]);
        lives.push(begun.elapsed());
        let opened = Opened::of(file.parent().unwrap());
        assert_nothing_is_lost(&mut Stored::open(&file), &opened, &writers, &lookers);
    }
    let acts: usize = writers.iter().map(|writer| writer.confirmed.len()).sum();
    let (dropped, stale): (u64, u64) = (writers.iter().map(|w| w.dropped).sum(), writers.iter().map(|w| w.stale).sum());
    let looks: i64 = lookers.iter().map(|looker| looker.answered).sum();
    println!("{kills} kills, {acts} acts and {looks} looks confirmed, {dropped} taken back, {stale} stale; {lives:?}");
    assert!(
        acts > kills && looks > 0 && dropped > 0,
        "the load was none: {acts} acts, {looks} looks, {dropped} taken back"
    );
    let (status, _) = server.stop();
    assert!(status.success());
    let database = format!("sqlite:{}", file.display());
    let text = format!("database = \"{database}\"\n");
    let verified = samsyn(&folder, &["--config", &folder.write("samsyn.toml", text), "verify"]);
    let (told, faults) = words(&verified);
    println!("{told}");
    assert!(verified.status.success() && told.contains("all as stored"), "{told}{faults}");
    assert!(told.contains("0 rows not sealed yet"), "it stopped when asked, and has sealed all: {told}");
    let mut stored = Stored::open(&file);
    let checkpoints = stored.number("select count(*) from checkpoints");
    assert!(checkpoints > 1, "{checkpoints} checkpoints: the seal was not under load");
}

fn assert_nothing_is_lost(stored: &mut Stored, opened: &Opened, writers: &[Writer], lookers: &[Looker]) {
    let mut acts: BTreeMap<(String, String, i64), i64> = BTreeMap::new();
    let mut said: HashMap<String, usize> = HashMap::new();
    for row in stored.rows("select plan, account, at, body, seq, kind from events where act_key is not null") {
        *acts.entry((row.get(0), row.get(1), row.get(2))).or_default() += 1;
        let body = opened.event(row.get(0), row.get(4), row.get(5), row.get(3));
        let body: Value = serde_json::from_slice(&body).unwrap();
        if let Some(words) = body["event"]["words"].as_str() {
            *said.entry(words.to_owned()).or_default() += 1;
        }
    }
    for writer in writers {
        for words in &writer.confirmed {
            assert_eq!(said.get(words), Some(&1), "{words}: confirmed, and not there once");
        }
        if let Some((_, words)) = &writer.open {
            assert!(said.get(words).is_none_or(|times| *times == 1), "{words}: there more than once");
        }
    }
    let mut logged: BTreeMap<(String, String, i64), i64> = BTreeMap::new();
    let allowed =
        "select plan, account, at from access_log where outcome = 'allowed' and action in ('avoid', 'drop_avoid')";
    for row in stored.rows(allowed) {
        *logged.entry((row.get(0), row.get(1), row.get(2))).or_default() += 1;
    }
    assert!(acts == logged, "the acts and their lines in the log are not one to one: {acts:?}\n{logged:?}");
    for looker in lookers {
        let outcome = if looker.status == 200 { "allowed" } else { "denied" };
        let account = &looker.browser.account;
        let lines = format!(
            "select count(*) from access_log where account = '{account}' and action = 'see' and outcome = '{outcome}'"
        );
        let lines = stored.number(&lines);
        assert!(
            (looker.answered..=looker.tried).contains(&lines),
            "{lines} lines for {} answered of {} looks",
            looker.answered,
            looker.tried
        );
    }
}
