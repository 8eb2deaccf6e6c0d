//! What others have shared of their preparation, and the drawings and voices on a page.

use samsyn_domain::access::PlanView;
use samsyn_domain::people::Who;
use samsyn_domain::plan::same_participant;
use samsyn_domain::plan::state::{Media, MediaKind, Preparation, SeenBy};

use crate::me::Me;
use crate::names;
use crate::text::T;

use super::questions::{FACE, bare, face_of, face_words, say};
use super::whose::noted;

/// What somebody has shared.
pub struct Shared {
    /// Whose it is.
    pub name: String,
    /// Who wrote it down, if another did.
    pub written_by: String,
    /// How they want to take part.
    pub take_part: String,
    /// Whether they chose not to prepare.
    pub waived: bool,
    /// Their answers.
    pub answers: Vec<Told>,
    /// Their drawings and voices.
    pub media: Vec<Shown>,
}

/// One answer.
pub struct Told {
    /// The question's key.
    pub key: String,
    /// The question; empty where the answer before is to the same.
    pub question: String,
    /// The answer.
    pub words: String,
    /// Who wrote it down, if another did.
    pub noted: String,
    /// That others do not see it, where that is so.
    pub mark: &'static str,
}

/// A drawing or a voice note.
pub struct Shown {
    /// Where the file is.
    pub src: String,
    /// Where one writes beside it.
    pub href: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// Which question it answers.
    pub question: String,
    /// That others do not see it, where that is so.
    pub mark: &'static str,
    /// What others wrote beside it, with who.
    pub words: Vec<(String, String)>,
}

/// A drawing or a voice as a page shows it.
pub fn shown(me: &Me, view: &PlanView, media: &Media) -> Shown {
    let (t, language) = (me.t(), me.language());
    let src = format!("/plans/{}/media/{}", view.id, media.media);
    Shown {
        href: format!("{src}/words"),
        src,
        picture: media.kind == MediaKind::Drawing,
        question: say(t, media.question.as_str()).to_owned(),
        mark: mark(t, media.seen_by),
        words: media
            .transcripts
            .iter()
            .map(|one| (one.words.to_string(), names::who(view, &one.by, language)))
            .collect(),
    }
}

/// What is said beside an answer that is not for everybody: "only you see this" to the one who gave it, for nobody else is shown it;
/// of one for the chosen person, who sees it, to both of them.
fn mark(t: T, seen_by: SeenBy) -> &'static str {
    match seen_by {
        SeenBy::OnlyMe => t.msg_mark_only_me(),
        SeenBy::MySupporter => t.msg_mark_chosen(),
        SeenBy::Everybody => "",
    }
}

/// The answers of a preparation, a face in the words of the one who reads.
pub fn told(me: &Me, preparation: &Preparation) -> Vec<Told> {
    let t = me.t();
    let words = |key: &str, words: &str| {
        let face = face_of(words).filter(|_| key.ends_with(FACE)).and_then(|face| face_words(t, face));
        face.unwrap_or(words).to_owned()
    };
    let one = |answer: &samsyn_domain::plan::state::Answer| Told {
        key: bare(answer.question.as_str()).to_owned(),
        question: say(t, answer.question.as_str()).to_owned(),
        words: words(answer.question.as_str(), answer.words.as_str()),
        noted: noted(me, answer.noted.as_ref()),
        mark: mark(me.t(), answer.seen_by),
    };
    let mut told: Vec<Told> = preparation.answers.iter().map(one).collect();
    // What belongs to one question stands together, in the order in which the first of it came.
    let order: Vec<String> = told.iter().map(|told| told.key.clone()).collect();
    told.sort_by_key(|told| order.iter().position(|known| *known == told.key));
    // … under one question, asked once.
    for at in (1..told.len()).rev() {
        if told[at].key == told[at - 1].key {
            told[at].question.clear();
        }
    }
    told
}

/// What others than `of` have shared with the one who looks.
pub fn shared(me: &Me, view: &PlanView, of: &Who) -> Vec<Shared> {
    let others = view.preparations.iter().filter(|p| !same_participant(&p.of, of));
    let each: Vec<Shared> = others.map(|p| one(me, view, p)).collect();
    each.into_iter().filter(Shared::says_something).collect()
}

/// What one preparation says.
pub fn one(me: &Me, view: &PlanView, p: &Preparation) -> Shared {
    let (t, language) = (me.t(), me.language());
    // Each answer says it itself, but those of older stories.
    let whole = p.written_by.as_ref().filter(|_| p.answers.iter().all(|answer| answer.noted.is_none()));
    Shared {
        name: names::who(view, &p.of, language),
        written_by: whole.map(|by| t.msg_prepare_written_by(by.name.as_str())).unwrap_or_default(),
        take_part: p.take_part.map(|how| names::take_part(language, how).to_owned()).unwrap_or_default(),
        waived: p.waived,
        answers: told(me, p),
        media: p.media.iter().map(|media| shown(me, view, media)).collect(),
    }
}

impl Shared {
    /// Whether there is anything to show.
    pub fn says_something(&self) -> bool {
        self.waived || !self.answers.is_empty() || !self.media.is_empty() || !self.take_part.is_empty()
    }
}

/// Whether something is kept from the one who looks.
pub fn hidden(view: &PlanView) -> bool {
    view.preparations.iter().any(|p| p.answers.is_empty() && p.media.is_empty() && !p.waived)
}
