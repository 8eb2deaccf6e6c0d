//! What things of the domain are called in each language: stages, kinds, tasks, people. The words stand in
//! `text/*/names.ftl`.

use samsyn_domain::access::{PlanView, Role};
use samsyn_domain::information::{InfoKind, LifeArea};
use samsyn_domain::people::{FamilyMember, Mandate, PrincipalKind, StaffRef, Standing, UnitRef, Who};
use samsyn_domain::plan::state::{
    ClosingReason, DidIt, MeasureState, Owner, Plan, Question, Recipient, SeenBy, Stage, Summons, TakePart,
};
use samsyn_domain::plan::waiting::Task;

use crate::language::Language;
use crate::text::T;

/// Where a plan stands.
pub fn stage(language: Language, stage: Stage) -> &'static str {
    let t = language.text();
    match stage {
        Stage::Proposed => t.msg_stage_proposed(),
        Stage::Refused => t.msg_stage_refused(),
        Stage::Assessed => t.msg_stage_assessed(),
        Stage::Declined => t.msg_stage_declined(),
        Stage::InConflict => t.msg_stage_in_conflict(),
        Stage::Consented => t.msg_stage_consented(),
        Stage::Preparing => t.msg_stage_preparing(),
        Stage::Called => t.msg_stage_called(),
        Stage::Meeting => t.msg_stage_meeting(),
        Stage::Draft => t.msg_stage_draft(),
        Stage::Agreed => t.msg_stage_agreed(),
        Stage::Active => t.msg_stage_active(),
        Stage::FollowUp => t.msg_stage_follow_up(),
        Stage::Revision => t.msg_stage_revision(),
        Stage::Closed => t.msg_stage_closed(),
    }
}

/// A kind of information.
pub fn kind(language: Language, kind: InfoKind) -> &'static str {
    let t = language.text();
    match kind {
        InfoKind::OwnWords => t.msg_kind_own_words(),
        InfoKind::Health => t.msg_kind_health(),
        InfoKind::SocialCare => t.msg_kind_social_care(),
        InfoKind::School => t.msg_kind_school(),
        InfoKind::Home => t.msg_kind_home(),
        InfoKind::WorkMoney => t.msg_kind_work_money(),
    }
}

/// A life area, in the installation's own words.
pub fn area(language: Language, area: &LifeArea) -> &str {
    match language {
        Language::Sv => &area.sv,
        Language::SvSimple => &area.sv_simple,
        Language::En => &area.en,
    }
}

/// A task of the worklist.
pub fn task(language: Language, task: Task) -> &'static str {
    let t = language.text();
    match task {
        Task::Assess => t.msg_task_assess(),
        Task::AskConsent => t.msg_task_ask_consent(),
        Task::Consent => t.msg_task_consent(),
        Task::HelpConflict => t.msg_task_help_conflict(),
        Task::FindQuestion => t.msg_task_find_question(),
        Task::Call => t.msg_task_call(),
        Task::AnswerTimes => t.msg_task_answer_times(),
        Task::ChooseTime => t.msg_task_choose_time(),
        Task::AnswerCall => t.msg_task_answer_call(),
        Task::ChaseCall => t.msg_task_chase_call(),
        Task::Prepare => t.msg_task_prepare(),
        Task::Expect => t.msg_task_expect(),
        Task::AnswerAsk => t.msg_task_answer_ask(),
        Task::HoldMeeting => t.msg_task_hold_meeting(),
        Task::Agree => t.msg_task_agree(),
        Task::HandOut => t.msg_task_hand_out(),
        Task::AnswerMeasure => t.msg_task_answer_measure(),
        Task::DoMeasure => t.msg_task_do_measure(),
        Task::FinishMeasure => t.msg_task_finish_measure(),
        Task::TakeStep => t.msg_task_take_step(),
        Task::ReachOwner => t.msg_task_reach_owner(),
        Task::MendMeasure => t.msg_task_mend_measure(),
        Task::AnswerHandover => t.msg_task_answer_handover(),
        Task::FindOwner => t.msg_task_find_owner(),
        Task::JudgeMeasure => t.msg_task_judge_measure(),
        Task::FollowUp => t.msg_task_follow_up(),
        Task::Evaluate => t.msg_task_evaluate(),
        Task::CheckProtection => t.msg_task_check_protection(),
    }
}

