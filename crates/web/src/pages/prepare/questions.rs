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

/// What an answer by cards is kept under: the question's key and this.
pub const CARDS: &str = "-cards";

/// What stands between the cards that somebody chose, where they are kept as words.
const BETWEEN: &str = ", ";

/// The cards: value in the form, and picture. Each names something that may be good, hard, wished for or worried about.
pub const TOPICS: [(&str, &str); 8] = [
    ("friends", "card-friends.svg"),
    ("home", "card-home.svg"),
    ("school", "card-school.svg"),
    ("adult", "card-adult.svg"),
    ("play", "card-play.svg"),
    ("quiet", "card-quiet.svg"),
    ("body", "card-body.svg"),
    ("sleep", "card-sleep.svg"),
];

/// Three ways to be asked the same: what is answered is the same in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Faces and pictures to press, words folded away.
    Pictures,
    /// Cards to press, and words.
    Cards,
    /// Words.
    Text,
}

impl Version {
    /// All of them, with the key that a form and a cookie know them by.
    pub const ALL: [(&str, Self); 3] = [("pictures", Self::Pictures), ("cards", Self::Cards), ("text", Self::Text)];

    /// The version with this key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == key).map(|(_, version)| version)
    }

    /// What it is called.
    pub fn say(self, t: T) -> &'static str {
        match self {
            Self::Pictures => t.msg_version_pictures(),
            Self::Cards => t.msg_version_cards(),
            Self::Text => t.msg_version_text(),
        }
    }

    /// The one shown until somebody chooses: by age where it is known, and never by age alone.
    pub fn at_first(years: Option<i16>) -> Self {
        match years {
            Some(..9) => Self::Pictures,
            Some(13..) => Self::Text,
            _ => Self::Cards,
        }
    }
}

/// Under this key stands whom somebody wants beside them. It is not asked with the others, but where they say how they take part.
pub const WITH_ME: &str = "with-me";

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

/// A card in words.
pub fn topic_words(t: T, value: &str) -> Option<&'static str> {
    Some(match value {
        "friends" => t.msg_card_friends(),
        "home" => t.msg_card_home(),
        "school" => t.msg_card_school(),
        "adult" => t.msg_card_adult(),
        "play" => t.msg_card_play(),
        "quiet" => t.msg_card_quiet(),
        "body" => t.msg_card_body(),
        "sleep" => t.msg_card_sleep(),
        _ => return None,
    })
}

/// The chosen cards as words to keep; empty when none is chosen.
pub fn topics_said(t: T, chosen: &[&str]) -> String {
    let words =
        TOPICS.iter().filter(|(value, _)| chosen.contains(value)).filter_map(|(value, _)| topic_words(t, value));
    words.collect::<Vec<_>>().join(BETWEEN)
}

/// The cards that these words, in whatever language they were kept, stand for.
pub fn topics_of(words: &str) -> Vec<&'static str> {
    let is = |value: &str, said: &str| Language::ALL.into_iter().any(|l| topic_words(l.text(), value) == Some(said));
    let card = |said: &str| TOPICS.into_iter().map(|(value, _)| value).find(|value| is(value, said));
    words.split(BETWEEN).filter_map(card).collect()
}

/// The question's key without what says how it was answered.
pub fn bare(key: &str) -> &str {
    key.strip_suffix(FACE).or_else(|| key.strip_suffix(CARDS)).unwrap_or(key)
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
    match bare(key) {
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
        WITH_ME => t.msg_question_with_me(),
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
            for (value, _) in TOPICS {
                assert_eq!(topics_of(topic_words(t, value).unwrap()), [value], "{language:?}");
            }
            assert_eq!(topics_of(&topics_said(t, &["sleep", "friends"])), ["friends", "sleep"]);
            for (value, _) in FACES {
                assert_eq!(face_of(face_words(t, value).unwrap()), Some(value), "{language:?}");
            }
        }
        assert_eq!(face_of("Bra. Musiken."), None);
        assert!(topics_of("Något annat").is_empty() && topics_said(Language::Sv.text(), &[]).is_empty());
        assert_eq!(Version::at_first(None), Version::Cards);
    }
}
