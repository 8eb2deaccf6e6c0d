//! From data to pages to a file.

use crate::error::{PaperError, TypesettingError};
use crate::world::PaperWorld;
pub(crate) use crate::world::Template;
use crate::{Proof, plain, proof};
use serde::Serialize;
use serde_json::json;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How many papers a remembered result outlives. Enough for the templates' own work to be remembered, few
/// enough that nobody's words stay in memory for long.
const REMEMBERED_PAPERS: usize = 3;

/// One paper, ready to be set.
pub(crate) struct Sheet {
    world: PaperWorld,
    /// The same data, asking for closer lines.
    tight: Bytes,
    identifier: String,
}

/// Forgets old results when it goes out of scope: after a success, a failure and a panic alike. Without it a
/// server remembers every paper it ever set.
struct ForgetAfterwards;

impl Drop for ForgetAfterwards {
    fn drop(&mut self) {
        comemo::evict(REMEMBERED_PAPERS);
    }
}

impl Sheet {
    pub(crate) fn new(
        template: Template,
        paper: &impl Serialize,
        lang: &str,
        identifier: &str,
        (year, month, day): (i32, u8, u8),
        attachment: &[u8],
    ) -> Result<Self, PaperError> {
        let (lang, region) = language(lang)?;
        Datetime::from_ymd(year, month, day).ok_or(PaperError::Date)?;
        let mut paper = serde_json::to_value(paper).map_err(|_| PaperError::Data)?;
        let title = paper.get("document_title").and_then(serde_json::Value::as_str).unwrap_or_default();
        if title.trim().is_empty() || identifier.trim().is_empty() {
            return Err(PaperError::Unnamed);
        }
        let replaced = plain::make_plain(&mut paper);
        let mut data = json!({
            "paper": paper, "lang": lang, "region": region, "replaced": replaced, "attached": !attachment.is_empty(),
            "tight": false,
        });
        let roomy = as_bytes(&data)?;
        data["tight"] = true.into();
        Ok(Self {
            world: PaperWorld { template, data: roomy, attachment: Bytes::new(attachment.to_vec()) },
            tight: as_bytes(&data)?,
            identifier: identifier.to_owned(),
        })
    }
}

/// Splits `sv-SE` into `sv` and `SE`; any other subtag is dropped, for the typesetter knows only these two.
fn language(tag: &str) -> Result<(String, Option<String>), PaperError> {
    let mut parts = tag.split('-');
    let lang = parts.next().unwrap_or_default();
    if !(2..=3).contains(&lang.len()) || !lang.bytes().all(|b| b.is_ascii_lowercase()) {
        return Err(PaperError::Language);
    }
    let region = parts.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase()));
    Ok((lang.to_owned(), region.map(ToOwned::to_owned)))
}

fn as_bytes(data: &serde_json::Value) -> Result<Bytes, PaperError> {
    serde_json::to_vec(data).map(Bytes::new).map_err(|_| PaperError::Data)
}

type Set = Warned<SourceResult<PagedDocument>>;

/// Sets the sheet. A plan that spills onto a third page is tried with closer lines, and keeps them if that saves
/// the page: two pages are one sheet of paper in the hand.
fn set(sheet: &Sheet) -> Set {
    let roomy = typst::compile::<PagedDocument>(&sheet.world);
    if sheet.world.template != Template::Plan || page_count(&roomy) != Some(SHEET + 1) {
        return roomy;
    }
    let tight = typst::compile(&PaperWorld { data: sheet.tight.clone(), ..sheet.world.clone() });
    if page_count(&tight) == Some(SHEET) { tight } else { roomy }
}

/// Both sides of one sheet.
const SHEET: usize = 2;

fn page_count(set: &Set) -> Option<usize> {
    set.output.as_ref().ok().map(|document| document.pages().len())
}

pub(crate) fn pdf(sheet: &Sheet) -> Result<Vec<u8>, PaperError> {
    let _forget = ForgetAfterwards;
    let document = set(sheet).output.map_err(|faults| failed(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|fault| PaperError::Typesetting(TypesettingError(vec![fault.message().to_string()])))?;
    let ident = Smart::Custom(sheet.identifier.clone());
    let options = PdfOptions { ident, standards, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|faults| failed(&faults))
}

pub(crate) fn proof(sheet: &Sheet) -> Result<Proof, PaperError> {
    let _forget = ForgetAfterwards;
    let set = set(sheet);
    let document = set.output.map_err(|faults| failed(&faults))?;
    let warnings = set.warnings.iter().map(|warning| warning.message.to_string()).collect();
    Ok(proof::read(&document, warnings))
}

fn failed(faults: &[SourceDiagnostic]) -> PaperError {
    PaperError::Typesetting(TypesettingError(faults.iter().map(|fault| fault.message.to_string()).collect()))
}
