//! Reading the set pages back, so that a test can see what a reader would.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// What stands on the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The words of each page in reading order, header and footer included; white space as single spaces.
    pub pages: Vec<String>,
    /// Pieces of text that lie outside the paper's edge. Must be empty.
    pub outside: Vec<String>,
    /// The typesetter's warnings. Must be empty.
    pub warnings: Vec<String>,
}

impl Proof {
    /// All words, page after page.
    pub fn text(&self) -> String {
        self.pages.join(" ")
    }
}

pub(crate) fn read(document: &PagedDocument, warnings: Vec<String>) -> Proof {
    let mut proof = Proof { pages: Vec::new(), outside: Vec::new(), warnings };
    for page in document.pages() {
        let mut reader = Reader {
            words: String::new(),
            last: None,
            outside: &mut proof.outside,
            edge: page.frame.size().to_point(),
        };
        reader.walk(&page.frame, Transform::identity());
        let words = reader.words;
        proof.pages.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    proof
}

struct Reader<'a> {
    words: String,
    /// Line (its height on the page) and right end of the piece read last.
    last: Option<(Abs, Abs)>,
    outside: &'a mut Vec<String>,
    edge: Point,
}

impl Reader<'_> {
    fn walk(&mut self, frame: &Frame, above: Transform) {
        for (position, item) in frame.items() {
            let here = above.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Group(group) => self.walk(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Text(text) => self.piece(&text.text, Point::zero().transform(here), text.width()),
                _ => {}
            }
        }
    }

    fn piece(&mut self, text: &str, start: Point, width: Abs) {
        let end = start.x + width;
        let slack = Abs::pt(0.5);
        if start.x < -slack || start.y < -slack || end > self.edge.x + slack || start.y > self.edge.y + slack {
            self.outside.push(text.to_owned());
        }
        let same_line = self.last.is_some_and(|(y, x)| (y - start.y).abs() < slack && (x - start.x).abs() < slack);
        if !same_line {
            self.words.push(' ');
        }
        self.words.push_str(text);
        self.last = Some((start.y, end));
    }
}
