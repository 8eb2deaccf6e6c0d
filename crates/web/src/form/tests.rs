use axum::body::Body;
use axum::http::Request;
use jiff::civil::date;

use super::*;

fn form(body: &[u8]) -> Form {
    Form::parse(Language::Sv, body).unwrap()
}

#[test]
fn a_good_form_gives_its_values() {
    let mut form = form(b"what=Lugn+start%0D%0Avarje+dag&by=3%2F3+2027&at=14.30&n=12&who=a&who=b&answer=7&empty=");
    assert_eq!(form.text("what", 100).unwrap(), "Lugn start\nvarje dag");
    assert_eq!(form.date("by", date(2026, 11, 22)).unwrap(), date(2027, 3, 3));
    assert_eq!(form.time("at").unwrap(), jiff::civil::time(14, 30, 0, 0));
    assert_eq!(form.number("n", 0..=50).unwrap(), 12);
    assert_eq!(form.choice::<u8>("answer").unwrap(), 7);
    assert_eq!(form.choices::<char>("who").unwrap(), ['a', 'b']);
    assert_eq!(form.list("who"), ["a", "b"]);
    assert_eq!(form.date_or_none("empty", date(2026, 1, 1)).unwrap(), None);
    assert_eq!(form.text_or_empty("missing", 5).unwrap(), "");
    assert!(!form.is_refused());
}

#[test]
fn all_errors_are_collected_and_all_text_is_kept() {
    let today = date(2026, 11, 22);
    let mut form = form(b"by=31+feb&year=3+mars+20226&at=25.00&n=tolv&big=99&pick=z&long=abcdef&blank=++");
    assert!(form.date("by", today).is_err());
    assert!(form.date("year", today).is_err());
    assert!(form.date("none", today).is_err());
    assert!(form.time("at").is_err());
    assert!(form.number("n", 0..=9).is_err());
    assert!(form.number("big", 0..=9).is_err());
    assert!(form.choice::<u8>("pick").is_err());
    assert!(form.choice::<u8>("unpicked").is_err());
    assert!(form.choices::<u8>("pick").is_err());
    assert!(form.text("long", 5).is_err());
    assert!(form.text("blank", 5).is_err());
    assert!(form.in_order("end", date(2027, 2, 1), date(2027, 1, 1)).is_err());
    let codes: Vec<(&str, &FieldError)> = form.errors().iter().map(|(key, error)| (key.as_str(), error)).collect();
    assert_eq!(
        codes,
        [
            ("by", &FieldError::NoSuchDay { day: 31, month: 2 }),
            ("year", &FieldError::YearOutOfRange),
            ("none", &FieldError::Empty),
            ("at", &FieldError::NotATime),
            ("n", &FieldError::NotANumber),
            ("big", &FieldError::NumberOutOfRange { min: 0, max: 9 }),
            ("pick", &FieldError::UnknownChoice),
            ("unpicked", &FieldError::NotChosen),
            ("long", &FieldError::TooLong { max: 5, over: 1 }),
            ("blank", &FieldError::Empty),
            ("end", &FieldError::EndBeforeStart),
        ]
    );
    for (key, kept) in [("by", "31 feb"), ("year", "3 mars 20226"), ("n", "tolv"), ("long", "abcdef"), ("blank", "  ")]
    {
        assert_eq!(form.value(key), kept);
    }
}

#[test]
fn every_error_has_words_of_its_own_in_every_language() {
    let all = [
        FieldError::Empty,
        FieldError::TooLong { max: 200, over: 81 },
        FieldError::NotADate,
        FieldError::NoSuchDay { day: 31, month: 2 },
        FieldError::YearOutOfRange,
        FieldError::EndBeforeStart,
        FieldError::NotChosen,
        FieldError::UnknownChoice,
        FieldError::NotANumber,
        FieldError::NumberOutOfRange { min: 1, max: 9 },
        FieldError::NotATime,
        FieldError::BrokenText,
        FieldError::Because("Elin har redan svarat.".to_owned()),
    ];
    for language in Language::ALL {
        let said: std::collections::BTreeSet<String> = all.iter().map(|error| error.say(language)).collect();
        assert_eq!(said.len(), all.len(), "{language:?}");
    }
    assert!(crate::text::plain(&all[3].say(Language::Sv)).contains("31 februari"));
}