/// The page, below the plan's own address, where a task is done.
pub fn task_page(task: Task) -> &'static str {
    match task {
        Task::Assess => "assess",
        Task::AskConsent | Task::Consent | Task::HelpConflict | Task::ReachOwner => "consent",
        Task::FindQuestion => "question",
        Task::Call | Task::ChaseCall => "call",
        Task::AnswerTimes | Task::ChooseTime => "times",
        Task::AnswerCall => "answer",
        Task::Prepare => "prepare",
        Task::Expect => "expectations",
        Task::AnswerAsk => "asks",
        Task::HoldMeeting => "meeting",
        Task::Agree | Task::HandOut | Task::MendMeasure => "agree",
        Task::AnswerMeasure | Task::DoMeasure | Task::FinishMeasure => "measures",
        Task::AnswerHandover => "handovers",
        Task::FindOwner => "hand-over",
        Task::TakeStep => "disagreements",
        Task::JudgeMeasure => "did-it-happen",
        Task::FollowUp => "follow-up",
        Task::Evaluate => "evaluate",
        Task::CheckProtection => "people/protection",
    }
}

/// By what right somebody acts for the person.
pub fn mandate(language: Language, mandate: Mandate) -> &'static str {
    let t = language.text();
    match mandate {
        Mandate::Guardian => t.msg_mandate_guardian(),
        Mandate::GodMan => t.msg_mandate_god_man(),
        Mandate::Forvaltare => t.msg_mandate_forvaltare(),
    }
}

/// Where a guardian stands.
pub fn standing(language: Language, standing: Standing) -> &'static str {
    let t = language.text();
    match standing {
        Standing::Asked => t.msg_standing_asked(),
        Standing::Refuses => t.msg_standing_refuses(),
        Standing::Unreachable => t.msg_standing_unreachable(),
        Standing::Prevented => t.msg_standing_prevented(),
        Standing::NotAsked => t.msg_standing_not_asked(),
    }
}

/// What a principal is.
pub fn principal_kind(language: Language, kind: PrincipalKind) -> &'static str {
    let t = language.text();
    match kind {
        PrincipalKind::Kommun => t.msg_principal_kommun(),
        PrincipalKind::Region => t.msg_principal_region(),
        PrincipalKind::School => t.msg_principal_school(),
        PrincipalKind::Other => t.msg_principal_other(),
    }
}

/// Called or invited.
pub fn summons(language: Language, summons: Summons) -> &'static str {
    let t = language.text();
    match summons {
        Summons::Called => t.msg_summons_called(),
        Summons::Invited => t.msg_summons_invited(),
    }
}

/// How somebody takes part.
pub fn take_part(language: Language, how: TakePart) -> &'static str {
    let t = language.text();
    match how {
        TakePart::Whole => t.msg_take_part_whole(),
        TakePart::Part => t.msg_take_part_part(),
        TakePart::Remote => t.msg_take_part_remote(),
        TakePart::Through => t.msg_take_part_through(),
        TakePart::Absent => t.msg_take_part_absent(),
    }
}

/// Who may see a prepared answer.
pub fn seen_by(language: Language, seen_by: SeenBy) -> &'static str {
    let t = language.text();
    match seen_by {
        SeenBy::OnlyMe => t.msg_seen_by_only_me(),
        SeenBy::MySupporter => t.msg_seen_by_my_supporter(),
        SeenBy::Everybody => t.msg_seen_by_everybody(),
    }
}

/// As [`seen_by`], in a plan: while an identity is protected nobody reads by where they work.
pub fn seen_by_in(plan: &Plan, language: Language, seen: SeenBy) -> &'static str {
    match seen {
        SeenBy::Everybody if plan.protected => language.text().msg_seen_by_everybody_named(),
        _ => seen_by(language, seen),
    }
}

