//! Folding of what each prepared.

use crate::ids::MediaId;
use crate::people::Who;
use crate::plan::event::{Event, Fact};
use crate::plan::same_participant;
use crate::plan::state::{Media, Plan, Preparation, SeenBy, Transcript};

impl Plan {
    pub(super) fn apply_preparing(&mut self, fact: &Fact) {
        match &fact.event {
            Event::Prepared { of, written_by, take_part, most_people, answers } => {
                let media = self.taken_out(of).filter(|p| !p.waived).map(|p| p.media).unwrap_or_default();
                self.preparations.push(Preparation {
                    written_by: written_by.clone(),
                    take_part: *take_part,
                    most_people: *most_people,
                    answers: answers.clone(),
                    media,
                    ..self.nothing_of(of, fact)
                });
            }
            Event::PreparationWaived { of } => {
                self.taken_out(of);
                let waived = Preparation { waived: true, supporters: Vec::new(), ..self.nothing_of(of, fact) };
                self.preparations.push(waived);
            }
            Event::MediaLaid { of, media, question, kind, seen_by, chosen, noted } => {
                let written_by = noted.as_ref().map(|noted| noted.by.clone());
                let before = self.taken_out(of).filter(|p| !p.waived);
                let fresh = Preparation { written_by: written_by.clone(), ..self.nothing_of(of, fact) };
                let mut preparation = before.unwrap_or_else(|| fresh.clone());
                preparation.hold_to_the_chosen();
                preparation.supporters = fresh.supporters;
                preparation.at = fact.at;
                if written_by.is_none() {
                    // With their own hands: from now on nobody writes in it for them.
                    preparation.written_by = None;
                }
                preparation.media.push(Media {
                    media: *media,
                    question: question.clone(),
                    kind: *kind,
                    seen_by: *seen_by,
                    chosen: chosen.clone(),
                    noted: noted.clone(),
                    at: fact.at,
                    transcripts: Vec::new(),
                });
                self.preparations.push(preparation);
            }
            Event::MediaShown { media, seen_by, chosen } => {
                let supporters: Vec<_> = self.current_supporters().map(|s| s.no).collect();
                let with = |p: &&mut Preparation| p.media.iter().any(|one| one.media == *media);
                if let Some(preparation) = self.preparations.iter_mut().find(with) {
                    preparation.hold_to_the_chosen();
                    preparation.supporters = supporters;
                }
                if let Some(media) = self.media_mut(*media) {
                    media.seen_by = *seen_by;
                    media.chosen.clone_from(chosen);
                }
            }
            Event::MediaDescribed { media, words } => {
                if let Some(media) = self.media_mut(*media) {
                    media.transcripts.push(Transcript { words: words.clone(), by: fact.by.clone(), at: fact.at });
                }
            }
            Event::MediaRemoved { media } => {
                for preparation in &mut self.preparations {
                    preparation.media.retain(|one| one.media != *media);
                }
            }
            _ => {}
        }
    }

    /// A preparation that holds nothing yet.
    fn nothing_of(&self, of: &Who, fact: &Fact) -> Preparation {
        Preparation {
            of: of.clone(),
            written_by: None,
            at: fact.at,
            take_part: None,
            most_people: None,
            answers: Vec::new(),
            waived: false,
            supporters: self.current_supporters().map(|s| s.no).collect(),
            media: Vec::new(),
        }
    }

    fn taken_out(&mut self, of: &Who) -> Option<Preparation> {
        let place = self.preparations.iter().position(|p| same_participant(&p.of, of))?;
        Some(self.preparations.remove(place))
    }

    /// The preparation that holds this drawing or voice note, and it.
    pub fn media(&self, media: MediaId) -> Option<(&Preparation, &Media)> {
        let all = self.preparations.iter().flat_map(|p| p.media.iter().map(move |one| (p, one)));
        all.into_iter().find(|(_, one)| one.media == media)
    }

    fn media_mut(&mut self, media: MediaId) -> Option<&mut Media> {
        self.preparations.iter_mut().flat_map(|p| &mut p.media).find(|one| one.media == media)
    }
}

impl Preparation {
    /// What was for "the one I chose" stays for those who were chosen when it was ticked, before others are known to it.
    fn hold_to_the_chosen(&mut self) {
        let then = self.supporters.clone();
        for answer in self.answers.iter_mut().filter(|a| a.seen_by == SeenBy::MySupporter) {
            answer.chosen.get_or_insert_with(|| then.clone());
        }
    }
}