#[test]
fn broken_bytes_are_refused_at_their_field_and_never_panic() {
    for (body, shown) in [
        (&b"name=%C3%28"[..], "\u{FFFD}("),
        (b"name=\xff\xfe", "\u{FFFD}\u{FFFD}"),
        (b"name=%00null", "\u{FFFD}null"),
        (b"name=a%1Bb", "a\u{FFFD}b"),
        (b"name=%ED%A0%80", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ] {
        let mut form = form(body);
        assert_eq!(form.text("name", 100), Err(Invalid), "{body:?}");
        assert_eq!(form.error("name"), Some(&FieldError::BrokenText));
        assert_eq!(form.value("name"), shown);
        assert!(form.date_or_none("name", date(2026, 1, 1)).is_err());
    }
}

#[test]
fn odd_but_readable_bodies_are_read() {
    for (body, value) in [
        (&b"name=100%"[..], "100%"),
        (b"name=%zz%4", "%zz%4"),
        (b"name=a=b=c", "a=b=c"),
        (b"&&name=x&", "x"),
        (b"name", ""),
        (b"=only", ""),
        (b"na%6de=x", "x"),
        (b"name=%F0%9F%99%82+%E2%80%AE", "\u{1F642} \u{202E}"),
        (b"", ""),
    ] {
        assert_eq!(form(body).value("name"), value, "{body:?}");
    }
}

#[test]
fn a_hundred_kilobytes_in_any_field_come_back_whole() {
    let long = "å".repeat(50_000);
    for key in ["name", "by", "at", "n", "answer"] {
        let mut form = form(format!("{key}={long}").as_bytes());
        let refused = [
            form.text(key, 200).is_err(),
            form.date(key, date(2026, 1, 1)).is_err(),
            form.time(key).is_err(),
            form.number(key, 0..=9).is_err(),
            form.choice::<u8>(key).is_err(),
        ];
        assert_eq!(refused, [true; 5]);
        assert_eq!(form.value(key).len(), 100_000);
        assert_eq!(form.errors().len(), 1, "the first error of a field is enough");
    }
}

#[test]
fn too_many_fields_are_refused() {
    let body = "a&".repeat(MAX_FIELDS + 1);
    assert_eq!(Form::parse(Language::Sv, body.as_bytes()).unwrap_err(), Error::TooLarge);
    assert!(Form::parse(Language::Sv, &body.as_bytes()[..MAX_FIELDS * 2]).is_ok());
}

async fn extract(kind: &str, body: Vec<u8>) -> Result<Form, Error> {
    let request =
        Request::post("/").header("content-type", kind).header("accept-language", "en").body(Body::from(body));
    Form::from_request(request.unwrap(), &()).await
}

#[tokio::test]
async fn a_request_is_read_up_to_the_limit_and_only_as_a_form() {
    let kind = "application/x-www-form-urlencoded; charset=UTF-8";
    let read = extract(kind, b"what=x".to_vec()).await.unwrap();
    assert_eq!((read.value("what"), read.language()), ("x", Language::En));
    assert!(extract(kind, vec![b'a'; MAX_BODY]).await.is_ok());
    assert_eq!(extract(kind, vec![b'a'; MAX_BODY + 1]).await.unwrap_err(), Error::TooLarge);
    assert_eq!(extract("application/json", b"{}".to_vec()).await.unwrap_err(), Error::Unreadable);
    assert_eq!(extract("", b"what=x".to_vec()).await.unwrap_err(), Error::Unreadable);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_unreadable() {
    let broken = futures_util::stream::iter([Ok("what=x"), Err(std::io::Error::other("gone"))]);
    let request =
        Request::post("/").header("content-type", "application/x-www-form-urlencoded").body(Body::from_stream(broken));
    assert_eq!(Form::from_request(request.unwrap(), &()).await.unwrap_err(), Error::Unreadable);
}
