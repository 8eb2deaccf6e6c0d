//! What a mail address looks like: RFC 5321 4.1.2, without quoted names, letters beyond ASCII and addresses of machines, which nobody
//! has or which no mail server takes. Whether mail arrives is for the mail server to say.

use email_address::{EmailAddress, Options};

/// Whether this is written as a mail address: a dot-atom, one @, a host of at least two parts.
pub fn is_mail_address(text: &str) -> bool {
    let options = Options::default().with_minimum_sub_domains(2).without_domain_literal().without_display_text();
    let host = text.rsplit('@').next().unwrap_or_default();
    let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    // The last part of a host is no number: that would be a machine's address.
    let named = host.rsplit('.').next().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    plain && named && text.is_ascii() && !text.contains('"') && EmailAddress::parse_with_options(text, options).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_mail_address;

    #[test]
    fn an_address_is_told_from_what_only_holds_an_at() {
        for good in ["anna.ek@solvik.example", "o'neil+sip@a-b.example", "a@x.se", "1@2.se"] {
            assert!(is_mail_address(good), "{good}");
        }
        let long = format!("{}@x.se", "a".repeat(65));
        for bad in [
            "",
            "@",
            "a@",
            "@x.se",
            "a@b",
            "a@x.se.",
            "a@.x.se",
            "a@x..se",
            "a@-x.se",
            "a@x-.se",
            "a@@x.se",
            "a@b@x.se",
            "<script>@x.se",
            "\"a b\"@x.se",
            "a b@x.se",
            "a@x.se>",
            "a,b@x.se",
            "a;b@x.se",
            "a..b@x.se",
            ".a@x.se",
            "a.@x.se",
            "a@1.2.3.4",
            "a@[1.2.3.4]",
            "a(b)@x.se",
            "a\\b@x.se",
            "a@x_y.se",
            "a\r\nBcc:b@x.se",
            "å@x.se",
            long.as_str(),
        ] {
            assert!(!is_mail_address(bad), "{bad}");
        }
    }
}
