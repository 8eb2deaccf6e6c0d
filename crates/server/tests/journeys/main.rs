//! Journeys through the real binary: a process of its own, a client over a socket, and a look at what lies in the file.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a journey that cannot go on shall stop")]
#![allow(clippy::disallowed_methods, reason = "the journeys stand outside the program, with a clock of their own")]

mod a_call_sends_one_neutral_mail_to_each;
mod a_call_that_does_not_arrive_is_told_and_sent_again;
mod a_family_leaves_at_once_and_chooses_when_it_is_reached;
mod a_fifteen_year_old_seeks_help_alone;
mod a_killed_server_loses_nothing_it_confirmed;
mod a_lost_or_wrong_key_stops_everything;
mod a_new_meeting_calls_everybody_anew;
mod a_time_is_found_and_moved;
mod an_owner_who_leaves_is_followed_by_one_who_said_yes;
mod bad_input_is_refused_at_its_place;
mod calls_reach_calendars;
mod common;
mod consent_is_kept_at_every_address;
mod each_answers_after_the_meeting_once_and_alone;
mod each_archivist_decides_for_their_own_authority;
mod every_address_denies_the_outsider;
mod expectations_are_exchanged_before_the_meeting;
mod forged_answers_let_nobody_in;
mod letters_are_dropped_once_and_only_under_consent;
mod mail_goes_to_a_server_that_is_trusted;
mod nothing_waits_where_nobody_sees_it;
mod reminders_go_once_to_whoever_owns_the_task;
mod sara_and_noel_are_safe;
mod surfaces;
mod the_commands_tell_the_truth;
mod the_seal_is_judged_by_others;
mod the_service_keeps_quiet_and_stops_when_asked;
mod what_a_child_keeps_to_herself_is_at_no_address;
mod what_is_disposed_of_does_not_come_back;
