//! Mail over TLS, from the start and by STARTTLS: to a server whose certificate an authority vouches for that whoever runs Samsyn
//! believes. To another one nothing is handed over, and the page of jobs says why.

use samsyn_domain::families;

use crate::common::house::with_store;
use crate::common::server::words;
use crate::common::smtp::{MailServer, Manner, Secured};
use crate::common::{Browser, Folder, Server, Stored, samsyn, until};

const FAILED: &str = "select count(*) from jobs where kind = 'test' and last_error is not null and leased_until = 0";
const DONE: &str = "select count(*) from jobs where kind = 'test' and done_at is not null";

/// A house whose mail goes to this server, in which one mail waits; with our own authority among those it believes, or not.
fn house(name: &str, server: &str, port: u16, security: &str, own_authority: bool) -> Folder {
    let folder = Folder::new(name);
    let authority = format!("ca_file = \"{}/tests/tls/ca.pem\"\n", env!("CARGO_MANIFEST_DIR"));
    folder.write(
        "samsyn.toml",
        format!(
            "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndatabase = \"sqlite:data/samsyn.db\"\n\
             [mail]\nfrom = \"noreply@sip.example\"\nserver = \"{server}\"\nport = {port}\nsecurity = \"{security}\"\n{}",
            if own_authority { &authority } else { "" }
        ),
    );
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    with_store(&folder.join("data/samsyn.db"), async |store| {
        let sara = families::sara().person;
        let by_mail = samsyn_store::ReachChoice { channel: samsyn_store::Channel::Mail, ..Default::default() };
        store.choose_reach(sara, by_mail, jiff::Timestamp::now()).await.unwrap();
        store.send_test_notice(sara, jiff::Timestamp::now()).await.unwrap();
    });
    folder
}

#[test]
fn a_mail_is_delivered_over_tls_from_the_start_and_over_starttls() {
    for (secured, security) in [(Secured::Tls, "tls"), (Secured::Starttls, "starttls")] {
        let mail = MailServer::secured(Manner::Takes, secured);
        let folder = house(security, "localhost", mail.port, security, true);
        let mut stored = Stored::open(&folder.join("data/samsyn.db"));
        let server = Server::start(&folder, &["serve"]);
        until("it is delivered", || stored.number(DONE) == 1);
        let handed = mail.handed();
        assert_eq!((handed.len(), handed[0].to.as_str()), (1, "sara@familj.example"), "{security}");
        assert!(server.stop().0.success());
    }
}

#[test]
fn to_a_server_that_nobody_vouches_for_nothing_is_handed_over_and_an_operator_reads_why() {
    for (secured, security) in [(Secured::Tls, "tls"), (Secured::Starttls, "starttls")] {
        let mail = MailServer::secured(Manner::Takes, secured);
        let (name, server, own_authority) = (format!("untrusted-{security}"), "localhost", false);
        let folder = house(&name, server, mail.port, security, own_authority);
        let mut stored = Stored::open(&folder.join("data/samsyn.db"));
        let told = words(&samsyn(&folder, &["sign-in-link", "tomas.vik@solvik.example"])).0;
        let link = format!("/sign-in/{}", told.split_once("/sign-in/").unwrap().1.trim());
        let server = Server::start(&folder, &["serve"]);
        until("it was tried", || stored.number(FAILED) == 1);
        assert!(mail.handed().is_empty(), "{security}");
        let said = stored.texts("select last_error from jobs where kind = 'test'");
        assert!(said[0].starts_with("the mail server's certificate is not trusted"), "{security}: {said:?}");
        let now = jiff::Timestamp::now().as_microsecond();
        stored.change(&format!("update jobs set failed_at = {now} where kind = 'test'"));
        let tomas = Browser::by_link(server.at, &link);
        assert!(tomas.get("/jobs").unwrap().text().contains("certificate is not trusted"));
        assert!(server.stop().0.success());
    }
}

#[test]
fn authorities_that_cannot_be_read_stop_the_start() {
    let folder = Folder::new("no-authorities");
    for (file, word) in [("gone.pem", "gone.pem"), ("samsyn.toml", "holds no certificate")] {
        folder.write(
            "samsyn.toml",
            format!("[mail]\nfrom = \"a@b.example\"\nserver = \"localhost\"\nca_file = \"{file}\"\n"),
        );
        let (_, told) = words(&samsyn(&folder, &["serve"]));
        assert!(told.contains("ca_file") && told.contains(word), "{told}");
    }
}
