//! Somebody at a browser without scripts: keeps the session's cookie, fills in forms.

use std::fmt::Write;
use std::io;
use std::net::SocketAddr;

use super::http::{Answer, send};

/// One person's browser.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Where the server is.
    pub at: SocketAddr,
    /// The account that is signed in; empty when it is not known.
    pub account: String,
    cookie: String,
}

/// A form as browsers send it.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (key, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        percent(key, &mut body);
        body.push('=');
        percent(value, &mut body);
    }
    body
}

fn percent(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

/// A page's text as people read it: the signs that HTML writes otherwise.
pub fn unescaped(html: &str) -> String {
    let signs = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    signs.iter().fold(html.to_owned(), |text, (sign, plain)| text.replace(sign, plain))
}

/// The text between two marks, the first time it occurs.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

impl Browser {
    /// A browser that nobody is signed in with.
    pub fn stranger(at: SocketAddr) -> Self {
        Self { at, account: String::new(), cookie: String::new() }
    }

    /// Chooses a person on the demonstration's first page.
    pub fn choose(at: SocketAddr, name: &str) -> Self {
        let mut browser = Self::stranger(at);
        let page = browser.get("/sign-in").unwrap().text();
        let (before, _) = page.split_once(&format!("<bdi>{name}</bdi>")).unwrap_or_else(|| panic!("nobody is {name}"));
        let account = before.rsplit_once("value=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap().to_owned();
        let answer = browser.post("/sign-in", &[("account", &account)]).unwrap();
        assert_eq!(answer.status, 303, "{name} could not sign in: {}", answer.text());
        browser.take_cookie(&answer);
        browser.account = account;
        browser
    }

    /// Opens a sign-in link and presses its button.
    pub fn by_link(at: SocketAddr, path: &str) -> Self {
        let mut browser = Self::stranger(at);
        let answer = browser.post(path, &[]).unwrap();
        assert_eq!(answer.status, 303, "the link does not work: {}", answer.text());
        browser.take_cookie(&answer);
        browser
    }

    fn take_cookie(&mut self, answer: &Answer) {
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        cookie.expect("a cookie").clone_into(&mut self.cookie);
    }

    /// Keeps every cookie that an answer sets, over those of the same name.
    pub fn keep_cookies(&mut self, answer: &Answer) {
        for line in answer.all("set-cookie") {
            let pair = line.split(';').next().unwrap();
            let name = pair.split('=').next().unwrap();
            let mut kept: Vec<&str> = self.cookie.split("; ").filter(|own| !own.is_empty()).collect();
            kept.retain(|own| own.split('=').next() != Some(name));
            if !pair.ends_with('=') {
                kept.push(pair);
            }
            self.cookie = kept.join("; ");
        }
    }

    /// The headers of this browser's requests.
    pub fn headers(&self) -> Vec<(&str, &str)> {
        let mut headers = vec![("sec-fetch-site", "same-origin"), ("accept-language", "sv")];
        if !self.cookie.is_empty() {
            headers.push(("cookie", &self.cookie));
        }
        headers
    }

    /// Looks at an address.
    pub fn get(&self, path: &str) -> io::Result<Answer> {
        send(self.at, "GET", path, &self.headers(), b"")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        self.post_raw(path, encoded(fields).as_bytes())
    }

    /// Sends a form of fields and a file in the field `scan`.
    pub fn post_file(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> io::Result<Answer> {
        let mut body = Vec::with_capacity(file.len() + 1024);
        for (name, value) in fields {
            let part = format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = "--line\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a.png\"\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--line--\r\n");
        let mut headers = self.headers();
        headers.push(("content-type", "multipart/form-data; boundary=line"));
        send(self.at, "POST", path, &headers, &body)
    }

    /// Sends a body as it is.
    pub fn post_raw(&self, path: &str, body: &[u8]) -> io::Result<Answer> {
        let mut headers = self.headers();
        headers.push(("content-type", "application/x-www-form-urlencoded"));
        send(self.at, "POST", path, &headers, body)
    }
}
