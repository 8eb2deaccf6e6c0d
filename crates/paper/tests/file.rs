//! What the finished file is: the same every time, with the plan's data inside, and small in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first fault")]

mod families;

use families::{elin_letter, elin_plan, haddad_plan, t, thirty_measures};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object, Stream};
use samsyn_paper::{PaperError, PlanPaper, letter, plan, plan_proof};

/// The streams of a file that carry attachments.
fn attachments(bytes: &[u8]) -> Vec<Vec<u8>> {
    let pdf = Pdf::new(bytes.to_vec()).unwrap();
    pdf.objects()
        .into_iter()
        .filter_map(|object| match object {
            Object::Stream(stream) if has_type(stream.dict(), "EmbeddedFile") => Some(decoded(&stream)),
            _ => None,
        })
        .collect()
}

fn decoded(stream: &Stream<'_>) -> Vec<u8> {
    stream.decoded().unwrap().to_vec()
}

fn has_type(dict: &Dict<'_>, name: &str) -> bool {
    dict.get::<hayro_syntax::object::Name<'_>>("Type").is_some_and(|found| found.as_str() == name)
}

fn pages(bytes: &[u8]) -> usize {
    Pdf::new(bytes.to_vec()).unwrap().pages().len()
}

#[test]
fn the_same_plan_gives_the_same_bytes_whatever_was_printed_between() {
    let first = plan(&elin_plan()).unwrap();
    for _ in 0..2 {
        plan(&haddad_plan()).unwrap();
        letter(&elin_letter()).unwrap();
    }
    assert!(first == plan(&elin_plan()).unwrap(), "the bytes differ");
    let mut other = elin_plan();
    other.identifier = t("sample-elin-3");
    assert!(first != plan(&other).unwrap(), "another version gives the same bytes");
}

#[test]
fn the_file_has_as_many_pages_as_its_proof() {
    for paper in [elin_plan(), thirty_measures()] {
        assert_eq!(pages(&plan(&paper).unwrap()), plan_proof(&paper).unwrap().pages.len());
    }
}

#[test]
fn the_attachment_is_the_plans_json_byte_for_byte() {
    let mut paper = elin_plan();
    paper.attachment =
        serde_json::to_vec(&serde_json::json!({"namn": "Åsa", "tal": (0..5000).collect::<Vec<_>>()})).unwrap();
    let bytes = plan(&paper).unwrap();
    assert_eq!(attachments(&bytes), vec![paper.attachment.clone()]);
    let raw = String::from_utf8_lossy(&bytes);
    for mark in ["plan.json", "/AFRelationship/Source", "/AFRelationship /Source"] {
        let found = raw.contains(mark);
        assert!(found || mark.starts_with("/AF"), "{mark} is missing");
    }
    assert!(raw.contains("/AFRelationship/Source") || raw.contains("/AFRelationship /Source"));
}

#[test]
fn no_data_no_attachment() {
    let paper = PlanPaper { attachment: Vec::new(), ..elin_plan() };
    assert_eq!(attachments(&plan(&paper).unwrap()), Vec::<Vec<u8>>::new());
    assert_eq!(attachments(&letter(&elin_letter()).unwrap()), Vec::<Vec<u8>>::new());
}

#[test]
fn no_name_stands_in_what_a_list_of_files_shows() {
    let bytes = plan(&elin_plan()).unwrap();
    let metadata = Pdf::new(bytes.clone())
        .unwrap()
        .objects()
        .into_iter()
        .find_map(|object| match object {
            Object::Stream(stream) if has_type(stream.dict(), "Metadata") => Some(decoded(&stream)),
            _ => None,
        })
        .unwrap();
    let metadata = String::from_utf8(metadata).unwrap();
    assert!(metadata.contains("Plan, version 2"), "{metadata}");
    assert!(metadata.contains("2027-03-03"), "{metadata}");
    for word in ["Elin", "sample-elin", "Anna"] {
        assert!(!metadata.contains(word), "{word} stands in the metadata");
    }
}

#[test]
fn what_the_caller_forgot_is_refused_without_quoting_the_paper() {
    let wrong = |change: fn(&mut PlanPaper)| {
        let mut paper = elin_plan();
        change(&mut paper);
        plan(&paper).unwrap_err()
    };
    assert_eq!(wrong(|p| p.lang = t("Svenska")), PaperError::Language);
    assert_eq!(wrong(|p| p.lang.clear()), PaperError::Language);
    assert_eq!(wrong(|p| p.date = (2027, 2, 29)), PaperError::Date);
    assert_eq!(wrong(|p| p.identifier.clear()), PaperError::Unnamed);
    assert_eq!(wrong(|p| p.document_title = t(" ")), PaperError::Unnamed);
    assert_eq!(PaperError::Date.to_string(), "the paper's date is not a day in the calendar");
    for lang in ["sv-SE", "en", "smj", "zh-Hant-TW"] {
        let mut paper = elin_plan();
        paper.lang = t(lang);
        paper.measures.truncate(1);
        assert!(plan(&paper).is_ok(), "{lang}");
    }
}
