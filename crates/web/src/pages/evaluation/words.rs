//! What is asked, in words, by its key (`domain/src/evaluation.rs`), and the steps of an answer.

use samsyn_domain::evaluation::{Asked, DONT_KNOW, MOST};

use crate::parts::Choice;
use crate::text::T;

/// A statement in words; empty for a key that is none.
pub fn statement(t: T, key: &str) -> &'static str {
    match key {
        "child_understood" => t.msg_evaluation_child_understood(),
        "child_listened" => t.msg_evaluation_child_listened(),
        "child_wanted" => t.msg_evaluation_child_wanted(),
        "child_next" => t.msg_evaluation_child_next(),
        "adult_why" => t.msg_evaluation_adult_why(),
        "adult_who_came" => t.msg_evaluation_adult_who_came(),
        "adult_raised" => t.msg_evaluation_adult_raised(),
        "adult_all_spoke" => t.msg_evaluation_adult_all_spoke(),
        "adult_who_does_what" => t.msg_evaluation_adult_who_does_what(),
        "adult_whom_to_ask" => t.msg_evaluation_adult_whom_to_ask(),
        "adult_for_my_sake" => t.msg_evaluation_adult_for_my_sake(),
        "professional_ready" => t.msg_evaluation_professional_ready(),
        "professional_mandate" => t.msg_evaluation_professional_mandate(),
        "professional_reasonable" => t.msg_evaluation_professional_reasonable(),
        "professional_equal" => t.msg_evaluation_professional_equal(),
        "follow_up_happened" => t.msg_evaluation_follow_up_happened(),
        "follow_up_less_to_do" => t.msg_evaluation_follow_up_less_to_do(),
        "follow_up_plan_changed" => t.msg_evaluation_follow_up_plan_changed(),
        "follow_up_of_use" => t.msg_evaluation_follow_up_of_use(),
        _ => "",
    }
}

/// What a number is of, in words; empty for a key that is none.
pub fn number(t: T, key: &str) -> &'static str {
    match key {
        "minutes_before" => t.msg_evaluation_minutes_before(),
        "minutes_during" => t.msg_evaluation_minutes_during(),
        "minutes_after" => t.msg_evaluation_minutes_after(),
        "hours_a_week" => t.msg_evaluation_hours_a_week(),
        _ => "",
    }
}

/// A step in words, as this form has them.
pub fn step(t: T, asked: Asked, step: u8) -> &'static str {
    match (asked == Asked::Child, step) {
        (true, 1) => t.msg_evaluation_face_1(),
        (true, 2) => t.msg_evaluation_face_2(),
        (true, 3) => t.msg_evaluation_face_3(),
        (true, 4) => t.msg_evaluation_face_4(),
        (true, MOST) => t.msg_evaluation_face_5(),
        (false, 1) => t.msg_evaluation_step_1(),
        (false, 2) => t.msg_evaluation_step_2(),
        (false, 3) => t.msg_evaluation_step_3(),
        (false, 4) => t.msg_evaluation_step_4(),
        (false, MOST) => t.msg_evaluation_step_5(),
        _ => t.msg_evaluation_step_dont_know(),
    }
}

/// The five steps and "don't know", with faces for a child.
pub(super) fn steps(t: T, asked: Asked) -> Vec<Choice<'static>> {
    const FACES: [&str; 6] = [
        "face-dont-know.svg",
        "face-not-good.svg",
        "face-little.svg",
        "face-so-so.svg",
        "face-good.svg",
        "face-very-good.svg",
    ];
    (1..=MOST)
        .chain([DONT_KNOW])
        .map(|value| {
            let choice = Choice::new(value.to_string(), step(t, asked, value));
            if asked == Asked::Child { choice.picture(FACES[usize::from(value)]) } else { choice }
        })
        .collect()
}
