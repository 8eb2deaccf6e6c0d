//! All that a template can reach: four templates, our own pictures, one library of shapes, two fonts, the data, the attachment.

use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Which template to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    Plan,
    Letter,
    Child,
    Easy,
}

/// What is the same for every paper, made once.
pub(crate) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    pictures: Vec<(FileId, Bytes)>,
    data: Option<FileId>,
    attachment: Option<FileId>,
}

/// The pictures that the pages show, drawn by us.
const PICTURES: [(&str, &str); 6] = [
    ("/card-adult.svg", include_str!("../../web/assets/card-adult.svg")),
    ("/card-home.svg", include_str!("../../web/assets/card-home.svg")),
    ("/card-school.svg", include_str!("../../web/assets/card-school.svg")),
    ("/face-good.svg", include_str!("../../web/assets/face-good.svg")),
    ("/face-so-so.svg", include_str!("../../web/assets/face-so-so.svg")),
    ("/face-not-good.svg", include_str!("../../web/assets/face-not-good.svg")),
];

pub(crate) static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

impl Press {
    fn new() -> Self {
        // The condensed cut sets more words to a line than the wide one and carries the same letters:
        // Latin, Greek, Cyrillic, Arabic, Hebrew, and most signs a child types.
        let fonts: Vec<Font> = [dejavu::sans_condensed::regular(), dejavu::sans_condensed::bold()]
            .into_iter()
            .flat_map(|face| Font::iter(Bytes::new(face)))
            .collect();
        let templates = [
            ("/plan.typ", include_str!("../templates/plan.typ")),
            ("/letter.typ", include_str!("../templates/letter.typ")),
            ("/child.typ", include_str!("../templates/child.typ")),
            ("/easy.typ", include_str!("../templates/easy.typ")),
            ("/shapes.typ", include_str!("../templates/shapes.typ")),
        ];
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: templates
                .into_iter()
                .filter_map(|(path, text)| Some(Source::new(file_id(path)?, text.into())))
                .collect(),
            pictures: PICTURES
                .iter()
                .filter_map(|(path, svg)| Some((file_id(path)?, Bytes::from_string(*svg))))
                .collect(),
            data: file_id("/data.json"),
            attachment: file_id("/plan.json"),
        }
    }

    /// Whether some font has a picture for this sign.
    pub(crate) fn covers(&self, sign: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(sign)))
    }
}

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One paper's world.
#[derive(Clone)]
pub(crate) struct PaperWorld {
    pub(crate) template: Template,
    pub(crate) data: Bytes,
    pub(crate) attachment: Bytes,
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &PRESS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &PRESS.book
    }

    fn main(&self) -> FileId {
        PRESS.sources[self.template as usize].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        PRESS.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match Some(id) {
            asked if asked == PRESS.data => Ok(self.data.clone()),
            asked if asked == PRESS.attachment => Ok(self.attachment.clone()),
            _ => PRESS
                .pictures
                .iter()
                .find(|(known, _)| *known == id)
                .map(|(_, svg)| svg.clone())
                .ok_or(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        PRESS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
