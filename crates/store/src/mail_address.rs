//! What a mail address looks like: RFC 5321 4.1.2, without quoted names and addresses of machines, which nobody has. Whether mail
//! arrives is for the mail server to say.

/// The longest address (RFC 5321 4.5.3.1.3, without the brackets around a path).
const MOST: usize = 254;
/// The longest name before the @.
const MOST_NAME: usize = 64;
/// The longest part of a host between two dots.
const MOST_LABEL: usize = 63;

/// Whether this is written as a mail address: a dot-atom, one @, a host of at least two parts.
pub fn is_mail_address(text: &str) -> bool {
    let atom = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
        !part.is_empty() && part.bytes().all(fits)
    };
    let label = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let ends = part.starts_with('-') || part.ends_with('-');
        (1..=MOST_LABEL).contains(&part.len()) && part.bytes().all(fits) && !ends
    };
    let Some((name, host)) = text.split_once('@') else { return false };
    // The last part of a host is no number: that would be a machine's address.
    let named = host.rsplit('.').next().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    text.len() <= MOST
        && name.len() <= MOST_NAME
        && name.split('.').all(atom)
        && host.contains('.')
        && host.split('.').all(label)
        && named
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
