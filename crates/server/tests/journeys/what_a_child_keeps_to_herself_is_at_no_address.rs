//! What a child writes for herself alone is not reachable by anybody else: not by a guardian, not by those who work with
//! her, not by any address, in any form.

use samsyn_domain::families::{Family, Milestone};

use crate::common::forms::forms;
use crate::common::house::adopt;
use crate::common::walk::everywhere;
use crate::common::{Browser, Folder, Server, Stored};

/// The child's words: they occur nowhere else.
const SECRET: &str = "Nattugglan Zefyrina";

/// Everybody who has, or might think they have, something to do with Elin's plan.
const OTHERS: [&str; 12] = [
    "Sara Sjöberg",
    "Johan Sjöberg",
    "Lisa Berg",
    "Anna Ek",
    "Maria Sund",
    "Omar Ali",
    "Eva Lund",
    "Ingrid Palm",
    "Ulla Frisk",
    "Tomas Vik",
    "Kerstin Dahl",
    "Greta Nyman",
];

#[test]
fn what_a_child_keeps_to_herself_is_at_no_address() {
    let folder = Folder::new("only-me");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Called).to_string();
    let server = Server::demo(&folder, &["--empty"]);

    // Elin writes it on her own pages, keeps every answer to herself, and lays a drawing and a voice to one of them.
    let elin = Browser::choose(server.at, "Elin Sjöberg");
    let path = format!("/plans/{plan}/prepare");
    for (written, key) in ["home", "school", "good", "hard", "wish", "worry"].into_iter().enumerate() {
        let address = format!("{path}/question/{key}");
        let page = elin.get(&address).unwrap().text();
        let form = forms(&page, &address, "").into_iter().next().expect("a form to answer with");
        let (words, said) = (format!("answer-{key}"), format!("{SECRET} {written}"));
        let seen = format!("seen-{key}");
        let act = form.fields.iter().find(|field| field.name == "act").unwrap().value.clone();
        let pairs = [("act", act.as_str()), (words.as_str(), said.as_str()), (seen.as_str(), "only_me")];
        let answer = elin.post(&address, &pairs).unwrap();
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let voice = voice();
    for (what, file) in [("draw", drawing()), ("voice", voice.clone())] {
        let answer = elin.post_file(&format!("{path}/question/worry/{what}"), &[("seen", "only_me")], &file).unwrap();
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let mine = elin.get(&path).unwrap().text();
    assert!(mine.contains(SECRET), "she reads it herself");
    let question = elin.get(&format!("{path}/question/worry")).unwrap().text();
    let mark = format!("src=\"/plans/{plan}/media/");
    let media: Vec<String> =
        question.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    assert_eq!(media.len(), 2, "a drawing and a voice");
    for id in &media {
        assert_eq!(elin.get(&format!("/plans/{plan}/media/{id}")).unwrap().status, 200);
    }

    let mut stored = Stored::open(&file);
    let rows = u32::try_from(stored.number(&format!("select max(seq) from events where plan = '{plan}'"))).unwrap();
    let mut faults = Vec::new();
    for name in OTHERS {
        let browser = Browser::choose(server.at, name);
        let said = everywhere(&browser, &plan, rows.min(30));
        let opened = said.iter().filter(|said| said.status == 200).count();
        assert!(opened > 5, "{name} could look at {opened} addresses alone");
        let hers = |text: &str| text.contains("Zefyrina") || media.iter().any(|id| text.contains(id.as_str()));
        faults.extend(said.iter().filter(|s| hers(&s.text)).map(|s| format!("{name}: {}", s.path)));
        // Nor by the address itself, for somebody who looked over her shoulder.
        for id in &media {
            for address in [format!("/plans/{plan}/media/{id}"), format!("/plans/{plan}/media/{id}/words")] {
                assert_eq!(browser.get(&address).unwrap().status, 404, "{name} at the file");
            }
            for form in [("do", "remove"), ("do", "show"), ("do", "words")] {
                let answer =
                    browser.post(&format!("/plans/{plan}/media/{id}/words"), &[form, ("seen", "everybody")]).unwrap();
                assert_eq!(answer.status, 404, "{name} in the file's form");
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    // On the disk there is nothing of the voice that could be heard.
    let kept = std::fs::read(&file).unwrap();
    assert!(!kept.windows(voice.len()).any(|window| window == voice.as_slice()));
    // Nor does it stand in the server's own log, in a mail, or in the access log.
    assert!(!server.logged().contains("Zefyrina"));
    let lines = stored.texts("select coalesce(reason, '') || action from access_log");
    assert!(lines.len() > 100 && !lines.iter().any(|line| line.contains("Zefyrina")));
    for file in std::fs::read_dir(folder.join("data/mail")).into_iter().flatten() {
        assert!(!std::fs::read_to_string(file.unwrap().path()).unwrap().contains("Zefyrina"));
    }
}

/// A picture of one dot.
fn drawing() -> Vec<u8> {
    let hex = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da6310\
        4f890100016d00d845ce950d0000000049454e44ae426082";
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// A `WebM` of one block of sound.
fn voice() -> Vec<u8> {
    let element = |id: &[u8], held: &[u8]| {
        let size = (u32::try_from(held.len()).unwrap() | 0x1000_0000).to_be_bytes();
        [id, &size, held].concat()
    };
    let tracks = element(&[0x16, 0x54, 0xAE, 0x6B], &element(&[0xAE], &element(&[0x83], &[2])));
    let cluster = [element(&[0xE7], &[0]), element(&[0xA3], b"\x81\0\0\x80 a voice that nobody else hears")].concat();
    let head = element(&[0x1A, 0x45, 0xDF, 0xA3], &element(&[0x42, 0x82], b"webm"));
    let segment = element(&[0x18, 0x53, 0x80, 0x67], &[tracks, element(&[0x1F, 0x43, 0xB6, 0x75], &cluster)].concat());
    [head, segment].concat()
}
