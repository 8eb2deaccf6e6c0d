//! Every address of the house, looked at by somebody: what each of them says, also inside the papers.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::browser::unescaped;
use super::routes::routes;
use super::{Answer, Browser};

/// What one address said to somebody.
pub struct Said {
    /// The address.
    pub path: String,
    /// The status; 0 for a stream that was listened to.
    pub status: u16,
    /// All of it as text: page, data, headers, and every stream inside a paper.
    pub text: String,
}

/// All that an answer holds, as text.
pub fn told(answer: &Answer) -> String {
    let mut text = String::new();
    for (name, value) in &answer.headers {
        let _ = writeln!(text, "{name}: {value}");
    }
    if answer.body.starts_with(b"%PDF") {
        text.push_str(&pdf_extract::extract_text_from_mem(&answer.body).expect("a PDF with words"));
        // The data attached to it.
        let document = pdf_extract::Document::load_mem(&answer.body).expect("a PDF");
        for object in document.objects.values() {
            if let Ok(inside) = object.as_stream().and_then(pdf_extract::Stream::decompressed_content) {
                text.push_str(&String::from_utf8_lossy(&inside));
            }
        }
        // What the document says of itself stands outside the streams.
        text.push_str(&String::from_utf8_lossy(&answer.body));
    } else {
        text.push_str(&unescaped(&answer.text()));
    }
    text
}

/// What a stream says first, and for half a second more.
fn heard(browser: &Browser, path: &str) -> String {
    let mut stream = TcpStream::connect(browser.at).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let headers = browser.headers().into_iter().fold(String::new(), |mut text, (name, value)| {
        let _ = write!(text, "{name}: {value}\r\n");
        text
    });
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\n{headers}\r\n", browser.at).unwrap();
    let (mut heard, mut part) = (Vec::new(), [0; 4096]);
    while let Ok(length @ 1..) = stream.read(&mut part) {
        heard.extend_from_slice(&part[..length]);
    }
    String::from_utf8_lossy(&heard).into_owned()
}

/// Looks at every address as somebody, with every row number up to `rows`, and sends the empty form to those that take one.
pub fn everywhere(browser: &Browser, plan: &str, rows: u32) -> Vec<Said> {
    let mut all = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for route in routes() {
        // Leaving and signing out would end the walk.
        if ["/leave", "/sign-out"].contains(&route.pattern.as_str()) {
            continue;
        }
        for no in 1..=rows {
            let filled = [route.filled(plan, &no.to_string()), route.filled(plan, "1")];
            let letter = route.pattern.ends_with("/letters/{no}").then(|| format!("/plans/{plan}/letters/{no}.pdf"));
            for path in filled.into_iter().chain(letter) {
                if !seen.insert(path.clone()) {
                    continue;
                }
                if path.starts_with("/live/") {
                    all.push(Said { text: heard(browser, &path), path, status: 0 });
                    continue;
                }
                if route.get {
                    let answer = browser.get(&path).unwrap();
                    all.push(Said { path: path.clone(), status: answer.status, text: told(&answer) });
                }
                if route.post {
                    let answer = browser.post(&path, &[]).unwrap();
                    all.push(Said { path, status: answer.status, text: told(&answer) });
                }
            }
        }
    }
    all
}