/// Whether it happened.
pub fn did_it(language: Language, answer: DidIt) -> &'static str {
    let t = language.text();
    match answer {
        DidIt::Yes => t.msg_did_it_yes(),
        DidIt::Partly => t.msg_did_it_partly(),
        DidIt::No => t.msg_did_it_no(),
    }
}

/// Why a plan is closed.
pub fn closing(language: Language, reason: ClosingReason) -> &'static str {
    let t = language.text();
    match reason {
        ClosingReason::GoalReached => t.msg_closing_goal_reached(),
        ClosingReason::NoLongerJoint => t.msg_closing_no_longer_joint(),
        ClosingReason::PersonsWish => t.msg_closing_persons_wish(),
        ClosingReason::Moved => t.msg_closing_moved(),
        ClosingReason::Deceased => t.msg_closing_deceased(),
        ClosingReason::Replaced => t.msg_closing_replaced(),
    }
}

/// Where a measure stands, in one or two words.
pub fn measure_state(language: Language, state: &MeasureState) -> &'static str {
    let t = language.text();
    match state {
        MeasureState::Proposed => t.msg_measure_proposed(),
        MeasureState::Taken { .. } => t.msg_measure_taken(),
        MeasureState::Declined { .. } => t.msg_measure_declined(),
        MeasureState::Ongoing { .. } => t.msg_measure_ongoing(),
        MeasureState::Done { .. } => t.msg_measure_done(),
        MeasureState::NotDone { .. } => t.msg_measure_not_done(),
    }
}

/// In which role somebody reads a plan.
pub fn role(language: Language, role: Role) -> &'static str {
    let t = language.text();
    match role {
        Role::Holder => t.msg_role_holder(),
        Role::Party => t.msg_role_party(),
        Role::Family | Role::Protected => t.msg_role_family(),
    }
}

/// A member of the family's side, by the name the plan has.
pub fn member(plan: &Plan, member: FamilyMember) -> String {
    plan.family_name(member).map(ToString::to_string).unwrap_or_default()
}

/// Somebody at work: a name and the unit, where that is not kept back.
pub fn staff(staff: &StaffRef) -> String {
    match staff.unit.told() {
        Some(unit) => format!("{}, {unit}", staff.name),
        None => staff.name.to_string(),
    }
}

/// What a unit is called; nothing where that is kept back.
pub fn unit(unit: &UnitRef) -> &str {
    unit.told().map_or("", |name| name.as_str())
}

/// Who did something: a name, and for staff the unit.
pub fn who(plan: &PlanView, who: &Who, language: Language) -> String {
    match who {
        Who::Family(of) => member(plan, *of),
        Who::Staff(at) => staff(at),
        Who::Clock => language.text().msg_who_clock().to_owned(),
    }
}

/// Who answers for a measure: a name, and for staff the unit.
pub fn owner(plan: &Plan, owner: &Owner) -> String {
    match owner {
        Owner::Staff(at) => staff(at),
        Owner::Family(of) => member(plan, *of),
    }
}

/// Who answers for a measure, by first name alone: as people in a room say it.
pub fn owner_first(plan: &Plan, owner: &Owner) -> String {
    match owner {
        Owner::Staff(staff) => first(staff.name.as_str()).to_owned(),
        Owner::Family(of) => first(&member(plan, *of)).to_owned(),
    }
}

/// The first word of a name.
pub fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

/// What a question says that was asked in another language, and who translated it. It stands below the person's own words.
pub fn translated(t: T, question: &Question) -> Option<String> {
    let translation = question.translation.as_ref()?;
    Some(t.msg_question_translation(translation.translator.as_str(), translation.words.as_str()))
}

/// To whom something was given out.
pub fn recipient(plan: &Plan, to: &Recipient) -> String {
    match to {
        Recipient::Unit(unit) => unit.name.to_string(),
        Recipient::Supporter(no) => member(plan, FamilyMember::Supporter(*no)),
    }
}
