//! Which questions each role is asked, and how an answer with a face is kept. The words stand in `questions.ftl`.

use crate::language::Language;
use crate::text::T;

/// For whom the questions are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// A child.
    Child,
    /// An adult whom the plan is about.
    Person,
    /// A guardian, another representative, a supporter.
    Near,
    /// Somebody at work.
    Work,
}

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// Its key, as kept in the plan.
    pub key: &'static str,
    /// Whether it is answered by a face first.
    pub face: bool,
}

const fn words(key: &'static str) -> Question {
    Question { key, face: false }
}

const fn face(key: &'static str) -> Question {
    Question { key, face: true }
}

/// What an answer by face is kept under: the question's key and this.
pub const FACE: &str = "-face";

/// The faces: value in the form, and picture.
pub const FACES: [(&str, &str); 4] = [
    ("good", "face-good.svg"),
    ("so-so", "face-so-so.svg"),
    ("not-good", "face-not-good.svg"),
    ("dont-know", "face-dont-know.svg"),
];

impl Set {
    /// Its questions, in order.
    pub fn questions(self) -> &'static [Question] {
        const CHILD: [Question; 6] =
            [face("home"), face("school"), words("good"), words("hard"), words("wish"), words("worry")];
        const PERSON: [Question; 7] = [
            words("matters"),
            words("good"),
            words("hard"),
            words("tried"),
            words("wish"),
            words("there"),
            words("self"),
        ];
        const NEAR: [Question; 6] =
            [words("wish"), words("contacts"), words("hours"), words("ease"), words("can"), words("cannot")];
        const WORK: [Question; 4] = [words("view"), words("can"), words("cannot"), words("ask")];
        match self {
            Self::Child => &CHILD,
            Self::Person => &PERSON,
            Self::Near => &NEAR,
            Self::Work => &WORK,
        }
    }
}

/// A face in words.
pub fn face_words(t: T, value: &str) -> Option<&'static str> {
    Some(match value {
        "good" => t.msg_face_good(),
        "so-so" => t.msg_face_so_so(),
        "not-good" => t.msg_face_not_good(),
        "dont-know" => t.msg_face_dont_know(),
        _ => return None,
    })
}

/// The face that these words, in whatever language they were kept, stand for.
pub fn face_of(words: &str) -> Option<&'static str> {
    let says =
        |value: &str| Language::ALL.into_iter().any(|language| face_words(language.text(), value) == Some(words));
    FACES.into_iter().map(|(value, _)| value).find(|value| says(value))
}

/// The question with this key, of whatever set.
pub fn other(key: &str) -> Option<Question> {
    const OTHERS: [Question; 17] = [
        face("home"),
        face("school"),
        words("good"),
        words("hard"),
        words("wish"),
        words("worry"),
        words("matters"),
        words("tried"),
        words("there"),
        words("self"),
        words("contacts"),
        words("hours"),
        words("ease"),
        words("can"),
        words("cannot"),
        words("view"),
        words("ask"),
    ];
    OTHERS.into_iter().find(|question| question.key == key)
}

/// A question in words, also that of a face; its key where it is not known here (an older or a local question).
pub fn say(t: T, key: &str) -> &str {
    match key.strip_suffix(FACE).unwrap_or(key) {
        "home" => t.msg_question_home(),
        "school" => t.msg_question_school(),
        "good" => t.msg_question_good(),
        "hard" => t.msg_question_hard(),
        "wish" => t.msg_question_wish(),
        "worry" => t.msg_question_worry(),
        "matters" => t.msg_question_matters(),
        "tried" => t.msg_question_tried(),
        "there" => t.msg_question_there(),
        "self" => t.msg_question_self(),
        "contacts" => t.msg_question_contacts(),
        "hours" => t.msg_question_hours(),
        "ease" => t.msg_question_ease(),
        "can" => t.msg_question_can(),
        "cannot" => t.msg_question_cannot(),
        "view" => t.msg_question_view(),
        "ask" => t.msg_question_ask(),
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_words_and_every_face_comes_back() {
        for language in Language::ALL {
            let t = language.text();
            for set in [Set::Child, Set::Person, Set::Near, Set::Work] {
                for question in set.questions() {
                    assert_ne!(say(t, question.key), question.key);
                }
            }
            for (value, _) in FACES {
                assert_eq!(face_of(face_words(t, value).unwrap()), Some(value), "{language:?}");
            }
        }
        assert_eq!(face_of("Bra. Musiken."), None);
    }
}
