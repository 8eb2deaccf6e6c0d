//! One file per legal duty or rule; its source stands on line 1. `docs/law/README.md` lists them.

pub mod admission_is_told_within_a_day;
pub mod appointed_act_within_their_mandate;
pub mod at_most_three_questions;
pub mod consent_before_sharing;
pub mod consent_is_limited_in_time;
pub mod dates_follow_each_other;
pub mod handover_counts_when_accepted;
pub mod one_principal_leads;
pub mod owner_answers_for_the_measure;
pub mod payment_after_discharge_notice;
pub mod plan_names_measures_by_others;
pub mod plan_names_needed_measures;
pub mod plan_names_who_does_what;
pub mod principals_are_called_others_invited;
pub mod summons_after_discharge_notice;
pub mod two_guardians_decide_together;
pub mod who_cannot_live_with_it_stands_in_print;
